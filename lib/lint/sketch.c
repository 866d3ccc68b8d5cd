/* SPDX-License-Identifier: MIT */
/* Sketch steps, checklist items under an objective, judged as drafts. */
#include "lint/lint.h"

static struct hito_finding *raise(struct hito_lint *lint, enum hito_rule rule,
				  const struct hito_item *objective,
				  const struct hito_sketch *sketch,
				  const char *message)
{
	struct hito_finding *finding =
		hito_lint_raise(lint, rule, objective, sketch->span, message);

	if (hito_rule_is_presence(rule))
		finding->level = HITO_INFO;
	finding->args[0] = sketch->title;
	return finding;
}

static void judge_title(struct hito_lint *lint,
			const struct hito_item *objective,
			const struct hito_sketch *sketch)
{
	struct hito_finding *finding;
	size_t start, end;

	if (!hito_lint_is_placeholder(lint, sketch->title, &start, &end))
		return;
	finding = raise(lint, HITO_RULE_S002, objective, sketch,
			HITO_N("the title is still to be decided: \"{1}\""));
	finding->args[0] = hito_str_slice(sketch->title, start, end);
}

static void judge_days(struct hito_lint *lint,
		       const struct hito_item *objective,
		       const struct hito_sketch *sketch)
{
	struct hito_finding *finding;
	char text[HITO_DAY_SIZE];

	if (sketch->due == HITO_DAY_NONE) {
		finding = raise(lint, HITO_RULE_T001, objective, sketch,
				HITO_N("no due date"));
		finding->key =
			hito_spelling_of(objective, HITO_STEP, HITO_KEY_DUE);
		finding->help = HITO_N("write the day at the end of the line, "
				       "as YYYY-MM-DD");
		return;
	}
	if (sketch->due >= lint->today)
		return;
	finding = raise(lint, HITO_RULE_T101, objective, sketch,
			lint->today - sketch->due == 1
				? HITO_N("due {1}, 1 day ago, and still open")
				: HITO_N("due {1}, {2} days ago, and still "
					 "open"));
	finding->args[0] = hito_arena_copy(
		lint->arena, hito_str_from(hito_day_format(sketch->due, text)));
	finding->args[1] = hito_arena_printf(lint->arena, "%d",
					     (int)(lint->today - sketch->due));
	finding->help = HITO_N("tick it, or promise another day");
}

void hito_lint_sketches(struct hito_lint *lint, const struct hito_item *item)
{
	size_t i;

	if (item->kind != HITO_OBJECTIVE || !item->block ||
	    !hito_lint_is_open(item) || hito_lint_is_mapped(item))
		return;
	for (i = 0; i < item->block->sketch_count; i++) {
		const struct hito_sketch *sketch = &item->block->sketches[i];
		struct hito_finding *finding;

		if (sketch->done)
			continue;
		judge_title(lint, item, sketch);
		judge_days(lint, item, sketch);
		if (sketch->owner.len)
			continue;
		finding = raise(lint, HITO_RULE_A001, item, sketch,
				HITO_N("nobody is responsible"));
		finding->key =
			hito_spelling_of(item, HITO_STEP, HITO_KEY_OWNER);
		finding->help = HITO_N("write @ and a name behind the title");
	}
}
