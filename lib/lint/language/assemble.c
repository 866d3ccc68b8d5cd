/* SPDX-License-Identifier: MIT */
/* Patterns as instructions: what lib/lint/matcher.c goes through. */
#include "lint/language/assembler.h"
#include "lint/phrase.h"

/* From so many choices on, the next character picks one of them. */
#define MANY_WAYS 6
/* Characters that are one instruction. */
#define MOST_WORDS 63

static void put(struct hito_assembler *assembler,
		const struct hito_syntax_node *node);

/* The only character of ASCII that it may be; 0: there is another. */
static char only_byte(const struct hito_syntax_node *item)
{
	const struct hito_syntax_node *node = item->list;
	unsigned character = 1;

	if (item->min != 1 || item->max != 1 ||
	    node->kind != HITO_SYNTAX_LETTERS ||
	    __builtin_popcountll(node->characters.bits[0]) +
			    __builtin_popcountll(node->characters.bits[1]) !=
		    1 ||
	    node->characters.bits[2])
		return '\0';
	while (!hito_characters_has(&node->characters, character))
		character++;
	return (char)character;
}

/* The first of two ways; the other is settled later. */
static uint32_t begin_ways(struct hito_assembler *assembler,
			   const struct hito_syntax_node *first)
{
	struct hito_beginning start = hito_assembler_begin(assembler, first);
	uint32_t at;

	if (start.empty)
		return hito_assembler_open(assembler, HITO_CODE_FORK);
	at = hito_assembler_open(assembler, HITO_CODE_BRANCH);
	hito_assembler_add(assembler,
			   hito_assembler_set(assembler, &start.set));
	return at;
}

/* Many of one set of characters. */
static bool put_span(struct hito_assembler *assembler,
		     const struct hito_syntax_node *item)
{
	const struct hito_syntax_node *node = item->list;
	uint32_t most = item->max == HITO_SYNTAX_ENDLESS ? HITO_CODE_ENDLESS
							 : item->max;

	if (node->kind != HITO_SYNTAX_LETTERS || item->fewest ||
	    node->characters.bits[2] || item->min >= HITO_CODE_ENDLESS ||
	    (item->max != HITO_SYNTAX_ENDLESS && most >= HITO_CODE_ENDLESS))
		return false;
	hito_assembler_add(
		assembler,
		HITO_CODE(HITO_CODE_SPAN,
			  hito_assembler_set(assembler, &node->characters) |
				  item->min << 11 | most << 19));
	return true;
}

/* So many more, or fewer, or the fewest that will do. */
static void put_more(struct hito_assembler *assembler,
		     const struct hito_syntax_node *item, unsigned more)
{
	uint32_t other, away = 0;

	if (!more)
		return;
	if (item->fewest) {
		other = hito_assembler_open(assembler, HITO_CODE_FORK);
		away = hito_assembler_open(assembler, HITO_CODE_GO);
		hito_assembler_settle(assembler, other,
				      hito_assembler_here(assembler));
	} else {
		away = begin_ways(assembler, item->list);
	}
	put(assembler, item->list);
	put_more(assembler, item, more - 1);
	hito_assembler_settle(assembler, away, hito_assembler_here(assembler));
}

static void put_endless(struct hito_assembler *assembler,
			const struct hito_syntax_node *item)
{
	uint32_t start = hito_assembler_here(assembler), other, away;

	if (hito_assembler_begin(assembler, item->list).empty) {
		hito_assembler_fail(assembler,
				    "what may be nothing is repeated");
		return;
	}
	if (item->fewest) {
		other = hito_assembler_open(assembler, HITO_CODE_FORK);
		away = hito_assembler_open(assembler, HITO_CODE_GO);
		hito_assembler_settle(assembler, other,
				      hito_assembler_here(assembler));
	} else {
		away = begin_ways(assembler, item->list);
	}
	put(assembler, item->list);
	hito_assembler_add(assembler, HITO_CODE(HITO_CODE_GO, start));
	hito_assembler_settle(assembler, away, hito_assembler_here(assembler));
}

