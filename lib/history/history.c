/* SPDX-License-Identifier: MIT */
/* What happened to plans: the walk over all commits, oldest first. */
#include "hito/history.h"

#include "history/batch.h"
#include "history/gaps.h"
#include "history/notes.h"
#include "history/objects.h"
#include "history/people.h"
#include "history/row.h"
#include "history/snapshot.h"
#include "history/story.h"
#include "history/survey.h"
#include "history/tree.h"
#include "history/walk.h"
#include "hito/limits.h"

/* The things of a commit, kept while a child may still need them. */
struct state {
	struct hito_arena *arena; /* of the files and the lists */
	struct hito_snapshot snapshot;
	uint32_t users;
};

struct reading {
	struct hito_repository *repository;
	const struct hito_history_options *options;
	struct hito_arena *arena;
	struct hito_arena *scratch; /* emptied after each commit */
	struct hito_history *history;
	struct hito_notes *notes; /* NULL: none are kept */
	struct hito_walk walk;
	struct hito_survey survey;
	struct state **states; /* by place in the walk */
	const struct hito_project *project;
	struct hito_catalog catalog;
	struct hito_version_reader reader;
	struct hito_names names;
	struct hito_snapshots snapshots;
	struct hito_people *people;
	struct hito_nodes nodes;
	struct hito_lost_list lost;
	struct hito_gaps gaps;
	struct hito_arena *walk_arena; /* of the walk, while it is needed */
	struct hito_err *err;
};

static struct hito_str first_line(struct hito_str message)
{
	struct hito_str line = HITO_STR("");

	hito_str_cut_line(&message, &line);
	return line;
}

static struct hito_commit *make_commit(struct reading *reading, size_t place)
{
	const struct hito_walked *walked = &reading->walk.commits[place];
	struct hito_commit *commit =
		hito_new(reading->arena, struct hito_commit, 1);

	if (!commit)
		return NULL;
	hito_oid_format(&walked->oid, commit->id);
	commit->author = hito_people_find(reading->people, walked->author->name,
					  walked->author->email);
	if (!commit->author)
		return NULL;
	commit->committed = walked->committer_time;
	commit->time = reading->options->commit_date ? walked->committer_time
						     : walked->author_time;
	commit->subject =
		hito_arena_copy(reading->arena, first_line(walked->message));
	if (!commit->subject.ptr)
		return NULL;
	commit->order = (uint32_t)place;
	commit->parents = walked->written_parents;
	commit->cut = walked->cut;
	return commit;
}

static void release(struct state *state)
{
	if (state && --state->users == 0)
		hito_arena_free(state->arena);
}

static struct state *new_state(struct reading *reading)
{
	struct hito_arena *arena = hito_arena_sub(reading->arena);
	struct state *state = NULL;

	if (arena)
		state = hito_new(arena, struct state, 1);
	if (!state) {
		hito_arena_free(arena);
		return NULL;
	}
	state->arena = arena;
	state->users = 1;
	return state;
}

static bool name_trailers(struct reading *reading,
			  const struct hito_surveyed *surveyed,
			  struct hito_compare *compare)
{
	size_t count = surveyed->trailer_count;
	struct hito_trailer *trailers =
		hito_new(reading->arena, struct hito_trailer, count);

	if (!trailers)
		return hito_err_memory(reading->err);
	for (size_t i = 0; i < count; i++) {
		trailers[i] = surveyed->trailers[i];
		hito_names_today(&reading->names,
				 trailers[i].review ? HITO_PLAN : HITO_STEP,
				 &trailers[i].plan, &trailers[i].id);
	}
	compare->trailers = trailers;
	compare->trailer_count = count;
	return true;
}

static bool touches_plans(const struct reading *reading,
			  const struct hito_walked *walked,
			  const struct state *state)
{
	for (uint32_t i = 0; i < walked->parent_count; i++)
		if (hito_files_equal(&reading->states[walked->parents[i]]
					      ->snapshot.files,
				     &state->snapshot.files))
			return false;
	return walked->parent_count > 0 || state->snapshot.files.count > 0;
}

/* Read what the commit has first; what is lost tells of itself. */
static bool read_changed(struct reading *reading,
			 const struct hito_surveyed *surveyed)
{
	for (uint32_t i = 0; i < surveyed->change_count; i++) {
		uint32_t number = surveyed->changes[i].after;

		if (number != HITO_NO_VERSION &&
		    !hito_version_read(&reading->reader,
				       reading->catalog.versions[number],
				       reading->err))
			return false;
	}
	return true;
}

/* Compare the plans of a commit with its parents'. */
static bool compare_commit(struct reading *reading,
			   const struct hito_surveyed *surveyed,
			   struct state *state, struct hito_compare *compare)
{
	const struct hito_walked *walked =
		&reading->walk.commits[surveyed->place];
	const struct hito_snapshot **parents =
		hito_new(reading->scratch, const struct hito_snapshot *,
			 walked->parent_count + 1);

