/* SPDX-License-Identifier: MIT */
/* Futures: what a steady past foretells, how often ranges hold, seeds. */
#include "unit.h"

#include "base/random.h"
#include "status/simulation.h"

enum { DAYS = 5, RUNS = 2000 };

/* So much is finished on each of the five days of a week. */
static struct hito_past_week week_of(const int64_t done[DAYS])
{
	struct hito_past_week week = {.done = 0};

	for (int i = 0; i < DAYS; i++) {
		week.done += done[i];
		week.by_day[i] = week.done;
	}
	return week;
}

static struct hito_futures draw(const struct hito_past_week *weeks,
				uint32_t count, const int64_t *targets,
				size_t target_count, bool growth, uint64_t seed,
				struct hito_arena *arena)
{
	const struct hito_simulation simulation = {
		.weeks = weeks,
		.week_count = count,
		.days_a_week = DAYS,
		.targets = targets,
		.target_count = target_count,
		.growth = growth,
		.horizon = 4,
		.runs = RUNS,
		.seed = seed,
	};
	struct hito_futures futures;

	assert_true(hito_simulate(&simulation, arena, &futures));
	return futures;
}

static void a_steady_past_gives_the_exact_day(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	const int64_t done[DAYS] = {0, 1, 0, 1, 0};
	const int64_t targets[] = {1, 5, 6};
	struct hito_past_week weeks[6];
	struct hito_futures futures;

	(void)state;
	for (int i = 0; i < 6; i++)
		weeks[i] = week_of(done);
	futures = draw(weeks, 6, targets, 3, false, 1, arena);
	for (unsigned percent = 1; percent <= 100; percent += 33) {
		assert_int_equal(hito_futures_day(&futures, 0, percent), 2);
		assert_int_equal(hito_futures_day(&futures, 1, percent), 12);
		assert_int_equal(hito_futures_day(&futures, 2, percent), 14);
		assert_int_equal(hito_futures_least(&futures, percent), 8);
	}
	assert_int_equal(hito_futures_by(&futures, 2, 13), 0);
	assert_int_equal(hito_futures_by(&futures, 2, 14), RUNS);
	assert_int_equal(hito_futures_by(&futures, 2, -3), 0);
	hito_arena_free(arena);
}

static void what_grows_as_fast_never_ends(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	const int64_t done[DAYS] = {0, 0, 0, 0, 2};
	const int64_t targets[] = {3, 6};
	struct hito_past_week week = week_of(done);
	struct hito_futures futures;

	(void)state;
	week.grown = 2;
	futures = draw(&week, 1, targets, 2, true, 1, arena);
	assert_int_equal(hito_futures_day(&futures, 0, 95), 10);
	assert_int_equal(hito_futures_day(&futures, 1, 50), 0);
	week.grown = 1;
	futures = draw(&week, 1, targets, 2, true, 1, arena);
	assert_int_equal(hito_futures_day(&futures, 1, 95), 25);
	week.grown = -2;
	futures = draw(&week, 1, targets, 2, true, 1, arena);
	assert_int_equal(hito_futures_day(&futures, 1, 95), 10);
	hito_arena_free(arena);
}

static void the_same_seed_draws_the_same(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	const int64_t none[DAYS] = {0}, some[DAYS] = {0, 0, 1, 1, 1};
	const int64_t target = 20;
	const struct hito_past_week weeks[] = {week_of(none), week_of(some),
					       week_of(some), week_of(none)};
	struct hito_futures a, b, c;
	size_t size;

	(void)state;
	a = draw(weeks, 4, &target, 1, false, 7, arena);
	b = draw(weeks, 4, &target, 1, false, 7, arena);
	c = draw(weeks, 4, &target, 1, false, 8, arena);
	size = a.day_count * sizeof(*a.reached);
	assert_memory_equal(a.reached, b.reached, size);
	assert_memory_not_equal(a.reached, c.reached, size);
	/* Written down: another machine has to find the same. */
	assert_int_equal(hito_futures_day(&a, 0, 50), 64);
	hito_arena_free(arena);
}

/* Plans whose weeks are drawn from one urn: the truth is known. */
static void ranges_hold_as_often_as_they_say(void **state)
{
	enum { PLANS = 400, PAST = 12, LEFT = 15 };
	static const unsigned percent[] = {50, 85, 95};
	struct hito_random random;
	size_t held[3] = {0};

	(void)state;
	hito_random_init(&random, 42);
	for (int plan = 0; plan < PLANS; plan++) {
		struct hito_arena *arena = hito_arena_new(NULL);
		struct hito_past_week weeks[PAST];
		int64_t target = LEFT, done = 0;
		struct hito_futures futures;
		uint32_t day = 0;

		for (int i = 0; i < PAST; i++) {
			int64_t days[DAYS];

			for (int k = 0; k < DAYS; k++)
				days[k] = hito_random_below(&random, 10) < 3;
			weeks[i] = week_of(days);
		}
		while (done < LEFT) {
			done += hito_random_below(&random, 10) < 3;
			day++;
		}
		futures = draw(weeks, PAST, &target, 1, false, (uint64_t)plan,
			       arena);
		for (int i = 0; i < 3; i++)
			held[i] += day <=
				   hito_futures_day(&futures, 0, percent[i]);
		hito_arena_free(arena);
	}
	for (int i = 0; i < 3; i++) {
		assert_true(held[i] * 100 > (percent[i] - 7) * PLANS);
		assert_true(held[i] * 100 < (percent[i] + 7) * PLANS);
	}
}

static void numbers_are_those_of_the_generator(void **state)
{
	struct hito_random random = {{1, 2, 3, 4}};
	size_t counts[3] = {0};

	(void)state;
	/* The first ones of xoshiro256** from this state. */
	assert_true(hito_random_next(&random) == 11520);
	assert_true(hito_random_next(&random) == 0);
	assert_true(hito_random_next(&random) == 1509978240);
	assert_true(hito_random_next(&random) == 1215971899390074240);
	hito_random_init(&random, 0);
	/* splitmix64 of 0 begins with this. */
	assert_true(random.state[0] == 0xe220a8397b1dcdaf);
	for (int i = 0; i < 30000; i++)
		counts[hito_random_below(&random, 3)]++;
	for (int i = 0; i < 3; i++)
		assert_in_range(counts[i], 9700, 10300);
	assert_int_equal(hito_random_below(&random, 0), 0);
	assert_int_equal(hito_random_below(&random, 1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_steady_past_gives_the_exact_day),
		cmocka_unit_test(what_grows_as_fast_never_ends),
		cmocka_unit_test(the_same_seed_draws_the_same),
		cmocka_unit_test(ranges_hold_as_often_as_they_say),
		cmocka_unit_test(numbers_are_those_of_the_generator),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
