/* SPDX-License-Identifier: MIT */
/*
 * What is otherwise about one thing.
 */
#ifndef HITO_STATUS_VARIED_H
#define HITO_STATUS_VARIED_H

#include "hito/variance.h"
#include "status/pairs.h"
#include "status/side.h"

struct hito_varying {
	struct hito_side then, now;
	struct hito_calendar calendar; /* of now */
	bool finishes;                 /* tell when steps finished */
	struct hito_map now_of;        /* struct hito_pair, by the item then */
	struct hito_arena *arena;
	struct hito_arena *scratch; /* emptied after each pair */
	struct hito_variance_change *changes;
	size_t count, capacity;
};

/* Add the changes of a pair, in no order. */
HITO_MUST bool hito_varied_pair(struct hito_varying *varying,
				const struct hito_pair *pair,
				struct hito_err *err);

/* What days are apart; both may be NONE. */
struct hito_varied_day hito_varied_days(const struct hito_calendar *calendar,
					hito_day then, hito_day now);

/* What a thing of then is now; NULL: it is gone. */
const struct hito_item *hito_varied_now(const struct hito_varying *varying,
					const struct hito_item *then);

/* Is a thing in another plan now? */
bool hito_varied_left(const struct hito_varying *varying,
		      const struct hito_pair *pair);

#endif
