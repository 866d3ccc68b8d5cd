/* SPDX-License-Identifier: MIT */
/* Trees, read and split into their entries, the last ones asked for. */
#include "history/forest.h"

#include <string.h>

#include "hito/limits.h"

#define MOST_TREES 16
#define MOST_BYTES ((size_t)16 << 20)

void hito_forest_init(struct hito_forest *forest, struct hito_holder *holder,
		      struct hito_arena *arena)
{
	*forest = (struct hito_forest){.holder = holder, .arena = arena};
}

static void empty(struct hito_forest *forest, struct hito_kept_tree *tree)
{
	if (!tree->raw.bytes.ptr)
		return;
	forest->bytes -= tree->raw.bytes.len;
	hito_let_go(forest->holder, &tree->raw);
	tree->raw = (struct hito_raw){.bytes = {NULL, 0}};
}

void hito_forest_done(struct hito_forest *forest)
{
	for (size_t i = 0; i < forest->count; i++) {
		empty(forest, forest->list[i]);
		hito_arena_free(forest->list[i]->arena);
	}
	forest->count = 0;
}

/* The one that nobody has asked for the longest; NULL: all are looked at. */
static struct hito_kept_tree *oldest(const struct hito_forest *forest)
{
	for (size_t i = forest->count; i-- > 0;) {
		struct hito_kept_tree *tree = forest->list[i];

		if (!tree->pins && tree->raw.bytes.ptr)
			return tree;
	}
	return NULL;
}

/* It is asked for now, and stands in front of all. */
static void bring_forward(struct hito_forest *forest,
			  struct hito_kept_tree *tree)
{
	size_t at = 0;

	while (forest->list[at] != tree)
		at++;
	memmove(forest->list + 1, forest->list, at * sizeof(*forest->list));
	forest->list[0] = tree;
}

static struct hito_kept_tree *free_tree(struct hito_forest *forest)
{
	struct hito_kept_tree *tree;

	for (size_t i = forest->count; i-- > 0;)
		if (!forest->list[i]->raw.bytes.ptr)
			return forest->list[i];
	if (!hito_reserve(forest->arena, forest->list, forest->count,
			  forest->capacity))
		return NULL;
	tree = hito_new(forest->arena, struct hito_kept_tree, 1);
	if (!tree)
		return NULL;
	tree->arena = hito_arena_sub(forest->arena);
	if (!tree->arena)
		return NULL;
	forest->list[forest->count++] = tree;
	return tree;
}

static struct hito_kept_tree *find(const struct hito_forest *forest,
				   const struct hito_oid *oid)
{
	for (size_t i = 0; i < forest->count; i++)
		if (hito_oid_equal(&forest->list[i]->oid, oid) &&
		    forest->list[i]->raw.bytes.ptr)
			return forest->list[i];
	return NULL;
}

struct hito_tree_entry hito_forest_entry(const struct hito_kept_tree *tree,
					 size_t number)
{
	uint32_t start = tree->starts[number];
	struct hito_str rest = hito_str_slice(tree->raw.bytes, start,
					      tree->starts[number + 1]);
	struct hito_git_entry entry;

	hito_object_entry(&rest, &entry);
	return (struct hito_tree_entry){
		.name = entry.name,
		.kind = entry.kind,
		.id = (const unsigned char *)entry.name.ptr + entry.name.len +
		      1,
	};
}

/* Split bytes [from, end); false when they are no entries. */
static bool split(struct hito_kept_tree *tree, uint32_t from, uint32_t end)
{
	struct hito_str rest = hito_str_slice(tree->raw.bytes, from, end);
	struct hito_git_entry entry;

	while (rest.len) {
		tree->starts[tree->count++] = end - (uint32_t)rest.len;
		if (!hito_object_entry(&rest, &entry))
			return false;
	}
	return true;
}

/* As many bytes are the same from the start. */
static size_t same_start(struct hito_str a, struct hito_str b)
{
	size_t limit = a.len < b.len ? a.len : b.len, at = 0;

	while (limit - at >= 256 && memcmp(a.ptr + at, b.ptr + at, 256) == 0)
		at += 256;
	while (at < limit && a.ptr[at] == b.ptr[at])
		at++;
	return at;
}

static size_t same_end(struct hito_str a, struct hito_str b, size_t limit)
{
	size_t at = 0;

	while (limit - at >= 256 && memcmp(a.ptr + a.len - at - 256,
					   b.ptr + b.len - at - 256, 256) == 0)
		at += 256;
	while (at < limit && a.ptr[a.len - at - 1] == b.ptr[b.len - at - 1])
		at++;
	return at;
}

