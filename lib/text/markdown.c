/* SPDX-License-Identifier: MIT */
/*
 * The outline of a file through md4c.
 *
 * md4c says what is a heading, a fence or a task, in the order of the text,
 * and mostly points into the text. Where it points nowhere (an empty heading,
 * an empty fence), the first line that looks right behind all that has been
 * placed already is the one.
 */
#include "text/markdown.h"

#include <string.h>

#include <md4c.h>

#include "hito/limits.h"
#include "text/lines.h"
#include "text/words.h"

#define TANGLED HITO_N("the Markdown of the file is too tangled")

/* Bytes of a link's destination that cost as much as an event. */
#define BYTES_OF_EVENT 64

/* What a callback returns to end it all: md4c goes on after some above 0. */
#define STOP (-1)

struct scan {
	const struct hito_source *source;
	struct hito_arena *arena; /* of texts */
	struct hito_arena *rows;  /* of the outline's lists, and scratch */
	struct hito_str text;     /* readable, with traps blanked */
	struct hito_outline *outline;
	size_t events;
	unsigned containers, lists; /* that are open */
	uint32_t line;              /* that was looked up last */
	uint32_t next_line;         /* the first that is not placed yet */
	/* The heading or fence that is open: lines from 1, 0 for none. */
	uint32_t first_line, last_line;
	uint32_t code_lines; /* line ends of the fence so far */
	char fence_character;
	unsigned level;
	struct hito_words words; /* of a heading */
	struct hito_words task;
	struct hito_heading *headings;
	size_t heading_capacity;
	struct hito_fence *fences;
	size_t fence_capacity;
	struct hito_task *tasks;
	size_t task_capacity;
	bool no_memory;
	const char *limit; /* the one that was passed */
};

static int stop_memory(struct scan *scan)
{
	scan->no_memory = true;
	return STOP;
}

static int count_event(struct scan *scan)
{
	if (++scan->events <= HITO_LIMIT_MARKDOWN_EVENTS)
		return 0;
	scan->limit = TANGLED;
	return STOP;
}

static uint32_t line_of(struct scan *scan, uint32_t offset)
{
	scan->line = hito_source_line_near(scan->source, offset, scan->line);
	return scan->line;
}

/* A line of the body; the first one without a byte order mark. */
static struct hito_span line_span(struct scan *scan, uint32_t line)
{
	struct hito_span span = hito_source_line_span(scan->source, line);

	if (span.start < scan->outline->body.start)
		span.start = scan->outline->body.start;
	if (span.end < span.start)
		span.end = span.start;
	return span;
}

/* True, and the offset, when md4c points into the text. */
static bool find_offset(struct scan *scan, const char *ptr, uint32_t *offset)
{
	uintptr_t start = (uintptr_t)scan->text.ptr;

	if ((uintptr_t)ptr < start || (uintptr_t)ptr >= start + scan->text.len)
		return false;
	*offset = (uint32_t)((uintptr_t)ptr - start);
	return true;
}

static bool add_words(struct scan *scan, struct hito_words *words,
		      MD_TEXTTYPE type, struct hito_str text)
{
	const char *ptr = text.ptr;
	struct hito_span span;
	uint32_t offset;

	switch (type) {
	case MD_TEXT_HTML: /* markup, not text */
		return true;
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		return hito_words_add(words, " ", 1, false);
	case MD_TEXT_NULLCHAR:
		return hito_words_add(words, "\xef\xbf\xbd", 3, false);
	case MD_TEXT_ENTITY:
		return hito_words_entity(words, text);
	default:
		if (!find_offset(scan, ptr, &offset))
			return hito_words_add(words, ptr, text.len, false);
		span.start = offset;
		span.end = offset + (uint32_t)text.len;
		return hito_source_restore(scan->source, span, scan->rows,
					   &text) &&
		       hito_words_add(words, text.ptr, text.len,
				      text.ptr == ptr);
	}
}

/*
 * Text stands on or before a line that is taken: what was placed by its looks
 * alone stands elsewhere, or only md4c sees it. Without it, then.
 */
static void retract(struct scan *scan, uint32_t offset)
{
	struct hito_outline *outline = scan->outline;

	while (outline->heading_count > 0 &&
	       scan->headings[outline->heading_count - 1].span.end > offset)
		outline->heading_count--;
	while (outline->fence_count > 0 &&
	       scan->fences[outline->fence_count - 1].span.end > offset)
		outline->fence_count--;
}

