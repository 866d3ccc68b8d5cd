/* SPDX-License-Identifier: MIT */
/* What a reference means: files, plans, steps, KPIs and people by name. */
#include "plan/assembly.h"
#include "plan/identity.h"

const struct hito_document *hito_model_document(const struct hito_model *model,
						struct hito_str path)
{
	size_t low = 0, high = model->document_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_document *document = model->documents[middle];
		int order = hito_str_compare(document->source->path, path);

		if (order == 0)
			return document;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct hito_item *hito_model_plan(const struct hito_model *model,
				  struct hito_str id)
{
	const struct hito_whole *whole = (const struct hito_whole *)model;
	struct hito_node *node = hito_map_find(&whole->plans, id);

	return node ? &node->item : NULL;
}

static struct hito_node *find_in(const struct hito_index *index,
				 enum hito_kind kind, struct hito_str id)
{
	char text[HITO_IDENTITY_SIZE];

	if (kind == HITO_STEP || kind == HITO_OBJECTIVE || kind == HITO_KPI)
		id = hito_identity_of(index->mapping, id, text);
	return hito_map_find(&index->by_identity[hito_shelf_of(kind)], id);
}

struct hito_item *hito_plan_find(const struct hito_item *plan,
				 enum hito_kind kind, struct hito_str id)
{
	struct hito_node *node = find_in(hito_node_of(plan)->index, kind, id);

	return node ? &node->item : NULL;
}

static enum hito_reference answer(struct hito_node *node,
				  struct hito_item **out_step)
{
	if (!node)
		return HITO_REFERENCE_MISSING;
	if (node->repeated)
		return HITO_REFERENCE_AMBIGUOUS;
	*out_step = &node->item;
	return HITO_REFERENCE_FOUND;
}

enum hito_reference hito_index_step(const struct hito_index *index,
				    struct hito_str reference,
				    struct hito_item **out_step)
{
	return answer(find_in(index, HITO_STEP, reference), out_step);
}

/* plan/step; MISSING also where the reference has another form. */
static enum hito_reference find_full(const struct hito_model *model,
				     struct hito_str reference,
				     struct hito_item **out_step)
{
	struct hito_str plan_id;
	struct hito_str step_id;
	struct hito_item *plan;

	if (!hito_str_cut(reference, '/', &plan_id, &step_id))
		return HITO_REFERENCE_MISSING;
	plan = hito_model_plan(model, plan_id);
	if (!plan)
		return HITO_REFERENCE_MISSING;
	return hito_index_step(hito_node_of(plan)->index, step_id, out_step);
}

/* Without an index each plan is asked: that is for who asks once. */
static struct hito_named_step find_in_plans(const struct hito_whole *whole,
					    struct hito_str identity)
{
	const struct hito_model *model = &whole->model;
	struct hito_named_step found = {.item = NULL};

	for (size_t i = 0; i < model->plan_count && !found.several; i++) {
		const struct hito_node *plan = hito_node_of(model->plans[i]);
		struct hito_node *step = hito_map_find(
			&plan->index->by_identity[HITO_SHELF_STEPS], identity);

		found.several = step && found.item;
		if (step)
			found.item = &step->item;
	}
	return found;
}

static struct hito_named_step find_identity(const struct hito_whole *whole,
					    struct hito_str identity)
{
	const struct hito_named_step *found;

	if (!whole->has_steps)
		return find_in_plans(whole, identity);
	found = hito_map_find(&whole->steps, identity);
	return found ? *found : (struct hito_named_step){.item = NULL};
}

/* The step that a plan anywhere has, each by what its own ids: say. */
static struct hito_named_step find_anywhere(const struct hito_whole *whole,
					    struct hito_str reference)
{
	struct hito_named_step found = find_identity(whole, reference);
	char text[HITO_IDENTITY_SIZE];

