/* SPDX-License-Identifier: MIT */
/*
 * Findings as commands of GitHub Actions, "::error file=...::message", which
 * shows them at their lines.
 *
 * It shows ten of a level for a step of a job and drops the others without a
 * word, so the first ten of each are written, and how many more there are.
 */
#include "report/lint_format.h"
#include "report/lint_group.h"

#define MOST_A_LEVEL 10
/* Bytes of one message. */
#define SENTENCE (64u << 10)

/* Data: % CR LF; properties also : and , */
static void write_escaped(struct hito_out *out, struct hito_str text,
			  bool property)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if (byte == '%' || byte == '\r' || byte == '\n' ||
		    (property && (byte == ':' || byte == ',')))
			hito_out_printf(out, "%%%02X", (unsigned)byte);
		else
			hito_out_bytes(out, &text.ptr[i], 1);
	}
}

static struct hito_str visible(struct hito_arena *scratch, struct hito_str text)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, scratch, SENTENCE);
	hito_out_foreign(&out, text);
	return (struct hito_str){memory.ptr, memory.len};
}

struct writer {
	struct hito_out *out;
	const struct hito_lint_report *report;
	struct hito_arena *scratch;
	size_t shown[3], more;
};

/* Is there room for one more of the level? */
static bool take(struct writer *writer, enum hito_level level)
{
	if (writer->shown[level] < MOST_A_LEVEL) {
		writer->shown[level]++;
		return true;
	}
	writer->more++;
	return false;
}

static void write_file(struct writer *writer, struct hito_str path)
{
	path = hito_lint_path(writer->report->prefix, path, writer->scratch);
	hito_out_text(writer->out, ",file=");
	write_escaped(writer->out, visible(writer->scratch, path), true);
}

/* Line and columns; a span over several lines is cut to its first. */
static void write_place(struct writer *writer,
			const struct hito_finding *finding)
{
	const struct hito_source *source = finding->source;
	struct hito_place start, end;
	struct hito_span line;
	uint32_t last = finding->span.end;

	if (!source) {
		write_file(writer, HITO_STR(""));
		return;
	}
	start = hito_source_place(source, finding->span.start);
	line = hito_source_line_span(source, start.line);
	if (last > line.end)
		last = line.end;
	end = hito_source_place(source, last);
	write_file(writer, source->path);
	hito_out_printf(writer->out, ",line=%u,endLine=%u,col=%u,endColumn=%u",
			(unsigned)start.line, (unsigned)start.line,
			(unsigned)start.column, (unsigned)end.column);
}

static bool write_group(struct writer *writer,
			const struct hito_lint_group *group)
{
	static const char *const commands[] = {"notice", "warning", "error"};
	enum hito_lang lang = writer->report->lang;
	struct hito_out *out = writer->out;
	struct hito_out_memory memory;
	struct hito_out text;
	size_t i;

	hito_out_to_memory(&text, &memory, writer->scratch, SENTENCE);
	hito_lint_group_message(&text, lang, group);
	for (i = 0; i < group->count; i++) {
		if (!group->findings[i]->help)
			continue;
		hito_out_text(&text, "\n");
		(void)hito_lint_group_help(&text, lang, group, i);
	}
	hito_out_printf(out, "::%s title=hito ", commands[group->level]);
	hito_lint_group_rules(out, group);
	write_place(writer, group->findings[0]);
	hito_out_text(out, "::");
	write_escaped(out, (struct hito_str){memory.ptr, memory.len}, false);
	hito_out_text(out, "\n");
	return !text.failed || memory.len > 0;
}

static bool write_level(struct writer *writer, enum hito_level level)
{
	struct hito_lint_walk walk;
	struct hito_lint_group group;

	if (!hito_lint_walk_init(&walk, writer->report->result,
				 writer->scratch))
		return false;
	while (hito_lint_walk_next(&walk, &group)) {
		if (group.level == level && take(writer, level) &&
		    !write_group(writer, &group))
			return false;
	}
	return true;
}

static void write_unreadable(struct writer *writer)
{
	const struct hito_lint_result *result = writer->report->result;
	struct hito_out *out = writer->out;
	size_t i;

	for (i = 0; i < result->unreadable_count; i++) {
		const struct hito_unreadable *row = &result->unreadable[i];
		struct hito_out_memory memory;
		struct hito_out text;

		if (!hito_lint_is_untold(result, row) ||
		    !take(writer, HITO_ERROR))
			continue;
		hito_out_to_memory(&text, &memory, writer->scratch, SENTENCE);
		hito_lint_unreadable_message(&text, writer->report->lang, row);
		hito_out_text(out, "::error title=hito");
		write_file(writer, row->path);
		if (row->line)
			hito_out_printf(out, ",line=%u", (unsigned)row->line);
		hito_out_text(out, "::");
		write_escaped(out, (struct hito_str){memory.ptr, memory.len},
			      false);
		hito_out_text(out, "\n");
	}
}

bool hito_lint_as_github(struct hito_out *out,
			 const struct hito_lint_report *report,
			 struct hito_arena *scratch)
{
	struct writer writer = {
		.out = out, .report = report, .scratch = scratch};
	int level;

	write_unreadable(&writer);
	for (level = HITO_ERROR; level >= HITO_INFO; level--) {
		if (!write_level(&writer, (enum hito_level)level))
			return false;
	}
	if (writer.more == 0)
		return true;
	hito_out_printf(out,
			hito_message(report->lang,
				     HITO_N("%zu more are not shown here; hito "
					    "lint prints them all")),
			writer.more);
	hito_out_text(out, "\n");
	return true;
}
