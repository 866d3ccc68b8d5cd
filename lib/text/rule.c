/* SPDX-License-Identifier: MIT */
/* The catalogue of rules as tables. */
#include "hito/rule.h"

struct rule_row {
	const char *id;
	const char *name;
	enum hito_level level;
	enum hito_rule_group group;
	const char *summary;
};

static const struct rule_row rows[] = {
#define RULE_ROW(id, name, level, group, summary) \
	{#id, name, HITO_##level, HITO_##group, summary},
	HITO_RULES(RULE_ROW)
#undef RULE_ROW
};

const char *hito_rule_id(enum hito_rule rule)
{
	return rule < HITO_RULE_COUNT ? rows[rule].id : "";
}

const char *hito_rule_name(enum hito_rule rule)
{
	return rule < HITO_RULE_COUNT ? rows[rule].name : "";
}

const char *hito_rule_summary(enum hito_rule rule)
{
	return rule < HITO_RULE_COUNT ? rows[rule].summary : "";
}

enum hito_level hito_rule_level(enum hito_rule rule)
{
	return rule < HITO_RULE_COUNT ? rows[rule].level : HITO_ERROR;
}

enum hito_rule_group hito_rule_group(enum hito_rule rule)
{
	return rule < HITO_RULE_COUNT ? rows[rule].group : HITO_STRICT;
}

bool hito_rule_is_wording(enum hito_rule rule)
{
	return hito_rule_id(rule)[0] && hito_rule_id(rule)[1] == '2';
}

enum hito_rule hito_rule_find(struct hito_str text)
{
	size_t i;

	for (i = 0; i < HITO_RULE_COUNT; i++) {
		struct hito_str id = hito_str_from(rows[i].id);
		struct hito_str name = hito_str_from(rows[i].name);

		if (hito_str_equal_nocase(text, id) ||
		    hito_str_equal_nocase(text, name))
			return (enum hito_rule)i;
	}
	return HITO_RULE_COUNT;
}

const char *hito_level_name(enum hito_level level)
{
	static const char *const names[] = {"info", "warning", "error"};

	return level <= HITO_ERROR ? names[level] : "error";
}

const char *hito_group_name(enum hito_rule_group group)
{
	return group == HITO_RECOMMENDED ? "recommended" : "strict";
}
