/* SPDX-License-Identifier: MIT */
/* What is derived from plans and their stories, with made-up histories. */
#include "unit.h"

#include "status/slip.h"
#include "story.h"

static void a_step_goes_its_way(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("done", "due: 2026-03-13\n"));
	created(&f, 0, "2026-03-02", "todo", "2026-03-13");
	changed(&f, 1, "2026-03-04", HITO_KEY_STATE, "todo", "doing");
	changed(&f, 2, "2026-03-11", HITO_KEY_STATE, "doing", "done");
	step = derive(&f, "2026-03-20")->steps;
	assert_int_equal(step->created, day("2026-03-02"));
	assert_int_equal(step->started, day("2026-03-04"));
	assert_int_equal(step->finished, day("2026-03-11"));
	assert_false(step->started_declared || step->finished_declared);
	assert_int_equal(step->cycle_days, 7);
	assert_int_equal(step->cycle_working_days, 5);
	assert_int_equal(step->lead_days, 9);
	assert_int_equal(step->lead_working_days, 7);
	assert_int_equal(step->late_days, -2);
	assert_int_equal(step->late_first_days, -2);
	assert_int_equal(step->age_days, 9);
	assert_int_equal(step->reopened, 0);
	assert_int_equal(step->commits, 3);
	assert_int_equal(step->slip_count, 0);
	end(&f);
}

static void todo_to_done_hides_the_start(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("done", ""));
	created(&f, 0, "2026-03-02", NULL, NULL);
	changed(&f, 1, "2026-03-04", HITO_KEY_STATE, NULL, "done");
	step = derive(&f, "2026-03-20")->steps;
	assert_int_equal(step->started, HITO_DAY_NONE);
	assert_int_equal(step->finished, day("2026-03-04"));
	assert_int_equal(step->cycle_days, HITO_UNKNOWN);
	assert_int_equal(step->lead_days, 2);
	assert_int_equal(step->late_days, HITO_UNKNOWN);
	end(&f);
}

static void reopening_takes_the_last_end(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("done", ""));
	created(&f, 0, "2026-03-02", "doing", NULL);
	changed(&f, 1, "2026-03-04", HITO_KEY_STATE, "doing", "done");
	changed(&f, 2, "2026-03-05", HITO_KEY_STATE, "done", "doing");
	changed(&f, 3, "2026-03-09", HITO_KEY_STATE, "doing", "done");
	event(&f, 4, "2026-03-12", HITO_CONFIRMED)->key = HITO_KEY_STATE;
	step = derive(&f, "2026-03-20")->steps;
	assert_int_equal(step->started, day("2026-03-02"));
	assert_int_equal(step->finished, day("2026-03-09"));
	assert_int_equal(step->reopened, 1);
	end(&f);
}

static void an_open_step_has_no_end(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("doing", "due: 2026-03-10\n"));
	created(&f, 0, "2026-03-02", "doing", "2026-03-10");
	changed(&f, 1, "2026-03-04", HITO_KEY_STATE, "doing", "done");
	changed(&f, 2, "2026-03-05", HITO_KEY_STATE, "done", "doing");
	step = derive(&f, "2026-03-20")->steps;
	assert_int_equal(step->finished, HITO_DAY_NONE);
	assert_int_equal(step->late_days, 10);
	assert_true(step->is_overdue);
	step = derive(&f, "2026-03-10")->steps;
	assert_false(step->is_overdue);
	assert_int_equal(step->late_days, HITO_UNKNOWN);
	end(&f);
}

static void blocked_time_adds_up_to_today(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("blocked", ""));
	created(&f, 0, "2026-03-02", "todo", NULL);
	changed(&f, 1, "2026-03-03", HITO_KEY_STATE, "todo", "blocked");
	changed(&f, 2, "2026-03-06", HITO_KEY_STATE, "blocked", "doing");
	changed(&f, 3, "2026-03-10", HITO_KEY_STATE, "doing", "blocked");
	step = derive(&f, "2026-03-15")->steps;
	assert_int_equal(step->blocked_days, 8);
	assert_int_equal(step->age_days, 5);
	end(&f);
}

