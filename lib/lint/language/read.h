/* SPDX-License-Identifier: MIT */
/*
 * Reading the files of a language, when hito is built.
 */
#ifndef HITO_LINT_LANGUAGE_READ_H
#define HITO_LINT_LANGUAGE_READ_H

#include "base/map.h"
#include "hito/out.h"
#include "lint/language.h"
#include "lint/language/net.h"

/* A word or phrase with what it is, as a line of a file says it. */
struct hito_read_entry {
	struct hito_str first, rest; /* of the words, one space apart */
	hito_classes classes;
	int32_t value;
	enum hito_bend bend;
	struct hito_read_entry *next; /* with the same first word, older */
};

struct hito_words {
	struct hito_arena *arena;
	struct hito_map
		map; /* first word to the newest struct hito_read_entry */
	struct hito_form *forms;
	size_t form_count, form_capacity;
	uint16_t by_letter[HITO_LEXICON_LETTERS];
};

void hito_words_init(struct hito_words *words, struct hito_arena *arena);
/*
 * Read a file of words, or of forms. A line that cannot be read is
 * HITO_ERR_INPUT with path and line.
 */
HITO_MUST bool hito_words_read(struct hito_words *words, const char *path,
			       struct hito_str text, struct hito_err *err);
HITO_MUST bool hito_words_read_forms(struct hito_words *words, const char *path,
				     struct hito_str text,
				     struct hito_err *err);
/* When all is read: sort the forms. */
void hito_words_end(struct hito_words *words);

/* The class of the name; HITO_CLASS_COUNT when unknown. */
enum hito_class hito_class_find(struct hito_str name);
/*
 * The entries of a class as an alternation for patterns, the longest first.
 * ptr is NULL when memory ends.
 */
struct hito_str hito_words_choice(const struct hito_words *words,
				  enum hito_class class);

/* Lines of patterns, and what is made of all of them. */
struct hito_patterns {
	struct hito_phrase *list;
	size_t count, capacity;
	struct hito_str *regexes;
	size_t regex_count, regex_capacity;
	struct hito_weave net, calls;
	struct hito_lines always; /* may match whatever letters follow */
};

/*
 * Read a file of patterns. {name} in one stands for "name := pattern" of a
 * line above, or for the words of the class of that name.
 *
 * err   HITO_ERR_INPUT with path and line
 */
HITO_MUST bool hito_patterns_read(const struct hito_words *words,
				  const char *path, struct hito_str text,
				  struct hito_patterns *out,
				  struct hito_err *err);

/* Their tables, and those of letters that all share. False: memory ends. */
HITO_MUST bool hito_patterns_write(const struct hito_patterns *patterns,
				   const char *name, size_t number,
				   struct hito_arena *arena,
				   struct hito_out *out);
void hito_letters_write(struct hito_out *out);
/* ... as a member of that name of their language. */
void hito_patterns_name(const struct hito_patterns *patterns, const char *name,
			size_t number, struct hito_out *out);

#endif
