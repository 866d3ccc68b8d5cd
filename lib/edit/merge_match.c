/* SPDX-License-Identifier: MIT */
/* Finds which sections of three versions are the same thing. */
#include "edit/merging.h"

#include "base/map.h"

/* Sections that are compared line by line to find one that was renamed. */
#define MOST_COMPARED 40
/* Things of one id that are looked at to find the same one. */
#define MOST_TWINS 8
/* Words of a heading or id that changed leave this share of its lines. */
#define ENOUGH_PERCENT 50u

struct matching {
	struct hito_merging *merging;
	struct hito_merge_version *from, *to;
	/* of those of from that nothing of to is yet */
	struct hito_map things, titles;
	bool *taken; /* by class */
	bool exact;  /* nothing is taken for renamed */
};

static bool no_memory(struct matching *matching)
{
	return hito_err_memory(matching->merging->err);
}

static uint32_t parent_class(const struct hito_merge_version *version,
			     const struct hito_merge_node *node)
{
	return node->parent == HITO_MERGE_NONE
		       ? HITO_MERGE_NONE
		       : version->nodes[node->parent].class;
}

static struct hito_str thing_name(struct matching *matching,
				  enum hito_kind kind, struct hito_str id,
				  uint32_t number)
{
	return hito_arena_printf(matching->merging->arena, "%u:%u:%.*s",
				 (unsigned)kind, (unsigned)number,
				 HITO_STR_ARG(id));
}

static struct hito_str title_name(struct matching *matching,
				  const struct hito_merge_version *version,
				  const struct hito_merge_node *node,
				  uint32_t number)
{
	return hito_arena_printf(matching->merging->arena, "%u:%u:%.*s",
				 (unsigned)parent_class(version, node),
				 (unsigned)number, HITO_STR_ARG(node->title));
}

static bool is_open(const struct matching *matching,
		    const struct hito_merge_node *node)
{
	return node->class != HITO_MERGE_NONE && !matching->taken[node->class];
}

static void join(struct matching *matching, const struct hito_merge_node *from,
		 struct hito_merge_node *to)
{
	to->class = from->class;
	matching->taken[from->class] = true;
}

/* The n-th of a name, for names that come again. */
static bool number_of(struct matching *matching, struct hito_map *counts,
		      struct hito_str name, uint32_t *out)
{
	uint32_t *count = hito_map_find(counts, name);

	if (!count) {
		count = hito_new(matching->merging->arena, uint32_t, 1);
		if (!count || !name.ptr || !hito_map_put(counts, name, count))
			return no_memory(matching);
	}
	*out = (*count)++;
	return true;
}

static bool note_things(struct matching *matching)
{
	struct hito_merge_version *from = matching->from;
	struct hito_map counts;

	hito_map_init(&counts, matching->merging->arena);
	hito_map_init(&matching->things, matching->merging->arena);
	for (uint32_t i = 1; i < from->count; i++) {
		struct hito_merge_node *node = &from->nodes[i];
		struct hito_str name;
		uint32_t number;

		if (!node->kind || node->class == HITO_MERGE_NONE)
			continue;
		name = thing_name(matching, node->kind, node->id, 0);
		if (!number_of(matching, &counts, name, &number))
			return false;
		name = thing_name(matching, node->kind, node->id, number);
		if (!name.ptr || !hito_map_put(&matching->things, name, node))
			return no_memory(matching);
	}
	return true;
}

/* The id that it had before, where from still has it. */
static struct hito_merge_node *former(struct matching *matching,
				      const struct hito_merge_node *node)
{
	for (size_t i = 0; i < node->yaml.count; i++) {
		const struct hito_yaml_entry *entry = &node->yaml.entries[i];
		const struct hito_yaml *value = &entry->value;
		size_t count =
			value->kind == HITO_YAML_SEQUENCE ? value->count : 1;

		if (hito_key_find(node->kind, entry->key) != HITO_KEY_FORMERLY)
			continue;
		for (size_t k = 0; k < count; k++) {
			struct hito_str id =
				value->kind == HITO_YAML_SEQUENCE
					? value->entries[k].value.text
					: value->text;
			struct hito_merge_node *found = hito_map_find(
				&matching->things,
				thing_name(matching, node->kind, id, 0));

			if (found && is_open(matching, found))
				return found;
		}
	}
	return NULL;
}