static void clocks_that_run_back_cost_nothing(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("doing", ""));
	created(&f, 0, "2026-03-10", "blocked", NULL);
	changed(&f, 1, "2026-03-03", HITO_KEY_STATE, "blocked", "doing");
	step = derive(&f, "2026-03-01")->steps;
	assert_int_equal(step->blocked_days, 0);
	assert_int_equal(step->age_days, 0);
	end(&f);
}

static void declared_days_count(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("done", "started: 2026-03-03\nfinished: 2026-03-05\n"));
	created(&f, 0, "2026-03-02", "doing", "2026-03-06");
	changed(&f, 1, "2026-03-09", HITO_KEY_STATE, "doing", "done");
	step = derive(&f, "2026-03-20")->steps;
	assert_int_equal(step->started, day("2026-03-03"));
	assert_int_equal(step->finished, day("2026-03-05"));
	assert_true(step->started_declared && step->finished_declared);
	assert_int_equal(step->commit_finished, day("2026-03-09"));
	assert_int_equal(step->cycle_days, 2);
	assert_int_equal(step->late_days, -1);
	end(&f);
}

static void a_slip_has_days_and_a_reason(void **state)
{
	const struct hito_plan_status *plan;
	const struct hito_slip *slip;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("todo", "due: 2026-04-05\n"));
	created(&f, 0, "2026-03-02", "todo", "2026-03-31");
	changed(&f, 1, "2026-03-28", HITO_KEY_DUE, "2026-03-31", "2026-04-07");
	changed(&f, 1, "2026-03-28", HITO_KEY_REASON, NULL, "the agency");
	changed(&f, 2, "2026-03-29", HITO_KEY_DUE, "2026-04-07", "2026-04-05");
	plan = derive(&f, "2026-03-30");
	slip = plan->steps->slips;
	assert_int_equal(plan->slip_count, 2);
	assert_int_equal(slip[0].days, 7);
	assert_int_equal(slip[0].working_days, 5);
	unit_assert_str(slip[0].reason, "the agency");
	assert_int_equal(slip[1].days, -2);
	assert_int_equal(slip[1].working_days, -2);
	unit_assert_str(slip[1].reason, "say why");
	assert_int_equal(plan->slip_days, 5);
	assert_int_equal(plan->slip_working_days, 3);
	assert_int_equal(plan->steps->first_due, day("2026-03-31"));
	assert_int_equal(plan->steps->last_due, day("2026-04-05"));
	end(&f);
}

static void a_date_taken_away_is_still_a_promise(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("todo", "due: 2026-04-07\n"));
	created(&f, 0, "2026-03-02", "todo", "2026-03-31");
	changed(&f, 1, "2026-03-10", HITO_KEY_DUE, "2026-03-31", NULL);
	changed(&f, 2, "2026-03-20", HITO_KEY_DUE, NULL, "2026-04-07");
	step = derive(&f, "2026-03-30")->steps;
	assert_int_equal(step->slip_count, 1);
	assert_int_equal(step->slips[0].old_due, day("2026-03-31"));
	assert_int_equal(step->slips[0].days, 7);
	end(&f);
}

static void a_closed_step_does_not_slip(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("done", "due: 2026-04-30\n"));
	created(&f, 0, "2026-03-02", "doing", "2026-03-10");
	/* In the commit that closes it, and in a later one. */
	changed(&f, 1, "2026-03-12", HITO_KEY_DUE, "2026-03-10", "2026-03-12");
	changed(&f, 1, "2026-03-12", HITO_KEY_STATE, "doing", "done");
	changed(&f, 2, "2026-03-13", HITO_KEY_DUE, "2026-03-12", "2026-04-30");
	step = derive(&f, "2026-03-30")->steps;
	assert_int_equal(step->slip_count, 0);
	assert_int_equal(step->last_due, day("2026-03-10"));
	assert_int_equal(step->late_days, 2);
	end(&f);
}

static void a_later_trailer_counts(void **state)
{
	const struct hito_step_status *step;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("doing", ""));
	created(&f, 0, "2026-03-02", "doing", NULL);
	changed(&f, 1, "2026-03-05", HITO_KEY_STATE, "doing", "done")->trailer =
		true;
	f.story.facts = fact(&f, HITO_KEY_STATE, "done");
	f.story.fact_count = 1;
	step = derive(&f, "2026-03-20")->steps;
	assert_int_equal(step->state, HITO_DONE);
	assert_true(step->disagrees);
	assert_int_equal(step->finished, day("2026-03-05"));
	end(&f);
}

