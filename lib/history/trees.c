/* SPDX-License-Identifier: MIT */
/* Two trees, entry by entry where their bytes differ. */
#include "history/trees.h"

#include <string.h>

#include "history/object.h"
#include "history/version.h"
#include "hito/limits.h"

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
		.catalog = catalog,
		.arena = arena,
	};
	hito_forest_init(&trees->forest, holder, arena);
}

void hito_trees_done(struct hito_trees *trees)
{
	hito_forest_done(&trees->forest);
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
			 const struct hito_tree_entry *entry,
			 uint32_t *out_number)
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
			const struct hito_tree_entry *before,
			const struct hito_tree_entry *after)
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
	struct hito_tree_entry was = {.kind = HITO_ENTRY_TREE}, is = was;

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

static struct hito_oid oid_of(const struct hito_tree_entry *entry)
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
			  unsigned depth, const struct hito_tree_entry *before,
			  const struct hito_tree_entry *after)
{
	const struct hito_tree_entry *entry = after ? after : before;
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
static int compare_names(const struct hito_tree_entry *a,
			 const struct hito_tree_entry *b)
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
		  const struct hito_kept_tree *before,
		  const struct hito_kept_tree *after,
		  struct hito_tree_ends ends)
{
	size_t i = ends.first, j = ends.first;
	size_t i_end = before ? before->count - ends.last : 0;
	size_t j_end = after ? after->count - ends.last : 0;

	while (i < i_end || j < j_end) {
		struct hito_tree_entry was = {.id = NULL}, is = was;
		int order = i == i_end ? 1 : -1;

		if (i < i_end)
			was = hito_forest_entry(before, i);
		if (j < j_end)
			is = hito_forest_entry(after, j);
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

static bool compare_loaded(struct comparing *comparing, size_t length,
			   unsigned depth, const struct hito_oid *was,
			   const struct hito_kept_tree *before,
			   const struct hito_oid *is,
			   const struct hito_kept_tree *after)
{
	const struct hito_oid *lost_before = was && !before ? was : NULL;
	const struct hito_oid *lost_after = is && !after ? is : NULL;
	struct hito_tree_ends ends = {0, 0};

	if ((lost_before || lost_after) &&
	    !change_lost(comparing, length, lost_before, lost_after))
		return false;
	if (before && after)
		ends = hito_forest_ends(before, after);
	return merge(comparing, length, depth, before, after, ends);
}

/* The path of the folder is trees->path, length bytes of it. */
static bool compare_trees(struct comparing *comparing, size_t length,
			  unsigned depth, const struct hito_oid *before,
			  const struct hito_oid *after)
{
	struct hito_trees *trees = comparing->trees;
	struct hito_kept_tree *was, *is;
	bool done;

	if (before && after && hito_oid_equal(before, after))
		return true;
	done = hito_forest_take(&trees->forest, before, after, &was, &is,
				comparing->err) &&
	       compare_loaded(comparing, length, depth, before, was, after, is);
	hito_forest_leave(was);
	hito_forest_leave(is);
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
