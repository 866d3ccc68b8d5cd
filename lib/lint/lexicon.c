/* SPDX-License-Identifier: MIT */
/* Reading the files of words and forms; entries of a class. */
#include "lint/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"

enum hito_class hito_class_find(struct hito_str name)
{
	static const char *const names[] = {
#define HITO_CLASS_NAME(id, text) text,
		HITO_CLASSES(HITO_CLASS_NAME)
#undef HITO_CLASS_NAME
	};
	size_t i;

	for (i = 0; i < HITO_CLASS_COUNT; i++) {
		if (hito_str_is(name, names[i]))
			break;
	}
	return (enum hito_class)i;
}

void hito_lexicon_init(struct hito_lexicon *lexicon, struct hito_arena *arena)
{
	*lexicon = (struct hito_lexicon){.arena = arena};
	hito_map_init(&lexicon->words, arena);
}

static bool wrong(struct hito_err *err, const char *path, uint32_t line,
		  const char *what, struct hito_str word)
{
	hito_err_set(err, HITO_ERR_INPUT, "%s: \"%.*s\"", what,
		     HITO_STR_ARG(word));
	return hito_err_at(err, hito_str_from(path), line, 0);
}

/* "-?digits", or "MM-DD" as MMDD. */
static bool read_value(struct hito_str text, int32_t *out)
{
	bool negative = hito_str_starts(text, "-");
	struct hito_str left, right;
	uint32_t a, b;

	if (negative)
		text = hito_str_slice(text, 1, text.len);
	if (hito_str_cut(text, '-', &left, &right)) {
		if (!hito_str_u32(left, &a) || !hito_str_u32(right, &b) ||
		    a > 12 || b > 31)
			return false;
		*out = (int32_t)(a * 100 + b);
		return true;
	}
	if (!hito_str_u32(text, &a) || a > 1000000000)
		return false;
	*out = negative ? -(int32_t)a : (int32_t)a;
	return true;
}

/* "act weak", "month=3 stop" */
static bool read_classes(struct hito_str text, struct hito_entry *entry,
			 struct hito_str *out_wrong)
{
	while (text.len) {
		struct hito_str word, name, value;
		enum hito_class class;

		hito_str_cut(text, ' ', &word, &text);
		if (word.len == 0)
			continue;
		*out_wrong = word;
		if (hito_str_cut(word, '=', &name, &value) &&
		    !read_value(value, &entry->value))
			return false;
		class = hito_class_find(name);
		if (class == HITO_CLASS_COUNT)
			return false;
		entry->classes |= (hito_classes)1 << class;
	}
	return entry->classes != 0;
}

/* The spelling in plain letters, with one space between words. */
static struct hito_str plain_words(struct hito_lexicon *lexicon,
				   struct hito_str spelling)
{
	struct hito_plain plain;
	struct hito_str none = {NULL, 0};
	char *text;
	size_t i;

	if (!hito_plain_make(lexicon->arena, spelling, &plain))
		return none;
	text = hito_arena_alloc(lexicon->arena, plain.text.len + 1, 1);
	if (!text)
		return none;
	for (i = 0; i < plain.text.len; i++) {
		char byte = plain.text.ptr[i];

		text[i] = byte == '-' || byte == '/' ? ' ' : byte;
	}
	return (struct hito_str){text, plain.text.len};
}

static bool add_entry(struct hito_lexicon *lexicon, struct hito_str spelling,
		      struct hito_entry entry, struct hito_err *err)
{
	struct hito_str words = plain_words(lexicon, spelling);
	struct hito_entry *made =
		hito_new(lexicon->arena, struct hito_entry, 1);

	if (!words.ptr || !made)
		return hito_err_memory(err);
	*made = entry;
	hito_str_cut(words, ' ', &made->first, &made->rest);
	made->next = hito_map_find(&lexicon->words, made->first);
	if (!hito_map_put(&lexicon->words, made->first, made))
		return hito_err_memory(err);
	lexicon->entry_count++;
	return true;
}

/* "spelling, spelling = classes" */
static bool read_entry(struct hito_lexicon *lexicon, struct hito_str line,
		       enum hito_bend bend, struct hito_str *out_wrong,
		       struct hito_err *err)
{
	struct hito_entry entry = {.bend = bend};
	struct hito_str spellings, classes, spelling;

	*out_wrong = line;
	if (!hito_str_cut(line, '=', &spellings, &classes) ||
	    !read_classes(hito_str_trim(classes), &entry, out_wrong))
		return false;
	while (spellings.len) {
		hito_str_cut(spellings, ',', &spelling, &spellings);
		spelling = hito_str_trim(spelling);
		if (spelling.len == 0)
			return false;
		if (!add_entry(lexicon, spelling, entry, err))
			return false;
	}
	return true;
}

