/* SPDX-License-Identifier: MIT */
/* Load of people week by week; and plans that are long, deep, or too much. */
#include "schedule.h"

#include <stdio.h>

static void weigh(struct fixture *f, const char *today, bool with_drafts)
{
	struct hito_load_options options = {day(today), with_drafts};
	struct hito_err err = {.code = HITO_OK};

	assert_true(hito_load_build(f->schedule, &options, f->arena, &f->load,
				    &err));
}

static const struct hito_load_person *person(const struct fixture *f,
					     const char *id)
{
	for (size_t i = 0; i < f->load->count; i++) {
		if (hito_str_is(f->load->people[i].id, id))
			return &f->load->people[i];
	}
	fail_msg("nobody is %s", id);
	return NULL;
}

static void assert_week(const struct fixture *f, const char *id,
			const char *monday, int64_t minutes, int64_t capacity)
{
	const struct hito_load_person *who = person(f, id);
	size_t week = (size_t)(day(monday) - who->monday) / 7;
	int64_t sum = 0;

	assert_true(week < who->week_count);
	assert_int_equal(who->minutes[week], minutes);
	assert_int_equal(who->capacity[week], capacity);
	for (size_t i = 0; i < who->share_count; i++)
		sum += hito_load_in_week(f->schedule, who, &who->shares[i],
					 day(monday));
	assert_int_equal(sum, minutes);
}

/* 80h from Thursday 5 to Wednesday 18 are ten days: 2, 5 and 3. */
static void effort_is_spread_over_working_days(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "owner: ana\nestimate: 80h\n"
				 "start: 2026-03-05\ndue: 2026-03-18\n")
			  STEP("b", "owner: ana\nestimate: 20h\n"
				    "start: 2026-03-09\ndue: 2026-03-20\n"));
	weigh(&f, "2026-03-02", false);
	assert_int_equal(f.load->count, 1);
	assert_week(&f, "ana", "2026-03-02", 16 * 60, 40 * 60);
	assert_week(&f, "ana", "2026-03-09", 50 * 60, 40 * 60);
	assert_week(&f, "ana", "2026-03-16", 34 * 60, 40 * 60);
	assert_int_equal(person(&f, "ana")->week_count, 3);
	/* Weeks that have passed are left out. */
	weigh(&f, "2026-03-13", false);
	assert_int_equal(person(&f, "ana")->week_count, 2);
	assert_week(&f, "ana", "2026-03-09", 50 * 60, 40 * 60);
	end(&f);
}

static void helpers_carry_their_part(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "owner: ana\nestimate: 30h\n"
				 "support: [luis, eva]\n"
				 "start: 2026-03-02\ndue: 2026-03-06\n"));
	weigh(&f, "2026-03-02", false);
	assert_int_equal(f.load->count, 3);
	assert_week(&f, "ana", "2026-03-02", 600, 2400);
	assert_week(&f, "eva", "2026-03-02", 600, 2400);
	end(&f);
}

/* Half a week, a holiday and two days away. */
static void capacity_shrinks_with_days_off(void **state)
{
	static const char project[] =
		"hito: 1\ncalendar:\n  holidays: [2026-03-10]\n"
		"team:\n  ana: {capacity: 20h/week,\n"
		"    leave: [2026-03-12..2026-03-13, "
		"2026-03-16..2026-03-20]}\n";
	struct fixture f;

	(void)state;
	begin_with(&f, project,
		   HEAD STEP("a", "owner: ana\nestimate: 14h\n"
				  "start: 2026-03-02\ndue: 2026-03-13\n")
			   STEP("b", "owner: ana\nestimate: 10h\n"
				     "start: 2026-03-16\ndue: 2026-03-20\n")
				   STEP("c", "owner: ana\nestimate: 2h\n"
					     "start: 2026-03-22\n"
					     "due: 2026-03-22\n"),
		   HITO_DAY_NONE);
	weigh(&f, "2026-03-02", false);
	assert_week(&f, "ana", "2026-03-02", 600, 1200);
	assert_week(&f, "ana", "2026-03-09", 240, 480);
	/* Away all week, and a Sunday: the work is there all the same. */
	assert_week(&f, "ana", "2026-03-16", 720, 0);
	end(&f);
}

static void sub_steps_are_not_counted_twice(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "owner: ana\nestimate: 40h\n"
				 "start: 2026-03-02\ndue: 2026-03-06\n")
			  STEP("x", "parent: a\nestimate: 10h\n")
				  STEP("y", "parent: a\n")
					  STEP("b", "owner: ana\n"
						    "estimate: 5h\n"
						    "start: 2026-03-02\n"
						    "due: 2026-03-06\n")
						  STEP("z", "parent: b\n"));
	weigh(&f, "2026-03-02", false);
	assert_week(&f, "ana", "2026-03-02", 15 * 60, 2400);
	assert_int_equal(person(&f, "ana")->share_count, 2);
	end(&f);
}

