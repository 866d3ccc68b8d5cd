/* SPDX-License-Identifier: MIT */
/*
 * Notes of earlier runs: what commits and versions of files say never changes,
 * so that it need not be read twice (hito-history(7), CACHE).
 *
 * Notes are facts, never answers: which commits there are now is walked anew
 * each time. They hold for one program, one project file and one set of former
 * names; others have a file of their own. What the file says is not trusted:
 * every number is checked before it is used.
 */
#ifndef HITO_HISTORY_NOTES_H
#define HITO_HISTORY_NOTES_H

#include "history/survey.h"
#include "history/version.h"

struct hito_notes;

struct hito_notes_options {
	const char *folder; /* where they are kept; NULL: nowhere */
	uint64_t stamp;     /* of the program */
	/* What versions are read by: the project file's text, and the names
	 * that things have today. */
	struct hito_str project_text;
	const struct hito_names *names;
	bool always; /* written even where little is new */
};

/* A number that tells apart what they hold for. */
uint64_t hito_notes_key(const struct hito_notes_options *options);

/* Read the notes, or begin with none. NULL: no memory. */
struct hito_notes *hito_notes_open(const struct hito_notes_options *options,
				   struct hito_arena *arena);

/* What was noted of a commit. */
struct hito_noted {
	struct hito_oid tree;
	struct hito_instant author_time, committer_time;
	const struct hito_signer *author;
	struct hito_str message;
	uint32_t place; /* among the notes */
	uint32_t parent_count;
};

/* In all of these, notes NULL: there are none. */
bool hito_notes_commit(struct hito_notes *notes, const struct hito_oid *oid,
		       struct hito_noted *out_noted);
/* number is below parent_count. */
void hito_notes_parent(const struct hito_notes *notes,
		       const struct hito_noted *noted, uint32_t number,
		       struct hito_oid *out_oid);

/* Is it noted what a commit changed since its first parent (NULL: none)? */
bool hito_notes_know(const struct hito_notes *notes,
		     const struct hito_walked *walked,
		     const struct hito_walked *parent);

/*
 * Add to changes, in the arena, what a commit changed since its first parent
 * (NULL: it has none). *out_known is false where that is not noted. The paths
 * and versions enter the catalog.
 */
bool hito_notes_changes(struct hito_notes *notes,
			const struct hito_walked *walked,
			const struct hito_walked *parent,
			struct hito_catalog *catalog, struct hito_arena *arena,
			struct hito_file_changes *changes, bool *out_known,
			struct hito_err *err);

/* Fill in what a version says; false: it is not noted, or memory ends. */
bool hito_notes_version(struct hito_notes *notes, struct hito_version *version);

/*
 * Write all that is known by now of a complete history, where that is much
 * more than was noted.
 */
void hito_notes_write(const struct hito_notes *notes,
		      const struct hito_walk *walk,
		      const struct hito_survey *survey,
		      const struct hito_catalog *catalog);

#endif
