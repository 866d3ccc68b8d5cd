/* SPDX-License-Identifier: MIT */
/*
 * Hashes of blocks: equal blocks, equal hash, so that history compares two
 * versions of a file without looking at their values.
 */
#ifndef HITO_PLAN_HASH_H
#define HITO_PLAN_HASH_H

#include "hito/document.h"

/* Over kind, id, title and the value of each key whose change is an event. */
uint64_t hito_block_hash(const struct hito_block *block);

#endif
