/* SPDX-License-Identifier: MIT */
/*
 * SARIF 2.1.0, with what GitHub asks for beyond the standard: texts of each
 * rule, a path and all four ends of each place, a fingerprint under the only
 * name that counts. It shows at most 25,000 results of a file.
 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "report/lint_format.h"
#include "report/page_text.h"

#define MOST_RESULTS 25000
#define SCHEMA                                                                \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
	"sarif-schema-2.1.0.json"
/* Bytes of a rule's page, and of its first paragraph on one line. */
#define PAGE ((size_t)64 << 10)
#define LEAD ((size_t)1000)

struct writer {
	struct hito_json json;
	const struct hito_lint_report *report;
	struct hito_arena *scratch;
	bool no_memory;
};

static void write_key_text(struct writer *writer, const char *key,
			   struct hito_str text)
{
	hito_json_key(&writer->json, key);
	hito_json_open_object(&writer->json);
	hito_json_key(&writer->json, "text");
	hito_json_str(&writer->json, text);
	hito_json_close_object(&writer->json);
}

static void write_pair(struct writer *writer, const char *key,
		       const char *value)
{
	hito_json_key(&writer->json, key);
	hito_json_text(&writer->json, value);
}

/* SARIF has a level for hints, and GitHub words of its own for all three. */
static const char *level_word(enum hito_level level)
{
	static const char *const words[] = {"note", "warning", "error"};

	return words[level];
}

static const char *problem_word(enum hito_level level)
{
	static const char *const words[] = {"recommendation", "warning",
					    "error"};

	return words[level];
}

static const char *letter_word(char letter)
{
	static const char *const words[] = {
		"form",     "specific",   "measurable",   "achievable",
		"relevant", "time-bound", "dependencies", "history",
	};
	static const char letters[] = "FSMARTGH";
	const char *at = strchr(letters, letter);

	return at && letter ? words[at - letters] : words[0];
}

/* The paragraph on one line. */
static struct hito_str one_line(struct writer *writer, struct hito_str text)
{
	struct hito_out_memory memory;
	struct hito_out out;
	struct hito_str line;

	hito_out_to_memory(&out, &memory, writer->scratch, LEAD);
	while (hito_str_cut_line(&text, &line)) {
		hito_out_text(&out, memory.len ? " " : "");
		hito_out_str(&out, line);
	}
	return (struct hito_str){memory.ptr, memory.len};
}

static void write_help(struct writer *writer, struct hito_str page)
{
	struct hito_json *json = &writer->json;
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, writer->scratch, PAGE);
	hito_page_text(&out, page, "", "");
	writer->no_memory |= out.failed;
	hito_json_key(json, "help");
	hito_json_open_object(json);
	hito_json_key(json, "text");
	hito_json_str(json, (struct hito_str){memory.ptr, memory.len});
	hito_json_key(json, "markdown");
	hito_json_str(json, page);
	hito_json_close_object(json);
}

/*
 * What a rule counts or compares it finds without fail; rules of wording
 * (2xx, and placeholders) go by patterns.
 */
static bool is_computed(enum hito_rule rule)
{
	return !hito_rule_is_wording(rule) && rule != HITO_RULE_S002;
}

/* The words that GitHub knows for a measured precision. */
static const char *precision_word(unsigned thousandths)
{
	if (thousandths >= 950)
		return "very-high";
	if (thousandths >= 850)
		return "high";
	return thousandths >= 700 ? "medium" : "low";
}

static void write_share(struct writer *writer, const char *key,
			unsigned thousandths)
{
	hito_json_key(&writer->json, key);
	hito_json_number(&writer->json, thousandths / 1000.0, 3);
}

/* Precision and recall of one language, if there are any. */
static void write_measured(struct writer *writer, enum hito_rule rule,
			   enum hito_lang lang)
{
	struct hito_json *json = &writer->json;
	struct hito_measured measured;

