/* SPDX-License-Identifier: MIT */
/* Git: what opens, what a commit, tree and blob say, names of commits. */
#include "repo.h"

#include "history/object.h"

static struct hito_oid head_of(struct repo *repo,
			       struct hito_repository *repository)
{
	struct hito_oid oid;

	assert_true(hito_git_resolve(repository, NULL, &oid, &repo->err));
	return oid;
}

static struct hito_oid oid_of(struct repo *repo, const char *name)
{
	struct hito_oid oid;

	assert_true(hito_oid_parse(hito_str_from(repo_word(repo, name)), &oid));
	return oid;
}

static void opens_wherever_it_is(void **state)
{
	static const char *const places[] = {
		"work",     "work/.git", "work/a/b",
		"bare.git", "linked",    "linked/a",
	};
	static const char *const tops[] = {"work", "",       "work",
					   "",     "linked", "linked"};
	struct repo *repo = *state;

	repo_run(repo, "git init -q -b main work\ncd work\nmkdir -p a/b\n"
		       "echo x >a/b/x\ngit add .\ngit commit -qm one\n"
		       "git worktree add -q ../linked\ncd ..\n"
		       "git clone -q --bare work bare.git");
	for (size_t i = 0; i < 6; i++) {
		struct hito_repository *repository = repo_open(repo, places[i]);
		struct hito_str top;
		char expected[128];

		assert_non_null(repository);
		assert_false(hito_repository_is_empty(repository));
		assert_false(hito_repository_is_shallow(repository));
		top = hito_repository_worktree(repository);
		snprintf(expected, sizeof(expected), "%s/%s", repo->folder,
			 tops[i]);
		if (i == 1)
			assert_true(hito_str_ends(top, "work"));
		else if (tops[i][0])
			assert_true(hito_str_is(top, expected));
		else
			assert_int_equal(top.len, 0);
		head_of(repo, repository);
		hito_repository_close(repository);
	}
}

static void says_why_it_does_not_open(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, "mkdir none\n"
		       "git init -q --object-format=sha256 new\n"
		       "git init -q broken\necho '[core' >broken/.git/config\n"
		       "git init -q tables\n"
		       "cd tables\ngit config core.repositoryformatversion 1\n"
		       "git config extensions.refStorage reftable");
	assert_null(repo_open(repo, "none"));
	assert_int_equal(repo->err.code, HITO_ERR_INPUT);
	assert_non_null(strstr(repo->err.path, "/none"));
	assert_null(repo_open(repo, "absent"));
	assert_int_equal(repo->err.code, HITO_ERR_INPUT);
	assert_null(repo_open(repo, "new"));
	assert_int_equal(repo->err.code, HITO_ERR_GIT);
	assert_non_null(strstr(repo->err.message, "SHA-256"));
	assert_null(repo_open(repo, "broken"));
	assert_int_equal(repo->err.code, HITO_ERR_GIT);
	assert_null(repo_open(repo, "tables"));
	assert_int_equal(repo->err.code, HITO_ERR_GIT);
	assert_non_null(strstr(repo->err.message, "refstorage"));
}

static void harmless_extensions_open(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;

	repo_run(repo, "git init -q .\ngit commit -q --allow-empty -m one\n"
		       "git config core.repositoryformatversion 1\n"
		       "git config extensions.worktreeConfig true\n"
		       "git config extensions.partialClone origin\n"
		       "git config extensions.preciousObjects true");
	repository = repo_open(repo, "");
	assert_non_null(repository);
	head_of(repo, repository);
	hito_repository_close(repository);
}

/* Nothing outside the repository matters, nothing inside is run. */
static void configuration_is_harmless(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_git_commit commit;
	struct hito_oid oid;

	repo_run(repo, "git init -q .\necho x >x\ngit add x\n"
		       "git commit -qm one\n"
		       "echo '[broken' >.home/.gitconfig\n"
		       "cat >>.git/config <<-END\n[core]\n"
		       "fsmonitor = touch $PWD/ran\n"
		       "hooksPath = $PWD/hooks\npager = touch $PWD/ran\n"
		       "sshCommand = touch $PWD/ran\n"
		       "[filter \"f\"]\nsmudge = touch $PWD/ran\n"
		       "process = touch $PWD/ran\nEND\n"
		       "echo '* filter=f' >.gitattributes");
	repository = repo_open(repo, "");
	assert_non_null(repository);
	oid = head_of(repo, repository);
	assert_int_equal(hito_git_commit(repository, &oid, repo->arena, &commit,
					 &repo->err),
			 HITO_READ_OK);
	hito_repository_close(repository);
	repo_run(repo, "test ! -e ran");
}