static void uncommitted_values_are_shown(void **state)
{
	const struct hito_step_status *step;
	struct hito_workspace *disk;
	struct fixture f;

	(void)state;
	begin(&f, PLAN("doing", "due: 2026-03-10\n"));
	created(&f, 0, "2026-03-02", "doing", "2026-03-10");
	disk = read_plan(f.arena, PLAN("done", "due: 2026-03-20\n"));
	f.workspace = disk;
	step = derive(&f, "2026-03-15")->steps;
	assert_int_equal(step->state, HITO_DONE);
	assert_true(step->changed);
	assert_int_equal(step->due, day("2026-03-20"));
	assert_int_equal(step->finished, HITO_DAY_NONE);
	assert_int_equal(step->age_days, HITO_UNKNOWN);
	assert_int_equal(step->slip_count, 0);
	end(&f);
}

static void files_alone_have_no_history(void **state)
{
	struct hito_status_input input = {.today = day("2026-03-20")};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_status *status = NULL;
	struct hito_err err = {.code = HITO_OK};
	const struct hito_step_status *step;

	(void)state;
	input.workspace = read_plan(
		arena, PLAN("done", "due: 2026-03-10\nfinished: 2026-03-12\n"));
	assert_true(hito_status_derive(&input, arena, &status, &err));
	step = status->plans[0].steps;
	assert_null(step->story);
	assert_int_equal(step->created, HITO_DAY_NONE);
	assert_int_equal(step->finished, day("2026-03-12"));
	assert_int_equal(step->late_days, 2);
	assert_int_equal(step->late_first_days, HITO_UNKNOWN);
	assert_false(step->changed);
	assert_int_equal(status->changed_count, 0);
	assert_true(status->plans[0].has_time_gone);
	assert_float_equal(status->plans[0].time_gone, 18.0 / 30, 1e-9);
	hito_arena_free(arena);
}

#define STEP(id, state, more)                                             \
	"### " id "\n\n```yaml step\nid: " id "\nstate: " state "\n" more \
	"```\n\n"

static void rates_count_leaves(void **state)
{
	struct hito_status_input input = {.today = day("2026-03-20")};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_status *status = NULL;
	struct hito_err err = {.code = HITO_OK};
	const struct hito_plan_status *plan;

	(void)state;
	input.workspace = read_plan(
		arena,
		"---\nplan: p\n---\n# P\n\n## O\n\n- [ ] a draft\n\n" STEP(
			"a", "done", "estimate: 3h\n")
			STEP("b", "doing", "estimate: 1h\ndue: 2026-03-19\n")
				STEP("c", "dropped",
				     "") "### d\n\n```yaml step\nid: d\nstate: "
					 "doing\n```\n\n"
					 "#### e\n\n```yaml step\nid: "
					 "e\nstate: blocked\n"
					 "estimate: 4h\n```\n");
	assert_true(hito_status_derive(&input, arena, &status, &err));
	plan = &status->plans[0];
	assert_int_equal(plan->tally.total, 4);
	assert_int_equal(plan->tally.done, 1);
	assert_int_equal(plan->tally.doing, 1);
	assert_int_equal(plan->tally.blocked, 1);
	assert_int_equal(plan->tally.dropped, 1);
	assert_int_equal(plan->tally.overdue, 1);
	assert_float_equal(plan->completion, 1.0 / 3, 1e-9);
	assert_true(plan->has_completion_effort);
	assert_float_equal(plan->completion_effort, 3.0 / 8, 1e-9);
	assert_int_equal(plan->sketch_count, 1);
	assert_int_equal(plan->objectives[0].tally.total, 4);
	assert_false(plan->has_on_time_last);
	hito_arena_free(arena);
}

