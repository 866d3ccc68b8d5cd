/* SPDX-License-Identifier: MIT */
/* A project at a commit, and the commit where a line of work began. */
#include "hito/revision.h"

#include <stdlib.h>
#include <string.h>

#include "history/mergebase.h"
#include "history/refuse.h"
#include "history/tree.h"
#include "history/walk.h"
#include "plan/folder.h"

/* Both lines that mend it, and the one for a job of a forge. */
static bool help_shallow(struct hito_err *err)
{
	return hito_err_help(err, "git fetch --unshallow, or more commits with "
				  "git fetch --deepen=100; actions/checkout: "
				  "fetch-depth: 0");
}

static bool not_in_clone(struct hito_repository *repository, const char *rev,
			 const struct hito_mergebase *base,
			 struct hito_err *err)
{
	char id[HITO_ID_SIZE];

	if (!base->shallow) {
		hito_oid_format(&base->lost, id);
		return hito_refuse_object(repository, hito_str_from(id), err);
	}
	hito_err_set(err, HITO_ERR_INCOMPLETE,
		     "where HEAD left \"%.200s\" cannot be told: the clone is "
		     "shallow",
		     rev);
	return help_shallow(err);
}

bool hito_revision_base(struct hito_repository *repository, const char *rev,
			struct hito_arena *arena, char out_id[HITO_ID_SIZE],
			struct hito_err *err)
{
	struct hito_mergebase base;
	struct hito_oid one, head;

	if (!hito_git_resolve(repository, rev, &one, err)) {
		if (!err || err->code != HITO_ERR_INCOMPLETE)
			return false;
		err->help[0] = '\0';
		return help_shallow(err);
	}
	if (!hito_git_resolve(repository, "HEAD", &head, err) ||
	    !hito_mergebase_find(repository, &one, &head, arena, &base, err))
		return false;
	switch (base.parting) {
	case HITO_PARTING_UNKNOWN:
		return not_in_clone(repository, rev, &base, err);
	case HITO_PARTING_NONE:
		hito_err_set(err, HITO_ERR_USAGE,
			     "\"%.200s\" and HEAD have no commit in common",
			     rev);
		return hito_err_help(err, "name the branch that this one "
					  "began at");
	case HITO_PARTING_FOUND:
		break;
	}
	hito_oid_format(&base.oid, out_id);
	return true;
}

struct reading {
	struct hito_repository *repository;
	const struct hito_revision_options *options;
	struct hito_arena *arena;
	struct hito_oid tree; /* of the project's folder */
	bool has_tree;
	const struct hito_project *project;
	struct hito_listing listing;
	struct hito_listed *files; /* those of the listing, and named ones */
	size_t count, capacity;
	struct hito_err *err;
};

/* The entry of a name in a tree; NULL where there is none. */
static bool find_entry(struct reading *reading, const struct hito_oid *tree,
		       struct hito_str name, struct hito_git_entry **out_entry)
{
	struct hito_git_entry *entries;
	char id[HITO_ID_SIZE];
	size_t count;

	*out_entry = NULL;
	switch (hito_git_tree(reading->repository, tree, reading->arena,
			      &entries, &count, reading->err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		hito_oid_format(tree, id);
		return hito_refuse_object(reading->repository,
					  hito_str_from(id), reading->err);
	case HITO_READ_OK:
		break;
	}
	for (size_t i = 0; i < count; i++)
		if (hito_str_equal(entries[i].name, name))
			*out_entry = &entries[i];
	return true;
}

/* What a path of the project's folder is in the commit. */
static bool find_path(struct reading *reading, struct hito_str path,
		      struct hito_git_entry **out_entry)
{
	struct hito_oid tree = reading->tree;
	struct hito_git_entry *entry = NULL;
	struct hito_str name;

