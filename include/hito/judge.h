/* SPDX-License-Identifier: MIT */
/*
 * Judging one line of text, the title of a step or an objective: is it
 * specific, measurable, bound in time? In Spanish and English, without a plan
 * around it (hito-smart(1)).
 */
#ifndef HITO_JUDGE_H
#define HITO_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/date.h"
#include "hito/err.h"
#include "hito/message.h"

#pragma GCC visibility push(default)

/* Only so many bytes of a text are looked at. */
#define HITO_JUDGE_TEXT 4096

enum hito_judged_kind {
	HITO_JUDGED_STEP,      /* names an activity that somebody can start */
	HITO_JUDGED_OBJECTIVE, /* names a result to be reached */
};

enum hito_judged_measure {
	HITO_JUDGED_NONE,
	HITO_JUDGED_DELIVERABLE, /* a thing or event that can be checked */
	HITO_JUDGED_QUANTIFIED,  /* how much or how many */
};

/* What is wrong with words: rules of wording. */
enum hito_wording {
	HITO_WORDING_VERB,       /* S202: improve, work on */
	HITO_WORDING_QUANTITY,   /* S203: several */
	HITO_WORDING_SUBJECTIVE, /* S204: adequate */
	HITO_WORDING_LOOPHOLE,   /* S205: if possible */
	HITO_WORDING_LIST,       /* S206: etc. */
	HITO_WORDING_COMPARISON, /* S207: better */
	HITO_WORDING_OBJECT,     /* S211: which ones? */
	HITO_WORDING_NO_VERB,    /* S201: social campaign */
	HITO_WORDING_PRONOUN,    /* S208: it, them */
	HITO_WORDING_COMPOUND,   /* S209: design, launch and measure */
	HITO_WORDING_PASSIVE,    /* S210: will be reviewed */
	HITO_WORDING_TIME,       /* T201: as soon as possible */
	HITO_WORDING_COUNT
};

const char *hito_wording_id(enum hito_wording wording);   /* "S202" */
const char *hito_wording_name(enum hito_wording wording); /* "vague-verb" */
/* English sentences for hito_message: what is wrong, what to write instead. */
const char *hito_wording_summary(enum hito_wording wording);
const char *hito_wording_help(enum hito_wording wording);

/* Words that leave open what is meant. */
struct hito_vague {
	struct hito_str words; /* of the text */
	enum hito_wording wording;
	bool harmful; /* the meaning hangs on them */
};

struct hito_judgement {
	struct hito_str text;
	struct hito_str lang; /* "es", "en" */
	enum hito_judged_kind kind;
	struct hito_str verb; /* that governs it; may be empty */
	enum hito_judged_measure measure;
	struct hito_str amount; /* what measures it; empty: nothing does */
	bool seen; /* as a criterion: one can see whether it is so */
	bool vague;
	const struct hito_vague *vagues; /* in their order */
	size_t vague_count;
	bool bound;
	struct hito_str term; /* the words of the deadline; may be empty */
	hito_day due;         /* HITO_DAY_NONE: none, or no day is fixed */
	/* The term is of the calendar ("by 30 June"), not counted from today
	 * ("in four weeks"), and names its year, a day. */
	bool term_fixed, term_has_year, term_has_day;
	/* Of the words that tell something, in any order: equal for texts
	 * that say the same. 0: there is none. */
	uint64_t gist;
};

struct hito_judge_options {
	hito_day today;       /* what relative dates count from */
	enum hito_lang lang;  /* of the text; NONE: found out */
	enum hito_lang guess; /* where nothing tells the language */
};

struct hito_judge;

/*
 * A judge of texts in all languages that there are. Each thread has its own:
 * hito_judge_free it before the arena, which holds its words.
 */
HITO_MUST bool hito_judge_new(struct hito_arena *arena,
			      struct hito_judge **out_judge,
			      struct hito_err *err);
/*
 * A judge for another thread: what one of them makes ready, the others have,
 * too. It judges nothing any more when the first is freed.
 */
HITO_MUST bool hito_judge_beside(const struct hito_judge *first,
				 struct hito_arena *arena,
				 struct hito_judge **out_judge,
				 struct hito_err *err);
void hito_judge_free(struct hito_judge *judge);

/*
 * Judge a text of any bytes. What out points to lives as long as the arena
 * and the text.
 */
HITO_MUST bool hito_judge_text(struct hito_judge *judge, struct hito_str text,
			       const struct hito_judge_options *options,
			       struct hito_arena *arena,
			       struct hito_judgement *out,
			       struct hito_err *err);

#pragma GCC visibility pop
#endif
