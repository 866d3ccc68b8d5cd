/* SPDX-License-Identifier: MIT */
/*
 * A hash map from slices to pointers. Keys are borrowed, and shorter than
 * 4 GiB. No order: sort before printing.
 */
#ifndef HITO_BASE_MAP_H
#define HITO_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/str.h"

struct hito_map_slot {
	const char *key;
	uint32_t len, hash; /* of the key */
	void *value;        /* NULL = free slot */
};

static inline struct hito_str hito_map_key(const struct hito_map_slot *slot)
{
	return (struct hito_str){slot->key, slot->len};
}

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
/* Set unless the key is there; *out_value is what it has then, else value. */
bool hito_map_add(struct hito_map *map, struct hito_str key, void *value,
		  void **out_value);
/* Room for so many keys in all, where their number is known. */
bool hito_map_reserve(struct hito_map *map, size_t count);

#endif