static bool read_bend(struct hito_str word, enum hito_bend *out)
{
	static const char *const names[] = {"word", "verb", "noun",
					    "adjective"};
	size_t i;

	for (i = 0; i < HITO_BEND_COUNT; i++) {
		if (hito_str_is(word, names[i])) {
			*out = (enum hito_bend)i;
			return true;
		}
	}
	return false;
}

/* The line without what stands behind "#"; empty for a comment. */
static struct hito_str code_of(struct hito_str line)
{
	struct hito_str code, comment;

	hito_str_cut(line, '#', &code, &comment);
	return hito_str_trim(code);
}

bool hito_lexicon_read(struct hito_lexicon *lexicon, const char *path,
		       struct hito_str text, struct hito_err *err)
{
	enum hito_bend bend = HITO_BEND_NONE;
	struct hito_str line, bad;
	uint32_t number = 0;

	while (hito_str_cut_line(&text, &line)) {
		number++;
		line = code_of(line);
		if (line.len == 0)
			continue;
		bad = line;
		if (*line.ptr == '@') {
			if (!read_bend(hito_str_slice(line, 1, line.len),
				       &bend))
				return wrong(err, path, number,
					     "no kind of word", bad);
		} else if (!read_entry(lexicon, line, bend, &bad, err)) {
			if (err && err->code == HITO_ERR_MEMORY)
				return false;
			return wrong(err, path, number, "no entry or class",
				     bad);
		}
	}
	return true;
}

static bool add_form(struct hito_lexicon *lexicon, struct hito_form form)
{
	if (!hito_reserve(lexicon->arena, lexicon->forms, lexicon->form_count,
			  lexicon->form_capacity))
		return false;
	lexicon->forms[lexicon->form_count++] = form;
	return true;
}

/* "verb *ar > o as a", "unknown *cion = activity" */
static bool read_form(struct hito_lexicon *lexicon, struct hito_str line,
		      struct hito_str *out_wrong, struct hito_err *err)
{
	struct hito_form form = {.bend = HITO_BEND_NONE};
	struct hito_entry entry = {.classes = 0};
	struct hito_str word, ending;
	bool unknown;

	hito_str_cut(line, ' ', &word, &line);
	*out_wrong = word;
	unknown = hito_str_is(word, "unknown");
	if (!unknown && !read_bend(word, &form.bend))
		return false;
	hito_str_cut(hito_str_trim(line), ' ', &ending, &line);
	*out_wrong = ending;
	if (!hito_str_starts(ending, "*"))
		return false;
	form.root = form.ending = hito_str_slice(ending, 1, ending.len);
	hito_str_cut(hito_str_trim(line), ' ', &word, &line);
	*out_wrong = word;
	if (unknown) {
		if (!hito_str_is(word, "=") ||
		    !read_classes(line, &entry, out_wrong))
			return false;
		form.classes = entry.classes;
		return add_form(lexicon, form) || hito_err_memory(err);
	}
	if (!hito_str_is(word, ">"))
		return false;
	while (line.len) {
		hito_str_cut(line, ' ', &word, &line);
		if (word.len == 0)
			continue;
		form.ending = hito_str_is(word, "-") ? HITO_STR("") : word;
		if (!add_form(lexicon, form))
			return hito_err_memory(err);
	}
	return true;
}

bool hito_lexicon_read_forms(struct hito_lexicon *lexicon, const char *path,
			     struct hito_str text, struct hito_err *err)
{
	struct hito_str line, bad;
	uint32_t number = 0;

	while (hito_str_cut_line(&text, &line)) {
		number++;
		line = code_of(line);
		if (line.len == 0 || read_form(lexicon, line, &bad, err))
			continue;
		if (err && err->code == HITO_ERR_MEMORY)
			return false;
		return wrong(err, path, number, "no form", bad);
	}
	return true;
}

static size_t letter_of(struct hito_str ending)
{
	char byte = ending.len ? ending.ptr[ending.len - 1] : '\0';

	return byte >= 'a' && byte <= 'z' ? (size_t)(byte - 'a') : 26;
}

static int compare_forms(const void *left, const void *right)
{
	const struct hito_form *a = left, *b = right;
	size_t first = letter_of(a->ending), second = letter_of(b->ending);
	int order;

	if (first != second)
		return first < second ? -1 : 1;
	order = hito_str_compare(a->ending, b->ending);
	return order ? order : hito_str_compare(a->root, b->root);
}

void hito_lexicon_end(struct hito_lexicon *lexicon)
{
	size_t letter, at = 0;

	if (lexicon->form_count)
		qsort(lexicon->forms, lexicon->form_count,
		      sizeof(*lexicon->forms), compare_forms);
	for (letter = 0; letter < 28; letter++) {
		while (at < lexicon->form_count &&
		       letter_of(lexicon->forms[at].ending) < letter)
			at++;
		lexicon->by_letter[letter] = at;
	}
	lexicon->by_letter[27] = lexicon->form_count;
}
