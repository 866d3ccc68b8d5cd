/* SPDX-License-Identifier: MIT */
/* How keys are spelt: by the map of a file, else in the language of a block. */
#include "plan/spelling.h"

#include <stdlib.h>

struct hito_str hito_spelling_mapped(const struct hito_mapping *mapping,
				     enum hito_key key)
{
	size_t i;

	for (i = 0; i < mapping->key_count; i++) {
		if (mapping->keys[i].key == key)
			return mapping->keys[i].name;
	}
	for (i = 0; i < mapping->section_count; i++) {
		if (mapping->sections[i].key == key)
			return mapping->sections[i].name;
	}
	return HITO_STR("");
}

/* More of its keys are Spanish than English: 1; fewer: -1; else 0. */
static int spanish_keys(const struct hito_item *item)
{
	int left = item->block ? (int)item->block->value_count : 0;
	int balance = 0;

	/* Only the sign counts: those that are left may not change it. */
	for (size_t i = 0; left && abs(balance) <= left; i++, left--) {
		const struct hito_value *value = &item->block->values[i];
		struct hito_str english =
			hito_str_from(hito_key_info(value->key)->name);

		/* "kpi" is Spanish too. */
		if (value->key == HITO_KEY_KPI || !value->key_text.len ||
		    !hito_key_alias(value->key, 0, NULL))
			continue;
		balance += hito_str_equal(value->key_text, english) ||
					   hito_str_equal_nocase(
						   value->key_text, english)
				   ? -1
				   : 1;
	}
	return balance;
}

bool hito_spelling_is_spanish(const struct hito_item *item)
{
	int balance = spanish_keys(item);

	if (balance == 0 && item->parent)
		balance = spanish_keys(item->parent);
	/* The plan's word for it goes before the look of its keys. */
	if (balance == 0 && item->lang == HITO_LANG_NONE && item->plan &&
	    item->plan != item)
		balance = spanish_keys(item->plan);
	return balance ? balance > 0 : item->lang == HITO_LANG_ES;
}

static struct hito_str spelt(const struct hito_item *item, enum hito_kind kind,
			     enum hito_key key, enum hito_lang lang)
{
	if (item->document && item->document->mapping &&
	    item->document->mapping->has_keys) {
		struct hito_str name =
			hito_spelling_mapped(item->document->mapping, key);

		if (name.len)
			return name;
	}
	/* One word in both languages, as in the block's own name. */
	if (key == HITO_KEY_KPI)
		return HITO_STR("kpi");
	return hito_str_from(hito_key_label(key, kind, lang));
}

static enum hito_lang lang_of(const struct hito_item *item)
{
	return hito_spelling_is_spanish(item) ? HITO_LANG_ES : HITO_LANG_EN;
}

struct hito_str hito_spelling_of(const struct hito_item *item,
				 enum hito_kind kind, enum hito_key key)
{
	return spelt(item, kind, key, lang_of(item));
}

struct hito_str hito_spelling(const struct hito_item *item, enum hito_key key)
{
	return hito_spelling_of(item, item->kind, key);
}

void hito_spellings(const struct hito_item *item, const enum hito_key *keys,
		    size_t count, struct hito_str *out)
{
	enum hito_lang lang = lang_of(item);
	size_t i;

	for (i = 0; i < count; i++)
		out[i] = spelt(item, item->kind, keys[i], lang);
}
