/* SPDX-License-Identifier: MIT */
/* Findings: collected, ordered, written in a language, told apart. */
#include "hito/finding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hito/limits.h"

#define LIMIT_TEXT "100000"

_Static_assert(HITO_LIMIT_FINDINGS == 100000, "LIMIT_TEXT says the same");

void hito_findings_init(struct hito_findings *findings,
			struct hito_arena *arena)
{
	*findings = (struct hito_findings){.arena = arena};
}

/* Where a finding goes that nobody keeps: written, never read. */
static struct hito_finding *lost_finding(void)
{
	static _Thread_local struct hito_finding lost;

	lost = (struct hito_finding){.message = ""};
	return &lost;
}

/* True, and the last that is kept says so, when the file has had enough. */
static bool is_full(struct hito_findings *findings,
		    const struct hito_source *source)
{
	struct hito_finding *last;

	if (source != findings->source || !source) {
		findings->source = source;
		findings->in_a_row = 0;
	}
	if (++findings->in_a_row <= HITO_LIMIT_FINDINGS)
		return false;
	if (findings->in_a_row > HITO_LIMIT_FINDINGS + 1)
		return true;
	last = findings->list[findings->count - 1];
	*last = (struct hito_finding){
		.rule = HITO_RULE_F001,
		.level = HITO_ERROR,
		.source = source,
		.message = HITO_N("more than {1} findings in this file: the "
				  "rest is not told"),
		.help = HITO_N("mend what is told and ask again"),
	};
	last->args[0] = HITO_STR(LIMIT_TEXT);
	return true;
}

struct hito_finding *hito_findings_add(struct hito_findings *findings,
				       enum hito_rule rule,
				       const struct hito_source *source,
				       struct hito_span span,
				       const char *message)
{
	struct hito_finding *finding;

	if (!findings || is_full(findings, source))
		return lost_finding();
	finding = hito_arena_bytes(findings->arena, sizeof(*finding));
	if (!finding || !hito_reserve(findings->arena, findings->list,
				      findings->count, findings->capacity)) {
		findings->no_memory = true;
		return lost_finding();
	}
	findings->list[findings->count++] = finding;
	*finding = (struct hito_finding){
		.rule = rule,
		.level = hito_rule_level(rule),
		.source = source,
		.span = span,
		.message = message,
	};
	return finding;
}

void hito_findings_append(struct hito_findings *findings,
			  const struct hito_findings *others)
{
	if (!findings)
		return;
	findings->no_memory = findings->no_memory || others->no_memory;
	for (size_t i = 0; i < others->count; i++) {
		if (!hito_reserve(findings->arena, findings->list,
				  findings->count, findings->capacity)) {
			findings->no_memory = true;
			return;
		}
		findings->list[findings->count++] = others->list[i];
	}
}

static bool is_kept(const struct hito_findings *findings,
		    const struct hito_finding *finding)
{
	return findings && findings->count > 0 &&
	       finding == findings->list[findings->count - 1];
}

void hito_finding_fix(struct hito_findings *findings,
		      struct hito_finding *finding, enum hito_safety safety,
		      struct hito_span span, struct hito_str text)
{
	struct hito_fix *fix = finding->fix;

	if (!is_kept(findings, finding))
		return;
	if (!text.ptr && text.len == 0)
		text = HITO_STR("");
	if (!fix) {
		fix = hito_new(findings->arena, struct hito_fix, 1);
		if (!fix) {
			findings->no_memory = true;
			return;
		}
		fix->safety = safety;
		finding->fix = fix;
	}
	if (fix->edit_count < sizeof(fix->edits) / sizeof(fix->edits[0]))
		fix->edits[fix->edit_count++] = (struct hito_edit){span, text};
}

