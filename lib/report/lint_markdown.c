/* SPDX-License-Identifier: MIT */
/*
 * Findings as Markdown: a job's summary, a comment on a pull request.
 *
 * GitHub throws a summary of more than 1024 KiB away as a whole, so that what
 * does not fit is counted. Everything that is not ours is escaped.
 */
#include "report/escape.h"
#include "report/lint_format.h"
#include "report/lint_group.h"
#include "report/lint_text.h"

/* Bytes of all of it, of one line, and of what stands behind the table. */
#define MOST ((size_t)900 << 10)
#define LINE ((size_t)128 << 10)
#define TAIL ((size_t)4 << 10)

struct sheet {
	struct hito_out *out;
	const struct hito_lint_report *report;
	struct hito_arena *scratch;
	size_t used, more;
	bool no_memory;
};

/* A line while it is made, and a sentence in it before it is escaped. */
struct line {
	struct hito_out out, inner;
	struct hito_out_memory memory, inner_memory;
};

static void begin_line(struct sheet *sheet, struct line *line)
{
	hito_out_to_memory(&line->out, &line->memory, sheet->scratch, LINE);
}

static void end_line(struct sheet *sheet, struct line *line)
{
	const struct hito_str text = {line->memory.ptr, line->memory.len};

	/* One line that is longer than a page: it is counted. */
	if (line->out.failed || sheet->used + text.len + TAIL > MOST) {
		sheet->more++;
		return;
	}
	sheet->used += text.len;
	hito_out_str(sheet->out, text);
}

static void begin_words(struct sheet *sheet, struct line *line)
{
	hito_out_to_memory(&line->inner, &line->inner_memory, sheet->scratch,
			   LINE);
}

static void end_words(struct sheet *sheet, struct line *line)
{
	const struct hito_str text = {line->inner_memory.ptr,
				      line->inner_memory.len};

	if (!hito_out_markdown(&line->out, text, sheet->scratch))
		sheet->no_memory = true;
}

static const char *level_word(enum hito_lang lang, enum hito_level level)
{
	static const char *const words[] = {
		HITO_N("hint"),
		HITO_N("warning"),
		HITO_N("error"),
	};

	return hito_message(lang, words[level]);
}

static void write_place(struct sheet *sheet, struct line *line,
			struct hito_str path, uint32_t number)
{
	begin_words(sheet, line);
	hito_out_str(&line->inner, path);
	if (number)
		hito_out_printf(&line->inner, ":%u", (unsigned)number);
	end_words(sheet, line);
}

static void write_group(struct sheet *sheet,
			const struct hito_lint_group *group)
{
	const struct hito_finding *first = group->findings[0];
	const struct hito_source *source = first->source;
	enum hito_lang lang = sheet->report->lang;
	struct line line;
	size_t i, helps = 0;

	begin_line(sheet, &line);
	hito_out_printf(&line.out, "| %s | ", level_word(lang, group->level));
	write_place(sheet, &line,
		    hito_lint_path(sheet->report->prefix,
				   source ? source->path : HITO_STR(""),
				   sheet->scratch),
		    source ? hito_source_line(source, first->span.start) : 0);
	hito_out_text(&line.out, " | ");
	hito_lint_group_rules(&line.out, group);
	hito_out_text(&line.out, " | ");
	begin_words(sheet, &line);
	hito_lint_group_message(&line.inner, lang, group);
	end_words(sheet, &line);
	hito_out_text(&line.out, " | ");
	for (i = 0; i < group->count; i++) {
		if (!group->findings[i]->help)
			continue;
		hito_out_text(&line.out, helps++ ? "<br>" : "");
		begin_words(sheet, &line);
		(void)hito_lint_group_help(&line.inner, lang, group, i);
		end_words(sheet, &line);
	}
	hito_out_text(&line.out, " |\n");
	end_line(sheet, &line);
}

