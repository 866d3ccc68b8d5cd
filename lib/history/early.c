/* SPDX-License-Identifier: MIT */
/*
 * The files of a commit are those of its first parent, and what changed since:
 * from the newest back, each path counts once.
 */
#include "history/early.h"

#include "base/threads.h"
#include "history/objects.h"
#include "history/tree.h"

struct hito_early {
	struct hito_arena *arena; /* its own, and all that it reads */
	const struct hito_project *project;
	struct hito_objects *objects;
	struct hito_listing listing;
	size_t capacity;
	struct hito_workspace *workspace;
	struct hito_beside beside;
	bool is_read;
};

static void read_plans(void *context)
{
	struct hito_early *early = context;
	struct hito_err unheard = {0};

	early->is_read =
		hito_tree_plans(early->objects, early->project, &early->listing,
				early->arena, &early->workspace, &unheard) &&
		!early->listing.missing.ptr;
}

/* What is gathered before it is known what is to be read. */
struct gathering {
	struct hito_early *early;
	const struct hito_reading *reading;
	const struct hito_str *homes;
	size_t home_count;
	bool *seen; /* by number of path */
};

static bool add_version(struct gathering *gathering, uint32_t path,
			uint32_t number)
{
	struct hito_early *early = gathering->early;
	const struct hito_version *version;

	if (gathering->seen[path])
		return true;
	gathering->seen[path] = true;
	if (number == HITO_NO_VERSION)
		return true;
	version = gathering->reading->catalog.versions[number];
	if (!hito_str_is_among(version->home, gathering->homes,
			       gathering->home_count))
		return true;
	if (!hito_reserve(early->arena, early->listing.files,
			  early->listing.count, early->capacity))
		return false;
	early->listing.files[early->listing.count++] =
		hito_version_listed(version);
	return true;
}

static bool add_changes(struct gathering *gathering,
			const struct hito_surveyed *surveyed)
{
	for (uint32_t i = 0; i < surveyed->change_count; i++)
		if (!add_version(gathering, surveyed->changes[i].path,
				 surveyed->changes[i].after))
			return false;
	return true;
}

/* From the commit looked at along first parents, down to the first. */
static bool gather(struct gathering *gathering, const struct hito_files *files)
{
	const struct hito_walk *walk = &gathering->reading->walk;
	const struct hito_survey *survey = &gathering->reading->survey;
	size_t place = walk->count - 1;

	for (size_t i = survey->count; i-- > 0 && place > 0;) {
		while (place > survey->list[i].place &&
		       walk->commits[place].parent_count)
			place = walk->commits[place].parents[0];
		if (place == survey->list[i].place &&
		    !add_changes(gathering, &survey->list[i]))
			return false;
	}
	for (size_t i = 0; i < files->count; i++)
		if (!add_version(gathering, files->list[i].path,
				 files->list[i].version))
			return false;
	hito_listing_sort(&gathering->early->listing);
	return true;
}

static bool begin(struct hito_early *early, const struct hito_reading *reading,
		  const struct hito_files *files, const struct hito_str *homes,
		  size_t count)
{
	struct gathering gathering = {
		.early = early,
		.reading = reading,
		.homes = homes,
		.home_count = count,
		.seen = hito_new(early->arena, bool,
				 reading->catalog.path_count + 1),
	};

	early->project = reading->project;
	if (!gathering.seen || !gather(&gathering, files) ||
	    !hito_objects_open(reading->repository, early->arena,
			       &early->objects, NULL))
		return false;
	return hito_beside_start(&early->beside, read_plans, early);
}

struct hito_early *hito_early_start(const struct hito_reading *reading,
				    const struct hito_files *files,
				    const struct hito_str *homes, size_t count)
{
	struct hito_arena *arena = NULL;
	struct hito_early *early = NULL;

	if (hito_threads_worth(reading->options->threads, 2) > 1)
		arena = hito_arena_sub(reading->arena);
	if (arena)
		early = hito_new(arena, struct hito_early, 1);
	if (!early) {
		hito_arena_free(arena);
		return NULL;
	}
	early->arena = arena;
	if (begin(early, reading, files, homes, count))
		return early;
	hito_early_done(early);
	return NULL;
}

static void wait_for(struct hito_early *early)
{
	hito_beside_end(&early->beside);
	hito_objects_close(early->objects);
	early->objects = NULL;
}

static bool is_same(const struct hito_listing *a, const struct hito_listing *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!hito_str_equal(a->files[i].path, b->files[i].path) ||
		    a->files[i].kind != b->files[i].kind ||
		    !hito_oid_equal(&a->files[i].oid, &b->files[i].oid))
			return false;
	return true;
}

bool hito_early_take(struct hito_early *early,
		     const struct hito_listing *listing,
		     struct hito_arena *arena,
		     struct hito_workspace **out_workspace)
{
	wait_for(early);
	if (!early->is_read || !is_same(&early->listing, listing))
		return false;
	*out_workspace = early->workspace;
	hito_arena_adopt(arena, early->arena);
	return true;
}

void hito_early_done(struct hito_early *early)
{
	if (!early)
		return;
	wait_for(early);
	hito_arena_free(early->arena);
}
