/* SPDX-License-Identifier: MIT */
/* Arena: alignment, zeroes, growing, and memory that ends. */
#include "unit.h"

static void memory_is_zeroed_and_aligned(void **state)
{
	struct unit_memory memory = {.left = SIZE_MAX};
	const struct hito_alloc alloc = {unit_alloc, unit_release, &memory};
	struct hito_arena *arena = hito_arena_new(&alloc);

	(void)state;
	for (size_t size = 1; size < 9000; size = size * 3 / 2 + 1) {
		char *ptr = hito_arena_alloc(arena, size, 1);

		assert_non_null(ptr);
		assert_int_equal((uintptr_t)ptr % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(ptr[i], 0);
		memset(ptr, 1, size);
	}
	hito_arena_free(arena);
	assert_int_equal(memory.held, 0);
}

static void objects_do_not_overlap(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	unsigned char *objects[500];

	(void)state;
	for (size_t i = 0; i < 500; i++) {
		objects[i] = hito_arena_alloc(arena, 1 + i * 7, 1);
		assert_non_null(objects[i]);
		memset(objects[i], (int)(i % 251), 1 + i * 7);
	}
	for (size_t i = 0; i < 500; i++) {
		for (size_t j = 0; j < 1 + i * 7; j++)
			assert_int_equal(objects[i][j], i % 251);
	}
	hito_arena_free(arena);
}

static void nothing_is_still_an_object(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);

	(void)state;
	assert_non_null(hito_arena_alloc(arena, 0, 8));
	assert_non_null(hito_arena_alloc(arena, 8, 0));
	hito_arena_free(arena);
	hito_arena_free(NULL);
}

static void sizes_that_overflow_are_refused(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str endless = {"x", SIZE_MAX};

	(void)state;
	assert_null(hito_arena_alloc(arena, SIZE_MAX / 2, 3));
	assert_null(hito_arena_alloc(arena, SIZE_MAX, 1));
	assert_null(hito_arena_alloc(arena, SIZE_MAX - 20, 1));
	assert_null(hito_arena_copy(arena, endless).ptr);
	hito_arena_free(arena);
}

static void clear_keeps_at_most_one_block(void **state)
{
	struct unit_memory memory = {.left = SIZE_MAX};
	const struct hito_alloc alloc = {unit_alloc, unit_release, &memory};
	struct hito_arena *arena = hito_arena_new(&alloc);

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_non_null(hito_arena_alloc(arena, 1000, 1));
	hito_arena_clear(arena);
	assert_true(memory.held <= 2);
	assert_non_null(hito_arena_alloc(arena, 1000, 1));
	hito_arena_free(arena);
	assert_int_equal(memory.held, 0);
}

static void remembers_that_memory_ended(void **state)
{
	struct unit_memory memory = {.left = 2};
	const struct hito_alloc alloc = {unit_alloc, unit_release, &memory};
	struct hito_arena *arena = hito_arena_new(&alloc);
	struct hito_arena *scratch = hito_arena_sub(arena);

	(void)state;
	assert_false(hito_arena_failed(arena));
	assert_null(hito_arena_alloc(scratch, 1, 1));
	assert_true(hito_arena_failed(scratch));
	assert_true(hito_arena_failed(arena));
	hito_arena_free(scratch);
	hito_arena_free(arena);
}

static void sub_uses_the_same_allocator(void **state)
{
	struct unit_memory memory = {.left = SIZE_MAX};
	const struct hito_alloc alloc = {unit_alloc, unit_release, &memory};
	struct hito_arena *arena = hito_arena_new(&alloc);
	struct hito_arena *scratch = hito_arena_sub(arena);

	(void)state;
	assert_int_equal(memory.held, 2);
	assert_non_null(hito_arena_alloc(scratch, 1, 1));
	assert_int_equal(memory.held, 3);
	hito_arena_free(scratch);
	hito_arena_free(arena);
	assert_int_equal(memory.held, 0);
}

static void reserve_grows_and_keeps(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	uint32_t *numbers = NULL;
	size_t count = 0, capacity = 0;

	(void)state;
	for (uint32_t i = 0; i < 1000; i++) {
		assert_true(hito_reserve(arena, numbers, count, capacity));
		assert_true(count < capacity);
		numbers[count++] = i;
	}
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	hito_arena_free(arena);
}

static void copy_is_terminated(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str source = {"a\0bc", 4};
	struct hito_str copy = hito_arena_copy(arena, source);
	struct hito_str empty = hito_arena_copy(arena, HITO_STR(""));

	(void)state;
	unit_assert_str(copy, "a\0bc");
	assert_int_equal(copy.ptr[4], '\0');
	assert_ptr_not_equal(copy.ptr, source.ptr);
	assert_non_null(empty.ptr);
	assert_int_equal(empty.len, 0);
	hito_arena_free(arena);
}

static void printf_takes_any_length(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str text = hito_arena_printf(arena, "%d-%s", 42, "x");
	struct hito_str wide = hito_arena_printf(arena, "%9000d", 1);

	(void)state;
	unit_assert_str(text, "42-x");
	assert_int_equal(wide.len, 9000);
	assert_int_equal(wide.ptr[8999], '1');
	hito_arena_free(arena);
}

static bool use_all(struct hito_arena *arena)
{
	uint32_t *numbers = NULL;
	size_t count = 0, capacity = 0;
	struct hito_arena *scratch = hito_arena_sub(arena);
	bool done;

	if (!scratch)
		return false;
	done = hito_arena_printf(scratch, "%5000d", 1).ptr != NULL;
	hito_arena_free(scratch);
	if (!done || !hito_arena_copy(arena, HITO_STR("text")).ptr)
		return false;
	for (uint32_t i = 0; i < 5000; i++) {
		size_t before = capacity;
		uint32_t *old = numbers;

		if (!hito_reserve(arena, numbers, count, capacity)) {
			/* The old array is still whole. */
			assert_int_equal(capacity, before);
			assert_ptr_equal(numbers, old);
			for (uint32_t j = 0; j < count; j++)
				assert_int_equal(numbers[j], j);
			return false;
		}
		numbers[count++] = i;
	}
	return true;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(use_all) >= 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(objects_do_not_overlap),
		cmocka_unit_test(nothing_is_still_an_object),
		cmocka_unit_test(sizes_that_overflow_are_refused),
		cmocka_unit_test(clear_keeps_at_most_one_block),
		cmocka_unit_test(remembers_that_memory_ended),
		cmocka_unit_test(sub_uses_the_same_allocator),
		cmocka_unit_test(reserve_grows_and_keeps),
		cmocka_unit_test(copy_is_terminated),
		cmocka_unit_test(printf_takes_any_length),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
