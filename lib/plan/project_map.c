/* SPDX-License-Identifier: MIT */
/* map: in the project file: how files not written for hito are read. */
#include "plan/project.h"

#include "plan/fold.h"
#include "plan/reader.h"

static const enum hito_kind kinds[] = {HITO_STEP, HITO_PLAN, HITO_OBJECTIVE,
				       HITO_KPI, HITO_PERSON};
#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static bool find_key(struct hito_settings *settings,
		     const struct hito_yaml_entry *entry, enum hito_key *out)
{
	const char *near = NULL;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		*out = hito_key_find(kinds[i], entry->key);
		if (*out != HITO_KEY_COUNT)
			return true;
	}
	for (size_t i = 0; !near && i < KIND_COUNT; i++)
		near = hito_key_nearest(kinds[i], entry->key);
	if (near)
		hito_settings_fail(settings, entry->key_span,
				   "\"%.*s\" is no key of the format; did you "
				   "mean \"%s\"?",
				   HITO_STR_ARG(entry->key), near);
	else
		hito_settings_fail(settings, entry->key_span,
				   "\"%.*s\" is no key of the format",
				   HITO_STR_ARG(entry->key));
	return hito_err_help(settings->err,
			     "write our key first, then theirs, as in \"owner: "
			     "assignee\"");
}

/* our key: theirs, or a list of theirs */
static bool read_keys(struct hito_settings *settings,
		      const struct hito_yaml *yaml, const char *name,
		      const struct hito_key_mapping **out_list,
		      size_t *out_count)
{
	struct hito_key_mapping *list = NULL;
	size_t count = 0, capacity = 0;

	/* Given, even where nothing is in it. */
	if (!hito_reserve(settings->arena, list, count, capacity))
		return hito_err_memory(settings->err);
	if (!hito_settings_mapping(settings, yaml, name))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_str *names;
		enum hito_key key;
		size_t name_count;

		if (!find_key(settings, &yaml->entries[i], &key) ||
		    !hito_settings_texts(settings, &yaml->entries[i].value,
					 &names, &name_count))
			return false;
		for (size_t j = 0; j < name_count; j++) {
			if (!hito_reserve(settings->arena, list, count,
					  capacity))
				return hito_err_memory(settings->err);
			list[count].key = key;
			list[count++].name = names[j];
		}
	}
	*out_list = list;
	*out_count = count;
	return true;
}

static bool find_state(struct hito_settings *settings, struct hito_str text,
		       struct hito_span span, enum hito_word *out)
{
	*out = hito_word_find(HITO_TYPE_STATE, HITO_STEP, text);
	if (*out == HITO_WORD_NONE)
		*out = hito_word_find(HITO_TYPE_STATE, HITO_PLAN, text);
	if (*out != HITO_WORD_NONE)
		return true;
	hito_settings_fail(settings, span, "\"%.*s\" is no state",
			   HITO_STR_ARG(text));
	return hito_err_help(settings->err,
			     "states are todo, doing, blocked, done, dropped; "
			     "write ours first, then theirs, as in \"doing: "
			     "[In Progress]\"");
}

static bool read_states(struct hito_settings *settings,
			const struct hito_yaml *yaml,
			struct hito_mapping *mapping)
{
	struct hito_state_mapping *list = NULL;
	size_t count = 0, capacity = 0;

	if (!hito_reserve(settings->arena, list, count, capacity))
		return hito_err_memory(settings->err);
	if (!hito_settings_mapping(settings, yaml, "states"))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		const struct hito_str *words;
		enum hito_word state;
		size_t word_count;

		if (!find_state(settings, entry->key, entry->key_span,
				&state) ||
		    !hito_settings_texts(settings, &entry->value, &words,
					 &word_count))
			return false;
		for (size_t j = 0; j < word_count; j++) {
			if (!hito_reserve(settings->arena, list, count,
					  capacity))
				return hito_err_memory(settings->err);
			list[count].state = state;
			list[count++].word = words[j];
		}
	}
	mapping->states = list;
	mapping->state_count = count;
	return true;
}

