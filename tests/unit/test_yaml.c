/* SPDX-License-Identifier: MIT */
/* Values of one line: read flat as libyaml reads them, and quoted. */
#include "unit.h"

#include "hito/source.h"
#include "text/yaml.h"

static struct hito_arena *arena;

static int begin(void **state)
{
	(void)state;
	arena = hito_arena_new(NULL);
	return arena ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	hito_arena_free(arena);
	return 0;
}

/* "key: value" flat; false when it takes libyaml. */
static bool read_flat(struct hito_str text, struct hito_yaml_entry *out_entry)
{
	struct hito_span line = {0, (uint32_t)text.len};
	struct hito_yaml_head head;

	if (!hito_yaml_split(text, line, &head) || head.quoted)
		return false;
	line.start = head.rest;
	out_entry->key = hito_str_slice(text, head.key.start, head.key.end);
	out_entry->key_span = head.key;
	return hito_yaml_flat(text, line, &out_entry->value);
}

static enum hito_yaml_verdict read_full(struct hito_str text,
					struct hito_yaml_entry *out_entry)
{
	struct hito_yaml_reader reader = {
		.text = text, .arena = arena, .nodes = 1000};
	struct hito_yaml_trouble trouble;

	return hito_yaml_read(&reader,
			      (struct hito_span){0, (uint32_t)text.len},
			      out_entry, &trouble);
}

/* What is read flat is what libyaml reads, bytes and all. */
static bool agree(struct hito_str text)
{
	struct hito_yaml_entry flat, full;

	if (!read_flat(text, &flat))
		return true;
	if (hito_str_is(flat.key, "<<"))
		return read_full(text, &full) == HITO_YAML_FORBIDDEN;
	return read_full(text, &full) == HITO_YAML_DONE &&
	       hito_str_equal(flat.key, full.key) &&
	       flat.key_span.start == full.key_span.start &&
	       flat.key_span.end == full.key_span.end &&
	       flat.value.kind == full.value.kind &&
	       flat.value.style == full.value.style &&
	       flat.value.span.start == full.value.span.start &&
	       flat.value.span.end == full.value.span.end &&
	       hito_str_equal(flat.value.text, full.value.text);
}

/* Pieces that YAML may stumble over. */
static const char *const pieces[] = {
	"a",  " ",   ":",  "#",   "-",  "'",   "\"", "[",        "]",
	"{",  "}",   ",",  "&",   "*",  "!",   "|",  ">",        "%",
	"@",  "`",   "?",  "\t",  "\\", "é",   "=",  "\xc2\x85", "\xe2\x80\xa8",
	": ", " #",  "- ", "1",   "\r", "---", "~",  "<<",       "\xef\xbb\xbf",
	"日", "a: ", "..", "\"a",
};

#define PIECES (sizeof(pieces) / sizeof(pieces[0]))

/* The value that the digits of a number to the base PIECES spell. */
static struct hito_str spell(size_t number, char *buffer, size_t size)
{
	size_t used = 0;

	memcpy(buffer, "k: ", 3);
	for (used = 3; number > 0 && used + 8 < size; number /= PIECES) {
		const char *piece = pieces[number % PIECES];

		memcpy(buffer + used, piece, strlen(piece));
		used += strlen(piece);
	}
	return (struct hito_str){buffer, used};
}

static void flat_values_are_those_of_libyaml(void **state)
{
	char buffer[128];

	(void)state;
	for (size_t i = 0; i < PIECES * PIECES * PIECES; i++) {
		struct hito_str text = spell(i, buffer, sizeof(buffer));

		if (!agree(text))
			fail_msg("they differ on <%.*s>", HITO_STR_ARG(text));
	}
}

static void longer_flat_values_are_those_of_libyaml(void **state)
{
	uint64_t number = 88172645463325252u;
	char buffer[128];

	(void)state;
	for (size_t i = 0; i < 20000; i++) {
		struct hito_str text;

		number ^= number << 13;
		number ^= number >> 7;
		number ^= number << 17;
		text = spell((size_t)number, buffer, sizeof(buffer));
		if (!agree(text))
			fail_msg("they differ on <%.*s>", HITO_STR_ARG(text));
	}
}