static void put_repeat(struct hito_assembler *assembler,
		       const struct hito_syntax_node *item)
{
	unsigned i;

	if (item->min == 1 && item->max == 1) {
		put(assembler, item->list);
		return;
	}
	if (put_span(assembler, item))
		return;
	for (i = 0; i < item->min && !assembler->wrong; i++)
		put(assembler, item->list);
	if (item->max == HITO_SYNTAX_ENDLESS)
		put_endless(assembler, item);
	else
		put_more(assembler, item, item->max - item->min);
}

/* Characters that follow each other; *item is then the one behind them. */
static void put_words(struct hito_assembler *assembler,
		      enum hito_code_kind kind,
		      const struct hito_syntax_node **item)
{
	struct hito_assembly *out = assembler->out;
	size_t start = out->word_count, len;

	for (;
	     *item && only_byte(*item) && out->word_count - start < MOST_WORDS;
	     *item = (*item)->next) {
		if (!hito_reserve(assembler->arena, out->words, out->word_count,
				  out->word_capacity)) {
			hito_assembler_no_memory(assembler);
			return;
		}
		out->words[out->word_count++] = only_byte(*item);
	}
	len = out->word_count - start;
	hito_assembler_add(assembler, HITO_CODE(kind, start << 6 | len));
}

static void put_sequence(struct hito_assembler *assembler,
			 const struct hito_syntax_node *item)
{
	while (item && !assembler->wrong) {
		if (only_byte(item)) {
			put_words(assembler, HITO_CODE_WORDS, &item);
		} else {
			put(assembler, item);
			item = item->next;
		}
	}
}

/* Behind each of several ways the same follows. */
struct ways {
	const struct hito_syntax_node **list;
	uint32_t *starts, *ends;
	struct hito_beginning *beginnings;
	size_t count;
	bool sorted; /* each begins with a character */
};

static bool collect(struct hito_assembler *assembler,
		    const struct hito_syntax_node *choice, struct ways *out)
{
	const struct hito_syntax_node *one;
	size_t most = 0, i = 0;

	for (one = choice->list; one; one = one->next)
		most++;
	out->list = hito_new(assembler->arena, const struct hito_syntax_node *,
			     most);
	out->starts = hito_new(assembler->arena, uint32_t, most);
	out->ends = hito_new(assembler->arena, uint32_t, most);
	out->beginnings =
		hito_new(assembler->arena, struct hito_beginning, most);
	if (!out->list || !out->starts || !out->ends || !out->beginnings) {
		hito_assembler_no_memory(assembler);
		return false;
	}
	out->count = most;
	out->sorted = true;
	for (one = choice->list; one; one = one->next, i++) {
		out->list[i] = one;
		out->beginnings[i] = hito_assembler_begin(assembler, one);
		out->sorted &= !out->beginnings[i].empty;
	}
	return !assembler->wrong;
}

/* Is it the way of the switch, for one of its characters? */
static bool is_way(const struct hito_characters *set, unsigned way)
{
	unsigned i;

	if (way > 0 && way < HITO_CODE_WAYS - 1)
		return hito_characters_has(set, 'a' + way - 1);
	for (i = 0; i < HITO_CHARACTERS; i++) {
		bool digit = i >= '0' && i <= '9';

		if (hito_characters_has(set, i) && !(i >= 'a' && i <= 'z') &&
		    digit == (way != 0))
			return true;
	}
	return false;
}

/* To each that may begin so, in their order; 0: none may. */
static uint32_t put_way(struct hito_assembler *assembler,
			const struct ways *ways, unsigned way)
{
	uint32_t start = hito_assembler_here(assembler);
	size_t left = 0, first = ways->count, i;

	for (i = ways->count; i-- > 0;) {
		if (!is_way(&ways->beginnings[i].set, way))
			continue;
		left++;
		first = i;
	}
	if (left < 2)
		return left ? ways->starts[first] : 0;
	for (i = first; left; i++) {
		if (!is_way(&ways->beginnings[i].set, way))
			continue;
		if (--left)
			hito_assembler_add(
				assembler,
				HITO_CODE(HITO_CODE_FORK,
					  hito_assembler_here(assembler) + 2));
		hito_assembler_add(assembler,
				   HITO_CODE(HITO_CODE_GO, ways->starts[i]));
	}
	return start;
}

