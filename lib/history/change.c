/* SPDX-License-Identifier: MIT */
/* One row against the things that it was in the parents. */
#include "history/change.h"

#include <string.h>

#include "history/fact.h"
#include "history/row.h"

/* What one row is made from. */
struct subject {
	struct hito_change_context *context;
	const struct hito_row *row;
	size_t index;
	const struct hito_fact *const *facts; /* by key */
	size_t fact_count;
	struct hito_thing **before; /* by parent; NULL: it does not have it */
	struct hito_thing *first;   /* of the first parent that has it */
	struct hito_thing *thing;   /* in the making */
	struct hito_cell *cells;
	bool inferred;
	bool trailed; /* a trailer of this commit names it */
};

struct hito_event_node *hito_change_add(struct hito_change_context *context,
					enum hito_change what,
					const struct hito_thing *thing)
{
	const struct hito_compare *compare = context->compare;
	struct hito_nodes *nodes = compare->nodes;
	struct hito_event_node *node;

	if (!hito_reserve(nodes->arena, nodes->list, nodes->count,
			  nodes->capacity))
		return NULL;
	node = hito_new(compare->arena, struct hito_event_node, 1);
	if (!node)
		return NULL;
	node->event = (struct hito_event){
		.kind = thing->kind,
		.what = what,
		.key = HITO_KEY_COUNT,
		.plan = thing->plan,
		.id = thing->id,
		.path = thing->path,
		.commit = compare->commit,
		.day = compare->day,
		.has_time = true,
	};
	node->lineage = thing->lineage;
	node->rank = HITO_RANK_FILES + context->rank++;
	nodes->list[nodes->count++] = node;
	return node;
}

static const struct hito_fact *find_fact(const struct subject *subject,
					 enum hito_key key)
{
	for (size_t i = 0; i < subject->fact_count; i++)
		if (subject->facts[i]->key == key)
			return subject->facts[i];
	return NULL;
}

/* Add an event of one key to the subject; before it, the cell's last. */
static bool add_change(struct subject *subject, struct hito_cell *cell,
		       const struct hito_fact *value,
		       const struct hito_trailer *trailer, uint32_t line)
{
	bool same = hito_fact_equal(cell->value, value);
	struct hito_event_node *node = hito_change_add(
		subject->context, same ? HITO_CONFIRMED : HITO_CHANGED,
		subject->thing);

	if (!node)
		return false;
	node->event.key = cell->key;
	node->event.old = cell->value;
	node->event.new = value;
	node->event.gap = cell->gap && !trailer;
	node->event.inferred = subject->inferred && cell->key == HITO_KEY_TITLE;
	node->before = cell->last;
	if (trailer) {
		node->event.trailer = true;
		node->event.path = HITO_STR("");
		if (subject->first)
			node->rank = line * HITO_KEY_COUNT + cell->key;
		if (trailer->day != HITO_DAY_NONE) {
			node->event.day = trailer->day;
			node->event.has_time = false;
		}
	}
	cell->value = value;
	cell->last = node;
	return true;
}

/* What a trailer sets: nothing for "due=", the default for "state=". */
static const struct hito_fact *set_by(const struct hito_fact *fact)
{
	static const struct hito_fact todo = {
		.key = HITO_KEY_STATE,
		.readable = true,
		.text = {"todo", 4},
		.day = HITO_DAY_NONE,
	};

	if (fact->text.len > 0 || fact->count > 0)
		return fact;
	return fact->key == HITO_KEY_STATE ? &todo : NULL;
}

/* Apply what the commit's trailers say of one key. */
static bool apply_trailers(struct subject *subject, struct hito_cell *cell)
{
	const struct hito_compare *compare = subject->context->compare;

	if (!subject->trailed)
		return true;
	for (size_t i = 0; i < compare->trailer_count; i++) {
		const struct hito_trailer *trailer = &compare->trailers[i];

		if (subject->context->trailer_rows[i] != subject->index ||
		    trailer->review)
			continue;
		for (size_t j = 0; j < trailer->fact_count; j++)
			if (trailer->facts[j].key == cell->key &&
			    !add_change(subject, cell,
					set_by(&trailer->facts[j]), trailer,
					(uint32_t)i))
				return false;
	}
	return true;
}

