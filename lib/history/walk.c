/* SPDX-License-Identifier: MIT */
/*
 * Walking commits: first all are gathered from the newest back, then they are
 * put in order, parents first.
 */
#include "history/walk.h"

#include "base/heap.h"
#include "history/notes.h"
#include "history/object.h"
#include "history/objects.h"
#include "history/signer.h"
#include "history/trail.h"
#include "history/trailer.h"
#include "hito/limits.h"

#include <string.h>

#define NONE UINT32_MAX

/* A commit while it is gathered; parents are places in the gathering. */
struct node {
	struct hito_walked walked;
	uint32_t first_parent; /* among the parents of all */
	uint32_t named_by;     /* the last child that named it as parent, + 1 */
	uint32_t waiting;      /* parents that are not in order yet */
	uint32_t place;        /* in the order */
	bool missing;
};

struct gathering {
	const struct hito_walk_input *input;
	struct hito_objects *objects;
	struct hito_arena *arena, *scratch;
	struct node *nodes;
	size_t count, capacity;
	uint32_t *table; /* places + 1 by id, 0 = free */
	size_t table_size;
	uint32_t *parents; /* of all, commit by commit */
	size_t parent_count, parent_capacity;
	uint32_t *walk_parents;  /* the same, in order and for good */
	struct hito_signers signers;
	struct hito_walk *walk;
	const struct hito_oid *floor; /* or NULL */
	size_t aside; /* commits that do not seem to descend from it */
};

/* Ids are hashes already: their first bytes do. */
static size_t slot_of(const struct gathering *all, const struct hito_oid *oid)
{
	uint64_t hash;
	size_t mask = all->table_size - 1, slot;

	memcpy(&hash, oid->bytes, sizeof(hash));
	slot = (size_t)hash & mask;
	while (all->table[slot] &&
	       !hito_oid_equal(&all->nodes[all->table[slot] - 1].walked.oid,
			       oid))
		slot = (slot + 1) & mask;
	return slot;
}

static bool enlarge_table(struct gathering *all)
{
	size_t size = all->table_size ? all->table_size * 2 : 1024;
	uint32_t *table = hito_new(all->scratch, uint32_t, size);

	if (!table)
		return false;
	all->table = table;
	all->table_size = size;
	for (size_t i = 0; i < all->count; i++)
		table[slot_of(all, &all->nodes[i].walked.oid)] =
			(uint32_t)i + 1;
	return true;
}

/* The place of a commit, found or new; NONE past the limit. */
static bool find_or_add(struct gathering *all, const struct hito_oid *oid,
			uint32_t *out_place, struct hito_err *err)
{
	size_t slot;

	if (all->count * 2 >= all->table_size && !enlarge_table(all))
		return hito_err_memory(err);
	slot = slot_of(all, oid);
	if (all->table[slot]) {
		*out_place = all->table[slot] - 1;
		return true;
	}
	*out_place = NONE;
	if (all->count == HITO_LIMIT_COMMITS)
		return true;
	if (!hito_reserve(all->scratch, all->nodes, all->count, all->capacity))
		return hito_err_memory(err);
	all->nodes[all->count] = (struct node){
		.walked = {.oid = *oid, .met = (uint32_t)all->count},
	};
	all->table[slot] = (uint32_t)all->count + 1;
	*out_place = (uint32_t)all->count++;
	return true;
}

/* The first reason stays. */
static bool incomplete(struct gathering *all, const char *reason,
		       const char *remedy, const struct hito_oid *oid,
		       struct hito_err *err)
{
	char id[HITO_ID_SIZE];

	if (!all->walk->complete)
		return true;
	all->walk->complete = false;
	all->walk->reason = reason;
	all->walk->remedy = hito_str_from(remedy);
	if (!oid)
		return true;
	hito_oid_format(oid, id);
	all->walk->reason_arg = hito_arena_copy(all->arena, hito_str_from(id));
	return all->walk->reason_arg.ptr || hito_err_memory(err);
}

/* Enter a parent of the commit at a place, once. */
static bool add_parent(struct gathering *all, size_t at,
		       const struct hito_oid *oid, struct hito_err *err)
{
	uint32_t place;

	if (!find_or_add(all, oid, &place, err))
		return false;
	if (place == NONE) {
		all->nodes[at].walked.cut = true;
		return incomplete(all,
				  HITO_N("there are more commits than hito "
					 "reads"),
				  "", NULL, err);
	}
	if (all->nodes[place].named_by == at + 1)
		return true;
	all->nodes[place].named_by = (uint32_t)at + 1;
	if (!hito_reserve(all->scratch, all->parents, all->parent_count,
			  all->parent_capacity))
		return hito_err_memory(err);
	all->parents[all->parent_count++] = place;
	all->nodes[at].walked.parent_count++;
	return true;
}

