/* SPDX-License-Identifier: MIT */
/* Reads one file of Git's index. */
#include "history/index.h"

#include <string.h>

enum {
	HEADER = 12,
	ENTRY = 62, /* of an entry, before its name */
	MODE = 24,
	OID = 40,
	FLAGS = 60,
	CHECKSUM = 20,
	LONGEST_NAME = 4096, /* of a path that systems open */
	EXTENDED = 0x4000,
	STAGE = 0x3000,
	INTENDED = 0x2000, /* of the extended flags: git add -N */
};

/* Bytes of all names together that version 4 may stand for. */
#define MOST_NAMES ((size_t)256 << 20)

struct reading {
	struct hito_str bytes;
	size_t at;
	uint32_t version;
	struct hito_arena *arena;
	struct hito_str name; /* of the entry before */
	size_t names;         /* bytes that names were made of */
	struct hito_err *err;
};

/* How many bytes of the name before are not in this one (version 4). */
static bool read_cut(struct reading *reading, size_t *out_cut)
{
	struct hito_str bytes = reading->bytes;
	size_t cut = 0;
	unsigned char byte;

	do {
		if (reading->at >= bytes.len || cut > SIZE_MAX >> 8)
			return false;
		byte = (unsigned char)bytes.ptr[reading->at++];
		cut = (cut << 7) + (byte & 127);
		if (byte & 128)
			cut++;
	} while (byte & 128);
	*out_cut = cut;
	return true;
}

static bool read_name(struct reading *reading, size_t start)
{
	struct hito_str bytes = reading->bytes;
	size_t cut = reading->name.len, end;
	struct hito_str rest;

	if (reading->version == 4 && !read_cut(reading, &cut))
		return hito_index_damaged(reading->err);
	end = hito_str_find_byte(bytes, '\0', reading->at);
	if (end == SIZE_MAX || cut > reading->name.len)
		return hito_index_damaged(reading->err);
	rest = hito_str_slice(bytes, reading->at, end);
	if (reading->version < 4) {
		/* At least one NUL, up to a multiple of eight. */
		reading->at = start + ((end - start) / 8 + 1) * 8;
		reading->name = rest;
		return true;
	}
	/* A few bytes say a long name again: many would fill the memory. */
	reading->names += reading->name.len - cut + rest.len;
	if (reading->name.len - cut + rest.len > LONGEST_NAME ||
	    reading->names > MOST_NAMES)
		return hito_index_damaged(reading->err);
	reading->at = end + 1;
	reading->name = hito_arena_printf(
		reading->arena, "%.*s%.*s", (int)(reading->name.len - cut),
		reading->name.ptr ? reading->name.ptr : "", HITO_STR_ARG(rest));
	return reading->name.ptr || hito_err_memory(reading->err);
}

static enum hito_entry_kind kind_of(uint32_t mode)
{
	switch (mode >> 12) {
	case 0xa:
		return HITO_ENTRY_LINK;
	case 0xe:
		return HITO_ENTRY_SUBMODULE;
	case 0x8:
		return HITO_ENTRY_FILE;
	default:
		return HITO_ENTRY_TREE;
	}
}

static bool read_entry(struct reading *reading, struct hito_index_entry *entry)
{
	struct hito_str bytes = reading->bytes;
	size_t start = reading->at;
	uint32_t flags, more = 0;

	if (start + ENTRY + 2 > bytes.len)
		return hito_index_damaged(reading->err);
	flags = (uint32_t)hito_index_number(bytes, start + FLAGS, 2);
	reading->at = start + ENTRY;
	if (flags & EXTENDED) {
		more = (uint32_t)hito_index_number(bytes, reading->at, 2);
		reading->at += 2;
	}
	entry->kind =
		kind_of((uint32_t)hito_index_number(bytes, start + MODE, 4));
	memcpy(entry->oid.bytes, bytes.ptr + start + OID,
	       sizeof(entry->oid.bytes));
	entry->stage = (flags & STAGE) >> 12;
	entry->intended = more & INTENDED;
	if (!read_name(reading, start))
		return false;
	entry->path = reading->name;
	return true;
}

/* Behind the entries: where more of them lie elsewhere, how. */
static bool read_link(const struct reading *reading, struct hito_str *out_link)
{
	struct hito_str bytes = reading->bytes;
	size_t at = reading->at;

	*out_link = (struct hito_str){NULL, 0};
	while (at + 8 + CHECKSUM <= bytes.len) {
		size_t size = (size_t)hito_index_number(bytes, at + 4, 4);
		bool is_link = memcmp(bytes.ptr + at, "link", 4) == 0;

		at += 8;
		if (size > bytes.len - CHECKSUM - at)
			return !is_link || hito_index_damaged(reading->err);
		if (is_link)
			*out_link = hito_str_slice(bytes, at, at + size);
		at += size;
	}
	return true;
}

bool hito_index_damaged(struct hito_err *err)
{
	return hito_err_set(err, HITO_ERR_INPUT,
			    "Git's index is damaged, or of a form that hito "
			    "does not read");
}

bool hito_index_read(struct hito_str bytes, struct hito_arena *arena,
		     struct hito_index *out, struct hito_err *err)
{
	struct reading reading = {
		.bytes = bytes, .at = HEADER, .arena = arena, .err = err};

	*out = (struct hito_index){.count = 0};
	if (bytes.len < HEADER + CHECKSUM || memcmp(bytes.ptr, "DIRC", 4) != 0)
		return hito_index_damaged(err);
	reading.version = (uint32_t)hito_index_number(bytes, 4, 4);
	out->count = (size_t)hito_index_number(bytes, 8, 4);
	if (reading.version < 2 || reading.version > 4 ||
	    out->count > bytes.len / ENTRY)
		return hito_index_damaged(err);
	out->entries = hito_new(arena, struct hito_index_entry, out->count + 1);
	if (!out->entries)
		return hito_err_memory(err);
	for (size_t i = 0; i < out->count; i++)
		if (!read_entry(&reading, &out->entries[i]))
			return false;
	memcpy(out->sum.bytes, bytes.ptr + bytes.len - CHECKSUM,
	       sizeof(out->sum.bytes));
	return read_link(&reading, &out->link);
}
