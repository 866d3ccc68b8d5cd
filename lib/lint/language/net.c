/* SPDX-License-Identifier: MIT */
/*
 * Patterns as a net of places, from each of which a letter leads to others:
 * all ways through the text that a pattern may go, seen from its end.
 */
#include "lint/language/net.h"

#define DEPTH 100
#define WIDE 20

struct weaver {
	struct hito_arena *arena;
	struct hito_weave *net;
	const struct hito_syntax *syntax;
	uint32_t goal; /* of the pattern */
	uint32_t edge; /* before it: where a word must end */
	uint32_t nowhere;
	struct hito_syntax_node taken; /* stands for ways that are dealt with */
	size_t line;
	int depth;
	bool failed;
};

static uint32_t weave(struct weaver *weaver,
		      const struct hito_syntax_node *node, uint32_t next);

static uint32_t place(struct weaver *weaver, enum hito_place_kind kind,
		      uint32_t next, uint32_t other)
{
	struct hito_weave *net = weaver->net;

	if (net->count >= HITO_PLACES_MOST ||
	    !hito_reserve(weaver->arena, net->places, net->count,
			  net->capacity)) {
		weaver->failed = true;
		return 0;
	}
	net->places[net->count] = HITO_PLACE(kind, weaver->line, next, other);
	return (uint32_t)net->count++;
}

/* Set where a place leads that was made before that was known. */
static void lead(struct weaver *weaver, uint32_t at, uint32_t next)
{
	uint64_t *place = &weaver->net->places[at];

	if (!weaver->failed)
		*place = HITO_PLACE(HITO_PLACE_KIND(*place), weaver->line, next,
				    HITO_PLACE_OTHER(*place));
}

static uint32_t letters(struct weaver *weaver, uint64_t set, uint32_t next)
{
	struct hito_weave *net = weaver->net;
	uint32_t number = 0;

	while (number < net->letter_count && net->letters[number] != set)
		number++;
	if (number == net->letter_count) {
		if (!hito_reserve(weaver->arena, net->letters,
				  net->letter_count, net->letter_capacity)) {
			weaver->failed = true;
			return 0;
		}
		net->letters[net->letter_count++] = set;
	}
	return place(weaver, HITO_PLACE_LETTERS, next, number);
}

/* Ways that a text may go from one place: the next item of each. */
struct ways {
	const struct hito_syntax_node **list;
	size_t count, capacity;
};

static bool is_one(const struct hito_syntax_node *item)
{
	return item && item->min == 1 && item->max == 1;
}

static bool is_letter(const struct hito_syntax_node *item)
{
	return is_one(item) && item->list->kind == HITO_SYNTAX_LETTERS;
}

static void add_way(struct weaver *weaver, struct ways *ways,
		    const struct hito_syntax_node *item)
{
	if (hito_reserve(weaver->arena, ways->list, ways->count,
			 ways->capacity))
		ways->list[ways->count++] = item;
	else
		weaver->failed = true;
}

/* All choices; a choice that is nothing but a choice is taken apart, too. */
static void add_choices(struct weaver *weaver, struct ways *ways,
			const struct hito_syntax_node *choice, int depth)
{
	const struct hito_syntax_node *sequence, *inner, *first;

	for (sequence = choice->list; sequence; sequence = sequence->next) {
		first = sequence->list;
		inner = is_one(first) && !first->next ? first->list : NULL;
		if (inner && inner->kind == HITO_SYNTAX_CALL)
			inner = hito_syntax_part(weaver->syntax, inner->name);
		if (inner && inner->kind == HITO_SYNTAX_GROUP)
			inner = inner->list;
		if (inner && inner->kind == HITO_SYNTAX_CHOICE && depth < DEPTH)
			add_choices(weaver, ways, inner, depth + 1);
		else
			add_way(weaver, ways, first);
	}
}

static uint32_t weave_items(struct weaver *weaver,
			    const struct hito_syntax_node *item, uint32_t next)
{
	return item ? weave(weaver, item, weave_items(weaver, item->next, next))
		    : next;
}

/* Ways that begin with the same letters go as one as far as they do. */
static uint32_t weave_ways(struct weaver *weaver, struct ways *ways,
			   uint32_t next)
{
	uint32_t at = weaver->nowhere;
	size_t i, j;

	for (i = 0; i < ways->count && !weaver->failed; i++) {
		const struct hito_syntax_node *item = ways->list[i];
		struct ways same = {NULL, 0, 0};
		uint32_t one;

		if (item == &weaver->taken)
			continue;
		for (j = i + 1; is_letter(item) && j < ways->count; j++) {
			if (!is_letter(ways->list[j]) ||
			    ways->list[j]->list->letters != item->list->letters)
				continue;
			add_way(weaver, &same, ways->list[j]->next);
			ways->list[j] = &weaver->taken;
		}
		if (same.count) {
			add_way(weaver, &same, item->next);
			one = letters(weaver, item->list->letters,
				      weave_ways(weaver, &same, next));
		} else {
			one = weave_items(weaver, item, next);
		}
		at = at == weaver->nowhere
			     ? one
			     : place(weaver, HITO_PLACE_EITHER, one, at);
	}
	return at;
}

static uint32_t weave_choice(struct weaver *weaver,
			     const struct hito_syntax_node *node, uint32_t next)
{
	struct ways ways = {NULL, 0, 0};

	add_choices(weaver, &ways, node, 0);
	return weave_ways(weaver, &ways, next);
}