	if (!parents)
		return hito_err_memory(reading->err);
	for (uint32_t i = 0; i < walked->parent_count; i++)
		parents[i] = &reading->states[walked->parents[i]]->snapshot;
	compare->commit = make_commit(reading, surveyed->place);
	if (!compare->commit)
		return hito_err_memory(reading->err);
	compare->arena = reading->arena;
	compare->scratch = reading->scratch;
	compare->day = hito_instant_day(compare->commit->time);
	compare->nodes = &reading->nodes;
	compare->lost = &reading->lost;
	return hito_snapshot_make(&reading->snapshots, compare, parents,
				  walked->parent_count, surveyed->changes,
				  surveyed->change_count, state->arena,
				  &state->snapshot, reading->err) &&
	       (hito_gaps_tell(&reading->gaps, surveyed, compare->commit,
			       &state->snapshot.files) ||
		hito_err_memory(reading->err));
}

/* Fill a state of its own for a commit. */
static bool fill_state(struct reading *reading,
		       const struct hito_surveyed *surveyed,
		       struct state *state)
{
	const struct hito_walked *walked =
		&reading->walk.commits[surveyed->place];
	const struct hito_files *before = NULL;
	struct hito_compare compare = {0};

	if (walked->parent_count)
		before = &reading->states[walked->parents[0]]->snapshot.files;
	if (!hito_files_make(&reading->catalog, before, surveyed->changes,
			     surveyed->change_count, state->arena,
			     &state->snapshot.files, reading->err))
		return false;
	if (!hito_gaps_lost(&reading->gaps, &state->snapshot.files))
		return hito_err_memory(reading->err);
	if (!read_changed(reading, surveyed) ||
	    !name_trailers(reading, surveyed, &compare))
		return false;
	if (touches_plans(reading, walked, state))
		reading->history->plan_commits++;
	return compare_commit(reading, surveyed, state, &compare);
}

static bool read_commit(struct reading *reading, size_t place)
{
	const struct hito_surveyed *surveyed =
		&reading->survey.list[reading->survey.states[place]];
	struct state *state;

	if (surveyed->place != place) {
		const struct hito_walked *walked =
			&reading->walk.commits[place];

		state = reading->states[walked->parents[0]];
		state->users++;
		reading->states[place] = state;
		return true;
	}
	state = new_state(reading);
	if (!state)
		return hito_err_memory(reading->err);
	reading->states[place] = state;
	return fill_state(reading, surveyed, state);
}

/* A state is needed until the last child has been read. */
static void release_parents(struct reading *reading, size_t place,
			    uint32_t *left)
{
	const struct hito_walked *walked = &reading->walk.commits[place];

	for (uint32_t i = 0; i < walked->parent_count; i++) {
		uint32_t parent = walked->parents[i];

		if (--left[parent] > 0)
			continue;
		release(reading->states[parent]);
		reading->states[parent] = NULL;
	}
}

/* A step may have had another name when the commit was made. */
static const struct hito_mapping *mapping_of(void *ctx, struct hito_str plan,
					     struct hito_str id)
{
	const struct reading *reading = ctx;

	hito_names_today(&reading->names, HITO_STEP, &plan, &id);
	return hito_trailer_mapping(reading->history->at_head->model, plan, id);
}

static bool survey(struct reading *reading)
{
	const struct hito_trailer_words words = {mapping_of, reading};
	const struct hito_survey_input input = {
		.walk = &reading->walk,
		.repository = reading->repository,
		.notes = reading->notes,
		.catalog = &reading->catalog,
		.threads = reading->options->threads,
		.words = &words,
		.progress = reading->options->progress,
		.progress_ctx = reading->options->progress_ctx,
	};

	return hito_survey_read(&input, reading->arena, &reading->survey,
				reading->err);
}

static bool read_commits(struct reading *reading)
{
	struct hito_walk *walk = &reading->walk;
	uint32_t *left = hito_new(reading->arena, uint32_t, walk->count + 1);

	reading->states =
		hito_new(reading->arena, struct state *, walk->count + 1);
	if (!reading->states || !left)
		return hito_err_memory(reading->err);
	for (size_t i = 0; i < walk->count; i++)
		left[i] = walk->commits[i].children;
	for (size_t i = 0; i < walk->count; i++) {
		if (!read_commit(reading, i))
			return false;
		release_parents(reading, i, left);
		hito_arena_clear(reading->scratch);
	}
	return true;
}

static void release_all(struct reading *reading)
{
	for (size_t i = 0; reading->states && i < reading->walk.count; i++)
		release(reading->states[i]);
	hito_arena_free(reading->walk_arena);
	hito_arena_free(reading->reader.scratch);
	hito_arena_free(reading->scratch);
}

