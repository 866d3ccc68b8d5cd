/* SPDX-License-Identifier: MIT */
/*
 * The formats of hito lint, one line each: the command's choice, completion
 * and manual page are made of or compared with this table.
 *
 * text, json and jsonl name files from the project's folder; the others, which
 * forges and build servers read, from the top of the repository. json and
 * jsonl have one language; the sentences of the others are for people, and
 * only ids, levels and fingerprints stay the same in all.
 */
#ifndef HITO_REPORT_LINT_FORMAT_H
#define HITO_REPORT_LINT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/lint.h"
#include "report/lint_row.h"

/* name, writer, what for */
#define HITO_LINT_FORMATS(X)                                               \
	X(TEXT, text, "for people and editors")                            \
	X(JSON, json, "one document, described by `hito schema lint`")     \
	X(JSONL, jsonl, "one finding a line")                              \
	X(GITHUB, github, "annotations of GitHub Actions")                 \
	X(SARIF, sarif, "SARIF 2.1.0, for code scanning")                  \
	X(GITLAB, gitlab, "a code quality report of GitLab")               \
	X(JUNIT, junit, "JUnit XML, a test case for each step")            \
	X(CHECKSTYLE, checkstyle, "Checkstyle XML")                        \
	X(RDJSONL, rdjsonl, "diagnostics for reviewdog, with suggestions") \
	X(TAP, tap, "TAP version 13, for prove and other test harnesses")  \
	X(MARKDOWN, markdown, "tables for a job summary or a pull request")

enum hito_lint_format {
#define HITO_LINT_FORMAT_ENUM(id, name, help) HITO_LINT_AS_##id,
	HITO_LINT_FORMATS(HITO_LINT_FORMAT_ENUM)
#undef HITO_LINT_FORMAT_ENUM
		HITO_LINT_FORMAT_COUNT
};

/* What was fixed of it, and what could be: the last line of text. */
struct hito_lint_fixing {
	enum { HITO_NOT_FIXED, HITO_FIXED, HITO_FIX_SHOWN } what;
	size_t fixed;           /* findings that there were before */
	size_t safe, suggested; /* that can be fixed still */
};

/* What there is to report, and how. */
struct hito_lint_report {
	const struct hito_lint_result *result;
	const struct hito_lint_options *options; /* what was in scope */
	const struct hito_model *model;
	struct hito_lint_rows rows; /* where a format needs them */
	struct hito_str prefix;     /* as in lint_row.h */
	const char *version;        /* of the program */
	enum hito_lang lang;
	hito_day today;
	/* From this level on a finding fails a test; above ERROR: none does. */
	int fail_on;
	/* text alone: */
	bool color;
	size_t columns;
	size_t threads;    /* that it may be written on */
	bool no_sum;       /* the last line is left out, ... */
	bool sum_of_clean; /* ... or said even when nothing was found */
	struct hito_lint_fixing fixing;
};

/* Each format's writer. False when memory ends. */
#define HITO_LINT_FORMAT_WRITER(id, name, help)                              \
	HITO_MUST bool hito_lint_as_##name(                                  \
		struct hito_out *out, const struct hito_lint_report *report, \
		struct hito_arena *scratch);
HITO_LINT_FORMATS(HITO_LINT_FORMAT_WRITER)
#undef HITO_LINT_FORMAT_WRITER

HITO_MUST bool hito_lint_write(struct hito_out *out,
			       enum hito_lint_format format,
			       const struct hito_lint_report *report,
			       struct hito_arena *scratch);

/* Does it write the rows of a report? The others write its result. */
bool hito_lint_needs_rows(enum hito_lint_format format);
/* ... or the fingerprints of its findings? */
bool hito_lint_needs_fingerprints(enum hito_lint_format format);

#endif
