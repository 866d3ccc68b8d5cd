/* SPDX-License-Identifier: MIT */
/* Reading the project file strictly: keys by table, values by type. */
#include "plan/project.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "hito/limits.h"
#include "plan/fold.h"
#include "plan/reader.h"

static const struct hito_setting_info infos[] = {
#define INFO(constant, place, setting, other, text) \
	{.group = HITO_GROUP_##place,               \
	 .name = (setting),                         \
	 .alias = (other),                          \
	 .help = (text)},
	HITO_SETTINGS(INFO)
#undef INFO
};

_Static_assert(HITO_SETTING_COUNT <= 64, "seen has a bit for each");

const struct hito_setting_info *hito_setting_info(enum hito_setting setting)
{
	return (unsigned)setting < HITO_SETTING_COUNT ? &infos[setting] : NULL;
}

bool hito_settings_fail(struct hito_settings *settings, struct hito_span span,
			const char *format, ...)
{
	struct hito_place place =
		hito_source_place(settings->source, span.start);
	char text[sizeof(settings->err->message)];
	va_list args;

	if (!settings->err)
		return false;
	va_start(args, format);
	vsnprintf(text, sizeof(text), hito_message(settings->err->lang, format),
		  args);
	va_end(args);
	hito_err_set(settings->err, HITO_ERR_USAGE, "%s", text);
	return hito_err_at(settings->err, settings->source->path, place.line,
			   place.column);
}

static bool unknown_key(struct hito_settings *settings,
			enum hito_settings_group group,
			const struct hito_yaml_entry *entry)
{
	struct hito_nearest nearest;
	char known[sizeof(settings->err->help)] = "";
	size_t used = 0;

	hito_nearest_init(&nearest, entry->key);
	for (size_t i = 0; i < HITO_SETTING_COUNT; i++) {
		if (infos[i].group != group)
			continue;
		hito_nearest_try(&nearest, infos[i].name);
		hito_nearest_try(&nearest, infos[i].alias);
		if (used + strlen(infos[i].name) + 2 < sizeof(known))
			used += (size_t)snprintf(known + used,
						 sizeof(known) - used, " %s",
						 infos[i].name);
	}
	if (nearest.best)
		hito_settings_fail(settings, entry->key_span,
				   "unknown key \"%.*s\"; did you mean "
				   "\"%s\"?",
				   HITO_STR_ARG(entry->key), nearest.best);
	else
		hito_settings_fail(settings, entry->key_span,
				   "unknown key \"%.*s\"",
				   HITO_STR_ARG(entry->key));
	return hito_err_help(settings->err, "known here:%s", known);
}

bool hito_settings_find(struct hito_settings *settings,
			enum hito_settings_group group,
			const struct hito_yaml_entry *entry, uint64_t *seen,
			enum hito_setting *out)
{
	struct hito_folded folded;
	size_t i = 0;

	if (!hito_fold(entry->key, &folded))
		return unknown_key(settings, group, entry);
	while (i < HITO_SETTING_COUNT &&
	       (infos[i].group != group ||
		(!hito_fold_is(&folded, infos[i].name) &&
		 !hito_fold_is(&folded, infos[i].alias))))
		i++;
	if (i == HITO_SETTING_COUNT)
		return unknown_key(settings, group, entry);
	if (*seen >> i & 1)
		return hito_settings_fail(settings, entry->key_span,
					  "\"%.*s\" stands twice",
					  HITO_STR_ARG(entry->key));
	*seen |= (uint64_t)1 << i;
	*out = (enum hito_setting)i;
	return true;
}

bool hito_settings_mapping(struct hito_settings *settings,
			   const struct hito_yaml *yaml, const char *name)
{
	if (yaml->kind == HITO_YAML_MAPPING)
		return true;
	return hito_settings_fail(settings, yaml->span,
				  "\"%s\" is a mapping: lines of \"key: "
				  "value\", indented",
				  name);
}

bool hito_settings_text(struct hito_settings *settings,
			const struct hito_yaml *yaml, struct hito_str *out)
{
	if (yaml->kind != HITO_YAML_SCALAR)
		return hito_settings_fail(settings, yaml->span,
					  "one text is meant here, not a list "
					  "or a mapping");
	*out = hito_str_trim(yaml->text);
	if (!out->ptr)
		*out = HITO_STR("");
	return true;
}

