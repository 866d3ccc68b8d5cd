/* SPDX-License-Identifier: MIT */
/* What a deadline means on a given day: the last day that it allows. */
#include "base/num.h"
#include "lint/moment.h"

enum period {
	PERIOD_DAY = 1,
	PERIOD_WEEK,
	PERIOD_FORTNIGHT,
	PERIOD_MONTH,
	PERIOD_QUARTER,
	PERIOD_HALF,
	PERIOD_YEAR,
	PERIOD_THIRD,
};

struct resolver {
	const struct hito_language *language;
	const struct hito_phrase *phrase;
	const struct hito_pattern_match *match;
	hito_day today;
	struct hito_civil now;
	hito_day day; /* the answer */
};

static struct hito_str group(const struct resolver *resolver,
			     enum hito_group which)
{
	return resolver->match->groups[which];
}

static int number(const struct resolver *resolver, enum hito_group which,
		  int otherwise)
{
	struct hito_str text = group(resolver, which);
	int32_t value;

	if (text.len == 0)
		return otherwise;
	if (hito_number_read(&resolver->language->lexicon, text, &value))
		return value;
	if (hito_lexicon_value(&resolver->language->lexicon, text,
			       HITO_CLASS_ORDINAL, &value))
		return value;
	/* "1.º", "2nd": the digit counts; "a", "una" are one. */
	if (text.ptr[0] >= '0' && text.ptr[0] <= '9')
		return text.ptr[0] - '0';
	return 1;
}

static int32_t word(const struct resolver *resolver, enum hito_group which,
		    enum hito_class class)
{
	int32_t value = 0;

	if (!hito_lexicon_value(&resolver->language->lexicon,
				group(resolver, which), class, &value))
		return 0;
	return value;
}

/* The year that is named, 0 for none; 26 is 2026. */
static int year_of(const struct resolver *resolver)
{
	int year = number(resolver, HITO_GROUP_YEAR, 0);

	return year > 0 && year < 100 ? 2000 + year : year;
}

static int month_of(const struct resolver *resolver)
{
	struct hito_str digits = group(resolver, HITO_GROUP_MONTH_NUMBER);

	if (digits.len)
		return number(resolver, HITO_GROUP_MONTH_NUMBER, 0);
	return word(resolver, HITO_GROUP_MONTH, HITO_CLASS_MONTH);
}

static hito_day civil(int year, int month, int day)
{
	return hito_day_from_civil((struct hito_civil){year, month, day});
}

static hito_day month_end(int year, int month)
{
	hito_day first = civil(year, month, 1);

	return first == HITO_DAY_NONE ? first
				      : hito_day_add_months(first, 1) - 1;
}

/* The day in the year that is named, else the next one that is to come. */
static hito_day next_date(const struct resolver *resolver, int month, int day)
{
	int year = year_of(resolver);
	hito_day date;

	if (year)
		return civil(year, month, day);
	date = civil(resolver->now.year, month, day);
	if (date != HITO_DAY_NONE && date < resolver->today)
		date = civil(resolver->now.year + 1, month, day);
	return date;
}

static hito_day next_month_end(const struct resolver *resolver, int month)
{
	int year = year_of(resolver);

	if (month < 1 || month > 12)
		return HITO_DAY_NONE;
	if (year)
		return month_end(year, month);
	return month_end(resolver->now.year + (month < resolver->now.month),
			 month);
}

/* The last day of the period that day is in. */
static hito_day period_end(hito_day day, int period)
{
	struct hito_civil date = hito_day_civil(day);

	switch (period) {
	case PERIOD_DAY:
		return day;
	case PERIOD_WEEK:
		return day + 7 - hito_day_weekday(day);
	case PERIOD_FORTNIGHT:
		return date.day <= 15 ? civil(date.year, date.month, 15)
				      : month_end(date.year, date.month);
	case PERIOD_MONTH:
		return month_end(date.year, date.month);
	case PERIOD_QUARTER:
		return month_end(date.year, (date.month + 2) / 3 * 3);
	case PERIOD_HALF:
		return month_end(date.year, date.month <= 6 ? 6 : 12);
	case PERIOD_THIRD:
		return month_end(date.year, (date.month + 3) / 4 * 4);
	case PERIOD_YEAR:
		return month_end(date.year, 12);
	default:
		return HITO_DAY_NONE;
	}
}

