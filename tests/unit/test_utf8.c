/* SPDX-License-Identifier: MIT */
/* UTF-8: strict decoding, kinds of characters, widths. */
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_returns),
		cmocka_unit_test(bad_bytes_are_one_each),
		cmocka_unit_test(the_slice_ends_the_text),
		cmocka_unit_test(kinds),
		cmocka_unit_test(widths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
