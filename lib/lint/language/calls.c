/* SPDX-License-Identifier: MIT */
/* The last letters that a pattern cannot do without, or a digit. */
#include "lint/language/calls.h"

#define DEPTH 60
/* Fewer letters stand in too many words. */
#define SHORTEST 3

struct finder {
	struct hito_arena *arena;
	const struct hito_syntax *syntax;
	int depth;
};

/* Sequences of items, none of which is that of a pattern. */
struct calls {
	struct hito_syntax_node *list, *last;
};

static struct calls find(struct finder *finder,
			 const struct hito_syntax_node *node);

static const uint64_t words = HITO_LETTERS_WORD;
static const uint64_t digits = (uint64_t)0x3ff << HITO_LETTER_ZERO;

static struct hito_syntax_node *node(struct finder *finder,
				     enum hito_syntax_kind kind)
{
	struct hito_syntax_node *made =
		hito_new(finder->arena, struct hito_syntax_node, 1);

	if (made)
		made->kind = kind;
	return made;
}

static void append(struct calls *to, struct hito_syntax_node *what)
{
	if (to->last)
		to->last->next = what;
	else
		to->list = what;
	to->last = what;
}

/* A letter that stands once, and nothing else does. */
static bool is_letter(const struct hito_syntax_node *item)
{
	return item->min == 1 && item->max == 1 &&
	       item->list->kind == HITO_SYNTAX_LETTERS &&
	       __builtin_popcountll(item->list->letters) == 1 &&
	       (item->list->letters & words) && !(item->list->letters & digits);
}

/* These items as the only call. */
static struct calls call(struct finder *finder,
			 const struct hito_syntax_node *item, size_t count)
{
	struct hito_syntax_node *sequence = node(finder, HITO_SYNTAX_SEQUENCE);
	struct calls made = {NULL, NULL};

	for (; sequence && count; count--, item = item->next) {
		struct hito_syntax_node *copy =
			node(finder, HITO_SYNTAX_REPEAT);

		if (!copy)
			return made;
		copy->min = copy->max = 1;
		copy->list = item->list;
		if (sequence->last)
			sequence->last->next = copy;
		else
			sequence->list = copy;
		sequence->last = copy;
	}
	if (sequence)
		append(&made, sequence);
	return made;
}

static struct calls call_digit(struct finder *finder)
{
	struct hito_syntax_node *letters = node(finder, HITO_SYNTAX_LETTERS);
	struct hito_syntax_node item = {.list = letters};

	if (!letters)
		return (struct calls){NULL, NULL};
	letters->letters = digits;
	return call(finder, &item, 1);
}

/* What comes later is better: the machine has read what comes first. */
static struct calls find_in_sequence(struct finder *finder,
				     const struct hito_syntax_node *item)
{
	struct calls best = {NULL, NULL}, found;

	while (item) {
		const struct hito_syntax_node *start = item;
		size_t count = 0;

		for (; item && is_letter(item); item = item->next)
			count++;
		if (count >= SHORTEST)
			best = call(finder, start, count);
		if (count)
			continue;
		found = item->min ? find(finder, item->list)
				  : (struct calls){NULL, NULL};
		if (found.list)
			best = found;
		item = item->next;
	}
	return best;
}

/* Each choice has to call. */
static struct calls find_in_choice(struct finder *finder,
				   const struct hito_syntax_node *choice)
{
	struct calls all = {NULL, NULL};

	for (; choice; choice = choice->next) {
		struct calls one = find_in_sequence(finder, choice->list);

		if (!one.list)
			return one;
		if (all.last)
			all.last->next = one.list;
		else
			all.list = one.list;
		all.last = one.last;
	}
	return all;
}

static struct calls find_in_node(struct finder *finder,
				 const struct hito_syntax_node *node)
{
	const struct hito_syntax_node *part;

	switch (node->kind) {
	case HITO_SYNTAX_LETTERS:
		if (node->letters && !(node->letters & ~digits))
			return call_digit(finder);
		break;
	case HITO_SYNTAX_CALL:
		part = hito_syntax_part(finder->syntax, node->name);
		if (part)
			return find(finder, part);
		break;
	case HITO_SYNTAX_GROUP:
		return find(finder, node->list);
	case HITO_SYNTAX_CHOICE:
		return find_in_choice(finder, node->list);
	default:
		break;
	}
	return (struct calls){NULL, NULL};
}

static struct calls find(struct finder *finder,
			 const struct hito_syntax_node *node)
{
	struct calls found = {NULL, NULL};

	if (finder->depth == DEPTH)
		return found;
	finder->depth++;
	found = find_in_node(finder, node);
	finder->depth--;
	return found;
}

const struct hito_syntax_node *hito_calls_of(struct hito_arena *arena,
					     const struct hito_syntax *syntax)
{
	struct finder finder = {.arena = arena, .syntax = syntax};
	struct calls found = find(&finder, syntax->root);
	struct hito_syntax_node *choice;

	if (!found.list)
		return NULL;
	choice = node(&finder, HITO_SYNTAX_CHOICE);
	if (choice)
		choice->list = found.list;
	return choice;
}
