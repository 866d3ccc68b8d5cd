/* SPDX-License-Identifier: MIT */
/*
 * Who did what in which week, counted from the events of a log.
 */
#ifndef HITO_REPORT_LOG_STATS_H
#define HITO_REPORT_LOG_STATS_H

#include "report/log_report.h"
#include "status/diary.h"

void hito_log_stats_text(struct hito_out *out, const struct hito_style *style,
			 const struct hito_diary *diary);
/* One document (hito schema log-stats). */
void hito_log_stats_json(struct hito_out *out,
			 const struct hito_history *history,
			 const struct hito_diary *diary);
/* A person's week a line. */
void hito_log_stats_lines(struct hito_out *out, const struct hito_diary *diary);

#endif
