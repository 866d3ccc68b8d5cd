/* SPDX-License-Identifier: MIT */
/*
 * A heap of numbers: the smallest, as whoever uses it compares them, is taken
 * first.
 */
#ifndef HITO_BASE_HEAP_H
#define HITO_BASE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hito_heap {
	bool (*is_before)(const void *ctx, uint32_t a, uint32_t b);
	const void *ctx;
	uint32_t *list; /* room for all */
	size_t count;
};

void hito_heap_push(struct hito_heap *heap, uint32_t number);
/* There is one. */
uint32_t hito_heap_pop(struct hito_heap *heap);

#endif
