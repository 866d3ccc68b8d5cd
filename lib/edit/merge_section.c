/* SPDX-License-Identifier: MIT */
/* Writes the sections of a merge in their order. */
#include "edit/merging.h"

#include <string.h>

/* Sections by parent: list[starts[class]] up to list[starts[class + 1]]. */
struct family {
	uint32_t *starts, *list;
};

struct writing {
	struct hito_merging *merging;
	struct hito_merge_fate *fates;
	struct family base, ours, theirs;
	uint32_t *order; /* the children of each, at the starts of places */
	size_t *firsts, *counts;
};

static bool no_memory(struct writing *writing)
{
	return hito_err_memory(writing->merging->err);
}

/* The sections of a version by the parent that they will have. */
static bool gather(struct writing *writing,
		   const struct hito_merge_version *version,
		   struct family *family)
{
	struct hito_merging *merging = writing->merging;
	uint32_t classes = merging->classes;
	uint32_t *next =
		hito_new(merging->arena, uint32_t, (size_t)classes + 2);

	family->starts =
		hito_new(merging->arena, uint32_t, (size_t)classes + 2);
	family->list =
		hito_new(merging->arena, uint32_t, (size_t)version->count + 1);
	if (!next || !family->starts || !family->list)
		return no_memory(writing);
	for (uint32_t i = 1; i < version->count; i++) {
		uint32_t class = version->nodes[i].class;

		if (writing->fates[class].is_here)
			family->starts[writing->fates[class].parent + 1]++;
	}
	for (uint32_t i = 0; i < classes; i++)
		family->starts[i + 1] += family->starts[i];
	memcpy(next, family->starts, (size_t)classes * sizeof(*next));
	for (uint32_t i = 1; i < version->count; i++) {
		uint32_t class = version->nodes[i].class;
		const struct hito_merge_fate *fate = &writing->fates[class];

		if (fate->is_here)
			family->list[next[fate->parent]++] = class;
	}
	return true;
}

static struct hito_merge_list children(const struct family *family,
				       uint32_t class)
{
	return (struct hito_merge_list){
		family->list + family->starts[class],
		family->starts[class + 1] - family->starts[class],
	};
}

/* A number below count for each class of the three lists, and back. */
struct numbering {
	uint32_t *numbers, *classes;
	size_t count;
};

static void number(struct numbering *numbering,
		   const struct hito_merge_list *list, uint32_t *out)
{
	for (size_t i = 0; i < list->count; i++) {
		uint32_t class = list->list[i];

		if (numbering->numbers[class] == HITO_MERGE_NONE) {
			numbering->numbers[class] = (uint32_t)numbering->count;
			numbering->classes[numbering->count++] = class;
		}
		out[i] = numbering->numbers[class];
	}
}

static bool order_children(struct writing *writing, uint32_t class,
			   uint32_t *numbers, uint32_t **out, size_t *out_count)
{
	struct hito_arena *arena = writing->merging->arena;
	struct hito_merge_list lists[] = {
		children(&writing->base, class),
		children(&writing->ours, class),
		children(&writing->theirs, class),
	};
	size_t total = lists[0].count + lists[1].count + lists[2].count;
	struct numbering numbering = {
		.numbers = numbers,
		.classes = hito_new(arena, uint32_t, total + 1),
	};
	uint32_t *room = hito_new(arena, uint32_t, 2 * total + 2), *at = room;

	*out_count = 0;
	if (!total)
		return true;
	if (!room || !numbering.classes)
		return no_memory(writing);
	for (size_t i = 0; i < 3; i++) {
		number(&numbering, &lists[i], at);
		lists[i].list = at;
		at += lists[i].count;
	}
	if (!hito_merge_order(arena, numbering.count, &lists[0], &lists[1],
			      &lists[2], at, out_count))
		return no_memory(writing);
	for (size_t i = 0; i < *out_count; i++)
		at[i] = numbering.classes[at[i]];
	for (size_t i = 0; i < numbering.count; i++)
		numbers[numbering.classes[i]] = HITO_MERGE_NONE;
	*out = at;
	return true;
}

