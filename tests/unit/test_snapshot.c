/* SPDX-License-Identifier: MIT */
/* Snapshots: which plan the things of a commit belong to. */
#include "history.h"

/* A plan in a folder of its own, a step a file. */
#define FOLDER                                                               \
	"mkdir plans/f\n"                                                    \
	"head() { printf -- '---\\nplan: %s\\n%s---\\n\\n# F\\n' \"$1\" "    \
	"\"${2:-}\" >plans/f/plan.md; }\n"                                   \
	"file() { printf -- '---\\nstep: %s\\nstate: %s\\n---\\n\\n# %s\\n'" \
	" \"$1\" \"$2\" \"$1\" >plans/f/$1.md; }\n"

static void step_files_belong_to_the_plan_beside_them(void **state)
{
	assert_string_equal(history_of(*state, FOLDER
				       "head pf; file a todo; file b todo\n"
				       "save 01 x; file a done; save 02 x\n"),
			    "01 pf/a created\n01 pf/b created\n"
			    "02 pf/a state todo>done\n");
}

static void a_step_file_that_is_lost_goes_on(void **state)
{
	assert_string_equal(
		history_of(*state, FOLDER
			   "head pf; file a todo; file b todo; save 01 x\n"
			   "printf '\\377' >plans/f/a.md; save 02 x\n"
			   "file b done; save 03 x; file a doing; save 04 x\n"),
		"01 pf/a created\n01 pf/b created\n03 pf/b state todo>done\n"
		"04 pf/a state todo>doing gap\n");
}

static void steps_stay_while_their_plan_cannot_be_read(void **state)
{
	assert_string_equal(
		history_of(*state, FOLDER
			   "head pf; file a todo; save 01 x\n"
			   "printf '\\377' >plans/f/plan.md; file a doing\n"
			   "save 02 x; file a blocked; save 03 x\n"
			   "head pf; save 04 x; file a done; save 05 x\n"),
		"01 pf/a created\n02 pf/a state todo>doing\n"
		"03 pf/a state doing>blocked\n05 pf/a state blocked>done\n");
}

static void a_plan_in_conflict_is_the_same_plan(void **state)
{
	assert_string_equal(
		history_of(*state, FOLDER
			   "head pf; file a todo; save 01 x\n"
			   "cp plans/f/plan.md saved\n"
			   "{ echo '<<<<<<< x'; cat saved; echo =======\n"
			   "cat saved; echo '>>>>>>> y'; } >plans/f/plan.md\n"
			   "save 02 x; cp saved plans/f/plan.md\n"
			   "file a done; save 03 x\n"),
		"01 pf/a created\n03 pf/a state todo>done\n");
}

static void the_language_of_the_plan_counts(void **state)
{
	struct repo *repo = *state;

	assert_string_equal(
		history_of(repo, FOLDER
			   "head pf 'lang: es\n'\n"
			   "file a 'todo\nvence: 31/03/2026'; save 01 x\n"
			   "file a 'todo\nvence: 01/04/2026'; save 02 x\n"),
		"01 pf/a created\n02 pf/a due 2026-03-31>2026-04-01\n");
	assert_int_equal(history_read(repo)->gap_count, 0);
}

static void without_a_plan_the_folder_is_one(void **state)
{
	struct repo *repo = *state;
	const struct hito_story *story;

	assert_string_equal(history_of(repo, FOLDER "file a todo; save 01 x\n"
						    "file a done; file b todo\n"
						    "save 02 x\n"),
			    "01 f/a created\n02 f/a state todo>done\n"
			    "02 f/b created\n");
	story = hito_history_find(history_read(repo), HITO_PLAN, HITO_STR("f"),
				  HITO_STR(""));
	assert_non_null(story);
	assert_int_equal(story->event_count, 1);
	unit_assert_str(hito_story_fact(story, HITO_KEY_TITLE)->text, "f");
	unit_assert_str(story->events[0]->path, "");
}

static void a_renamed_folder_moves_all(void **state)
{
	assert_string_equal(history_of(*state, FOLDER
				       "head pf; file a todo; save 01 x\n"
				       "git mv plans/f plans/g; save 02 x\n"),
			    "01 pf/a created\n02 pf/a moved\n");
}

static void a_renamed_plan_goes_on_where_it_says_so(void **state)
{
	assert_string_equal(history_of(*state, FOLDER
				       "head pf; file a todo; save 01 x\n"
				       "head pg 'formerly: pf\n'\n"
				       "file a done; save 02 x\n"),
			    "01 pg/a created\n02 pg/a state todo>done\n");
}

static void a_renamed_plan_is_another_without_a_word(void **state)
{
	assert_string_equal(history_of(*state, FOLDER
				       "head pf; file a todo; save 01 x\n"
				       "head pg; file a done; save 02 x\n"),
			    "01 pf/a created\n02 pg/a created\n"
			    "02 pf/a removed\n");
}

static void a_step_moves_between_plans(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; } >plans/p.md\n"
			   "{ plan q; step c C todo; } >plans/q.md; save 01 x\n"
			   "plan p >plans/p.md\n"
			   "{ plan q; step c C todo; step a A doing; } "
			   ">plans/q.md; save 02 x\n"),
		"01 q/a created\n01 q/c created\n02 q/a moved\n"
		"02 q/a state todo>doing\n");
}

static void from_a_plan_that_went_it_moves_where_it_says_so(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			   "rm plans/p.md\n"
			   "{ plan q; step a A 'doing\nformerly: p/a'; } "
			   ">plans/q.md; save 02 x\n"),
		"01 q/a created\n02 q/a moved\n02 q/a state todo>doing\n");
}

static void other_plans_are_left_alone(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;

	history_of(repo, "for i in 1 2 3; do\n"
			 "{ plan p$i; step a A todo; } >plans/p$i.md; done\n"
			 "save 01 x\n"
			 "{ plan p2; step a A done; } >plans/p2.md; save 02 x\n"
			 "echo 1 >other; save 03 x\n");
	history = history_read(repo);
	assert_int_equal(history->commit_count, 3);
	assert_int_equal(history->plan_commits, 2);
	assert_int_equal(history->event_count, 3 * 3 + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(step_files_belong_to_the_plan_beside_them),
		REPO_TEST(a_step_file_that_is_lost_goes_on),
		REPO_TEST(steps_stay_while_their_plan_cannot_be_read),
		REPO_TEST(a_plan_in_conflict_is_the_same_plan),
		REPO_TEST(the_language_of_the_plan_counts),
		REPO_TEST(without_a_plan_the_folder_is_one),
		REPO_TEST(a_renamed_folder_moves_all),
		REPO_TEST(a_renamed_plan_goes_on_where_it_says_so),
		REPO_TEST(a_renamed_plan_is_another_without_a_word),
		REPO_TEST(a_step_moves_between_plans),
		REPO_TEST(from_a_plan_that_went_it_moves_where_it_says_so),
		REPO_TEST(other_plans_are_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
