/* SPDX-License-Identifier: MIT */
/* The story of plans: for people newest first, for programs in order. */
#ifndef HITO_REPORT_LOG_REPORT_H
#define HITO_REPORT_LOG_REPORT_H

#include "hito/calendar.h"
#include "hito/history.h"
#include "report/style.h"

/* What is told: events of a history that were picked, in its order. */
struct hito_log {
	const struct hito_history *history;
	const struct hito_event *const *events;
	size_t count;
	const struct hito_gap *const *gaps; /* of the same things, in order */
	size_t gap_count;
	bool oldest_first;
	struct hito_calendar calendar;
};

/*
 * Paragraphs, wrapped at the width of the page. scratch is emptied now and
 * then. False: out of memory.
 */
HITO_MUST bool hito_log_text(struct hito_out *out,
			     const struct hito_style *style,
			     const struct hito_log *log,
			     struct hito_arena *scratch);
/* One event, without its commit and the name of its thing; no line end. */
void hito_log_event_text(struct hito_out *out, const struct hito_style *style,
			 const struct hito_calendar *calendar,
			 const struct hito_event *event);
/* One document (hito schema log). */
void hito_log_json(struct hito_out *out, const struct hito_log *log);
/* An event a line. */
void hito_log_json_lines(struct hito_out *out, const struct hito_log *log);

#endif
