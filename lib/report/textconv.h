/* SPDX-License-Identifier: MIT */
/*
 * A plan file as text to compare: its front matter by key, one value a line
 * with the name of its step, so that keys that moved or are spelt otherwise
 * make no difference.
 */
#ifndef HITO_REPORT_TEXTCONV_H
#define HITO_REPORT_TEXTCONV_H

#include "hito/document.h"
#include "hito/out.h"

/*
 * Blocks in which something cannot be read (findings of reading the document),
 * and all outside of blocks, stay as they are. for_eyes: control characters are
 * shown. False: no memory.
 */
HITO_MUST bool hito_textconv_write(struct hito_out *out,
				   const struct hito_document *document,
				   const struct hito_findings *findings,
				   bool for_eyes, struct hito_arena *arena);

#endif
