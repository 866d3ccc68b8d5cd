/* SPDX-License-Identifier: MIT */
/* Commits in order: parents first, else the smallest date. */
#include "base/heap.h"
#include "history/walk_own.h"

bool hito_walk_lost_head(const struct hito_oid *head, struct hito_err *err)
{
	char id[HITO_ID_SIZE];

	hito_oid_format(head, id);
	hito_err_set(err, HITO_ERR_GIT, "the commit %s is missing or damaged",
		     id);
	return hito_err_help(err, "git fsck says what is wrong");
}

/*
 * Take the parents out that were not to be had. The list does not move any
 * more: commits point into it.
 */
static void drop_missing(struct hito_gathering *all)
{
	for (size_t i = 0; i < all->count; i++) {
		struct hito_walked *walked = &hito_walk_node(all, i)->walked;
		uint32_t *parents =
			all->parents + hito_walk_node(all, i)->first_parent;
		uint32_t kept = 0;

		for (uint32_t j = 0; j < walked->parent_count; j++) {
			if (hito_walk_node(all, parents[j])->missing)
				walked->cut = true;
			else
				parents[kept++] = parents[j];
		}
		walked->parents = parents;
		walked->parent_count = kept;
		hito_walk_node(all, i)->waiting = kept;
		for (uint32_t j = 0; j < kept; j++)
			hito_walk_node(all, parents[j])->walked.children++;
	}
}

/* The children of each commit, one behind the other. */
struct children {
	size_t *starts; /* count + 1 of them */
	uint32_t *list;
};

static bool find_children(const struct hito_gathering *all,
			  struct children *out)
{
	size_t total = 0, *ends;

	out->starts = hito_new(all->scratch, size_t, all->count + 1);
	ends = hito_new(all->scratch, size_t, all->count + 1);
	if (!out->starts || !ends)
		return false;
	for (size_t i = 0; i < all->count; i++) {
		out->starts[i] = ends[i] = total;
		total += hito_walk_node(all, i)->walked.children;
	}
	out->starts[all->count] = total;
	out->list = hito_new(all->scratch, uint32_t, total + 1);
	if (!out->list)
		return false;
	for (size_t i = 0; i < all->count; i++) {
		const struct hito_walked *walked =
			&hito_walk_node(all, i)->walked;

		for (uint32_t j = 0; j < walked->parent_count; j++)
			out->list[ends[walked->parents[j]]++] = (uint32_t)i;
	}
	return true;
}

/* The smallest (committer date, id) first. */
static bool is_before(const void *ctx, uint32_t a, uint32_t b)
{
	const struct hito_gathering *all = ctx;
	const struct hito_walked *x = &hito_walk_node(all, a)->walked;
	const struct hito_walked *y = &hito_walk_node(all, b)->walked;
	int64_t x_time = x->committer_time.seconds;
	int64_t y_time = y->committer_time.seconds;

	if (x_time != y_time)
		return x_time < y_time;
	return hito_oid_compare(&x->oid, &y->oid) < 0;
}

/* Kahn's algorithm; commits in a circle never become ready. */
static size_t put_in_order(struct hito_gathering *all, struct hito_heap *ready,
			   const struct children *children)
{
	struct hito_walked *commits = all->walk->commits;
	size_t count = 0;
	uint32_t *next;

	for (size_t i = 0; i < all->count; i++)
		if (!hito_walk_node(all, i)->missing &&
		    !hito_walk_node(all, i)->waiting)
			hito_heap_push(ready, (uint32_t)i);
	while (ready->count) {
		uint32_t at = hito_heap_pop(ready);

		hito_walk_node(all, at)->place = (uint32_t)count;
		commits[count++] = hito_walk_node(all, at)->walked;
		for (size_t i = children->starts[at];
		     i < children->starts[at + 1]; i++)
			if (--hito_walk_node(all, children->list[i])->waiting ==
			    0)
				hito_heap_push(ready, children->list[i]);
	}
	next = all->walk_parents;
	for (size_t i = 0; i < count; i++) {
		const uint32_t *parents = commits[i].parents;

		commits[i].parents = next;
		for (uint32_t j = 0; j < commits[i].parent_count; j++)
			*next++ = hito_walk_node(all, parents[j])->place;
	}
	return count;
}

bool hito_walk_order(struct hito_gathering *all, struct hito_err *err)
{
	struct hito_heap ready = {.is_before = is_before, .ctx = all};
	struct children children;

	drop_missing(all);
	ready.list = hito_new(all->scratch, uint32_t, all->count + 1);
	all->walk->commits =
		hito_new(all->arena, struct hito_walked, all->count);
	all->walk_parents =
		hito_new(all->arena, uint32_t, all->parent_count + 1);
	if (!ready.list || !all->walk->commits || !all->walk_parents ||
	    !find_children(all, &children))
		return hito_err_memory(err);
	all->walk->count = put_in_order(all, &ready, &children);
	/* All wait for a circle in the end, the newest commit too. */
	if (hito_walk_node(all, 0)->waiting)
		return hito_walk_lost_head(&hito_walk_node(all, 0)->walked.oid,
					   err);
	return true;
}
