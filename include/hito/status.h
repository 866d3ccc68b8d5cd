/* SPDX-License-Identifier: MIT */
/*
 * Status: plan, history and calendar joined into what is true on a day
 * (hito-history(7), DERIVED).
 *
 * Every figure that cannot be known says so (has_... false, NONE, or unknown)
 * and is never guessed. Days are civil days; "working" ones follow the
 * project's calendar.
 */
#ifndef HITO_STATUS_H
#define HITO_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/calendar.h"
#include "hito/figures.h"
#include "hito/history.h"
#include "hito/model.h"

#pragma GCC visibility push(default)

#define HITO_UNKNOWN INT32_MIN /* a number of days that is not known */

/*
 * A set due date moved, while the step is open after the commit. Earlier is
 * negative. old_due is the last day promised before, also where the date was
 * taken away in between.
 */
struct hito_slip {
	hito_day old_due, new_due;
	int days, working_days;
	const struct hito_event *event;
	struct hito_str reason; /* empty: none given */
};

/* Somebody has it from an event on. */
struct hito_holding {
	struct hito_str owner;
	const struct hito_event *event;
};

struct hito_step_status {
	const struct hito_item *step;
	const struct hito_story *story; /* NULL: no history */
	/* What counts: the file's value or a later trailer's. */
	enum hito_word state;
	struct hito_str state_text;
	struct hito_str owner;         /* effective; empty: nobody */
	hito_day start, due;           /* effective; NONE: not set */
	struct hito_duration estimate; /* its own; hundredths -1: none */
	bool disagrees; /* a later trailer says otherwise than the file */
	bool changed;   /* uncommitted changes in the work tree */
	/* From history; NONE where unknown. */
	hito_day created, started, finished;
	bool started_declared, finished_declared; /* from started:, finished: */
	hito_day commit_started, commit_finished;
	/* The first and the last day promised while it was open. */
	hito_day first_due, last_due;
	unsigned reopened;
	/*
	 * The first promise that is known, what made it (NULL: none), and how
	 * it moved: its own slips, or its parent's where that promised for it.
	 */
	hito_day promised_day;
	const struct hito_event *promised;
	const struct hito_slip *moves;
	size_t move_count;
	const struct hito_slip *slips; /* oldest first */
	size_t slip_count;
	int slip_days, slip_working_days; /* sums */
	int blocked_days;                 /* days spent in blocked */
	int age_days;                     /* in its state; UNKNOWN */
	int quiet_days;                   /* since its newest event; UNKNOWN */
	unsigned owner_changes;
	const struct hito_holding *owners; /* that it had, oldest first */
	size_t owner_count;
	int cycle_days, cycle_working_days; /* started to finished; UNKNOWN */
	int lead_days, lead_working_days;   /* created to finished; UNKNOWN */
	/* > 0 late, < 0 early: against the last promise; for an open step
	 * past its due day the days since. UNKNOWN: no due day, or open and
	 * not yet due. */
	int late_days, late_first_days;
	bool is_overdue; /* open, due < today */
	/* In doing, and quiet for longer than the project's max-quiet. */
	bool is_stale;
	bool gap;     /* its history has unreadable versions */
	bool partial; /* its history may have begun before what is known */
	bool leaf;
	unsigned commits; /* that touched it */
};

struct hito_kpi_status {
	const struct hito_item *kpi;
	struct hito_amount from, to, now;
	hito_day by, now_day; /* day of the last reading; NONE */
	bool has_attainment;
	double attainment; /* (now - from) / (to - from) */
	enum hito_lack attainment_lack;
	bool has_time_gone;
	double time_gone; /* of plan start (or first reading) to by */
	enum hito_lack time_lack;
	const struct hito_reading *readings; /* by day; NULL without figures */
	size_t reading_count;
	struct hito_doubt doubt;
	bool gap; /* its history has unreadable versions */
};

/*
 * Counts of leaves, without duplicates that lose (ignore: of a mapping). Rates
 * leave dropped ones out.
 */
struct hito_tally {
	size_t total, todo, doing, blocked, done, dropped, foreign;
	size_t overdue, stale, late_done, on_time_last, on_time_first;
	/* done leaves with a known finish and a last, a first promise */
	size_t judged_last, judged_first;
};

struct hito_objective_status {
	const struct hito_item *objective;
	struct hito_tally tally;
	const struct hito_kpi_status *kpis; /* those it names */
	size_t kpi_count;
};

struct hito_plan_status {
	const struct hito_item *plan;
	const struct hito_story *story;
	hito_day start, end;
	struct hito_tally tally;
	bool has_completion;
	double completion;          /* done / (total - dropped), by count */
	bool has_completion_effort; /* every counted leaf has an estimate */
	double completion_effort;   /* by estimate */
	bool has_time_gone;
	double time_gone; /* share of start..end that is over today */
	bool has_on_time_first, has_on_time_last; /* judged_... > 0 */
	double on_time_first, on_time_last;       /* shares of judged_... */
	size_t slip_count;
	int slip_days, slip_working_days;
	hito_day last_change; /* newest event's day; NONE */
	hito_day last_review;
	struct hito_str owner;
	const struct hito_objective_status *objectives; /* in file order */
	size_t objective_count;
	const struct hito_kpi_status *kpis; /* the plan's */
	size_t kpi_count;
	const struct hito_step_status *steps; /* in file order */
	size_t step_count;
	bool touched_by_gap; /* unreadable files or gaps mark its figures */
	bool partial;        /* a step's history is */
	size_t sketch_count, sketch_done;   /* drafts of its objectives */
	const struct hito_figures *figures; /* NULL: not asked for */
};

/* Of several plans together, each leaf and slip once. */
struct hito_totals {
	struct hito_tally tally;
	bool has_completion, has_on_time_first, has_on_time_last;
	double completion, on_time_first, on_time_last;
	size_t slip_count;
	int slip_days, slip_working_days;
	struct hito_cycle cycle;
	size_t reviews_due, reviews_held, reviews_missed;
	const struct hito_money *money; /* by unit */
	size_t money_count;
	size_t confidence_count;
	double confidence; /* of confidence_count open leaves, if not 0 */
};

struct hito_status_baseline;

struct hito_status {
	hito_day today;
	const struct hito_history *history;     /* NULL: none */
	const struct hito_workspace *workspace; /* whose values are shown */
	bool from_worktree;
	const struct hito_plan_status *plans; /* by id */
	size_t plan_count;
	struct hito_tally tally;
	const struct hito_totals *totals; /* NULL: not asked for */
	/* Files of plans that differ from the commit, by path. */
	const struct hito_str *changed;
	size_t changed_count;
	const struct hito_status_baseline *baseline; /* variance.h; NULL */
};

struct hito_status_input {
	hito_day today;
	/* What is shown: the work tree, or history->at_head. */
	const struct hito_workspace *workspace;
	const struct hito_history *history; /* NULL: files alone */
	bool figures;                       /* those of figures.h, too */
	unsigned threads; /* 0: as many as there are processors */
};

HITO_MUST bool hito_status_derive(const struct hito_status_input *input,
				  struct hito_arena *arena,
				  struct hito_status **out_status,
				  struct hito_err *err);

/* What the status' plans come to together, set in status->totals. */
HITO_MUST bool hito_status_total(struct hito_status *status,
				 struct hito_arena *arena,
				 struct hito_err *err);

#pragma GCC visibility pop
#endif