static bool match_former(struct matching *matching)
{
	struct hito_merge_version *to = matching->to;

	for (uint32_t i = 1; i < to->count; i++) {
		struct hito_merge_node *node = &to->nodes[i], *found;

		if (!node->kind || node->class != HITO_MERGE_NONE ||
		    hito_map_find(
			    &matching->things,
			    thing_name(matching, node->kind, node->id, 0)))
			continue;
		found = former(matching, node);
		if (found)
			join(matching, found, node);
	}
	return !hito_arena_failed(matching->merging->arena) ||
	       no_memory(matching);
}

/* The text of a section, blank lines at its end aside. */
static bool says_same(const struct hito_merge_node *a,
		      const struct hito_merge_node *b)
{
	return hito_str_equal(hito_str_trim_right(a->whole),
			      hito_str_trim_right(b->whole));
}

/* Of several of one id the one that says the same is the same one. */
static bool match_same(struct matching *matching)
{
	struct hito_merge_version *to = matching->to;

	for (uint32_t i = 1; matching->exact && i < to->count; i++) {
		struct hito_merge_node *node = &to->nodes[i], *found = node;

		for (uint32_t number = 0;
		     found && number < MOST_TWINS && node->kind &&
		     node->class == HITO_MERGE_NONE;
		     number++) {
			struct hito_str name = thing_name(matching, node->kind,
							  node->id, number);

			if (!name.ptr)
				return no_memory(matching);
			found = hito_map_find(&matching->things, name);
			if (found && is_open(matching, found) &&
			    says_same(found, node))
				join(matching, found, node);
		}
	}
	return true;
}

static bool match_things(struct matching *matching)
{
	struct hito_merge_version *to = matching->to;
	struct hito_map counts;

	hito_map_init(&counts, matching->merging->arena);
	for (uint32_t i = 1; i < to->count; i++) {
		struct hito_merge_node *node = &to->nodes[i], *found;
		struct hito_str name;
		uint32_t number;

		if (!node->kind || node->class != HITO_MERGE_NONE)
			continue;
		name = thing_name(matching, node->kind, node->id, 0);
		if (!number_of(matching, &counts, name, &number))
			return false;
		name = thing_name(matching, node->kind, node->id, number);
		found = name.ptr ? hito_map_find(&matching->things, name)
				 : NULL;
		if (found && is_open(matching, found))
			join(matching, found, node);
	}
	return true;
}

/* Sections of prose, by title below the same section. */
static bool match_titles(struct matching *matching)
{
	struct hito_merge_version *from = matching->from, *to = matching->to;
	struct hito_map counts, names;
	uint32_t number;

	hito_map_init(&counts, matching->merging->arena);
	hito_map_init(&names, matching->merging->arena);
	for (uint32_t i = 1; i < from->count; i++) {
		struct hito_merge_node *node = &from->nodes[i];
		struct hito_str name;

		if (node->kind || !is_open(matching, node))
			continue;
		name = title_name(matching, from, node, 0);
		if (!number_of(matching, &counts, name, &number))
			return false;
		name = title_name(matching, from, node, number);
		if (!name.ptr || !hito_map_put(&names, name, node))
			return no_memory(matching);
	}
	hito_map_init(&counts, matching->merging->arena);
	for (uint32_t i = 1; i < to->count; i++) {
		struct hito_merge_node *node = &to->nodes[i], *found;
		struct hito_str name;

		if (node->kind || node->class != HITO_MERGE_NONE ||
		    parent_class(to, node) == HITO_MERGE_NONE)
			continue;
		name = title_name(matching, to, node, 0);
		if (!number_of(matching, &counts, name, &number))
			return false;
		name = title_name(matching, to, node, number);
		found = name.ptr ? hito_map_find(&names, name) : NULL;
		if (found && is_open(matching, found))
			join(matching, found, node);
	}
	return true;
}

