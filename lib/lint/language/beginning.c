/* SPDX-License-Identifier: MIT */
/*
 * The machine of first letters that tells which patterns need a match.
 *
 * A pattern is asked whether it could match a text that begins with certain
 * letters: PCRE2's partial matching knows. So nothing is lost that a pattern
 * would find, whatever the pattern is. Letters make a tree; equal parts of it
 * are then made one.
 */
#include <string.h>

#include "lint/language/read.h"

/* Where so many of a to z may follow, the rest of the way is anything. */
#define GENERIC 20
/* Bytes of what a letter stands for. */
#define LETTER_SIZE 4

struct node {
	char letter;
	uint64_t *live; /* lines that may go on so */
	uint64_t *open; /* lines that may go on with anything */
	struct node *child, *next;
};

struct machine {
	struct hito_arena *arena;
	struct hito_pattern *pattern; /* of the line that is at work */
	size_t line, set_words;
	char letters[HITO_BEGINNING_DEPTH + LETTER_SIZE];
	struct hito_machine *out;
	size_t state_capacity, edge_capacity, set_capacity;
	struct hito_map known; /* a state's bytes -> 1 + its number */
	bool failed;
};

static struct node *new_node(struct machine *machine, char letter)
{
	struct node *node = hito_new(machine->arena, struct node, 1);
	uint64_t *sets =
		hito_new(machine->arena, uint64_t, 2 * machine->set_words);

	if (!node || !sets) {
		machine->failed = true;
		return NULL;
	}
	*node = (struct node){letter, sets, sets + machine->set_words, NULL,
			      NULL};
	return node;
}

static struct node *child_of(struct machine *machine, struct node *node,
			     char letter)
{
	struct node *child = node->child;

	while (child && child->letter != letter)
		child = child->next;
	if (!child && (child = new_node(machine, letter))) {
		child->next = node->child;
		node->child = child;
	}
	return child;
}

static void put(const struct machine *machine, uint64_t *set)
{
	set[machine->line / 64] |= (uint64_t)1 << machine->line % 64;
}

static bool may_go_on_with(struct machine *machine, size_t depth,
			   const char *bytes)
{
	size_t len = strlen(bytes);

	memcpy(machine->letters + depth, bytes, len);
	return hito_pattern_may_begin(machine->pattern, machine->letters,
				      depth + len);
}

/* May the line go on with this letter, or with one of those it stands for? */
static bool may_go_on(struct machine *machine, size_t depth, char letter)
{
	/* All signs that plain text has (plain.c), and the ordinal mark. */
	static const char *const signs[] = {
		"%",        "$",        "\xc2\xa2",     "\xc2\xa3",
		"\xc2\xa5", "\xc2\xba", "\xe2\x82\xac", NULL};
	static const char *const digits[] = {"0", "1", "2", "3", "4", "5",
					     "6", "7", "8", "9", NULL};
	const char itself[] = {letter, '\0'};
	const char *const *list = letter == '$' ? signs : digits;

	if (letter != '$' && (letter != '0' || depth == 0))
		return may_go_on_with(machine, depth, itself);
	for (; *list; list++) {
		if (may_go_on_with(machine, depth, *list))
			return true;
	}
	return false;
}

static bool is_digit(char letter)
{
	return letter >= '0' && letter <= '9';
}

/* Digits apart at the first place only: behind it '0' stands for all. */
static const char first_letters[] =
	"abcdefghijklmnopqrstuvwxyz -'.,:/()#$0123456789";
static const char letters[] = "abcdefghijklmnopqrstuvwxyz -'.,:/()#$0";

/* Below a node: which letters may follow, and what behind them. */
static void grow(struct machine *machine, struct node *node, size_t depth)
{
	const char *alphabet = depth ? letters : first_letters;
	bool live[sizeof(first_letters)];
	size_t count = 0, i;

	put(machine, node->live);
	/* What is behind a sign or digits depends on which ones they are. */
	if (depth == HITO_BEGINNING_DEPTH || node->letter == '$' ||
	    (depth > 1 && is_digit(node->letter))) {
		put(machine, node->open);
		return;
	}
	for (i = 0; alphabet[i]; i++) {
		live[i] = may_go_on(machine, depth, alphabet[i]);
		count += live[i] && alphabet[i] >= 'a';
	}
	if (count >= GENERIC) {
		put(machine, node->open);
		return;
	}
	for (i = 0; alphabet[i] && !machine->failed; i++) {
		struct node *child;

		if (!live[i])
			continue;
		child = child_of(machine, node, alphabet[i]);
		machine->letters[depth] = alphabet[i];
		if (child)
			grow(machine, child, depth + 1);
	}
}

/* The number of a set; equal ones are one. */
static uint16_t intern_set(struct machine *machine, const uint64_t *set)
{
	struct hito_machine *out = machine->out;
	size_t size = machine->set_words * sizeof(*set), i;

	for (i = 0; i < out->set_count; i++) {
		if (memcmp(out->sets + i * machine->set_words, set, size) == 0)
			return (uint16_t)i;
	}
	for (i = 0; i < machine->set_words; i++) {
		if (out->set_count >= UINT16_MAX ||
		    !hito_reserve(machine->arena, out->sets,
				  out->set_count * machine->set_words + i,
				  machine->set_capacity)) {
			machine->failed = true;
			return 0;
		}
		out->sets[out->set_count * machine->set_words + i] = set[i];
	}
	return (uint16_t)out->set_count++;
}

