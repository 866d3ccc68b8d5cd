/* SPDX-License-Identifier: MIT */
/*
 * Front matter for a heading that has none.
 */
#ifndef HITO_EDIT_FRONT_H
#define HITO_EDIT_FRONT_H

#include "edit/editing.h"

/*
 * Give an objective that is a mere heading a block with its id; where that is
 * another one than it had by its title, with formerly, too.
 */
HITO_MUST bool hito_front_create(struct hito_editing *editing,
				 const struct hito_item *objective,
				 struct hito_str id);

/* The word of a fence for a kind of thing: step, paso. */
const char *hito_front_word(enum hito_kind kind, bool spanish);

#endif
