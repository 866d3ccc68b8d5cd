/* SPDX-License-Identifier: MIT */
/*
 * What is new since a commit: the plans that commits touch, read from a
 * checkpoint, and no others.
 */
#include <string.h>

#include "base/keep.h"
#include "history/early.h"
#include "history/tree.h"
#include "hito/limits.h"

struct asking {
	struct hito_reading *reading;
	const struct hito_news_options *options;
	struct hito_state *state; /* of the checkpoint */
	/* Plans that are touched, sorted once all are found. */
	struct hito_str *plans;
	size_t count, capacity;
	struct hito_early *early; /* that reads them, or NULL */
};

/* The project alone: which plans are asked for is not known yet. */
static bool begin(struct hito_reading *reading, const struct hito_oid *commit)
{
	struct hito_git_commit head;
	struct hito_project *project;
	struct hito_str mailmap;

	if (hito_git_commit(reading->repository, commit, reading->scratch,
			    &head, reading->err) != HITO_READ_OK ||
	    !hito_tree_project(reading->repository, &head.tree,
			       reading->options->project_text,
			       reading->options->project_path, reading->arena,
			       &project, reading->err) ||
	    !hito_tree_file(reading->repository, &head.tree, ".mailmap",
			    HITO_LIMIT_MAILMAP, reading->arena, &mailmap,
			    reading->err) ||
	    !hito_workspace_from_files(project, NULL, 0, reading->arena,
				       &reading->history->at_head,
				       reading->err))
		return false;
	reading->is_part = true;
	reading->project = project;
	reading->history->terms = hito_reading_terms(reading, mailmap);
	hito_names_init(&reading->names, reading->arena);
	reading->people = hito_people_new(reading->arena, mailmap,
					  reading->history->at_head->model);
	return reading->people && hito_reading_begin(reading) &&
	       hito_reading_keeping(reading);
}

static bool has_commit(const struct hito_walk *walk, const char *id)
{
	for (size_t i = 0; i < walk->count; i++) {
		char name[HITO_ID_SIZE];

		hito_oid_format(&walk->commits[i].oid, name);
		if (strcmp(name, id) == 0)
			return true;
	}
	return false;
}

/* The commits since the checkpoint: few, and that asked for among them. */
static bool walk(struct asking *asking, struct hito_checkpoint *checkpoint,
		 const struct hito_oid *commit)
{
	struct hito_reading *reading = asking->reading;
	struct hito_oid tip = hito_checkpoint_tip(checkpoint);
	bool found;

	return hito_walk_since(reading->repository, commit, &tip,
			       reading->walk_arena, &reading->walk, &found,
			       reading->err) &&
	       found && reading->walk.count <= HITO_READING_FEW + 1 &&
	       has_commit(&reading->walk, asking->options->since);
}

static bool add_plan(struct asking *asking, struct hito_str id)
{
	if (!id.len || !hito_reserve(asking->reading->arena, asking->plans,
				     asking->count, asking->capacity))
		return false;
	asking->plans[asking->count++] = id;
	return true;
}

/* A file before or after a commit: a plan of its own, or prose. */
static bool add_version(struct asking *asking, uint32_t number)
{
	const struct hito_version *version;

	if (number == HITO_NO_VERSION)
		return true;
	version = asking->reading->catalog.versions[number];
	if (!version->has_document || version->missing || version->gap_count ||
	    version->next || !hito_version_is_plain(version))
		return false;
	return version->is_prose || add_plan(asking, version->home);
}

/* An id alone may be of any plan. */
static bool add_trailer(struct asking *asking,
			const struct hito_trailer *trailer)
{
	return trailer->readable && add_plan(asking, trailer->plan);
}

static bool add_commit(struct asking *asking,
		       const struct hito_surveyed *surveyed)
{
	for (uint32_t i = 0; i < surveyed->change_count; i++)
		if (!add_version(asking, surveyed->changes[i].before) ||
		    !add_version(asking, surveyed->changes[i].after))
			return false;
	for (uint32_t i = 0; i < surveyed->trailer_count; i++)
		if (!add_trailer(asking, &surveyed->trailers[i]))
			return false;
	return true;
}

static bool find_plans(struct asking *asking)
{
	const struct hito_survey *survey = &asking->reading->survey;

	for (size_t i = 0; i < asking->options->also_count; i++)
		if (!add_plan(asking, asking->options->also[i]))
			return false;
	for (size_t i = 0; i < survey->count; i++)
		if (!add_commit(asking, &survey->list[i]))
			return false;
	asking->count = hito_str_sort(asking->plans, asking->count);
	return true;
}

