/* SPDX-License-Identifier: MIT */
/*
 * A quick look for text that is still to be decided, before the pattern.
 */
#ifndef HITO_LINT_PLACEHOLDER_H
#define HITO_LINT_PLACEHOLDER_H

#include <stdbool.h>

#include "hito/str.h"

/*
 * False: hito_pattern_placeholder matches nowhere in the text. True for all
 * other text, and for some that only looks like it.
 */
bool hito_placeholder_may_stand(struct hito_str text);

#endif
