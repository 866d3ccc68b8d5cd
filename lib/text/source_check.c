/* SPDX-License-Identifier: MIT */
/* Judges the bytes of a file: conflict markers and unsafe characters. */
#include "hito/source.h"

#include "base/utf8.h"
#include "hito/finding.h"

#define SHOWN_OF_ONE_KIND 20

enum unsafe { SAFE, INVALID, ZERO, CONTROL, LONE_CR, BIDI, ZERO_WIDTH, KINDS };

struct kind {
	enum hito_level level;
	const char *message;
	const char *more; /* the last finding of its kind */
	const char *help;
};

static const struct kind kinds[KINDS] = {
	[INVALID] = {HITO_ERROR, HITO_N("bytes that are not UTF-8"),
		     HITO_N("bytes that are not UTF-8, and {2} such places "
			    "more in this file"),
		     HITO_N("save the file as UTF-8")},
	[ZERO] = {HITO_ERROR, HITO_N("NUL bytes in a text file"),
		  HITO_N("NUL bytes in a text file, and {2} such places more "
			 "in this file"),
		  HITO_N("save the file as UTF-8 text and delete them")},
	[CONTROL] = {HITO_ERROR, HITO_N("a control character: {1}"),
		     HITO_N("a control character: {1}, and {2} such places "
			    "more in this file"),
		     HITO_N("delete it")},
	[LONE_CR] = {HITO_WARNING,
		     HITO_N("a carriage return that ends no line"),
		     HITO_N("a carriage return that ends no line, and {2} "
			    "such places more in this file"),
		     HITO_N("end lines with LF or CR LF")},
	[BIDI] = {HITO_ERROR,
		  HITO_N("a character that changes the direction of text: "
			 "{1}"),
		  HITO_N("a character that changes the direction of text: "
			 "{1}, and {2} such places more in this file"),
		  HITO_N("delete it: what is shown is not what is read")},
	[ZERO_WIDTH] = {HITO_WARNING, HITO_N("an invisible character: {1}"),
			HITO_N("an invisible character: {1}, and {2} such "
			       "places more in this file"),
			HITO_N("delete it")},
};

struct stretch {
	enum unsafe kind;
	uint32_t code;
	struct hito_span span;
};

struct check {
	const struct hito_source *source;
	struct hito_findings *findings;
	size_t seen[KINDS];
	struct stretch last[KINDS]; /* the last one that may be shown */
};

/* Scripts whose spelling needs joiners: Arabic to Sinhala. */
static bool is_joining_script(uint32_t code)
{
	return code >= 0x0600 && code <= 0x0dff;
}

static bool is_emoji(uint32_t code)
{
	return code >= 0x1f000 || code == 0xfe0f ||
	       (code >= 0x2190 && code <= 0x2bff);
}

/* A joiner between emoji or between letters that it joins is spelling. */
static bool is_spelling(uint32_t code, uint32_t before, uint32_t after)
{
	if (code == 0x200d && is_emoji(before) && is_emoji(after))
		return true;
	return (code == 0x200c || code == 0x200d) &&
	       is_joining_script(before) && is_joining_script(after);
}

static enum unsafe judge(struct hito_str text, size_t at, size_t size,
			 uint32_t before)
{
	uint32_t after = 0;
	size_t behind = at + size;
	size_t next_size;
	bool valid;
	uint32_t code = hito_utf8_at(text, at, &next_size, &valid);

	if (!valid)
		return INVALID;
	if (code == 0)
		return ZERO;
	if (code == '\r')
		return behind < text.len && text.ptr[behind] == '\n' ? SAFE
								     : LONE_CR;
	if (hito_utf8_is_control(code) || code == 0xfffe || code == 0xffff)
		return CONTROL;
	if (code == 0x2028 || code == 0x2029)
		return ZERO_WIDTH;
	if (hito_utf8_is_bidi(code))
		return BIDI;
	if (!hito_utf8_is_zero_width(code))
		return SAFE;
	if (behind < text.len)
		after = hito_utf8_at(text, behind, &next_size, NULL);
	return is_spelling(code, before, after) ? SAFE : ZERO_WIDTH;
}

