/* SPDX-License-Identifier: MIT */
/* JSON: layout, escapes, numbers, and memory that ends. */
#include "unit.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>

#include "base/json.h"
#include "base/utf8.h"

struct written {
	struct hito_arena *arena;
	struct hito_out_memory memory;
	struct hito_out out;
	struct hito_json json;
};

static int set_up(void **state)
{
	struct written *written = calloc(1, sizeof(*written));

	assert_non_null(written);
	written->arena = hito_arena_new(NULL);
	hito_out_to_memory(&written->out, &written->memory, written->arena,
			   1 << 20);
	hito_json_init(&written->json, &written->out, false);
	*state = written;
	return 0;
}

static int tear_down(void **state)
{
	struct written *written = *state;

	hito_arena_free(written->arena);
	free(written);
	return 0;
}

static struct hito_str take(struct written *written)
{
	struct hito_str text = {written->memory.ptr, written->memory.len};

	assert_true(hito_out_flush(&written->out));
	written->memory.len = 0;
	hito_json_init(&written->json, &written->out, false);
	return text;
}

static void write_sample(struct hito_json *json)
{
	hito_json_open_object(json);
	hito_json_key(json, "empty");
	hito_json_open_object(json);
	hito_json_close_object(json);
	hito_json_key(json, "list");
	hito_json_open_array(json);
	hito_json_int(json, -5);
	hito_json_bool(json, true);
	hito_json_null(json);
	hito_json_open_array(json);
	hito_json_close_array(json);
	hito_json_close_array(json);
	hito_json_key_str(json, HITO_STR("k\n"));
	hito_json_text(json, "v");
	hito_json_close_object(json);
	hito_json_end(json);
}

static void one_line(void **state)
{
	struct written *written = *state;

	write_sample(&written->json);
	unit_assert_str(take(written), "{\"empty\":{},\"list\":[-5,true,null,"
				       "[]],\"k\\n\":\"v\"}\n");
}

static void pretty(void **state)
{
	struct written *written = *state;

	hito_json_init(&written->json, &written->out, true);
	write_sample(&written->json);
	unit_assert_str(take(written), "{\n"
				       "  \"empty\": {},\n"
				       "  \"list\": [\n"
				       "    -5,\n"
				       "    true,\n"
				       "    null,\n"
				       "    []\n"
				       "  ],\n"
				       "  \"k\\n\": \"v\"\n"
				       "}\n");
}

static void documents_follow_each_other(void **state)
{
	struct written *written = *state;

	for (int i = 0; i < 2; i++) {
		hito_json_open_object(&written->json);
		hito_json_close_object(&written->json);
		hito_json_end(&written->json);
	}
	unit_assert_str(take(written), "{}\n{}\n");
}

static struct hito_str string(struct written *written, struct hito_str text)
{
	hito_json_str(&written->json, text);
	return take(written);
}

