/* SPDX-License-Identifier: MIT */
/* Unified diffs from the lines that fixes have left as they were. */
#include "report/diff.h"

#include <string.h>

/* Lines shown around a change. */
#define CONTEXT 3

/* A text cut into lines, their ends included. */
struct lines {
	struct hito_str *list;
	size_t count, capacity;
};

/* Lines [old_from, old_to) became [from, to). */
struct change {
	size_t old_from, old_to, from, to;
};

struct diff {
	struct hito_out *out;
	const struct hito_diff_options *options;
	struct lines old, new;
	struct change *changes;
	size_t count, capacity;
	struct hito_arena *arena;
};

static bool cut(struct hito_arena *arena, struct hito_str text,
		struct lines *lines)
{
	size_t at = 0;

	while (at < text.len) {
		size_t end = hito_str_find_byte(text, '\n', at);

		end = end == SIZE_MAX ? text.len : end + 1;
		if (!hito_reserve(arena, lines->list, lines->count,
				  lines->capacity))
			return false;
		lines->list[lines->count++] = hito_str_slice(text, at, end);
		at = end;
	}
	return true;
}

static bool add_change(struct diff *diff, struct change change)
{
	if (change.old_from == change.old_to && change.from == change.to)
		return true;
	if (!hito_reserve(diff->arena, diff->changes, diff->count,
			  diff->capacity))
		return false;
	diff->changes[diff->count++] = change;
	return true;
}

static bool find_changes(struct diff *diff, const struct hito_fixed *fixed)
{
	struct change change = {0, 0, 0, 0};
	size_t i;

	for (i = 0; i < fixed->line_count; i++) {
		if (fixed->origins[i] == HITO_FIX_NEW)
			continue;
		change.old_to = fixed->origins[i];
		change.to = i;
		if (!add_change(diff, change))
			return false;
		change.old_from = change.old_to + 1;
		change.from = i + 1;
	}
	change.old_to = diff->old.count;
	change.to = diff->new.count;
	return add_change(diff, change);
}

static void paint(const struct diff *diff, const char *code)
{
	if (diff->options->color)
		hito_out_text(diff->out, code);
}

static void write_line(const struct diff *diff, char sign, struct hito_str line)
{
	struct hito_out *out = diff->out;
	bool ended = line.len && line.ptr[line.len - 1] == '\n';

	line.len -= ended;
	paint(diff, sign == '-' ? "\033[31m" : sign == '+' ? "\033[32m" : "");
	hito_out_bytes(out, &sign, 1);
	if (diff->options->for_eyes)
		hito_out_foreign(out, line);
	else
		hito_out_str(out, line);
	paint(diff, sign == ' ' ? "" : "\033[0m");
	hito_out_text(out, ended ? "\n" : "\n\\ No newline at end of file\n");
}

static void write_lines(const struct diff *diff, char sign,
			const struct lines *lines, size_t from, size_t to)
{
	for (; from < to; from++)
		write_line(diff, sign, lines->list[from]);
}

/* "12,3"; nothing stands behind the line before. */
static void write_range(const struct diff *diff, char sign, size_t from,
			size_t to)
{
	hito_out_printf(diff->out, "%c%zu,%zu ", sign,
			to > from ? from + 1 : from, to - from);
}

/* Changes [first, last), between which no more than their contexts stands. */
static void write_hunk(const struct diff *diff, size_t first, size_t last)
{
	const struct change *head = &diff->changes[first];
	const struct change *tail = &diff->changes[last - 1];
	size_t before = head->old_from < CONTEXT ? head->old_from : CONTEXT;
	size_t behind = diff->old.count - tail->old_to;
	size_t at = head->old_from - before, i;

	if (behind > CONTEXT)
		behind = CONTEXT;
	paint(diff, "\033[36m");
	hito_out_text(diff->out, "@@ ");
	write_range(diff, '-', at, tail->old_to + behind);
	write_range(diff, '+', head->from - before, tail->to + behind);
	hito_out_text(diff->out, "@@");
	paint(diff, "\033[0m");
	hito_out_text(diff->out, "\n");
	for (i = first; i < last; i++) {
		const struct change *change = &diff->changes[i];

		write_lines(diff, ' ', &diff->old, at, change->old_from);
		write_lines(diff, '-', &diff->old, change->old_from,
			    change->old_to);
		write_lines(diff, '+', &diff->new, change->from, change->to);
		at = change->old_to;
	}
	write_lines(diff, ' ', &diff->old, at, at + behind);
}

