/* SPDX-License-Identifier: MIT */
/* Reading the files of words and forms; entries of a class. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "lint/language/read.h"

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

void hito_words_init(struct hito_words *words, struct hito_arena *arena)
{
	*words = (struct hito_words){.arena = arena};
	hito_map_init(&words->map, arena);
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
static bool read_classes(struct hito_str text, struct hito_read_entry *entry,
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
static struct hito_str plain_words(struct hito_words *words,
				   struct hito_str spelling)
{
	struct hito_plain plain;
	struct hito_str none = {NULL, 0};
	char *text;
	size_t i;

	if (!hito_plain_make(words->arena, spelling, &plain))
		return none;
	text = hito_arena_alloc(words->arena, plain.text.len + 1, 1);
	if (!text)
		return none;
	for (i = 0; i < plain.text.len; i++) {
		char byte = plain.text.ptr[i];

		text[i] = byte == '-' || byte == '/' ? ' ' : byte;
	}
	return (struct hito_str){text, plain.text.len};
}

static bool add_entry(struct hito_words *words, struct hito_str spelling,
		      struct hito_read_entry entry, struct hito_err *err)
{
	struct hito_str text = plain_words(words, spelling);
	struct hito_read_entry *made =
		hito_new(words->arena, struct hito_read_entry, 1);

	if (!text.ptr || !made)
		return hito_err_memory(err);
	*made = entry;
	hito_str_cut(text, ' ', &made->first, &made->rest);
	made->next = hito_map_find(&words->map, made->first);
	if (!hito_map_put(&words->map, made->first, made))
		return hito_err_memory(err);
	return true;
}

/* "spelling, spelling = classes" */
static bool read_entry(struct hito_words *words, struct hito_str line,
		       enum hito_bend bend, struct hito_str *out_wrong,
		       struct hito_err *err)
{
	struct hito_read_entry entry = {.bend = bend};
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
		if (!add_entry(words, spelling, entry, err))
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

bool hito_words_read(struct hito_words *words, const char *path,
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
		} else if (!read_entry(words, line, bend, &bad, err)) {
			if (err && err->code == HITO_ERR_MEMORY)
				return false;
			return wrong(err, path, number, "no entry or class",
				     bad);
		}
	}
	return true;
}

static bool copy_letters(char to[12], uint8_t *out_len, struct hito_str text)
{
	if (text.len > 12)
		return false;
	memcpy(to, text.ptr, text.len);
	*out_len = (uint8_t)text.len;
	return true;
}

static bool add_form(struct hito_words *words, struct hito_form form)
{
	if (!hito_reserve(words->arena, words->forms, words->form_count,
			  words->form_capacity))
		return false;
	words->forms[words->form_count++] = form;
	return true;
}

/* "verb *ar > o as a", "unknown *cion = activity" */
static bool read_form(struct hito_words *words, struct hito_str line,
		      struct hito_str *out_wrong, struct hito_err *err)
{
	struct hito_form form = {.bend = HITO_BEND_NONE};
	struct hito_read_entry entry = {.classes = 0};
	enum hito_bend bend = HITO_BEND_NONE;
	struct hito_str word, ending;
	bool unknown;

	hito_str_cut(line, ' ', &word, &line);
	*out_wrong = word;
	unknown = hito_str_is(word, "unknown");
	if (!unknown && !read_bend(word, &bend))
		return false;
	form.bend = (uint8_t)bend;
	hito_str_cut(hito_str_trim(line), ' ', &ending, &line);
	*out_wrong = ending;
	if (!hito_str_starts(ending, "*"))
		return false;
	ending = hito_str_slice(ending, 1, ending.len);
	if (!copy_letters(form.root, &form.root_len, ending) ||
	    !copy_letters(form.ending, &form.ending_len, ending))
		return false;
	hito_str_cut(hito_str_trim(line), ' ', &word, &line);
	*out_wrong = word;
	if (unknown) {
		if (!hito_str_is(word, "=") ||
		    !read_classes(line, &entry, out_wrong))
			return false;
		form.classes = entry.classes;
		return add_form(words, form) || hito_err_memory(err);
	}
	if (!hito_str_is(word, ">"))
		return false;
	while (line.len) {
		hito_str_cut(line, ' ', &word, &line);
		if (word.len == 0)
			continue;
		*out_wrong = word;
		if (!copy_letters(form.ending, &form.ending_len,
				  hito_str_is(word, "-") ? HITO_STR("") : word))
			return false;
		if (!add_form(words, form))
			return hito_err_memory(err);
	}
	return true;
}