/* The number of the entry that starts at a place or right before it. */
static size_t entry_before(const struct hito_kept_tree *tree, size_t place)
{
	size_t low = 0, high = tree->count;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (tree->starts[middle] <= place)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static struct hito_tree_ends same_ends(const struct hito_kept_tree *known,
				       const struct hito_kept_tree *tree)
{
	struct hito_str a = known->raw.bytes, b = tree->raw.bytes;
	size_t shorter = a.len < b.len ? a.len : b.len, tail;
	struct hito_tree_ends ends;

	ends.first = entry_before(known, same_start(a, b));
	tail = same_end(a, b, shorter - known->starts[ends.first]);
	ends.last = entry_before(known, a.len - tail);
	if (known->starts[ends.last] < a.len - tail)
		ends.last++;
	ends.last = known->count - ends.last;
	return ends;
}

/*
 * Split a tree with the help of one that is much the same: what both begin
 * and end with has its entries where the other has them.
 */
static bool split_like(struct hito_kept_tree *tree,
		       const struct hito_kept_tree *known)
{
	struct hito_tree_ends ends = same_ends(known, tree);
	size_t tail = known->count - ends.last;
	uint32_t end = (uint32_t)tree->raw.bytes.len;
	uint32_t shift = end - (uint32_t)known->raw.bytes.len;

	memcpy(tree->starts, known->starts, ends.first * sizeof(*tree->starts));
	tree->count = ends.first;
	if (!split(tree, known->starts[ends.first],
		   known->starts[tail] + shift))
		return false;
	for (size_t i = 0; i < ends.last; i++)
		tree->starts[tree->count + i] = known->starts[tail + i] + shift;
	tree->count += ends.last;
	tree->starts[tree->count] = end;
	tree->like = known->oid;
	tree->ends = ends;
	return true;
}

#define SMALLEST_ENTRY 24 /* "1 x", NUL, 20 bytes */

/* Find the entries; *out_good: there are no other bytes. */
static bool find_entries(struct hito_kept_tree *tree,
			 const struct hito_kept_tree *known, bool *out_good)
{
	size_t len = tree->raw.bytes.len;

	hito_arena_clear(tree->arena);
	tree->starts =
		hito_arena_bytes(tree->arena, (len / SMALLEST_ENTRY + 2) *
						      sizeof(*tree->starts));
	tree->count = 0;
	tree->like = tree->oid; /* it is not compared with itself */
	if (!tree->starts)
		return false;
	*out_good = known && known->count > 0 && split_like(tree, known);
	if (*out_good)
		return true;
	tree->count = 0;
	*out_good = split(tree, 0, (uint32_t)len);
	tree->starts[tree->count] = (uint32_t)len;
	return true;
}

/* Make room for as many bytes, and a tree. */
static struct hito_kept_tree *make_room(struct hito_forest *forest,
					size_t bytes)
{
	struct hito_kept_tree *tree = oldest(forest);

	if (forest->count >= MOST_TREES && tree) {
		empty(forest, tree);
		tree = oldest(forest);
	}
	for (; tree && forest->bytes + bytes > MOST_BYTES;
	     tree = oldest(forest))
		empty(forest, tree);
	return free_tree(forest);
}

/* *out_tree NULL: what was read is no tree. */
static bool keep(struct hito_forest *forest, const struct hito_oid *oid,
		 struct hito_raw *raw, const struct hito_kept_tree *known,
		 struct hito_kept_tree **out_tree, struct hito_err *err)
{
	struct hito_kept_tree *tree = make_room(forest, raw->bytes.len);
	bool good = false, done = false;

	if (!raw->bytes.ptr)
		raw->bytes.ptr = "";
	if (tree) {
		tree->oid = *oid;
		tree->raw = *raw;
		forest->bytes += raw->bytes.len;
		done = find_entries(tree, known, &good);
		if (!good)
			empty(forest, tree);
	} else {
		hito_let_go(forest->holder, raw);
	}
	*out_tree = good ? tree : NULL;
	return done || hito_err_memory(err);
}

/*
 * A tree, pinned; *out_tree NULL: it cannot be read. known: one that may be
 * much the same, or NULL.
 */
static bool take(struct hito_forest *forest, const struct hito_oid *oid,
		 const struct hito_kept_tree *known,
		 struct hito_kept_tree **out_tree, struct hito_err *err)
{
	struct hito_kept_tree *tree = find(forest, oid);
	struct hito_raw raw;
	size_t size;

	*out_tree = NULL;
	if (!tree) {
		enum hito_read read =
			hito_hold(forest->holder, oid, HITO_RAW_TREE,
				  HITO_LIMIT_OBJECT, &raw, &size, err);

		if (read != HITO_READ_OK)
			return read == HITO_READ_MISSING;
		if (!keep(forest, oid, &raw, known, &tree, err))
			return false;
		if (!tree)
			return true;
	}
	bring_forward(forest, tree);
	tree->pins++;
	*out_tree = tree;
	return true;
}

bool hito_forest_take(struct hito_forest *forest, const struct hito_oid *before,
		      const struct hito_oid *after,
		      struct hito_kept_tree **out_was,
		      struct hito_kept_tree **out_is, struct hito_err *err)
{
	bool is_first = after && !(before && find(forest, before));

	*out_was = *out_is = NULL;
	if (is_first && !take(forest, after, NULL, out_is, err))
		return false;
	if (before && !take(forest, before, *out_is, out_was, err))
		return false;
	return is_first || !after || take(forest, after, *out_was, out_is, err);
}

void hito_forest_leave(struct hito_kept_tree *tree)
{
	if (tree)
		tree->pins--;
}

struct hito_tree_ends hito_forest_ends(const struct hito_kept_tree *before,
				       const struct hito_kept_tree *after)
{
	struct hito_tree_ends ends;
	size_t tail;

	if (hito_oid_equal(&after->like, &before->oid))
		return after->ends;
	if (hito_oid_equal(&before->like, &after->oid))
		return before->ends;
	ends = same_ends(before, after);
	tail = before->raw.bytes.len -
	       before->starts[before->count - ends.last];

	if (after->count < ends.first + ends.last ||
	    after->starts[after->count - ends.last] !=
		    after->raw.bytes.len - tail)
		ends.last = 0;
	return ends;
}
