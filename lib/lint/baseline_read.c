/* SPDX-License-Identifier: MIT */
/* A baseline from its file. */
#include "lint/baseline.h"

#include "base/json_read.h"

#define SCHEMA "hito.baseline/1"
#define MOST_COUNT 1000000

struct reading {
	struct hito_json_reader json;
	struct hito_baseline *baseline;
};

static bool wrong(struct reading *reading, const char *english)
{
	return hito_json_read_wrong(&reading->json, reading->json.start,
				    english);
}

static bool read_rule(struct reading *reading, enum hito_rule *out_rule)
{
	struct hito_str text;

	if (!hito_json_read_str(&reading->json, &text))
		return false;
	*out_rule = hito_rule_find(text);
	if (*out_rule == HITO_RULE_COUNT)
		return wrong(reading, HITO_N("there is no such rule"));
	return true;
}

static bool read_count(struct reading *reading, uint32_t *out_count)
{
	if (!hito_json_read_u32(&reading->json, out_count))
		return false;
	if (*out_count == 0 || *out_count > MOST_COUNT)
		return wrong(reading, HITO_N("a count is at least 1, and at "
					     "most 1000000"));
	return true;
}

static bool read_text(struct reading *reading, struct hito_str *out)
{
	if (out->ptr)
		return wrong(reading, HITO_N("the member stands twice"));
	if (!hito_json_read_str(&reading->json, out))
		return false;
	if (!out->len)
		return wrong(reading, HITO_N("the text is empty"));
	return true;
}

static bool read_member(struct reading *reading,
			struct hito_baseline_entry *entry)
{
	struct hito_str key;

	if (!hito_json_read_key(&reading->json, &key))
		return false;
	if (hito_str_is(key, "plan"))
		return read_text(reading, &entry->plan);
	if (hito_str_is(key, "step"))
		return read_text(reading, &entry->step);
	if (hito_str_is(key, "path"))
		return read_text(reading, &entry->path);
	if (hito_str_is(key, "rule") && entry->rule == HITO_RULE_COUNT)
		return read_rule(reading, &entry->rule);
	if (hito_str_is(key, "count") && entry->count == 0)
		return read_count(reading, &entry->count);
	if (hito_str_is(key, "rule") || hito_str_is(key, "count"))
		return wrong(reading, HITO_N("the member stands twice"));
	return wrong(reading, HITO_N("an entry has plan and step, or path, "
				     "and rule and count, and nothing else"));
}

static bool read_entry(struct reading *reading)
{
	struct hito_json_reader *json = &reading->json;
	struct hito_baseline_entry entry = {.rule = HITO_RULE_COUNT};
	size_t i;

	if (!hito_json_read_open(json, '{'))
		return false;
	entry.span.start = (uint32_t)json->start;
	for (i = 0; hito_json_read_more(json, '}', i); i++) {
		if (!read_member(reading, &entry))
			return false;
	}
	if (json->wrong)
		return false;
	entry.span.end = (uint32_t)json->at;
	json->start = entry.span.start;
	if (entry.rule == HITO_RULE_COUNT || entry.count == 0)
		return wrong(reading, HITO_N("an entry needs rule and count"));
	if ((entry.plan.len > 0) == (entry.path.len > 0) ||
	    (entry.step.len && !entry.plan.len))
		return wrong(reading,
			     HITO_N("an entry is of a plan, of a step of a "
				    "plan, or of a path"));
	if (!hito_baseline_add(reading->baseline, &entry))
		json->no_memory = true;
	return !json->no_memory;
}

static bool read_entries(struct reading *reading)
{
	size_t i;

	if (!hito_json_read_open(&reading->json, '['))
		return false;
	for (i = 0; hito_json_read_more(&reading->json, ']', i); i++) {
		if (!read_entry(reading))
			return false;
	}
	return !reading->json.wrong;
}

static bool read_schema(struct reading *reading)
{
	struct hito_str text;

	if (!hito_json_read_str(&reading->json, &text))
		return false;
	if (!hito_str_is(text, SCHEMA))
		return wrong(reading,
			     HITO_N("this hito reads baselines of the schema "
				    "\"hito.baseline/1\""));
	return true;
}

static bool read_all(struct reading *reading)
{
	struct hito_json_reader *json = &reading->json;
	bool has_schema = false, has_findings = false;
	struct hito_str key;
	size_t i;

	if (!hito_json_read_open(json, '{'))
		return false;
	for (i = 0; hito_json_read_more(json, '}', i); i++) {
		if (!hito_json_read_key(json, &key))
			return false;
		if (hito_str_is(key, "schema") && !has_schema)
			has_schema = read_schema(reading);
		else if (hito_str_is(key, "findings") && !has_findings)
			has_findings = read_entries(reading);
		else
			return wrong(reading,
				     HITO_N("a baseline has schema and "
					    "findings, each once, and nothing "
					    "else"));
		if (json->wrong || json->no_memory)
			return false;
	}
	if (!json->wrong && (!has_schema || !has_findings))
		return hito_json_read_wrong(
			json, json->at - 1,
			HITO_N("a baseline has schema and findings, each once, "
			       "and nothing else"));
	return hito_json_read_end(json);
}

/* Does it break off at a line of Git's, since a merge is not finished? */
static bool is_unmerged(const struct hito_source *source, uint32_t line)
{
	static const char *const marks[] = {"<<<<<<<", "|||||||",
					    "=======", ">>>>>>>"};
	struct hito_str text =
		hito_source_text(source, hito_source_line_span(source, line));

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (hito_str_starts(text, marks[i]))
			return true;
	}
	return false;
}

static bool failed(const struct reading *reading, struct hito_err *err)
{
	const struct hito_source *source = reading->baseline->source;
	struct hito_place place;

	if (reading->json.no_memory || !reading->json.wrong)
		return hito_err_memory(err);
	place = hito_source_place(source, (uint32_t)reading->json.wrong_at);
	if (is_unmerged(source, place.line)) {
		(void)hito_err_set(err, HITO_ERR_INPUT,
				   "a merge is not finished here");
		(void)hito_err_help(err, "keep the entries of both sides, and "
					 "run `hito baseline update`");
	} else {
		(void)hito_err_say(err, HITO_ERR_INPUT, reading->json.wrong);
		(void)hito_err_help(err, "a baseline is what `hito baseline "
					 "update` writes");
	}
	return hito_err_at(err, source->path, place.line, place.column);
}

bool hito_baseline_read(const struct hito_source *source,
			struct hito_arena *arena,
			struct hito_baseline **out_baseline,
			struct hito_err *err)
{
	struct reading reading = {
		.baseline = hito_new(arena, struct hito_baseline, 1),
	};

	if (!reading.baseline)
		return hito_err_memory(err);
	reading.baseline->arena = arena;
	reading.baseline->source = source;
	hito_map_init(&reading.baseline->index, arena);
	if (source) {
		hito_json_reader_init(&reading.json, source->text, arena);
		if (!read_all(&reading))
			return failed(&reading, err);
	}
	*out_baseline = reading.baseline;
	return true;
}