static hito_day later(hito_day day, int count, int period)
{
	static const int months[] = {0, 0, 0, 0, 1, 3, 6, 12, 4};

	if (count > 2000)
		return HITO_DAY_NONE;
	switch (period) {
	case PERIOD_DAY:
		return day + count;
	case PERIOD_WEEK:
		return day + 7 * count;
	case PERIOD_FORTNIGHT:
		return day + 14 * count;
	default:
		if (period < PERIOD_MONTH || period > PERIOD_THIRD)
			return HITO_DAY_NONE;
		return hito_day_add_months(day, count * months[period]);
	}
}

static int period_of(const struct resolver *resolver)
{
	if (group(resolver, HITO_GROUP_UNIT).len == 0)
		return (int)resolver->phrase->value;
	return word(resolver, HITO_GROUP_UNIT, HITO_CLASS_PERIOD);
}

static void as_day(struct resolver *resolver)
{
	int day = number(resolver, HITO_GROUP_DAY, 1);

	resolver->day = next_date(resolver, month_of(resolver), day);
}

/* 5/4: which is the month depends on the language, unless it can be one. */
static void as_numeric(struct resolver *resolver)
{
	int a = number(resolver, HITO_GROUP_FIRST, 0);
	int b = number(resolver, HITO_GROUP_SECOND, 0);

	if (a <= 12 && b <= 12 && a != b &&
	    resolver->language->order == HITO_ORDER_EITHER)
		return;
	if (b > 12)
		resolver->day = next_date(resolver, a, b);
	else
		resolver->day = next_date(resolver, b, a);
}

static void as_month(struct resolver *resolver)
{
	resolver->day = next_month_end(resolver, month_of(resolver));
}

static void as_month_before(struct resolver *resolver)
{
	hito_day first = next_date(resolver, month_of(resolver), 1);

	if (first != HITO_DAY_NONE)
		resolver->day = first - 1;
}

static void as_month_day(struct resolver *resolver, int day)
{
	resolver->day = next_date(resolver, month_of(resolver), day);
}

static void as_week_of_month(struct resolver *resolver)
{
	int week = number(resolver, HITO_GROUP_ORDINAL, 1);

	if (week < 0 || week > 4)
		as_month(resolver);
	else
		as_month_day(resolver, week * 7);
}

static void as_quarter(struct resolver *resolver, int months)
{
	enum hito_group which =
		months == 6 ? HITO_GROUP_HALF : HITO_GROUP_QUARTER;
	int count = number(resolver, which, 0);

	if (count < 0)
		count = 12 / months;
	if (count < 1 || count > 12 / months)
		return;
	resolver->day = next_month_end(resolver, count * months);
}

static void as_quarter_before(struct resolver *resolver)
{
	int count = number(resolver, HITO_GROUP_QUARTER, 0);
	hito_day first;

	if (count < 1 || count > 4)
		return;
	first = next_date(resolver, count * 3 - 2, 1);
	if (first != HITO_DAY_NONE)
		resolver->day = first - 1;
}

static void as_weekday(struct resolver *resolver, int after)
{
	int weekday = word(resolver, HITO_GROUP_WEEKDAY, HITO_CLASS_WEEKDAY);
	int today = hito_day_weekday(resolver->today);

	if (!weekday)
		return;
	if (after) /* in the week after this one */
		resolver->day = resolver->today - today + 7 + weekday;
	else
		resolver->day = resolver->today + 1 + (weekday - today + 6) % 7;
}

/* The end of the month that is named, else of this one. */
static hito_day this_month_end(const struct resolver *resolver)
{
	int month = month_of(resolver);

	return next_month_end(resolver, month ? month : resolver->now.month);
}

static void as_nth_weekday(struct resolver *resolver, int nth)
{
	int weekday = word(resolver, HITO_GROUP_WEEKDAY, HITO_CLASS_WEEKDAY);
	hito_day end = this_month_end(resolver);
	struct hito_civil date;
	hito_day first;

	if (!weekday || end == HITO_DAY_NONE)
		return;
	if (nth < 0) {
		resolver->day = end - (hito_day_weekday(end) - weekday + 7) % 7;
		return;
	}
	date = hito_day_civil(end);
	first = civil(date.year, date.month, 1);
	resolver->day = first + (weekday - hito_day_weekday(first) + 7) % 7 +
			7 * (nth - 1);
}