static void strings_are_escaped(void **state)
{
	unit_assert_str(string(*state, HITO_STR("\"\\/\b\f\n\r\t")),
			"\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
	unit_assert_str(string(*state, HITO_STR("\0\x1b\x7f\xc2\x80")),
			"\"\\u0000\\u001b\\u007f\\u0080\"");
	unit_assert_str(string(*state, HITO_STR("\xe2\x80\xa8\xe2\x80\xa9")),
			"\"\\u2028\\u2029\"");
	unit_assert_str(string(*state, HITO_STR("a\xe2\x80\xae\xd8\x9c")),
			"\"a\\u202e\\u061c\"");
	unit_assert_str(string(*state, HITO_STR("\xc3\xb1\xf0\x9f\x98\x80")),
			"\"\xc3\xb1\xf0\x9f\x98\x80\"");
	unit_assert_str(string(*state, HITO_STR("a\xff\xed\xa0\x80z\xc3")),
			"\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz"
			"\xef\xbf\xbd\"");
	unit_assert_str(string(*state, HITO_STR("")), "\"\"");
}

/* What a program that shares no code with ours makes of the text. */
static json_t *read_back(struct hito_str text)
{
	json_error_t error;
	json_t *value = json_loadb(text.ptr, text.len,
				   JSON_ALLOW_NUL | JSON_DECODE_ANY |
					   JSON_REJECT_DUPLICATES,
				   &error);

	if (!value)
		fail_msg("%d:%d: %s", error.line, error.column, error.text);
	return value;
}

static void assert_reads_back(struct written *written, struct hito_str text)
{
	json_t *value = read_back(string(written, text));

	assert_true(json_is_string(value));
	assert_int_equal(json_string_length(value), text.len);
	assert_memory_equal(json_string_value(value), text.ptr, text.len);
	json_decref(value);
}

static void every_character_reads_back(void **state)
{
	enum { TOGETHER = 1024, LAST = 0x10ffff };
	char bytes[4 * TOGETHER];

	for (uint32_t code = 0; code <= LAST;) {
		size_t len = 0;

		for (int i = 0; i < TOGETHER && code <= LAST; i++, code++)
			if (code < 0xd800 || code > 0xdfff)
				len += hito_utf8_encode(code, bytes + len);
		if (len)
			assert_reads_back(*state,
					  (struct hito_str){bytes, len});
	}
}

static void assert_number_reads_back(struct written *written, double number)
{
	json_t *value;

	hito_json_number(&written->json, number, 6);
	value = read_back(take(written));
	assert_true(json_is_number(value));
	assert_true(fabs(json_number_value(value) - number) <= 5.1e-7);
	json_decref(value);
}

static void structure_and_numbers_read_back(void **state)
{
	struct written *written = *state;
	json_t *value, *wanted;

	write_sample(&written->json);
	value = read_back(take(written));
	wanted = json_pack("{s:{},s:[i,b,n,[]],s:s}", "empty", "list", -5, 1,
			   "k\n", "v");
	assert_non_null(wanted);
	assert_true(json_equal(value, wanted));
	json_decref(wanted);
	json_decref(value);

	hito_json_int(&written->json, INT64_MIN);
	value = read_back(take(written));
	assert_true(json_integer_value(value) == INT64_MIN);
	json_decref(value);
	for (double number = -1.0; number < 1.0; number += 0.0123456789)
		assert_number_reads_back(written, number);
}

static void empty_may_be_null(void **state)
{
	struct written *written = *state;

	hito_json_open_array(&written->json);
	hito_json_str_or_null(&written->json, HITO_STR(""));
	hito_json_str_or_null(&written->json, HITO_STR("a"));
	hito_json_close_array(&written->json);
	unit_assert_str(take(written), "[null,\"a\"]");
}

static struct hito_str number(struct written *written, double value, int digits)
{
	hito_json_number(&written->json, value, digits);
	return take(written);
}

static void numbers_are_short(void **state)
{
	struct written *written = *state;

	unit_assert_str(number(written, 0.1 + 0.2, 6), "0.3");
	unit_assert_str(number(written, 2.0 / 3, 2), "0.67");
	unit_assert_str(number(written, 100, 3), "100");
	unit_assert_str(number(written, 100, 0), "100");
	unit_assert_str(number(written, -0.0001, 2), "0");
	unit_assert_str(number(written, -1.5, 9), "-1.5");
	unit_assert_str(number(written, (double)NAN, 2), "null");
	unit_assert_str(number(written, (double)INFINITY, 2), "null");
	assert_int_equal(number(written, 1e308, 6).len, 309);
	hito_json_decimal(&written->json, (struct hito_decimal){-350, 2});
	unit_assert_str(take(written), "-3.5");
	hito_json_int(&written->json, INT64_MIN);
	unit_assert_str(take(written), "-9223372036854775808");
}

static bool write_many(struct hito_arena *arena)
{
	struct hito_out_memory memory;
	struct hito_out out;
	struct hito_json json;

	hito_out_to_memory(&out, &memory, arena, 1 << 20);
	hito_json_init(&json, &out, false);
	for (int i = 0; i < 100; i++)
		write_sample(&json);
	if (!hito_out_flush(&out)) {
		assert_int_equal(out.error, ENOMEM);
		return false;
	}
	return memory.len % 100 == 0;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(write_many) >= 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_line),
		TEST(pretty),
		TEST(documents_follow_each_other),
		TEST(strings_are_escaped),
		TEST(every_character_reads_back),
		TEST(structure_and_numbers_read_back),
		TEST(empty_may_be_null),
		TEST(numbers_are_short),
		TEST(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
