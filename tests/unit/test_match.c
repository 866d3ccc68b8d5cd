/* SPDX-License-Identifier: MIT */
/* Match: which thing of a parent each row is, with rows made by hand. */
#include "unit.h"

#include <stdio.h>

#include "history/match.h"

/* Few rows and things; texts are literals. */
struct fixture {
	struct hito_arena *arena;
	struct hito_row rows[8];
	struct hito_thing things[8], *list[8];
	size_t row_count, thing_count;
	struct hito_match match;
};

static struct hito_row *row(struct fixture *f, const char *plan, const char *id,
			    const char *path, const char *title)
{
	struct hito_row *made = &f->rows[f->row_count];

	*made = (struct hito_row){
		.kind = HITO_STEP,
		.plan = hito_str_from(plan),
		.id = hito_str_from(id),
		.path = hito_str_from(path),
		.title = hito_str_from(title),
		.order = (uint32_t)f->row_count,
	};
	f->row_count++;
	return made;
}

static struct hito_thing *thing(struct fixture *f, const char *plan,
				const char *id, const char *path,
				const char *title)
{
	struct hito_thing *made = &f->things[f->thing_count];

	*made = (struct hito_thing){
		.kind = HITO_STEP,
		.plan = hito_str_from(plan),
		.id = hito_str_from(id),
		.path = hito_str_from(path),
		.title = hito_str_from(title),
		.present = true,
	};
	f->list[f->thing_count++] = made;
	return made;
}

static void plan_row(struct fixture *f, const char *plan)
{
	row(f, plan, "", "", plan)->kind = HITO_PLAN;
}

/* The thing of each row, "-" for none, "?" where it was inferred. */
static const char *matched(struct fixture *f)
{
	const struct hito_row *rows[8];
	static char text[64];
	size_t len = 0;

	for (size_t r = 0; r < f->row_count; r++)
		rows[r] = &f->rows[r];
	assert_true(hito_match_rows(rows, f->row_count, f->list, f->thing_count,
				    f->arena, &f->match, NULL));
	for (size_t r = 0; r < f->row_count; r++) {
		uint32_t place = f->match.thing_of[r];

		if (place == HITO_NO_ROW)
			text[len++] = '-';
		else
			text[len++] = (char)('0' + place);
		if (place != HITO_NO_ROW)
			assert_int_equal(f->match.row_of[place], r);
		if (f->match.inferred[r])
			text[len++] = '?';
	}
	text[len] = '\0';
	return text;
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	f->arena = hito_arena_new(NULL);
	*state = f;
	return f->arena ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hito_arena_free(f->arena);
	free(f);
	return 0;
}

static void names_match_wherever_they_stand(void **state)
{
	struct fixture *f = *state;

	row(f, "p", "a", "new.md", "Other");
	row(f, "p", "c", "x.md", "C");
	thing(f, "p", "a", "old.md", "A");
	thing(f, "p", "b", "x.md", "C");
	assert_string_equal(matched(f), "0-");
	assert_int_equal(f->match.row_of[1], HITO_NO_ROW);
}

static void tombstones_match_nothing(void **state)
{
	struct fixture *f = *state;

	row(f, "p", "a", "x.md", "A");
	thing(f, "p", "a", "x.md", "A")->present = false;
	assert_string_equal(matched(f), "-");
}

static void instances_match_by_path(void **state)
{
	struct fixture *f = *state;

	row(f, "p", "a", "1.md", "Two");
	row(f, "p", "a", "2.md", "One");
	thing(f, "p", "a", "2.md", "Two");
	thing(f, "p", "a", "1.md", "One");
	assert_string_equal(matched(f), "10");
}

static void instances_of_one_path_match_by_title(void **state)
{
	struct fixture *f = *state;

	row(f, "p", "a", "x.md", "Two");
	row(f, "p", "a", "x.md", "One");
	thing(f, "p", "a", "x.md", "One");
	thing(f, "p", "a", "x.md", "Two");
	assert_string_equal(matched(f), "10");
}

static void instances_on_new_paths_match_by_title(void **state)
{
	struct fixture *f = *state;

	row(f, "p", "a", "3.md", "Two");
	row(f, "p", "a", "4.md", "One");
	thing(f, "p", "a", "1.md", "One");
	thing(f, "p", "a", "2.md", "Two");
	assert_string_equal(matched(f), "10");
}

static void instances_match_by_order_at_last(void **state)
{
	struct fixture *f = *state;

	row(f, "p", "a", "x.md", "New");
	row(f, "p", "a", "x.md", "Newer");
	thing(f, "p", "a", "x.md", "Old");
	thing(f, "p", "a", "x.md", "Older");
	assert_string_equal(matched(f), "01");
}

static void of_two_the_one_that_stays_is_known(void **state)
{
	struct fixture *f = *state;

	row(f, "p", "a", "x.md", "Two");
	thing(f, "p", "a", "x.md", "One");
	thing(f, "p", "a", "x.md", "Two");
	assert_string_equal(matched(f), "1");
}

static void a_step_moves_from_a_plan_that_stays(void **state)
{
	struct fixture *f = *state;

	plan_row(f, "p");
	plan_row(f, "q");
	row(f, "q", "a", "q.md", "A");
	thing(f, "p", "a", "p.md", "A");
	assert_string_equal(matched(f), "--0");
	assert_false(f->match.inferred[2]);
}

