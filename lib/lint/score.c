/* SPDX-License-Identifier: MIT */
/* The score: a letter of SMART, and how many open steps have nothing there. */
#include <string.h>

#include "lint/lint.h"

/* The letter of a rule's id in HITO_SCORE_LETTERS; its size for others. */
static size_t letter_of(enum hito_rule rule)
{
	const char *letters = HITO_SCORE_LETTERS;
	const char *found = strchr(letters, hito_rule_id(rule)[0]);

	return found ? (size_t)(found - letters) : HITO_SCORE_COUNT;
}

/* Hints take nothing off, but what is missing in a draft is missing. */
static bool counts(const struct hito_finding *finding)
{
	return finding->step.len && (finding->level > HITO_INFO ||
				     hito_rule_is_presence(finding->rule));
}

struct scoring {
	struct hito_lint *lint;
	struct hito_map faults; /* "plan/step" -> a flag a letter */
	struct hito_lint_score *score;
	char *key; /* room for one */
	size_t key_size;
	/* Of the finding before, which is often about the same step. */
	struct hito_str plan, step;
	bool *flags;
};

/* In room that the next one takes. */
static struct hito_str key_of(struct scoring *scoring, struct hito_str plan,
			      struct hito_str step)
{
	size_t len = plan.len + step.len + 1;

	if (len > scoring->key_size) {
		scoring->key =
			hito_arena_bytes(scoring->lint->scratch, 2 * len);
		scoring->key_size = scoring->key ? 2 * len : 0;
		if (!scoring->key)
			return (struct hito_str){NULL, 0};
	}
	if (plan.len)
		memcpy(scoring->key, plan.ptr, plan.len);
	scoring->key[plan.len] = '/';
	if (step.len)
		memcpy(scoring->key + plan.len + 1, step.ptr, step.len);
	return (struct hito_str){scoring->key, len};
}

static bool *add_flags(struct scoring *scoring, struct hito_str key)
{
	struct hito_arena *arena = scoring->lint->scratch;
	bool *flags = hito_new(arena, bool, HITO_SCORE_COUNT);

	key = hito_arena_copy(arena, key);
	if (!flags || !key.ptr || !hito_map_put(&scoring->faults, key, flags))
		return NULL;
	return flags;
}

static bool is_slice(struct hito_str a, struct hito_str b)
{
	return a.ptr == b.ptr && a.len == b.len;
}

static bool note_fault(struct scoring *scoring,
		       const struct hito_finding *finding)
{
	size_t letter = letter_of(finding->rule);
	struct hito_str key;

	if (letter == HITO_SCORE_COUNT || !counts(finding))
		return true;
	if (!scoring->flags || !is_slice(finding->plan, scoring->plan) ||
	    !is_slice(finding->step, scoring->step)) {
		key = key_of(scoring, finding->plan, finding->step);
		if (!key.ptr)
			return false;
		scoring->flags = hito_map_find(&scoring->faults, key);
		if (!scoring->flags)
			scoring->flags = add_flags(scoring, key);
		if (!scoring->flags)
			return false;
		scoring->plan = finding->plan;
		scoring->step = finding->step;
	}
	scoring->flags[letter] = true;
	return true;
}

static bool count_step(struct scoring *scoring, const struct hito_item *step)
{
	struct hito_str key;
	const bool *flags;
	size_t i;

	if (!hito_lint_is_open(step) ||
	    !hito_lint_in_scope(scoring->lint->options, hito_lint_source(step),
				hito_lint_title_span(step)))
		return true;
	scoring->score->steps++;
	key = key_of(scoring, step->plan ? step->plan->id : HITO_STR(""),
		     step->id);
	if (!key.ptr)
		return false;
	flags = hito_map_find(&scoring->faults, key);
	for (i = 0; i < HITO_SCORE_COUNT; i++)
		scoring->score->good[i] += !flags || !flags[i];
	return true;
}

bool hito_lint_count_score(struct hito_lint *lint,
			   const struct hito_lint_result *result,
			   struct hito_lint_score *out)
{
	struct scoring scoring = {.lint = lint, .score = out};
	const struct hito_model *model = lint->model;
	size_t i, j;

	*out = (struct hito_lint_score){.steps = 0};
	hito_map_init(&scoring.faults, lint->scratch);
	for (i = 0; i < result->count; i++) {
		if (!note_fault(&scoring, &result->findings[i]))
			return false;
	}
	for (i = 0; i < model->plan_count; i++) {
		for (j = 0; j < model->plans[i]->step_count; j++) {
			if (!count_step(&scoring, model->plans[i]->steps[j]))
				return false;
		}
	}
	return true;
}
