/* SPDX-License-Identifier: MIT */
/*
 * Inside the project file: its keys in one table, and reading them strictly.
 *
 * Readers return false with err filled: the place, what is wrong, what to
 * write instead.
 */
#ifndef HITO_PLAN_PROJECT_H
#define HITO_PLAN_PROJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/project.h"
#include "text/frontmatter.h"

/* The mappings of the project file that have keys of ours. */
enum hito_settings_group {
	HITO_GROUP_FILE,
	HITO_GROUP_GOAL,
	HITO_GROUP_CALENDAR,
	HITO_GROUP_LINT,
	HITO_GROUP_OVERRIDE,
	HITO_GROUP_MAP,
	HITO_GROUP_IDS,
};

/* constant, where, name, Spanish alias, help. The order is that of pages. */
#define HITO_SETTINGS(X)                                                       \
	X(VERSION, FILE, "hito", "", "version of the format: 1")               \
	X(LANG, FILE, "lang", "idioma", "language of plans that name none")    \
	X(PATHS, FILE, "paths", "rutas", "folders or patterns with plans")     \
	X(EXCLUDE, FILE, "exclude", "excluir", "paths that are left out")      \
	X(GOALS, FILE, "goals", "metas", "goals that objectives serve")        \
	X(TEAM, FILE, "team", "equipo", "people of all plans")                 \
	X(KPIS, FILE, "kpis", "indicadores", "KPIs of all plans")              \
	X(CALENDAR, FILE, "calendar", "calendario", "when people work")        \
	X(LINT, FILE, "lint", "revisar", "which rules count, and how much")    \
	X(KEYS, FILE, "keys", "claves", "further keys and their types")        \
	X(MAP, FILE, "map", "correspondencias",                                \
	  "how to read front matter not written for hito")                     \
	X(GOAL_ID, GOAL, "id", "", "the id that serves: names")                \
	X(GOAL_TITLE, GOAL, "title", "título", "the goal in words")            \
	X(WORKING_DAYS, CALENDAR, "working-days", "días laborables",           \
	  "mon to sun, or lun to dom")                                         \
	X(HOURS, CALENDAR, "hours", "horas", "working hours of a day")         \
	X(HOLIDAYS, CALENDAR, "holidays", "festivos", "DAY or DAY..DAY")       \
	X(LEAVE, CALENDAR, "leave", "ausencias", "days off by person")         \
	X(SELECT, LINT, "select", "incluir", "rules that count")               \
	X(IGNORE, LINT, "ignore", "ignorar", "rules that do not count")        \
	X(SEVERITIES, LINT, "severities", "gravedades",                        \
	  "info, warning, error or off by rule")                               \
	X(THRESHOLDS, LINT, "thresholds", "umbrales", "limits of rules")       \
	X(LINT_HISTORY, LINT, "history", "historial",                          \
	  "true: rules of history too")                                        \
	X(OVERRIDES, LINT, "overrides", "excepciones", "settings by path")     \
	X(BASELINE, LINT, "baseline", "línea base",                            \
	  "the file of findings that are let be")                              \
	X(OVERRIDE_FILES, OVERRIDE, "files", "archivos", "path patterns")      \
	X(OVERRIDE_SELECT, OVERRIDE, "select", "incluir", "rules that count")  \
	X(OVERRIDE_IGNORE, OVERRIDE, "ignore", "ignorar",                      \
	  "rules that do not count")                                           \
	X(OVERRIDE_SEVERITIES, OVERRIDE, "severities", "gravedades",           \
	  "info, warning, error or off by rule")                               \
	X(MAP_FILES, MAP, "files", "archivos", "path pattern; all without it") \
	X(MAP_PLAN, MAP, "plan", "", "id of the plan that the files are")      \
	X(MAP_STEP_FILES, MAP, "step-files", "archivos de paso",               \
	  "true: every file is a step")                                        \
	X(MAP_KEYS, MAP, "keys", "claves", "our key: theirs")                  \
	X(MAP_SECTIONS, MAP, "sections", "secciones",                          \
	  "our key: their heading")                                            \
	X(MAP_STATES, MAP, "states", "estados", "our state: their words")      \
	X(MAP_IDS, MAP, "ids", "", "which ids are the same")                   \
	X(MAP_DATES, MAP, "dates", "fechas", "formats of days, as %d/%m/%Y")   \
	X(MAP_STATE, MAP, "state", "estado", "what the folder means")          \
	X(MAP_IGNORE, MAP, "ignore", "ignorar", "paths whose duplicates lose") \
	X(FOLD_CASE, IDS, "fold-case", "sin mayúsculas",                       \
	  "case does not count")                                               \
	X(STRIP_PREFIXES, IDS, "strip-prefixes", "quitar prefijos",            \
	  "prefixes that do not count")