/* "in a month and a half": so many days more. */
static void as_in(struct resolver *resolver)
{
	resolver->day =
		later(resolver->today, number(resolver, HITO_GROUP_AMOUNT, 1),
		      period_of(resolver));
	if (resolver->day != HITO_DAY_NONE)
		resolver->day += resolver->phrase->value;
}

/* Working days: Saturdays and Sundays do not count. */
static hito_day work_days(hito_day from, int count)
{
	int step = count < 0 ? -1 : 1;

	if (from == HITO_DAY_NONE || count > 2000)
		return HITO_DAY_NONE;
	while (count != 0) {
		from += step;
		if (hito_day_weekday(from) <= 5)
			count -= step;
	}
	return from;
}

static void as_in_work(struct resolver *resolver)
{
	resolver->day = work_days(resolver->today,
				  number(resolver, HITO_GROUP_AMOUNT, 1));
}

/* The fifth working day of a month, or the last one. */
static void as_work_of_month(struct resolver *resolver)
{
	int count = number(resolver, HITO_GROUP_ORDINAL, 1);
	hito_day end = this_month_end(resolver);

	if (end == HITO_DAY_NONE || count == 0)
		return;
	if (count < 0)
		resolver->day = work_days(end + 1, -1);
	else
		resolver->day = work_days(end - hito_day_civil(end).day, count);
}

static void as_next(struct resolver *resolver)
{
	hito_day end = period_end(resolver->today, period_of(resolver));

	if (period_of(resolver) == PERIOD_FORTNIGHT)
		resolver->day = resolver->today + 14;
	else if (end != HITO_DAY_NONE)
		resolver->day = period_end(end + 1, period_of(resolver));
}

static void as_day_of_month(struct resolver *resolver, int months)
{
	struct hito_civil date =
		hito_day_civil(hito_day_add_months(resolver->today, months));
	int day = number(resolver, HITO_GROUP_DAY, 0);

	resolver->day = civil(date.year, date.month, day);
	if (!months && day < resolver->now.day) {
		date = hito_day_civil(hito_day_add_months(resolver->today, 1));
		resolver->day = civil(date.year, date.month, day);
	}
}

static void as_holiday(struct resolver *resolver)
{
	int32_t value = word(resolver, HITO_GROUP_HOLIDAY, HITO_CLASS_HOLIDAY);
	int year = year_of(resolver);

	resolver->day =
		hito_holiday_day(value, year ? year : resolver->now.year);
	if (!year && resolver->day < resolver->today)
		resolver->day = hito_holiday_day(value, resolver->now.year + 1);
}

/* The Sunday of an ISO week. */
static void as_iso_week(struct resolver *resolver)
{
	int week = number(resolver, HITO_GROUP_AMOUNT, 0);
	int year = year_of(resolver), of = 0;
	hito_day first;

	if (!year)
		year = resolver->now.year +
		       (week < hito_day_week(resolver->today, &of));
	first = civil(year, 1, 4);
	if (week < 1 || week > 53 || first == HITO_DAY_NONE)
		return;
	resolver->day = period_end(first, PERIOD_WEEK) + 7 * (week - 1);
}

/* The Sunday of the week that a day is in, of this month if none is named. */
static void as_week_of(struct resolver *resolver)
{
	if (month_of(resolver))
		as_day(resolver);
	else
		as_day_of_month(resolver, 0);
	if (resolver->day != HITO_DAY_NONE)
		resolver->day = period_end(resolver->day, PERIOD_WEEK);
}

static void as_half_of_month(struct resolver *resolver)
{
	as_month_day(resolver, resolver->phrase->value);
}

static void as_quarter_end(struct resolver *resolver)
{
	as_quarter(resolver, 3);
}

static void as_third_end(struct resolver *resolver)
{
	as_quarter(resolver, 4);
}

static void as_half_end(struct resolver *resolver)
{
	as_quarter(resolver, 6);
}

/* The day before a half year begins. */
static void as_half_before(struct resolver *resolver)
{
	int half = number(resolver, HITO_GROUP_HALF, 0);
	hito_day first = next_date(resolver, half == 2 ? 7 : 1, 1);

	if (first != HITO_DAY_NONE)
		resolver->day = first - 1;
}

static void as_half_year(struct resolver *resolver)
{
	resolver->day = later(resolver->today, 1, PERIOD_HALF);
}

static void as_year(struct resolver *resolver)
{
	resolver->day = civil(year_of(resolver), 12, 31);
}

