/* SPDX-License-Identifier: MIT */
/*
 * One line of text, taken apart: its words with what a lexicon knows about
 * them, its dates, its amounts, the word that governs it.
 */
#ifndef HITO_LINT_SENTENCE_H
#define HITO_LINT_SENTENCE_H

#include "hito/judge.h"
#include "lint/language.h"
#include "lint/moment.h"

struct hito_word {
	struct hito_sense sense;
	hito_classes classes; /* what the word is here */
	uint16_t length;      /* tokens of the phrase that begins here */
	bool covered;         /* inside a phrase that began before it */
	bool dated;           /* in a date of whatever kind */
	bool skipped;         /* in a number that measures nothing */
	bool picks;           /* in one that says which things are meant */
	bool amount;          /* a number, or what stands for one */
	bool measures;        /* an amount that measures */
	bool labels;          /* one that is part of a name */
	bool bounds;          /* inside "under 5", "from 3 to 5" */
	bool vague;           /* in words that leave something open */
};

struct hito_sentence {
	struct hito_arena *arena;
	const struct hito_language *language;
	hito_day today;
	struct hito_plain plain;
	struct hito_tokens tokens;
	const struct hito_told *told; /* one a token */
	struct hito_word *words;      /* the same */
	hito_classes others;          /* of all senses but verbs */
	struct hito_moments moments;

	/* The governing word: a verb, or the first noun. */
	size_t head;        /* tokens.count: there is none */
	size_t head_end;    /* the token behind it */
	hito_classes class; /* what it is */
	bool verb;          /* a verb, not a noun */
	bool wish;          /* "that 7 of 10 ..." */
	bool share;         /* begins with an amount: "90 % of ..." */
	bool negated;

	bool quantified;  /* some amount measures */
	bool related;     /* ... by a per cent, a currency, from and to */
	bool bounded;     /* ... as what is to be reached: "under 5" */
	bool paced;       /* "in under 10 minutes" */
	bool repeated;    /* "every morning", "when needed": never done */
	size_t amount_at; /* the token of the first */
	size_t amount_end;
	int content; /* how much the text tells, in half points */

	struct hito_vague *vagues;
	size_t vague_count, vague_capacity;
	bool vague;
};

/* Its tokens: they tell the language. False when memory ends. */
HITO_MUST bool hito_sentence_cut(struct hito_sentence *sentence,
				 struct hito_str text);
/* Then its words, dates and the head. False when memory ends. */
HITO_MUST bool hito_sentence_read(struct hito_sentence *sentence);
/* The words of the lexicon with one of the classes, in [start, end)? */
bool hito_sentence_has(const struct hito_sentence *sentence, size_t start,
		       size_t end, hito_classes classes);
/* What stands between the verb and the first noun of its object. */
enum hito_article {
	HITO_ARTICLE_THE,    /* the lease, our bank, Ana, "Sleep well" */
	HITO_ARTICLE_A,      /* a lease */
	HITO_ARTICLE_PLURAL, /* leases */
	HITO_ARTICLE_NONE,   /* coffee; there is no object */
};
enum hito_article hito_sentence_article(const struct hito_sentence *sentence);
/* The noun of the object; tokens.count: there is none close by. */
size_t hito_sentence_object(const struct hito_sentence *sentence);
/* Does the token look like many of something? */
bool hito_sentence_is_plural(const struct hito_sentence *sentence, size_t at);
/* "signed", "ready": does the token say that something has been done? */
bool hito_sentence_is_done(const struct hito_sentence *sentence, size_t at);
/* Is the token a word that only holds the sentence together? */
static inline bool
hito_sentence_is_grammar(const struct hito_sentence *sentence, size_t at)
{
	const hito_classes grammar =
		HITO_IS(STOP) | HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) |
		HITO_IS(NOT) | HITO_IS(THAT) | HITO_IS(AND) | HITO_IS(WHERE) |
		HITO_IS(ALL) | HITO_IS(ORDINAL);

	return (sentence->words[at].sense.other & grammar) &&
	       sentence->tokens.list[at].kind == HITO_TOKEN_WORD;
}
/* The original words of tokens [start, end). */
struct hito_str hito_sentence_slice(const struct hito_sentence *sentence,
				    size_t start, size_t end);

/* Which numbers measure (quantity.c). */
void hito_sentence_measure(struct hito_sentence *sentence);
/* How much is told, in half points (content.c). */
int hito_sentence_content(const struct hito_sentence *sentence);
/* "from 4.2 s to 2.5 s"? */
bool hito_sentence_has_two_amounts(const struct hito_sentence *sentence);
/* "the posts with most clicks": does the word pick one out of several? */
bool hito_sentence_is_rank(const struct hito_sentence *sentence, size_t at);
/* What is told and what is left open (vague.c). False: memory ends. */
bool hito_sentence_weigh(struct hito_sentence *sentence);
/* Words that are reported, of tokens [start, end). False: memory ends. */
bool hito_sentence_blame(struct hito_sentence *sentence, size_t start,
			 size_t end, enum hito_wording wording, bool harmful);
/* ... in their order. */
void hito_sentence_sort(struct hito_sentence *sentence);
/* Then: words that are one fault with the verb before them become its. */
void hito_sentence_join(struct hito_sentence *sentence);
/* Verbs, pronouns, who acts (clause.c). False: memory ends. */
bool hito_sentence_clauses(struct hito_sentence *sentence,
			   enum hito_judged_kind kind);
/* Step or objective; what it is measured by (verdict.c). */
enum hito_judged_kind hito_sentence_kind(const struct hito_sentence *sentence);
enum hito_judged_measure
hito_sentence_yields(const struct hito_sentence *sentence,
		     enum hito_judged_kind kind);
/* As a criterion: can one see whether it is so? (criterion.c) */
bool hito_sentence_is_seen(const struct hito_sentence *sentence);

/* Words that tell, as a number: hito_judgement's gist. */
uint64_t hito_sentence_gist(const struct hito_sentence *sentence);

#endif