	for (size_t i = 0; !found.item && i < whole->foreign_count; i++)
		found = find_identity(whole, hito_identity_of(whole->foreign[i],
							      reference, text));
	return found;
}

enum hito_reference hito_model_step(const struct hito_model *model,
				    const struct hito_item *plan,
				    struct hito_str reference,
				    struct hito_item **out_step)
{
	const struct hito_whole *whole = (const struct hito_whole *)model;
	const struct hito_index *index =
		plan ? hito_node_of(plan)->index : NULL;
	struct hito_named_step named;
	enum hito_reference found;

	*out_step = NULL;
	if (index) {
		found = hito_index_step(index, reference, out_step);
		if (found != HITO_REFERENCE_MISSING)
			return found;
	}
	found = find_full(model, reference, out_step);
	if (found != HITO_REFERENCE_MISSING)
		return found;
	named = find_anywhere(whole, reference);
	if (named.several)
		return HITO_REFERENCE_AMBIGUOUS;
	return answer(hito_node_of(named.item), out_step);
}

struct hito_item *hito_model_kpi(const struct hito_model *model,
				 const struct hito_item *plan,
				 struct hito_str id)
{
	const struct hito_whole *whole = (const struct hito_whole *)model;
	struct hito_node *node = NULL;

	if (plan)
		node = find_in(hito_node_of(plan)->index, HITO_KPI, id);
	if (!node)
		node = find_in(whole->shared, HITO_KPI, id);
	return node ? &node->item : NULL;
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* In lower case, as far as text holds it; without a leading "@". */
static struct hito_str plain_name(struct hito_str name,
				  char text[HITO_IDENTITY_SIZE])
{
	name = hito_str_trim(name);
	if (hito_str_starts(name, "@"))
		name = hito_str_slice(name, 1, name.len);
	if (name.len > HITO_IDENTITY_SIZE)
		return name;
	for (size_t i = 0; i < name.len; i++)
		text[i] = lower(name.ptr[i]);
	return (struct hito_str){text, name.len};
}

struct hito_item *hito_model_person(const struct hito_model *model,
				    const struct hito_item *plan,
				    struct hito_str id)
{
	const struct hito_whole *whole = (const struct hito_whole *)model;
	char text[HITO_IDENTITY_SIZE];
	struct hito_str name = plain_name(id, text);
	struct hito_node *node = NULL;

	if (plan)
		node = hito_map_find(&hito_node_of(plan)->index->people, name);
	if (!node)
		node = hito_map_find(&whole->shared->people, name);
	return node ? &node->item : NULL;
}

static bool call(struct hito_assembly *assembly, struct hito_map *people,
		 struct hito_str name, struct hito_item *person,
		 struct hito_err *err)
{
	char text[HITO_IDENTITY_SIZE];
	struct hito_str plain = plain_name(name, text);

	if (plain.len == 0 || hito_map_find(people, plain))
		return true;
	if (plain.ptr == text)
		plain = hito_arena_copy(assembly->arena, plain);
	if (!plain.ptr || !hito_map_put(people, plain, hito_node_of(person)))
		return hito_err_memory(err);
	return true;
}

bool hito_assembly_people(struct hito_assembly *assembly,
			  struct hito_map *people,
			  struct hito_item *const *team, size_t count,
			  struct hito_err *err)
{
	static const enum hito_key keys[] = {HITO_KEY_NAME, HITO_KEY_GITHUB,
					     HITO_KEY_GITLAB, HITO_KEY_FORGEJO,
					     HITO_KEY_EMAIL};

	for (size_t i = 0; i < count; i++) {
		if (!call(assembly, people, team[i]->id, team[i], err))
			return false;
	}
	for (size_t i = 0; i < count * (sizeof(keys) / sizeof(keys[0])); i++) {
		struct hito_item *person = team[i % count];
		const struct hito_value *value =
			hito_item_value(person, keys[i / count]);

		if (!value || !value->readable)
			continue;
		for (size_t j = 0; j < value->part_count; j++) {
			if (!call(assembly, people, value->parts[j].text,
				  person, err))
				return false;
		}
		if (!call(assembly, people, value->text, person, err))
			return false;
	}
	return true;
}

static bool name_step(struct hito_assembly *assembly, struct hito_item *step,
		      struct hito_err *err)
{
	struct hito_map *steps = &assembly->whole->steps;
	struct hito_named_step *named = hito_map_find(steps, step->identity);

