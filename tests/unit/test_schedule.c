/* SPDX-License-Identifier: MIT */
/* Schedules of plans made by hand; days counted with a calendar. */
#include "schedule.h"

#include <stdio.h>

static void assert_path(const struct fixture *f, const char *id,
			enum hito_path path, const char *expected)
{
	const struct hito_item **steps;
	char text[256] = "";
	size_t count, used = 0;

	steps = hito_schedule_path(f->schedule, step(f, id)->step, path,
				   f->arena, &count);
	assert_non_null(steps);
	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
					 "%s%.*s", i ? " " : "",
					 HITO_STR_ARG(steps[i]->id));
	assert_string_equal(text, expected);
}

/* 16h are two days; five steps of an hour fit into one. */
static void work_follows_work(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "estimate: 16h\n")
			  STEP("b", "estimate: 12h\nneeds: a\n")
				  STEP("c", "estimate: 4h\nneeds: b\n")
					  STEP("d", "estimate: 1h\nneeds: c\n")
						  STEP("e", "needs: d\n"));
	assert_days(&f, "a", "2026-03-02", "2026-03-03");
	assert_days(&f, "b", "2026-03-04", "2026-03-05");
	assert_days(&f, "c", "2026-03-05", "2026-03-05");
	/* The weekend lies between. */
	assert_days(&f, "d", "2026-03-06", "2026-03-06");
	assert_days(&f, "e", "2026-03-06", "2026-03-09");
	assert_path(&f, "e", HITO_PATH_PROMISED, "a b c d e");
	assert_ptr_equal(hito_schedule_last(f.schedule, plan_of(&f)),
			 step(&f, "e"));
	end(&f);
}

/*
 * a(2) -> b(3) -> d(1), a -> c(1) -> d: c may slip by two days. e stands
 * apart and may slip by five.
 */
static void slack_is_what_a_step_may_slip(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f,
	      HEAD STEP("a", "estimate: 2d\n")
		      STEP("b", "estimate: 3d\nneeds: a\n")
			      STEP("c", "estimate: 1d\nneeds: a\n")
				      STEP("d", "estimate: 1d\nneeds: [b, c]\n")
					      STEP("e", "estimate: 1d\n"));
	assert_days(&f, "d", "2026-03-09", "2026-03-09");
	assert_int_equal(step(&f, "a")->slack, 0);
	assert_int_equal(step(&f, "b")->slack, 0);
	assert_int_equal(step(&f, "c")->slack, 2);
	assert_int_equal(step(&f, "d")->slack, 0);
	assert_int_equal(step(&f, "e")->slack, 5);
	assert_day(step(&f, "c")->latest, "2026-03-06");
	assert_true(step(&f, "b")->is_critical);
	assert_false(step(&f, "c")->is_critical);
	assert_path(&f, "d", HITO_PATH_PROMISED, "a b d");
	end(&f);
}

/* What is promised holds the next ones up; by work alone it does not. */
static void a_promise_counts(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "estimate: 1d\ndue: 2026-03-20\n")
			  STEP("b", "estimate: 2d\nneeds: a\n") STEP(
				  "late", "start: 2026-04-01\nestimate: 2d\n"));
	assert_days(&f, "a", "2026-03-02", "2026-03-20");
	/* On the day that a is due, work may go on. */
	assert_days(&f, "b", "2026-03-20", "2026-03-23");
	assert_day(step(&f, "a")->earliest, "2026-03-02");
	assert_day(step(&f, "b")->earliest, "2026-03-04");
	assert_days(&f, "late", "2026-04-01", "2026-04-02");
	assert_path(&f, "b", HITO_PATH_PROMISED, "a b");
	assert_path(&f, "late", HITO_PATH_PROMISED, "late");
	end(&f);
}

static void an_own_start_holds_a_step_back(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "estimate: 2d\n")
			  STEP("b", "start: 2026-03-16\nestimate: 1d\n"
				    "needs: a\n"));
	assert_days(&f, "b", "2026-03-16", "2026-03-16");
	assert_path(&f, "b", HITO_PATH_EARLIEST, "b");
	assert_int_equal(step(&f, "a")->slack, 8);
	end(&f);
}

