/* SPDX-License-Identifier: MIT */
/* What happened to plans: from a repository to stories. */
#include "hito/history.h"

#include <unistd.h>

#include "base/keep.h"
#include "base/threads.h"
#include "history/batch.h"
#include "history/objects.h"
#include "history/reading.h"
#include "history/row.h"
#include "history/scout.h"
#include "history/story.h"
#include "history/tree.h"
#include "hito/limits.h"

void hito_reading_done(struct hito_reading *reading)
{
	hito_march_stop(reading->march);
	hito_scouts_done(reading->scouts);
	for (size_t i = 0; reading->states && i < reading->walk.count; i++)
		hito_reading_release(reading->states[i]);
	hito_arena_free(reading->walk_arena);
	hito_arena_free(reading->reader.scratch);
	hito_arena_free(reading->scratch);
}

/* The plans of the commit looked at, with all their findings. */
static bool read_head(struct hito_reading *reading, const struct hito_oid *tree)
{
	struct hito_project *project;
	struct hito_listing listing;

	if (!hito_tree_project(reading->repository, tree,
			       reading->options->project_text,
			       reading->options->project_path, reading->arena,
			       &project, reading->err))
		return false;
	reading->project = project;
	if (!hito_listing_read(reading->repository, project, tree,
			       reading->arena, &listing, reading->err) ||
	    !hito_tree_plans(hito_git_objects(reading->repository), project,
			     &listing, reading->arena,
			     &reading->history->at_head, reading->err))
		return false;
	reading->missing = listing.missing;
	return true;
}

static bool grade(struct hito_reading *reading)
{
	struct hito_history *history = reading->history;
	struct hito_str missing = reading->gaps.missing;

	history->complete = reading->walk.complete;
	history->reason = reading->walk.reason;
	history->reason_arg =
		hito_arena_copy(reading->arena, reading->walk.reason_arg);
	history->remedy = reading->walk.remedy;
	if (!history->reason_arg.ptr)
		return hito_err_memory(reading->err);
	/* Of the commit looked at more is read than what was noted. */
	if (!missing.ptr)
		missing = reading->missing;
	if (!history->complete || !missing.ptr)
		return true;
	history->complete = false;
	history->reason = HITO_N("object {1} is missing or damaged");
	history->reason_arg = missing;
	history->remedy = hito_git_is_partial(reading->repository)
				  ? HITO_STR("git fetch --refetch --no-filter")
				  : HITO_STR("git fsck");
	return true;
}

/* The things of head, by name. */
static bool collect_head(const struct hito_reading *reading,
			 struct hito_things *out_things)
{
	const struct hito_snapshot *head = hito_reading_head(reading);
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
static void leave_walk(struct hito_reading *reading)
{
	hito_arena_free(reading->walk_arena);
	reading->walk_arena = NULL;
}

/* What is known of the walk, which then is not asked for any more. */
bool hito_reading_settle(struct hito_reading *reading)
{
	struct hito_history *history = reading->history;

	history->head = hito_reading_commit(reading, reading->walk.count - 1);
	if (!history->head)
		return hito_err_memory(reading->err);
	history->commit_count = reading->before + reading->walk.count;
	history->gaps = reading->gaps.list;
	history->gap_count = reading->gaps.count;
	history->lost = reading->lost.list;
	history->lost_count = reading->lost.count;
	if (!grade(reading))
		return false;
	leave_walk(reading);
	return true;
}

bool hito_reading_finish(struct hito_reading *reading)
{
	struct hito_history *history = reading->history;
	struct hito_things head;
	struct hito_row *rows;
	size_t count;

	return collect_head(reading, &head) &&
	       hito_rows_of(&reading->names, history->at_head->model,
			    HITO_STR(""), reading->scratch, &rows, &count,
			    reading->err) &&
	       hito_stories_make(history, &reading->nodes, &head, rows, count,
				 reading->arena, reading->err);
}

/* From here on a commit's tree is that of the project's folder. */
static bool enter_folder(struct hito_reading *reading)
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

static bool prepare(struct hito_reading *reading, const struct hito_oid *commit)
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
	reading->history->terms = hito_reading_terms(reading, mailmap);
	reading->people = hito_people_new(reading->arena, mailmap,
					  reading->history->at_head->model);
	return (reading->people && hito_reading_begin(reading)) ||
	       hito_err_memory(reading->err);
}

/* The project file and .mailmap. */
uint64_t hito_reading_terms(const struct hito_reading *reading,
			    struct hito_str mailmap)
{
	struct hito_str project = HITO_STR("");

	if (reading->project->source)
		project = reading->project->source->text;
	return hito_keep_sum(hito_keep_sum(0, project), mailmap);
}

/* Where earlier runs kept something; *out_folder NULL: nowhere. */
static bool find_kept(struct hito_reading *reading, const char **out_folder)
{
	struct hito_str folder;

	*out_folder = NULL;
	if (reading->options->keeping == HITO_KEEP_NOTHING)
		return true;
	folder = hito_repository_folder(reading->repository);
	folder = hito_arena_printf(reading->arena, "%.*s/hito",
				   HITO_STR_ARG(folder));
	*out_folder = folder.ptr;
	return folder.ptr || hito_err_memory(reading->err);
}

