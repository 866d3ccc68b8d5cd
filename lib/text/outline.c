/* SPDX-License-Identifier: MIT */
/*
 * What md4c does not know of an outline: the front matter of the file, the
 * --- lines that people try under a heading, sections, and the fences that
 * belong to headings.
 */
#include <string.h>

#include "hito/limits.h"
#include "text/lines.h"
#include "text/simple.h"
#include "text/yaml.h"

static bool is_rule(struct hito_str text, struct hito_span line,
		    const char *rule)
{
	line = hito_line_trim(text, line);
	return hito_str_is(hito_str_slice(text, line.start, line.end), rule);
}

/* "---" or "..." from the start of the line on. */
static bool ends_front(struct hito_str text, struct hito_span line)
{
	char first = line.start < line.end ? text.ptr[line.start] : ' ';

	return (first == '-' && is_rule(text, line, "---")) ||
	       (first == '.' && is_rule(text, line, "..."));
}

static uint32_t next_line_start(const struct hito_source *source, uint32_t line)
{
	if (line >= source->line_count)
		return (uint32_t)source->text.len;
	return source->line_starts[line];
}

static bool has_key(const struct hito_source *source, uint32_t line)
{
	struct hito_yaml_head head;
	struct hito_span span = hito_source_line_span(source, line);

	return line <= source->line_count &&
	       hito_yaml_split(source->readable, span, &head);
}

/* Does the line before an offset, which begins one, end in CRLF? */
static bool ends_in_crlf(const struct hito_source *source, uint32_t at)
{
	return at >= 2 && source->text.ptr[at - 2] == '\r';
}

/* The front matter never closes: take what looks like it. */
static void front_open(const struct hito_source *source,
		       struct hito_findings *findings,
		       struct hito_outline *outline)
{
	struct hito_span first = hito_source_line_span(source, 1);
	struct hito_finding *finding;
	struct hito_span title;
	uint32_t line = 2;

	while (line <= source->line_count) {
		struct hito_span span = hito_source_line_span(source, line);

		if (hito_line_is_blank(source->readable, span) ||
		    hito_line_heading(source->readable, span, &title))
			break;
		line++;
	}
	outline->front.end = next_line_start(source, line - 1);
	outline->front_lines.end = outline->front.end;
	outline->body.start = outline->front.end;
	first.start = source->start;
	finding = hito_findings_add(
		findings, HITO_RULE_F001, source, first,
		HITO_N("the front matter that opens here is never closed"));
	finding->help = HITO_N("end it with a line of its own: ---");
	if (source->text.ptr[outline->front.end - 1] == '\n')
		hito_finding_fix(findings, finding, HITO_FIX_SUGGESTED,
				 (struct hito_span){outline->front.end,
						    outline->front.end},
				 ends_in_crlf(source, outline->front.end)
					 ? HITO_STR("---\r\n")
					 : HITO_STR("---\n"));
}

void hito_outline_front(const struct hito_source *source,
			struct hito_findings *findings,
			struct hito_outline *outline)
{
	struct hito_str text = source->readable;
	struct hito_span span = hito_source_line_span(source, 1);
	uint32_t end = (uint32_t)text.len;
	uint32_t line;

	outline->front = outline->front_lines =
		(struct hito_span){source->start, source->start};
	outline->front_closed = true;
	outline->body = (struct hito_span){source->start, end};
	span.start = source->start;
	if (!hito_str_starts(hito_str_slice(text, span.start, span.end),
			     "---") ||
	    !is_rule(text, span, "---") || source->line_count < 2)
		return;
	outline->front.start = next_line_start(source, 1);
	for (line = 2; line <= source->line_count; line++) {
		span = hito_source_line_span(source, line);
		if (ends_front(text, span))
			break;
	}
	outline->front_closed = line <= source->line_count;
	if (!outline->front_closed && has_key(source, 2)) {
		front_open(source, findings, outline);
	} else if (!outline->front_closed) { /* a rule that opens prose */
		outline->front.start = source->start;
		outline->front_closed = true;
	} else {
		outline->front.end = span.start;
		outline->front_lines.end = next_line_start(source, line);
		outline->body.start = outline->front_lines.end;
	}
}

/* A line that may stand between the --- lines. */
static bool is_entry_line(const struct hito_source *source, uint32_t line)
{
	struct hito_span span = hito_source_line_span(source, line);
	struct hito_str text = source->readable;

	if (span.start >= span.end || hito_yaml_is_blank(text.ptr[span.start]))
		return true;
	if (text.ptr[span.start] == '-')
		return span.start + 1 >= span.end ||
		       hito_yaml_is_blank(text.ptr[span.start + 1]);
	return has_key(source, line);
}

