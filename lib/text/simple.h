/* SPDX-License-Identifier: MIT */
/*
 * The outline of a body that is made of headings, paragraphs, fences of
 * backticks and short lists: most plans are, and lines alone tell where these
 * stand. Whatever else a body holds is left to md4c.
 */
#ifndef HITO_TEXT_SIMPLE_H
#define HITO_TEXT_SIMPLE_H

#include "text/markdown.h"

/*
 * Fill the lists of outline, whose body is set, as hito_markdown_parse would.
 * out_simple is false, and the lists are left as they were, when it takes
 * md4c to say. Titles with markup go through md4c, a line at a time.
 */
HITO_MUST bool hito_simple_parse(const struct hito_markdown_input *input,
				 struct hito_outline *outline, bool *out_simple,
				 struct hito_err *err);

#endif
