/* SPDX-License-Identifier: MIT */
/* Findings as JSON and JSON lines. */
#include "report/lint_json.h"

#include "base/json.h"
#include "base/utf8.h"

/* Bytes of one sentence. */
#define SENTENCE (2u << 20)

struct writer {
	struct hito_json json;
	struct hito_arena *scratch;
	bool no_memory;
};

/* A template filled, in English: machine output has one language. */
static void write_sentence(struct writer *writer, const char *key,
			   const char *text, const struct hito_finding *finding)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_json_key(&writer->json, key);
	if (!text) {
		hito_json_null(&writer->json);
		return;
	}
	hito_out_to_memory(&out, &memory, writer->scratch, SENTENCE);
	hito_finding_write(&out, HITO_LANG_EN, text, finding);
	writer->no_memory |= out.failed;
	hito_json_str(&writer->json, (struct hito_str){memory.ptr, memory.len});
}

static void write_place(struct writer *writer, const char *key,
			const struct hito_source *source, uint32_t offset)
{
	struct hito_json *json = &writer->json;
	struct hito_place place;

	hito_json_key(json, key);
	if (!source) {
		hito_json_null(json);
		return;
	}
	place = hito_source_place(source, offset);
	hito_json_open_object(json);
	hito_json_key(json, "line");
	hito_json_int(json, place.line);
	hito_json_key(json, "column");
	hito_json_int(json, place.column);
	hito_json_key(json, "byte");
	hito_json_int(json, place.byte);
	hito_json_close_object(json);
}

static void write_str(struct writer *writer, const char *key,
		      struct hito_str text)
{
	hito_json_key(&writer->json, key);
	hito_json_str_or_null(&writer->json, text);
}

/* The path; the bytes too where the path is not UTF-8. */
static void write_path(struct writer *writer, struct hito_str path)
{
	struct hito_json *json = &writer->json;
	size_t i;

	write_str(writer, "path", path);
	if (path.len == 0 || hito_utf8_invalid(path, 0) == SIZE_MAX)
		return;
	hito_json_key(json, "path_bytes");
	hito_json_open_array(json);
	for (i = 0; i < path.len; i++)
		hito_json_int(json, (unsigned char)path.ptr[i]);
	hito_json_close_array(json);
}

