/* SPDX-License-Identifier: MIT */
/*
 * What history keeps while it walks: the things of a commit and the chain of
 * events behind each of their values.
 *
 *   snapshot (one commit) -> things (shared between commits that agree)
 *   thing -> cells (a key each) -> last event -> the event before -> ...
 */
#ifndef HITO_HISTORY_STATE_H
#define HITO_HISTORY_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/history.h"

/*
 * One thing through time, whatever it is called. Two branches that make the
 * same thing give two lineages; a merge joins the second to the first.
 */
struct hito_lineage {
	struct hito_lineage *joined; /* NULL: it stands for itself */
	enum hito_kind kind;
	struct hito_str plan, id; /* newest name, as shown */
	uint32_t used_at;         /* order + 1 of the commit that saw it last */
	uint32_t number;          /* + 1, while it is written */
	struct hito_story *story; /* filled at the end */
};

/* An event with the one before it in its value's chain. */
struct hito_event_node {
	struct hito_event event;
	struct hito_event_node *before;
	struct hito_lineage *lineage;
	/* Of a thing that comes back: what it was when it went. */
	const struct hito_thing *back;
	struct hito_event_node
		*pending;  /* the next one whose back is to be seen */
	uint32_t rank;     /* place within its commit */
	uint32_t sequence; /* place among all, once all are known */
	const struct hito_story *gathered; /* the last that took it */
};

/* One key of a thing. */
struct hito_cell {
	const struct hito_fact *file;  /* what the file says; NULL: nothing */
	const struct hito_fact *value; /* the same or a later trailer's */
	struct hito_event_node *last;  /* newest event behind value */
	enum hito_key key;
	bool gap; /* file is carried along from before */
};

/* A thing at a commit. It does not change: commits that agree share it. */
struct hito_thing {
	/* First what is asked of each thing of each commit. */
	enum hito_kind kind;
	bool id_made;
	bool present; /* false: it was removed */
	bool carried; /* its file cannot be read: it is as it was */
	bool trailed; /* a value comes from a trailer */
	/* What it was made from: a row of a pool, or a block (both NULL: a
	 * plan that no file has). */
	const struct hito_row *pooled;
	struct hito_str plan, id; /* identity; id empty for a plan */
	struct hito_lineage *lineage;
	struct hito_str home;  /* the group that it lies in */
	struct hito_str shown; /* the id as people write it */
	struct hito_str path, title;
	struct hito_str objective, parent; /* identities; may be empty */
	const struct hito_block *block;
	const struct hito_mapping *mapping;
	const struct hito_cell *cells; /* by key */
	size_t cell_count;
	struct hito_event_node *existence; /* newest created or removed */
	struct hito_event_node *place;     /* newest created or moved */
};

/* A thing as the files of one commit have it. */
struct hito_row {
	/* First what is asked of each row of each commit. */
	enum hito_kind kind;
	bool id_made, damaged, state_readable, title_readable;
	const struct hito_row *pooled; /* itself, of a row in a pool */
	struct hito_str plan, id;
	const struct hito_thing *carried; /* it has no readable file here */
	struct hito_str home, shown, path, title;
	struct hito_str objective, parent, state;
	/* What it says, of a row in a pool. */
	const struct hito_fact *const *facts;
	size_t fact_count;
	/* Of others; NULL: a plan that no file has. */
	const struct hito_block *block;
	const struct hito_item *item;       /* NULL: its model is gone */
	const struct hito_mapping *mapping; /* which ids are the same */
	uint32_t order; /* in its file: tells duplicates apart */
};

/* By kind, plan, id: the order of rows and things. */
int hito_name_compare(enum hito_kind a_kind, struct hito_str a_plan,
		      struct hito_str a_id, enum hito_kind b_kind,
		      struct hito_str b_plan, struct hito_str b_id);

/* By name; what is there before tombstones, then by path. */
int hito_thing_compare(const struct hito_thing *a, const struct hito_thing *b);

/* Sort by name, as far as they are not sorted already. */
void hito_things_sort(struct hito_thing **things, size_t count);

/* The cell of a key; NULL when the thing never had the key. */
const struct hito_cell *hito_thing_cell(const struct hito_thing *thing,
					enum hito_key key);

/* The lineage that stands for this one. */
struct hito_lineage *hito_lineage_root(struct hito_lineage *lineage);

/* All events so far, in order. */
struct hito_nodes {
	struct hito_arena *arena;
	struct hito_event_node **list;
	size_t count, capacity;
};

#endif
