/* SPDX-License-Identifier: MIT */
/*
 * Pieces of memory that are filled from the front, in turns:
 *
 *	pieces[0]: |object|object|object     |
 *	pieces[1]: |object|object|           |   <- current
 *	pieces[2]: |object|object|object|obj |   <- emptied next
 *
 * A slot tells where an object lies and in which filling of its piece. Where
 * one is asked for that is gone, there is to be more room: memory that was
 * never used costs more than some that was.
 */
#include "history/bases.h"

#include <string.h>

enum {
	PIECES = 24,
	SLOTS = 1024,
	FIRST_PIECE = 64 << 10,
	LARGEST_PIECE = 1 << 20,
	FEW = 256 << 10, /* bytes of all pieces, until more are missed */
	MOST = 4 << 20,
	OFTEN = 16, /* that something was missed */
	LARGEST_BASE = 4 << 20,
};

struct piece {
	char *ptr;
	size_t size, used;
	uint32_t filling;
	uint32_t pins; /* while there are some it is not emptied */
};

struct slot {
	const struct hito_pack *pack; /* NULL: empty */
	uint64_t offset;
	struct hito_base base;
	uint32_t piece, filling;
};

struct hito_bases {
	struct hito_arena *arena;
	struct slot *slots;
	struct piece pieces[PIECES];
	uint32_t count, current;
	size_t size;     /* of all pieces */
	uint32_t missed; /* asked for since it grew last, and gone */
};

struct hito_bases *hito_bases_new(struct hito_arena *arena)
{
	struct hito_bases *bases = hito_new(arena, struct hito_bases, 1);

	if (!bases)
		return NULL;
	bases->arena = arena;
	bases->slots = hito_new(arena, struct slot, SLOTS);
	return bases->slots ? bases : NULL;
}

bool hito_bases_is_pinned(const struct hito_bases *bases)
{
	for (uint32_t i = 0; i < bases->count; i++)
		if (bases->pieces[i].pins)
			return true;
	return false;
}

static char *take(struct hito_bases *bases, uint32_t number, size_t size)
{
	struct piece *piece = &bases->pieces[number];
	char *room = piece->ptr + piece->used;

	bases->current = number;
	piece->used += size;
	return room;
}

static bool add_piece(struct hito_bases *bases, size_t size)
{
	struct piece *piece = &bases->pieces[bases->count];
	size_t wanted = (size_t)FIRST_PIECE << bases->count;

	if (bases->count > 4)
		wanted = LARGEST_PIECE;
	if (wanted < size)
		wanted = size;
	piece->ptr = hito_arena_bytes(bases->arena, wanted);
	if (!piece->ptr)
		return false;
	piece->size = wanted;
	bases->size += wanted;
	bases->count++;
	return true;
}

static bool holds(const struct piece *piece, const char *byte)
{
	uintptr_t start = (uintptr_t)piece->ptr, at = (uintptr_t)byte;

	return byte && at >= start && at - start < piece->size;
}

/* Room is made by a piece more, not by emptying one. */
static bool may_grow(const struct hito_bases *bases, size_t size, bool needed)
{
	size_t next = size > LARGEST_PIECE ? size : LARGEST_PIECE;

	return bases->count < PIECES && bases->size + next <= MOST &&
	       (needed || bases->missed >= OFTEN || bases->size < FEW);
}

/* Empty the next piece that is large enough. */
static bool empty_one(struct hito_bases *bases, size_t size, const char *keep)
{
	for (uint32_t i = 1; i <= bases->count; i++) {
		uint32_t number = (bases->current + i) % bases->count;
		struct piece *piece = &bases->pieces[number];

		if (piece->size < size || piece->pins || holds(piece, keep))
			continue;
		piece->used = 0;
		piece->filling++;
		bases->current = number;
		return true;
	}
	return false;
}

bool hito_bases_room(struct hito_bases *bases, size_t size, const char *keep,
		     char **out_room)
{
	struct piece *piece = &bases->pieces[bases->current];

	*out_room = NULL;
	if (size > LARGEST_BASE)
		return true;
	if (!bases->count || piece->size - piece->used < size) {
		if (may_grow(bases, size, false) ||
		    (!empty_one(bases, size, keep) &&
		     may_grow(bases, size, true))) {
			if (!add_piece(bases, size))
				return false;
			bases->current = bases->count - 1;
			bases->missed = 0;
		}
		piece = &bases->pieces[bases->current];
		if (piece->size - piece->used < size)
			return true;
	}
	*out_room = take(bases, bases->current, size);
	return true;
}

static size_t slot_of(const struct hito_pack *pack, uint64_t offset)
{
	uint64_t key =
		(offset + (uintptr_t)pack) * UINT64_C(0x9e3779b97f4a7c15);

	return (size_t)(key >> 40) % SLOTS;
}

void hito_bases_add(struct hito_bases *bases, const struct hito_pack *pack,
		    uint64_t offset, const struct hito_base *base)
{
	bases->slots[slot_of(pack, offset)] = (struct slot){
		.pack = pack,
		.offset = offset,
		.base = *base,
		.piece = bases->current,
		.filling = bases->pieces[bases->current].filling,
	};
}

bool hito_bases_find(struct hito_bases *bases, const struct hito_pack *pack,
		     uint64_t offset, struct hito_base *out_base)
{
	const struct slot *slot = &bases->slots[slot_of(pack, offset)];

	/* Of a thousand commits, say, none is kept. */
	if (!bases->count)
		return false;
	if (slot->pack != pack || slot->offset != offset)
		return false;
	if (bases->pieces[slot->piece].filling != slot->filling) {
		bases->missed++;
		return false;
	}
	*out_base = slot->base;
	return true;
}

uint32_t hito_bases_pin(struct hito_bases *bases, const char *byte)
{
	for (uint32_t i = 0; i < bases->count; i++) {
		if (!holds(&bases->pieces[i], byte))
			continue;
		bases->pieces[i].pins++;
		return i + 1;
	}
	return 0;
}

void hito_bases_unpin(struct hito_bases *bases, uint32_t number)
{
	bases->pieces[number - 1].pins--;
}