static void only_what_is_left_weighs(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "state: done\nowner: ana\nestimate: 40h\n"
				 "due: 2026-03-06\n")
			  STEP("b", "state: doing\nowner: ana\nspent: 30h\n"
				    "estimate: 40h\nstart: 2026-03-02\n"
				    "due: 2026-03-13\n")
				  STEP("late", "owner: ana\nestimate: 40h\n"
					       "due: 2026-03-06\n")
					  STEP("m", "owner: ana\n"
						    "type: milestone\n"
						    "due: 2026-03-13\n"));
	weigh(&f, "2026-03-12", false);
	assert_int_equal(person(&f, "ana")->share_count, 1);
	assert_week(&f, "ana", "2026-03-09", 600, 2400);
	end(&f);
}

/* b may begin when a can be done, though both are due on one day. */
static void a_step_has_more_than_its_last_day(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, HEAD STEP("a", "owner: ana\nestimate: 40h\n"
				 "due: 2026-03-13\n")
			  STEP("b", "owner: luis\nestimate: 30h\n"
				    "needs: a\ndue: 2026-03-13\n"));
	weigh(&f, "2026-03-02", false);
	assert_day(step(&f, "b")->start, "2026-03-13");
	assert_week(&f, "luis", "2026-03-09", 1800, 2400);
	assert_int_equal(person(&f, "luis")->week_count, 1);
	end(&f);
}

static void drafts_weigh_when_asked(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "---\nplan: p\nlang: en\nstate: draft\nstart: 2026-03-02\n"
		  "---\n\n# P\n\n## O\n" STEP(
			  "a", "owner: ana\nestimate: 8h\ndue: 2026-03-06\n"));
	weigh(&f, "2026-03-02", false);
	assert_int_equal(f.load->count, 0);
	weigh(&f, "2026-03-02", true);
	assert_week(&f, "ana", "2026-03-02", 480, 2400);
	end(&f);
}

/* A chain of 10,000 steps, and all of them parts of each other. */
static void long_chains_need_no_depth(void **state)
{
	enum { COUNT = 9999 };
	static const char *const links[] = {"needs", "parent"};
	struct fixture f;

	(void)state;
	for (size_t n = 0; n < 2; n++) {
		size_t size = 128 * COUNT, used;
		char *text = malloc(size);
		char id[16];

		assert_non_null(text);
		used = (size_t)snprintf(text, size, "%s", HEAD);
		for (int i = 0; i < COUNT; i++)
			used += (size_t)snprintf(
				text + used, size - used,
				"\n### s%d\n\n```yaml step\nid: s%d\n"
				"%s: s%d\nestimate: 1h\nowner: ana\n"
				"due: 2026-06-30\n```\n",
				i, i, links[n], i + 1);
		begin(&f, text);
		weigh(&f, "2026-03-02", true);
		snprintf(id, sizeof(id), "s%d", n == 0 ? COUNT - 1 : 0);
		assert_day(step(&f, id)->start, "2026-03-02");
		/* 9,999 hours of work are 1,250 days, or one. */
		if (n == 0)
			assert_day(step(&f, "s0")->earliest, "2030-12-13");
		end(&f);
		free(text);
	}
}

static bool build_or_fail(struct hito_arena *arena)
{
	static const char text[] =
		HEAD STEP("a", "owner: ana\nestimate: 8h\ndue: 2026-03-06\n")
			STEP("b", "needs: [a, c]\nsupport: luis\nowner: ana\n"
				  "estimate: 8h\ndue: 2026-03-12\n")
				STEP("c", "needs: b\n");
	struct hito_file file = {.path = HITO_STR("plans/p.md"),
				 .text = HITO_STR(text)};
	struct hito_load_options options = {20514, true};
	struct hito_workspace *workspace;
	struct hito_project *project;
	struct hito_schedule *schedule;
	struct hito_load *load;
	struct hito_err err = {.code = HITO_OK};

	if (hito_project_default(arena, &project, &err) &&
	    hito_workspace_from_files(project, &file, 1, arena, &workspace,
				      &err) &&
	    hito_schedule_build(workspace->model, HITO_DAY_NONE, arena,
				&schedule, &err) &&
	    hito_load_build(schedule, &options, arena, &load, &err))
		return load->count == 2;
	assert_int_equal(err.code, HITO_ERR_MEMORY);
	return false;
}

static void memory_may_end(void **state)
{
	(void)state;
	assert_true(unit_until_done(build_or_fail) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(effort_is_spread_over_working_days),
		cmocka_unit_test(helpers_carry_their_part),
		cmocka_unit_test(capacity_shrinks_with_days_off),
		cmocka_unit_test(sub_steps_are_not_counted_twice),
		cmocka_unit_test(only_what_is_left_weighs),
		cmocka_unit_test(a_step_has_more_than_its_last_day),
		cmocka_unit_test(drafts_weigh_when_asked),
		cmocka_unit_test(long_chains_need_no_depth),
		cmocka_unit_test(memory_may_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
