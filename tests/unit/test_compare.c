/* SPDX-License-Identifier: MIT */
/* Compare: the events of a commit against its parents. */
#include "history.h"

static void a_root_creates_all(void **state)
{
	assert_string_equal(
		history_of(*state, "{ plan p; step a A todo; step b B done; } "
				   ">plans/p.md; save 01 make\n"),
		"01 p/a created\n01 p/b created\n");
}

static void a_value_changes_once(void **state)
{
	assert_string_equal(
		history_of(
			*state,
			"{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			"{ plan p; step a A doing; } >plans/p.md; save 02 x\n"
			"echo more >>plans/p.md; save 03 x\n"),
		"01 p/a created\n02 p/a state todo>doing\n");
}

static void spelling_order_and_place_are_no_change(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A done; step b B todo; } "
			   ">plans/p.md; save 01 x\n"
			   "{ plan p; step b B TODO; echo; step a A 'hecho'; } "
			   ">plans/p.md; save 02 x\n"),
		"01 p/a created\n01 p/b created\n");
}

static void a_lost_step_is_removed(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; step b B todo; } "
			   ">plans/p.md; save 01 x\n"
			   "{ plan p; step b B todo; } >plans/p.md; save 02 x\n"
			   "save 03 x\n"),
		"01 p/a created\n01 p/b created\n02 p/a removed\n");
}

static void a_renamed_file_moves_its_steps(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			   "git mv plans/p.md plans/q.md; save 02 x\n"),
		"01 p/a created\n02 p/a moved\n");
}

/* main and side part at 01; side sets done at 02. */
#define PARTED                                                    \
	"{ plan p; step a A todo; step b B todo; } >plans/p.md\n" \
	"save 01 x; git checkout -q -b side\n"                    \
	"{ plan p; step a A done; step b B todo; } >plans/p.md\n" \
	"save 02 x; git checkout -q main; echo 1 >plans/note; save 03 x\n"

static void a_merge_that_takes_a_side_is_no_event(void **state)
{
	assert_string_equal(history_of(*state, PARTED "join 04 side\n"),
			    "01 p/a created\n01 p/b created\n"
			    "02 p/a state todo>done\n");
}

static void what_a_merge_throws_away_is_lost(void **state)
{
	assert_string_equal(history_of(*state, PARTED
				       "at 2026-03-04T12:00:00+00:00\n"
				       "git merge -q -s ours -m x side\n"),
			    "01 p/a created\n01 p/b created\n"
			    "02 p/a state todo>done lost\n");
}

static void an_evil_merge_is_an_event(void **state)
{
	assert_string_equal(
		history_of(*state, PARTED
			   "git merge -q --no-commit --no-ff side\n"
			   "{ plan p; step a A blocked; step b B doing; } "
			   ">plans/p.md; save 04 x\n"),
		"01 p/a created\n01 p/b created\n"
		"02 p/a state todo>done lost\n"
		"04 p/a state todo>blocked\n04 p/b state todo>doing\n");
}

static void a_merge_may_lose_what_all_have(void **state)
{
	assert_string_equal(
		history_of(*state,
			   PARTED "git merge -q --no-commit --no-ff side\n"
				  "{ plan p; step a A done; } >plans/p.md\n"
				  "save 04 x\n"),
		"01 p/a created\n01 p/b created\n02 p/a state todo>done\n"
		"04 p/b removed\n");
}

static void a_removal_is_told_once(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; step b B todo; } "
			   ">plans/p.md; save 01 x; git checkout -q -b side\n"
			   "{ plan p; step b B todo; } >plans/p.md; save 02 x\n"
			   "git checkout -q main; echo 1 >plans/note\n"
			   "save 03 x; join 04 side\n"),
		"01 p/a created\n01 p/b created\n02 p/a removed\n");
}

static void both_sides_may_make_the_same(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			   "git checkout -q -b side\n"
			   "{ plan p; step a A todo; step b B todo; } "
			   ">plans/p.md; save 02 x\n"
			   "git checkout -q main\n"
			   "{ plan p; step a A todo; step b B todo; } "
			   ">plans/p.md; save 03 x; join 04 side\n"),
		"01 p/a created\n02 p/b created lost\n03 p/b created\n");
}

