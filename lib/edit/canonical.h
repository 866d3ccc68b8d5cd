/* SPDX-License-Identifier: MIT */
/*
 * The order in which the keys of each kind of thing are written, in one table:
 * hito fmt, hito add and hito set put them so (hito-format(5), MERGING). A line
 * that seldom changes stands between two that often do, so that plain Git
 * merges changes of both.
 */
#ifndef HITO_EDIT_CANONICAL_H
#define HITO_EDIT_CANONICAL_H

#include "hito/key.h"

enum hito_canonical_flag {
	HITO_CANONICAL_ALWAYS = 1, /* written where it is empty, too */
	HITO_CANONICAL_APART = 2,  /* behind an empty line */
};

struct hito_canonical {
	enum hito_key key;
	unsigned flags; /* bits of enum hito_canonical_flag */
};

/* All keys of a kind in their order. */
const struct hito_canonical *hito_canonical_keys(enum hito_kind kind,
						 size_t *out_count);

/* The place of a key among them; their number for a key that they lack. */
size_t hito_canonical_rank(enum hito_kind kind, enum hito_key key);

/* Is a key set apart by an empty line before it? */
bool hito_canonical_is_apart(enum hito_kind kind, enum hito_key key);

#endif
