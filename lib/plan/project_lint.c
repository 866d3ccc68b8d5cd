/* SPDX-License-Identifier: MIT */
/* lint: in the project file: which rules count, where, how much. */
#include "plan/project.h"

#include "hito/rule.h"
#include "plan/fold.h"
#include "plan/reader.h"

#define MOST_THRESHOLD 100000

/* The files that settings are for; count 0: all. */
struct scope {
	const struct hito_str *files;
	size_t count;
};

static const char *const groups[] = {
	"all", "strict", "recommended", "F", "S", "M", "A", "R", "T", "G", "H"};

static const char *nearest_rule(struct hito_str name)
{
	struct hito_nearest nearest;

	hito_nearest_init(&nearest, name);
	for (int i = 0; i < HITO_RULE_COUNT; i++) {
		hito_nearest_try(&nearest, hito_rule_name((enum hito_rule)i));
		hito_nearest_try(&nearest, hito_rule_id((enum hito_rule)i));
	}
	for (size_t i = 0; i < 3; i++)
		hito_nearest_try(&nearest, groups[i]);
	return nearest.best;
}

static bool check_rule(struct hito_settings *settings, struct hito_span span,
		       struct hito_str name)
{
	const char *near;

	if (hito_rule_find(name) != HITO_RULE_COUNT)
		return true;
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (hito_str_equal_nocase(name, hito_str_from(groups[i])))
			return true;
	}
	near = nearest_rule(name);
	if (near)
		hito_settings_fail(settings, span,
				   "there is no rule \"%.*s\"; did you mean "
				   "\"%s\"?",
				   HITO_STR_ARG(name), near);
	else
		hito_settings_fail(settings, span, "there is no rule \"%.*s\"",
				   HITO_STR_ARG(name));
	return hito_err_help(settings->err,
			     "write a rule's id or name, a letter (F S M A R T "
			     "G H), or all, strict, recommended");
}

static bool add_one(struct hito_settings *settings,
		    const struct hito_rule_setting *setting)
{
	if (!hito_reserve(settings->arena, settings->rules,
			  settings->rule_count, settings->rule_capacity))
		return hito_err_memory(settings->err);
	settings->rules[settings->rule_count++] = *setting;
	return true;
}

/* Once for each pattern of the scope, or once for everywhere. */
static bool add_setting(struct hito_settings *settings,
			const struct scope *scope,
			struct hito_rule_setting setting)
{
	setting.files = HITO_STR("");
	if (!scope->count)
		return add_one(settings, &setting);
	for (size_t i = 0; i < scope->count; i++) {
		setting.files = scope->files[i];
		if (!add_one(settings, &setting))
			return false;
	}
	return true;
}

static bool read_rules(struct hito_settings *settings,
		       const struct hito_yaml *yaml, const struct scope *scope,
		       bool select)
{
	const struct hito_str *names;
	size_t count;

	if (!hito_settings_texts(settings, yaml, &names, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct hito_rule_setting setting = {
			.rule = names[i],
			.what = select ? HITO_RULE_SELECT : HITO_RULE_IGNORE,
		};
		struct hito_span span = yaml->span;

		if (yaml->kind == HITO_YAML_SEQUENCE && count == yaml->count)
			span = yaml->entries[i].value.span;
		if (!check_rule(settings, span, names[i]) ||
		    !add_setting(settings, scope, setting))
			return false;
	}
	return true;
}

static const struct level_name {
	const char *name, *alias;
	enum hito_level level;
} level_names[] = {
	{"error", "error", HITO_ERROR},
	{"warning", "aviso", HITO_WARNING},
	{"info", "información", HITO_INFO},
};

static bool read_level(struct hito_settings *settings,
		       const struct hito_yaml *yaml,
		       struct hito_rule_setting *setting)
{
	struct hito_folded folded;
	struct hito_str text;

	if (!hito_settings_text(settings, yaml, &text))
		return false;
	setting->what = HITO_RULE_LEVEL;
	for (size_t i = 0; hito_fold(text, &folded) && i < 3; i++) {
		if (hito_fold_is(&folded, level_names[i].name) ||
		    hito_fold_is(&folded, level_names[i].alias)) {
			setting->level = level_names[i].level;
			return true;
		}
	}
	if (hito_fold(text, &folded) && hito_fold_is(&folded, "off")) {
		setting->what = HITO_RULE_IGNORE;
		return true;
	}
	return hito_settings_fail(settings, yaml->span,
				  "\"%.*s\" is no severity: write info, "
				  "warning, error or off",
				  HITO_STR_ARG(text));
}

static bool read_levels(struct hito_settings *settings,
			const struct hito_yaml *yaml, const struct scope *scope)
{
	if (!hito_settings_mapping(settings, yaml, "severities"))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		struct hito_rule_setting setting = {.rule = entry->key};

		if (!check_rule(settings, entry->key_span, entry->key) ||
		    !read_level(settings, &entry->value, &setting) ||
		    !add_setting(settings, scope, setting))
			return false;
	}
	return true;
}

static const char *const threshold_names[] = {
#define NAME(constant, name, value, help) name,
	HITO_THRESHOLDS(NAME)
#undef NAME
};

static bool find_threshold(struct hito_settings *settings,
			   const struct hito_yaml_entry *entry, size_t *out)
{
	struct hito_nearest nearest;

	hito_nearest_init(&nearest, entry->key);
	for (size_t i = 0; i < HITO_THRESHOLD_COUNT; i++) {
		if (hito_fold_equal(entry->key,
				    hito_str_from(threshold_names[i]))) {
			*out = i;
			return true;
		}
		hito_nearest_try(&nearest, threshold_names[i]);
	}
	if (nearest.best)
		return hito_settings_fail(settings, entry->key_span,
					  "there is no threshold \"%.*s\"; did "
					  "you mean \"%s\"?",
					  HITO_STR_ARG(entry->key),
					  nearest.best);
	return hito_settings_fail(settings, entry->key_span,
				  "there is no threshold \"%.*s\"",
				  HITO_STR_ARG(entry->key));
}

