/* SPDX-License-Identifier: MIT */
/* The project file: settings, paths, mappings, and what is wrong with it. */
#include "unit.h"

#include <stdio.h>

#include "hito/limits.h"
#include "hito/project.h"
#include "hito/rule.h"
#include "text/frontmatter.h"

struct reading {
	struct hito_arena *arena;
	struct hito_project *project;
	struct hito_err err;
};

static bool read_text(struct reading *reading, const char *text)
{
	struct hito_source *source;

	memset(reading, 0, sizeof(*reading));
	reading->arena = hito_arena_new(NULL);
	assert_true(hito_source_new(reading->arena, HITO_STR(".hito.yaml"),
				    hito_str_from(text), &source, NULL));
	return hito_project_read(source, reading->arena, &reading->project,
				 &reading->err);
}

static const struct hito_project *good(struct reading *reading,
				       const char *text)
{
	if (!read_text(reading, text))
		fail_msg("%u:%u: %s", (unsigned)reading->err.line,
			 (unsigned)reading->err.column, reading->err.message);
	return reading->project;
}

static void done(struct reading *reading)
{
	hito_arena_free(reading->arena);
}

/* The text is refused there, with these words. */
static void assert_refused(const char *text, unsigned line, unsigned column,
			   const char *words)
{
	struct reading reading;

	assert_false(read_text(&reading, text));
	assert_int_equal(reading.err.code, HITO_ERR_USAGE);
	if (!strstr(reading.err.message, words))
		fail_msg("%s: \"%s\" has no \"%s\"", text, reading.err.message,
			 words);
	assert_int_equal(reading.err.line, line);
	assert_int_equal(reading.err.column, column);
	assert_string_equal(reading.err.path, ".hito.yaml");
	assert_null(reading.project);
	done(&reading);
}

static void nothing_said_is_the_default(void **state)
{
	static const char *const texts[] = {"",
					    "# nothing\n",
					    "hito: 1\n",
					    "---\nhito: 1\n",
					    "\xef\xbb\xbfhito: 1\n",
					    "# ours\n---\nhito:\nlang:\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct reading reading;
		const struct hito_project *project = good(&reading, texts[i]);

		assert_int_equal(project->path_count, 1);
		unit_assert_str(project->paths[0], "plans");
		assert_int_equal(project->lang, HITO_LANG_NONE);
		assert_int_equal(project->minutes_a_day, 480);
		assert_int_equal(hito_project_days_a_week(project), 5);
		assert_int_equal(project->thresholds[HITO_THRESHOLD_MAX_STEPS],
				 7);
		assert_int_equal(project->mapping_count, 0);
		assert_non_null(project->source);
		done(&reading);
	}
}

static void keys_have_two_languages(void **state)
{
	struct reading reading;
	const struct hito_project *project =
		good(&reading, "hito: 1\nidioma: es\nrutas: [planes, obras]\n"
			       "excluir: planes/viejos\n"
			       "calendario:\n  horas: 7.5\n"
			       "  días laborables: [lun, mié, sábado]\n");

	(void)state;
	assert_int_equal(project->lang, HITO_LANG_ES);
	assert_int_equal(project->path_count, 2);
	unit_assert_str(project->exclude[0], "planes/viejos");
	assert_int_equal(project->minutes_a_day, 450);
	assert_int_equal(project->working_days, 0x25);
	done(&reading);
}

static void a_higher_version_is_one_message(void **state)
{
	(void)state;
	assert_refused("hito: 2\n", 1, 7, "version 2");
	/* Whatever else it has. */
	assert_refused("plans: {}\nhito: 3\n*x\n", 2, 7, "version 3");
	assert_refused("hito: one\n", 1, 7, "hito: 1");
	assert_refused("hito: 0\n", 1, 7, "hito: 1");
}