	if (named) {
		if (named->item->plan != step->plan)
			named->several = true;
		return true;
	}
	named = hito_new(assembly->arena, struct hito_named_step, 1);
	if (!named || !hito_map_put(steps, step->identity, named))
		return hito_err_memory(err);
	named->item = step;
	return true;
}

static bool note_mapping(struct hito_assembly *assembly,
			 const struct hito_mapping *mapping,
			 struct hito_err *err)
{
	struct hito_whole *whole = assembly->whole;

	if (!mapping ||
	    (mapping->fold_case != 1 && mapping->strip_prefix_count == 0))
		return true;
	for (size_t i = 0; i < whole->foreign_count; i++) {
		const struct hito_mapping *other = whole->foreign[i];

		if (other->fold_case == mapping->fold_case &&
		    other->strip_prefixes == mapping->strip_prefixes)
			return true;
	}
	if (!hito_reserve(assembly->arena, whole->foreign, whole->foreign_count,
			  whole->foreign_capacity))
		return hito_err_memory(err);
	whole->foreign[whole->foreign_count++] = mapping;
	return true;
}

static struct hito_str reference_text(const struct hito_value *value, size_t n)
{
	if (value->part_count > 0)
		return value->parts[n].text;
	return value->readable ? value->text : value->raw;
}

static bool value_asks(const struct hito_assembly *assembly,
		       const struct hito_index *index,
		       const struct hito_value *value)
{
	size_t count = value->part_count > 0 ? value->part_count : 1;
	const struct hito_whole *whole = assembly->whole;
	struct hito_item *step;

	for (size_t n = 0; n < count; n++) {
		struct hito_str text = reference_text(value, n);

		if (hito_index_step(index, text, &step) ==
			    HITO_REFERENCE_MISSING &&
		    (!whole || find_full(&whole->model, text, &step) ==
				       HITO_REFERENCE_MISSING))
			return true;
	}
	return false;
}

static bool step_asks(const struct hito_assembly *assembly,
		      const struct hito_index *index,
		      const struct hito_item *step)
{
	static const enum hito_key keys[] = {HITO_KEY_NEEDS, HITO_KEY_PARENT,
					     HITO_KEY_REPLACES};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct hito_value *value = hito_item_value(step, keys[i]);

		if (value && value_asks(assembly, index, value))
			return true;
	}
	return false;
}

bool hito_assembly_asks(const struct hito_assembly *assembly,
			const struct hito_node *plan)
{
	for (size_t i = 0; i < plan->item.step_count; i++) {
		if (step_asks(assembly, plan->index, plan->item.steps[i]))
			return true;
	}
	return false;
}

/* Steps are many: they are indexed only where that is of use. */
static bool index_steps(struct hito_assembly *assembly, struct hito_err *err)
{
	for (size_t i = 0; i < assembly->plan_count; i++) {
		const struct hito_item *plan = &assembly->all_plans[i]->item;

		for (size_t j = 0; j < plan->step_count; j++) {
			if (!plan->steps[j]->duplicate_of &&
			    !name_step(assembly, plan->steps[j], err))
				return false;
		}
	}
	assembly->whole->has_steps = true;
	return true;
}

bool hito_assembly_index(struct hito_assembly *assembly, struct hito_err *err)
{
	bool is_asked = false;

	for (size_t i = 0; i < assembly->plan_count; i++) {
		const struct hito_node *plan = assembly->all_plans[i];

		if (!note_mapping(assembly, plan->index->mapping, err))
			return false;
		is_asked = is_asked || (plan->index->asks &&
					hito_assembly_asks(assembly, plan));
	}
	return !is_asked || index_steps(assembly, err);
}