static bool read_thresholds(struct hito_settings *settings,
			    const struct hito_yaml *yaml)
{
	int *thresholds = settings->project->thresholds;

	if (!hito_settings_mapping(settings, yaml, "thresholds"))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		uint32_t number;
		size_t at = 0;

		if (!find_threshold(settings, &yaml->entries[i], &at) ||
		    !hito_settings_number(settings, &yaml->entries[i].value,
					  MOST_THRESHOLD, &number))
			return false;
		thresholds[at] = (int)number;
	}
	if (thresholds[HITO_THRESHOLD_MIN_STEPS] >
		    thresholds[HITO_THRESHOLD_MAX_STEPS] ||
	    thresholds[HITO_THRESHOLD_MIN_MONTHS] >
		    thresholds[HITO_THRESHOLD_MAX_MONTHS])
		return hito_settings_fail(settings, yaml->span,
					  "a min- threshold is above its "
					  "max-");
	return true;
}

/* An override's settings come after its files: look for them first. */
static bool read_scope(struct hito_settings *settings,
		       const struct hito_yaml *yaml, struct scope *scope)
{
	enum hito_setting setting;
	uint64_t seen = 0;

	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (!hito_settings_find(settings, HITO_GROUP_OVERRIDE, entry,
					&seen, &setting))
			return false;
		if (setting == HITO_SETTING_OVERRIDE_FILES &&
		    !hito_settings_paths(settings, &entry->value, &scope->files,
					 &scope->count))
			return false;
	}
	if (!scope->count)
		return hito_settings_fail(settings, yaml->span,
					  "an override needs \"files\": the "
					  "paths that it is for");
	return true;
}

static bool read_override(struct hito_settings *settings,
			  const struct hito_yaml *yaml)
{
	struct scope scope = {NULL, 0};
	bool ok = hito_settings_mapping(settings, yaml, "overrides") &&
		  read_scope(settings, yaml, &scope);

	for (size_t i = 0; ok && i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		enum hito_setting setting;
		uint64_t seen = 0;

		if (!hito_settings_find(settings, HITO_GROUP_OVERRIDE, entry,
					&seen, &setting))
			return false;
		if (hito_yaml_is_empty(&entry->value))
			continue;
		if (setting == HITO_SETTING_OVERRIDE_SEVERITIES)
			ok = read_levels(settings, &entry->value, &scope);
		else if (setting != HITO_SETTING_OVERRIDE_FILES)
			ok = read_rules(settings, &entry->value, &scope,
					setting ==
						HITO_SETTING_OVERRIDE_SELECT);
	}
	return ok;
}

static bool read_overrides(struct hito_settings *settings,
			   const struct hito_yaml *yaml)
{
	if (yaml->kind == HITO_YAML_SCALAR)
		return hito_settings_fail(settings, yaml->span,
					  "\"overrides\" is a list of "
					  "mappings");
	if (yaml->kind == HITO_YAML_MAPPING)
		return read_override(settings, yaml);
	for (size_t i = 0; i < yaml->count; i++) {
		if (!read_override(settings, &yaml->entries[i].value))
			return false;
	}
	return true;
}

static bool read_baseline(struct hito_settings *settings,
			  const struct hito_yaml *yaml)
{
	const struct hito_str *paths;
	size_t count;

	if (!hito_settings_paths(settings, yaml, &paths, &count))
		return false;
	if (count != 1)
		return hito_settings_fail(settings, yaml->span,
					  "\"baseline\" is one file");
	settings->project->baseline = paths[0];
	return true;
}

static bool read_setting(struct hito_settings *settings,
			 enum hito_setting setting,
			 const struct hito_yaml *yaml)
{
	static const struct scope everywhere = {NULL, 0};

	switch (setting) {
	case HITO_SETTING_SELECT:
		return read_rules(settings, yaml, &everywhere, true);
	case HITO_SETTING_IGNORE:
		return read_rules(settings, yaml, &everywhere, false);
	case HITO_SETTING_SEVERITIES:
		return read_levels(settings, yaml, &everywhere);
	case HITO_SETTING_THRESHOLDS:
		return read_thresholds(settings, yaml);
	case HITO_SETTING_OVERRIDES:
		return read_overrides(settings, yaml);
	case HITO_SETTING_BASELINE:
		return read_baseline(settings, yaml);
	case HITO_SETTING_LINT_HISTORY:
		return hito_settings_bool(settings, yaml,
					  &settings->project->lint_history);
	default:
		return true;
	}
}

/* The last setting that matches wins, so the general ones go first, however
 * the file orders them: the table's order is the one that counts. */
bool hito_settings_lint(struct hito_settings *settings,
			const struct hito_yaml *yaml)
{
	const struct hito_yaml *found[HITO_SETTING_COUNT] = {NULL};
	enum hito_setting setting;
	uint64_t seen = 0;

	if (!hito_settings_mapping(settings, yaml, "lint"))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (!hito_settings_find(settings, HITO_GROUP_LINT, entry, &seen,
					&setting))
			return false;
		if (!hito_yaml_is_empty(&entry->value))
			found[setting] = &entry->value;
	}
	for (int i = 0; i < HITO_SETTING_COUNT; i++) {
		if (found[i] &&
		    !read_setting(settings, (enum hito_setting)i, found[i]))
			return false;
	}
	return true;
}
