/* SPDX-License-Identifier: MIT */
/* Pieces of a setup, put into the text of a file and taken out again. */
#include "edit/setup.h"

#include <string.h>

#include "history/config.h"

#define BEGIN "# >>> hito"
#define END "# <<< hito"
/* Behind the first mark, so that taking out leaves what was there. */
#define NEW_FILE " (new file)"
#define NEW_END " (new line end)"

/* Texts put together */

static struct hito_str join(struct hito_arena *arena,
			    const struct hito_str *parts, size_t count)
{
	size_t len = 0, at = 0;
	char *text;

	for (size_t i = 0; i < count; i++)
		len += parts[i].len;
	text = hito_arena_alloc(arena, len + 1, 1);
	if (!text)
		return (struct hito_str){NULL, 0};
	for (size_t i = 0; i < count; i++) {
		if (parts[i].len)
			memcpy(text + at, parts[i].ptr, parts[i].len);
		at += parts[i].len;
	}
	text[at] = '\0';
	return (struct hito_str){text, len};
}

#define JOIN(arena, ...)                                \
	join(arena, (struct hito_str[]){__VA_ARGS__},   \
	     sizeof((struct hito_str[]){__VA_ARGS__}) / \
		     sizeof(struct hito_str))

static struct hito_str with_cr(struct hito_str text, struct hito_arena *arena)
{
	struct hito_str line;
	char *copy = hito_arena_alloc(arena, text.len * 2 + 1, 1);
	size_t at = 0;

	if (!copy)
		return (struct hito_str){NULL, 0};
	while (hito_str_cut_line(&text, &line)) {
		memcpy(copy + at, line.ptr, line.len);
		at += line.len;
		copy[at++] = '\r';
		copy[at++] = '\n';
	}
	copy[at] = '\0';
	return (struct hito_str){copy, at};
}

static bool has_cr(struct hito_str text)
{
	size_t end = hito_str_find_byte(text, '\n', 0);

	return end != SIZE_MAX && end > 0 && text.ptr[end - 1] == '\r';
}

/* Forms */

struct hito_str hito_piece_fill(struct hito_str form,
				const struct hito_filling *fillings,
				size_t count, struct hito_arena *arena)
{
	for (size_t i = 0; i < count && form.ptr; i++) {
		struct hito_str word = hito_str_from(fillings[i].word);
		size_t at = hito_str_find(form, word, 0);

		while (at != SIZE_MAX && form.ptr) {
			form = JOIN(
				arena, hito_str_slice(form, 0, at),
				fillings[i].text,
				hito_str_slice(form, at + word.len, form.len));
			at = form.ptr ? hito_str_find(form, word,
						      at + fillings[i].text.len)
				      : SIZE_MAX;
		}
	}
	return form;
}

/* The length of "@WORD@" at the start of a text; 0: there is none. */
static size_t word_len(struct hito_str text)
{
	size_t len = 1;

	if (!text.len || text.ptr[0] != '@')
		return 0;
	while (len < text.len && text.ptr[len] >= 'A' && text.ptr[len] <= 'Z')
		len++;
	return len > 1 && len < text.len && text.ptr[len] == '@' ? len + 1 : 0;
}

static bool line_has_form(struct hito_str line, struct hito_str form)
{
	while (form.len) {
		size_t word = word_len(form), end = word;
		struct hito_str next;

		if (!word) {
			if (!line.len || line.ptr[0] != form.ptr[0])
				return false;
			line = hito_str_slice(line, 1, line.len);
			form = hito_str_slice(form, 1, form.len);
			continue;
		}
		while (end < form.len &&
		       !word_len(hito_str_slice(form, end, form.len)))
			end++;
		next = hito_str_slice(form, word, end);
		if (!next.len)
			return true;
		end = hito_str_find(line, next, 0);
		if (end == SIZE_MAX)
			return false;
		line = hito_str_slice(line, end, line.len);
		form = hito_str_slice(form, word, form.len);
	}
	return !line.len;
}

