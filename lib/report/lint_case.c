/* SPDX-License-Identifier: MIT */
/* Which finding belongs to which step. */
#include "report/lint_case.h"

#include <stdlib.h>

#include "lint/lint.h"

/* All of a file that is in no step: before the first byte. */
#define WHOLE (-1)

bool hito_lint_row_fails(const struct hito_lint_report *report,
			 const struct hito_lint_row *row)
{
	return (int)row->level >= report->fail_on;
}

bool hito_lint_case_fails(const struct hito_lint_report *report,
			  const struct hito_lint_case *one)
{
	return one->count > 0 && (int)one->level >= report->fail_on;
}

struct hito_str hito_lint_case_name(const struct hito_lint_case *one,
				    struct hito_arena *arena)
{
	return one->step ? hito_item_name(one->step, arena) : one->path;
}

static bool add(struct hito_lint_cases *cases, struct hito_arena *arena,
		const struct hito_lint_case *one)
{
	if (!one->path.ptr ||
	    !hito_reserve(arena, cases->list, cases->count, cases->capacity))
		return false;
	cases->list[cases->count++] = *one;
	return true;
}

static bool add_file(struct hito_lint_cases *cases, struct hito_arena *arena,
		     struct hito_str path, bool in_scope)
{
	const struct hito_lint_case one = {
		.path = path,
		.start = WHOLE,
		.end = INT64_MAX,
		.in_scope = in_scope,
	};

	return add(cases, arena, &one);
}

static bool add_files(const struct hito_lint_report *report,
		      struct hito_arena *arena, struct hito_lint_cases *cases)
{
	const struct hito_model *model = report->model;
	const struct hito_lint_rows *rows = &report->rows;
	size_t i;

	for (i = 0; i < model->document_count; i++) {
		const struct hito_source *source = model->documents[i]->source;

		if (model->documents[i]->is_prose ||
		    !hito_lint_in_scope(report->options, source,
					(struct hito_span){0, 0}))
			continue;
		if (!add_file(
			    cases, arena,
			    hito_lint_path(report->prefix, source->path, arena),
			    true))
			return false;
	}
	for (i = 0; i < rows->count; i++) {
		if (i > 0 &&
		    hito_str_equal(rows->list[i - 1].path, rows->list[i].path))
			continue;
		if (!add_file(cases, arena, rows->list[i].path, false))
			return false;
	}
	return true;
}

static bool add_step(const struct hito_lint_report *report,
		     struct hito_arena *arena, const struct hito_item *step,
		     struct hito_lint_cases *cases)
{
	const struct hito_source *source = hito_lint_source(step);
	struct hito_lint_case one = {.step = step, .in_scope = true};

	if (!source || !step->block ||
	    !hito_lint_in_scope(report->options, source,
				hito_lint_title_span(step)))
		return true;
	one.path = hito_lint_path(report->prefix, source->path, arena);
	one.start = step->block->section.start;
	one.end = step->block->section.end;
	return add(cases, arena, &one);
}

static bool add_steps(const struct hito_lint_report *report,
		      struct hito_arena *arena, struct hito_lint_cases *cases)
{
	const struct hito_model *model = report->model;
	size_t i, j;

	for (i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		for (j = 0; j < plan->step_count; j++) {
			if (!add_step(report, arena, plan->steps[j], cases))
				return false;
		}
	}
	return true;
}

static int compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

/* Of one file, that in scope comes first: the other is a duplicate. */
static int compare(const void *left, const void *right)
{
	const struct hito_lint_case *a = left, *b = right;
	int order = hito_str_compare(a->path, b->path);

	if (order == 0)
		order = compare_numbers(a->start, b->start);
	if (order == 0)
		order = compare_numbers(b->end, a->end);
	if (order == 0)
		order = b->in_scope - a->in_scope;
	if (order == 0 && a->step && b->step)
		order = hito_str_compare(a->step->id, b->step->id);
	return order;
}

static void sort(struct hito_lint_cases *cases)
{
	size_t kept = 0, i;

	qsort(cases->list, cases->count, sizeof(cases->list[0]), compare);
	for (i = 0; i < cases->count; i++) {
		const struct hito_lint_case *one = &cases->list[i];

		if (kept > 0 && !one->step && !cases->list[kept - 1].step &&
		    hito_str_equal(cases->list[kept - 1].path, one->path))
			continue;
		cases->list[kept++] = *one;
	}
	cases->count = kept;
}

/* The innermost step around the row, else its file, which is there. */
static struct hito_lint_case *find(const struct hito_lint_cases *cases,
				   const struct hito_lint_row *row)
{
	int64_t offset = WHOLE;
	size_t low = 0, high = cases->count;

	if (row->finding && row->finding->source)
		offset = row->finding->span.start;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_lint_case *one = &cases->list[middle];
		int order = hito_str_compare(one->path, row->path);

		if (order < 0 || (order == 0 && one->start <= offset))
			low = middle + 1;
		else
			high = middle;
	}
	while (low > 1 && cases->list[low - 1].end <= offset)
		low--;
	return &cases->list[low - 1];
}

static bool hand_out(const struct hito_lint_rows *rows,
		     struct hito_arena *arena,
		     const struct hito_lint_cases *cases)
{
	struct hito_lint_case **owners =
		hito_new(arena, struct hito_lint_case *, rows->count + 1);
	const struct hito_lint_row **room =
		hito_new(arena, const struct hito_lint_row *, rows->count + 1);
	size_t i;

	if (!owners || !room)
		return false;
	for (i = 0; i < rows->count; i++) {
		owners[i] = find(cases, &rows->list[i]);
		owners[i]->count++;
	}
	for (i = 0; i < cases->count; i++) {
		cases->list[i].rows = room;
		room += cases->list[i].count;
		cases->list[i].count = 0;
	}
	for (i = 0; i < rows->count; i++) {
		struct hito_lint_case *one = owners[i];

		one->rows[one->count++] = &rows->list[i];
		if (rows->list[i].level > one->level)
			one->level = rows->list[i].level;
	}
	return true;
}

bool hito_lint_cases_make(const struct hito_lint_report *report,
			  struct hito_arena *arena,
			  struct hito_lint_cases *out_cases)
{
	struct hito_lint_cases cases = {.count = 0};
	size_t kept = 0, i;

	if (!add_files(report, arena, &cases) ||
	    !add_steps(report, arena, &cases))
		return false;
	if (cases.count > 0) {
		sort(&cases);
		if (!hand_out(&report->rows, arena, &cases))
			return false;
	}
	for (i = 0; i < cases.count; i++) {
		if (cases.list[i].in_scope || cases.list[i].count > 0)
			cases.list[kept++] = cases.list[i];
	}
	cases.count = kept;
	*out_cases = cases;
	return true;
}
