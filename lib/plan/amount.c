/* SPDX-License-Identifier: MIT */
/* Amounts: a number with a unit, glued or spaced, in front or behind. */
#include "plan/amount.h"

#include <string.h>

#include "base/num.h"
#include "plan/fold.h"

#define MOST_DIGITS 15

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Spaces that group digits: plain, no-break, narrow no-break. */
static size_t space_at(struct hito_str text, size_t at)
{
	static const char *const spaces[] = {" ", "\xc2\xa0", "\xe2\x80\xaf",
					     "\xe2\x80\x89"};
	struct hito_str rest = hito_str_slice(text, at, text.len);

	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++) {
		if (hito_str_starts(rest, spaces[i]))
			return strlen(spaces[i]);
	}
	return 0;
}

static size_t digits_at(struct hito_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && is_digit(text.ptr[end]))
		end++;
	return end - at;
}

/* A number cut in groups of digits by separators: "1.234,5". */
struct number {
	size_t start, end; /* in the text, sign not included */
	char digits[MOST_DIGITS + 1];
	size_t digit_count;
	/* Of each separator: its byte (' ' for all spaces) and how many
	 * digits stood before it. */
	char separators[MOST_DIGITS];
	size_t before[MOST_DIGITS];
	size_t separator_count;
};

static bool take_digits(struct hito_str text, size_t count,
			struct number *number)
{
	if (count > MOST_DIGITS - number->digit_count)
		return false;
	memcpy(number->digits + number->digit_count, text.ptr + number->end,
	       count);
	number->digit_count += count;
	number->end += count;
	return true;
}

/* The separator at the number's end, if digits follow it. */
static char separator_at(struct hito_str text, size_t at, size_t *out_size)
{
	size_t space = space_at(text, at);

	*out_size = 1;
	if (at < text.len && (text.ptr[at] == '.' || text.ptr[at] == ',') &&
	    digits_at(text, at + 1))
		return text.ptr[at];
	if (!space || digits_at(text, at + space) != 3)
		return '\0';
	*out_size = space;
	return ' ';
}

static bool read_number(struct hito_str text, size_t start,
			struct number *number)
{
	size_t size, count = digits_at(text, start);
	char separator;

	*number = (struct number){.start = start, .end = start};
	if (!count || !take_digits(text, count, number))
		return false;
	while ((separator = separator_at(text, number->end, &size))) {
		if (number->separator_count == MOST_DIGITS)
			return false;
		number->separators[number->separator_count] = separator;
		number->before[number->separator_count++] = number->digit_count;
		number->end += size;
		if (!take_digits(text, digits_at(text, number->end), number))
			return false;
	}
	return true;
}

/* Groups of three digits, cut by the separator, in the first count cuts. */
static bool is_grouped(const struct number *number, char separator,
		       size_t count, size_t end)
{
	if (count && (number->before[0] > 3 || number->digits[0] == '0'))
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t next = i + 1 < count ? number->before[i + 1] : end;

		if (number->separators[i] != separator ||
		    next - number->before[i] != 3)
			return false;
	}
	return true;
}

/* As a number whose decimals are behind point and whose groups are cut by
 * group; *out_scale digits are behind the point. */
static bool reads_with(const struct number *number, char point, char group,
		       uint8_t *out_scale)
{
	size_t count = number->separator_count, end = number->digit_count;

	*out_scale = 0;
	if (count && number->separators[count - 1] == point) {
		end = number->before[--count];
		if (number->digit_count - end > 9)
			return false;
		*out_scale = (uint8_t)(number->digit_count - end);
	}
	return is_grouped(number, group, count, end);
}

/* Does it read the same wherever it is read? 12, 2.5, 12 000. */
static bool is_plain(const struct number *number, uint8_t *out_scale)
{
	uint8_t other;
	bool spanish = reads_with(number, ',', '.', &other);

	if (memchr(number->separators, ',', number->separator_count))
		return false;
	return (reads_with(number, '.', ' ', out_scale) && !spanish) ||
	       !number->separator_count ||
	       (is_grouped(number, ' ', number->separator_count,
			   number->digit_count) &&
		!(*out_scale = 0));
}

static int64_t digits_value(const struct number *number)
{
	int64_t value = 0;

	for (size_t i = 0; i < number->digit_count; i++)
		value = value * 10 + (number->digits[i] - '0');
	return value;
}

static enum hito_amount_result set_number(const struct number *number,
					  bool negative, enum hito_lang lang,
					  struct hito_amount_reading *out)
{
	struct hito_amount *amount = &out->amount;
	uint8_t scale = 0;

	out->start = number->start;
	out->end = number->end;
	if (!is_plain(number, &scale)) {
		bool english = reads_with(number, '.', ',', &scale);
		bool spanish = reads_with(number, ',', '.', &scale) ||
			       reads_with(number, ',', ' ', &scale);

		out->ambiguous = english || spanish;
		if (!out->ambiguous)
			return HITO_AMOUNT_NONE;
		if (lang != HITO_LANG_ES || !spanish)
			return HITO_AMOUNT_AMBIGUOUS;
	}
	amount->units = digits_value(number);
	if (negative)
		amount->units = -amount->units;
	for (; scale && amount->units % 10 == 0; scale--)
		amount->units /= 10;
	amount->scale = scale;
	amount->has_number = true;
	return HITO_AMOUNT_READ;
}

/* A word that multiplies would change the number: "12 mil". */
static bool multiplies(struct hito_str unit)
{
	static const char *const words[] = {"k",       "m",        "mil",
					    "millón",  "millones", "thousand",
					    "million", "millions"};
	struct hito_folded folded;
	size_t space = hito_str_find_byte(unit, ' ', 0);

	if (space == SIZE_MAX)
		space = unit.len;
	if (!hito_fold(hito_str_slice(unit, 0, space), &folded))
		return false;
	/* "5 m" may be metres; "5M" or "5 m EUR" are none. */
	if (hito_fold_is(&folded, "m") && unit.ptr[0] == 'm' &&
	    space == unit.len)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (hito_fold_is(&folded, words[i]))
			return true;
	}
	return false;
}

