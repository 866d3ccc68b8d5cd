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

static uint64_t hash_of(const struct hito_map *map, struct hito_str text)
{
	return map->guarded ? safe_hash(map->secret, text)
			    : fast_hash(map->secret, text);
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
				     size_t capacity, struct hito_str key,
				     size_t *out_run)
{
	size_t at = (size_t)hash_of(map, key) & (capacity - 1);
	size_t run = 0;

	while (slots[at].value && !hito_str_equal(slots[at].key, key)) {
		at = (at + 1) & (capacity - 1);
		run++;
	}
	*out_run = run;
	return &slots[at];
}

void *hito_map_find(const struct hito_map *map, struct hito_str key)
{
	size_t run;

	if (!map->count)
		return NULL;
	return slot_of(map, map->slots, map->capacity, key, &run)->value;
}

/* All slots anew, in another number of them or by another hash. */
static bool rebuild(struct hito_map *map, size_t capacity)
{
	struct hito_map_slot *slots =
		hito_new(map->arena, struct hito_map_slot, capacity);
	size_t run;

	if (!slots)
		return false;
	for (size_t i = 0; i < map->capacity; i++) {
		if (map->slots[i].value)
			*slot_of(map, slots, capacity, map->slots[i].key,
				 &run) = map->slots[i];
	}
	map->slots = slots;
	map->capacity = capacity;
	return true;
}

static bool enlarge(struct hito_map *map)
{
	size_t capacity = FIRST_CAPACITY;

	if (map->capacity && !hito_num_mul(map->capacity, 2, &capacity))
		return false;
	return rebuild(map, capacity);
}

bool hito_map_put(struct hito_map *map, struct hito_str key, void *value)
{
	struct hito_map_slot *slot;
	size_t run;

	if (map->count >= map->capacity / 4 * 3 && !enlarge(map))
		return false;
	slot = slot_of(map, map->slots, map->capacity, key, &run);
	if (!slot->value) {
		slot->key = key;
		map->count++;
	}
	slot->value = value;
	if (run < LONGEST_RUN || map->guarded)
		return true;
	map->guarded = true;
	map->guarded = rebuild(map, map->capacity);
	return map->guarded;
}
