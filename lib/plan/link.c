/* SPDX-License-Identifier: MIT */
/* Links between steps and objectives: named ones first, else by place. */
#include "hito/limits.h"
#include "plan/assembly.h"
#include "plan/identity.h"

static struct hito_str value_text(const struct hito_value *value)
{
	if (value->part_count > 0)
		return value->parts[0].text;
	return value->readable ? value->text : value->raw;
}

/* Titles are made into slugs only for plans in which somebody uses one. */
static bool read_titles(struct hito_assembly *assembly, struct hito_node *plan,
			struct hito_err *err)
{
	struct hito_index *index = plan->index;

	if (index->has_titles)
		return true;
	index->has_titles = true;
	for (size_t i = 0; i < plan->item.objective_count; i++) {
		struct hito_item *objective = plan->item.objectives[i];
		struct hito_str slug =
			hito_slug(assembly->arena, objective->title);

		if (!slug.ptr)
			return hito_err_memory(err);
		if (slug.len > 0 && !hito_map_find(&index->titles, slug) &&
		    !hito_map_put(&index->titles, slug, objective))
			return hito_err_memory(err);
	}
	return true;
}

static bool named_objective(struct hito_assembly *assembly,
			    struct hito_node *plan, struct hito_str name,
			    struct hito_item **out, struct hito_err *err)
{
	struct hito_str slug;

	*out = NULL;
	if (plan->item.objective_count == 0)
		return true;
	*out = hito_plan_find(&plan->item, HITO_OBJECTIVE, name);
	if (*out)
		return true;
	if (!read_titles(assembly, plan, err))
		return false;
	slug = hito_slug(assembly->arena, name);
	if (!slug.ptr)
		return hito_err_memory(err);
	*out = hito_map_find(&plan->index->titles, slug);
	return true;
}

/* The item of another block of the step's document. */
static struct hito_item *item_at(struct hito_item *step, uint32_t block)
{
	struct hito_node *nodes =
		hito_node_of(step) - (step->block - step->document->blocks);

	return block == HITO_NO_BLOCK ? NULL : &nodes[block].item;
}

/*
 * A parent in another plan is none: progress is counted within one plan. False
 * where there are no others to look for it in.
 */
static bool find_parent(const struct hito_assembly *assembly,
			struct hito_item *step)
{
	const struct hito_value *value = hito_item_value(step, HITO_KEY_PARENT);
	struct hito_item *parent = NULL;

	if (value && assembly->whole)
		hito_model_step(&assembly->whole->model, step->plan,
				value_text(value), &parent);
	else if (value && hito_index_step(hito_node_of(step->plan)->index,
					  value_text(value),
					  &parent) == HITO_REFERENCE_MISSING)
		return false;
	if (!parent || parent->plan != step->plan)
		parent = item_at(step, step->block->parent);
	step->parent = parent;
	return true;
}

static bool find_objective(struct hito_assembly *assembly,
			   struct hito_item *step, struct hito_err *err)
{
	const struct hito_value *value =
		hito_item_value(step, HITO_KEY_OBJECTIVE);

	if (value) {
		if (!named_objective(assembly, hito_node_of(step->plan),
				     value_text(value), &step->objective, err))
			return false;
	} else if (!step->parent) {
		step->objective = item_at(step, step->block->objective);
	}
	return true;
}

/* A parent that is not counted, and why. */
static void tell_parent(struct hito_assembly *assembly,
			const struct hito_item *step, const char *message,
			const char *help)
{
	const struct hito_value *value = hito_item_value(step, HITO_KEY_PARENT);
	struct hito_finding *finding;

	finding = hito_findings_add(
		assembly->findings, HITO_RULE_R003, step->document->source,
		value ? value->span : step->block->heading, message);
	finding->args[0] = step->id;
	finding->help = help;
	if (value) {
		finding->args[1] = value->raw;
		finding->key = value->key_text;
	}
}

/* Follow the parents once from each step; cut where the way closes. */
static void cut_circles(struct hito_assembly *assembly, struct hito_item *plan)
{
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_item *at = plan->steps[i];

		for (; at && hito_node_of(at)->visit == HITO_NODE_FRESH;
		     at = at->parent) {
			struct hito_item *parent = at->parent;

			hito_node_of(at)->visit = HITO_NODE_ON_PATH;
			if (parent &&
			    hito_node_of(parent)->visit == HITO_NODE_ON_PATH) {
				tell_parent(
					assembly, at,
					HITO_N("\"{1}\" would be a part of "
					       "itself; its parent is not "
					       "counted"),
					HITO_N("name a step that is not below "
					       "this one"));
				at->parent = NULL;
			}
		}
		for (at = plan->steps[i];
		     at && hito_node_of(at)->visit == HITO_NODE_ON_PATH;
		     at = at->parent)
			hito_node_of(at)->visit = HITO_NODE_DONE;
	}
}

/*
 * Much asks each sub-step for all that is around it: a chain of thousands,
 * which no plan has, would cost the square of that.
 */
static void cut_chains(struct hito_assembly *assembly, struct hito_item *plan)
{
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_item *step = plan->steps[i];
		const struct hito_item *up = step->parent;
		size_t around = 0;

		for (; up && around <= HITO_LIMIT_PARENTS; up = up->parent)
			around++;
		if (around <= HITO_LIMIT_PARENTS)
			continue;
		tell_parent(assembly, step,
			    HITO_N("\"{1}\" is nested too deeply; its parent "
				   "\"{2}\" is not counted"),
			    HITO_N("name a step that stands further out"));
		step->parent = NULL;
	}
}

/* A sub-step serves what the step around it serves. */
static void hand_on_objectives(struct hito_item *plan)
{
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_item *step = plan->steps[i];
		const struct hito_item *at = step;

		while (!at->objective && at->parent)
			at = at->parent;
		step->objective = at->objective;
	}
}

/* What a step is a child of: its parent, else its objective. */
static struct hito_item *above(const struct hito_item *step)
{
	return step->parent ? step->parent : step->objective;
}

static bool list_children(struct hito_assembly *assembly,
			  struct hito_item *plan, struct hito_err *err)
{
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_item *parent = above(plan->steps[i]);

		if (parent)
			parent->child_count++;
	}
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_item *parent = above(plan->steps[i]);

		if (!parent || parent->children)
			continue;
		parent->children = hito_new(assembly->arena, struct hito_item *,
					    parent->child_count);
		if (!parent->children)
			return hito_err_memory(err);
		parent->child_count = 0;
	}
	for (size_t i = 0; i < plan->step_count; i++) {
		struct hito_item *parent = above(plan->steps[i]);

		if (parent)
			parent->children[parent->child_count++] =
				plan->steps[i];
	}
	return true;
}

bool hito_assembly_link(struct hito_assembly *assembly, struct hito_item *plan,
			bool *out_done, struct hito_err *err)
{
	*out_done = false;
	for (size_t i = 0; i < plan->step_count; i++) {
		if (!find_parent(assembly, plan->steps[i]))
			return true;
		if (!find_objective(assembly, plan->steps[i], err))
			return false;
	}
	cut_circles(assembly, plan);
	cut_chains(assembly, plan);
	hand_on_objectives(plan);
	*out_done = true;
	return list_children(assembly, plan, err);
}
