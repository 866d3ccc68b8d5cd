/* SPDX-License-Identifier: MIT */
/*
 * The states of a net. There would be endless many: those that few texts lead
 * to, or where few lines are left, go nowhere, and say of all lines that are
 * on their way that they may match.
 */
#include <string.h>

#include "base/map.h"
#include "lint/language/states.h"

/* So many steps lead on: they are what the tables are made of. */
#define MOST_STEPS 100000
/* What a state takes itself, in steps. */
#define STATE_STEPS 8
/* All have to fit into numbers of 16 bits. */
#define ALL_STATES (UINT16_MAX - HITO_LETTER_COUNT)

/* What a map knows under the bytes. */
struct numbered {
	size_t number;
};

struct list {
	uint32_t *at;
	size_t count, capacity;
};

struct builder {
	struct hito_arena *arena;
	const struct hito_weave *net;
	struct hito_states *out;
	struct hito_map known, sets; /* of keys, of sets: struct numbered */
	/* Of the state that is being made: its set, then its places. */
	struct list key, reached;
	struct list waiting; /* states that may go on */
	uint64_t *met;       /* a bit a place: it is in reached */
	uint64_t *now;       /* lines that match */
	size_t steps;        /* so far */
	bool failed;
};

static void push(struct builder *builder, struct list *list, uint32_t what)
{
	if (!hito_reserve(builder->arena, list->at, list->count,
			  list->capacity)) {
		builder->failed = true;
		return;
	}
	list->at[list->count++] = what;
}

/* Each place once. */
static void reach(struct builder *builder, uint32_t place)
{
	uint64_t bit = (uint64_t)1 << place % 64;

	if (builder->met[place / 64] & bit)
		return;
	builder->met[place / 64] |= bit;
	push(builder, &builder->reached, place);
}

static void match(struct builder *builder, uint32_t place)
{
	uint16_t line = HITO_PLACE_LINE(builder->net->places[place]);

	builder->now[line / 64] |= (uint64_t)1 << line % 64;
}

static bool matches(const struct builder *builder, uint32_t place)
{
	uint16_t line = HITO_PLACE_LINE(builder->net->places[place]);

	return builder->now[line / 64] >> line % 64 & 1;
}

static void settle_one(struct builder *builder, uint32_t at, bool at_start)
{
	uint64_t place = builder->net->places[at];

	switch (HITO_PLACE_KIND(place)) {
	case HITO_PLACE_LETTERS:
		push(builder, &builder->key, at);
		break;
	case HITO_PLACE_EITHER:
		reach(builder, HITO_PLACE_NEXT(place));
		reach(builder, HITO_PLACE_OTHER(place));
		break;
	case HITO_PLACE_START:
		if (at_start)
			reach(builder, HITO_PLACE_NEXT(place));
		break;
	case HITO_PLACE_GOAL:
		match(builder, at);
		break;
	}
}

/* All that the places that were reached are, without a letter being read. */
static void settle(struct builder *builder, bool at_start)
{
	struct list *reached = &builder->reached;
	size_t i;

	for (i = 0; i < reached->count && !builder->failed; i++)
		settle_one(builder, reached->at[i], at_start);
	for (i = 0; i < reached->count; i++)
		builder->met[reached->at[i] / 64] = 0;
	reached->count = 0;
}

/* Lines that match already need not be gone on with. */
static void leave_done(struct builder *builder)
{
	struct list *key = &builder->key;
	size_t kept = 1, i;

	for (i = 1; i < key->count; i++) {
		if (!matches(builder, key->at[i]))
			key->at[kept++] = key->at[i];
	}
	key->count = kept;
}

/* How many lines are on their way. */
static uint16_t count_lines(const struct builder *builder,
			    const struct hito_state *state)
{
	const uint64_t *places = builder->net->places;
	uint64_t met[HITO_PLACE_LINES / 64] = {0};
	uint16_t count = 0;
	uint32_t i;

	for (i = 0; i < state->count; i++) {
		uint16_t line = HITO_PLACE_LINE(places[state->places[i]]);
		uint64_t bit = (uint64_t)1 << line % 64;

		count = (uint16_t)(count + !(met[line / 64] & bit));
		met[line / 64] |= bit;
	}
	return count;
}

