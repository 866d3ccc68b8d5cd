/* SPDX-License-Identifier: MIT */
/*
 * Counts by day (or by the Monday of a week), collected in any order.
 */
#ifndef HITO_STATUS_SERIES_H
#define HITO_STATUS_SERIES_H

#include <stdint.h>

#include "hito/arena.h"
#include "hito/date.h"

enum { HITO_SERIES_COLUMNS = 4 };

struct hito_bucket {
	hito_day day;
	int counts[HITO_SERIES_COLUMNS];
};

struct hito_series {
	struct hito_arena *arena;
	struct hito_bucket *buckets;
	size_t count, capacity;
	uint32_t *slots; /* places of buckets from 1, by day; 0: free */
	size_t slot_count;
	size_t last; /* bucket asked for last */
};

/* Empty; allocates nothing. */
void hito_series_init(struct hito_series *series, struct hito_arena *arena);
/* False when memory ends. */
bool hito_series_add(struct hito_series *series, hito_day day, int column,
		     int number);
/* By day; nothing is added afterwards. */
void hito_series_sort(struct hito_series *series);

/* The Monday of a day's week. */
hito_day hito_monday(hito_day day);

#endif
