/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a plan file and a step file beside it, formatted: each means
 * what it did, and formatting again changes nothing. A line "=== " begins the
 * step file.
 */
#include <stdint.h>
#include <stdlib.h>

#include "edit/fmt.h"
#include "hito/project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

struct state {
	struct hito_arena *arena;
	struct hito_project *project;
	struct hito_file files[2];
	size_t count;
	struct hito_workspace *workspace;
	struct hito_fmt fmt;
};

static void read_all(struct state *state)
{
	require(hito_workspace_from_files(state->project, state->files,
					  state->count, state->arena,
					  &state->workspace, NULL));
}

static void format(struct state *state)
{
	const struct hito_model *model;

	read_all(state);
	model = state->workspace->model;
	hito_fmt_init(&state->fmt, state->arena);
	require(hito_fmt_begin(&state->fmt, state->workspace));
	for (size_t i = 0; i < model->document_count; i++)
		require(hito_fmt_file(&state->fmt, model->documents[i]));
	while (hito_fmt_is_unstable(&state->fmt)) {
		for (size_t i = 0; i < state->fmt.count; i++)
			for (size_t k = 0; k < state->count; k++)
				if (hito_str_equal(
					    state->files[k].path,
					    state->fmt.files[i]->fixed.path))
					state->files[k].text =
						state->fmt.files[i]
							->fixed.after;
		read_all(state);
		require(hito_fmt_again(&state->fmt, state->workspace));
	}
	for (size_t i = 0; i < state->fmt.count; i++)
		require(!state->fmt.files[i]->refused);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str text = {(const char *)data, size};
	struct state state = {.count = 1};
	size_t at;

	state.arena = hito_arena_new(NULL);
	if (!state.arena || size > 100000) {
		hito_arena_free(state.arena);
		return 0;
	}
	require(hito_project_default(state.arena, &state.project, NULL));
	at = hito_str_find(text, HITO_STR("=== "), 0);
	state.files[0].path = HITO_STR("plans/p/plan.md");
	state.files[0].text = hito_str_slice(text, 0, at);
	if (at != SIZE_MAX) {
		state.files[1].path = HITO_STR("plans/p/q.md");
		state.files[1].text = hito_str_slice(text, at + 4, text.len);
		state.count = 2;
	}
	format(&state);
	format(&state);
	require(state.fmt.count == 0);
	hito_arena_free(state.arena);
	return 0;
}
