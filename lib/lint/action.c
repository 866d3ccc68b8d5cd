/* SPDX-License-Identifier: MIT */
/* What an action for a result looks like (lib/lint/language/LANG/actions.txt).
 */
#include <string.h>

#include "base/embed.h"
#include "lint/wording.h"
#include "plan/fold.h"

/* Longer results are not repeated in an example. */
#define MOST_RESULT 200
/* Only so many of its words are looked at. */
#define MOST_WORDS 128

/* The language's file; empty when it has none. */
static struct hito_str actions_of(struct hito_str lang)
{
	const struct hito_embedded *file;
	char name[32];

	if (lang.len > 8)
		return HITO_STR("");
	memcpy(name, lang.ptr, lang.len);
	memcpy(name + lang.len, "/actions.txt", 12);
	file = hito_embed_find(&hito_embed_languages,
			       (struct hito_str){name, lang.len + 12});
	return file ? hito_embed_text(file) : HITO_STR("");
}

/* What stands behind "@name" in its line; empty when there is none. */
static struct hito_str setting(struct hito_str file, const char *name)
{
	struct hito_str line, word, rest;

	while (hito_str_cut_line(&file, &line)) {
		hito_str_cut(line, ' ', &word, &rest);
		if (word.len > 1 && *word.ptr == '@' &&
		    hito_str_is(hito_str_slice(word, 1, word.len), name))
			return hito_str_trim(rest);
	}
	return HITO_STR("");
}

/* A word, with * before or behind the part that counts. */
static bool word_fits(struct hito_str pattern, const struct hito_folded *word)
{
	struct hito_str text = {word->text, word->len};
	struct hito_str part;

	if (hito_str_starts(pattern, "*")) {
		part = hito_str_slice(pattern, 1, pattern.len);
		return part.len <= text.len &&
		       hito_str_equal(part,
				      hito_str_slice(text, text.len - part.len,
						     text.len));
	}
	if (hito_str_ends(pattern, "*")) {
		part = hito_str_slice(pattern, 0, pattern.len - 1);
		return hito_str_equal(part, hito_str_slice(text, 0, part.len));
	}
	return hito_str_equal(pattern, text);
}

static bool is_break(char c)
{
	return (unsigned char)c < 0x80 && !(c >= 'a' && c <= 'z') &&
	       !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9');
}

/* The next word of a title, folded; longer ones are passed over. */
static bool next_word(struct hito_str *rest, struct hito_folded *out)
{
	size_t start = 0, end;

	for (;;) {
		while (start < rest->len && is_break(rest->ptr[start]))
			start++;
		for (end = start; end < rest->len && !is_break(rest->ptr[end]);)
			end++;
		if (end == start)
			return false;
		if (hito_fold(hito_str_slice(*rest, start, end), out)) {
			*rest = hito_str_slice(*rest, end, rest->len);
			return true;
		}
		start = end;
	}
}

/* Do the words of "by *ing" begin the text? */
static bool phrase_fits(struct hito_str phrase, struct hito_str text)
{
	struct hito_str pattern;
	struct hito_folded word;

	while (phrase.len) {
		hito_str_cut(phrase, ' ', &pattern, &phrase);
		if (!next_word(&text, &word) || !word_fits(pattern, &word))
			return false;
	}
	return true;
}

/* Does one of the phrases "a, b c" begin the text? */
static bool any_fits(struct hito_str phrases, struct hito_str text)
{
	struct hito_str phrase;

	while (phrases.len) {
		hito_str_cut(phrases, ',', &phrase, &phrases);
		phrase = hito_str_trim(phrase);
		if (phrase.len && phrase_fits(phrase, text))
			return true;
	}
	return false;
}

/* The same for one word that is folded already. */
static bool any_is(struct hito_str phrases, const struct hito_folded *word)
{
	struct hito_str phrase, text = {word->text, word->len};

	/* Some typographic hyphens fold to one: then it is two words. */
	if (hito_str_find_byte(text, '-', 0) != SIZE_MAX)
		return any_fits(phrases, text);
	while (phrases.len) {
		hito_str_cut(phrases, ',', &phrase, &phrases);
		if (word_fits(hito_str_trim(phrase), word))
			return true;
	}
	return false;
}

/* The action of the first line with a word of the title's beginning. */
static struct hito_str find_action(struct hito_str file, struct hito_str title)
{
	struct hito_folded list[MOST_WORDS];
	struct hito_str line, words, action;
	size_t count = 0, i;

