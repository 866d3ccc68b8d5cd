/* SPDX-License-Identifier: MIT */
/* Going on from a checkpoint, and keeping one. */
#include "history/batch.h"
#include "history/objects.h"
#include "history/reading.h"

/*
 * A history of fewer commits and versions is read again sooner than this is
 * worth; and so many new commits are read again each time.
 */
#define MUCH 4096
#define VERSION_COST 16
#define FEW HITO_READING_FEW
/* So many commits lie behind an older checkpoint at least. */
#define LEAST_BACK 1024

/*
 * Where each step is one of one file, as it is written there. Of a shallow
 * clone and of replaced objects nothing is kept.
 */
bool hito_reading_can_resume(const struct hito_reading *reading)
{
	return reading->wanted.folder && !reading->options->commit_date &&
	       !reading->project->mapping_count && !reading->names.crosses &&
	       !hito_repository_is_shallow(reading->repository) &&
	       !hito_repository_is_altered(reading->repository);
}

struct hito_checkpoint_place
hito_reading_point(const struct hito_reading *reading, bool older)
{
	return (struct hito_checkpoint_place){
		.folder = reading->wanted.folder,
		.key = hito_notes_key(&reading->wanted),
		.older = older,
	};
}

struct hito_stand hito_reading_stand(struct hito_reading *reading,
				     struct hito_snapshot *snapshot)
{
	return (struct hito_stand){
		.snapshot = snapshot,
		.catalog = &reading->catalog,
		.nodes = &reading->nodes,
		.lost = &reading->lost,
		.gaps = &reading->gaps,
	};
}

/* The state of the walk's first commit. */
static bool load(struct hito_reading *reading,
		 struct hito_checkpoint *checkpoint, struct hito_state *state)
{
	struct hito_stand stand = hito_reading_stand(reading, &state->snapshot);

	reading->relies = true;
	if (!hito_checkpoint_files(checkpoint, reading->arena, &stand) ||
	    !hito_checkpoint_load(checkpoint, reading->people, &stand))
		return false;
	reading->before = stand.commit_count - 1;
	reading->history->plan_commits = stand.plan_commits;
	return true;
}

/* What commits change is read, on both sides. */
static void wake_changed(struct hito_reading *reading)
{
	const struct hito_survey *survey = &reading->survey;

	for (size_t i = 0; i < survey->count; i++)
		for (uint32_t j = 0; j < survey->list[i].change_count; j++) {
			const struct hito_file_change *change =
				&survey->list[i].changes[j];

			if (change->before != HITO_NO_VERSION)
				hito_version_wake(
					reading->catalog
						.versions[change->before]);
			if (change->after != HITO_NO_VERSION)
				hito_version_wake(
					reading->catalog
						.versions[change->after]);
		}
}

/* What was there is lost now: the whole way tells so. */
static bool has_lost(const struct hito_reading *reading)
{
	const struct hito_catalog *catalog = &reading->catalog;

	for (size_t i = 0; i < catalog->version_count; i++)
		for (const struct hito_version *version = catalog->versions[i];
		     version; version = version->next)
			if (version->missing)
				return true;
	return false;
}

bool hito_reading_survey_since(struct hito_reading *reading)
{
	if (!hito_reading_survey(reading, true))
		return false;
	wake_changed(reading);
	return hito_batch_read(&reading->reader, &reading->catalog,
			       reading->options->threads, reading->err);
}

bool hito_reading_since(struct hito_reading *reading, struct hito_state *state)
{
	/* It has no arena of its own, and is never released. */
	state->users = 2;
	reading->states[0] = state;
	return hito_reading_commits(reading, 1) && !has_lost(reading);
}

static bool go_on(struct hito_reading *reading, const struct hito_oid *commit,
		  bool older, bool *out_done)
{
	struct hito_checkpoint_place place = hito_reading_point(reading, older);
	struct hito_checkpoint *checkpoint = hito_checkpoint_open(
		&place, reading->options->threads, reading->arena);
	struct hito_state *state =
		hito_new(reading->arena, struct hito_state, 1);
	struct hito_oid tip;

	*out_done = false;
	if (!checkpoint || !state)
		return true;
	tip = hito_checkpoint_tip(checkpoint);
	if (!hito_walk_since(reading->repository, commit, &tip,
			     reading->walk_arena, &reading->walk, out_done,
			     reading->err) ||
	    !*out_done)
		return false;
	*out_done = load(reading, checkpoint, state) &&
		    hito_reading_survey_since(reading) &&
		    hito_reading_since(reading, state);
	return *out_done;
}