static void strangers_are_refused(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;

	if (getuid() != 0)
		skip();
	repo_run(repo, "git init -q -b main theirs\ncd theirs\n"
		       "git commit -q --allow-empty -m one\n"
		       "chown -R 65534 .");
	assert_null(repo_open(repo, "theirs"));
	assert_int_equal(repo->err.code, HITO_ERR_GIT);
	assert_non_null(strstr(repo->err.path, "/theirs"));
	assert_non_null(strstr(repo->err.help, "/theirs'"));
	/* What the help says is what helps. */
	repo_run(repo,
		 "git config --global --add safe.directory \"$PWD/theirs\"");
	repository = repo_open(repo, "theirs");
	assert_non_null(repository);
	head_of(repo, repository);
	hito_repository_close(repository);
	repo_run(repo, "git config --global --unset-all safe.directory\n"
		       "git clone -q --bare theirs theirs.git 2>/dev/null ||\n"
		       "git init -q --bare theirs.git\n"
		       "chown -R 65534 theirs.git");
	assert_null(repo_open(repo, "theirs.git"));
	assert_non_null(strstr(repo->err.help, "/theirs.git'"));
	repo_run(
		repo,
		"git config --global --add safe.directory \"$PWD/theirs.git\"");
	repository = repo_open(repo, "theirs.git");
	assert_non_null(repository);
	hito_repository_close(repository);
}

static void reads_trees_and_blobs(void **state)
{
	static const enum hito_entry_kind kinds[] = {
		HITO_ENTRY_FILE,      HITO_ENTRY_TREE, HITO_ENTRY_LINK,
		HITO_ENTRY_SUBMODULE, HITO_ENTRY_FILE,
	};
	static const char *const names[] = {"a.md", "folder", "link", "module",
					    "run"};
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_git_commit commit;
	struct hito_git_entry *entries;
	struct hito_oid oid;
	struct hito_str text;
	size_t count, size;

	repo_run(repo, "git init -q .\nprintf 'one\\r\\n' >a.md\nmkdir folder\n"
		       "echo x >folder/x\nln -s a.md link\n"
		       "echo '*.md text eol=lf' >.git/info/attributes\n"
		       "echo x >run\nchmod +x run\n"
		       "git -c core.autocrlf=false add a.md folder link run\n"
		       "git update-index --add --cacheinfo 160000,"
		       "1234567890123456789012345678901234567890,module\n"
		       "git commit -qm one");
	repository = repo_open(repo, "");
	oid = head_of(repo, repository);
	assert_int_equal(hito_git_commit(repository, &oid, repo->arena, &commit,
					 &repo->err),
			 HITO_READ_OK);
	unit_assert_str(commit.author_name, "Ana");
	unit_assert_str(commit.author_email, "ana@example.org");
	unit_assert_str(commit.message, "one\n");
	assert_true(commit.author_time.seconds == 1772438400);
	assert_int_equal(commit.author_time.offset, 60);
	assert_int_equal(commit.parent_count, 0);
	assert_int_equal(hito_git_tree(repository, &commit.tree, repo->arena,
				       &entries, &count, &repo->err),
			 HITO_READ_OK);
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		assert_true(hito_str_is(entries[i].name, names[i]));
		assert_int_equal(entries[i].kind, kinds[i]);
	}
	assert_int_equal(hito_git_blob(repository, &entries[4].oid, 2,
				       repo->arena, &text, &size, &repo->err),
			 HITO_READ_OK);
	unit_assert_str(text, "x\n");
	assert_int_equal(size, 2);
	assert_int_equal(hito_git_blob(repository, &entries[4].oid, 1,
				       repo->arena, &text, &size, &repo->err),
			 HITO_READ_MISSING);
	assert_int_equal(size, 2);
	assert_int_equal(text.len, 0);
	assert_int_equal(hito_git_blob(repository, &entries[3].oid, 100,
				       repo->arena, &text, &size, &repo->err),
			 HITO_READ_MISSING);
	assert_int_equal(size, 0);
	/* One kind is not another. */
	assert_int_equal(hito_git_blob(repository, &oid, 10000, repo->arena,
				       &text, &size, &repo->err),
			 HITO_READ_MISSING);
	assert_int_equal(hito_git_tree(repository, &oid, repo->arena, &entries,
				       &count, &repo->err),
			 HITO_READ_MISSING);
	assert_int_equal(hito_git_commit(repository, &commit.tree, repo->arena,
					 &commit, &repo->err),
			 HITO_READ_MISSING);
	hito_repository_close(repository);
}

