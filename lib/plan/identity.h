/* SPDX-License-Identifier: MIT */
/*
 * Ids: made where there is none, compared as the project says.
 */
#ifndef HITO_PLAN_IDENTITY_H
#define HITO_PLAN_IDENTITY_H

#include "plan/assembly.h"

#define HITO_IDENTITY_SIZE 256

/*
 * The id that a block without one gets before collisions are mended: the slug
 * of its title; of a file's head without a title, and of mapped files, the
 * file's name. Empty where there is no ASCII letter or digit.
 */
HITO_MUST bool hito_identity_slug(const struct hito_document *document,
				  uint32_t block, struct hito_arena *arena,
				  struct hito_str *out_id,
				  struct hito_err *err);

/*
 * What ids: of a mapping makes of an id. The answer is a slice of id or of
 * text; ids that do not fit stay as they are.
 */
struct hito_str hito_identity_of(const struct hito_mapping *mapping,
				 struct hito_str id,
				 char text[HITO_IDENTITY_SIZE]);

/*
 * One of two with the same id that lies where duplicates lose (ignore: of a
 * mapping): it is shown, and counts for nothing.
 */
bool hito_identity_loses(const struct hito_item *item);

/*
 * Give every item of the plan, or every plan, its id, and find the repeated
 * ones. Raises F005.
 */
HITO_MUST bool hito_identity_shelves(struct hito_assembly *assembly,
				     struct hito_node *plan,
				     struct hito_err *err);
HITO_MUST bool hito_identity_plans(struct hito_assembly *assembly,
				   struct hito_err *err);

#endif