static void write_fix(struct writer *writer, const struct hito_fix *fix)
{
	static const char *const names[] = {"safe", "suggested", "template"};
	struct hito_json *json = &writer->json;
	size_t i;

	hito_json_key(json, "fix");
	if (!fix) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	hito_json_key(json, "safety");
	hito_json_text(json, names[fix->safety]);
	hito_json_key(json, "edits");
	hito_json_open_array(json);
	for (i = 0; i < fix->edit_count; i++) {
		hito_json_open_object(json);
		hito_json_key(json, "start_byte");
		hito_json_int(json, fix->edits[i].span.start);
		hito_json_key(json, "end_byte");
		hito_json_int(json, fix->edits[i].span.end);
		hito_json_key(json, "text");
		hito_json_str(json, fix->edits[i].text);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
	hito_json_close_object(json);
}

static void write_other(struct writer *writer,
			const struct hito_finding *finding)
{
	struct hito_json *json = &writer->json;

	hito_json_key(json, "related");
	if (!finding->other_source) {
		hito_json_null(json);
		return;
	}
	hito_json_open_object(json);
	write_path(writer, finding->other_source->path);
	write_sentence(writer, "message", finding->other_label, finding);
	write_place(writer, "start", finding->other_source,
		    finding->other_span.start);
	write_place(writer, "end", finding->other_source,
		    finding->other_span.end);
	hito_json_close_object(json);
}

static void write_finding(struct writer *writer,
			  const struct hito_finding *finding,
			  const char *fingerprint)
{
	const struct hito_source *source = finding->source;
	struct hito_json *json = &writer->json;

	hito_json_open_object(json);
	hito_json_key(json, "rule");
	hito_json_text(json, hito_rule_id(finding->rule));
	hito_json_key(json, "name");
	hito_json_text(json, hito_rule_name(finding->rule));
	hito_json_key(json, "level");
	hito_json_text(json, hito_level_name(finding->level));
	write_path(writer, source ? source->path : HITO_STR(""));
	write_str(writer, "plan", finding->plan);
	write_str(writer, "step", finding->step);
	write_str(writer, "key", finding->key);
	write_sentence(writer, "message", finding->message, finding);
	write_sentence(writer, "help", finding->help, finding);
	write_place(writer, "start", source, finding->span.start);
	write_place(writer, "end", source, finding->span.end);
	write_other(writer, finding);
	write_fix(writer, finding->fix);
	hito_json_key(json, "fingerprint");
	hito_json_text(json, fingerprint);
	hito_json_close_object(json);
}

static void write_counts(struct writer *writer,
			 const struct hito_lint_result *result)
{
	struct hito_json *json = &writer->json;
	int level;

	hito_json_key(json, "counts");
	hito_json_open_object(json);
	for (level = HITO_ERROR; level >= HITO_INFO; level--) {
		hito_json_key(json, hito_level_name((enum hito_level)level));
		hito_json_int(json, (int64_t)result->counts[level]);
	}
	hito_json_put_size(json, "expected", result->expected);
	hito_json_put_size(json, "baseline", result->baseline);
	hito_json_key(json, "files");
	hito_json_int(json, (int64_t)result->files);
	hito_json_key(json, "plans");
	hito_json_int(json, (int64_t)result->plans);
	hito_json_key(json, "steps");
	hito_json_int(json, (int64_t)result->steps);
	hito_json_close_object(json);
}

/* {"S": {"good": 3, "steps": 4}, ...} */
static void write_score(struct writer *writer,
			const struct hito_lint_score *score)
{
	struct hito_json *json = &writer->json;
	size_t i;

	hito_json_key(json, "score");
	hito_json_open_object(json);
	for (i = 0; i < HITO_SCORE_COUNT; i++) {
		const char letter[] = {HITO_SCORE_LETTERS[i], '\0'};

		hito_json_key(json, letter);
		hito_json_open_object(json);
		hito_json_put_size(json, "good", score->good[i]);
		hito_json_put_size(json, "steps", score->steps);
		hito_json_close_object(json);
	}
	hito_json_close_object(json);
}

static void write_unreadable(struct writer *writer,
			     const struct hito_lint_result *result)
{
	struct hito_json *json = &writer->json;
	size_t i, j;

	hito_json_key(json, "unreadable");
	hito_json_open_array(json);
	for (i = 0; i < result->unreadable_count; i++) {
		const struct hito_unreadable *row = &result->unreadable[i];
		struct hito_finding finding = {.message = row->message};

		for (j = 0; j < HITO_FINDING_ARGS; j++)
			finding.args[j] = row->args[j];
		hito_json_open_object(json);
		write_path(writer, row->path);
		hito_json_key(json, "line");
		if (row->line)
			hito_json_int(json, row->line);
		else
			hito_json_null(json);
		write_sentence(writer, "message", row->message, &finding);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

/* The ids of "A004, M001" as an array. */
static void write_not_judged(struct writer *writer, struct hito_str ids)
{
	struct hito_json *json = &writer->json;
	struct hito_str id;

	hito_json_key(json, "not_judged");
	hito_json_open_array(json);
	while (ids.len) {
		hito_str_cut(ids, ',', &id, &ids);
		hito_json_str(json, hito_str_trim(id));
	}
	hito_json_close_array(json);
}

/* What the findings were compared with, where anybody asked. */
static void write_since(struct writer *writer,
			const struct hito_lint_since *since)
{
	struct hito_json *json = &writer->json;

	if (!since)
		return;
	hito_json_key(json, "since");
	hito_json_open_object(json);
	hito_json_key(json, "rev");
	hito_json_str(json, hito_str_from(since->rev));
	hito_json_key(json, "merge_base");
	if (since->base[0])
		hito_json_text(json, since->base);
	else
		hito_json_null(json);
	hito_json_key(json, "complete");
	hito_json_bool(json, since->known);
	hito_json_key(json, "hidden");
	hito_json_int(json, (int64_t)since->hidden);
	hito_json_close_object(json);
}

static void write_document(struct writer *writer,
			   const struct hito_lint_result *result,
			   hito_day today)
{
	struct hito_json *json = &writer->json;
	char day[HITO_DAY_SIZE];
	size_t i;

	hito_json_open_object(json);
	hito_json_key(json, "schema");
	hito_json_text(json, "hito.lint/1");
	hito_json_key(json, "today");
	hito_json_text(json, hito_day_format(today, day));
	write_counts(writer, result);
	write_score(writer, &result->score);
	write_unreadable(writer, result);
	write_not_judged(writer, result->not_judged);
	write_since(writer, result->since);
	hito_json_key(json, "findings");
	hito_json_open_array(json);
	for (i = 0; i < result->count; i++)
		write_finding(writer, &result->findings[i],
			      result->fingerprints[i]);
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_end(json);
}

bool hito_lint_json(struct hito_out *out, const struct hito_lint_result *result,
		    enum hito_lint_json format, hito_day today,
		    struct hito_arena *scratch)
{
	struct writer writer = {.scratch = scratch};
	size_t i;

	hito_json_init(&writer.json, out, format == HITO_LINT_JSON);
	if (format == HITO_LINT_JSON)
		write_document(&writer, result, today);
	for (i = 0; format == HITO_LINT_JSONL && i < result->count; i++) {
		write_finding(&writer, &result->findings[i],
			      result->fingerprints[i]);
		hito_json_end(&writer.json);
	}
	return !writer.no_memory;
}
