/* SPDX-License-Identifier: MIT */
/*
 * hito lint --staged: what the next commit would hold is checked, as a hook
 * of Git does before it. No file of the work tree is looked at.
 */
#ifndef HITO_CMD_LINT_STAGED_H
#define HITO_CMD_LINT_STAGED_H

#include "place.h"

/*
 * In the place of place_name and place_read. Arguments are ids, or paths of
 * what is staged. HITO_ERR_INCOMPLETE for an index of a form that is not read.
 *
 * *out_first  there is no commit yet that anything could be newer than
 */
HITO_MUST bool lint_staged_read(struct place *place, int argc, char **argv,
				bool *out_first, struct hito_err *err);

#endif
