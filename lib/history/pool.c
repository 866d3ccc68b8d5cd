/* SPDX-License-Identifier: MIT */
/* What was pooled before is found by its hash, and then compared. */
#include "history/pool.h"

#include <string.h>

#include "history/fact.h"
#include "history/row.h"

/* The head of all that is pooled. */
struct pooled {
	struct pooled *next; /* of the same hash */
	uint64_t hash;       /* its bytes are the key in the map */
};

struct pooled_fact {
	struct pooled head;
	struct hito_fact fact;
};

struct pooled_list {
	struct pooled head;
	size_t count;
	const struct hito_fact *facts[];
};

struct pooled_row {
	struct pooled head;
	struct hito_row row;
};

void hito_pool_init(struct hito_pool *pool, const struct hito_names *names,
		    struct hito_arena *arena, struct hito_arena *tables,
		    struct hito_arena *scratch)
{
	*pool = (struct hito_pool){
		.arena = arena,
		.scratch = scratch,
		.names = *names,
	};
	pool->names.arena = arena;
	hito_map_init(&pool->names.kept, tables);
	hito_map_init(&pool->facts, tables);
	hito_map_init(&pool->lists, tables);
	hito_map_init(&pool->rows, tables);
}

static uint64_t stir(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* Of a text that is pooled: there is no other one like it. */
static uint64_t stir_place(uint64_t hash, const void *place)
{
	return stir(hash, (uint64_t)(uintptr_t)place);
}

static struct hito_str key_of(const uint64_t *hash)
{
	return (struct hito_str){(const char *)hash, sizeof(*hash)};
}

static struct pooled *first_of(const struct hito_map *map, uint64_t hash)
{
	return hito_map_find(map, key_of(&hash));
}

static bool enter(struct hito_map *map, struct pooled *pooled, uint64_t hash)
{
	pooled->hash = hash;
	pooled->next = first_of(map, hash);
	return hito_map_put(map, key_of(&pooled->hash), pooled);
}

static bool keep(struct hito_pool *pool, struct hito_str *text)
{
	*text = hito_names_keep(&pool->names, *text);
	return text->ptr != NULL;
}

static bool same_fact(const struct hito_fact *a, const struct hito_fact *b)
{
	if (a->key != b->key || a->list != b->list ||
	    a->readable != b->readable || a->day != b->day ||
	    a->count != b->count || !hito_str_equal(a->text, b->text))
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!hito_str_equal(a->items[i], b->items[i]))
			return false;
	return true;
}

static bool keep_items(struct hito_pool *pool, struct hito_fact *fact)
{
	struct hito_str *items =
		hito_new(pool->arena, struct hito_str, fact->count + 1);

	if (!items)
		return false;
	for (size_t i = 0; i < fact->count; i++) {
		items[i] = fact->items[i];
		if (!keep(pool, &items[i]))
			return false;
	}
	fact->items = items;
	return true;
}

static const struct hito_fact *pool_fact(struct hito_pool *pool,
					 const struct hito_fact *from)
{
	struct hito_fact fact = *from;
	struct pooled_fact *pooled;
	struct pooled *at;
	uint64_t hash;

	if (!keep(pool, &fact.text))
		return NULL;
	hash = stir_place(stir(fact.count,
			       fact.key * 4u + fact.list * 2u + fact.readable),
			  fact.text.ptr);
	for (at = first_of(&pool->facts, hash); at; at = at->next)
		if (same_fact(&((struct pooled_fact *)at)->fact, &fact))
			return &((struct pooled_fact *)at)->fact;
	pooled = hito_new(pool->arena, struct pooled_fact, 1);
	if (!pooled || (fact.items && !keep_items(pool, &fact)))
		return NULL;
	pooled->fact = fact;
	return enter(&pool->facts, &pooled->head, hash) ? &pooled->fact : NULL;
}

/* A list of facts that are pooled. */
static const struct hito_fact *const *
pool_list(struct hito_pool *pool, const struct hito_fact *const *facts,
	  size_t count)
{
	struct pooled_list *pooled;
	struct pooled *at;
	uint64_t hash = count;

	for (size_t i = 0; i < count; i++)
		hash = stir_place(hash, facts[i]);
	for (at = first_of(&pool->lists, hash); at; at = at->next) {
		const struct pooled_list *list = (const struct pooled_list *)at;

		if (list->count == count &&
		    memcmp(list->facts, facts, count * sizeof(*facts)) == 0)
			return list->facts;
	}
	pooled = hito_arena_alloc(pool->arena, 1,
				  sizeof(*pooled) + count * sizeof(*facts));
	if (!pooled)
		return NULL;
	pooled->count = count;
	memcpy(pooled->facts, facts, count * sizeof(*facts));
	if (!enter(&pool->lists, &pooled->head, hash))
		return NULL;
	return pooled->facts;
}

static uint64_t hash_row(const struct hito_row *row)
{
	const void *const places[] = {
		row->home.ptr,  row->plan.ptr,      row->id.ptr,
		row->shown.ptr, row->path.ptr,      row->title.ptr,
		row->facts,     row->objective.ptr, row->parent.ptr,
	};
	uint64_t hash = stir(row->order, row->kind);

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		hash = stir_place(hash, places[i]);
	return hash;
}

