/* SPDX-License-Identifier: MIT */
/* Ids: slugs for what has none, and two things with one id. */
#include "plan/identity.h"

#include <stdio.h>
#include <string.h>

#include "plan/missing.h"

static bool slug_of(struct hito_arena *arena, struct hito_str text,
		    struct hito_str *out_id, struct hito_err *err)
{
	*out_id = hito_slug(arena, text);
	return out_id->ptr ? true : hito_err_memory(err);
}

/* The file's name without .md; of plan.md its folder's. */
static struct hito_str name_of(struct hito_str path)
{
	struct hito_str name = hito_path_name(path);
	struct hito_str folder = hito_path_folder(path);

	if (hito_str_is(name, "plan.md") && folder.len > 0)
		return hito_path_name(folder);
	if (hito_str_ends(name, ".md"))
		name.len -= 3;
	return name;
}

bool hito_identity_slug(const struct hito_document *document, uint32_t block,
			struct hito_arena *arena, struct hito_str *out_id,
			struct hito_err *err)
{
	struct hito_str title = document->blocks[block].title;
	bool is_head = block == 0 && (document->is_plan || document->is_step);

	if (is_head && (document->mapping || title.len == 0)) {
		if (!slug_of(arena, name_of(document->source->path), out_id,
			     err))
			return false;
		if (out_id->len > 0)
			return true;
	}
	return slug_of(arena, title, out_id, err);
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static struct hito_str without_prefix(const struct hito_mapping *mapping,
				      struct hito_str id)
{
	size_t longest = 0;

	for (size_t i = 0; i < mapping->strip_prefix_count; i++) {
		struct hito_str prefix = mapping->strip_prefixes[i];
		struct hito_str start = hito_str_slice(id, 0, prefix.len);
		bool same = mapping->fold_case == 1
				    ? hito_str_equal_nocase(start, prefix)
				    : hito_str_equal(start, prefix);

		if (same && prefix.len > longest && prefix.len < id.len)
			longest = prefix.len;
	}
	return hito_str_slice(id, longest, id.len);
}

struct hito_str hito_identity_of(const struct hito_mapping *mapping,
				 struct hito_str id,
				 char text[HITO_IDENTITY_SIZE])
{
	if (!mapping)
		return id;
	id = without_prefix(mapping, id);
	if (mapping->fold_case != 1 || id.len > HITO_IDENTITY_SIZE)
		return id;
	for (size_t i = 0; i < id.len; i++)
		text[i] = lower(id.ptr[i]);
	return (struct hito_str){text, id.len};
}

static bool set_identity(struct hito_assembly *assembly, struct hito_node *node,
			 struct hito_err *err)
{
	char text[HITO_IDENTITY_SIZE];
	struct hito_str identity = node->item.id;

	if (node->item.kind != HITO_PLAN && node->item.kind != HITO_PERSON)
		identity = hito_identity_of(node->item.document->mapping,
					    identity, text);
	if (identity.ptr == text)
		identity = hito_arena_copy(assembly->arena, identity);
	if (!identity.ptr)
		return hito_err_memory(err);
	node->item.identity = identity;
	return true;
}

static bool loses(const struct hito_node *node)
{
	const struct hito_mapping *mapping = node->item.document->mapping;

	return mapping && mapping->ignore_duplicates == 1;
}

bool hito_identity_loses(const struct hito_item *item)
{
	return item->duplicate_of && item->document &&
	       item->document->mapping &&
	       item->document->mapping->ignore_duplicates == 1;
}

static const char *same_id(enum hito_kind kind)
{
	switch (kind) {
	case HITO_PLAN:
		return HITO_N("two plans have the same id: \"{1}\"");
	case HITO_OBJECTIVE:
		return HITO_N("two objectives have the same id: \"{1}\"");
	case HITO_KPI:
		return HITO_N("two KPIs have the same id: \"{1}\"");
	case HITO_PERSON:
		return HITO_N("two people have the same id: \"{1}\"");
	case HITO_STEP:
		break;
	}
	return HITO_N("two steps have the same id: \"{1}\"");
}

static struct hito_span place_of(const struct hito_node *node)
{
	const struct hito_block *block = node->item.block;

	if (block->id_span.end > block->id_span.start)
		return block->id_span;
	return block->heading;
}

static void tell_repeated(struct hito_assembly *assembly,
			  const struct hito_node *node,
			  const struct hito_node *other, const char *label)
{
	struct hito_finding *finding;

	finding = hito_findings_add(assembly->findings, HITO_RULE_F005,
				    node->item.document->source, place_of(node),
				    same_id(node->item.kind));
	finding->args[0] = node->item.id;
	finding->key = HITO_STR("id");
	finding->help = HITO_N("give one of them another id");
	finding->other_source = other->item.document->source;
	finding->other_span = place_of(other);
	finding->other_label = label;
}

/*
 * Register a written id; the first one counts, unless it is to be ignored.
 * *repeated is set where there was one.
 */
static bool claim(struct hito_map *map, struct hito_node *node, bool *repeated,
		  struct hito_err *err)
{
	struct hito_node *first;
	void *has;

