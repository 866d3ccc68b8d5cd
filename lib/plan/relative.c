/* SPDX-License-Identifier: MIT */
/* Days counted from another. */
#include "plan/relative.h"

#include "hito/value.h"
#include "plan/fold.h"

#define MOST_DAYS 36525

hito_day hito_day_relative(struct hito_str text, hito_day from)
{
	struct hito_duration duration;
	int64_t sign = hito_str_starts(text, "-") ? -1 : 1, count;

	if (!hito_str_starts(text, "+") && !hito_str_starts(text, "-"))
		return HITO_DAY_NONE;
	text = hito_str_trim(hito_str_slice(text, 1, text.len));
	if (!hito_duration_parse(text, &duration) || duration.hundredths % 100)
		return HITO_DAY_NONE;
	count = duration.hundredths / 100;
	if (count > MOST_DAYS)
		return HITO_DAY_NONE;
	if (duration.unit == HITO_MONTHS && count <= MOST_DAYS / 30)
		return hito_day_add_months(from, (int)(sign * count));
	if (duration.unit == HITO_WEEKS)
		count *= 7;
	else if (duration.unit != HITO_DAYS)
		return HITO_DAY_NONE;
	return count > MOST_DAYS ? HITO_DAY_NONE
				 : from + (hito_day)(sign * count);
}

hito_day hito_day_word(struct hito_str text, hito_day today)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
		{"today", 0}, {"tomorrow", 1}, {"yesterday", -1},
		{"hoy", 0},   {"mañana", 1},   {"ayer", -1},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (hito_fold_equal(text, hito_str_from(words[i].word)))
			return today + words[i].days;
	return HITO_DAY_NONE;
}

hito_day hito_day_said(struct hito_str text, hito_day today)
{
	hito_day day = hito_day_parse(text);

	if (day == HITO_DAY_NONE)
		day = hito_day_word(text, today);
	return day != HITO_DAY_NONE ? day : hito_day_relative(text, today);
}
