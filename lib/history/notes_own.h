/* SPDX-License-Identifier: MIT */
/* What reading and writing of notes share. */
#ifndef HITO_HISTORY_NOTES_OWN_H
#define HITO_HISTORY_NOTES_OWN_H

#include "history/notes.h"
#include "history/sheet.h"

struct hito_notes {
	struct hito_arena *arena;
	const char *folder;
	char name[32];
	uint64_t key;
	bool always;
	struct hito_sheet sheet;
	/* What was made of records so far, by their numbers. */
	struct hito_signer **signers;
	struct hito_row **rows;
	struct hito_fact **facts;
	struct hito_version **versions;
	uint32_t new_commits, new_versions; /* asked for and not there */
};

/* The first slot of a commit among so many (a power of two). */
static inline uint32_t hito_notes_slot(const unsigned char *oid, uint32_t size)
{
	return ((uint32_t)oid[0] << 24 | (uint32_t)oid[1] << 16 |
		(uint32_t)oid[2] << 8 | (uint32_t)oid[3]) &
	       (size - 1);
}

#endif