static struct numbered *remember(struct builder *builder, struct hito_map *map,
				 struct hito_str bytes, size_t number)
{
	struct numbered *made = hito_new(builder->arena, struct numbered, 1);

	bytes = hito_arena_copy(builder->arena, bytes);
	if (!made || !bytes.ptr || !hito_map_put(map, bytes, made)) {
		builder->failed = true;
		return NULL;
	}
	made->number = number;
	return made;
}

/* The number of the set of lines that match now; equal ones are one. */
static uint32_t find_set(struct builder *builder)
{
	struct hito_states *out = builder->out;
	const struct hito_str bytes = {(const char *)builder->now,
				       out->set_words * sizeof(uint64_t)};
	const struct numbered *known = hito_map_find(&builder->sets, bytes);
	size_t i;

	if (known)
		return (uint32_t)known->number;
	for (i = 0; i < out->set_words; i++) {
		size_t at = out->set_count * out->set_words + i;

		if (!hito_reserve(builder->arena, out->lines, at,
				  out->line_capacity)) {
			builder->failed = true;
			return 0;
		}
		out->lines[at] = builder->now[i];
	}
	(void)remember(builder, &builder->sets, bytes, out->set_count);
	return (uint32_t)out->set_count++;
}

/* How many steps lead on from it. */
static unsigned count_steps(const struct builder *builder,
			    const struct hito_state *state)
{
	const struct hito_weave *net = builder->net;
	uint64_t letters = 0;
	uint32_t i;

	for (i = 0; i < state->count; i++) {
		uint64_t place = net->places[state->places[i]];

		letters |= net->letters[HITO_PLACE_OTHER(place)];
	}
	return (unsigned)__builtin_popcountll(letters);
}

/*
 * How much is saved for the room that it takes: lines not tried in vain, in the
 * texts that lead to it. How fast those get fewer with each letter was tried
 * out on the sentences of tests/smart: this leaves the fewest lines that are
 * tried for nothing.
 */
static uint64_t worth_of(const struct builder *builder,
			 const struct hito_state *state)
{
	uint64_t depth = state->depth + (uint64_t)2;

	depth *= depth;
	return ((uint64_t)count_lines(builder, state) << 44) / (depth * depth) /
	       (STATE_STEPS + count_steps(builder, state));
}

static uint16_t add_state(struct builder *builder, uint16_t depth)
{
	struct hito_states *out = builder->out;
	const struct list *key = &builder->key;
	struct hito_state *state;
	uint32_t *places;

	places = hito_new(builder->arena, uint32_t, key->count);
	if (!places || !hito_reserve(builder->arena, out->list, out->count,
				     out->capacity)) {
		builder->failed = true;
		return HITO_STATE_NONE;
	}
	memcpy(places, key->at + 1, (key->count - 1) * sizeof(*places));
	state = &out->list[out->count];
	*state = (struct hito_state){
		.set = (uint16_t)key->at[0],
		.depth = depth,
		.count = (uint32_t)key->count - 1,
		.places = places,
	};
	state->worth = worth_of(builder, state);
	if (state->count)
		push(builder, &builder->waiting, (uint32_t)out->count);
	return (uint16_t)out->count++;
}

/* The state of all places that were reached; depth 0: it is always made. */
static uint16_t find_state(struct builder *builder, bool at_start,
			   uint16_t depth)
{
	const struct numbered *known;
	struct hito_str bytes;

	builder->key.count = 0;
	push(builder, &builder->key, 0);
	settle(builder, at_start);
	if (builder->failed)
		return HITO_STATE_NONE;
	leave_done(builder);
	builder->key.at[0] = find_set(builder);
	bytes = (struct hito_str){(const char *)builder->key.at,
				  builder->key.count * sizeof(uint32_t)};
	known = depth ? hito_map_find(&builder->known, bytes) : NULL;
	if (known)
		return (uint16_t)known->number;
	if (!remember(builder, &builder->known, bytes, builder->out->count))
		return HITO_STATE_NONE;
	return add_state(builder, depth);
}

static void set_now(struct builder *builder, const struct hito_state *state)
{
	const struct hito_states *out = builder->out;

	memcpy(builder->now, out->lines + state->set * out->set_words,
	       out->set_words * sizeof(uint64_t));
}