	if (!hito_rule_measured(rule, lang, &measured))
		return;
	hito_json_key(json, hito_lang_name(lang));
	hito_json_open_object(json);
	if (measured.raised)
		write_share(writer, "precision", measured.precision);
	write_share(writer, "recall", measured.recall);
	hito_json_key(json, "texts");
	hito_json_int(json, (int64_t)measured.texts);
	hito_json_close_object(json);
}

/* The lower precision of the languages, and the figures of both. */
static void write_precision(struct writer *writer, enum hito_rule rule)
{
	static const enum hito_lang langs[] = {HITO_LANG_EN, HITO_LANG_ES};
	struct hito_measured measured;
	unsigned lowest = 1001;
	size_t i;

	for (i = 0; i < 2; i++) {
		if (hito_rule_measured(rule, langs[i], &measured) &&
		    measured.raised && measured.precision < lowest)
			lowest = measured.precision;
	}
	if (lowest <= 1000)
		write_pair(writer, "precision", precision_word(lowest));
	if (is_computed(rule))
		write_pair(writer, "precision", "very-high");
	if (!hito_rule_is_wording(rule))
		return;
	hito_json_key(&writer->json, "measured");
	hito_json_open_object(&writer->json);
	for (i = 0; i < 2; i++)
		write_measured(writer, rule, langs[i]);
	hito_json_close_object(&writer->json);
}

static void write_rule(struct writer *writer, enum hito_rule rule)
{
	enum hito_lang lang = writer->report->lang;
	struct hito_str page = hito_rule_page(rule, lang);
	struct hito_json *json = &writer->json;

	hito_json_open_object(json);
	write_pair(writer, "id", hito_rule_id(rule));
	write_pair(writer, "name", hito_rule_name(rule));
	write_key_text(
		writer, "shortDescription",
		hito_str_from(hito_message(lang, hito_rule_summary(rule))));
	write_key_text(writer, "fullDescription",
		       one_line(writer, hito_page_lead(page)));
	write_help(writer, page);
	hito_json_key(json, "defaultConfiguration");
	hito_json_open_object(json);
	if (hito_rule_group(rule) == HITO_STRICT) {
		hito_json_key(json, "enabled");
		hito_json_bool(json, false);
	}
	write_pair(writer, "level", level_word(hito_rule_level(rule)));
	hito_json_close_object(json);
	hito_json_key(json, "properties");
	hito_json_open_object(json);
	write_precision(writer, rule);
	write_pair(writer, "problem.severity",
		   problem_word(hito_rule_level(rule)));
	hito_json_key(json, "tags");
	hito_json_open_array(json);
	hito_json_text(json, letter_word(hito_rule_id(rule)[0]));
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_close_object(json);
}

/* Stands behind the rules, for places that cannot be read. */
static void write_unreadable_rule(struct writer *writer)
{
	enum hito_lang lang = writer->report->lang;
	struct hito_json *json = &writer->json;
	struct hito_str what = hito_str_from(hito_message(
		lang, HITO_N("a file or a part of it cannot be read, "
			     "and was not judged")));

	hito_json_open_object(json);
	write_pair(writer, "id", HITO_LINT_UNREADABLE);
	write_key_text(writer, "shortDescription", what);
	write_key_text(writer, "fullDescription", what);
	write_key_text(writer, "help", what);
	hito_json_key(json, "properties");
	hito_json_open_object(json);
	write_pair(writer, "precision", "very-high");
	write_pair(writer, "problem.severity", "error");
	hito_json_close_object(json);
	hito_json_close_object(json);
}

static void write_tool(struct writer *writer)
{
	struct hito_json *json = &writer->json;
	size_t i;

	hito_json_key(json, "tool");
	hito_json_open_object(json);
	hito_json_key(json, "driver");
	hito_json_open_object(json);
	write_pair(writer, "name", "hito");
	write_pair(writer, "semanticVersion", writer->report->version);
	hito_json_key(json, "rules");
	hito_json_open_array(json);
	for (i = 0; i < HITO_RULE_COUNT; i++)
		write_rule(writer, (enum hito_rule)i);
	write_unreadable_rule(writer);
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_close_object(json);
}

