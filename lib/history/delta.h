/* SPDX-License-Identifier: MIT */
/*
 * Deltas: an object told as pieces of another one (gitformat-pack(5)).
 */
#ifndef HITO_HISTORY_DELTA_H
#define HITO_HISTORY_DELTA_H

#include <stdbool.h>
#include <stdint.h>

#include "hito/str.h"

/*
 * Cut the two sizes off the front: of the object that it is made from, and of
 * the one that it makes. False when they are not whole.
 */
bool hito_delta_sizes(struct hito_str *delta, uint64_t *out_base,
		      uint64_t *out_result);

/*
 * Write the object. delta is without its sizes, which the caller has compared
 * with base.len and size; out has room for size bytes. False when the delta
 * is damaged: nothing is read or written outside.
 */
bool hito_delta_apply(struct hito_str base, struct hito_str delta, char *out,
		      size_t size);

#endif
