/* SPDX-License-Identifier: MIT */
/*
 * Texts of steps taken to other places and files, with all that has to follow:
 * references, links, headings, line ends.
 *
 *	hito_transfer_init(&transfer, model, editing, arena)
 *	turns, edits of transfer.draft, hito_transfer_relocate ...
 *	hito_transfer_follow(&transfer, err)     references, links
 *	hito_passage_file/_section of the draft, hito_transfer_insert/_remove
 *... hito_transfer_finish(&transfer, err)
 */
#ifndef HITO_EDIT_TRANSFER_H
#define HITO_EDIT_TRANSFER_H

#include "edit/passage.h"
#include "edit/refer.h"

/* A span of a file that is in another file, or a file of another path. */
struct hito_relocation {
	const struct hito_source *source;
	struct hito_span span;
	struct hito_str path;
};

/* Text to put where a section ends, an empty line before and behind it. */
struct hito_insertion {
	const struct hito_source *source;
	uint32_t offset;
	struct hito_str text;
};

struct hito_removal {
	const struct hito_source *source;
	struct hito_span span; /* a section with the empty lines below it */
};

/* A place that somebody should look at. */
struct hito_notice {
	const struct hito_source *source;
	uint32_t line;
};

struct hito_transfer {
	struct hito_arena *arena;
	const struct hito_model *model;
	struct hito_editing *editing; /* that writes files */
	struct hito_editing draft;
	struct hito_turns *turns;
	struct hito_refer refer;
	struct hito_map outlines; /* by path */
	struct hito_relocation *relocations;
	size_t relocation_count, relocation_capacity;
	struct hito_insertion *insertions;
	size_t insertion_count, insertion_capacity;
	struct hito_removal *removals;
	size_t removal_count, removal_capacity;
	struct hito_notice *anchors; /* links to headings by "#..." */
	size_t anchor_count, anchor_capacity;
	size_t link_count; /* that were adjusted */
};

HITO_MUST bool hito_transfer_init(struct hito_transfer *transfer,
				  const struct hito_model *model,
				  struct hito_editing *editing,
				  struct hito_arena *arena);

/* NULL: no memory, or the file is too much: err. */
const struct hito_outline *
hito_transfer_outline(struct hito_transfer *transfer,
		      const struct hito_source *source, struct hito_err *err);

HITO_MUST bool hito_transfer_passage(struct hito_transfer *transfer,
				     const struct hito_item *step,
				     struct hito_passage *out,
				     struct hito_err *err);

HITO_MUST bool hito_transfer_relocate(struct hito_transfer *transfer,
				      const struct hito_source *source,
				      struct hito_span span,
				      struct hito_str path);
HITO_MUST bool hito_transfer_insert(struct hito_transfer *transfer,
				    const struct hito_source *source,
				    uint32_t offset, struct hito_str text);
HITO_MUST bool hito_transfer_remove(struct hito_transfer *transfer,
				    const struct hito_source *source,
				    struct hito_span span);

/* The path that a place of a file has then. */
struct hito_str hito_transfer_path(const struct hito_transfer *transfer,
				   const struct hito_source *source,
				   uint32_t offset);

/* References and links; no edits of the draft after that. */
HITO_MUST bool hito_transfer_follow(struct hito_transfer *transfer,
				    struct hito_err *err);

/* All edits, those of insertions and removals too, to the editing. */
HITO_MUST bool hito_transfer_finish(struct hito_transfer *transfer,
				    struct hito_err *err);

/* Errors: false. */
bool hito_transfer_refuse(const struct hito_item *item, const char *refused,
			  struct hito_err *err);

/* links.c: adjust the links of all files. */
HITO_MUST bool hito_transfer_links(struct hito_transfer *transfer,
				   struct hito_err *err);

/* The line end of a file: that of its first line. */
struct hito_str hito_transfer_line_end(const struct hito_source *source);

#endif
