/* SPDX-License-Identifier: MIT */
/* Finds the parts of a message in the making, and adds lines to it. */
#include "history/draft.h"

#include "hito/limits.h"
#include "hito/out.h"

/* Those that Git takes by itself (core.commentChar=auto), # first. */
static const char marks[] = "#;@!$%^&|:";

static const char cut_here[] =
	"------------------------ >8 ------------------------";

static bool is_mark(char byte)
{
	for (const char *mark = marks; *mark; mark++)
		if (*mark == byte)
			return true;
	return false;
}

static bool is_comment(struct hito_str line, char mark)
{
	return line.len && line.ptr[0] == mark;
}

/* "# ---- >8 ----": all from here on is cut off. */
static bool is_scissors(struct hito_str line)
{
	return line.len > 2 && line.ptr[1] == ' ' &&
	       hito_str_is(
		       hito_str_trim_right(hito_str_slice(line, 2, line.len)),
		       cut_here);
}

static size_t next_line(struct hito_str text, size_t at)
{
	size_t end = hito_str_find_byte(text, '\n', at);

	return end == SIZE_MAX ? text.len : end + 1;
}

static struct hito_str line_at(struct hito_str text, size_t at)
{
	return hito_str_trim_right(
		hito_str_slice(text, at, next_line(text, at)));
}

static void find_scissors(struct hito_draft *draft)
{
	struct hito_str text = draft->text;

	for (size_t at = 0; at < text.len; at = next_line(text, at)) {
		if (!is_scissors(line_at(text, at)))
			continue;
		draft->scissors = at;
		draft->mark = text.ptr[at];
		return;
	}
}

/*
 * The comments at the end: lines in a row that begin with one mark, two at
 * least, as Git writes them. One line alone may be the user's.
 */
static void find_comments(struct hito_draft *draft)
{
	enum { FEWEST = 2 };
	struct hito_str text = draft->text;
	size_t end = draft->scissors < text.len ? draft->scissors : text.len;
	size_t start = SIZE_MAX, count = 0;
	char mark = 0;

	for (size_t at = 0; at < end; at = next_line(text, at)) {
		struct hito_str line = line_at(text, at);

		if (line.len && mark && is_comment(line, mark)) {
			count++;
			continue;
		}
		if (!line.len && count)
			continue;
		mark = line.len && is_mark(line.ptr[0]) ? line.ptr[0] : 0;
		start = at;
		count = mark != 0;
	}
	if (count < FEWEST || (draft->mark && draft->mark != mark))
		return;
	draft->mark = mark;
	draft->comments = start;
}

/* "Key-word: value" */
static bool is_trailer(struct hito_str line)
{
	size_t colon = hito_str_find(line, HITO_STR(": "), 0);

	for (size_t i = 0; i < line.len && i < colon; i++) {
		char byte = line.ptr[i];

		if (!((byte >= 'a' && byte <= 'z') ||
		      (byte >= 'A' && byte <= 'Z') ||
		      (byte >= '0' && byte <= '9') || byte == '-'))
			return false;
	}
	return colon != SIZE_MAX && colon > 0;
}

/* The subject is no trailer, whatever it looks like. */
static void find_end(struct hito_draft *draft, size_t end)
{
	struct hito_str text = draft->text;
	size_t paragraphs = 0;

	draft->empty = true;
	for (size_t at = 0; at < end; at = next_line(text, at)) {
		struct hito_str line = line_at(text, at);

		if (!line.len || (draft->mark && is_comment(line, draft->mark)))
			continue;
		if (draft->empty || draft->end != at)
			draft->in_trailers = ++paragraphs > 1;
		draft->in_trailers = draft->in_trailers && is_trailer(line);
		draft->empty = false;
		draft->end = next_line(text, at);
	}
}

void hito_draft_read(struct hito_str text, struct hito_draft *out)
{
	struct hito_draft *draft = out;
	size_t first = hito_str_find_byte(text, '\n', 0), end = text.len;

	*draft = (struct hito_draft){
		.text = text,
		.comments = SIZE_MAX,
		.scissors = SIZE_MAX,
		.line_end = HITO_STR("\n"),
	};
	if (first != SIZE_MAX && first > 0 && text.ptr[first - 1] == '\r')
		draft->line_end = HITO_STR("\r\n");
	find_scissors(draft);
	find_comments(draft);
	if (draft->scissors < end)
		end = draft->scissors;
	if (draft->comments < end)
		end = draft->comments;
	find_end(draft, end);
}

bool hito_draft_is_fixup(const struct hito_draft *draft)
{
	return hito_str_starts(draft->text, "fixup! ") ||
	       hito_str_starts(draft->text, "squash! ") ||
	       hito_str_starts(draft->text, "amend! ");
}

/* Lines with the message's own line ends, and something before each. */
static void write_lines(const struct hito_draft *draft, struct hito_out *out,
			struct hito_str lines, const char *before)
{
	struct hito_str line;

	while (hito_str_cut_line(&lines, &line)) {
		hito_out_text(out, before);
		hito_out_str(out, line);
		hito_out_str(out, draft->line_end);
	}
}

static struct hito_str finish(const struct hito_out *out,
			      const struct hito_out_memory *memory)
{
	return out->failed ? (struct hito_str){NULL, 0}
			   : (struct hito_str){memory->ptr, memory->len};
}

struct hito_str hito_draft_add(const struct hito_draft *draft,
			       struct hito_str lines, struct hito_arena *arena)
{
	struct hito_str text = draft->text;
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, 2 * HITO_LIMIT_MESSAGE);
	hito_out_str(&out, hito_str_slice(text, 0, draft->end));
	if (draft->end && text.ptr[draft->end - 1] != '\n')
		hito_out_str(&out, draft->line_end);
	if (!draft->in_trailers)
		hito_out_str(&out, draft->line_end);
	write_lines(draft, &out, lines, "");
	hito_out_str(&out, hito_str_slice(text, draft->end, text.len));
	return finish(&out, &memory);
}

struct hito_str hito_draft_comment(const struct hito_draft *draft,
				   struct hito_str lines,
				   struct hito_arena *arena)
{
	const char before[] = {draft->mark ? draft->mark : '#', ' ', '\0'};
	struct hito_str text = draft->text;
	size_t at = text.len;
	struct hito_out_memory memory;
	struct hito_out out;

	/* Where all comments are below the line, so are these. */
	if (draft->comments != SIZE_MAX)
		at = draft->comments;
	else if (draft->scissors != SIZE_MAX)
		at = next_line(text, draft->scissors);
	hito_out_to_memory(&out, &memory, arena, 2 * HITO_LIMIT_MESSAGE);
	hito_out_str(&out, hito_str_slice(text, 0, at));
	write_lines(draft, &out, lines, before);
	hito_out_str(&out, hito_str_slice(text, at, text.len));
	return finish(&out, &memory);
}
