/* SPDX-License-Identifier: MIT */
/* Patterns through PCRE2, with JIT where there is one, and limits. */
#include "lint/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

/* Steps of the matcher before it gives up: far above honest text. */
#define MATCH_LIMIT 200000
#define DEPTH_LIMIT 1000
#define HEAP_LIMIT 1024 /* KiB */
/* JIT takes up to a millisecond for a pattern: it pays after some matches. */
#define JIT_USES 40
/* Captures of a pattern, with those that have no name and the whole. */
#define MOST_CAPTURES 128

struct hito_pattern {
	pcre2_code *code;
	/* The same with JIT when it has paid, for JIT writes into what it
	 * compiles, and other threads go on matching meanwhile. */
	_Atomic(pcre2_code *) fast;
	atomic_uint uses; /* up to JIT_USES */
	/* Of an anchored one: the groups' names, at most HITO_PATTERN_GROUPS,
	 * NULL at the end, and whose each capture is. */
	const char *const *names;
	unsigned char *owners; /* of capture i: the name's number plus 1 */
	uint32_t owner_count;
};

struct hito_pattern_room {
	pcre2_match_data *data;
	pcre2_match_context *context;
};

/*
 * Words and marks that stand for something nobody has decided yet.
 *
 * "TODO" counts in capitals and where it is a mark, not where it is Spanish
 * ("TODO EL EQUIPO") or the subject ("Remove TODO comments"). "a definir" and
 * "por definir" count at the end of a clause, so "ayudar a definir metas" does
 * not. Brackets count around small words, so "[WIP]" and HTML tags do not.
 */
#define END "(?= \\s* (?: [.,;:!?)\\]] | $ ) )"
#define DECIDED                                                         \
	"(?: definir | determinar | decidir | confirmar | concretar | " \
	"asignar | completar | fijar | elegir )"
#define INSIDE "[\\p{Ll}] (?: [\\p{Ll}\\p{N}_ '\\x{2019}/-]{0,40} )"
#define TAGS                                                                  \
	"(?: a | b | i | p | s | u | br | hr | em | li | ol | ul | td | th |" \
	" tr | h[1-6] | div | img | nav | pre | svg | sub | sup | body |"     \
	" code | form | head | html | link | main | meta | slot | span |"     \
	" aside | audio | embed | input | label | small | style | table |"    \
	" tbody | thead | title | video | button | canvas | dialog |"         \
	" footer | header | iframe | object | option | script | select |"     \
	" source | strong | article | details | picture | section |"          \
	" summary | template | textarea )"

const char hito_pattern_placeholder[] =
	"` [^`\\n]+ ` (*SKIP) (*FAIL) |" /* code is quoted, not said */
	"\\b (?: TBD | TBC | TBA | T\\.B\\.D\\.? ) \\b"
	"| (?-i: (?: ^ | [(\\[] ) \\s* TODO \\b (?! [ ] \\p{Lu}{2} ) )"
	"| (?-i: \\b (?: TODO | FIXME ) (?= \\s* (?: [:)\\]] | $ ) ) )"
	"| \\?{3,}"
	"| \\b x{3,} \\b"
	"| _{3,}"
	"| \\b lorem [ ] ipsum \\b"
	"| \\b pendiente [ ] de [ ] " DECIDED " \\b" END
	"| ^ \\s* sin [ ] " DECIDED " \\s* $"
	"| \\b (?: por | a ) [ ] " DECIDED " \\b" END
	"| ^ (?: por | a ) [ ] " DECIDED " \\b (?= [ ] (?: con | en | seg ) )"
	"| \\b (?: to [ ] be | yet [ ] to [ ] be | not [ ] yet ) [ ] (?: "
	"decided"
	"| defined | determined | confirmed | announced | assigned | agreed ) "
	"\\b"
	"| ^ \\s* (?: \\?+ | \\.{3,} | \\x{2026} | -+ | \\x{2014} ) \\s* $"
	"| (?<! [^\\s(\"'\\x{ab}\\x{201c}] ) (?-i:"
	"  \\{ " INSIDE " \\} | < (?! " TAGS " [ >/] ) " INSIDE " > "
	"| ^ \\s* \\[ " INSIDE " \\] \\s* $"
	"| (?<! ^ ) \\[ " INSIDE " \\] (?! [(\\[] )"
	"| ^ \\[ [\\p{Ll}]+ [ ] " INSIDE " \\] (?! [(\\[] ) )";

