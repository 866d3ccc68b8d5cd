/* SPDX-License-Identifier: MIT */
/* Cuts owner and term off a title, and finds its figure. */
#include "lint/title.h"

#include <string.h>

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* "@ana": a name behind the sign. */
static bool is_owner(struct hito_str word)
{
	return word.len > 1 && word.ptr[0] == '@' &&
	       !strchr("@.,;:!?()[]{}\"'", word.ptr[1]);
}

static void cut_owner(struct hito_title *title)
{
	struct hito_str text = hito_str_trim(title->text), word;
	size_t at = text.len, end = 0;

	while (at > 0 && !is_space(text.ptr[at - 1]))
		at--;
	word = hito_str_slice(text, at, text.len);
	if (!title->owner.len && is_owner(word)) {
		title->owner = hito_str_slice(word, 1, word.len);
		text = hito_str_trim(hito_str_slice(text, 0, at));
	}
	while (end < text.len && !is_space(text.ptr[end]))
		end++;
	word = hito_str_slice(text, 0, end);
	if (!title->owner.len && end < text.len && is_owner(word)) {
		title->owner = hito_str_slice(word, 1, word.len);
		text = hito_str_trim(hito_str_slice(text, end, text.len));
	}
	title->text = text;
}

/* "letter -", "letter,": what parted it from what is cut off. */
static struct hito_str trim_marks(struct hito_str text)
{
	static const char *const dashes[] = {" -", " –", " —"};

	text = hito_str_trim(text);
	while (text.len && strchr(",;:", text.ptr[text.len - 1]))
		text.len--;
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		if (hito_str_ends(text, dashes[i]))
			text.len -= strlen(dashes[i]);
	return hito_str_trim(text);
}

/* "by", "para el": it led to a day, and leads nowhere without it. */
static bool is_leading(struct hito_str word)
{
	static const char *const words[] = {
		"by",    "before", "until", "till", "on",  "due",
		"for",   "el",     "para",  "del",  "de",  "antes",
		"hasta", "a",      "al",    "día",  "dia",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (hito_str_equal_nocase(word, hito_str_from(words[i])))
			return true;
	return false;
}

static struct hito_str cut_leading(struct hito_str text)
{
	for (;;) {
		size_t at = text.len;

		while (at > 0 && !is_space(text.ptr[at - 1]))
			at--;
		if (at == 0 || !is_leading(hito_str_slice(text, at, text.len)))
			return text;
		text = hito_str_trim(hito_str_slice(text, 0, at));
	}
}

/* A day at the end, as of a sketch. */
static void cut_day(struct hito_title *title)
{
	struct hito_str text = title->text;
	size_t at = text.len;
	hito_day day;

	while (at > 0 && !is_space(text.ptr[at - 1]))
		at--;
	day = hito_day_parse(hito_str_slice(text, at, text.len));
	if (at == 0 || day == HITO_DAY_NONE)
		return;
	title->due = day;
	title->text = trim_marks(
		cut_leading(trim_marks(hito_str_slice(text, 0, at))));
}

/* "from 1 to 15 May" has a beginning, too, which would be lost. */
static bool is_one_day(struct hito_str term)
{
	size_t count = 0;

	for (size_t at = 0; at < term.len; at++) {
		size_t first = at;

		while (at < term.len &&
		       (is_digit(term.ptr[at]) ||
			(at > first && strchr("-/.", term.ptr[at]))))
			at++;
		count += at > first && at - first != 4;
	}
	return count < 2;
}

/* The first letter of a sentence that has lost its beginning. */
static bool capitalize(struct hito_arena *arena, struct hito_str *text)
{
	char *bytes;

	if (!text->len || text->ptr[0] < 'a' || text->ptr[0] > 'z')
		return true;
	bytes = hito_arena_bytes(arena, text->len);
	if (!bytes)
		return false;
	memcpy(bytes, text->ptr, text->len);
	bytes[0] = (char)(bytes[0] - 'a' + 'A');
	text->ptr = bytes;
	return true;
}

static bool cut_term(struct hito_title *title, struct hito_str term,
		     struct hito_arena *arena)
{
	struct hito_str text = title->text, rest;
	size_t start, end;

	if (!term.len || term.ptr < text.ptr ||
	    term.ptr + term.len > text.ptr + text.len || !is_one_day(term))
		return true;
	start = (size_t)(term.ptr - text.ptr);
	end = start + term.len;
	rest = hito_str_trim(hito_str_slice(text, end, text.len));
	if (start && (!rest.len || hito_str_is(rest, "."))) {
		rest = trim_marks(hito_str_slice(text, 0, start));
		if (rest.len)
			title->text = rest;
		return true;
	}
	if (start || !rest.len)
		return true;
	while (rest.len && strchr(",;:", rest.ptr[0]))
		rest = hito_str_trim(hito_str_slice(rest, 1, rest.len));
	if (!rest.len)
		return true;
	title->text = rest;
	return capitalize(arena, &title->text);
}

/* A share says little without what it is a share of. */
static struct hito_str with_subject(struct hito_str text, size_t start,
				    size_t end)
{
	size_t first = 0;

	while (first < start && !is_space(text.ptr[first]))
		first++;
	return hito_str_trim(
		hito_str_slice(text, first < start ? first : start, end));
}

/* "one more thing", "una carta" count nothing. */
static bool is_article(struct hito_str amount)
{
	static const char *const words[] = {"one", "un", "una", "uno"};
	struct hito_str first, rest;

	hito_str_cut(amount, ' ', &first, &rest);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (hito_str_equal_nocase(first, hito_str_from(words[i])))
			return true;
	return false;
}

/* "12 posts": a number with what it counts, and no part of another word. */
static struct hito_str find_figure(struct hito_str text,
				   const struct hito_judgement *judgement)
{
	struct hito_str amount = hito_str_trim(judgement->amount);
	size_t start, end;

	if (judgement->measure != HITO_JUDGED_QUANTIFIED || !amount.len ||
	    is_article(amount) || amount.ptr < text.ptr ||
	    amount.ptr + amount.len > text.ptr + text.len)
		return HITO_STR("");
	start = (size_t)(amount.ptr - text.ptr);
	end = start + amount.len;
	if ((start && !is_space(text.ptr[start - 1])) ||
	    (end < text.len && !is_space(text.ptr[end]) &&
	     !strchr(",;:.", text.ptr[end])))
		return HITO_STR("");
	if (hito_str_ends(amount, "%"))
		return with_subject(text, start, end);
	for (size_t i = 0; i < amount.len; i++)
		if (is_space(amount.ptr[i]))
			return amount;
	return HITO_STR("");
}

bool hito_title_read(struct hito_judge *judge, struct hito_str text,
		     const struct hito_judge_options *options,
		     struct hito_arena *arena, struct hito_title *out,
		     struct hito_err *err)
{
	struct hito_title title = {
		.text = hito_str_trim(text),
		.due = HITO_DAY_NONE,
	};
	struct hito_judgement judgement;

	cut_owner(&title);
	if (!hito_judge_text(judge, title.text, options, arena, &judgement,
			     err))
		return false;
	title.success = find_figure(title.text, &judgement);
	if (judgement.bound && judgement.due != HITO_DAY_NONE) {
		title.due = judgement.due;
		if (!cut_term(&title, judgement.term, arena))
			return hito_err_memory(err);
	} else {
		cut_day(&title);
	}
	cut_owner(&title);
	*out = title;
	return true;
}
