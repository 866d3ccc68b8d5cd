/* SPDX-License-Identifier: MIT */
/* The project as it is staged for the next commit. */
#include "lint_staged.h"

#include <string.h>

#include "history/staged.h"
#include "hito/limits.h"
#include "past.h"

static bool has_path(const struct hito_model *model, struct hito_str path)
{
	for (size_t i = 0; i < model->document_count; i++)
		if (past_is_below(model->documents[i]->source->path, path))
			return true;
	for (size_t i = 0; i < model->unreadable_count; i++)
		if (past_is_below(model->unreadable[i].path, path))
			return true;
	return false;
}

/* A path of a staged file or folder, else an id. */
static bool name_one(struct place *place, const char *typed,
		     struct hito_err *err)
{
	struct hito_err none = {.lang = err->lang};
	struct hito_str path;

	if (place_path(place, typed, &path, &none) &&
	    (!path.len || has_path(place->workspace->model, path))) {
		place->paths[place->path_count++] = path;
		return true;
	}
	if (none.code == HITO_ERR_MEMORY)
		return hito_err_memory(err);
	place->ids[place->id_count] = hito_str_from(typed);
	if (!place_find(place, place->ids[place->id_count],
			&place->items[place->id_count], err))
		return false;
	place->id_count++;
	return true;
}

static bool name_all(struct place *place, int argc, char **argv,
		     struct hito_err *err)
{
	size_t count = argc > 0 ? (size_t)argc : 0;

	if (!place_expect(place, count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!name_one(place, argv[i], err))
			return false;
	return true;
}

/* The project file of --project; NULL: the staged one counts. */
static bool read_project(const struct place *place,
			 struct hito_project **out_project,
			 struct hito_err *err)
{
	const struct hito_workspace_options *options = &place->options;
	struct hito_source *source;

	*out_project = NULL;
	if (!options->project_text.ptr)
		return true;
	return hito_source_new(place->run->arena, options->project_path,
			       options->project_text, &source, err) &&
	       hito_project_read(source, place->run->arena, out_project, err);
}

/* As it is staged, like all else. */
static bool read_baseline(struct place *place,
			  struct hito_repository *repository,
			  const struct hito_staged *staged,
			  struct hito_err *err)
{
	struct hito_arena *arena = place->run->arena;
	struct hito_str name = place->workspace->project->baseline;
	struct hito_str path;

	if (!name.len)
		return true;
	path = hito_arena_printf(arena, "%.*s%.*s", HITO_STR_ARG(place->above),
				 HITO_STR_ARG(name));
	if (!path.ptr)
		return hito_err_memory(err);
	return hito_staged_file(repository, staged, path, HITO_LIMIT_FILE,
				arena, &place->baseline_text, err);
}

static bool read_staged(struct place *place, struct hito_repository *repository,
			struct hito_err *err)
{
	struct hito_arena *arena = place->run->arena;
	struct hito_project *project;
	struct hito_staged staged;

	if (!hito_staged_open(repository, place->run->index_file, arena,
			      &staged, err)) {
		if (err->code == HITO_ERR_INPUT)
			err->code = HITO_ERR_INCOMPLETE;
		return false;
	}
	if (staged.conflict) {
		hito_err_set(err, HITO_ERR_USAGE,
			     "what is staged cannot be checked: a merge is "
			     "not settled");
		return hito_err_help(err, "settle its conflicts, and `git add` "
					  "the files");
	}
	return read_project(place, &project, err) &&
	       hito_staged_plans(repository, &staged, place->above, project,
				 arena, &place->workspace, err) &&
	       read_baseline(place, repository, &staged, err);
}

bool lint_staged_read(struct place *place, int argc, char **argv,
		      bool *out_first, struct hito_err *err)
{
	struct hito_repository *repository;
	bool done;

	if (!hito_repository_open(place_repository(place->run),
				  place->run->arena, &repository, err))
		return false;
	*out_first = hito_repository_is_empty(repository);
	done = past_is_in(place, repository)
		       ? read_staged(place, repository, err)
		       : hito_err_set(err, HITO_ERR_USAGE,
				      "nothing is staged here: this is no work "
				      "tree");
	hito_repository_close(repository);
	return done && name_all(place, argc, argv, err);
}
