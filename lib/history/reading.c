/* SPDX-License-Identifier: MIT */
/* The walk over all commits, oldest first. */
#include "history/reading.h"

#include "history/batch.h"
#include "history/trailer.h"

static struct hito_str first_line(struct hito_str message)
{
	struct hito_str line = HITO_STR("");

	hito_str_cut_line(&message, &line);
	return line;
}

/* Of the walk, which is left before; signers are few. */
static const struct hito_signer *keep_signer(struct hito_reading *reading,
					     const struct hito_signer *signer)
{
	struct hito_str key = {(const char *)&signer, sizeof(signer)};
	struct hito_signer *kept = hito_map_find(&reading->signers, key);

	if (kept)
		return kept;
	kept = hito_new(reading->arena, struct hito_signer, 1);
	key = hito_arena_copy(reading->arena, key);
	if (!kept || !key.ptr)
		return NULL;
	kept->name = hito_arena_copy(reading->arena, signer->name);
	kept->email = hito_arena_copy(reading->arena, signer->email);
	if (!kept->name.ptr || !kept->email.ptr ||
	    !hito_map_put(&reading->signers, key, kept))
		return NULL;
	return kept;
}

struct hito_commit *hito_reading_commit(struct hito_reading *reading,
					size_t place)
{
	const struct hito_walked *walked = &reading->walk.commits[place];
	struct hito_signed_commit *made =
		hito_new(reading->arena, struct hito_signed_commit, 1);
	struct hito_commit *commit;

	if (!made)
		return NULL;
	commit = &made->commit;
	made->signer = keep_signer(reading, walked->author);
	hito_oid_format(&walked->oid, commit->id);
	commit->author = hito_people_find(reading->people, walked->author->name,
					  walked->author->email);
	if (!commit->author || !made->signer)
		return NULL;
	commit->committed = walked->committer_time;
	commit->time = reading->options->commit_date ? walked->committer_time
						     : walked->author_time;
	commit->subject =
		hito_arena_copy(reading->arena, first_line(walked->message));
	if (!commit->subject.ptr)
		return NULL;
	commit->order = (uint32_t)(reading->before + place);
	commit->parents = walked->written_parents;
	commit->cut = walked->cut;
	return commit;
}

void hito_reading_release(struct hito_state *state)
{
	if (state && --state->users == 0)
		hito_arena_free(state->arena);
}

static struct hito_state *new_state(struct hito_reading *reading)
{
	struct hito_arena *arena = hito_arena_sub(reading->arena);
	struct hito_state *state = NULL;

	if (arena)
		state = hito_new(arena, struct hito_state, 1);
	if (!state) {
		hito_arena_free(arena);
		return NULL;
	}
	state->arena = arena;
	state->users = 1;
	return state;
}