/* A state while its edges are found; its bytes tell it from others. */
struct draft {
	uint16_t set, other;
	uint32_t edge_count;
	struct hito_edge edges[sizeof(first_letters)];
};

/* An equal state that is there, else a new one. */
static uint32_t intern_state(struct machine *machine, const struct draft *draft)
{
	struct hito_machine *out = machine->out;
	size_t size = offsetof(struct draft, edges) +
		      draft->edge_count * sizeof(draft->edges[0]);
	struct hito_str bytes = {(const char *)draft, size};
	uint32_t *number = hito_map_find(&machine->known, bytes);
	size_t i;

	if (number)
		return *number;
	bytes = hito_arena_copy(machine->arena, bytes);
	number = hito_new(machine->arena, uint32_t, 1);
	if (!bytes.ptr || !number ||
	    !hito_map_put(&machine->known, bytes, number) ||
	    !hito_reserve(machine->arena, out->states, out->state_count,
			  machine->state_capacity)) {
		machine->failed = true;
		return 0;
	}
	*number = (uint32_t)out->state_count;
	out->states[out->state_count++] =
		(struct hito_state){(uint32_t)out->edge_count, draft->set,
				    draft->other, (uint8_t)draft->edge_count};
	for (i = 0; i < draft->edge_count; i++) {
		if (!hito_reserve(machine->arena, out->edges, out->edge_count,
				  machine->edge_capacity)) {
			machine->failed = true;
			return 0;
		}
		out->edges[out->edge_count++] = draft->edges[i];
	}
	return *number;
}

/* Lines that go on with anything go on below the node, too. */
static uint32_t lay_out(struct machine *machine, struct node *node)
{
	struct node *child;
	struct draft draft;
	size_t i;

	memset(&draft, 0, sizeof(draft));
	for (child = node->child; child && !machine->failed;
	     child = child->next) {
		for (i = 0; i < machine->set_words; i++) {
			child->live[i] |= node->open[i];
			child->open[i] |= node->open[i];
		}
		draft.edges[draft.edge_count].letter = child->letter;
		draft.edges[draft.edge_count++].state = lay_out(machine, child);
	}
	draft.set = intern_set(machine, node->live);
	draft.other = intern_set(machine, node->open);
	return intern_state(machine, &draft);
}

/* Is it "(?<=" or "(?<!"? */
static bool looks_behind(const char *text)
{
	return strncmp(text, "(?<=", 4) == 0 || strncmp(text, "(?<!", 4) == 0;
}

/* Behind the group that opens here. */
static const char *group_end(const char *text)
{
	size_t depth = 0;
	bool in_class = false;

	for (; *text; text++) {
		if (*text == '\\' && text[1])
			text++;
		else if (in_class)
			in_class = *text != ']';
		else if (*text == '[')
			in_class = true;
		else if (*text == '(')
			depth++;
		else if (*text == ')' && --depth == 0)
			return text + 1;
	}
	return text;
}

/*
 * The pattern without what it says of the text before it, which is not there
 * while it is asked: it then goes on with more than it does.
 */
static char *without_looking_behind(struct hito_arena *arena, const char *text)
{
	char *made = hito_arena_alloc(arena, strlen(text) + 1, 1);
	size_t len = 0;

	while (made && *text) {
		if (looks_behind(text)) {
			text = group_end(text);
			continue;
		}
		if (*text == '\\' && text[1])
			made[len++] = *text++;
		made[len++] = *text++;
	}
	return made;
}

static bool ask_line(struct machine *machine, struct node *root,
		     struct hito_str regex, struct hito_err *err)
{
	const char *text = without_looking_behind(machine->arena, regex.ptr);

	if (!text)
		return hito_err_memory(err);
	if (!hito_pattern_new_anchored(text, hito_group_names,
				       &machine->pattern, err))
		return false;
	grow(machine, root, 0);
	hito_pattern_free(machine->pattern);
	return true;
}

bool hito_machine_make(struct hito_arena *arena,
		       const struct hito_patterns *patterns,
		       struct hito_machine *out, struct hito_err *err)
{
	struct machine machine = {.arena = arena, .out = out};
	struct node *root;

	*out = (struct hito_machine){.set_words = patterns->count / 64 + 1};
	machine.set_words = out->set_words;
	hito_map_init(&machine.known, arena);
	root = new_node(&machine, '\0');
	for (; root && !machine.failed && machine.line < patterns->count;
	     machine.line++) {
		if (!ask_line(&machine, root, patterns->regexes[machine.line],
			      err))
			return false;
	}
	if (root && !machine.failed)
		(void)lay_out(&machine, root);
	return !machine.failed || hito_err_memory(err);
}
