/* SPDX-License-Identifier: MIT */
/* Finding deadlines and periods in a text. */
#include "lint/moment.h"

#include "lint/vocabulary.h"

static void say_what_is_named(struct hito_moment *moment,
			      const struct hito_pattern_match *match)
{
	const struct hito_str *groups = match->groups;

	moment->has_year = groups[HITO_GROUP_YEAR].len != 0;
	moment->has_day =
		groups[HITO_GROUP_DAY].len || groups[HITO_GROUP_FIRST].len;
	moment->fixed = moment->has_year || groups[HITO_GROUP_MONTH].len ||
			groups[HITO_GROUP_MONTH_NUMBER].len ||
			groups[HITO_GROUP_SECOND].len ||
			groups[HITO_GROUP_QUARTER].len ||
			groups[HITO_GROUP_HALF].len;
}

void hito_moments_find(const struct hito_language *language,
		       const struct hito_plain *plain,
		       const struct hito_tokens *tokens, hito_day today,
		       struct hito_moments *out)
{
	const struct hito_search search = {HITO_DAYS, language, tokens,
					   plain->text};
	struct hito_pattern_match match;
	size_t past = 0, i;

	out->count = 0;
	for (i = 0; i < tokens->count && out->count < HITO_MOMENT_COUNT; i++) {
		const struct hito_token *token = &tokens->list[i];
		const struct hito_phrase *phrase;
		struct hito_moment *moment = &out->list[out->count];

		if (token->start < past || token->kind == HITO_TOKEN_OPAQUE ||
		    !hito_search_may_begin(&search, token))
			continue;
		phrase = hito_search_at(&search, i, token->start, &match);
		if (!phrase)
			continue;
		past = match.end;
		moment->start = token->start;
		moment->end = (uint32_t)match.end;
		moment->booked = match.groups[HITO_GROUP_WHAT].len != 0;
		moment->service = match.groups[HITO_GROUP_SERVICE].len != 0;
		say_what_is_named(moment, &match);
		moment->deadline = hito_moment_resolve(language, phrase, &match,
						       today, &moment->day);
		out->count++;
	}
}

static bool add_word(const struct hito_lexicon *lexicon, struct hito_str word,
		     int32_t *total, bool *any)
{
	int32_t value;

	if (!hito_lexicon_value(lexicon, word, HITO_CLASS_NUMBER, &value) &&
	    !hito_lexicon_value(lexicon, word, HITO_CLASS_ORDINAL, &value))
		return false;
	if (*total > 100000000)
		return false;
	if (value >= 100 && *total > 0 && *total % value != 0 && *total < value)
		*total *= value; /* two hundred */
	else
		*total += value;
	*any = true;
	return true;
}

bool hito_number_read(const struct hito_lexicon *lexicon, struct hito_str words,
		      int32_t *out)
{
	int32_t total = 0;
	bool any = false;
	struct hito_str rest = words;
	size_t i;

	for (i = 0; i < words.len && words.ptr[i] >= '0' && words.ptr[i] <= '9';
	     i++)
		total = total > 9999999 ? total
					: total * 10 + (words.ptr[i] - '0');
	if (i && i == words.len) {
		*out = total;
		return true;
	}
	for (total = 0, i = 0; i <= words.len; i++) {
		struct hito_str word;

		if (i < words.len && words.ptr[i] != ' ' && words.ptr[i] != '-')
			continue;
		word = hito_str_slice(rest, 0,
				      i - (size_t)(rest.ptr - words.ptr));
		/* "treinta y dos": what is no number joins two. */
		if (word.len > 1 && !add_word(lexicon, word, &total, &any))
			return false;
		rest = hito_str_slice(words, i + 1, words.len);
		if (!rest.ptr)
			break;
	}
	*out = total;
	return any;
}

/* Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
static hito_day easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 19 * l) / 433;
	int n = (h + l - 7 * m + 90) / 25;

	return hito_day_from_civil((struct hito_civil){
		year, n, (h + l - 7 * m + 33 * n + 19) % 32});
}

hito_day hito_holiday_day(int32_t value, int year)
{
	int weekday = value / 10000;
	hito_day day;

	if (value < 100)
		return easter(year) + value;
	day = hito_day_from_civil(
		(struct hito_civil){year, value % 10000 / 100, value % 100});
	if (weekday && day != HITO_DAY_NONE)
		day += (weekday - hito_day_weekday(day) + 7) % 7;
	return day;
}