#define TREE "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"

static enum hito_read parse(struct hito_arena *arena, struct hito_str bytes,
			    struct hito_git_commit *commit)
{
	struct hito_err err = {.code = HITO_OK};

	return hito_object_commit(bytes, arena, commit, &err);
}

static void odd_commits_are_read(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_git_commit commit;

	(void)state;
	assert_int_equal(parse(arena, HITO_STR(TREE "author <>\n\n"), &commit),
			 HITO_READ_OK);
	assert_int_equal(commit.author_name.len, 0);
	assert_true(commit.author_time.seconds == 0);
	assert_int_equal(commit.message.len, 0);
	assert_int_equal(
		parse(arena,
		      HITO_STR(TREE "author A <b> c> 1700000000 -1130\r\n"
				    "author Z <z> 1 +0000\n"
				    "gpgsig a\n author no\n \n b\n"
				    "committer C <d 5\n\nsubject\n"),
		      &commit),
		HITO_READ_OK);
	unit_assert_str(commit.author_name, "A");
	unit_assert_str(commit.author_email, "b");
	assert_true(commit.author_time.seconds == 1700000000);
	assert_int_equal(commit.author_time.offset, -690);
	unit_assert_str(commit.committer_time.seconds ? HITO_STR("no")
						      : HITO_STR(""),
			"");
	unit_assert_str(commit.message, "subject\n");
	/* A message only, a header only, a time from no calendar. */
	assert_int_equal(parse(arena, HITO_STR(TREE "\nm"), &commit),
			 HITO_READ_OK);
	unit_assert_str(commit.message, "m");
	assert_int_equal(
		parse(arena,
		      HITO_STR(TREE "author A <b> 99999999999999999 +9999"),
		      &commit),
		HITO_READ_OK);
	assert_true(commit.author_time.seconds == 0);
	assert_int_equal(
		parse(arena, HITO_STR(TREE "author A <b> -5 +0100\n"), &commit),
		HITO_READ_OK);
	assert_true(commit.author_time.seconds == 0);
	assert_int_equal(
		parse(arena, HITO_STR(TREE "author A <b> 5 +51800\n"), &commit),
		HITO_READ_OK);
	assert_int_equal(commit.author_time.offset, 0);
	assert_true(commit.author_time.seconds == 5);
	hito_arena_free(arena);
}

static void latin1_becomes_utf8(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_git_commit commit;

	(void)state;
	assert_int_equal(
		parse(arena,
		      HITO_STR(TREE "author Jos\xe9 <j> 1 +0000\n"
				    "encoding ISO-8859-1\n\nan\xf3 \x80\n"),
		      &commit),
		HITO_READ_OK);
	unit_assert_str(commit.author_name, "José");
	unit_assert_str(commit.message, "anó €\n");
	assert_int_equal(parse(arena,
			       HITO_STR(TREE "author Jos\xe9 <j> 1 +0000\n"
					     "encoding KOI8-R\n\nan\xf3\n"),
			       &commit),
			 HITO_READ_OK);
	unit_assert_str(commit.author_name, "Jos\xe9");
	unit_assert_str(commit.message, "an\xf3\n");
	hito_arena_free(arena);
}

