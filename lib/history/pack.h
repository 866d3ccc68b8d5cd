/* SPDX-License-Identifier: MIT */
/*
 * A pack and its index, as bytes (gitformat-pack(5)): where an object lies
 * and what it begins with. Nothing in them is trusted.
 */
#ifndef HITO_HISTORY_PACK_H
#define HITO_HISTORY_PACK_H

#include "history/git.h"

/* Views of bytes that somebody else keeps; does not change. */
struct hito_pack {
	const unsigned char *fan; /* 256 counts: ids up to a first byte */
	const unsigned char *ids; /* sorted, stride bytes apart */
	const unsigned char *offsets;
	const unsigned char *far; /* offsets of 8 bytes */
	size_t far_count, stride, offset_stride;
	uint32_t count;
	const unsigned char *bytes;
	uint64_t size; /* of the pack, without its checksum */
};

/* False when they are no index (version 1 or 2) and pack of each other. */
bool hito_pack_init(struct hito_pack *pack, struct hito_str index,
		    struct hito_str bytes);

/* Where an object begins; false when it is not in the pack. */
bool hito_pack_find(const struct hito_pack *pack, const struct hito_oid *oid,
		    uint64_t *out_offset);

/*
 * The ids that begin as a given one, in digits hexadecimal digits: the first
 * of them in the order of ids, and how many of them (at most 2).
 */
unsigned hito_pack_begin(const struct hito_pack *pack,
			 const struct hito_oid *start, size_t digits,
			 struct hito_oid *out_oid);

/* Do two ids begin with the same hexadecimal digits? */
bool hito_oid_begins(const unsigned char *bytes, const struct hito_oid *start,
		     size_t digits);

/* What stands at the beginning of an object. */
struct hito_packed {
	enum hito_raw_type type; /* ANY: made from the object at base */
	uint64_t size;           /* of what is inflated */
	struct hito_str data;    /* to be inflated; longer than it needs */
	uint64_t base;
};

/* False when it is damaged. A base lies in the pack. */
bool hito_pack_look(const struct hito_pack *pack, uint64_t offset,
		    struct hito_packed *out_packed);

#endif
