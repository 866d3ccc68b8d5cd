/* SPDX-License-Identifier: MIT */
/*
 * Moves of text, not of values: is the project then what turns say?
 */
#ifndef HITO_CMD_MOVES_TURN_H
#define HITO_CMD_MOVES_TURN_H

#include "edit/turn.h"
#include "moves.h"

/* A moves_check; check_args are struct hito_turns. */
int moves_check_turns(struct moves *moves, const struct hito_workspace *then);

#endif