/* Of as many as the commit names, those that are followed. */
static uint32_t followed(const struct gathering *all, uint32_t parent_count)
{
	return all->input->first_parent && parent_count > 1 ? 1 : parent_count;
}

static bool add_parents(struct gathering *all, size_t at,
			const struct hito_commit_view *view,
			struct hito_err *err)
{
	struct hito_oid oid;

	for (uint32_t i = 0; i < followed(all, view->parent_count); i++) {
		hito_view_parent(view, i, &oid);
		if (!add_parent(all, at, &oid, err))
			return false;
	}
	return true;
}

static bool head_missing(const struct hito_oid *head, struct hito_err *err)
{
	char id[HITO_ID_SIZE];

	hito_oid_format(head, id);
	hito_err_set(err, HITO_ERR_GIT, "the commit %s is missing or damaged",
		     id);
	return hito_err_help(err, "git fsck says what is wrong");
}

/* All of a message that may hold a trailer, else its first line. */
static struct hito_str keep_message(struct gathering *all,
				    const struct hito_commit_view *view)
{
	struct hito_str message = view->message;
	size_t end = hito_str_find_byte(message, '\n', 0);

	if (end != SIZE_MAX && !hito_trailers_may_be(message))
		message.len = end + 1;
	return hito_view_text(view, message, all->arena);
}

static bool is_cut(const struct gathering *all, size_t at)
{
	return hito_git_is_shallow_edge(all->input->repository,
					&all->nodes[at].walked.oid);
}

static bool cut(struct gathering *all, size_t at, struct hito_err *err)
{
	all->nodes[at].walked.cut = true;
	return incomplete(all, HITO_N("the clone is shallow"),
			  "git fetch --unshallow", NULL, err);
}

/* The same from what was noted of the commit. */
static bool take_noted(struct gathering *all, size_t at,
		       const struct hito_noted *noted, struct hito_err *err)
{
	struct node *node = &all->nodes[at];
	struct hito_walked *walked = &node->walked;
	struct hito_oid oid;

	walked->tree = noted->tree;
	walked->author_time = noted->author_time;
	walked->committer_time = noted->committer_time;
	walked->written_parents = noted->parent_count;
	walked->author = noted->author;
	walked->message = noted->message;
	node->first_parent = (uint32_t)all->parent_count;
	if (noted->parent_count && is_cut(all, at))
		return cut(all, at, err);
	for (uint32_t i = 0; i < followed(all, noted->parent_count); i++) {
		hito_notes_parent(all->input->notes, noted, i, &oid);
		if (!add_parent(all, at, &oid, err))
			return false;
	}
	return true;
}

static bool is_floor(const struct gathering *all,
		     const struct hito_walked *walked)
{
	return all->floor && hito_oid_equal(&walked->oid, all->floor);
}

static bool take(struct gathering *all, size_t at,
		 const struct hito_commit_view *view, struct hito_err *err)
{
	struct node *node = &all->nodes[at];
	struct hito_walked *walked = &node->walked;

	walked->tree = view->tree;
	walked->author_time = view->author_time;
	walked->committer_time = view->committer_time;
	walked->written_parents = view->parent_count;
	walked->author = hito_signers_find(&all->signers, view);
	walked->message = keep_message(all, view);
	if (!walked->author || !walked->message.ptr)
		return hito_err_memory(err);
	node->first_parent = (uint32_t)all->parent_count;
	if (is_floor(all, walked))
		return true;
	if (view->parent_count && is_cut(all, at))
		return cut(all, at, err);
	return add_parents(all, at, view, err);
}

static bool lose(struct gathering *all, size_t at, struct hito_err *err)
{
	struct node *node = &all->nodes[at];

	node->missing = true;
	if (at == 0)
		return head_missing(&node->walked.oid, err);
	return incomplete(all, HITO_N("object {1} is missing or damaged"),
			  "git fsck", &node->walked.oid, err);
}

