/* SPDX-License-Identifier: MIT */
/* Two trees, entry by entry where their bytes differ. */
#include "history/trees.h"

#include <string.h>

#include "history/object.h"
#include "history/version.h"
#include "hito/limits.h"

#define MOST_SLOTS 16
#define MOST_BYTES ((size_t)16 << 20)

/* So many entries of two trees are the same at both ends. */
struct ends {
	size_t first, last;
};

/* A tree that was read, and where its entries start. */
struct hito_tree_slot {
	struct hito_oid oid;
	struct hito_raw raw;
	struct hito_arena *arena; /* of starts */
	uint32_t *starts;         /* of the entries, and where they end */
	size_t count;
	unsigned pins; /* so many comparisons look at it */
	/* The tree that helped to split it, and what both have. */
	struct hito_oid like;
	struct ends ends;
};

/* What is compared now. */
struct comparing {
	struct hito_trees *trees;
	struct hito_arena *arena;
	struct hito_file_changes *changes;
	struct hito_err *err;
};

void hito_trees_init(struct hito_trees *trees, struct hito_holder *holder,
		     struct hito_catalog *catalog, struct hito_arena *arena)
{
	*trees = (struct hito_trees){
		.holder = holder,
		.catalog = catalog,
		.arena = arena,
	};
}

static void empty(struct hito_trees *trees, struct hito_tree_slot *slot)
{
	if (!slot->raw.bytes.ptr)
		return;
	trees->bytes -= slot->raw.bytes.len;
	hito_let_go(trees->holder, &slot->raw);
	slot->raw = (struct hito_raw){.bytes = {NULL, 0}};
}

void hito_trees_done(struct hito_trees *trees)
{
	for (size_t i = 0; i < trees->slot_count; i++) {
		empty(trees, trees->slots[i]);
		hito_arena_free(trees->slots[i]->arena);
	}
	trees->slot_count = 0;
}

/* The one that nobody has asked for the longest; NULL: all are looked at. */
static struct hito_tree_slot *oldest(const struct hito_trees *trees)
{
	for (size_t i = trees->slot_count; i-- > 0;) {
		struct hito_tree_slot *slot = trees->slots[i];

		if (!slot->pins && slot->raw.bytes.ptr)
			return slot;
	}
	return NULL;
}

/* It is asked for now, and stands in front of all. */
static void bring_forward(struct hito_trees *trees, struct hito_tree_slot *slot)
{
	size_t at = 0;

	while (trees->slots[at] != slot)
		at++;
	memmove(trees->slots + 1, trees->slots, at * sizeof(*trees->slots));
	trees->slots[0] = slot;
}

static struct hito_tree_slot *free_slot(struct hito_trees *trees)
{
	struct hito_tree_slot *slot;

	for (size_t i = trees->slot_count; i-- > 0;)
		if (!trees->slots[i]->raw.bytes.ptr)
			return trees->slots[i];
	if (!hito_reserve(trees->arena, trees->slots, trees->slot_count,
			  trees->slot_capacity))
		return NULL;
	slot = hito_new(trees->arena, struct hito_tree_slot, 1);
	if (!slot)
		return NULL;
	slot->arena = hito_arena_sub(trees->arena);
	if (!slot->arena)
		return NULL;
	trees->slots[trees->slot_count++] = slot;
	return slot;
}

static struct hito_tree_slot *find_slot(const struct hito_trees *trees,
					const struct hito_oid *oid)
{
	for (size_t i = 0; i < trees->slot_count; i++)
		if (hito_oid_equal(&trees->slots[i]->oid, oid) &&
		    trees->slots[i]->raw.bytes.ptr)
			return trees->slots[i];
	return NULL;
}

/* An entry, as its bytes have it. */
struct entry {
	struct hito_str name;
	enum hito_entry_kind kind;
	const unsigned char *id;
};

static struct entry entry_at(const struct hito_tree_slot *slot, size_t number)
{
	uint32_t start = slot->starts[number];
	struct hito_str rest = hito_str_slice(slot->raw.bytes, start,
					      slot->starts[number + 1]);
	struct hito_git_entry entry;

	hito_object_entry(&rest, &entry);
	return (struct entry){
		.name = entry.name,
		.kind = entry.kind,
		.id = (const unsigned char *)entry.name.ptr + entry.name.len +
		      1,
	};
}

