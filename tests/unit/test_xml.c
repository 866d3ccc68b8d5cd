/* SPDX-License-Identifier: MIT */
/* XML: layout, escapes, and bytes that XML does not have. */
#include "unit.h"

#include "base/xml.h"

struct written {
	struct hito_arena *arena;
	struct hito_out_memory memory;
	struct hito_out out;
	struct hito_xml xml;
};

static int set_up(void **state)
{
	struct written *written = calloc(1, sizeof(*written));

	assert_non_null(written);
	written->arena = hito_arena_new(NULL);
	hito_out_to_memory(&written->out, &written->memory, written->arena,
			   1 << 20);
	hito_xml_init(&written->xml, &written->out);
	written->memory.len = 0; /* the declaration is looked at by itself */
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

static void assert_written(const struct written *written, const char *expected)
{
	assert_int_equal(written->memory.len, strlen(expected));
	assert_memory_equal(written->memory.ptr, expected, strlen(expected));
}

static void begins_with_the_declaration(void **state)
{
	struct written *written = *state;
	struct hito_xml xml;

	hito_xml_init(&xml, &written->out);
	assert_written(written, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void elements_stand_on_lines(void **state)
{
	struct written *written = *state;
	struct hito_xml *xml = &written->xml;

	hito_xml_open(xml, "a");
	hito_xml_attribute_size(xml, "n", 12);
	hito_xml_open(xml, "b");
	hito_xml_attribute_text(xml, "x", "y");
	hito_xml_close(xml);
	hito_xml_open(xml, "c");
	hito_xml_text(xml, HITO_STR("one "));
	hito_xml_text(xml, HITO_STR("two"));
	hito_xml_close(xml);
	hito_xml_close(xml);
	assert_written(written, "<a n=\"12\">\n"
				"  <b x=\"y\"/>\n"
				"  <c>one two</c>\n"
				"</a>\n");
}

static void write_text(struct written *written, struct hito_str text)
{
	written->memory.len = 0;
	hito_xml_open(&written->xml, "t");
	hito_xml_text(&written->xml, text);
	hito_xml_close(&written->xml);
}

static void marks_are_escaped(void **state)
{
	struct written *written = *state;

	write_text(written, HITO_STR("a<b>&\"' ]]> --> <![CDATA["));
	assert_written(written, "<t>a&lt;b&gt;&amp;&quot;' ]]&gt; --&gt; "
				"&lt;![CDATA[</t>\n");
}

static void forbidden_characters_are_replaced(void **state)
{
	struct written *written = *state;

	write_text(written, HITO_STR("\x01\x1b[0m\0z\xef\xbf\xbe\xef\xbf\xbf"));
	assert_written(written, "<t>\xef\xbf\xbd\xef\xbf\xbd[0m\xef\xbf\xbdz"
				"\xef\xbf\xbd\xef\xbf\xbd</t>\n");
	write_text(written, HITO_STR("\xff\xc0\xaf\xed\xa0\x80\xf0\x9f"));
	assert_written(written, "<t>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
				"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
				"\xef\xbf\xbd\xef\xbf\xbd</t>\n");
}

static void deceiving_characters_are_references(void **state)
{
	struct written *written = *state;

	write_text(written, HITO_STR("a\xe2\x80\xae\x7f\xc2\x85\r\n\tb"));
	assert_written(written, "<t>a&#x202e;&#x7f;&#x85;&#xd;\n\tb</t>\n");
	write_text(written, HITO_STR("# ##[error] #"));
	assert_written(written, "<t># #&#x23;[error] #</t>\n");
}

static void attributes_keep_line_ends(void **state)
{
	struct written *written = *state;

	hito_xml_open(&written->xml, "t");
	hito_xml_attribute(&written->xml, "v", HITO_STR("a\n\tb\"<"));
	hito_xml_close(&written->xml);
	assert_written(written, "<t v=\"a&#xa;&#x9;b&quot;&lt;\"/>\n");
}

static void letters_and_emoji_stay(void **state)
{
	struct written *written = *state;

	write_text(written, HITO_STR("m\xc3\xa9trica \xf0\x9f\x93\x88"));
	assert_written(written, "<t>m\xc3\xa9trica \xf0\x9f\x93\x88</t>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(begins_with_the_declaration,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(elements_stand_on_lines, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(marks_are_escaped, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			forbidden_characters_are_replaced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			deceiving_characters_are_references, set_up, tear_down),
		cmocka_unit_test_setup_teardown(attributes_keep_line_ends,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(letters_and_emoji_stay, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
