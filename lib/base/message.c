/* SPDX-License-Identifier: MIT */
/* Looking up sentences in the compiled translations. */
#include "hito/message.h"

#include <stdlib.h>
#include <string.h>

#include "base/catalog.h"

static const struct {
	enum hito_lang lang;
	const char *name;
} langs[] = {
	{HITO_LANG_EN, "en"},
	{HITO_LANG_ES, "es"},
};

enum hito_lang hito_lang_parse(struct hito_str text)
{
	size_t end = 0;

	/* The country, encoding and variant do not matter. */
	while (end < text.len && !memchr("_-.@", text.ptr[end], 4))
		end++;
	text = hito_str_slice(text, 0, end);
	for (size_t i = 0; i < sizeof(langs) / sizeof(langs[0]); i++) {
		if (hito_str_equal_nocase(text, hito_str_from(langs[i].name)))
			return langs[i].lang;
	}
	return HITO_LANG_NONE;
}

const char *hito_lang_name(enum hito_lang lang)
{
	for (size_t i = 0; i < sizeof(langs) / sizeof(langs[0]); i++) {
		if (langs[i].lang == lang)
			return langs[i].name;
	}
	return "";
}

static int compare(const void *key, const void *entry)
{
	return strcmp(key, ((const struct hito_catalog_entry *)entry)->english);
}

const char *hito_message(enum hito_lang lang, const char *english)
{
	const struct hito_catalog_entry *entry = NULL;

	if (lang == HITO_LANG_ES)
		entry = bsearch(english, hito_catalog_es, hito_catalog_es_count,
				sizeof(hito_catalog_es[0]), compare);
	return entry ? entry->translation : english;
}