/* A relative reference: all but letters, digits, -._~ and / is escaped. */
static void write_uri(struct writer *writer, struct hito_str path)
{
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i;

	hito_out_to_memory(&out, &memory, writer->scratch, path.len * 3 + 1);
	for (i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || (c && strchr("-._~/", c)))
			hito_out_bytes(&out, &path.ptr[i], 1);
		else
			hito_out_printf(&out, "%%%02X", (unsigned)c);
	}
	writer->no_memory |= out.failed;
	hito_json_key(&writer->json, "artifactLocation");
	hito_json_open_object(&writer->json);
	hito_json_key(&writer->json, "uri");
	hito_json_str(&writer->json, (struct hito_str){memory.ptr, memory.len});
	hito_json_close_object(&writer->json);
}

static void write_region(struct writer *writer, const char *key,
			 const struct hito_place *start,
			 const struct hito_place *end)
{
	struct hito_json *json = &writer->json;

	hito_json_key(json, key);
	hito_json_open_object(json);
	hito_json_key(json, "startLine");
	hito_json_int(json, start->line);
	hito_json_key(json, "startColumn");
	hito_json_int(json, start->column);
	hito_json_key(json, "endLine");
	hito_json_int(json, end->line);
	hito_json_key(json, "endColumn");
	hito_json_int(json, end->column);
	hito_json_close_object(json);
}

static void write_location(struct writer *writer, struct hito_str path,
			   const struct hito_place *start,
			   const struct hito_place *end)
{
	hito_json_key(&writer->json, "physicalLocation");
	hito_json_open_object(&writer->json);
	write_uri(writer, path);
	write_region(writer, "region", start, end);
	hito_json_close_object(&writer->json);
}

static void write_related(struct writer *writer,
			  const struct hito_finding *finding)
{
	const struct hito_source *source = finding->other_source;
	struct hito_json *json = &writer->json;
	struct hito_place start, end;
	struct hito_out_memory memory;
	struct hito_out out;

	if (!source || !finding->other_label)
		return;
	start = hito_source_place(source, finding->other_span.start);
	end = hito_source_place(source, finding->other_span.end);
	hito_out_to_memory(&out, &memory, writer->scratch, PAGE);
	hito_finding_write(&out, writer->report->lang, finding->other_label,
			   finding);
	hito_json_key(json, "relatedLocations");
	hito_json_open_array(json);
	hito_json_open_object(json);
	hito_json_key(json, "id");
	hito_json_int(json, 1);
	write_key_text(writer, "message",
		       (struct hito_str){memory.ptr, memory.len});
	write_location(writer,
		       hito_lint_path(writer->report->prefix, source->path,
				      writer->scratch),
		       &start, &end);
	hito_json_close_object(json);
	hito_json_close_array(json);
}

static void write_edit(struct writer *writer, const struct hito_source *source,
		       const struct hito_edit *edit)
{
	struct hito_json *json = &writer->json;
	struct hito_place start = hito_source_place(source, edit->span.start);
	struct hito_place end = hito_source_place(source, edit->span.end);

	hito_json_open_object(json);
	write_region(writer, "deletedRegion", &start, &end);
	write_key_text(writer, "insertedContent", edit->text);
	hito_json_close_object(json);
}

static void write_fix(struct writer *writer, const struct hito_lint_row *row)
{
	const struct hito_finding *finding = row->finding;
	const struct hito_fix *fix = finding->fix;
	struct hito_json *json = &writer->json;
	size_t i;

	if (!fix || !finding->source || fix->edit_count == 0 ||
	    fix->safety == HITO_FIX_TEMPLATE)
		return;
	hito_json_key(json, "fixes");
	hito_json_open_array(json);
	hito_json_open_object(json);
	hito_json_key(json, "artifactChanges");
	hito_json_open_array(json);
	hito_json_open_object(json);
	write_uri(writer, row->path);
	hito_json_key(json, "replacements");
	hito_json_open_array(json);
	for (i = 0; i < fix->edit_count; i++)
		write_edit(writer, finding->source, &fix->edits[i]);
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_close_array(json);
}