static void unknown_keys_have_a_place_and_a_guess(void **state)
{
	struct reading reading;

	(void)state;
	assert_refused("hito: 1\npathes: [a]\n", 2, 1,
		       "did you mean \"paths\"");
	assert_refused("calender:\n  hours: 8\n", 1, 1, "\"calendar\"");
	assert_refused("calendar:\n  hour: 8\n", 2, 3, "\"hours\"");
	assert_refused("lint:\n  thresholds:\n    max-step: 9\n", 3, 5,
		       "\"max-steps\"");
	assert_refused("map:\n  - file: x\n", 2, 5, "\"files\"");
	assert_refused("x-color: red\n", 1, 1, "unknown key \"x-color\"");
	assert_false(read_text(&reading, "colour: red\n"));
	assert_non_null(strstr(reading.err.help, "paths"));
	done(&reading);
}

static void a_key_and_its_alias_are_one(void **state)
{
	(void)state;
	assert_refused("lang: es\nidioma: en\n", 2, 1, "twice");
}

static void broken_yaml_is_an_error_with_its_place(void **state)
{
	(void)state;
	assert_refused("hito: 1\npaths: [a, b\nlang: es\n", 2, 8, "");
	assert_refused("paths: &a [x]\n", 1, 8, "");
	assert_refused("just a text\n", 1, 1, "");
	assert_refused("hito: 1\n<<<<<<< ours\nlang: es\n=======\nlang: en\n"
		       ">>>>>>> theirs\n",
		       2, 1, "conflict");
	assert_refused("lang: \xff\n", 1, 7, "UTF-8");
}

static void values_have_types(void **state)
{
	(void)state;
	assert_refused("lang: [es]\n", 1, 7, "one text");
	assert_refused("lang: klingon\n", 1, 7, "en or es");
	assert_refused("paths: {a: b}\n", 1, 8, "list");
	assert_refused("paths: [[a]]\n", 1, 9, "one text");
	assert_refused("calendar: 8\n", 1, 11, "mapping");
	assert_refused("goals: grow\n", 1, 8, "mapping");
	assert_refused("team: ana\n", 1, 7, "mapping");
	assert_refused("team:\n  - ana\n  - name: Luis\n", 3, 5, "mapping");
	assert_refused("keys: {client: string}\n", 1, 16, "no type");
	assert_refused("keys: {owner: text}\n", 1, 8, "already");
	assert_refused("map: {step-files: maybe}\n", 1, 19, "true");
}

static void paths_stay_inside(void **state)
{
	struct reading reading;
	const struct hito_project *project =
		good(&reading, "paths: [./plans/, .]\n");

	(void)state;
	unit_assert_str(project->paths[0], "plans");
	unit_assert_str(project->paths[1], "**");
	done(&reading);
	assert_refused("paths: [../other]\n", 1, 8, "leads out");
	assert_refused("paths: plans/../..\n", 1, 8, "leads out");
	assert_refused("paths: /etc\n", 1, 8, "leads out");
}

static void goals_have_two_forms(void **state)
{
	struct reading reading;
	const struct hito_project *project =
		good(&reading, "goals:\n  grow: Grow the audience\n");

	(void)state;
	assert_int_equal(project->goal_count, 1);
	unit_assert_str(project->goals[0].id, "grow");
	unit_assert_str(project->goals[0].title, "Grow the audience");
	done(&reading);
	project = good(&reading, "metas:\n  - id: crecer\n    título: Crecer "
				 "más\n  - ahorrar\n");
	assert_int_equal(project->goal_count, 2);
	unit_assert_str(project->goals[0].title, "Crecer más");
	unit_assert_str(project->goals[1].id, "ahorrar");
	done(&reading);
	assert_refused("goals:\n  - title: Grow\n", 2, 5, "id");
}

static void shared_things_are_kept(void **state)
{
	struct reading reading;
	const struct hito_project *project = good(
		&reading, "team:\n  ana: {name: Ana}\nkpis:\n  visits: {}\n");

	(void)state;
	assert_non_null(project->team);
	assert_int_equal(project->team->count, 1);
	unit_assert_str(project->team->entries[0].key, "ana");
	unit_assert_str(project->kpis->entries[0].key, "visits");
	done(&reading);
}

