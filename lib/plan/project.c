/* SPDX-License-Identifier: MIT */
/* The project file: its defaults, and its keys from top to bottom. */
#include "plan/project.h"

#include "base/num.h"
#include "hito/limits.h"
#include "plan/fold.h"
#include "plan/reader.h"

#define FORMAT_VERSION 1
#define MONDAY_TO_FRIDAY 0x1fu
#define EIGHT_HOURS 480u

bool hito_project_default(struct hito_arena *arena,
			  struct hito_project **out_project,
			  struct hito_err *err)
{
	static const struct hito_str plans = {"plans", 5};
	static const int thresholds[] = {
#define DEFAULT(constant, name, value, help) (value),
		HITO_THRESHOLDS(DEFAULT)
#undef DEFAULT
	};
	struct hito_project *project = hito_new(arena, struct hito_project, 1);

	if (!project)
		return hito_err_memory(err);
	project->paths = &plans;
	project->path_count = 1;
	project->working_days = MONDAY_TO_FRIDAY;
	project->minutes_a_day = EIGHT_HOURS;
	for (size_t i = 0; i < HITO_THRESHOLD_COUNT; i++)
		project->thresholds[i] = thresholds[i];
	*out_project = project;
	return true;
}

static bool read_version(struct hito_settings *settings,
			 const struct hito_yaml *yaml)
{
	struct hito_str text;
	uint32_t version;

	if (!hito_settings_text(settings, yaml, &text))
		return false;
	if (!hito_str_u32(text, &version) || version == 0)
		return hito_settings_fail(settings, yaml->span,
					  "\"hito\" is the version of the "
					  "format: write \"hito: %d\"",
					  FORMAT_VERSION);
	if (version == FORMAT_VERSION)
		return true;
	hito_settings_fail(settings, yaml->span,
			   "this project has version %u of the format, and "
			   "this hito reads version %d",
			   (unsigned)version, FORMAT_VERSION);
	return hito_err_help(settings->err, "use a newer hito");
}

static bool read_lang(struct hito_settings *settings,
		      const struct hito_yaml *yaml)
{
	struct hito_str text;

	if (!hito_settings_text(settings, yaml, &text))
		return false;
	settings->project->lang = hito_lang_parse(text);
	if (settings->project->lang != HITO_LANG_NONE)
		return true;
	return hito_settings_fail(settings, yaml->span,
				  "\"%.*s\" is no language that hito knows: "
				  "write en or es",
				  HITO_STR_ARG(text));
}

static bool check_goal(struct hito_settings *settings, struct hito_span span,
		       const struct hito_goal *goal)
{
	if (hito_slug_is_valid(goal->id))
		return true;
	return hito_settings_fail(settings, span,
				  "a goal needs an id of a-z, 0-9 and \"-\": "
				  "write \"id: %s\" and \"title: ...\"",
				  "grow");
}

/* {id: grow, title: ...}, or only an id */
static bool read_goal(struct hito_settings *settings,
		      const struct hito_yaml *yaml, struct hito_goal *goal)
{
	enum hito_setting setting;
	uint64_t seen = 0;

	if (yaml->kind == HITO_YAML_SCALAR) {
		goal->id = goal->title = hito_str_trim(yaml->text);
		return check_goal(settings, yaml->span, goal);
	}
	if (!hito_settings_mapping(settings, yaml, "goals"))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		struct hito_str *place = &goal->title;

		if (!hito_settings_find(settings, HITO_GROUP_GOAL, entry, &seen,
					&setting))
			return false;
		if (setting == HITO_SETTING_GOAL_ID)
			place = &goal->id;
		if (!hito_settings_text(settings, &entry->value, place))
			return false;
	}
	return check_goal(settings, yaml->span, goal);
}

/* A list of goals, or a mapping "id: title". */
static bool read_goals(struct hito_settings *settings,
		       const struct hito_yaml *yaml)
{
	struct hito_project *project = settings->project;
	struct hito_goal *goals =
		hito_new(settings->arena, struct hito_goal, yaml->count + 1);

	if (!goals)
		return hito_err_memory(settings->err);
	if (yaml->kind == HITO_YAML_SCALAR)
		return hito_settings_fail(settings, yaml->span,
					  "\"goals\" is a mapping: lines of "
					  "\"id: title\", indented");
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (yaml->kind == HITO_YAML_SEQUENCE) {
			if (!read_goal(settings, &entry->value, &goals[i]))
				return false;
			continue;
		}
		goals[i].id = entry->key;
		if (!check_goal(settings, entry->key_span, &goals[i]) ||
		    !hito_settings_text(settings, &entry->value,
					&goals[i].title))
			return false;
	}
	project->goals = goals;
	project->goal_count = yaml->count;
	return true;
}

