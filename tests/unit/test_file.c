/* SPDX-License-Identifier: MIT */
/* Files: what is refused, limits, and what is replaced. */
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"

struct place {
	char path[32];
	int fd;
	struct hito_arena *arena;
	struct hito_err err;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	assert_non_null(place);
	strcpy(place->path, "/tmp/hito-file-XXXXXX");
	assert_non_null(mkdtemp(place->path));
	place->fd = open(place->path, O_RDONLY | O_DIRECTORY);
	assert_true(place->fd >= 0);
	place->arena = hito_arena_new(NULL);
	*state = place;
	return 0;
}

/* Remove a folder of at most a few levels. */
static void remove_all(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	while (folder && (entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			remove_all(fd, entry->d_name);
	}
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

static size_t entries(int at, const char *name)
{
	DIR *folder = fdopendir(openat(at, name, O_RDONLY | O_DIRECTORY));
	size_t count = 0;

	assert_non_null(folder);
	while (readdir(folder))
		count++;
	closedir(folder);
	return count - 2;
}

static void make(struct place *place, const char *name, const char *text)
{
	int fd = openat(place->fd, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static bool read_it(struct place *place, const char *name, size_t limit,
		    struct hito_str *out)
{
	return hito_file_read(place->fd, hito_str_from(name), limit,
			      place->arena, out, &place->err);
}

static void assert_refused(struct place *place, const char *name,
			   enum hito_errcode code, const char *words)
{
	struct hito_str out = HITO_STR("untouched");

	assert_false(read_it(place, name, 100, &out));
	assert_int_equal(place->err.code, code);
	assert_non_null(strstr(place->err.message, words));
	assert_string_equal(place->err.path, name);
	assert_true(hito_str_is(out, "untouched"));
}

static void reads_all_up_to_the_limit(void **state)
{
	struct place *place = *state;
	struct hito_str out;

	make(place, "a", "hello");
	make(place, "empty", "");
	assert_true(read_it(place, "a", 5, &out));
	unit_assert_str(out, "hello");
	assert_int_equal(out.ptr[5], '\0');
	assert_true(read_it(place, "empty", 0, &out));
	assert_int_equal(out.len, 0);
	assert_false(read_it(place, "a", 4, &out));
	assert_int_equal(place->err.code, HITO_ERR_INPUT);
	assert_non_null(strstr(place->err.message, "4 bytes"));
}

static void other_things_are_refused(void **state)
{
	struct place *place = *state;

	make(place, "a", "x");
	assert_int_equal(mkdirat(place->fd, "folder", 0700), 0);
	assert_int_equal(symlinkat("a", place->fd, "link"), 0);
	assert_int_equal(mkfifoat(place->fd, "fifo", 0600), 0);
	assert_refused(place, "folder", HITO_ERR_IO, "folder");
	assert_refused(place, "link", HITO_ERR_IO, "symbolic link");
	assert_refused(place, "fifo", HITO_ERR_IO, "FIFO");
	assert_refused(place, "absent", HITO_ERR_IO, "no such file");
	assert_refused(place, "/dev/null", HITO_ERR_IO, "device");
	assert_refused(place, "", HITO_ERR_INPUT, "empty");
	assert_refused(place, "a/b", HITO_ERR_IO, "Not a directory");
}

static void sockets_are_refused(void **state)
{
	struct place *place = *state;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_true(fd >= 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/s",
		 place->path);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)),
			 0);
	assert_refused(place, "s", HITO_ERR_IO, "socket");
	close(fd);
}

/* The super-user may read all, so be somebody else meanwhile. */
static void permission_is_named(void **state)
{
	struct place *place = *state;
	bool super = geteuid() == 0;

	make(place, "a", "x");
	assert_int_equal(fchmodat(place->fd, "a", 0, 0), 0);
	assert_int_equal(fchmod(place->fd, 0755), 0);
	if (super && seteuid(65534) < 0)
		skip();
	assert_refused(place, "a", HITO_ERR_IO, "permission");
	if (super)
		assert_int_equal(seteuid(0), 0);
}

static void nul_in_a_path_is_refused(void **state)
{
	struct place *place = *state;
	struct hito_str out;

	make(place, "a", "x");
	assert_false(hito_file_read(place->fd, HITO_STR("a\0b"), 9,
				    place->arena, &out, &place->err));
	assert_false(hito_file_create(place->fd, HITO_STR("b\0c"), HITO_STR(""),
				      &place->err));
	assert_int_equal(place->err.code, HITO_ERR_INPUT);
}

static void a_pipe_is_read_to_its_end(void **state)
{
	struct place *place = *state;
	struct hito_str out;
	int ends[2];

	for (size_t limit = 2; limit <= 3; limit++) {
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], "abc", 3), 3);
		close(ends[1]);
		assert_int_equal(hito_file_read_fd(ends[0], limit, place->arena,
						   &out, &place->err),
				 limit == 3);
		close(ends[0]);
	}
	unit_assert_str(out, "abc");
	assert_int_equal(place->err.code, HITO_ERR_INPUT);
	assert_false(hito_file_read_fd(place->fd, 9, place->arena, &out,
				       &place->err));
	assert_int_equal(place->err.code, HITO_ERR_IO);
}

