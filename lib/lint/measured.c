/* SPDX-License-Identifier: MIT */
/* Measured precision and recall (lib/lint/language/LANG/measured.txt). */
#include <string.h>

#include "base/embed.h"
#include "base/num.h"
#include "hito/lint.h"

static struct hito_str measured_text(enum hito_lang lang)
{
	struct hito_str name = hito_str_from(hito_lang_name(lang));
	const struct hito_embedded *file;
	char path[32];

	if (!name.len || name.len > 8)
		return HITO_STR("");
	memcpy(path, name.ptr, name.len);
	memcpy(path + name.len, "/measured.txt", 13);
	file = hito_embed_find(&hito_embed_languages,
			       (struct hito_str){path, name.len + 13});
	return file ? hito_embed_text(file) : HITO_STR("");
}

/* "0.853" is 853. */
static bool read_share(struct hito_str text, unsigned *out)
{
	uint32_t whole, rest;

	if (text.len != 5 || text.ptr[1] != '.' ||
	    !hito_str_u32(hito_str_slice(text, 0, 1), &whole) || whole > 1 ||
	    !hito_str_u32(hito_str_slice(text, 2, 5), &rest))
		return false;
	*out = whole * 1000 + rest;
	return true;
}

/* "S202 1.000 0.853 34" */
static bool read_line(struct hito_str line, enum hito_rule rule,
		      struct hito_measured *out)
{
	struct hito_str id, precision, recall, texts;
	struct hito_measured measured = {false, 0, 0, 0};
	uint32_t count;

	hito_str_cut(line, ' ', &id, &line);
	hito_str_cut(line, ' ', &precision, &line);
	hito_str_cut(line, ' ', &recall, &texts);
	if (!hito_str_is(id, hito_rule_id(rule)) ||
	    !read_share(recall, &measured.recall) ||
	    !hito_str_u32(texts, &count))
		return false;
	measured.raised = read_share(precision, &measured.precision);
	measured.texts = count;
	*out = measured;
	return true;
}

bool hito_rule_measured(enum hito_rule rule, enum hito_lang lang,
			struct hito_measured *out)
{
	struct hito_str text = measured_text(lang), line;

	while (hito_str_cut_line(&text, &line)) {
		if (read_line(line, rule, out))
			return true;
	}
	return false;
}
