/* SPDX-License-Identifier: MIT */
/*
 * Rows: the things of a model, by name, under today's names.
 */
#ifndef HITO_HISTORY_ROW_H
#define HITO_HISTORY_ROW_H

#include "history/compare.h"
#include "history/name.h"

/*
 * The rows of a model, sorted by name. Their texts outlive the model; item
 * does not. home is given to all.
 */
bool hito_rows_of(struct hito_names *names, const struct hito_model *model,
		  struct hito_str home, struct hito_arena *arena,
		  struct hito_row **out_rows, size_t *out_count,
		  struct hito_err *err);

/* folder empty: the top. */
bool hito_folder_holds(struct hito_str folder, struct hito_str path);

/* A file or folder of the commit that cannot be read whole. */
struct hito_damaged {
	struct hito_str path; /* of a folder: all that was below it */
	bool folder;
	/* By parent: its things may still be in the file. Where some parents
	 * have the very same bytes, only those. */
	const bool *from;
};

/*
 * Add the things of parents whose file is damaged here: they go on as they
 * were. A row that lost its id with its front matter is not a thing of its
 * own and goes. rows gets a new list in the arena.
 */
bool hito_rows_carry(const struct hito_damaged *damaged, size_t damaged_count,
		     const struct hito_things *parents, size_t parent_count,
		     struct hito_arena *arena,
		     const struct hito_row *const **rows, size_t *count,
		     struct hito_err *err);

/* What a row is from its commit on; its facts are not read yet. */
struct hito_thing hito_thing_of_row(const struct hito_row *row);

/* Sort by name; instances of one name by path, then order. */
void hito_rows_sort(const struct hito_row **rows, size_t count);

#endif
