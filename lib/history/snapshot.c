/* SPDX-License-Identifier: MIT */
/* The plan files of commits, each version read once, as rows. */
#include "history/snapshot.h"

#include <stdlib.h>

#include "history/version.h"

static struct hito_str identity(const struct hito_item *item)
{
	return item->identity.len > 0 ? item->identity : item->id;
}

/* "kind/plan/id": how a name stands in the map of names. */
static struct hito_str name_key(enum hito_kind kind, struct hito_str plan,
				struct hito_str id, char *buffer, size_t size)
{
	size_t len = 0;

	if (plan.len + id.len + 3 > size)
		return HITO_STR("");
	buffer[len++] = (char)('0' + kind);
	buffer[len++] = '/';
	for (size_t i = 0; i < plan.len; i++)
		buffer[len++] = plan.ptr[i];
	buffer[len++] = '/';
	for (size_t i = 0; i < id.len; i++)
		buffer[len++] = id.ptr[i];
	return (struct hito_str){buffer, len};
}

/* Ids longer than this are never renamed. */
#define NAME_SIZE 512

struct renamed {
	struct hito_str plan, id;
};

static bool learn(struct hito_snapshots *snapshots,
		  const struct hito_item *item, struct hito_str former)
{
	struct hito_str plan = identity(item->plan), id = former;
	struct renamed *renamed = hito_new(snapshots->arena, struct renamed, 1);
	char buffer[NAME_SIZE];
	struct hito_str key;

	if (item->kind == HITO_PLAN) {
		plan = former;
		id = HITO_STR("");
	} else {
		hito_str_cut(former, '/', &plan, &id);
		if (id.len == 0) {
			id = former;
			plan = identity(item->plan);
		}
	}
	key = name_key(item->kind, plan, id, buffer, sizeof(buffer));
	if (key.len == 0)
		return true;
	key = hito_arena_copy(snapshots->arena, key);
	if (!renamed || !key.ptr)
		return false;
	renamed->plan = identity(item->plan);
	if (item->kind != HITO_PLAN)
		renamed->id = identity(item);
	return hito_map_put(&snapshots->names, key, renamed);
}

static bool learn_item(struct hito_snapshots *snapshots,
		       const struct hito_item *item)
{
	const struct hito_value *value =
		hito_item_value(item, HITO_KEY_FORMERLY);

	for (size_t i = 0; value && i < value->part_count; i++)
		if (!learn(snapshots, item, value->parts[i].text))
			return false;
	if (value && value->part_count == 0)
		return learn(snapshots, item, value->text);
	return true;
}

static bool learn_items(struct hito_snapshots *snapshots,
			struct hito_item *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!learn_item(snapshots, items[i]))
			return false;
	return true;
}

bool hito_snapshot_learn_names(struct hito_snapshots *snapshots,
			       const struct hito_model *model,
			       struct hito_err *err)
{
	for (size_t p = 0; p < model->plan_count; p++) {
		struct hito_item *plan = model->plans[p];

		if (!learn_item(snapshots, plan) ||
		    !learn_items(snapshots, plan->objectives,
				 plan->objective_count) ||
		    !learn_items(snapshots, plan->kpis, plan->kpi_count) ||
		    !learn_items(snapshots, plan->steps, plan->step_count))
			return hito_err_memory(err);
	}
	return true;
}

void hito_snapshot_name(const struct hito_snapshots *snapshots,
			enum hito_kind kind, struct hito_str *plan,
			struct hito_str *id)
{
	char buffer[NAME_SIZE];
	const struct renamed *renamed;
	struct hito_str key;

	if (snapshots->names.count == 0)
		return;
	/* A thing is looked up under its plan's name of then and of now. */
	for (int pass = 0; pass < 2; pass++) {
		key = name_key(kind, *plan, *id, buffer, sizeof(buffer));
		renamed = hito_map_find(&snapshots->names, key);
		if (renamed) {
			*plan = renamed->plan;
			*id = renamed->id;
			return;
		}
		key = name_key(HITO_PLAN, *plan, HITO_STR(""), buffer,
			       sizeof(buffer));
		renamed = hito_map_find(&snapshots->names, key);
		if (!renamed)
			return;
		*plan = renamed->plan;
	}
}

/* Rows in the making. */
struct rows {
	struct hito_snapshots *snapshots;
	struct hito_row *list;
	size_t count;
	bool no_memory;
};

/* The same text for good: a model does not outlive its commit. */
static struct hito_str keep(struct rows *rows, struct hito_str text)
{
	struct hito_map *names = &rows->snapshots->kept;
	struct hito_str *kept;

	if (text.len == 0)
		return HITO_STR("");
	kept = hito_map_find(names, text);
	if (kept)
		return *kept;
	kept = hito_new(rows->snapshots->arena, struct hito_str, 1);
	if (kept)
		*kept = hito_arena_copy(rows->snapshots->arena, text);
	if (!kept || !kept->ptr || !hito_map_put(names, *kept, kept)) {
		rows->no_memory = true;
		return HITO_STR("");
	}
	return *kept;
}

/* One of two with the same id whose folder is said to lose. */
static bool loses(const struct hito_item *item)
{
	return item->duplicate_of && item->document &&
	       item->document->mapping &&
	       item->document->mapping->ignore_duplicates == 1;
}

