/* SPDX-License-Identifier: MIT */
/*
 * Packs, indexes, loose objects, deltas and configurations: any bytes, no
 * crash, nothing read or written outside. The first byte tells which:
 *
 *	i  two bytes: the index's length; the index; the pack
 *	p  a byte: how many objects; two bytes each: where they begin, and so
 *	   do their ids; what stands in a pack behind its head
 *	l  a loose file
 *	d  a byte: the base's length; the base; a delta with its sizes
 *	c  a configuration
 *	r  packed references
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "history/config.h"
#include "history/delta.h"
#include "history/loose.h"
#include "history/objects.h"
#include "history/refs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LIMIT = 1 << 20, TRAILER = 20, ID = 20, OBJECTS = 64 };

static void use(struct hito_str bytes)
{
	volatile unsigned sum = 0;

	for (size_t i = 0; i < bytes.len; i++)
		sum += (unsigned char)bytes.ptr[i];
}

static void read_pack(struct hito_str index, struct hito_str bytes,
		      struct hito_arena *arena)
{
	struct hito_err err = {.code = HITO_OK};
	struct hito_objects *objects;
	struct hito_pack pack;

	if (!hito_pack_init(&pack, index, bytes))
		return;
	if (!hito_objects_new(NULL, arena, &objects, &err))
		abort();
	for (uint32_t i = 0; i < pack.count && i < OBJECTS; i++) {
		struct hito_oid oid, begun;
		struct hito_raw raw;
		uint64_t offset;
		size_t len;

		memcpy(oid.bytes, pack.ids + i * pack.stride, ID);
		hito_pack_begin(&pack, &oid, 5, &begun);
		if (hito_pack_find(&pack, &oid, &offset) &&
		    hito_objects_read_at(objects, &pack, offset, HITO_RAW_ANY,
					 LIMIT, &raw, &len,
					 &err) == HITO_READ_OK) {
			if (raw.bytes.len != len || len > LIMIT)
				abort();
			use(raw.bytes);
		}
	}
	hito_objects_close(objects);
}

static void put32(unsigned char *at, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(number >> (24 - 8 * i));
}

/* An index of version 2 for places that are sorted, as git would write it. */
static void make_index(unsigned char *index, const uint8_t *places,
		       uint32_t count)
{
	unsigned char *ids = index + 8 + 1024;
	unsigned char *offsets = ids + (size_t)count * (ID + 4);

	memcpy(index, "\377tOc\0\0\0\2", 8);
	for (uint32_t i = 0; i < count; i++) {
		memcpy(ids + (size_t)i * ID, places + 2 * i, 2);
		put32(offsets + (size_t)i * 4,
		      (uint32_t)places[2 * i] << 8 | places[2 * i + 1]);
	}
	for (uint32_t first = 0; first < 256; first++) {
		uint32_t end = 0;

		while (end < count && places[2 * end] <= first)
			end++;
		put32(index + 8 + (size_t)first * 4, end);
	}
}

static void make_pack(const uint8_t *data, size_t size,
		      struct hito_arena *arena)
{
	uint32_t count = size ? data[0] % OBJECTS : 0;
	size_t index_size = 8 + 1024 + (size_t)count * (ID + 8) + 2 * TRAILER;
	size_t body = size - 1 - (size_t)2 * count;
	char *index, *pack;

	if (size < 1 + (size_t)2 * count)
		return;
	/* of their own sizes: reading past the end is noticed */
	index = calloc(1, index_size);
	pack = calloc(1, 12 + body + TRAILER);
	if (!index || !pack)
		abort();
	make_index((unsigned char *)index, data + 1, count);
	memcpy(pack, "PACK\0\0\0\2", 8);
	put32((unsigned char *)pack + 8, count);
	memcpy(pack + 12, data + 1 + 2 * count, body);
	read_pack((struct hito_str){index, index_size},
		  (struct hito_str){pack, 12 + body + TRAILER}, arena);
	free(index);
	free(pack);
}

static void read_both(struct hito_str data, struct hito_arena *arena)
{
	size_t len;

	if (data.len < 2)
		return;
	len = (size_t)(unsigned char)data.ptr[0] << 8 |
	      (unsigned char)data.ptr[1];
	data = hito_str_slice(data, 2, data.len);
	read_pack(hito_str_slice(data, 0, len),
		  hito_str_slice(data, len, data.len), arena);
}

static void read_loose(struct hito_str data, struct hito_arena *arena)
{
	struct hito_loose loose = {.arena = arena,
				   .inflater = hito_inflater_new()};
	struct hito_err err = {.code = HITO_OK};
	struct hito_raw raw;
	size_t size;

	if (!loose.inflater)
		abort();
	for (size_t limit = 1; limit <= LIMIT; limit *= 32)
		if (hito_loose_parse(&loose, data, HITO_RAW_ANY, limit, &raw,
				     &size, &err) == HITO_READ_OK) {
			if (raw.bytes.len != size || size > limit)
				abort();
			use(raw.bytes);
		}
	hito_inflater_free(loose.inflater);
}

static void apply_delta(struct hito_str data)
{
	size_t len = data.len ? (unsigned char)data.ptr[0] : 0;
	struct hito_str base = hito_str_slice(data, 1, 1 + len);
	struct hito_str delta = hito_str_slice(data, 1 + len, data.len);
	uint64_t from, to;
	char *out;

	if (!hito_delta_sizes(&delta, &from, &to) || to > LIMIT)
		return;
	out = malloc(to ? (size_t)to : 1);
	if (!out)
		abort();
	if (hito_delta_apply(base, delta, out, (size_t)to))
		use((struct hito_str){out, (size_t)to});
	free(out);
}

static void read_refs(struct hito_str text, struct hito_arena *arena)
{
	static const char *const names[] = {"main", "HEAD", "a/b", "v1", "~"};
	struct hito_err err = {.code = HITO_OK};
	const char **all;
	size_t count;

	for (int sorted = 0; sorted < 2; sorted++) {
		struct hito_refs refs = {
			.folder = "/dev/null/",
			.common = "/dev/null/",
			.packed = text,
			.has_packed = true,
			.is_sorted = sorted,
		};
		struct hito_oid oid;

		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			hito_refs_find(&refs, names[i], &oid);
		hito_refs_has_replacements(&refs);
		if (!hito_refs_names(&refs, arena, &all, &count, &err))
			abort();
		for (size_t i = 0; i < count; i++)
			use(hito_str_from(all[i]));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str rest = {(const char *)data, size};
	struct hito_config config;

	if (!arena)
		abort();
	rest = hito_str_slice(rest, 1, size);
	switch (size ? data[0] : 0) {
	case 'i':
		read_both(rest, arena);
		break;
	case 'p':
		make_pack(data + 1, size - 1, arena);
		break;
	case 'l':
		read_loose(rest, arena);
		break;
	case 'd':
		apply_delta(rest);
		break;
	case 'r':
		read_refs(rest, arena);
		break;
	case 'c':
		if (hito_config_read(rest, &config) &&
		    strlen(config.worktree) >= sizeof(config.worktree))
			abort();
		break;
	}
	hito_arena_free(arena);
	return 0;
}
