/* SPDX-License-Identifier: MIT */
/*
 * Deadlines and periods in a text, and the last day that they allow.
 */
#ifndef HITO_LINT_MOMENT_H
#define HITO_LINT_MOMENT_H

#include "hito/date.h"
#include "lint/language.h"

struct hito_moment {
	uint32_t start, end; /* of the plain text */
	bool booked;         /* "for 14 May": no deadline for what is booked */
	bool service;        /* "within two days": none for "every parcel" */
	bool deadline;       /* else a date that only names something */
	bool fixed;          /* by the calendar, not counted from today */
	bool has_year, has_day;
	hito_day day; /* HITO_DAY_NONE: bound, but to no day */
};

#define HITO_MOMENT_COUNT 16

struct hito_moments {
	struct hito_moment list[HITO_MOMENT_COUNT];
	size_t count;
};

/* All of a text, in their order; at most HITO_MOMENT_COUNT. */
void hito_moments_find(const struct hito_language *language,
		       const struct hito_plain *plain,
		       const struct hito_tokens *tokens, hito_day today,
		       struct hito_moments *out);

/*
 * What a line of days.txt means with the groups of its match (README.md of
 * lib/lint/language). False: it is no deadline.
 */
bool hito_moment_resolve(const struct hito_language *language,
			 const struct hito_phrase *phrase,
			 const struct hito_pattern_match *match, hito_day today,
			 hito_day *out_day);

/*
 * The day of a holiday in a year: MMDD; with 10000 times a weekday before it,
 * the first one from that day on; below 100 so many days after Easter Sunday.
 */
hito_day hito_holiday_day(int32_t value, int year);

/* "12", "twenty five", "mil doscientos"; false when it is no number. */
bool hito_number_read(const struct hito_lexicon *lexicon, struct hito_str words,
		      int32_t *out);

#endif