	while (count < MOST_WORDS && next_word(&title, &list[count]))
		count++;
	while (hito_str_cut_line(&file, &line)) {
		if (!line.len || *line.ptr == '#' || *line.ptr == '@' ||
		    !hito_str_cut(line, '=', &words, &action))
			continue;
		for (i = 0; i < count; i++) {
			if (any_is(words, &list[i]))
				return hito_str_trim(action);
		}
	}
	return HITO_STR("");
}

/* "{action} para {result}", filled; its first letter small where it may be. */
static struct hito_str fill(struct hito_arena *arena, struct hito_str form,
			    struct hito_str action, struct hito_str result,
			    bool small)
{
	struct hito_str before, rest, name;
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena,
			   form.len + action.len + result.len);
	while (hito_str_cut(form, '{', &before, &rest)) {
		hito_out_str(&out, before);
		hito_str_cut(rest, '}', &name, &form);
		if (hito_str_is(name, "action")) {
			hito_out_str(&out, action);
			continue;
		}
		if (small && *result.ptr >= 'A' && *result.ptr <= 'Z') {
			char first = (char)(*result.ptr - 'A' + 'a');

			hito_out_bytes(&out, &first, 1);
			result = hito_str_slice(result, 1, result.len);
		}
		hito_out_str(&out, result);
	}
	hito_out_str(&out, form);
	return (struct hito_str){out.failed ? NULL : memory.ptr, memory.len};
}

/* Does the text begin with its verb, in the form that follows "to"? */
static bool is_infinitive(struct hito_str file,
			  const struct hito_judgement *judgement,
			  struct hito_str text)
{
	struct hito_str verb = judgement->verb;

	return verb.len && verb.ptr == judgement->text.ptr &&
	       any_fits(setting(file, "infinitive"), text) &&
	       !any_fits(setting(file, "finite"), text);
}

struct hito_str hito_lint_action(const struct hito_judgement *judgement,
				 struct hito_str text, struct hito_arena *arena)
{
	struct hito_str file = actions_of(judgement->lang);
	struct hito_str action = find_action(file, text);
	struct hito_str form = setting(file, "noun");
	bool small = true;

	while (text.len && text.ptr[text.len - 1] == '.')
		text.len--;
	if (text.len > MOST_RESULT || !text.len || !form.len)
		return action;
	if (any_fits(setting(file, "that"), text))
		form = setting(file, "clause");
	else if (is_infinitive(file, judgement, text))
		form = setting(file, "verb");
	else
		small = false;
	return fill(arena, form, action, text, small);
}

bool hito_lint_has_means(const struct hito_judgement *judgement)
{
	struct hito_str file = actions_of(judgement->lang);
	struct hito_str by = setting(file, "by"), with = setting(file, "with");
	struct hito_str no = setting(file, "not");
	struct hito_str rest = judgement->text, amount = judgement->amount;
	const char *after = judgement->text.ptr;
	struct hito_folded word;

	if (amount.len)
		after = amount.ptr + amount.len;
	else if (!judgement->verb.len)
		after += judgement->text.len;
	if (!next_word(&rest, &word))
		return false;
	while (rest.len) {
		struct hito_str here = rest;

		if (any_fits(by, here) && !any_fits(no, here))
			return true;
		if (!next_word(&rest, &word))
			return false;
		if (here.ptr < after || !any_fits(with, here))
			continue;
		here = hito_str_trim(rest);
		/* "con 3.000 euros" is no way to reach it. */
		if (here.len && !(*here.ptr >= '0' && *here.ptr <= '9'))
			return true;
	}
	return false;
}

bool hito_lint_is_definite(const struct hito_judgement *judgement,
			   struct hito_str words)
{
	return any_fits(setting(actions_of(judgement->lang), "definite"),
			words);
}

size_t hito_lint_word_count(struct hito_str words)
{
	struct hito_folded word;
	size_t count = 0;

	while (next_word(&words, &word))
		count++;
	return count;
}

size_t hito_lint_joins(const struct hito_judgement *judgement,
		       struct hito_str words)
{
	struct hito_str and = setting(actions_of(judgement->lang), "and");
	struct hito_folded word;
	size_t count = 0, i;

	for (i = 0; i < words.len; i++)
		count += words.ptr[i] == ',' || words.ptr[i] == ';';
	while (next_word(&words, &word))
		count += any_fits(and, (struct hito_str){word.text, word.len});
	return count;
}
