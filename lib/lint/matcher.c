/* SPDX-License-Identifier: MIT */
/* Going through the steps of a pattern, and back where they fail. */
#include "lint/matcher.h"

#include <string.h>

#include "base/utf8.h"

/* So often ways may come to nothing: far more than honest text asks for. */
#define MOST_BACK 30000
#define MOST_TURNS 1000
#define MOST_CALLS 200
/* A turning that only undoes what a group was. */
#define UNDO ((uint32_t)1 << 31)

/* Where to go on when what was tried first comes to nothing. */
struct turning {
	uint32_t step;
	/* Places from at down to low may be tried. UNDO: the group's. */
	uint16_t at, low;
	uint16_t call, calls;
};

struct call {
	uint32_t back;
	uint16_t from; /* the call in which it was made */
};

struct group {
	uint16_t start, end;
	uint16_t turn; /* 0: it matched nothing */
};

/* Behind those that are closed: where the ones that are open began. */
#define OPENED HITO_MATCH_GROUPS

struct matcher {
	const struct hito_code *code;
	struct hito_str text;
	uint32_t step;
	uint16_t at, call, calls;
	size_t count, left;
	struct group groups[2 * HITO_MATCH_GROUPS];
	struct turning turnings[MOST_TURNS];
	struct call list[MOST_CALLS]; /* the first is none */
};

unsigned hito_character_of(uint32_t code)
{
	static const uint16_t signs[] = {0x20ac, 0xa2, 0xa3, 0xa5, 0xba};
	unsigned i = 0;

	if (code < 128)
		return code;
	while (i < sizeof(signs) / sizeof(signs[0]) && signs[i] != code)
		i++;
	return 128 + i;
}

static bool has(const struct hito_characters *set, unsigned character)
{
	return set->bits[character / 64] >> character % 64 & 1;
}

static inline unsigned character_at(const struct matcher *matcher,
				    size_t *out_size)
{
	unsigned char byte = (unsigned char)matcher->text.ptr[matcher->at];

	*out_size = 1;
	if (__builtin_expect(byte < 128, 1))
		return byte;
	return hito_character_of(
		hito_utf8_at(matcher->text, matcher->at, out_size, NULL));
}

/* Is the character that follows one of the set? */
static inline bool follows(const struct matcher *matcher, uint32_t set,
			   size_t *out_size)
{
	return matcher->at < matcher->text.len &&
	       has(&matcher->code->sets[set], character_at(matcher, out_size));
}

/* To be gone back to, at places down to low. */
static inline bool turn(struct matcher *matcher, uint32_t step, uint16_t at,
			uint16_t low)
{
	if (matcher->count == MOST_TURNS)
		return false;
	matcher->turnings[matcher->count++] =
		(struct turning){step, at, low, matcher->call, matcher->calls};
	return true;
}

/* Back to the last turning; false: there is none above the lowest. */
static bool go_back(struct matcher *matcher, size_t lowest)
{
	while (matcher->count > lowest && matcher->left) {
		struct turning *last = &matcher->turnings[matcher->count - 1];

		if (last->step & UNDO) {
			matcher->groups[last->step & ~UNDO] =
				(struct group){last->at, last->low, last->call};
			matcher->count--;
			continue;
		}
		matcher->left--;
		matcher->step = last->step;
		matcher->at = last->at;
		matcher->call = last->call;
		matcher->calls = last->calls;
		if (last->at > last->low)
			last->at--;
		else
			matcher->count--;
		return true;
	}
	return false;
}

/* Do the words stand at a place? */
static inline bool stand(const struct matcher *matcher, uint32_t what,
			 size_t at)
{
	const char *words = matcher->code->words + HITO_CODE_AT(what);
	const char *there = matcher->text.ptr + at;
	size_t len = HITO_CODE_LEN(what), i = 0;

	if (matcher->text.len - at < len)
		return false;
	while (i < len && there[i] == words[i])
		i++;
	return i == len;
}

static inline bool words(struct matcher *matcher, uint32_t what)
{
	if (!stand(matcher, what, matcher->at))
		return false;
	matcher->at = (uint16_t)(matcher->at + HITO_CODE_LEN(what));
	return true;
}

