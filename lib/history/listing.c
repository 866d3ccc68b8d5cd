/* SPDX-License-Identifier: MIT */
/* The plan files of a commit's tree. */
#include "history/listing.h"

#include <stdlib.h>
#include <string.h>

#include "hito/limits.h"

struct lister {
	struct hito_repository *repository;
	const struct hito_project *project;
	struct hito_arena *arena;
	struct hito_listing *listing;
	size_t capacity, lost_capacity;
	struct hito_err *err;
};

static struct hito_str join(struct hito_arena *arena, struct hito_str folder,
			    struct hito_str name)
{
	if (folder.len == 0)
		return hito_arena_copy(arena, name);
	return hito_arena_printf(arena, "%.*s/%.*s", HITO_STR_ARG(folder),
				 HITO_STR_ARG(name));
}

static bool can_matter(const struct hito_project *project,
		       const struct hito_git_entry *entry, struct hito_str path)
{
	return entry->kind == HITO_ENTRY_TREE
		       ? hito_project_has_folder(project, path)
		       : hito_project_has_path(project, path);
}

static bool add_file(struct lister *lister, const struct hito_git_entry *entry,
		     struct hito_str path)
{
	struct hito_listing *listing = lister->listing;

	if (listing->count >= HITO_LIMIT_FILES)
		return hito_err_set(lister->err, HITO_ERR_INPUT,
				    "more than %u plan files",
				    HITO_LIMIT_FILES);
	if (!hito_reserve(lister->arena, listing->files, listing->count,
			  lister->capacity))
		return hito_err_memory(lister->err);
	listing->files[listing->count++] = (struct hito_listed){
		.path = path,
		.kind = entry->kind,
		.oid = entry->oid,
	};
	return true;
}

static bool note_missing(struct lister *lister, const struct hito_oid *oid,
			 struct hito_str folder)
{
	struct hito_listing *listing = lister->listing;
	char id[HITO_ID_SIZE];

	if (!hito_reserve(lister->arena, listing->lost, listing->lost_count,
			  lister->lost_capacity))
		return hito_err_memory(lister->err);
	hito_oid_format(oid, id);
	listing->missing = hito_arena_copy(lister->arena, hito_str_from(id));
	listing->lost[listing->lost_count++] =
		(struct hito_lost_folder){folder, listing->missing};
	return listing->missing.ptr || hito_err_memory(lister->err);
}

/* Git's order is by bytes with "/" behind folders: the order of paths. */
static bool list_tree(struct lister *lister, const struct hito_oid *oid,
		      struct hito_str folder, unsigned depth)
{
	struct hito_git_entry *entries;
	size_t count;
	enum hito_read read =
		hito_git_tree(lister->repository, oid, lister->arena, &entries,
			      &count, lister->err);

	if (read == HITO_READ_FAILED)
		return false;
	if (read == HITO_READ_MISSING)
		return note_missing(lister, oid, folder);
	for (size_t i = 0; i < count; i++) {
		struct hito_str path =
			join(lister->arena, folder, entries[i].name);

		if (!path.ptr)
			return hito_err_memory(lister->err);
		if (!can_matter(lister->project, &entries[i], path))
			continue;
		if (entries[i].kind != HITO_ENTRY_TREE) {
			if (!add_file(lister, &entries[i], path))
				return false;
		} else if (depth < HITO_LIMIT_DEPTH &&
			   !list_tree(lister, &entries[i].oid, path,
				      depth + 1)) {
			return false;
		}
	}
	return true;
}

bool hito_listing_read(struct hito_repository *repository,
		       const struct hito_project *project,
		       const struct hito_oid *root, struct hito_arena *arena,
		       struct hito_listing *out_listing, struct hito_err *err)
{
	struct hito_listing listing = {0};
	struct lister lister = {
		.repository = repository,
		.project = project,
		.arena = arena,
		.listing = &listing,
		.err = err,
	};

	if (!list_tree(&lister, root, HITO_STR(""), 0))
		return false;
	*out_listing = listing;
	return true;
}

/* The tree without entries, which every repository has. */
static const struct hito_oid empty_tree = {
	{0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e, 0xb9, 0xa0, 0x60,
	 0xe5, 0x4b, 0xf8, 0xd6, 0x92, 0x88, 0xfb, 0xee, 0x49, 0x04}};

static const struct hito_oid *tree_of(const struct hito_git_entry *entries,
				      size_t count, struct hito_str name)
{
	for (size_t i = 0; i < count; i++)
		if (entries[i].kind == HITO_ENTRY_TREE &&
		    hito_str_equal(entries[i].name, name))
			return &entries[i].oid;
	return &empty_tree;
}

bool hito_listing_folder(struct hito_repository *repository,
			 const struct hito_oid *root, struct hito_str folder,
			 struct hito_arena *scratch, struct hito_oid *out_tree,
			 struct hito_err *err)
{
	struct hito_git_entry *entries;
	struct hito_str name;
	size_t count;

	*out_tree = *root;
	while (folder.len && !hito_oid_equal(out_tree, &empty_tree)) {
		hito_str_cut(folder, '/', &name, &folder);
		if (!name.len)
			continue;
		switch (hito_git_tree(repository, out_tree, scratch, &entries,
				      &count, err)) {
		case HITO_READ_FAILED:
			return false;
		case HITO_READ_MISSING:
			return true;
		case HITO_READ_OK:
			break;
		}
		*out_tree = *tree_of(entries, count, name);
	}
	return true;
}

bool hito_listing_find(struct hito_repository *repository,
		       const struct hito_oid *root, struct hito_str path,
		       struct hito_arena *arena, struct hito_oid *out_oid)
{
	struct hito_oid tree = *root;
	struct hito_str name, rest = path;

	for (;;) {
		struct hito_git_entry *entries;
		size_t count, i;
		bool last = !hito_str_cut(rest, '/', &name, &rest);

		if (hito_git_tree(repository, &tree, arena, &entries, &count,
				  NULL) != HITO_READ_OK)
			return false;
		for (i = 0; i < count; i++)
			if (hito_str_equal(entries[i].name, name))
				break;
		if (i == count || entries[i].kind != (last ? HITO_ENTRY_FILE
							   : HITO_ENTRY_TREE))
			return false;
		tree = entries[i].oid;
		if (last)
			break;
	}
	*out_oid = tree;
	return true;
}

static int by_path(const void *a, const void *b)
{
	const struct hito_listed *x = a, *y = b;

	return hito_str_compare(x->path, y->path);
}

void hito_listing_sort(struct hito_listing *listing)
{
	if (listing->count > 1)
		qsort(listing->files, listing->count, sizeof(*listing->files),
		      by_path);
}