static void holidays_are_sorted_and_merged(void **state)
{
	struct reading reading;
	const struct hito_project *project =
		good(&reading, "calendar:\n  holidays:\n    - 2026-12-25\n"
			       "    - 2026-04-02 .. 2026-04-06\n"
			       "    - 2026-04-05..2026-04-08\n"
			       "    - 2026-04-09\n"
			       "    - 2026-05-01: Labour day\n");

	(void)state;
	assert_int_equal(project->holiday_count, 3);
	assert_int_equal(project->holidays[0].first,
			 hito_day_parse(HITO_STR("2026-04-02")));
	assert_int_equal(project->holidays[0].last,
			 hito_day_parse(HITO_STR("2026-04-09")));
	assert_int_equal(project->holidays[1].last,
			 hito_day_parse(HITO_STR("2026-05-01")));
	assert_int_equal(project->holidays[2].first,
			 hito_day_parse(HITO_STR("2026-12-25")));
	done(&reading);
}

static void leave_has_people(void **state)
{
	struct reading reading;
	const struct hito_project *project =
		good(&reading, "calendar:\n  leave:\n    ana: [2026-08-03.."
			       "2026-08-14, 2026-09-01]\n    luis: "
			       "2026-08-20\n");

	(void)state;
	assert_int_equal(project->leave_count, 3);
	unit_assert_str(project->leaves[1].person, "ana");
	assert_int_equal(project->leaves[1].days.first,
			 hito_day_parse(HITO_STR("2026-09-01")));
	unit_assert_str(project->leaves[2].person, "luis");
	done(&reading);
}

/* Every second day: a run each. */
static void days_off_have_a_limit(void **state)
{
	char text[HITO_LIMIT_DAYS_OFF * 12 + 128];
	hito_day first = hito_day_parse(HITO_STR("2026-01-01"));

	(void)state;
	for (int over = 0; over < 2; over++) {
		struct reading reading;
		size_t used = (size_t)snprintf(text, sizeof(text),
					       "calendar: {holidays: [");
		char day[HITO_DAY_SIZE];

		for (int i = 0; i < HITO_LIMIT_DAYS_OFF + over; i++)
			used += (size_t)snprintf(
				text + used, sizeof(text) - used, "%s%s",
				i ? "," : "",
				hito_day_format(first + 2 * i, day));
		snprintf(text + used, sizeof(text) - used, "]}\n");
		if (over) {
			assert_refused(text, 1, 22, "more than 500 days");
		} else {
			assert_int_equal(good(&reading, text)->holiday_count,
					 HITO_LIMIT_DAYS_OFF);
			done(&reading);
		}
	}
}

static void calendars_are_checked(void **state)
{
	(void)state;
	assert_refused("calendar: {holidays: [2026-02-30]}\n", 1, 23,
		       "neither a day");
	assert_refused("calendar: {holidays: [2026-04-06..2026-04-02]}\n", 1,
		       23, "neither a day");
	assert_refused("calendar: {hours: 25}\n", 1, 19, "working hours");
	assert_refused("calendar: {hours: 0}\n", 1, 19, "working hours");
	assert_refused("calendar: {hours: 2d}\n", 1, 19, "working hours");
	assert_refused("calendar: {working-days: [mon, hoy]}\n", 1, 26,
		       "no day of the week");
	assert_refused("calendar: {hours: 8, hours: 9}\n", 1, 22, "");
}

static void runs_of_days(void **state)
{
	struct hito_days_off off;

	(void)state;
	assert_true(hito_days_off_parse(HITO_STR("2026-04-02"), &off));
	assert_int_equal(off.first, off.last);
	assert_true(
		hito_days_off_parse(HITO_STR("2026-04-02..2026-04-03"), &off));
	assert_int_equal(off.last, off.first + 1);
	assert_false(hito_days_off_parse(HITO_STR("2026-04-02.."), &off));
	assert_false(hito_days_off_parse(HITO_STR(""), &off));
	assert_false(
		hito_days_off_parse(HITO_STR("2026-04-02...2026-04-03"), &off));
}

