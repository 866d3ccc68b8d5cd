/* SPDX-License-Identifier: MIT */
/*
 * Events that a question asks for: whose, by whom, of which kind, when.
 */
#ifndef HITO_STATUS_SIFT_H
#define HITO_STATUS_SIFT_H

#include "hito/calendar.h"
#include "hito/history.h"

/* Kinds of things that have events: plan, objective, KPI, step. */
#define HITO_SIFT_KINDS 4

/* What may happen: "created", "due", "state=done", "slip". */
struct hito_sift_kind {
	enum hito_change what;
	/* Of CHANGED: the key by kind of thing, as words differ by kind. */
	enum hito_key keys[HITO_SIFT_KINDS];
	bool slip;                 /* a due day that moves later, no other */
	bool has_value;            /* set to this, at its creation too */
	struct hito_str value;     /* as typed, without @ */
	enum hito_word step_state; /* of state=: what the word means */
	enum hito_word plan_state;
};

struct hito_sift_options {
	hito_day since, until;  /* both included; NONE: open */
	struct hito_str owner;  /* as steps name it; ptr NULL: whoever's */
	struct hito_str author; /* ptr NULL: whoever */
	const struct hito_sift_kind *kinds;
	size_t kind_count; /* 0: all */
};

/* What is known of an event beside itself. */
struct hito_sifted {
	bool picked;
	bool finished, reopened; /* of a step: it entered, left done */
	bool slip;               /* an open step's promise moved later */
	int slip_working_days;
};

/*
 * Read "created", a key in any spelling, "slip", or KEY=VALUE. False: it is
 * none of these.
 */
bool hito_sift_kind_parse(struct hito_str text, struct hito_sift_kind *out);

/* The words that name kinds, one after the other; NULL past the last. */
const char *hito_sift_kind_word(size_t n);

/*
 * One answer for each event of the history, in its order. An event is of an
 * owner when the thing was theirs before or after its commit; a sub-step
 * without an owner is its parent's. NULL: no memory.
 */
struct hito_sifted *hito_sift(const struct hito_history *history,
			      const struct hito_sift_options *options,
			      const struct hito_calendar *calendar,
			      struct hito_arena *arena);

/* Id, name or address: the whole of one of them, or a part of the last two. */
bool hito_sift_is_author(const struct hito_person *person,
			 struct hito_str author);

#endif