static void holidays_leave_and_capacity_stretch_work(void **state)
{
	static const char project[] =
		"hito: 1\ncalendar:\n  holidays: [2026-03-03]\n"
		"  leave: {ana: 2026-03-05..2026-03-06}\n"
		"team:\n  ana: {}\n  luis: {capacity: 20h/week}\n"
		"  eva: {capacity: 50 %, leave: 2026-03-02}\n";
	struct fixture f;

	(void)state;
	begin_with(&f, project,
		   HEAD STEP("none", "estimate: 3d\n")
			   STEP("away", "estimate: 3d\nowner: ana\n") STEP(
				   "half", "estimate: 8h\nowner: luis\n")
				   STEP("both", "estimate: 8h\nowner: luis\n"
						"support: ana\n")
					   STEP("eva", "estimate: 4h\n"
						       "owner: '@Eva'\n"),
		   HITO_DAY_NONE);
	assert_days(&f, "none", "2026-03-02", "2026-03-05");
	assert_days(&f, "away", "2026-03-02", "2026-03-09");
	assert_days(&f, "half", "2026-03-02", "2026-03-04");
	assert_days(&f, "both", "2026-03-02", "2026-03-02");
	assert_days(&f, "eva", "2026-03-04", "2026-03-04");
	end(&f);
}

static void rings_are_set_aside(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "estimate: 1d\nneeds: c\n")
			  STEP("b", "estimate: 1d\nneeds: a\n")
				  STEP("c", "estimate: 1d\nneeds: b\n")
					  STEP("d", "estimate: 1d\nneeds: c\n")
						  STEP("e", "estimate: 2d\n"));
	assert_true(step(&f, "a")->is_circular);
	assert_true(step(&f, "b")->is_circular);
	assert_true(step(&f, "c")->is_circular);
	assert_false(step(&f, "d")->is_circular);
	assert_false(step(&f, "e")->is_circular);
	assert_days(&f, "c", "2026-03-02", "2026-03-02");
	assert_days(&f, "d", "2026-03-03", "2026-03-03");
	end(&f);
}

static void done_steps_stay_where_they_are(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f,
	      HEAD STEP("a", "state: done\nestimate: 40d\n"
			     "finished: 2026-03-05\n")
		      STEP("b", "estimate: 1d\nneeds: a\n")
			      STEP("c", "state: done\nestimate: 9d\n")
				      STEP("d", "estimate: 1d\nneeds: c\n")
					      STEP("e", "state: dropped\n")
						      STEP("f", "estimate: 1d\n"
								"needs: e\n"));
	assert_day(step(&f, "a")->end, "2026-03-05");
	assert_int_equal(step(&f, "a")->slack, HITO_NO_SLACK);
	assert_days(&f, "b", "2026-03-06", "2026-03-06");
	assert_days(&f, "d", "2026-03-02", "2026-03-02");
	assert_days(&f, "f", "2026-03-02", "2026-03-02");
	assert_null(hito_schedule_step(f.schedule, plan_of(&f)->steps[4]));
	end(&f);
}

static void milestones_take_no_time(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "estimate: 1d\n")
			  STEP("m", "type: milestone\nneeds: a\n")
				  STEP("b", "estimate: 1d\nneeds: m\n")
					  STEP("far", "type: milestone\n"
						      "due: 2026-12-31\n"));
	assert_days(&f, "m", "2026-03-02", "2026-03-02");
	assert_days(&f, "b", "2026-03-03", "2026-03-03");
	/* It lies beyond, and does not make the plan end later. */
	assert_ptr_equal(hito_schedule_last(f.schedule, plan_of(&f)),
			 step(&f, "b"));
	assert_int_equal(step(&f, "b")->slack, 0);
	assert_path(&f, "b", HITO_PATH_PROMISED, "a m b");
	end(&f);
}

static void a_parent_is_its_parts(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f,
	      HEAD STEP("first", "estimate: 1d\n")
		      STEP("parent", "needs: first\nestimate: 90d\n")
			      STEP("x", "parent: parent\nestimate: 2d\n")
				      STEP("y", "parent: parent\nneeds: x\n"
						"estimate: 1d\n")
					      STEP("next", "needs: parent\n"));
	assert_days(&f, "x", "2026-03-03", "2026-03-04");
	assert_days(&f, "parent", "2026-03-03", "2026-03-05");
	assert_days(&f, "next", "2026-03-06", "2026-03-06");
	assert_path(&f, "next", HITO_PATH_PROMISED, "first x y next");
	assert_int_equal(step(&f, "x")->slack, 0);
	assert_int_equal(step(&f, "first")->slack, 0);
	end(&f);
}

