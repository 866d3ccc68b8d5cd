/* SPDX-License-Identifier: MIT */
/* Walk: order, merges, what is cut off, the commit of a day. */
#include "repo.h"

#include "history/walk.h"
#include "hito/date.h"

/* The subjects in order, and after each the places of its parents. */
static const char *told(struct repo *repo, const struct hito_walk *walk)
{
	struct hito_str text = HITO_STR("");

	for (size_t i = 0; i < walk->count; i++) {
		const struct hito_walked *walked = &walk->commits[i];

		text = hito_arena_printf(
			repo->arena, "%.*s%.*s", HITO_STR_ARG(text),
			HITO_STR_ARG(hito_str_trim(walked->message)));
		for (uint32_t j = 0; j < walked->parent_count; j++)
			text = hito_arena_printf(
				repo->arena, "%.*s%c%u", HITO_STR_ARG(text),
				j ? ',' : ':', walked->parents[j]);
		text = hito_arena_printf(repo->arena, "%.*s%s ",
					 HITO_STR_ARG(text),
					 walked->cut ? "!" : "");
	}
	assert_non_null(text.ptr);
	return text.ptr;
}

static struct hito_walk walk_from(struct repo *repo, const char *below,
				  bool first_parent)
{
	struct hito_repository *repository = repo_open(repo, below);
	struct hito_oid head;
	struct hito_walk_input input = {
		.head = &head,
		.first_parent = first_parent,
	};
	struct hito_walk walk;

	assert_non_null(repository);
	assert_true(hito_git_resolve(repository, NULL, &head, &repo->err));
	input.repository = repository;
	assert_true(hito_walk_read(&input, repo->arena, &walk, &repo->err));
	hito_repository_close(repository);
	return walk;
}

/* A commit with the tree of HEAD and given parents becomes HEAD. */
#define COMMIT                                                        \
	"make() { m=$1; at 2026-03-$2T12:00:00+00:00; shift 2; p=\n"  \
	"for i; do p=\"$p -p $(git rev-parse refs/tags/$i)\"; done\n" \
	"c=$(git commit-tree $p -m $m $(git write-tree))\n"           \
	"git tag $m $c; git update-ref HEAD $c; }\n"

static void parents_come_first_then_dates(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	/* c is older than its parent: the graph beats the clock. */
	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make a 10\nmake b 12 a\nmake c 05 a\nmake d 11 c\n"
		       "make e 20 d b c");
	walk = walk_from(repo, "", false);
	assert_string_equal(told(repo, &walk), "a c:0 d:1 b:0 e:2,3,1 ");
	assert_true(walk.complete);
	assert_null(walk.reason);
	assert_int_equal(walk.commits[0].children, 2);
	assert_int_equal(walk.commits[4].children, 0);
	walk = walk_from(repo, "", true);
	assert_string_equal(told(repo, &walk), "a c:0 d:1 e:2 ");
	assert_true(walk.complete);
}

static void equal_dates_go_by_id(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make a 10\nmake b 11 a\nmake c 11 a\nmake d 11 a\n"
		       "make e 11 a\nmake f 12 b c d e");
	walk = walk_from(repo, "", false);
	assert_int_equal(walk.count, 6);
	for (size_t i = 2; i < 5; i++)
		assert_true(hito_oid_compare(&walk.commits[i - 1].oid,
					     &walk.commits[i].oid) < 0);
}

static void a_criss_cross_is_walked_once(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make r1 01\nmake r2 02\nmake x 03 r1 r2\n"
		       "make y 04 r2 r1\nmake z 05 x y\nmake w 06 y x\n"
		       "make end 07 z w");
	walk = walk_from(repo, "", false);
	assert_string_equal(told(repo, &walk),
			    "r1 r2 x:0,1 y:1,0 z:2,3 w:3,2 end:4,5 ");
}

/* git refuses to make it, but not to read it. */
static void a_parent_named_twice_counts_once(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make a 10\nid=$(git rev-parse a)\n"
		       "git cat-file commit a | sed \"1a parent $id\\n"
		       "parent $id\" >twice\n"
		       "git update-ref HEAD $(git hash-object -t commit -w \\\n"
		       "--literally twice)");
	walk = walk_from(repo, "", false);
	assert_string_equal(told(repo, &walk), "a a:0 ");
	assert_int_equal(walk.commits[0].children, 1);
}

