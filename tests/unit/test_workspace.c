/* SPDX-License-Identifier: MIT */
/* Workspaces: what is found on disk, what is not followed. */
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hito/limits.h"
#include "hito/workspace.h"

static struct hito_arena *arena;
static struct hito_workspace *workspace;
static char folder[] = "/tmp/hito-workspace.XXXXXX";
static int root = -1;

static int setup(void **state)
{
	(void)state;
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	arena = hito_arena_new(NULL);
	if (!arena || !mkdtemp(folder))
		return -1;
	root = open(folder, O_RDONLY | O_DIRECTORY);
	return root < 0 ? -1 : 0;
}

static int teardown(void **state)
{
	char command[128];

	(void)state;
	close(root);
	hito_arena_free(arena);
	snprintf(command, sizeof(command), "chmod -R u+rwX %s; rm -rf %s",
		 folder, folder);
	return system(command);
}

static void put_bytes(const char *path, const char *text, size_t size)
{
	int fd = openat(root, path, O_WRONLY | O_CREAT | O_EXCL, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, size), (ssize_t)size);
	close(fd);
}

static void put(const char *path, const char *text)
{
	put_bytes(path, text, strlen(text));
}

static void make_folder(const char *path)
{
	assert_int_equal(mkdirat(root, path, 0755), 0);
}

static bool read_with(struct hito_workspace_options options,
		      struct hito_err *err)
{
	options.root_fd = root;
	return hito_workspace_read(&options, arena, &workspace, err);
}

static void read_all(void)
{
	assert_true(read_with((struct hito_workspace_options){0}, NULL));
}

/* The row of a path; NULL. */
static const struct hito_unreadable *row(const char *path)
{
	for (size_t i = 0; i < workspace->model->unreadable_count; i++) {
		if (hito_str_is(workspace->model->unreadable[i].path, path))
			return &workspace->model->unreadable[i];
	}
	return NULL;
}

/* The level of the finding about a path that cannot be read. */
static enum hito_level level_of(const char *path)
{
	for (size_t i = 0; i < workspace->findings.count; i++) {
		const struct hito_finding *finding =
			workspace->findings.list[i];

		if (hito_str_is(finding->source->path, path))
			return finding->level;
	}
	fail_msg("no finding about %s", path);
	return HITO_INFO;
}

#define PLAN(id) "---\nplan: " id "\n---\n# " id "\n"

static void nothing_at_all_is_no_plan(void **state)
{
	(void)state;
	read_all();
	assert_int_equal(workspace->model->plan_count, 0);
	assert_int_equal(workspace->findings.count, 0);
	assert_null(workspace->project->source);
}

static void plans_are_found_below_paths(void **state)
{
	(void)state;
	make_folder("plans");
	make_folder("plans/x");
	make_folder("other");
	put("plans/b.md", PLAN("b"));
	put("plans/x/a.md", PLAN("a"));
	put("plans/x/a.txt", PLAN("no"));
	put("other/c.md", PLAN("c"));
	read_all();
	assert_int_equal(workspace->model->plan_count, 2);
	unit_assert_str(workspace->model->plans[0]->id, "a");
	unit_assert_str(workspace->model->documents[0]->source->path,
			"plans/b.md");
}

static void named_paths_are_read_too(void **state)
{
	const struct hito_str extra[] = {
		HITO_STR("other"), HITO_STR("plans/b.md"), HITO_STR("plans"),
		HITO_STR("one.txt")};
	const struct hito_str absent[] = {HITO_STR("absent.md")};
	struct hito_err err = {.code = HITO_OK};

	(void)state;
	make_folder("plans");
	make_folder("other");
	put("plans/b.md", PLAN("b"));
	put("other/c.md", PLAN("c"));
	put("one.txt", PLAN("d"));
	assert_true(read_with((struct hito_workspace_options){.extra = extra,
							      .extra_count = 4},
			      NULL));
	assert_int_equal(workspace->model->plan_count, 3);
	assert_false(
		read_with((struct hito_workspace_options){.extra = absent,
							  .extra_count = 1},
			  &err));
	assert_int_equal(err.code, HITO_ERR_IO);
	assert_string_equal(err.path, "absent.md");
}

static void standard_input_takes_a_files_place(void **state)
{
	(void)state;
	make_folder("plans");
	put("plans/b.md", PLAN("b"));
	assert_true(read_with(
		(struct hito_workspace_options){
			.stdin_path = HITO_STR("plans/b.md"),
			.stdin_text = HITO_STR(PLAN("typed")),
		},
		NULL));
	assert_int_equal(workspace->model->plan_count, 1);
	unit_assert_str(workspace->model->plans[0]->id, "typed");
	assert_true(read_with(
		(struct hito_workspace_options){
			.stdin_path = HITO_STR("new.md"),
			.stdin_text = HITO_STR(PLAN("a")),
		},
		NULL));
	assert_int_equal(workspace->model->plan_count, 2);
}

static void another_project_file_may_be_read(void **state)
{
	struct hito_err err = {.code = HITO_OK};

	(void)state;
	make_folder("docs");
	put(".hito.yaml", "hito: 1\npaths: nowhere\n");
	put("docs/a.md", PLAN("a"));
	assert_true(read_with(
		(struct hito_workspace_options){
			.project_path = HITO_STR("x.yaml"),
			.project_text = HITO_STR("hito: 1\npaths: docs\n"),
		},
		NULL));
	assert_int_equal(workspace->model->plan_count, 1);
	assert_false(read_with(
		(struct hito_workspace_options){
			.project_path = HITO_STR("x.yaml"),
			.project_text = HITO_STR("hito: 1\npath: docs\n"),
		},
		&err));
	assert_int_equal(err.code, HITO_ERR_USAGE);
	assert_string_equal(err.path, "x.yaml");
	assert_int_equal(err.line, 2);
}

