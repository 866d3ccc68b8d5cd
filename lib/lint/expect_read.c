/* SPDX-License-Identifier: MIT */
/* Entries of expect: {rule, reason, until}, or the rule alone. */
#include "lint/expect.h"

#include "lint/guess.h"
#include "plan/fold.h"

enum field { FIELD_RULE, FIELD_REASON, FIELD_UNTIL, FIELD_COUNT };

#define SPELLINGS 3

/* Canonical name first, the Spanish ones behind it. */
static const char *const names[FIELD_COUNT][SPELLINGS] = {
	{"rule", "regla", NULL},
	{"reason", "motivo", "razón"},
	{"until", "hasta", NULL},
};

bool hito_rule_is_waivable(enum hito_rule rule)
{
	switch (rule) {
	case HITO_RULE_F001:
	case HITO_RULE_F006:
	case HITO_RULE_F007:
	case HITO_RULE_F008:
	case HITO_RULE_F009:
	case HITO_RULE_H000:
		return false;
	default:
		return rule < HITO_RULE_COUNT;
	}
}

/* An entry while it is read. */
struct reading {
	struct hito_lint *lint;
	const struct hito_item *item;
	const struct hito_value *value;
	struct hito_expectation *one;
};

static struct hito_finding *raise(const struct reading *reading,
				  enum hito_rule rule, struct hito_span span,
				  const char *message)
{
	struct hito_finding *finding = hito_lint_raise(
		reading->lint, rule, reading->item, span, message);

	finding->key = reading->value->key_text;
	finding->args[0] = reading->value->key_text;
	return finding;
}

static struct hito_str spelling(const struct hito_item *item, enum field field)
{
	return hito_str_from(
		names[field][hito_spelling_is_spanish(item) ? 1 : 0]);
}

struct hito_str hito_expectation_reason(const struct hito_item *item)
{
	return spelling(item, FIELD_REASON);
}

static enum field find_field(struct hito_str word)
{
	struct hito_folded folded;

	for (int i = 0; hito_fold(word, &folded) && i < FIELD_COUNT; i++) {
		for (int j = 0; j < SPELLINGS; j++) {
			if (names[i][j] && hito_fold_is(&folded, names[i][j]))
				return (enum field)i;
		}
	}
	return FIELD_COUNT;
}

static void unknown_field(const struct reading *reading,
			  const struct hito_yaml_entry *entry)
{
	struct hito_nearest nearest;
	struct hito_finding *finding;

	if (hito_str_starts(entry->key, "x-"))
		return;
	hito_nearest_init(&nearest, entry->key);
	for (int i = 0; i < FIELD_COUNT; i++) {
		for (int j = 0; j < SPELLINGS; j++) {
			if (names[i][j])
				hito_nearest_try(&nearest, names[i][j]);
		}
	}
	finding = raise(reading, HITO_RULE_F003, entry->key_span,
			HITO_N("{1} has no key \"{2}\""));
	finding->args[1] = entry->key;
	finding->help = HITO_N("it has rule, reason and until");
	if (!nearest.best)
		return;
	finding->message =
		HITO_N("{1} has no key \"{2}\"; did you mean \"{3}\"?");
	finding->args[2] = hito_str_from(nearest.best);
	hito_finding_fix(&reading->lint->findings, finding, HITO_FIX_SUGGESTED,
			 entry->key_span, finding->args[2]);
}

static struct hito_str nearest_rule(struct hito_str word)
{
	struct hito_guess guess;

	hito_guess_init(&guess, word);
	for (int i = 0; i < HITO_RULE_COUNT; i++) {
		enum hito_rule rule = (enum hito_rule)i;

		if (!hito_rule_is_waivable(rule))
			continue;
		hito_guess_try(&guess, hito_str_from(hito_rule_id(rule)));
		hito_guess_try(&guess, hito_str_from(hito_rule_name(rule)));
	}
	return hito_guess_best(&guess);
}

/* "S", "T1", "all": several rules at once. */
static bool is_several(struct hito_str word)
{
	static const char *const groups[] = {"all", "recommended", "strict"};

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (hito_str_equal_nocase(word, hito_str_from(groups[i])))
			return true;
	}
	for (int i = 0; word.len > 0 && i < HITO_RULE_COUNT; i++) {
		struct hito_str id =
			hito_str_from(hito_rule_id((enum hito_rule)i));

		if (word.len < id.len &&
		    hito_str_equal_nocase(word,
					  hito_str_slice(id, 0, word.len)))
			return true;
	}
	return false;
}

static void unknown_rule(const struct reading *reading, struct hito_str word)
{
	struct hito_finding *finding =
		raise(reading, HITO_RULE_F008, reading->one->rule_span,
		      HITO_N("there is no rule \"{2}\""));
	struct hito_str near;

	finding->args[1] = word;
	finding->help = HITO_N("hito explain lists the rules");
	if (is_several(word)) {
		finding->message = HITO_N("\"{2}\" names several rules: each "
					  "is expected by itself");
		return;
	}
	near = nearest_rule(word);
	if (!near.len)
		return;
	finding->message =
		HITO_N("there is no rule \"{2}\"; did you mean \"{3}\"?");
	finding->args[2] = near;
	hito_finding_fix(&reading->lint->findings, finding, HITO_FIX_SUGGESTED,
			 reading->one->rule_span, near);
}

