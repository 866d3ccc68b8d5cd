/* SPDX-License-Identifier: MIT */
/*
 * Reading letters for all patterns at once. A state is a set of places of the
 * net: where lines may have got to. States are made when a text first leads
 * to them, since few of the many that there could be are ever met.
 */
#include "lint/machine.h"

#include <string.h>

#include "base/map.h"

/* So many states are kept; then all are made anew. */
#define MOST_STATES 20000

/* The number of a state that a letter leads to; 0: it is not known yet. */
enum { STATE_UNKNOWN, STATE_NONE, STATE_START, STATE_INSIDE };

struct state {
	uint16_t next[HITO_LETTER_COUNT];
	uint32_t set; /* of lines that match, as far as it has read */
	uint32_t count;
	const uint32_t *places;
};

/* What a map knows under the bytes. */
struct numbered {
	uint32_t number;
	struct hito_str bytes;
};

struct list {
	uint32_t *at;
	size_t count, capacity;
};

struct hito_machine {
	const struct hito_net *net;
	struct hito_arena *arena;
	struct hito_arena *scratch; /* of the states: emptied with them */
	struct state *states;
	size_t count, capacity;
	struct hito_map known, sets; /* of keys, of sets: struct numbered */
	uint64_t *lines;             /* sets */
	size_t set_count, line_capacity, set_words;
	/* Of the state that is being made: its set, then its places. */
	struct list key, reached;
	uint64_t *met;              /* a bit a place: it is in reached */
	uint64_t *now;              /* lines that match */
	unsigned char letters[256]; /* of bytes */
	bool failed;
};

unsigned hito_letter_of(unsigned char byte)
{
	/* As they follow each other in enum hito_letter. */
	static const char others[] = "-'.,:/()#;![]";
	const char *other;

	if (byte >= 'a' && byte <= 'z')
		return HITO_LETTER_A + (unsigned)(byte - 'a');
	if (byte == ' ')
		return HITO_LETTER_SPACE;
	if (byte >= '0' && byte <= '9')
		return HITO_LETTER_ZERO + (unsigned)(byte - '0');
	if (byte >= 0x80 || byte == '%' || byte == '$')
		return HITO_LETTER_SIGN;
	other = memchr(others, byte, sizeof(others) - 1);
	return other ? HITO_LETTER_HYPHEN + (unsigned)(other - others)
		     : HITO_LETTER_OTHER;
}

static void push(struct hito_machine *machine, struct list *list, uint32_t what)
{
	if (list->count == list->capacity &&
	    !hito_reserve(machine->arena, list->at, list->count,
			  list->capacity)) {
		machine->failed = true;
		return;
	}
	list->at[list->count++] = what;
}

/* Each place once. */
static void reach(struct hito_machine *machine, uint32_t place)
{
	uint64_t bit = (uint64_t)1 << place % 64;

	if (machine->met[place / 64] & bit)
		return;
	machine->met[place / 64] |= bit;
	push(machine, &machine->reached, place);
}

static void settle_one(struct hito_machine *machine, uint32_t at, bool at_start)
{
	uint64_t place = machine->net->places[at];
	uint16_t line = HITO_PLACE_LINE(place);

	switch (HITO_PLACE_KIND(place)) {
	case HITO_PLACE_LETTERS:
		push(machine, &machine->key, at);
		break;
	case HITO_PLACE_EITHER:
		reach(machine, HITO_PLACE_NEXT(place));
		reach(machine, HITO_PLACE_OTHER(place));
		break;
	case HITO_PLACE_START:
		if (at_start)
			reach(machine, HITO_PLACE_NEXT(place));
		break;
	case HITO_PLACE_GOAL:
		machine->now[line / 64] |= (uint64_t)1 << line % 64;
		break;
	}
}

/* All that the places that were reached are, without a letter being read. */
static void settle(struct hito_machine *machine, bool at_start)
{
	struct list *reached = &machine->reached;
	size_t i;

	for (i = 0; i < reached->count && !machine->failed; i++)
		settle_one(machine, reached->at[i], at_start);
	for (i = 0; i < reached->count; i++)
		machine->met[reached->at[i] / 64] = 0;
	reached->count = 0;
}