static void place_text(struct scan *scan, uint32_t offset)
{
	uint32_t line = line_of(scan, offset);

	if (line < scan->next_line)
		retract(scan, offset);
	scan->next_line = line + 1;
	if (scan->words.active) {
		if (!scan->first_line)
			scan->first_line = line;
		scan->last_line = line;
	} else if (scan->fence_character && !scan->first_line &&
		   line > scan->code_lines) {
		scan->first_line = line - scan->code_lines - 1;
	}
}

struct found {
	uint32_t first, last; /* lines; 0 for none */
	struct hito_span title;
};

/* Does a heading of the open level stand on this line? */
static bool fits_heading(struct scan *scan, uint32_t line, struct found *found)
{
	struct hito_span span = line_span(scan, line);

	if (scan->containers > 0)
		span = hito_line_inside(scan->text, span);
	found->first = found->last = line;
	if (hito_line_heading(scan->text, span, &found->title) == scan->level)
		return true;
	if (hito_line_underline(scan->text, span) != scan->level ||
	    line <= scan->next_line)
		return false;
	found->first = line - 1;
	found->title = hito_line_trim(scan->text, line_span(scan, line - 1));
	return found->title.start < found->title.end;
}

/* A heading without text: the first line ahead that looks like it. */
static void find_heading(struct scan *scan, struct found *found)
{
	uint32_t line;

	for (line = scan->next_line; line <= scan->source->line_count; line++) {
		if (fits_heading(scan, line, found))
			return;
	}
	*found = (struct found){0};
}

static void place_heading(struct scan *scan, struct found *found)
{
	uint32_t line = scan->last_line + 1;
	struct hito_span span;

	found->first = found->last = scan->first_line;
	span = line_span(scan, scan->first_line);
	if (scan->containers > 0)
		span = hito_line_inside(scan->text, span);
	if (hito_line_heading(scan->text, span, &found->title))
		return;
	/* text lines that md4c does not point to may come between */
	while (scan->containers == 0 && line < scan->source->line_count &&
	       !hito_line_is_blank(scan->text, line_span(scan, line)) &&
	       hito_line_underline(scan->text, line_span(scan, line)) == 0)
		line++;
	if (scan->containers == 0 &&
	    hito_line_underline(scan->text, line_span(scan, line)) !=
		    scan->level)
		found->first = 0; /* only md4c sees it */
	found->last = line;
	found->title.start = span.start;
	found->title.end = line_span(scan, line - 1).end;
	found->title = hito_line_trim(scan->text, found->title);
}

static int add_heading(struct scan *scan, const struct found *found)
{
	struct hito_outline *outline = scan->outline;
	struct hito_heading *heading;

	if (outline->heading_count >= HITO_LIMIT_HEADINGS) {
		scan->limit = HITO_N("the file has too many headings");
		return STOP;
	}
	if (!hito_reserve(scan->rows, scan->headings, outline->heading_count,
			  scan->heading_capacity))
		return stop_memory(scan);
	heading = &scan->headings[outline->heading_count++];
	*heading = (struct hito_heading){
		.level = scan->level,
		.title = hito_words_end(&scan->words, scan->arena),
		.title_span = found->title,
		.span = {line_span(scan, found->first).start,
			 line_span(scan, found->last).end},
		.first = hito_source_line_span(scan->source, found->first),
		.fence = HITO_NONE,
	};
	return heading->title.ptr ? 0 : stop_memory(scan);
}

static int end_heading(struct scan *scan)
{
	struct found found;

	if (scan->first_line)
		place_heading(scan, &found);
	else
		find_heading(scan, &found);
	if (found.first && found.last >= scan->next_line)
		scan->next_line = found.last + 1;
	if (found.first && scan->containers == 0)
		return add_heading(scan, &found);
	scan->words = (struct hito_words){0};
	return 0;
}

/* Is the fence that opens on a line closed behind the lines of its code? */
static bool is_closed(struct scan *scan, uint32_t open,
		      const struct hito_fence_line *fence)
{
	struct hito_span span = line_span(scan, open + scan->code_lines + 1);

	if (scan->containers > 0)
		span = hito_line_inside(scan->text, span);
	return span.start < span.end &&
	       hito_line_closes(scan->text, span, fence);
}

