/* SPDX-License-Identifier: MIT */
/*
 * Another id for a step, a plan, an objective or a KPI: the id, all references
 * to it, and formerly, so that its history goes on.
 */
#ifndef HITO_EDIT_RENAME_H
#define HITO_EDIT_RENAME_H

#include "edit/refer.h"

/*
 * Put the edits. refer->turns gets the turn, refer->list the references that
 * are worded anew. err: HITO_ERR_USAGE for an id that cannot be taken,
 * HITO_ERR_INPUT for a file that cannot be edited, with what to do.
 */
HITO_MUST bool hito_rename(const struct hito_model *model,
			   const struct hito_item *item, struct hito_str id,
			   struct hito_turns *turns, struct hito_refer *refer,
			   struct hito_err *err);

/* Why the text of a thing cannot be taken elsewhere, or its id changed. */
const char *hito_rename_refusal(const struct hito_item *item);

/*
 * Write formerly: of a thing, behind what is there; without without. *refused
 * as of hito_editing_set.
 */
HITO_MUST bool hito_rename_formerly(struct hito_editing *editing,
				    const struct hito_item *item,
				    struct hito_str former,
				    struct hito_str without,
				    const char **refused);

#endif
