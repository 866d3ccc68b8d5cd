/* SPDX-License-Identifier: MIT */
/*
 * The baseline: how many findings of a rule each step had when a team began,
 * so that only what has come since is shown (hito-baseline(1)).
 *
 * A key is a step of a plan, or the plan, or a path where there is no plan, and
 * a rule: no line, no wording, so that it holds while files are edited.
 */
#ifndef HITO_LINT_BASELINE_H
#define HITO_LINT_BASELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "hito/lint.h"
#include "hito/source.h"

/* Where one is kept when nothing else is said. */
#define HITO_BASELINE_FILE ".hito-baseline.json"

struct hito_baseline_entry {
	struct hito_str plan, step; /* may be empty */
	struct hito_str path;       /* only where plan is empty */
	enum hito_rule rule;
	uint32_t count; /* recorded */
	uint32_t found; /* in the result that was counted last */
	/* Where it stands in the file; empty: not there. */
	struct hito_span span;
};

struct hito_baseline {
	struct hito_arena *arena;
	const struct hito_source *source; /* NULL: there is no file */
	struct hito_baseline_entry **list;
	size_t count, capacity;
	struct hito_map index; /* by key */
};

/* A run of the linter: what was judged, how, and what came of it. */
struct hito_judged {
	const struct hito_workspace *workspace;
	const struct hito_lint_options *options;
	const struct hito_lint_result *result;
};

/*
 * source  the file; NULL for none: an empty baseline
 * err     HITO_ERR_INPUT with the place of what is no baseline
 *
 * Of entries with one key (two lines of a merge) the highest count counts.
 */
HITO_MUST bool hito_baseline_read(const struct hito_source *source,
				  struct hito_arena *arena,
				  struct hito_baseline **out_baseline,
				  struct hito_err *err);

/*
 * Take the findings that the baseline has out of a result. Of a key of which
 * there are more than recorded all stay: nobody can tell which are new. An
 * entry of which there are fewer is a finding (F009), when its rule was asked
 * there. *result gets new lists in the arena.
 */
HITO_MUST bool hito_baseline_apply(struct hito_baseline *baseline,
				   const struct hito_workspace *workspace,
				   const struct hito_lint_options *options,
				   struct hito_arena *arena,
				   struct hito_lint_result *result,
				   struct hito_err *err);

/* How a baseline changed. */
struct hito_baseline_change {
	size_t total; /* findings that are recorded now */
	size_t more, fewer;
};

/*
 * Record what a result has. Entries of rules that were not asked stay as they
 * are; what cannot be read is never recorded. Without add numbers are only
 * lowered.
 */
HITO_MUST bool hito_baseline_update(struct hito_baseline *baseline,
				    const struct hito_judged *judged, bool add,
				    struct hito_baseline_change *out_change);

/* The file: an entry a line, sorted; equal baselines, equal bytes. */
void hito_baseline_write(struct hito_out *out, struct hito_baseline *baseline);

/* The entry of a finding; NULL: none, or *out_failed: no memory. */
struct hito_baseline_entry *
hito_baseline_find(struct hito_baseline *baseline,
		   const struct hito_finding *finding, bool *out_failed);
/* Add an entry; one of the same key takes the higher count instead. */
HITO_MUST bool hito_baseline_add(struct hito_baseline *baseline,
				 const struct hito_baseline_entry *entry);
/* Count what a result has of each entry, and with add of new ones. */
HITO_MUST bool hito_baseline_count(struct hito_baseline *baseline,
				   const struct hito_lint_result *result,
				   bool add);
/* Would a finding of the entry be in the result, if it were there? */
bool hito_baseline_was_asked(const struct hito_baseline_entry *entry,
			     const struct hito_judged *judged);

#endif
