/* SPDX-License-Identifier: MIT */
/* Durations: an effort or a rhythm, in units of working time. */
#include "plan/duration.h"

#include <string.h>

#include "base/num.h"
#include "plan/fold.h"

/* Units; more is no effort of a plan, and products stay far from overflow. */
#define MOST_UNITS 1000000000
#define MOST_DIGITS 9 /* of numbers below it */

static const char *const canonical[] = {
	[HITO_MINUTES] = "min", [HITO_HOURS] = "h",   [HITO_DAYS] = "d",
	[HITO_WEEKS] = "w",     [HITO_MONTHS] = "mo",
};

/* What else people write. */
static const struct spelling {
	enum hito_time_unit unit;
	const char *text;
} spellings[] = {
	{HITO_MINUTES, "mins"},    {HITO_MINUTES, "minute"},
	{HITO_MINUTES, "minutes"}, {HITO_MINUTES, "minuto"},
	{HITO_MINUTES, "minutos"}, {HITO_HOURS, "hs"},
	{HITO_HOURS, "hr"},        {HITO_HOURS, "hrs"},
	{HITO_HOURS, "hour"},      {HITO_HOURS, "hours"},
	{HITO_HOURS, "hora"},      {HITO_HOURS, "horas"},
	{HITO_DAYS, "day"},        {HITO_DAYS, "days"},
	{HITO_DAYS, "día"},        {HITO_DAYS, "días"},
	{HITO_WEEKS, "sem"},       {HITO_WEEKS, "week"},
	{HITO_WEEKS, "weeks"},     {HITO_WEEKS, "semana"},
	{HITO_WEEKS, "semanas"},   {HITO_MONTHS, "mes"},
	{HITO_MONTHS, "meses"},    {HITO_MONTHS, "month"},
	{HITO_MONTHS, "months"},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool find_canonical(struct hito_str word, enum hito_time_unit *out_unit)
{
	for (size_t i = 0; i < COUNT(canonical) && word.len; i++) {
		if (word.ptr[0] == canonical[i][0] &&
		    hito_str_is(word, canonical[i])) {
			*out_unit = (enum hito_time_unit)i;
			return true;
		}
	}
	return false;
}

static bool find_unit(struct hito_str word, enum hito_time_unit *out_unit)
{
	struct hito_folded folded;

	if (!hito_fold(word, &folded))
		return false;
	for (size_t i = 0; i < COUNT(canonical); i++) {
		if (hito_fold_is(&folded, canonical[i])) {
			*out_unit = (enum hito_time_unit)i;
			return true;
		}
	}
	for (size_t i = 0; i < COUNT(spellings); i++) {
		if (hito_fold_is(&folded, spellings[i].text)) {
			*out_unit = spellings[i].unit;
			return true;
		}
	}
	return false;
}

bool hito_duration_canonical(struct hito_str text, struct hito_duration *out)
{
	int64_t count = 0;
	size_t at = 0;

	while (at < text.len && at < MOST_DIGITS && text.ptr[at] >= '0' &&
	       text.ptr[at] <= '9')
		count = count * 10 + (text.ptr[at++] - '0');
	if (at == 0 || text.ptr[0] == '0' ||
	    !find_canonical(hito_str_slice(text, at, text.len), &out->unit))
		return false;
	out->hundredths = count * 100;
	return true;
}

/* Number and unit of "4h" or "4 h". */
static void split(struct hito_str text, struct hito_str *number,
		  struct hito_str *unit)
{
	size_t end = 0;

	text = hito_str_trim(text);
	while (end < text.len &&
	       ((text.ptr[end] >= '0' && text.ptr[end] <= '9') ||
		text.ptr[end] == '.'))
		end++;
	*number = hito_str_slice(text, 0, end);
	*unit = hito_str_trim(hito_str_slice(text, end, text.len));
}

bool hito_duration_parse(struct hito_str text, struct hito_duration *out)
{
	struct hito_decimal decimal;
	struct hito_str number, unit;
	enum hito_time_unit time_unit;
	int64_t hundredths;

	if (hito_duration_canonical(text, out))
		return true;
	split(text, &number, &unit);
	if (!hito_decimal_parse(number, &decimal) || decimal.scale > 2 ||
	    !find_unit(unit, &time_unit))
		return false;
	hundredths = decimal.units;
	for (unsigned scale = decimal.scale; scale < 2; scale++) {
		/* At most 15 digits: two more cannot overflow. */
		hundredths *= 10;
	}
	if (hundredths > (int64_t)MOST_UNITS * 100)
		return false;
	out->hundredths = hundredths;
	out->unit = time_unit;
	return true;
}

bool hito_duration_is_vague(struct hito_str text)
{
	struct hito_decimal decimal;
	struct hito_str number, unit;

	split(text, &number, &unit);
	return hito_decimal_parse(number, &decimal) &&
	       (hito_str_is(unit, "m") || hito_str_is(unit, "M"));
}

struct hito_str hito_duration_text(struct hito_arena *arena,
				   struct hito_duration duration)
{
	struct hito_decimal decimal = {duration.hundredths, 2};
	char number[HITO_DECIMAL_SIZE];

	return hito_arena_printf(arena, "%s%s",
				 hito_decimal_format(decimal, number),
				 canonical[duration.unit]);
}

static const struct rhythm {
	enum hito_word word;
	struct hito_duration duration;
} rhythms[] = {
	{HITO_WEEKLY, {100, HITO_WEEKS}},
	{HITO_FORTNIGHTLY, {200, HITO_WEEKS}},
	{HITO_MONTHLY, {100, HITO_MONTHS}},
	{HITO_QUARTERLY, {300, HITO_MONTHS}},
};

#define RHYTHM_COUNT (sizeof(rhythms) / sizeof(rhythms[0]))

enum hito_word hito_duration_word(struct hito_duration duration)
{
	for (size_t i = 0; i < RHYTHM_COUNT; i++) {
		if (rhythms[i].duration.unit == duration.unit &&
		    rhythms[i].duration.hundredths == duration.hundredths)
			return rhythms[i].word;
	}
	return HITO_WORD_NONE;
}

bool hito_duration_of_word(enum hito_word word, struct hito_duration *out)
{
	for (size_t i = 0; i < RHYTHM_COUNT; i++) {
		if (rhythms[i].word == word) {
			*out = rhythms[i].duration;
			return true;
		}
	}
	return false;
}

int64_t hito_duration_minutes(struct hito_duration duration,
			      unsigned minutes_a_day, unsigned days_a_week)
{
	int64_t day = minutes_a_day, week = day * days_a_week;

	switch (duration.unit) {
	case HITO_MINUTES:
		return duration.hundredths / 100;
	case HITO_HOURS:
		return duration.hundredths * 60 / 100;
	case HITO_DAYS:
		return duration.hundredths * day / 100;
	case HITO_WEEKS:
		return duration.hundredths * week / 100;
	case HITO_MONTHS:
		/* Four and a third weeks. */
		return duration.hundredths * week * 13 / 300;
	}
	return 0;
}
