/* SPDX-License-Identifier: MIT */
/* UTF-8: strict decoding, width, folding, composing, hostile marks. */
#include "unit.h"

#include "base/utf8.h"

static void every_code_point_returns(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10ffff; code++) {
		char bytes[4];
		size_t size;
		bool valid;
		struct hito_str text = {bytes, hito_utf8_encode(code, bytes)};
		bool surrogate = code >= 0xd800 && code <= 0xdfff;
		uint32_t got = hito_utf8_at(text, 0, &size, &valid);

		if (got != (surrogate ? 0xfffd : code) || size != text.len ||
		    !valid)
			fail_msg("U+%04X", (unsigned)code);
	}
}

static void bad_bytes_are_one_each(void **state)
{
	static const char *const bad[] = {"\x80",
					  "\xbf",
					  "\xc0\xaf",
					  "\xc1\xbf",
					  "\xe0\x80\xaf",
					  "\xe0\x9f\xbf",
					  "\xed\xa0\x80",
					  "\xf0\x8f\xbf\xbf",
					  "\xf4\x90\x80\x80",
					  "\xf5\x80\x80\x80",
					  "\xff",
					  "\xfe",
					  "\xc3",
					  "\xe2\x82",
					  "\xf0\x9f\x98",
					  "\xc3(",
					  "\xe2(\xa1"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct hito_str text = hito_str_from(bad[i]);
		size_t size;
		bool valid;

		assert_int_equal(hito_utf8_at(text, 0, &size, &valid), 0xfffd);
		assert_false(valid);
		assert_int_equal(size, 1);
		assert_int_equal(hito_utf8_count(text), text.len);
	}
}

static void the_slice_ends_the_text(void **state)
{
	struct hito_str text = {"a\xc3\xb1", 2};
	size_t size;
	bool valid;

	(void)state;
	hito_utf8_at(text, 1, &size, &valid);
	assert_false(valid);
	assert_int_equal(hito_utf8_invalid(text, 0), 1);
	text.len = 3;
	assert_true(hito_utf8_invalid(text, 0) == SIZE_MAX);
	assert_int_equal(hito_utf8_count(text), 2);
}

static void kinds(void **state)
{
	(void)state;
	assert_true(hito_utf8_is_bidi(0x202e));
	assert_true(hito_utf8_is_bidi(0x2066));
	assert_true(hito_utf8_is_bidi(0x61c));
	assert_false(hito_utf8_is_bidi(0x202f));
	assert_true(hito_utf8_is_zero_width(0x200b));
	assert_true(hito_utf8_is_zero_width(0xfeff));
	assert_false(hito_utf8_is_zero_width(0x200e));
	assert_true(hito_utf8_is_control(0));
	assert_true(hito_utf8_is_control(0x1b));
	assert_true(hito_utf8_is_control(0x7f));
	assert_true(hito_utf8_is_control(0x9b));
	assert_false(hito_utf8_is_control('\t'));
	assert_false(hito_utf8_is_control(0xa0));
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(hito_utf8_width('a'), 1);
	assert_int_equal(hito_utf8_width(0xf1), 1);
	assert_int_equal(hito_utf8_width(0x301), 0);
	assert_int_equal(hito_utf8_width(0x4e2d), 2);
	assert_int_equal(hito_utf8_width(0x1f600), 2);
}

static void folds_case_and_marks(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);

	(void)state;
	unit_assert_str(hito_utf8_fold(arena, HITO_STR("Fecha l\xc3\xadmite")),
			"fecha limite");
	unit_assert_str(hito_utf8_fold(arena, HITO_STR("Fecha li\xcc\x81mite")),
			"fecha limite");
	unit_assert_str(hito_utf8_fold(arena, HITO_STR("\xc3\x91\xc3\x9c")),
			"nu");
	unit_assert_str(hito_utf8_fold(arena, HITO_STR("a\xff"
						       "B\0")),
			"a?b\0");
	unit_assert_str(hito_utf8_fold(arena, HITO_STR("")), "");
	hito_arena_free(arena);
}

static void composes(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str same = HITO_STR("l\xc3\xadmite \xe4\xb8\xad");

	(void)state;
	assert_ptr_equal(hito_utf8_nfc(arena, same).ptr, same.ptr);
	unit_assert_str(hito_utf8_nfc(arena, HITO_STR("li\xcc\x81mite")),
			"l\xc3\xadmite");
	/* Two marks in the wrong order. */
	unit_assert_str(hito_utf8_nfc(arena, HITO_STR("a\xcc\x82\xcc\xa3")),
			"\xe1\xba\xad");
	/* Hangul: three letters, one syllable. */
	unit_assert_str(hito_utf8_nfc(arena, HITO_STR("\xe1\x84\x80\xe1\x85\xa1"
						      "\xe1\x86\xa8")),
			"\xea\xb0\x81");
	/* A character that is not its own NFC. */
	unit_assert_str(hito_utf8_nfc(arena, HITO_STR("\xe2\x84\xab")),
			"\xc3\x85");
	unit_assert_str(hito_utf8_nfc(arena, HITO_STR("n\xcc\x83\xff"
						      "e")),
			"\xc3\xb1\xff"
			"e");
	hito_arena_free(arena);
}

/* Many marks on one letter, in the worst order, take linear time. */
static void a_million_marks(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	const size_t pairs = 500000;
	char *text = hito_arena_alloc(arena, pairs, 4);
	struct hito_str marks = {text, pairs * 4};

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < pairs; i++)
		memcpy(text + i * 4, "\xcc\x82\xcc\xa3", 4);
	assert_int_equal(hito_utf8_nfc(arena, marks).len, marks.len);
	assert_int_equal(hito_utf8_fold(arena, marks).len, 0);
	hito_arena_free(arena);
}

static bool fold_and_compose(struct hito_arena *arena)
{
	return hito_utf8_fold(arena, HITO_STR("A")).ptr &&
	       hito_utf8_nfc(arena, HITO_STR("n\xcc\x83")).ptr;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(fold_and_compose) >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_returns),
		cmocka_unit_test(bad_bytes_are_one_each),
		cmocka_unit_test(the_slice_ends_the_text),
		cmocka_unit_test(kinds),
		cmocka_unit_test(widths),
		cmocka_unit_test(folds_case_and_marks),
		cmocka_unit_test(composes),
		cmocka_unit_test(a_million_marks),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
