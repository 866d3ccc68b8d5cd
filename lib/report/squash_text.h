/* SPDX-License-Identifier: MIT */
/*
 * Events as trailers with their days: what the message of a squash has to say
 * so that nothing of them is lost (hito-history(7), TRAILERS).
 */
#ifndef HITO_REPORT_SQUASH_TEXT_H
#define HITO_REPORT_SQUASH_TEXT_H

#include "hito/history.h"
#include "hito/out.h"

/*
 * Write the events of history, in order, that a caller wants: entries into
 * states, changes of owner, start and due day with their reason, reviews, and
 * a line for steps that are only named. What a line cannot hold is left out:
 * the files say it. Returns the number of lines; SIZE_MAX: no memory.
 *
 * for_eyes  control characters of foreign text are made visible
 */
size_t hito_squash_text(struct hito_out *out,
			const struct hito_history *history,
			bool (*wants)(void *ctx, const struct hito_commit *),
			void *ctx, bool for_eyes, struct hito_arena *scratch);

/*
 * Trailers that a squash of the commits that a caller wants would undo: files
 * change the same value in them and say otherwise, and of one commit the file
 * counts. Fills out_events with at most so many of them; returns how many
 * there are.
 */
size_t hito_squash_undone(const struct hito_history *history,
			  bool (*wants)(void *ctx, const struct hito_commit *),
			  void *ctx, size_t most,
			  const struct hito_event **out_events);

#endif