static bool pattern_failed(struct hito_err *err, int number, PCRE2_SIZE at)
{
	PCRE2_UCHAR8 text[128];

	if (number == PCRE2_ERROR_NOMEMORY ||
	    pcre2_get_error_message(number, text, sizeof(text)) < 0)
		return hito_err_memory(err);
	return hito_err_set(err, HITO_ERR_USAGE, "pattern, at byte %zu: %s",
			    (size_t)at, (const char *)text);
}

bool hito_pattern_room_new(struct hito_pattern_room **out_room,
			   struct hito_err *err)
{
	struct hito_pattern_room *room = calloc(1, sizeof(*room));

	if (!room)
		return hito_err_memory(err);
	room->data = pcre2_match_data_create(MOST_CAPTURES, NULL);
	room->context = pcre2_match_context_create(NULL);
	if (!room->data || !room->context) {
		hito_pattern_room_free(room);
		return hito_err_memory(err);
	}
	pcre2_set_match_limit(room->context, MATCH_LIMIT);
	pcre2_set_depth_limit(room->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(room->context, HEAP_LIMIT);
	*out_room = room;
	return true;
}

void hito_pattern_room_free(struct hito_pattern_room *room)
{
	if (!room)
		return;
	pcre2_match_context_free(room->context);
	pcre2_match_data_free(room->data);
	free(room);
}

static bool pattern_compile(const char *regex, uint32_t options,
			    struct hito_pattern **out_pattern,
			    struct hito_err *err)
{
	struct hito_pattern *pattern = calloc(1, sizeof(*pattern));
	PCRE2_SIZE at = 0;
	uint32_t captures = 0;
	int number = 0;

	if (!pattern)
		return hito_err_memory(err);
	pattern->code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
				      options, &number, &at, NULL);
	if (!pattern->code) {
		hito_pattern_free(pattern);
		return pattern_failed(err, number, at);
	}
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &captures);
	if (captures >= MOST_CAPTURES) {
		hito_pattern_free(pattern);
		return hito_err_set(err, HITO_ERR_USAGE,
				    "pattern with more than %d groups",
				    MOST_CAPTURES - 1);
	}
	*out_pattern = pattern;
	return true;
}

bool hito_pattern_new(const char *regex, struct hito_pattern **out_pattern,
		      struct hito_err *err)
{
	return pattern_compile(
		regex,
		PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_EXTENDED |
			PCRE2_NEVER_BACKSLASH_C | PCRE2_MATCH_INVALID_UTF,
		out_pattern, err);
}

/* Which name each capture has: the name table has many of one name. */
static bool name_captures(struct hito_pattern *pattern)
{
	uint32_t count = 0, size = 0, captures = 0, i;
	PCRE2_SPTR table = NULL;

	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &captures);
	pattern->owners = calloc(captures + 1, 1);
	if (!pattern->owners)
		return false;
	pattern->owner_count = captures;
	for (i = 0; i < count; i++, table += size) {
		uint32_t capture = (uint32_t)table[0] << 8 | table[1];
		const char *name = (const char *)table + 2;
		unsigned char n;

		for (n = 0; pattern->names[n] && n < HITO_PATTERN_GROUPS; n++) {
			if (strcmp(name, pattern->names[n]) == 0)
				pattern->owners[capture] =
					(unsigned char)(n + 1);
		}
	}
	return true;
}

bool hito_pattern_new_anchored(const char *regex, const char *const *names,
			       struct hito_pattern **out_pattern,
			       struct hito_err *err)
{
	/* Compiled so: to ask for it when matching would switch JIT off. */
	if (!pattern_compile(regex,
			     PCRE2_UTF | PCRE2_ANCHORED | PCRE2_DUPNAMES |
				     PCRE2_NEVER_BACKSLASH_C |
				     PCRE2_NO_AUTO_CAPTURE,
			     out_pattern, err))
		return false;
	(*out_pattern)->names = names;
	if (name_captures(*out_pattern))
		return true;
	hito_pattern_free(*out_pattern);
	*out_pattern = NULL;
	return hito_err_memory(err);
}