/* Headings */

static unsigned level_of(struct hito_str heading)
{
	unsigned level = 0;

	while (level < heading.len && heading.ptr[level] == '#')
		level++;
	return level;
}

/* "## title": one changed its level, the other its title. */
static bool merge_level(struct hito_merging *merging,
			const struct hito_merge_texts *texts)
{
	const unsigned levels[] = {level_of(texts->base), level_of(texts->ours),
				   level_of(texts->theirs)};
	struct hito_merge_texts titles = {
		hito_str_slice(texts->base, levels[0], texts->base.len),
		hito_str_slice(texts->ours, levels[1], texts->ours.len),
		hito_str_slice(texts->theirs, levels[2], texts->theirs.len),
	};

	if (!levels[0] || !levels[1] || !levels[2] ||
	    !hito_merge_is_settled(&titles))
		return false;
	hito_out_repeat(&merging->out, '#',
			levels[1] == levels[0] ? levels[2] : levels[1]);
	hito_merge_put(merging, hito_merge_pick(&titles));
	return true;
}

static bool merge_heading(struct hito_merging *merging,
			  const struct hito_merge_texts *texts,
			  const struct hito_merge_node *ours,
			  const struct hito_merge_node *theirs)
{
	const struct hito_merge_clash clash = {
		.texts = *texts,
		.key = HITO_STR(""),
		.ours = ours->title,
		.theirs = theirs->title,
	};

	if (hito_merge_is_settled(texts)) {
		hito_merge_put(merging, hito_merge_pick(texts));
		return true;
	}
	return merge_level(merging, texts) || hito_merge_clash(merging, &clash);
}

/* Sections */

static bool ends_blank(struct hito_str text)
{
	size_t at = text.len;

	if (!at || text.ptr[at - 1] != '\n')
		return !at;
	at--;
	while (at && strchr(" \t\r", text.ptr[at - 1]) && text.ptr[at - 1])
		at--;
	return !at || text.ptr[at - 1] == '\n';
}

/* A blank line above it, where its version has one. */
static void part(struct hito_merging *merging,
		 const struct hito_merge_version *version,
		 const struct hito_merge_node *node)
{
	const char *start = version->text.ptr;
	struct hito_str above = {start, 0},
			written = {merging->memory.ptr, merging->memory.len};

	if (!node->heading.len || !written.len)
		return;
	above.len = (size_t)(node->heading.ptr - start);
	if (ends_blank(above) && !ends_blank(written))
		hito_merge_put(merging, merging->line_end);
}

static struct hito_str own_text(const struct hito_merge_node *node)
{
	return (struct hito_str){
		node->heading.len ? node->heading.ptr : node->whole.ptr,
		node->heading.len + node->gap.len + node->open.len +
			node->front.len + node->close.len + node->body.len +
			node->tail.len};
}

static const struct hito_merge_node nothing;

/* Of a section that both have, or both added. */
static bool write_both(struct hito_merging *merging,
		       const struct hito_merge_node *base,
		       const struct hito_merge_node *ours,
		       const struct hito_merge_node *theirs)
{
	const struct hito_merge_node *was = base ? base : &nothing;
	struct hito_merge_texts tail = {was->tail, ours->tail, theirs->tail};

	if (!base) {
		tail.base = theirs->tail;
	}
	merging->node = ours;
	if (!merge_heading(merging,
			   &(struct hito_merge_texts){was->heading,
						      ours->heading,
						      theirs->heading},
			   ours, theirs) ||
	    !hito_merge_block(merging, base, ours, theirs) ||
	    !hito_merge_prose(merging,
			      &(struct hito_merge_texts){was->body, ours->body,
							 theirs->body}))
		return false;
	hito_merge_put(merging, hito_merge_pick(&tail));
	return true;
}

static bool write_tree(struct writing *writing, uint32_t class);