static void rules_are_set_in_order(void **state)
{
	struct reading reading;
	const struct hito_project *project =
		good(&reading, "lint:\n  overrides:\n    - files: plans/draft\n"
			       "      ignore: all\n"
			       "  severities: {placeholder: info, T: off}\n"
			       "  ignore: [S002, r]\n  select: strict\n");

	(void)state;
	assert_int_equal(project->rule_count, 6);
	unit_assert_str(project->rules[0].rule, "strict");
	assert_int_equal(project->rules[0].what, HITO_RULE_SELECT);
	unit_assert_str(project->rules[1].rule, "S002");
	assert_int_equal(project->rules[1].what, HITO_RULE_IGNORE);
	unit_assert_str(project->rules[3].rule, "placeholder");
	assert_int_equal(project->rules[3].what, HITO_RULE_LEVEL);
	assert_int_equal(project->rules[3].level, HITO_INFO);
	assert_int_equal(project->rules[4].what, HITO_RULE_IGNORE);
	unit_assert_str(project->rules[5].files, "plans/draft");
	assert_int_equal(project->rules[0].files.len, 0);
	done(&reading);
}

static void rules_and_thresholds_are_checked(void **state)
{
	struct reading reading;
	const struct hito_project *project = good(
		&reading, "lint: {thresholds: {min-steps: 2, max_months: 18}}");

	(void)state;
	assert_int_equal(project->thresholds[HITO_THRESHOLD_MIN_STEPS], 2);
	assert_int_equal(project->thresholds[HITO_THRESHOLD_MAX_MONTHS], 18);
	done(&reading);
	assert_refused("lint: {ignore: [S002, S999]}\n", 1, 23, "\"S999\"");
	assert_refused("lint: {ignore: placeholdr}\n", 1, 16,
		       "\"placeholder\"");
	assert_refused("lint: {severities: {S002: fatal}}\n", 1, 27,
		       "severity");
	assert_refused("lint: {thresholds: {min-steps: few}}\n", 1, 32,
		       "number");
	assert_refused("lint: {thresholds: {min-steps: 9}}\n", 1, 20, "above");
	assert_refused("lint: {overrides: [{ignore: all}]}\n", 1, 20, "files");
}

static void declared_keys_have_types(void **state)
{
	struct reading reading;
	const struct hito_project *project =
		good(&reading, "keys: {client: texto, billed: day, free: }\n");

	(void)state;
	assert_int_equal(project->key_count, 3);
	unit_assert_str(project->keys[1].name, "billed");
	assert_int_equal(project->keys[1].type, HITO_TYPE_DAY);
	assert_int_equal(project->keys[2].type, HITO_TYPE_TEXT);
	done(&reading);
}

static const char backlog[] =
	"paths: [backlog]\n"
	"map:\n"
	"  - files: backlog/**\n"
	"    plan: backlog-md\n"
	"    step-files: true\n"
	"    keys: {id: id, owner: assignee, state: status, due: [due_date, "
	"deadline]}\n"
	"    sections: {success: Acceptance Criteria}\n"
	"    states:\n"
	"      todo: [To Do, Draft]\n"
	"      done: [Done]\n"
	"    ids: {fold-case: true, strip-prefixes: [task-, BACK-]}\n"
	"    dates: \"%Y-%m-%d %H:%M\"\n"
	"    ignore: [backlog/copies]\n"
	"  - files: backlog/archive/**\n"
	"    state: dropped\n"
	"    plan: old\n";

static const struct hito_mapping *mapping_of(struct reading *reading,
					     const char *path)
{
	const struct hito_mapping *mapping;

	assert_true(hito_project_mapping(reading->project, hito_str_from(path),
					 reading->arena, &mapping, NULL));
	return mapping;
}

