/* SPDX-License-Identifier: MIT */
/* Units compare by their first word: folded, singular, without synonyms. */
#include "lint/unit.h"

#include <string.h>

#include "plan/fold.h"

struct synonym {
	const char *word, *meaning;
};

/* By stem. */
static const struct synonym synonyms[] = {
	{"percent", "%"},
	{"porcentaj", "%"},
	{"pct", "%"},
	{"percentag", "%"},
	{"euro", "eur"},
	{"$", "usd"},
	{"\xe2\x82\xac", "eur"},
	{"dollar", "usd"},
	{"dolar", "usd"},
	{"\xc2\xa3", "gbp"},
	{"hour", "h"},
	{"hora", "h"},
	{"hr", "h"},
	{"minut", "min"},
	{"minuto", "min"},
	{"second", "s"},
	{"segundo", "s"},
	{"seg", "s"},
	{"sec", "s"},
	{"day", "d"},
	{"dia", "d"},
	{"week", "w"},
	{"semana", "w"},
	{"sem", "w"},
	{"month", "mo"},
	{"mes", "mo"},
	{"year", "y"},
	{"ano", "y"},
	{"point", "punto"},
	{"pt", "punto"},
	{"session", "sesion"},
	{"visit", "visita"},
	{"follower", "seguidor"},
	{"customer", "client"},
};

/* The stem: "sesiones" and "sesión" are "sesion", "articles" is "articl". */
static void singular(struct hito_folded *word)
{
	if (word->len > 3 && word->text[word->len - 1] == 's')
		word->len--;
	if (word->len > 3 && word->text[word->len - 1] == 'e')
		word->len--;
}

static bool fold_unit(struct hito_str text, struct hito_folded *out)
{
	size_t i;

	if (!hito_fold(text, out))
		return false;
	singular(out);
	for (i = 0; i < sizeof(synonyms) / sizeof(synonyms[0]); i++) {
		size_t len = strlen(synonyms[i].word);

		if (out->len != len ||
		    memcmp(out->text, synonyms[i].word, len) != 0)
			continue;
		out->len = strlen(synonyms[i].meaning);
		memcpy(out->text, synonyms[i].meaning, out->len);
		break;
	}
	return true;
}

/* The part before "/", " per ", " of ": what is counted. */
static struct hito_str head(struct hito_str unit)
{
	struct hito_str before, after;

	hito_str_cut(hito_str_trim(unit), '/', &before, &after);
	return hito_str_trim(before);
}

/* Does a word of the text mean the same as the folded unit? */
static bool has_word(struct hito_str text, const struct hito_folded *unit)
{
	struct hito_str rest = text, word;
	struct hito_folded folded;

	while (rest.len) {
		hito_str_cut(rest, ' ', &word, &rest);
		if (fold_unit(word, &folded) && folded.len == unit->len &&
		    memcmp(folded.text, unit->text, unit->len) == 0)
			return true;
	}
	return false;
}

bool hito_unit_differs(struct hito_str a, struct hito_str b)
{
	struct hito_str left = head(a), right = head(b);
	struct hito_folded fold_left, fold_right;

	if (!fold_unit(left, &fold_left) || !fold_unit(right, &fold_right))
		return false;
	if (fold_left.len == fold_right.len &&
	    memcmp(fold_left.text, fold_right.text, fold_left.len) == 0)
		return false;
	return !has_word(left, &fold_right) && !has_word(right, &fold_left);
}
