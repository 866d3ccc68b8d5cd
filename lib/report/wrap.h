/* SPDX-License-Identifier: MIT */
/* Foreign text in lines of so many columns. */
#ifndef HITO_REPORT_WRAP_H
#define HITO_REPORT_WRAP_H

#include "hito/out.h"

/*
 * Cut the next line off rest: at a space where there is one, within a word
 * that is longer than a line, never between a letter and its accents. False
 * when nothing is left.
 */
bool hito_wrap_cut(struct hito_str *rest, size_t columns,
		   struct hito_str *out_line);

#endif
