/* SPDX-License-Identifier: MIT */
/* Looks for a word in the prose of plan files. */
#define _GNU_SOURCE /* memmem */
#include "edit/mention.h"

#include <string.h>

#include "edit/split.h"

static bool is_of_word(char byte)
{
	unsigned char c = (unsigned char)byte;

	return c >= 0x80 || c == '-' || c == '_' || (c >= '0' && c <= '9') ||
	       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_in_front(const struct hito_document *document, size_t at)
{
	for (size_t i = 0; i < document->block_count; i++) {
		struct hito_span front = document->blocks[i].front;

		if (at >= front.start && at < front.end)
			return true;
	}
	return false;
}

/* That is renamed, too. */
static bool is_mark(const struct hito_source *source, uint32_t line)
{
	struct hito_str id;

	return hito_split_mark(
		hito_source_text(source, hito_source_line_span(source, line)),
		&id);
}

static bool look(const struct hito_document *document, struct hito_str word,
		 struct hito_arena *arena, struct hito_mentions *out)
{
	struct hito_str text = document->source->text;
	const char *from = text.ptr, *found;
	uint32_t last = 0;

	while (word.len &&
	       (found = memmem(from, text.len - (size_t)(from - text.ptr),
			       word.ptr, word.len))) {
		size_t at = (size_t)(found - text.ptr), end = at + word.len;
		uint32_t line;

		from = found + 1;
		if ((at > 0 && is_of_word(text.ptr[at - 1])) ||
		    (end < text.len && is_of_word(text.ptr[end])) ||
		    is_in_front(document, at))
			continue;
		line = hito_source_line(document->source, (uint32_t)at);
		if (line == last || is_mark(document->source, line))
			continue;
		last = line;
		if (!hito_reserve(arena, out->list, out->count, out->capacity))
			return false;
		out->list[out->count++] =
			(struct hito_mention){document->source, line};
	}
	return true;
}

bool hito_mentions_find(const struct hito_model *model, struct hito_str word,
			struct hito_arena *arena, struct hito_mentions *out)
{
	*out = (struct hito_mentions){NULL, 0, 0};
	for (size_t i = 0; i < model->document_count; i++)
		if (!look(model->documents[i], word, arena, out))
			return false;
	return true;
}
