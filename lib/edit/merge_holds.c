/* SPDX-License-Identifier: MIT */
/* Does what lines gave say what it should, thing by thing and key by key? */
#include "edit/merging.h"

struct looking {
	struct hito_merging *merging;
	struct hito_merge_version result;
	const struct hito_merge_fate *fates;
	bool holds;
};

/* A value of a thing; NULL: it has none. */
static const struct hito_yaml *value_of(const struct hito_merge_node *node,
					struct hito_str key, bool *twice)
{
	const struct hito_yaml *found = NULL;
	enum hito_key wanted = HITO_KEY_COUNT;

	if (!node)
		return NULL;
	wanted = hito_key_find(node->kind, key);
	for (size_t i = 0; i < node->yaml.count; i++) {
		const struct hito_yaml_entry *entry = &node->yaml.entries[i];
		bool same = hito_str_equal(entry->key, key);

		if (!same && wanted != HITO_KEY_COUNT)
			same = hito_key_find(node->kind, entry->key) == wanted;
		if (!same)
			continue;
		if (found)
			*twice = true;
		else
			found = &entry->value;
	}
	return found;
}

static bool is_equal(const struct hito_merge_version *a_version,
		     const struct hito_yaml *a,
		     const struct hito_merge_version *b_version,
		     const struct hito_yaml *b)
{
	return hito_merge_equal(a_version, a, b_version, b);
}

/* Lists and mappings that both changed were merged line by line. */
static bool is_nested(const struct hito_yaml *value)
{
	return value && (value->kind != HITO_YAML_SCALAR ||
			 value->style == HITO_YAML_LITERAL ||
			 value->style == HITO_YAML_FOLDED);
}

static void look_at_key(struct looking *looking,
			const struct hito_merge_node *result, uint32_t class,
			struct hito_str key)
{
	struct hito_merging *merging = looking->merging;
	bool twice = false, before = false;
	const struct hito_yaml
		*value = value_of(result, key, &twice),
		*base = value_of(hito_merge_node_of(&merging->base, class), key,
				 &before),
		*ours = value_of(hito_merge_node_of(&merging->ours, class), key,
				 &before),
		*theirs = value_of(hito_merge_node_of(&merging->theirs, class),
				   key, &before);
	bool same_base_ours =
		is_equal(&merging->base, base, &merging->ours, ours);
	bool same_base_theirs =
		is_equal(&merging->base, base, &merging->theirs, theirs);

	if (twice && !before)
		looking->holds = false;
	if (before)
		return;
	if (same_base_theirs)
		looking->holds &=
			is_equal(&looking->result, value, &merging->ours, ours);
	else if (same_base_ours ||
		 is_equal(&merging->ours, ours, &merging->theirs, theirs))
		looking->holds &= is_equal(&looking->result, value,
					   &merging->theirs, theirs);
	else if (!is_nested(ours) || !is_nested(theirs))
		looking->holds = false;
}

/* Each key of each version; a block has few. */
static void look_at_keys(struct looking *looking,
			 const struct hito_merge_node *node,
			 const struct hito_merge_node *result, uint32_t class)
{
	/* such a block was not typed: lines must do */
	if (!node || node->yaml.count > 300)
		return;
	for (size_t i = 0; looking->holds && i < node->yaml.count; i++)
		look_at_key(looking, result, class, node->yaml.entries[i].key);
}

/* Is its heading the one of the side that changed it? */
static bool has_title(const struct looking *looking,
		      const struct hito_merge_node *result, uint32_t class)
{
	struct hito_merging *merging = looking->merging;
	const struct hito_merge_node *base = hito_merge_node_of(&merging->base,
								class),
				     *ours = hito_merge_node_of(&merging->ours,
								class),
				     *theirs = hito_merge_node_of(
					     &merging->theirs, class);
	struct hito_merge_texts texts;

	if (!base || !ours || !theirs)
		return true;
	texts = (struct hito_merge_texts){base->title, ours->title,
					  theirs->title};
	return hito_merge_is_settled(&texts) &&
	       hito_str_equal(result->title, hito_merge_pick(&texts));
}

static void look_at(struct looking *looking, uint32_t class,
		    const struct hito_merge_node *result)
{
	struct hito_merging *merging = looking->merging;

	if (!result) {
		looking->holds = !looking->fates[class].is_here;
		return;
	}
	if (!looking->fates[class].is_here ||
	    !has_title(looking, result, class))
		looking->holds = false;
	look_at_keys(looking, hito_merge_node_of(&merging->base, class), result,
		     class);
	look_at_keys(looking, hito_merge_node_of(&merging->ours, class), result,
		     class);
	look_at_keys(looking, hito_merge_node_of(&merging->theirs, class),
		     result, class);
}

static bool look(struct looking *looking)
{
	struct hito_merging *merging = looking->merging;
	struct hito_merge_version *result = &looking->result;
	const struct hito_merge_node **nodes =
		hito_new(merging->arena, const struct hito_merge_node *,
			 (size_t)merging->classes + 1);

	if (!nodes)
		return hito_err_memory(merging->err);
	if (!hito_merge_match_to(merging, result))
		return false;
	for (uint32_t i = 0; i < result->count; i++) {
		uint32_t class = result->nodes[i].class;

		if (class == HITO_MERGE_NONE || nodes[class]) {
			looking->holds = false;
			return true;
		}
		nodes[class] = &result->nodes[i];
	}
	for (uint32_t i = 0; looking->holds && i < merging->classes; i++)
		look_at(looking, i, nodes[i]);
	return true;
}

bool hito_merge_holds(struct hito_merging *merging, struct hito_str text,
		      bool *out_holds)
{
	struct looking looking = {.merging = merging, .holds = true};
	struct hito_merge_fate *fates;
	size_t notes = merging->note_count;
	bool known;

	*out_holds = false;
	if (!hito_merge_fates(merging, &fates))
		return false;
	merging->note_count = notes;
	looking.fates = fates;
	if (!hito_merge_read(merging, text, &looking.result, &known))
		return false;
	if (!known)
		return true;
	if (!look(&looking))
		return false;
	*out_holds = looking.holds;
	return true;
}
