/* SPDX-License-Identifier: MIT */
/*
 * How the headings of a file enclose each other, and what each of them is.
 */
#ifndef HITO_PLAN_NEST_H
#define HITO_PLAN_NEST_H

#include "plan/reading.h"

struct hito_nested {
	uint32_t up;         /* the enclosing heading; HITO_NONE */
	enum hito_kind kind; /* 0: prose */
	bool fenced;         /* it has front matter of its own */
	uint32_t block;      /* HITO_NO_BLOCK until it has one */
};

struct hito_nest {
	struct hito_nested *headings; /* as many as the outline has */
	uint32_t title;               /* the first H1 that is no thing itself;
					 HITO_NONE */
	bool has_steps;
};

/*
 * Find what each heading is. Raises F001 for info strings that are nearly
 * right. in_step: the whole file is a step, so that no heading in it makes an
 * objective.
 */
HITO_MUST bool hito_nest_read(struct hito_reading *reading, bool in_step,
			      struct hito_nest *out_nest, struct hito_err *err);

/* The nearest enclosing heading of the kind; HITO_NONE. */
uint32_t hito_nest_above(const struct hito_nest *nest, uint32_t heading,
			 enum hito_kind kind);

#endif
