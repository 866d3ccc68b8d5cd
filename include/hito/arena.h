/* SPDX-License-Identifier: MIT */
/*
 * Memory in one piece: allocated from an arena, freed with it.
 *
 * A function that takes an arena returns memory that lives as long as the
 * arena. Memory is zeroed and aligned for any type. When memory ends the
 * answer is NULL: an ordinary error.
 */
#ifndef HITO_ARENA_H
#define HITO_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/str.h"

#pragma GCC visibility push(default)

struct hito_arena;

/* Where an arena gets its memory; tests pass one that fails. */
struct hito_alloc {
	void *(*alloc)(void *ctx, size_t size);
	void (*release)(void *ctx, void *ptr);
	void *ctx;
};

/* alloc NULL means malloc; else it is copied. NULL when memory ends. */
struct hito_arena *hito_arena_new(const struct hito_alloc *alloc);
/*
 * A new arena with the allocator of another, for scratch memory. It is freed
 * before the other.
 */
struct hito_arena *hito_arena_sub(struct hito_arena *arena);
/*
 * Has memory ended for the arena, or for scratch of it? What was made from it
 * may then lack something. Whoever hands out a whole answer asks once.
 */
bool hito_arena_failed(const struct hito_arena *arena);
void hito_arena_free(struct hito_arena *arena);
/* Give back to the system what freed arenas left, as far as it can be. */
void hito_arena_trim(void);
/* Take over all memory of another arena, which is none any more. */
void hito_arena_adopt(struct hito_arena *arena, struct hito_arena *other);
/*
 * Something that is no memory of the arena lives as long as it does: release
 * is called then. False: no memory, and it is still the caller's.
 */
bool hito_arena_own(struct hito_arena *arena, void *ptr, size_t len,
		    void (*release)(void *ptr, size_t len));
/* Free all that was allocated; the arena stays usable. */
void hito_arena_clear(struct hito_arena *arena);

/* count * size zeroed bytes; NULL when memory ends or the product overflows. */
void *hito_arena_alloc(struct hito_arena *arena, size_t count, size_t size);

/* The same of bytes that whoever asks writes at once: they are not zeroed. */
void *hito_arena_bytes(struct hito_arena *arena, size_t bytes);

/*
 * Make room for one more element of size bytes in an arena array: when
 * count == *capacity, it gets twice the room. Returns the (perhaps moved)
 * array, and the old one is gone then; NULL when memory ends (the old one
 * stays valid).
 */
void *hito_arena_grow(struct hito_arena *arena, void *array, size_t count,
		      size_t *capacity, size_t size);

/* A copy, terminated by a NUL that len does not count. ptr NULL: no memory. */
struct hito_str hito_arena_copy(struct hito_arena *arena, struct hito_str text);

/* printf into the arena; ptr is NULL when memory ends. */
__attribute__((format(printf, 2, 3))) struct hito_str
hito_arena_printf(struct hito_arena *arena, const char *format, ...);

/* Zeroed memory for count objects of a type. */
#define hito_new(arena, type, count) \
	((type *)hito_arena_alloc((arena), (count), sizeof(type)))

/*
 * Room for one more in array[count] of capacity; false when memory ends. The
 * arguments are read more than once.
 */
#define hito_reserve(arena, array, count, capacity)                    \
	((count) < (capacity) ||                                       \
	 hito_arena_grow_into((arena), &(array), (count), &(capacity), \
			      sizeof(*(array))))

/*
 * As hito_arena_grow; array_place is the address of the pointer to the array,
 * of whatever type, and is set to the moved one.
 */
bool hito_arena_grow_into(struct hito_arena *arena, void *array_place,
			  size_t count, size_t *capacity, size_t size);

#pragma GCC visibility pop
#endif
