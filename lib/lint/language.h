/* SPDX-License-Identifier: MIT */
/*
 * A language that texts are judged in: a folder of lib/lint/language.
 */
#ifndef HITO_LINT_LANGUAGE_H
#define HITO_LINT_LANGUAGE_H

#include "hito/err.h"
#include "lint/lexicon.h"
#include "lint/phrase.h"

enum hito_date_order {
	HITO_ORDER_DAY_MONTH, /* 3/4 is in April */
	HITO_ORDER_EITHER,    /* 3/4 may be in March too: no day is fixed */
};

struct hito_language {
	struct hito_str name; /* of the folder: "es" */
	size_t number;        /* among all */
	struct hito_lexicon lexicon;
	struct hito_phrases days, measures;
	enum hito_date_order order;
	char decimal_mark; /* '.' or ',' */
	bool head_last;    /* "sales report" is a report */
};

struct hito_languages {
	struct hito_language *list; /* by name */
	size_t count;
	struct hito_pattern_room *room;
};

/* Made at build time from lib/lint/language (make.c there). */
extern const struct hito_language hito_languages_made[];
extern const size_t hito_languages_made_count;

/*
 * All that were compiled in, for one thread, to be closed before the arena.
 * What is compiled of patterns is shared with those that are opened beside
 * them (NULL: by themselves), and freed when the first are closed: the others
 * match no more then.
 */
HITO_MUST bool hito_languages_open(struct hito_arena *arena,
				   const struct hito_languages *beside,
				   struct hito_languages *out,
				   struct hito_err *err);
/* Memory ended while a text was judged: what was found is not all. */
bool hito_language_failed(const struct hito_language *language);
void hito_languages_close(struct hito_languages *languages);
/* NULL when there is none of the name. */
const struct hito_language *
hito_language_find(const struct hito_languages *languages,
		   struct hito_str name);
/* What a word means: mostly as the vocabulary knows it. */
struct hito_told {
	const struct hito_sense *sense;
	struct hito_sense room; /* for one that what follows tells */
};

/* A language, and what the words of a text mean in it, one a token. */
struct hito_guessed {
	const struct hito_language *language; /* NULL: there is none at all */
	const struct hito_told *words;
};

/* What words mean that were looked up. False when memory ends. */
HITO_MUST bool hito_language_read(const struct hito_language *language,
				  const struct hito_tokens *tokens,
				  struct hito_arena *arena,
				  struct hito_guessed *out);
/*
 * The language that most words of the text are of; the preferred one, or the
 * first, where two are as likely. preferred may be NULL. False when memory
 * ends; what is told lives as long as the arena.
 */
HITO_MUST bool hito_language_guess(const struct hito_languages *languages,
				   const struct hito_tokens *tokens,
				   const struct hito_language *preferred,
				   struct hito_arena *arena,
				   struct hito_guessed *out);

#endif