static void write_fingerprint(struct writer *writer,
			      const struct hito_lint_row *row)
{
	char text[HITO_FINGERPRINT_SIZE + 2];

	/* Behind the colon GitHub counts lines of one hash: ours has one. */
	snprintf(text, sizeof(text), "%s:1", row->fingerprint);
	hito_json_key(&writer->json, "partialFingerprints");
	hito_json_open_object(&writer->json);
	write_pair(writer, "primaryLocationLineHash", text);
	hito_json_close_object(&writer->json);
}

static void write_result(struct writer *writer, const struct hito_lint_row *row)
{
	struct hito_json *json = &writer->json;
	struct hito_str message =
		hito_lint_row_text(writer->report->lang, row, writer->scratch);

	writer->no_memory |= !message.ptr;
	hito_json_open_object(json);
	write_pair(writer, "ruleId", row->rule);
	hito_json_key(json, "ruleIndex");
	hito_json_int(json, row->finding ? (int64_t)row->finding->rule
					 : HITO_RULE_COUNT);
	write_pair(writer, "level", level_word(row->level));
	write_key_text(writer, "message", message);
	hito_json_key(json, "locations");
	hito_json_open_array(json);
	hito_json_open_object(json);
	write_location(writer, row->path, &row->start, &row->end);
	hito_json_close_object(json);
	hito_json_close_array(json);
	if (row->finding) {
		write_related(writer, row->finding);
		write_fix(writer, row);
	}
	write_fingerprint(writer, row);
	hito_json_close_object(json);
}

/* Errors first: what is above the limit is what weighs least. */
static void write_results(struct writer *writer)
{
	const struct hito_lint_rows *rows = &writer->report->rows;
	size_t written = 0, i;
	int level;

	hito_json_key(&writer->json, "results");
	hito_json_open_array(&writer->json);
	for (level = HITO_ERROR; level >= HITO_INFO; level--) {
		for (i = 0; i < rows->count && written < MOST_RESULTS; i++) {
			if ((int)rows->list[i].level != level)
				continue;
			write_result(writer, &rows->list[i]);
			written++;
		}
	}
	hito_json_close_array(&writer->json);
}

/* What was left out is said here; nothing is left out in silence. */
static void write_invocation(struct writer *writer)
{
	const struct hito_lint_rows *rows = &writer->report->rows;
	struct hito_json *json = &writer->json;
	struct hito_str more = HITO_STR("");

	hito_json_key(json, "invocations");
	hito_json_open_array(json);
	hito_json_open_object(json);
	hito_json_key(json, "executionSuccessful");
	hito_json_bool(json, true);
	if (rows->count > MOST_RESULTS) {
		more = hito_arena_printf(
			writer->scratch,
			hito_message(writer->report->lang,
				     HITO_N("%zu more are not shown here; hito "
					    "lint prints them all")),
			rows->count - MOST_RESULTS);
		hito_json_key(json, "toolExecutionNotifications");
		hito_json_open_array(json);
		hito_json_open_object(json);
		write_pair(writer, "level", "warning");
		write_key_text(writer, "message", more);
		hito_json_close_object(json);
		hito_json_close_array(json);
	}
	hito_json_close_object(json);
	hito_json_close_array(json);
}

bool hito_lint_as_sarif(struct hito_out *out,
			const struct hito_lint_report *report,
			struct hito_arena *scratch)
{
	struct writer writer = {.report = report, .scratch = scratch};
	struct hito_json *json = &writer.json;

	hito_json_init(json, out, true);
	hito_json_open_object(json);
	write_pair(&writer, "$schema", SCHEMA);
	write_pair(&writer, "version", "2.1.0");
	hito_json_key(json, "runs");
	hito_json_open_array(json);
	hito_json_open_object(json);
	write_tool(&writer);
	write_invocation(&writer);
	write_pair(&writer, "language", hito_lang_name(report->lang));
	write_pair(&writer, "columnKind", "unicodeCodePoints");
	write_results(&writer);
	hito_json_close_object(json);
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_end(json);
	return !writer.no_memory;
}