	*out_entry = NULL;
	while (path.len) {
		hito_str_cut(path, '/', &name, &path);
		if (!name.len)
			continue;
		if (!find_entry(reading, &tree, name, &entry))
			return false;
		if (!entry || (path.len && entry->kind != HITO_ENTRY_TREE))
			return true;
		tree = entry->oid;
	}
	*out_entry = entry;
	return true;
}

static bool find_tree(struct reading *reading)
{
	struct hito_git_commit commit;
	struct hito_git_entry *entry;
	hito_day day = reading->options->at;
	struct hito_oid oid;
	char id[HITO_ID_SIZE];

	if (!hito_git_resolve(reading->repository, reading->options->rev, &oid,
			      reading->err))
		return false;
	if (day != 0 && day != HITO_DAY_NONE &&
	    !hito_walk_at(reading->repository, &oid, day, &oid, reading->err))
		return false;
	switch (hito_git_commit(reading->repository, &oid, reading->arena,
				&commit, reading->err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		hito_oid_format(&oid, id);
		return hito_refuse_object(reading->repository,
					  hito_str_from(id), reading->err);
	case HITO_READ_OK:
		break;
	}
	reading->tree = commit.tree;
	reading->has_tree = true;
	if (!reading->options->folder.len)
		return true;
	if (!find_path(reading, reading->options->folder, &entry))
		return false;
	reading->has_tree = entry && entry->kind == HITO_ENTRY_TREE;
	if (reading->has_tree)
		reading->tree = entry->oid;
	return true;
}

static bool read_project(struct reading *reading)
{
	const struct hito_revision_options *options = reading->options;
	struct hito_str text = options->project_text;
	struct hito_project *project;

	if (!text.ptr && !reading->has_tree)
		text = HITO_STR("");
	if (!hito_tree_project(reading->repository, &reading->tree, text,
			       options->project_path, reading->arena, &project,
			       reading->err))
		return false;
	if (options->rules_of) {
		project->rules = options->rules_of->rules;
		project->rule_count = options->rules_of->rule_count;
		memcpy(project->thresholds, options->rules_of->thresholds,
		       sizeof(project->thresholds));
	}
	reading->project = project;
	return true;
}

static bool add_file(struct reading *reading, const struct hito_listed *file)
{
	if (!hito_reserve(reading->arena, reading->files, reading->count,
			  reading->capacity))
		return hito_err_memory(reading->err);
	reading->files[reading->count++] = *file;
	return true;
}

static bool add_path(struct reading *reading, struct hito_str path)
{
	struct hito_git_entry *entry;

	if (!find_path(reading, path, &entry))
		return false;
	if (!entry || entry->kind == HITO_ENTRY_TREE)
		return true;
	return add_file(reading,
			&(struct hito_listed){path, entry->kind, entry->oid});
}

/* All that is named *.md below a folder. */
static bool add_folder(struct reading *reading, struct hito_str path)
{
	const struct hito_project all = {.paths = &path, .path_count = 1};
	struct hito_listing below;

	if (!hito_listing_read(reading->repository, &all, &reading->tree,
			       reading->arena, &below, reading->err))
		return false;
	if (below.missing.ptr && !reading->listing.missing.ptr)
		reading->listing.missing = below.missing;
	for (size_t i = 0; i < below.count; i++)
		if (!add_file(reading, &below.files[i]))
			return false;
	return true;
}

/* A file that was named, with the plans that it may belong to. */
static bool add_extra(struct reading *reading, struct hito_str path)
{
	struct hito_git_entry *entry;
	struct hito_str folder = path, plan;

	if (!path.len || hito_project_has_path(reading->project, path))
		return true;
	if (!find_path(reading, path, &entry))
		return false;
	if (!entry)
		return true;
	if (entry->kind == HITO_ENTRY_TREE)
		return hito_project_has_folder(reading->project, path) ||
		       add_folder(reading, path);
	if (!add_path(reading, path))
		return false;
	while (folder.len > 0) {
		folder = hito_path_folder(folder);
		plan = hito_arena_printf(reading->arena, "%.*s%splan.md",
					 HITO_STR_ARG(folder),
					 folder.len ? "/" : "");
		if (!plan.ptr)
			return hito_err_memory(reading->err);
		if (!add_path(reading, plan))
			return false;
	}
	return true;
}

static int by_path(const void *left, const void *right)
{
	const struct hito_listed *a = left, *b = right;

	return hito_str_compare(a->path, b->path);
}

/* Each path once, in order. */
static void settle(struct reading *reading)
{
	struct hito_listing *listing = &reading->listing;

	if (reading->count > 1)
		qsort(reading->files, reading->count, sizeof(*reading->files),
		      by_path);
	listing->files = reading->files;
	listing->count = 0;
	for (size_t i = 0; i < reading->count; i++)
		if (i == 0 ||
		    by_path(&reading->files[i - 1], &reading->files[i]) != 0)
			listing->files[listing->count++] = reading->files[i];
}

static bool list_files(struct reading *reading)
{
	const struct hito_revision_options *options = reading->options;
	struct hito_listing *listing = &reading->listing;

	if (!reading->has_tree)
		return true;
	if (!hito_listing_read(reading->repository, reading->project,
			       &reading->tree, reading->arena, listing,
			       reading->err))
		return false;
	for (size_t i = 0; i < listing->count; i++)
		if (!add_file(reading, &listing->files[i]))
			return false;
	for (size_t i = 0; i < options->extra_count; i++)
		if (!add_extra(reading, options->extra[i]))
			return false;
	settle(reading);
	return true;
}

bool hito_revision_read(struct hito_repository *repository,
			const struct hito_revision_options *options,
			struct hito_arena *arena,
			struct hito_workspace **out_workspace,
			struct hito_err *err)
{
	struct reading reading = {
		.repository = repository,
		.options = options,
		.arena = arena,
		.err = err,
	};

	if (!find_tree(&reading) || !read_project(&reading) ||
	    !list_files(&reading) ||
	    !hito_tree_plans(hito_git_objects(repository), reading.project,
			     &reading.listing, arena, out_workspace, err))
		return false;
	if (reading.listing.missing.ptr)
		return hito_refuse_object(repository, reading.listing.missing,
					  err);
	return !hito_arena_failed(arena) || hito_err_memory(err);
}

bool hito_revision_id(struct hito_repository *repository, const char *rev,
		      char out_id[HITO_ID_SIZE], struct hito_err *err)
{
	struct hito_oid oid;

	if (!hito_git_resolve(repository, rev, &oid, err))
		return false;
	hito_oid_format(&oid, out_id);
	return true;
}

bool hito_revision_names(struct hito_repository *repository,
			 struct hito_arena *arena, const char ***out_names,
			 size_t *out_count, struct hito_err *err)
{
	return hito_git_names(repository, arena, out_names, out_count, err);
}

bool hito_revision_file(struct hito_repository *repository,
			const struct hito_revision_options *options,
			struct hito_str path, size_t limit,
			struct hito_arena *arena, struct hito_str *out_text,
			struct hito_err *err)
{
	struct reading reading = {
		.repository = repository,
		.options = options,
		.arena = arena,
		.err = err,
	};
	struct hito_git_entry *entry = NULL;
	struct hito_str text;
	char id[HITO_ID_SIZE];
	size_t size;

	if (!find_tree(&reading) ||
	    (reading.has_tree && !find_path(&reading, path, &entry)))
		return false;
	if (!entry || entry->kind != HITO_ENTRY_FILE) {
		*out_text = (struct hito_str){NULL, 0};
		return true;
	}
	switch (hito_git_blob(repository, &entry->oid, limit, arena, &text,
			      &size, err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		hito_oid_format(&entry->oid, id);
		return hito_refuse_object(repository, hito_str_from(id), err);
	case HITO_READ_OK:
		break;
	}
	*out_text = text;
	return true;
}
