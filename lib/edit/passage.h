/* SPDX-License-Identifier: MIT */
/*
 * A step as a piece of text: a section of a file, or a file of its own. It can
 * be written as either, with its headings at the level of its new place.
 */
#ifndef HITO_EDIT_PASSAGE_H
#define HITO_EDIT_PASSAGE_H

#include "edit/editing.h"
#include "text/markdown.h"

struct hito_passage {
	const struct hito_item *step;
	const struct hito_source *source;
	const struct hito_outline *outline;
	bool is_file;
	unsigned level;           /* of its heading; 0: a file without one */
	struct hito_span heading; /* empty: none */
	struct hito_span front;   /* the YAML alone, line ends included */
	struct hito_span before;  /* of a file: text above its heading */
	struct hito_span rest;    /* from the end of heading and front on */
	struct hito_span whole;   /* all of it, without empty lines below */
	struct hito_span section; /* with them */
};

/* False and *refused: it cannot be taken out as it is. */
bool hito_passage_find(struct hito_passage *piece, const struct hito_item *step,
		       const struct hito_outline *outline,
		       const char **refused);

/*
 * Put headings that begin in a span up or down by levels. *refused where one
 * would be out of 1 to 6. False when memory ends.
 */
HITO_MUST bool hito_passage_shift(struct hito_editing *draft,
				  const struct hito_source *source,
				  const struct hito_heading *heading,
				  int levels, const char **refused);

/*
 * What the front matter of a piece says of its place: ids. An empty one goes,
 * with its line if nothing else is on it; ptr NULL: left as it is.
 */
struct hito_passage_place {
	struct hito_str id; /* always written */
	struct hito_str objective, parent, plan;
	bool is_same; /* what goes says what the place says: it may stay */
};

/* Edit the front matter for a file of its own, or for a section. */
HITO_MUST bool hito_passage_front(struct hito_editing *draft,
				  const struct hito_passage *piece,
				  const struct hito_passage_place *place,
				  bool to_file, const char **refused);

/*
 * The text for its new place, the edits of the draft in it (which is sorted by
 * now), its lines ended by line_end; a section ends without one. ptr NULL: no
 * memory.
 */
struct hito_str hito_passage_file(const struct hito_editing *draft,
				  const struct hito_passage *piece,
				  struct hito_str line_end);
struct hito_str hito_passage_section(const struct hito_editing *draft,
				     const struct hito_passage *piece,
				     unsigned level, bool spanish,
				     struct hito_str line_end);

/* A text with other line ends; the same where it has them already. */
struct hito_str hito_passage_ends(struct hito_arena *arena,
				  struct hito_str text,
				  struct hito_str line_end);

/* The end of a span without the blank lines at its end. */
uint32_t hito_passage_trim(const struct hito_source *source,
			   struct hito_span span);

#endif
