/* SPDX-License-Identifier: MIT */
/* Did you mean: only a word that stands alone is worth a guess. */
#include "lint/guess.h"

#include <string.h>

#include "plan/fold.h"

void hito_guess_init(struct hito_guess *guess, struct hito_str word)
{
	*guess = (struct hito_guess){.word = word, .distance = SIZE_MAX};
}

void hito_guess_try(struct hito_guess *guess, struct hito_str candidate)
{
	struct hito_nearest nearest;
	char text[HITO_FOLD_SIZE + 1];

	if (candidate.len == 0 || candidate.len > HITO_FOLD_SIZE)
		return;
	memcpy(text, candidate.ptr, candidate.len);
	text[candidate.len] = '\0';
	hito_nearest_init(&nearest, guess->word);
	hito_nearest_try(&nearest, text);
	if (!nearest.best || nearest.distance > guess->distance)
		return;
	if (nearest.distance < guess->distance)
		guess->shared = false;
	else if (!hito_str_equal(guess->best, candidate))
		guess->shared = true;
	guess->distance = nearest.distance;
	guess->best = candidate;
}

void hito_guess_items(struct hito_guess *guess, struct hito_item *const *items,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		hito_guess_try(guess, items[i]->id);
}

struct hito_str hito_guess_best(const struct hito_guess *guess)
{
	return guess->shared ? HITO_STR("") : guess->best;
}