static const struct type_name {
	const char *name, *alias;
	enum hito_type type;
} type_names[] = {
	{"text", "texto", HITO_TYPE_TEXT},
	{"id", "id", HITO_TYPE_ID},
	{"day", "día", HITO_TYPE_DAY},
	{"date", "fecha", HITO_TYPE_DAY},
	{"duration", "duración", HITO_TYPE_DURATION},
	{"amount", "cantidad", HITO_TYPE_AMOUNT},
	{"score", "puntuación", HITO_TYPE_SCORE},
	{"person", "persona", HITO_TYPE_PERSON},
	{"people", "personas", HITO_TYPE_PEOPLE},
	{"steps", "pasos", HITO_TYPE_STEPS},
	{"ids", "ids", HITO_TYPE_IDS},
	{"list", "lista", HITO_TYPE_LIST},
	{"log", "registro", HITO_TYPE_LOG},
};

static bool read_type(struct hito_settings *settings,
		      const struct hito_yaml *yaml, enum hito_type *out)
{
	struct hito_folded folded;
	struct hito_str text;

	if (!hito_settings_text(settings, yaml, &text))
		return false;
	for (size_t i = 0; hito_fold(text, &folded) &&
			   i < sizeof(type_names) / sizeof(type_names[0]);
	     i++) {
		if (hito_fold_is(&folded, type_names[i].name) ||
		    hito_fold_is(&folded, type_names[i].alias)) {
			*out = type_names[i].type;
			return true;
		}
	}
	hito_settings_fail(settings, yaml->span, "\"%.*s\" is no type",
			   HITO_STR_ARG(text));
	return hito_err_help(settings->err,
			     "types are text, id, day, duration, amount, "
			     "score, person, people, steps, ids, list, log");
}

static bool is_our_key(struct hito_str word)
{
	static const enum hito_kind kinds[] = {
		HITO_PLAN, HITO_OBJECTIVE, HITO_KPI, HITO_PERSON, HITO_STEP};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (hito_key_find(kinds[i], word) != HITO_KEY_COUNT)
			return true;
	}
	return hito_key_is_reserved(word);
}

static bool read_keys(struct hito_settings *settings,
		      const struct hito_yaml *yaml)
{
	struct hito_declared_key *keys;

	if (!hito_settings_mapping(settings, yaml, "keys"))
		return false;
	keys = hito_new(settings->arena, struct hito_declared_key,
			yaml->count + 1);
	if (!keys)
		return hito_err_memory(settings->err);
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (is_our_key(entry->key))
			return hito_settings_fail(settings, entry->key_span,
						  "\"%.*s\" is a key of the "
						  "format already",
						  HITO_STR_ARG(entry->key));
		keys[i].name = entry->key;
		if (!hito_yaml_is_empty(&entry->value) &&
		    !read_type(settings, &entry->value, &keys[i].type))
			return false;
	}
	settings->project->keys = keys;
	settings->project->key_count = yaml->count;
	return true;
}

static bool refuse_things(struct hito_settings *settings,
			  const struct hito_yaml_entry *entry,
			  struct hito_span span)
{
	return hito_settings_fail(settings, span,
				  "\"%.*s\" is a mapping: an id and "
				  "what it is",
				  HITO_STR_ARG(entry->key));
}

/*
 * team: and kpis: are read as blocks of a plan are, later. A list is one of
 * ids: what else stands in it would be lost.
 */
static bool read_things(struct hito_settings *settings,
			const struct hito_yaml_entry *entry,
			const struct hito_yaml **out)
{
	const struct hito_yaml *yaml = &entry->value;

	if (yaml->kind == HITO_YAML_SCALAR)
		return refuse_things(settings, entry, yaml->span);
	for (size_t i = 0; yaml->kind == HITO_YAML_SEQUENCE && i < yaml->count;
	     i++)
		if (yaml->entries[i].value.kind != HITO_YAML_SCALAR)
			return refuse_things(settings, entry,
					     yaml->entries[i].value.span);
	*out = yaml;
	return true;
}