static bool fits_fence(struct scan *scan, uint32_t line,
		       struct hito_fence_line *fence)
{
	struct hito_span span = line_span(scan, line);

	if (scan->containers > 0)
		span = hito_line_inside(scan->text, span);
	if (!hito_line_fence(scan->text, span, fence) ||
	    fence->character != scan->fence_character)
		return false;
	/* what holds a nested one may end before it does */
	return scan->containers > 0 || is_closed(scan, line, fence) ||
	       line_span(scan, line + scan->code_lines + 1).start >=
		       scan->text.len;
}

/* The line that opens the fence; 0 when there is none that looks like it. */
static uint32_t find_fence(struct scan *scan, struct hito_fence_line *fence)
{
	uint32_t line = scan->first_line;

	if (line)
		return fits_fence(scan, line, fence) ? line : 0;
	for (line = scan->next_line; line <= scan->source->line_count; line++) {
		if (fits_fence(scan, line, fence))
			return line;
	}
	return 0;
}

static int add_fence(struct scan *scan, uint32_t open, uint32_t close,
		     const struct hito_fence_line *line)
{
	struct hito_outline *outline = scan->outline;
	struct hito_fence *fence;

	if (!hito_reserve(scan->rows, scan->fences, outline->fence_count,
			  scan->fence_capacity))
		return stop_memory(scan);
	fence = &scan->fences[outline->fence_count++];
	*fence = (struct hito_fence){
		.info = hito_str_slice(scan->source->readable, line->info.start,
				       line->info.end),
		.info_span = line->info,
		.span = {line_span(scan, open).start, outline->body.end},
		.content = {outline->body.end, outline->body.end},
		.closed = close > 0,
	};
	if (open < scan->source->line_count)
		fence->content.start = scan->source->line_starts[open];
	if (close) {
		fence->span.end = line_span(scan, close).end;
		fence->content.end = line_span(scan, close).start;
	}
	return 0;
}

static int end_fence(struct scan *scan)
{
	struct hito_fence_line fence;
	uint32_t open = find_fence(scan, &fence);
	uint32_t close = 0;

	if (open) {
		if (is_closed(scan, open, &fence))
			close = open + scan->code_lines + 1;
		scan->next_line =
			close ? close + 1 : open + scan->code_lines + 1;
	}
	scan->fence_character = 0;
	if (!open || scan->containers > 0)
		return 0;
	return add_fence(scan, open, close, &fence);
}

static void begin_fence(struct scan *scan, const MD_BLOCK_CODE_DETAIL *detail)
{
	uint32_t offset;

	scan->fence_character = detail->fence_char;
	scan->first_line = 0;
	scan->code_lines = 0;
	if (detail->fence_char && detail->info.size > 0 &&
	    find_offset(scan, detail->info.text, &offset)) {
		place_text(scan, offset);
		scan->first_line = scan->line;
	}
}

static int begin_task(struct scan *scan, const MD_BLOCK_LI_DETAIL *detail)
{
	struct hito_outline *outline = scan->outline;
	struct hito_task *task;
	struct hito_span span;

	if (!hito_reserve(scan->rows, scan->tasks, outline->task_count,
			  scan->task_capacity))
		return stop_memory(scan);
	task = &scan->tasks[outline->task_count++];
	task->done = detail->task_mark != ' ';
	task->mark = outline->body.start + detail->task_mark_offset;
	task->depth = scan->lists;
	task->text = HITO_STR("");
	span = line_span(scan, line_of(scan, task->mark));
	span.start = task->mark + 2;
	task->span = hito_line_trim(scan->text, span);
	scan->task = (struct hito_words){.active = true, .scratch = scan->rows};
	if (scan->next_line <= scan->line)
		scan->next_line = scan->line;
	return 0;
}

static int end_task(struct scan *scan)
{
	struct hito_outline *outline = scan->outline;
	struct hito_str text;

	if (!scan->task.active)
		return 0;
	text = hito_words_end(&scan->task, scan->arena);
	scan->tasks[outline->task_count - 1].text = text;
	return text.ptr ? 0 : stop_memory(scan);
}

