/* SPDX-License-Identifier: MIT */
/* What happened to plans: the walk over all commits, oldest first. */
#include "hito/history.h"

#include "history/people.h"
#include "history/row.h"
#include "history/snapshot.h"
#include "history/story.h"
#include "history/tree.h"
#include "history/walk.h"
#include "hito/limits.h"

/* The things of a commit, kept while a child may still need them. */
struct state {
	struct hito_arena *arena; /* of the listing and the lists */
	struct hito_str key;
	struct hito_snapshot snapshot;
	uint32_t users;
};

struct reading {
	struct hito_repository *repository;
	const struct hito_history_options *options;
	struct hito_arena *arena;
	struct hito_arena *scratch; /* emptied after each commit */
	struct hito_history *history;
	struct hito_walk walk;
	struct state **states; /* by place in the walk */
	struct hito_versions versions;
	struct hito_names names;
	struct hito_people *people;
	struct hito_nodes nodes;
	struct hito_lost_list lost;
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
	commit->subject = first_line(walked->message);
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

/* The state that all parents share; NULL when they differ or none has one. */
static struct state *shared_state(const struct reading *reading,
				  const struct hito_walked *walked)
{
	struct state *shared = NULL;

	for (uint32_t i = 0; i < walked->parent_count; i++) {
		struct state *state = reading->states[walked->parents[i]];

		if (shared && shared != state)
			return NULL;
		shared = state;
	}
	return shared;
}

/* A step may have had another name when the commit was made. */
static const struct hito_mapping *mapping_of(void *ctx, struct hito_str plan,
					     struct hito_str id)
{
	const struct reading *reading = ctx;

	hito_names_today(&reading->names, HITO_STEP, &plan, &id);
	return hito_trailer_mapping(reading->history->at_head->model, plan, id);
}

static bool read_trailers(struct reading *reading,
			  const struct hito_walked *walked,
			  struct hito_compare *compare)
{
	const struct hito_trailer_words words = {mapping_of, reading};
	struct hito_trailer *trailers;

	if (!hito_trailers_read(walked->message, &words, reading->arena,
				&trailers, &compare->trailer_count,
				reading->err))
		return false;
	for (size_t i = 0; i < compare->trailer_count; i++)
		hito_names_today(&reading->names,
				 trailers[i].review ? HITO_PLAN : HITO_STEP,
				 &trailers[i].plan, &trailers[i].id);
	compare->trailers = trailers;
	return true;
}

static bool touches_plans(const struct reading *reading,
			  const struct hito_walked *walked,
			  const struct state *state)
{
	for (uint32_t i = 0; i < walked->parent_count; i++)
		if (hito_listing_equal(&reading->states[walked->parents[i]]
						->snapshot.files.listing,
				       &state->snapshot.files.listing))
			return false;
	return walked->parent_count > 0 ||
	       state->snapshot.files.listing.count > 0;
}

/* Read the plans of a commit and compare them with its parents'. */
static bool compare_commit(struct reading *reading, size_t place,
			   struct state *state, struct hito_compare *compare)
{
	const struct hito_walked *walked = &reading->walk.commits[place];
	const struct hito_snapshot **parents =
		hito_new(reading->scratch, const struct hito_snapshot *,
			 walked->parent_count + 1);

	if (!parents)
		return hito_err_memory(reading->err);
	for (uint32_t i = 0; i < walked->parent_count; i++)
		parents[i] = &reading->states[walked->parents[i]]->snapshot;
	compare->commit = make_commit(reading, place);
	if (!compare->commit)
		return hito_err_memory(reading->err);
	compare->arena = reading->arena;
	compare->scratch = reading->scratch;
	compare->day = hito_instant_day(compare->commit->time);
	compare->nodes = &reading->nodes;
	compare->lost = &reading->lost;
	return hito_snapshot_make(&reading->versions, &reading->names, compare,
				  parents, walked->parent_count, state->arena,
				  &state->snapshot, reading->err);
}

static bool read_listing(struct reading *reading,
			 const struct hito_walked *walked, struct state *state)
{
	if (!hito_listing_read(reading->repository, reading->versions.project,
			       &walked->tree, state->arena,
			       &state->snapshot.files.listing, reading->err))
		return false;
	if (state->snapshot.files.listing.missing.ptr &&
	    !reading->versions.missing.ptr) {
		reading->versions.missing = hito_arena_copy(
			reading->arena, state->snapshot.files.listing.missing);
		if (!reading->versions.missing.ptr)
			return hito_err_memory(reading->err);
	}
	return true;
}

/* Fill a state of its own for a commit. */
static bool fill_state(struct reading *reading, size_t place,
		       struct hito_compare *compare, struct hito_str key,
		       struct state *state)
{
	const struct hito_walked *walked = &reading->walk.commits[place];

