/* SPDX-License-Identifier: MIT */
/* Git's index: what is read of it, and what is refused. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "history/index.h"
#include "history/staged.h"

static char bytes[4096];
static size_t len;

static void put(uint32_t number, size_t size)
{
	while (size-- > 0)
		bytes[len++] = (char)(number >> 8 * size);
}

static void begin(uint32_t version, uint32_t count)
{
	len = 0;
	memset(bytes, 0, sizeof(bytes));
	memcpy(bytes, "DIRC", 4);
	len = 4;
	put(version, 4);
	put(count, 4);
}

/* cut: of the name before, in version 4. */
static void entry(uint32_t version, uint32_t mode, uint32_t flags,
		  uint32_t more, uint32_t cut, const char *name)
{
	size_t start = len;

	len += 24;
	put(mode, 4);
	len += 12;
	memset(bytes + len, name[0], 20);
	len += 20;
	put(flags, 2);
	if (flags & 0x4000)
		put(more, 2);
	if (version == 4)
		put(cut, 1);
	memcpy(bytes + len, name, strlen(name));
	len += strlen(name) + 1;
	if (version < 4)
		len = start + (len - start + 7) / 8 * 8;
}

static bool read_all(struct hito_staged *staged, struct hito_arena *arena)
{
	struct hito_str text = {bytes, len + 20};
	struct hito_err err = {.code = HITO_OK};
	bool done = hito_staged_read(text, arena, staged, &err);

	if (!done)
		assert_int_equal(err.code, HITO_ERR_INPUT);
	return done;
}

static void files_are_read_in_all_versions(void **state)
{
	(void)state;
	for (uint32_t version = 2; version <= 4; version++) {
		struct hito_arena *arena = hito_arena_new(NULL);
		struct hito_staged staged;

		begin(version, 4);
		entry(version, 0100644, 0, 0, 0, "plans/a.md");
		/* In version 4 the start of the name before is not there. */
		entry(version, 0100755, 0, 0, 4,
		      version == 4 ? "bb.md" : "plans/bb.md");
		entry(version, 0120000, 0, 0, 11, "plans/link.md");
		if (version > 2)
			entry(version, 0100644, 0x4000, 0x2000, 13, "z");
		else
			entry(version, 0100644, 0, 0, 0, "z");
		assert_true(read_all(&staged, arena));
		/* What is only meant to be added is not staged. */
		assert_int_equal(staged.count, version > 2 ? 3 : 4);
		assert_true(hito_str_is(staged.files[0].path, "plans/a.md"));
		assert_true(hito_str_is(staged.files[1].path, "plans/bb.md"));
		assert_int_equal(staged.files[2].kind, HITO_ENTRY_LINK);
		assert_false(staged.conflict);
		hito_arena_free(arena);
	}
}

static void a_conflict_shows(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_staged staged;

	(void)state;
	begin(2, 2);
	entry(2, 0100644, 0x1000, 0, 0, "a");
	entry(2, 0100644, 0x2000, 0, 0, "a");
	assert_true(read_all(&staged, arena));
	assert_true(staged.conflict);
	assert_int_equal(staged.count, 0);
	hito_arena_free(arena);
}

static void other_forms_are_refused(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_staged staged;

	(void)state;
	begin(5, 0);
	assert_false(read_all(&staged, arena));
	begin(2, 1);
	entry(2, 0040000, 0, 0, 0, "folder/");
	assert_false(read_all(&staged, arena));
	begin(2, 0);
	memcpy(bytes + len, "TREE\0\0\0\1xlink\0\0\0\0", 17);
	len += 17;
	assert_false(read_all(&staged, arena));
	begin(2, 1000);
	assert_false(read_all(&staged, arena));
	memcpy(bytes, "JUNK", 4);
	assert_false(read_all(&staged, arena));
	hito_arena_free(arena);
}

/* Of a few bytes each in version 4: the memory would not do. */
static void names_without_end_are_refused(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	const uint32_t files = 70000;
	struct hito_staged staged;
	struct hito_err err = {.code = HITO_OK};
	struct hito_str text;
	char name[3901];

	(void)state;
	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	begin(4, files + 1);
	entry(4, 0100644, 0, 0, 0, name);
	text.len = len + (size_t)files * 65 + 20;
	text.ptr = hito_arena_bytes(arena, text.len);
	assert_non_null(text.ptr);
	memset((char *)text.ptr, 0, text.len);
	memcpy((char *)text.ptr, bytes, len);
	for (uint32_t i = 0; i < files; i++)
		((char *)text.ptr)[len + (size_t)i * 65 + 24 + 2] = '\x81';
	assert_false(hito_staged_read(text, arena, &staged, &err));
	assert_int_equal(err.code, HITO_ERR_INPUT);
	hito_arena_free(arena);
}

