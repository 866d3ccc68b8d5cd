/* SPDX-License-Identifier: MIT */
/* The score: a letter of SMART, and how many open steps have nothing there. */
#include <string.h>

#include "lint/lint.h"

struct scoring {
	struct hito_lint *lint;
	/* Of a rule, the bit of its letter in HITO_SCORE_LETTERS; 0: none. */
	unsigned char letters[HITO_RULE_COUNT];
	unsigned char *faults; /* such bits, by the number of a step from 1 */
	struct hito_lint_score *score;
};

_Static_assert(HITO_SCORE_COUNT <= 8, "letters are bits of a byte");

static void list_letters(struct scoring *scoring)
{
	const char *letters = HITO_SCORE_LETTERS;
	int i;

	for (i = 0; i < HITO_RULE_COUNT; i++) {
		char letter = hito_rule_id((enum hito_rule)i)[0];
		const char *found = strchr(letters, letter);

		if (found)
			scoring->letters[i] =
				(unsigned char)(1u << (found - letters));
	}
}

/* Hints take nothing off, but what is missing in a draft is missing. */
static bool counts(const struct hito_finding *finding)
{
	return finding->step_number && (finding->level > HITO_INFO ||
					hito_rule_is_presence(finding->rule));
}

static void count_step(struct scoring *scoring, const struct hito_item *step)
{
	unsigned faults;
	size_t i;

	if (!hito_lint_is_open(step) ||
	    !hito_lint_item_in_scope(scoring->lint->options, step))
		return;
	faults = scoring->faults[hito_lint_step_number(step)];
	scoring->score->steps++;
	for (i = 0; i < HITO_SCORE_COUNT; i++)
		scoring->score->good[i] += !(faults >> i & 1);
}

bool hito_lint_count_score(struct hito_lint *lint,
			   const struct hito_lint_result *result,
			   struct hito_lint_score *out)
{
	struct scoring scoring = {.lint = lint, .score = out};
	const struct hito_model *model = lint->model;
	size_t i, j;

	*out = (struct hito_lint_score){.steps = 0};
	list_letters(&scoring);
	scoring.faults = hito_new(lint->scratch, unsigned char,
				  hito_lint_count_steps(lint) + 1);
	if (!scoring.faults)
		return false;
	for (i = 0; i < result->count; i++) {
		const struct hito_finding *finding = &result->findings[i];

		if (counts(finding))
			scoring.faults[finding->step_number] |=
				scoring.letters[finding->rule];
	}
	for (i = 0; i < model->plan_count; i++) {
		for (j = 0; j < model->plans[i]->step_count; j++)
			count_step(&scoring, model->plans[i]->steps[j]);
	}
	return true;
}
