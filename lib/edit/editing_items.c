/* SPDX-License-Identifier: MIT */
/* Puts items into lists and takes them out, one a line or in brackets. */
#include <string.h>

#include "edit/editing.h"
#include "hito/limits.h"
#include "hito/out.h"
#include "plan/slot.h"
#include "text/frontmatter.h"

/* A list while it is edited. */
struct listing {
	struct hito_editing *editing;
	const struct hito_item *item;
	const struct hito_source *source;
	const struct hito_value *value; /* NULL: it has none yet */
	const struct hito_items *items;
	struct hito_str line_end, indent; /* of the key */
	const char **refused;
};

static const struct hito_str unknown = {NULL, 0};

static bool is_kept(const struct listing *listing, size_t part)
{
	return !listing->items->remove || !listing->items->remove[part];
}

static size_t count_kept(const struct listing *listing)
{
	size_t count = 0;

	for (size_t i = 0; i < listing->value->part_count; i++)
		count += is_kept(listing, i);
	return count;
}

static struct hito_str line_of(const struct listing *listing, uint32_t offset,
			       struct hito_span *out_span)
{
	uint32_t line = hito_source_line(listing->source, offset);

	*out_span = hito_source_line_span(listing->source, line);
	return hito_source_text(listing->source, *out_span);
}

/* Behind the line end of the line of an offset. */
static uint32_t line_below(const struct listing *listing, uint32_t offset)
{
	uint32_t line = hito_source_line(listing->source, offset);

	return line < listing->source->line_count
		       ? listing->source->line_starts[line]
		       : (uint32_t)listing->source->text.len;
}

static bool put(struct listing *listing, uint32_t start, uint32_t end,
		struct hito_str text)
{
	return hito_editing_put(listing->editing, listing->source,
				(struct hito_span){start, end}, text);
}

/* Lines "BEFORE item", the line end in front or behind. */
static struct hito_str write_lines(const struct listing *listing,
				   struct hito_str before, const char *dash,
				   bool end_first)
{
	struct hito_arena *arena = listing->editing->arena;
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, HITO_LIMIT_FRONTMATTER);
	for (size_t i = 0; i < listing->items->add_count; i++) {
		struct hito_str text =
			hito_yaml_quote(arena, listing->items->add[i]);

		if (end_first)
			hito_out_str(&out, listing->line_end);
		hito_out_str(&out, before);
		hito_out_text(&out, dash);
		hito_out_str(&out, text);
		if (!end_first)
			hito_out_str(&out, listing->line_end);
		out.failed = out.failed || !text.ptr;
	}
	if (out.failed)
		return unknown;
	return memory.len ? (struct hito_str){memory.ptr, memory.len}
			  : HITO_STR("");
}

/* In brackets: single quotes where there is something special in it. */
static struct hito_str write_flow(const struct listing *listing,
				  bool comma_first)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, listing->editing->arena,
			   HITO_LIMIT_FRONTMATTER);
	for (size_t i = 0; i < listing->items->add_count; i++) {
		struct hito_str text = listing->items->add[i];
		bool special = false;

		for (size_t k = 0; k < text.len; k++) {
			special |= strchr("[]{},\"#&*!|>%@`:?\\-",
					  text.ptr[k]) != NULL &&
				   (text.ptr[k] != '-' || k == 0);
			if (strchr("'\n\r\t", text.ptr[k]))
				*listing->refused =
					HITO_N("its items need to be written "
					       "one a line");
		}
		hito_out_text(&out, i || comma_first ? ", " : "");
		hito_out_text(&out, special ? "'" : "");
		hito_out_str(&out, text);
		hito_out_text(&out, special ? "'" : "");
	}
	if (out.failed)
		return unknown;
	return memory.len ? (struct hito_str){memory.ptr, memory.len}
			  : HITO_STR("");
}

/* [a, b]: what goes takes the comma behind it along, the last that before. */
static bool edit_flow(struct listing *listing)
{
	const struct hito_value *value = listing->value;
	const struct hito_part *parts = value->parts;
	size_t count = value->part_count, kept = count_kept(listing), to;
	struct hito_str more = write_flow(listing, kept > 0);

	if (!more.ptr)
		return false;
	if (hito_str_find_byte(hito_source_text(listing->source, value->span),
			       '#', 0) != SIZE_MAX &&
	    kept < count)
		*listing->refused = HITO_N("there are comments in its list");
	if (*listing->refused)
		return true;
	if (!kept)
		return put(listing, parts[0].span.start,
			   parts[count - 1].span.end, more);
	for (size_t from = 0; from < count; from = to) {
		uint32_t start = parts[from].span.start, end;

		for (to = from; to < count && !is_kept(listing, to); to++)
			continue;
		end = to < count ? parts[to].span.start
				 : parts[count - 1].span.end;
		if (to == count)
			start = parts[from - 1].span.end;
		if (to > from && !put(listing, start, end, HITO_STR("")))
			return false;
		if (to == from)
			to++;
	}
	return put(listing, parts[count - 1].span.end,
		   parts[count - 1].span.end, more);
}

