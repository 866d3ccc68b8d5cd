/* SPDX-License-Identifier: MIT */
/* The JSON reader: what it takes, and where it says that something is wrong. */

#include "unit.h"

#include "base/json_read.h"

static void reads_texts_of_every_kind(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str source = HITO_STR(
		" [ \"\" , \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\" ,"
		"\"\\u00e9\\ud83d\\ude00\",\"\xc3\xa9\" , \"\\u0000\" ]\n");
	static const char *const wanted[] = {
		"", "a\"\\/\b\f\n\r\t", "\xc3\xa9\xf0\x9f\x98\x80", "\xc3\xa9"};
	struct hito_json_reader reader;
	struct hito_str text;
	size_t i;

	(void)state;
	hito_json_reader_init(&reader, source, arena);
	assert_true(hito_json_read_open(&reader, '['));
	for (i = 0; hito_json_read_more(&reader, ']', i); i++) {
		assert_true(hito_json_read_str(&reader, &text));
		if (i < 4)
			assert_true(hito_str_is(text, wanted[i]));
	}
	assert_int_equal(i, 5);
	assert_int_equal(text.len, 1);
	assert_int_equal(text.ptr[0], '\0');
	assert_true(hito_json_read_end(&reader));
	hito_arena_free(arena);
}

/* Reads one text; -1 where it is well, else the offset of the trouble. */
static int trouble(struct hito_str source)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_json_reader reader;
	struct hito_str text;
	int at = -1;

	hito_json_reader_init(&reader, source, arena);
	if (!hito_json_read_str(&reader, &text) ||
	    !hito_json_read_end(&reader)) {
		assert_non_null(reader.wrong);
		at = (int)reader.wrong_at;
		assert_false(hito_json_read_str(&reader, &text));
		assert_false(hito_json_read_end(&reader));
	}
	hito_arena_free(arena);
	return at;
}

static void says_where_a_text_is_wrong(void **state)
{
	(void)state;
	assert_int_equal(trouble(HITO_STR("\"a\"")), -1);
	assert_int_equal(trouble(HITO_STR("")), 0);
	assert_int_equal(trouble(HITO_STR("  x")), 2);
	assert_int_equal(trouble(HITO_STR("\"a")), 2);
	assert_int_equal(trouble(HITO_STR("\"a\\")), 2);
	assert_int_equal(trouble(HITO_STR("\"\\x\"")), 1);
	assert_int_equal(trouble(HITO_STR("\"\\u12")), 1);
	assert_int_equal(trouble(HITO_STR("\"\\u12g4\"")), 1);
	assert_int_equal(trouble(HITO_STR("\"\\udc00\"")), 1);
	assert_int_equal(trouble(HITO_STR("\"\\ud800\"")), 1);
	assert_int_equal(trouble(HITO_STR("\"\\ud800\\u0041\"")), 1);
	assert_int_equal(trouble(HITO_STR("\"a\nb\"")), 2);
	assert_int_equal(trouble(HITO_STR("\"\0\"")), 1);
	assert_int_equal(trouble(HITO_STR("\"\xff\"")), 1);
	assert_int_equal(trouble(HITO_STR("\"a\"\0")), 3);
	assert_int_equal(trouble(HITO_STR("\"a\" \"b\"")), 4);
}

static bool number(struct hito_str source, uint32_t *out)
{
	struct hito_json_reader reader;

	hito_json_reader_init(&reader, source, NULL);
	return hito_json_read_u32(&reader, out) && hito_json_read_end(&reader);
}

static void reads_whole_numbers_only(void **state)
{
	uint32_t value;

	(void)state;
	assert_true(number(HITO_STR(" 0 "), &value));
	assert_int_equal(value, 0);
	assert_true(number(HITO_STR("4294967295"), &value));
	assert_int_equal(value, UINT32_MAX);
	assert_false(number(HITO_STR("4294967296"), &value));
	assert_false(number(HITO_STR("01"), &value));
	assert_false(number(HITO_STR("-1"), &value));
	assert_false(number(HITO_STR("1.5"), &value));
	assert_false(number(HITO_STR("1e3"), &value));
	assert_false(number(HITO_STR(""), &value));
}

static void asks_for_commas_and_brackets(void **state)
{
	static const struct {
		const char *text;
		bool ok;
	} cases[] = {
		{"{}", true},          {"{\"a\":1}", true},
		{"{\"a\":1,}", false}, {"{,}", false},
		{"{\"a\":1", false},   {"{\"a\" 1}", false},
		{"{\"a\":1]", false},  {"{\"a\":1 \"b\":2}", false},
		{"{\"a\"", false},     {"{", false},
		{"[]", false},         {"{a:1}", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct hito_json_reader reader;
		struct hito_str key;
		uint32_t value;

		hito_json_reader_init(&reader, hito_str_from(cases[i].text),
				      NULL);
		if (hito_json_read_open(&reader, '{'))
			for (size_t n = 0; hito_json_read_more(&reader, '}', n);
			     n++)
				if (!hito_json_read_key(&reader, &key) ||
				    !hito_json_read_u32(&reader, &value))
					break;
		assert_int_equal(hito_json_read_end(&reader), cases[i].ok);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_texts_of_every_kind),
		cmocka_unit_test(says_where_a_text_is_wrong),
		cmocka_unit_test(reads_whole_numbers_only),
		cmocka_unit_test(asks_for_commas_and_brackets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
