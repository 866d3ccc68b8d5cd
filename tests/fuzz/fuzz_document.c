/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as the files of a project: every span lies in its file, every
 * link in its plan, and a safe fix of a missing id mends just that.
 *
 * A line "=== NAME" begins another file, plans/p/NAME; what stands before the
 * first is plans/p/plan.md. A text that begins with "map" is read through a
 * mapping.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "hito/workspace.h"

#define MOST_FILES 6

static const char mapping[] =
	"hito: 1\nlang: es\nteam: {ana: Ana}\nmap:\n  files: plans/**\n"
	"  plan: board\n  step-files: true\n  keys: {id: key, state: status, "
	"needs: after, parent: up, objective: goal, due: by}\n"
	"  sections: {success: Done when}\n"
	"  ids: {fold-case: true, strip-prefixes: [T-]}\n"
	"  states: {doing: [wip]}\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check_span(const struct hito_source *source, struct hito_span span)
{
	require(span.start <= span.end);
	require(span.end <= source->text.len);
}

static void check_block(const struct hito_document *document,
			const struct hito_block *block)
{
	const struct hito_source *source = document->source;

	check_span(source, block->id_span);
	check_span(source, block->title_span);
	check_span(source, block->heading);
	check_span(source, block->front);
	check_span(source, block->section);
	require(block->parent == HITO_NO_BLOCK ||
		(block->parent < document->block_count &&
		 document->blocks[block->parent].kind == HITO_STEP));
	require(block->objective == HITO_NO_BLOCK ||
		(block->objective < document->block_count &&
		 document->blocks[block->objective].kind == HITO_OBJECTIVE));
	for (size_t i = 0; i < block->value_count; i++) {
		check_span(source, block->values[i].span);
		check_span(source, block->values[i].entry);
		check_span(source, block->values[i].key_span);
	}
	for (size_t i = 0; i < block->check_count; i++) {
		check_span(source, block->checks[i].span);
		require(block->checks[i].mark < source->text.len);
	}
	for (size_t i = 0; i < block->sketch_count; i++)
		check_span(source, block->sketches[i].span);
}

static void check_documents(const struct hito_model *model)
{
	for (size_t i = 0; i < model->document_count; i++) {
		const struct hito_document *document = model->documents[i];

		require(!document->is_prose || document->block_count == 0);
		for (size_t j = 0; j < document->block_count; j++)
			check_block(document, &document->blocks[j]);
	}
}

static void check_step(const struct hito_model *model,
		       const struct hito_item *step)
{
	struct hito_item *found = NULL;
	size_t depth = 0;

	require(step->id.len > 0 && step->title.len > 0);
	require(!step->parent || step->parent->plan == step->plan);
	require(!step->objective || step->objective->plan == step->plan);
	for (const struct hito_item *at = step; at; at = at->parent)
		require(++depth <= step->plan->step_count);
	if (!step->duplicate_of &&
	    hito_model_step(model, step->plan, step->id, &found) ==
		    HITO_REFERENCE_FOUND)
		require(found == step);
}

static size_t check_model(const struct hito_model *model)
{
	size_t count = 0;

	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		require(plan->id.len > 0 && plan->title.len > 0);
		count += plan->step_count;
		for (size_t j = 0; j < plan->step_count; j++)
			check_step(model, plan->steps[j]);
	}
	return count;
}

static size_t cut_files(struct hito_arena *arena, struct hito_str text,
			struct hito_file files[MOST_FILES])
{
	struct hito_str rest = text;
	struct hito_str line;
	const char *from = text.ptr;
	size_t count = 0;

	files[0].path = HITO_STR("plans/p/plan.md");
	while (count + 1 < MOST_FILES && hito_str_cut_line(&rest, &line)) {
		if (!hito_str_starts(line, "=== "))
			continue;
		files[count].text =
			(struct hito_str){from, (size_t)(line.ptr - from)};
		count++;
		/* the number keeps them apart and in order */
		files[count].path = hito_arena_printf(
			arena, "plans/p/q%zu-%.*s", count,
			(int)(line.len > 40 ? 36 : line.len - 4), line.ptr + 4);
		require(files[count].path.ptr != NULL);
		from = rest.len ? rest.ptr : text.ptr + text.len;
	}
	files[count].text =
		(struct hito_str){from, (size_t)(text.ptr + text.len - from)};
	return count + 1;
}

static bool read_files(struct hito_arena *arena,
		       const struct hito_project *project,
		       const struct hito_file *files, size_t count,
		       struct hito_workspace **workspace, size_t *steps)
{
	if (!hito_workspace_from_files(project, files, count, arena, workspace,
				       NULL))
		return false;
	check_documents((*workspace)->model);
	*steps = check_model((*workspace)->model);
	return true;
}

static struct hito_str edited(struct hito_arena *arena, struct hito_str text,
			      const struct hito_edit *edit)
{
	size_t head = edit->span.start;
	size_t tail = text.len - edit->span.end;
	char *out = hito_arena_alloc(arena, head + edit->text.len + tail, 1);

	require(out != NULL);
	memcpy(out, text.ptr, head);
	memcpy(out + head, edit->text.ptr, edit->text.len);
	memcpy(out + head + edit->text.len, text.ptr + edit->span.end, tail);
	return (struct hito_str){out, head + edit->text.len + tail};
}

static size_t count_ids(const struct hito_workspace *workspace)
{
	size_t count = 0;

	for (size_t i = 0; i < workspace->findings.count; i++)
		count += workspace->findings.list[i]->rule == HITO_RULE_F005;
	return count;
}

/* The first missing id that a safe fix writes: it misses no more. */
static void check_fix(struct hito_arena *arena,
		      const struct hito_project *project,
		      struct hito_file *files, size_t count,
		      const struct hito_workspace *workspace, size_t steps)
{
	struct hito_workspace *after;
	size_t steps_after;

	for (size_t i = 0; i < workspace->findings.count; i++) {
		const struct hito_finding *finding =
			workspace->findings.list[i];

		if (finding->rule != HITO_RULE_F005 || !finding->fix ||
		    finding->fix->safety != HITO_FIX_SAFE)
			continue;
		for (size_t j = 0; j < count; j++) {
			if (hito_str_equal(files[j].path,
					   finding->source->path))
				files[j].text = edited(arena, files[j].text,
						       finding->fix->edits);
		}
		require(read_files(arena, project, files, count, &after,
				   &steps_after));
		require(steps_after == steps);
		require(count_ids(after) == count_ids(workspace) - 1);
		return;
	}
}

static void run(struct hito_arena *arena, struct hito_str text)
{
	struct hito_file files[MOST_FILES] = {{.message = NULL}};
	struct hito_workspace *workspace;
	struct hito_project *project;
	struct hito_source *source;
	size_t steps;
	size_t count;

	if (hito_str_starts(text, "map"))
		require(hito_source_new(arena, HITO_STR(".hito.yaml"),
					hito_str_from(mapping), &source,
					NULL) &&
			hito_project_read(source, arena, &project, NULL));
	else
		require(hito_project_default(arena, &project, NULL));
	count = cut_files(arena, text, files);
	if (read_files(arena, project, files, count, &workspace, &steps))
		check_fix(arena, project, files, count, workspace, steps);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_arena *arena = hito_arena_new(NULL);

	if (arena && size < 100000)
		run(arena, (struct hito_str){(const char *)data, size});
	hito_arena_free(arena);
	return 0;
}