/* Lines "- item". A comment on the line of an item goes with it. */
static bool edit_block(struct listing *listing)
{
	const struct hito_value *value = listing->value;
	struct hito_span span;
	struct hito_str line, more;
	uint32_t last = value->parts[value->part_count - 1].span.end;
	size_t dash = 0;

	line = line_of(listing, value->parts[0].span.start, &span);
	while (dash < line.len &&
	       (line.ptr[dash] == ' ' || line.ptr[dash] == '\t'))
		dash++;
	if (dash == line.len || line.ptr[dash] != '-' ||
	    value->key_span.end > span.start) {
		*listing->refused = HITO_N("its items are not written one a "
					   "line");
		return true;
	}
	for (size_t i = 0; i < value->part_count; i++) {
		const struct hito_part *part = &value->parts[i];

		if (is_kept(listing, i))
			continue;
		line_of(listing, part->span.start, &span);
		if (!put(listing, span.start,
			 line_below(listing, part->span.end - 1), HITO_STR("")))
			return false;
	}
	more = write_lines(listing, hito_str_slice(line, 0, dash), "- ", false);
	last = line_below(listing, last - 1);
	return more.ptr && (!more.len || put(listing, last, last, more));
}

/* "key: a" becomes a list, below the key. */
static bool edit_scalar(struct listing *listing)
{
	const struct hito_value *value = listing->value;
	struct hito_arena *arena = listing->editing->arena;
	struct hito_str before = hito_arena_printf(
		arena, "%.*s  ", HITO_STR_ARG(listing->indent));
	struct hito_str more = write_lines(listing, before, "- ", true);
	struct hito_str dash = hito_arena_printf(
		arena, "%.*s%.*s- ", HITO_STR_ARG(listing->line_end),
		HITO_STR_ARG(before));
	struct hito_span span;

	if (!before.ptr || !more.ptr)
		return false;
	line_of(listing, value->key_span.start, &span);
	if (value->span.end > span.end || value->part_count > 1 ||
	    !count_kept(listing) || value->span.start < value->key_span.end) {
		*listing->refused = HITO_N("its items are not written one a "
					   "line");
		return true;
	}
	return put(listing, value->key_span.end + 1, value->span.start, dash) &&
	       put(listing, span.end, span.end, more);
}

static bool start_list(struct listing *listing, enum hito_key key)
{
	struct hito_str before =
		hito_arena_printf(listing->editing->arena, "%.*s  ",
				  HITO_STR_ARG(listing->indent));
	struct hito_str lines;

	if (listing->items->add_count == 1)
		return hito_editing_set(listing->editing, listing->item, key,
					listing->items->add[0], unknown,
					listing->refused);
	lines = write_lines(listing, before, "- ", true);
	if (!before.ptr || !lines.ptr)
		return false;
	return hito_editing_write(listing->editing, listing->item, key, lines,
				  unknown, listing->refused);
}

/* How far the block's keys are indented, and what its lines end with. */
static void look_around(struct listing *listing)
{
	const struct hito_block *block = listing->item->block;
	const struct hito_value *near = listing->value;

	if (!near && block->value_count)
		near = &block->values[0];
	if (!near && block->empty_count)
		near = &block->empties[0];
	listing->indent = HITO_STR("");
	if (near && !hito_slot_indent(listing->source, near, &listing->indent))
		listing->indent = HITO_STR("");
	listing->line_end = hito_slot_line_end(listing->source,
					       near ? near->key_span.start
						    : block->heading.start);
}

static bool is_written_as_list(const struct listing *listing)
{
	struct hito_str text =
		hito_source_text(listing->source, listing->value->span);

	return hito_str_starts(text, "[") || hito_str_starts(text, "- ");
}

/* The canonical text of the list as it is to be. */
static struct hito_str write_meant(const struct listing *listing)
{
	const struct hito_value *value = listing->value;
	const struct hito_items *items = listing->items;
	struct hito_out_memory memory;
	struct hito_out out;
	const char *between = "";

	hito_out_to_memory(&out, &memory, listing->editing->arena,
			   HITO_LIMIT_FRONTMATTER);
	for (size_t i = 0; i < value->part_count + items->add_count; i++) {
		if (i < value->part_count && !is_kept(listing, i))
			continue;
		hito_out_text(&out, between);
		hito_out_str(&out, i < value->part_count
					   ? value->parts[i].text
					   : items->add[i - value->part_count]);
		between = ", ";
	}
	if (out.failed)
		return unknown;
	return memory.len ? (struct hito_str){memory.ptr, memory.len}
			  : HITO_STR("");
}

