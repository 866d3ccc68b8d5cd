/* SPDX-License-Identifier: MIT */
/*
 * TAP version 13 (older harnesses refuse 14): a test for each clean step and
 * for each finding. One that fails nothing is a TODO, which harnesses show
 * and do not count.
 */
#include "base/json.h"
#include "report/lint_case.h"

/* Bytes of a description. */
#define DESCRIPTION ((size_t)16 << 10)

/* '#' begins a directive. */
static void write_description(struct hito_out *out, struct hito_str text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.ptr[i] == '#' || text.ptr[i] == '\\')
			hito_out_text(out, "\\");
		hito_out_bytes(out, &text.ptr[i], 1);
	}
}

static struct hito_str visible(struct hito_str text, struct hito_arena *scratch)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, scratch, DESCRIPTION);
	hito_out_foreign(&out, text);
	return (struct hito_str){memory.ptr, memory.len};
}

/* A JSON string is one of YAML too. */
static void write_value(struct hito_out *out, const char *key,
			struct hito_str text)
{
	struct hito_json json;

	hito_out_printf(out, "  %s: ", key);
	hito_json_init(&json, out, false);
	hito_json_str(&json, text);
	hito_out_text(out, "\n");
}

static void write_block(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_row *row,
			struct hito_arena *scratch)
{
	hito_out_text(out, "  ---\n");
	write_value(out, "message", hito_lint_row_text(lang, row, scratch));
	write_value(out, "severity",
		    hito_str_from(hito_level_name(row->level)));
	write_value(out, "rule", hito_str_from(row->rule));
	write_value(out, "file", row->path);
	hito_out_printf(out, "  line: %u\n  column: %u\n  ...\n",
			(unsigned)row->start.line, (unsigned)row->start.column);
}

static bool write_row(struct hito_out *out,
		      const struct hito_lint_report *report,
		      const struct hito_lint_row *row, size_t number,
		      struct hito_arena *scratch)
{
	struct hito_str path = visible(row->path, scratch);

	if (!path.ptr)
		return false;
	hito_out_printf(out, "not ok %zu - %s ", number, row->rule);
	write_description(out, path);
	hito_out_printf(out, ":%u", (unsigned)row->start.line);
	if (!hito_lint_row_fails(report, row))
		hito_out_printf(out, " # TODO %s", hito_level_name(row->level));
	hito_out_text(out, "\n");
	write_block(out, report->lang, row, scratch);
	return true;
}

static bool write_clean(struct hito_out *out, const struct hito_lint_case *one,
			size_t number, struct hito_arena *scratch)
{
	struct hito_str name = hito_lint_case_name(one, scratch);
	struct hito_str text = visible(name, scratch);

	if (!name.ptr || !text.ptr)
		return false;
	hito_out_printf(out, "ok %zu - ", number);
	write_description(out, text);
	hito_out_text(out, "\n");
	return true;
}

bool hito_lint_as_tap(struct hito_out *out,
		      const struct hito_lint_report *report,
		      struct hito_arena *scratch)
{
	struct hito_lint_cases cases;
	size_t total = 0, number = 0, i, j;

	if (!hito_lint_cases_make(report, scratch, &cases))
		return false;
	for (i = 0; i < cases.count; i++)
		total += cases.list[i].count ? cases.list[i].count : 1;
	hito_out_printf(out, "TAP version 13\n1..%zu%s\n", total,
			total ? "" : " # SKIP no plan is in it");
	for (i = 0; i < cases.count; i++) {
		const struct hito_lint_case *one = &cases.list[i];

		if (one->count == 0 &&
		    !write_clean(out, one, ++number, scratch))
			return false;
		for (j = 0; j < one->count; j++) {
			if (!write_row(out, report, one->rows[j], ++number,
				       scratch))
				return false;
		}
	}
	return true;
}
