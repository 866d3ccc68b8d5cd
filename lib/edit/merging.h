/* SPDX-License-Identifier: MIT */
/*
 * A merge while it is made: what its parts share.
 *
 * A version of the file is a tree of sections, its head the root. Sections of
 * two versions that are the same thing have the same class. All texts are
 * whole lines of their version, line ends included.
 */
#ifndef HITO_EDIT_MERGING_H
#define HITO_EDIT_MERGING_H

#include "edit/merge.h"
#include "history/libgit2.h"
#include "hito/key.h"
#include "hito/out.h"
#include "hito/source.h"
#include "text/frontmatter.h"

#define HITO_MERGE_NONE UINT32_MAX

/* A section without those below it. */
struct hito_merge_node {
	uint32_t parent;     /* NONE: the root */
	uint32_t class;      /* NONE: not matched yet */
	enum hito_kind kind; /* 0: it has no front matter */
	unsigned level;      /* of its heading; 0: the root */
	struct hito_str id;  /* slug of the title where it has none */
	bool has_id;
	struct hito_str title;
	/* In this order they are all of its text. */
	struct hito_str heading, gap, open, front, close, body, tail;
	struct hito_str whole; /* the same with those below it */
	bool has_block;        /* open, front and close are there */
	struct hito_yaml yaml; /* of front */
};

struct hito_merge_version {
	const struct hito_source *source;
	struct hito_str text;
	struct hito_merge_node *nodes; /* in the order of the file */
	uint32_t count;
	uint32_t *of_class; /* node of each class; NONE */
};

/* What names mean in a collection. */
enum hito_merge_scope {
	HITO_SCOPE_KEYS,  /* keys of a kind of thing */
	HITO_SCOPE_IDS,   /* ids of such things */
	HITO_SCOPE_ITEMS, /* items of a list: their text */
	HITO_SCOPE_DAYS,  /* lines of a log */
	HITO_SCOPE_RAW,
};

struct hito_merge_place {
	enum hito_merge_scope scope;
	enum hito_kind kind; /* of KEYS and IDS */
	enum hito_type type; /* of the key whose value it is; else ANY */
};

/* An entry of front matter or an item of a list. */
struct hito_merge_unit {
	struct hito_str name;
	struct hito_str lead;  /* blank lines and comments above it */
	struct hito_str lines; /* ptr NULL: it stands on no line of its own */
	const struct hito_yaml_entry *entry; /* NULL: a line of text */
	uint32_t class;
};

struct hito_merge_units {
	const struct hito_merge_version *version;
	struct hito_merge_unit *list;
	size_t count;
	struct hito_str tail; /* behind the last one */
};

/* One thing in three versions; NULL: it is not there. */
struct hito_merge_trio {
	const struct hito_merge_unit *base, *ours, *theirs;
};
struct hito_merge_texts {
	struct hito_str base, ours, theirs;
};

struct hito_merging {
	struct hito_arena *arena;
	const struct hito_merge_options *options;
	struct hito_libgit2 *library;
	struct hito_merge_version base, ours, theirs;
	uint32_t classes;
	struct hito_out out;
	struct hito_out_memory memory;
	enum hito_favor favor;
	const struct hito_merge_node *node; /* whose text is being merged */
	struct hito_str line_end;
	unsigned short marker_size;
	struct hito_merge_conflict *conflicts;
	size_t conflict_count, conflict_capacity;
	struct hito_merge_note *notes;
	size_t note_count, note_capacity;
	struct hito_err *err;
};

/* Read a version; *out_known false: it takes lines to merge it. */
HITO_MUST bool hito_merge_read(struct hito_merging *merging,
			       struct hito_str text,
			       struct hito_merge_version *out, bool *out_known);

/* Give all sections of the versions their classes. */
HITO_MUST bool hito_merge_match(struct hito_merging *merging);
/* Give those of another version the classes of ours and theirs. */
HITO_MUST bool hito_merge_match_to(struct hito_merging *merging,
				   struct hito_merge_version *to);

/*
 * The order of three lists of classes below limit, none twice in a list:
 * that of ours, with theirs at their neighbours. out has room for all.
 */
struct hito_merge_list {
	const uint32_t *list;
	size_t count;
};
HITO_MUST bool hito_merge_order(struct hito_arena *arena, size_t limit,
				const struct hito_merge_list *base,
				const struct hito_merge_list *ours,
				const struct hito_merge_list *theirs,
				uint32_t *out, size_t *out_count);

/* The section's parent and whether it is there, by class. merge_place.c */
struct hito_merge_fate {
	uint32_t parent; /* a class */
	bool is_here;
	bool contested; /* one removed what the other changed */
};
HITO_MUST bool hito_merge_fates(struct hito_merging *merging,
				struct hito_merge_fate **out_fates);