	state->key = hito_arena_copy(state->arena, key);
	if (!state->key.ptr)
		return hito_err_memory(reading->err);
	if (!read_listing(reading, walked, state))
		return false;
	if (touches_plans(reading, walked, state))
		reading->history->plan_commits++;
	return compare_commit(reading, place, state, compare);
}

static bool read_commit(struct reading *reading, size_t place)
{
	const struct hito_walked *walked = &reading->walk.commits[place];
	struct state *shared = shared_state(reading, walked), *state;
	struct hito_compare compare = {0};
	struct hito_str key;

	if (!hito_listing_key(reading->repository, reading->versions.project,
			      &walked->tree, reading->scratch, reading->scratch,
			      &key, reading->err) ||
	    !read_trailers(reading, walked, &compare))
		return false;
	if (shared && compare.trailer_count == 0 &&
	    hito_str_equal(shared->key, key)) {
		shared->users++;
		reading->states[place] = shared;
		return true;
	}
	state = new_state(reading);
	if (!state)
		return hito_err_memory(reading->err);
	reading->states[place] = state;
	return fill_state(reading, place, &compare, key, state);
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
		if (reading->options->progress && i % 256 == 0)
			reading->options->progress(
				reading->options->progress_ctx, i, walk->count);
	}
	return true;
}

static void release_all(struct reading *reading)
{
	for (size_t i = 0; reading->states && i < reading->walk.count; i++)
		release(reading->states[i]);
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
	reading->versions.project = project;
	return hito_listing_read(reading->repository, project, tree,
				 reading->arena, &listing, reading->err) &&
	       hito_tree_plans(reading->repository, project, &listing,
			       reading->arena, &reading->history->at_head,
			       reading->err);
}

static void grade(struct reading *reading)
{
	struct hito_history *history = reading->history;

	history->complete = reading->walk.complete;
	history->reason = reading->walk.reason;
	history->reason_arg = reading->walk.reason_arg;
	history->remedy = reading->walk.remedy;
	if (!history->complete || !reading->versions.missing.ptr)
		return;
	history->complete = false;
	history->reason = HITO_N("object {1} is missing or damaged");
	history->reason_arg = reading->versions.missing;
	history->remedy = hito_git_is_partial(reading->repository)
				  ? HITO_STR("git fetch --refetch --no-filter")
				  : HITO_STR("git fsck");
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
	history->gaps = reading->versions.gaps;
	history->gap_count = reading->versions.gap_count;
	history->lost = reading->lost.list;
	history->lost_count = reading->lost.count;
	grade(reading);
	return collect_head(reading, &head) &&
	       hito_rows_of(&reading->names, history->at_head->model,
			    HITO_STR(""), reading->arena, &rows, &count,
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
	hito_map_init(&reading->versions.known, reading->arena);
	hito_names_init(&reading->names, reading->arena);
	reading->versions.repository = reading->repository;
	reading->versions.arena = reading->arena;
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
	return reading->people || hito_err_memory(reading->err);
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
		.history = hito_new(arena, struct hito_history, 1),
		.err = err,
	};
	struct hito_oid commit;
	bool ok = false;

	if (!reading.scratch || !reading.history) {
		hito_err_memory(err);
		goto out;
	}
	if (!find_commit(&reading, &commit) || !prepare(&reading, &commit) ||
	    !hito_walk_read(repository, &commit, options->first_parent, arena,
			    &reading.walk, err) ||
	    !enter_folder(&reading) || !read_commits(&reading) ||
	    !finish(&reading))
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