/* Right before the place. */
static bool words_before(const struct matcher *matcher, uint32_t what)
{
	return matcher->at >= HITO_CODE_LEN(what) &&
	       stand(matcher, what, matcher->at - HITO_CODE_LEN(what));
}

static bool one(struct matcher *matcher, uint32_t what)
{
	size_t size;

	if (!follows(matcher, what, &size))
		return false;
	matcher->at = (uint16_t)(matcher->at + size);
	return true;
}

/* Their characters have one byte each. */
static bool span(struct matcher *matcher, uint32_t what, bool fewer)
{
	const struct hito_characters *set =
		&matcher->code->sets[HITO_CODE_SET(what)];
	uint32_t least = HITO_CODE_LEAST(what);
	uint32_t most = HITO_CODE_ATMOST(what);
	uint16_t start = matcher->at;
	size_t at = start, end = matcher->text.len;

	if (most != HITO_CODE_ENDLESS && end - at > most)
		end = at + most;
	while (at < end && (unsigned char)matcher->text.ptr[at] < 128 &&
	       has(set, (unsigned char)matcher->text.ptr[at]))
		at++;
	if (at - start < least)
		return false;
	matcher->at = (uint16_t)at;
	return !fewer || at - start == least ||
	       turn(matcher, matcher->step, (uint16_t)(at - 1),
		    (uint16_t)(start + least));
}

/* Does the way begin with words that do not follow? */
static inline bool is_vain(const struct matcher *matcher)
{
	uint32_t step = matcher->code->list[matcher->step];

	if (HITO_CODE_KIND(step) == HITO_CODE_GO)
		step = matcher->code->list[HITO_CODE_WHAT(step)];
	return HITO_CODE_KIND(step) == HITO_CODE_WORDS &&
	       !stand(matcher, HITO_CODE_WHAT(step), matcher->at);
}

/* The next step, and the other if that comes to nothing. */
static inline bool take_fork(struct matcher *matcher, uint32_t other)
{
	if (!is_vain(matcher))
		return turn(matcher, other, matcher->at, matcher->at);
	matcher->step = other;
	return true;
}

/* The same; it comes to nothing where the character cannot begin it. */
static bool take_branch(struct matcher *matcher, uint32_t other)
{
	uint32_t set = matcher->code->list[matcher->step++];
	size_t size;

	if (follows(matcher, set, &size))
		return take_fork(matcher, other);
	matcher->step = other;
	return true;
}

static void take_way(struct matcher *matcher)
{
	char byte = matcher->at < matcher->text.len
			    ? matcher->text.ptr[matcher->at]
			    : '\0';
	uint32_t way = 0;

	if (byte >= 'a' && byte <= 'z')
		way = (uint32_t)(byte - 'a') + 1;
	else if (byte >= '0' && byte <= '9')
		way = HITO_CODE_WAYS - 1;
	matcher->step = matcher->code->list[matcher->step + way];
}

static bool take_call(struct matcher *matcher, uint32_t what)
{
	if (matcher->calls + 1 == MOST_CALLS)
		return false;
	matcher->list[++matcher->calls] =
		(struct call){matcher->step, matcher->call};
	matcher->call = matcher->calls;
	matcher->step = what;
	return true;
}

/* As it was it will be again when this place is gone back behind. */
static bool set_group(struct matcher *matcher, uint32_t number,
		      struct group now)
{
	struct group *group = &matcher->groups[number];

	if (matcher->count == MOST_TURNS)
		return false;
	matcher->turnings[matcher->count++] = (struct turning){
		UNDO | number, group->start, group->end, group->turn, 0};
	*group = now;
	return true;
}

/* Of several groups of a name the last in the pattern counts. */
static bool close_group(struct matcher *matcher, uint32_t what)
{
	uint32_t number = HITO_CODE_GROUP(what);
	struct group now = {
		.start = matcher->groups[OPENED + number].start,
		.end = matcher->at,
		.turn = (uint16_t)HITO_CODE_TURN(what),
	};

	return now.turn < matcher->groups[number].turn ||
	       set_group(matcher, number, now);
}