bool hito_settings_texts(struct hito_settings *settings,
			 const struct hito_yaml *yaml,
			 const struct hito_str **out_list, size_t *out_count)
{
	size_t count = yaml->kind == HITO_YAML_SCALAR ? 1 : yaml->count;
	struct hito_str *list =
		hito_new(settings->arena, struct hito_str, count + 1);
	size_t used = 0;

	if (!list)
		return hito_err_memory(settings->err);
	if (yaml->kind == HITO_YAML_MAPPING && yaml->count)
		return hito_settings_fail(settings, yaml->span,
					  "a text or a list is meant here, not "
					  "a mapping");
	if (yaml->kind == HITO_YAML_SCALAR)
		list[used++] = hito_str_trim(yaml->text);
	for (size_t i = 0; yaml->kind != HITO_YAML_SCALAR && i < yaml->count;
	     i++) {
		const struct hito_yaml *item = &yaml->entries[i].value;

		if (hito_yaml_is_empty(item))
			continue;
		if (!hito_settings_text(settings, item, &list[used++]))
			return false;
	}
	*out_list = list;
	*out_count = used;
	return true;
}

bool hito_settings_bool(struct hito_settings *settings,
			const struct hito_yaml *yaml, int *out)
{
	static const char *const yes[] = {"true", "yes", "sí", "on"};
	static const char *const no[] = {"false", "no", "off"};
	struct hito_folded folded;
	struct hito_str text;

	if (!hito_settings_text(settings, yaml, &text))
		return false;
	for (size_t i = 0; hito_fold(text, &folded) && i < 4; i++) {
		if (hito_fold_is(&folded, yes[i])) {
			*out = 1;
			return true;
		}
		if (i < 3 && hito_fold_is(&folded, no[i])) {
			*out = 0;
			return true;
		}
	}
	return hito_settings_fail(settings, yaml->span,
				  "\"%.*s\" is neither true nor false",
				  HITO_STR_ARG(text));
}

bool hito_settings_number(struct hito_settings *settings,
			  const struct hito_yaml *yaml, uint32_t most,
			  uint32_t *out)
{
	struct hito_str text;

	if (!hito_settings_text(settings, yaml, &text))
		return false;
	if (hito_str_u32(text, out) && *out <= most)
		return true;
	return hito_settings_fail(settings, yaml->span,
				  "\"%.*s\" is no number from 0 to %u",
				  HITO_STR_ARG(text), (unsigned)most);
}

static bool leads_out(struct hito_str path)
{
	struct hito_str part;

	while (path.len) {
		hito_str_cut(path, '/', &part, &path);
		if (hito_str_is(part, ".."))
			return true;
	}
	return false;
}

static bool clean_path(struct hito_settings *settings,
		       const struct hito_yaml *yaml, struct hito_str *path)
{
	struct hito_str text = *path;

	while (hito_str_starts(text, "./"))
		text = hito_str_slice(text, 2, text.len);
	while (text.len > 1 && text.ptr[text.len - 1] == '/')
		text.len--;
	if (hito_str_is(text, "."))
		text = HITO_STR("**");
	if (hito_str_starts(text, "/") || leads_out(text))
		return hito_settings_fail(settings, yaml->span,
					  "\"%.*s\" leads out of the project: "
					  "paths are relative to this file's "
					  "folder",
					  HITO_STR_ARG(*path));
	if (!text.len || text.len > HITO_LIMIT_GLOB)
		return hito_settings_fail(settings, yaml->span,
					  "a path has 1 to %u bytes",
					  HITO_LIMIT_GLOB);
	*path = text;
	return true;
}

bool hito_settings_paths(struct hito_settings *settings,
			 const struct hito_yaml *yaml,
			 const struct hito_str **out_list, size_t *out_count)
{
	const struct hito_str *texts;
	struct hito_str *list;
	size_t count;

	if (!hito_settings_texts(settings, yaml, &texts, &count))
		return false;
	list = hito_new(settings->arena, struct hito_str, count + 1);
	if (!list)
		return hito_err_memory(settings->err);
	for (size_t i = 0; i < count; i++) {
		list[i] = texts[i];
		if (!clean_path(settings, yaml, &list[i]))
			return false;
	}
	*out_list = list;
	*out_count = count;
	return true;
}
