/* SPDX-License-Identifier: MIT */
/*
 * Facts: the values of a thing in the form that events compare and carry.
 */
#ifndef HITO_HISTORY_FACT_H
#define HITO_HISTORY_FACT_H

#include "history/state.h"

/*
 * The facts of a row, by key: those keys whose change is an event, with
 * title, state (its default too), objective and parent as they count.
 */
bool hito_facts_of(const struct hito_row *row, struct hito_arena *arena,
		   const struct hito_fact *const **out_facts, size_t *out_count,
		   struct hito_err *err);

/* Same meaning; either may be NULL (nothing). Lists compare as sets. */
bool hito_fact_equal(const struct hito_fact *a, const struct hito_fact *b);

/* Could a file give the day? NONE is one, too. */
bool hito_day_is_sound(hito_day day);

#endif