static bool edit_list(struct listing *listing)
{
	struct hito_str text =
		hito_source_text(listing->source, listing->value->span);

	if (hito_str_starts(text, "["))
		return edit_flow(listing);
	if (hito_str_starts(text, "- "))
		return edit_block(listing);
	return edit_scalar(listing);
}

bool hito_editing_items(struct hito_editing *editing,
			const struct hito_item *item, enum hito_key key,
			const struct hito_items *items, const char **refused)
{
	struct listing listing = {
		.editing = editing,
		.item = item,
		.source = item->document ? item->document->source : NULL,
		.value = hito_item_value(item, key),
		.items = items,
		.refused = refused,
	};

	struct hito_str meant;

	*refused = hito_editing_refusal(item);
	if (*refused)
		return true;
	look_around(&listing);
	if (!listing.value)
		return !items->add_count || start_list(&listing, key);
	if (listing.value->entry.end <= listing.value->entry.start ||
	    listing.value->entry.end > item->block->front.end ||
	    listing.value->entry.start < item->block->front.start) {
		*refused = HITO_N("it is not written on a line of its own in "
				  "the block of the step");
		return true;
	}
	meant = write_meant(&listing);
	/* A single one that goes: its place is for the next. */
	if (!count_kept(&listing) && items->add_count < 2 &&
	    !is_written_as_list(&listing))
		return hito_editing_set(editing, item, key,
					items->add_count ? items->add[0]
							 : HITO_STR(""),
					meant, refused);
	if (!meant.ptr || !edit_list(&listing))
		return false;
	return *refused || hito_editing_mean(editing, item, key, meant);
}

/* Logs */

/* What stands before the day: "  " or "  - ". */
static struct hito_str before_day(struct hito_str line)
{
	size_t len = 0;

	while (len < line.len && (line.ptr[len] == ' ' || line.ptr[len] == '-'))
		len++;
	return hito_str_slice(line, 0, len);
}

static bool start_log(struct listing *listing, enum hito_key key, hito_day day,
		      struct hito_str text)
{
	char name[HITO_DAY_SIZE];
	struct hito_str bytes = hito_arena_printf(
		listing->editing->arena, "%.*s%.*s  %s: %.*s",
		HITO_STR_ARG(listing->line_end), HITO_STR_ARG(listing->indent),
		hito_day_format(day, name), HITO_STR_ARG(text));

	return hito_editing_write(listing->editing, listing->item, key, bytes,
				  unknown, listing->refused);
}

/* Is the whole log in lines of its own below the key? */
static bool has_lines(const struct listing *listing)
{
	const struct hito_value *value = listing->value;
	struct hito_str text = hito_source_text(listing->source, value->span);
	struct hito_span span;

	line_of(listing, value->key_span.start, &span);
	return value->part_count && value->parts[0].span.start >= span.end &&
	       !hito_str_starts(text, "[") && !hito_str_starts(text, "{");
}

bool hito_editing_log(struct hito_editing *editing,
		      const struct hito_item *item, enum hito_key key,
		      hito_day day, struct hito_str text, const char **refused)
{
	const struct hito_items none = {.add_count = 0};
	struct listing listing = {
		.editing = editing,
		.item = item,
		.source = item->document ? item->document->source : NULL,
		.value = hito_item_value(item, key),
		.items = &none,
		.refused = refused,
	};
	const struct hito_part *last;
	struct hito_str line, before;
	struct hito_span span;
	char name[HITO_DAY_SIZE];
	bool same;

	*refused = hito_editing_refusal(item);
	if (*refused)
		return true;
	look_around(&listing);
	if (!listing.value)
		return start_log(&listing, key, day, text);
	if (!has_lines(&listing)) {
		*refused = HITO_N("its readings are not written one a line");
		return true;
	}
	last = &listing.value->parts[listing.value->part_count - 1];
	same = last->day == day;
	line = line_of(&listing, last->span.start, &span);
	before = before_day(line);
	if (same)
		line = hito_arena_printf(editing->arena, "%s: %.*s",
					 hito_day_format(day, name),
					 HITO_STR_ARG(text));
	else
		line = hito_arena_printf(
			editing->arena, "%.*s%.*s%s: %.*s",
			HITO_STR_ARG(listing.line_end), HITO_STR_ARG(before),
			hito_day_format(day, name), HITO_STR_ARG(text));
	if (!line.ptr ||
	    !put(&listing, same ? span.start + (uint32_t)before.len : span.end,
		 same && last->span.end < span.end ? last->span.end : span.end,
		 line))
		return false;
	return hito_editing_mean(editing, item, key, unknown);
}