static void as_year_before(struct resolver *resolver)
{
	resolver->day = civil(year_of(resolver) - 1, 12, 31);
}

static void as_this_weekday(struct resolver *resolver)
{
	as_weekday(resolver, 0);
}

static void as_weekday_next(struct resolver *resolver)
{
	as_weekday(resolver, 1);
}

static void as_weekdays_in_month(struct resolver *resolver)
{
	as_nth_weekday(resolver, -1);
}

static void as_ordinal_weekday(struct resolver *resolver)
{
	as_nth_weekday(resolver, number(resolver, HITO_GROUP_ORDINAL, 1));
}

/* Sunday, or so many days before. */
static void as_weekend(struct resolver *resolver)
{
	resolver->day = period_end(resolver->today, PERIOD_WEEK) -
			resolver->phrase->value;
	if (resolver->day < resolver->today)
		resolver->day += 7;
}

/* "two weeks before 12 May" */
static void as_ahead(struct resolver *resolver)
{
	int count = number(resolver, HITO_GROUP_AMOUNT, 1);

	as_day(resolver);
	if (resolver->day != HITO_DAY_NONE && count < 2000)
		resolver->day =
			later(resolver->day, -count, period_of(resolver));
}

static void as_in_hours(struct resolver *resolver)
{
	resolver->day =
		later(resolver->today,
		      number(resolver, HITO_GROUP_AMOUNT, 24) / 24, PERIOD_DAY);
}

static void as_this(struct resolver *resolver)
{
	resolver->day = period_end(resolver->today, period_of(resolver));
}

static void as_today(struct resolver *resolver)
{
	resolver->day = resolver->today + resolver->phrase->value;
}

static void as_this_month_day(struct resolver *resolver)
{
	as_day_of_month(resolver, 0);
}

static void as_next_month_day(struct resolver *resolver)
{
	as_day_of_month(resolver, 1);
}

/* There is a deadline, but it fixes no day. */
static void as_unknown(struct resolver *resolver)
{
	resolver->day = HITO_DAY_NONE;
}

/* The words before the colon in days.txt. */
static const struct {
	const char *name;
	void (*resolve)(struct resolver *resolver);
} hows[] = {
	{"unknown", as_unknown},
	{"day", as_day},
	{"numeric", as_numeric},
	{"month", as_month},
	{"month-before", as_month_before},
	{"half-of-month", as_half_of_month},
	{"week-of-month", as_week_of_month},
	{"quarter", as_quarter_end},
	{"quarter-before", as_quarter_before},
	{"half", as_half_end},
	{"third", as_third_end},
	{"half-before", as_half_before},
	{"half-year", as_half_year},
	{"year", as_year},
	{"year-end", as_year},
	{"year-before", as_year_before},
	{"weekday", as_this_weekday},
	{"weekday-next", as_weekday_next},
	{"weekdays-in-month", as_weekdays_in_month},
	{"nth-weekday", as_ordinal_weekday},
	{"weekend", as_weekend},
	{"in", as_in},
	{"in-work", as_in_work},
	{"work-of-month", as_work_of_month},
	{"ahead", as_ahead},
	{"in-hours", as_in_hours},
	{"this", as_this},
	{"next", as_next},
	{"today", as_today},
	{"day-of-month", as_this_month_day},
	{"next-month-day", as_next_month_day},
	{"holiday", as_holiday},
	{"iso-week", as_iso_week},
	{"week-of", as_week_of},
};

bool hito_moment_resolve(const struct hito_language *language,
			 const struct hito_phrase *phrase,
			 const struct hito_pattern_match *match, hito_day today,
			 hito_day *out_day)
{
	struct resolver resolver = {
		language,      phrase, match, today, hito_day_civil(today),
		HITO_DAY_NONE,
	};
	size_t i;
	int year;

	*out_day = HITO_DAY_NONE;
	if (hito_str_is(phrase->how, "name"))
		return false;
	for (i = 0; i < sizeof(hows) / sizeof(hows[0]); i++) {
		if (hito_str_is(phrase->how, hows[i].name))
			hows[i].resolve(&resolver);
	}
	year = year_of(&resolver);
	/* What is past, by its year, names something. */
	if (year && resolver.day != HITO_DAY_NONE && resolver.day < today)
		return false;
	*out_day = resolver.day;
	return true;
}
