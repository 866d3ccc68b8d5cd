/* SPDX-License-Identifier: MIT */
/*
 * Fixing: the edits that findings carry, applied to texts in memory, round by
 * round, until none is left. Nothing here writes a file.
 *
 *	fixes_init(workspace, options)
 *	repeat up to HITO_FIX_ROUNDS times
 *		fixes_round(result), done where nothing changes
 *		repeat
 *			read and judge again, with fixes_texts in place of files
 *		while fixes_check takes texts back
 */
#ifndef HITO_FIX_H
#define HITO_FIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/fixed.h"
#include "hito/lint.h"

#pragma GCC visibility push(default)

struct hito_map;

struct hito_fixes {
	struct hito_arena *arena;
	enum hito_safety safety; /* the least certain that are applied */
	struct hito_str only;    /* path of the only file; ptr NULL: all */
	struct hito_fixed **list;
	size_t count, capacity;
	/* Of the options; spans move with the texts. */
	struct hito_lint_scope *scopes, *scopes_at_first;
	size_t scope_count;
	struct hito_map *by_path, *errors;
};

/* workspace: before all fixes. All memory is the arena's. */
HITO_MUST bool hito_fixes_init(struct hito_fixes *fixes,
			       const struct hito_workspace *workspace,
			       const struct hito_lint_options *options,
			       enum hito_safety safety,
			       struct hito_arena *arena, struct hito_err *err);

/*
 * Can a finding be fixed, with this much certainty? It stands in a plan file
 * of the model, and its edits change something and touch no damage.
 */
bool hito_fix_applies(const struct hito_finding *finding,
		      const struct hito_model *model, enum hito_safety safety);

/*
 * Apply the fixes of a result to the texts that were judged: of those that
 * touch each other the first by place, the others in a later round.
 */
HITO_MUST bool hito_fixes_round(struct hito_fixes *fixes,
				const struct hito_model *model,
				const struct hito_lint_result *result,
				bool *out_changed, struct hito_err *err);

/*
 * Take back the texts whose fixes made an error of form (F0xx) that was not
 * there before; *out_changed: there were such, read and judge again.
 */
HITO_MUST bool hito_fixes_check(struct hito_fixes *fixes,
				const struct hito_workspace *workspace,
				bool *out_changed, struct hito_err *err);

/* The file is as it was, and stays so: it cannot be written. */
HITO_MUST bool hito_fixes_give_up(struct hito_fixes *fixes,
				  struct hito_fixed *fixed);

/* The texts that differ, for hito_workspace_options. */
HITO_MUST bool hito_fixes_texts(struct hito_fixes *fixes,
				const struct hito_file **out_texts,
				size_t *out_count, struct hito_err *err);

#pragma GCC visibility pop
#endif
