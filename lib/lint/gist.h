/* SPDX-License-Identifier: MIT */
/*
 * What a word is about, as a number.
 */
#ifndef HITO_LINT_GIST_H
#define HITO_LINT_GIST_H

#include <stdint.h>

#include "hito/str.h"

/* Equal for a word and its plural. */
uint64_t hito_gist_of_word(struct hito_str word);

#endif