static bool name_trailers(struct hito_reading *reading,
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

/* changed: its files are not those of the first parent. */
static bool touches_plans(const struct hito_reading *reading,
			  const struct hito_walked *walked,
			  const struct hito_state *state, bool changed)
{
	for (uint32_t i = changed; i < walked->parent_count; i++)
		if (hito_files_equal(&reading->states[walked->parents[i]]
					      ->snapshot.files,
				     &state->snapshot.files))
			return false;
	return walked->parent_count > 0 || state->snapshot.files.count > 0;
}

/* Read what the commit has first; what is lost tells of itself. */
static bool read_changed(struct hito_reading *reading,
			 const struct hito_surveyed *surveyed)
{
	for (uint32_t i = 0; i < surveyed->change_count; i++) {
		uint32_t number = surveyed->changes[i].after;

		if (reading->batch &&
		    !hito_batch_need(reading->batch, surveyed->changes[i].path,
				     reading->err))
			return false;
		if (number != HITO_NO_VERSION &&
		    !hito_version_read(&reading->reader,
				       reading->catalog.versions[number],
				       reading->err))
			return false;
	}
	return true;
}

/* Compare the plans of a commit with its parents'. */
static bool compare_commit(struct hito_reading *reading,
			   const struct hito_surveyed *surveyed,
			   struct hito_state *state,
			   struct hito_compare *compare)
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
	compare->commit = hito_reading_commit(reading, surveyed->place);
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
static bool fill_state(struct hito_reading *reading,
		       const struct hito_surveyed *surveyed,
		       struct hito_state *state)
{
	const struct hito_walked *walked =
		&reading->walk.commits[surveyed->place];
	const struct hito_files *before = NULL;
	struct hito_compare compare = {0};
	bool fits;

	if (walked->parent_count)
		before = &reading->states[walked->parents[0]]->snapshot.files;
	if (!hito_files_make(&reading->catalog, before, surveyed->changes,
			     surveyed->change_count, state->arena,
			     &state->snapshot.files, &fits, reading->err))
		return false;
	if (!fits && reading->relies)
		return hito_err_set(reading->err, HITO_ERR_GIT,
				    "an object that was there is missing now");
	if (!hito_gaps_lost(&reading->gaps, &state->snapshot.files))
		return hito_err_memory(reading->err);
	if (!read_changed(reading, surveyed) ||
	    !name_trailers(reading, surveyed, &compare))
		return false;
	if (touches_plans(reading, walked, state,
			  fits && surveyed->change_count > 0))
		reading->history->plan_commits++;
	return compare_commit(reading, surveyed, state, &compare);
}

static bool read_commit(struct hito_reading *reading, size_t place)
{
	const struct hito_surveyed *surveyed =
		&reading->survey.list[reading->survey.states[place]];
	struct hito_state *state;

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
static void release_parents(struct hito_reading *reading, size_t place,
			    uint32_t *left)
{
	const struct hito_walked *walked = &reading->walk.commits[place];

	for (uint32_t i = 0; i < walked->parent_count; i++) {
		uint32_t parent = walked->parents[i];

		if (--left[parent] > 0)
			continue;
		hito_reading_release(reading->states[parent]);
		reading->states[parent] = NULL;
	}
}

/* A step may have had another name when the commit was made. */
static const struct hito_mapping *mapping_of(void *ctx, struct hito_str plan,
					     struct hito_str id)
{
	const struct hito_reading *reading = ctx;

	hito_names_today(&reading->names, HITO_STEP, &plan, &id);
	return hito_trailer_mapping(reading->history->at_head->model, plan, id);
}

bool hito_reading_survey(struct hito_reading *reading, bool since)
{
	const struct hito_trailer_words words = {mapping_of, reading};
	const struct hito_survey_input input = {
		.walk = &reading->walk,
		.repository = reading->repository,
		.notes = reading->notes,
		.scouts = reading->scouts,
		.catalog = &reading->catalog,
		.threads = reading->options->threads,
		.since = since,
		.words = &words,
		.progress = &reading->options->progress,
	};

	reading->states = hito_new(reading->arena, struct hito_state *,
				   reading->walk.count + 1);
	if (!reading->states)
		return hito_err_memory(reading->err);
	reading->scouts = NULL;
	return hito_survey_read(&input, reading->arena, &reading->survey,
				reading->err);
}

bool hito_reading_commits(struct hito_reading *reading, size_t from)
{
	struct hito_walk *walk = &reading->walk;
	size_t older = hito_reading_older(reading);
	uint32_t *left = hito_new(reading->arena, uint32_t, walk->count + 1);

	if (!left)
		return hito_err_memory(reading->err);
	for (size_t i = 0; i < walk->count; i++)
		left[i] = walk->commits[i].children;
	for (size_t i = from; i < walk->count; i++) {
		if (!read_commit(reading, i))
			return false;
		if (i == older)
			hito_reading_keep_older(reading, i);
		release_parents(reading, i, left);
		hito_arena_clear(reading->scratch);
		if (i % 256 == 0)
			hito_progress_tell(&reading->options->progress,
					   HITO_STAGE_EVENTS, i, walk->count);
	}
	return true;
}

bool hito_reading_begin(struct hito_reading *reading)
{
	reading->states = NULL;
	reading->survey = (struct hito_survey){0};
	hito_map_init(&reading->signers, reading->arena);
	reading->nodes = (struct hito_nodes){.arena = reading->arena};
	reading->lost = (struct hito_lost_list){0};
	reading->history->plan_commits = 0;
	reading->before = 0;
	reading->relies = false;
	hito_catalog_init(&reading->catalog, reading->project, reading->arena);
	reading->gaps = (struct hito_gaps){
		.catalog = &reading->catalog,
		.arena = reading->arena,
	};
	reading->reader = (struct hito_version_reader){
		.repository = reading->repository,
		.objects = hito_git_objects(reading->repository),
		.project = reading->project,
		.progress = &reading->options->progress,
		.arena = reading->arena,
		.scratch = reading->reader.scratch,
		.patch = {.arena = reading->arena},
	};
	if (!reading->reader.scratch)
		reading->reader.scratch = hito_arena_sub(reading->arena);
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

const struct hito_snapshot *
hito_reading_head(const struct hito_reading *reading)
{
	return &reading->states[reading->walk.count - 1]->snapshot;
}
