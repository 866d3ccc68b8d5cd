/* SPDX-License-Identifier: MIT */
/* Units of amounts: currencies, percent, time, and rates of them. */
#include "plan/amount.h"

#include <string.h>

#include "plan/fold.h"

struct unit {
	const char *text, *canonical;
};

static const struct unit currencies[] = {
	{"€", "EUR"},       {"euro", "EUR"},   {"euros", "EUR"},
	{"$", "USD"},       {"us$", "USD"},    {"dollar", "USD"},
	{"dollars", "USD"}, {"dólar", "USD"},  {"dólares", "USD"},
	{"£", "GBP"},       {"pounds", "GBP"}, {"libras", "GBP"},
	{"eur", "EUR"},     {"usd", "USD"},    {"gbp", "GBP"},
	{"chf", "CHF"},     {"mxn", "MXN"},    {"ars", "ARS"},
	{"cop", "COP"},     {"clp", "CLP"},    {"pen", "PEN"},
	{"uyu", "UYU"},     {"brl", "BRL"},    {"bob", "BOB"},
	{"pyg", "PYG"},     {"crc", "CRC"},    {"gtq", "GTQ"},
	{"dop", "DOP"},     {"cad", "CAD"},    {"aud", "AUD"},
	{"jpy", "JPY"},     {"cny", "CNY"},    {"sek", "SEK"},
	{"nok", "NOK"},     {"dkk", "DKK"},    {"pln", "PLN"},
};

/* Units that have several spellings and may stand before a "/". */
static const struct unit units[] = {
	{"%", "%"},         {"por ciento", "%"}, {"percent", "%"},
	{"per cent", "%"},  {"min", "min"},      {"minutos", "min"},
	{"minutes", "min"}, {"h", "h"},          {"hs", "h"},
	{"hrs", "h"},       {"hora", "h"},       {"horas", "h"},
	{"hour", "h"},      {"hours", "h"},      {"d", "d"},
	{"día", "d"},       {"días", "d"},       {"day", "d"},
	{"days", "d"},      {"semanas", "w"},    {"weeks", "w"},
	{"meses", "mo"},    {"months", "mo"},
};

/* What stands behind a "/". */
static const struct unit periods[] = {
	{"h", "hour"},      {"hora", "hour"},         {"hour", "hour"},
	{"d", "day"},       {"día", "day"},           {"day", "day"},
	{"w", "week"},      {"sem", "week"},          {"semana", "week"},
	{"week", "week"},   {"mo", "month"},          {"mes", "month"},
	{"month", "month"}, {"trimestre", "quarter"}, {"quarter", "quarter"},
	{"año", "year"},    {"year", "year"},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *find_folded(const struct unit *table, size_t count,
			       const struct hito_folded *folded)
{
	for (size_t i = 0; i < count; i++) {
		if (hito_fold_is(folded, table[i].text))
			return table[i].canonical;
	}
	return NULL;
}

static const char *find(const struct unit *table, size_t count,
			struct hito_str text)
{
	struct hito_folded folded;

	return hito_fold(text, &folded) ? find_folded(table, count, &folded)
					: NULL;
}

const char *hito_currency_find(struct hito_str text)
{
	return find(currencies, COUNT(currencies), text);
}

/* Each word between the two of a rate has one of these bytes. */
static bool may_be_rate(struct hito_str text)
{
	return text.len && (memchr(text.ptr, '/', text.len) ||
			    memchr(text.ptr, ' ', text.len));
}

/* Cut "h por semana", "h per week" and "h / week" in two. */
static bool cut_rate(struct hito_str text, struct hito_str *what,
		     struct hito_str *period)
{
	static const char *const words[] = {"/", " por ", " per ", " a la ",
					    " al "};

	for (size_t i = 0; i < COUNT(words); i++) {
		struct hito_str word = hito_str_from(words[i]);
		size_t at = hito_str_find(text, word, 0);

		if (at == SIZE_MAX || at == 0)
			continue;
		*what = hito_str_trim(hito_str_slice(text, 0, at));
		*period = hito_str_trim(
			hito_str_slice(text, at + word.len, text.len));
		return true;
	}
	return false;
}

static const char *find_base(struct hito_str text)
{
	struct hito_folded folded;
	const char *known;

	if (!hito_fold(text, &folded))
		return NULL;
	known = find_folded(currencies, COUNT(currencies), &folded);
	return known ? known : find_folded(units, COUNT(units), &folded);
}

struct hito_str hito_unit_canonical(struct hito_arena *arena,
				    struct hito_str text)
{
	struct hito_str what, period;
	const char *base, *rate;

	text = hito_str_trim(text);
	base = find_base(text);
	if (base)
		return hito_str_from(base);
	if (!text.len)
		return HITO_STR("");
	if (!may_be_rate(text) || !cut_rate(text, &what, &period))
		return text;
	base = find_base(what);
	rate = find(periods, COUNT(periods), period);
	if (base && rate)
		return hito_arena_printf(arena, "%s/%s", base, rate);
	if (text.ptr[what.len] != '/' &&
	    hito_str_find_byte(text, '/', 0) == SIZE_MAX)
		return text;
	/* Unknown words: only the spaces around the "/" do not matter. */
	return hito_arena_printf(arena, "%.*s/%.*s", HITO_STR_ARG(what),
				 HITO_STR_ARG(period));
}
