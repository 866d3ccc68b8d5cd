/* SPDX-License-Identifier: MIT */
/* Stories: what each thing went through, and which of it landed. */
#include "history.h"

/* The events that count of a step, a line each. */
static const char *story_of(struct repo *repo,
			    const struct hito_history *history,
			    const char *plan, const char *id)
{
	const struct hito_story *story = hito_history_find(
		history, HITO_STEP, hito_str_from(plan), hito_str_from(id));
	struct hito_str text = HITO_STR("");

	assert_non_null(story);
	for (size_t i = 0; i < story->event_count; i++) {
		struct hito_str line =
			history_event(repo->arena, story->events[i]);

		text = hito_arena_printf(repo->arena, "%.*s%.*s",
					 HITO_STR_ARG(text),
					 HITO_STR_ARG(line));
	}
	return text.len ? text.ptr : "";
}

static void a_step_that_stands_has_its_item(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;
	const struct hito_story *story;
	const struct hito_fact *fact;

	history_of(repo, "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			 "{ plan p; step a A done; } >plans/p.md; save 02 x\n");
	history = history_read(repo);
	story = hito_history_find(history, HITO_STEP, HITO_STR("p"),
				  HITO_STR("a"));
	assert_non_null(story);
	assert_non_null(story->item);
	unit_assert_str(story->item->id, "a");
	fact = hito_story_fact(story, HITO_KEY_STATE);
	assert_non_null(fact);
	unit_assert_str(fact->text, "done");
	assert_null(hito_story_fact(story, HITO_KEY_DUE));
	assert_false(story->gap);
}

static void nobody_has_no_story(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;

	history_of(repo, "{ plan p; step a A todo; } >plans/p.md; save 01 x\n");
	history = history_read(repo);
	assert_null(hito_history_find(history, HITO_STEP, HITO_STR("p"),
				      HITO_STR("b")));
	assert_null(hito_history_find(history, HITO_KPI, HITO_STR("p"),
				      HITO_STR("a")));
	assert_non_null(hito_history_find(history, HITO_PLAN, HITO_STR("p"),
					  HITO_STR("")));
	assert_non_null(hito_history_find(history, HITO_OBJECTIVE,
					  HITO_STR("p"), HITO_STR("o")));
}

static void what_is_gone_keeps_its_story(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;
	const struct hito_story *story;

	history_of(repo,
		   "{ plan p; step a A todo; step b B todo; } >plans/p.md\n"
		   "save 01 x\n"
		   "{ plan p; step a A done; step b B todo; } >plans/p.md\n"
		   "save 02 x\n"
		   "{ plan p; step b B todo; } >plans/p.md; save 03 x\n");
	history = history_read(repo);
	story = hito_history_find(history, HITO_STEP, HITO_STR("p"),
				  HITO_STR("a"));
	assert_non_null(story);
	assert_null(story->item);
	assert_string_equal(story_of(repo, history, "p", "a"),
			    "01 p/a created\n02 p/a state todo>done\n"
			    "03 p/a removed\n");
}

/* a is there at 01, done at 02, gone at 03. */
#define GONE                                                      \
	"{ plan p; step a A todo; step b B todo; } >plans/p.md\n" \
	"save 01 x\n"                                             \
	"{ plan p; step a A done; step b B todo; } >plans/p.md\n" \
	"save 02 x\n"                                             \
	"{ plan p; step b B todo; } >plans/p.md; save 03 x\n"

static void what_comes_back_goes_on(void **state)
{
	struct repo *repo = *state;

	history_of(repo, GONE "{ plan p; step a A doing; step b B todo; } "
			      ">plans/p.md; save 04 x\n");
	assert_string_equal(story_of(repo, history_read(repo), "p", "a"),
			    "01 p/a created\n02 p/a state todo>done\n"
			    "03 p/a removed\n04 p/a created\n");
}

static void it_may_come_back_more_than_once(void **state)
{
	struct repo *repo = *state;

	history_of(repo, GONE
		   "{ plan p; step a A doing; step b B todo; } >plans/p.md\n"
		   "save 04 x\n"
		   "{ plan p; step b B todo; } >plans/p.md; save 05 x\n"
		   "{ plan p; step a A todo; step b B todo; } >plans/p.md\n"
		   "save 06 x\n"
		   "{ plan p; step a A done; step b B todo; } >plans/p.md\n"
		   "save 07 x\n");
	assert_string_equal(story_of(repo, history_read(repo), "p", "a"),
			    "01 p/a created\n02 p/a state todo>done\n"
			    "03 p/a removed\n04 p/a created\n"
			    "05 p/a removed\n06 p/a created\n"
			    "07 p/a state todo>done\n");
}

static void under_another_title_it_is_another(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;

	assert_string_equal(
		history_of(repo,
			   GONE "{ plan p; step a New doing; step b B todo; } "
				">plans/p.md; save 04 x\n"),
		"01 p/a created\n01 p/b created\n02 p/a state todo>done\n"
		"03 p/a removed\n04 p/a created\n");
	history = history_read(repo);
	assert_string_equal(story_of(repo, history, "p", "a"),
			    "04 p/a created\n");
}

static void the_first_may_come_back_beside_the_other(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;
	size_t longest = 0;

	history_of(repo, GONE
		   "{ plan p; step a New doing; step b B todo; } >plans/p.md\n"
		   "save 04 x\n"
		   "{ plan p; step b B todo; } >plans/p.md; save 05 x\n"
		   "{ plan p; step a A done; step b B todo; } >plans/p.md\n"
		   "save 06 x\n");
	history = history_read(repo);
	for (size_t i = 0; i < history->story_count; i++)
		if (history->stories[i].item &&
		    history->stories[i].event_count > longest)
			longest = history->stories[i].event_count;
	assert_int_equal(longest, 4);
}

static void it_may_come_back_after_a_merge(void **state)
{
	struct repo *repo = *state;

	history_of(repo,
		   "{ plan p; step b B todo; } >plans/p.md; save 01 x\n"
		   "git checkout -q -b side\n"
		   "{ plan p; step a A doing; step b B todo; } >plans/p.md\n"
		   "save 02 x\n"
		   "{ plan p; step b B todo; } >plans/p.md; save 03 x\n"
		   "git checkout -q main; echo 1 >plans/note; save 04 x\n"
		   "join 05 side\n"
		   "{ plan p; step a A done; step b B todo; } >plans/p.md\n"
		   "save 06 x\n");
	assert_string_equal(story_of(repo, history_read(repo), "p", "a"),
			    "02 p/a created\n03 p/a removed\n"
			    "06 p/a created\n");
}

/* Removed on a side, moved to another plan on main. */
static void a_removal_that_did_not_last_did_not_land(void **state)
{
	struct repo *repo = *state;

	assert_string_equal(
		history_of(repo,
			   "{ plan p; step a A todo; } >plans/p.md\n"
			   "{ plan q; step c C todo; } >plans/q.md; save 01 x\n"
			   "git checkout -q -b side; plan p >plans/p.md\n"
			   "save 02 x; git checkout -q main\n"
			   "plan p >plans/p.md\n"
			   "{ plan q; step c C todo; step a A done; } "
			   ">plans/q.md; save 03 x; join 04 side\n"),
		"01 q/a created\n01 q/c created\n02 q/a removed lost\n"
		"03 q/a moved\n03 q/a state todo>done\n");
	assert_string_equal(story_of(repo, history_read(repo), "q", "a"),
			    "01 q/a created\n03 q/a moved\n"
			    "03 q/a state todo>done\n");
}

static void a_revert_is_part_of_it(void **state)
{
	struct repo *repo = *state;

	history_of(repo, "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			 "{ plan p; step a A done; } >plans/p.md; save 02 x\n"
			 "{ plan p; step a A todo; } >plans/p.md; save 03 x\n");
	assert_string_equal(story_of(repo, history_read(repo), "p", "a"),
			    "01 p/a created\n02 p/a state todo>done\n"
			    "03 p/a state done>todo\n");
}

static void lost_events_are_in_all_only(void **state)
{
	struct repo *repo = *state;
	const struct hito_story *story;

	history_of(repo, "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			 "git checkout -q -b side\n"
			 "{ plan p; step a A done; } >plans/p.md; save 02 x\n"
			 "git checkout -q main; echo 1 >plans/note; save 03 x\n"
			 "at 2026-03-04T12:00:00+00:00\n"
			 "git merge -q -s ours -m x side\n");
	story = hito_history_find(history_read(repo), HITO_STEP, HITO_STR("p"),
				  HITO_STR("a"));
	assert_int_equal(story->event_count, 1);
	assert_int_equal(story->all_count, 2);
}

static void events_have_the_names_of_today(void **state)
{
	struct repo *repo = *state;

	assert_string_equal(
		history_of(repo,
			   "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			   "{ plan p; step b A 'done\nformerly: a'; } "
			   ">plans/p.md; save 02 x\n"),
		"01 p/b created\n02 p/b state todo>done\n");
}

static void a_trailer_is_part_of_the_facts(void **state)
{
	struct repo *repo = *state;
	const struct hito_story *story;

	history_of(repo, "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			 "save 02 'x\n\nStep: a done due=2026-04-01'\n");
	story = hito_history_find(history_read(repo), HITO_STEP, HITO_STR("p"),
				  HITO_STR("a"));
	unit_assert_str(hito_story_fact(story, HITO_KEY_STATE)->text, "done");
	unit_assert_str(hito_story_fact(story, HITO_KEY_DUE)->text,
			"2026-04-01");
}

static void strangers_are_told_once(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;

	history_of(repo, "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			 "{ plan p; step a A done; } >plans/p.md; save 02 x\n"
			 "GIT_AUTHOR_EMAIL=luis@example.org\n"
			 "export GIT_AUTHOR_EMAIL\n"
			 "{ plan p; step a A todo; } >plans/p.md; save 03 x\n");
	history = history_read(repo);
	assert_int_equal(history->stranger_count, 2);
	unit_assert_str(history->strangers[0]->email, "ana@example.org");
	unit_assert_str(history->strangers[1]->email, "luis@example.org");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(a_step_that_stands_has_its_item),
		REPO_TEST(nobody_has_no_story),
		REPO_TEST(what_is_gone_keeps_its_story),
		REPO_TEST(what_comes_back_goes_on),
		REPO_TEST(it_may_come_back_more_than_once),
		REPO_TEST(under_another_title_it_is_another),
		REPO_TEST(the_first_may_come_back_beside_the_other),
		REPO_TEST(it_may_come_back_after_a_merge),
		REPO_TEST(a_removal_that_did_not_last_did_not_land),
		REPO_TEST(a_revert_is_part_of_it),
		REPO_TEST(lost_events_are_in_all_only),
		REPO_TEST(events_have_the_names_of_today),
		REPO_TEST(a_trailer_is_part_of_the_facts),
		REPO_TEST(strangers_are_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
