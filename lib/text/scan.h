/* SPDX-License-Identifier: MIT */
/*
 * A first look at all bytes of a text, many at once: where its lines start,
 * and whether there is anything that takes a closer look.
 */
#ifndef HITO_TEXT_SCAN_H
#define HITO_TEXT_SCAN_H

#include "hito/source.h"

struct hito_scan {
	uint32_t *starts; /* of lines; the first is 0 */
	uint32_t count;   /* of lines, at least 1 */
	uint32_t longest; /* bytes of a line at most, its end included */
	bool marked;      /* a line may be a marker of a conflict */
	bool clean;       /* see struct hito_source */
	size_t seen;      /* what stands before it was judged */
};

/* start: behind the byte order mark. False when memory ends. */
HITO_MUST bool hito_scan_text(struct hito_arena *arena, struct hito_str text,
			      uint32_t start, struct hito_scan *out);

#endif