/* A unit begins with a letter or sign, and "/week" is one of a bare count. */
static bool is_unit(struct hito_str unit)
{
	size_t at = unit.len && unit.ptr[0] == '/' ? 1 : 0;
	char c;

	if (!unit.len)
		return true;
	if (at == unit.len || multiplies(unit))
		return false;
	for (size_t i = 1; i < unit.len; i++) {
		/* A second number. */
		if (is_digit(unit.ptr[i]) && unit.ptr[i - 1] == ' ')
			return false;
	}
	c = unit.ptr[at];
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80 || (!at && (c == '%' || c == '$'));
}

/* The sign or code of a currency in front: its bytes with the space. */
static size_t prefix_at(struct hito_str text, size_t at,
			struct hito_str *out_currency)
{
	size_t end = at, size;

	while (end < text.len && !is_digit(text.ptr[end]) &&
	       text.ptr[end] != '-' && text.ptr[end] != '+' &&
	       !space_at(text, end))
		end++;
	*out_currency = hito_str_slice(text, at, end);
	if (end == at || !hito_currency_find(*out_currency)) {
		*out_currency = HITO_STR("");
		return 0;
	}
	while ((size = space_at(text, end)))
		end += size;
	return end - at;
}

static size_t sign_at(struct hito_str text, size_t at, bool *out_negative)
{
	if (at >= text.len || (text.ptr[at] != '-' && text.ptr[at] != '+'))
		return 0;
	*out_negative = text.ptr[at] == '-';
	return 1;
}

static struct hito_str trim_spaces(struct hito_str text)
{
	size_t size;

	while ((size = space_at(text, 0)))
		text = hito_str_slice(text, size, text.len);
	return hito_str_trim(text);
}

/* A count without a unit: nothing in it can be misread. */
static bool read_count(struct hito_str text, struct hito_amount_reading *out)
{
	int64_t units = 0;

	if (!text.len || text.len > MOST_DIGITS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.ptr[i]))
			return false;
		units = units * 10 + (text.ptr[i] - '0');
	}
	*out = (struct hito_amount_reading){
		.amount = {.units = units,
			   .has_number = true,
			   .unit = HITO_STR("")},
		.end = text.len,
	};
	return true;
}

enum hito_amount_result hito_amount_read(struct hito_arena *arena,
					 struct hito_str text,
					 enum hito_lang lang,
					 struct hito_amount_reading *out)
{
	struct hito_str prefix, unit;
	enum hito_amount_result result;
	struct number number;
	bool negative = false;
	size_t at, end = hito_str_trim_right(text).len;

	if (read_count(text, out))
		return HITO_AMOUNT_READ;
	*out = (struct hito_amount_reading){.ambiguous = false};
	text = hito_str_slice(text, 0, end);
	at = text.len - hito_str_trim(text).len;
	at += sign_at(text, at, &negative);
	at += prefix_at(text, at, &prefix);
	if (prefix.len && !negative)
		at += sign_at(text, at, &negative);
	if (!read_number(text, at, &number))
		return HITO_AMOUNT_NONE;
	unit = trim_spaces(hito_str_slice(text, number.end, text.len));
	if (!is_unit(unit))
		return HITO_AMOUNT_NONE;
	if (prefix.len && unit.len && unit.ptr[0] != '/')
		return HITO_AMOUNT_NONE;
	result = set_number(&number, negative, lang, out);
	if (result != HITO_AMOUNT_READ)
		return result;
	if (prefix.len)
		unit = hito_arena_printf(arena, "%s%.*s",
					 hito_currency_find(prefix),
					 HITO_STR_ARG(unit));
	if (unit.ptr)
		unit = hito_unit_canonical(arena, unit);
	out->amount.unit = unit;
	return unit.ptr || !unit.len ? HITO_AMOUNT_READ : HITO_AMOUNT_NO_MEMORY;
}

bool hito_amount_parse(struct hito_arena *arena, struct hito_str text,
		       enum hito_lang lang, struct hito_amount *out,
		       bool *out_ambiguous)
{
	struct hito_amount_reading reading;
	enum hito_amount_result result =
		hito_amount_read(arena, text, lang, &reading);

	*out_ambiguous = reading.ambiguous;
	if (result != HITO_AMOUNT_READ)
		return false;
	*out = reading.amount;
	return true;
}

static struct hito_decimal decimal_of(struct hito_amount amount)
{
	struct hito_decimal decimal = {amount.units, amount.scale};

	return decimal;
}

struct hito_str hito_amount_number(struct hito_arena *arena,
				   struct hito_amount amount)
{
	char text[HITO_DECIMAL_SIZE];

	return hito_arena_copy(arena, hito_str_from(hito_decimal_format(
					      decimal_of(amount), text)));
}

struct hito_str hito_amount_text(struct hito_arena *arena,
				 struct hito_amount amount)
{
	char text[HITO_DECIMAL_SIZE];

	if (!amount.unit.len)
		return hito_amount_number(arena, amount);
	return hito_arena_printf(arena, "%s %.*s",
				 hito_decimal_format(decimal_of(amount), text),
				 HITO_STR_ARG(amount.unit));
}

int hito_amount_compare(struct hito_amount a, struct hito_amount b)
{
	return hito_decimal_compare(decimal_of(a), decimal_of(b));
}

double hito_amount_double(struct hito_amount amount)
{
	return hito_decimal_double(decimal_of(amount));
}
