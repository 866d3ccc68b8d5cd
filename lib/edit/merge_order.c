/* SPDX-License-Identifier: MIT */
/* Puts the order of three lists together. */
#include "edit/merging.h"

/* A ring of the classes in their order; the last slot is its head. */
struct ring {
	uint32_t *next;
	bool *is_in, *in_base, *in_other;
	uint32_t head;
	bool skips; /* what ours added goes first */
};

static void mark(bool *marks, const struct hito_merge_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		marks[list->list[i]] = true;
}

/* Do two lists have what both have in the same order? */
static bool is_same_order(const struct hito_merge_list *a,
			  const struct hito_merge_list *b, bool *in_a,
			  bool *in_b)
{
	size_t k = 0;

	for (size_t i = 0; i < a->count; i++) {
		if (!in_b[a->list[i]])
			continue;
		while (k < b->count && !in_a[b->list[k]])
			k++;
		if (k == b->count || b->list[k] != a->list[i])
			return false;
		k++;
	}
	return true;
}

static void insert(struct ring *ring, uint32_t behind, uint32_t class)
{
	ring->next[class] = ring->next[behind];
	ring->next[behind] = class;
	ring->is_in[class] = true;
}

/* Is it of the first list alone: added by its side? */
static bool is_added(const struct ring *ring, uint32_t class)
{
	return class != ring->head && !ring->in_base[class] &&
	       !ring->in_other[class];
}

static void build(struct ring *ring, const struct hito_merge_list *first,
		  const struct hito_merge_list *other)
{
	uint32_t last = ring->head;

	ring->next[ring->head] = ring->head;
	for (size_t i = 0; i < first->count; i++) {
		insert(ring, last, first->list[i]);
		last = first->list[i];
	}
	last = ring->head;
	for (size_t i = 0; i < other->count; i++) {
		uint32_t class = other->list[i];

		if (!ring->is_in[class]) {
			while (ring->skips && !ring->in_base[class] &&
			       is_added(ring, ring->next[last]))
				last = ring->next[last];
			insert(ring, last, class);
		}
		last = class;
	}
}

bool hito_merge_order(struct hito_arena *arena, size_t limit,
		      const struct hito_merge_list *base,
		      const struct hito_merge_list *ours,
		      const struct hito_merge_list *theirs, uint32_t *out,
		      size_t *out_count)
{
	bool *marks = hito_new(arena, bool, 4 * limit + 4);
	struct ring ring = {
		.next = hito_new(arena, uint32_t, limit + 1),
		.is_in = marks,
		.head = (uint32_t)limit,
		.skips = true,
	};
	bool *in_ours, *in_theirs;
	size_t count = 0;

	if (!marks || !ring.next)
		return false;
	ring.in_base = marks + limit + 1;
	in_ours = ring.in_base + limit + 1;
	in_theirs = in_ours + limit + 1;
	mark(ring.in_base, base);
	mark(in_ours, ours);
	mark(in_theirs, theirs);
	ring.in_other = in_theirs;
	if (is_same_order(ours, base, in_ours, ring.in_base) &&
	    !is_same_order(theirs, base, in_theirs, ring.in_base)) {
		ring.skips = false;
		ring.in_other = in_ours;
		build(&ring, theirs, ours);
	} else {
		build(&ring, ours, theirs);
	}
	for (uint32_t at = ring.next[ring.head]; at != ring.head;
	     at = ring.next[at])
		out[count++] = at;
	*out_count = count;
	return true;
}
