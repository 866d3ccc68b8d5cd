/* SPDX-License-Identifier: MIT */
/* Relative links of Markdown that lead to the same place from another file. */
#define _GNU_SOURCE /* memmem */
#include <string.h>

#include "edit/transfer.h"
#include "hito/out.h"
#include "plan/folder.h"

/* Names of a path, at most so many. */
#define NAMES 64

/* A file while it is looked through. */
struct scan {
	struct hito_transfer *transfer;
	const struct hito_source *source;
	char fence; /* of the fence around; 0: none */
	bool failed;
};

/* Paths */

struct route {
	struct hito_str names[NAMES];
	size_t count;
	bool too_long;
};

static void walk(struct route *route, struct hito_str path)
{
	while (path.len) {
		size_t end = hito_str_find_byte(path, '/', 0);
		struct hito_str name = hito_str_slice(
			path, 0, end == SIZE_MAX ? path.len : end);
		bool up = hito_str_is(name, "..");

		path = end == SIZE_MAX
			       ? HITO_STR("")
			       : hito_str_slice(path, end + 1, path.len);
		if (!name.len || hito_str_is(name, "."))
			continue;
		if (up && route->count &&
		    !hito_str_is(route->names[route->count - 1], ".."))
			route->count--;
		else if (route->count == NAMES)
			route->too_long = true;
		else
			route->names[route->count++] = name;
	}
}

static void write_name(struct hito_out *out, struct hito_str name, bool *first)
{
	hito_out_text(out, *first ? "" : "/");
	hito_out_str(out, name);
	*first = false;
}

/* From a folder to a path, both from the root. */
static struct hito_str find_way(struct hito_arena *arena,
				struct hito_str folder,
				const struct route *target, bool slash)
{
	struct route from = {.count = 0};
	struct hito_out_memory memory;
	struct hito_out out;
	size_t same = 0;
	bool first = true;

	walk(&from, folder);
	if (from.too_long || target->too_long)
		return HITO_STR("");
	while (same < from.count && same < target->count &&
	       hito_str_equal(from.names[same], target->names[same]))
		same++;
	hito_out_to_memory(&out, &memory, arena, 1 << 16);
	for (size_t i = same; i < from.count; i++)
		write_name(&out, HITO_STR(".."), &first);
	for (size_t i = same; i < target->count; i++)
		write_name(&out, target->names[i], &first);
	hito_out_text(&out, first ? "." : "");
	hito_out_text(&out, slash ? "/" : "");
	return out.failed ? (struct hito_str){NULL, 0}
			  : (struct hito_str){memory.ptr, memory.len};
}

/* Where a file that a link names is then. */
static bool find_file(const struct hito_transfer *transfer,
		      struct route *target, struct hito_str path)
{
	const struct hito_model *model = transfer->model;

	for (size_t i = 0; i < model->document_count; i++) {
		const struct hito_source *source = model->documents[i]->source;
		struct hito_str then;

		if (!hito_str_equal(source->path, path))
			continue;
		then = hito_transfer_path(transfer, source, source->start);
		if (hito_str_equal(then, path))
			return false;
		*target = (struct route){.count = 0};
		walk(target, then);
		return true;
	}
	return false;
}

static bool is_relative(struct hito_str link)
{
	for (size_t i = 0; i < link.len; i++) {
		unsigned char c = (unsigned char)link.ptr[i];

		if (c == ':' || c < ' ' || c == '\\')
			return false;
		if (c == '/')
			return i > 0;
		if (c == '#' || c == '?')
			return i > 0;
	}
	return link.len > 0;
}

/* Links */

static void note_anchor(struct scan *scan, uint32_t at)
{
	struct hito_transfer *transfer = scan->transfer;
	uint32_t line = hito_source_line(scan->source, at);
	bool any = false;

	for (size_t i = 0; i < transfer->relocation_count; i++)
		any |= transfer->relocations[i].source == scan->source;
	if (!any)
		return;
	if (!hito_reserve(transfer->arena, transfer->anchors,
			  transfer->anchor_count, transfer->anchor_capacity)) {
		scan->failed = true;
		return;
	}
	transfer->anchors[transfer->anchor_count++] =
		(struct hito_notice){scan->source, line};
}