static bool has_form(struct hito_str text, struct hito_str form)
{
	struct hito_str line, wanted;
	bool is_ended = hito_str_ends(text, "\n");

	if (is_ended != hito_str_ends(form, "\n"))
		return false;
	while (hito_str_cut_line(&form, &wanted))
		if (!hito_str_cut_line(&text, &line) ||
		    !line_has_form(line, wanted))
			return false;
	return !text.len;
}

static enum hito_piece_found find_file(const struct hito_piece *piece,
				       struct hito_str before)
{
	if (hito_str_equal(before, piece->text))
		return HITO_PIECE_THERE;
	for (size_t i = 0; i < piece->form_count; i++)
		if (has_form(before, piece->forms[i]))
			return HITO_PIECE_THERE;
	return HITO_PIECE_FOREIGN;
}

/* Lines between marks */

struct extent {
	size_t start, end;
};

struct marks {
	struct extent all, text; /* with the marks, and between them */
	bool is_new, is_ended;   /* the file was made; a line end was added */
	bool is_broken;
};

/* Is the line this mark of the piece's folder? notes: what is behind it. */
static bool is_mark(struct hito_str line, const char *mark,
		    struct hito_str folder, struct hito_str *out_notes)
{
	if (!hito_str_starts(line, mark))
		return false;
	line = hito_str_slice(line, strlen(mark), line.len);
	if (folder.len) {
		if (line.len <= folder.len || line.ptr[0] != ' ' ||
		    !hito_str_equal(hito_str_slice(line, 1, folder.len + 1),
				    folder))
			return false;
		line = hito_str_slice(line, folder.len + 1, line.len);
	}
	*out_notes = line;
	return !line.len || hito_str_is(line, NEW_FILE) ||
	       hito_str_is(line, NEW_END);
}

static bool find_marks(const struct hito_piece *piece, struct hito_str text,
		       struct marks *out)
{
	struct hito_str rest = text, line, notes;
	bool begun = false;

	*out = (struct marks){.is_broken = false};
	while (rest.len) {
		size_t start = text.len - rest.len;

		hito_str_cut_line(&rest, &line);
		if (!begun && is_mark(line, BEGIN, piece->folder, &notes)) {
			begun = true;
			out->all.start = start;
			out->text.start = text.len - rest.len;
			out->is_new = hito_str_is(notes, NEW_FILE);
			out->is_ended = hito_str_is(notes, NEW_END);
		} else if (is_mark(line, BEGIN, piece->folder, &notes)) {
			out->is_broken = true;
			return true;
		} else if (is_mark(line, END, piece->folder, &notes)) {
			out->is_broken = !begun;
			out->text.end = start;
			out->all.end = text.len - rest.len;
			return true;
		}
	}
	out->is_broken = begun;
	return begun;
}

/* A script that sh and its relatives run; without a first line of its own
 * Git gives it to sh, too. */
static bool is_script(struct hito_str text)
{
	static const char *const shells[] = {"sh",  "bash", "dash", "zsh",
					     "ksh", "ash",  NULL};
	struct hito_str line, word;

	if (!hito_str_starts(text, "#!") || memchr(text.ptr, '\0', text.len) ||
	    has_cr(text))
		return false;
	hito_str_cut_line(&text, &line);
	line = hito_str_trim(hito_str_slice(line, 2, line.len));
	hito_str_cut(line, ' ', &word, &line);
	if (hito_str_ends(word, "/env"))
		hito_str_cut(hito_str_trim(line), ' ', &word, &line);
	for (size_t at = word.len; at > 0; at--)
		if (word.ptr[at - 1] == '/') {
			word = hito_str_slice(word, at, word.len);
			break;
		}
	for (const char *const *shell = shells; *shell; shell++)
		if (hito_str_is(word, *shell))
			return true;
	return false;
}

static enum hito_piece_found find_lines(const struct hito_piece *piece,
					struct hito_str before)
{
	struct hito_str text = before, ours = piece->text, line, wanted;
	struct marks marks;

