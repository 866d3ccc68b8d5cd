/* SPDX-License-Identifier: MIT */
/* The outputs of hito lint: standard output, and files beside it. */
#include "lint_print.h"

#include <string.h>

#include "base/file.h"
#include "cmd.h"

/* Bytes of a file that is written. */
#define MOST_BYTES ((size_t)1 << 30)

const struct opt_choice lint_formats[] = {
#define LINT_FORMAT_CHOICE(id, name, help) {#name, HITO_LINT_AS_##id},
	HITO_LINT_FORMATS(LINT_FORMAT_CHOICE)
#undef LINT_FORMAT_CHOICE
		OPT_CHOICE_END,
};

static bool unknown_format(struct hito_str word, struct hito_err *err)
{
	struct opt_guess guess = {NULL, 0};
	const struct opt_choice *choice;
	char typed[32];

	word = hito_str_slice(word, 0, sizeof(typed) - 1);
	memcpy(typed, word.ptr, word.len);
	typed[word.len] = '\0';
	for (choice = lint_formats; choice->word; choice++)
		opt_guess(&guess, typed, choice->word);
	(void)hito_err_set(err, HITO_ERR_USAGE,
			   "--output: there is no format \"%s\"", typed);
	return guess.word
		       ? hito_err_help(err, "did you mean \"%s\"?", guess.word)
		       : false;
}

/* "sarif:lint.sarif": the file is all behind the first colon. */
static bool read_output(struct run *run, const char *text,
			struct lint_output *out, struct hito_err *err)
{
	const struct opt_choice *choice;
	struct hito_str format, path;

	if (!hito_str_cut(hito_str_from(text), ':', &format, &path) ||
	    path.len == 0) {
		(void)hito_err_set(err, HITO_ERR_USAGE,
				   "--output takes FORMAT:FILE");
		return hito_err_help(err,
				     "for example --output=sarif:lint.sarif");
	}
	for (choice = lint_formats; choice->word; choice++) {
		if (hito_str_is(format, choice->word))
			break;
	}
	if (!choice->word)
		return unknown_format(format, err);
	out->format = (enum hito_lint_format)choice->value;
	out->path = NULL;
	if (hito_str_is(path, "-"))
		return true;
	path = hito_arena_copy(run->arena, path);
	out->path = path.ptr;
	return path.ptr ? true : hito_err_memory(err);
}

static bool twice(const char *path, struct hito_err *err)
{
	(void)hito_err_set(err, HITO_ERR_USAGE,
			   "two formats would go to the same place");
	return hito_err_at(err, hito_str_from(path ? path : "-"), 0, 0);
}

bool lint_outputs_read(struct run *run, int format,
		       const struct opt_list *outputs, struct lint_outputs *out,
		       struct hito_err *err)
{
	bool is_chosen = format != LINT_NO_FORMAT;
	size_t i, j;

	out->count = 1;
	out->to_err = false;
	out->list =
		hito_new(run->arena, struct lint_output, outputs->count + 1);
	if (!out->list)
		return hito_err_memory(err);
	if (is_chosen)
		out->list[0].format = (enum hito_lint_format)format;
	for (i = 0; i < outputs->count; i++) {
		struct lint_output *one = &out->list[out->count];

		if (!read_output(run, outputs->items[i], one, err))
			return false;
		if (!one->path) {
			if (is_chosen)
				return twice(NULL, err);
			is_chosen = true;
			out->list[0].format = one->format;
			continue;
		}
		for (j = 1; j < out->count; j++) {
			if (strcmp(out->list[j].path, one->path) == 0)
				return twice(one->path, err);
		}
		out->count++;
	}
	return true;
}

/* Are two paths, as typed, one file? typed may be NULL. */
static bool is_same(const struct place *place, const char *path,
		    const char *typed)
{
	struct hito_str name, other;

	if (!typed || strcmp(path, typed) == 0)
		return typed != NULL;
	return place_path(place, path, &name, NULL) &&
	       place_path(place, typed, &other, NULL) &&
	       hito_str_equal(name, other);
}

/* By its name from the root. */
static bool is_of_project(const struct place *place, struct hito_str name)
{
	const struct hito_model *model = place->workspace->model;
	struct hito_str baseline = place->workspace->project->baseline;

	if (hito_str_is(name, HITO_PROJECT_FILE) ||
	    (baseline.len && hito_str_equal(baseline, name)))
		return true;
	return hito_model_document(model, name) != NULL;
}

/* A slip of the keyboard must not cost a plan. */
static bool is_free(const struct place *place,
		    const struct lint_outputs *outputs, const char *path,
		    struct hito_err *err)
{
	struct hito_str name;

	if (!is_same(place, path, place->run->project_file) &&
	    !is_same(place, path, outputs->baseline) &&
	    (!place_path(place, path, &name, NULL) ||
	     !is_of_project(place, name)))
		return true;
	(void)hito_err_set(err, HITO_ERR_USAGE,
			   "is a file of the project, and is not replaced");
	return hito_err_at(err, hito_str_from(path), 0, 0);
}

bool lint_outputs_check(const struct place *place,
			const struct lint_outputs *outputs,
			struct hito_err *err)
{
	size_t i;

	for (i = 1; i < outputs->count; i++) {
		if (!is_free(place, outputs, outputs->list[i].path, err))
			return false;
	}
	return true;
}

static bool write_file(const struct place *place,
		       const struct lint_output *output,
		       const struct hito_lint_report *report,
		       struct hito_err *err)
{
	struct hito_arena *arena = hito_arena_sub(place->run->arena);
	struct hito_out_memory memory;
	struct hito_out out;
	bool done = false;

	if (!arena)
		return hito_err_memory(err);
	hito_out_to_memory(&out, &memory, arena, MOST_BYTES);
	if (!hito_lint_write(&out, output->format, report, arena) ||
	    out.failed || hito_arena_failed(arena))
		(void)hito_err_memory(err);
	else
		done = hito_file_replace(
			place->run->dir_fd, hito_str_from(output->path),
			(struct hito_str){memory.ptr, memory.len}, err);
	hito_arena_free(arena);
	return done;
}

bool lint_print(const struct place *place, const struct lint_outputs *outputs,
		struct hito_lint_report *report, struct hito_err *err)
{
	struct run *run = place->run;
	struct hito_lint_report in_file = *report;
	bool rows = false;
	size_t i;

	for (i = 0; i < outputs->count; i++)
		rows |= hito_lint_needs_rows(outputs->list[i].format);
	if ((rows && !hito_lint_rows_make(report->result, report->prefix,
					  run->arena, &report->rows)) ||
	    !hito_lint_write(outputs->to_err ? &run->err : &run->out,
			     outputs->list[0].format, report, run->arena))
		return hito_err_memory(err);
	in_file.rows = report->rows;
	in_file.color = false;
	in_file.no_sum = false;
	in_file.sum_of_clean = true;
	in_file.columns = 80;
	for (i = 1; i < outputs->count; i++) {
		if (!write_file(place, &outputs->list[i], &in_file, err))
			return false;
	}
	return true;
}
