/* SPDX-License-Identifier: MIT */
/* Figures of plans: percentiles, attainment, scope. */
#include "unit.h"

#include <stdio.h>

#include "story.h"

static void percentiles_are_by_nearest_rank(void **state)
{
	static const int numbers[] = {2, 4, 10, 30};
	static const int one[] = {7};
	int hundred[100];

	(void)state;
	for (int i = 0; i < 100; i++)
		hundred[i] = i + 1;
	assert_int_equal(hito_percentile(numbers, 4, 50), 4);
	assert_int_equal(hito_percentile(numbers, 4, 75), 10);
	assert_int_equal(hito_percentile(numbers, 4, 76), 30);
	assert_int_equal(hito_percentile(numbers, 4, 85), 30);
	assert_int_equal(hito_percentile(numbers, 3, 50), 4);
	assert_int_equal(hito_percentile(numbers, 4, 0), 2);
	assert_int_equal(hito_percentile(numbers, 4, 100), 30);
	assert_int_equal(hito_percentile(one, 1, 50), 7);
	assert_int_equal(hito_percentile(one, 1, 85), 7);
	assert_int_equal(hito_percentile(hundred, 100, 85), 85);
	assert_int_equal(hito_percentile(hundred, 100, 50), 50);
	assert_int_equal(hito_percentile(hundred, 99, 85), 85);
}

/* A plan of one KPI, and what is found for it. */
static struct hito_kpi_status kpi_of(const char *keys, const char *today)
{
	char text[512];
	struct hito_kpi_status kpi;
	struct fixture f;

	snprintf(text, sizeof(text),
		 PLAN("todo",
		      "") "\n## K\n\n### V\n\n```yaml kpi\nid: v\n%s```\n",
		 keys);
	begin(&f, text);
	created(&f, 0, "2026-03-02", "todo", NULL);
	kpi = derive(&f, today)->kpis[0];
	end(&f);
	return kpi;
}

static void a_kpi_may_fall(void **state)
{
	struct hito_kpi_status kpi;

	(void)state;
	kpi = kpi_of("from: 40\nto: 10\nnow: 31\nby: 2026-03-31\n",
		     "2026-03-16");
	assert_true(kpi.has_attainment && kpi.has_time_gone);
	assert_float_equal(kpi.attainment, 0.3, 1e-9);
	assert_float_equal(kpi.time_gone, 14.0 / 29, 1e-9);
	/* Past the goal, and further away than it began. */
	kpi = kpi_of("from: 40\nto: 10\nnow: 4\n", "2026-03-16");
	assert_float_equal(kpi.attainment, 1.2, 1e-9);
	kpi = kpi_of("from: 40\nto: 10\nnow: 43\n", "2026-03-16");
	assert_float_equal(kpi.attainment, -0.1, 1e-9);
}

static void attainment_is_no_guess(void **state)
{
	struct hito_kpi_status kpi;

	(void)state;
	kpi = kpi_of("from: 5\nto: 5\nnow: 5\n", "2026-03-16");
	assert_false(kpi.has_attainment);
	assert_int_equal(kpi.attainment_lack, HITO_LACK_NO_DISTANCE);
	assert_int_equal(kpi.time_lack, HITO_LACK_NO_DATES);
	kpi = kpi_of("from: 5\nto: 9\n", "2026-03-16");
	assert_int_equal(kpi.attainment_lack, HITO_LACK_NOT_GIVEN);
	kpi = kpi_of("from: 5 EUR\nto: 9 EUR\nnow: 6 USD\n", "2026-03-16");
	assert_int_equal(kpi.attainment_lack, HITO_LACK_UNITS);
	kpi = kpi_of("from: 5\nto: 9\nnow: 6\nby: 2026-03-02\n", "2026-03-16");
	assert_true(kpi.has_attainment);
	assert_false(kpi.has_time_gone);
	assert_int_equal(kpi.time_lack, HITO_LACK_BACKWARDS);
}

static const struct hito_figures *figures_of(struct fixture *f,
					     const char *today)
{
	f->figures = true;
	return derive(f, today)->figures;
}

static void scope_counts_what_comes_and_goes(void **state)
{
	const struct hito_figures *figures;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("done", ""));
	created(&f, 0, "2026-03-02", "todo", NULL);
	changed(&f, 1, "2026-03-04", HITO_KEY_STATE, "todo", "dropped");
	/* Dropped and taken up on one day: it never left. */
	changed(&f, 2, "2026-03-04", HITO_KEY_STATE, "dropped", "todo");
	changed(&f, 3, "2026-03-06", HITO_KEY_STATE, "todo", "dropped");
	changed(&f, 4, "2026-03-09", HITO_KEY_STATE, "dropped", "doing");
	/* A clock that runs backwards. */
	changed(&f, 5, "2026-03-05", HITO_KEY_STATE, "doing", "done");
	figures = figures_of(&f, "2026-03-20");
	assert_int_equal(figures->burn_lack, HITO_LACK_NONE);
	assert_int_equal(figures->burn_count, 3);
	assert_int_equal(figures->burn[0].scope, 1);
	assert_int_equal(figures->burn[1].day, day("2026-03-06"));
	assert_int_equal(figures->burn[1].scope, 0);
	assert_int_equal(figures->burn[2].day, day("2026-03-09"));
	assert_int_equal(figures->burn[2].done, 1);
	assert_int_equal(figures->scope.lack, HITO_LACK_NONE);
	assert_int_equal(figures->scope.since, day("2026-03-02"));
	assert_int_equal(figures->scope.at_start, 1);
	assert_int_equal(figures->scope.added, 1);
	assert_int_equal(figures->scope.removed, 1);
	assert_int_equal(figures->scope.now, 1);
	end(&f);
}

static void figures_lack_what_history_lacks(void **state)
{
	const struct hito_figures *figures;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("done", ""));
	f.commits[0].cut = true;
	created(&f, 0, "2026-03-04", "doing", NULL);
	changed(&f, 1, "2026-03-06", HITO_KEY_STATE, "doing", "done");
	figures = figures_of(&f, "2026-03-20");
	assert_int_equal(figures->scope.lack, HITO_LACK_INCOMPLETE);
	assert_int_equal(figures->cycle.count, 0);
	assert_int_equal(figures->cycle_lack, HITO_LACK_NONE_DONE);
	/* From the cut on it is known. */
	assert_int_equal(figures->burn_count, 2);
	assert_int_equal(figures->burn[0].day, day("2026-03-04"));
	assert_int_equal(figures->execution, 1);
	assert_int_equal(figures->planning, 0);
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percentiles_are_by_nearest_rank),
		cmocka_unit_test(a_kpi_may_fall),
		cmocka_unit_test(attainment_is_no_guess),
		cmocka_unit_test(scope_counts_what_comes_and_goes),
		cmocka_unit_test(figures_lack_what_history_lacks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
