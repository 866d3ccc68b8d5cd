/* SPDX-License-Identifier: MIT */
/*
 * Bytes that are filled again and again: they grow and never shrink.
 */
#ifndef HITO_HISTORY_ROOM_H
#define HITO_HISTORY_ROOM_H

#include "hito/arena.h"

struct hito_room {
	char *ptr;
	size_t size;
};

/* At least size bytes, in the arena; what was in it is lost when it grows. */
static inline bool hito_room_reserve(struct hito_room *room,
				     struct hito_arena *arena, size_t size)
{
	size_t larger = room->size < SIZE_MAX / 2 ? 2 * room->size : size;
	char *ptr;

	if (room->ptr && size <= room->size)
		return true;
	if (larger < size)
		larger = size ? size : 1;
	ptr = hito_arena_alloc(arena, larger, 1);
	if (!ptr)
		return false;
	room->ptr = ptr;
	room->size = larger;
	return true;
}

#endif
