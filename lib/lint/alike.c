/* SPDX-License-Identifier: MIT */
/* S101: two steps beside each other that say the same. */
#include "lint/lint.h"
#include "lint/wording.h"

/* Steps are alike by what they say, and by what they stand under. */
struct likeness {
	uint64_t gist;
	const struct hito_item *above;
};

static bool is_judged(const struct hito_lint *lint,
		      const struct hito_item *step)
{
	return lint->wording.wanted[HITO_RULE_S101] && step->block &&
	       !step->block->damaged && !step->duplicate_of &&
	       step->block->title.len && hito_lint_is_open(step);
}

static void raise_alike(struct hito_lint *lint, const struct hito_item *step,
			const struct hito_item *first)
{
	struct hito_finding *finding = hito_lint_raise(
		lint, HITO_RULE_S101, step, hito_lint_title_span(step),
		HITO_N("\"{1}\" says the same as the step {2}"));

	finding->args[0] = step->title;
	finding->args[1] = first->id;
	finding->other_source = hito_lint_source(first);
	finding->other_span = hito_lint_title_span(first);
	finding->other_label = HITO_N("the other one");
	finding->help = HITO_N("say what tells them apart (which, where, for "
			       "whom), or make them one");
}

static void judge_step(struct hito_lint *lint, struct hito_map *seen,
		       struct hito_item *step)
{
	const struct hito_judgement *judgement =
		hito_lint_judge(lint, step->block->title, step->lang);
	struct hito_item *first;
	struct likeness *key;
	struct hito_str bytes;

	if (!judgement || !judgement->gist)
		return;
	key = hito_new(lint->scratch, struct likeness, 1);
	if (!key) {
		lint->no_memory = true;
		return;
	}
	key->gist = judgement->gist;
	key->above = step->parent ? step->parent : step->objective;
	bytes = (struct hito_str){(const char *)key, sizeof(*key)};
	first = hito_map_find(seen, bytes);
	if (first)
		raise_alike(lint, step, first);
	else if (!hito_map_put(seen, bytes, step))
		lint->no_memory = true;
}

void hito_lint_alike(struct hito_lint *lint, const struct hito_item *plan)
{
	struct hito_map seen;
	size_t i;

	hito_map_init(&seen, lint->scratch);
	for (i = 0; i < plan->step_count && !lint->no_memory; i++) {
		if (is_judged(lint, plan->steps[i]))
			judge_step(lint, &seen, plan->steps[i]);
	}
}
