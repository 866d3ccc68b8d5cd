/* SPDX-License-Identifier: MIT */
/*
 * The project file .hito.yaml: where plans are and how they are read
 * (hito-format(5), PROJECT FILE). Data only: nothing in it is executed.
 */
#ifndef HITO_PROJECT_H
#define HITO_PROJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/finding.h"
#include "hito/key.h"
#include "hito/value.h"

#pragma GCC visibility push(default)

#define HITO_PROJECT_FILE ".hito.yaml"

/* Setting of one rule, by id, name or letter; the last that matches wins. */
struct hito_rule_setting {
	struct hito_str rule;  /* "S002", "placeholder", "S", "strict", "all" */
	struct hito_str files; /* path pattern; empty: everywhere */
	enum { HITO_RULE_SELECT, HITO_RULE_IGNORE, HITO_RULE_LEVEL } what;
	enum hito_level level; /* of RULE_LEVEL */
};

/* Thresholds of rules, one table: constant, name, default, help */
#define HITO_THRESHOLDS(X)                                                \
	X(MIN_STEPS, "min-steps", 3, "fewest main steps of an objective") \
	X(MAX_STEPS, "max-steps", 7, "most main steps of an objective")   \
	X(MIN_MONTHS, "min-months", 3, "shortest plan in months")         \
	X(MAX_MONTHS, "max-months", 12, "longest plan in months")         \
	X(MAX_ACTIVE, "max-active", 4, "most steps in progress a person") \
	X(MAX_DUE, "max-due", 5, "most steps of a plan due on one day")   \
	X(MAX_QUIET, "max-quiet", 14, "most days a step rests in doing")  \
	X(MAX_REVIEW, "max-review", 35, "most days without a review")     \
	X(MAX_SLIPS, "max-slips", 1, "how often a due date may slip")
enum hito_threshold {
#define HITO_THRESHOLD_ENUM(constant, name, value, help) \
	HITO_THRESHOLD_##constant,
	HITO_THRESHOLDS(HITO_THRESHOLD_ENUM)
#undef HITO_THRESHOLD_ENUM
		HITO_THRESHOLD_COUNT,
};

/* A run of days off, both ends included. */
struct hito_days_off {
	hito_day first, last;
};
/* DAY or DAY..DAY, the first not after the last; false for anything else. */
bool hito_days_off_parse(struct hito_str text, struct hito_days_off *out);

/* Days off of one person, by the project file's calendar. */
struct hito_leave {
	struct hito_str person;
	struct hito_days_off days;
};

/* A strategic goal that objectives serve. */
struct hito_goal {
	struct hito_str id, title;
};

/* A key that the project declares beside the table. */
struct hito_declared_key {
	struct hito_str name;
	enum hito_type type;
};

/* foreign key or heading -> key */
struct hito_key_mapping {
	enum hito_key key;
	struct hito_str name;
};

struct hito_state_mapping {
	enum hito_word state;
	struct hito_str word;
};

/* One entry of map:, and also all entries that match a file put together. */
struct hito_mapping {
	struct hito_str files; /* path pattern; empty: all files */
	struct hito_str plan;  /* id of the plan; empty: as usual */
	int step_files;        /* 1: every file is a step; -1: not said */
	int ignore_duplicates; /* 1: loses against another of the same id */
	int fold_case;         /* 1: ids compare without case; -1 */
	enum hito_word state;  /* what the folder means; NONE: the file's */
	const struct hito_key_mapping *keys;
	size_t key_count;
	bool has_keys; /* keys: was given: others are silent */
	const struct hito_key_mapping *sections;
	size_t section_count;
	const struct hito_state_mapping *states;
	size_t state_count;
	const struct hito_str *strip_prefixes;
	size_t strip_prefix_count;
	const struct hito_str *date_formats; /* strptime-like: %Y-%m-%d %H:%M */
	size_t date_format_count;
	const struct hito_str *ignored; /* patterns whose duplicates lose */
	size_t ignored_count;
};

struct hito_yaml;

struct hito_project {
	const struct hito_source *source; /* NULL: there is no project file */
	enum hito_lang lang;
	const struct hito_str *paths; /* default: "plans" */
	size_t path_count;
	const struct hito_str *exclude;
	size_t exclude_count;
	const struct hito_goal *goals;
	size_t goal_count;
	/* team: and kpis: as they stand, read by hito_document_project */
	const struct hito_yaml *team, *kpis;
	unsigned working_days;  /* bit 0 = Monday ... bit 6 = Sunday */
	unsigned minutes_a_day; /* default 480 */
	const struct hito_days_off *holidays; /* sorted, apart */
	size_t holiday_count;
	const struct hito_leave *leaves; /* as written */
	size_t leave_count;
	struct hito_str baseline; /* path of hito-baseline(1); may be empty */
	const struct hito_rule_setting *rules;
	size_t rule_count;
	int thresholds[HITO_THRESHOLD_COUNT];
	int lint_history; /* 1: hito lint reads history, too */
	const struct hito_declared_key *keys;
	size_t key_count;
	const struct hito_mapping *mappings;
	size_t mapping_count;
};

/* The project without a project file: all defaults. */
HITO_MUST bool hito_project_default(struct hito_arena *arena,
				    struct hito_project **out_project,
				    struct hito_err *err);
/*
 * Read a project file. Anything wrong in it is an error with its place
 * (HITO_ERR_USAGE: exit status 2); an unknown key names the nearest known.
 * "hito: 2" and higher is one clear message.
 */
HITO_MUST bool hito_project_read(const struct hito_source *source,
				 struct hito_arena *arena,
				 struct hito_project **out_project,
				 struct hito_err *err);

/* Below paths, not excluded, named *.md. */
bool hito_project_has_path(const struct hito_project *project,
			   struct hito_str path);
/* The folder that its first path begins with: "plans" of "plans/x*". */
struct hito_str hito_project_folder(const struct hito_project *project);
/* Could a folder hold such files? (so that walks need not enter others) */
bool hito_project_has_folder(const struct hito_project *project,
			     struct hito_str path);
/*
 * All map: entries that match a path put together, for each setting the
 * last. *out_mapping is NULL when none matches.
 */
HITO_MUST bool hito_project_mapping(const struct hito_project *project,
				    struct hito_str path,
				    struct hito_arena *arena,
				    const struct hito_mapping **out_mapping,
				    struct hito_err *err);
/* Working days of a week, from 1. */
unsigned hito_project_days_a_week(const struct hito_project *project);

#pragma GCC visibility pop
#endif
