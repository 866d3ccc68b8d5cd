/* SPDX-License-Identifier: MIT */
/* Reading packs and their indexes. */
#include "history/pack.h"

#include <string.h>

enum { FAN = 256 * 4, ID = 20, TRAILER = 20 };

/* Kinds of packed objects. */
enum { COMMIT = 1, TREE, BLOB, TAG, DELTA_OFFSET = 6, DELTA_ID };

#define PACK_HEAD 12u /* bytes in front of the first object */
#define FAR 0x80000000u

static uint32_t read32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

static uint64_t read64(const unsigned char *at)
{
	return (uint64_t)read32(at) << 32 | read32(at + 4);
}

static bool read_fan(struct hito_pack *pack)
{
	uint32_t last = 0;

	for (size_t i = 0; i < 256; i++) {
		uint32_t next = read32(pack->fan + 4 * i);

		if (next < last)
			return false;
		last = next;
	}
	pack->count = last;
	return true;
}

/* Offset and id by turns. */
static bool read_first(struct hito_pack *pack, struct hito_str index)
{
	const uint64_t fixed = FAN + 2 * TRAILER;

	pack->fan = (const unsigned char *)index.ptr;
	if (index.len < fixed || !read_fan(pack) ||
	    index.len != fixed + (uint64_t)pack->count * (4 + ID))
		return false;
	pack->offsets = pack->fan + FAN;
	pack->ids = pack->offsets + 4;
	pack->stride = pack->offset_stride = 4 + ID;
	pack->far = NULL;
	pack->far_count = 0;
	return true;
}

/* All ids, all checksums, all offsets; then the offsets that need 8 bytes. */
static bool read_second(struct hito_pack *pack, struct hito_str index)
{
	const uint64_t fixed = 8 + FAN + 2 * TRAILER;
	uint64_t size;

	pack->fan = (const unsigned char *)index.ptr + 8;
	if (index.len < fixed || read32(pack->fan - 4) != 2 || !read_fan(pack))
		return false;
	size = fixed + (uint64_t)pack->count * (ID + 4 + 4);
	if (index.len < size || (index.len - size) % 8 != 0 ||
	    (index.len - size) / 8 > pack->count)
		return false;
	pack->ids = pack->fan + FAN;
	pack->offsets = pack->ids + (size_t)pack->count * (ID + 4);
	pack->far = pack->offsets + (size_t)pack->count * 4;
	pack->far_count = (size_t)(index.len - size) / 8;
	pack->stride = ID;
	pack->offset_stride = 4;
	return true;
}

bool hito_pack_init(struct hito_pack *pack, struct hito_str index,
		    struct hito_str bytes)
{
	static const char magic[4] = {'\377', 't', 'O', 'c'};
	bool second = index.len >= 8 && memcmp(index.ptr, magic, 4) == 0;

	if (!(second ? read_second(pack, index) : read_first(pack, index)))
		return false;
	pack->bytes = (const unsigned char *)bytes.ptr;
	if (bytes.len < PACK_HEAD + TRAILER ||
	    memcmp(pack->bytes, "PACK", 4) != 0 ||
	    (read32(pack->bytes + 4) != 2 && read32(pack->bytes + 4) != 3) ||
	    read32(pack->bytes + 8) != pack->count)
		return false;
	pack->size = bytes.len - TRAILER;
	/* The index names its pack by the checksum at the pack's end. */
	return memcmp(pack->bytes + pack->size,
		      index.ptr + index.len - 2 * TRAILER, TRAILER) == 0;
}

static const unsigned char *id_at(const struct hito_pack *pack, uint32_t place)
{
	return pack->ids + (size_t)place * pack->stride;
}

static uint32_t fan_end(const struct hito_pack *pack, unsigned char first)
{
	return read32(pack->fan + (size_t)4 * first);
}

/* Do all ids up to a place stand before the given one? */
static bool is_past(const struct hito_pack *pack, const struct hito_oid *oid,
		    uint32_t place)
{
	const unsigned char *id = id_at(pack, place);
	uint64_t its = read64(id), wanted = read64(oid->bytes);

	return its != wanted ? its < wanted : memcmp(id, oid->bytes, ID) < 0;
}

/*
 * An index is large, and ids are looked for all over it: what is compared
 * next, and the offset, are asked for at once and not one after the other.
 */
static void fetch_near(const struct hito_pack *pack, uint32_t place)
{
	enum { LINE = 64, LINES = 4 }; /* of a cache; on each side */
	uintptr_t id = (uintptr_t)id_at(pack, place);

	for (uintptr_t at = id - LINES * LINE; at <= id + LINES * LINE;
	     at += LINE)
		__builtin_prefetch((const void *)at);
	if (pack->far)
		__builtin_prefetch(pack->offsets + (size_t)place * 4);
}

/*
 * Ids are spread evenly: look near the place that a given one would have,
 * then farther and farther away, until it lies between low and high.
 */
static void enclose(const struct hito_pack *pack, const struct hito_oid *oid,
		    uint32_t *low, uint32_t *high)
{
	uint64_t count = *high - *low, step = 8;
	uint32_t at = *low + (uint32_t)(count * read32(oid->bytes + 1) >> 32);

	fetch_near(pack, at);
	if (is_past(pack, oid, at)) {
		*low = at + 1;
		while (*high - *low > step &&
		       is_past(pack, oid, *low + (uint32_t)step)) {
			*low += (uint32_t)step + 1;
			step *= 2;
		}
		if (*high - *low > step)
			*high = *low + (uint32_t)step;
	} else {
		*high = at;
		while (*high - *low > step &&
		       !is_past(pack, oid, *high - (uint32_t)step)) {
			*high -= (uint32_t)step;
			step *= 2;
		}
		if (*high - *low > step)
			*low = *high - (uint32_t)step + 1;
	}
}

