/* SPDX-License-Identifier: MIT */
/* One plan: its shelves, what is put on them, and what that needs then. */
#include "hito/limits.h"
#include "plan/assembly.h"
#include "plan/identity.h"

enum hito_shelf hito_shelf_of(enum hito_kind kind)
{
	switch (kind) {
	case HITO_OBJECTIVE:
		return HITO_SHELF_OBJECTIVES;
	case HITO_KPI:
		return HITO_SHELF_KPIS;
	case HITO_PERSON:
		return HITO_SHELF_TEAM;
	case HITO_STEP:
	case HITO_PLAN:
		break;
	}
	return HITO_SHELF_STEPS;
}

struct hito_item ***hito_shelf(struct hito_item *plan, enum hito_shelf shelf,
			       uint32_t **out_count)
{
	switch (shelf) {
	case HITO_SHELF_OBJECTIVES:
		*out_count = &plan->objective_count;
		return &plan->objectives;
	case HITO_SHELF_KPIS:
		*out_count = &plan->kpi_count;
		return &plan->kpis;
	case HITO_SHELF_TEAM:
		*out_count = &plan->team_count;
		return &plan->team;
	case HITO_SHELF_STEPS:
	case HITO_SHELF_COUNT:
		break;
	}
	*out_count = &plan->step_count;
	return &plan->steps;
}

struct hito_index *hito_index_new(struct hito_arena *arena)
{
	struct hito_index *index = hito_new(arena, struct hito_index, 1);

	if (!index)
		return NULL;
	for (unsigned shelf = 0; shelf < HITO_SHELF_COUNT; shelf++)
		hito_map_init(&index->by_identity[shelf], arena);
	hito_map_init(&index->people, arena);
	hito_map_init(&index->titles, arena);
	return index;
}

bool hito_assembly_start(struct hito_assembly *assembly, struct hito_node *plan,
			 const struct hito_mapping *mapping,
			 struct hito_err *err)
{
	plan->index = hito_index_new(assembly->arena);
	if (!plan->index)
		return hito_err_memory(err);
	plan->index->mapping = mapping;
	plan->index->asks = true;
	plan->item.plan = &plan->item;
	return true;
}

/* Where the items of a document start: the head of a plan is no item of it. */
static size_t first_block(const struct hito_document *document)
{
	return document->is_plan ? 1 : 0;
}

void hito_assembly_count(struct hito_node *plan,
			 const struct hito_document *document)
{
	uint32_t *count;

	for (size_t i = first_block(document); i < document->block_count; i++) {
		hito_shelf(&plan->item, hito_shelf_of(document->blocks[i].kind),
			   &count);
		++*count;
	}
}

bool hito_assembly_shelves(struct hito_assembly *assembly,
			   struct hito_node *plan, struct hito_err *err)
{
	for (unsigned shelf = 0; shelf < HITO_SHELF_COUNT; shelf++) {
		uint32_t *count;
		struct hito_item ***items =
			hito_shelf(&plan->item, shelf, &count);

		*items = hito_new(assembly->arena, struct hito_item *,
				  *count + 1);
		if (!*items)
			return hito_err_memory(err);
		*count = 0;
	}
	return true;
}

void hito_assembly_put(struct hito_node *plan, struct hito_stock *stock,
		       const struct hito_document *document)
{
	for (size_t i = first_block(document); i < document->block_count; i++) {
		struct hito_node *node = &stock->nodes[i];
		uint32_t *count;
		struct hito_item ***shelf = hito_shelf(
			&plan->item, hito_shelf_of(node->item.kind), &count);

		node->item.plan = &plan->item;
		(*shelf)[(*count)++] = &node->item;
	}
}

static void check_size(struct hito_assembly *assembly,
		       const struct hito_item *plan)
{
	const struct hito_item *step;
	struct hito_finding *finding;

	if (plan->step_count <= HITO_LIMIT_STEPS)
		return;
	step = plan->steps[HITO_LIMIT_STEPS];
	finding = hito_findings_add(
		assembly->findings, HITO_RULE_F001, step->document->source,
		step->block->heading,
		HITO_N("the plan has more than 10,000 steps"));
	finding->help = HITO_N("divide it into several plans");
}

static void set_plan(struct hito_item *plan, const struct hito_project *project)
{
	const struct hito_value *state = hito_item_value(plan, HITO_KEY_STATE);
	const struct hito_value *lang = hito_item_value(plan, HITO_KEY_LANG);

	plan->state = HITO_ACTIVE;
	if (state && state->readable)
		plan->state = state->word;
	plan->state_text = hito_str_from(hito_word_name(plan->state));
	plan->lang = project->lang;
	plan->lang_text = hito_str_from(hito_lang_name(project->lang));
	if (lang && lang->readable) {
		plan->lang_text = lang->text;
		plan->lang = hito_lang_parse(lang->text);
	}
}

static void set_step(struct hito_item *step)
{
	const struct hito_value *state = hito_item_value(step, HITO_KEY_STATE);

	if (state && state->readable) {
		step->state = state->word;
		step->state_text = state->text;
	} else {
		step->state = HITO_TODO;
		step->state_text = hito_str_from(hito_word_name(HITO_TODO));
	}
}

/* Everything under a plan speaks its language. */
static void hand_on_lang(struct hito_item *plan)
{
	for (unsigned shelf = 0; shelf < HITO_SHELF_COUNT; shelf++) {
		uint32_t *count;
		struct hito_item ***items = hito_shelf(plan, shelf, &count);

		for (size_t i = 0; i < *count; i++) {
			(*items)[i]->lang = plan->lang;
			(*items)[i]->lang_text = plan->lang_text;
		}
	}
}

static void set_states(struct hito_assembly *assembly, struct hito_node *plan)
{
	set_plan(&plan->item, assembly->input->project);
	hand_on_lang(&plan->item);
	for (size_t i = 0; i < plan->item.step_count; i++) {
		struct hito_item *step = plan->item.steps[i];

		set_step(step);
		plan->index->has_foreign =
			plan->index->has_foreign || step->state == HITO_FOREIGN;
	}
}

bool hito_assembly_complete(struct hito_assembly *assembly,
			    struct hito_node *plan, struct hito_err *err)
{
	check_size(assembly, &plan->item);
	if (!hito_identity_shelves(assembly, plan, err))
		return false;
	set_states(assembly, plan);
	return hito_assembly_people(assembly, &plan->index->people,
				    plan->item.team, plan->item.team_count,
				    err);
}
