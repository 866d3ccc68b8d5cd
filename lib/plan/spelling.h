/* SPDX-License-Identifier: MIT */
/* How the file of a thing spells keys that it may not even have yet. */
#ifndef HITO_PLAN_SPELLING_H
#define HITO_PLAN_SPELLING_H

#include "hito/model.h"

/* Are the keys of an item's block Spanish? */
bool hito_spelling_is_spanish(const struct hito_item *item);

/* How a key is spelt in an item's language; the foreign name if mapped. */
struct hito_str hito_spelling(const struct hito_item *item, enum hito_key key);
/* The same for several keys: the item is looked at once. */
void hito_spellings(const struct hito_item *item, const enum hito_key *keys,
		    size_t count, struct hito_str *out);
/* The same for a key of another kind (from, to and unit of success). */
struct hito_str hito_spelling_of(const struct hito_item *item,
				 enum hito_kind kind, enum hito_key key);

/* The foreign name of a key, of a section else; empty where it has none. */
struct hito_str hito_spelling_mapped(const struct hito_mapping *mapping,
				     enum hito_key key);

#endif
