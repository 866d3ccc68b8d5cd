/* SPDX-License-Identifier: MIT */
/* Findings and places that cannot be read, as rows of one kind. */
#include "report/lint_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "hito/project.h"

/* Bytes of a sentence and its help. */
#define SENTENCE ((size_t)16 << 10)

/* The first finding of a file; findings are in the order of paths. */
static size_t first_of(const struct hito_lint_result *result,
		       struct hito_str path)
{
	size_t low = 0, high = result->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_source *source =
			result->findings[middle].source;

		if (!source || hito_str_compare(source->path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whatever is said about a file without text says that it is not read. */
bool hito_lint_is_untold(const struct hito_lint_result *result,
			 const struct hito_unreadable *row)
{
	size_t i;

	for (i = first_of(result, row->path); i < result->count; i++) {
		const struct hito_source *source = result->findings[i].source;

		if (!hito_str_equal(source->path, row->path))
			return true;
		if (result->findings[i].level == HITO_ERROR ||
		    !source->text.len)
			return false;
	}
	return true;
}

void hito_lint_unreadable_message(struct hito_out *out, enum hito_lang lang,
				  const struct hito_unreadable *row)
{
	struct hito_finding finding = {.message = row->message};
	size_t i;

	for (i = 0; i < HITO_FINDING_ARGS; i++)
		finding.args[i] = row->args[i];
	hito_out_text(out, hito_message(lang, HITO_N("cannot be read: ")));
	hito_finding_write(out, lang, row->message, &finding);
}

void hito_lint_row_message(struct hito_out *out, enum hito_lang lang,
			   const struct hito_lint_row *row)
{
	if (row->finding)
		hito_finding_write(out, lang, row->finding->message,
				   row->finding);
	else
		hito_lint_unreadable_message(out, lang, row->unreadable);
}

void hito_lint_row_help(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_row *row)
{
	if (row->finding && row->finding->help)
		hito_finding_write(out, lang, row->finding->help, row->finding);
}

struct hito_str hito_lint_row_text(enum hito_lang lang,
				   const struct hito_lint_row *row,
				   struct hito_arena *arena)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, SENTENCE);
	hito_lint_row_message(&out, lang, row);
	if (row->finding && row->finding->help)
		hito_out_text(&out, "\n");
	hito_lint_row_help(&out, lang, row);
	return (struct hito_str){memory.ptr, memory.len};
}

/* A baseline may lie above the project: "docs/" and "../x" are "x". */
static void climb(struct hito_str *prefix, struct hito_str *path)
{
	while (prefix->len > 0 && hito_str_starts(*path, "../")) {
		*path = hito_str_slice(*path, 3, path->len);
		do
			prefix->len--;
		while (prefix->len > 0 && prefix->ptr[prefix->len - 1] != '/');
	}
}

struct hito_str hito_lint_path(struct hito_str prefix, struct hito_str path,
			       struct hito_arena *arena)
{
	char *text;

	if (path.len == 0)
		path = HITO_STR(HITO_PROJECT_FILE);
	climb(&prefix, &path);
	if (prefix.len == 0 || hito_str_starts(path, "/"))
		return path;
	text = hito_arena_alloc(arena, prefix.len + path.len, 1);
	if (!text)
		return HITO_STR("");
	memcpy(text, prefix.ptr, prefix.len);
	memcpy(text + prefix.len, path.ptr, path.len);
	return (struct hito_str){text, prefix.len + path.len};
}

static void set_place(struct hito_lint_row *row)
{
	const struct hito_finding *finding = row->finding;
	const struct hito_place first = {.line = 1, .column = 1};

	row->start = row->end = first;
	if (!finding) {
		if (row->unreadable->line)
			row->start.line = row->unreadable->line;
		row->end = row->start;
	} else if (finding->source) {
		row->start =
			hito_source_place(finding->source, finding->span.start);
		row->end =
			hito_source_place(finding->source, finding->span.end);
		if (finding->span.end < finding->span.start)
			row->end = row->start;
	}
}

/* Findings of a file are neighbours and share its path. */
static bool add_findings(const struct hito_lint_result *result,
			 struct hito_str prefix, struct hito_arena *arena,
			 struct hito_lint_rows *rows)
{
	size_t i;