static int compare_numbers(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static struct hito_str finding_path(const struct hito_finding *finding)
{
	return finding->source ? finding->source->path : HITO_STR("");
}

static int compare_places(const struct hito_finding *a,
			  const struct hito_finding *b)
{
	int order = 0;

	if (a->source != b->source)
		order = hito_str_compare(finding_path(a), finding_path(b));
	if (order == 0)
		order = compare_numbers(a->span.start, b->span.start);
	if (order == 0)
		order = compare_numbers(a->rule, b->rule);
	if (order == 0)
		order = compare_numbers(a->span.end, b->span.end);
	if (order == 0)
		order = -compare_numbers(a->level, b->level);
	return order;
}

/* Two findings that compare as equal print the same in every format. */
static int compare_findings(const struct hito_finding *a,
			    const struct hito_finding *b)
{
	int order = compare_places(a, b);
	size_t i;

	if (order == 0)
		order = hito_str_compare(a->plan, b->plan);
	if (order == 0)
		order = hito_str_compare(a->step, b->step);
	if (order == 0)
		order = hito_str_compare(a->key, b->key);
	if (order == 0)
		order = strcmp(a->message, b->message);
	for (i = 0; order == 0 && i < HITO_FINDING_ARGS; i++)
		order = hito_str_compare(a->args[i], b->args[i]);
	if (order == 0)
		order = compare_numbers(a->other_span.start,
					b->other_span.start);
	return order;
}

static int compare_pointers(const void *left, const void *right)
{
	const struct hito_finding *const *a = left, *const *b = right;

	return compare_findings(*a, *b);
}

void hito_findings_sort(struct hito_findings *findings)
{
	if (findings && findings->count > 1)
		qsort(findings->list, findings->count,
		      sizeof(findings->list[0]), compare_pointers);
}

/* Where the run that begins at an offset ends: none comes too early there. */
static size_t run_end(struct hito_finding *const *list, size_t at, size_t count)
{
	if (at < count)
		at++;
	while (at < count && compare_findings(list[at - 1], list[at]) <= 0)
		at++;
	return at;
}

/* The runs [from, middle) and [middle, end), as one. */
static void merge(struct hito_finding *const *list, size_t from, size_t middle,
		  size_t end, struct hito_finding **out)
{
	size_t a = from, b = middle, at;

	for (at = from; at < end; at++) {
		if (a < middle &&
		    (b == end || compare_findings(list[a], list[b]) <= 0))
			out[at] = list[a++];
		else
			out[at] = list[b++];
	}
}

/* Two runs each become one, until there is one: much is in order already. */
void hito_findings_order(struct hito_finding **list, size_t count,
			 struct hito_finding **room)
{
	size_t runs;

	if (run_end(list, 0, count) == count)
		return;
	do {
		size_t from = 0;

		for (runs = 0; from < count; runs++) {
			size_t middle = run_end(list, from, count);
			size_t end = run_end(list, middle, count);

			merge(list, from, middle, end, room);
			from = end;
		}
		memcpy(list, room, count * sizeof(struct hito_finding *));
	} while (runs > 1);
}

/* "{n}" at text: n from 1, 0 for anything else. */
static unsigned slot_number(const char *text)
{
	if (text[0] == '{' && text[1] >= '1' &&
	    text[1] <= '0' + HITO_FINDING_ARGS && text[2] == '}')
		return (unsigned)(text[1] - '0');
	return 0;
}

void hito_finding_write(struct hito_out *out, enum hito_lang lang,
			const char *text, const struct hito_finding *finding)
{
	const char *from;

	if (!text)
		return;
	text = hito_message(lang, text);
	from = text;
	while ((text = strchr(text, '{'))) {
		unsigned slot = slot_number(text);

		if (slot == 0) {
			text++;
			continue;
		}
		hito_out_bytes(out, from, (size_t)(text - from));
		hito_out_foreign(out, finding->args[slot - 1]);
		text += 3;
		from = text;
	}
	hito_out_text(out, from);
}

/* FNV-1a, 64 bits: the same on every machine; fed in pieces. */
#define FNV_START UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

static uint64_t hash_byte(uint64_t hash, unsigned char byte)
{
	return (hash ^ byte) * FNV_PRIME;
}

/* A field and a byte that no UTF-8 text holds, so that fields stay apart. */
static uint64_t hash_field(uint64_t hash, struct hito_str text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		hash = hash_byte(hash, (unsigned char)text.ptr[i]);
	return hash_byte(hash, 0xff);
}

static bool is_white(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* A field in which a run of white space counts as one space. */
static uint64_t hash_folded(uint64_t hash, struct hito_str text)
{
	size_t i;

	text = hito_str_trim(text);
	for (i = 0; i < text.len; i++) {
		if (!is_white(text.ptr[i]))
			hash = hash_byte(hash, (unsigned char)text.ptr[i]);
		else if (!is_white(text.ptr[i - 1]))
			hash = hash_byte(hash, ' ');
	}
	return hash_byte(hash, 0xff);
}

void hito_finding_fingerprint(const struct hito_finding *finding,
			      unsigned ordinal,
			      char text[HITO_FINGERPRINT_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	struct hito_str words = HITO_STR("");
	uint64_t hash = FNV_START;
	char number[16] = "0";
	size_t i;

	if (finding->source)
		words = hito_source_text(finding->source, finding->span);
	if (ordinal)
		snprintf(number, sizeof(number), "%u", ordinal);
	hash = hash_field(hash, hito_str_from(hito_rule_id(finding->rule)));
	hash = hash_field(hash, finding->plan.len ? finding->plan
						  : finding_path(finding));
	hash = hash_field(hash, finding->step);
	hash = hash_field(hash, finding->key);
	hash = hash_folded(hash, words);
	hash = hash_field(hash, hito_str_from(number));
	for (i = 0; i < HITO_FINGERPRINT_SIZE - 1; i++)
		text[i] = digits[hash >> (60 - 4 * i) & 15];
	text[i] = '\0';
}
