/* SPDX-License-Identifier: MIT */
/* Open addressing with linear steps; never more than three quarters full. */
#include "base/map.h"

#include "base/num.h"

#define FIRST_CAPACITY 16u

uint64_t hito_hash(struct hito_str text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < text.len; i++) {
		hash ^= (unsigned char)text.ptr[i];
		hash *= UINT64_C(1099511628211);
	}
	return hash;
}

void hito_map_init(struct hito_map *map, struct hito_arena *arena)
{
	*map = (struct hito_map){.arena = arena};
}

/* The slot of the key, or the free one where it belongs. */
static struct hito_map_slot *slot_of(struct hito_map_slot *slots,
				     size_t capacity, struct hito_str key)
{
	uint64_t hash = hito_hash(key);
	size_t at = (size_t)(hash ^ hash >> 32) & (capacity - 1);

	while (slots[at].value && !hito_str_equal(slots[at].key, key))
		at = (at + 1) & (capacity - 1);
	return &slots[at];
}

void *hito_map_find(const struct hito_map *map, struct hito_str key)
{
	if (!map->count)
		return NULL;
	return slot_of(map->slots, map->capacity, key)->value;
}

static bool enlarge(struct hito_map *map)
{
	size_t capacity = FIRST_CAPACITY;
	struct hito_map_slot *slots;

	if (map->capacity && !hito_num_mul(map->capacity, 2, &capacity))
		return false;
	slots = hito_new(map->arena, struct hito_map_slot, capacity);
	if (!slots)
		return false;
	for (size_t i = 0; i < map->capacity; i++) {
		if (map->slots[i].value)
			*slot_of(slots, capacity, map->slots[i].key) =
				map->slots[i];
	}
	map->slots = slots;
	map->capacity = capacity;
	return true;
}

bool hito_map_put(struct hito_map *map, struct hito_str key, void *value)
{
	struct hito_map_slot *slot;

	if (map->count >= map->capacity / 4 * 3 && !enlarge(map))
		return false;
	slot = slot_of(map->slots, map->capacity, key);
	if (!slot->value) {
		slot->key = key;
		map->count++;
	}
	slot->value = value;
	return true;
}
