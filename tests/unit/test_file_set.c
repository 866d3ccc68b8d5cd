/* SPDX-License-Identifier: MIT */
/* Several files changed together: all of them, or none. */
#define _GNU_SOURCE /* renameat2, syscall */
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file_set.h"

#define S(text) HITO_STR(text)

struct place {
	char path[32];
	int fd;
	struct hito_arena *arena;
	struct hito_err err;
	bool stale;
};

static const struct hito_str none = {NULL, 0};

/* The calls that change names come here first: what happens at which. */
static struct {
	int number;                            /* of the next call */
	int dies_at, writes_at, interrupts_at; /* 0: at none */
	int fd;
	const char *folder; /* that goes before it is locked; or NULL */
} calls;

/* As an editor does, who knows of no lock. */
static void overwrite(int folder, const char *name, const char *text)
{
	int fd = openat(folder, name, O_WRONLY | O_TRUNC);

	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void count_call(void)
{
	int number = ++calls.number;

	if (number == calls.dies_at)
		_exit(9);
	if (number == calls.interrupts_at)
		raise(SIGTERM);
	if (number == calls.writes_at)
		overwrite(calls.fd, "c.md", "an editor's\n");
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
	count_call();
	return (int)syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to,
	      unsigned flags)
{
	count_call();
	return (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int flock(int fd, int operation)
{
	if (calls.folder)
		unlinkat(calls.fd, calls.folder, AT_REMOVEDIR);
	calls.folder = NULL;
	return (int)syscall(SYS_flock, fd, operation);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
	return renameat2(from_fd, from, to_fd, to, 0);
}

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	assert_non_null(place);
	memset(&calls, 0, sizeof(calls));
	strcpy(place->path, "/tmp/hito-set-XXXXXX");
	assert_non_null(mkdtemp(place->path));
	place->fd = open(place->path, O_RDONLY | O_DIRECTORY);
	assert_true(place->fd >= 0);
	place->arena = hito_arena_new(NULL);
	assert_true(hito_file_create(place->fd, S("x/a.md"), S("one\n"), NULL));
	assert_true(hito_file_create(place->fd, S("x/b.md"), S("two\n"), NULL));
	assert_true(hito_file_create(place->fd, S("c.md"), S("three\n"), NULL));
	*state = place;
	return 0;
}

static void remove_all(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	while (folder && (entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			remove_all(fd, entry->d_name);
	if (folder)
		closedir(folder);
	unlinkat(at, name, folder ? AT_REMOVEDIR : 0);
}

static int tear_down(void **state)
{
	struct place *place = *state;

	close(place->fd);
	remove_all(AT_FDCWD, place->path);
	hito_arena_free(place->arena);
	free(place);
	return 0;
}

static size_t count_names(const struct place *place, const char *name)
{
	int fd = openat(place->fd, name, O_RDONLY | O_DIRECTORY);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;
	size_t count = 0;

	while (folder && (entry = readdir(folder)) != NULL)
		count += strcmp(entry->d_name, ".") != 0 &&
			 strcmp(entry->d_name, "..") != 0;
	if (folder)
		closedir(folder);
	return count;
}

static void assert_text(struct place *place, const char *path, const char *text)
{
	struct hito_str got;

	assert_true(hito_file_read(place->fd, hito_str_from(path), 1000,
				   place->arena, &got, &place->err));
	assert_true(hito_str_is(got, text));
}

static bool write_set(struct place *place,
		      const struct hito_file_change *changes, size_t count)
{
	return hito_file_set_write(place->fd, changes, count, place->arena,
				   &place->stale, &place->err);
}

static void files_come_go_and_change(void **state)
{
	struct place *place = *state;
	struct stat status;
	const struct hito_file_change changes[] = {
		{S("c.md"), S("three\n"), S("3\n"), none},
		{S("new/deep/d.md"), none, S("four\n"), none},
		{S("x/a.md"), S("one\n"), none, none},
		{S("x/b.md"), S("two\n"), S("2\n"), S("y/b.md")},
	};

	assert_int_equal(fchmodat(place->fd, "x/b.md", 0640, 0), 0);
	assert_true(write_set(place, changes, 4));
	assert_text(place, "c.md", "3\n");
	assert_text(place, "new/deep/d.md", "four\n");
	assert_text(place, "y/b.md", "2\n");
	assert_int_equal(fstatat(place->fd, "y/b.md", &status, 0), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	/* The folder is empty, and gone; nothing is left over. */
	assert_true(fstatat(place->fd, "x", &status, 0) < 0);
	assert_int_equal(count_names(place, "."), 3);
	assert_int_equal(count_names(place, "y"), 1);
}

static void assert_untouched(struct place *place)
{
	assert_text(place, "x/a.md", "one\n");
	assert_text(place, "x/b.md", "two\n");
	assert_text(place, "c.md", "three\n");
	assert_int_equal(count_names(place, "x"), 2);
	assert_int_equal(count_names(place, "."), 2);
}

static void none_changes_when_one_is_another_by_now(void **state)
{
	struct place *place = *state;
	const struct hito_file_change changes[] = {
		{S("new/d.md"), none, S("four\n"), none},
		{S("x/a.md"), S("one\n"), none, none},
		{S("c.md"), S("something else\n"), S("3\n"), none},
	};

	assert_false(write_set(place, changes, 3));
	assert_true(place->stale);
	assert_int_equal(place->err.code, HITO_ERR_IO);
	assert_untouched(place);
}

static void nothing_is_overwritten(void **state)
{
	struct place *place = *state;
	const struct hito_file_change changes[] = {
		{S("x/a.md"), S("one\n"), S("1\n"), none},
		{S("x/b.md"), S("two\n"), S("two\n"), S("c.md")},
	};

	assert_false(write_set(place, changes, 2));
	assert_false(place->stale);
	assert_untouched(place);
}

/* What was done comes back: the second new file cannot have its name. */
static void done_is_undone(void **state)
{
	struct place *place = *state;
	const struct hito_file_change changes[] = {
		{S("x/a.md"), S("one\n"), S("1\n"), none},
		{S("x/b.md"), S("two\n"), none, none},
		{S("z/d.md"), none, S("four\n"), none},
		{S("z/d.md"), none, S("five\n"), none},
	};

	assert_false(write_set(place, changes, 4));
	assert_untouched(place);
}

static void more_files_than_a_hundred(void **state)
{
	struct place *place = *state;
	struct hito_file_change changes[300];

	for (size_t i = 0; i < 300; i++)
		changes[i] = (struct hito_file_change){
			.path = hito_arena_printf(place->arena, "m/%zu.md", i),
			.after = S("text\n"),
		};
	assert_true(write_set(place, changes, 300));
	assert_int_equal(count_names(place, "m"), 300);
}

static void links_and_folders_are_refused(void **state)
{
	struct place *place = *state;
	const struct hito_file_change link = {S("l.md"), S("three\n"), S("3\n"),
					      none};
	const struct hito_file_change folder = {S("x"), S(""), none, none};

	assert_int_equal(symlinkat("c.md", place->fd, "l.md"), 0);
	assert_false(write_set(place, &link, 1));
	assert_int_equal(unlinkat(place->fd, "l.md", 0), 0);
	assert_false(write_set(place, &folder, 1));
	assert_untouched(place);
}

static bool split(struct place *place)
{
	const struct hito_file_change changes[] = {
		{S("c.md"), S("three\n"), S("3\n"), S("c/plan.md")},
		{S("c/d.md"), none, S("four\n"), none},
		{S("x/a.md"), S("one\n"), S("1\n"), none},
	};

	calls.number = 0;
	return write_set(place, changes, 3);
}

static bool is_there(const struct place *place, const char *path)
{
	struct stat status;

	return fstatat(place->fd, path, &status, 0) == 0;
}

/* Runs it in a process of its own, which ends as calls says. */
static int write_apart(struct place *place)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit(split(place) ? 0 : 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void who_is_killed_midway_leaves_all(void **state)
{
	struct place *place = *state;
	int status = 0;

	for (calls.dies_at = 1; calls.dies_at < 10; calls.dies_at++) {
		status = write_apart(place);
		if (WEXITSTATUS(status) == 0)
			break;
		assert_int_equal(WEXITSTATUS(status), 9);
		assert_true(is_there(place, "c.md"));
		assert_true(is_there(place, "x/a.md"));
		unlinkat(place->fd, "c/plan.md", 0);
		unlinkat(place->fd, "c/d.md", 0);
		overwrite(place->fd, "x/a.md", "one\n");
	}
	/* Two come, one is swapped, one goes. */
	assert_int_equal(calls.dies_at, 5);
	assert_false(is_there(place, "c.md"));
}

static void who_is_interrupted_ends_what_he_does(void **state)
{
	struct place *place = *state;
	int status;

	calls.interrupts_at = 2;
	status = write_apart(place);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
	assert_text(place, "c/plan.md", "3\n");
	assert_text(place, "c/d.md", "four\n");
	assert_text(place, "x/a.md", "1\n");
	assert_false(is_there(place, "c.md"));
	assert_int_equal(count_names(place, "."), 2);
	assert_int_equal(count_names(place, "c"), 2);
}

/* Somebody's editor, while the new files get on disk. */
static void what_others_write_meanwhile_is_kept(void **state)
{
	struct place *place = *state;

	calls.fd = place->fd;
	calls.writes_at = 2;
	assert_false(split(place));
	assert_true(place->stale);
	assert_text(place, "c.md", "an editor's\n");
	assert_text(place, "x/a.md", "one\n");
	assert_int_equal(count_names(place, "x"), 2);
	assert_int_equal(count_names(place, "."), 2);
}

static void a_folder_that_others_took_away_is_told(void **state)
{
	struct place *place = *state;

	calls.fd = place->fd;
	calls.folder = "c";
	assert_false(split(place));
	assert_true(place->stale);
	assert_untouched(place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		T(files_come_go_and_change),
		T(none_changes_when_one_is_another_by_now),
		T(nothing_is_overwritten),
		T(done_is_undone),
		T(more_files_than_a_hundred),
		T(links_and_folders_are_refused),
		T(who_is_killed_midway_leaves_all),
		T(who_is_interrupted_ends_what_he_does),
		T(what_others_write_meanwhile_is_kept),
		T(a_folder_that_others_took_away_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
