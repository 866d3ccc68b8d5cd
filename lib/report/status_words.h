/* SPDX-License-Identifier: MIT */
/*
 * Short words about a step and the order that its plan is told in: what the
 * text and the Markdown report have in common.
 */
#ifndef HITO_REPORT_STATUS_WORDS_H
#define HITO_REPORT_STATUS_WORDS_H

#include "hito/status.h"
#include "report/style.h"

#define HITO_CELL_SIZE 48

/* "+5 wd"; empty when it never slipped. Returns text. */
const char *hito_slip_words(const struct hito_step_status *step,
			    enum hito_lang lang, char text[HITO_CELL_SIZE]);
/* "3 d late", "today"; may be empty. Returns text. */
const char *hito_note_words(const struct hito_step_status *step, hito_day today,
			    enum hito_lang lang, char text[HITO_CELL_SIZE]);
/* "+5 working days", with a mark behind. Returns text. */
const char *hito_working_words(enum hito_lang lang, int days, const char *mark,
			       char text[HITO_CELL_SIZE]);
/* "doing", "en curso"; a foreign word as it is. */
struct hito_str hito_state_words(const struct hito_step_status *step,
				 enum hito_lang lang);

/* A line of a plan: a step at its depth under an objective. */
struct hito_line {
	const struct hito_step_status *step;
	const struct hito_objective_status *objective; /* NULL: none */
	unsigned depth;                                /* 0: main step */
};

/*
 * Every step of a plan once: under its objective in file order, sub-steps
 * behind their parent, then those that serve no objective. NULL: no memory.
 */
struct hito_line *hito_plan_lines(const struct hito_plan_status *plan,
				  struct hito_arena *arena);

/* The values of a KPI: "12000 → 13500 → 20000 visits/month". */
void hito_write_kpi(struct hito_out *out, const struct hito_style *style,
		    const struct hito_kpi_status *kpi);

#endif