static bool is_plain(struct hito_str path)
{
	size_t i;

	for (i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];

		if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
			return false;
	}
	return true;
}

/* As Git writes it: in quotes with escapes where it is not plain. */
static void write_name(const struct diff *diff, const char *side,
		       struct hito_str path)
{
	struct hito_out *out = diff->out;
	bool plain = is_plain(path);
	size_t i;

	hito_out_printf(out, "%s%s", plain ? "" : "\"", side);
	for (i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];

		if (c == '"' || c == '\\')
			hito_out_printf(out, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f)
			hito_out_printf(out, "\\%03o", (unsigned)c);
		else
			hito_out_bytes(out, &path.ptr[i], 1);
	}
	if (!plain)
		hito_out_text(out, "\"");
}

static void write_path(const struct diff *diff, const char *sign,
		       const char *side, struct hito_str path)
{
	struct hito_out *out = diff->out;

	paint(diff, "\033[1m");
	hito_out_printf(out, "%s ", sign);
	write_name(diff, side, path);
	if (is_plain(path) && hito_str_find_byte(path, ' ', 0) != SIZE_MAX)
		hito_out_text(out, "\t");
	paint(diff, "\033[0m");
	hito_out_text(out, "\n");
}

/* A line of Git's head: "rename from x". */
static void write_head(const struct diff *diff, const char *what,
		       struct hito_str path)
{
	hito_out_text(diff->out, what);
	write_name(diff, "", path);
	hito_out_text(diff->out, "\n");
}

/* "diff --git", and what becomes of the file. */
static void write_git_head(const struct diff *diff,
			   const struct hito_fixed *fixed)
{
	struct hito_out *out = diff->out;
	bool moves = fixed->new_path.ptr != NULL;

	paint(diff, "\033[1m");
	hito_out_text(out, "diff --git ");
	write_name(diff, "a/", fixed->path);
	hito_out_text(out, " ");
	write_name(diff, "b/", moves ? fixed->new_path : fixed->path);
	hito_out_text(out, "\n");
	if (fixed->is_new)
		hito_out_text(out, "new file mode 100644\n");
	if (fixed->is_gone)
		hito_out_text(out, "deleted file mode 100644\n");
	if (moves) {
		write_head(diff, "rename from ", fixed->path);
		write_head(diff, "rename to ", fixed->new_path);
	}
	paint(diff, "\033[0m");
}

static void write_paths(const struct diff *diff, const struct hito_fixed *fixed)
{
	struct hito_str none = HITO_STR("/dev/null");

	write_path(diff, "---", fixed->is_new ? "" : "a/",
		   fixed->is_new ? none : fixed->path);
	write_path(diff, "+++", fixed->is_gone ? "" : "b/",
		   fixed->is_gone        ? none
		   : fixed->new_path.ptr ? fixed->new_path
					 : fixed->path);
}

bool hito_diff_write(struct hito_out *out, const struct hito_fixed *fixed,
		     const struct hito_diff_options *options,
		     struct hito_arena *scratch)
{
	struct diff diff = {.out = out, .options = options, .arena = scratch};
	size_t first, last;

	if (!hito_fixed_is_changed(fixed))
		return true;
	if (!cut(scratch, fixed->before, &diff.old) ||
	    !cut(scratch, fixed->after, &diff.new) ||
	    !find_changes(&diff, fixed))
		return false;
	if (options->git || fixed->is_new || fixed->is_gone ||
	    fixed->new_path.ptr)
		write_git_head(&diff, fixed);
	if (diff.count)
		write_paths(&diff, fixed);
	for (first = 0; first < diff.count; first = last) {
		for (last = first + 1; last < diff.count; last++) {
			if (diff.changes[last].old_from -
				    diff.changes[last - 1].old_to >
			    2 * CONTEXT)
				break;
		}
		write_hunk(&diff, first, last);
	}
	return true;
}