/* A reference to a thing that was retitled is still the same reference. */
static bool same_reference(const struct subject *subject, size_t parent,
			   enum hito_key key, const struct hito_fact *was,
			   const struct hito_fact *is)
{
	const struct hito_compare *compare = subject->context->compare;
	const struct hito_match *match = &subject->context->matches[parent];
	struct hito_things things = {
		.list = compare->parents[parent].list,
		.count = compare->parents[parent].count,
	};
	struct hito_thing *named;
	uint32_t row;

	if ((key != HITO_KEY_OBJECTIVE && key != HITO_KEY_PARENT) || !was ||
	    !is)
		return false;
	named = hito_things_find(
		&things, key == HITO_KEY_PARENT ? HITO_STEP : HITO_OBJECTIVE,
		subject->before[parent]->plan, was->text);
	if (!named)
		return false;
	for (size_t t = 0; t < match->thing_count; t++) {
		if (match->things[t] != named)
			continue;
		row = match->row_of[t];
		return row != HITO_NO_ROW && match->inferred[row] &&
		       hito_str_equal(compare->rows[row]->id, is->text);
	}
	return false;
}

/* Of a file and a trailer the later one counts. */
static bool is_later_trailer(const struct hito_cell *cell,
			     const struct hito_cell *best)
{
	if (!cell || !cell->last || !cell->last->event.trailer)
		return false;
	return !best || !best->last ||
	       cell->last->event.commit->order >
		       best->last->event.commit->order;
}

/* The cell of a later trailer that a parent has, else best. */
static const struct hito_cell *latest(const struct subject *subject,
				      enum hito_key key,
				      const struct hito_cell *best)
{
	for (size_t i = 0; i < subject->context->compare->parent_count; i++) {
		const struct hito_cell *cell = NULL;

		if (subject->before[i])
			cell = hito_thing_cell(subject->before[i], key);
		if (is_later_trailer(cell, best))
			best = cell;
	}
	return best;
}

/*
 * The cell of the first parent that has the value, or of a later trailer in
 * another one.
 */
static const struct hito_cell *agreeing(const struct subject *subject,
					enum hito_key key,
					const struct hito_fact *fact,
					bool *out_found)
{
	*out_found = false;
	for (size_t i = 0; i < subject->context->compare->parent_count; i++) {
		const struct hito_thing *thing = subject->before[i];
		const struct hito_cell *cell;
		const struct hito_fact *file;

		if (!thing)
			continue;
		cell = hito_thing_cell(thing, key);
		file = cell ? cell->file : NULL;
		if (!hito_fact_equal(file, fact) &&
		    !same_reference(subject, i, key, file, fact))
			continue;
		*out_found = true;
		return latest(subject, key, cell);
	}
	return NULL;
}

/* One key of a thing that was there before. */
static bool change_cell(struct subject *subject, enum hito_key key,
			struct hito_cell *cell)
{
	const struct hito_fact *fact = find_fact(subject, key);
	bool unreadable = subject->row->carried || subject->row->damaged ||
			  (fact && !fact->readable);
	const struct hito_cell *base = NULL;
	bool found = true;

	if (!unreadable)
		base = agreeing(subject, key, fact, &found);
	if (unreadable || !found)
		base = hito_thing_cell(subject->first, key);
	if (base)
		*cell = *base;
	cell->key = key;
	/* A key that is new may have been in what could not be read. */
	if (unreadable || subject->first->carried)
		cell->gap = true;
	if (!apply_trailers(subject, cell))
		return false;
	if (unreadable)
		return true;
	if (!found && !add_change(subject, cell, fact, NULL, 0))
		return false;
	cell->file = fact;
	if (!found)
		cell->value = fact;
	cell->gap = false;
	return true;
}

/*
 * Does a trailer of the commit set the key? One with a date (dated) tells of
 * a thing that a squash makes when a value was first so: then it is none that
 * the thing was made with.
 */
static bool trailer_sets(const struct subject *subject, enum hito_key key,
			 bool dated)
{
	const struct hito_compare *compare = subject->context->compare;

	for (size_t i = 0; subject->trailed && i < compare->trailer_count;
	     i++) {
		const struct hito_trailer *trailer = &compare->trailers[i];

		if (subject->context->trailer_rows[i] != subject->index ||
		    (dated && trailer->day == HITO_DAY_NONE))
			continue;
		for (size_t j = 0; j < trailer->fact_count; j++)
			if (trailer->facts[j].key == key)
				return true;
	}
	return false;
}

_Static_assert(HITO_KEY_COUNT <= 64, "a bit for each key");

/* The keys that the files or trailers have, here or in a parent. */
static uint64_t keys_of(const struct subject *subject)
{
	const struct hito_compare *compare = subject->context->compare;
	uint64_t keys = 0;

	for (size_t i = 0; i < subject->fact_count; i++)
		keys |= UINT64_C(1) << subject->facts[i]->key;
	for (size_t p = 0; p < compare->parent_count; p++) {
		const struct hito_thing *thing = subject->before[p];

		for (size_t i = 0; thing && i < thing->cell_count; i++)
			keys |= UINT64_C(1) << thing->cells[i].key;
	}
	for (size_t i = 0; subject->trailed && i < compare->trailer_count; i++)
		if (subject->context->trailer_rows[i] == subject->index)
			for (size_t j = 0; j < compare->trailers[i].fact_count;
			     j++)
				keys |= UINT64_C(1)
					<< compare->trailers[i].facts[j].key;
	return keys;
}

