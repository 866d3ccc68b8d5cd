/* SPDX-License-Identifier: MIT */
/*
 * Findings as tests: a case for each step in scope, clean ones too, and one
 * for all else of a file, so that harnesses can count and follow them.
 */
#ifndef HITO_REPORT_LINT_CASE_H
#define HITO_REPORT_LINT_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/lint_format.h"

struct hito_lint_case {
	struct hito_str path;         /* behind the prefix */
	const struct hito_item *step; /* NULL: all else of the file */
	int64_t start, end;           /* bytes of the step; -1: the file */
	const struct hito_lint_row **rows;
	size_t count;
	enum hito_level level; /* the highest of rows */
	bool in_scope;
};

struct hito_lint_cases {
	struct hito_lint_case *list; /* by path and place */
	size_t count, capacity;
};

/* False when memory ends. */
HITO_MUST bool hito_lint_cases_make(const struct hito_lint_report *report,
				    struct hito_arena *arena,
				    struct hito_lint_cases *out_cases);

/* Is it, or its worst finding, at or above report->fail_on? */
bool hito_lint_row_fails(const struct hito_lint_report *report,
			 const struct hito_lint_row *row);
bool hito_lint_case_fails(const struct hito_lint_report *report,
			  const struct hito_lint_case *one);

/* "spring/blog", "plans/spring.md": foreign text, as it is. */
struct hito_str hito_lint_case_name(const struct hito_lint_case *one,
				    struct hito_arena *arena);

#endif