static void a_mapping_has_everything(void **state)
{
	struct reading reading;
	const struct hito_mapping *mapping;

	(void)state;
	good(&reading, backlog);
	mapping = mapping_of(&reading, "backlog/tasks/task-1.md");
	assert_non_null(mapping);
	unit_assert_str(mapping->plan, "backlog-md");
	assert_int_equal(mapping->step_files, 1);
	assert_true(mapping->has_keys);
	assert_int_equal(mapping->key_count, 5);
	assert_int_equal(mapping->keys[1].key, HITO_KEY_OWNER);
	unit_assert_str(mapping->keys[1].name, "assignee");
	unit_assert_str(mapping->keys[4].name, "deadline");
	assert_int_equal(mapping->sections[0].key, HITO_KEY_SUCCESS);
	assert_int_equal(mapping->state_count, 3);
	assert_int_equal(mapping->states[1].state, HITO_TODO);
	unit_assert_str(mapping->states[1].word, "Draft");
	assert_int_equal(mapping->fold_case, 1);
	assert_int_equal(mapping->strip_prefix_count, 2);
	unit_assert_str(mapping->date_formats[0], "%Y-%m-%d %H:%M");
	assert_int_equal(mapping->state, HITO_WORD_NONE);
	assert_int_not_equal(mapping->ignore_duplicates, 1);
	done(&reading);
}

static void the_last_entry_that_matches_wins(void **state)
{
	struct reading reading;
	const struct hito_mapping *mapping;

	(void)state;
	good(&reading, backlog);
	mapping = mapping_of(&reading, "backlog/archive/tasks/task-1.md");
	unit_assert_str(mapping->plan, "old");
	assert_int_equal(mapping->state, HITO_DROPPED);
	/* Not said there: as before. */
	assert_int_equal(mapping->step_files, 1);
	assert_int_equal(mapping->key_count, 5);
	assert_null(mapping_of(&reading, "plans/plan.md"));
	assert_int_equal(mapping_of(&reading, "backlog/copies/task-1.md")
				 ->ignore_duplicates,
			 1);
	done(&reading);
}

static void one_entry_needs_no_list(void **state)
{
	struct reading reading;
	const struct hito_mapping *mapping;

	(void)state;
	good(&reading, "correspondencias:\n  claves: {responsable: quien}\n"
		       "  ignorar: true\n");
	mapping = mapping_of(&reading, "any/file.md");
	assert_int_equal(mapping->keys[0].key, HITO_KEY_OWNER);
	assert_int_equal(mapping->ignore_duplicates, 1);
	assert_int_equal(mapping->step_files, -1);
	done(&reading);
}

static void mappings_are_checked(void **state)
{
	(void)state;
	assert_refused("map: {keys: {status: state}}\n", 1, 14,
		       "did you mean \"state\"");
	assert_refused("map: {states: {Done: done, To Do: todo}}\n", 1, 28,
		       "no state");
	assert_refused("map: {state: gone}\n", 1, 14, "no state");
	assert_refused("map: {dates: '%d/%m'}\n", 1, 14, "%Y");
	assert_refused("map: {plan: My Plan}\n", 1, 13, "no plan id");
	assert_refused("map: [backlog]\n", 1, 7, "mapping");
}

static bool has(const struct reading *reading, const char *path)
{
	return hito_project_has_path(reading->project, hito_str_from(path));
}

static bool enters(const struct reading *reading, const char *path)
{
	return hito_project_has_folder(reading->project, hito_str_from(path));
}

static void folders_and_patterns_are_paths(void **state)
{
	struct reading reading;

	(void)state;
	good(&reading, "paths: [plans, teams/*/plans]\n"
		       "exclude: [plans/old, \"*.draft.md\"]\n");
	assert_true(has(&reading, "plans/a.md"));
	assert_true(has(&reading, "plans/deep/er/a.md"));
	assert_true(has(&reading, "teams/red/plans/x/a.md"));
	assert_false(has(&reading, "plans/a.txt"));
	assert_false(has(&reading, "plans.md"));
	assert_false(has(&reading, "plansx/a.md"));
	assert_false(has(&reading, "teams/red/a.md"));
	assert_false(has(&reading, "plans/old/a.md"));
	assert_false(has(&reading, "plans/x/a.draft.md"));
	assert_false(has(&reading, "a.md"));
	done(&reading);
}

