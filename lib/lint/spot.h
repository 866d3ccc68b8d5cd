/* SPDX-License-Identifier: MIT */
/*
 * Where things of a project stand, to find the one that an offset lies in.
 */
#ifndef HITO_LINT_SPOT_H
#define HITO_LINT_SPOT_H

#include <stddef.h>

#include "hito/source.h"

/* The first member of what lists of places hold. */
struct hito_spot {
	const struct hito_source *source;
	struct hito_span section;
};

/* For qsort: by file and place, what holds others before them. */
int hito_spot_compare(const void *left, const void *right);

/*
 * How many of a sorted list of elements of this size are of lower files, or
 * begin at or before an offset of this one: the last of them is the nearest.
 */
size_t hito_spot_count_to(const void *list, size_t count, size_t size,
			  const struct hito_source *source, uint32_t offset);

#endif