static void put_switch(struct hito_assembler *assembler, struct ways *ways)
{
	uint32_t at =
		hito_assembler_add(assembler, HITO_CODE(HITO_CODE_SWITCH, 0));
	unsigned way;
	size_t i;

	for (way = 0; way < HITO_CODE_WAYS; way++)
		hito_assembler_add(assembler, 0);
	for (i = 0; i < ways->count; i++) {
		ways->starts[i] = hito_assembler_here(assembler);
		put_sequence(assembler, ways->list[i]->list);
		ways->ends[i] = hito_assembler_open(assembler, HITO_CODE_GO);
	}
	for (way = 0; way < HITO_CODE_WAYS && !assembler->wrong; way++) {
		uint32_t start = put_way(assembler, ways, way);

		assembler->out->list[at + 1 + way] = start;
	}
	for (i = 0; i < ways->count; i++)
		hito_assembler_settle(assembler, ways->ends[i],
				      hito_assembler_here(assembler));
}

static void put_choice(struct hito_assembler *assembler,
		       const struct hito_syntax_node *choice)
{
	struct ways ways;
	size_t i;

	if (!choice->list->next) {
		put_sequence(assembler, choice->list->list);
		return;
	}
	if (!collect(assembler, choice, &ways))
		return;
	if (ways.sorted && ways.count >= MANY_WAYS) {
		put_switch(assembler, &ways);
		return;
	}
	for (i = 0; i + 1 < ways.count; i++) {
		uint32_t other = begin_ways(assembler, ways.list[i]);

		put_sequence(assembler, ways.list[i]->list);
		ways.ends[i] = hito_assembler_open(assembler, HITO_CODE_GO);
		hito_assembler_settle(assembler, other,
				      hito_assembler_here(assembler));
	}
	put_sequence(assembler, ways.list[i]->list);
	for (i = 0; i + 1 < ways.count; i++)
		hito_assembler_settle(assembler, ways.ends[i],
				      hito_assembler_here(assembler));
}

/* How many characters it takes, always; what else it takes is told. */
static uint32_t length(struct hito_assembler *assembler,
		       const struct hito_syntax_node *node)
{
	const struct hito_syntax_node *one;
	uint32_t len = 0;

	switch (node->kind) {
	case HITO_SYNTAX_LETTERS:
		return 1;
	case HITO_SYNTAX_SEQUENCE:
		for (one = node->list; one; one = one->next)
			len += length(assembler, one);
		return len;
	case HITO_SYNTAX_CHOICE:
		len = length(assembler, node->list);
		for (one = node->list->next; one; one = one->next) {
			if (length(assembler, one) != len)
				hito_assembler_fail(
					assembler, "of what stands before, the "
						   "length is not fixed");
		}
		return len;
	case HITO_SYNTAX_REPEAT:
		if (node->min != node->max)
			hito_assembler_fail(
				assembler,
				"of what stands before, the length is "
				"not fixed");
		return node->min * length(assembler, node->list);
	case HITO_SYNTAX_GROUP:
	case HITO_SYNTAX_CALL:
		hito_assembler_fail(assembler,
				    "a part or a group in what stands before");
		return 0;
	default:
		return 0;
	}
}

static void put_look(struct hito_assembler *assembler,
		     const struct hito_syntax_node *node,
		     enum hito_code_kind kind, bool behind)
{
	uint32_t at = hito_assembler_open(assembler, kind), other = 0;
	const struct hito_syntax_node *way;
	bool looking = assembler->looking, unlike = assembler->unlike;

