/* SPDX-License-Identifier: MIT */
/*
 * Open addressing with linear steps; never more than three quarters full.
 *
 * A fast hash does for the keys of files. Should somebody find keys that meet
 * in it in spite of the secret, a run of slots gets long, and the map goes
 * over to SipHash, which is made to withstand that.
 */
#include "base/map.h"

#include <string.h>

#include "base/num.h"

#define FIRST_CAPACITY 8u
/* The same where few keys are announced. */
#define LEAST_CAPACITY 4u

/* Slots that are tried one after the other before somebody is suspected. */
#define LONGEST_RUN 128u

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
__attribute__((noinline, cold)) static uint64_t
safe_hash(const uint64_t secret[2], struct hito_str text)
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

/* Both halves of a product, folded: each bit hangs on many. */
static uint64_t mixed(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ unsigned __int128 product = a;

	product *= b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
	a = (a ^ turn(b, 29)) * UINT64_C(0x9e3779b97f4a7c15);
	a = (a ^ a >> 32) * UINT64_C(0xd6e8feb86659fd93);
	return a ^ a >> 32;
#endif
}

static uint64_t load(const char *ptr, size_t size)
{
	uint64_t word = 0;

	memcpy(&word, ptr, size);
	return word;
}

/* As wyhash does: words multiplied with each other and the secret. */
static uint64_t fast_hash(const uint64_t secret[2], struct hito_str text)
{
	uint64_t seed = secret[0] ^ UINT64_C(0xa0761d6478bd642f);
	uint64_t other = secret[1] ^ UINT64_C(0xe7037ed1a0b428db);
	const char *at = text.ptr;
	uint64_t first = 0, last = 0;
	size_t left = text.len;

	for (; left > 16; left -= 16, at += 16)
		seed = mixed(load(at, 8) ^ other, load(at + 8, 8) ^ seed);
	if (left >= 8) {
		first = load(at, 8);
		last = load(at + left - 8, 8);
	} else if (left >= 4) {
		first = load(at, 4);
		last = load(at + left - 4, 4);
	} else if (left > 0) {
		first = (uint64_t)(unsigned char)at[0] << 16 |
			(uint64_t)(unsigned char)at[left / 2] << 8 |
			(unsigned char)at[left - 1];
	}
	return mixed(other ^ text.len, mixed(first ^ other, last ^ seed));
}

static uint32_t hash_of(const struct hito_map *map, struct hito_str text)
{
	return (uint32_t)(map->guarded ? safe_hash(map->secret, text)
				       : fast_hash(map->secret, text));
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

static bool is_key(const struct hito_map_slot *slot, struct hito_str key,
		   uint32_t hash)
{
	return slot->hash == hash && slot->len == key.len &&
	       (!key.len || memcmp(slot->key, key.ptr, key.len) == 0);
}

/* The slot of the key, or the free one where it belongs. */
static struct hito_map_slot *slot_of(const struct hito_map *map,
				     struct hito_str key, uint32_t hash,
				     size_t *out_run)
{
	size_t at = hash & (map->capacity - 1);
	size_t run = 0;

	while (map->slots[at].value && !is_key(&map->slots[at], key, hash)) {
		at = (at + 1) & (map->capacity - 1);
		run++;
	}
	*out_run = run;
	return &map->slots[at];
}

void *hito_map_find(const struct hito_map *map, struct hito_str key)
{
	size_t run;

	if (!map->count)
		return NULL;
	return slot_of(map, key, hash_of(map, key), &run)->value;
}

/* All slots anew, in another number of them or, if hashed, by other hashes. */
static bool rebuild(struct hito_map *map, size_t capacity, bool hashed)
{
	struct hito_map_slot *slots =
		hito_new(map->arena, struct hito_map_slot, capacity);

	if (!slots)
		return false;
	for (size_t i = 0; i < map->capacity; i++) {
		struct hito_map_slot slot = map->slots[i];
		size_t at;

		if (!slot.value)
			continue;
		if (hashed)
			slot.hash = hash_of(map, hito_map_key(&slot));
		at = slot.hash & (capacity - 1);
		while (slots[at].value)
			at = (at + 1) & (capacity - 1);
		slots[at] = slot;
	}
	map->slots = slots;
	map->capacity = capacity;
	return true;
}

static bool guard(struct hito_map *map)
{
	map->guarded = true;
	map->guarded = rebuild(map, map->capacity, true);
	return map->guarded;
}

bool hito_map_reserve(struct hito_map *map, size_t count)
{
	size_t capacity = map->capacity ? map->capacity : LEAST_CAPACITY;

	while (count > capacity / 4 * 3) {
		if (!hito_num_mul(capacity, 2, &capacity))
			return false;
	}
	return capacity == map->capacity || rebuild(map, capacity, false);
}

/* One key of those that nobody has announced. */
static bool make_room(struct hito_map *map)
{
	return map->capacity ? hito_map_reserve(map, map->count + 1)
			     : rebuild(map, FIRST_CAPACITY, false);
}

/* The key's slot, made where it is missing: its value is NULL then. */
static struct hito_map_slot *take(struct hito_map *map, struct hito_str key,
				  size_t *out_run)
{
	uint32_t hash = hash_of(map, key);
	struct hito_map_slot *slot;

	if (key.len > UINT32_MAX || !make_room(map))
		return NULL;
	slot = slot_of(map, key, hash, out_run);
	if (!slot->value) {
		slot->key = key.ptr;
		slot->len = (uint32_t)key.len;
		slot->hash = hash;
		map->count++;
	}
	return slot;
}

/* Should a run be too long, somebody has chosen the keys. */
static bool look_at(struct hito_map *map, size_t run)
{
	return run < LONGEST_RUN || map->guarded || guard(map);
}

bool hito_map_put(struct hito_map *map, struct hito_str key, void *value)
{
	size_t run;
	struct hito_map_slot *slot = take(map, key, &run);

	if (!slot)
		return false;
	slot->value = value;
	return look_at(map, run);
}

bool hito_map_add(struct hito_map *map, struct hito_str key, void *value,
		  void **out_value)
{
	size_t run;
	struct hito_map_slot *slot = take(map, key, &run);

	if (!slot)
		return false;
	if (!slot->value)
		slot->value = value;
	*out_value = slot->value;
	return look_at(map, run);
}