static void what_is_open_ends_today_or_later(void **state)
{
	struct fixture f;

	(void)state;
	begin_with(&f, NULL,
		   HEAD STEP("a", "due: 2026-03-03\nestimate: 2d\n")
			   STEP("b", "state: doing\nstarted: 2026-03-02\n"
				     "estimate: 16h\nspent: 12h\n"),
		   day("2026-03-16"));
	assert_days(&f, "a", "2026-03-16", "2026-03-17");
	assert_days(&f, "b", "2026-03-02", "2026-03-16");
	end(&f);
}

static void without_any_date_a_start_is_guessed(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "---\nplan: p\nlang: en\n---\n\n# P\n\n## O\n" STEP(
			  "a", "due: 2026-03-10\nestimate: 2d\n")
			  STEP("b", "needs: a\nestimate: 1d\n")
				  STEP("c", "estimate: 1d\n"));
	assert_days(&f, "a", "2026-03-09", "2026-03-10");
	assert_true(step(&f, "a")->is_guessed);
	assert_false(step(&f, "b")->is_guessed);
	assert_int_equal(step(&f, "c")->end, HITO_DAY_NONE);
	assert_int_equal(step(&f, "c")->slack, HITO_NO_SLACK);
	end(&f);
}

static void the_ends_of_time_are_near_enough(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "estimate: 900000000h\n")
			  STEP("b", "needs: a\nstart: 9999-12-31\n")
				  STEP("c", "needs: b\n"));
	assert_day(step(&f, "a")->end, "9999-12-31");
	assert_day(step(&f, "c")->end, "9999-12-31");
	end(&f);
}

static void laying_out_tells_of_work_alone(void **state)
{
	struct hito_scheduled told;
	struct hito_schedule *laid;
	struct hito_err err = {.code = HITO_OK};
	struct fixture f;

	(void)state;
	begin(&f, "---\nplan: p\nlang: en\n---\n\n# P\n\n## O\n" STEP(
			  "a", "due: 2026-03-10\nestimate: 2d\nowner: ana\n")
			  STEP("b", "needs: [a, c]\nestimate: 1d\n")
				  STEP("c", "needs: b\n")
					  STEP("e", "state: dropped\n"));
	assert_true(hito_schedule_start(f.workspace->model, HITO_DAY_NONE,
					f.arena, &laid, &err));
	assert_true(hito_schedule_add(laid, plan_of(&f), &err));
	assert_true(hito_schedule_lay_out(laid, &err));
	for (size_t i = 0; i < 3; i++) {
		const struct hito_item *item = plan_of(&f)->steps[i];
		const struct hito_scheduled *built =
			hito_schedule_step(f.schedule, item);

		assert_null(hito_schedule_step(laid, item));
		assert_true(hito_schedule_tell(laid, item, &told));
		assert_ptr_equal(told.step, item);
		assert_true(hito_str_equal(told.owner, built->owner));
		assert_int_equal(told.start, HITO_DAY_NONE);
		assert_int_equal(told.end, HITO_DAY_NONE);
		assert_int_equal(told.earliest, built->earliest);
		assert_int_equal(hito_schedule_earliest(laid, item),
				 built->earliest);
		assert_int_equal(told.is_guessed, built->is_guessed);
		assert_int_equal(told.is_guessed, i != 1);
		assert_int_equal(told.is_circular, i > 0);
	}
	assert_false(hito_schedule_tell(laid, plan_of(&f)->steps[3], &told));
	assert_null(hito_schedule_last(laid, plan_of(&f)));
	end(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_follows_work),
		cmocka_unit_test(slack_is_what_a_step_may_slip),
		cmocka_unit_test(a_promise_counts),
		cmocka_unit_test(an_own_start_holds_a_step_back),
		cmocka_unit_test(holidays_leave_and_capacity_stretch_work),
		cmocka_unit_test(rings_are_set_aside),
		cmocka_unit_test(done_steps_stay_where_they_are),
		cmocka_unit_test(milestones_take_no_time),
		cmocka_unit_test(a_parent_is_its_parts),
		cmocka_unit_test(what_is_open_ends_today_or_later),
		cmocka_unit_test(without_any_date_a_start_is_guessed),
		cmocka_unit_test(the_ends_of_time_are_near_enough),
		cmocka_unit_test(laying_out_tells_of_work_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