static void adjust(struct scan *scan, struct hito_span span)
{
	struct hito_transfer *transfer = scan->transfer;
	const struct hito_source *source = scan->source;
	struct hito_str link = hito_source_text(source, span);
	struct hito_str then = hito_transfer_path(transfer, source, span.start);
	struct hito_str folder = hito_path_folder(source->path), way, whole;
	struct route target = {.count = 0};
	bool moved;

	if (hito_str_starts(link, "#"))
		note_anchor(scan, span.start);
	if (!is_relative(link))
		return;
	for (size_t i = 0; i < link.len; i++)
		if (link.ptr[i] == '#' || link.ptr[i] == '?')
			link.len = i;
	walk(&target, folder);
	walk(&target, link);
	whole = find_way(transfer->arena, HITO_STR(""), &target, false);
	moved = whole.len && find_file(transfer, &target, whole);
	if (!moved && hito_str_equal(folder, hito_path_folder(then)))
		return;
	way = find_way(transfer->arena, hito_path_folder(then), &target,
		       hito_str_ends(link, "/"));
	if (!way.ptr || !whole.ptr) {
		scan->failed = true;
		return;
	}
	if (!way.len || hito_str_equal(way, link))
		return;
	span.end = span.start + (uint32_t)link.len;
	scan->failed |= !hito_editing_put(&transfer->draft, source, span, way);
	transfer->link_count++;
}

/* "(path "title")" behind the bracket: the path. */
static uint32_t read_target(struct scan *scan, uint32_t at, uint32_t end)
{
	const char *text = scan->source->text.ptr;
	struct hito_span span;
	unsigned depth = 0;
	bool angle;

	while (at < end && text[at] == ' ')
		at++;
	angle = at < end && text[at] == '<';
	span.start = angle ? at + 1 : at;
	for (at = span.start; at < end; at++) {
		if (angle ? text[at] == '>' : text[at] == ' ')
			break;
		if (!angle && text[at] == '(')
			depth++;
		if (!angle && text[at] == ')' && !depth--)
			break;
	}
	span.end = at;
	if (at < end || angle)
		adjust(scan, span);
	return at;
}

/* `code`: up to as many backticks; else behind these. */
static uint32_t skip_code(const char *text, uint32_t at, uint32_t end)
{
	uint32_t run = 0, other;

	while (at < end && text[at] == '`') {
		at++;
		run++;
	}
	for (uint32_t i = at; i < end; i += other + (other == 0)) {
		for (other = 0; i + other < end && text[i + other] == '`';)
			other++;
		if (other == run)
			return i + other;
	}
	return at;
}

/* "[label]: path" */
static bool read_definition(struct scan *scan, struct hito_span line)
{
	const char *text = scan->source->text.ptr;
	uint32_t at = line.start, end = line.end;
	struct hito_span span;

	while (at < end && at < line.start + 3 && text[at] == ' ')
		at++;
	if (at >= end || text[at] != '[')
		return false;
	while (at < end && text[at] != ']')
		at++;
	if (at + 1 >= end || text[at + 1] != ':')
		return false;
	for (at += 2; at < end && (text[at] == ' ' || text[at] == '<');)
		at++;
	span.start = at;
	while (at < end && text[at] != ' ' && text[at] != '>')
		at++;
	span.end = at;
	if (span.end > span.start)
		adjust(scan, span);
	return true;
}

static void read_line(struct scan *scan, struct hito_span line)
{
	const char *text = scan->source->text.ptr;
	uint32_t at = line.start, end = line.end;

	while (at < end && (text[at] == ' ' || text[at] == '>'))
		at++;
	if (end - at >= 3 && (text[at] == '`' || text[at] == '~') &&
	    text[at + 1] == text[at] && text[at + 2] == text[at] &&
	    (!scan->fence || scan->fence == text[at])) {
		scan->fence = scan->fence ? 0 : text[at];
		return;
	}
	if (scan->fence || read_definition(scan, line))
		return;
	while (at < end) {
		if (text[at] == '\\')
			at += 2;
		else if (text[at] == '`')
			at = skip_code(text, at, end);
		else if (text[at] == ']' && at + 1 < end && text[at + 1] == '(')
			at = read_target(scan, at + 2, end);
		else
			at++;
	}
}

static bool scan_source(struct hito_transfer *transfer,
			const struct hito_source *source, struct hito_err *err)
{
	const struct hito_outline *outline;
	struct scan scan = {.transfer = transfer, .source = source};

	/* Most files have no link at all. */
	if (!memmem(source->text.ptr, source->text.len, "](", 2) &&
	    !memmem(source->text.ptr, source->text.len, "]:", 2))
		return true;
	outline = hito_transfer_outline(transfer, source, err);
	if (!outline)
		return false;
	for (uint32_t line = 1; line <= source->line_count; line++) {
		struct hito_span span = hito_source_line_span(source, line);

		if (span.start >= outline->front_lines.end)
			read_line(&scan, span);
	}
	return !scan.failed || hito_err_memory(err);
}

bool hito_transfer_links(struct hito_transfer *transfer, struct hito_err *err)
{
	const struct hito_model *model = transfer->model;

	for (size_t i = 0; i < model->document_count; i++)
		if (!scan_source(transfer, model->documents[i]->source, err))
			return false;
	return true;
}
