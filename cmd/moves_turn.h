/* SPDX-License-Identifier: MIT */
/*
 * Moves of text, not of values: is the project then what turns say? And what
 * they tell.
 */
#ifndef HITO_CMD_MOVES_TURN_H
#define HITO_CMD_MOVES_TURN_H

#include "edit/transfer.h"
#include "moves.h"

/* A moves_check; check_args are struct hito_turns. */
int moves_check_turns(struct moves *moves, const struct hito_workspace *then);

/* Tell of references that are worded anew. False when memory ends. */
bool moves_tell_reworded(struct moves *moves, const struct hito_refer *refer);

/* Tell of links that were adjusted, warn of those that were not. */
bool moves_tell_links(struct moves *moves,
		      const struct hito_transfer *transfer);

/* A place for a list of such: "a.md:12, b.md:4, ...". */
struct moves_spot {
	struct hito_str path;
	uint32_t line;
};

/* Warn: a sentence, then how many and the first places, in brackets. */
bool moves_warn_spots(struct moves *moves, struct hito_str sentence,
		      const struct moves_spot *spots, size_t count);

#endif
