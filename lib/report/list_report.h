/* SPDX-License-Identifier: MIT */
/*
 * Steps that were picked, one a line: for people, for programs, for
 * spreadsheets.
 */
#ifndef HITO_REPORT_LIST_REPORT_H
#define HITO_REPORT_LIST_REPORT_H

#include "report/style.h"
#include "status/outlook.h"

struct hito_list {
	const struct hito_status *status;
	const struct hito_prospect *const *steps;
	size_t count, total; /* shown, found */
	size_t of;           /* that were looked at */
	bool by_plan;        /* in the order of the plans */
	bool quiet;          /* without the line that counts */
};

/* Those that need scratch memory: false when it ends. */
HITO_MUST bool hito_list_text(struct hito_out *out,
			      const struct hito_style *style,
			      const struct hito_list *list,
			      struct hito_arena *scratch);
/* One document (hito schema list). */
void hito_list_json(struct hito_out *out, const struct hito_list *list);

/* The columns of the CSV: constant, name, meaning. */
#define HITO_LIST_COLUMNS(X)                                                \
	X(PLAN, "plan", "id of the plan")                                   \
	X(STEP, "step", "id of the step")                                   \
	X(TITLE, "title", "title of the step")                              \
	X(OBJECTIVE, "objective", "id of its objective")                    \
	X(STATE, "state", "canonical state, or the word that nothing maps") \
	X(OWNER, "owner", "id of the person")                               \
	X(START, "start", "first day")                                      \
	X(DUE, "due", "day that it is promised for")                        \
	X(FIRST_DUE, "first_due", "day that was promised first")            \
	X(FINISHED, "finished", "day that it was done")                     \
	X(DAYS_LEFT, "days_left",                                           \
	  "of an open step to its due day, "                                \
	  "negative behind it")                                             \
	X(SLACK, "slack", "working days that it may slip")                  \
	X(ESTIMATE, "estimate", "effort foreseen")                          \
	X(PRIORITY, "priority", "high, normal or low")                      \
	X(TYPE, "type", "kind of work")                                     \
	X(PHASE, "phase", "phase")                                          \
	X(TAGS, "tags", "tags, joined by a comma and a space")              \
	X(PATH, "path", "file")                                             \
	X(LINE, "line", "line of the file")

/*
 * RFC 4180, with a line of names. A cell that a spreadsheet would take for a
 * formula gets an apostrophe at its front; control characters are visible
 * escapes.
 */
HITO_MUST bool hito_list_csv(struct hito_out *out, const struct hito_list *list,
			     struct hito_arena *scratch);

#endif