enum hito_setting {
#define HITO_SETTING_ENUM(constant, group, name, alias, help) \
	HITO_SETTING_##constant,
	HITO_SETTINGS(HITO_SETTING_ENUM)
#undef HITO_SETTING_ENUM
		HITO_SETTING_COUNT,
};

struct hito_setting_info {
	enum hito_settings_group group;
	const char *name, *alias, *help; /* alias may be empty */
};
const struct hito_setting_info *hito_setting_info(enum hito_setting setting);

/* The project file while it is read. */
struct hito_settings {
	const struct hito_source *source;
	struct hito_arena *arena;
	struct hito_project *project;
	struct hito_err *err;
	struct hito_rule_setting *rules;
	size_t rule_count, rule_capacity;
};

/* Fill err with the place of span and return false. */
__attribute__((format(printf, 3, 4))) bool
hito_settings_fail(struct hito_settings *settings, struct hito_span span,
		   const char *format, ...);

/*
 * The setting that an entry's key names. False: it is unknown, or seen (a
 * bit for each setting, kept by the caller) has it already.
 */
HITO_MUST bool hito_settings_find(struct hito_settings *settings,
				  enum hito_settings_group group,
				  const struct hito_yaml_entry *entry,
				  uint64_t *seen, enum hito_setting *out);

/* what: "a list", for the message */
HITO_MUST bool hito_settings_mapping(struct hito_settings *settings,
				     const struct hito_yaml *yaml,
				     const char *name);
HITO_MUST bool hito_settings_text(struct hito_settings *settings,
				  const struct hito_yaml *yaml,
				  struct hito_str *out);
/* A text or a list of texts; *out_list is never NULL. */
HITO_MUST bool hito_settings_texts(struct hito_settings *settings,
				   const struct hito_yaml *yaml,
				   const struct hito_str **out_list,
				   size_t *out_count);
/* true, false, yes, no, sí: 1 or 0 */
HITO_MUST bool hito_settings_bool(struct hito_settings *settings,
				  const struct hito_yaml *yaml, int *out);
HITO_MUST bool hito_settings_number(struct hito_settings *settings,
				    const struct hito_yaml *yaml, uint32_t most,
				    uint32_t *out);
/* Patterns of paths below the project's root, without "./" and "/" at the
 * ends. */
HITO_MUST bool hito_settings_paths(struct hito_settings *settings,
				   const struct hito_yaml *yaml,
				   const struct hito_str **out_list,
				   size_t *out_count);

/* The groups. */
HITO_MUST bool hito_settings_calendar(struct hito_settings *settings,
				      const struct hito_yaml *yaml);
HITO_MUST bool hito_settings_lint(struct hito_settings *settings,
				  const struct hito_yaml *yaml);
HITO_MUST bool hito_settings_map(struct hito_settings *settings,
				 const struct hito_yaml *yaml);

/* Does the pattern name the path or a folder above it? */
bool hito_path_is_below(struct hito_str pattern, struct hito_str path);

#endif