	assembler->looking = true;
	assembler->unlike |= kind == HITO_CODE_UNLIKE;
	for (way = node->list->list; way; way = way->next) {
		if (way->next)
			other = hito_assembler_open(assembler, HITO_CODE_FORK);
		if (behind)
			hito_assembler_add(assembler,
					   HITO_CODE(HITO_CODE_BACK,
						     length(assembler, way)));
		put_sequence(assembler, way->list);
		hito_assembler_add(assembler, HITO_CODE(HITO_CODE_DONE, 0));
		if (way->next)
			hito_assembler_settle(assembler, other,
					      hito_assembler_here(assembler));
	}
	assembler->looking = looking;
	assembler->unlike = unlike;
	hito_assembler_settle(assembler, at, hito_assembler_here(assembler));
}

/* Is it a few words, the same in any case? */
static bool is_words(const struct hito_syntax_node *choice)
{
	const struct hito_syntax_node *item = choice->list->list;
	size_t len = 0;

	for (; item && only_byte(item); item = item->next)
		len++;
	return !choice->list->next && !item && len && len <= MOST_WORDS;
}

static void put_behind(struct hito_assembler *assembler,
		       const struct hito_syntax_node *node)
{
	const struct hito_syntax_node *item = node->list->list->list;
	bool like = node->kind == HITO_SYNTAX_BEHIND;

	if (is_words(node->list))
		put_words(assembler,
			  like ? HITO_CODE_AFTER : HITO_CODE_NOT_AFTER, &item);
	else
		put_look(assembler, node,
			 like ? HITO_CODE_AHEAD : HITO_CODE_UNLIKE, true);
}

static void put_group(struct hito_assembler *assembler,
		      const struct hito_syntax_node *node)
{
	uint32_t number = 0;

	if (assembler->unlike) {
		put(assembler, node->list);
		return;
	}
	while (hito_group_names[number] &&
	       !hito_str_is(node->name, hito_group_names[number]))
		number++;
	if (!hito_group_names[number])
		hito_assembler_fail(assembler, "no group has that name");
	if (assembler->looking)
		hito_assembler_fail(assembler,
				    "a group in what is only looked at");
	hito_assembler_add(assembler, HITO_CODE(HITO_CODE_OPEN, number));
	put(assembler, node->list);
	hito_assembler_add(assembler, HITO_CODE(HITO_CODE_CLOSE,
						number | node->turn << 4));
}

/* Once for all patterns, where it is first called; jumped over there. */
static void put_call(struct hito_assembler *assembler,
		     const struct hito_syntax_node *node)
{
	uint32_t *known = hito_map_find(&assembler->out->parts, node->name);
	bool looking = assembler->looking;
	struct hito_str name;
	uint32_t away;

	if (!known) {
		known = hito_new(assembler->arena, uint32_t, 1);
		name = hito_arena_copy(assembler->arena, node->name);
		away = hito_assembler_open(assembler, HITO_CODE_GO);
		if (!known || !name.ptr ||
		    !hito_map_put(&assembler->out->parts, name, known)) {
			hito_assembler_no_memory(assembler);
			return;
		}
		*known = hito_assembler_here(assembler);
		assembler->looking = true; /* it has no groups */
		put(assembler, hito_assembler_part(assembler, node));
		assembler->looking = looking;
		hito_assembler_add(assembler, HITO_CODE(HITO_CODE_RETURN, 0));
		hito_assembler_settle(assembler, away,
				      hito_assembler_here(assembler));
	}
	hito_assembler_add(assembler, HITO_CODE(HITO_CODE_CALL, *known));
}