static void kpis_know_how_far_they_are(void **state)
{
	struct hito_status_input input = {.today = day("2026-03-22")};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_status *status = NULL;
	struct hito_err err = {.code = HITO_OK};
	const struct hito_kpi_status *kpi;

	(void)state;
	input.workspace = read_plan(
		arena,
		"---\nplan: p\nstart: 2026-03-02\n---\n# P\n\n## O\n\n"
		"```yaml objective\nid: o\nkpi: visits\n```\n\n" STEP(
			"a", "done",
			"") "## KPIs\n\n### Visits\n\n```yaml kpi\nid: visits\n"
			    "from: 12000\nto: 20000\nby: "
			    "2026-04-11\nreadings:\n"
			    "  2026-03-20: 13500\n  2026-03-10: 12500\n"
			    "  2026-04-01: 19000\n```\n");
	assert_true(hito_status_derive(&input, arena, &status, &err));
	assert_int_equal(status->plans[0].kpi_count, 1);
	assert_int_equal(status->plans[0].objectives[0].kpi_count, 1);
	kpi = &status->plans[0].objectives[0].kpis[0];
	assert_int_equal(kpi->now.units, 13500);
	assert_int_equal(kpi->now_day, day("2026-03-20"));
	assert_true(kpi->has_attainment);
	assert_float_equal(kpi->attainment, 1500.0 / 8000, 1e-9);
	assert_float_equal(kpi->time_gone, 0.5, 1e-9);
	hito_arena_free(arena);
}

static void forges_say_nothing(void **state)
{
	static const char *const defaults[] = {
		"Update x.md",          "Create plans/spring.md",
		"Add files via upload", "Merge pull request #3 from ana/x",
		"Merge branch 'main'",  "Actualizar x.md",
		"Rename a.md to b.md",  "Delete old.md",
		"  Update x.md  ",      "Edit file x.md",
	};
	static const char *const said[] = {
		"Update the launch date",
		"Merge both lists of keywords",
		"Actualizar la fecha",
		"x.md: one week more",
		"Update",
		"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(defaults) / sizeof(char *); i++)
		assert_true(
			hito_subject_is_default(hito_str_from(defaults[i])));
	for (size_t i = 0; i < sizeof(said) / sizeof(char *); i++)
		assert_false(hito_subject_is_default(hito_str_from(said[i])));
}

static bool derive_or_fail(struct hito_arena *arena)
{
	static const char text[] =
		PLAN("done", "due: 2026-03-13\ncost: 5 "
			     "EUR\nconfidence: 3\n"
			     "started: 2026-03-03\nfinished: "
			     "2026-03-12\n") "\n## K\n\n### "
					     "V\n\n```yaml kpi\nid: "
					     "v\nfrom: 1\n"
					     "to: 9\nreadings: |\n  "
					     "2026-03-09: 2\n```\n";
	struct hito_file file = {.path = HITO_STR("plans/p.md"),
				 .text = HITO_STR(text)};
	struct hito_status_input input = {.today = 20500, .figures = true};
	struct hito_workspace *workspace;
	struct hito_project *project;
	struct hito_status *status;
	struct hito_err err = {.code = HITO_OK};

	if (hito_project_default(arena, &project, &err) &&
	    hito_workspace_from_files(project, &file, 1, arena, &workspace,
				      &err)) {
		input.workspace = workspace;
		if (hito_status_derive(&input, arena, &status, &err) &&
		    hito_status_total(status, arena, &err))
			return true;
	}
	assert_int_equal(err.code, HITO_ERR_MEMORY);
	return false;
}

static void memory_may_end(void **state)
{
	(void)state;
	assert_true(unit_until_done(derive_or_fail) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_goes_its_way),
		cmocka_unit_test(todo_to_done_hides_the_start),
		cmocka_unit_test(reopening_takes_the_last_end),
		cmocka_unit_test(an_open_step_has_no_end),
		cmocka_unit_test(blocked_time_adds_up_to_today),
		cmocka_unit_test(clocks_that_run_back_cost_nothing),
		cmocka_unit_test(declared_days_count),
		cmocka_unit_test(a_slip_has_days_and_a_reason),
		cmocka_unit_test(a_date_taken_away_is_still_a_promise),
		cmocka_unit_test(a_closed_step_does_not_slip),
		cmocka_unit_test(a_later_trailer_counts),
		cmocka_unit_test(uncommitted_values_are_shown),
		cmocka_unit_test(files_alone_have_no_history),
		cmocka_unit_test(rates_count_leaves),
		cmocka_unit_test(kpis_know_how_far_they_are),
		cmocka_unit_test(forges_say_nothing),
		cmocka_unit_test(memory_may_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