static void write_unreadable(struct sheet *sheet)
{
	const struct hito_lint_result *result = sheet->report->result;
	enum hito_lang lang = sheet->report->lang;
	struct line line;
	size_t i;

	for (i = 0; i < result->unreadable_count; i++) {
		const struct hito_unreadable *row = &result->unreadable[i];

		if (!hito_lint_is_untold(result, row))
			continue;
		begin_line(sheet, &line);
		hito_out_printf(&line.out, "| %s | ",
				level_word(lang, HITO_ERROR));
		write_place(sheet, &line,
			    hito_lint_path(sheet->report->prefix, row->path,
					   sheet->scratch),
			    row->line);
		hito_out_text(&line.out, " | | ");
		begin_words(sheet, &line);
		hito_lint_unreadable_message(&line.inner, lang, row);
		end_words(sheet, &line);
		hito_out_text(&line.out, " | |\n");
		end_line(sheet, &line);
	}
}

static bool write_level(struct sheet *sheet, enum hito_level level)
{
	struct hito_lint_walk walk;
	struct hito_lint_group group;

	if (!hito_lint_walk_init(&walk, sheet->report->result, sheet->scratch))
		return false;
	while (hito_lint_walk_next(&walk, &group)) {
		if (group.level == level)
			write_group(sheet, &group);
	}
	return true;
}

static bool write_table(struct sheet *sheet)
{
	static const char *const names[] = {
		HITO_N("Level"),   HITO_N("Place"),      HITO_N("Rule"),
		HITO_N("Finding"), HITO_N("What to do"),
	};
	enum hito_lang lang = sheet->report->lang;
	size_t i;
	int level;

	hito_out_text(sheet->out, "\n|");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		hito_out_printf(sheet->out, " %s |",
				hito_message(lang, names[i]));
	hito_out_text(sheet->out, "\n|---|---|---|---|---|\n");
	write_unreadable(sheet);
	for (level = HITO_ERROR; level >= HITO_INFO; level--) {
		if (!write_level(sheet, (enum hito_level)level))
			return false;
	}
	return true;
}

/* The name of a commit is not ours. */
static bool write_since(struct sheet *sheet)
{
	struct line line;

	begin_line(sheet, &line);
	hito_out_text(&line.out, "\n");
	begin_words(sheet, &line);
	hito_lint_text_since(&line.inner, sheet->report->lang,
			     sheet->report->result);
	end_words(sheet, &line);
	hito_out_text(&line.out, "\n");
	end_line(sheet, &line);
	return !sheet->no_memory;
}

bool hito_lint_as_markdown(struct hito_out *out,
			   const struct hito_lint_report *report,
			   struct hito_arena *scratch)
{
	struct sheet sheet = {out, report, scratch, 0, 0, false};
	const struct hito_lint_result *result = report->result;

	hito_out_text(out, "## hito lint\n\n");
	hito_lint_text_sum(out, report->lang, result);
	hito_out_text(out, "\n");
	if (result->score.steps) {
		hito_out_text(out, "\n");
		hito_lint_text_score(out, report->lang, &result->score);
		hito_out_text(out, "\n");
	}
	if (result->since && !write_since(&sheet))
		return false;
	if ((result->count || result->unreadable_count) && !write_table(&sheet))
		return false;
	if (sheet.more) {
		hito_out_text(out, "\n");
		hito_out_printf(out,
				hito_message(report->lang,
					     HITO_N("%zu more are not shown "
						    "here; hito lint prints "
						    "them all")),
				sheet.more);
		hito_out_text(out, "\n");
	}
	if (result->not_judged.len) {
		hito_out_text(out, "\n");
		hito_out_text(out, hito_message(report->lang,
						HITO_N("not judged in mapped "
						       "files, where nothing "
						       "is mapped to their "
						       "keys: ")));
		hito_out_str(out, result->not_judged);
		hito_out_text(out, "\n");
	}
	return !sheet.no_memory;
}
