/* SPDX-License-Identifier: MIT */
/* The model, step by step: shelves, ids, states, links, rows. */
#include "hito/model.h"

#include "base/sort.h"
#include "plan/assembly.h"
#include "plan/identity.h"

/* Words of states that nothing maps, counted. */
struct words {
	struct hito_map map;
	struct hito_unmapped *list;
	size_t count, capacity;
};

static bool count_word(struct words *words, struct hito_str word,
		       struct hito_err *err)
{
	size_t *at = hito_map_find(&words->map, word);

	if (at) {
		words->list[*at].count++;
		return true;
	}
	at = hito_new(words->map.arena, size_t, 1);
	if (!at ||
	    !hito_reserve(words->map.arena, words->list, words->count,
			  words->capacity) ||
	    !hito_map_put(&words->map, word, at))
		return hito_err_memory(err);
	*at = words->count;
	words->list[words->count++] = (struct hito_unmapped){word, 1};
	return true;
}

static int compare_words(const void *left, const void *right)
{
	const struct hito_unmapped *a = left;
	const struct hito_unmapped *b = right;

	return hito_str_compare(a->word, b->word);
}

static bool count_words(struct words *words, const struct hito_item *plan,
			struct hito_err *err)
{
	for (size_t i = 0; i < plan->step_count; i++) {
		const struct hito_item *step = plan->steps[i];

		if (step->state == HITO_FOREIGN && !hito_identity_loses(step) &&
		    !count_word(words, step->state_text, err))
			return false;
	}
	return true;
}

static bool list_words(struct hito_assembly *assembly, struct hito_err *err)
{
	struct hito_model *model = &assembly->whole->model;
	struct words words = {.list = NULL};

	hito_map_init(&words.map, assembly->arena);
	for (size_t i = 0; i < assembly->plan_count; i++) {
		const struct hito_node *plan = assembly->all_plans[i];

		if (plan->index->has_foreign &&
		    !count_words(&words, &plan->item, err))
			return false;
	}
	hito_sort_list(words.list, words.count, sizeof(words.list[0]),
		       compare_words);
	model->unmapped = words.list;
	model->unmapped_count = words.count;
	return true;
}

static bool link_open(struct hito_assembly *assembly, struct hito_err *err)
{
	bool done;

	for (size_t i = 0; i < assembly->open_count; i++) {
		if (!hito_assembly_link(assembly, &assembly->open[i]->item,
					&done, err))
			return false;
	}
	return true;
}

static int compare_plans(const void *left, const void *right)
{
	const struct hito_item *a = *(struct hito_item *const *)left;
	const struct hito_item *b = *(struct hito_item *const *)right;
	int order = hito_str_compare(a->id, b->id);

	if (order == 0)
		order = hito_str_compare(a->document->source->path,
					 b->document->source->path);
	return order;
}

static bool list_plans(struct hito_assembly *assembly, struct hito_err *err)
{
	struct hito_model *model = &assembly->whole->model;

	model->plans = hito_new(assembly->arena, struct hito_item *,
				assembly->plan_count + 1);
	if (!model->plans)
		return hito_err_memory(err);
	for (size_t i = 0; i < assembly->plan_count; i++)
		model->plans[i] = &assembly->all_plans[i]->item;
	model->plan_count = assembly->plan_count;
	hito_sort_list(model->plans, model->plan_count,
		       sizeof(struct hito_item *), compare_plans);
	return true;
}

static bool start(struct hito_assembly *assembly, struct hito_err *err)
{
	const struct hito_model_input *input = assembly->input;
	struct hito_document *project;
	struct hito_whole *whole =
		hito_new(assembly->arena, struct hito_whole, 1);

	if (!whole)
		return hito_err_memory(err);
	assembly->whole = whole;
	hito_map_init(&whole->plans, assembly->arena);
	hito_map_init(&whole->steps, assembly->arena);
	whole->model.project = input->project;
	whole->model.documents = input->documents;
	whole->model.document_count = input->document_count;
	for (size_t i = 0; i < input->document_count; i++)
		/* What cannot be read may be a plan: it is a row. */
		whole->model.prose_count +=
			input->documents[i]->is_prose &&
			input->documents[i]->source->damage_count == 0;
	if (!hito_document_project(input->project, assembly->arena,
				   assembly->findings, &project, err))
		return false;
	assembly->project = project;
	return true;
}

static uint32_t number(struct hito_item **items, size_t count, uint32_t next)
{
	for (size_t i = 0; i < count; i++)
		items[i]->number = next++;
	return next;
}

/* Plan by plan, what is shared last. */
static void number_all(struct hito_model *model)
{
	uint32_t steps = 0, objectives = 0, kpis = 0;

	for (size_t i = 0; i < model->plan_count; i++) {
		struct hito_item *plan = model->plans[i];

		steps = number(plan->steps, plan->step_count, steps);
		objectives = number(plan->objectives, plan->objective_count,
				    objectives);
		kpis = number(plan->kpis, plan->kpi_count, kpis);
	}
	number(model->kpis, model->kpi_count, kpis);
}

bool hito_model_build(const struct hito_model_input *input,
		      struct hito_arena *arena, struct hito_findings *findings,
		      struct hito_model **out_model, struct hito_err *err)
{
	struct hito_assembly assembly = {
		.input = input,
		.arena = arena,
		.findings = findings,
	};

	if (!start(&assembly, err) || !hito_assembly_shared(&assembly, err) ||
	    !hito_assembly_fill(&assembly, err) ||
	    !hito_identity_plans(&assembly, err) ||
	    !list_plans(&assembly, err) || !list_words(&assembly, err) ||
	    !hito_assembly_index(&assembly, err) ||
	    !link_open(&assembly, err) ||
	    !hito_assembly_unreadable(&assembly, err))
		return false;
	hito_assembly_locate(&assembly);
	number_all(&assembly.whole->model);
	*out_model = &assembly.whole->model;
	return true;
}
