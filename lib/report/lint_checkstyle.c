/* SPDX-License-Identifier: MIT */
/*
 * Checkstyle XML, as Checkstyle 4.3 and its readers know it: files with their
 * errors, each with a start and no end.
 */
#include "base/xml.h"
#include "report/lint_format.h"

static bool write_row(struct hito_xml *xml, enum hito_lang lang,
		      const struct hito_lint_row *row,
		      struct hito_arena *scratch)
{
	struct hito_str message = hito_lint_row_text(lang, row, scratch);
	char source[64] = "hito.";
	size_t i;

	if (!message.ptr)
		return false;
	for (i = 0; row->rule[i] && i + 6 < sizeof(source); i++)
		source[i + 5] = row->rule[i];
	hito_xml_open(xml, "error");
	hito_xml_attribute_size(xml, "line", row->start.line);
	hito_xml_attribute_size(xml, "column", row->start.column);
	hito_xml_attribute_text(xml, "severity", hito_level_name(row->level));
	hito_xml_attribute(xml, "message", message);
	hito_xml_attribute_text(xml, "source", source);
	hito_xml_close(xml);
	return true;
}

bool hito_lint_as_checkstyle(struct hito_out *out,
			     const struct hito_lint_report *report,
			     struct hito_arena *scratch)
{
	const struct hito_lint_rows *rows = &report->rows;
	struct hito_xml xml;
	size_t i;

	hito_xml_init(&xml, out);
	hito_xml_open(&xml, "checkstyle");
	hito_xml_attribute_text(&xml, "version", "4.3");
	for (i = 0; i < rows->count; i++) {
		const struct hito_lint_row *row = &rows->list[i];

		if (i == 0 || !hito_str_equal(row[-1].path, row->path)) {
			hito_xml_open(&xml, "file");
			hito_xml_attribute(&xml, "name", row->path);
		}
		if (!write_row(&xml, report->lang, row, scratch))
			return false;
		if (i + 1 == rows->count ||
		    !hito_str_equal(row[1].path, row->path))
			hito_xml_close(&xml);
	}
	hito_xml_close(&xml);
	return true;
}