static bool change_cells(struct subject *subject)
{
	struct hito_thing *thing = subject->thing;
	uint64_t keys = keys_of(subject);

	for (enum hito_key key = 0; keys; key++, keys >>= 1) {
		struct hito_cell *cell = &subject->cells[thing->cell_count];

		if (!(keys & 1))
			continue;
		if (!change_cell(subject, key, cell))
			return false;
		thing->trailed |= !hito_fact_equal(cell->file, cell->value);
		thing->cell_count++;
	}
	return true;
}

/* Is the row elsewhere than in every parent that has the thing? */
static bool has_moved(const struct subject *subject)
{
	const struct hito_row *row = subject->row;

	if (row->carried)
		return false;
	for (size_t i = 0; i < subject->context->compare->parent_count; i++) {
		const struct hito_thing *thing = subject->before[i];

		if (thing && hito_str_equal(thing->path, row->path) &&
		    hito_str_equal(thing->plan, row->plan))
			return false;
	}
	return true;
}

static struct hito_event_node *place_before(const struct subject *subject)
{
	for (size_t i = 0; i < subject->context->compare->parent_count; i++) {
		const struct hito_thing *thing = subject->before[i];

		if (thing &&
		    hito_str_equal(thing->path, subject->thing->path) &&
		    hito_str_equal(thing->plan, subject->thing->plan))
			return thing->place;
	}
	return subject->first->place;
}

static bool move(struct subject *subject)
{
	struct hito_event_node *node =
		hito_change_add(subject->context, HITO_MOVED, subject->thing);

	if (!node)
		return false;
	node->event.old_path = subject->first->path;
	if (!hito_str_equal(subject->first->plan, subject->thing->plan))
		node->event.old_plan = subject->first->plan;
	node->event.gap = subject->first->carried;
	node->before = subject->first->place;
	subject->thing->place = node;
	return true;
}

static void join_lineages(const struct subject *subject)
{
	struct hito_lineage *root = hito_lineage_root(subject->first->lineage);

	for (size_t i = 0; i < subject->context->compare->parent_count; i++) {
		struct hito_lineage *other;

		if (!subject->before[i])
			continue;
		other = hito_lineage_root(subject->before[i]->lineage);
		if (other != root)
			other->joined = root;
	}
	root->plan = subject->row->plan;
	root->id = subject->row->shown;
	subject->thing->lineage = root;
	if (!subject->row->title_readable)
		subject->thing->title = subject->first->title;
}

static bool continue_thing(struct subject *subject)
{
	struct hito_thing *thing = subject->thing;

	thing->existence = subject->first->existence;
	join_lineages(subject);
	thing->place = place_before(subject);
	if (has_moved(subject) && !move(subject))
		return false;
	return change_cells(subject);
}

/* A tombstone of the same name and title: the thing comes back. */
static struct hito_thing *tombstone(const struct subject *subject)
{
	const struct hito_compare *compare = subject->context->compare;
	const struct hito_row *row = subject->row;

	for (size_t i = 0; i < compare->parent_count; i++) {
		struct hito_thing *grave =
			hito_things_grave(&compare->parents[i], row->kind,
					  row->plan, row->id, row->title);

		if (grave)
			return grave;
	}
	return NULL;
}

/* Could an older version of the file that cannot be read have had it? */
static bool may_be_older(const struct subject *subject)
{
	const struct hito_compare *compare = subject->context->compare;

	for (size_t i = 0; i < compare->torn_count; i++)
		if (hito_str_equal(compare->torn[i], subject->row->path) ||
		    hito_folder_holds(compare->torn[i], subject->row->path))
			return true;
	return false;
}

