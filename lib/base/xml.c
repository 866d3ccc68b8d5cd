/* SPDX-License-Identifier: MIT */
/* XML as it is written: tags, indents and escapes, nothing kept. */
#include "base/xml.h"

#include <assert.h>

#include "base/utf8.h"

#define REPLACEMENT "\xef\xbf\xbd"

void hito_xml_init(struct hito_xml *xml, struct hito_out *out)
{
	*xml = (struct hito_xml){.out = out};
	hito_out_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void end_tag(struct hito_xml *xml)
{
	if (xml->in_tag)
		hito_out_text(xml->out, ">");
	xml->in_tag = false;
}

static void indent(struct hito_xml *xml)
{
	hito_out_repeat(xml->out, ' ', (size_t)xml->depth * 2);
}

void hito_xml_open(struct hito_xml *xml, const char *name)
{
	assert(xml->depth < HITO_XML_DEPTH && !xml->in_text);
	if (xml->in_tag)
		hito_out_text(xml->out, ">\n");
	indent(xml);
	hito_out_text(xml->out, "<");
	hito_out_text(xml->out, name);
	xml->open[xml->depth++] = name;
	xml->in_tag = true;
}

/* Outside of Char in XML 1.0: not even a reference may name it. */
static bool is_forbidden(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
	       code == 0xfffe || code == 0xffff;
}

/*
 * Is it written as a reference? Line ends of attributes would be folded, and
 * "##[" or "##vso[" in a log is a command to agents of build servers.
 */
static bool is_referred(uint32_t code, char before, bool attribute)
{
	if (code == '#')
		return before == '#';
	if (code == '\t' || code == '\n')
		return attribute;
	return code == '\r' || hito_utf8_is_control(code) ||
	       hito_utf8_is_bidi(code);
}

static void write_escaped(struct hito_out *out, struct hito_str text,
			  bool attribute)
{
	static const char marks[] = "&<>\"";
	static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
	size_t plain = 0, at = 0;

	while (at < text.len && !out->failed) {
		size_t size, mark = 0;
		bool valid;
		uint32_t code = hito_utf8_at(text, at, &size, &valid);

		while (marks[mark] && (unsigned char)marks[mark] != code)
			mark++;
		if (valid && !marks[mark] && !is_forbidden(code) &&
		    !is_referred(code, at ? text.ptr[at - 1] : '\0',
				 attribute)) {
			at += size;
			continue;
		}
		hito_out_str(out, hito_str_slice(text, plain, at));
		if (marks[mark])
			hito_out_text(out, names[mark]);
		else if (!valid || is_forbidden(code))
			hito_out_text(out, REPLACEMENT);
		else
			hito_out_printf(out, "&#x%x;", (unsigned)code);
		at += size;
		plain = at;
	}
	hito_out_str(out, hito_str_slice(text, plain, text.len));
}

void hito_xml_attribute(struct hito_xml *xml, const char *name,
			struct hito_str value)
{
	assert(xml->in_tag);
	hito_out_printf(xml->out, " %s=\"", name);
	write_escaped(xml->out, value, true);
	hito_out_text(xml->out, "\"");
}

void hito_xml_attribute_text(struct hito_xml *xml, const char *name,
			     const char *terminated)
{
	hito_xml_attribute(xml, name, hito_str_from(terminated));
}

void hito_xml_attribute_size(struct hito_xml *xml, const char *name,
			     size_t value)
{
	assert(xml->in_tag);
	hito_out_printf(xml->out, " %s=\"%zu\"", name, value);
}

void hito_xml_text(struct hito_xml *xml, struct hito_str text)
{
	assert(xml->depth > 0 && (xml->in_tag || xml->in_text));
	end_tag(xml);
	xml->in_text = true;
	write_escaped(xml->out, text, false);
}

void hito_xml_close(struct hito_xml *xml)
{
	assert(xml->depth > 0);
	xml->depth--;
	if (xml->in_tag) {
		hito_out_text(xml->out, "/>\n");
	} else {
		if (!xml->in_text)
			indent(xml);
		hito_out_printf(xml->out, "</%s>\n", xml->open[xml->depth]);
	}
	xml->in_tag = false;
	xml->in_text = false;
}