/* The plans of the commit looked at, with all their findings. */
static bool read_head(struct reading *reading, const struct hito_oid *tree)
{
	struct hito_project *project;
	struct hito_listing listing;

	if (!hito_tree_project(reading->repository, tree,
			       reading->options->project_text,
			       reading->options->project_path, reading->arena,
			       &project, reading->err))
		return false;
	reading->project = project;
	return hito_listing_read(reading->repository, project, tree,
				 reading->arena, &listing, reading->err) &&
	       hito_tree_plans(reading->repository, project, &listing,
			       reading->arena, &reading->history->at_head,
			       reading->err);
}

static bool grade(struct reading *reading)
{
	struct hito_history *history = reading->history;

	history->complete = reading->walk.complete;
	history->reason = reading->walk.reason;
	history->reason_arg =
		hito_arena_copy(reading->arena, reading->walk.reason_arg);
	history->remedy = reading->walk.remedy;
	if (!history->reason_arg.ptr)
		return hito_err_memory(reading->err);
	if (!history->complete || !reading->gaps.missing.ptr)
		return true;
	history->complete = false;
	history->reason = HITO_N("object {1} is missing or damaged");
	history->reason_arg = reading->gaps.missing;
	history->remedy = hito_git_is_partial(reading->repository)
				  ? HITO_STR("git fetch --refetch --no-filter")
				  : HITO_STR("git fsck");
	return true;
}

/* The things of head, by name. */
static bool collect_head(const struct reading *reading,
			 struct hito_things *out_things)
{
	const struct hito_snapshot *head =
		&reading->states[reading->walk.count - 1]->snapshot;
	size_t most = 1;

	for (size_t g = 0; g < head->group_count; g++)
		most += head->groups[g]->thing_count;
	*out_things = (struct hito_things){
		.list = hito_new(reading->scratch, struct hito_thing *, most),
	};
	if (!out_things->list)
		return hito_err_memory(reading->err);
	for (size_t g = 0; g < head->group_count; g++)
		for (size_t i = 0; i < head->groups[g]->thing_count; i++)
			out_things->list[out_things->count++] =
				head->groups[g]->things[i];
	return true;
}

/* Commits are not asked for any more. */
static void leave_walk(struct reading *reading)
{
	hito_arena_free(reading->walk_arena);
	reading->walk_arena = NULL;
}

static bool finish(struct reading *reading)
{
	struct hito_history *history = reading->history;
	struct hito_things head;
	struct hito_row *rows;
	size_t count;

	history->head = make_commit(reading, reading->walk.count - 1);
	if (!history->head)
		return hito_err_memory(reading->err);
	history->commit_count = reading->walk.count;
	history->gaps = reading->gaps.list;
	history->gap_count = reading->gaps.count;
	history->lost = reading->lost.list;
	history->lost_count = reading->lost.count;
	if (!grade(reading))
		return false;
	leave_walk(reading);
	return collect_head(reading, &head) &&
	       hito_rows_of(&reading->names, history->at_head->model,
			    HITO_STR(""), reading->scratch, &rows, &count,
			    reading->err) &&
	       hito_stories_make(history, &reading->nodes, &head, rows, count,
				 reading->arena, reading->err);
}

/* From here on a commit's tree is that of the project's folder. */
static bool enter_folder(struct reading *reading)
{
	struct hito_walk *walk = &reading->walk;

	if (!reading->options->folder.len)
		return true;
	for (size_t i = 0; i < walk->count; i++) {
		struct hito_oid *tree = &walk->commits[i].tree;

		if (!hito_listing_folder(reading->repository, tree,
					 reading->options->folder,
					 reading->scratch, tree, reading->err))
			return false;
		hito_arena_clear(reading->scratch);
	}
	return true;
}

static bool prepare_versions(struct reading *reading)
{
	hito_catalog_init(&reading->catalog, reading->project, reading->arena);
	reading->gaps = (struct hito_gaps){
		.catalog = &reading->catalog,
		.arena = reading->arena,
	};
	reading->reader = (struct hito_version_reader){
		.repository = reading->repository,
		.objects = hito_git_objects(reading->repository),
		.project = reading->project,
		.arena = reading->arena,
		.scratch = hito_arena_sub(reading->arena),
		.patch = {.arena = reading->arena},
	};
	if (!reading->reader.scratch)
		return false;
	hito_pool_init(&reading->reader.pool, &reading->names, reading->arena,
		       reading->arena, reading->reader.scratch);
	reading->snapshots = (struct hito_snapshots){
		.catalog = &reading->catalog,
		.reader = &reading->reader,
		.names = &reading->names,
	};
	return true;
}