/* The share of lines that both have, of the longer one, in percent. */
static bool share(struct matching *matching, struct hito_str a,
		  struct hito_str b, unsigned *out)
{
	struct hito_str rest = a;
	size_t count = 0, other = 0, same = 0;
	struct hito_str line;
	struct hito_map lines;

	hito_map_init(&lines, matching->merging->arena);
	while (hito_str_cut_line(&rest, &line)) {
		uint32_t number;

		if (!hito_str_trim(line).len)
			continue;
		if (!number_of(matching, &lines, line, &number))
			return false;
		count++;
	}
	rest = b;
	while (hito_str_cut_line(&rest, &line)) {
		uint32_t *left;

		if (!hito_str_trim(line).len)
			continue;
		left = hito_map_find(&lines, line);
		if (left && *left) {
			(*left)--;
			same++;
		}
		other++;
	}
	if (other > count)
		count = other;
	*out = count ? (unsigned)(same * 100 / count) : ENOUGH_PERCENT;
	return true;
}

static struct hito_str below(const struct hito_merge_node *node)
{
	return hito_str_slice(node->whole, node->heading.len, node->whole.len);
}

/* Another id is another thing, unless its title says that it is not. */
static bool could_be(const struct matching *matching,
		     const struct hito_merge_node *from,
		     const struct hito_merge_node *to)
{
	if (from->has_id && to->has_id &&
	    !hito_str_equal(from->title, to->title))
		return false;
	return is_open(matching, from) && from->kind == to->kind &&
	       (from->kind || from->level == to->level) &&
	       parent_class(matching->from, from) ==
		       parent_class(matching->to, to);
}

static bool match_like(struct matching *matching, struct hito_merge_node *to)
{
	struct hito_merge_node *best = NULL;
	unsigned best_share = 0;
	size_t compared = 0;

	for (uint32_t i = 1;
	     i < matching->from->count && compared < MOST_COMPARED; i++) {
		struct hito_merge_node *from = &matching->from->nodes[i];
		unsigned percent = 0, own = 0;

		if (!could_be(matching, from, to))
			continue;
		compared++;
		if (!share(matching, below(from), below(to), &percent))
			return false;
		if (from->body.len && to->body.len &&
		    !share(matching, from->body, to->body, &own))
			return false;
		if (own > percent)
			percent = own;
		if (hito_str_equal(from->title, to->title))
			percent += 100;
		if (percent < ENOUGH_PERCENT || percent <= best_share)
			continue;
		best = from;
		best_share = percent;
	}
	if (best)
		join(matching, best, to);
	return true;
}

/* What was renamed without a word: it still says about the same. */
static bool match_renamed(struct matching *matching, bool *out_any)
{
	struct hito_merge_version *to = matching->to;
	size_t tried = 0;

	*out_any = false;
	for (uint32_t i = 1; i < to->count && tried < MOST_COMPARED; i++) {
		struct hito_merge_node *node = &to->nodes[i];

		if (node->class != HITO_MERGE_NONE ||
		    parent_class(to, node) == HITO_MERGE_NONE)
			continue;
		tried++;
		if (!match_like(matching, node))
			return false;
		*out_any |= node->class != HITO_MERGE_NONE;
	}
	return true;
}

/* The only heading of the first level: the file's title. */
static struct hito_merge_node *
title_of(const struct hito_merge_version *version)
{
	struct hito_merge_node *found = NULL;

	for (uint32_t i = 1; i < version->count; i++) {
		if (version->nodes[i].level != 1)
			continue;
		if (found)
			return NULL;
		found = &version->nodes[i];
	}
	return found && !found->kind ? found : NULL;
}

static void match_title(struct matching *matching)
{
	struct hito_merge_node *from = title_of(matching->from),
			       *to = title_of(matching->to);

	if (from && to && is_open(matching, from) &&
	    to->class == HITO_MERGE_NONE)
		join(matching, from, to);
}

static bool match(struct matching *matching)
{
	bool any = true;

	match_title(matching);
	if (!note_things(matching) || !match_same(matching) ||
	    !match_former(matching) || !match_things(matching))
		return false;
	for (int round = 0; any && round < 7; round++) {
		if (!match_titles(matching))
			return false;
		if (matching->exact)
			any = round < 6;
		else if (!match_renamed(matching, &any))
			return false;
	}
	return true;
}

