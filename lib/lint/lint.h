/* SPDX-License-Identifier: MIT */
/*
 * What the rules share: the context of a run, and how a finding is raised.
 *
 * Each letter has a file. Rules look at one item at a time, in the order of
 * the model; graph rules look at the whole.
 */
#ifndef HITO_LINT_LINT_H
#define HITO_LINT_LINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "hito/lint.h"
#include "hito/schedule.h"
#include "lint/pattern.h"
#include "lint/wording.h"
#include "plan/spelling.h"

/* Suggestions are sought for so many words of a run: each looks at all. */
#define HITO_LINT_GUESSES 200

struct hito_lint_dated;

struct hito_lint {
	const struct hito_model *model;
	const struct hito_project *project;
	const struct hito_lint_options *options;
	struct hito_calendar calendar;
	hito_day today;
	struct hito_arena *arena;      /* of what is returned */
	struct hito_arena *scratch;    /* gone when the run ends */
	struct hito_findings findings; /* that are raised on this thread */
	/* All of a run, when its threads have ended. */
	struct hito_finding **found;
	size_t found_count, found_capacity;
	size_t read_count; /* of them, of reading: they come first */
	struct hito_pattern_slot *placeholders; /* that threads share */
	struct hito_pattern_room *room;         /* of the thread */
	/* By number, of plans that are noted (hito_lint_note_kpis): */
	bool *used_kpis;
	bool *named_kpis;   /* of objectives with a step that names one */
	size_t *served_too; /* of objectives: steps that serve them, too */
	/*
	 * Steps that need something, or a parent does, or have parts, and are
	 * not dropped (hito_lint_graph).
	 */
	const struct hito_item **waiting;
	size_t waiting_count, waiting_capacity;
	bool *tight;   /* by number: steps of A103 */
	bool *clashes; /* by number: steps of G103 */
	/* Room for the steps of a plan that are due (hito_lint_pileup). */
	struct hito_lint_dated *dated;
	size_t dated_capacity;
	bool expects;              /* some item has expect: */
	size_t expected;           /* findings that expect: took out */
	size_t guesses;            /* suggestions sought so far */
	bool off[HITO_RULE_COUNT]; /* not judged somewhere: key not mapped */
	bool no_memory;
	struct hito_lint_wording wording;
};

/* One more that was found; lint->no_memory where there is no room. */
void hito_lint_find(struct hito_lint *lint, struct hito_finding *finding);

/* Rules of one item, a file a letter. */
void hito_lint_specific(struct hito_lint *lint, const struct hito_item *item);
void hito_lint_measurable(struct hito_lint *lint, const struct hito_item *item);
void hito_lint_achievable(struct hito_lint *lint, const struct hito_item *item);
void hito_lint_relevant(struct hito_lint *lint, const struct hito_item *item);
void hito_lint_timebound(struct hito_lint *lint, const struct hito_item *item);
/* Dependencies of one step, and the cycles of all that were asked about. */
void hito_lint_graph(struct hito_lint *lint, const struct hito_item *item);
void hito_lint_cycles(struct hito_lint *lint);
/* Steps of a plan that do not fit between start and due date (A103). */
void hito_lint_room(struct hito_lint *lint, struct hito_schedule *schedule,
		    const struct hito_item *plan);
/* Days of a plan with many dates, and days off. */
void hito_lint_pileup(struct hito_lint *lint, const struct hito_item *plan);
/* Is a step none of A103? */
bool hito_lint_fits(const struct hito_lint *lint, const struct hito_item *step);
/* Minutes as hours with at most one digit behind the point, rounded up. */
struct hito_str hito_lint_hours(struct hito_arena *arena, int64_t minutes,
				bool up);
/* Done, and nothing shows it. (H104) */
void hito_lint_proof(struct hito_lint *lint, const struct hito_item *step);
/* Over all plans that are laid out: the load of people, order in time. */
void hito_lint_workload(struct hito_lint *lint, struct hito_schedule *schedule);
void hito_lint_sequence(struct hito_lint *lint,
			const struct hito_schedule *schedule);
