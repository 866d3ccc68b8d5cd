/* SPDX-License-Identifier: MIT */
/*
 * Who types: the person of the team that Git's user is, by the addresses of
 * `team` and .mailmap.
 */
#ifndef HITO_CMD_ME_H
#define HITO_CMD_ME_H

#include "history/user.h"
#include "past.h"

/* From Git's files (history/user.h). RUN_OK, or the status to end with. */
int me_user(struct run *run, const struct past *past, struct hito_user *out);

/*
 * The id of the person, as owners are shown; where nobody is meant that is
 * said, with what to do about it: wrong use. model: of all plans.
 */
int me_find(struct run *run, const struct past *past,
	    const struct hito_model *model, struct hito_str *out_id);

/*
 * Let answers that are kept (answer.h) depend on who types: put it to the
 * words that they are kept by. RUN_OK, or the status to end with.
 */
int me_note(struct run *run, const struct past *past);

/*
 * Somebody by id or name, without regard to case and accents: of a team, or
 * an owner that steps name. Nobody is wrong use, and said.
 */
int me_named(struct run *run, const struct hito_model *model, const char *typed,
	     struct hito_str *out_id);

#endif
