/* SPDX-License-Identifier: MIT */
/* A missing id: the finding, and where a fix puts the line. */
#include "plan/missing.h"

/* The key that is written without a value; NULL. */
static const struct hito_value *empty_id(const struct hito_block *block)
{
	for (size_t i = 0; i < block->empty_count; i++) {
		enum hito_key key = block->empties[i].key;

		if (key == HITO_KEY_ID || key == HITO_KEY_STEP ||
		    (key == HITO_KEY_PLAN && block->kind == HITO_PLAN))
			return &block->empties[i];
	}
	return NULL;
}

/* state: with or without a value; NULL. */
static const struct hito_value *state_of(const struct hito_block *block)
{
	const struct hito_value *state =
		hito_block_value(block, HITO_KEY_STATE);

	for (size_t i = 0; i < block->empty_count && !state; i++) {
		if (block->empties[i].key == HITO_KEY_STATE)
			state = &block->empties[i];
	}
	return state;
}

/* The first key that is known; NULL. */
static const struct hito_value *first_key(const struct hito_block *block)
{
	const struct hito_value *first = NULL;

	if (block->value_count > 0)
		first = &block->values[0];
	for (size_t i = 0; i < block->value_count; i++) {
		if (block->values[i].key_span.start < first->key_span.start)
			first = &block->values[i];
	}
	for (size_t i = 0; i < block->empty_count; i++) {
		if (!first ||
		    block->empties[i].key_span.start < first->key_span.start)
			first = &block->empties[i];
	}
	return first;
}

/* The white space before a key; false when it does not begin its line. */
static bool indent_of(const struct hito_source *source,
		      const struct hito_value *value, struct hito_str *out)
{
	uint32_t line = hito_source_line(source, value->key_span.start);
	uint32_t start = hito_source_line_span(source, line).start;

	*out = hito_str_slice(source->text, start, value->key_span.start);
	return hito_str_trim(*out).len == 0;
}

static bool ends_in_crlf(const struct hito_source *source, uint32_t line)
{
	uint32_t end = hito_source_line_span(source, line).end;

	return end < source->text.len && source->text.ptr[end] == '\r';
}

/* The start of the line of the first key; of a block without, its start. */
static bool find_top(const struct hito_source *source,
		     const struct hito_block *block, uint32_t *out_at,
		     struct hito_str *out_indent)
{
	const struct hito_value *first = first_key(block);
	struct hito_str front = hito_source_text(source, block->front);

	if (first) {
		if (!indent_of(source, first, out_indent))
			return false;
		*out_at = first->key_span.start - (uint32_t)out_indent->len;
		return *out_at >= block->front.start;
	}
	/* an indented line would become a part of the id */
	*out_indent = HITO_STR("");
	*out_at = block->front.start;
	return !hito_str_starts(front, " ") && !hito_str_starts(front, "\t");
}

/*
 * Behind the line of state:, else at the top. False when the block is not of
 * the usual shape.
 */
static bool find_gap(const struct hito_source *source,
		     const struct hito_block *block, uint32_t *out_at,
		     struct hito_str *out_indent)
{
	const struct hito_value *state = state_of(block);
	uint32_t line;

	if (!state)
		return find_top(source, block, out_at, out_indent);
	if (!indent_of(source, state, out_indent))
		return false;
	line = hito_source_line(source, state->entry.end);
	if (line >= source->line_count)
		return false;
	*out_at = source->line_starts[line];
	return *out_at <= block->front.end;
}

static bool write_line(struct hito_assembly *assembly,
		       const struct hito_node *node,
		       struct hito_finding *finding, enum hito_safety safety,
		       struct hito_err *err)
{
	const struct hito_source *source = node->item.document->source;
	const struct hito_block *block = node->item.block;
	struct hito_str indent;
	struct hito_str text;
	uint32_t line;
	uint32_t at;

	if (!find_gap(source, block, &at, &indent))
		return true;
	/* a fence on the last line of the file has no line below */
	if (at > 0 && source->text.ptr[at - 1] != '\n')
		return true;
	line = hito_source_line(source, at);
	text = hito_arena_printf(
		assembly->arena, "%.*sid: %.*s%s", HITO_STR_ARG(indent),
		HITO_STR_ARG(node->item.id),
		line > 1 && ends_in_crlf(source, line - 1) ? "\r\n" : "\n");
	if (!text.ptr)
		return hito_err_memory(err);
	hito_finding_fix(assembly->findings, finding, safety,
			 (struct hito_span){at, at}, text);
	return true;
}

static bool is_byte(const struct hito_source *source, uint32_t at,
		    const char *byte)
{
	return at < source->text.len && source->text.ptr[at] == *byte;
}

static bool add_fix(struct hito_assembly *assembly,
		    const struct hito_node *node, struct hito_finding *finding,
		    enum hito_safety safety, struct hito_err *err)
{
	const struct hito_source *source = node->item.document->source;
	const struct hito_value *empty = empty_id(node->item.block);
	struct hito_str text = node->item.id;

	if (!assembly->findings)
		return true;
	if (!empty)
		return write_line(assembly, node, finding, safety, err);
	text = hito_arena_printf(
		assembly->arena, "%s%.*s%s",
		is_byte(source, empty->span.start - 1, ":") ? " " : "",
		HITO_STR_ARG(text),
		is_byte(source, empty->span.end, "#") ? " " : "");
	if (!text.ptr)
		return hito_err_memory(err);
	hito_finding_fix(assembly->findings, finding, safety, empty->span,
			 text);
	return true;
}

bool hito_missing_id(struct hito_assembly *assembly,
		     const struct hito_node *node, bool numbered,
		     struct hito_err *err)
{
	const struct hito_block *block = node->item.block;
	struct hito_finding *finding;

	/* of a block that cannot be read enough was said */
	if (!block->fenced || block->damaged || node->item.document->mapping)
		return true;
	finding = hito_findings_add(assembly->findings, HITO_RULE_F005,
				    node->item.document->source, block->heading,
				    HITO_N("no id; until one is written, "
					   "\"{1}\" is made from the title"));
	finding->level = HITO_WARNING;
	finding->key = HITO_STR("id");
	finding->args[0] = node->item.id;
	finding->help = HITO_N("write \"id: {1}\", so that the history "
			       "survives another title");
	if (numbered)
		finding->message =
			HITO_N("no id, and the title has no letter from a to "
			       "z to make one from; \"{1}\" is taken");
	return add_fix(assembly, node, finding,
		       numbered ? HITO_FIX_SUGGESTED : HITO_FIX_SAFE, err);
}
