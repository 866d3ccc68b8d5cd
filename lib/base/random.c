/* SPDX-License-Identifier: MIT */
/* Draws numbers by chance, with integers alone. */
#include "base/random.h"

static uint64_t splitmix(uint64_t *state)
{
	uint64_t mixed = *state += 0x9e3779b97f4a7c15u;

	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
	return mixed ^ mixed >> 31;
}

static uint64_t rotate(uint64_t bits, unsigned by)
{
	return bits << by | bits >> (64 - by);
}

void hito_random_init(struct hito_random *random, uint64_t seed)
{
	for (int i = 0; i < 4; i++)
		random->state[i] = splitmix(&seed);
}

uint64_t hito_random_next(struct hito_random *random)
{
	uint64_t *state = random->state;
	uint64_t result = rotate(state[1] * 5, 7) * 9;
	uint64_t shifted = state[1] << 17;

	state[2] ^= state[0];
	state[3] ^= state[1];
	state[1] ^= state[2];
	state[0] ^= state[3];
	state[2] ^= shifted;
	state[3] = rotate(state[3], 45);
	return result;
}

/* Lemire's way: the few draws that would favour some numbers are drawn anew. */
uint32_t hito_random_below(struct hito_random *random, uint32_t count)
{
	uint32_t unfair = count ? (uint32_t)-count % count : 0;
	uint64_t wide;

	if (!count)
		return 0;
	do
		wide = (hito_random_next(random) >> 32) * count;
	while ((uint32_t)wide < unfair);
	return (uint32_t)(wide >> 32);
}

uint64_t hito_random_seed(uint64_t seed, struct hito_str name)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)name.ptr[i]) * 0x100000001b3u;
	hash ^= seed;
	return splitmix(&hash);
}
