/* SPDX-License-Identifier: MIT */
/* A heap of numbers. */
#include "base/heap.h"

static bool is_before(const struct hito_heap *heap, uint32_t a, uint32_t b)
{
	return heap->is_before(heap->ctx, a, b);
}

void hito_heap_push(struct hito_heap *heap, uint32_t number)
{
	size_t at = heap->count++;

	while (at && is_before(heap, number, heap->list[(at - 1) / 2])) {
		heap->list[at] = heap->list[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	heap->list[at] = number;
}

uint32_t hito_heap_pop(struct hito_heap *heap)
{
	uint32_t top = heap->list[0], last = heap->list[--heap->count];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < heap->count) {
		if (child + 1 < heap->count &&
		    is_before(heap, heap->list[child + 1], heap->list[child]))
			child++;
		if (!is_before(heap, heap->list[child], last))
			break;
		heap->list[at] = heap->list[child];
		at = child;
	}
	heap->list[at] = last;
	return top;
}