static bool create(struct subject *subject)
{
	struct hito_thing *thing = subject->thing;
	struct hito_arena *arena = subject->context->compare->arena;
	struct hito_thing *back = tombstone(subject);
	struct hito_fact *values =
		hito_new(arena, struct hito_fact, subject->fact_count + 1);
	struct hito_event_node *node;

	thing->lineage =
		back ? back->lineage : hito_new(arena, struct hito_lineage, 1);
	if (!values || !thing->lineage)
		return false;
	if (!back)
		*thing->lineage = (struct hito_lineage){
			.kind = thing->kind,
			.plan = thing->plan,
			.id = thing->shown,
		};
	node = hito_change_add(subject->context, HITO_CREATED, thing);
	if (!node)
		return false;
	node->before = back ? back->existence : NULL;
	node->back = back;
	node->event.gap = may_be_older(subject);
	node->event.values = values;
	thing->existence = thing->place = node;
	for (size_t i = 0; i < subject->fact_count; i++) {
		const struct hito_fact *fact = subject->facts[i];
		const struct hito_fact *known = fact->readable ? fact : NULL;
		bool later = trailer_sets(subject, fact->key, true);

		if (known && !later)
			values[node->event.value_count++] = *known;
		subject->cells[thing->cell_count++] = (struct hito_cell){
			.key = fact->key,
			.file = known,
			.value = later ? NULL : known,
			.last = node,
			.gap = !known,
		};
	}
	for (enum hito_key key = 0; subject->trailed && key < HITO_KEY_COUNT;
	     key++)
		if (trailer_sets(subject, key, false) &&
		    !find_fact(subject, key))
			subject->cells[thing->cell_count++] =
				(struct hito_cell){.key = key, .last = node};
	for (size_t i = 0; i < thing->cell_count; i++) {
		struct hito_cell *cell = &subject->cells[i];

		if (!apply_trailers(subject, cell))
			return false;
		thing->trailed |= !hito_fact_equal(cell->file, cell->value);
	}
	return true;
}

/* Nothing of it changed since the only thing that it was. */
static bool is_unchanged(const struct subject *subject)
{
	const struct hito_row *row = subject->row;
	const struct hito_thing *first = subject->first;

	if (!first || subject->trailed || subject->inferred)
		return false;
	for (size_t i = 0; i < subject->context->compare->parent_count; i++)
		if (subject->before[i] && subject->before[i] != first)
			return false;
	if (row->carried || row->damaged)
		return first->carried && row->block == first->block &&
		       row->pooled == first->pooled;
	if (row->pooled)
		return !first->carried && row->pooled == first->pooled;
	return !first->carried && row->block && row->block == first->block &&
	       hito_str_equal(row->path, first->path) &&
	       hito_str_equal(row->plan, first->plan) &&
	       hito_str_equal(row->id, first->id) &&
	       hito_str_equal(row->objective, first->objective) &&
	       hito_str_equal(row->parent, first->parent);
}

static void find_before(struct subject *subject)
{
	const struct hito_compare *compare = subject->context->compare;

	subject->before = subject->context->before;
	for (size_t i = 0; i < compare->parent_count; i++) {
		const struct hito_match *match = &subject->context->matches[i];
		uint32_t thing = match->thing_of[subject->index];

		subject->before[i] = NULL;
		if (thing == HITO_NO_ROW)
			continue;
		subject->before[i] = match->things[thing];
		subject->inferred |= match->inferred[subject->index];
		if (!subject->first)
			subject->first = subject->before[i];
	}
	for (size_t i = 0; i < compare->trailer_count; i++)
		if (subject->context->trailer_rows[i] == subject->index)
			subject->trailed = true;
}

static struct hito_thing *thing_of_row(const struct hito_row *row,
				       struct hito_arena *arena)
{
	struct hito_thing *thing = hito_new(arena, struct hito_thing, 1);

	if (thing)
		*thing = hito_thing_of_row(row);
	return thing;
}

/* The cells are made where there is room for each key. */
static bool keep_cells(struct subject *subject, struct hito_arena *arena)
{
	size_t count = subject->thing->cell_count;
	struct hito_cell *cells = hito_new(arena, struct hito_cell, count);

	if (!cells)
		return false;
	if (count)
		memcpy(cells, subject->cells, count * sizeof(*cells));
	subject->thing->cells = cells;
	return true;
}

bool hito_change_row(struct hito_change_context *context, size_t row,
		     struct hito_thing **out_thing, struct hito_err *err)
{
	const struct hito_compare *compare = context->compare;
	struct hito_arena *arena = compare->arena;
	struct subject subject = {
		.context = context,
		.row = compare->rows[row],
		.index = row,
	};

	find_before(&subject);
	if (is_unchanged(&subject)) {
		*out_thing = subject.first;
		return true;
	}
	if (subject.row->pooled && !subject.row->carried) {
		subject.facts = subject.row->facts;
		subject.fact_count = subject.row->fact_count;
	} else if (!subject.row->carried &&
		   !hito_facts_of(subject.row, arena, &subject.facts,
				  &subject.fact_count, err)) {
		return false;
	}
	subject.thing = thing_of_row(subject.row, arena);
	subject.cells =
		hito_new(compare->scratch, struct hito_cell, HITO_KEY_COUNT);
	if (!subject.thing || !subject.cells)
		return hito_err_memory(err);
	if (!(subject.first ? continue_thing(&subject) : create(&subject)) ||
	    !keep_cells(&subject, arena))
		return hito_err_memory(err);
	*out_thing = subject.thing;
	return true;
}