/* The place of the first id that is not before the given one. */
static uint32_t search(const struct hito_pack *pack, const struct hito_oid *oid)
{
	unsigned char first = oid->bytes[0];
	uint32_t low = first ? fan_end(pack, (unsigned char)(first - 1)) : 0;
	uint32_t high = fan_end(pack, first);

	if (low < high)
		enclose(pack, oid, &low, &high);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (is_past(pack, oid, middle))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Zero, where no object lies, when the index is damaged. */
static uint64_t offset_of(const struct hito_pack *pack, uint32_t place)
{
	uint32_t near =
		read32(pack->offsets + (size_t)place * pack->offset_stride);

	if (!pack->far || !(near & FAR))
		return near;
	near &= ~FAR;
	return near < pack->far_count ? read64(pack->far + (size_t)near * 8)
				      : 0;
}

bool hito_pack_find(const struct hito_pack *pack, const struct hito_oid *oid,
		    uint64_t *out_offset)
{
	uint32_t place = search(pack, oid);

	if (place >= pack->count ||
	    memcmp(id_at(pack, place), oid->bytes, ID) != 0)
		return false;
	*out_offset = offset_of(pack, place);
	return true;
}

bool hito_oid_begins(const unsigned char *bytes, const struct hito_oid *start,
		     size_t digits)
{
	return memcmp(bytes, start->bytes, digits / 2) == 0 &&
	       (digits % 2 == 0 ||
		((bytes[digits / 2] ^ start->bytes[digits / 2]) & 0xf0) == 0);
}

unsigned hito_pack_begin(const struct hito_pack *pack,
			 const struct hito_oid *start, size_t digits,
			 struct hito_oid *out_oid)
{
	uint32_t place = search(pack, start);
	unsigned found = 0;

	while (found < 2 && place < pack->count &&
	       hito_oid_begins(id_at(pack, place), start, digits)) {
		if (!found)
			memcpy(out_oid->bytes, id_at(pack, place), ID);
		found++;
		place++;
	}
	return found;
}

struct cursor {
	const unsigned char *at, *end;
};

/* Kind and size: 3 and 4 bits, then 7 at a time. */
static bool cut_kind(struct cursor *cursor, unsigned *out_kind,
		     uint64_t *out_size)
{
	unsigned char byte;
	unsigned shift = 4;

	if (cursor->at == cursor->end)
		return false;
	byte = *cursor->at++;
	*out_kind = byte >> 4 & 7;
	*out_size = byte & 15;
	while (byte & 0x80) {
		if (cursor->at == cursor->end || shift > 56)
			return false;
		byte = *cursor->at++;
		*out_size |= (uint64_t)(byte & 0x7f) << shift;
		shift += 7;
	}
	return true;
}

/* How far back the base begins: each byte but the last adds one. */
static bool cut_distance(struct cursor *cursor, uint64_t *out_distance)
{
	uint64_t distance = 0;
	unsigned char byte;

	do {
		if (cursor->at == cursor->end || distance >> 55)
			return false;
		byte = *cursor->at++;
		distance = distance << 7 | (byte & 0x7f);
		if (byte & 0x80)
			distance++;
	} while (byte & 0x80);
	*out_distance = distance;
	return true;
}

static bool cut_base(const struct hito_pack *pack, unsigned kind,
		     uint64_t offset, struct cursor *cursor, uint64_t *out_base)
{
	struct hito_oid oid;
	uint64_t distance;

	if (kind == DELTA_OFFSET) {
		if (!cut_distance(cursor, &distance) || !distance ||
		    distance > offset)
			return false;
		*out_base = offset - distance;
		return true;
	}
	if (cursor->end - cursor->at < ID)
		return false;
	memcpy(oid.bytes, cursor->at, ID);
	cursor->at += ID;
	return hito_pack_find(pack, &oid, out_base);
}

bool hito_pack_look(const struct hito_pack *pack, uint64_t offset,
		    struct hito_packed *out_packed)
{
	static const enum hito_raw_type types[] = {
		[COMMIT] = HITO_RAW_COMMIT,
		[TREE] = HITO_RAW_TREE,
		[BLOB] = HITO_RAW_BLOB,
		[TAG] = HITO_RAW_TAG,
	};
	struct cursor cursor = {NULL, pack->bytes + pack->size};
	unsigned kind;

	if (offset < PACK_HEAD || offset >= pack->size)
		return false;
	cursor.at = pack->bytes + offset;
	if (!cut_kind(&cursor, &kind, &out_packed->size))
		return false;
	out_packed->base = 0;
	if (kind >= COMMIT && kind <= TAG)
		out_packed->type = types[kind];
	else if (kind != DELTA_OFFSET && kind != DELTA_ID)
		return false;
	else if (cut_base(pack, kind, offset, &cursor, &out_packed->base))
		out_packed->type = HITO_RAW_ANY;
	else
		return false;
	out_packed->data.ptr = (const char *)cursor.at;
	out_packed->data.len = (size_t)(cursor.end - cursor.at);
	return true;
}
