/* SPDX-License-Identifier: MIT */
/* Checked sums and products, digits to numbers, exact decimals. */
#include "base/num.h"

#include <stdio.h>

#define MOST_DIGITS 15
#define MOST_SCALE 9

static const int64_t powers[MOST_SCALE + 1] = {
	1,      10,      100,      1000,      10000,
	100000, 1000000, 10000000, 100000000, 1000000000,
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

bool hito_str_u64(struct hito_str text, uint64_t *out)
{
	uint64_t number = 0;

	if (!text.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.ptr[i]) ||
		    __builtin_mul_overflow(number, 10u, &number) ||
		    __builtin_add_overflow(
			    number, (uint64_t)(text.ptr[i] - '0'), &number))
			return false;
	}
	*out = number;
	return true;
}

bool hito_str_u32(struct hito_str text, uint32_t *out)
{
	uint64_t number;

	if (!hito_str_u64(text, &number) || number > UINT32_MAX)
		return false;
	*out = (uint32_t)number;
	return true;
}

bool hito_decimal_parse(struct hito_str text, struct hito_decimal *out)
{
	bool negative = hito_str_starts(text, "-");
	struct hito_str whole, fraction;
	bool point;
	int64_t units = 0;

	text = hito_str_slice(text, negative ? 1 : 0, text.len);
	point = hito_str_cut(text, '.', &whole, &fraction);
	if (!whole.len || (point && !fraction.len))
		return false;
	if (whole.len + fraction.len > MOST_DIGITS || fraction.len > MOST_SCALE)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (point && i == whole.len)
			continue;
		if (!is_digit(text.ptr[i]))
			return false;
		units = units * 10 + (text.ptr[i] - '0');
	}
	out->units = negative ? -units : units;
	out->scale = (uint8_t)fraction.len;
	return true;
}

/* The whole part and the rest in units of 10^-9; both have the same sign. */
struct parts {
	int64_t whole, rest;
};

static struct parts split(struct hito_decimal decimal)
{
	unsigned scale =
		decimal.scale > MOST_SCALE ? MOST_SCALE : decimal.scale;
	struct parts parts;

	parts.whole = decimal.units / powers[scale];
	parts.rest = decimal.units % powers[scale] * powers[MOST_SCALE - scale];
	return parts;
}

int hito_decimal_compare(struct hito_decimal a, struct hito_decimal b)
{
	struct parts left = split(a);
	struct parts right = split(b);

	if (left.whole != right.whole)
		return left.whole < right.whole ? -1 : 1;
	return (left.rest > right.rest) - (left.rest < right.rest);
}

/* The most digits behind the point that still fit; the others are cut. */
static struct hito_decimal join(struct parts parts)
{
	unsigned scale = MOST_SCALE;

	while (scale && parts.rest % powers[MOST_SCALE - scale + 1] == 0)
		scale--;
	for (;; scale--) {
		int64_t rest = parts.rest / powers[MOST_SCALE - scale];
		int64_t units;

		if (!__builtin_mul_overflow(parts.whole, powers[scale],
					    &units) &&
		    !__builtin_add_overflow(units, rest, &units))
			return (struct hito_decimal){units, (uint8_t)scale};
	}
}

struct hito_decimal hito_decimal_add(struct hito_decimal a,
				     struct hito_decimal b)
{
	const int64_t one = powers[MOST_SCALE];
	struct parts left = split(a);
	struct parts right = split(b);
	struct parts sum;

	sum.rest = left.rest + right.rest;
	if (__builtin_add_overflow(left.whole, right.whole, &sum.whole) ||
	    __builtin_add_overflow(sum.whole, sum.rest / one, &sum.whole)) {
		bool down = left.whole < 0;

		return (struct hito_decimal){down ? INT64_MIN : INT64_MAX, 0};
	}
	sum.rest %= one;
	if (sum.whole > 0 && sum.rest < 0) {
		sum.whole--;
		sum.rest += one;
	} else if (sum.whole < 0 && sum.rest > 0) {
		sum.whole++;
		sum.rest -= one;
	}
	return join(sum);
}

double hito_decimal_double(struct hito_decimal decimal)
{
	unsigned scale =
		decimal.scale > MOST_SCALE ? MOST_SCALE : decimal.scale;

	return (double)decimal.units / (double)powers[scale];
}

/* As "%llu" does, without its price. */
static void put_whole(bool negative, uint64_t whole,
		      char text[HITO_DECIMAL_SIZE])
{
	char digits[HITO_DECIMAL_SIZE];
	size_t count = 0;

	do
		digits[count++] = (char)('0' + whole % 10);
	while (whole /= 10);
	if (negative)
		*text++ = '-';
	while (count > 0)
		*text++ = digits[--count];
	*text = '\0';
}

const char *hito_decimal_format(struct hito_decimal decimal,
				char text[HITO_DECIMAL_SIZE])
{
	struct parts parts = split(decimal);
	bool negative = decimal.units < 0;
	uint64_t whole = (uint64_t)parts.whole;
	int64_t rest = negative ? -parts.rest : parts.rest;
	int digits = MOST_SCALE;

	if (negative)
		whole = 0 - whole;
	if (!rest) {
		put_whole(negative, whole, text);
		return text;
	}
	for (; rest % 10 == 0; digits--)
		rest /= 10;
	snprintf(text, HITO_DECIMAL_SIZE, "%s%llu.%0*lld", negative ? "-" : "",
		 (unsigned long long)whole, digits, (long long)rest);
	return text;
}
