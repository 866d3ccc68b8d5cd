/* SPDX-License-Identifier: MIT */
/*
 * Walking commits: first all are gathered from the newest back, then they are
 * put in order, parents first.
 */
#include "history/walk.h"

#include "history/notes.h"
#include "history/object.h"
#include "history/objects.h"
#include "history/trail.h"
#include "history/trailer.h"
#include "history/walk_own.h"
#include "hito/limits.h"

#include <string.h>

#define NONE UINT32_MAX

/* Ids are hashes already: their bytes do. */
static uint64_t hash_of(const struct hito_oid *oid)
{
	uint64_t hash;

	memcpy(&hash, oid->bytes, sizeof(hash));
	return hash;
}

/* Where an id stands in the table, or would stand. */
static struct hito_walk_entry *entry_of(const struct hito_gathering *all,
					const struct hito_oid *oid)
{
	uint64_t hash = hash_of(oid);
	uint32_t tag = (uint32_t)(hash >> 32);
	size_t mask = all->table_size - 1, slot = (size_t)hash & mask;

	for (;; slot = (slot + 1) & mask) {
		struct hito_walk_entry *entry = &all->table[slot];

		if (!entry->place ||
		    (entry->tag == tag &&
		     hito_oid_equal(
			     &hito_walk_node(all, entry->place - 1)->walked.oid,
			     oid)))
			return entry;
	}
}

static bool enlarge_table(struct hito_gathering *all)
{
	size_t size = all->table_size ? all->table_size * 2 : 1024;
	struct hito_walk_entry *table =
		hito_new(all->scratch, struct hito_walk_entry, size);

	if (!table)
		return false;
	all->table = table;
	all->table_size = size;
	for (size_t i = 0; i < all->count; i++) {
		const struct hito_oid *oid =
			&hito_walk_node(all, i)->walked.oid;

		*entry_of(all, oid) = (struct hito_walk_entry){
			.tag = (uint32_t)(hash_of(oid) >> 32),
			.place = (uint32_t)i + 1,
		};
	}
	return true;
}

static bool add_node(struct hito_gathering *all, const struct hito_oid *oid)
{
	size_t piece = all->count / HITO_WALK_PIECE;

	if (all->count % HITO_WALK_PIECE == 0) {
		if (!hito_reserve(all->scratch, all->pieces, piece,
				  all->capacity))
			return false;
		all->pieces[piece] = hito_arena_bytes(
			all->scratch,
			HITO_WALK_PIECE * sizeof(struct hito_walk_node));
		if (!all->pieces[piece])
			return false;
	}
	*hito_walk_node(all, all->count) = (struct hito_walk_node){
		.walked = {.oid = *oid, .met = (uint32_t)all->count},
	};
	all->count++;
	return true;
}

/* The place of a commit, found or new; NONE past the limit. */
static bool find_or_add(struct hito_gathering *all, const struct hito_oid *oid,
			uint32_t *out_place, struct hito_err *err)
{
	struct hito_walk_entry *entry;

	if (all->count * 2 >= all->table_size && !enlarge_table(all))
		return hito_err_memory(err);
	entry = entry_of(all, oid);
	if (entry->place) {
		*out_place = entry->place - 1;
		return true;
	}
	*out_place = NONE;
	if (all->count == HITO_LIMIT_COMMITS)
		return true;
	if (!add_node(all, oid))
		return hito_err_memory(err);
	*out_place = (uint32_t)all->count - 1;
	*entry = (struct hito_walk_entry){
		.tag = (uint32_t)(hash_of(oid) >> 32),
		.place = (uint32_t)all->count,
	};
	return true;
}

