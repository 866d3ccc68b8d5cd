/* SPDX-License-Identifier: MIT */
/*
 * Sorting what is in order as a rule.
 */
#ifndef HITO_BASE_SORT_H
#define HITO_BASE_SORT_H

#include <stddef.h>

/*
 * As qsort, and quick where the list is in order already. Which of two equal
 * ones comes first is left open. The list of none may be NULL.
 */
void hito_sort_list(void *list, size_t count, size_t size,
		    int (*compare)(const void *, const void *));

#endif
