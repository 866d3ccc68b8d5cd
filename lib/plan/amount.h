/* SPDX-License-Identifier: MIT */
/*
 * Amounts: the part for readers.
 */
#ifndef HITO_PLAN_AMOUNT_H
#define HITO_PLAN_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/value.h"

enum hito_amount_result {
	HITO_AMOUNT_READ,
	HITO_AMOUNT_NONE,      /* the text is no amount */
	HITO_AMOUNT_AMBIGUOUS, /* not read: separators, and lang is not es */
	HITO_AMOUNT_NO_MEMORY,
};

/* What was found beside the amount itself. */
struct hito_amount_reading {
	struct hito_amount amount;
	bool ambiguous;    /* it has such separators, read or not */
	size_t start, end; /* of the number's digits in the text */
};

enum hito_amount_result hito_amount_read(struct hito_arena *arena,
					 struct hito_str text,
					 enum hito_lang lang,
					 struct hito_amount_reading *out);

/* "12000 EUR", "2.5 %", "20 h/week", "12000". ptr NULL: no memory. */
struct hito_str hito_amount_text(struct hito_arena *arena,
				 struct hito_amount amount);
/* The number alone: "12000", "2.5". */
struct hito_str hito_amount_number(struct hito_arena *arena,
				   struct hito_amount amount);

/*
 * A unit's canonical form: EUR for "€" and "euros", "h/week" for "horas por
 * semana"; unknown words stay. ptr NULL: no memory.
 */
struct hito_str hito_unit_canonical(struct hito_arena *arena,
				    struct hito_str text);
/* The currency that a code or sign stands for; NULL when it is none. */
const char *hito_currency_find(struct hito_str text);

#endif