static void not_waivable(const struct reading *reading, enum hito_rule rule)
{
	struct hito_finding *finding =
		raise(reading, HITO_RULE_F008, reading->one->rule_span,
		      HITO_N("{2} cannot be expected: what cannot be read is "
			     "always told"));

	finding->args[1] = hito_str_from(hito_rule_id(rule));
	finding->help = HITO_N("take the entry away");
	if (rule == HITO_RULE_F008 || rule == HITO_RULE_F009)
		finding->message =
			HITO_N("{2} cannot be expected: it watches over what "
			       "is left out");
}

static void read_rule(const struct reading *reading,
		      const struct hito_yaml *yaml)
{
	struct hito_expectation *one = reading->one;
	struct hito_str word = HITO_STR("");
	enum hito_rule rule;

	if (yaml && yaml->kind == HITO_YAML_SCALAR)
		word = hito_str_trim(yaml->text);
	if (!word.len) {
		struct hito_finding *finding =
			raise(reading, HITO_RULE_F008, one->span,
			      HITO_N("{1}: an entry names no rule"));

		finding->args[1] = spelling(reading->item, FIELD_RULE);
		finding->help = HITO_N("write \"{2}: T101\", or another rule");
		return;
	}
	one->rule_span = yaml->span;
	rule = hito_rule_find(word);
	if (rule == HITO_RULE_COUNT)
		unknown_rule(reading, word);
	else if (!hito_rule_is_waivable(rule))
		not_waivable(reading, rule);
	else
		one->rule = rule;
}

static bool says_something(const struct hito_yaml *yaml)
{
	return yaml->kind != HITO_YAML_SCALAR || hito_str_trim(yaml->text).len;
}

static void read_until(const struct reading *reading,
		       const struct hito_yaml_entry *entry)
{
	struct hito_expectation *one = reading->one;
	const struct hito_yaml *yaml = &entry->value;
	struct hito_finding *finding;
	struct hito_str text =
		hito_source_text(hito_lint_source(reading->item), yaml->span);

	if (yaml->kind == HITO_YAML_SCALAR)
		text = hito_str_trim(yaml->text);
	if (!text.len)
		return;
	one->until_key = entry->key;
	one->until_span = yaml->span;
	one->until = hito_day_parse(text);
	if (one->until != HITO_DAY_NONE) {
		one->holds = one->holds && one->until >= reading->lint->today;
		return;
	}
	one->holds = false;
	finding = raise(reading, HITO_RULE_F008, yaml->span,
			HITO_N("{1}: \"{2}\" is no day"));
	finding->args[0] = entry->key;
	finding->args[1] = text;
	finding->help = HITO_N("write a day as YYYY-MM-DD, as in 2026-03-31");
}

/* rule and regla; the same key again was told when it was read. */
static void second_field(const struct reading *reading,
			 const struct hito_yaml_entry *first,
			 const struct hito_yaml_entry *second)
{
	struct hito_finding *finding;

	reading->one->torn = true;
	if (hito_str_equal(first->key, second->key))
		return;
	finding = raise(reading, HITO_RULE_F002, second->key_span,
			HITO_N("{1}: \"{2}\" stands twice"));
	finding->args[1] = second->key;
	finding->help = HITO_N("keep one of them");
}

static void read_fields(const struct reading *reading,
			const struct hito_yaml *yaml)
{
	const struct hito_yaml_entry *found[FIELD_COUNT] = {NULL};

	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		enum field field = find_field(entry->key);

		if (!entry->readable)
			continue;
		if (field == FIELD_COUNT)
			unknown_field(reading, entry);
		else if (found[field])
			second_field(reading, found[field], entry);
		else
			found[field] = entry;
	}
	read_rule(reading,
		  found[FIELD_RULE] ? &found[FIELD_RULE]->value : NULL);
	reading->one->has_reason = found[FIELD_REASON] &&
				   says_something(&found[FIELD_REASON]->value);
	if (found[FIELD_UNTIL])
		read_until(reading, found[FIELD_UNTIL]);
}

/* entry is NULL where the value is no list. */
static bool read_one(struct hito_lint *lint, const struct hito_item *item,
		     const struct hito_value *value,
		     const struct hito_yaml_entry *entry,
		     struct hito_expectations *all)
{
	const struct hito_yaml *yaml = entry ? &entry->value : value->node;
	struct reading reading = {lint, item, value, NULL};

	if (entry && !entry->readable)
		return true; /* told when it was read */
	if (!hito_reserve(lint->scratch, all->list, all->count, all->capacity))
		return false;
	reading.one = &all->list[all->count++];
	*reading.one = (struct hito_expectation){
		.item = item,
		.value = value,
		.entry = entry,
		.span = yaml->span.end > yaml->span.start ? yaml->span
			: entry                           ? entry->span
							  : value->entry,
		.rule = HITO_RULE_COUNT,
		.until = HITO_DAY_NONE,
		.holds = true,
	};
	reading.one->rule_span = reading.one->span;
	if (yaml->kind == HITO_YAML_MAPPING)
		read_fields(&reading, yaml);
	else
		read_rule(&reading, yaml);
	return true;
}

bool hito_expectations_read(struct hito_lint *lint,
			    const struct hito_item *item,
			    struct hito_expectations *expectations)
{
	const struct hito_value *value = hito_item_value(item, HITO_KEY_EXPECT);

	if (!value || !value->readable || !value->node)
		return true;
	if (value->node->kind != HITO_YAML_SEQUENCE)
		return read_one(lint, item, value, NULL, expectations);
	for (size_t i = 0; i < value->node->count; i++) {
		if (!read_one(lint, item, value, &value->node->entries[i],
			      expectations))
			return false;
	}
	return true;
}
