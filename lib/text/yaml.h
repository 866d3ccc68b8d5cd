/* SPDX-License-Identifier: MIT */
/*
 * The parts of the front matter reader: entries of one line that need no
 * YAML parser (flat), one entry through libyaml (read), the cutting of a
 * block into entries (level) and what is done with each (entry).
 *
 * All offsets are those of the source; text is its readable text.
 */
#ifndef HITO_TEXT_YAML_H
#define HITO_TEXT_YAML_H

#include "base/wide.h"
#include "text/frontmatter.h"

/* Flat: yaml_flat.c */

/* A line that begins with "key:". */
struct hito_yaml_head {
	struct hito_span key; /* quotes included */
	uint32_t rest;        /* offset behind the colon */
	bool quoted;
};

static inline bool hito_yaml_is_blank(char byte) /* space or tab */
{
	return byte == ' ' || byte == '\t';
}
/* The next line of text[*at, end), without its line end. */
bool hito_yaml_next_line(struct hito_str text, uint32_t end, uint32_t *at,
			 struct hito_span *out_line);
/* Does the line (from its first character) begin with "key:"? */
bool hito_yaml_split(struct hito_str text, struct hito_span line,
		     struct hito_yaml_head *out_head);
/* "- item" or "-"; libyaml takes no tabs behind the dash. */
bool hito_yaml_is_dash(struct hito_str text, struct hito_span line);
/* "---" or "...", which end a YAML document. */
bool hito_yaml_is_marker(struct hito_str text, struct hito_span line);
/*
 * Read what stands behind a colon (or dash) up to the end of the line, as
 * YAML would. False: it takes libyaml to say.
 */
bool hito_yaml_flat(struct hito_str text, struct hito_span rest,
		    struct hito_yaml *out_value);
/*
 * The first byte of text[at, end) that may end a value of one line, or that
 * takes a look: "#", ":" and whatever stands before the space in ASCII.
 */
static inline uint32_t hito_yaml_skip_text(struct hito_str text, uint32_t at,
					   uint32_t end)
{
	for (; at < end && text.len - at >= HITO_WIDE; at += HITO_WIDE) {
		hito_wide wide = hito_wide_load(text.ptr + at);
		unsigned bits = hito_wide_bits((hito_wide)(wide < ' ') |
					       (hito_wide)(wide == '#') |
					       (hito_wide)(wide == ':'));

		if (!bits)
			continue;
		at += (uint32_t)__builtin_ctz(bits);
		return at < end ? at : end;
	}
	while (at < end && (unsigned char)text.ptr[at] >= ' ' &&
	       text.ptr[at] != '#' && text.ptr[at] != ':')
		at++;
	return at < end ? at : end;
}
/*
 * Of a clean text (struct hito_yaml_reader): the value of a line from at on
 * in the plainest form, letters and what goes between them. The offset behind
 * the line; 0: it takes a look.
 */
uint32_t hito_yaml_words(struct hito_str text, uint32_t at, uint32_t end,
			 struct hito_yaml *out_value);
/* The same of "key: value". */
uint32_t hito_yaml_pair(struct hito_str text, uint32_t at, uint32_t end,
			struct hito_yaml_entry *out_entry);
/* Where an empty value would stand. */
struct hito_span hito_yaml_empty_span(struct hito_str text,
				      struct hito_span rest);
/* Is "#" at the offset the start of a comment (not "#1", "#promo")? */
bool hito_yaml_is_comment(struct hito_str text, uint32_t at, uint32_t end);
/*
 * The rest of a line as text, without white space around it and a comment
 * behind it. Empty when it holds nothing else.
 */
struct hito_span hito_yaml_rest(struct hito_str text, struct hito_span rest);

/* Would YAML read only the part of the line before "#", or nothing? */
bool hito_yaml_is_cut(struct hito_str text, struct hito_span rest);
/* The offset behind what a quote or bracket opens at the start; 0: open. */
uint32_t hito_yaml_skip_opened(struct hito_str text, struct hito_span span);
/* From the first that is no blank; may be empty. */
static inline struct hito_span hito_yaml_skip_blanks(struct hito_str text,
						     struct hito_span span)
{
	while (span.start < span.end &&
	       hito_yaml_is_blank(text.ptr[span.start]))
		span.start++;
	return span;
}

