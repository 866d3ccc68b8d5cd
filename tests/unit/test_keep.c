/* SPDX-License-Identifier: MIT */
/* Files kept for speed: whole, or as if they were not there. */
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/keep.h"

#define KIND "testing1"

struct place {
	char above[32], folder[48], file[64];
	struct hito_arena *arena;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	assert_non_null(place);
	strcpy(place->above, "/tmp/hito-keep-XXXXXX");
	assert_non_null(mkdtemp(place->above));
	snprintf(place->folder, sizeof(place->folder), "%s/kept", place->above);
	snprintf(place->file, sizeof(place->file), "%s/one", place->folder);
	place->arena = hito_arena_new(NULL);
	*state = place;
	return 0;
}

/* The names in a folder; those are removed, too, when wanted. */
static size_t count_names(const char *folder, bool remove)
{
	DIR *stream = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	while (stream && (entry = readdir(stream)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		count++;
		if (remove)
			unlinkat(dirfd(stream), entry->d_name, 0);
	}
	if (stream)
		closedir(stream);
	return count;
}

static int tear_down(void **state)
{
	struct place *place = *state;

	count_names(place->folder, true);
	rmdir(place->folder);
	rmdir(place->above);
	hito_arena_free(place->arena);
	free(place);
	return 0;
}

static bool reads(const struct place *place, const char *text)
{
	struct hito_str bytes = HITO_STR("nothing");

	if (!hito_keep_read(place->folder, "one", KIND, 1000, place->arena,
			    &bytes)) {
		assert_true(hito_str_is(bytes, "nothing"));
		return false;
	}
	assert_true(hito_str_is(bytes, text));
	return true;
}

static void what_was_written_is_read(void **state)
{
	const struct place *place = *state;
	struct hito_str bytes;

	assert_false(reads(place, ""));
	assert_true(hito_keep_write(place->folder, "one", KIND, HITO_STR("")));
	assert_true(reads(place, ""));
	assert_true(hito_keep_write(place->folder, "one", KIND,
				    HITO_STR("some twenty bytes!")));
	assert_true(reads(place, "some twenty bytes!"));
	assert_int_equal(count_names(place->folder, false), 1);
	assert_false(hito_keep_read(place->folder, "one", "testing2", 1000,
				    place->arena, &bytes));
	assert_false(hito_keep_read(place->folder, "one", KIND, 17,
				    place->arena, &bytes));
	assert_false(hito_keep_read(place->folder, "two", KIND, 1000,
				    place->arena, &bytes));
}

static size_t whole(const struct place *place, char *bytes, size_t size)
{
	int fd = open(place->file, O_RDONLY);
	ssize_t len = read(fd, bytes, size);

	assert_true(len > 0 && (size_t)len < size);
	close(fd);
	return (size_t)len;
}

static void put(const struct place *place, const char *bytes, size_t len)
{
	int fd = open(place->file, O_WRONLY | O_TRUNC | O_CREAT, 0666);

	assert_int_equal(write(fd, bytes, len), len);
	close(fd);
}

static void no_damaged_byte_is_read(void **state)
{
	const struct place *place = *state;
	char bytes[256];
	size_t len;

	assert_true(hito_keep_write(place->folder, "one", KIND,
				    HITO_STR("a text of three words")));
	len = whole(place, bytes, sizeof(bytes));
	for (size_t i = 0; i < len; i++) {
		for (int bit = 0; bit < 8; bit++) {
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
			put(place, bytes, len);
			assert_false(reads(place, ""));
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
		}
		put(place, bytes, i);
		assert_false(reads(place, ""));
	}
	bytes[len] = 'x';
	put(place, bytes, len + 1);
	assert_false(reads(place, ""));
	put(place, bytes, len);
	assert_true(reads(place, "a text of three words"));
}

static void only_plain_files_are_read(void **state)
{
	const struct place *place = *state;
	char other[80];

	assert_true(
		hito_keep_write(place->folder, "one", KIND, HITO_STR("text")));
	snprintf(other, sizeof(other), "%s/other", place->folder);
	assert_int_equal(rename(place->file, other), 0);
	assert_int_equal(symlink("other", place->file), 0);
	assert_false(reads(place, ""));
	assert_int_equal(unlink(place->file), 0);
	assert_int_equal(mkfifo(place->file, 0666), 0);
	assert_false(reads(place, ""));
	assert_int_equal(unlink(place->file), 0);
	assert_int_equal(rename(other, place->file), 0);
	assert_true(reads(place, "text"));
	/* Only root may give it to somebody else. */
	if (geteuid() == 0) {
		assert_int_equal(chown(place->file, 65534, (gid_t)-1), 0);
		assert_false(reads(place, ""));
	}
}

static void the_oldest_go_first(void **state)
{
	const struct place *place = *state;
	char name[80];

	for (int i = 0; i < 9; i++) {
		struct timespec times[2] = {{.tv_sec = 1000 + i},
					    {.tv_sec = 1000 + i}};

		snprintf(name, sizeof(name), "f%d", i);
		assert_true(hito_keep_write(place->folder, name, KIND,
					    HITO_STR("0123456789")));
		snprintf(name, sizeof(name), "%s/f%d", place->folder, i);
		assert_int_equal(utimensat(AT_FDCWD, name, times, 0), 0);
	}
	hito_keep_prune(place->folder, 6, 1000);
	assert_int_equal(count_names(place->folder, false), 6);
	hito_keep_prune(place->folder, 6, 80);
	assert_int_equal(count_names(place->folder, false), 2);
	assert_int_equal(access(name, F_OK), 0);
	/* What a writer left behind an hour ago. */
	snprintf(name, sizeof(name), "%s/new-1", place->folder);
	assert_true(
		hito_keep_write(place->folder, "new-1", KIND, HITO_STR("x")));
	hito_keep_prune(place->folder, 6, 1000);
	assert_int_equal(access(name, F_OK), 0);
	assert_int_equal(utimensat(AT_FDCWD, name,
				   (struct timespec[2]){{.tv_sec = 1000},
							{.tv_sec = 1000}},
				   0),
			 0);
	hito_keep_prune(place->folder, 6, 1000);
	assert_int_equal(access(name, F_OK), -1);
}

/* Large enough to be checked on a thread of its own. */
static void a_file_in_use_is_checked_meanwhile(void **state)
{
	enum { SIZE = 100 << 10 };
	const struct place *place = *state;
	struct hito_keep_check *check;
	struct hito_str bytes;
	char *text = calloc(2, SIZE);
	size_t len;

	assert_non_null(text);
	for (size_t i = 0; i < SIZE; i++)
		text[i] = (char)(i % 251);
	assert_true(hito_keep_write(place->folder, "one", KIND,
				    (struct hito_str){text, SIZE}));
	len = whole(place, text, (size_t)2 * SIZE);
	for (unsigned threads = 1; threads <= 2; threads++) {
		assert_true(hito_keep_open(place->folder, "one", KIND, SIZE,
					   threads, place->arena, &bytes,
					   &check));
		assert_int_equal(bytes.len, SIZE);
		assert_memory_equal(bytes.ptr, text + len - SIZE, SIZE);
		assert_true(hito_keep_is_whole(check));
		assert_true(hito_keep_is_whole(check));
		/* Nobody needs to ask. */
		assert_true(hito_keep_open(place->folder, "one", KIND, SIZE,
					   threads, place->arena, &bytes,
					   &check));
		text[len - 1]++;
		/* Those in use stay as they are. */
		assert_int_equal(unlink(place->file), 0);
		put(place, text, len);
		assert_true(hito_keep_is_whole(check));
		assert_true(hito_keep_open(place->folder, "one", KIND, SIZE,
					   threads, place->arena, &bytes,
					   &check));
		assert_false(hito_keep_is_whole(check));
		text[len - 1]--;
		put(place, text, len);
	}
	free(text);
}

/* Who reads a file goes on reading it while another one is written. */
static void what_is_read_stays_as_it_is(void **state)
{
	enum { SIZE = 100 << 10 };
	const struct place *place = *state;
	struct hito_keep_check *check;
	struct hito_str bytes;
	char *text = calloc(1, SIZE);

	assert_non_null(text);
	assert_true(hito_keep_write(place->folder, "one", KIND,
				    (struct hito_str){text, SIZE}));
	assert_true(hito_keep_open(place->folder, "one", KIND, SIZE, 1,
				   place->arena, &bytes, &check));
	assert_true(hito_keep_write(place->folder, "one", KIND,
				    HITO_STR("a shorter one")));
	assert_int_equal(bytes.len, SIZE);
	assert_memory_equal(bytes.ptr, text, SIZE);
	assert_true(hito_keep_is_whole(check));
	assert_true(reads(place, "a shorter one"));
	free(text);
}

static void where_there_is_no_room_all_stays(void **state)
{
	enum { SIZE = 100 << 10 };
	const struct place *place = *state;
	struct rlimit before, small = {.rlim_cur = 4096};
	char *text = calloc(1, SIZE);

	assert_non_null(text);
	assert_true(hito_keep_write(place->folder, "one", KIND,
				    HITO_STR("what was there")));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(hito_keep_write(place->folder, "one", KIND,
				     (struct hito_str){text, SIZE}));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_true(reads(place, "what was there"));
	assert_int_equal(count_names(place->folder, false), 1);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_written_is_read,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_damaged_byte_is_read, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			a_file_in_use_is_checked_meanwhile, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_read_stays_as_it_is,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			where_there_is_no_room_all_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_plain_files_are_read,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_oldest_go_first, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