static pcre2_code *make_fast(struct hito_pattern *pattern)
{
	pcre2_code *fast = pcre2_code_copy(pattern->code);

	if (fast && pcre2_jit_compile(fast, PCRE2_JIT_COMPLETE) != 0) {
		pcre2_code_free(fast);
		fast = NULL;
	}
	atomic_store_explicit(&pattern->fast, fast, memory_order_release);
	return fast;
}

/*
 * The pattern with JIT, when it is used often. NULL: not yet, or another
 * thread makes it, or there is no JIT; the interpreter does the same, slower.
 */
static pcre2_code *use(struct hito_pattern *pattern)
{
	pcre2_code *fast =
		atomic_load_explicit(&pattern->fast, memory_order_acquire);

	if (fast || atomic_load(&pattern->uses) >= JIT_USES ||
	    atomic_fetch_add(&pattern->uses, 1) + 1 != JIT_USES)
		return fast;
	return make_fast(pattern);
}

void hito_pattern_free(struct hito_pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_code_free(atomic_load(&pattern->fast));
	pcre2_code_free(pattern->code);
	free(pattern->owners);
	free(pattern);
}

static void read_groups(const struct hito_pattern *pattern,
			const PCRE2_SIZE *places, struct hito_str text,
			int count, struct hito_pattern_match *out)
{
	uint32_t i;

	for (i = 1; i <= pattern->owner_count && i < (uint32_t)count; i++) {
		unsigned owner = pattern->owners[i];

		if (owner && places[2 * i] != PCRE2_UNSET)
			out->groups[owner - 1] = hito_str_slice(
				text, places[2 * i], places[2 * i + 1]);
	}
}

bool hito_pattern_at(struct hito_pattern *pattern,
		     struct hito_pattern_room *room, struct hito_str text,
		     size_t at, struct hito_pattern_match *out)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)text.ptr;
	const PCRE2_SIZE *places;
	const pcre2_code *fast;
	int count;

	if (text.len > HITO_PATTERN_TEXT || at >= text.len)
		return false;
	fast = use(pattern);
	if (fast)
		count = pcre2_jit_match(fast, subject, text.len, at, 0,
					room->data, room->context);
	else
		count = pcre2_match(pattern->code, subject, text.len, at, 0,
				    room->data, room->context);
	if (count <= 0)
		return false;
	places = pcre2_get_ovector_pointer(room->data);
	*out = (struct hito_pattern_match){.end = places[1]};
	read_groups(pattern, places, text, count, out);
	return out->end > at;
}

bool hito_pattern_find(struct hito_pattern *pattern,
		       struct hito_pattern_room *room, struct hito_str text,
		       size_t *out_start, size_t *out_end)
{
	const PCRE2_SIZE *places;
	const pcre2_code *fast;
	int count;

	if (text.len == 0)
		return false;
	fast = use(pattern);
	text = hito_str_slice(text, 0, HITO_PATTERN_TEXT);
	count = pcre2_match(fast ? fast : pattern->code, (PCRE2_SPTR)text.ptr,
			    text.len, 0, PCRE2_NOTEMPTY, room->data,
			    room->context);
	if (count < 0)
		return false;
	places = pcre2_get_ovector_pointer(room->data);
	*out_start = places[0];
	*out_end = places[1];
	return places[1] > places[0];
}

bool hito_pattern_slot_take(struct hito_pattern_slot *slot, const char *regex,
			    const char *const *names,
			    struct hito_pattern **out_pattern,
			    struct hito_err *err)
{
	struct hito_pattern *kept =
		atomic_load_explicit(&slot->kept, memory_order_acquire);
	struct hito_pattern *made;

	if (!kept) {
		if (!(names ? hito_pattern_new_anchored(regex, names, &made,
							err)
			    : hito_pattern_new(regex, &made, err)))
			return false;
		if (atomic_compare_exchange_strong(&slot->kept, &kept, made))
			kept = made;
		else
			hito_pattern_free(made);
	}
	*out_pattern = kept;
	return true;
}

void hito_pattern_slot_empty(struct hito_pattern_slot *slot)
{
	hito_pattern_free(atomic_exchange(&slot->kept, NULL));
}