static void the_second_of_two_picks_is_lost(void **state)
{
	assert_string_equal(
		history_of(*state,
			   PARTED "{ plan p; step a A done; step b B todo; } "
				  ">plans/p.md; save 04 x; join 05 side\n"),
		"01 p/a created\n01 p/b created\n"
		"02 p/a state todo>done lost\n04 p/a state todo>done\n");
}

static void an_octopus_is_no_event(void **state)
{
	assert_string_equal(
		history_of(
			*state,
			"{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			"for i in 2 3 4; do git checkout -q -b b$i main\n"
			"{ plan p$i; step a A todo; } >plans/p$i.md\n"
			"save 0$i x; done\n"
			"git checkout -q main; at 2026-03-09T12:00:00+00:00\n"
			"git merge -q -m x b2 b3 b4\n"),
		"01 p/a created\n02 p2/a created\n03 p3/a created\n"
		"04 p4/a created\n");
}

static void lists_compare_as_sets(void **state)
{
	assert_string_equal(
		history_of(
			*state,
			"{ plan p; step a A 'todo\nneeds: [x, y]'; } "
			">plans/p.md; save 01 x\n"
			"{ plan p; step a A 'todo\nneeds: [y, x]'; } "
			">plans/p.md; save 02 x\n"
			"{ plan p; step a A 'todo\nneeds: y'; } >plans/p.md\n"
			"save 03 x\n"),
		"01 p/a created\n03 p/a needs x, y>y\n");
}

static void a_trailer_comes_before_files(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; step b B todo; } "
			   ">plans/p.md; save 01 x\n"
			   "{ plan p; step a A done; step b B todo; } "
			   ">plans/p.md\n"
			   "save 02 'x\n\nStep: p/b doing\nStep: p/a doing'\n"),
		"01 p/a created\n01 p/b created\n02 p/b state todo>doing\n"
		"02 p/a state todo>doing\n02 p/a state doing>done\n");
}

static void what_is_so_already_is_confirmed(void **state)
{
	assert_string_equal(
		history_of(
			*state,
			"{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			"save 02 'x\n\nStep: a done'\n"
			"save 03 'x\n\nStep: a done'\n"
			"{ plan p; step a A done; } >plans/p.md; save 04 x\n"),
		"01 p/a created\n02 p/a state todo>done\n03 p/a confirmed\n"
		"04 p/a confirmed\n");
}

static void a_trailer_may_only_link(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			   "save 02 'x\n\nStep: p/a'\n"),
		"01 p/a created\n02 p/a linked\n");
}

static void trailers_to_nobody_are_kept_apart(void **state)
{
	struct repo *repo = *state;
	const struct hito_history *history;

	history_of(repo,
		   "{ plan p; step a A todo; step b B todo; } >plans/p.md\n"
		   "{ plan q; step b B todo; } >plans/q.md; save 01 x\n"
		   "save 02 'x\n\nStep: p/z done\nStep: b done\nStep: a how'\n"
		   "git tag last\n");
	history = history_read(repo);
	assert_int_equal(history->lost_count, 3);
	unit_assert_str(history->lost[0].text, "Step: p/z done");
	unit_assert_str(history->lost[1].text, "Step: b done");
	unit_assert_str(history->lost[2].text, "Step: a how");
}

static void the_latest_trailer_of_two_sides_counts(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			   "git checkout -q -b side\n"
			   "save 03 'x\n\nStep: a done'\n"
			   "git checkout -q main\n"
			   "save 02 'x\n\nStep: a doing'; join 04 side\n"),
		"01 p/a created\n02 p/a state todo>doing lost\n"
		"03 p/a state todo>done\n");
}

static void a_later_trailer_counts_before_a_file(void **state)
{
	assert_string_equal(
		history_of(*state, PARTED "save 05 'x\n\nStep: p/a blocked'\n"
					  "join 06 side\n"),
		"01 p/a created\n01 p/b created\n"
		"02 p/a state todo>done lost\n05 p/a state todo>blocked\n");
}

static void a_later_file_counts_before_a_trailer(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; } >plans/p.md; save 01 x\n"
			   "git checkout -q -b side\n"
			   "save 02 'x\n\nStep: a blocked'\n"
			   "git checkout -q main\n"
			   "{ plan p; step a A done; } >plans/p.md; save 03 x\n"
			   "join 04 side\n"),
		"01 p/a created\n02 p/a state todo>blocked lost\n"
		"03 p/a state todo>done\n");
}

