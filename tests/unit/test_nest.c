/* SPDX-License-Identifier: MIT */
/* Lists and mappings below a key: read plainly as libyaml reads them. */
#include "unit.h"

#include "hito/source.h"
#include "text/yaml.h"

#define NODES 1000

static const char *const indents[] = {"  ", "    ", "", "   "};

/* What may stand on a line, and what YAML may stumble over. */
static const char *const contents[] = {
	"- a",     "b: c",        "b:",          "-",       "a",       "'q'",
	"c: 'x'",  "- \"z\"",     "d: \xc3\xa9", "# c",     "",        "- b: c",
	"b: c #1", "? a",         "- - a",       "c: |",    "d: >",    "'k': v",
	"b: [1]",  "c: ~",        "<<: a",       "b: c: d", "\tb: c",  "b: -1",
	"b: - c",  "c: \"\"",     "- ''",        "- x y ",  "d:  e\r", "- *a",
	"c: it's", "d: \"a\\n\"",
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define LINES (COUNT(indents) * COUNT(contents))

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

/* The lines that a number stands for, below "k:"; false: not one entry. */
static bool spell(size_t number, unsigned lines, char *out, size_t size)
{
	size_t len = 3;

	memcpy(out, "k:\n", 4);
	for (; lines > 0; lines--, number /= LINES) {
		size_t line = number % LINES;
		const char *indent = indents[line % COUNT(indents)];
		const char *content = contents[line / COUNT(indents)];

		if (!*indent && *content && *content != '-')
			return false;
		assert_true(len + 16 < size);
		len += strlen(strcpy(out + len, indent));
		len += strlen(strcpy(out + len, content));
		len += strlen(strcpy(out + len, "\n"));
	}
	return true;
}

static bool same_span(struct hito_span a, struct hito_span b)
{
	return a.start == b.start && a.end == b.end;
}

static bool same_value(const struct hito_yaml *a, const struct hito_yaml *b)
{
	if (a->kind != b->kind || a->style != b->style ||
	    !same_span(a->span, b->span) || a->count != b->count ||
	    !hito_str_equal(a->text, b->text))
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct hito_yaml_entry *x = &a->entries[i];
		const struct hito_yaml_entry *y = &b->entries[i];

		if (!hito_str_equal(x->key, y->key) ||
		    !same_span(x->key_span, y->key_span) ||
		    !same_span(x->span, y->span) ||
		    x->readable != y->readable ||
		    !same_value(&x->value, &y->value))
			return false;
	}
	return true;
}

/* Its one entry, cut as the reader of front matter cuts it. */
static bool read_nest(struct hito_yaml_reader *reader, struct hito_yaml *out)
{
	struct hito_str text = reader->text;
	struct hito_yaml_chunk chunk = {
		.head = {0, 2},
		.end = (uint32_t)text.len,
		.content_end = (uint32_t)hito_str_trim_right(text).len,
		.tail = true,
	};
	bool no_memory;

	assert_true(hito_yaml_split(text, chunk.head, &chunk.split));
	return hito_yaml_nest(reader, &chunk, out, &no_memory);
}

static bool agree(const char *lines, bool *out_read)
{
	struct hito_str text = hito_str_from(lines);
	struct hito_yaml_reader plain = {
		.text = text, .arena = arena, .nodes = NODES};
	struct hito_yaml_reader full = plain;
	struct hito_yaml_trouble trouble;
	struct hito_yaml_entry entry;
	struct hito_yaml value;

	hito_arena_clear(arena);
	*out_read = read_nest(&plain, &value);
	if (!*out_read)
		return true;
	return hito_yaml_read(&full, (struct hito_span){0, (uint32_t)text.len},
			      &entry, &trouble) == HITO_YAML_DONE &&
	       same_value(&value, &entry.value) && plain.nodes == full.nodes;
}

/* Every so many of all that so many lines can be; how many were read. */
static size_t try_all(unsigned lines, size_t step)
{
	size_t all = 1, read = 0;
	char text[128];

	for (unsigned i = 0; i < lines; i++)
		all *= LINES;
	for (size_t i = 0; i < all; i += step) {
		bool was_read;

		if (!spell(i, lines, text, sizeof(text)))
			continue;
		if (!agree(text, &was_read))
			fail_msg("<%s> is read otherwise", text);
		read += was_read;
	}
	return read;
}

static void nests_are_those_of_libyaml(void **state)
{
	(void)state;
	assert_in_range(try_all(1, 1), 8, LINES);
	assert_in_range(try_all(2, 1), 100, LINES * LINES);
}

static void longer_nests_are_those_of_libyaml(void **state)
{
	(void)state;
	assert_in_range(try_all(3, 7), 500, SIZE_MAX);
	assert_in_range(try_all(4, 101), 500, SIZE_MAX);
}

static void ordinary_nests_are_read_plainly(void **state)
{
	static const char *const texts[] = {
		"k:\n  - a\n  - b c\n",
		"k:\n- a\n- b\n",
		"k:\n  reach:\n    unit: visits\n    from: 100\n",
		"k:\n  to: 12\n  by: 2026-03-31\n\n",
		"k:\n  a:\n  - x\n  - y\n  b: 2\n",
	};
	bool was_read;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		assert_true(agree(texts[i], &was_read));
		if (!was_read)
			fail_msg("<%s> is left to libyaml", texts[i]);
	}
}

static void values_are_counted(void **state)
{
	struct hito_yaml_reader reader = {
		.text = HITO_STR("k:\n  - a\n  - b\n"),
		.arena = arena,
		.nodes = 4,
	};
	struct hito_yaml value;

	(void)state;
	assert_false(read_nest(&reader, &value));
	reader.nodes = 5;
	assert_true(read_nest(&reader, &value));
	assert_int_equal(reader.nodes, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nests_are_those_of_libyaml),
		TEST(longer_nests_are_those_of_libyaml),
		TEST(ordinary_nests_are_read_plainly),
		TEST(values_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