static void damaged_objects_are_missing(void **state)
{
	static const char *const commits[] = {
		"",
		"tree",
		"tree 12\n\n",
		"author A <b> 1 +0000\n\n",
		TREE "parent 12\n\n",
	};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_git_commit commit;
	struct hito_git_entry *entries;
	struct hito_err err = {.code = HITO_OK};
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof(commits) / sizeof(commits[0]); i++)
		assert_int_equal(
			parse(arena, hito_str_from(commits[i]), &commit),
			HITO_READ_MISSING);
	assert_int_equal(
		hito_object_tree(HITO_STR("100644 a\0xxxxxxxxxxxxxxxxxxxx"
					  "100644 b\0short"),
				 arena, &entries, &count, &err),
		HITO_READ_MISSING);
	assert_int_equal(
		hito_object_tree(HITO_STR("1o0644 a\0xxxxxxxxxxxxxxxxxxxx"),
				 arena, &entries, &count, &err),
		HITO_READ_MISSING);
	assert_int_equal(
		hito_object_tree(HITO_STR("100644 \0xxxxxxxxxxxxxxxxxxxx"),
				 arena, &entries, &count, &err),
		HITO_READ_MISSING);
	assert_int_equal(
		hito_object_tree(HITO_STR(""), arena, &entries, &count, &err),
		HITO_READ_OK);
	assert_int_equal(count, 0);
	hito_arena_free(arena);
}

static void names_are_resolved(void **state)
{
	static const char *const good[] = {
		"HEAD",  "main",    "HEAD~0", "heavy",
		"twice", "light",   "@",      "refs/heads/main",
		"@~0",   "main^{}", "-dash",  "HEAD@{0}",
		"a@b",
	};
	static const char *const bad[] = {
		"",         "-x",          "--all", "nothing", "HEAD~9",
		"HEAD:x",   "HEAD^{tree}", "blob",  ":x",      "HEAD..main",
		"deadbeef", "..",          "a b",
	};
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_oid expected, oid;
	char id[HITO_ID_SIZE];

	repo_run(repo,
		 "git init -q -b main .\n"
		 "git commit -q --allow-empty -m one\n"
		 "git rev-parse HEAD >first\n"
		 "echo x >x\ngit add x\ngit commit -qm two\n"
		 "git rev-parse HEAD >second\ngit tag light\n"
		 "git tag -am heavy heavy\ngit tag -am twice twice heavy\n"
		 "git tag blob HEAD:x\n"
		 "git update-ref refs/heads/-dash HEAD\n"
		 "git branch a@b");
	repository = repo_open(repo, "");
	expected = oid_of(repo, "second");
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		memset(&oid, 0, sizeof(oid));
		assert_true(hito_git_resolve(repository, good[i], &oid,
					     &repo->err));
		assert_true(hito_oid_equal(&oid, &expected));
	}
	hito_oid_format(&expected, id);
	assert_true(hito_git_resolve(repository, id, &oid, &repo->err));
	id[7] = '\0';
	assert_true(hito_git_resolve(repository, id, &oid, &repo->err));
	assert_true(hito_oid_equal(&oid, &expected));
	assert_true(hito_git_resolve(repository, "main^", &oid, &repo->err));
	expected = oid_of(repo, "first");
	assert_true(hito_oid_equal(&oid, &expected));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char quoted[40];

		assert_false(
			hito_git_resolve(repository, bad[i], &oid, &repo->err));
		assert_int_equal(repo->err.code, HITO_ERR_USAGE);
		snprintf(quoted, sizeof(quoted), "\"%s\"", bad[i]);
		assert_non_null(strstr(repo->err.message, quoted));
	}
	hito_repository_close(repository);
}

static void an_empty_repository_says_so(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_oid oid;

	repo_run(repo, "git init -q .");
	repository = repo_open(repo, "");
	assert_non_null(repository);
	assert_true(hito_repository_is_empty(repository));
	assert_false(hito_git_resolve(repository, NULL, &oid, &repo->err));
	assert_int_equal(repo->err.code, HITO_ERR_INPUT);
	assert_non_null(strstr(repo->err.message, "no commit yet"));
	hito_repository_close(repository);
}

