/* SPDX-License-Identifier: MIT */
/*
 * What rules of wording share: texts judged once, and where their words stand.
 */
#ifndef HITO_LINT_WORDING_H
#define HITO_LINT_WORDING_H

#include <stdbool.h>

#include "hito/judge.h"
#include "hito/lint.h"

/* What the title of a step says, and under what it stands. */
struct hito_lint_gist {
	uint64_t gist;
	const struct hito_item *above;
	struct hito_item *step;
};

struct hito_lint_gists {
	struct hito_lint_gist *list;
	size_t count, capacity;
};

/* The judge of a thread. */
struct hito_lint_wording {
	bool wanted[HITO_RULE_COUNT]; /* somewhere selected */
	bool any;                     /* ... any of wording */
	struct hito_judge *judge;
	struct hito_arena *scratch;    /* of one judgement */
	struct hito_lint_known *known; /* texts that were judged of late */
	struct hito_lint_gists gists;  /* of the plan's steps so far */
	bool failed;                   /* err says why */
	struct hito_err *err;
};

struct hito_lint;

/* Which rules are selected anywhere. */
void hito_lint_wording_init(struct hito_lint *lint);
/*
 * ... and what a thread needs to judge texts; first is the first thread, or
 * NULL: it is the first.
 */
HITO_MUST bool hito_lint_wording_start(struct hito_lint *lint,
				       const struct hito_lint *first,
				       struct hito_err *err);
void hito_lint_wording_done(struct hito_lint *lint);

/*
 * Judge a title or criterion that is preferably in a language; a text that
 * was judged on this thread not long ago is not judged again. Lives until the
 * next one is asked for; its slices may be of an equal text elsewhere:
 * hito_lint_own_words. NULL when that fails.
 */
const struct hito_judgement *hito_lint_judge(struct hito_lint *lint,
					     struct hito_str text,
					     enum hito_lang lang);
/* The words of a judgement as a slice of the text that was asked about. */
struct hito_str hito_lint_own_words(const struct hito_judgement *judgement,
				    struct hito_str words,
				    struct hito_str text);

/*
 * Where a text stands in its file, byte for byte: span is that of its value
 * or title. False when it was put together from other bytes.
 */
bool hito_lint_locate(const struct hito_source *source, struct hito_span span,
		      struct hito_str text, struct hito_span *out);
/*
 * Where words of a text stand; all of span when that cannot be told, because
 * the text was decoded.
 */
struct hito_span hito_lint_words_span(const struct hito_source *source,
				      struct hito_span span,
				      struct hito_str text,
				      struct hito_str words);

/*
 * Offer to take the words out of a text that stands in span, when what is left
 * is a sentence. The finding is the last that was raised.
 */
void hito_lint_fix_delete(struct hito_lint *lint, struct hito_finding *finding,
			  struct hito_span span, struct hito_str text,
			  struct hito_str words);

/*
 * "Publish two guides a month to raise the traffic": what an action for a
 * result looks like, in the text's language. ptr is NULL when memory ends.
 */
struct hito_str hito_lint_action(const struct hito_judgement *judgement,
				 struct hito_str text,
				 struct hito_arena *arena);
/* Do the words begin with "the" or the like? */
bool hito_lint_is_definite(const struct hito_judgement *judgement,
			   struct hito_str words);
size_t hito_lint_word_count(struct hito_str words);
/* How many "and" and commas join them? */
size_t hito_lint_joins(const struct hito_judgement *judgement,
		       struct hito_str words);
/* Does the text say by what the result is reached? ("by posting daily") */
bool hito_lint_has_means(const struct hito_judgement *judgement);

#endif
