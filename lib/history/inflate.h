/* SPDX-License-Identifier: MIT */
/*
 * The compression of Git's objects: zlib streams, whole in memory.
 */
#ifndef HITO_HISTORY_INFLATE_H
#define HITO_HISTORY_INFLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/str.h"

/* What inflating needs of its own; one for each thread. */
struct hito_inflater;

/* NULL when memory ends. */
struct hito_inflater *hito_inflater_new(void);
/* NULL is allowed. */
void hito_inflater_free(struct hito_inflater *inflater);

enum hito_inflated {
	HITO_INFLATED,
	HITO_INFLATE_DAMAGED,
	HITO_INFLATE_LARGE, /* more than size bytes come out */
};

/*
 * Inflate the stream that in begins with. Nothing is written behind size
 * bytes of out; *out_len and *out_used (bytes of in) are set when all came
 * out. The stream's checksum must be right.
 */
enum hito_inflated hito_inflate(struct hito_inflater *inflater,
				struct hito_str in, char *out, size_t size,
				size_t *out_len, size_t *out_used);

#endif
