/* SPDX-License-Identifier: MIT */
/* Findings as workflow commands: "::error file=...::message". */
#include "report/lint_github.h"

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

/* Line and columns; a span over several lines is cut to its first. */
static void write_place(struct hito_out *out,
			const struct hito_finding *finding,
			struct hito_arena *scratch)
{
	const struct hito_source *source = finding->source;
	struct hito_place start, end;
	struct hito_span line;
	uint32_t last = finding->span.end;

	if (!source)
		return;
	start = hito_source_place(source, finding->span.start);
	line = hito_source_line_span(source, start.line);
	if (last > line.end)
		last = line.end;
	end = hito_source_place(source, last);
	hito_out_text(out, "file=");
	write_escaped(out, visible(scratch, source->path), true);
	hito_out_printf(out, ",line=%u,endLine=%u,col=%u,endColumn=%u,",
			(unsigned)start.line, (unsigned)start.line,
			(unsigned)start.column, (unsigned)end.column);
}

static bool write_group(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_group *group,
			struct hito_arena *scratch)
{
	static const char *const commands[] = {"notice", "warning", "error"};
	struct hito_out_memory memory;
	struct hito_out text;
	size_t i;

	hito_out_to_memory(&text, &memory, scratch, SENTENCE);
	hito_lint_group_message(&text, lang, group);
	for (i = 0; i < group->count; i++) {
		if (!group->findings[i]->help)
			continue;
		hito_out_text(&text, "\n");
		(void)hito_lint_group_help(&text, lang, group, i);
	}
	hito_out_printf(out, "::%s ", commands[group->level]);
	write_place(out, group->findings[0], scratch);
	hito_out_text(out, "title=hito ");
	hito_lint_group_rules(out, group);
	hito_out_text(out, "::");
	write_escaped(out, (struct hito_str){memory.ptr, memory.len}, false);
	hito_out_text(out, "\n");
	return !text.failed || memory.len > 0;
}

static bool write_level(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_result *result,
			enum hito_level level, size_t *out_more,
			struct hito_arena *scratch)
{
	struct hito_lint_walk walk;
	struct hito_lint_group group;
	size_t shown = 0;

	if (!hito_lint_walk_init(&walk, result, scratch))
		return false;
	while (hito_lint_walk_next(&walk, &group)) {
		if (group.level != level)
			continue;
		if (shown == MOST_A_LEVEL) {
			(*out_more)++;
			continue;
		}
		shown++;
		if (!write_group(out, lang, &group, scratch))
			return false;
	}
	return true;
}

bool hito_lint_github(struct hito_out *out, enum hito_lang lang,
		      const struct hito_lint_result *result,
		      struct hito_arena *scratch)
{
	size_t more = 0;
	int level;

	for (level = HITO_ERROR; level >= HITO_INFO; level--) {
		if (!write_level(out, lang, result, (enum hito_level)level,
				 &more, scratch))
			return false;
	}
	if (more == 0)
		return true;
	hito_out_printf(
		out,
		hito_message(lang, HITO_N("%zu more are not shown here; hito "
					  "lint prints them all")),
		more);
	hito_out_text(out, "\n");
	return true;
}
