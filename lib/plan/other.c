/* SPDX-License-Identifier: MIT */
/* Keys that the table does not have: judged by name, kept with their value. */
#include "plan/block.h"

#include "plan/fold.h"

/* The kind of thing that an unknown word would be a key of; 0 for none. */
static enum hito_kind kind_that_knows(struct hito_str word)
{
	static const enum hito_kind kinds[] = {
		HITO_STEP, HITO_OBJECTIVE, HITO_KPI, HITO_PLAN, HITO_PERSON};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (hito_key_find(kinds[i], word) != HITO_KEY_COUNT)
			return kinds[i];
	}
	return (enum hito_kind)0;
}

static bool has_key(const struct hito_filling *filling, enum hito_key key)
{
	return hito_filling_seen(filling, key) != NULL;
}

/* A misspelt key has a value that suits it; an other one may not. */
static bool suits(struct hito_filling *filling, enum hito_key key,
		  const struct hito_yaml_entry *entry)
{
	struct hito_findings *findings = filling->reading->findings;
	struct hito_value_context context = filling->context;
	struct hito_findings told;
	struct hito_value value;
	bool lang_matters = false;
	bool is_empty = false;

	if (!findings)
		return false;
	hito_findings_init(&told, context.arena);
	context.findings = &told;
	context.lang_matters = &lang_matters;
	if (!hito_value_read(&context, key, entry, &value, &is_empty, NULL) ||
	    told.no_memory) {
		findings->no_memory = true;
		return false;
	}
	for (size_t i = 0; i < told.count; i++) {
		if (told.list[i]->level == HITO_ERROR &&
		    hito_rule_id(told.list[i]->rule)[0] == 'F')
			return false;
	}
	return is_empty || value.readable;
}

static void unknown_key(struct hito_filling *filling,
			const struct hito_yaml_entry *entry)
{
	struct hito_reading *reading = filling->reading;
	enum hito_kind kind = filling->block.kind;
	enum hito_kind other = kind_that_knows(entry->key);
	const char *near = hito_key_nearest(kind, entry->key);
	struct hito_finding *finding;
	enum hito_key key;

	finding = hito_findings_add(reading->findings, HITO_RULE_F003,
				    reading->source, entry->key_span,
				    HITO_N("the key \"{1}\" is not known"));
	finding->key = entry->key;
	finding->args[0] = entry->key;
	finding->args[1] = hito_str_from(hito_kind_name(kind));
	if (hito_key_is_reserved(entry->key)) {
		finding->message = HITO_N("the key \"{1}\" is kept for a later "
					  "version of the format");
		finding->help = HITO_N("begin it with \"x-\" to keep a word of "
				       "your own here");
		return;
	}
	if (other) {
		finding->message = HITO_N(
			"the key \"{1}\" does not belong in front matter of "
			"kind {2}");
		finding->args[2] = hito_str_from(hito_kind_name(other));
		finding->help = HITO_N("it is a key of kind {3}; begin it "
				       "with \"x-\" to keep it here");
		return;
	}
	finding->help = HITO_N("begin it with \"x-\", or declare it under "
			       "\"keys:\" in the project file");
	if (!near)
		return;
	finding->args[2] = hito_str_from(near);
	finding->help = HITO_N("did you mean \"{3}\"?");
	key = hito_key_find(kind, finding->args[2]);
	if (key == HITO_KEY_COUNT || has_key(filling, key) ||
	    filling->offered_keys >> key & 1 || !suits(filling, key, entry))
		return;
	filling->offered_keys |= UINT64_C(1) << key;
	hito_finding_fix(reading->findings, finding, HITO_FIX_SAFE,
			 entry->key_span, finding->args[2]);
}

/* SIZE_MAX: the project file does not declare it. */
static size_t find_declared(const struct hito_project *project,
			    struct hito_str word)
{
	for (size_t i = 0; i < project->key_count; i++) {
		if (hito_fold_equal(project->keys[i].name, word))
			return i;
	}
	return SIZE_MAX;
}

static bool is_private(struct hito_str word)
{
	return hito_str_starts(word, "x-") || hito_str_starts(word, "X-");
}

/* Another spelling of a declared key; the first counts. */
static bool is_repeated(struct hito_filling *filling, size_t declared,
			const struct hito_yaml_entry *entry)
{
	const struct hito_yaml_entry **seen = &filling->declared[declared];

	if (*seen)
		hito_filling_repeated(filling, *seen, entry);
	else
		*seen = entry;
	return *seen != entry;
}

static bool has_room(struct hito_filling *filling)
{
	struct hito_reading *reading = filling->reading;
	size_t count = reading->project->key_count;

	if (!filling->declared && count) {
		filling->declared = hito_new(
			reading->arena, const struct hito_yaml_entry *, count);
		if (!filling->declared)
			return false;
	}
	return hito_reserve(reading->arena, filling->others,
			    filling->block.other_count,
			    filling->other_capacity);
}

bool hito_filling_other(struct hito_filling *filling,
			const struct hito_yaml_entry *entry,
			struct hito_err *err)
{
	struct hito_reading *reading = filling->reading;
	size_t declared = find_declared(reading->project, entry->key);
	enum hito_type type = HITO_TYPE_ANY;
	struct hito_value_context context = filling->context;
	struct hito_value value;
	bool is_empty = false;

	if (!has_room(filling))
		return hito_err_memory(err);
	if (declared != SIZE_MAX)
		type = reading->project->keys[declared].type;
	if (hito_reading_is_silent(reading)) {
		hito_reading_forget_span(reading, reading->mark, entry->span);
		context.findings = NULL;
	} else if (declared != SIZE_MAX) {
		if (is_repeated(filling, declared, entry))
			return true;
	} else if (entry->readable && !is_private(entry->key)) {
		unknown_key(filling, entry);
	}
	if (!hito_value_read_as(&context, HITO_KEY_COUNT, type, entry, &value,
				&is_empty, err))
		return false;
	if (reading->source->damage_count > 0 &&
	    hito_filling_is_contested(filling, value.entry))
		value.readable = false;
	if (!is_empty)
		filling->others[filling->block.other_count++] = value;
	return true;
}
