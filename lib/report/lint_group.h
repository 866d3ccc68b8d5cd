/* SPDX-License-Identifier: MIT */
/*
 * Findings as people read them: what is missing in one step is one line.
 *
 * Text and annotations gather it; machine formats keep findings apart.
 */
#ifndef HITO_REPORT_LINT_GROUP_H
#define HITO_REPORT_LINT_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/lint.h"

#define HITO_LINT_GROUP 8

struct hito_lint_group {
	/* in the order of the findings; more than one: all are "missing" */
	const struct hito_finding *findings[HITO_LINT_GROUP];
	size_t count;
	enum hito_level level; /* the highest */
};

/* A walk over a result. Start with {.result = result}. */
struct hito_lint_walk {
	const struct hito_lint_result *result;
	size_t next;
	bool *used; /* NULL: nothing gathered yet */
};

/* False when memory ends. */
HITO_MUST bool hito_lint_walk_init(struct hito_lint_walk *walk,
				   const struct hito_lint_result *result,
				   struct hito_arena *scratch);
/* The next group; false at the end. */
bool hito_lint_walk_next(struct hito_lint_walk *walk,
			 struct hito_lint_group *out_group);

/*
 * "missing: owner, due" (what) or the message of the only finding, and the
 * lines of help one by one: n from 0, false past the last.
 */
void hito_lint_group_message(struct hito_out *out, enum hito_lang lang,
			     const struct hito_lint_group *group);
bool hito_lint_group_help(struct hito_out *out, enum hito_lang lang,
			  const struct hito_lint_group *group, size_t n);
/* "A001 T001" */
void hito_lint_group_rules(struct hito_out *out,
			   const struct hito_lint_group *group);

#endif
