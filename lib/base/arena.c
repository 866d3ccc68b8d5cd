/* SPDX-License-Identifier: MIT */
/* A list of blocks from one allocator; the last block is filled first. */
#define _DEFAULT_SOURCE /* madvise */
#include "hito/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/num.h"

#define ALIGNMENT 16u
#define FIRST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK (((size_t)1 << 20) - HEAD)
#define PAGE ((size_t)4096)
/* An array of so many bytes is looked for, to be given back when it moves. */
#define LARGE ((size_t)64 << 10)

/* The size keeps what follows a block's head aligned as malloc's answer. */
struct block {
	struct block *older;
	size_t used, size; /* bytes behind the head */
	size_t unused;
};

_Static_assert(sizeof(struct block) % ALIGNMENT == 0 || sizeof(void *) < 8,
	       "a block's head keeps the alignment");

/* Something of another kind that goes when the arena does. */
struct owned {
	struct owned *older;
	void (*release)(void *ptr, size_t len);
	void *ptr;
	size_t len;
};

struct hito_arena {
	struct hito_alloc alloc;
	struct hito_arena *above; /* the arena that it is scratch of */
	struct block *newest;
	struct owned *owned; /* newest first, in blocks of the arena */
	size_t next_size;
	bool failed;
};

#define HEAD ((sizeof(struct block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

static void *malloc_alloc(void *ctx, size_t size)
{
	(void)ctx;
	return malloc(size);
}

static void malloc_release(void *ctx, void *ptr)
{
	(void)ctx;
	free(ptr);
}

struct hito_arena *hito_arena_new(const struct hito_alloc *alloc)
{
	static const struct hito_alloc standard = {malloc_alloc, malloc_release,
						   NULL};
	struct hito_arena *arena;

	if (!alloc)
		alloc = &standard;
	arena = alloc->alloc(alloc->ctx, sizeof(*arena));
	if (!arena)
		return NULL;
	arena->alloc = *alloc;
	arena->above = NULL;
	arena->newest = NULL;
	arena->owned = NULL;
	arena->next_size = FIRST_BLOCK;
	arena->failed = false;
	return arena;
}

static void *failed(struct hito_arena *arena)
{
	for (; arena; arena = arena->above)
		arena->failed = true;
	return NULL;
}

struct hito_arena *hito_arena_sub(struct hito_arena *arena)
{
	struct hito_arena *sub = hito_arena_new(&arena->alloc);

	if (!sub)
		return failed(arena);
	sub->above = arena;
	return sub;
}

bool hito_arena_failed(const struct hito_arena *arena)
{
	return arena->failed;
}

static void release_from(struct hito_arena *arena, struct block *block)
{
	while (block) {
		struct block *older = block->older;

		arena->alloc.release(arena->alloc.ctx, block);
		block = older;
	}
}

static void release_owned(struct hito_arena *arena)
{
	for (; arena->owned; arena->owned = arena->owned->older)
		arena->owned->release(arena->owned->ptr, arena->owned->len);
}

bool hito_arena_own(struct hito_arena *arena, void *ptr, size_t len,
		    void (*release)(void *ptr, size_t len))
{
	struct owned *owned = hito_new(arena, struct owned, 1);

	if (!owned)
		return false;
	*owned = (struct owned){arena->owned, release, ptr, len};
	arena->owned = owned;
	return true;
}

/* One block stays: scratch is emptied often, and filled again at once. */
void hito_arena_clear(struct hito_arena *arena)
{
	release_owned(arena);
#ifdef HITO_ARENA_SPLIT
	release_from(arena, arena->newest);
	arena->newest = NULL;
#else
	if (!arena->newest)
		return;
	release_from(arena, arena->newest->older);
	arena->newest->older = NULL;
	arena->newest->used = 0;
#endif
}

void hito_arena_free(struct hito_arena *arena)
{
	struct hito_alloc alloc;

	if (!arena)
		return;
	release_owned(arena);
	release_from(arena, arena->newest);
	alloc = arena->alloc;
	alloc.release(alloc.ctx, arena);
}