/*
 * What was noted by earlier runs. Trees of a project below the top are entered
 * anew, and the first parents alone are no whole history: neither is noted.
 */
bool hito_reading_keeping(struct hito_reading *reading)
{
	const struct hito_history_options *options = reading->options;

	if (options->keeping == HITO_KEEP_NOTHING || options->folder.len ||
	    options->first_parent)
		return true;
	reading->wanted = (struct hito_notes_options){
		.stamp = options->stamp,
		.names = &reading->names,
		.always = options->keeping == HITO_KEEP_ALL,
	};
	if (reading->project->source)
		reading->wanted.project_text = reading->project->source->text;
	return find_kept(reading, &reading->wanted.folder);
}

static bool open_notes(struct hito_reading *reading)
{
	if (!reading->wanted.folder)
		return true;
	reading->relies = true;
	reading->notes = hito_notes_open(&reading->wanted, reading->arena);
	return reading->notes || hito_err_memory(reading->err);
}

/* Versions that were noted need not be read. */
static void fill_noted(struct hito_reading *reading)
{
	const struct hito_catalog *catalog = &reading->catalog;

	for (size_t i = 0; reading->notes && i < catalog->version_count; i++)
		if (hito_notes_version(reading->notes, catalog->versions[i]))
			catalog->versions[i]->read = true;
}

/*
 * Where nothing was kept, all commits are walked: that begins while the
 * plans of the commit looked at are read.
 */
static bool start_march(struct hito_reading *reading)
{
	const struct hito_history_options *options = reading->options;
	const char *kept;

	if (!find_kept(reading, &kept))
		return false;
	if ((kept && access(kept, F_OK) == 0) ||
	    hito_threads_worth(options->threads, 2) < 2)
		return true;
	reading->march = hito_march_start(reading->repository, &reading->tip,
					  options->first_parent,
					  reading->walk_arena, reading->err);
	return true;
}

/* A scout goes behind the walk; trees below a folder are entered later. */
static bool end_march(struct hito_reading *reading)
{
	struct hito_march *march = reading->march;
	bool done = true;

	if (!reading->options->folder.len)
		done = hito_scouts_follow(
			reading->repository, reading->project,
			hito_march_trail(march), &reading->options->progress,
			reading->arena, &reading->scouts, reading->err);
	if (done) {
		reading->march = NULL;
		done = hito_march_end(march, &reading->walk, reading->err);
	}
	if (done)
		return true;
	hito_scouts_done(reading->scouts);
	reading->scouts = NULL;
	return false;
}

static bool walk(struct hito_reading *reading)
{
	const struct hito_walk_input input = {
		.repository = reading->repository,
		.head = &reading->tip,
		.first_parent = reading->options->first_parent,
		.notes = reading->notes,
		.progress = &reading->options->progress,
	};

	if (reading->march)
		return end_march(reading);
	return hito_walk_read(&input, reading->walk_arena, &reading->walk,
			      reading->err);
}

/*
 * Before things and events need their room; and checkpoints, which are kept
 * while events are made, know all versions.
 */
static bool write_notes(struct hito_reading *reading)
{
	if (!hito_batch_need_all(reading->batch, reading->err))
		return false;
	if (!hito_arena_failed(reading->arena))
		hito_notes_write(reading->notes, &reading->walk,
				 &reading->survey, &reading->catalog);
	return true;
}

/* From the roots on, with notes or without. */
static bool read_all(struct hito_reading *reading)
{
	const struct hito_history_options *options = reading->options;
	bool done;

	if (!walk(reading) || !enter_folder(reading))
		return false;
	hito_git_rest(reading->repository);
	if (!hito_reading_survey(reading, false))
		return false;
	hito_git_rest(reading->repository);
	fill_noted(reading);
	done = hito_batch_begin(&reading->reader, &reading->catalog,
				options->threads, &reading->batch,
				reading->err) &&
	       (!reading->wanted.folder || write_notes(reading)) &&
	       hito_reading_commits(reading, 0);
	hito_batch_end(reading->batch);
	reading->batch = NULL;
	return done;
}

/*
 * Notes know what the repository may have lost since. Where that does not fit
 * together with what is left, the repository alone is asked.
 */
static bool read_whole(struct hito_reading *reading)
{
	struct hito_err why = {0};

	if (!open_notes(reading))
		return false;
	if (reading->err)
		why = *reading->err;
	if (read_all(reading))
		return true;
	if (!reading->notes || hito_arena_failed(reading->arena))
		return false;
	reading->notes = NULL;
	return hito_reading_begin_again(reading, &why) && read_all(reading);
}

static bool read_history(struct hito_reading *reading,
			 const struct hito_oid *commit)
{
	bool done = false;

	reading->tip = *commit;
	if (!start_march(reading) || !prepare(reading, commit) ||
	    !hito_reading_keeping(reading) ||
	    (!reading->march && !hito_reading_resume(reading, commit, &done)) ||
	    (!done && !read_whole(reading)))
		return false;
	if (!hito_reading_settle(reading))
		return false;
	hito_reading_keep(reading);
	return hito_reading_finish(reading);
}

static bool find_commit(struct hito_reading *reading,
			struct hito_oid *out_commit)
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
	struct hito_reading reading = {
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
	hito_reading_done(&reading);
	return ok;
}