/* Split bytes [from, end); false when they are no entries. */
static bool split(struct hito_tree_slot *slot, uint32_t from, uint32_t end)
{
	struct hito_str rest = hito_str_slice(slot->raw.bytes, from, end);
	struct hito_git_entry entry;

	while (rest.len) {
		slot->starts[slot->count++] = end - (uint32_t)rest.len;
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
static size_t entry_before(const struct hito_tree_slot *slot, size_t place)
{
	size_t low = 0, high = slot->count;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (slot->starts[middle] <= place)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static struct ends same_ends(const struct hito_tree_slot *known,
			     const struct hito_tree_slot *slot)
{
	struct hito_str a = known->raw.bytes, b = slot->raw.bytes;
	size_t shorter = a.len < b.len ? a.len : b.len, tail;
	struct ends ends;

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
static bool split_like(struct hito_tree_slot *slot,
		       const struct hito_tree_slot *known)
{
	struct ends ends = same_ends(known, slot);
	size_t tail = known->count - ends.last;
	uint32_t end = (uint32_t)slot->raw.bytes.len;
	uint32_t shift = end - (uint32_t)known->raw.bytes.len;

	memcpy(slot->starts, known->starts, ends.first * sizeof(*slot->starts));
	slot->count = ends.first;
	if (!split(slot, known->starts[ends.first],
		   known->starts[tail] + shift))
		return false;
	for (size_t i = 0; i < ends.last; i++)
		slot->starts[slot->count + i] = known->starts[tail + i] + shift;
	slot->count += ends.last;
	slot->starts[slot->count] = end;
	slot->like = known->oid;
	slot->ends = ends;
	return true;
}

#define SMALLEST_ENTRY 24 /* "1 x", NUL, 20 bytes */

/* Find the entries; *out_good: there are no other bytes. */
static bool find_entries(struct hito_tree_slot *slot,
			 const struct hito_tree_slot *known, bool *out_good)
{
	size_t len = slot->raw.bytes.len;

	hito_arena_clear(slot->arena);
	slot->starts =
		hito_arena_bytes(slot->arena, (len / SMALLEST_ENTRY + 2) *
						      sizeof(*slot->starts));
	slot->count = 0;
	slot->like = slot->oid; /* it is not compared with itself */
	if (!slot->starts)
		return false;
	*out_good = known && known->count > 0 && split_like(slot, known);
	if (*out_good)
		return true;
	slot->count = 0;
	*out_good = split(slot, 0, (uint32_t)len);
	slot->starts[slot->count] = (uint32_t)len;
	return true;
}

/* Make room for as many bytes, and a slot. */
static struct hito_tree_slot *make_room(struct hito_trees *trees, size_t bytes)
{
	struct hito_tree_slot *slot = oldest(trees);

	if (trees->slot_count >= MOST_SLOTS && slot) {
		empty(trees, slot);
		slot = oldest(trees);
	}
	for (; slot && trees->bytes + bytes > MOST_BYTES; slot = oldest(trees))
		empty(trees, slot);
	return free_slot(trees);
}

/* *out_slot NULL: what was read is no tree. */
static bool keep(struct hito_trees *trees, const struct hito_oid *oid,
		 struct hito_raw *raw, const struct hito_tree_slot *known,
		 struct hito_tree_slot **out_slot, struct hito_err *err)
{
	struct hito_tree_slot *slot = make_room(trees, raw->bytes.len);
	bool good = false, done = false;

	if (!raw->bytes.ptr)
		raw->bytes.ptr = "";
	if (slot) {
		slot->oid = *oid;
		slot->raw = *raw;
		trees->bytes += raw->bytes.len;
		done = find_entries(slot, known, &good);
		if (!good)
			empty(trees, slot);
	} else {
		hito_let_go(trees->holder, raw);
	}
	*out_slot = good ? slot : NULL;
	return done || hito_err_memory(err);
}

/*
 * A tree, pinned; *out_slot NULL: it cannot be read. known: one that may be
 * much the same, or NULL.
 */
static bool load(struct hito_trees *trees, const struct hito_oid *oid,
		 const struct hito_tree_slot *known,
		 struct hito_tree_slot **out_slot, struct hito_err *err)
{
	struct hito_tree_slot *slot = find_slot(trees, oid);
	struct hito_raw raw;
	size_t size;

	*out_slot = NULL;
	if (!slot) {
		enum hito_read read =
			hito_hold(trees->holder, oid, HITO_RAW_TREE,
				  HITO_LIMIT_OBJECT, &raw, &size, err);

		if (read != HITO_READ_OK)
			return read == HITO_READ_MISSING;
		if (!keep(trees, oid, &raw, known, &slot, err))
			return false;
		if (!slot)
			return true;
	}
	bring_forward(trees, slot);
	slot->pins++;
	*out_slot = slot;
	return true;
}

static bool add_change(struct comparing *comparing,
		       const struct hito_path *path, uint32_t before,
		       uint32_t after)
{
	struct hito_file_changes *changes = comparing->changes;

	if (!hito_reserve(comparing->arena, changes->list, changes->count,
			  changes->capacity))
		return hito_err_memory(comparing->err);
	changes->list[changes->count++] =
		(struct hito_file_change){path->number, before, after};
	return true;
}

/* The version of a path, or none where there is no entry. */
static bool find_version(struct comparing *comparing,
			 const struct hito_path *path,
			 const struct entry *entry, uint32_t *out_number)
{
	struct hito_version *version;
	struct hito_oid oid;

	*out_number = HITO_NO_VERSION;
	if (!entry)
		return true;
	memcpy(oid.bytes, entry->id, sizeof(oid.bytes));
	version = hito_catalog_version(comparing->trees->catalog, path,
				       entry->kind, &oid);
	if (!version)
		return hito_err_memory(comparing->err);
	*out_number = version->number;
	return true;
}

static bool change_file(struct comparing *comparing,
			const struct hito_path *path,
			const struct entry *before, const struct entry *after)
{
	uint32_t was, is;

	return find_version(comparing, path, before, &was) &&
	       find_version(comparing, path, after, &is) &&
	       add_change(comparing, path, was, is);
}

/* The folder is called as its path with a "/": before all that is in it. */
static bool change_lost(struct comparing *comparing, size_t length,
			const struct hito_oid *before,
			const struct hito_oid *after)
{
	const struct hito_path *path = hito_catalog_path(
		comparing->trees->catalog,
		(struct hito_str){comparing->trees->path, length},
		comparing->err);
	struct entry was = {.kind = HITO_ENTRY_TREE}, is = was;

	if (!path)
		return false;
	if (before)
		was.id = before->bytes;
	if (after)
		is.id = after->bytes;
	return change_file(comparing, path, before ? &was : NULL,
			   after ? &is : NULL);
}

static bool compare_trees(struct comparing *comparing, size_t length,
			  unsigned depth, const struct hito_oid *before,
			  const struct hito_oid *after);

static struct hito_oid oid_of(const struct entry *entry)
{
	struct hito_oid oid;

	memcpy(oid.bytes, entry->id, sizeof(oid.bytes));
	return oid;
}

/* The path of a name in the folder that is length bytes of trees->path. */
static const struct hito_path *enter_name(struct comparing *comparing,
					  size_t length, struct hito_str name)
{
	struct hito_trees *trees = comparing->trees;
	size_t size = length + name.len + 2;

	if (size > trees->path_size) {
		char *path = hito_arena_alloc(trees->arena, size, 2);

		if (!path) {
			hito_err_memory(comparing->err);
			return NULL;
		}
		if (length)
			memcpy(path, trees->path, length);
		trees->path = path;
		trees->path_size = size * 2;
	}
	memcpy(trees->path + length, name.ptr, name.len);
	return hito_catalog_path(
		trees->catalog,
		(struct hito_str){trees->path, length + name.len},
		comparing->err);
}

/* An entry of one tree or of both: they are called the same. */
static bool compare_entry(struct comparing *comparing, size_t length,
			  unsigned depth, const struct entry *before,
			  const struct entry *after)
{
	const struct entry *entry = after ? after : before;
	const struct hito_path *path;
	struct hito_oid was, is;

	if (before && after && before->kind == after->kind &&
	    memcmp(before->id, after->id, sizeof(was.bytes)) == 0)
		return true;
	path = enter_name(comparing, length, entry->name);
	if (!path)
		return false;
	if (entry->kind != HITO_ENTRY_TREE)
		return !path->is_file ||
		       change_file(comparing, path, before, after);
	if (!path->leads || depth >= HITO_LIMIT_DEPTH)
		return true;
	length += entry->name.len;
	comparing->trees->path[length++] = '/';
	if (before)
		was = oid_of(before);
	if (after)
		is = oid_of(after);
	return compare_trees(comparing, length, depth + 1, before ? &was : NULL,
			     after ? &is : NULL);
}

/* Git's order: by bytes, a folder's name with a "/" behind it. */
static int compare_names(const struct entry *a, const struct entry *b)
{
	size_t shorter = a->name.len < b->name.len ? a->name.len : b->name.len;
	int order = memcmp(a->name.ptr, b->name.ptr, shorter);
	unsigned char x = 0, y = 0;

	if (order)
		return order;
	if (a->name.len > shorter)
		x = (unsigned char)a->name.ptr[shorter];
	else if (a->kind == HITO_ENTRY_TREE)
		x = '/';
	if (b->name.len > shorter)
		y = (unsigned char)b->name.ptr[shorter];
	else if (b->kind == HITO_ENTRY_TREE)
		y = '/';
	return (x > y) - (x < y);
}

/* Entries of two trees from a first to a last one. */
static bool merge(struct comparing *comparing, size_t length, unsigned depth,
		  const struct hito_tree_slot *before,
		  const struct hito_tree_slot *after, struct ends ends)
{
	size_t i = ends.first, j = ends.first;
	size_t i_end = before ? before->count - ends.last : 0;
	size_t j_end = after ? after->count - ends.last : 0;

	while (i < i_end || j < j_end) {
		struct entry was = {.id = NULL}, is = was;
		int order = i == i_end ? 1 : -1;

		if (i < i_end)
			was = entry_at(before, i);
		if (j < j_end)
			is = entry_at(after, j);
		if (i < i_end && j < j_end)
			order = compare_names(&was, &is);
		if (!compare_entry(comparing, length, depth,
				   order <= 0 ? &was : NULL,
				   order >= 0 ? &is : NULL))
			return false;
		i += order <= 0;
		j += order >= 0;
	}
	return true;
}

/* Entries that are the same and start at the same places in both. */
static struct ends checked_ends(const struct hito_tree_slot *before,
				const struct hito_tree_slot *after)
{
	struct ends ends;
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

static bool compare_loaded(struct comparing *comparing, size_t length,
			   unsigned depth, const struct hito_oid *was,
			   const struct hito_tree_slot *before,
			   const struct hito_oid *is,
			   const struct hito_tree_slot *after)
{
	const struct hito_oid *lost_before = was && !before ? was : NULL;
	const struct hito_oid *lost_after = is && !after ? is : NULL;
	struct ends ends = {0, 0};

	if ((lost_before || lost_after) &&
	    !change_lost(comparing, length, lost_before, lost_after))
		return false;
	if (before && after)
		ends = checked_ends(before, after);
	return merge(comparing, length, depth, before, after, ends);
}

/*
 * Both trees, pinned. The one that was read before comes first: it helps to
 * split the other. Neither was: the later one, of which packs make the others.
 */
static bool load_both(struct comparing *comparing,
		      const struct hito_oid *before,
		      const struct hito_oid *after,
		      struct hito_tree_slot **out_was,
		      struct hito_tree_slot **out_is)
{
	struct hito_trees *trees = comparing->trees;
	bool is_first = after && !(before && find_slot(trees, before));

	*out_was = *out_is = NULL;
	if (is_first && !load(trees, after, NULL, out_is, comparing->err))
		return false;
	if (before && !load(trees, before, *out_is, out_was, comparing->err))
		return false;
	return is_first || !after ||
	       load(trees, after, *out_was, out_is, comparing->err);
}

/* The path of the folder is trees->path, length bytes of it. */
static bool compare_trees(struct comparing *comparing, size_t length,
			  unsigned depth, const struct hito_oid *before,
			  const struct hito_oid *after)
{
	struct hito_tree_slot *was, *is;
	bool done;

	if (before && after && hito_oid_equal(before, after))
		return true;
	done = load_both(comparing, before, after, &was, &is) &&
	       compare_loaded(comparing, length, depth, before, was, after, is);
	if (was)
		was->pins--;
	if (is)
		is->pins--;
	return done;
}

bool hito_trees_compare(struct hito_trees *trees, const struct hito_oid *before,
			const struct hito_oid *after, struct hito_arena *arena,
			struct hito_file_changes *changes, struct hito_err *err)
{
	struct comparing comparing;

	comparing.trees = trees;
	comparing.arena = arena;
	comparing.changes = changes;
	comparing.err = err;
	return compare_trees(&comparing, 0, 0, before, after);
}
