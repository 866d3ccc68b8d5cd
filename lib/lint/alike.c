/* SPDX-License-Identifier: MIT */
/* S101: two steps beside each other that say the same. */
#include "base/map.h"
#include "lint/lint.h"
#include "lint/wording.h"

static bool is_judged(const struct hito_lint *lint,
		      const struct hito_item *step)
{
	return lint->wording.wanted[HITO_RULE_S101] &&
	       step->kind == HITO_STEP && step->block &&
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

void hito_lint_note_gist(struct hito_lint *lint, struct hito_item *step)
{
	struct hito_lint_gists *gists = &lint->wording.gists;
	const struct hito_judgement *judgement;

	if (!is_judged(lint, step))
		return;
	judgement = hito_lint_judge(lint, step->block->title, step->lang);
	if (!judgement || !judgement->gist)
		return;
	if (hito_reserve(lint->scratch, gists->list, gists->count,
			 gists->capacity))
		gists->list[gists->count++] = (struct hito_lint_gist){
			.gist = judgement->gist,
			.above = step->parent ? step->parent : step->objective,
			.step = step,
		};
	else
		lint->no_memory = true;
}

/* Steps are alike by what they say, and by what they stand under. */
static struct hito_str key_of(const struct hito_lint_gist *gist)
{
	return (struct hito_str){(const char *)gist,
				 offsetof(struct hito_lint_gist, step)};
}

void hito_lint_alike(struct hito_lint *lint)
{
	struct hito_lint_gists *gists = &lint->wording.gists;
	struct hito_map seen;
	void *first;
	size_t i;

	if (gists->count)
		hito_arena_clear(lint->wording.scratch);
	hito_map_init(&seen, lint->wording.scratch);
	for (i = 0; i < gists->count && !lint->no_memory; i++) {
		struct hito_item *step = gists->list[i].step;

		if (!hito_map_add(&seen, key_of(&gists->list[i]), step, &first))
			lint->no_memory = true;
		else if (first != step)
			raise_alike(lint, step, first);
	}
	gists->count = 0;
}
