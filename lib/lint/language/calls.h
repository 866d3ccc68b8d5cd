/* SPDX-License-Identifier: MIT */
/*
 * What a text must have for a pattern to match in it, when hito is built.
 */
#ifndef HITO_LINT_LANGUAGE_CALLS_H
#define HITO_LINT_LANGUAGE_CALLS_H

#include "lint/language/syntax.h"

/*
 * Letters or digits without which a pattern never matches: a choice of
 * sequences, one of which stands where it does. NULL when nobody knows any,
 * or memory ends: then it may match anywhere.
 */
const struct hito_syntax_node *hito_calls_of(struct hito_arena *arena,
					     const struct hito_syntax *syntax);

#endif