static void large_input_grows(void **state)
{
	struct place *place = *state;
	char block[1000];
	struct hito_str out;
	int fd = openat(place->fd, "big", O_RDWR | O_CREAT, 0600);

	assert_true(fd >= 0);
	for (int i = 0; i < 300; i++) {
		memset(block, 'a' + i % 26, sizeof(block));
		assert_int_equal(write(fd, block, sizeof(block)), 1000);
	}
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_true(
		hito_file_read_fd(fd, 300000, place->arena, &out, &place->err));
	close(fd);
	assert_int_equal(out.len, 300000);
	for (size_t i = 0; i < out.len; i++)
		assert_int_equal(out.ptr[i], 'a' + (int)(i / 1000) % 26);
}

static bool create(struct place *place, const char *name, const char *text)
{
	return hito_file_create(place->fd, hito_str_from(name),
				hito_str_from(text), &place->err);
}

static void creates_with_folders(void **state)
{
	struct place *place = *state;
	struct hito_str out;

	assert_true(create(place, "a/b//c.md", "text"));
	assert_true(read_it(place, "a/b/c.md", 10, &out));
	unit_assert_str(out, "text");
	assert_true(create(place, "a/d.md", ""));
	/* No temporary file is left. */
	assert_int_equal(entries(place->fd, "a"), 2);
	assert_int_equal(entries(place->fd, "a/b"), 1);
}

static void never_replaces(void **state)
{
	struct place *place = *state;
	struct hito_str out;

	make(place, "a", "old");
	assert_int_equal(symlinkat("nowhere", place->fd, "link"), 0);
	assert_false(create(place, "a", "new"));
	assert_int_equal(place->err.code, HITO_ERR_IO);
	assert_string_equal(place->err.message, "already exists");
	assert_string_equal(place->err.path, "a");
	assert_false(create(place, "link", "new"));
	assert_string_equal(place->err.message, "already exists");
	assert_true(read_it(place, "a", 10, &out));
	unit_assert_str(out, "old");
	assert_int_equal(entries(place->fd, "."), 2);
}

static bool replace(struct place *place, const char *name, const char *text)
{
	return hito_file_replace(place->fd, hito_str_from(name),
				 hito_str_from(text), &place->err);
}

static void replaces_regular_files(void **state)
{
	struct place *place = *state;
	struct hito_str out;
	struct stat status;

	make(place, "a", "a longer old text");
	assert_int_equal(fchmodat(place->fd, "a", 0604, 0), 0);
	assert_true(replace(place, "a", "new"));
	assert_true(read_it(place, "a", 10, &out));
	unit_assert_str(out, "new");
	assert_int_equal(fstatat(place->fd, "a", &status, 0), 0);
	assert_int_equal(status.st_mode & 0777, 0604);
	assert_true(replace(place, "b/c", "made"));
	assert_true(read_it(place, "b/c", 10, &out));
	unit_assert_str(out, "made");
	assert_int_equal(entries(place->fd, "."), 2);
}

static void replaces_nothing_else(void **state)
{
	struct place *place = *state;
	struct hito_str out;

	make(place, "real", "old");
	assert_int_equal(symlinkat("real", place->fd, "link"), 0);
	assert_int_equal(mkfifoat(place->fd, "pipe", 0600), 0);
	assert_int_equal(mkdirat(place->fd, "folder", 0700), 0);
	assert_false(replace(place, "link", "new"));
	assert_non_null(strstr(place->err.message, "symbolic link"));
	assert_false(replace(place, "pipe", "new"));
	assert_non_null(strstr(place->err.message, "named pipe"));
	assert_false(replace(place, "folder", "new"));
	assert_non_null(strstr(place->err.message, "folder"));
	assert_string_equal(place->err.path, "folder");
	assert_false(replace(place, "/dev/null", "new"));
	assert_non_null(strstr(place->err.message, "device"));
	assert_true(read_it(place, "real", 10, &out));
	unit_assert_str(out, "old");
	assert_int_equal(entries(place->fd, "."), 4);
}

