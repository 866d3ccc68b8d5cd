/* SPDX-License-Identifier: MIT */
/*
 * A hash map from slices to pointers. Keys are borrowed. No order: sort
 * before printing.
 */
#ifndef HITO_BASE_MAP_H
#define HITO_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/str.h"

struct hito_map_slot {
	struct hito_str key;
	void *value; /* NULL = free slot */
};

struct hito_map {
	struct hito_arena *arena;
	struct hito_map_slot *slots;
	size_t count, capacity; /* capacity is 0 or a power of two */
	uint64_t secret[2];
	bool guarded; /* by a slower hash, for the keys look chosen */
};

/* Empty; allocates nothing. */
void hito_map_init(struct hito_map *map, struct hito_arena *arena);
/* NULL when absent. */
void *hito_map_find(const struct hito_map *map, struct hito_str key);
/* Set or replace; value is not NULL. False when memory ends. */
bool hito_map_put(struct hito_map *map, struct hito_str key, void *value);

#endif
