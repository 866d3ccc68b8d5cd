/* SPDX-License-Identifier: MIT */
/* Selection: the last setting that names a rule decides. */
#include "lint/select.h"

#include <string.h>

#include "base/glob.h"
#include "lint/guess.h"
#include "lint/lint.h"
#include "lint/past.h"

/* "S002", "placeholder", "S", "S0", "all", "recommended", "strict" */
static bool names_rule(struct hito_str word, enum hito_rule rule)
{
	struct hito_str id = hito_str_from(hito_rule_id(rule));

	if (hito_str_equal_nocase(word, HITO_STR("all")) ||
	    hito_str_equal_nocase(word, HITO_STR("strict")))
		return true;
	if (hito_str_equal_nocase(word, HITO_STR("recommended")))
		return hito_rule_group(rule) == HITO_RECOMMENDED;
	if (hito_str_equal_nocase(word, hito_str_from(hito_rule_name(rule))))
		return true;
	return word.len > 0 && word.len <= id.len &&
	       hito_str_equal_nocase(word, hito_str_slice(id, 0, word.len));
}

/*
 * Weak evidence counts where all is asked for, or the rule itself: "S" means
 * the recommended rules of S.
 */
static bool selects_rule(struct hito_str word, enum hito_rule rule, bool weak)
{
	if (!names_rule(word, rule))
		return false;
	return !weak || hito_str_equal_nocase(word, HITO_STR("all")) ||
	       hito_str_equal_nocase(word, HITO_STR("strict")) ||
	       hito_rule_find(word) == rule;
}

/* Who asks for a rule of history is told that it was not judged. */
static bool selects(struct hito_str word, const struct hito_finding *finding)
{
	if (finding->rule == HITO_RULE_H000 && hito_past_is_named(word))
		return true;
	return selects_rule(word, finding->rule,
			    finding->strict || hito_rule_group(finding->rule) ==
						       HITO_STRICT);
}

static bool names_any(struct hito_str word)
{
	size_t i;

	for (i = 0; i < HITO_RULE_COUNT; i++) {
		if (names_rule(word, (enum hito_rule)i))
			return true;
	}
	return false;
}

static bool unknown_rule(struct hito_str word, struct hito_err *err)
{
	struct hito_guess guess;
	struct hito_str near;
	size_t i;

	hito_guess_init(&guess, word);
	for (i = 0; i < HITO_RULE_COUNT; i++) {
		hito_guess_try(&guess,
			       hito_str_from(hito_rule_id((enum hito_rule)i)));
		hito_guess_try(&guess, hito_str_from(hito_rule_name(
					       (enum hito_rule)i)));
	}
	near = hito_guess_best(&guess);
	(void)hito_err_set(err, HITO_ERR_USAGE, "there is no rule \"%.*s\"",
			   HITO_STR_ARG(hito_str_slice(word, 0, 80)));
	if (near.len)
		return hito_err_help(err, "did you mean \"%.*s\"?",
				     HITO_STR_ARG(near));
	return hito_err_help(err, "hito explain lists the rules");
}

bool hito_select_check(const struct hito_lint_options *options,
		       struct hito_err *err)
{
	size_t i;

	for (i = 0; i < options->select_count; i++) {
		if (!names_any(options->select[i]))
			return unknown_rule(options->select[i], err);
	}
	for (i = 0; i < options->ignore_count; i++) {
		if (!names_any(options->ignore[i]))
			return unknown_rule(options->ignore[i], err);
	}
	return true;
}

static bool setting_is_for(const struct hito_rule_setting *setting,
			   const struct hito_source *source)
{
	return setting->files.len == 0 ||
	       (source && hito_glob_match(setting->files, source->path));
}

static void apply_level(struct hito_finding *finding, enum hito_level level,
			bool drafted)
{
	if (!drafted || level < finding->level)
		finding->level = level;
}

/* Is it among those that are judged where nothing else is said? */
static bool is_recommended(const struct hito_finding *finding)
{
	return hito_rule_group(finding->rule) == HITO_RECOMMENDED &&
	       !finding->strict;
}

/* The project file's word: --select takes the place of its select:. */
static bool project_wants(const struct hito_project *project,
			  struct hito_finding *finding)
{
	bool drafted = finding->level == HITO_INFO &&
		       (hito_rule_is_presence(finding->rule) ||
			(hito_rule_is_wording(finding->rule) &&
			 hito_rule_level(finding->rule) != HITO_INFO));
	bool wanted = is_recommended(finding);
	size_t i;

	for (i = 0; i < project->rule_count; i++) {
		const struct hito_rule_setting *setting = &project->rules[i];

		if (setting->what == HITO_RULE_SELECT &&
		    setting->files.len == 0)
			wanted = false;
	}
	for (i = 0; i < project->rule_count; i++) {
		const struct hito_rule_setting *setting = &project->rules[i];

		if (!setting_is_for(setting, finding->source))
			continue;
		if (setting->what == HITO_RULE_SELECT)
			wanted |= selects(setting->rule, finding);
		else if (!names_rule(setting->rule, finding->rule))
			continue;
		else if (setting->what == HITO_RULE_LEVEL)
			apply_level(finding, setting->level, drafted);
		else
			wanted = false;
	}
	return wanted;
}

bool hito_select_finding(const struct hito_project *project,
			 const struct hito_lint_options *options,
			 struct hito_finding *finding)
{
	bool wanted = project_wants(project, finding);
	size_t i;

	if (options->select_count)
		wanted = false;
	for (i = 0; i < options->select_count; i++)
		wanted |= selects(options->select[i], finding);
	for (i = 0; i < options->ignore_count; i++)
		wanted &= !names_rule(options->ignore[i], finding->rule);
	return wanted;
}

/* The project file speaks of the rule: somewhere it may be selected. */
static bool project_may(const struct hito_project *project, enum hito_rule rule)
{
	bool weak = hito_rule_group(rule) == HITO_STRICT;
	bool may = !weak, everywhere = true;
	size_t i;

	for (i = 0; i < project->rule_count; i++)
		everywhere &= project->rules[i].what != HITO_RULE_SELECT ||
			      project->rules[i].files.len != 0;
	may &= everywhere;
	for (i = 0; i < project->rule_count; i++) {
		const struct hito_rule_setting *setting = &project->rules[i];

		if (!names_rule(setting->rule, rule))
			continue;
		if (setting->what == HITO_RULE_SELECT)
			may |= selects_rule(setting->rule, rule, weak);
		else if (setting->what == HITO_RULE_IGNORE &&
			 setting->files.len == 0)
			may = false;
	}
	return may;
}

bool hito_select_may(const struct hito_project *project,
		     const struct hito_lint_options *options,
		     enum hito_rule rule)
{
	bool weak = hito_rule_group(rule) == HITO_STRICT;
	bool may = options->select_count == 0 && project_may(project, rule);
	size_t i;

	for (i = 0; i < options->select_count; i++)
		may |= selects_rule(options->select[i], rule, weak);
	for (i = 0; i < options->ignore_count; i++)
		may &= !names_rule(options->ignore[i], rule);
	return may;
}