static bool start(struct matching *matching, struct hito_merging *merging,
		  struct hito_merge_version *from,
		  struct hito_merge_version *to, uint32_t classes)
{
	*matching =
		(struct matching){.merging = merging, .from = from, .to = to};
	matching->taken = hito_new(merging->arena, bool, (size_t)classes + 1);
	if (!matching->taken)
		return no_memory(matching);
	to->nodes[0].class = 0;
	matching->taken[0] = true;
	for (uint32_t i = 0; i < to->count; i++)
		if (to->nodes[i].class != HITO_MERGE_NONE)
			matching->taken[to->nodes[i].class] = true;
	return true;
}

static void add_classes(struct hito_merging *merging,
			struct hito_merge_version *version)
{
	for (uint32_t i = 0; i < version->count; i++)
		if (version->nodes[i].class == HITO_MERGE_NONE)
			version->nodes[i].class = merging->classes++;
}

static bool count_classes(struct hito_merging *merging,
			  struct hito_merge_version *version)
{
	version->of_class = hito_new(merging->arena, uint32_t,
				     (size_t)merging->classes + 1);
	if (!version->of_class)
		return hito_err_memory(merging->err);
	for (uint32_t i = 0; i < merging->classes; i++)
		version->of_class[i] = HITO_MERGE_NONE;
	for (uint32_t i = 0; i < version->count; i++)
		version->of_class[version->nodes[i].class] = i;
	return true;
}

/*
 * Steps that both added, of one id but not the same, are two. Those below
 * them are not to be taken for one, either.
 */
static bool part_doubles(struct hito_merging *merging, uint32_t first,
			 const uint32_t *ours_of)
{
	struct hito_merge_version *theirs = &merging->theirs;

	for (uint32_t i = 1; i < theirs->count; i++) {
		struct hito_merge_node *node = &theirs->nodes[i];
		uint32_t class = node->class;

		if (class == HITO_MERGE_NONE || class < first ||
		    node->kind != HITO_STEP ||
		    says_same(&merging->ours.nodes[ours_of[class]], node))
			continue;
		node->class = HITO_MERGE_NONE;
		if (!hito_merge_note(merging, HITO_MERGE_DUPLICATE, node->id))
			return false;
	}
	return true;
}

/* What both added. */
static bool match_added(struct hito_merging *merging, uint32_t first)
{
	struct matching matching;

	if (!start(&matching, merging, &merging->ours, &merging->theirs,
		   merging->classes) ||
	    !count_classes(merging, &merging->ours))
		return false;
	/* Only what ours added is there to be matched. */
	for (uint32_t i = 0; i < first; i++)
		matching.taken[i] = true;
	matching.exact = true;
	return match(&matching) &&
	       part_doubles(merging, first, merging->ours.of_class);
}

bool hito_merge_match(struct hito_merging *merging)
{
	struct matching matching;
	uint32_t first;

	add_classes(merging, &merging->base);
	first = merging->classes;
	if (!start(&matching, merging, &merging->base, &merging->ours, first) ||
	    !match(&matching) ||
	    !start(&matching, merging, &merging->base, &merging->theirs,
		   first) ||
	    !match(&matching))
		return false;
	add_classes(merging, &merging->ours);
	if (!match_added(merging, first))
		return false;
	add_classes(merging, &merging->theirs);
	return count_classes(merging, &merging->base) &&
	       count_classes(merging, &merging->ours) &&
	       count_classes(merging, &merging->theirs);
}

bool hito_merge_match_to(struct hito_merging *merging,
			 struct hito_merge_version *to)
{
	struct hito_merge_version *sides[] = {&merging->ours, &merging->theirs};

	for (size_t i = 0; i < 2; i++) {
		struct matching matching;

		if (!start(&matching, merging, sides[i], to, merging->classes))
			return false;
		matching.exact = true;
		if (!match(&matching))
			return false;
	}
	return true;
}

const struct hito_merge_node *
hito_merge_node_of(const struct hito_merge_version *version, uint32_t class)
{
	uint32_t at = version->of_class[class];

	return at == HITO_MERGE_NONE ? NULL : &version->nodes[at];
}
