/* SPDX-License-Identifier: MIT */
/*
 * Steps put into plan files: a section of its own behind its neighbours, or a
 * file of its own where the plan's steps are files. All other bytes stay.
 *
 *	hito_insert_find(model, &wish, arena, &spot)
 *	hito_insert_put(&editing, &spot, steps, count, &refused)
 *	hito_editing_finish, read the project, hito_insert_check
 */
#ifndef HITO_EDIT_INSERT_H
#define HITO_EDIT_INSERT_H

#include "edit/editing.h"

/* Whose step it is to be. */
struct hito_insert_wish {
	const struct hito_item *plan;
	const struct hito_item *objective; /* NULL: none */
	const struct hito_item *parent;    /* NULL: a step of its own */
};

/* A step that is to be. */
struct hito_insert {
	struct hito_str id, title; /* its title as it is to be read */
	struct hito_str markup;    /* the same with its markup; may be empty */
	struct hito_str body;      /* lines below its front matter, each with
				      LF; may be empty */
	struct hito_str path;      /* of a file of its own; else empty */
	bool milestone;
};

/* Where steps go, and what they look like there. */
struct hito_insert_spot {
	struct hito_insert_wish wish;
	const struct hito_document *document; /* that they stand in or beside */
	bool own_file;
	struct hito_str folder; /* of files of their own; may be empty */
	bool named_plan;        /* files here name their plan */
	uint32_t at;            /* in the document */
	unsigned level;         /* of their headings; 0: they cannot stand */
	uint32_t above, between, behind; /* empty lines: before the heading,
					    before the block, at the end */
	struct hito_str line_end;
	bool spanish;
};

/*
 * Find the spot: behind the last step of the same objective (parent, plan), in
 * the same file or beside it; else at the end of what it belongs to. *refused:
 * why there is none. False when memory ends.
 */
HITO_MUST bool hito_insert_find(const struct hito_insert_wish *wish,
				struct hito_insert_spot *out,
				const char **refused);

/*
 * The only heading of a plan's prose that is named by its title, or by the
 * beginning of its slug, as the objective that it becomes with its first step.
 * NULL: there is none, or several.
 */
HITO_MUST bool hito_insert_plain(const struct hito_item *plan,
				 struct hito_str typed,
				 struct hito_arena *arena,
				 struct hito_item **out, struct hito_err *err);
/* Is it such a heading? */
bool hito_insert_is_plain(const struct hito_item *objective);

/* Put steps there, in this order. */
HITO_MUST bool hito_insert_put(struct hito_editing *editing,
			       const struct hito_insert_spot *spot,
			       const struct hito_insert *steps, size_t count);

/*
 * The title as a heading has it: plain where it is read back as itself, else
 * with backslashes. Empty: no heading can have it.
 */
HITO_MUST bool hito_insert_heading(struct hito_arena *arena,
				   const struct hito_insert *step,
				   struct hito_str *out, struct hito_err *err);

/* Sketches of an objective that are to become steps. */
struct hito_taken {
	const struct hito_sketch *sketch;
	struct hito_str markup; /* its title with its markup */
	struct hito_str body;   /* what stood below it, as of an insert */
};

/*
 * Take sketches out of the text, with what stands below them. taken: in the
 * order of the text. *out_refused: one that cannot be, and why; else NULL.
 */
HITO_MUST bool hito_insert_take(struct hito_editing *editing,
				const struct hito_document *document,
				struct hito_taken *taken, size_t count,
				const struct hito_sketch **out_refused,
				const char **out_why);

/* What is meant by an insertion. */
struct hito_insert_meant {
	struct hito_insert_wish wish;
	const struct hito_insert *step;
	struct hito_str path; /* of the file that it stands in */
};

/*
 * Does after say what before says, and these steps beside it, without a value?
 */
bool hito_insert_check(const struct hito_model *before,
		       const struct hito_model *after,
		       const struct hito_insert_meant *meant, size_t count);
/* The same, but these sketches are gone. */
bool hito_insert_check_taken(const struct hito_model *before,
			     const struct hito_model *after,
			     const struct hito_taken *taken, size_t count);

#endif
