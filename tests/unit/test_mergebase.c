/* SPDX-License-Identifier: MIT */
/* Merge bases: as git finds them, and no guess where a clone is cut off. */
#include "repo.h"

#include "history/mergebase.h"

/* make NAME DAY PARENT...: a tag on a commit of that day. */
#define MAKE                                                            \
	"make() { m=$1; at 2026-03-$2T12:00:00+00:00; shift 2; p=\n"    \
	"for i; do p=\"$p -p $(git rev-parse refs/tags/$i)\"; done\n"   \
	"git tag $m $(git commit-tree $p -m $m $(git write-tree)); }\n" \
	"git init -q -b main .\n"

static struct hito_mergebase find(struct repo *repo, const char *below,
				  const char *one, const char *other)
{
	struct hito_repository *repository = repo_open(repo, below);
	struct hito_mergebase base;
	struct hito_oid a, b;

	assert_non_null(repository);
	assert_true(hito_git_resolve(repository, one, &a, &repo->err));
	assert_true(hito_git_resolve(repository, other, &b, &repo->err));
	assert_true(hito_mergebase_find(repository, &a, &b, repo->arena, &base,
					&repo->err));
	hito_repository_close(repository);
	return base;
}

/* The answer of the two, in either order, is the commit of a tag. */
static void assert_base(struct repo *repo, const char *one, const char *other,
			const char *tag)
{
	struct hito_mergebase base = find(repo, "", one, other);
	struct hito_mergebase back = find(repo, "", other, one);
	struct hito_repository *repository = repo_open(repo, "");
	struct hito_oid wanted;

	assert_true(hito_git_resolve(repository, tag, &wanted, &repo->err));
	hito_repository_close(repository);
	assert_int_equal(base.parting, HITO_PARTING_FOUND);
	assert_true(hito_oid_equal(&base.oid, &wanted));
	assert_int_equal(back.parting, HITO_PARTING_FOUND);
	assert_true(hito_oid_equal(&back.oid, &wanted));
}

static void two_lines_part_at_a_commit(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, MAKE "make a 01\nmake b 02 a\nmake c 03 b\n"
			    "make d 04 b\nmake e 05 d\n");
	assert_base(repo, "c", "e", "b");
	assert_base(repo, "a", "e", "a");
	assert_base(repo, "e", "e", "e");
}

static void a_merge_moves_it_on(void **state)
{
	struct repo *repo = *state;

	/* Main (b d) was merged into the branch (c m). */
	repo_run(repo, MAKE "make a 01\nmake b 02 a\nmake c 03 a\n"
			    "make m 04 c b\nmake d 05 b\nmake n 06 m\n");
	assert_base(repo, "d", "n", "b");
}

static void clocks_may_be_wrong(void **state)
{
	struct repo *repo = *state;

	/* The base is dated after what comes behind it. */
	repo_run(repo, MAKE "make a 20\nmake b 25 a\nmake c 03 b\n"
			    "make d 02 b\n");
	assert_base(repo, "c", "d", "b");
}

static void of_several_the_newest(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, MAKE "make a 01\nmake b 02 a\nmake c 03 a\n"
			    "make x 04 b c\nmake y 05 c b\n");
	assert_base(repo, "x", "y", "c");
}

static void lines_without_a_common_beginning(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, MAKE "make a 01\nmake b 02\nmake c 03 b\n");
	assert_int_equal(find(repo, "", "a", "c").parting, HITO_PARTING_NONE);
}

/* 60 pairs of commits of 10 random histories, against git itself. */
static void git_finds_the_same(void **state)
{
	struct repo *repo = *state;
	char line[256];
	size_t pairs = 0;
	FILE *file;

	repo_run(repo, MAKE
		 "seed=7\n"
		 "draw() { seed=$(((seed * 1103515245 + 12345) % 2147483648))\n"
		 "drawn=$((seed / 65536 % $1)); }\n"
		 ": >pairs\n"
		 "for h in 1 2 3 4 5 6 7 8 9 10; do\n"
		 "make h$h.0 05\n"
		 "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do\n"
		 "p=; n=1; draw 3; test $drawn -gt 0 || n=2\n"
		 "while test $n -gt 0; do draw $i\n"
		 "case \" $p \" in *\" h$h.$drawn \"*) ;;\n"
		 "*) p=\"$p h$h.$drawn\" ;; esac; n=$((n - 1)); done\n"
		 "draw 20; make h$h.$i $((drawn + 10)) $p; done\n"
		 "for k in 1 2 3 4 5 6; do\n"
		 "draw 13; a=h$h.$drawn; draw 13; b=h$h.$drawn\n"
		 "echo $a $b $(git merge-base --all $a $b | tr '\\n' ' ') "
		 ">>pairs; done; done\n");
	snprintf(line, sizeof(line), "%s/pairs", repo->folder);
	file = fopen(line, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		char one[16], other[16], id[HITO_ID_SIZE];
		struct hito_mergebase base;

		assert_int_equal(sscanf(line, "%15s %15s", one, other), 2);
		base = find(repo, "", one, other);
		assert_int_equal(base.parting, HITO_PARTING_FOUND);
		hito_oid_format(&base.oid, id);
		if (!strstr(line, id))
			fail_msg("%s not in %s", id, line);
		pairs++;
	}
	fclose(file);
	assert_int_equal(pairs, 60);
}