/* The sketch steps of an objective. */
void hito_lint_sketches(struct hito_lint *lint, const struct hito_item *item);
/* The title of a step or objective, a criterion in plain words. */
void hito_lint_wording(struct hito_lint *lint, const struct hito_item *item);
/*
 * Notes which KPIs are named, and where, before hito_lint_relevant is asked
 * about a plan; of shared ones, all plans. First there must be room for the
 * notes: false when memory ends.
 */
HITO_MUST bool hito_lint_note_room(struct hito_lint *lint);
void hito_lint_note_kpis(struct hito_lint *lint, const struct hito_item *plan);

/*
 * May one more nearest word be sought? Each costs a look at all words of its
 * kind, so a run has only so many.
 */
bool hito_lint_may_guess(struct hito_lint *lint);

/*
 * Raise a finding about an item. Presence rules are info in a draft.
 * The caller sets args and help.
 */
struct hito_finding *hito_lint_raise(struct hito_lint *lint,
				     enum hito_rule rule,
				     const struct hito_item *item,
				     struct hito_span span,
				     const char *message);
/* About a value; a value that stands nowhere is pointed at by the title. */
struct hito_finding *hito_lint_raise_value(struct hito_lint *lint,
					   enum hito_rule rule,
					   const struct hito_item *item,
					   const struct hito_value *value,
					   const char *message);
/*
 * A key is missing: args are title, key and an example, with one help line
 * for all. Silent (and noted) where the key of a mapped file is not mapped:
 * NULL.
 */
struct hito_finding *
hito_lint_raise_missing(struct hito_lint *lint, enum hito_rule rule,
			const struct hito_item *item, enum hito_key key,
			struct hito_str example, const char *message);

/* Where an item's title stands, else its heading, else its front matter. */
struct hito_span hito_lint_title_span(const struct hito_item *item);
const struct hito_source *hito_lint_source(const struct hito_item *item);
/* Nothing is mapped to a key that a rule asks for. */
bool hito_lint_is_off(struct hito_lint *lint, enum hito_rule rule,
		      const struct hito_item *item, enum hito_key key);
bool hito_lint_is_mapped(const struct hito_item *item);
/* Its own state, its parents' and its plan's say that work is left. */
bool hito_lint_is_open(const struct hito_item *item);
bool hito_lint_is_dropped(const struct hito_item *item);

/* The n-th text of a value that may be a list; false past the last. */
bool hito_lint_part(const struct hito_value *value, size_t n,
		    struct hito_str *out_text, struct hito_span *out_span);
/* Does a text hold a placeholder? Its bytes in start and end. */
bool hito_lint_is_placeholder(struct hito_lint *lint, struct hito_str text,
			      size_t *start, size_t *end);

/* A title against the data beside it, and against the plan's language. */
void hito_lint_drift(struct hito_lint *lint, const struct hito_item *item);
void hito_lint_tongue(struct hito_lint *lint, const struct hito_item *item);
/* The steps of a plan against each other: each is noted, then all compared. */
void hito_lint_note_gist(struct hito_lint *lint, struct hito_item *step);
void hito_lint_alike(struct hito_lint *lint);

/* Of findings that are in scope and wanted. False when memory ends. */
HITO_MUST bool hito_lint_count_score(struct hito_lint *lint,
				     const struct hito_lint_result *result,
				     struct hito_lint_score *out);

/* Rules that ask for something to be there. */
bool hito_rule_is_presence(enum hito_rule rule);

/* Can this place be reported? NULL source: only when all is in scope. */
bool hito_lint_in_scope(const struct hito_lint_options *options,
			const struct hito_source *source,
			struct hito_span span);
/* The same of an item, which stands where its title does. */
bool hito_lint_item_in_scope(const struct hito_lint_options *options,
			     const struct hito_item *item);

/* A step's number in the model from 1; the first one's of those of a name. */
uint32_t hito_lint_step_number(const struct hito_item *step);
/* Say that a finding is about a step. */
void hito_lint_name_step(struct hito_finding *finding,
			 const struct hito_item *step);

size_t hito_lint_count_steps(const struct hito_lint *lint);
/* A flag for each step, by its number; NULL, and no_memory, without room. */
bool *hito_lint_step_flags(struct hito_lint *lint);

#endif