static bool rewrite(struct place *place, const char *name, const char *before,
		    const char *after)
{
	return hito_file_rewrite(place->fd, hito_str_from(name),
				 hito_str_from(before), hito_str_from(after),
				 &place->err);
}

static void rewrites_what_holds_the_old_text(void **state)
{
	struct place *place = *state;
	struct hito_str out;
	struct stat status;

	make(place, "a", "old");
	assert_int_equal(fchmodat(place->fd, "a", 0604, 0), 0);
	assert_true(rewrite(place, "a", "old", "a longer new text"));
	assert_true(read_it(place, "a", 100, &out));
	unit_assert_str(out, "a longer new text");
	assert_int_equal(fstatat(place->fd, "a", &status, 0), 0);
	assert_int_equal(status.st_mode & 0777, 0604);
	assert_int_equal(entries(place->fd, "."), 1);
}

static void what_was_changed_meanwhile_is_not_rewritten(void **state)
{
	static const char *const others[] = {"", "ol", "olD", "olds"};
	struct place *place = *state;
	struct hito_str out;
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		make(place, "a", others[i]);
		assert_false(rewrite(place, "a", "old", "new"));
		assert_non_null(strstr(place->err.message, "meanwhile"));
		assert_true(read_it(place, "a", 10, &out));
		assert_true(hito_str_is(out, others[i]));
		assert_int_equal(unlinkat(place->fd, "a", 0), 0);
	}
	assert_false(rewrite(place, "a", "old", "new"));
	assert_non_null(strstr(place->err.message, "meanwhile"));
	assert_int_equal(entries(place->fd, "."), 0);
}

static void what_is_read_only_is_not_rewritten(void **state)
{
	struct place *place = *state;

	make(place, "a", "old");
	assert_int_equal(fchmodat(place->fd, "a", 0444, 0), 0);
	assert_false(rewrite(place, "a", "old", "new"));
	assert_string_equal(place->err.message, "is read-only");
	assert_int_equal(symlinkat("a", place->fd, "link"), 0);
	assert_false(rewrite(place, "link", "old", "new"));
	assert_non_null(strstr(place->err.message, "symbolic link"));
	assert_int_equal(entries(place->fd, "."), 2);
}

static void links_on_the_way_are_refused(void **state)
{
	struct place *place = *state;

	assert_int_equal(mkdirat(place->fd, "real", 0700), 0);
	assert_int_equal(symlinkat("real", place->fd, "link"), 0);
	make(place, "file", "");
	assert_false(create(place, "link/a", "x"));
	assert_non_null(strstr(place->err.message, "link"));
	assert_false(create(place, "file/a", "x"));
	assert_non_null(strstr(place->err.message, "not a folder"));
	assert_int_equal(entries(place->fd, "real"), 0);
}

static void paths_that_name_no_file(void **state)
{
	static const char *const bad[] = {"", "a/", ".", "..", "a/..", "/"};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(create(place, bad[i], "x"));
		assert_int_equal(place->err.code, HITO_ERR_INPUT);
	}
	assert_int_equal(entries(place->fd, "."), 0);
}

static void absolute_paths_work(void **state)
{
	struct place *place = *state;
	char path[64];
	struct hito_str out;

	snprintf(path, sizeof(path), "%s/x/y", place->path);
	assert_true(create(place, path, "z"));
	assert_true(read_it(place, "x/y", 10, &out));
	unit_assert_str(out, "z");
}

static bool read_source(struct hito_arena *arena)
{
	struct hito_err err = {.code = HITO_OK};
	struct hito_str out;
	int fd = open("/dev/zero", O_RDONLY);
	bool limited;

	assert_true(fd >= 0);
	assert_false(hito_file_read_fd(fd, 500000, arena, &out, &err));
	close(fd);
	limited = err.code == HITO_ERR_INPUT;
	assert_true(limited || err.code == HITO_ERR_MEMORY);
	return limited;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(read_source) >= 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_all_up_to_the_limit),
		TEST(other_things_are_refused),
		TEST(sockets_are_refused),
		TEST(permission_is_named),
		TEST(nul_in_a_path_is_refused),
		TEST(a_pipe_is_read_to_its_end),
		TEST(large_input_grows),
		TEST(creates_with_folders),
		TEST(never_replaces),
		TEST(replaces_regular_files),
		TEST(replaces_nothing_else),
		TEST(rewrites_what_holds_the_old_text),
		TEST(what_was_changed_meanwhile_is_not_rewritten),
		TEST(what_is_read_only_is_not_rewritten),
		TEST(links_on_the_way_are_refused),
		TEST(paths_that_name_no_file),
		TEST(absolute_paths_work),
		TEST(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
