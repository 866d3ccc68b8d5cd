/* SPDX-License-Identifier: MIT */
/* Rows: the things of a model, by name, under today's names. */
#include "history/row.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "history/version.h"
#include "plan/identity.h"

/* Rows in the making. */
struct rows {
	struct hito_names *names;
	struct hito_str home;
	struct hito_row *list;
	size_t count;
	bool no_memory;
};

static struct hito_str keep(struct rows *rows, struct hito_str text)
{
	struct hito_str kept = hito_names_keep(rows->names, text);

	rows->no_memory |= !kept.ptr;
	return kept;
}

/* A plan that its folder or a name makes has a block of the model's own. */
static bool is_implied(const struct hito_item *item)
{
	const struct hito_document *document = item->document;

	return !document || item->block < document->blocks ||
	       item->block >= document->blocks + document->block_count;
}

/* Can the title be read? What is damaged is no other title. */
static bool has_title(const struct hito_item *item)
{
	const struct hito_block *block = item->block;
	const struct hito_value *value = hito_item_value(item, HITO_KEY_TITLE);

	if (value && !value->readable)
		return false;
	return block->title_span.start == block->title_span.end ||
	       !hito_source_damage(item->document->source, block->title_span);
}

/* What the item's block and file say. */
static void take_block(struct hito_row *row, const struct hito_item *item)
{
	row->title_readable = true;
	row->title = item->block->title;
	if (is_implied(item))
		return;
	row->block = item->block;
	row->path = item->document->source->path;
	row->mapping = item->document->mapping;
	row->title_readable = has_title(item);
	row->damaged = item->block->damaged ||
		       hito_block_lost_id(item->block) ||
		       (item->id_made && !row->title_readable);
}

/* What a thing of the row's plan is called today. */
static void rename_link(const struct rows *rows, const struct hito_row *row,
			enum hito_kind kind, struct hito_str *id)
{
	struct hito_str plan = row->plan;

	if (id->len > 0)
		hito_names_today(rows->names, kind, &plan, id);
}

/* The links and the state, as they count. */
static void take_links(const struct rows *rows, struct hito_row *row,
		       const struct hito_item *item)
{
	const struct hito_value *objective =
		hito_item_value(item, HITO_KEY_OBJECTIVE);
	const struct hito_value *state = hito_item_value(item, HITO_KEY_STATE);

	if (item->objective)
		row->objective = hito_item_identity(item->objective);
	else if (objective && objective->readable)
		row->objective = objective->text;
	row->state_readable = !state || state->readable;
	if (item->parent)
		row->parent = hito_item_identity(item->parent);
	rename_link(rows, row, HITO_OBJECTIVE, &row->objective);
	rename_link(rows, row, HITO_STEP, &row->parent);
}

