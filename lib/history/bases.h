/* SPDX-License-Identifier: MIT */
/*
 * Objects of packs that were read lately: others are often made from them.
 * They take 4 MB at most; what came first makes room for what comes.
 */
#ifndef HITO_HISTORY_BASES_H
#define HITO_HISTORY_BASES_H

#include "history/pack.h"

struct hito_bases;

struct hito_base {
	enum hito_raw_type type;
	struct hito_str bytes;
};

/* In the arena; NULL when memory ends. */
struct hito_bases *hito_bases_new(struct hito_arena *arena);

/* Is something held? */
bool hito_bases_is_pinned(const struct hito_bases *bases);

/*
 * Room for an object of size bytes. *out_room is NULL when it is too large to
 * be kept. Bytes that were found or made before may go, except those that
 * keep (or NULL) points at. False when memory ends.
 */
bool hito_bases_room(struct hito_bases *bases, size_t size, const char *keep,
		     char **out_room);

/* Remember what is in the room that was made last. */
void hito_bases_add(struct hito_bases *bases, const struct hito_pack *pack,
		    uint64_t offset, const struct hito_base *base);

/*
 * Keep what is around a byte until it is let go, as often as it was kept.
 * Returns the number to do that with; 0 when it is none of ours.
 */
uint32_t hito_bases_pin(struct hito_bases *bases, const char *byte);
void hito_bases_unpin(struct hito_bases *bases, uint32_t number);

/* False when it is not, or no longer, there. */
bool hito_bases_find(struct hito_bases *bases, const struct hito_pack *pack,
		     uint64_t offset, struct hito_base *out_base);

#endif