/* Where a letter leads from a state. */
static void make_next(struct builder *builder, size_t from, unsigned letter)
{
	const struct hito_state *state = &builder->out->list[from];
	const struct hito_weave *net = builder->net;
	uint16_t next;
	uint32_t i;

	for (i = 0; i < state->count; i++) {
		uint64_t place = net->places[state->places[i]];

		if (net->letters[HITO_PLACE_OTHER(place)] >> letter & 1)
			reach(builder, HITO_PLACE_NEXT(place));
	}
	if (!builder->reached.count)
		return;
	set_now(builder, state);
	next = find_state(builder, false, (uint16_t)(state->depth + 1));
	builder->out->list[from].next[letter] = next;
	builder->steps++;
}

/* The states that every text begins with. */
static void begin(struct builder *builder)
{
	size_t size = builder->out->set_words * sizeof(uint64_t);
	size_t number;

	(void)find_set(builder); /* of no line: number 0 */
	push(builder, &builder->key, 0);
	(void)add_state(builder, 0); /* HITO_STATE_NONE */
	for (number = HITO_STATE_START;
	     number <= HITO_STATE_INSIDE && !builder->failed; number++) {
		memset(builder->now, 0, size);
		if (builder->net->count)
			reach(builder, builder->net->start);
		(void)find_state(builder, number == HITO_STATE_START, 0);
	}
}

/* The best of those that wait; it waits no more. */
static size_t take_best(struct builder *builder)
{
	const struct hito_state *states = builder->out->list;
	struct list *waiting = &builder->waiting;
	size_t best = 0, i;
	uint32_t number;

	for (i = 1; i < waiting->count; i++) {
		if (states[waiting->at[i]].worth >
		    states[waiting->at[best]].worth)
			best = i;
	}
	number = waiting->at[best];
	waiting->at[best] = waiting->at[--waiting->count];
	return number;
}

/* It goes nowhere: all lines that are on their way may match. */
static void end_state(struct builder *builder, struct hito_state *state)
{
	uint32_t i;

	set_now(builder, state);
	for (i = 0; i < state->count; i++)
		match(builder, state->places[i]);
	state->set = (uint16_t)find_set(builder);
	state->count = 0;
}

/* Of states that go nowhere with the same lines one is enough. */
static bool unite_ended(struct builder *builder)
{
	struct hito_states *out = builder->out;
	uint16_t *ended, *becomes;
	size_t kept = HITO_STATE_FIRST, i, letter;

	ended = hito_new(builder->arena, uint16_t, out->set_count);
	becomes = hito_new(builder->arena, uint16_t, out->count);
	if (!ended || !becomes)
		return false;
	for (i = 0; i < out->count; i++) {
		const struct hito_state *state = &out->list[i];

		becomes[i] = (uint16_t)(i < HITO_STATE_FIRST ? i : kept);
		if (i < HITO_STATE_FIRST)
			continue;
		if (!state->count && ended[state->set]) {
			becomes[i] = ended[state->set];
			continue;
		}
		if (!state->count)
			ended[state->set] = (uint16_t)kept;
		out->list[kept++] = *state;
	}
	out->count = kept;
	for (i = 0; i < kept; i++) {
		for (letter = 0; letter < HITO_LETTER_COUNT; letter++)
			out->list[i].next[letter] =
				becomes[out->list[i].next[letter]];
	}
	return true;
}

bool hito_states_make(struct hito_arena *arena, const struct hito_weave *net,
		      size_t lines, struct hito_states *out)
{
	struct builder builder = {.arena = arena, .net = net, .out = out};
	unsigned letter;
	size_t i;

	*out = (struct hito_states){.set_words = lines / 64 + 1};
	hito_map_init(&builder.known, arena);
	hito_map_init(&builder.sets, arena);
	builder.met = hito_new(arena, uint64_t, net->count / 64 + 1);
	builder.now = hito_new(arena, uint64_t, out->set_words);
	if (!builder.met || !builder.now)
		return false;
	begin(&builder);
	while (builder.waiting.count && builder.steps < MOST_STEPS &&
	       out->count < ALL_STATES && !builder.failed) {
		size_t from = take_best(&builder);

		for (letter = 0; letter < HITO_LETTER_COUNT; letter++)
			make_next(&builder, from, letter);
	}
	for (i = 0; i < builder.waiting.count && !builder.failed; i++)
		end_state(&builder, &out->list[builder.waiting.at[i]]);
	return !builder.failed && unite_ended(&builder);
}
