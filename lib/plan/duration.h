/* SPDX-License-Identifier: MIT */
/*
 * Durations: the part for readers.
 */
#ifndef HITO_PLAN_DURATION_H
#define HITO_PLAN_DURATION_H

#include <stdbool.h>

#include "hito/value.h"

/*
 * "30h", "1.5h": equal durations of one unit, equal text. ptr NULL: no memory.
 */
struct hito_str hito_duration_text(struct hito_arena *arena,
				   struct hito_duration duration);

/*
 * Only a text that is also how its duration is printed: a few digits, no zero
 * before them, and the canonical unit.
 */
bool hito_duration_canonical(struct hito_str text, struct hito_duration *out);

/* A number of units whose unit is "m" alone: minutes or months? */
bool hito_duration_is_vague(struct hito_str text);

/* The rhythm that is exactly as long (1w: weekly); NONE when none is. */
enum hito_word hito_duration_word(struct hito_duration duration);
bool hito_duration_of_word(enum hito_word word, struct hito_duration *out);

#endif