bool hito_words_read_forms(struct hito_words *words, const char *path,
			   struct hito_str text, struct hito_err *err)
{
	struct hito_str line, bad;
	uint32_t number = 0;

	while (hito_str_cut_line(&text, &line)) {
		number++;
		line = code_of(line);
		if (line.len == 0 || read_form(words, line, &bad, err))
			continue;
		if (err && err->code == HITO_ERR_MEMORY)
			return false;
		return wrong(err, path, number, "no form", bad);
	}
	return true;
}

static struct hito_str ending_of(const struct hito_form *form)
{
	return (struct hito_str){form->ending, form->ending_len};
}

static size_t letter_of(struct hito_str ending)
{
	char byte = ending.len ? ending.ptr[ending.len - 1] : '\0';

	return byte >= 'a' && byte <= 'z' ? (size_t)(byte - 'a') : 26;
}

static int compare_forms(const void *left, const void *right)
{
	const struct hito_form *a = left, *b = right;
	size_t first = letter_of(ending_of(a));
	size_t second = letter_of(ending_of(b));
	int order;

	if (first != second)
		return first < second ? -1 : 1;
	order = hito_str_compare(ending_of(a), ending_of(b));
	if (order)
		return order;
	return hito_str_compare((struct hito_str){a->root, a->root_len},
				(struct hito_str){b->root, b->root_len});
}

void hito_words_end(struct hito_words *words)
{
	size_t letter, at = 0;

	if (words->form_count)
		qsort(words->forms, words->form_count, sizeof(*words->forms),
		      compare_forms);
	for (letter = 0; letter < HITO_LEXICON_LETTERS; letter++) {
		while (at < words->form_count &&
		       letter_of(ending_of(&words->forms[at])) < letter)
			at++;
		words->by_letter[letter] = (uint16_t)at;
	}
	words->by_letter[HITO_LEXICON_LETTERS - 1] =
		(uint16_t)words->form_count;
}

/* Words of a class, collected to be sorted: the longest first. */
struct choice {
	const struct hito_read_entry **list;
	size_t count, capacity;
};

static bool longer(const struct hito_read_entry *a,
		   const struct hito_read_entry *b)
{
	size_t left = a->first.len + a->rest.len;
	size_t right = b->first.len + b->rest.len;

	if (left != right)
		return left > right;
	if (!hito_str_equal(a->first, b->first))
		return hito_str_compare(a->first, b->first) < 0;
	return hito_str_compare(a->rest, b->rest) < 0;
}

static bool collect(const struct hito_words *words, enum hito_class class,
		    struct choice *choice)
{
	const struct hito_read_entry *entry;
	size_t i, at;

	for (i = 0; i < words->map.capacity; i++) {
		for (entry = words->map.slots[i].value; entry;
		     entry = entry->next) {
			if (!(entry->classes >> class & 1))
				continue;
			if (!hito_reserve(words->arena, choice->list,
					  choice->count, choice->capacity))
				return false;
			for (at = choice->count++;
			     at && longer(entry, choice->list[at - 1]); at--)
				choice->list[at] = choice->list[at - 1];
			choice->list[at] = entry;
		}
	}
	return true;
}

/* Words as a pattern that matches just them; returns the length. */
static size_t quote(char *to, struct hito_str text)
{
	size_t len = 0, i;

	for (i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		if (byte > ' ' && !(byte >= 'a' && byte <= 'z') &&
		    !(byte >= '0' && byte <= '9'))
			to[len++] = '\\';
		to[len++] = byte;
	}
	return len;
}

struct hito_str hito_words_choice(const struct hito_words *words,
				  enum hito_class class)
{
	struct choice choice = {NULL, 0, 0};
	struct hito_str none = {NULL, 0};
	size_t size = 1, len = 0, i;
	char *text;

	if (!collect(words, class, &choice))
		return none;
	for (i = 0; i < choice.count; i++)
		size += 2 * (choice.list[i]->first.len +
			     choice.list[i]->rest.len + 1);
	text = hito_arena_alloc(words->arena, size, 1);
	if (!text)
		return none;
	for (i = 0; i < choice.count; i++) {
		const struct hito_read_entry *entry = choice.list[i];

		if (i)
			text[len++] = '|';
		len += quote(text + len, entry->first);
		if (entry->rest.len) {
			text[len++] = ' ';
			len += quote(text + len, entry->rest);
		}
	}
	return (struct hito_str){text, len};
}