/* All texts are pooled; the mapping is that of the path. */
static bool same_row(const struct hito_row *a, const struct hito_row *b)
{
	return a->kind == b->kind && a->home.ptr == b->home.ptr &&
	       a->plan.ptr == b->plan.ptr && a->id.ptr == b->id.ptr &&
	       a->shown.ptr == b->shown.ptr && a->path.ptr == b->path.ptr &&
	       a->title.ptr == b->title.ptr && a->facts == b->facts &&
	       a->objective.ptr == b->objective.ptr &&
	       a->parent.ptr == b->parent.ptr && a->id_made == b->id_made &&
	       a->title_readable == b->title_readable &&
	       a->state_readable == b->state_readable &&
	       a->fact_count == b->fact_count && a->order == b->order;
}

static const struct hito_row *pool_row(struct hito_pool *pool,
				       const struct hito_row *row,
				       const struct hito_fact *const *facts,
				       size_t fact_count)
{
	struct hito_row known = *row;
	struct pooled_row *pooled;
	struct pooled *at;
	uint64_t hash;

	known.facts = facts;
	known.fact_count = fact_count;
	hash = hash_row(&known);
	for (at = first_of(&pool->rows, hash); at; at = at->next)
		if (same_row(&((struct pooled_row *)at)->row, &known))
			return &((struct pooled_row *)at)->row;
	pooled = hito_new(pool->arena, struct pooled_row, 1);
	if (!pooled || !enter(&pool->rows, &pooled->head, hash))
		return NULL;
	known.pooled = &pooled->row;
	pooled->row = known;
	return &pooled->row;
}

/* The pooled fact of a row that says the same; NULL: it has none. */
static const struct hito_fact *said_before(const struct hito_row *row,
					   const struct hito_fact *fact)
{
	for (size_t i = 0; row && i < row->fact_count; i++)
		if (row->facts[i]->key == fact->key)
			return same_fact(row->facts[i], fact) ? row->facts[i]
							      : NULL;
	return NULL;
}

/* What a row says, for good. before: what it was, pooled, or NULL. */
static bool keep_facts(struct hito_pool *pool, const struct hito_row *row,
		       const struct hito_row *before,
		       const struct hito_fact *const **out_facts,
		       size_t *out_count, struct hito_err *err)
{
	const struct hito_fact *const *facts;
	const struct hito_fact **list;

	if (!hito_facts_of(row, pool->scratch, &facts, out_count, err))
		return false;
	list = hito_new(pool->scratch, const struct hito_fact *,
			*out_count + 1);
	for (size_t i = 0; list && i < *out_count; i++) {
		list[i] = said_before(before, facts[i]);
		if (!list[i])
			list[i] = pool_fact(pool, facts[i]);
		if (!list[i])
			return hito_err_memory(err);
	}
	*out_facts = list ? pool_list(pool, list, *out_count) : NULL;
	return *out_facts || hito_err_memory(err);
}

/* A row of a model that will be gone. */
static const struct hito_row *keep_row(struct hito_pool *pool,
				       struct hito_row *row,
				       const struct hito_row *before,
				       struct hito_err *err)
{
	const struct hito_fact *const *facts = NULL;
	const struct hito_row *kept = NULL;
	size_t count = 0;

	if (!keep_facts(pool, row, before, &facts, &count, err))
		return NULL;
	row->block = NULL;
	row->item = NULL;
	row->state = HITO_STR("");
	/* Of a row that was pooled these are kept already. */
	if (before || (keep(pool, &row->title) && keep(pool, &row->path)))
		kept = pool_row(pool, row, facts, count);
	if (!kept)
		hito_err_memory(err);
	return kept;
}

const struct hito_row *hito_pool_change(struct hito_pool *pool,
					const struct hito_row *row,
					const struct hito_block *block,
					struct hito_err *err)
{
	const struct hito_value *state =
		hito_block_value(block, HITO_KEY_STATE);
	struct hito_row changed = *row;

	changed.block = block;
	changed.state =
		state ? state->text : hito_str_from(hito_word_name(HITO_TODO));
	return keep_row(pool, &changed, row, err);
}

/* Where no two are called the same, their order in the file says nothing. */
static void forget_order(struct hito_row *rows, size_t count)
{
	uint32_t same = 0;

	for (size_t i = 0; i < count; i++) {
		bool again =
			i > 0 &&
			hito_name_compare(rows[i - 1].kind, rows[i - 1].plan,
					  rows[i - 1].id, rows[i].kind,
					  rows[i].plan, rows[i].id) == 0;

		same = again ? same + 1 : 0;
		rows[i].order = same;
	}
}

bool hito_pool_rows(struct hito_pool *pool, const struct hito_model *model,
		    struct hito_str home, struct hito_pooled_rows *out_rows,
		    struct hito_err *err)
{
	const struct hito_block **blocks;
	const struct hito_row **list;
	struct hito_row *rows;
	size_t count;

	if (!keep(pool, &home))
		return hito_err_memory(err);
	if (!hito_rows_of(&pool->names, model, home, pool->scratch, &rows,
			  &count, err))
		return false;
	forget_order(rows, count);
	list = hito_new(pool->arena, const struct hito_row *, count + 1);
	blocks = hito_new(pool->scratch, const struct hito_block *, count + 1);
	if (!list || !blocks)
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++) {
		blocks[i] = rows[i].block;
		list[i] = keep_row(pool, &rows[i], NULL, err);
		if (!list[i])
			return false;
	}
	*out_rows = (struct hito_pooled_rows){list, count, blocks};
	return true;
}
