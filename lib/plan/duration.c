/* SPDX-License-Identifier: MIT */
/* Durations: an effort or a rhythm, in units of working time. */
#include "plan/duration.h"

#include <string.h>

#include "base/num.h"
#include "plan/fold.h"

/* Units; more is no effort of a plan, and products stay far from overflow. */
#define MOST_UNITS 1000000000

/* By unit; the first spelling is canonical. */
static const struct unit {
	enum hito_time_unit unit;
	const char *text;
} units[] = {
	{HITO_MINUTES, "min"},    {HITO_MINUTES, "mins"},
	{HITO_MINUTES, "minute"}, {HITO_MINUTES, "minutes"},
	{HITO_MINUTES, "minuto"}, {HITO_MINUTES, "minutos"},
	{HITO_HOURS, "h"},        {HITO_HOURS, "hs"},
	{HITO_HOURS, "hr"},       {HITO_HOURS, "hrs"},
	{HITO_HOURS, "hour"},     {HITO_HOURS, "hours"},
	{HITO_HOURS, "hora"},     {HITO_HOURS, "horas"},
	{HITO_DAYS, "d"},         {HITO_DAYS, "day"},
	{HITO_DAYS, "days"},      {HITO_DAYS, "día"},
	{HITO_DAYS, "días"},      {HITO_WEEKS, "w"},
	{HITO_WEEKS, "sem"},      {HITO_WEEKS, "week"},
	{HITO_WEEKS, "weeks"},    {HITO_WEEKS, "semana"},
	{HITO_WEEKS, "semanas"},  {HITO_MONTHS, "mo"},
	{HITO_MONTHS, "mes"},     {HITO_MONTHS, "meses"},
	{HITO_MONTHS, "month"},   {HITO_MONTHS, "months"},
};

#define UNIT_COUNT (sizeof(units) / sizeof(units[0]))

bool hito_time_unit_find(struct hito_str word, enum hito_time_unit *out_unit)
{
	struct hito_folded folded;

	for (size_t i = 0; i < UNIT_COUNT && word.len == 1; i++) {
		if (units[i].text[0] == word.ptr[0] && !units[i].text[1]) {
			*out_unit = units[i].unit;
			return true;
		}
	}
	if (!hito_fold(word, &folded))
		return false;
	for (size_t i = 0; i < UNIT_COUNT; i++) {
		if (hito_fold_is(&folded, units[i].text)) {
			*out_unit = units[i].unit;
			return true;
		}
	}
	return false;
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

	split(text, &number, &unit);
	if (!hito_decimal_parse(number, &decimal) || decimal.scale > 2 ||
	    !hito_time_unit_find(unit, &time_unit))
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

static const char *unit_text(enum hito_time_unit unit)
{
	for (size_t i = 0; i < UNIT_COUNT; i++) {
		if (units[i].unit == unit)
			return units[i].text;
	}
	return "";
}

/* "4h": digits, no zero before them, and the canonical unit. */
static bool is_canonical(struct hito_str written, struct hito_str unit)
{
	size_t digits = written.len - unit.len;

	if (written.len <= unit.len || written.ptr[0] == '0' ||
	    memcmp(written.ptr + digits, unit.ptr, unit.len) != 0)
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (written.ptr[i] < '0' || written.ptr[i] > '9')
			return false;
	}
	return true;
}

struct hito_str hito_duration_text(struct hito_arena *arena,
				   struct hito_duration duration,
				   struct hito_str written)
{
	struct hito_decimal decimal = {duration.hundredths, 2};
	struct hito_str unit = hito_str_from(unit_text(duration.unit));
	char number[HITO_DECIMAL_SIZE];

	if (is_canonical(written, unit))
		return written;
	return hito_arena_printf(
		arena, "%s%s", hito_decimal_format(decimal, number), unit.ptr);
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
