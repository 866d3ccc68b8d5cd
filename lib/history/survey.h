/* SPDX-License-Identifier: MIT */
/*
 * A survey of the commits: which of them touch plans, and what they change.
 */
#ifndef HITO_HISTORY_SURVEY_H
#define HITO_HISTORY_SURVEY_H

#include "history/trailer.h"
#include "history/trees.h"
#include "history/walk.h"

/* A commit that stands apart from its parents. */
struct hito_surveyed {
	uint32_t place; /* in the walk */
	/* Against the first parent; a root: against nothing. */
	const struct hito_file_change *changes;
	uint32_t change_count;
	uint32_t trailer_count;
	const struct hito_trailer *trailers; /* as written */
};

struct hito_survey {
	struct hito_surveyed *list; /* in the order of the walk */
	size_t count, capacity;
	/* By place in the walk: the number in the list of the commit whose
	 * plans it has, itself or the one that all its parents have. */
	uint32_t *states;
};

struct hito_scouts;

struct hito_survey_input {
	const struct hito_walk *walk;
	struct hito_repository *repository;
	struct hito_notes *notes;   /* or NULL */
	struct hito_scouts *scouts; /* that went ahead, or NULL; dismissed */
	struct hito_catalog *catalog;
	const struct hito_trailer_words *words;
	unsigned threads; /* as in hito_history_options */
	bool since;       /* the first commit is known: it is not looked at */
	const struct hito_progress *progress;
};

bool hito_survey_read(const struct hito_survey_input *input,
		      struct hito_arena *arena, struct hito_survey *out_survey,
		      struct hito_err *err);

#endif
