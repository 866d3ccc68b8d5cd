/* SPDX-License-Identifier: MIT */
/*
 * One commit against its parents: the events of its files and trailers.
 *
 * A value changes where it differs from the value in every parent that has
 * the thing (hito-history(7), EVENTS), so a merge that takes a side is no
 * event and an evil merge is.
 */
#ifndef HITO_HISTORY_COMPARE_H
#define HITO_HISTORY_COMPARE_H

#include "history/state.h"
#include "history/trailer.h"

/* The things of a commit, by name; removed ones stay as tombstones. */
struct hito_things {
	struct hito_thing **list;
	size_t count;
	bool trailed; /* some thing's value comes from a trailer */
};

/* The removed thing of a name and title; NULL when there is none. */
struct hito_thing *hito_things_grave(const struct hito_things *things,
				     enum hito_kind kind, struct hito_str plan,
				     struct hito_str id, struct hito_str title);

/* The first thing of a name; NULL when absent. */
struct hito_thing *hito_things_find(const struct hito_things *things,
				    enum hito_kind kind, struct hito_str plan,
				    struct hito_str id);

struct hito_lost_list {
	struct hito_lost_trailer *list;
	size_t count, capacity;
};

struct hito_compare {
	struct hito_arena *arena;   /* of things and events */
	struct hito_arena *scratch; /* the caller empties it */
	const struct hito_commit *commit;
	hito_day day;                       /* of the commit */
	const struct hito_row *const *rows; /* by name */
	size_t row_count;
	const struct hito_things *parents; /* none: a root */
	size_t parent_count;
	/* Files of which some parent has a version that may hide things, and
	 * folders that cannot be read there. */
	const struct hito_str *torn;
	size_t torn_count;
	const struct hito_trailer *trailers; /* names as of today */
	size_t trailer_count;
	struct hito_nodes *nodes;    /* events are added here */
	struct hito_lost_list *lost; /* trailers that name nobody */
};

/* out_things->list is in list_arena (it lives no longer than its commit). */
bool hito_compare_commit(const struct hito_compare *compare,
			 struct hito_arena *list_arena,
			 struct hito_things *out_things, struct hito_err *err);

#endif
