/* SPDX-License-Identifier: MIT */
/*
 * What the formats of lint for other programs print: one row for each
 * finding, and one for each place that cannot be read and of which no finding
 * speaks, so that none of them passes in silence.
 */
#ifndef HITO_REPORT_LINT_ROW_H
#define HITO_REPORT_LINT_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/lint.h"

/* What stands for a rule where a place cannot be read. */
#define HITO_LINT_UNREADABLE "unreadable"

struct hito_lint_row {
	const char *rule; /* "T001" */
	const char *name; /* "missing-due" */
	enum hito_level level;
	struct hito_str path;               /* behind the prefix; never empty */
	const struct hito_finding *finding; /* NULL: it cannot be read */
	const struct hito_unreadable *unreadable; /* NULL: a finding */
	struct hito_place start, end; /* lines and columns at least 1 */
	const char *fingerprint;      /* unlike all others */
};

struct hito_lint_rows {
	struct hito_lint_row *list; /* by path and place */
	size_t count;
	size_t counts[3]; /* by enum hito_level */
};

/*
 * prefix stands before each path: from the top of the repository to the
 * project's folder, "docs/", for forges know no other paths. It may be empty.
 * What belongs to no file stands in the project file. False when memory ends.
 */
HITO_MUST bool hito_lint_rows_make(const struct hito_lint_result *result,
				   struct hito_str prefix,
				   struct hito_arena *arena,
				   struct hito_lint_rows *out_rows);

/* A path behind the prefix; ptr NULL when memory ends. */
struct hito_str hito_lint_path(struct hito_str prefix, struct hito_str path,
			       struct hito_arena *arena);

/* The sentence, foreign text in it made visible; help may write nothing. */
void hito_lint_row_message(struct hito_out *out, enum hito_lang lang,
			   const struct hito_lint_row *row);
void hito_lint_row_help(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_row *row);
/*
 * Both as a slice, the help on a line of its own; cut at 16 KiB. ptr NULL
 * when memory ends.
 */
struct hito_str hito_lint_row_text(enum hito_lang lang,
				   const struct hito_lint_row *row,
				   struct hito_arena *arena);

/* Does no finding speak of a place that cannot be read? */
bool hito_lint_is_untold(const struct hito_lint_result *result,
			 const struct hito_unreadable *row);
void hito_lint_unreadable_message(struct hito_out *out, enum hito_lang lang,
				  const struct hito_unreadable *row);

#endif
