/* SPDX-License-Identifier: MIT */
/* Front matter of others: noted file by file. */
#include "edit/detect.h"

#include "plan/fold.h"
#include "plan/folder.h"
#include "text/frontmatter.h"

/* Keys beyond these are not looked at: no tool has so many. */
#define MOST_KEYS 500
#define MOST_WORDS 500

void hito_detect_init(struct hito_detect *detect, struct hito_arena *arena)
{
	*detect = (struct hito_detect){.arena = arena};
}

static bool is_marker(struct hito_str line)
{
	return hito_str_is(hito_str_trim_right(line), "---");
}

/* Between the lines of "---" at a file's head. */
static bool find_head(struct hito_str text, uint32_t start,
		      struct hito_span *out, struct hito_str *out_body)
{
	struct hito_str rest = hito_str_slice(text, start, text.len), line;

	if (!hito_str_cut_line(&rest, &line) || !is_marker(line))
		return false;
	out->start = (uint32_t)(text.len - rest.len);
	for (;;) {
		out->end = (uint32_t)(text.len - rest.len);
		if (!hito_str_cut_line(&rest, &line))
			return false;
		if (is_marker(line)) {
			*out_body = rest;
			return true;
		}
	}
}

static bool find_key(struct hito_detect *detect, struct hito_str name,
		     uint32_t *out)
{
	for (size_t i = 0; i < detect->key_count; i++)
		if (hito_fold_equal(detect->keys[i].name, name)) {
			*out = (uint32_t)i;
			return true;
		}
	if (detect->key_count >= MOST_KEYS)
		return true;
	if (!hito_reserve(detect->arena, detect->keys, detect->key_count,
			  detect->key_capacity))
		return false;
	*out = (uint32_t)detect->key_count;
	detect->keys[detect->key_count++] =
		(struct hito_detected_key){.name = name};
	return true;
}

static bool add_value(struct hito_detect *detect,
		      const struct hito_yaml_entry *entry)
{
	struct hito_detected_value value = {
		.file = (uint32_t)detect->file_count - 1, .key = UINT32_MAX};
	const struct hito_yaml *one = &entry->value;

	if (!entry->key.len || !find_key(detect, entry->key, &value.key))
		return !entry->key.len;
	if (value.key == UINT32_MAX)
		return true;
	detect->keys[value.key].count++;
	if (one->kind == HITO_YAML_SEQUENCE && one->count)
		one = &one->entries[0].value;
	if (one->kind == HITO_YAML_SCALAR)
		value.text = hito_str_trim(one->text);
	if (!hito_reserve(detect->arena, detect->values, detect->value_count,
			  detect->value_capacity))
		return false;
	detect->values[detect->value_count++] = value;
	return true;
}

static bool add_word(struct hito_detect *detect,
		     struct hito_detected_words *words, struct hito_str text)
{
	for (size_t i = 0; i < words->count; i++)
		if (hito_fold_equal(words->list[i].text, text)) {
			words->list[i].count++;
			return true;
		}
	if (words->count >= MOST_WORDS)
		return true;
	if (!hito_reserve(detect->arena, words->list, words->count,
			  words->capacity))
		return false;
	words->list[words->count++] = (struct hito_detected_word){text, 1, 0};
	return true;
}

/* Headings that may hold criteria; what stands in code is none. */
static bool add_headings(struct hito_detect *detect, struct hito_str body)
{
	struct hito_str line;
	bool fenced = false;

	while (hito_str_cut_line(&body, &line)) {
		if (hito_str_starts(line, "```") ||
		    hito_str_starts(line, "~~~"))
			fenced = !fenced;
		if (fenced || !hito_str_starts(line, "## "))
			continue;
		line = hito_str_trim(hito_str_slice(line, 3, line.len));
		if (hito_alien_is_criteria(line) &&
		    !add_word(detect, &detect->headings, line))
			return false;
	}
	return true;
}

bool hito_detect_add(struct hito_detect *detect,
		     const struct hito_source *source, struct hito_err *err)
{
	struct hito_detected_file file = {
		.path = source->path, .folder = hito_path_folder(source->path)};
	struct hito_yaml root = {.count = 0};
	struct hito_str body;
	struct hito_span head;

	if (!hito_reserve(detect->arena, detect->files, detect->file_count,
			  detect->file_capacity))
		return hito_err_memory(err);
	detect->files[detect->file_count++] = file;
	if (!find_head(source->readable, source->start, &head, &body))
		return true;
	if (!hito_frontmatter_read(source, head, detect->arena, NULL, &root,
				   err))
		return false;
	detect->files[detect->file_count - 1].has_head = root.count > 0;
	for (size_t i = 0; i < root.count; i++)
		if (!add_value(detect, &root.entries[i]))
			return hito_err_memory(err);
	return !root.count || add_headings(detect, body) ||
	       hito_err_memory(err);
}