/* The line that closes the block opened on a line; 0 for none. */
static uint32_t find_trap_end(const struct hito_source *source, uint32_t open)
{
	uint32_t limit = source->line_starts[open - 1];
	uint32_t line;

	if (!has_key(source, open + 1))
		return 0;
	for (line = open + 2; line <= source->line_count; line++) {
		struct hito_span span = hito_source_line_span(source, line);

		if (span.end - limit > HITO_LIMIT_FRONTMATTER)
			return 0;
		if (is_rule(source->readable, span, "---"))
			return line;
		if (!is_entry_line(source, line))
			return 0;
	}
	return 0;
}

/* What the keys of a trap say of it; all are bits. */
enum trap_hint {
	TRAP_STEP = 1,
	TRAP_OBJECTIVE = 2,
	TRAP_KPI = 4,
	TRAP_SPANISH = 8,
};

static unsigned trap_hint(struct hito_str key)
{
	static const struct {
		const char *key;
		unsigned hints;
	} known[] = {
		{"state", TRAP_STEP},
		{"success", TRAP_STEP},
		{"estimate", TRAP_STEP},
		{"needs", TRAP_STEP},
		{"estado", TRAP_STEP | TRAP_SPANISH},
		{"criterio", TRAP_STEP | TRAP_SPANISH},
		{"depende", TRAP_STEP | TRAP_SPANISH},
		{"kpi", TRAP_OBJECTIVE},
		{"serves", TRAP_OBJECTIVE},
		{"budget", TRAP_OBJECTIVE},
		{"indicador", TRAP_OBJECTIVE | TRAP_SPANISH},
		{"meta", TRAP_OBJECTIVE | TRAP_SPANISH},
		{"presupuesto", TRAP_OBJECTIVE | TRAP_SPANISH},
		{"unit", TRAP_KPI},
		{"from", TRAP_KPI},
		{"to", TRAP_KPI},
		{"unidad", TRAP_KPI | TRAP_SPANISH},
		{"de", TRAP_KPI | TRAP_SPANISH},
		{"a", TRAP_KPI | TRAP_SPANISH},
		{"responsable", TRAP_SPANISH},
		{"vence", TRAP_SPANISH},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (hito_str_equal_nocase(key, hito_str_from(known[i].key)))
			return known[i].hints;
	}
	return 0;
}

/* The fence that the keys between two lines are meant to stand in. */
static const char *trap_fence(const struct hito_source *source, uint32_t line,
			      uint32_t last)
{
	struct hito_yaml_head head;
	unsigned hints = 0;

	for (; line < last; line++) {
		struct hito_span span = hito_source_line_span(source, line);

		if (hito_yaml_split(source->readable, span, &head))
			hints |= trap_hint(hito_source_text(source, head.key));
	}
	if (!(hints & TRAP_STEP) && hints & TRAP_KPI)
		return "```yaml kpi";
	if (!(hints & TRAP_STEP) && hints & TRAP_OBJECTIVE)
		return hints & TRAP_SPANISH ? "```yaml objetivo"
					    : "```yaml objective";
	return hints & TRAP_SPANISH ? "```yaml paso" : "```yaml step";
}

/* after: the line behind the heading. *out_span gets the lines. */
static bool find_trap(const struct hito_source *source, uint32_t after,
		      struct hito_findings *findings,
		      struct hito_span *out_span)
{
	struct hito_str text = source->readable;
	struct hito_finding *finding;
	struct hito_span first, last;
	uint32_t close;

	while (after <= source->line_count &&
	       hito_line_is_blank(text, hito_source_line_span(source, after)))
		after++;
	first = hito_source_line_span(source, after);
	if (after >= source->line_count || !is_rule(text, first, "---"))
		return false;
	close = find_trap_end(source, after);
	if (!close)
		return false;
	last = hito_source_line_span(source, close);
	*out_span = (struct hito_span){first.start, last.end};
	finding = hito_findings_add(
		findings, HITO_RULE_F001, source, first,
		HITO_N("\"---\" under a heading is no front matter: it draws "
		       "a line and makes a heading of the keys"));
	finding->args[0] = hito_str_from(trap_fence(source, after + 1, close));
	finding->help = HITO_N("put the keys in a fenced block: {1} above "
			       "them, ``` below");
	hito_finding_fix(findings, finding, HITO_FIX_SAFE, first,
			 finding->args[0]);
	hito_finding_fix(findings, finding, HITO_FIX_SAFE, last,
			 HITO_STR("```"));
	return true;
}

bool hito_outline_hide_traps(const struct hito_source *source,
			     const struct hito_outline *outline,
			     struct hito_arena *arena,
			     struct hito_findings *findings,
			     struct hito_str *text, bool *out_any)
{
	struct hito_span trap = {0, 0};
	size_t i;

	*out_any = false;
	for (i = 0; i < outline->heading_count; i++) {
		struct hito_span span = outline->headings[i].span;
		uint32_t after = 1 + hito_source_line(source, span.end);

		if (span.start < trap.end ||
		    !find_trap(source, after, findings, &trap))
			continue;
		if (!*out_any)
			*text = hito_arena_copy(arena, *text);
		if (!text->ptr)
			return false;
		*out_any = true;
		hito_line_blank(*text, trap);
	}
	return true;
}