	if (!find_marks(piece, before, &marks))
		return piece->kind != HITO_PIECE_HOOK || is_script(before)
			       ? HITO_PIECE_MISSING
			       : HITO_PIECE_STRANGE;
	if (marks.is_broken)
		return HITO_PIECE_BROKEN;
	text = hito_str_slice(text, marks.text.start, marks.text.end);
	while (hito_str_cut_line(&ours, &wanted))
		if (!hito_str_cut_line(&text, &line) ||
		    !hito_str_equal(line, wanted))
			return HITO_PIECE_OTHER;
	return text.len ? HITO_PIECE_OTHER : HITO_PIECE_THERE;
}

static const struct hito_str hook_head = {"#!/bin/sh\n", 10};

static struct hito_str head_of(const struct hito_piece *piece)
{
	return piece->kind == HITO_PIECE_HOOK ? hook_head : HITO_STR("");
}

static struct hito_str block_of(const struct hito_piece *piece,
				const char *notes, struct hito_arena *arena)
{
	struct hito_str space =
		piece->folder.len ? HITO_STR(" ") : HITO_STR("");

	return JOIN(arena, HITO_STR(BEGIN), space, piece->folder,
		    hito_str_from(notes), HITO_STR("\n"), piece->text,
		    HITO_STR(END), space, piece->folder, HITO_STR("\n"));
}

/* Where it goes in a text without it: at the end, or below the first line. */
static bool insert_lines(const struct hito_piece *piece, struct hito_str before,
			 struct hito_arena *arena, struct hito_str *out_after)
{
	size_t at = before.len;
	bool is_open = before.len && !hito_str_ends(before, "\n"), cr;
	struct hito_str block;

	if (piece->kind == HITO_PIECE_HOOK) {
		at = hito_str_find_byte(before, '\n', 0);
		is_open = at == SIZE_MAX;
		at = is_open ? before.len : at + 1;
	}
	cr = piece->kind == HITO_PIECE_LINES && has_cr(before);
	block = block_of(piece, is_open ? NEW_END : "", arena);
	if (block.ptr && cr)
		block = with_cr(block, arena);
	if (!block.ptr)
		return false;
	*out_after = JOIN(arena, hito_str_slice(before, 0, at),
			  !is_open ? HITO_STR("")
			  : cr     ? HITO_STR("\r\n")
				   : HITO_STR("\n"),
			  block, hito_str_slice(before, at, before.len));
	return out_after->ptr != NULL;
}

static bool put_lines(const struct hito_piece *piece, struct hito_str before,
		      struct hito_arena *arena, struct hito_str *out_after)
{
	struct hito_str text = piece->text;
	struct marks marks;

	if (!before.ptr) {
		text = block_of(piece, NEW_FILE, arena);
		if (text.ptr)
			*out_after = JOIN(arena, head_of(piece), text);
		return text.ptr && out_after->ptr;
	}
	if (!find_marks(piece, before, &marks))
		return insert_lines(piece, before, arena, out_after);
	if (has_cr(hito_str_slice(before, marks.all.start, before.len)))
		text = with_cr(text, arena);
	if (!text.ptr)
		return false;
	*out_after =
		JOIN(arena, hito_str_slice(before, 0, marks.text.start), text,
		     hito_str_slice(before, marks.text.end, before.len));
	return out_after->ptr != NULL;
}

static bool take_lines(const struct hito_piece *piece, struct hito_str before,
		       struct hito_arena *arena, struct hito_str *out_after)
{
	struct hito_str first, rest;
	struct marks marks;

	if (!find_marks(piece, before, &marks) || marks.is_broken) {
		*out_after = before;
		return true;
	}
	first = hito_str_slice(before, 0, marks.all.start);
	rest = hito_str_slice(before, marks.all.end, before.len);
	if (marks.is_ended && !rest.len && hito_str_ends(first, "\n"))
		first.len -= hito_str_ends(first, "\r\n") ? 2 : 1;
	if (marks.is_new && !rest.len &&
	    hito_str_equal(first, head_of(piece))) {
		*out_after = (struct hito_str){NULL, 0};
		return true;
	}
	*out_after = JOIN(arena, first, rest);
	return out_after->ptr != NULL;
}

/* Sections of Git's configuration */

struct looking {
	const struct hito_piece *piece;
	bool found;
};