static bool read_since(struct asking *asking, const struct hito_oid *commit)
{
	struct hito_reading *reading = asking->reading;
	struct hito_checkpoint_place place = hito_reading_point(reading, false);
	struct hito_checkpoint *checkpoint = hito_checkpoint_open(
		&place, reading->options->threads, reading->arena);
	struct hito_stand stand;

	asking->state = hito_new(reading->arena, struct hito_state, 1);
	if (!checkpoint || !asking->state ||
	    hito_checkpoint_has_faults(checkpoint) ||
	    !walk(asking, checkpoint, commit))
		return false;
	stand = hito_reading_stand(reading, &asking->state->snapshot);
	reading->relies = true;
	if (!hito_checkpoint_files(checkpoint, reading->arena, &stand) ||
	    !stand.snapshot->files.plain ||
	    !hito_reading_survey_since(reading) || !find_plans(asking) ||
	    !hito_checkpoint_tied(checkpoint, &asking->plans, &asking->count,
				  reading->arena))
		return false;
	asking->early = hito_early_start(reading, &stand.snapshot->files,
					 asking->plans, asking->count);
	if (!hito_checkpoint_load_of(checkpoint, asking->plans, asking->count,
				     reading->people, &stand))
		return false;
	reading->before = stand.commit_count - 1;
	reading->history->plan_commits = stand.plan_commits;
	return hito_reading_since(reading, asking->state);
}

/* The files of these plans at the commit looked at. */
static bool list_files(const struct hito_reading *reading,
		       struct hito_listing *listing)
{
	const struct hito_snapshot *head = hito_reading_head(reading);
	size_t most = 1;

	for (size_t g = 0; g < head->group_count; g++)
		most += head->groups[g]->member_count;
	*listing = (struct hito_listing){
		.files = hito_new(reading->arena, struct hito_listed, most)};
	if (!listing->files)
		return false;
	for (size_t g = 0; g < head->group_count; g++)
		for (size_t i = 0; i < head->groups[g]->member_count; i++)
			listing->files[listing->count++] = hito_version_listed(
				head->groups[g]->members[i]);
	hito_listing_sort(listing);
	return true;
}

static bool read_head(struct asking *asking)
{
	struct hito_reading *reading = asking->reading;
	struct hito_workspace **head = &reading->history->at_head;
	struct hito_listing listing;

	if (!list_files(reading, &listing))
		return false;
	if (asking->early &&
	    hito_early_take(asking->early, &listing, reading->arena, head)) {
		asking->early = NULL;
		return true;
	}
	return hito_tree_plans(hito_git_objects(reading->repository),
			       reading->project, &listing, reading->arena, head,
			       reading->err) &&
	       !listing.missing.ptr;
}

/* Names and people of one plan are those of all; it is one file. */
static bool stands_alone(const struct hito_item *plan)
{
	struct hito_item *const *lists[] = {plan->objectives, plan->kpis,
					    plan->steps};
	const size_t counts[] = {plan->objective_count, plan->kpi_count,
				 plan->step_count};

	if (!plan->document || plan->team_count ||
	    hito_item_value(plan, HITO_KEY_FORMERLY))
		return false;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		for (size_t k = 0; k < counts[i]; k++)
			if (lists[i][k]->document != plan->document ||
			    hito_item_value(lists[i][k], HITO_KEY_FORMERLY))
				return false;
	return true;
}

bool hito_model_can_have_news(const struct hito_model *model)
{
	if (model->unreadable_count || model->unmapped_count)
		return false;
	for (size_t i = 0; i < model->plan_count; i++)
		if (!stands_alone(model->plans[i]))
			return false;
	return true;
}

bool hito_history_can_have_news(const struct hito_history *history)
{
	return history->complete && !history->gap_count &&
	       !history->lost_count &&
	       hito_model_can_have_news(history->at_head->model);
}

/* False: it is not known, or err says why nothing can be. */
static bool ask(struct asking *asking)
{
	struct hito_reading *reading = asking->reading;
	const char *rev = reading->options->rev;
	struct hito_oid commit;

	if (!hito_git_resolve(reading->repository, rev ? rev : "HEAD", &commit,
			      reading->err))
		return false;
	reading->tip = commit;
	return begin(reading, &commit) && hito_reading_can_resume(reading) &&
	       read_since(asking, &commit) && read_head(asking) &&
	       hito_reading_settle(reading) &&
	       hito_history_can_have_news(reading->history) &&
	       hito_reading_finish(reading);
}

bool hito_history_news(struct hito_repository *repository,
		       const struct hito_history_options *options,
		       const struct hito_news_options *news,
		       struct hito_arena *arena, struct hito_news *out_news,
		       bool *out_known, struct hito_err *err)
{
	struct hito_err unheard = {0};
	struct hito_reading reading = {
		.repository = repository,
		.options = options,
		.arena = arena,
		.scratch = hito_arena_sub(arena),
		.walk_arena = hito_arena_sub(arena),
		.history = hito_new(arena, struct hito_history, 1),
		.err = &unheard,
	};
	struct asking asking = {.reading = &reading, .options = news};

	*out_known = reading.scratch && reading.walk_arena && reading.history &&
		     options->at == HITO_DAY_NONE && ask(&asking);
	hito_early_done(asking.early);
	hito_reading_done(&reading);
	if (hito_arena_failed(arena))
		return hito_err_memory(err);
	*out_news =
		(struct hito_news){reading.history, asking.plans, asking.count};
	return true;
}
