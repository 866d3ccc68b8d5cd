/* SPDX-License-Identifier: MIT */
/*
 * Arithmetic that notices overflow, and numbers in text.
 */
#ifndef HITO_BASE_NUM_H
#define HITO_BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/str.h"

/* False where the result overflows; *out stays as it is then. */
static inline bool hito_num_add(size_t a, size_t b, size_t *out)
{
	size_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		return false;
	*out = sum;
	return true;
}

static inline bool hito_num_mul(size_t a, size_t b, size_t *out)
{
	size_t product;

	if (__builtin_mul_overflow(a, b, &product))
		return false;
	*out = product;
	return true;
}

/* Digits only, the whole slice; false on anything else or on overflow. */
bool hito_str_u32(struct hito_str text, uint32_t *out);
bool hito_str_u64(struct hito_str text, uint64_t *out);

/*
 * An exact decimal: units * 10^-scale, so 3.50 is {350, 2}. No binary
 * fractions: 2.5 is 2.5.
 */
struct hito_decimal {
	int64_t units;
	uint8_t scale; /* digits behind the point, at most 9 */
};

/* -?digits[.digits], the whole slice, at most 15 digits. */
bool hito_decimal_parse(struct hito_str text, struct hito_decimal *out);
/* < 0, 0, > 0 */
int hito_decimal_compare(struct hito_decimal a, struct hito_decimal b);
/*
 * Exact while the sum fits; else digits behind the point are cut, and beyond
 * the whole numbers it saturates.
 */
struct hito_decimal hito_decimal_add(struct hito_decimal a,
				     struct hito_decimal b);
double hito_decimal_double(struct hito_decimal decimal);
#define HITO_DECIMAL_SIZE 32
/* Shortest form (3.50 prints 3.5), terminated. Returns text. */
const char *hito_decimal_format(struct hito_decimal decimal,
				char text[HITO_DECIMAL_SIZE]);

#endif
