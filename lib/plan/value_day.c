/* SPDX-License-Identifier: MIT */
/* Days: ISO, as other formats declare them, and what people write instead. */
#include "plan/reader.h"

#include <string.h>

/* Cuts a text from the front. */
struct cursor {
	struct hito_str text;
	size_t at;
};

/* A number of at most so many digits. */
static bool take_number(struct cursor *cursor, size_t least, size_t most,
			int *out)
{
	size_t count = 0;
	int number = 0;

	while (count < most && cursor->at + count < cursor->text.len) {
		char c = cursor->text.ptr[cursor->at + count];

		if (c < '0' || c > '9')
			break;
		number = number * 10 + (c - '0');
		count++;
	}
	if (count < least)
		return false;
	cursor->at += count;
	*out = number;
	return true;
}

static bool take_byte(struct cursor *cursor, char byte)
{
	if (cursor->at >= cursor->text.len ||
	    cursor->text.ptr[cursor->at] != byte)
		return false;
	cursor->at++;
	return true;
}

/* Z, +0200 or +02:00 */
static bool take_zone(struct cursor *cursor)
{
	int ignored;

	if (take_byte(cursor, 'Z'))
		return true;
	if (!take_byte(cursor, '+') && !take_byte(cursor, '-'))
		return false;
	if (!take_number(cursor, 2, 2, &ignored))
		return false;
	take_byte(cursor, ':');
	return take_number(cursor, 2, 2, &ignored);
}

static bool take_field(struct cursor *cursor, char field,
		       struct hito_civil *civil)
{
	int ignored;

	switch (field) {
	case 'Y':
		return take_number(cursor, 4, 4, &civil->year);
	case 'm':
		return take_number(cursor, 1, 2, &civil->month);
	case 'd':
		return take_number(cursor, 1, 2, &civil->day);
	case 'H':
	case 'M':
	case 'S':
		return take_number(cursor, 1, 2, &ignored);
	case 'z':
		return take_zone(cursor);
	default:
		return take_byte(cursor, field);
	}
}

hito_day hito_day_match(struct hito_str format, struct hito_str text)
{
	struct cursor cursor = {text, 0};
	struct hito_civil civil = {0, 0, 0};

	for (size_t i = 0; i < format.len; i++) {
		bool ok;

		if (format.ptr[i] == '%' && i + 1 < format.len)
			ok = take_field(&cursor, format.ptr[++i], &civil);
		else
			ok = take_byte(&cursor, format.ptr[i]);
		if (!ok)
			return HITO_DAY_NONE;
	}
	if (cursor.at != text.len)
		return HITO_DAY_NONE;
	return hito_day_from_civil(civil);
}

static hito_day match_formats(const struct hito_reader *reader,
			      struct hito_str text)
{
	const struct hito_mapping *mapping = reader->context->mapping;

	for (size_t i = 0; mapping && i < mapping->date_format_count; i++) {
		hito_day day = hito_day_match(mapping->date_formats[i], text);

		if (day != HITO_DAY_NONE)
			return day;
	}
	return HITO_DAY_NONE;
}

/* Three numbers between two equal separators: what a day looks like. */
static bool looks_like_day(struct hito_str text, bool year_first,
			   struct hito_civil *out, size_t *out_end)
{
	static const char separators[] = "-/.";
	struct cursor cursor = {text, 0};
	char separator;
	size_t size = year_first ? 4 : 1, last = year_first ? 1 : 4;
	int first, month, third;

	if (!take_number(&cursor, size, year_first ? 4 : 2, &first) ||
	    cursor.at >= text.len)
		return false;
	separator = text.ptr[cursor.at++];
	if (!memchr(separators, separator, sizeof(separators) - 1) ||
	    !take_number(&cursor, 1, 2, &month) ||
	    !take_byte(&cursor, separator) ||
	    !take_number(&cursor, last, year_first ? 2 : 4, &third))
		return false;
	*out = (struct hito_civil){year_first ? first : third, month,
				   year_first ? third : first};
	*out_end = cursor.at;
	return true;
}

static struct hito_str iso(struct hito_reader *reader, hito_day day)
{
	char text[HITO_DAY_SIZE];
	struct hito_str copy =
		hito_arena_copy(reader->context->arena,
				hito_str_from(hito_day_format(day, text)));

	hito_reader_has(reader, copy);
	return copy;
}

/* Say what is wrong, and that day would be right if there is one. */
static void bad_day(struct hito_reader *reader,
		    const struct hito_scalar *scalar, const char *message,
		    hito_day day, enum hito_safety safety)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_T002,
		.scalar = scalar,
		.message = message,
		.help = HITO_N("write a day as YYYY-MM-DD, as in 2026-03-31"),
		.value = scalar->text,
	};

	if (day != HITO_DAY_NONE) {
		problem.third = iso(reader, day);
		if (!reader->no_memory)
			hito_reader_fix(reader, &problem, scalar, 0,
					scalar->text.len, safety,
					problem.third);
	}
	hito_reader_problem(reader, &problem);
}