static void add_row(struct rows *rows, const struct hito_item *item)
{
	struct hito_row *row = &rows->list[rows->count];
	const struct hito_value *objective;

	if (loses(item))
		return;
	*row = (struct hito_row){
		.kind = item->kind,
		.plan = identity(item->plan),
		.block = item->block,
		.item = item,
		.id_made = item->id_made,
		.damaged = item->block && item->block->damaged,
		.order = (uint32_t)rows->count,
	};
	if (item->kind != HITO_PLAN)
		row->id = identity(item);
	if (item->document)
		row->path = item->document->source->path;
	if (item->block)
		row->title = item->block->title;
	objective = hito_item_value(item, HITO_KEY_OBJECTIVE);
	if (item->objective)
		row->objective = identity(item->objective);
	else if (objective && objective->readable)
		row->objective = objective->text;
	if (item->parent)
		row->parent = identity(item->parent);
	hito_snapshot_name(rows->snapshots, row->kind, &row->plan, &row->id);
	row->plan = keep(rows, row->plan);
	row->id = keep(rows, row->id);
	row->objective = keep(rows, row->objective);
	row->parent = keep(rows, row->parent);
	row->state = keep(rows, item->state_text);
	rows->count++;
}

static void add_rows(struct rows *rows, struct hito_item *const *items,
		     size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_row(rows, items[i]);
}

static int by_name(const void *a, const void *b)
{
	const struct hito_row *x = a, *y = b;
	int order = hito_name_compare(x->kind, x->plan, x->id, y->kind, y->plan,
				      y->id);

	if (order == 0)
		order = hito_str_compare(x->path, y->path);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

bool hito_snapshot_rows(struct hito_snapshots *snapshots,
			const struct hito_model *model,
			struct hito_arena *arena, struct hito_row **out_rows,
			size_t *out_count, struct hito_err *err)
{
	struct rows rows = {.snapshots = snapshots};
	size_t most = 1;

	for (size_t p = 0; p < model->plan_count; p++)
		most += 1 + model->plans[p]->objective_count +
			model->plans[p]->kpi_count +
			model->plans[p]->step_count;
	rows.list = hito_new(arena, struct hito_row, most);
	if (!rows.list)
		return hito_err_memory(err);
	for (size_t p = 0; p < model->plan_count; p++) {
		const struct hito_item *plan = model->plans[p];

		add_row(&rows, plan);
		add_rows(&rows, plan->objectives, plan->objective_count);
		add_rows(&rows, plan->kpis, plan->kpi_count);
		add_rows(&rows, plan->steps, plan->step_count);
	}
	if (rows.no_memory)
		return hito_err_memory(err);
	qsort(rows.list, rows.count, sizeof(*rows.list), by_name);
	*out_rows = rows.list;
	*out_count = rows.count;
	return true;
}

static bool is_damaged_path(const struct hito_versions_at *at,
			    struct hito_str path)
{
	for (size_t i = 0; i < at->damaged_count; i++)
		if (hito_str_equal(at->damaged[i], path))
			return true;
	return false;
}

static bool has_row(const struct hito_row *rows, size_t count,
		    const struct hito_thing *thing)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_name_compare(rows[middle].kind, rows[middle].plan,
				      rows[middle].id, thing->kind, thing->plan,
				      thing->id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count &&
	       hito_name_compare(rows[low].kind, rows[low].plan, rows[low].id,
				 thing->kind, thing->plan, thing->id) == 0;
}

static struct hito_row carried_row(const struct hito_thing *thing)
{
	return (struct hito_row){
		.kind = thing->kind,
		.plan = thing->plan,
		.id = thing->id,
		.path = thing->path,
		.title = thing->title,
		.objective = thing->objective,
		.parent = thing->parent,
		.block = thing->block,
		.carried = thing,
		.id_made = thing->id_made,
	};
}

/*
 * Things whose file cannot be read here go on as they were. A row that lost
 * its id with its front matter is not a thing of its own.
 */
static bool carry(const struct hito_versions_at *at,
		  const struct hito_things *parents, size_t parent_count,
		  struct hito_arena *arena, struct hito_row **rows,
		  size_t *count)
{
	size_t most = *count + 1, kept = 0;
	struct hito_row *list;

	for (size_t i = 0; i < parent_count; i++)
		most += parents[i].count;
	list = hito_new(arena, struct hito_row, most);
	if (!list)
		return false;
	for (size_t r = 0; r < *count; r++)
		if (!(*rows)[r].damaged || !(*rows)[r].id_made)
			list[kept++] = (*rows)[r];
	for (size_t i = 0; i < parent_count; i++) {
		size_t known = kept;

		for (size_t t = 0; t < parents[i].count; t++) {
			const struct hito_thing *thing = parents[i].list[t];

			if (thing->present &&
			    is_damaged_path(at, thing->path) &&
			    !has_row(list, known, thing))
				list[kept++] = carried_row(thing);
		}
		qsort(list, kept, sizeof(*list), by_name);
	}
	*rows = list;
	*count = kept;
	return true;
}

bool hito_snapshot_commit(struct hito_snapshots *snapshots,
			  const struct hito_listing *listing,
			  const struct hito_commit *commit,
			  const struct hito_things *parents,
			  size_t parent_count, struct hito_arena *arena,
			  struct hito_row **out_rows, size_t *out_count,
			  struct hito_err *err)
{
	struct hito_versions_at at = {0};
	struct hito_model_input input = {.project = snapshots->project};
	struct hito_model *model;

	if (!hito_versions_read(snapshots, listing, commit, arena, &at, err))
		return false;
	input.documents = at.documents;
	input.document_count = at.document_count;
	if (!hito_model_build(&input, arena, NULL, &model, err) ||
	    !hito_snapshot_rows(snapshots, model, arena, out_rows, out_count,
				err))
		return false;
	if (at.damaged_count > 0 &&
	    !carry(&at, parents, parent_count, arena, out_rows, out_count))
		return hito_err_memory(err);
	return true;
}