static bool look_at(void *ctx, const struct hito_config_entry *entry)
{
	struct looking *looking = ctx;
	const struct hito_piece *piece = looking->piece;

	if (hito_str_equal_nocase(entry->section,
				  hito_str_from(piece->section)) &&
	    hito_str_is(entry->part, piece->part) &&
	    hito_str_equal_nocase(entry->name, hito_str_from(piece->key)))
		looking->found = true;
	return true;
}

/* The place of our section, as we write it, at a line's start. */
static size_t find_section(const struct hito_piece *piece,
			   struct hito_str before)
{
	size_t at = hito_str_find(before, piece->text, 0);

	while (at != SIZE_MAX && at > 0 && before.ptr[at - 1] != '\n')
		at = hito_str_find(before, piece->text, at + 1);
	return at;
}

/* More keys below it would fall to the section above, were it taken out. */
static bool has_more(struct hito_str rest)
{
	struct hito_str line;

	while (hito_str_cut_line(&rest, &line)) {
		line = hito_str_trim(line);
		if (hito_str_starts(line, "["))
			return false;
		if (line.len && line.ptr[0] != '#' && line.ptr[0] != ';')
			return true;
	}
	return false;
}

static enum hito_piece_found find_in_config(const struct hito_piece *piece,
					    struct hito_str before)
{
	struct looking looking = {piece, false};
	size_t at = find_section(piece, before);

	if (at != SIZE_MAX)
		return has_more(hito_str_slice(before, at + piece->text.len,
					       before.len))
			       ? HITO_PIECE_FOREIGN
			       : HITO_PIECE_THERE;
	if (!hito_config_each(before, look_at, &looking))
		return HITO_PIECE_BROKEN;
	return looking.found ? HITO_PIECE_FOREIGN : HITO_PIECE_MISSING;
}

static bool put_section(const struct hito_piece *piece, struct hito_str before,
			struct hito_arena *arena, struct hito_str *out_after)
{
	bool is_open = before.len && !hito_str_ends(before, "\n");

	*out_after = JOIN(arena, before,
			  is_open ? HITO_STR("\n") : HITO_STR(""), piece->text);
	return out_after->ptr != NULL;
}

static bool take_section(const struct hito_piece *piece, struct hito_str before,
			 struct hito_arena *arena, struct hito_str *out_after)
{
	size_t at = find_section(piece, before);

	if (at == SIZE_MAX) {
		*out_after = before;
		return true;
	}
	*out_after =
		JOIN(arena, hito_str_slice(before, 0, at),
		     hito_str_slice(before, at + piece->text.len, before.len));
	return out_after->ptr != NULL;
}

/* All kinds */

enum hito_piece_found hito_piece_find(const struct hito_piece *piece,
				      struct hito_str before)
{
	if (!before.ptr)
		return HITO_PIECE_MISSING;
	switch (piece->kind) {
	case HITO_PIECE_FILE:
		return find_file(piece, before);
	case HITO_PIECE_SECTION:
		return find_in_config(piece, before);
	case HITO_PIECE_LINES:
	case HITO_PIECE_HOOK:
		break;
	}
	return find_lines(piece, before);
}

bool hito_piece_put(const struct hito_piece *piece, struct hito_str before,
		    struct hito_arena *arena, struct hito_str *out_after)
{
	switch (piece->kind) {
	case HITO_PIECE_FILE:
		*out_after = piece->text;
		return true;
	case HITO_PIECE_SECTION:
		return put_section(piece, before, arena, out_after);
	case HITO_PIECE_LINES:
	case HITO_PIECE_HOOK:
		break;
	}
	return put_lines(piece, before, arena, out_after);
}

bool hito_piece_take(const struct hito_piece *piece, struct hito_str before,
		     struct hito_arena *arena, struct hito_str *out_after)
{
	switch (piece->kind) {
	case HITO_PIECE_FILE:
		*out_after = (struct hito_str){NULL, 0};
		return true;
	case HITO_PIECE_SECTION:
		return take_section(piece, before, arena, out_after);
	case HITO_PIECE_LINES:
	case HITO_PIECE_HOOK:
		break;
	}
	return take_lines(piece, before, arena, out_after);
}