static bool back(struct matcher *matcher, uint32_t characters)
{
	for (; characters; characters--) {
		do {
			if (!matcher->at)
				return false;
			matcher->at--;
		} while ((matcher->text.ptr[matcher->at] & 0xc0) == 0x80);
	}
	return true;
}

static bool run(struct matcher *matcher, size_t lowest);

/* What is looked at takes nothing, and is not gone back into. */
static bool look(struct matcher *matcher, uint32_t behind, bool like)
{
	uint16_t at = matcher->at, call = matcher->call;
	uint16_t calls = matcher->calls;
	size_t count = matcher->count;
	bool found = run(matcher, count);

	matcher->count = count;
	matcher->at = at;
	matcher->call = call;
	matcher->calls = calls;
	matcher->step = behind;
	return found == like;
}

/* One step; false: it fails. */
static inline bool go(struct matcher *matcher, uint32_t step)
{
	uint32_t what = HITO_CODE_WHAT(step);

	switch (HITO_CODE_KIND(step)) {
	case HITO_CODE_WORDS:
		return words(matcher, what);
	case HITO_CODE_ONE:
		return one(matcher, what);
	case HITO_CODE_SPAN:
		return span(matcher, what, true);
	case HITO_CODE_ALL:
		return span(matcher, what, false);
	case HITO_CODE_FORK:
		return take_fork(matcher, what);
	case HITO_CODE_BRANCH:
		return take_branch(matcher, what);
	case HITO_CODE_SWITCH:
		take_way(matcher);
		return true;
	case HITO_CODE_GO:
		matcher->step = what;
		return true;
	case HITO_CODE_CALL:
		return take_call(matcher, what);
	case HITO_CODE_RETURN:
		matcher->step = matcher->list[matcher->call].back;
		matcher->call = matcher->list[matcher->call].from;
		return true;
	case HITO_CODE_OPEN:
		return set_group(matcher, OPENED + what,
				 (struct group){matcher->at, 0, 0});
	case HITO_CODE_CLOSE:
		return close_group(matcher, what);
	case HITO_CODE_START:
		return matcher->at == 0;
	case HITO_CODE_END:
		return matcher->at == matcher->text.len;
	case HITO_CODE_AHEAD:
		return look(matcher, what, true);
	case HITO_CODE_UNLIKE:
		return look(matcher, what, false);
	case HITO_CODE_AFTER:
		return words_before(matcher, what);
	case HITO_CODE_NOT_AFTER:
		return !words_before(matcher, what);
	case HITO_CODE_BACK:
		return back(matcher, what);
	case HITO_CODE_FAIL:
	case HITO_CODE_DONE:
		break;
	}
	return false;
}

/* Up to the step that is done; false: all ways fail, or too many did. */
static bool run(struct matcher *matcher, size_t lowest)
{
	for (;;) {
		uint32_t step = matcher->code->list[matcher->step++];

		if (HITO_CODE_KIND(step) == HITO_CODE_DONE)
			return true;
		if (!go(matcher, step) && !go_back(matcher, lowest))
			return false;
	}
}

bool hito_code_match(const struct hito_code *code, size_t pattern,
		     struct hito_str text, size_t at, struct hito_match *out)
{
	struct matcher matcher;
	size_t i;

	if (text.len > UINT16_MAX || at >= text.len)
		return false;
	matcher.code = code;
	matcher.text = text;
	matcher.step = code->starts[pattern];
	matcher.at = (uint16_t)at;
	matcher.call = matcher.calls = 0;
	matcher.count = 0;
	matcher.left = MOST_BACK;
	memset(matcher.groups, 0, sizeof(matcher.groups));
	if (!run(&matcher, 0) || matcher.at <= at)
		return false;
	*out = (struct hito_match){.end = matcher.at};
	for (i = 0; i < HITO_MATCH_GROUPS; i++) {
		const struct group *group = &matcher.groups[i];

		if (group->turn)
			out->groups[i] =
				hito_str_slice(text, group->start, group->end);
	}
	return true;
}