static void every_cut_is_refused_or_read(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	size_t whole;

	(void)state;
	begin(4, 2);
	entry(4, 0100644, 0, 0, 0, "plans/a.md");
	entry(4, 0100644, 0, 0, 4, "b.md");
	whole = len + 20;
	for (size_t size = 0; size < whole; size++) {
		struct hito_str text = {bytes, size};
		struct hito_err err = {.code = HITO_OK};
		struct hito_staged staged;

		if (hito_staged_read(text, arena, &staged, &err))
			assert_in_range(size, whole - 20, whole);
	}
	hito_arena_free(arena);
}

/* A set of places below 64, as EWAH writes it: a word as it is. */
static void places(uint64_t word)
{
	put(64, 4);
	put(2, 4);
	put(2, 4); /* one word follows: from bit 33 on */
	put(0, 4);
	put((uint32_t)(word >> 32), 4);
	put((uint32_t)word, 4);
	put(0, 4);
}

/* Of a, b and c, a is replaced and c gone; bb is added. */
static void begin_split(uint64_t gone, uint64_t replaced)
{
	begin(2, 2);
	entry(2, 0100755, 0, 0, 0, "");
	entry(2, 0100644, 0, 0, 0, "bb");
	memcpy(bytes + len, "link", 4);
	len += 4;
	put(20 + 2 * 28, 4);
	memset(bytes + len, 'S', 20);
	len += 20;
	places(gone);
	places(replaced);
}

static bool join(struct hito_index *shared, size_t size,
		 struct hito_arena *arena, struct hito_index *out)
{
	struct hito_str text = {bytes, size};
	struct hito_index split;
	struct hito_err err = {.code = HITO_OK};

	return hito_index_read(text, arena, &split, &err) &&
	       hito_index_join(&split, shared, arena, out, &err);
}

static void read_shared(struct hito_arena *arena, struct hito_index *out)
{
	struct hito_str text;

	begin(2, 3);
	entry(2, 0100644, 0, 0, 0, "a");
	entry(2, 0100644, 0, 0, 0, "b");
	entry(2, 0100644, 0, 0, 0, "c");
	memset(bytes + len, 'S', 20);
	text = hito_arena_copy(arena, (struct hito_str){bytes, len + 20});
	assert_true(hito_index_read(text, arena, out, NULL));
}

static void a_split_index_is_read_with_the_shared_one(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_index shared, all;

	(void)state;
	read_shared(arena, &shared);
	begin_split(1 << 2, 1 << 0);
	assert_true(join(&shared, len + 20, arena, &all));
	assert_int_equal(all.count, 3);
	assert_true(hito_str_is(all.entries[0].path, "a"));
	assert_int_equal(all.entries[0].oid.bytes[0], '\0');
	assert_true(hito_str_is(all.entries[1].path, "b"));
	assert_int_equal(all.entries[1].oid.bytes[0], 'b');
	assert_true(hito_str_is(all.entries[2].path, "bb"));
	hito_arena_free(arena);
}

static void a_split_index_that_does_not_fit_is_refused(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_index shared, all;

	(void)state;
	read_shared(arena, &shared);
	begin_split(1 << 3, 1 << 0);
	assert_false(join(&shared, len + 20, arena, &all));
	begin_split(0, 3);
	assert_false(join(&shared, len + 20, arena, &all));
	begin_split(0, 0);
	assert_false(join(&shared, len + 20, arena, &all));
	begin_split(0, 1);
	for (size_t size = 0; size < len; size++)
		assert_false(join(&shared, size, arena, &all));
	memset(shared.sum.bytes, 'T', 20);
	assert_false(join(&shared, len + 20, arena, &all));
	hito_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_read_in_all_versions),
		cmocka_unit_test(a_conflict_shows),
		cmocka_unit_test(other_forms_are_refused),
		cmocka_unit_test(names_without_end_are_refused),
		cmocka_unit_test(every_cut_is_refused_or_read),
		cmocka_unit_test(a_split_index_is_read_with_the_shared_one),
		cmocka_unit_test(a_split_index_that_does_not_fit_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