/* Lines that match already need not be gone on with. */
static void leave_done(struct hito_machine *machine)
{
	struct list *key = &machine->key;
	size_t kept = 1, i;

	for (i = 1; i < key->count; i++) {
		uint16_t line =
			HITO_PLACE_LINE(machine->net->places[key->at[i]]);

		if (!(machine->now[line / 64] >> line % 64 & 1))
			key->at[kept++] = key->at[i];
	}
	key->count = kept;
}

/* What is new at the end of an array is put into a map under its bytes. */
static void *remember(struct hito_machine *machine, struct hito_map *map,
		      struct hito_str bytes, uint32_t number)
{
	struct numbered *made = hito_new(machine->scratch, struct numbered, 1);

	bytes = hito_arena_copy(machine->scratch, bytes);
	if (!made || !bytes.ptr || !hito_map_put(map, bytes, made)) {
		machine->failed = true;
		return NULL;
	}
	made->number = number;
	made->bytes = bytes;
	return made;
}

/* The number of the set of lines that match now; equal ones are one. */
static uint32_t find_set(struct hito_machine *machine)
{
	const struct hito_str bytes = {(const char *)machine->now,
				       machine->set_words * sizeof(uint64_t)};
	const struct numbered *known = hito_map_find(&machine->sets, bytes);
	size_t i;

	if (known)
		return known->number;
	for (i = 0; i < machine->set_words; i++) {
		size_t at = machine->set_count * machine->set_words + i;

		if (!hito_reserve(machine->scratch, machine->lines, at,
				  machine->line_capacity)) {
			machine->failed = true;
			return 0;
		}
		machine->lines[at] = machine->now[i];
	}
	(void)remember(machine, &machine->sets, bytes,
		       (uint32_t)machine->set_count);
	return (uint32_t)machine->set_count++;
}

/* A new state for the key. */
static uint16_t add_state(struct hito_machine *machine, struct hito_str bytes)
{
	const struct numbered *made;
	struct state *state;

	if (!hito_reserve(machine->scratch, machine->states, machine->count,
			  machine->capacity)) {
		machine->failed = true;
		return STATE_NONE;
	}
	made = remember(machine, &machine->known, bytes,
			(uint32_t)machine->count);
	if (!made)
		return STATE_NONE;
	state = &machine->states[machine->count];
	*state = (struct state){
		.set = machine->key.at[0],
		.count = (uint32_t)machine->key.count - 1,
		.places = (const uint32_t *)(const void *)made->bytes.ptr + 1,
	};
	return (uint16_t)machine->count++;
}

/* The state of all places that were reached. */
static uint16_t find_state(struct hito_machine *machine, bool at_start)
{
	const struct numbered *known;
	struct hito_str bytes;

	machine->key.count = 0;
	push(machine, &machine->key, 0);
	settle(machine, at_start);
	if (machine->failed)
		return STATE_NONE;
	leave_done(machine);
	machine->key.at[0] = find_set(machine);
	bytes = (struct hito_str){(const char *)machine->key.at,
				  machine->key.count * sizeof(uint32_t)};
	known = hito_map_find(&machine->known, bytes);
	if (known)
		return (uint16_t)known->number;
	return machine->failed ? STATE_NONE : add_state(machine, bytes);
}

static uint16_t make_next(struct hito_machine *machine, uint16_t from,
			  unsigned letter)
{
	const struct state *state = &machine->states[from];
	const struct hito_net *net = machine->net;
	uint16_t next = STATE_NONE;
	uint32_t i;

	for (i = 0; i < state->count; i++) {
		uint64_t place = net->places[state->places[i]];

		if (net->letters[HITO_PLACE_OTHER(place)] >> letter & 1)
			reach(machine, HITO_PLACE_NEXT(place));
	}
	if (machine->reached.count) {
		memcpy(machine->now,
		       machine->lines + state->set * machine->set_words,
		       machine->set_words * sizeof(uint64_t));
		next = find_state(machine, false);
	}
	if (!machine->failed)
		machine->states[from].next[letter] = next;
	return next;
}