static void put_node(struct hito_assembler *assembler,
		     const struct hito_syntax_node *node)
{
	switch (node->kind) {
	case HITO_SYNTAX_LETTERS:
		hito_assembler_add(
			assembler,
			HITO_CODE(HITO_CODE_ONE,
				  hito_assembler_set(assembler,
						     &node->characters)));
		break;
	case HITO_SYNTAX_START:
		hito_assembler_add(assembler, HITO_CODE(HITO_CODE_START, 0));
		break;
	case HITO_SYNTAX_END:
		hito_assembler_add(assembler, HITO_CODE(HITO_CODE_END, 0));
		break;
	case HITO_SYNTAX_AHEAD:
		put_look(assembler, node, HITO_CODE_AHEAD, false);
		break;
	case HITO_SYNTAX_UNLIKE:
		put_look(assembler, node, HITO_CODE_UNLIKE, false);
		break;
	case HITO_SYNTAX_BEHIND:
	case HITO_SYNTAX_NOT_BEHIND:
		put_behind(assembler, node);
		break;
	case HITO_SYNTAX_GROUP:
		put_group(assembler, node);
		break;
	case HITO_SYNTAX_CALL:
		put_call(assembler, node);
		break;
	case HITO_SYNTAX_SEQUENCE:
		put_sequence(assembler, node->list);
		break;
	case HITO_SYNTAX_CHOICE:
		put_choice(assembler, node);
		break;
	case HITO_SYNTAX_REPEAT:
		put_repeat(assembler, node);
		break;
	case HITO_SYNTAX_NOTHING:
		break;
	}
}

static void put(struct hito_assembler *assembler,
		const struct hito_syntax_node *node)
{
	if (++assembler->depth > HITO_ASSEMBLER_DEPTH)
		hito_assembler_fail(assembler,
				    "parts are too deep in each other");
	if (!assembler->wrong)
		put_node(assembler, node);
	assembler->depth--;
}

/* May what follows begin with one of the set? If that is not known, too. */
static bool goes_on(const struct hito_assembly *out, uint32_t at,
		    const struct hito_characters *set)
{
	const struct hito_characters *other;
	uint32_t what = HITO_CODE_WHAT(out->list[at]);

	switch (HITO_CODE_KIND(out->list[at])) {
	case HITO_CODE_WORDS:
		return hito_characters_has(
			set, (unsigned char)out->words[HITO_CODE_AT(what)]);
	case HITO_CODE_ONE:
		other = &out->sets[what];
		return (set->bits[0] & other->bits[0]) ||
		       (set->bits[1] & other->bits[1]) ||
		       (set->bits[2] & other->bits[2]);
	case HITO_CODE_OPEN:
	case HITO_CODE_CLOSE:
		return goes_on(out, at + 1, set);
	default:
		return true;
	}
}

/* Fewer would not do where what follows cannot be one of them. */
static void keep_all(struct hito_assembly *out, uint32_t at)
{
	while (at < out->count) {
		uint32_t what = HITO_CODE_WHAT(out->list[at]);

		switch (HITO_CODE_KIND(out->list[at])) {
		case HITO_CODE_SPAN:
			if (!goes_on(out, at + 1,
				     &out->sets[HITO_CODE_SET(what)]))
				out->list[at] = HITO_CODE(HITO_CODE_ALL, what);
			break;
		case HITO_CODE_BRANCH:
			at++;
			break;
		case HITO_CODE_SWITCH:
			at += HITO_CODE_WAYS;
			break;
		default:
			break;
		}
		at++;
	}
}

bool hito_assemble(struct hito_arena *arena, struct hito_assembly *assembly,
		   const struct hito_syntax *syntax, const char **out_wrong)
{
	struct hito_assembler assembler = {
		.arena = arena, .out = assembly, .syntax = syntax};

	uint32_t start;

	if (assembly->count == 0) /* where a switch has no way */
		hito_assembler_add(&assembler, HITO_CODE(HITO_CODE_FAIL, 0));
	if (!hito_reserve(arena, assembly->starts, assembly->start_count,
			  assembly->start_capacity))
		hito_assembler_no_memory(&assembler);
	start = hito_assembler_here(&assembler);
	put(&assembler, syntax->root);
	hito_assembler_add(&assembler, HITO_CODE(HITO_CODE_DONE, 0));
	if (!assembler.wrong) {
		assembly->starts[assembly->start_count++] = start;
		keep_all(assembly, start);
	}
	*out_wrong = assembler.wrong;
	return !assembler.wrong;
}
