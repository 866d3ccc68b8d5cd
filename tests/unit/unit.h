/* SPDX-License-Identifier: MIT */
/*
 * What unit tests share: cmocka, memory that ends, a place to write to.
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "hito/arena.h"
#include "hito/out.h"

/* Memory that ends: the call number `left` (from 0) and all later ones fail. */
struct unit_memory {
	size_t left;
	size_t held; /* allocated and not released */
};

static inline void *unit_alloc(void *ctx, size_t size)
{
	struct unit_memory *memory = ctx;
	void *ptr;

	if (!memory->left)
		return NULL;
	memory->left--;
	ptr = malloc(size ? size : 1);
	assert_non_null(ptr);
	memset(ptr, 0xa5, size);
	memory->held++;
	return ptr;
}

static inline void unit_release(void *ctx, void *ptr)
{
	struct unit_memory *memory = ctx;

	if (ptr)
		memory->held--;
	free(ptr);
}

/*
 * Run work with memory that ends at the first allocation, the second, ...
 * until it says that it is done. Returns how many runs failed before.
 */
static inline size_t unit_until_done(bool (*work)(struct hito_arena *arena))
{
	for (size_t failures = 0;; failures++) {
		struct unit_memory memory = {.left = failures};
		const struct hito_alloc alloc = {unit_alloc, unit_release,
						 &memory};
		struct hito_arena *arena = hito_arena_new(&alloc);
		bool done = arena && work(arena);

		hito_arena_free(arena);
		assert_int_equal(memory.held, 0);
		if (done)
			return failures;
		assert_true(failures < 100000);
	}
}

/* The written bytes are exactly these. */
#define unit_assert_str(text, expected)                                \
	do {                                                           \
		struct hito_str unit_text = (text);                    \
		assert_int_equal(unit_text.len, sizeof(expected) - 1); \
		if (unit_text.len)                                     \
			assert_memory_equal(unit_text.ptr, expected,   \
					    unit_text.len);            \
	} while (0)

#endif
