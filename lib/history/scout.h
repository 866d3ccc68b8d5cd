/* SPDX-License-Identifier: MIT */
/*
 * Scouts: what commits change in plan files, found out on several threads
 * before the survey takes it in.
 */
#ifndef HITO_HISTORY_SCOUT_H
#define HITO_HISTORY_SCOUT_H

#include "history/survey.h"

struct hito_scouts;
struct hito_trail;

/*
 * One scout, on the calling thread, follows a walk until that ends. What it
 * was not yet come to is left to hito_scouts_send. *out_scouts is to be
 * dismissed in any case.
 */
bool hito_scouts_follow(struct hito_repository *repository,
			const struct hito_project *project,
			struct hito_trail *trail,
			const struct hito_progress *progress,
			struct hito_arena *arena,
			struct hito_scouts **out_scouts, struct hito_err *err);

/*
 * Compare the trees of all commits that are not noted with their first
 * parents', each thread with a catalog of its own. *scouts: those that went
 * ahead, or NULL.
 */
bool hito_scouts_send(const struct hito_survey_input *input,
		      struct hito_arena *arena, struct hito_scouts **scouts,
		      struct hito_err *err);

/*
 * Add to changes, in the arena, what the commit at a place changes: paths and
 * versions enter the survey's catalog. *out_known false: no scout looked at it.
 */
bool hito_scouts_tell(struct hito_scouts *scouts, uint32_t place,
		      struct hito_catalog *catalog, struct hito_arena *arena,
		      struct hito_file_changes *changes, bool *out_known,
		      struct hito_err *err);

/* NULL is allowed. */
void hito_scouts_done(struct hito_scouts *scouts);

#endif
