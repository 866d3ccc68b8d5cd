/* SPDX-License-Identifier: MIT */
/* Decides which sections there are, and below which one each stands. */
#include "edit/merging.h"

struct placing {
	struct hito_merging *merging;
	struct hito_merge_fate *fates;
};

static uint32_t parent_class(const struct hito_merge_version *version,
			     const struct hito_merge_node *node)
{
	return node->parent == HITO_MERGE_NONE
		       ? HITO_MERGE_NONE
		       : version->nodes[node->parent].class;
}

static struct hito_str own_text(const struct hito_merge_node *node)
{
	return (struct hito_str){
		node->heading.len ? node->heading.ptr : node->whole.ptr,
		node->heading.len + node->gap.len + node->open.len +
			node->front.len + node->close.len + node->body.len};
}

static bool is_changed(const struct hito_merge_version *version,
		       const struct hito_merge_node *node,
		       const struct hito_merge_version *base_version,
		       const struct hito_merge_node *base)
{
	return parent_class(version, node) !=
		       parent_class(base_version, base) ||
	       !hito_str_equal(own_text(node), own_text(base));
}

/*
 * Those of a version that the other one lacks: added, or removed there. What
 * was removed stays, contested, where it was changed, or something below it
 * was that has no other place. Those below come first.
 */
static void set_presence(struct placing *placing,
			 const struct hito_merge_version *version,
			 const struct hito_merge_version *other)
{
	const struct hito_merge_version *base = &placing->merging->base;

	for (uint32_t i = version->count; i-- > 0;) {
		const struct hito_merge_node *node = &version->nodes[i], *was;
		struct hito_merge_fate *fate = &placing->fates[node->class];

		was = hito_merge_node_of(base, node->class);
		if (hito_merge_node_of(other, node->class)) {
			fate->is_here = true;
			continue;
		}
		if (was)
			fate->is_here = fate->contested =
				fate->contested ||
				is_changed(version, node, base, was);
		else
			fate->is_here = true;
		if (fate->is_here && node->parent != HITO_MERGE_NONE)
			placing->fates[version->nodes[node->parent].class]
				.contested = true;
	}
	/* what is in both, or new, was only marked for those below it */
	for (uint32_t i = 0; i < version->count; i++) {
		uint32_t class = version->nodes[i].class;

		if (!hito_merge_node_of(base, class) ||
		    hito_merge_node_of(other, class))
			placing->fates[class].contested = false;
	}
}

static bool set_parent(struct placing *placing, uint32_t class)
{
	struct hito_merging *merging = placing->merging;
	const struct hito_merge_node *base = hito_merge_node_of(&merging->base,
								class),
				     *ours = hito_merge_node_of(&merging->ours,
								class),
				     *theirs = hito_merge_node_of(
					     &merging->theirs, class);
	struct hito_merge_fate *fate = &placing->fates[class];
	uint32_t was, mine, other;

	fate->parent = 0;
	if (!ours || !theirs) {
		if (ours)
			fate->parent = parent_class(&merging->ours, ours);
		else if (theirs)
			fate->parent = parent_class(&merging->theirs, theirs);
		return true;
	}
	mine = parent_class(&merging->ours, ours);
	other = parent_class(&merging->theirs, theirs);
	was = base ? parent_class(&merging->base, base) : other;
	fate->parent = mine == was ? other : mine;
	if (mine != was && other != was && mine != other)
		return hito_merge_note(merging, HITO_MERGE_MOVED,
				       ours->kind ? ours->id : ours->title);
	return true;
}

/* Does the way up from it end? */
static bool is_rooted(const struct placing *placing, uint32_t class)
{
	for (unsigned steps = 0; steps < 16; steps++) {
		if (!class)
			return true;
		class = placing->fates[class].parent;
	}
	return false;
}

/* Each moved one below the other: that of ours counts. */
static void break_rings(struct placing *placing)
{
	struct hito_merging *merging = placing->merging;

	for (uint32_t i = 1; i < merging->classes; i++) {
		const struct hito_merge_node *ours =
			hito_merge_node_of(&merging->ours, i);

		if (placing->fates[i].is_here && !is_rooted(placing, i))
			placing->fates[i].parent =
				ours ? parent_class(&merging->ours, ours) : 0;
	}
	for (uint32_t i = 1; i < merging->classes; i++)
		if (placing->fates[i].is_here && !is_rooted(placing, i))
			placing->fates[i].parent = 0;
}

/* What stood below a section that is gone stands below the one above it. */
static void lift(struct placing *placing)
{
	for (uint32_t i = 1; i < placing->merging->classes; i++) {
		uint32_t *parent = &placing->fates[i].parent;

		while (*parent && !placing->fates[*parent].is_here)
			*parent = placing->fates[*parent].parent;
	}
}

bool hito_merge_fates(struct hito_merging *merging,
		      struct hito_merge_fate **out_fates)
{
	struct placing placing = {
		.merging = merging,
		.fates = hito_new(merging->arena, struct hito_merge_fate,
				  (size_t)merging->classes + 1),
	};

	if (!placing.fates)
		return hito_err_memory(merging->err);
	set_presence(&placing, &merging->ours, &merging->theirs);
	set_presence(&placing, &merging->theirs, &merging->ours);
	for (uint32_t i = 0; i < merging->classes; i++)
		if (!set_parent(&placing, i))
			return false;
	placing.fates[0].parent = 0;
	placing.fates[0].is_here = true;
	/* of those that are gone in both the parent is the base's */
	for (uint32_t i = 1; i < merging->classes; i++) {
		const struct hito_merge_node *base =
			hito_merge_node_of(&merging->base, i);

		if (!placing.fates[i].is_here && base)
			placing.fates[i].parent =
				parent_class(&merging->base, base);
	}
	break_rings(&placing);
	lift(&placing);
	*out_fates = placing.fates;
	return true;
}