static void a_shallow_clone_may_have_enough(void **state)
{
	struct repo *repo = *state;
	struct hito_mergebase base;

	repo_run(repo, MAKE "make a 01\nmake b 02 a\nmake c 03 b\nmake d 04 c\n"
			    "make e 05 c\ngit branch one d\ngit branch two e\n"
			    "git clone -q --depth=1 --no-single-branch -b one "
			    "\"file://$PWD\" short\n"
			    "git clone -q --depth=2 --no-single-branch -b one "
			    "\"file://$PWD\" long\n");
	base = find(repo, "short", "origin/one", "origin/two");
	assert_int_equal(base.parting, HITO_PARTING_UNKNOWN);
	assert_true(base.shallow);
	base = find(repo, "long", "origin/one", "origin/two");
	assert_int_equal(base.parting, HITO_PARTING_FOUND);
}

/* What is common where the clone ends may not be the newest that is. */
static void one_side_that_is_cut_off_is_no_answer(void **state)
{
	struct repo *repo = *state;

	/* From n to b the way is cut off behind k; a is in sight. */
	repo_run(repo, MAKE "make a 01\nmake b 02 a\nmake k 03 b\nmake l 04 k\n"
			    "make n 05 a l\nmake o 06 b\nmake p 07 o a\n"
			    "git branch one n\ngit branch two p\n"
			    "git rev-parse l >.git/shallow\n");
	assert_int_equal(find(repo, "", "one", "two").parting,
			 HITO_PARTING_UNKNOWN);
}

/* A clone of depth 2 of a merge: what lies behind a parent is of no matter. */
static void a_parent_needs_nothing_behind_it(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, MAKE "make a 01\nmake b 02 a\nmake c 03 a\nmake d 04 c\n"
			    "make m 05 b d\n"
			    "git rev-parse b d >.git/shallow\n");
	assert_base(repo, "m^1", "m", "b");
	assert_base(repo, "m^2", "m", "d");
	assert_int_equal(find(repo, "", "b", "d").parting,
			 HITO_PARTING_UNKNOWN);
}

static void a_lost_commit_is_no_answer(void **state)
{
	struct repo *repo = *state;
	struct hito_mergebase base;

	repo_run(repo, MAKE "make a 01\nmake b 02 a\nmake c 03 b\n"
			    "make d 04 a\n"
			    "i=$(git rev-parse b)\n"
			    "rm -f .git/objects/${i%${i#??}}/${i#??}\n");
	base = find(repo, "", "c", "d");
	assert_int_equal(base.parting, HITO_PARTING_UNKNOWN);
	assert_false(base.shallow);
}

static const char *memory_folder;

static bool find_all(struct hito_arena *arena)
{
	struct hito_repository *repository = NULL;
	struct hito_err err = {.code = HITO_OK};
	struct hito_mergebase base;
	struct hito_oid a, b;
	bool done;

	if (!hito_repository_open(memory_folder, arena, &repository, &err))
		return false;
	done = hito_git_resolve(repository, "one", &a, &err) &&
	       hito_git_resolve(repository, "two", &b, &err) &&
	       hito_mergebase_find(repository, &a, &b, arena, &base, &err);
	if (!done)
		assert_int_equal(err.code, HITO_ERR_MEMORY);
	else
		assert_int_equal(base.parting, HITO_PARTING_FOUND);
	hito_repository_close(repository);
	return done;
}

static void every_allocation_may_fail(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, MAKE "make a 01\nmake one 02 a\nmake two 03 a\n"
			    "git rev-parse a >.git/shallow\n");
	memory_folder = repo->folder;
	assert_true(unit_until_done(find_all) >= 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(two_lines_part_at_a_commit),
		REPO_TEST(a_merge_moves_it_on),
		REPO_TEST(clocks_may_be_wrong),
		REPO_TEST(of_several_the_newest),
		REPO_TEST(lines_without_a_common_beginning),
		REPO_TEST(git_finds_the_same),
		REPO_TEST(a_shallow_clone_may_have_enough),
		REPO_TEST(one_side_that_is_cut_off_is_no_answer),
		REPO_TEST(a_parent_needs_nothing_behind_it),
		REPO_TEST(a_lost_commit_is_no_answer),
		REPO_TEST(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
