/* SPDX-License-Identifier: MIT */
/* Each commit's tree against that of its first parent. */
#include "history/survey.h"

#include "history/notes.h"
#include "history/scout.h"

#include <string.h>

#define APART UINT32_MAX

struct surveying {
	const struct hito_survey_input *input;
	struct hito_survey *survey;
	struct hito_scouts *scouts;
	struct hito_trees trees;
	struct hito_arena *arena, *scratch;
	struct hito_err *err;
};

/* The state that all parents share; APART when they differ or none has one. */
static uint32_t shared_state(const struct surveying *surveying,
			     const struct hito_walked *walked)
{
	const uint32_t *states = surveying->survey->states;

	for (uint32_t i = 1; i < walked->parent_count; i++)
		if (states[walked->parents[i]] != states[walked->parents[0]])
			return APART;
	return walked->parent_count ? states[walked->parents[0]] : APART;
}

static bool compare(struct surveying *surveying,
		    const struct hito_walked *walked,
		    struct hito_file_changes *changes)
{
	const struct hito_survey_input *input = surveying->input;
	const struct hito_walked *parent = NULL;
	bool known;

	if (walked->parent_count)
		parent = &input->walk->commits[walked->parents[0]];
	if (!hito_notes_changes(input->notes, walked, parent, input->catalog,
				surveying->scratch, changes, &known,
				surveying->err))
		return false;
	if (!known &&
	    !hito_scouts_tell(surveying->scouts,
			      (uint32_t)(walked - input->walk->commits),
			      input->catalog, surveying->scratch, changes,
			      &known, surveying->err))
		return false;
	if (known)
		return true;
	return hito_trees_compare(&surveying->trees,
				  parent ? &parent->tree : NULL, &walked->tree,
				  surveying->scratch, changes, surveying->err);
}

static bool add(struct surveying *surveying, uint32_t place,
		const struct hito_file_changes *changes,
		const struct hito_trailer *trailers, size_t trailer_count)
{
	struct hito_survey *survey = surveying->survey;
	struct hito_file_change *list = hito_new(
		surveying->arena, struct hito_file_change, changes->count);

	if (!list || !hito_reserve(surveying->arena, survey->list,
				   survey->count, survey->capacity))
		return hito_err_memory(surveying->err);
	if (changes->count)
		memcpy(list, changes->list, changes->count * sizeof(*list));
	survey->states[place] = (uint32_t)survey->count;
	survey->list[survey->count++] = (struct hito_surveyed){
		.place = place,
		.changes = list,
		.change_count = (uint32_t)changes->count,
		.trailers = trailers,
		.trailer_count = (uint32_t)trailer_count,
	};
	return true;
}

/* They live longer than the walk. */
static bool read_trailers(struct surveying *surveying,
			  const struct hito_walked *walked,
			  struct hito_trailer **out_trailers, size_t *out_count)
{
	struct hito_str message;

	if (!hito_trailers_may_be(walked->message))
		return true;
	message = hito_arena_copy(surveying->arena, walked->message);
	if (!message.ptr)
		return hito_err_memory(surveying->err);
	return hito_trailers_read(message, surveying->input->words,
				  surveying->arena, out_trailers, out_count,
				  surveying->err);
}

static bool look_at(struct surveying *surveying, uint32_t place)
{
	const struct hito_walked *walked =
		&surveying->input->walk->commits[place];
	uint32_t shared = shared_state(surveying, walked);
	struct hito_file_changes changes = {.count = 0};
	struct hito_trailer *trailers = NULL;
	size_t trailer_count = 0;

	if (place == 0 && surveying->input->since)
		return add(surveying, place, &changes, NULL, 0);

	if (!compare(surveying, walked, &changes) ||
	    !read_trailers(surveying, walked, &trailers, &trailer_count))
		return false;
	if (shared != APART && !changes.count && !trailer_count) {
		surveying->survey->states[place] = shared;
		return true;
	}
	return add(surveying, place, &changes, trailers, trailer_count);
}

static bool look_at_all(struct surveying *surveying)
{
	const struct hito_survey_input *input = surveying->input;

	for (size_t i = 0; i < input->walk->count; i++) {
		if (!look_at(surveying, (uint32_t)i))
			return false;
		hito_arena_clear(surveying->scratch);
		if (i % 256 == 0)
			hito_progress_tell(input->progress, HITO_STAGE_TREES, i,
					   input->walk->count);
	}
	return true;
}

bool hito_survey_read(const struct hito_survey_input *input,
		      struct hito_arena *arena, struct hito_survey *out_survey,
		      struct hito_err *err)
{
	struct hito_survey survey = {
		.states = hito_new(arena, uint32_t, input->walk->count + 1),
	};
	struct surveying surveying = {
		.input = input,
		.survey = &survey,
		.scouts = input->scouts,
		.arena = arena,
		.scratch = hito_arena_sub(arena),
		.err = err,
	};
	struct hito_arena *kept = hito_arena_sub(arena);
	bool done = false;

	if (survey.states && surveying.scratch && kept) {
		hito_trees_init(&surveying.trees,
				hito_git_holder(input->repository),
				input->catalog, kept);
		done = hito_scouts_send(input, kept, &surveying.scouts, err) &&
		       look_at_all(&surveying);
		hito_trees_done(&surveying.trees);
	} else {
		hito_err_memory(err);
	}
	hito_scouts_done(surveying.scouts);
	hito_arena_free(surveying.scratch);
	hito_arena_free(kept);
	if (done)
		*out_survey = survey;
	return done;
}