/* One entry through libyaml: yaml_read.c */

enum hito_yaml_verdict {
	HITO_YAML_DONE,
	HITO_YAML_BROKEN,    /* no YAML */
	HITO_YAML_FORBIDDEN, /* YAML, but not for plans */
	HITO_YAML_NO_MEMORY,
};

struct hito_yaml_trouble {
	const char *message; /* of FORBIDDEN: an English template */
	const char *help;    /* the same; NULL for the usual one */
	struct hito_span span;
};

struct hito_yaml_reader {
	struct hito_str text;
	struct hito_arena *arena; /* of texts */
	struct hito_arena *rows;  /* of entries; NULL: the same */
	/* All of text is as the file has it, without odd characters. */
	bool clean;
	size_t nodes;   /* values that may still be read */
	unsigned depth; /* collections around the entry */
};

static inline struct hito_arena *
hito_yaml_rows(const struct hito_yaml_reader *reader)
{
	return reader->rows ? reader->rows : reader->arena;
}

/*
 * Read the lines of span, "key: value" or "- value". Values that YAML would
 * cut at "#" are kept whole, as RECOVERED. Only DONE sets out_entry.
 */
enum hito_yaml_verdict hito_yaml_read(struct hito_yaml_reader *reader,
				      struct hito_span span,
				      struct hito_yaml_entry *out_entry,
				      struct hito_yaml_trouble *out_trouble);

/* A block: frontmatter.c and yaml_entry.c */

struct hito_yaml_block {
	const struct hito_source *source;
	struct hito_findings *findings;
	struct hito_yaml_reader reader;
};

/* The lines that make one entry. */
struct hito_yaml_chunk {
	bool item;             /* "- value", else "key: value" */
	struct hito_span head; /* its first line, from the key or dash */
	uint32_t column;       /* of its head in the line */
	struct hito_yaml_head split;
	uint32_t from;        /* the same with the indentation */
	uint32_t end;         /* behind all lines before the next entry */
	uint32_t content_end; /* behind the last one that holds something */
	bool tail;            /* something stands below its first line */
	/* Lines at the entry's own column that may belong to a quote or
	 * bracket it has opened; they end at loose_end. */
	uint32_t loose, loose_end;
	struct hito_str name; /* the key for people: an item's is its list's */
};

/* Entries of one column. */
struct hito_yaml_level {
	struct hito_span span;
	uint32_t column;
	bool items;
	struct hito_str name;
};

/* Read the entries of a level; false when memory ends. */
bool hito_yaml_read_level(struct hito_yaml_block *block,
			  const struct hito_yaml_level *level,
			  struct hito_yaml *out_value);
/* Raise F002 for keys of a mapping that stand twice. */
bool hito_yaml_check_keys(struct hito_yaml_block *block,
			  const struct hito_yaml *mapping);
/*
 * Read one entry and raise what is wrong with it. *out_loose is set when the
 * loose lines are none of it; false when memory ends.
 */
bool hito_yaml_read_entry(struct hito_yaml_block *block,
			  const struct hito_yaml_chunk *chunk,
			  struct hito_yaml_entry *out_entry, bool *out_loose);

/*
 * Read a block of any lines, cut into entries, into out_root, which is a
 * mapping without entries (frontmatter.c). False when memory ends.
 */
bool hito_yaml_cut(struct hito_yaml_block *block, struct hito_span span,
		   struct hito_yaml *out_root);
/*
 * Read a block of nothing but plain lines, each "key: text" or a key with
 * such lists and mappings below it, as hito_yaml_cut would (yaml_plain.c).
 * False, and nothing was raised: that has to be asked, or memory ended.
 */
bool hito_yaml_plain(struct hito_yaml_block *block, struct hito_span span,
		     struct hito_yaml *out_root, bool *out_no_memory);

/*
 * The value of an entry with lines below it that are plain lists and
 * mappings (yaml_nest.c). False: it takes libyaml to say, or memory ended.
 */
bool hito_yaml_nest(struct hito_yaml_reader *reader,
		    const struct hito_yaml_chunk *chunk,
		    struct hito_yaml *out_value, bool *out_no_memory);

#endif
