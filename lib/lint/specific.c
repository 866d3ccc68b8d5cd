/* SPDX-License-Identifier: MIT */
/* S: is it said what is done, and is it decided? */
#include <string.h>

#include "lint/lint.h"

static void rule_missing_action(struct hito_lint *lint,
				const struct hito_item *item)
{
	struct hito_finding *finding;

	if (!item->block || item->block->title.len)
		return;
	finding = hito_lint_raise(
		lint, HITO_RULE_S001, item, hito_lint_title_span(item),
		item->kind == HITO_STEP
			? HITO_N("the step \"{1}\" has no title")
			: HITO_N("the objective \"{1}\" has no title"));
	finding->args[0] = item->id;
	finding->help =
		item->kind == HITO_STEP
			? HITO_N("write what is done in the heading, beginning "
				 "with a verb")
			: HITO_N("write in the heading what is to be reached, "
				 "from where to where");
}

/*
 * Bytes [start, end) of a decoded text as a place in the file: exact where
 * the file has the text as it is, else all of it.
 */
static struct hito_span place_in(const struct hito_source *source,
				 struct hito_span span, struct hito_str text,
				 size_t start, size_t end)
{
	size_t at;

	if (!source || span.end <= span.start)
		return span;
	at = hito_str_find(hito_source_text(source, span), text, 0);
	if (at == SIZE_MAX)
		return span;
	return (struct hito_span){(uint32_t)(span.start + at + start),
				  (uint32_t)(span.start + at + end)};
}

static void judge_text(struct hito_lint *lint, const struct hito_item *item,
		       struct hito_str key, struct hito_str text,
		       struct hito_span span)
{
	struct hito_finding *finding;
	size_t start, end;

	if (!hito_lint_is_placeholder(lint, text, &start, &end))
		return;
	if (span.end > span.start)
		span = place_in(hito_lint_source(item), span, text, start, end);
	else
		span = hito_lint_title_span(item);
	finding = hito_lint_raise(
		lint, HITO_RULE_S002, item, span,
		key.len ? HITO_N("{2} is still to be decided: \"{1}\"")
			: HITO_N("the title is still to be decided: \"{1}\""));
	finding->key = key;
	finding->args[0] = hito_str_slice(text, start, end);
	finding->args[1] = key;
	finding->help = HITO_N("put what was decided in its place, or mark the "
			       "plan as a draft");
}

static bool type_is_words(enum hito_type type)
{
	switch (type) {
	case HITO_TYPE_TEXT:
	case HITO_TYPE_PERSON:
	case HITO_TYPE_PEOPLE:
	case HITO_TYPE_STEPS:
	case HITO_TYPE_IDS:
	case HITO_TYPE_LIST:
	case HITO_TYPE_SUCCESS:
		return true;
	default:
		return false;
	}
}

static void judge_value(struct hito_lint *lint, const struct hito_item *item,
			const struct hito_value *value)
{
	size_t i;

	/* What gives the title is judged as such. */
	if (value->key == HITO_KEY_TITLE || !value->readable ||
	    (value->key == HITO_KEY_NAME &&
	     value->span.start == item->block->title_span.start) ||
	    !type_is_words(hito_key_info(value->key)->type))
		return;
	if (value->part_count == 0) {
		judge_text(lint, item, value->key_text, value->raw,
			   value->span);
		return;
	}
	for (i = 0; i < value->part_count; i++)
		judge_text(lint, item, value->key_text, value->parts[i].text,
			   value->parts[i].span);
}

static void rule_placeholder(struct hito_lint *lint,
			     const struct hito_item *item)
{
	size_t i;

	if (!item->block)
		return;
	judge_text(lint, item, HITO_STR(""), item->block->title,
		   item->block->title_span);
	for (i = 0; i < item->block->value_count; i++)
		judge_value(lint, item, &item->block->values[i]);
}

void hito_lint_specific(struct hito_lint *lint, const struct hito_item *item)
{
	if (!hito_lint_is_open(item))
		return;
	if (item->kind == HITO_STEP || item->kind == HITO_OBJECTIVE)
		rule_missing_action(lint, item);
	rule_placeholder(lint, item);
}