void hito_arena_trim(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

void hito_arena_adopt(struct hito_arena *arena, struct hito_arena *other)
{
	struct block *last = other->newest;
	struct owned *first = other->owned;

	while (first && first->older)
		first = first->older;
	if (first) {
		first->older = arena->owned;
		arena->owned = other->owned;
		other->owned = NULL;
	}
	while (last && last->older)
		last = last->older;
	if (last && arena->newest) {
		last->older = arena->newest->older;
		arena->newest->older = other->newest;
	} else if (last) {
		arena->newest = other->newest;
	}
	other->newest = NULL;
	hito_arena_free(other);
}

static struct block *add_block(struct hito_arena *arena, size_t size)
{
	struct block *block;
	size_t whole;

	if (!hito_num_add(size, HEAD, &whole))
		return NULL;
	block = arena->alloc.alloc(arena->alloc.ctx, whole);
	if (!block)
		return NULL;
	block->used = 0;
	block->size = size;
	block->unused = 0;
	block->older = arena->newest;
	arena->newest = block;
	return block;
}

#ifdef HITO_ARENA_SPLIT

/* Each object alone, exactly as long as asked, so that overruns show. */
static struct block *block_for(struct hito_arena *arena, size_t size)
{
	return add_block(arena, size);
}

static size_t rounded(size_t size)
{
	return size;
}

#else

/*
 * Memory is had page by page, each at the price of a fault. Where large blocks
 * were filled this one will be, too: its pages are asked for in one go. (Huge
 * pages cost more than they save where a machine is a guest of another.)
 */
static void populate(struct block *block)
{
#ifdef MADV_POPULATE_WRITE
	size_t odd = (0 - (uintptr_t)block) % PAGE;

	(void)madvise((char *)block + odd,
		      (HEAD + block->size - odd) / PAGE * PAGE,
		      MADV_POPULATE_WRITE);
#else
	(void)block;
#endif
}

static struct block *more_for(struct hito_arena *arena, size_t size)
{
	struct block *newest = arena->newest;
	struct block *block;

	if (size <= arena->next_size / 4) {
		block = add_block(arena, arena->next_size);
		if (block && newest && newest->size == LARGEST_BLOCK &&
		    block->size == LARGEST_BLOCK)
			populate(block);
		arena->next_size *= 2;
		if (arena->next_size > LARGEST_BLOCK)
			arena->next_size = LARGEST_BLOCK;
		return block;
	}
	/* A large object gets a block of its own, behind the one in use. */
	block = add_block(arena, size);
	if (block && newest) {
		arena->newest = newest;
		block->older = newest->older;
		newest->older = block;
	}
	return block;
}

static struct block *block_for(struct hito_arena *arena, size_t size)
{
	struct block *newest = arena->newest;

	if (newest && newest->size - newest->used >= size)
		return newest;
	return more_for(arena, size);
}

static size_t rounded(size_t size)
{
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

#endif

void *hito_arena_bytes(struct hito_arena *arena, size_t bytes)
{
	struct block *block;
	size_t room;
	char *ptr;

	if (!hito_num_add(bytes, ALIGNMENT, &room))
		return failed(arena);
	room = rounded(bytes);
	block = block_for(arena, room);
	if (!block)
		return failed(arena);
	ptr = (char *)block + HEAD + block->used;
	block->used += room;
	return ptr;
}

void *hito_arena_alloc(struct hito_arena *arena, size_t count, size_t size)
{
	size_t bytes;
	void *ptr;

	if (!hito_num_mul(count, size, &bytes))
		return failed(arena);
	ptr = hito_arena_bytes(arena, bytes);
	return ptr ? memset(ptr, 0, bytes) : NULL;
}

/* Give a large object back, if it has a block of its own. */
static void release_large(struct hito_arena *arena, const void *ptr,
			  size_t bytes)
{
	struct block **link = &arena->newest;

	for (; *link; link = &(*link)->older) {
		struct block *block = *link;

		if ((char *)block + HEAD != ptr)
			continue;
		if (block->size != rounded(bytes))
			return;
		*link = block->older;
		arena->alloc.release(arena->alloc.ctx, block);
		return;
	}
}

/* More room behind an array that was allocated last. */
static bool extend(struct hito_arena *arena, void *array, size_t old,
		   size_t wanted)
{
#ifdef HITO_ARENA_SPLIT
	(void)arena, (void)array, (void)old, (void)wanted;
	return false;
#else
	struct block *block = arena->newest;
	char *end = (char *)array + rounded(old);

	if (!block || end != (char *)block + HEAD + block->used ||
	    block->size - block->used < rounded(wanted) - rounded(old))
		return false;
	memset(end, 0, rounded(wanted) - rounded(old));
	block->used += rounded(wanted) - rounded(old);
	return true;
#endif
}

void *hito_arena_grow(struct hito_arena *arena, void *array, size_t count,
		      size_t *capacity, size_t size)
{
	size_t old = *capacity * size;
	size_t wanted = 8, bytes, room;
	void *grown;

	if (count < *capacity)
		return array;
	if (*capacity && !hito_num_mul(*capacity, 2, &wanted))
		return NULL;
	if (!hito_num_mul(wanted, size, &bytes) ||
	    !hito_num_add(bytes, ALIGNMENT, &room))
		return failed(arena);
	if (old && extend(arena, array, old, bytes)) {
		*capacity = wanted;
		return array;
	}
	grown = hito_arena_bytes(arena, bytes);
	if (!grown)
		return NULL;
	if (old)
		memcpy(grown, array, old);
	memset((char *)grown + old, 0, bytes - old);
	if (old >= LARGE)
		release_large(arena, array, old);
	*capacity = wanted;
	return grown;
}

bool hito_arena_grow_into(struct hito_arena *arena, void *array_place,
			  size_t count, size_t *capacity, size_t size)
{
	void *array;

	/* Copied as bytes: the place holds a pointer of another type. */
	memcpy(&array, array_place, sizeof(array));
	array = hito_arena_grow(arena, array, count, capacity, size);
	if (!array)
		return false;
	memcpy(array_place, &array, sizeof(array));
	return true;
}

struct hito_str hito_arena_copy(struct hito_arena *arena, struct hito_str text)
{
	struct hito_str copy = {NULL, 0};
	size_t bytes;
	char *ptr;

	if (!hito_num_add(text.len, 1, &bytes))
		return copy;
	ptr = hito_arena_bytes(arena, bytes);
	if (!ptr)
		return copy;
	if (text.len)
		memcpy(ptr, text.ptr, text.len);
	ptr[text.len] = '\0';
	copy.ptr = ptr;
	copy.len = text.len;
	return copy;
}

struct hito_str hito_arena_printf(struct hito_arena *arena, const char *format,
				  ...)
{
	struct hito_str text = {NULL, 0};
	char shorter[256];
	va_list args;
	char *ptr;
	int len;

	va_start(args, format);
	len = vsnprintf(shorter, sizeof(shorter), format, args);
	va_end(args);
	if (len < 0)
		return text;
	if ((size_t)len < sizeof(shorter))
		return hito_arena_copy(arena,
				       (struct hito_str){shorter, (size_t)len});
	ptr = hito_arena_alloc(arena, (size_t)len + 1, 1);
	if (!ptr)
		return text;
	va_start(args, format);
	vsnprintf(ptr, (size_t)len + 1, format, args);
	va_end(args);
	text.ptr = ptr;
	text.len = (size_t)len;
	return text;
}
