/* SPDX-License-Identifier: MIT */
/* Sections of a mapped file as values; the state that its folder means. */
#include "plan/mapped.h"

#include "plan/fold.h"

static bool has_value(const struct hito_filling *filling, enum hito_key key)
{
	for (size_t i = 0; i < filling->block.value_count; i++) {
		if (filling->values[i].key == key)
			return true;
	}
	return false;
}

/* The bytes of a section behind its heading, without white space around. */
static struct hito_span text_of(const struct hito_reading *reading,
				const struct hito_heading *heading)
{
	const char *start = reading->source->readable.ptr;
	struct hito_str text =
		hito_str_slice(reading->source->readable, heading->span.end,
			       heading->section.end);

	text = hito_str_trim(text);
	if (text.len == 0)
		return (struct hito_span){heading->span.end, heading->span.end};
	return (struct hito_span){(uint32_t)(text.ptr - start),
				  (uint32_t)(text.ptr - start) +
					  (uint32_t)text.len};
}

static bool add_section(struct hito_filling *filling, enum hito_key key,
			const struct hito_heading *heading,
			struct hito_err *err)
{
	struct hito_reading *reading = filling->reading;
	struct hito_span span = text_of(reading, heading);
	struct hito_yaml_entry *entry;

	if (span.end == span.start || has_value(filling, key))
		return true;
	entry = hito_new(reading->arena, struct hito_yaml_entry, 1);
	if (!entry)
		return hito_err_memory(err);
	*entry = (struct hito_yaml_entry){
		.key = heading->title,
		.key_span = heading->title_span,
		.span = {heading->span.start, span.end},
		.value = {.kind = HITO_YAML_SCALAR,
			  .style = HITO_YAML_LITERAL,
			  .span = span},
		.readable = true,
	};
	entry->value.text =
		hito_str_slice(reading->source->readable, span.start, span.end);
	if (!hito_source_restore(reading->source, span, reading->arena,
				 &entry->value.text))
		return hito_err_memory(err);
	return hito_filling_entry(filling, key, entry, err);
}

static bool add_sections(struct hito_filling *filling, struct hito_err *err)
{
	const struct hito_reading *reading = filling->reading;
	const struct hito_mapping *mapping = reading->mapping;
	const struct hito_outline *outline = &reading->outline;

	for (size_t i = 0; i < mapping->section_count; i++) {
		for (size_t j = 0; j < outline->heading_count; j++) {
			if (hito_fold_equal(mapping->sections[i].name,
					    outline->headings[j].title) &&
			    !add_section(filling, mapping->sections[i].key,
					 &outline->headings[j], err))
				return false;
		}
	}
	return true;
}

bool hito_filling_mapped(struct hito_filling *filling, struct hito_err *err)
{
	const struct hito_mapping *mapping = filling->reading->mapping;
	struct hito_value state = {
		.key = HITO_KEY_STATE,
		.readable = true,
		.day = HITO_DAY_NONE,
	};

	if (!mapping)
		return true;
	if (!add_sections(filling, err))
		return false;
	if (mapping->state == HITO_WORD_NONE ||
	    filling->block.kind != HITO_STEP)
		return true;
	state.word = mapping->state;
	state.key_text = HITO_STR("state");
	state.text = state.raw = hito_str_from(hito_word_name(mapping->state));
	return hito_filling_keep(filling, &state, err);
}