	if (!hito_map_add(map, node->item.identity, node, &has))
		return hito_err_memory(err);
	first = has;
	if (first == node)
		return true;
	*repeated = true;
	if (loses(first) && !loses(node) &&
	    !hito_map_put(map, node->item.identity, node))
		return hito_err_memory(err);
	return true;
}

static void find_repeated(struct hito_assembly *assembly,
			  const struct hito_map *map, struct hito_node *node)
{
	struct hito_node *first = hito_map_find(map, node->item.identity);

	if (!first || first == node)
		return;
	node->item.duplicate_of = &first->item;
	if (loses(node))
		return;
	if (!first->repeated)
		tell_repeated(assembly, first, node, HITO_N("another one"));
	first->repeated = true;
	node->repeated = true;
	tell_repeated(assembly, node, first, HITO_N("the first one"));
}

/* base, else base-2, base-3 ...; next remembers where a base has come to. */
static bool free_id(struct hito_assembly *assembly, const struct hito_map *map,
		    struct hito_map *next, struct hito_str base,
		    struct hito_str *out_id, struct hito_err *err)
{
	size_t *number = hito_map_find(next, base);

	*out_id = base;
	if (!hito_map_find(map, base))
		return true;
	if (!number) {
		number = hito_new(assembly->arena, size_t, 1);
		if (!number || !hito_map_put(next, base, number))
			return hito_err_memory(err);
		*number = 1;
	}
	do {
		*out_id = hito_arena_printf(assembly->arena, "%.*s-%zu",
					    HITO_STR_ARG(base), ++*number);
		if (!out_id->ptr)
			return hito_err_memory(err);
	} while (hito_map_find(map, *out_id));
	return true;
}

/* "step-4": the fourth of its plan. */
static bool numbered_id(struct hito_assembly *assembly,
			const struct hito_node *node, size_t number,
			struct hito_str *out_id, struct hito_err *err)
{
	*out_id = hito_arena_printf(assembly->arena, "%s-%zu",
				    hito_kind_name(node->item.kind), number);
	return out_id->ptr ? true : hito_err_memory(err);
}

static bool make_id(struct hito_assembly *assembly, struct hito_map *map,
		    struct hito_map *next, struct hito_node *node,
		    size_t number, struct hito_err *err)
{
	const struct hito_document *document = node->item.document;
	uint32_t block = (uint32_t)(node->item.block - document->blocks);
	struct hito_str base;
	bool numbered;

	if (!hito_identity_slug(document, block, assembly->arena, &base, err))
		return false;
	numbered = base.len == 0;
	if (numbered && !numbered_id(assembly, node, number, &base, err))
		return false;
	if (!free_id(assembly, map, next, base, &node->item.id, err))
		return false;
	node->item.id_made = true;
	node->item.identity = node->item.id;
	if (!hito_map_put(map, node->item.identity, node))
		return hito_err_memory(err);
	if (!node->item.title.len)
		node->item.title = node->item.id;
	return hito_missing_id(assembly, node, numbered, err);
}

/* Ids of things among which each is to have its own. */
static bool assign(struct hito_assembly *assembly, struct hito_map *map,
		   struct hito_item *const *items, size_t count,
		   struct hito_err *err)
{
	bool repeated = false;
	struct hito_map next;

	hito_map_init(&next, assembly->arena);
	if (count && !hito_map_reserve(map, count))
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++) {
		struct hito_node *node = hito_node_of(items[i]);

		if (node->item.id.len > 0 &&
		    (!set_identity(assembly, node, err) ||
		     !claim(map, node, &repeated, err)))
			return false;
	}
	for (size_t i = 0; i < count && repeated; i++) {
		if (items[i]->id.len > 0)
			find_repeated(assembly, map, hito_node_of(items[i]));
	}
	for (size_t i = 0; i < count; i++) {
		if (items[i]->id.len == 0 &&
		    !make_id(assembly, map, &next, hito_node_of(items[i]),
			     i + 1, err))
			return false;
		if (items[i]->title.len == 0)
			items[i]->title = items[i]->id;
	}
	return true;
}

bool hito_identity_shelves(struct hito_assembly *assembly,
			   struct hito_node *plan, struct hito_err *err)
{
	for (unsigned shelf = 0; shelf < HITO_SHELF_COUNT; shelf++) {
		uint32_t *count;
		struct hito_item ***items =
			hito_shelf(&plan->item, shelf, &count);

		if (!assign(assembly, &plan->index->by_identity[shelf], *items,
			    *count, err))
			return false;
	}
	return true;
}

bool hito_identity_plans(struct hito_assembly *assembly, struct hito_err *err)
{
	struct hito_item **plans = hito_new(assembly->arena, struct hito_item *,
					    assembly->plan_count + 1);

	if (!plans)
		return hito_err_memory(err);
	for (size_t i = 0; i < assembly->plan_count; i++)
		plans[i] = &assembly->all_plans[i]->item;
	return assign(assembly, &assembly->whole->plans, plans,
		      assembly->plan_count, err);
}
