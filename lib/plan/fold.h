/* SPDX-License-Identifier: MIT */
/*
 * Folded words: the form in which keys, states and units compare.
 *
 * Lower case, Latin letters without accents, and one "-" for each run of
 * spaces, hyphens and underscores: "Fecha límite" is "fecha-limite". No
 * memory is needed; longer words match nothing.
 */
#ifndef HITO_PLAN_FOLD_H
#define HITO_PLAN_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/str.h"

#define HITO_FOLD_SIZE 64

struct hito_folded {
	char text[HITO_FOLD_SIZE]; /* not terminated */
	size_t len;
};

/* False when the word is empty or longer than HITO_FOLD_SIZE bytes. */
bool hito_fold(struct hito_str word, struct hito_folded *out);
/* Do both fold to the same word? Long words compare without case only. */
bool hito_fold_equal(struct hito_str a, struct hito_str b);

bool hito_fold_same(const struct hito_folded *word, const char *spelling);
/* Is the word what the spelling folds to? */
static inline bool hito_fold_is(const struct hito_folded *word,
				const char *spelling)
{
	/* Most spellings of a table differ in their first letter. */
	if (*spelling >= 'a' && *spelling <= 'z' &&
	    (!word->len || *spelling != word->text[0]))
		return false;
	return hito_fold_same(word, spelling);
}

/*
 * A letter of Latin script as ASCII: "é" is "e", "ß" is "ss"; "" for a
 * combining mark; NULL for all others.
 */
const char *hito_fold_letter(uint32_t code);

/* The nearest of several words, asked one by one. */
struct hito_nearest {
	struct hito_folded word;
	size_t distance; /* of best */
	const char *best;
};
void hito_nearest_init(struct hito_nearest *nearest, struct hito_str word);
/*
 * Keep the candidate if it is nearer than all before, and near enough: at
 * most two letters changed, left out, added or swapped; one where either
 * word has at most four.
 */
void hito_nearest_try(struct hito_nearest *nearest, const char *candidate);

#endif
