/* SPDX-License-Identifier: MIT */
/* Looks whether a project says what it said before, and what was put in. */
#include "edit/insert.h"

/* What may differ. */
struct comparing {
	const struct hito_model *before, *after;
	const struct hito_insert_meant *meant;
	size_t meant_count;
	const struct hito_taken *taken;
	size_t taken_count;
};

static bool same_values(const struct hito_block *before,
			const struct hito_block *after)
{
	if (before->other_count != after->other_count)
		return false;
	for (size_t i = 0; i < before->other_count; i++)
		if (!hito_value_equal(&before->others[i], &after->others[i]))
			return false;
	/* KPIs and people in it are blocks of their own. */
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++)
		if (key != HITO_KEY_KPIS && key != HITO_KEY_TEAM &&
		    !hito_value_equal(hito_block_value(before, key),
				      hito_block_value(after, key)))
			return false;
	return true;
}

static bool same_checks(const struct hito_block *before,
			const struct hito_block *after)
{
	if (before->check_count != after->check_count)
		return false;
	for (size_t i = 0; i < before->check_count; i++)
		if (before->checks[i].done != after->checks[i].done ||
		    !hito_str_equal(before->checks[i].text,
				    after->checks[i].text))
			return false;
	return true;
}

static bool is_taken(const struct comparing *comparing,
		     const struct hito_sketch *sketch)
{
	for (size_t i = 0; i < comparing->taken_count; i++)
		if (comparing->taken[i].sketch == sketch)
			return true;
	return false;
}

static bool same_sketches(const struct comparing *comparing,
			  const struct hito_block *before,
			  const struct hito_block *after)
{
	size_t at = 0;

	for (size_t i = 0; i < before->sketch_count; i++) {
		const struct hito_sketch *old = &before->sketches[i], *new;

		if (is_taken(comparing, old))
			continue;
		if (at == after->sketch_count)
			return false;
		new = &after->sketches[at++];
		if (old->done != new->done || old->due != new->due ||
		    !hito_str_equal(old->title, new->title) ||
		    !hito_str_equal(old->owner, new->owner))
			return false;
	}
	return at == after->sketch_count;
}

static bool same_block(const struct comparing *comparing,
		       const struct hito_block *before,
		       const struct hito_block *after)
{
	return before->kind == after->kind &&
	       before->damaged == after->damaged &&
	       before->fenced == after->fenced &&
	       hito_str_equal(before->id, after->id) &&
	       hito_str_equal(before->title, after->title) &&
	       same_values(before, after) && same_checks(before, after) &&
	       same_sketches(comparing, before, after);
}

/* A heading of prose that is an objective now. */
static bool is_promoted(const struct hito_insert_meant *meant,
			const struct hito_block *block)
{
	const struct hito_item *objective = meant->wish.objective;

	return block->kind == HITO_OBJECTIVE && !block->fenced &&
	       hito_insert_is_plain(objective) &&
	       hito_str_equal(objective->title, block->title);
}

/* How many of them a plan has more than before. */
static size_t count_promoted(const struct comparing *comparing,
			     const struct hito_item *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < comparing->meant_count; i++) {
		const struct hito_insert_wish *wish = &comparing->meant[i].wish;
		bool again = !hito_insert_is_plain(wish->objective) ||
			     !hito_str_equal(wish->plan->id, plan->id);

		for (size_t k = 0; k < i; k++)
			again |= comparing->meant[k].wish.objective ==
				 wish->objective;
		count += !again;
	}
	return count;
}

/* Is it one of the steps that are to be in this file? */
static bool is_meant(const struct comparing *comparing, struct hito_str path,
		     const struct hito_block *block)
{
	for (size_t i = 0; i < comparing->meant_count; i++) {
		const struct hito_insert_meant *meant = &comparing->meant[i];

		if (!hito_str_equal(meant->path, path))
			continue;
		if (is_promoted(meant, block))
			return true;
		if (block->kind == HITO_STEP &&
		    hito_str_equal(meant->step->id, block->id) &&
		    hito_str_equal(meant->step->title, block->title))
			return true;
	}
	return false;
}

