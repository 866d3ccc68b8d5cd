/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as the files of a project, fixed as hito lint --fix does, safely
 * and otherwise: no error of form is made, fixing again changes nothing, and
 * safe fixes lose no step.
 *
 * A line "=== NAME" begins another file, plans/p/NAME; what stands before the
 * first is plans/p/plan.md. A text that begins with "map" is read through a
 * mapping.
 */
#include <stdint.h>
#include <stdlib.h>

#include "hito/fix.h"

#define MOST_FILES 4

static const char mapping[] =
	"hito: 1\nlang: es\nteam: {ana: Ana}\nmap:\n  files: plans/**\n"
	"  plan: board\n  step-files: true\n  keys: {id: key, state: status, "
	"needs: after, parent: up, objective: goal, due: by}\n"
	"  sections: {success: Done when}\n"
	"  ids: {fold-case: true, strip-prefixes: [T-]}\n"
	"  states: {doing: [wip]}\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A project in memory, and what was found in it. */
struct state {
	struct hito_arena *arena;
	struct hito_project *project;
	struct hito_file files[MOST_FILES];
	size_t count;
	struct hito_workspace *workspace;
	struct hito_lint_options options;
	struct hito_lint_result result;
};

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void cut_files(struct state *state, struct hito_str text)
{
	const char *from = text.ptr;
	struct hito_str rest = text, line;
	struct hito_file *file = state->files;

	file->path = HITO_STR("plans/p/plan.md");
	while (file + 1 < state->files + MOST_FILES &&
	       hito_str_cut_line(&rest, &line)) {
		if (!hito_str_starts(line, "=== "))
			continue;
		file++->text =
			(struct hito_str){from, (size_t)(line.ptr - from)};
		/* the number keeps them apart and in order */
		file->path = hito_arena_printf(
			state->arena, "plans/p/q%td-%.*s", file - state->files,
			(int)(line.len > 40 ? 36 : line.len - 4), line.ptr + 4);
		require(file->path.ptr != NULL);
		from = rest.len ? rest.ptr : text.ptr + text.len;
	}
	file->text =
		(struct hito_str){from, (size_t)(text.ptr + text.len - from)};
	state->count = (size_t)(file - state->files) + 1;
}

static void judge(struct state *state)
{
	require(hito_workspace_from_files(state->project, state->files,
					  state->count, state->arena,
					  &state->workspace, NULL) &&
		hito_lint_run(state->workspace, &state->options, state->arena,
			      &state->result, NULL));
}

/* The texts that were fixed in place of the files. */
static void put_texts(struct state *state, const struct hito_fixes *fixes)
{
	for (size_t i = 0; i < fixes->count; i++) {
		for (size_t j = 0; j < state->count; j++) {
			if (hito_str_equal(state->files[j].path,
					   fixes->list[i]->path))
				state->files[j].text = fixes->list[i]->after;
		}
	}
	judge(state);
}

/*
 * False when there is more to fix than rounds, or suggested fixes were taken
 * back: beside the safe ones they may be well another time.
 */
static bool fix(struct state *state, enum hito_safety safety)
{
	struct hito_fixes fixes;
	bool changed = true, worse;

	require(hito_fixes_init(&fixes, state->workspace, &state->options,
				safety, state->arena, NULL));
	for (int i = 0; changed && i < HITO_FIX_ROUNDS; i++) {
		require(hito_fixes_round(&fixes, state->workspace->model,
					 &state->result, &changed, NULL));
		worse = changed;
		while (worse) {
			put_texts(state, &fixes);
			require(hito_fixes_check(&fixes, state->workspace,
						 &worse, NULL));
		}
	}
	for (size_t i = 0; i < fixes.count; i++)
		changed |= fixes.list[i]->safety != safety;
	return !changed;
}

static size_t count_steps(const struct state *state)
{
	const struct hito_model *model = state->workspace->model;
	size_t count = 0;

	for (size_t i = 0; i < model->plan_count; i++)
		count += model->plans[i]->step_count;
	return count;
}

/* What cannot be read as it was meant, in all files. */
static size_t count_errors(const struct state *state)
{
	size_t count = 0;

	for (size_t i = 0; i < state->workspace->findings.count; i++) {
		const struct hito_finding *finding =
			state->workspace->findings.list[i];
		const char *id = hito_rule_id(finding->rule);

		count += finding->source && finding->level == HITO_ERROR &&
			 id[0] == 'F' && id[1] == '0';
	}
	return count;
}

static void check(struct state state, enum hito_safety safety)
{
	struct hito_str before[MOST_FILES];
	size_t steps, errors, i;

	judge(&state);
	steps = count_steps(&state);
	errors = count_errors(&state);
	if (!fix(&state, safety))
		return;
	/* An invisible character taken out may open a fence. */
	require(safety != HITO_FIX_SAFE || count_steps(&state) >= steps);
	require(count_errors(&state) <= errors);
	for (i = 0; i < state.count; i++)
		before[i] = state.files[i].text;
	require(fix(&state, safety));
	for (i = 0; i < state.count; i++)
		require(hito_str_equal(state.files[i].text, before[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str text = {(const char *)data, size};
	struct state state = {.options = {.today = 20514}};
	struct hito_source *source;

	state.arena = hito_arena_new(NULL);
	if (!state.arena || size > 100000) {
		hito_arena_free(state.arena);
		return 0;
	}
	if (hito_str_starts(text, "map"))
		require(hito_source_new(state.arena, HITO_STR(".hito.yaml"),
					hito_str_from(mapping), &source,
					NULL) &&
			hito_project_read(source, state.arena, &state.project,
					  NULL));
	else
		require(hito_project_default(state.arena, &state.project,
					     NULL));
	cut_files(&state, text);
	check(state, HITO_FIX_SAFE);
	check(state, HITO_FIX_SUGGESTED);
	hito_arena_free(state.arena);
	return 0;
}
