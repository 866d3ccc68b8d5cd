/* SPDX-License-Identifier: MIT */
/* A fix that takes words out of a sentence, with what joined them to it. */
#include "lint/lint.h"
#include "lint/wording.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Letters and digits, and all beyond ASCII, which no markup is made of. */
static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* [start, end) with the commas, brackets and spaces that go with it. */
static void widen(struct hito_str text, size_t *start, size_t *end)
{
	bool comma = false;

	while (*start && is_space(text.ptr[*start - 1]))
		--*start;
	if (*start && text.ptr[*start - 1] == '(' && *end < text.len &&
	    text.ptr[*end] == ')') {
		--*start;
		++*end;
		while (*start && is_space(text.ptr[*start - 1]))
			--*start;
	}
	if (*start && text.ptr[*start - 1] == ',') {
		--*start;
		comma = true;
	}
	if (*start && !comma)
		return;
	if (*end < text.len && text.ptr[*end] == ',')
		++*end;
	/* At the beginning the next word moves up. */
	while (*start == 0 && *end < text.len && is_space(text.ptr[*end]))
		++*end;
}

/* The first letter of what follows, as a capital; empty where it stays. */
static struct hito_str capital(struct hito_lint *lint, struct hito_str text,
			       size_t at)
{
	static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *ptr = text.ptr + at;
	struct hito_str letter = HITO_STR("");

	if (text.len - at >= 1 && *ptr >= 'a' && *ptr <= 'z')
		return (struct hito_str){&upper[*ptr - 'a'], 1};
	/* à to þ stand 32 before À to Þ, but for ÷ */
	if (text.len - at >= 2 && (unsigned char)ptr[0] == 0xc3 &&
	    (unsigned char)ptr[1] >= 0xa0 && (unsigned char)ptr[1] <= 0xbe &&
	    (unsigned char)ptr[1] != 0xb7)
		letter = hito_arena_printf(lint->arena, "%c%c", ptr[0],
					   (char)((unsigned char)ptr[1] - 32));
	return letter;
}

/* Only a sentence that still begins and ends with words is offered. */
static bool leaves_sentence(struct hito_str text, size_t start, size_t end)
{
	char last;

	if (start == 0)
		return end < text.len && is_letter(text.ptr[end]);
	last = text.ptr[start - 1];
	return is_letter(last) || last == ')' || last == '"' || last == '%';
}

void hito_lint_fix_delete(struct hito_lint *lint, struct hito_finding *finding,
			  struct hito_span span, struct hito_str text,
			  struct hito_str words)
{
	size_t start = (size_t)(words.ptr - text.ptr), end = start + words.len;
	struct hito_str letter = HITO_STR("");
	struct hito_span found;

	if (!finding->source || !words.len ||
	    !hito_lint_locate(finding->source, span, text, &found))
		return;
	widen(text, &start, &end);
	if (!leaves_sentence(text, start, end))
		return;
	if (start == 0 && *words.ptr >= 'A' && *words.ptr <= 'Z') {
		letter = capital(lint, text, end);
		end += letter.len;
	}
	hito_finding_fix(&lint->findings, finding, HITO_FIX_SUGGESTED,
			 (struct hito_span){(uint32_t)(found.start + start),
					    (uint32_t)(found.start + end)},
			 letter);
}
