/* SPDX-License-Identifier: MIT */
/* Places in order, and the search among them. */
#include "lint/spot.h"

int hito_spot_compare(const void *left, const void *right)
{
	const struct hito_spot *a = left, *b = right;

	if (a->source != b->source)
		return (uintptr_t)a->source < (uintptr_t)b->source ? -1 : 1;
	if (a->section.start != b->section.start)
		return a->section.start < b->section.start ? -1 : 1;
	return a->section.end > b->section.end
		       ? -1
		       : a->section.end < b->section.end;
}

size_t hito_spot_count_to(const void *list, size_t count, size_t size,
			  const struct hito_source *source, uint32_t offset)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_spot *spot =
			(const void *)((const char *)list + middle * size);

		if ((uintptr_t)spot->source < (uintptr_t)source ||
		    (spot->source == source && spot->section.start <= offset))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
