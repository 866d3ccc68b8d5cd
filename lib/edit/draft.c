/* SPDX-License-Identifier: MIT */
/* Takes texts out of files with the edits that they have. */
#include "edit/draft.h"

#include <stdlib.h>
#include <string.h>

#include "edit/editing_own.h"

/* By place; what is put in comes first, then what reaches further. */
static int by_reach(const void *a, const void *b)
{
	const struct hito_placed_edit *x = a, *y = b;
	struct hito_span one = x->edit.span, two = y->edit.span;
	int order = hito_str_compare(x->source->path, y->source->path);

	if (order)
		return order;
	if (one.start != two.start)
		return one.start < two.start ? -1 : 1;
	if (one.end != two.end) {
		if (one.start == one.end)
			return -1;
		if (two.start == two.end)
			return 1;
		return one.end > two.end ? -1 : 1;
	}
	return (x->order > y->order) - (x->order < y->order);
}

void hito_draft_sort(struct hito_editing *draft)
{
	if (draft->edit_count)
		qsort(draft->edits, draft->edit_count, sizeof(*draft->edits),
		      by_reach);
}

/* The first edit of a source at or behind an offset. */
static size_t find_first(const struct hito_editing *draft,
			 const struct hito_source *source, uint32_t offset)
{
	size_t from = 0, to = draft->edit_count;

	while (from < to) {
		size_t at = from + (to - from) / 2;
		const struct hito_placed_edit *edit = &draft->edits[at];
		int order = hito_str_compare(edit->source->path, source->path);

		if (order < 0 || (!order && edit->edit.span.start < offset))
			from = at + 1;
		else
			to = at;
	}
	return from;
}

static bool is_of(struct hito_span edit, struct hito_span span, bool edges)
{
	if (edit.start == edit.end)
		return edges ||
		       (edit.start > span.start && edit.start < span.end);
	return edit.start < span.end && edit.end <= span.end;
}

/* The text, or with out NULL its length. */
static size_t write(const struct hito_editing *draft,
		    const struct hito_source *source, struct hito_span span,
		    bool edges, char *out)
{
	size_t i = find_first(draft, source, span.start), len = 0;
	uint32_t at = span.start;

	for (; i <= draft->edit_count; i++) {
		const struct hito_edit *edit =
			i < draft->edit_count &&
					draft->edits[i].source == source &&
					draft->edits[i].edit.span.start <=
						span.end
				? &draft->edits[i].edit
				: NULL;
		uint32_t to = edit ? edit->span.start : span.end;

		if (edit && (to < at || !is_of(edit->span, span, edges)))
			continue;
		if (out && to > at)
			memcpy(out + len, source->text.ptr + at, to - at);
		len += to - at;
		if (!edit)
			break;
		if (out && edit->text.len)
			memcpy(out + len, edit->text.ptr, edit->text.len);
		len += edit->text.len;
		at = edit->span.end;
	}
	return len;
}

struct hito_str hito_draft_text(const struct hito_editing *draft,
				const struct hito_source *source,
				struct hito_span span, bool edges)
{
	size_t len = write(draft, source, span, edges, NULL);
	char *text = hito_arena_alloc(draft->arena, len + 1, 1);

	if (!text)
		return (struct hito_str){NULL, 0};
	write(draft, source, span, edges, text);
	return (struct hito_str){text, len};
}

bool hito_draft_pass(const struct hito_editing *draft,
		     struct hito_editing *editing)
{
	const struct hito_source *source = NULL;
	uint32_t at = 0;

	for (size_t i = 0; i < draft->edit_count; i++) {
		const struct hito_placed_edit *edit = &draft->edits[i];

		if (edit->source != source)
			at = 0;
		source = edit->source;
		if (edit->edit.span.start < at)
			continue;
		at = edit->edit.span.end;
		if (!hito_editing_put(editing, source, edit->edit.span,
				      edit->edit.text))
			return false;
	}
	return true;
}