static bool read_ids(struct hito_settings *settings,
		     const struct hito_yaml *yaml, struct hito_mapping *mapping)
{
	enum hito_setting setting;
	uint64_t seen = 0;
	bool ok = hito_settings_mapping(settings, yaml, "ids");

	for (size_t i = 0; ok && i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (!hito_settings_find(settings, HITO_GROUP_IDS, entry, &seen,
					&setting))
			return false;
		if (hito_yaml_is_empty(&entry->value))
			continue;
		if (setting == HITO_SETTING_FOLD_CASE)
			ok = hito_settings_bool(settings, &entry->value,
						&mapping->fold_case);
		else
			ok = hito_settings_texts(settings, &entry->value,
						 &mapping->strip_prefixes,
						 &mapping->strip_prefix_count);
	}
	return ok;
}

/* A format that can never make a day would silently match nothing. */
static bool read_dates(struct hito_settings *settings,
		       const struct hito_yaml *yaml,
		       struct hito_mapping *mapping)
{
	static const char *const needed[] = {"%Y", "%m", "%d"};

	if (!hito_settings_texts(settings, yaml, &mapping->date_formats,
				 &mapping->date_format_count))
		return false;
	for (size_t i = 0; i < mapping->date_format_count; i++) {
		for (size_t j = 0; j < 3; j++) {
			struct hito_str format = mapping->date_formats[i];

			if (hito_str_find(format, hito_str_from(needed[j]),
					  0) != SIZE_MAX)
				continue;
			return hito_settings_fail(
				settings, yaml->span,
				"\"%.*s\" is no format of a day: it needs %%Y, "
				"%%m and %%d, as in %%d/%%m/%%Y",
				HITO_STR_ARG(format));
		}
	}
	return true;
}

/* A list of paths, or true: all files of the entry. */
static bool read_ignore(struct hito_settings *settings,
			const struct hito_yaml *yaml,
			struct hito_mapping *mapping)
{
	if (yaml->kind == HITO_YAML_SCALAR &&
	    (hito_str_is(yaml->text, "true") ||
	     hito_str_is(yaml->text, "false")))
		return hito_settings_bool(settings, yaml,
					  &mapping->ignore_duplicates);
	return hito_settings_paths(settings, yaml, &mapping->ignored,
				   &mapping->ignored_count);
}

static bool read_plan(struct hito_settings *settings,
		      const struct hito_yaml *yaml, struct hito_str *out)
{
	if (!hito_settings_text(settings, yaml, out))
		return false;
	return hito_slug_is_valid(*out) ||
	       hito_settings_fail(settings, yaml->span,
				  "\"%.*s\" is no plan id: it is made of a-z, "
				  "0-9 and \"-\"",
				  HITO_STR_ARG(*out));
}

static bool read_files(struct hito_settings *settings,
		       const struct hito_yaml *yaml, struct hito_str *out)
{
	const struct hito_str *files;
	size_t count;

	if (!hito_settings_paths(settings, yaml, &files, &count))
		return false;
	if (count != 1)
		return hito_settings_fail(settings, yaml->span,
					  "\"files\" is one pattern: write an "
					  "entry for each");
	*out = files[0];
	return true;
}

static bool read_setting(struct hito_settings *settings,
			 enum hito_setting setting,
			 const struct hito_yaml *yaml,
			 struct hito_mapping *mapping)
{
	struct hito_str text;

	switch (setting) {
	case HITO_SETTING_MAP_FILES:
		return read_files(settings, yaml, &mapping->files);
	case HITO_SETTING_MAP_PLAN:
		return read_plan(settings, yaml, &mapping->plan);
	case HITO_SETTING_MAP_STEP_FILES:
		return hito_settings_bool(settings, yaml, &mapping->step_files);
	case HITO_SETTING_MAP_KEYS:
		mapping->has_keys = true;
		return read_keys(settings, yaml, "keys", &mapping->keys,
				 &mapping->key_count);
	case HITO_SETTING_MAP_SECTIONS:
		return read_keys(settings, yaml, "sections", &mapping->sections,
				 &mapping->section_count);
	case HITO_SETTING_MAP_STATES:
		return read_states(settings, yaml, mapping);
	case HITO_SETTING_MAP_IDS:
		return read_ids(settings, yaml, mapping);
	case HITO_SETTING_MAP_DATES:
		return read_dates(settings, yaml, mapping);
	case HITO_SETTING_MAP_STATE:
		return hito_settings_text(settings, yaml, &text) &&
		       find_state(settings, text, yaml->span, &mapping->state);
	case HITO_SETTING_MAP_IGNORE:
		return read_ignore(settings, yaml, mapping);
	default:
		return true;
	}
}

