/* SPDX-License-Identifier: MIT */
/* Sentences wrapped at the width of the page. */
#ifndef HITO_CMD_WRAP_H
#define HITO_CMD_WRAP_H

#include <stddef.h>

#include "hito/out.h"

/*
 * Print text (our own) wrapped before columns and ended by a line end. The
 * cursor stands at column at (from 0); further lines are indented to indent.
 */
void wrap_print(struct hito_out *out, const char *text, size_t at,
		size_t indent, size_t columns);

#endif