static void walks_enter_what_may_hold_plans(void **state)
{
	struct reading reading;

	(void)state;
	good(&reading, "paths: [plans, teams/*/plans]\nexclude: plans/old\n");
	assert_true(enters(&reading, ""));
	assert_true(enters(&reading, "plans"));
	assert_true(enters(&reading, "plans/deep"));
	assert_true(enters(&reading, "teams"));
	assert_true(enters(&reading, "teams/red"));
	assert_true(enters(&reading, "teams/red/plans/x"));
	assert_false(enters(&reading, "teams/red/other"));
	assert_false(enters(&reading, "src"));
	assert_false(enters(&reading, "plans/old"));
	assert_false(enters(&reading, "plans/old/er"));
	done(&reading);
	good(&reading, "paths: '**/*.md'\n");
	assert_true(enters(&reading, "src/deep"));
	assert_true(has(&reading, "src/deep/a.md"));
	done(&reading);
	good(&reading, "paths: .\n");
	assert_true(enters(&reading, "src"));
	assert_true(has(&reading, "a.md"));
	done(&reading);
}

static bool read_backlog(struct hito_arena *arena)
{
	static const char text[] =
		"lang: es\ngoals: {a: b}\nlint: {ignore: [S, T], overrides: "
		"{files: x, select: all}}\ncalendar: {holidays: [2026-01-01], "
		"leave: {ana: 2026-01-02}}\nkeys: {client: text}\n"
		"map: {keys: {id: i}, states: {done: Done}, dates: "
		"'%Y-%m-%d'}\n";
	struct hito_err err = {.code = HITO_OK};
	const struct hito_mapping *mapping;
	struct hito_project *project;
	struct hito_source *source;
	bool ok = hito_source_new(arena, HITO_STR(".hito.yaml"), HITO_STR(text),
				  &source, &err) &&
		  hito_project_read(source, arena, &project, &err) &&
		  hito_project_mapping(project, HITO_STR("x.md"), arena,
				       &mapping, &err);

	assert_int_equal(err.code, ok ? HITO_OK : HITO_ERR_MEMORY);
	return ok;
}

static void memory_may_end_anywhere(void **state)
{
	(void)state;
	assert_true(unit_until_done(read_backlog) > 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_said_is_the_default),
		cmocka_unit_test(keys_have_two_languages),
		cmocka_unit_test(a_higher_version_is_one_message),
		cmocka_unit_test(unknown_keys_have_a_place_and_a_guess),
		cmocka_unit_test(a_key_and_its_alias_are_one),
		cmocka_unit_test(broken_yaml_is_an_error_with_its_place),
		cmocka_unit_test(values_have_types),
		cmocka_unit_test(paths_stay_inside),
		cmocka_unit_test(goals_have_two_forms),
		cmocka_unit_test(shared_things_are_kept),
		cmocka_unit_test(holidays_are_sorted_and_merged),
		cmocka_unit_test(leave_has_people),
		cmocka_unit_test(days_off_have_a_limit),
		cmocka_unit_test(calendars_are_checked),
		cmocka_unit_test(runs_of_days),
		cmocka_unit_test(rules_are_set_in_order),
		cmocka_unit_test(rules_and_thresholds_are_checked),
		cmocka_unit_test(declared_keys_have_types),
		cmocka_unit_test(a_mapping_has_everything),
		cmocka_unit_test(the_last_entry_that_matches_wins),
		cmocka_unit_test(one_entry_needs_no_list),
		cmocka_unit_test(mappings_are_checked),
		cmocka_unit_test(folders_and_patterns_are_paths),
		cmocka_unit_test(walks_enter_what_may_hold_plans),
		cmocka_unit_test(memory_may_end_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