/* The first reason stays. */
static bool incomplete(struct hito_gathering *all, const char *reason,
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
static bool add_parent(struct hito_gathering *all, size_t at,
		       const struct hito_oid *oid, struct hito_err *err)
{
	uint32_t place;

	if (!find_or_add(all, oid, &place, err))
		return false;
	if (place == NONE) {
		hito_walk_node(all, at)->walked.cut = true;
		return incomplete(all,
				  HITO_N("there are more commits than hito "
					 "reads"),
				  "", NULL, err);
	}
	if (hito_walk_node(all, place)->named_by == at + 1)
		return true;
	hito_walk_node(all, place)->named_by = (uint32_t)at + 1;
	if (!hito_reserve(all->scratch, all->parents, all->parent_count,
			  all->parent_capacity))
		return hito_err_memory(err);
	all->parents[all->parent_count++] = place;
	hito_walk_node(all, at)->walked.parent_count++;
	return true;
}

/* Of as many as the commit names, those that are followed. */
static uint32_t followed(const struct hito_gathering *all,
			 uint32_t parent_count)
{
	return all->input->first_parent && parent_count > 1 ? 1 : parent_count;
}

static bool add_parents(struct hito_gathering *all, size_t at,
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

/* All of a message that may hold a trailer, else its first line. */
static struct hito_str keep_message(struct hito_gathering *all,
				    const struct hito_commit_view *view)
{
	struct hito_str message = view->message;
	size_t end = hito_str_find_byte(message, '\n', 0);

	if (end != SIZE_MAX && !hito_trailers_may_be(message))
		message.len = end + 1;
	return hito_view_text(view, message, all->arena);
}

static bool is_cut(const struct hito_gathering *all, size_t at)
{
	return hito_git_is_shallow_edge(all->input->repository,
					&hito_walk_node(all, at)->walked.oid);
}

static bool cut(struct hito_gathering *all, size_t at, struct hito_err *err)
{
	hito_walk_node(all, at)->walked.cut = true;
	return incomplete(all, HITO_N("the clone is shallow"),
			  "git fetch --unshallow", NULL, err);
}

/* The same from what was noted of the commit. */
static bool take_noted(struct hito_gathering *all, size_t at,
		       const struct hito_noted *noted, struct hito_err *err)
{
	struct hito_walk_node *node = hito_walk_node(all, at);
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

static bool is_floor(const struct hito_gathering *all,
		     const struct hito_walked *walked)
{
	return all->floor && hito_oid_equal(&walked->oid, all->floor);
}

static bool take(struct hito_gathering *all, size_t at,
		 const struct hito_commit_view *view, struct hito_err *err)
{
	struct hito_walk_node *node = hito_walk_node(all, at);
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

static bool lose(struct hito_gathering *all, size_t at, struct hito_err *err)
{
	struct hito_walk_node *node = hito_walk_node(all, at);

	node->missing = true;
	if (at == 0)
		return hito_walk_lost_head(&node->walked.oid, err);
	return incomplete(all, HITO_N("object {1} is missing or damaged"),
			  "git fsck", &node->walked.oid, err);
}

/* Read the commit at a place and enter its parents. */
static bool visit(struct hito_gathering *all, size_t at, struct hito_err *err)
{
	struct hito_commit_view view;
	struct hito_noted noted;
	struct hito_raw raw;
	size_t size;

	if (hito_notes_commit(all->input->notes,
			      &hito_walk_node(all, at)->walked.oid, &noted))
		return take_noted(all, at, &noted, err);
	switch (hito_objects_read(
		all->objects, &hito_walk_node(all, at)->walked.oid,
		HITO_RAW_COMMIT, HITO_LIMIT_OBJECT, &raw, &size, err)) {
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

/* Who follows is told of the commit at a place. */
static bool leave_trail(const struct hito_gathering *all, size_t at,
			struct hito_err *err)
{
	const struct hito_walk_node *node = hito_walk_node(all, at);
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

static bool gather(struct hito_gathering *all, struct hito_err *err)
{
	uint32_t place;

	if (!find_or_add(all, all->input->head, &place, err))
		return false;
	for (size_t i = 0; i < all->count; i++) {
		if (!visit(all, i, err) || !leave_trail(all, i, err))
			return false;
		if (i % 256 == 0)
			hito_progress_tell(all->input->progress,
					   HITO_STAGE_WALK, i, 0);
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
static bool leads_to_floor(struct hito_gathering *all, size_t at)
{
	const struct hito_walked *walked = &hito_walk_node(all, at)->walked;

	if (is_floor(all, walked))
		return true;
	all->aside += walked->committer_time.seconds <
		      hito_walk_node(all, 0)->walked.committer_time.seconds;
	return walked->parent_count > 0 && all->aside <= MOST_ASIDE &&
	       all->walk->complete;
}

/* floor is the first, so that its time is known. */
static bool gather_since(struct hito_gathering *all, bool *out_found,
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

static bool begin(struct hito_gathering *all, struct hito_err *err)
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

static void end(struct hito_gathering *all)
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
	struct hito_gathering all = {
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
	       (!*out_found || hito_walk_order(&all, err));
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
	struct hito_gathering all = {
		.input = input,
		.arena = arena,
		.walk = &walk,
	};
	bool done;

	if (!begin(&all, err))
		return false;
	done = gather(&all, err) && hito_walk_order(&all, err);
	end(&all);
	if (done)
		*out_walk = walk;
	return done;
}