static void add_row(struct rows *rows, const struct hito_item *item)
{
	struct hito_row *row = &rows->list[rows->count];

	if (hito_identity_loses(item))
		return;
	*row = (struct hito_row){
		.kind = item->kind,
		.home = rows->home,
		.plan = hito_item_identity(item->plan),
		.item = item,
		.id_made = item->id_made,
		.order = (uint32_t)rows->count,
	};
	if (item->kind != HITO_PLAN)
		row->id = hito_item_identity(item);
	take_block(row, item);
	take_links(rows, row, item);
	row->shown = row->id;
	hito_names_today(rows->names, row->kind, &row->plan, &row->id);
	if (hito_str_equal(row->shown, row->id) && item->kind != HITO_PLAN)
		row->shown = item->id;
	else
		row->shown = row->id;
	row->shown = keep(rows, row->shown);
	row->plan = keep(rows, row->plan);
	row->id = keep(rows, row->id);
	row->objective = keep(rows, row->objective);
	row->parent = keep(rows, row->parent);
	row->state = keep(rows, item->state_text);
	if (!row->block)
		row->title = keep(rows, row->title);
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

static void sort(struct hito_row *rows, size_t count)
{
	size_t sorted = 1;

	while (sorted < count && by_name(&rows[sorted - 1], &rows[sorted]) <= 0)
		sorted++;
	if (sorted < count)
		qsort(rows, count, sizeof(*rows), by_name);
}

static int by_their_names(const void *a, const void *b)
{
	return by_name(*(const struct hito_row *const *)a,
		       *(const struct hito_row *const *)b);
}

void hito_rows_sort(const struct hito_row **rows, size_t count)
{
	size_t sorted = 1;

	while (sorted < count && by_name(rows[sorted - 1], rows[sorted]) <= 0)
		sorted++;
	if (sorted < count)
		qsort(rows, count, sizeof(*rows), by_their_names);
}

bool hito_rows_of(struct hito_names *names, const struct hito_model *model,
		  struct hito_str home, struct hito_arena *arena,
		  struct hito_row **out_rows, size_t *out_count,
		  struct hito_err *err)
{
	struct rows rows = {.names = names, .home = home};
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
	sort(rows.list, rows.count);
	*out_rows = rows.list;
	*out_count = rows.count;
	return true;
}

bool hito_folder_holds(struct hito_str folder, struct hito_str path)
{
	return folder.len == 0 ||
	       (path.len > folder.len && path.ptr[folder.len] == '/' &&
		memcmp(path.ptr, folder.ptr, folder.len) == 0);
}

/* What is damaged, by its path. */
struct damage {
	struct hito_map files, folders; /* of struct hito_damaged */
};

static bool index_damage(const struct hito_damaged *damaged, size_t count,
			 struct hito_arena *arena, struct damage *out)
{
	hito_map_init(&out->files, arena);
	hito_map_init(&out->folders, arena);
	for (size_t i = count; i-- > 0;)
		if (!hito_map_put(damaged[i].folder ? &out->folders
						    : &out->files,
				  damaged[i].path,
				  (struct hito_damaged *)&damaged[i]))
			return false;
	return true;
}

static bool may_hold(const struct damage *damage, size_t parent,
		     struct hito_str path)
{
	const struct hito_damaged *found = hito_map_find(&damage->files, path);
	size_t end = path.len;

	while (!found && end > 0) {
		do
			end--;
		while (end > 0 && path.ptr[end] != '/');
		found = hito_map_find(&damage->folders,
				      hito_str_slice(path, 0, end));
	}
	return found && found->from[parent];
}

static bool has_row(const struct hito_row *const *rows, size_t count,
		    const struct hito_thing *thing)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_name_compare(rows[middle]->kind, rows[middle]->plan,
				      rows[middle]->id, thing->kind,
				      thing->plan, thing->id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count &&
	       hito_name_compare(rows[low]->kind, rows[low]->plan,
				 rows[low]->id, thing->kind, thing->plan,
				 thing->id) == 0;
}

/* NULL: no memory. */
static const struct hito_row *carry(const struct hito_thing *thing,
				    struct hito_arena *arena)
{
	struct hito_row *row = hito_new(arena, struct hito_row, 1);

	if (!row)
		return NULL;
	*row = (struct hito_row){
		.kind = thing->kind,
		.home = thing->home,
		.plan = thing->plan,
		.id = thing->id,
		.shown = thing->shown,
		.path = thing->path,
		.title = thing->title,
		.objective = thing->objective,
		.parent = thing->parent,
		.pooled = thing->pooled,
		.block = thing->block,
		.mapping = thing->mapping,
		.carried = thing,
		.id_made = thing->id_made,
	};
	return row;
}

/* Rows of steps by their written id. */
struct step_row {
	const struct hito_row *row;
	struct step_row *next;
};

static bool index_steps(const struct hito_row *const *rows, size_t count,
			struct hito_arena *arena, struct hito_map *map)
{
	hito_map_init(map, arena);
	for (size_t r = 0; r < count; r++) {
		struct step_row *step;

		if (rows[r]->kind != HITO_STEP || rows[r]->id_made ||
		    rows[r]->carried)
			continue;
		step = hito_new(arena, struct step_row, 1);
		if (!step)
			return false;
		step->row = rows[r];
		step->next = hito_map_find(map, rows[r]->id);
		if (!hito_map_put(map, rows[r]->id, step))
			return false;
	}
	return true;
}

/* The step that was in a plan is in another one now. */
static bool has_left(const struct hito_map *steps,
		     const struct hito_things *parent,
		     const struct hito_thing *thing)
{
	const struct step_row *step = NULL;

	if (thing->kind == HITO_STEP)
		step = hito_map_find(steps, thing->id);
	for (; step; step = step->next)
		if (!hito_things_find(parent, HITO_STEP, step->row->plan,
				      step->row->id))
			return true;
	return false;
}

/* Its id went with what cannot be read. */
static bool has_lost_name(const struct hito_row *row)
{
	return row->damaged &&
	       (row->id_made || (row->block && hito_block_lost_id(row->block)));
}

/* Of things of one parent, those that go on; known: rows that are there. */
static bool carry_all(const struct damage *damage, size_t number,
		      const struct hito_things *parent,
		      struct hito_arena *arena, const struct hito_row **list,
		      size_t *count)
{
	size_t known = *count;
	struct hito_map steps;

	if (!index_steps(list, known, arena, &steps))
		return false;
	for (size_t t = 0; t < parent->count; t++) {
		const struct hito_thing *thing = parent->list[t];

		if (!thing->present || !may_hold(damage, number, thing->path) ||
		    has_row(list, known, thing) ||
		    has_left(&steps, parent, thing))
			continue;
		list[*count] = carry(thing, arena);
		if (!list[*count])
			return false;
		++*count;
	}
	hito_rows_sort(list, *count);
	return true;
}

bool hito_rows_carry(const struct hito_damaged *damaged, size_t damaged_count,
		     const struct hito_things *parents, size_t parent_count,
		     struct hito_arena *arena,
		     const struct hito_row *const **rows, size_t *count,
		     struct hito_err *err)
{
	size_t most = *count + 1, kept = 0;
	const struct hito_row **list;
	struct damage damage;

	for (size_t i = 0; i < parent_count; i++)
		most += parents[i].count;
	list = hito_new(arena, const struct hito_row *, most);
	if (!list || !index_damage(damaged, damaged_count, arena, &damage))
		return hito_err_memory(err);
	for (size_t r = 0; r < *count; r++)
		if (!has_lost_name((*rows)[r]))
			list[kept++] = (*rows)[r];
	for (size_t i = 0; i < parent_count; i++)
		if (!carry_all(&damage, i, &parents[i], arena, list, &kept))
			return hito_err_memory(err);
	*rows = list;
	*count = kept;
	return true;
}

struct hito_thing hito_thing_of_row(const struct hito_row *row)
{
	return (struct hito_thing){
		.kind = row->kind,
		.home = row->home,
		.plan = row->plan,
		.id = row->id,
		.shown = row->shown,
		.path = row->path,
		.title = row->title,
		.objective = row->objective,
		.parent = row->parent,
		.pooled = row->pooled,
		.block = row->block,
		.mapping = row->mapping,
		.id_made = row->id_made,
		.present = true,
		.carried = row->carried || row->damaged,
	};
}