static void no_step_moves_from_a_plan_that_went(void **state)
{
	struct fixture *f = *state;

	plan_row(f, "q");
	row(f, "q", "a", "q.md", "A");
	thing(f, "p", "a", "p.md", "A");
	assert_string_equal(matched(f), "--");
}

static void no_step_moves_to_two_plans(void **state)
{
	struct fixture *f = *state;

	plan_row(f, "p");
	row(f, "q", "a", "q.md", "A");
	row(f, "r", "a", "r.md", "A");
	thing(f, "p", "a", "p.md", "A");
	assert_string_equal(matched(f), "---");
}

static void no_step_moves_from_two_plans(void **state)
{
	struct fixture *f = *state;

	plan_row(f, "p");
	plan_row(f, "q");
	row(f, "r", "a", "r.md", "A");
	thing(f, "p", "a", "p.md", "A");
	thing(f, "q", "a", "q.md", "A");
	assert_string_equal(matched(f), "---");
}

static void a_made_id_does_not_move(void **state)
{
	struct fixture *f = *state;

	plan_row(f, "p");
	row(f, "q", "a", "q.md", "A");
	thing(f, "p", "a", "p.md", "A")->id_made = true;
	assert_string_equal(matched(f), "--");
}

static struct hito_str objective = {"o", 1};

/* Without a written id, below the same objective. */
static void unnamed_row(struct fixture *f, const char *id, const char *title)
{
	struct hito_row *made = row(f, "p", id, "x.md", title);

	made->id_made = true;
	made->objective = objective;
}

static void unnamed_thing(struct fixture *f, const char *id, const char *title)
{
	struct hito_thing *made = thing(f, "p", id, "x.md", title);

	made->id_made = true;
	made->objective = objective;
}

static void the_only_one_is_retitled(void **state)
{
	struct fixture *f = *state;

	unnamed_row(f, "new", "New");
	unnamed_row(f, "same", "Same");
	unnamed_thing(f, "old", "Old");
	unnamed_thing(f, "same", "Same");
	assert_string_equal(matched(f), "0?1");
}

static void of_two_none_is_retitled(void **state)
{
	struct fixture *f = *state;

	unnamed_row(f, "n1", "New");
	unnamed_row(f, "n2", "Newer");
	unnamed_thing(f, "o1", "Old");
	unnamed_thing(f, "o2", "Older");
	assert_string_equal(matched(f), "--");
}

static void under_another_objective_none_is_retitled(void **state)
{
	struct fixture *f = *state;

	unnamed_row(f, "new", "New");
	f->rows[0].objective = HITO_STR("other");
	unnamed_thing(f, "old", "Old");
	assert_string_equal(matched(f), "-");
}

static void a_written_id_is_not_retitled(void **state)
{
	struct fixture *f = *state;

	unnamed_row(f, "new", "New");
	unnamed_thing(f, "old", "Old");
	f->things[0].id_made = false;
	assert_string_equal(matched(f), "-");
}

static void an_id_is_given_to_the_same_title(void **state)
{
	struct fixture *f = *state;

	unnamed_row(f, "given", "Same");
	f->rows[0].id_made = false;
	unnamed_thing(f, "same", "Same");
	assert_string_equal(matched(f), "0?");
}

static void an_id_and_another_title_is_another(void **state)
{
	struct fixture *f = *state;

	unnamed_row(f, "given", "Other");
	f->rows[0].id_made = false;
	unnamed_thing(f, "same", "Same");
	assert_string_equal(matched(f), "-");
}

static void steps_follow_a_retitled_objective(void **state)
{
	struct fixture *f = *state;

	unnamed_row(f, "goal-two", "Goal two");
	f->rows[0].kind = HITO_OBJECTIVE;
	unnamed_row(f, "new", "New");
	f->rows[1].objective = HITO_STR("goal-two");
	unnamed_thing(f, "goal-one", "Goal one");
	f->things[0].kind = HITO_OBJECTIVE;
	unnamed_thing(f, "old", "Old");
	f->things[1].objective = HITO_STR("goal-one");
	assert_string_equal(matched(f), "0?1?");
}

#define MATCH_TEST(name) \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		MATCH_TEST(names_match_wherever_they_stand),
		MATCH_TEST(tombstones_match_nothing),
		MATCH_TEST(instances_match_by_path),
		MATCH_TEST(instances_of_one_path_match_by_title),
		MATCH_TEST(instances_on_new_paths_match_by_title),
		MATCH_TEST(instances_match_by_order_at_last),
		MATCH_TEST(of_two_the_one_that_stays_is_known),
		MATCH_TEST(a_step_moves_from_a_plan_that_stays),
		MATCH_TEST(no_step_moves_from_a_plan_that_went),
		MATCH_TEST(no_step_moves_to_two_plans),
		MATCH_TEST(no_step_moves_from_two_plans),
		MATCH_TEST(a_made_id_does_not_move),
		MATCH_TEST(the_only_one_is_retitled),
		MATCH_TEST(of_two_none_is_retitled),
		MATCH_TEST(under_another_objective_none_is_retitled),
		MATCH_TEST(a_written_id_is_not_retitled),
		MATCH_TEST(an_id_is_given_to_the_same_title),
		MATCH_TEST(an_id_and_another_title_is_another),
		MATCH_TEST(steps_follow_a_retitled_objective),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
