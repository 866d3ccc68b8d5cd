/* SPDX-License-Identifier: MIT */
/*
 * A diary: what each author of commits did to plans, week by week.
 */
#ifndef HITO_STATUS_DIARY_H
#define HITO_STATUS_DIARY_H

#include "status/sift.h"

/* Counts of events that landed. */
struct hito_deeds {
	size_t commits, events;
	size_t created, removed;   /* steps */
	size_t finished, reopened; /* steps that entered, left done */
	size_t slips;              /* promises that moved later */
	int slip_working_days;
	size_t reviews;
};

struct hito_diary_entry {
	hito_day monday; /* of the ISO week; NONE: of all weeks */
	const struct hito_person *person;
	struct hito_deeds deeds;
};

struct hito_diary {
	/* By week, the newest first or the oldest; within one by name. */
	const struct hito_diary_entry *entries;
	size_t count;
	const struct hito_diary_entry *people; /* all weeks, by name */
	size_t person_count;
};

/*
 * events are in the order of the history; sifted are the answers to all of
 * its events. NULL: no memory.
 */
struct hito_diary *hito_diary_make(const struct hito_history *history,
				   const struct hito_event *const *events,
				   size_t count,
				   const struct hito_sifted *sifted,
				   bool oldest_first, struct hito_arena *arena);

#endif
