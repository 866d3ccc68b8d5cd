/* SPDX-License-Identifier: MIT */
/*
 * Did you mean: the one known word that a mistyped one is near to.
 */
#ifndef HITO_LINT_GUESS_H
#define HITO_LINT_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/model.h"

struct hito_guess {
	struct hito_str word;
	struct hito_str best;
	size_t distance;
	bool shared; /* another word is as near */
};

void hito_guess_init(struct hito_guess *guess, struct hito_str word);
void hito_guess_try(struct hito_guess *guess, struct hito_str candidate);
/* The ids of items, as of a plan's team. */
void hito_guess_items(struct hito_guess *guess, struct hito_item *const *items,
		      size_t count);
/* The nearest; the empty slice where none is near, or two are as near. */
struct hito_str hito_guess_best(const struct hito_guess *guess);

#endif