/* Does a line of the content close the fence before its end? */
static bool closes_inside(const struct hito_source *source,
			  struct hito_str text, const struct hito_fence *fence)
{
	uint32_t line = hito_source_line(source, fence->span.start);
	struct hito_span span = hito_source_line_span(source, line);
	struct hito_fence_line open;

	if (span.start < fence->span.start)
		span.start = fence->span.start;
	if (!hito_line_fence(text, span, &open))
		return true;
	while (++line <= source->line_count) {
		span = hito_source_line_span(source, line);
		if (span.start >= fence->content.end)
			break;
		if (hito_line_closes(text, span, &open))
			return true;
	}
	return false;
}

void hito_outline_settle(const struct hito_source *source, struct hito_str text,
			 struct hito_outline *outline,
			 struct hito_heading *headings,
			 struct hito_fence *fences)
{
	uint32_t last = 0;
	size_t kept = 0;
	size_t fence = 0;
	size_t i;

	for (i = 0; i < outline->fence_count; i++) {
		if (fences[i].span.start < last ||
		    closes_inside(source, text, &fences[i]))
			continue;
		last = fences[i].span.end;
		fences[kept++] = fences[i];
	}
	outline->fence_count = kept;
	last = 0;
	kept = 0;
	for (i = 0; i < outline->heading_count; i++) {
		struct hito_span span = headings[i].span;

		while (fence < outline->fence_count &&
		       fences[fence].span.end <= span.start)
			fence++;
		if (span.start < last || (fence < outline->fence_count &&
					  fences[fence].span.start < span.end))
			continue;
		last = span.end;
		headings[kept++] = headings[i];
	}
	outline->heading_count = kept;
}

static void end_sections(const struct hito_outline *outline,
			 struct hito_heading *headings)
{
	uint32_t next[7]; /* start of the next heading of each level */
	size_t i = outline->heading_count;
	unsigned level;

	for (level = 0; level <= 6; level++)
		next[level] = outline->body.end;
	while (i-- > 0) {
		struct hito_heading *heading = &headings[i];
		uint32_t end = outline->body.end;

		for (level = 1; level <= heading->level; level++) {
			if (next[level] < end)
				end = next[level];
		}
		heading->section.start = heading->span.start;
		heading->section.end = end;
		next[heading->level] = heading->span.start;
	}
}

/* The fence behind a heading and blank lines is the heading's own. */
static void join_fences(struct hito_str text,
			const struct hito_outline *outline,
			struct hito_heading *headings)
{
	size_t fence = 0;
	size_t i;

	for (i = 0; i < outline->heading_count; i++) {
		struct hito_heading *heading = &headings[i];
		struct hito_str between;

		while (fence < outline->fence_count &&
		       outline->fences[fence].span.start < heading->span.end)
			fence++;
		if (fence == outline->fence_count)
			return;
		if (outline->fences[fence].span.start >= heading->section.end)
			continue;
		between = hito_str_slice(text, heading->span.end,
					 outline->fences[fence].span.start);
		if (hito_str_trim(between).len == 0)
			heading->fence = (uint32_t)fence;
	}
}

/* Set the section and the fence of each heading. */
static void join(const struct hito_source *source,
		 const struct hito_outline *outline)
{
	struct hito_heading *headings =
		(struct hito_heading *)(uintptr_t)outline->headings;

	end_sections(outline, headings);
	join_fences(source->readable, outline, headings);
}

/* md4c, and once more without the traps that people step into. */
static bool parse_all(struct hito_markdown_input *input,
		      struct hito_findings *findings,
		      struct hito_outline *outline, struct hito_err *err)
{
	struct hito_outline front = *outline;
	bool again;

	if (!hito_line_hide_odd(input->arena, &input->text))
		return hito_err_memory(err);
	if (!hito_markdown_parse(input, outline, err))
		return false;
	if (!hito_outline_hide_traps(input->source, outline, input->arena,
				     findings, &input->text, &again))
		return hito_err_memory(err);
	if (!again)
		return true;
	*outline = front;
	return hito_markdown_parse(input, outline, err);
}

bool hito_markdown_read(const struct hito_source *source,
			struct hito_arena *arena, struct hito_arena *rows,
			struct hito_findings *findings,
			struct hito_outline *out_outline, struct hito_err *err)
{
	struct hito_outline outline = {.front_closed = true};
	struct hito_markdown_input input = {.source = source,
					    .text = source->readable,
					    .arena = arena,
					    .rows = rows};
	bool simple;

	hito_outline_front(source, findings, &outline);
	if (hito_line_is_tangled(input.text))
		return hito_markdown_tangled(source, err);
	if (!hito_simple_parse(&input, &outline, &simple, err) ||
	    (!simple && !parse_all(&input, findings, &outline, err)))
		return false;
	join(source, &outline);
	*out_outline = outline;
	return true;
}
