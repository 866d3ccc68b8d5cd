/* SPDX-License-Identifier: MIT */
/* Map: put, replace, find, growing, and memory that ends. */
#include "unit.h"

#include <stdio.h>

#include "base/map.h"

/* Keys chosen to meet in one slot of a map are spread in another. */
static void slots_depend_on_the_secret(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_map maps[2];
	size_t same = 0;
	int value;

	(void)state;
	for (size_t m = 0; m < 2; m++) {
		hito_map_init(&maps[m], arena);
		maps[m].secret[0] = m;
		for (size_t i = 0; i < 500; i++)
			assert_true(hito_map_put(
				&maps[m], hito_arena_printf(arena, "k%zu", i),
				&value));
	}
	assert_int_equal(maps[0].capacity, maps[1].capacity);
	for (size_t i = 0; i < maps[0].capacity; i++)
		same += maps[0].slots[i].value && maps[1].slots[i].value &&
			hito_str_equal(hito_map_key(&maps[0].slots[i]),
				       hito_map_key(&maps[1].slots[i]));
	assert_true(same < 50);
	hito_arena_free(arena);
}

/* Keys that meet in the fast hash, whose secret somebody has got. */
static void chosen_keys_do_not_meet_for_long(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_map map;
	uint64_t same;
	int value;

	(void)state;
	memcpy(&same, "samesame", sizeof(same));
	hito_map_init(&map, arena);
	map.secret[1] = UINT64_C(0xe7037ed1a0b428db) ^ same;
	for (size_t i = 0; i < 3000; i++)
		assert_true(hito_map_put(
			&map, hito_arena_printf(arena, "samesame%08zu", i),
			&value));
#ifdef __SIZEOF_INT128__
	assert_true(map.guarded);
#endif
	assert_int_equal(map.count, 3000);
	for (size_t i = 0; i < 3000; i++)
		assert_ptr_equal(
			hito_map_find(&map, hito_arena_printf(
						    arena, "samesame%08zu", i)),
			&value);
	hito_arena_free(arena);
}

static void put_replaces(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_map map;
	int first, second;

	(void)state;
	hito_map_init(&map, arena);
	assert_null(hito_map_find(&map, HITO_STR("a")));
	assert_true(hito_map_put(&map, HITO_STR("a"), &first));
	assert_true(hito_map_put(&map, HITO_STR("a\0"), &second));
	assert_true(hito_map_put(&map, HITO_STR(""), &second));
	assert_ptr_equal(hito_map_find(&map, HITO_STR("a")), &first);
	assert_true(hito_map_put(&map, HITO_STR("a"), &second));
	assert_ptr_equal(hito_map_find(&map, HITO_STR("a")), &second);
	assert_int_equal(map.count, 3);
	assert_null(hito_map_find(&map, HITO_STR("b")));
	hito_arena_free(arena);
}

/* 3000 keys; each of those that were put is found, and no other. */
static bool fill(struct hito_arena *arena)
{
	struct hito_map map;
	uint32_t *numbers = hito_new(arena, uint32_t, 3000);
	size_t count = 0;
	bool done = numbers != NULL;

	hito_map_init(&map, arena);
	while (done && count < 3000) {
		struct hito_str key =
			hito_arena_printf(arena, "step-%zu", count);

		done = key.ptr && hito_map_put(&map, key, &numbers[count]);
		if (done)
			count++;
	}
	assert_int_equal(map.count, count);
	for (size_t i = 0; i < 3000; i++) {
		char text[32];
		void *found;

		snprintf(text, sizeof(text), "step-%zu", i);
		found = hito_map_find(&map, hito_str_from(text));
		assert_ptr_equal(found, i < count ? &numbers[i] : NULL);
	}
	return done;
}

static void many_keys_are_found(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);

	(void)state;
	assert_true(fill(arena));
	hito_arena_free(arena);
}

static bool fill_few(struct hito_arena *arena)
{
	static const char *const keys[] = {"a", "b", "c", "d", "e", "f", "g",
					   "h", "i", "j", "k", "l", "m", "n",
					   "o", "p", "q", "r", "s", "t", "u",
					   "v", "w", "x", "y", "z"};
	const size_t all = sizeof(keys) / sizeof(keys[0]);
	struct hito_map map;
	size_t count = 0;

	hito_map_init(&map, arena);
	while (count < all &&
	       hito_map_put(&map, hito_str_from(keys[count]), &map))
		count++;
	assert_int_equal(map.count, count);
	for (size_t i = 0; i < all; i++)
		assert_ptr_equal(hito_map_find(&map, hito_str_from(keys[i])),
				 i < count ? &map : NULL);
	return count == all;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(fill_few) >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slots_depend_on_the_secret),
		cmocka_unit_test(chosen_keys_do_not_meet_for_long),
		cmocka_unit_test(put_replaces),
		cmocka_unit_test(many_keys_are_found),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