static bool prepare(struct reading *reading, const struct hito_oid *commit)
{
	struct hito_git_commit head;
	struct hito_oid tree;
	struct hito_str mailmap;
	char id[HITO_ID_SIZE];

	switch (hito_git_commit(reading->repository, commit, reading->scratch,
				&head, reading->err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		hito_oid_format(commit, id);
		return hito_err_set(reading->err, HITO_ERR_GIT,
				    "commit %s is missing or damaged", id) ||
		       hito_err_help(reading->err, "git fsck");
	case HITO_READ_OK:
		break;
	}
	hito_names_init(&reading->names, reading->arena);
	reading->nodes.arena = reading->arena;
	if (!hito_listing_folder(reading->repository, &head.tree,
				 reading->options->folder, reading->scratch,
				 &tree, reading->err) ||
	    !read_head(reading, &tree) ||
	    !hito_names_learn(&reading->names, reading->history->at_head->model,
			      reading->err) ||
	    !hito_tree_file(reading->repository, &head.tree, ".mailmap",
			    HITO_LIMIT_MAILMAP, reading->arena, &mailmap,
			    reading->err))
		return false;
	reading->people = hito_people_new(reading->arena, mailmap,
					  reading->history->at_head->model);
	return (reading->people && prepare_versions(reading)) ||
	       hito_err_memory(reading->err);
}

/*
 * What was noted by earlier runs. Trees of a project below the top are entered
 * anew, and the first parents alone are no whole history: neither is noted.
 */
static bool open_notes(struct reading *reading)
{
	const struct hito_history_options *options = reading->options;
	struct hito_str folder = hito_repository_folder(reading->repository);
	struct hito_notes_options wanted = {
		.stamp = options->stamp,
		.names = &reading->names,
		.always = options->keeping == HITO_KEEP_ALL,
	};

	if (options->keeping == HITO_KEEP_NOTHING || options->folder.len ||
	    options->first_parent)
		return true;
	if (reading->project->source)
		wanted.project_text = reading->project->source->text;
	folder = hito_arena_printf(reading->arena, "%.*s/hito",
				   HITO_STR_ARG(folder));
	if (!folder.ptr)
		return hito_err_memory(reading->err);
	wanted.folder = folder.ptr;
	reading->notes = hito_notes_open(&wanted, reading->arena);
	return reading->notes || hito_err_memory(reading->err);
}

/* Versions that were noted need not be read. */
static void fill_noted(struct reading *reading)
{
	const struct hito_catalog *catalog = &reading->catalog;

	for (size_t i = 0; reading->notes && i < catalog->version_count; i++)
		if (hito_notes_version(reading->notes, catalog->versions[i]))
			catalog->versions[i]->read = true;
}

static bool read_history(struct reading *reading, const struct hito_oid *commit)
{
	const struct hito_history_options *options = reading->options;

	if (!prepare(reading, commit) || !open_notes(reading) ||
	    !hito_walk_read(reading->repository, commit, options->first_parent,
			    reading->notes, reading->walk_arena, &reading->walk,
			    reading->err) ||
	    !enter_folder(reading) || !survey(reading))
		return false;
	fill_noted(reading);
	if (!hito_batch_read(&reading->reader, &reading->catalog,
			     options->threads, reading->err))
		return false;
	/* Before things and events need their room. */
	if (!hito_arena_failed(reading->arena))
		hito_notes_write(reading->notes, &reading->walk,
				 &reading->survey, &reading->catalog);
	return read_commits(reading) && finish(reading);
}

static bool find_commit(struct reading *reading, struct hito_oid *out_commit)
{
	const struct hito_history_options *options = reading->options;
	struct hito_oid commit;

	if (!hito_git_resolve(reading->repository,
			      options->rev ? options->rev : "HEAD", &commit,
			      reading->err))
		return false;
	if (options->at != HITO_DAY_NONE &&
	    !hito_walk_at(reading->repository, &commit, options->at, &commit,
			  reading->err))
		return false;
	*out_commit = commit;
	return true;
}

bool hito_history_read(struct hito_repository *repository,
		       const struct hito_history_options *options,
		       struct hito_arena *arena,
		       struct hito_history **out_history, struct hito_err *err)
{
	struct reading reading = {
		.repository = repository,
		.options = options,
		.arena = arena,
		.scratch = hito_arena_sub(arena),
		.walk_arena = hito_arena_sub(arena),
		.history = hito_new(arena, struct hito_history, 1),
		.err = err,
	};
	struct hito_oid commit;
	bool ok = false;

	if (!reading.scratch || !reading.walk_arena || !reading.history) {
		hito_err_memory(err);
		goto out;
	}
	if (!find_commit(&reading, &commit) || !read_history(&reading, &commit))
		goto out;
	if (hito_arena_failed(arena)) {
		hito_err_memory(err);
		goto out;
	}
	*out_history = reading.history;
	ok = true;
out:
	release_all(&reading);
	return ok;
}
