/* SPDX-License-Identifier: MIT */
/* A look whether there is anything to do, before it is done. */
#include "base/sort.h"

#include <stdlib.h>

void hito_sort_list(void *list, size_t count, size_t size,
		    int (*compare)(const void *, const void *))
{
	const char *at = list;
	size_t i;

	for (i = 1; i < count; i++, at += size) {
		if (compare(at, at + size) > 0)
			break;
	}
	if (i < count)
		qsort(list, count, size, compare);
}
