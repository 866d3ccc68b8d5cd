/* SPDX-License-Identifier: MIT */
/* Open addressing with linear steps; never more than three quarters full. */
#include "base/map.h"

#include <string.h>

#include "base/num.h"

#define FIRST_CAPACITY 16u

static uint64_t turn(uint64_t word, unsigned bits)
{
	return word << bits | word >> (64 - bits);
}

static void stir(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = turn(v[1], 13) ^ v[0];
	v[0] = turn(v[0], 32);
	v[2] += v[3];
	v[3] = turn(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = turn(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = turn(v[1], 17) ^ v[2];
	v[2] = turn(v[2], 32);
}

static void take_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	stir(v);
	v[0] ^= word;
}

/*
 * SipHash-1-3: without the secret nobody can choose keys that all meet in
 * one slot.
 */
static uint64_t hash_of(const uint64_t secret[2], struct hito_str text)
{
	uint64_t v[4] = {secret[0] ^ UINT64_C(0x736f6d6570736575),
			 secret[1] ^ UINT64_C(0x646f72616e646f6d),
			 secret[0] ^ UINT64_C(0x6c7967656e657261),
			 secret[1] ^ UINT64_C(0x7465646279746573)};
	uint64_t last = (uint64_t)text.len << 56;
	size_t at = 0;

	for (; text.len - at >= 8; at += 8) {
		uint64_t word;

		memcpy(&word, text.ptr + at, 8);
		take_word(v, word);
	}
	for (unsigned shift = 0; at < text.len; at++, shift += 8)
		last |= (uint64_t)(unsigned char)text.ptr[at] << shift;
	take_word(v, last);
	v[2] ^= 0xff;
	stir(v);
	stir(v);
	stir(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Addresses are another at each start, and nobody outside knows them. */
void hito_map_init(struct hito_map *map, struct hito_arena *arena)
{
	*map = (struct hito_map){
		.arena = arena,
		.secret = {(uint64_t)(uintptr_t)arena,
			   (uint64_t)(uintptr_t)map},
	};
}

/* The slot of the key, or the free one where it belongs. */
static struct hito_map_slot *slot_of(const struct hito_map *map,
				     struct hito_map_slot *slots,
				     size_t capacity, struct hito_str key)
{
	size_t at = (size_t)hash_of(map->secret, key) & (capacity - 1);

	while (slots[at].value && !hito_str_equal(slots[at].key, key))
		at = (at + 1) & (capacity - 1);
	return &slots[at];
}

void *hito_map_find(const struct hito_map *map, struct hito_str key)
{
	if (!map->count)
		return NULL;
	return slot_of(map, map->slots, map->capacity, key)->value;
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
			*slot_of(map, slots, capacity, map->slots[i].key) =
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
	slot = slot_of(map, map->slots, map->capacity, key);
	if (!slot->value) {
		slot->key = key;
		map->count++;
	}
	slot->value = value;
	return true;
}