/* What md4c calls */

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct scan *scan = ctx;

	if (count_event(scan))
		return STOP;
	if (type != MD_BLOCK_P && end_task(scan))
		return STOP;
	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		scan->lists++;
		/* fall through */
	case MD_BLOCK_QUOTE:
		scan->containers++;
		return 0;
	case MD_BLOCK_LI:
		scan->containers++;
		if (((MD_BLOCK_LI_DETAIL *)detail)->is_task)
			return begin_task(scan, detail);
		return 0;
	case MD_BLOCK_H:
		scan->level = ((MD_BLOCK_H_DETAIL *)detail)->level;
		scan->first_line = 0;
		scan->words = (struct hito_words){.active = true,
						  .scratch = scan->rows};
		return 0;
	case MD_BLOCK_CODE:
		begin_fence(scan, detail);
		return 0;
	default:
		return 0;
	}
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	struct scan *scan = ctx;
	int result = 0;

	(void)detail;
	if (count_event(scan))
		return STOP;
	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		scan->lists--;
		/* fall through */
	case MD_BLOCK_QUOTE:
		scan->containers--;
		break;
	case MD_BLOCK_LI:
		result = end_task(scan);
		scan->containers--;
		break;
	case MD_BLOCK_P:
		return end_task(scan);
	case MD_BLOCK_H:
		return end_heading(scan);
	case MD_BLOCK_CODE:
		return scan->fence_character ? end_fence(scan) : 0;
	default:
		break;
	}
	return result;
}

/* md4c makes the destination of each link anew, however long it is. */
static int on_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	struct scan *scan = ctx;

	if (type == MD_SPAN_A) {
		const MD_SPAN_A_DETAIL *link = detail;

		scan->events += link->href.size / BYTES_OF_EVENT;
		scan->events += link->title.size / BYTES_OF_EVENT;
	} else if (type == MD_SPAN_IMG) {
		const MD_SPAN_IMG_DETAIL *image = detail;

		scan->events += image->src.size / BYTES_OF_EVENT;
		scan->events += image->title.size / BYTES_OF_EVENT;
	}
	return count_event(scan);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *ptr, MD_SIZE size,
		   void *ctx)
{
	struct hito_str text = {ptr, size};
	struct scan *scan = ctx;
	uint32_t offset;

	if (count_event(scan))
		return STOP;
	if (size > 0 && find_offset(scan, ptr, &offset))
		place_text(scan, offset);
	else if (scan->fence_character && size == 1 && ptr[0] == '\n')
		scan->code_lines++;
	if (scan->words.active && !add_words(scan, &scan->words, type, text))
		return stop_memory(scan);
	if (!scan->task.active)
		return 0;
	if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
		return end_task(scan);
	return add_words(scan, &scan->task, type, text) ? 0 : stop_memory(scan);
}

/* The outline */

static bool fail(struct scan *scan, struct hito_err *err)
{
	if (scan->no_memory || !scan->limit)
		return hito_err_memory(err);
	hito_err_say(err, HITO_ERR_INPUT, scan->limit);
	hito_err_help(err, "split it into several files");
	return hito_err_at(err, scan->source->path, 0, 0);
}

bool hito_markdown_tangled(const struct hito_source *source,
			   struct hito_err *err)
{
	struct scan scan = {.source = source, .limit = TANGLED};

	return fail(&scan, err);
}

bool hito_markdown_parse(const struct hito_markdown_input *input,
			 struct hito_outline *outline, struct hito_err *err)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS,
		.enter_block = on_enter_block,
		.leave_block = on_leave_block,
		.enter_span = on_span,
		.leave_span = on_span,
		.text = on_text,
	};
	struct scan scan = {.source = input->source,
			    .arena = input->arena,
			    .rows = input->rows,
			    .text = input->text,
			    .outline = outline};
	struct hito_span body = outline->body;

	scan.next_line = hito_source_line(scan.source, body.start);
	if (md_parse(scan.text.ptr + body.start, body.end - body.start, &parser,
		     &scan) != 0 ||
	    scan.no_memory || scan.limit)
		return fail(&scan, err);
	hito_outline_settle(scan.source, scan.text, outline, scan.headings,
			    scan.fences);
	outline->headings = scan.headings;
	outline->fences = scan.fences;
	outline->tasks = scan.tasks;
	return true;
}