static void raise_stretch(struct check *check, const struct stretch *stretch,
			  size_t more)
{
	const struct kind *kind = &kinds[stretch->kind];
	struct hito_arena *arena =
		check->findings ? check->findings->arena : NULL;
	struct hito_finding *finding = hito_findings_add(
		check->findings, HITO_RULE_F006, check->source, stretch->span,
		more ? kind->more : kind->message);

	finding->level = kind->level;
	finding->help = kind->help;
	if (!arena)
		return;
	finding->args[0] =
		hito_arena_printf(arena, "U+%04X", (unsigned)stretch->code);
	finding->args[1] = hito_arena_printf(arena, "%zu", more);
	if (!finding->args[0].ptr || !finding->args[1].ptr)
		check->findings->no_memory = true;
	if (stretch->kind == ZERO_WIDTH || stretch->kind == BIDI ||
	    stretch->kind == CONTROL || stretch->kind == ZERO)
		hito_finding_fix(check->findings, finding, HITO_FIX_SUGGESTED,
				 stretch->span, HITO_STR(""));
}

/* The last that may be shown waits, for it has to count the rest. */
static void add_stretch(struct check *check, const struct stretch *stretch)
{
	size_t seen;

	if (stretch->kind == SAFE)
		return;
	seen = ++check->seen[stretch->kind];
	if (seen < SHOWN_OF_ONE_KIND)
		raise_stretch(check, stretch, 0);
	else if (seen == SHOWN_OF_ONE_KIND)
		check->last[stretch->kind] = *stretch;
}

static void check_characters(struct check *check)
{
	struct hito_str text = check->source->text;
	struct stretch open = {.kind = SAFE};
	uint32_t before = 0;
	size_t at = check->source->start;
	size_t kind;

	while (at < text.len) {
		size_t plain = hito_utf8_skip_plain(text, at);
		enum unsafe now = SAFE;
		uint32_t code;
		size_t size;

		if (plain > at) {
			add_stretch(check, &open);
			at = plain;
			before = (unsigned char)text.ptr[at - 1];
			open = (struct stretch){.kind = SAFE, .code = before};
			continue;
		}
		code = hito_utf8_at(text, at, &size, NULL);

		if (code < ' ' || code > '~')
			now = judge(text, at, size, before);
		if (code == '\n' || code == '\t')
			now = SAFE;
		if (now != open.kind || code != open.code) {
			add_stretch(check, &open);
			open = (struct stretch){now, code, {(uint32_t)at, 0}};
		}
		at += size;
		open.span.end = (uint32_t)at;
		before = code;
	}
	add_stretch(check, &open);
	for (kind = 0; kind < KINDS; kind++) {
		if (check->seen[kind] >= SHOWN_OF_ONE_KIND)
			raise_stretch(check, &check->last[kind],
				      check->seen[kind] - SHOWN_OF_ONE_KIND);
	}
}

/* more: how many conflicts follow that are not shown. */
static void raise_conflict(struct check *check, struct hito_span span,
			   size_t more)
{
	const struct hito_source *source = check->source;
	uint32_t line = hito_source_line(source, span.start);
	struct hito_finding *finding;

	span.end = hito_source_line_span(source, line).end;
	finding = hito_findings_add(
		check->findings, HITO_RULE_F001, source, span,
		more ? HITO_N("an unfinished merge: conflict markers, and {2} "
			      "such places more in this file")
		     : HITO_N("an unfinished merge: conflict markers"));
	finding->help = HITO_N("`hito resolve` settles what it can; else keep "
			       "one side, or join both, and delete the "
			       "marker lines");
	if (!more || !check->findings)
		return;
	finding->args[1] =
		hito_arena_printf(check->findings->arena, "%zu", more);
	if (!finding->args[1].ptr)
		check->findings->no_memory = true;
}

static void check_conflicts(struct check *check)
{
	const struct hito_source *source = check->source;
	struct hito_span last = {0, 0};
	size_t seen = 0;
	size_t i;

	for (i = 0; i < source->damage_count; i++) {
		const struct hito_damage *damage = &source->damage[i];

		if (damage->kind != HITO_DAMAGE_CONFLICT)
			continue;
		seen++;
		if (seen < SHOWN_OF_ONE_KIND)
			raise_conflict(check, damage->span, 0);
		else if (seen == SHOWN_OF_ONE_KIND)
			last = damage->span;
	}
	if (seen >= SHOWN_OF_ONE_KIND)
		raise_conflict(check, last, seen - SHOWN_OF_ONE_KIND);
}

void hito_source_check(const struct hito_source *source,
		       struct hito_findings *findings)
{
	struct check check = {.source = source, .findings = findings};

	check_conflicts(&check);
	if (!source->clean)
		check_characters(&check);
}