/* May it be nearly any word? */
static bool is_wide(const struct hito_syntax_node *node)
{
	const struct hito_syntax_node *item;

	if (node->kind == HITO_SYNTAX_LETTERS)
		return __builtin_popcountll(node->letters &
					    HITO_LETTERS_WORD) >= WIDE;
	if (node->kind == HITO_SYNTAX_AHEAD ||
	    node->kind == HITO_SYNTAX_UNLIKE ||
	    node->kind == HITO_SYNTAX_BEHIND ||
	    node->kind == HITO_SYNTAX_NOT_BEHIND)
		return false;
	for (item = node->list; item; item = item->next) {
		if (is_wide(item))
			return true;
	}
	return false;
}

static uint32_t weave_repeat(struct weaver *weaver,
			     const struct hito_syntax_node *node, uint32_t next)
{
	uint32_t at = next;
	unsigned i;

	/* Some words, whatever they are: too many states would follow. */
	if (node->max > 1 && is_wide(node->list) &&
	    node->list->kind != HITO_SYNTAX_LETTERS)
		return weaver->goal;
	/* To count what may be anything makes too many, as well. */
	if (node->max == HITO_SYNTAX_ENDLESS ||
	    (node->max > 1 && is_wide(node->list))) {
		uint32_t again = place(weaver, HITO_PLACE_EITHER, next, next);
		uint32_t one = weave(weaver, node->list, again);

		lead(weaver, again, one);
		at = again;
	} else {
		for (i = node->min; i < node->max && !weaver->failed; i++)
			at = place(weaver, HITO_PLACE_EITHER,
				   weave(weaver, node->list, at), next);
	}
	for (i = 0; i < node->min && !weaver->failed; i++)
		at = weave(weaver, node->list, at);
	return at;
}

static uint32_t weave_node(struct weaver *weaver,
			   const struct hito_syntax_node *node, uint32_t next)
{
	const struct hito_syntax_node *part;

	switch (node->kind) {
	case HITO_SYNTAX_LETTERS:
		return letters(weaver, node->letters, next);
	case HITO_SYNTAX_START:
		return place(weaver, HITO_PLACE_START, next, next);
	case HITO_SYNTAX_END:
		/* Nothing is behind it. */
		return letters(weaver, (uint64_t)1 << HITO_LETTER_END,
			       weaver->goal);
	case HITO_SYNTAX_AHEAD:
		/* Elsewhere what follows would have to be both. */
		return next == weaver->edge
			       ? weave(weaver, node->list, weaver->goal)
			       : next;
	case HITO_SYNTAX_CALL:
		part = hito_syntax_part(weaver->syntax, node->name);
		return part ? weave(weaver, part, next) : weaver->goal;
	case HITO_SYNTAX_SEQUENCE:
		return weave_items(weaver, node->list, next);
	case HITO_SYNTAX_CHOICE:
		return weave_choice(weaver, node, next);
	case HITO_SYNTAX_REPEAT:
		return weave_repeat(weaver, node, next);
	case HITO_SYNTAX_GROUP:
		return weave(weaver, node->list, next);
	case HITO_SYNTAX_UNLIKE:
	case HITO_SYNTAX_BEHIND:
	case HITO_SYNTAX_NOT_BEHIND:
	case HITO_SYNTAX_NOTHING:
		break;
	}
	return next;
}

static uint32_t weave(struct weaver *weaver,
		      const struct hito_syntax_node *node, uint32_t next)
{
	uint32_t at;

	if (weaver->failed || weaver->depth >= DEPTH)
		return weaver->goal;
	weaver->depth++;
	at = weave_node(weaver, node, next);
	weaver->depth--;
	return at;
}

/* A line more; next is where it leads. */
static void add_line(struct weaver *weaver, const struct hito_syntax_node *node,
		     uint32_t next, bool first)
{
	struct hito_weave *net = weaver->net;
	uint32_t start = weave(weaver, node, next);

	net->start =
		first ? start
		      : place(weaver, HITO_PLACE_EITHER, start, net->start);
}

bool hito_net_add(struct hito_arena *arena, struct hito_weave *net,
		  const struct hito_syntax *syntax, size_t line)
{
	struct weaver weaver = {
		.arena = arena, .net = net, .syntax = syntax, .line = line};
	bool first = net->count == 0;

	if (line >= HITO_PLACE_LINES)
		return false;
	weaver.nowhere = letters(&weaver, 0, 0);
	weaver.goal = place(&weaver, HITO_PLACE_GOAL, 0, 0);
	weaver.edge = letters(&weaver, HITO_LETTERS_ALL & ~HITO_LETTERS_WORD,
			      weaver.goal);
	add_line(&weaver, syntax->root, weaver.edge, first);
	return !weaver.failed;
}

bool hito_net_add_letters(struct hito_arena *arena, struct hito_weave *net,
			  const struct hito_syntax_node *choice, size_t line)
{
	struct weaver weaver = {.arena = arena, .net = net, .line = line};
	bool first = net->count == 0;

	if (line >= HITO_PLACE_LINES)
		return false;
	weaver.nowhere = letters(&weaver, 0, 0);
	weaver.goal = place(&weaver, HITO_PLACE_GOAL, 0, 0);
	add_line(&weaver, choice, weaver.goal, first);
	return !weaver.failed;
}
