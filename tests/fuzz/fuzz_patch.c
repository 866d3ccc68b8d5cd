/* SPDX-License-Identifier: MIT */
/*
 * Versions of one file, set apart by NUL bytes, each read by what it has
 * otherwise than the one before, say what they say when they are read whole.
 */
#include <stdlib.h>
#include <string.h>

#include "history/version.h"

#define MOST_VERSIONS 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct readers {
	struct hito_arena *arena;
	struct hito_project *project;
	struct hito_catalog catalog;
	struct hito_names names;
	const struct hito_path *path;
	struct hito_version_reader reader;
	struct hito_err err;
};

static void must(bool done)
{
	if (!done)
		abort();
}

static void begin(struct readers *all)
{
	all->arena = hito_arena_new(NULL);
	must(all->arena &&
	     hito_project_default(all->arena, &all->project, &all->err));
	hito_names_init(&all->names, all->arena);
	hito_catalog_init(&all->catalog, all->project, all->arena);
	all->path = hito_catalog_path(&all->catalog, HITO_STR("plans/p.md"),
				      &all->err);
	must(all->path && all->path->is_file);
	all->reader = (struct hito_version_reader){
		.project = all->project,
		.arena = all->arena,
		.scratch = hito_arena_sub(all->arena),
		.patch = {.arena = all->arena},
	};
	must(all->reader.scratch);
	hito_pool_init(&all->reader.pool, &all->names, all->arena, all->arena,
		       all->reader.scratch);
}

static struct hito_version take(struct readers *all, struct hito_str text)
{
	struct hito_version version = {
		.path = all->path,
		.kind = HITO_ENTRY_FILE,
		.lang = all->project->lang,
	};

	must(hito_version_take(&all->reader, &version, text, &all->err));
	return version;
}

/* One pool made the rows of both: those that are the same are one. */
static void compare(const struct hito_version *whole,
		    const struct hito_version *patched)
{
	must(whole->has_document == patched->has_document &&
	     whole->is_plan == patched->is_plan &&
	     whole->is_prose == patched->is_prose &&
	     whole->damaged == patched->damaged &&
	     whole->gap_count == patched->gap_count &&
	     !whole->rows == !patched->rows &&
	     whole->row_count == patched->row_count &&
	     (!whole->rows || hito_str_equal(whole->home, patched->home)));
	for (size_t i = 0; i < whole->row_count; i++)
		must(whole->rows[i] == patched->rows[i]);
}

/* The patch is not asked, and remembers what it did. */
static struct hito_version take_whole(struct readers *all, struct hito_str text)
{
	struct hito_patch patch = all->reader.patch;
	struct hito_version version;

	all->reader.patch = (struct hito_patch){.arena = all->arena};
	version = take(all, text);
	all->reader.patch = patch;
	hito_arena_clear(all->reader.scratch);
	return version;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str rest = {(const char *)data, size};
	struct readers all = {.arena = NULL};

	begin(&all);
	for (size_t i = 0; rest.len && i < MOST_VERSIONS; i++) {
		size_t end = hito_str_find_byte(rest, '\0', 0);
		struct hito_str text = hito_str_slice(
			rest, 0, end < rest.len ? end : rest.len);
		struct hito_version patched = take(&all, text), whole;

		hito_arena_clear(all.reader.scratch);
		whole = take_whole(&all, text);
		compare(&whole, &patched);
		rest = hito_str_slice(rest, text.len + (text.len < rest.len),
				      rest.len);
	}
	hito_arena_free(all.reader.scratch);
	hito_arena_free(all.arena);
	return 0;
}