static bool write_children(struct writing *writing, uint32_t class)
{
	for (size_t i = 0; i < writing->counts[class]; i++)
		if (!write_tree(writing,
				writing->order[writing->firsts[class] + i]))
			return false;
	return true;
}

/* One removed what the other changed, and all that is below it. */
static bool write_contested(struct writing *writing, uint32_t class)
{
	struct hito_merging *merging = writing->merging;
	const struct hito_merge_node *base = hito_merge_node_of(&merging->base,
								class),
				     *ours = hito_merge_node_of(&merging->ours,
								class),
				     *theirs = hito_merge_node_of(
					     &merging->theirs, class);
	const struct hito_merge_node *node = ours ? ours : theirs;
	enum hito_favor favor = merging->favor;
	size_t start = merging->memory.len;
	struct hito_merge_clash clash = {.key = HITO_STR("")};
	struct hito_str text;

	merging->favor = ours ? HITO_FAVOR_OURS : HITO_FAVOR_THEIRS;
	hito_merge_put(merging, own_text(node));
	if (!write_children(writing, class))
		return false;
	merging->favor = favor;
	merging->node = node;
	text = hito_arena_copy(merging->arena,
			       (struct hito_str){merging->memory.ptr + start,
						 merging->memory.len - start});
	if (!text.ptr || merging->out.failed)
		return no_memory(writing);
	merging->memory.len = start;
	clash.texts = (struct hito_merge_texts){base->whole,
						ours ? text : HITO_STR(""),
						ours ? HITO_STR("") : text};
	if (ours)
		clash.ours = ours->title;
	else
		clash.theirs = theirs->title;
	return hito_merge_clash(merging, &clash);
}

static bool write_tree(struct writing *writing, uint32_t class)
{
	struct hito_merging *merging = writing->merging;
	const struct hito_merge_node *base = hito_merge_node_of(&merging->base,
								class),
				     *ours = hito_merge_node_of(&merging->ours,
								class),
				     *theirs = hito_merge_node_of(
					     &merging->theirs, class);

	if (ours || theirs)
		part(merging, ours ? &merging->ours : &merging->theirs,
		     ours ? ours : theirs);
	if (writing->fates[class].contested)
		return write_contested(writing, class);
	if (ours && theirs) {
		if (!write_both(merging, base, ours, theirs))
			return false;
	} else if (ours || theirs) {
		hito_merge_put(merging, own_text(ours ? ours : theirs));
	}
	return write_children(writing, class);
}

static bool order_all(struct writing *writing)
{
	struct hito_merging *merging = writing->merging;
	size_t classes = merging->classes, used = 0;
	uint32_t *numbers = hito_new(merging->arena, uint32_t, classes + 1);

	writing->order = hito_new(merging->arena, uint32_t, classes + 1);
	writing->firsts = hito_new(merging->arena, size_t, classes + 1);
	writing->counts = hito_new(merging->arena, size_t, classes + 1);
	if (!numbers || !writing->order || !writing->firsts || !writing->counts)
		return no_memory(writing);
	for (size_t i = 0; i < classes; i++)
		numbers[i] = HITO_MERGE_NONE;
	for (uint32_t i = 0; i < classes; i++) {
		uint32_t *list = NULL;
		size_t count;

		if (!order_children(writing, i, numbers, &list, &count))
			return false;
		writing->firsts[i] = used;
		writing->counts[i] = count;
		if (count)
			memcpy(writing->order + used, list,
			       count * sizeof(*list));
		used += count;
	}
	return true;
}

bool hito_merge_sections(struct hito_merging *merging)
{
	struct writing writing = {.merging = merging};

	return hito_merge_fates(merging, &writing.fates) &&
	       gather(&writing, &merging->base, &writing.base) &&
	       gather(&writing, &merging->ours, &writing.ours) &&
	       gather(&writing, &merging->theirs, &writing.theirs) &&
	       order_all(&writing) && write_tree(&writing, 0);
}