static void no_such_day(struct hito_reader *reader,
			const struct hito_scalar *scalar)
{
	bad_day(reader, scalar,
		HITO_N("{1}: \"{2}\" is a day that does not exist"),
		HITO_DAY_NONE, HITO_FIX_SUGGESTED);
}

/* 31/03/2026 is a day in Spanish; elsewhere 03/04/2026 may be in March. */
static bool day_first(struct hito_reader *reader,
		      const struct hito_scalar *scalar, hito_day day,
		      hito_day *out_day)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_T002,
		.level = HITO_AS_WARNING,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" is read as {3}"),
		.help = HITO_N(
			"write a day as YYYY-MM-DD, so that it reads the "
			"same everywhere"),
		.value = scalar->text,
	};

	if (reader->context->lang_matters)
		*reader->context->lang_matters = true;
	if (reader->context->lang != HITO_LANG_ES) {
		bad_day(reader, scalar,
			HITO_N("{1}: \"{2}\": which is the day and which the "
			       "month differs from country to country"),
			HITO_DAY_NONE, HITO_FIX_SUGGESTED);
		return false;
	}
	*out_day = day;
	problem.third = iso(reader, day);
	if (!reader->no_memory)
		hito_reader_fix(reader, &problem, scalar, 0, scalar->text.len,
				HITO_FIX_SAFE, problem.third);
	hito_reader_problem(reader, &problem);
	return true;
}

/* A text that begins with a day in the order of ISO, or is one. */
static void year_first(struct hito_reader *reader,
		       const struct hito_scalar *scalar, hito_day day,
		       size_t end)
{
	struct hito_str rest =
		hito_str_slice(scalar->text, end, scalar->text.len);

	if (day == HITO_DAY_NONE)
		no_such_day(reader, scalar);
	else if (!rest.len)
		bad_day(reader, scalar,
			HITO_N("{1}: \"{2}\" is not in the form YYYY-MM-DD; "
			       "write {3}"),
			day, HITO_FIX_SAFE);
	else if (rest.ptr[0] == 'T' || rest.ptr[0] == 't' || rest.ptr[0] == ' ')
		bad_day(reader, scalar,
			HITO_N("{1}: \"{2}\" is more than a day: a time or "
			       "anything else has no place here"),
			day, HITO_FIX_SUGGESTED);
	else
		bad_day(reader, scalar,
			HITO_N("{1}: \"{2}\" is no day of the form YYYY-MM-DD"),
			HITO_DAY_NONE, HITO_FIX_SUGGESTED);
}

bool hito_reader_day(struct hito_reader *reader,
		     const struct hito_scalar *scalar, hito_day *out_day)
{
	struct hito_civil civil;
	size_t end;

	*out_day = match_formats(reader, scalar->text);
	if (*out_day == HITO_DAY_NONE)
		*out_day = hito_day_parse(scalar->text);
	if (*out_day != HITO_DAY_NONE)
		return true;
	if (looks_like_day(scalar->text, true, &civil, &end)) {
		year_first(reader, scalar, hito_day_from_civil(civil), end);
		return false;
	}
	if (looks_like_day(scalar->text, false, &civil, &end) &&
	    end == scalar->text.len) {
		hito_day day = hito_day_from_civil(civil);

		if (day != HITO_DAY_NONE ||
		    reader->context->lang != HITO_LANG_ES)
			return day_first(reader, scalar, day, out_day);
		if (reader->context->lang_matters)
			*reader->context->lang_matters = true;
		no_such_day(reader, scalar);
		return false;
	}
	bad_day(reader, scalar, HITO_N("{1}: \"{2}\" is no day"), HITO_DAY_NONE,
		HITO_FIX_SUGGESTED);
	return false;
}

/* Is a text that was read as a day written as it would be? */
static bool is_iso(const struct hito_reader *reader, struct hito_str text)
{
	return !reader->context->mapping && text.len == HITO_DAY_SIZE - 1 &&
	       text.ptr[4] == '-' && text.ptr[7] == '-';
}

void hito_reader_read_day(struct hito_reader *reader)
{
	struct hito_value *value = reader->value;
	struct hito_scalar scalar;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	if (!hito_reader_day(reader, &scalar, &value->day)) {
		value->day = HITO_DAY_NONE;
		hito_reader_give_up(reader);
		return;
	}
	if (is_iso(reader, scalar.text))
		value->text = scalar.text;
	else
		hito_reader_text(reader, iso(reader, value->day));
}