static const struct hito_mapping nothing_said = {
	.step_files = -1,
	.ignore_duplicates = -1,
	.fold_case = -1,
};

static bool read_entry(struct hito_settings *settings,
		       const struct hito_yaml *yaml,
		       struct hito_mapping *mapping)
{
	enum hito_setting setting;
	uint64_t seen = 0;

	*mapping = nothing_said;
	if (!hito_settings_mapping(settings, yaml, "map"))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (!hito_settings_find(settings, HITO_GROUP_MAP, entry, &seen,
					&setting))
			return false;
		if (!hito_yaml_is_empty(&entry->value) &&
		    !read_setting(settings, setting, &entry->value, mapping))
			return false;
	}
	return true;
}

/* A list of entries; one may stand without the list. */
bool hito_settings_map(struct hito_settings *settings,
		       const struct hito_yaml *yaml)
{
	size_t count = yaml->kind == HITO_YAML_SEQUENCE ? yaml->count : 1;
	struct hito_mapping *list =
		hito_new(settings->arena, struct hito_mapping, count);

	if (!list)
		return hito_err_memory(settings->err);
	for (size_t i = 0; i < count; i++) {
		const struct hito_yaml *entry = yaml;

		if (yaml->kind == HITO_YAML_SEQUENCE)
			entry = &yaml->entries[i].value;
		if (!read_entry(settings, entry, &list[i]))
			return false;
	}
	settings->project->mappings = list;
	settings->project->mapping_count = count;
	return true;
}

static bool is_ignored(const struct hito_mapping *mapping, struct hito_str path)
{
	for (size_t i = 0; i < mapping->ignored_count; i++) {
		if (hito_path_is_below(mapping->ignored[i], path))
			return true;
	}
	return false;
}

/* What the entry says takes the place of what was said before. */
static void apply(struct hito_mapping *all, const struct hito_mapping *entry)
{
	if (entry->plan.len)
		all->plan = entry->plan;
	if (entry->step_files != -1)
		all->step_files = entry->step_files;
	if (entry->ignore_duplicates != -1)
		all->ignore_duplicates = entry->ignore_duplicates;
	if (entry->fold_case != -1)
		all->fold_case = entry->fold_case;
	if (entry->state != HITO_WORD_NONE)
		all->state = entry->state;
	if (entry->has_keys) {
		all->keys = entry->keys;
		all->key_count = entry->key_count;
		all->has_keys = true;
	}
	if (entry->sections) {
		all->sections = entry->sections;
		all->section_count = entry->section_count;
	}
	if (entry->states) {
		all->states = entry->states;
		all->state_count = entry->state_count;
	}
	if (entry->strip_prefixes) {
		all->strip_prefixes = entry->strip_prefixes;
		all->strip_prefix_count = entry->strip_prefix_count;
	}
	if (entry->date_formats) {
		all->date_formats = entry->date_formats;
		all->date_format_count = entry->date_format_count;
	}
	if (entry->ignored) {
		all->ignored = entry->ignored;
		all->ignored_count = entry->ignored_count;
	}
}

bool hito_project_mapping(const struct hito_project *project,
			  struct hito_str path, struct hito_arena *arena,
			  const struct hito_mapping **out_mapping,
			  struct hito_err *err)
{
	struct hito_mapping *all = NULL;

	for (size_t i = 0; i < project->mapping_count; i++) {
		const struct hito_mapping *entry = &project->mappings[i];

		if (entry->files.len && !hito_path_is_below(entry->files, path))
			continue;
		if (!all) {
			all = hito_new(arena, struct hito_mapping, 1);
			if (!all)
				return hito_err_memory(err);
			*all = nothing_said;
		}
		apply(all, entry);
	}
	if (all && is_ignored(all, path))
		all->ignore_duplicates = 1;
	*out_mapping = all;
	return true;
}
