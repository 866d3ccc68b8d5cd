/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics for reviewdog (its Reviewdog Diagnostic Format), one a line.
 *
 * Lines and columns are from 1, columns count bytes, an end is exclusive. A
 * suggestion becomes a button that commits it: fixes that insert a
 * placeholder are left out.
 */
#include "base/json.h"
#include "base/utf8.h"
#include "report/lint_format.h"

/* Bytes of a text that several edits make. */
#define SUGGESTION ((size_t)1 << 20)

static void write_place(struct hito_json *json, const char *key, uint32_t line,
			uint32_t column)
{
	hito_json_key(json, key);
	hito_json_open_object(json);
	hito_json_key(json, "line");
	hito_json_int(json, line);
	if (column) {
		hito_json_key(json, "column");
		hito_json_int(json, column);
	}
	hito_json_close_object(json);
}

static void write_offset(struct hito_json *json, const char *key,
			 const struct hito_source *source, uint32_t offset)
{
	uint32_t line = hito_source_line(source, offset);
	uint32_t start = source->line_starts[line - 1];

	write_place(json, key, line, offset >= start ? offset - start + 1 : 1);
}

static void write_range(struct hito_json *json,
			const struct hito_source *source, struct hito_span span)
{
	hito_json_key(json, "range");
	hito_json_open_object(json);
	write_offset(json, "start", source, span.start);
	write_offset(json, "end", source,
		     span.end > span.start ? span.end : span.start);
	hito_json_close_object(json);
}

static void write_location(struct hito_json *json,
			   const struct hito_lint_row *row)
{
	hito_json_key(json, "location");
	hito_json_open_object(json);
	hito_json_key(json, "path");
	hito_json_str(json, row->path);
	if (row->finding && row->finding->source) {
		write_range(json, row->finding->source, row->finding->span);
	} else {
		hito_json_key(json, "range");
		hito_json_open_object(json);
		write_place(json, "start", row->start.line, 0);
		hito_json_close_object(json);
	}
	hito_json_close_object(json);
}

/* Edits that belong together are one suggestion, with what is between. */
static bool write_suggestion(struct hito_json *json,
			     const struct hito_finding *finding,
			     struct hito_arena *scratch)
{
	const struct hito_fix *fix = finding->fix;
	struct hito_span span = fix->edits[0].span;
	struct hito_out_memory memory;
	struct hito_out text;
	size_t i;

	hito_out_to_memory(&text, &memory, scratch, SUGGESTION);
	for (i = 0; i < fix->edit_count; i++) {
		const struct hito_span between = {
			span.end,
			fix->edits[i].span.start,
		};

		if (i > 0)
			hito_out_str(&text, hito_source_text(finding->source,
							     between));
		hito_out_str(&text, fix->edits[i].text);
		span.end = fix->edits[i].span.end;
	}
	if (text.failed)
		return false;
	/* What JSON cannot hold would be damaged when it is applied. */
	if (hito_utf8_invalid((struct hito_str){memory.ptr, memory.len}, 0) !=
	    SIZE_MAX)
		return true;
	hito_json_key(json, "suggestions");
	hito_json_open_array(json);
	hito_json_open_object(json);
	write_range(json, finding->source, span);
	hito_json_key(json, "text");
	hito_json_str(json, (struct hito_str){memory.ptr, memory.len});
	hito_json_close_object(json);
	hito_json_close_array(json);
	return true;
}

static bool write_row(struct hito_json *json, enum hito_lang lang,
		      const struct hito_lint_row *row,
		      struct hito_arena *scratch)
{
	static const char *const severities[] = {"INFO", "WARNING", "ERROR"};
	const struct hito_finding *finding = row->finding;
	struct hito_str message = hito_lint_row_text(lang, row, scratch);

	if (!message.ptr)
		return false;
	hito_json_open_object(json);
	hito_json_key(json, "message");
	hito_json_str(json, message);
	write_location(json, row);
	hito_json_key(json, "severity");
	hito_json_text(json, severities[row->level]);
	hito_json_key(json, "source");
	hito_json_open_object(json);
	hito_json_key(json, "name");
	hito_json_text(json, "hito");
	hito_json_close_object(json);
	hito_json_key(json, "code");
	hito_json_open_object(json);
	hito_json_key(json, "value");
	hito_json_text(json, row->rule);
	hito_json_close_object(json);
	if (finding && finding->source && finding->fix &&
	    finding->fix->edit_count &&
	    finding->fix->safety != HITO_FIX_TEMPLATE &&
	    !write_suggestion(json, finding, scratch))
		return false;
	hito_json_close_object(json);
	hito_json_end(json);
	return true;
}

bool hito_lint_as_rdjsonl(struct hito_out *out,
			  const struct hito_lint_report *report,
			  struct hito_arena *scratch)
{
	struct hito_json json;
	size_t i;

	hito_json_init(&json, out, false);
	for (i = 0; i < report->rows.count; i++) {
		if (!write_row(&json, report->lang, &report->rows.list[i],
			       scratch))
			return false;
	}
	return true;
}