static void lost_objects_are_missing(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_git_commit commit;
	struct hito_oid oid;
	struct hito_str text;
	size_t size;

	repo_run(repo, "git init -q .\necho x >x\ngit add x\n"
		       "git commit -qm one\ngit rev-parse HEAD >id\n"
		       "git rev-parse HEAD:x >blob\n"
		       "read id <blob\nfile=.git/objects/$(echo $id |\n"
		       "sed 's|..|&/|')\nchmod +w $file\n"
		       "printf 'no zlib at all' >$file");
	repository = repo_open(repo, "");
	oid = oid_of(repo, "blob");
	assert_int_equal(hito_git_blob(repository, &oid, 100, repo->arena,
				       &text, &size, &repo->err),
			 HITO_READ_MISSING);
	hito_repository_close(repository);
	repo_run(repo, "read id <id\nrm -f .git/objects/$(echo $id |\n"
		       "sed 's|..|&/|')");
	repository = repo_open(repo, "");
	assert_non_null(repository);
	assert_false(hito_git_resolve(repository, NULL, &oid, &repo->err));
	assert_int_equal(repo->err.code, HITO_ERR_GIT);
	assert_non_null(strstr(repo->err.message, repo_word(repo, "id")));
	oid = oid_of(repo, "id");
	assert_int_equal(hito_git_commit(repository, &oid, repo->arena, &commit,
					 &repo->err),
			 HITO_READ_MISSING);
	hito_repository_close(repository);
}

static void shallow_and_replaced_are_seen(void **state)
{
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_oid oid;

	repo_run(repo, "git init -q -b main all\ncd all\n"
		       "for i in 1 2 3; do\n"
		       "git commit -q --allow-empty -m $i; done\ncd ..\n"
		       "git clone -q --depth 2 file://$PWD/all some\n"
		       "git -C some rev-parse HEAD^ >edge\n"
		       "git -C some worktree add -q ../linked\n"
		       "git -C all replace HEAD HEAD^\n"
		       "git init -q -b main grafted\ncd grafted\n"
		       "git commit -q --allow-empty -m 1\n"
		       "git rev-parse HEAD >.git/info/grafts");
	repository = repo_open(repo, "linked");
	assert_true(hito_repository_is_shallow(repository));
	oid = oid_of(repo, "edge");
	assert_true(hito_git_is_shallow_edge(repository, &oid));
	oid = head_of(repo, repository);
	assert_false(hito_git_is_shallow_edge(repository, &oid));
	assert_false(hito_git_has_replacements(repository));
	hito_repository_close(repository);
	repository = repo_open(repo, "all");
	assert_false(hito_repository_is_shallow(repository));
	assert_true(hito_git_has_replacements(repository));
	hito_repository_close(repository);
	repository = repo_open(repo, "grafted");
	assert_true(hito_git_has_replacements(repository));
	hito_repository_close(repository);
}

static const char *memory_folder;

static bool open_and_read(struct hito_arena *arena)
{
	struct hito_repository *repository = NULL;
	struct hito_git_commit commit;
	struct hito_git_entry *entries;
	struct hito_err err = {.code = HITO_OK};
	struct hito_oid oid;
	size_t count;
	bool done;

	if (!hito_repository_open(memory_folder, arena, &repository, &err)) {
		assert_int_equal(err.code, HITO_ERR_MEMORY);
		return false;
	}
	done = hito_git_resolve(repository, NULL, &oid, &err) &&
	       hito_git_commit(repository, &oid, arena, &commit, &err) ==
		       HITO_READ_OK &&
	       hito_git_tree(repository, &commit.tree, arena, &entries, &count,
			     &err) == HITO_READ_OK;
	if (!done)
		assert_int_equal(err.code, HITO_ERR_MEMORY);
	hito_repository_close(repository);
	return done;
}

static void every_allocation_may_fail(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, "git init -q .\necho x >x\ngit add x\n"
		       "git commit -qm one\n"
		       "git commit -q --allow-empty -m two\n"
		       "git rev-parse HEAD >.git/shallow");
	memory_folder = repo->folder;
	assert_true(unit_until_done(open_and_read) >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(opens_wherever_it_is),
		REPO_TEST(says_why_it_does_not_open),
		REPO_TEST(harmless_extensions_open),
		REPO_TEST(configuration_is_harmless),
		REPO_TEST(strangers_are_refused),
		REPO_TEST(reads_trees_and_blobs),
		cmocka_unit_test(odd_commits_are_read),
		cmocka_unit_test(latin1_becomes_utf8),
		cmocka_unit_test(damaged_objects_are_missing),
		REPO_TEST(names_are_resolved),
		REPO_TEST(an_empty_repository_says_so),
		REPO_TEST(lost_objects_are_missing),
		REPO_TEST(shallow_and_replaced_are_seen),
		REPO_TEST(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
