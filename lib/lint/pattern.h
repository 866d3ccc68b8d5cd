/* SPDX-License-Identifier: MIT */
/*
 * Patterns of words in text, bounded in time and memory. Threads may share
 * them, but each matches in a room of its own.
 */
#ifndef HITO_LINT_PATTERN_H
#define HITO_LINT_PATTERN_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "hito/err.h"
#include "hito/str.h"

struct hito_pattern;
struct hito_pattern_room;

/* Where a thread matches, all patterns that it likes. */
HITO_MUST bool hito_pattern_room_new(struct hito_pattern_room **out_room,
				     struct hito_err *err);
void hito_pattern_room_free(struct hito_pattern_room *room);

/*
 * Compile a pattern of our own (PCRE2, case does not count, white space in it
 * neither). Patterns never come from a repository.
 */
HITO_MUST bool hito_pattern_new(const char *regex,
				struct hito_pattern **out_pattern,
				struct hito_err *err);
void hito_pattern_free(struct hito_pattern *pattern);

/*
 * The first match that is not empty; any bytes may stand in text. False when
 * there is none, or the match limit was reached. Only the first
 * HITO_PATTERN_TEXT bytes are looked at.
 */
#define HITO_PATTERN_TEXT 65536
bool hito_pattern_find(struct hito_pattern *pattern,
		       struct hito_pattern_room *room, struct hito_str text,
		       size_t *out_start, size_t *out_end);

/*
 * A pattern that is tried at one place. Case and white space count; text must
 * be UTF-8.
 */
#define HITO_PATTERN_GROUPS 16
HITO_MUST bool hito_pattern_new_anchored(const char *regex,
					 const char *const *names,
					 struct hito_pattern **out_pattern,
					 struct hito_err *err);

struct hito_pattern_match {
	size_t end;
	/* What the named groups matched, in the order of names; len 0 where
	 * nothing. Of several groups of a name the last in the pattern. */
	struct hito_str groups[HITO_PATTERN_GROUPS];
};

/* Does it match at this place? */
bool hito_pattern_at(struct hito_pattern *pattern,
		     struct hito_pattern_room *room, struct hito_str text,
		     size_t at, struct hito_pattern_match *out);

/*
 * Where a pattern is kept that is compiled when it is first asked for; zero at
 * first. Threads that share it never wait: where two ask at once, each compiles
 * it, and that of the first is kept.
 */
struct hito_pattern_slot {
	_Atomic(struct hito_pattern *) kept;
};

/* The pattern; that of hito_pattern_new where there are no names. */
HITO_MUST bool hito_pattern_slot_take(struct hito_pattern_slot *slot,
				      const char *regex,
				      const char *const *names,
				      struct hito_pattern **out_pattern,
				      struct hito_err *err);
/* Nobody matches any more with what is in it. */
void hito_pattern_slot_empty(struct hito_pattern_slot *slot);

/* The pattern of text that is still to be decided (rule S002). */
extern const char hito_pattern_placeholder[];

#endif