/* Read the commit at a place and enter its parents. */
static bool visit(struct gathering *all, size_t at, struct hito_err *err)
{
	struct hito_commit_view view;
	struct hito_noted noted;
	struct hito_raw raw;
	size_t size;

	if (hito_notes_commit(all->input->notes, &all->nodes[at].walked.oid, &noted))
		return take_noted(all, at, &noted, err);
	switch (hito_objects_read(all->objects, &all->nodes[at].walked.oid,
				  HITO_RAW_COMMIT, HITO_LIMIT_OBJECT, &raw,
				  &size, err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		return lose(all, at, err);
	case HITO_READ_OK:
		break;
	}
	return hito_object_view(raw.bytes, &view) ? take(all, at, &view, err)
						  : lose(all, at, err);
}

/*
 * Take the parents out that were not to be had. The list does not move any
 * more: commits point into it.
 */
static void drop_missing(struct gathering *all)
{
	for (size_t i = 0; i < all->count; i++) {
		struct hito_walked *walked = &all->nodes[i].walked;
		uint32_t *parents = all->parents + all->nodes[i].first_parent;
		uint32_t kept = 0;

		for (uint32_t j = 0; j < walked->parent_count; j++) {
			if (all->nodes[parents[j]].missing)
				walked->cut = true;
			else
				parents[kept++] = parents[j];
		}
		walked->parents = parents;
		walked->parent_count = kept;
		all->nodes[i].waiting = kept;
		for (uint32_t j = 0; j < kept; j++)
			all->nodes[parents[j]].walked.children++;
	}
}

/* The children of each commit, one behind the other. */
struct children {
	size_t *starts; /* count + 1 of them */
	uint32_t *list;
};

static bool find_children(const struct gathering *all, struct children *out)
{
	size_t total = 0, *ends;

	out->starts = hito_new(all->scratch, size_t, all->count + 1);
	ends = hito_new(all->scratch, size_t, all->count + 1);
	if (!out->starts || !ends)
		return false;
	for (size_t i = 0; i < all->count; i++) {
		out->starts[i] = ends[i] = total;
		total += all->nodes[i].walked.children;
	}
	out->starts[all->count] = total;
	out->list = hito_new(all->scratch, uint32_t, total + 1);
	if (!out->list)
		return false;
	for (size_t i = 0; i < all->count; i++) {
		const struct hito_walked *walked = &all->nodes[i].walked;

		for (uint32_t j = 0; j < walked->parent_count; j++)
			out->list[ends[walked->parents[j]]++] = (uint32_t)i;
	}
	return true;
}

/* The smallest (committer date, id) first. */
static bool is_before(const void *ctx, uint32_t a, uint32_t b)
{
	const struct node *nodes = ctx;
	const struct hito_walked *x = &nodes[a].walked;
	const struct hito_walked *y = &nodes[b].walked;
	int64_t x_time = x->committer_time.seconds;
	int64_t y_time = y->committer_time.seconds;

	if (x_time != y_time)
		return x_time < y_time;
	return hito_oid_compare(&x->oid, &y->oid) < 0;
}

/* Kahn's algorithm; commits in a circle never become ready. */
static size_t put_in_order(struct gathering *all, struct hito_heap *ready,
			   const struct children *children)
{
	struct hito_walked *commits = all->walk->commits;
	size_t count = 0;
	uint32_t *next;

	for (size_t i = 0; i < all->count; i++)
		if (!all->nodes[i].missing && !all->nodes[i].waiting)
			hito_heap_push(ready, (uint32_t)i);
	while (ready->count) {
		uint32_t at = hito_heap_pop(ready);

		all->nodes[at].place = (uint32_t)count;
		commits[count++] = all->nodes[at].walked;
		for (size_t i = children->starts[at];
		     i < children->starts[at + 1]; i++)
			if (--all->nodes[children->list[i]].waiting == 0)
				hito_heap_push(ready, children->list[i]);
	}
	next = all->walk_parents;
	for (size_t i = 0; i < count; i++) {
		const uint32_t *parents = commits[i].parents;

		commits[i].parents = next;
		for (uint32_t j = 0; j < commits[i].parent_count; j++)
			*next++ = all->nodes[parents[j]].place;
	}
	return count;
}

static bool order(struct gathering *all, struct hito_err *err)
{
	struct hito_heap ready = {.is_before = is_before, .ctx = all->nodes};
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
	if (all->nodes[0].waiting)
		return head_missing(&all->nodes[0].walked.oid, err);
	return true;
}

/* Who follows is told of the commit at a place. */
static bool leave_trail(const struct gathering *all, size_t at,
			struct hito_err *err)
{
	const struct node *node = &all->nodes[at];
	const struct hito_trail_commit commit = {
		.tree = node->walked.tree,
		.parent = node->walked.parent_count
				  ? all->parents[node->first_parent]
				  : HITO_TRAIL_NONE,
		.lost = node->missing,
	};

	return !all->input->trail ||
	       hito_trail_add(all->input->trail, &commit) ||
	       hito_err_memory(err);
}

static bool gather(struct gathering *all, struct hito_err *err)
{
	uint32_t place;

	if (!find_or_add(all, all->input->head, &place, err))
		return false;
	for (size_t i = 0; i < all->count; i++) {
		if (!visit(all, i, err) || !leave_trail(all, i, err))
			return false;
		if (i % 256 == 0)
			hito_progress_tell(all->input->progress, HITO_STAGE_WALK, i,
					   0);
	}
	if (!hito_git_has_replacements(all->input->repository))
		return true;
	return incomplete(all,
			  HITO_N("git shows replaced or grafted objects here, "
				 "hito the original ones"),
			  "git replace -d $(git replace -l)", NULL, err);
}

/*
 * So many commits without parents, or older than floor, and we give up: a
 * branch that left before floor is walked to its end otherwise.
 */
#define MOST_ASIDE 256

/* Does each commit lead to floor, as far as can be seen? */
static bool leads_to_floor(struct gathering *all, size_t at)
{
	const struct hito_walked *walked = &all->nodes[at].walked;

	if (is_floor(all, walked))
		return true;
	all->aside += walked->committer_time.seconds <
		      all->nodes[0].walked.committer_time.seconds;
	return walked->parent_count > 0 && all->aside <= MOST_ASIDE &&
	       all->walk->complete;
}

/* floor is the first, so that its time is known. */
static bool gather_since(struct gathering *all, bool *out_found,
			 struct hito_err *err)
{
	uint32_t place;

	*out_found = false;
	if (!find_or_add(all, all->floor, &place, err) ||
	    !find_or_add(all, all->input->head, &place, err))
		return false;
	for (size_t i = 0; i < all->count; i++) {
		if (!visit(all, i, err))
			return false;
		if (!leads_to_floor(all, i))
			return true;
	}
	*out_found = true;
	return true;
}

static bool begin(struct gathering *all, struct hito_err *err)
{
	all->objects = all->input->objects;
	if (!all->objects)
		all->objects = hito_git_objects(all->input->repository);
	all->scratch = hito_arena_sub(all->arena);
	if (!all->scratch)
		return hito_err_memory(err);
	hito_signers_init(&all->signers, all->arena, all->scratch);
	return true;
}

static void end(struct gathering *all)
{
	hito_arena_free(all->scratch);
}

bool hito_walk_since(struct hito_repository *repository,
		     const struct hito_oid *head, const struct hito_oid *floor,
		     struct hito_arena *arena, struct hito_walk *out_walk,
		     bool *out_found, struct hito_err *err)
{
	const struct hito_walk_input input = {
		.repository = repository,
		.head = head,
	};
	struct hito_walk walk = {.complete = true};
	struct gathering all = {
		.input = &input,
		.arena = arena,
		.floor = floor,
		.walk = &walk,
	};
	bool done;

	*out_found = false;
	if (hito_git_has_replacements(repository))
		return true;
	if (!begin(&all, err))
		return false;
	done = gather_since(&all, out_found, err) &&
	       (!*out_found || order(&all, err));
	end(&all);
	*out_found = *out_found && done && walk.complete &&
		     hito_oid_equal(&walk.commits[0].oid, floor) &&
		     hito_oid_equal(&walk.commits[walk.count - 1].oid, head);
	if (*out_found)
		*out_walk = walk;
	return done;
}

bool hito_walk_read(const struct hito_walk_input *input,
		    struct hito_arena *arena, struct hito_walk *out_walk,
		    struct hito_err *err)
{
	struct hito_walk walk = {.complete = true};
	struct gathering all = {
		.input = input,
		.arena = arena,
		.walk = &walk,
	};
	bool done;

	if (!begin(&all, err))
		return false;
	done = gather(&all, err) && order(&all, err);
	end(&all);
	if (done)
		*out_walk = walk;
	return done;
}
