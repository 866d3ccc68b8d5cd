/* SPDX-License-Identifier: MIT */
/* Gathers how far promises were off, and draws from it. */
#include "status/lateness.h"

#include <stdlib.h>
#include <string.h>

bool hito_lateness_add(struct hito_lateness *lateness, int working_days,
		       int stood, struct hito_arena *arena)
{
	uint32_t before =
		lateness->count ? lateness->list[lateness->count - 1].until : 0;
	uint32_t days = stood > 0 ? (uint32_t)stood : 1;

	/* Four thousand million days are enough. */
	if (before > UINT32_MAX - days)
		return true;
	if (!hito_reserve(arena, lateness->list, lateness->count,
			  lateness->capacity))
		return false;
	lateness->list[lateness->count++] = (struct hito_late){
		.working_days = working_days,
		.until = before + days,
	};
	return true;
}

bool hito_lateness_is_enough(const struct hito_lateness *lateness)
{
	return lateness->steps >= HITO_LATENESS_MIN_STEPS;
}

/* The first that stood on a day of all their days. */
static size_t at_day(const struct hito_lateness *lateness, uint32_t day)
{
	size_t low = 0, high = lateness->count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lateness->list[middle].until > day)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

int hito_lateness_draw(const struct hito_lateness *lateness,
		       struct hito_random *random)
{
	uint32_t all = lateness->list[lateness->count - 1].until;

	return lateness->list[at_day(lateness, hito_random_below(random, all))]
		.working_days;
}

static int by_lateness(const void *a, const void *b)
{
	const struct hito_late *x = a, *y = b;

	return (x->working_days > y->working_days) -
	       (x->working_days < y->working_days);
}

bool hito_lateness_median(const struct hito_lateness *lateness,
			  struct hito_arena *scratch, int *out_days)
{
	struct hito_late *sorted =
		hito_new(scratch, struct hito_late, lateness->count + 1);
	uint64_t all, before = 0;
	size_t i;

	*out_days = 0;
	if (!sorted)
		return false;
	if (!lateness->count)
		return true;
	all = lateness->list[lateness->count - 1].until;
	for (i = 0; i < lateness->count; i++) {
		sorted[i] = lateness->list[i];
		sorted[i].until -= i ? lateness->list[i - 1].until : 0;
	}
	qsort(sorted, lateness->count, sizeof(*sorted), by_lateness);
	for (i = 0; i + 1 < lateness->count; i++) {
		before += sorted[i].until;
		if (before >= all - before)
			break;
	}
	*out_days = sorted[i].working_days;
	return true;
}
