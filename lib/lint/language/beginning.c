/* SPDX-License-Identifier: MIT */
/*
 * The tree of first letters that tells which patterns need a match.
 *
 * A pattern is asked whether it could match a text that begins with certain
 * letters: PCRE2's partial matching knows. So nothing is lost that a pattern
 * would find, whatever the pattern is.
 */
#include <string.h>

#include "lint/language/read.h"

/* Where so many letters may follow, the rest of the way is anything. */
#define GENERIC 20

struct grown {
	char letter;
	uint64_t *live; /* lines that may go on so */
	uint64_t *open; /* lines that may go on with anything */
	struct grown *child, *next;
};

struct tree {
	struct hito_arena *arena;
	struct hito_pattern *pattern; /* of the line that is at work */
	size_t line, set_words;
	char letters[HITO_BEGINNING_DEPTH + 4];
	struct hito_tree *out;
	size_t capacity, set_capacity;
	bool failed;
};

static struct grown *new_node(struct tree *tree, char letter)
{
	struct grown *node = hito_new(tree->arena, struct grown, 1);
	uint64_t *sets = hito_new(tree->arena, uint64_t, 2 * tree->set_words);

	if (!node || !sets) {
		tree->failed = true;
		return NULL;
	}
	*node = (struct grown){letter, sets, sets + tree->set_words, NULL,
			       NULL};
	return node;
}

static struct grown *child_of(struct tree *tree, struct grown *node,
			      char letter)
{
	struct grown *child = node->child;

	while (child && child->letter != letter)
		child = child->next;
	if (!child && (child = new_node(tree, letter))) {
		child->next = node->child;
		node->child = child;
	}
	return child;
}

static void put(const struct tree *tree, uint64_t *set)
{
	set[tree->line / 64] |= (uint64_t)1 << tree->line % 64;
}

static bool may_go_on_with(struct tree *tree, size_t depth, const char *bytes)
{
	size_t len = strlen(bytes);

	memcpy(tree->letters + depth, bytes, len);
	return hito_pattern_may_begin(tree->pattern, tree->letters,
				      depth + len);
}

/* May the line go on with this letter, or with one of those it stands for? */
static bool may_go_on(struct tree *tree, size_t depth, char letter)
{
	static const char *const digits[] = {"0", "1", "2", "3", "4", "5",
					     "6", "7", "8", "9", NULL};
	/* All signs that plain text has (plain.c), and the ordinal mark. */
	static const char *const signs[] = {
		"%",        "$",        "\xc2\xa2",     "\xc2\xa3",
		"\xc2\xa5", "\xc2\xba", "\xe2\x82\xac", NULL};
	const char itself[] = {letter, '\0'};
	const char *const *list;

	if (letter != '0' && letter != '$')
		return may_go_on_with(tree, depth, itself);
	for (list = letter == '0' ? digits : signs; *list; list++) {
		if (may_go_on_with(tree, depth, *list))
			return true;
	}
	return false;
}

/* Below a node: which letters may follow, and what behind them. */
static void grow(struct tree *tree, struct grown *node, size_t depth)
{
	static const char alphabet[] = " 0$abcdefghijklmnopqrstuvwxyz";
	bool live[sizeof(alphabet)];
	size_t count = 0, i;

	put(tree, node->live);
	if (depth == HITO_BEGINNING_DEPTH || node->letter == '0' ||
	    node->letter == '$')
		return;
	for (i = 0; alphabet[i]; i++) {
		live[i] = may_go_on(tree, depth, alphabet[i]);
		count += live[i];
	}
	if (count >= GENERIC) {
		put(tree, node->open);
		return;
	}
	for (i = 0; alphabet[i] && !tree->failed; i++) {
		struct grown *child;

		if (!live[i])
			continue;
		child = child_of(tree, node, alphabet[i]);
		tree->letters[depth] = alphabet[i];
		if (child)
			grow(tree, child, depth + 1);
	}
}

/* The number of a set; equal ones are one. */
static uint16_t intern(struct tree *tree, const uint64_t *set)
{
	struct hito_tree *out = tree->out;
	size_t size = tree->set_words * sizeof(*set), i;

	for (i = 0; i < out->set_count; i++) {
		if (memcmp(out->sets + i * tree->set_words, set, size) == 0)
			return (uint16_t)i;
	}
	for (i = 0; i < tree->set_words; i++) {
		if (!hito_reserve(tree->arena, out->sets,
				  out->set_count * tree->set_words + i,
				  tree->set_capacity)) {
			tree->failed = true;
			return 0;
		}
		out->sets[out->set_count * tree->set_words + i] = set[i];
	}
	return (uint16_t)out->set_count++;
}

static bool add_node(struct tree *tree, const struct grown *node)
{
	struct hito_tree *out = tree->out;

	if (out->count >= UINT16_MAX ||
	    !hito_reserve(tree->arena, out->nodes, out->count,
			  tree->capacity)) {
		tree->failed = true;
		return false;
	}
	out->nodes[out->count++] =
		(struct hito_beginning){.letter = node->letter};
	return true;
}

/* Lines that go on with anything go on below the node, too. */
static void lay_out(struct tree *tree, struct grown *node, size_t at)
{
	struct grown *child;
	size_t first = tree->out->count, count = 0, i;

	for (child = node->child; child; child = child->next, count++) {
		for (i = 0; i < tree->set_words; i++) {
			child->live[i] |= node->open[i];
			child->open[i] |= node->open[i];
		}
		if (!add_node(tree, child))
			return;
	}
	tree->out->nodes[at].child = (uint16_t)first;
	tree->out->nodes[at].children = (uint16_t)count;
	tree->out->nodes[at].set = intern(tree, node->live);
	tree->out->nodes[at].other = intern(tree, node->open);
	for (child = node->child; child && !tree->failed; child = child->next)
		lay_out(tree, child, first++);
}

bool hito_tree_grow(struct hito_arena *arena,
		    const struct hito_patterns *patterns, struct hito_tree *out,
		    struct hito_err *err)
{
	struct tree tree = {.arena = arena, .out = out};
	struct grown *root;

	*out = (struct hito_tree){.set_words = patterns->count / 64 + 1};
	tree.set_words = out->set_words;
	root = new_node(&tree, '\0');
	for (; root && !tree.failed && tree.line < patterns->count;
	     tree.line++) {
		if (!hito_pattern_new_anchored(patterns->regexes[tree.line].ptr,
					       hito_group_names, &tree.pattern,
					       err))
			return false;
		grow(&tree, root, 0);
		hito_pattern_free(tree.pattern);
	}
	if (root && add_node(&tree, root))
		lay_out(&tree, root, 0);
	return !tree.failed || hito_err_memory(err);
}
