/* SPDX-License-Identifier: MIT */
/*
 * The edits of an editing, before they are files.
 */
#ifndef HITO_EDIT_EDITING_OWN_H
#define HITO_EDIT_EDITING_OWN_H

#include "edit/editing.h"

/* An edit of a file, in the order in which they were made. */
struct hito_placed_edit {
	const struct hito_source *source;
	struct hito_edit edit;
	size_t order;
};

#endif