	for (i = 0; i < result->count; i++) {
		const struct hito_finding *finding = &result->findings[i];
		struct hito_lint_row *row = &rows->list[rows->count++];

		*row = (struct hito_lint_row){
			.rule = hito_rule_id(finding->rule),
			.name = hito_rule_name(finding->rule),
			.level = finding->level,
			.finding = finding,
			.fingerprint = result->fingerprints[i],
		};
		if (i > 0 && finding[-1].source == finding->source)
			row->path = row[-1].path;
		else
			row->path = hito_lint_path(
				prefix,
				finding->source ? finding->source->path
						: HITO_STR(""),
				arena);
		if (!row->path.ptr)
			return false;
		set_place(row);
	}
	return true;
}

/* Like that of a finding: the file, and how many of it came before. */
static bool set_fingerprint(struct hito_lint_row *row, struct hito_map *seen,
			    struct hito_arena *arena)
{
	const struct hito_finding finding = {
		.plan = row->unreadable->path,
		.key = HITO_STR(HITO_LINT_UNREADABLE),
	};
	char *text = hito_arena_alloc(arena, HITO_FINGERPRINT_SIZE, 1);
	unsigned *ordinal = hito_map_find(seen, row->unreadable->path);

	if (!ordinal) {
		ordinal = hito_new(arena, unsigned, 1);
		if (!ordinal ||
		    !hito_map_put(seen, row->unreadable->path, ordinal))
			return false;
	}
	if (!text)
		return false;
	hito_finding_fingerprint(&finding, (*ordinal)++, text);
	row->fingerprint = text;
	return true;
}

static bool add_unreadable(const struct hito_lint_result *result,
			   struct hito_str prefix, struct hito_arena *arena,
			   struct hito_lint_rows *rows)
{
	struct hito_map seen;
	size_t i;

	hito_map_init(&seen, arena);
	for (i = 0; i < result->unreadable_count; i++) {
		const struct hito_unreadable *place = &result->unreadable[i];
		struct hito_lint_row *row = &rows->list[rows->count];

		if (!hito_lint_is_untold(result, place))
			continue;
		rows->count++;
		*row = (struct hito_lint_row){
			.rule = HITO_LINT_UNREADABLE,
			.name = HITO_LINT_UNREADABLE,
			.level = HITO_ERROR,
			.path = hito_lint_path(prefix, place->path, arena),
			.unreadable = place,
		};
		set_place(row);
		if (!row->path.ptr || !set_fingerprint(row, &seen, arena))
			return false;
	}
	return true;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

/* Findings among themselves are in order already, in one array. */
static int compare(const void *left, const void *right)
{
	const struct hito_lint_row *a = left, *b = right;
	int order = hito_str_compare(a->path, b->path);

	if (order == 0)
		order = compare_numbers(a->start.line, b->start.line);
	if (order == 0)
		order = compare_numbers(a->start.column, b->start.column);
	if (order == 0 && a->finding && b->finding)
		return a->finding < b->finding ? -1 : a->finding > b->finding;
	if (order == 0 && !a->finding && !b->finding)
		return a->unreadable < b->unreadable ? -1 : 1;
	return order ? order : !a->finding - !b->finding;
}

bool hito_lint_rows_make(const struct hito_lint_result *result,
			 struct hito_str prefix, struct hito_arena *arena,
			 struct hito_lint_rows *out_rows)
{
	struct hito_lint_rows rows = {.count = 0};
	size_t i;

	rows.list = hito_new(arena, struct hito_lint_row,
			     result->count + result->unreadable_count + 1);
	if (!rows.list || !add_findings(result, prefix, arena, &rows) ||
	    !add_unreadable(result, prefix, arena, &rows))
		return false;
	qsort(rows.list, rows.count, sizeof(rows.list[0]), compare);
	for (i = 0; i < rows.count; i++)
		rows.counts[rows.list[i].level]++;
	*out_rows = rows;
	return true;
}