static void flat_keys_are_those_of_libyaml(void **state)
{
	char buffer[128];

	(void)state;
	for (size_t i = 0; i < PIECES * PIECES * PIECES; i++) {
		struct hito_str text = spell(i, buffer, sizeof(buffer) - 4);

		memcpy(buffer + text.len, ": v", 3);
		text = hito_str_slice((struct hito_str){buffer, text.len + 3},
				      3, text.len + 3);
		if (!agree(text))
			fail_msg("they differ on <%.*s>", HITO_STR_ARG(text));
	}
}

static void ordinary_values_are_read_flat(void **state)
{
	static const char *const lines[] = {
		"a: b", "a: b c # d", "a: 'b'", "a: \"b\"", "Fecha límite: 5 €",
		"a:",   "a: # b",     "a: -1"};
	struct hito_yaml_entry entry;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_true(read_flat(hito_str_from(lines[i]), &entry));
}

static void comments_are_told_from_text(void **state)
{
	(void)state;
	assert_true(hito_yaml_is_comment(HITO_STR("# a"), 0, 3));
	assert_true(hito_yaml_is_comment(HITO_STR("#"), 0, 1));
	assert_true(hito_yaml_is_comment(HITO_STR("##a"), 0, 3));
	assert_false(hito_yaml_is_comment(HITO_STR("#a"), 0, 2));
}

/* Quoting */

static void assert_quoted(struct hito_str text, const char *expected)
{
	struct hito_str quoted = hito_yaml_quote(arena, text);

	assert_int_equal(quoted.len, strlen(expected));
	assert_memory_equal(quoted.ptr, expected, quoted.len);
}

static void safe_text_stays_plain(void **state)
{
	(void)state;
	assert_quoted(HITO_STR("12 artículos, 3 vídeos"),
		      "12 artículos, 3 vídeos");
	assert_quoted(HITO_STR("a:b"), "a:b");
	assert_quoted(HITO_STR("C#"), "C#");
	assert_quoted(HITO_STR("2026-03-31"), "2026-03-31");
	assert_quoted(HITO_STR("-5 %"), "-5 %");
}

static void unsafe_text_is_quoted(void **state)
{
	(void)state;
	assert_quoted(HITO_STR(""), "\"\"");
	assert_quoted(HITO_STR(" a"), "\" a\"");
	assert_quoted(HITO_STR("a "), "\"a \"");
	assert_quoted(HITO_STR("a: b"), "\"a: b\"");
	assert_quoted(HITO_STR("a #b"), "\"a #b\"");
	assert_quoted(HITO_STR("@a"), "\"@a\"");
	assert_quoted(HITO_STR("\"a\\"), "\"\\\"a\\\\\"");
	assert_quoted(HITO_STR("a\nb\tc\r"), "\"a\\nb\\tc\\r\"");
	assert_quoted(HITO_STR("\x1b\0"), "\"\\u001B\\u0000\"");
	assert_quoted(HITO_STR("a\xe2\x80\xae"), "\"a\\u202E\"");
	assert_quoted(HITO_STR("\xff"), "\"\xef\xbf\xbd\"");
}

static void quoted_text_reads_back_as_itself(void **state)
{
	char buffer[128];

	(void)state;
	for (size_t i = 0; i < PIECES * PIECES * PIECES; i += 7) {
		struct hito_str text = spell(i, buffer, sizeof(buffer));
		struct hito_yaml_entry entry;
		struct hito_str line;

		text = hito_str_slice(text, 3, text.len);
		line = hito_yaml_quote(arena, text);
		assert_non_null(line.ptr);
		line = hito_arena_printf(arena, "k: %.*s", HITO_STR_ARG(line));
		assert_int_equal(read_full(line, &entry), HITO_YAML_DONE);
		if (!hito_str_equal(entry.value.text, text))
			fail_msg("<%.*s> comes back otherwise",
				 HITO_STR_ARG(text));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(flat_values_are_those_of_libyaml),
		TEST(longer_flat_values_are_those_of_libyaml),
		TEST(flat_keys_are_those_of_libyaml),
		TEST(ordinary_values_are_read_flat),
		TEST(comments_are_told_from_text),
		TEST(safe_text_stays_plain),
		TEST(unsafe_text_is_quoted),
		TEST(quoted_text_reads_back_as_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