static void an_empty_value_is_none(void **state)
{
	assert_string_equal(
		history_of(*state, "{ plan p; step a A 'doing\nowner: ana'; } "
				   ">plans/p.md; save 01 x\n"
				   "save 02 'x\n\nStep: a owner= state='\n"),
		"01 p/a created\n02 p/a state doing>todo\n02 p/a owner "
		"ana>-\n");
}

static void after_a_gap_all_that_is_seen_says_so(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A todo; step b B todo; } "
			   ">plans/p.md; save 01 x\n"
			   "printf '\\377' >plans/p.md; save 02 x\n"
			   "{ plan p; step a A 'todo\ndue: 2026-04-01'\n"
			   "step c C todo; } >plans/p.md; save 03 x\n"),
		"01 p/a created\n01 p/b created\n"
		"03 p/a due ->2026-04-01 gap\n03 p/c created gap\n"
		"03 p/b removed gap\n");
}

static void a_gap_is_of_one_key(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a A 'todo\ndue: 2026-04-01'; } "
			   ">plans/p.md; save 01 x\n"
			   "{ plan p; step a A 'doing\ndue: soon'; } "
			   ">plans/p.md; save 02 x\n"
			   "{ plan p; step a A 'done\ndue: 2026-04-02'; } "
			   ">plans/p.md; save 03 x\n"),
		"01 p/a created\n02 p/a state todo>doing\n"
		"03 p/a state doing>done\n"
		"03 p/a due 2026-04-01>2026-04-02 gap\n");
}

static void an_unreadable_title_is_a_gap(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a One todo; } >plans/p.md\n"
			   "save 01 x; bad=$(printf 'O\\377ne')\n"
			   "{ plan p; step a \"$bad\" todo; } >plans/p.md\n"
			   "save 02 x\n"
			   "{ plan p; step a Two todo; } >plans/p.md\n"
			   "save 03 x\n"),
		"01 p/a created\n03 p/a title One>Two gap\n");
}

static void an_unreadable_id_is_no_other_step(void **state)
{
	assert_string_equal(
		history_of(*state,
			   "{ plan p; step a One todo; } >plans/p.md\n"
			   "save 01 x\n"
			   "{ plan p; step '[a, b]' One todo; } >plans/p.md\n"
			   "save 02 x\n"
			   "{ plan p; step a One done; } >plans/p.md\n"
			   "save 03 x\n"),
		"01 p/a created\n03 p/a state todo>done gap\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(a_root_creates_all),
		REPO_TEST(a_value_changes_once),
		REPO_TEST(spelling_order_and_place_are_no_change),
		REPO_TEST(a_lost_step_is_removed),
		REPO_TEST(a_renamed_file_moves_its_steps),
		REPO_TEST(a_merge_that_takes_a_side_is_no_event),
		REPO_TEST(what_a_merge_throws_away_is_lost),
		REPO_TEST(an_evil_merge_is_an_event),
		REPO_TEST(a_merge_may_lose_what_all_have),
		REPO_TEST(a_removal_is_told_once),
		REPO_TEST(both_sides_may_make_the_same),
		REPO_TEST(the_second_of_two_picks_is_lost),
		REPO_TEST(an_octopus_is_no_event),
		REPO_TEST(lists_compare_as_sets),
		REPO_TEST(a_trailer_comes_before_files),
		REPO_TEST(what_is_so_already_is_confirmed),
		REPO_TEST(a_trailer_may_only_link),
		REPO_TEST(trailers_to_nobody_are_kept_apart),
		REPO_TEST(the_latest_trailer_of_two_sides_counts),
		REPO_TEST(a_later_trailer_counts_before_a_file),
		REPO_TEST(a_later_file_counts_before_a_trailer),
		REPO_TEST(an_empty_value_is_none),
		REPO_TEST(after_a_gap_all_that_is_seen_says_so),
		REPO_TEST(a_gap_is_of_one_key),
		REPO_TEST(an_unreadable_title_is_a_gap),
		REPO_TEST(an_unreadable_id_is_no_other_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