static bool read_setting(struct hito_settings *settings,
			 enum hito_setting setting,
			 const struct hito_yaml_entry *entry)
{
	struct hito_project *project = settings->project;
	const struct hito_yaml *yaml = &entry->value;

	switch (setting) {
	case HITO_SETTING_VERSION:
		return read_version(settings, yaml);
	case HITO_SETTING_LANG:
		return read_lang(settings, yaml);
	case HITO_SETTING_PATHS:
		return hito_settings_paths(settings, yaml, &project->paths,
					   &project->path_count);
	case HITO_SETTING_EXCLUDE:
		return hito_settings_paths(settings, yaml, &project->exclude,
					   &project->exclude_count);
	case HITO_SETTING_GOALS:
		return read_goals(settings, yaml);
	case HITO_SETTING_TEAM:
		return read_things(settings, entry, &project->team);
	case HITO_SETTING_KPIS:
		return read_things(settings, entry, &project->kpis);
	case HITO_SETTING_CALENDAR:
		return hito_settings_calendar(settings, yaml);
	case HITO_SETTING_LINT:
		return hito_settings_lint(settings, yaml);
	case HITO_SETTING_KEYS:
		return read_keys(settings, yaml);
	case HITO_SETTING_MAP:
		return hito_settings_map(settings, yaml);
	default:
		return true;
	}
}

/* A later version may look like nothing we know: say that, and only that. */
static bool check_version(struct hito_settings *settings,
			  const struct hito_yaml *root)
{
	const struct hito_yaml_entry *entry = hito_yaml_find(root, "hito");

	return !entry || !entry->readable ||
	       hito_yaml_is_empty(&entry->value) ||
	       read_version(settings, &entry->value);
}

/* The first thing that is wrong with it as YAML, as an error. */
static bool check_findings(struct hito_settings *settings,
			   struct hito_findings *findings)
{
	struct hito_out_memory memory;
	struct hito_out out;

	if (findings->no_memory)
		return hito_err_memory(settings->err);
	if (!findings->count)
		return true;
	hito_findings_sort(findings);
	hito_out_to_memory(&out, &memory, settings->arena, 4096);
	hito_finding_write(&out, HITO_LANG_EN, findings->list[0]->message,
			   findings->list[0]);
	hito_settings_fail(settings, findings->list[0]->span, "%.*s",
			   (int)memory.len, memory.ptr ? memory.ptr : "");
	return hito_err_help(settings->err,
			     "the project file is YAML as plans have it");
}

static bool check_damage(struct hito_settings *settings)
{
	const struct hito_damage *damage = settings->source->damage;
	enum hito_lang lang =
		settings->err ? settings->err->lang : HITO_LANG_NONE;

	if (!settings->source->damage_count)
		return true;
	return hito_settings_fail(
		settings, damage->span, "the project file has %s here",
		hito_message(lang, hito_damage_name(damage->kind)));
}

/* The text behind a "---" that may stand at the top, behind comments. */
static struct hito_span block_of(const struct hito_source *source)
{
	struct hito_span block = {source->start, (uint32_t)source->text.len};

	for (uint32_t i = 1; i <= source->line_count; i++) {
		struct hito_span line = hito_source_line_span(source, i);
		struct hito_str text =
			hito_str_trim(hito_source_text(source, line));

		if (hito_str_is(text, "---") && i < source->line_count)
			block.start = source->line_starts[i];
		else if (!text.len || text.ptr[0] == '#')
			continue;
		break;
	}
	return block;
}

bool hito_project_read(const struct hito_source *source,
		       struct hito_arena *arena,
		       struct hito_project **out_project, struct hito_err *err)
{
	struct hito_settings settings = {
		.source = source, .arena = arena, .err = err};
	/* team: and kpis: point into it. */
	struct hito_yaml *root = hito_new(arena, struct hito_yaml, 1);
	struct hito_findings findings;
	enum hito_setting setting;
	uint64_t seen = 0;

	if (!root || !hito_project_default(arena, &settings.project, err))
		return hito_err_memory(err);
	hito_findings_init(&findings, arena);
	settings.project->source = source;
	if (!check_damage(&settings) ||
	    !hito_yaml_read_file(source, block_of(source), arena, &findings,
				 root, err) ||
	    !check_version(&settings, root) ||
	    !check_findings(&settings, &findings))
		return false;
	for (size_t i = 0; i < root->count; i++) {
		const struct hito_yaml_entry *entry = &root->entries[i];

		if (!hito_settings_find(&settings, HITO_GROUP_FILE, entry,
					&seen, &setting))
			return false;
		if (!hito_yaml_is_empty(&entry->value) &&
		    !read_setting(&settings, setting, entry))
			return false;
	}
	settings.project->rules = settings.rules;
	settings.project->rule_count = settings.rule_count;
	*out_project = settings.project;
	return true;
}