static void a_shallow_clone_says_so(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	repo_run(repo, "git init -q -b main all\ncd all\n" COMMIT
		       "make a 10\nmake b 11 a\nmake c 12 b\nmake d 13 c\n"
		       "cd ..\ngit clone -q --depth 2 file://$PWD/all some\n"
		       "git clone -q --depth 9 file://$PWD/all whole");
	walk = walk_from(repo, "some", false);
	assert_string_equal(told(repo, &walk), "c! d:0 ");
	assert_false(walk.complete);
	assert_string_equal(walk.reason, "the clone is shallow");
	unit_assert_str(walk.remedy, "git fetch --unshallow");
	walk = walk_from(repo, "whole", false);
	assert_string_equal(told(repo, &walk), "a b:0 c:1 d:2 ");
	assert_true(walk.complete);
}

static void a_lost_commit_is_named(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make a 10\nmake b 11 a\nmake c 11 a\nmake d 13 c b\n"
		       "git rev-parse b >id\n"
		       "rm -f .git/objects/$(sed 's|..|&/|' id)");
	walk = walk_from(repo, "", false);
	assert_string_equal(told(repo, &walk), "a c:0 d:1! ");
	assert_false(walk.complete);
	assert_string_equal(walk.reason, "object {1} is missing or damaged");
	assert_true(hito_str_is(walk.reason_arg, repo_word(repo, "id")));
	unit_assert_str(walk.remedy, "git fsck");
	/* The first parents are all there. */
	walk = walk_from(repo, "", true);
	assert_string_equal(told(repo, &walk), "a c:0 d:1 ");
	assert_true(walk.complete);
}

static void replaced_commits_are_told(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make a 10\nmake b 11 a\nmake c 12 b\ngit replace b a");
	walk = walk_from(repo, "", false);
	assert_string_equal(told(repo, &walk), "a b:0 c:1 ");
	assert_false(walk.complete);
	assert_non_null(strstr(walk.reason, "replaced"));
	assert_true(hito_str_starts(walk.remedy, "git replace -d"));
}

/* Objects whose bytes are not those of their id can make a circle. */
static void a_circle_ends(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_walk_input input;
	struct hito_walk walk;
	struct hito_oid head, found;

	repo_run(repo,
		 "git init -q -b main .\n" COMMIT
		 "make a 10\nmake b 11 a\nmake c 12 b\n"
		 "at() { git rev-parse $1 | sed 's|..|.git/objects/&/|'; }\n"
		 "rm -f $(at a)\ncp $(at c) $(at a)");
	repository = repo_open(repo, "");
	assert_true(hito_git_resolve(repository, NULL, &head, &repo->err));
	input = (struct hito_walk_input){
		.repository = repository,
		.head = &head,
	};
	assert_false(hito_walk_read(&input, repo->arena, &walk, &repo->err));
	assert_int_equal(repo->err.code, HITO_ERR_GIT);
	assert_non_null(strstr(repo->err.help, "git fsck"));
	assert_true(hito_walk_at(repository, &head,
				 hito_day_parse(HITO_STR("2026-03-11")), &found,
				 &repo->err));
	hito_repository_close(repository);
}

static void a_day_names_a_commit(void **state)
{
	static const struct {
		const char *day, *subject;
	} days[] = {
		{"2026-03-09", NULL}, {"2026-03-10", "a"}, {"2026-03-11", "c"},
		{"2026-03-12", "c"},  {"2026-03-13", "d"}, {"2030-01-01", "d"},
	};
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_git_commit commit;
	struct hito_oid head, found;

	/* The day at the committer's offset: 12 UTC is the 13th there. */
	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make a 10\nmake b 10 a\nmake c 11 a b\n"
		       "at 2026-03-13T00:30:00+13:00\n"
		       "git commit -q --allow-empty -m d");
	repository = repo_open(repo, "");
	assert_true(hito_git_resolve(repository, NULL, &head, &repo->err));
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		hito_day day = hito_day_parse(hito_str_from(days[i].day));

		if (!days[i].subject) {
			assert_false(hito_walk_at(repository, &head, day,
						  &found, &repo->err));
			assert_int_equal(repo->err.code, HITO_ERR_INPUT);
			continue;
		}
		assert_true(hito_walk_at(repository, &head, day, &found,
					 &repo->err));
		assert_int_equal(hito_git_commit(repository, &found,
						 repo->arena, &commit,
						 &repo->err),
				 HITO_READ_OK);
		assert_true(hito_str_is(hito_str_trim(commit.message),
					days[i].subject));
	}
	hito_repository_close(repository);
}

