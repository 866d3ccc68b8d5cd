/* SPDX-License-Identifier: MIT */
/*
 * What the rules of history share. They are judged where options->status has
 * a history that is complete, and on what it knows of the workspace.
 */
#ifndef HITO_LINT_PAST_H
#define HITO_LINT_PAST_H

#include "hito/status.h"
#include "lint/lint.h"

/* Does a rule need commits? (H104 does without.) */
bool hito_rule_is_of_history(enum hito_rule rule);

/* Does a word of --select name such a rule? Groups do not. */
bool hito_past_is_named(struct hito_str word);

/* H000, and the rules of all plans. */
void hito_lint_past(struct hito_lint *lint);

/* H102: of a step. */
void hito_lint_promise(struct hito_lint *lint,
		       const struct hito_step_status *step);
/* H101: of a plan, and of a step in it. */
void hito_lint_review(struct hito_lint *lint,
		      const struct hito_plan_status *plan);
/* H103: of a KPI, and of a step's own measure. */
void hito_lint_goalposts(struct hito_lint *lint,
			 const struct hito_plan_status *plan);

/* A day and a number as texts that last as long as the findings. */
struct hito_str hito_past_day(struct hito_lint *lint, hito_day day);
struct hito_str hito_past_number(struct hito_lint *lint, int number);
/* The first 7 digits of a commit's id. */
struct hito_str hito_past_id(const struct hito_commit *commit);

/* Did somebody write why, in a commit or later, under reason:? */
bool hito_past_has_reason(const struct hito_story *story,
			  const struct hito_commit *commit);

/* About a key's value; where it has none, about the title. */
struct hito_finding *hito_past_raise(struct hito_lint *lint,
				     enum hito_rule rule,
				     const struct hito_item *item,
				     enum hito_key key, const char *message);

#endif
