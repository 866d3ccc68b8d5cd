/* SPDX-License-Identifier: MIT */
/*
 * The linter: rules over the model (hito-lint(1); lib/lint/rules/).
 */
#ifndef HITO_LINT_H
#define HITO_LINT_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/calendar.h"
#include "hito/finding.h"
#include "hito/history.h"
#include "hito/model.h"
#include "hito/status.h"
#include "hito/workspace.h"

#pragma GCC visibility push(default)

/*
 * A place that was named: findings elsewhere are not reported. A folder
 * stands for all below it; a span that is not empty for a part of a file.
 */
struct hito_lint_scope {
	struct hito_str path;
	bool folder;
	struct hito_span span;
};

#define HITO_LINT_THREADS 4

struct hito_lint_options {
	hito_day today;
	/* --select and --ignore: rule ids, their beginnings ("T", "T1"),
	 * names, groups ("recommended", and "strict" or "all", which are all);
	 * they come after the project file's. A beginning selects the
	 * recommended rules alone. */
	const struct hito_str *select;
	size_t select_count;
	const struct hito_str *ignore;
	size_t ignore_count;
	/* What history knows of the workspace; NULL, or without a history: its
	 * rules are not judged. */
	const struct hito_status *status;
	/* The project as many days ago as max-quiet says; NULL: there was
	 * none, and no step is stale. */
	const struct hito_workspace *before;
	/* Why they could not be judged, an English template with one argument
	 * (H000), and the line that mends it. NULL: nobody asked. */
	const char *no_history;
	struct hito_str no_history_arg, no_history_remedy;
	/* What was named; none: the whole project. */
	const struct hito_lint_scope *scopes;
	size_t scope_count;
	/* That may judge, at most HITO_LINT_THREADS; below 2: one. What is
	 * found is the same on any number. */
	size_t threads;
};

/* What was left out because an older commit has it, too. */
struct hito_lint_since {
	const char *rev;         /* as typed */
	char base[HITO_ID_SIZE]; /* of the commit compared with */
	bool known;              /* false: nothing could be left out */
	size_t hidden;
};

/*
 * How many open steps have no fault in a letter of SMART: no warning and no
 * error, and nothing missing. It gates nothing.
 */
#define HITO_SCORE_LETTERS "SMART"
#define HITO_SCORE_COUNT 5
struct hito_lint_score {
	size_t steps; /* open ones in scope */
	size_t good[HITO_SCORE_COUNT];
};

struct hito_lint_result {
	/* sorted, selected, in scope, levels applied */
	const struct hito_finding *findings;
	/* of each finding, terminated; NULL: nobody asked */
	const char (*fingerprints)[HITO_FINGERPRINT_SIZE];
	size_t count;
	size_t counts[3];                         /* by enum hito_level */
	size_t plans, steps, files;               /* in scope */
	size_t expected;                          /* left out: expect: */
	size_t baseline;                          /* the same: the baseline */
	struct hito_lint_score score;             /* before any is left out */
	const struct hito_unreadable *unreadable; /* in scope */
	size_t unreadable_count;
	const struct hito_lint_since *since; /* NULL: nobody asked */
	/* Ids of the rules that are off in mapped files, as "A004, M001":
	 * nothing is mapped to their key. May be empty. */
	struct hito_str not_judged;
};

/*
 * Judge a whole project: the findings of reading it (workspace->findings) and
 * those of the rules, with the project file's selection, severities and
 * overrides applied. An unknown rule in the options is HITO_ERR_USAGE.
 */
HITO_MUST bool hito_lint_run(const struct hito_workspace *workspace,
			     const struct hito_lint_options *options,
			     struct hito_arena *arena,
			     struct hito_lint_result *out_result,
			     struct hito_err *err);

/*
 * Make the fingerprints of a result that has none; they go with its findings
 * when some of these are left out. False when memory ends.
 */
HITO_MUST bool hito_lint_fingerprint(struct hito_lint_result *result,
				     struct hito_arena *arena);

/*
 * Leave what is older than a line of work out of a result: the findings that
 * the commit had, too, where that line began. They are told apart by what they
 * are about (a step by its identity: moved, renamed by formerly: or in a file
 * of another name it is the same step), rule, key and words; equal ones are
 * counted.
 *
 * result     is changed; its lists are new ones in the arena
 * base       the project at that commit, and all findings in it
 */
HITO_MUST bool hito_lint_leave_older(struct hito_lint_result *result,
				     const struct hito_model *model,
				     const struct hito_lint_result *base,
				     const struct hito_model *base_model,
				     struct hito_arena *arena,
				     size_t *out_hidden, struct hito_err *err);

/* How well a rule of wording does on labelled texts (tests/smart). */
struct hito_measured {
	bool raised; /* for any of them: precision has a meaning */
	unsigned precision, recall; /* in thousandths */
	size_t texts;               /* that it should be raised for */
};
/* False when it was not measured in the language. */
bool hito_rule_measured(enum hito_rule rule, enum hito_lang lang,
			struct hito_measured *out);

/*
 * Is history asked for, by the project file's lint: history: or because a
 * rule that needs it is selected by id, name or letter?
 */
bool hito_lint_wants_history(const struct hito_project *project,
			     const struct hito_lint_options *options);

/* The page of a rule in a language, Markdown, compiled in. */
struct hito_str hito_rule_page(enum hito_rule rule, enum hito_lang lang);

#pragma GCC visibility pop
#endif
