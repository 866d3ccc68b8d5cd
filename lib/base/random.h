/* SPDX-License-Identifier: MIT */
/*
 * Numbers drawn by chance, the same from the same seed on every machine:
 * xoshiro256**, its state filled by splitmix64. Not for secrets.
 */
#ifndef HITO_BASE_RANDOM_H
#define HITO_BASE_RANDOM_H

#include <stdint.h>

#include "hito/str.h"

struct hito_random {
	uint64_t state[4];
};

void hito_random_init(struct hito_random *random, uint64_t seed);
/* Any 64 bits. */
uint64_t hito_random_next(struct hito_random *random);
/* 0 to count - 1, each as likely as any other; 0 where count is 0. */
uint32_t hito_random_below(struct hito_random *random, uint32_t count);

/* A seed of its own for what has a name. */
uint64_t hito_random_seed(uint64_t seed, struct hito_str name);

#endif