bool hito_reading_begin_again(struct hito_reading *reading,
			      const struct hito_err *why)
{
	for (size_t i = 0; reading->states && i < reading->walk.count; i++)
		hito_reading_release(reading->states[i]);
	if (reading->err)
		*reading->err = *why;
	reading->walk = (struct hito_walk){0};
	hito_arena_clear(reading->walk_arena);
	return hito_reading_begin(reading) || hito_err_memory(reading->err);
}

bool hito_reading_resume(struct hito_reading *reading,
			 const struct hito_oid *commit, bool *out_done)
{
	struct hito_err why = {0};

	*out_done = false;
	if (!hito_reading_can_resume(reading))
		return true;
	if (reading->err)
		why = *reading->err;
	for (int older = 0; older < 2 && !*out_done; older++)
		if (!go_on(reading, commit, older == 1, out_done) &&
		    !hito_reading_begin_again(reading, &why))
			return false;
	return true;
}

/* What is looked at day by day is kept: other commits do not displace it. */
static bool can_keep(const struct hito_reading *reading)
{
	return hito_reading_can_resume(reading) && !reading->is_part &&
	       !reading->options->rev &&
	       reading->options->at == HITO_DAY_NONE &&
	       reading->walk.complete && !hito_arena_failed(reading->arena);
}

static void keep(struct hito_reading *reading, size_t place, bool older)
{
	struct hito_checkpoint_place where = hito_reading_point(reading, older);
	struct hito_stand stand =
		hito_reading_stand(reading, &reading->states[place]->snapshot);

	if (!hito_checkpoint_can(&stand))
		return;
	stand.tip = older ? reading->walk.commits[place].oid : reading->tip;
	stand.commit_count = reading->before + place + 1;
	stand.plan_commits = reading->history->plan_commits;
	hito_checkpoint_write(&where, &stand);
}

/* The last commit up to a place that all commits behind it descend from. */
static size_t find_narrow(const struct hito_walk *walk, size_t most)
{
	size_t least = walk->count;

	for (size_t i = walk->count; i-- > 1;) {
		const struct hito_walked *walked = &walk->commits[i];

		for (uint32_t j = 0; j < walked->parent_count; j++)
			if (walked->parents[j] < least)
				least = walked->parents[j];
		if (!walked->parent_count)
			break;
		if (i - 1 <= most && least >= i - 1)
			return i - 1;
	}
	return SIZE_MAX;
}

/*
 * A branch that left the main line a while ago is merged tomorrow: what comes
 * then does not descend from the commit looked at today, but from an older
 * one. Where a lot is read, one is kept.
 */
size_t hito_reading_older(const struct hito_reading *reading)
{
	size_t count = reading->walk.count;
	size_t back =
		reading->wanted.always ? 8 : (reading->before + count) / 64;

	if (!reading->wanted.always && back < LEAST_BACK)
		back = LEAST_BACK;
	if (!can_keep(reading) || count <= 2 * back)
		return SIZE_MAX;
	return find_narrow(&reading->walk, count - 1 - back);
}

void hito_reading_keep_older(struct hito_reading *reading, size_t place)
{
	if (can_keep(reading))
		keep(reading, place, true);
}

/* Is there enough that a later run would read again? */
static bool is_worth_it(const struct hito_reading *reading)
{
	size_t all = reading->before + reading->walk.count;

	if (reading->wanted.always)
		return reading->before == 0 || reading->walk.count > 1;
	return all + VERSION_COST * reading->catalog.version_count > MUCH &&
	       (reading->before == 0 || reading->walk.count > FEW);
}

void hito_reading_keep(struct hito_reading *reading)
{
	if (can_keep(reading) && is_worth_it(reading))
		keep(reading, reading->walk.count - 1, false);
}