static bool same_document(const struct comparing *comparing,
			  const struct hito_document *before,
			  const struct hito_document *after)
{
	struct hito_str path = before->source->path;
	size_t old = 0;

	for (size_t i = 0; i < after->block_count; i++) {
		const struct hito_block *new = &after->blocks[i];

		if (old < before->block_count &&
		    same_block(comparing, &before->blocks[old], new))
			old++;
		else if (!is_meant(comparing, path, new))
			return false;
	}
	return old == before->block_count;
}

static bool same_documents(const struct comparing *comparing)
{
	const struct hito_model *before = comparing->before;

	for (size_t i = 0; i < before->document_count; i++) {
		const struct hito_document *old = before->documents[i];
		const struct hito_document *new = hito_model_document(
			comparing->after, old->source->path);

		if (!new || !same_document(comparing, old, new))
			return false;
	}
	return true;
}

/* Links */

static bool same_item(const struct hito_item *a, const struct hito_item *b)
{
	if (!a || !b)
		return a == b;
	return a->kind == b->kind && hito_str_equal(a->identity, b->identity) &&
	       hito_str_equal(a->plan->id, b->plan->id);
}

/* A step has its objective and parent by its place; new ones stand between. */
static bool same_steps(const struct comparing *comparing,
		       const struct hito_item *before,
		       const struct hito_item *after)
{
	size_t at = 0;

	for (size_t i = 0; i < after->step_count; i++) {
		const struct hito_item *new = after->steps[i], *old;

		old = at < before->step_count ? before->steps[at] : NULL;
		if (old && same_item(old, new) &&
		    old->state == new->state &&same_item(old->objective,
							 new->objective) &&
		    same_item(old->parent, new->parent) &&
		    !old->duplicate_of == !new->duplicate_of)
			at++;
		else if (!is_meant(comparing, new->document->source->path,
				   new->block))
			return false;
	}
	return at == before->step_count;
}

static bool same_plans(const struct comparing *comparing, size_t meant)
{
	const struct hito_model *before = comparing->before;
	const struct hito_model *after = comparing->after;
	size_t more = 0;

	if (before->plan_count != after->plan_count ||
	    before->unreadable_count != after->unreadable_count)
		return false;
	for (size_t i = 0; i < before->plan_count; i++) {
		const struct hito_item *old = before->plans[i];
		const struct hito_item *new = after->plans[i];

		if (!same_item(old, new) ||
		    old->objective_count + count_promoted(comparing, old) !=
			    new->objective_count ||
		    old->kpi_count != new->kpi_count ||
		    old->team_count != new->team_count ||
		    new->step_count < old->step_count ||
		    !same_steps(comparing, old, new))
			return false;
		more += new->step_count - old->step_count;
	}
	return more == meant;
}

/* The new step itself, which has no value yet. */
static bool is_there(const struct comparing *comparing,
		     const struct hito_insert_meant *meant)
{
	const struct hito_insert_wish *wish = &meant->wish;
	const struct hito_item *plan =
		hito_model_plan(comparing->after, wish->plan->id);
	const struct hito_item *step =
		plan ? hito_plan_find(plan, HITO_STEP, meant->step->id) : NULL;

	return step && !step->duplicate_of && !step->block->damaged &&
	       hito_str_equal(step->block->id, meant->step->id) &&
	       hito_str_equal(step->title, meant->step->title) &&
	       hito_str_equal(step->document->source->path, meant->path) &&
	       step->state == HITO_TODO &&
	       hito_step_is_milestone(step) == meant->step->milestone &&
	       same_item(step->objective, wish->objective) &&
	       same_item(step->parent, wish->parent);
}

bool hito_insert_check(const struct hito_model *before,
		       const struct hito_model *after,
		       const struct hito_insert_meant *meant, size_t count)
{
	const struct comparing comparing = {
		.before = before,
		.after = after,
		.meant = meant,
		.meant_count = count,
	};

	for (size_t i = 0; i < count; i++)
		if (!is_there(&comparing, &meant[i]))
			return false;
	return same_documents(&comparing) && same_plans(&comparing, count);
}

bool hito_insert_check_taken(const struct hito_model *before,
			     const struct hito_model *after,
			     const struct hito_taken *taken, size_t count)
{
	const struct comparing comparing = {
		.before = before,
		.after = after,
		.taken = taken,
		.taken_count = count,
	};

	return same_documents(&comparing) && same_plans(&comparing, 0);
}