static void a_day_beyond_the_edge_is_not_known(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_oid head, found;

	repo_run(repo, "git init -q -b main all\ncd all\n" COMMIT
		       "make a 10\nmake b 11 a\nmake c 12 b\ncd ..\n"
		       "git clone -q --depth 1 file://$PWD/all some");
	repository = repo_open(repo, "some");
	assert_true(hito_git_resolve(repository, NULL, &head, &repo->err));
	assert_false(hito_walk_at(repository, &head,
				  hito_day_parse(HITO_STR("2026-03-11")),
				  &found, &repo->err));
	assert_int_equal(repo->err.code, HITO_ERR_INCOMPLETE);
	assert_non_null(strstr(repo->err.help, "--unshallow"));
	assert_true(hito_walk_at(repository, &head,
				 hito_day_parse(HITO_STR("2026-03-12")), &found,
				 &repo->err));
	hito_repository_close(repository);
}

/* More commits than the first table and heap hold. */
static void many_commits_are_walked(void **state)
{
	struct repo *repo = *state;
	struct hito_walk walk;

	repo_run(
		repo,
		"git init -q -b main .\ni=0\nwhile test $i -lt 3000; do\n"
		"i=$((i + 1))\necho 'commit refs/heads/main'\n"
		"echo \"committer A <a> $((1700000000 + i * 60)) +0000\"\n"
		"echo 'data 1'\necho x\ndone >in\ngit fast-import --quiet <in");
	walk = walk_from(repo, "", false);
	assert_int_equal(walk.count, 3000);
	for (size_t i = 1; i < walk.count; i++) {
		assert_int_equal(walk.commits[i].parent_count, 1);
		assert_int_equal(walk.commits[i].parents[0], i - 1);
	}
}

static const char *memory_folder;

static bool walk_all(struct hito_arena *arena)
{
	struct hito_repository *repository = NULL;
	struct hito_walk_input input;
	struct hito_walk walk;
	struct hito_err err = {.code = HITO_OK};
	struct hito_oid head;
	bool done;

	if (!hito_repository_open(memory_folder, arena, &repository, &err))
		return false;
	input = (struct hito_walk_input){
		.repository = repository,
		.head = &head,
	};
	done = hito_git_resolve(repository, NULL, &head, &err) &&
	       hito_walk_read(&input, arena, &walk, &err);
	if (!done)
		assert_int_equal(err.code, HITO_ERR_MEMORY);
	hito_repository_close(repository);
	return done;
}

static void every_allocation_may_fail(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, "git init -q -b main .\n" COMMIT
		       "make a 10\nmake b 11 a\nmake c 12 b a\n"
		       "git rev-parse b >.git/shallow");
	memory_folder = repo->folder;
	assert_true(unit_until_done(walk_all) >= 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(parents_come_first_then_dates),
		REPO_TEST(equal_dates_go_by_id),
		REPO_TEST(a_criss_cross_is_walked_once),
		REPO_TEST(a_parent_named_twice_counts_once),
		REPO_TEST(a_shallow_clone_says_so),
		REPO_TEST(a_lost_commit_is_named),
		REPO_TEST(replaced_commits_are_told),
		REPO_TEST(a_circle_ends),
		REPO_TEST(a_day_names_a_commit),
		REPO_TEST(a_day_beyond_the_edge_is_not_known),
		REPO_TEST(many_commits_are_walked),
		REPO_TEST(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