static void links_and_repositories_are_rows(void **state)
{
	(void)state;
	make_folder("plans");
	make_folder("plans/sub");
	make_folder("outside");
	put("plans/a.md", PLAN("a"));
	put("plans/sub/.git", "gitdir: ../elsewhere\n");
	put("plans/sub/b.md", PLAN("b"));
	put("outside/c.md", PLAN("c"));
	assert_int_equal(symlinkat("../outside", root, "plans/linked"), 0);
	assert_int_equal(symlinkat("loop.md", root, "plans/loop.md"), 0);
	assert_int_equal(symlinkat("../outside/c.md", root, "plans/c.md"), 0);
	assert_int_equal(symlinkat("../outside/c.md", root, "plans/c.txt"), 0);
	read_all();
	assert_int_equal(workspace->model->plan_count, 1);
	assert_int_equal(workspace->model->unreadable_count, 4);
	assert_non_null(row("plans/sub"));
	assert_non_null(row("plans/linked"));
	assert_int_equal(level_of("plans/loop.md"), HITO_INFO);
	assert_int_equal(level_of("plans/c.md"), HITO_INFO);
}

static void what_is_no_file_is_a_row(void **state)
{
	(void)state;
	make_folder("plans");
	make_folder("plans/folder.md");
	put("plans/folder.md/a.md", PLAN("a"));
	assert_int_equal(mkfifoat(root, "plans/pipe.md", 0644), 0);
	read_all();
	assert_int_equal(workspace->model->plan_count, 1);
	assert_int_equal(workspace->model->unreadable_count, 2);
	assert_int_equal(level_of("plans/folder.md"), HITO_ERROR);
	assert_int_equal(level_of("plans/pipe.md"), HITO_ERROR);
}

static void what_may_not_be_read_is_a_row(void **state)
{
	(void)state;
	make_folder("plans");
	make_folder("plans/shut");
	put("plans/a.md", PLAN("a"));
	put("plans/secret.md", PLAN("b"));
	assert_int_equal(fchmodat(root, "plans/secret.md", 0, 0), 0);
	assert_int_equal(fchmodat(root, "plans/shut", 0, 0), 0);
	read_all();
	if (geteuid() == 0) {
		/* nothing is shut to root */
		assert_int_equal(workspace->model->plan_count, 2);
		return;
	}
	assert_int_equal(workspace->model->plan_count, 1);
	assert_non_null(row("plans/secret.md"));
	assert_non_null(row("plans/shut"));
	assert_int_equal(level_of("plans/secret.md"), HITO_ERROR);
}

static void a_file_over_the_limit_is_a_row(void **state)
{
	size_t size = HITO_LIMIT_FILE + 1;
	char *text = malloc(size);

	(void)state;
	assert_non_null(text);
	memset(text, 'x', size);
	make_folder("plans");
	put_bytes("plans/large.md", text, size);
	put_bytes("plans/prose.md", text, size - 1);
	free(text);
	read_all();
	assert_non_null(row("plans/large.md"));
	assert_int_equal(workspace->model->unreadable_count, 1);
	assert_int_equal(workspace->model->prose_count, 1);
}

static void too_many_headings_are_a_row(void **state)
{
	static const char line[] = "# a\n";
	size_t count = HITO_LIMIT_HEADINGS + 1;
	char *text = malloc(count * (sizeof(line) - 1));

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * (sizeof(line) - 1), line, sizeof(line) - 1);
	make_folder("plans");
	put_bytes("plans/many.md", text, count * (sizeof(line) - 1));
	free(text);
	put("plans/a.md", PLAN("a"));
	read_all();
	assert_non_null(row("plans/many.md"));
	assert_int_equal(workspace->model->plan_count, 1);
	assert_int_equal(level_of("plans/many.md"), HITO_ERROR);
}

static void folders_have_a_depth(void **state)
{
	char path[4 * HITO_LIMIT_DEPTH + 64] = "plans";
	size_t len = strlen(path);

	(void)state;
	make_folder(path);
	for (unsigned i = 0; i <= HITO_LIMIT_DEPTH; i++) {
		memcpy(path + len, "/d", 3);
		len += 2;
		make_folder(path);
	}
	memcpy(path + len, "/a.md", 6);
	put(path, PLAN("a"));
	read_all();
	assert_int_equal(workspace->model->plan_count, 0);
	assert_int_equal(workspace->model->unreadable_count, 1);
	assert_int_equal(workspace->findings.list[0]->level, HITO_ERROR);
}

static void the_folders_of_git_and_hito_hold_no_plans(void **state)
{
	(void)state;
	make_folder(".git");
	make_folder(".hito");
	put(".git/a.md", PLAN("a"));
	put(".hito/b.md", PLAN("b"));
	put("c.md", PLAN("c"));
	put(".hito.yaml", "hito: 1\npaths: '*.md'\n");
	read_all();
	assert_int_equal(workspace->model->plan_count, 1);
	unit_assert_str(workspace->model->plans[0]->id, "c");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(nothing_at_all_is_no_plan),
		TEST(plans_are_found_below_paths),
		TEST(named_paths_are_read_too),
		TEST(standard_input_takes_a_files_place),
		TEST(another_project_file_may_be_read),
		TEST(links_and_repositories_are_rows),
		TEST(what_is_no_file_is_a_row),
		TEST(what_may_not_be_read_is_a_row),
		TEST(a_file_over_the_limit_is_a_row),
		TEST(too_many_headings_are_a_row),
		TEST(folders_have_a_depth),
		TEST(the_folders_of_git_and_hito_hold_no_plans),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
