/* SPDX-License-Identifier: MIT */
/* Where the files of a plan go when it is written again. */
#ifndef HITO_EDIT_RENEW_FILES_H
#define HITO_EDIT_RENEW_FILES_H

#include "edit/renew.h"

/*
 * Gather the documents of the plan, and the paths of the new files: beside the
 * old one, or the old folder.
 */
HITO_MUST bool hito_renew_gather(struct hito_renew *renew,
				 const struct hito_model *model,
				 struct hito_err *err);

#endif
