/* SPDX-License-Identifier: MIT */
/* Buckets in a list, found by a hash of their day. */
#include "status/series.h"

#include <stdlib.h>

void hito_series_init(struct hito_series *series, struct hito_arena *arena)
{
	*series = (struct hito_series){.arena = arena};
}

hito_day hito_monday(hito_day day)
{
	return day - (hito_day_weekday(day) - 1);
}

/* The slot of a day, or the free one where it would be. */
static size_t slot_of(const struct hito_series *series, hito_day day)
{
	const uint32_t scatter = 2654435769u; /* 2^32 over the golden ratio */
	size_t slot = ((uint32_t)day * scatter >> 8) & (series->slot_count - 1);

	while (series->slots[slot] &&
	       series->buckets[series->slots[slot] - 1].day != day)
		slot = (slot + 1) & (series->slot_count - 1);
	return slot;
}

/* Slots are a power of two, at most half of them taken. */
static bool widen(struct hito_series *series)
{
	enum { FEWEST = 64 };
	size_t wanted = series->slot_count ? series->slot_count * 2 : FEWEST;

	if ((series->count + 1) * 2 <= series->slot_count)
		return true;
	series->slots = hito_new(series->arena, uint32_t, wanted);
	if (!series->slots)
		return false;
	series->slot_count = wanted;
	for (size_t i = 0; i < series->count; i++)
		series->slots[slot_of(series, series->buckets[i].day)] =
			(uint32_t)i + 1;
	return true;
}

static bool add_bucket(struct hito_series *series, hito_day day)
{
	size_t slot;

	if (!widen(series))
		return false;
	slot = slot_of(series, day);
	if (!series->slots[slot]) {
		if (!hito_reserve(series->arena, series->buckets, series->count,
				  series->capacity))
			return false;
		series->buckets[series->count++] =
			(struct hito_bucket){.day = day};
		series->slots[slot] = (uint32_t)series->count;
	}
	series->last = series->slots[slot] - 1;
	return true;
}

bool hito_series_add(struct hito_series *series, hito_day day, int column,
		     int number)
{
	if ((series->last >= series->count ||
	     series->buckets[series->last].day != day) &&
	    !add_bucket(series, day))
		return false;
	series->buckets[series->last].counts[column] += number;
	return true;
}

static int by_day(const void *a, const void *b)
{
	const struct hito_bucket *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

void hito_series_sort(struct hito_series *series)
{
	if (series->count > 1)
		qsort(series->buckets, series->count, sizeof(*series->buckets),
		      by_day);
}