/* The states that every text begins with. */
static void begin(struct hito_machine *machine)
{
	uint32_t number;

	hito_arena_clear(machine->scratch);
	hito_map_init(&machine->known, machine->scratch);
	hito_map_init(&machine->sets, machine->scratch);
	machine->states = NULL;
	machine->lines = NULL;
	machine->capacity = machine->line_capacity = 0;
	machine->count = machine->set_count = 0;
	memset(machine->now, 0, machine->set_words * sizeof(uint64_t));
	(void)find_set(machine); /* of no line: number 0 */
	for (number = 0; number <= STATE_INSIDE && !machine->failed; number++) {
		if (!hito_reserve(machine->scratch, machine->states,
				  machine->count, machine->capacity)) {
			machine->failed = true;
			return;
		}
		memset(machine->now, 0, machine->set_words * sizeof(uint64_t));
		if (number < STATE_START) {
			machine->states[machine->count++] = (struct state){0};
			continue;
		}
		reach(machine, machine->net->start);
		(void)find_state(machine, number == STATE_START);
		if (machine->count == number)
			machine->states[machine->count++] =
				machine->states[STATE_START];
	}
}

struct hito_machine *hito_machine_new(const struct hito_net *net,
				      struct hito_arena *arena)
{
	struct hito_machine *machine = hito_new(arena, struct hito_machine, 1);
	unsigned byte;

	if (!machine)
		return NULL;
	for (byte = 0; byte < 256; byte++)
		machine->letters[byte] =
			(unsigned char)hito_letter_of((unsigned char)byte);
	machine->net = net;
	machine->arena = arena;
	machine->set_words = net->lines / 64 + 1;
	machine->met = hito_new(arena, uint64_t, net->count / 64 + 1);
	machine->now = hito_new(arena, uint64_t, machine->set_words);
	machine->scratch = hito_arena_sub(arena);
	if (!machine->met || !machine->now || !machine->scratch) {
		hito_machine_free(machine);
		return NULL;
	}
	begin(machine);
	return machine;
}

void hito_machine_free(struct hito_machine *machine)
{
	if (machine && machine->scratch)
		hito_arena_free(machine->scratch);
}

bool hito_machine_failed(const struct hito_machine *machine)
{
	return machine->failed;
}

/* The state behind the letters, or behind those that anything begins with. */
static uint16_t read_letters(struct hito_machine *machine, uint16_t state,
			     struct hito_str text, size_t *at)
{
	const struct state *states = machine->states;

	for (; *at < text.len; ++*at) {
		unsigned char byte = (unsigned char)text.ptr[*at];
		uint16_t next;

		if ((byte & 0xc0) == 0x80)
			continue; /* the rest of a sign */
		next = states[state].next[machine->letters[byte]];
		if (next == STATE_UNKNOWN) {
			next = make_next(machine, state,
					 machine->letters[byte]);
			states = machine->states;
		}
		if (next == STATE_NONE)
			break;
		state = next;
	}
	return state;
}

const uint64_t *hito_machine_lines(struct hito_machine *machine,
				   struct hito_str text, size_t at)
{
	uint16_t state = at ? STATE_INSIDE : STATE_START, next;
	uint32_t set;

	if (machine->count > MOST_STATES)
		begin(machine);
	if (machine->failed)
		return NULL;
	state = read_letters(machine, state, text, &at);
	if (at == text.len) {
		next = machine->states[state].next[HITO_LETTER_END];
		if (next == STATE_UNKNOWN)
			next = make_next(machine, state, HITO_LETTER_END);
		if (next != STATE_NONE)
			state = next;
	}
	if (machine->failed)
		return NULL;
	set = machine->states[state].set;
	return set ? machine->lines + set * machine->set_words : NULL;
}