const struct hito_merge_node *
hito_merge_node_of(const struct hito_merge_version *version, uint32_t class);

/* Write all sections. */
HITO_MUST bool hito_merge_sections(struct hito_merging *merging);

/* Write front matter, its fence lines included. */
HITO_MUST bool hito_merge_block(struct hito_merging *merging,
				const struct hito_merge_node *base,
				const struct hito_merge_node *ours,
				const struct hito_merge_node *theirs);
/*
 * Cut the lines of a collection into units. False: they are not on lines of
 * their own, or memory ended (then the arena says so).
 */
bool hito_merge_cut(const struct hito_merging *merging,
		    const struct hito_merge_version *version,
		    const struct hito_yaml *yaml, struct hito_span lines,
		    const struct hito_merge_place *place,
		    struct hito_merge_units *out);
/* Write the units of a collection. */
HITO_MUST bool hito_merge_units(struct hito_merging *merging,
				const struct hito_merge_place *place,
				const struct hito_merge_units *base,
				const struct hito_merge_units *ours,
				const struct hito_merge_units *theirs);
/* What the value of a unit is. */
struct hito_merge_place hito_merge_inside(const struct hito_merge_place *place,
					  const struct hito_merge_unit *unit);

/* Write an entry that both changed, without what stands above it. */
HITO_MUST bool hito_merge_value(struct hito_merging *merging,
				const struct hito_merge_place *place,
				const struct hito_merge_trio *trio);
/* Do they say the same? NULL is empty. */
bool hito_merge_equal(const struct hito_merge_version *a_version,
		      const struct hito_yaml *a,
		      const struct hito_merge_version *b_version,
		      const struct hito_yaml *b);
/* The same for lists. *out_done false: it is none. merge_list.c */
HITO_MUST bool hito_merge_items(struct hito_merging *merging,
				const struct hito_merge_place *place,
				const struct hito_merge_trio *trio,
				bool *out_done);

/* The line end behind a unit's value, with a comment. */
struct hito_str hito_merge_suffix(struct hito_merging *merging,
				  const struct hito_merge_trio *trio);
/* Up to the value. */
struct hito_str hito_merge_prefix(const struct hito_merging *merging,
				  const struct hito_merge_trio *trio);
struct hito_str hito_merge_bytes(const struct hito_merge_version *version,
				 const struct hito_yaml *yaml);

/* Write prose, merged by line, checklists by item. */
HITO_MUST bool hito_merge_prose(struct hito_merging *merging,
				const struct hito_merge_texts *texts);
/* Write comments: where both changed them, those of both. */
HITO_MUST bool hito_merge_comments(struct hito_merging *merging,
				   const struct hito_merge_texts *texts);
/* Lines that conflict, all of them checklist items. *out_done false: no. */
HITO_MUST bool hito_merge_tasks(struct hito_merging *merging,
				const struct hito_merge_texts *texts,
				bool *out_done);

/* A piece of lines that were merged. */
struct hito_merge_chunk {
	bool conflict;
	struct hito_str clean;
	struct hito_merge_texts texts; /* of a conflict */
};
HITO_MUST bool hito_merge_chunks(struct hito_merging *merging,
				 const struct hito_merge_texts *texts,
				 bool wide, struct hito_merge_chunk **out,
				 size_t *out_count);
/* All of them as they are, conflicts marked. */
HITO_MUST bool hito_merge_put_lines(struct hito_merging *merging,
				    const struct hito_merge_texts *texts);

struct hito_merge_clash {
	struct hito_merge_texts texts; /* whole lines */
	struct hito_str key;
	struct hito_str ours, theirs; /* in words; ptr NULL: removed */
};
/* Mark a conflict, or settle it as options say. */
HITO_MUST bool hito_merge_clash(struct hito_merging *merging,
				const struct hito_merge_clash *clash);
HITO_MUST bool hito_merge_note(struct hito_merging *merging,
			       enum hito_merge_note_kind kind,
			       struct hito_str id);

void hito_merge_put(struct hito_merging *merging, struct hito_str text);
/* ours where it differs from base, else theirs */
struct hito_str hito_merge_pick(const struct hito_merge_texts *texts);
bool hito_merge_is_settled(const struct hito_merge_texts *texts);

/*
 * Does the text, which lines gave, say for each thing and key what the three
 * say? merge_holds.c
 */
HITO_MUST bool hito_merge_holds(struct hito_merging *merging,
				struct hito_str text, bool *out_holds);

#endif
