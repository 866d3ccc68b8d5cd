/* SPDX-License-Identifier: MIT */
/* Writes fences of front matter. */
#include "edit/front.h"

#include "plan/slot.h"
#include "plan/spelling.h"
#include "text/lines.h"

const char *hito_front_word(enum hito_kind kind, bool spanish)
{
	if (kind == HITO_STEP)
		return spanish ? "paso" : "step";
	if (kind == HITO_OBJECTIVE)
		return spanish ? "objetivo" : "objective";
	return "kpi";
}

/* With the row of = or - under it. */
static uint32_t heading_end(const struct hito_source *source, uint32_t end)
{
	uint32_t line = hito_source_line(source, end);
	struct hito_span below;

	if (line >= source->line_count)
		return end;
	below = hito_source_line_span(source, line + 1);
	return hito_line_underline(source->readable, below) ? below.end : end;
}

bool hito_front_create(struct hito_editing *editing,
		       const struct hito_item *objective, struct hito_str id)
{
	const struct hito_source *source = objective->document->source;
	uint32_t end = heading_end(source, objective->block->heading.end);
	struct hito_str eol = hito_slot_line_end(source, end);
	struct hito_str formerly = HITO_STR("");
	struct hito_str text;

	if (!hito_str_equal(objective->id, id))
		formerly = hito_arena_printf(
			editing->arena, "%.*s: %.*s%.*s",
			HITO_STR_ARG(
				hito_spelling(objective, HITO_KEY_FORMERLY)),
			HITO_STR_ARG(objective->id), HITO_STR_ARG(eol));
	text = hito_arena_printf(
		editing->arena, "%.*s%.*s```yaml %s%.*sid: %.*s%.*s%.*s```",
		HITO_STR_ARG(eol), HITO_STR_ARG(eol),
		hito_front_word(HITO_OBJECTIVE,
				hito_spelling_is_spanish(objective)),
		HITO_STR_ARG(eol), HITO_STR_ARG(id), HITO_STR_ARG(eol),
		HITO_STR_ARG(formerly));
	return formerly.ptr && text.ptr &&
	       hito_editing_put(editing, source, (struct hito_span){end, end},
				text);
}
