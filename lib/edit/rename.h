/* SPDX-License-Identifier: MIT */
/*
 * Another id for a step, a plan, an objective or a KPI: the id, all references
 * to it, and formerly, so that its history goes on.
 */
#ifndef HITO_EDIT_RENAME_H
#define HITO_EDIT_RENAME_H

#include "edit/refer.h"

/* The new id, and what the thing was called in other plans: PLAN/ID. */
struct hito_renaming {
	const struct hito_item *item;
	struct hito_str id;
	const struct hito_str *elsewhere;
	size_t elsewhere_count;
};

/*
 * Put the edits. refer->turns gets the turn, refer->list the references that
 * are worded anew. err: HITO_ERR_USAGE for an id that cannot be taken,
 * HITO_ERR_INPUT for a file that cannot be edited, with what to do.
 */
HITO_MUST bool hito_rename(const struct hito_model *model,
			   const struct hito_renaming *renaming,
			   struct hito_turns *turns, struct hito_refer *refer,
			   struct hito_err *err);

/*
 * Another thing of the kind of "of" that has the id in a plan (NULL: in the
 * project file), or, *out_once, had it there once and is found by it.
 */
const struct hito_item *hito_rename_taken(const struct hito_model *model,
					  const struct hito_item *plan,
					  const struct hito_item *of,
					  struct hito_str id, bool *out_once);

/* Why the text of a thing cannot be taken elsewhere, or its id changed. */
const char *hito_rename_refusal(const struct hito_item *item);

/*
 * Add to formerly: of a thing what is not in it yet, and take parts of it away
 * (items->remove, as in hito_editing_items). *refused as of hito_editing_set.
 */
HITO_MUST bool hito_rename_formerly(struct hito_editing *editing,
				    const struct hito_item *item,
				    const struct hito_items *items,
				    const char **refused);

#endif
