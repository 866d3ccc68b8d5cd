/* SPDX-License-Identifier: MIT */
/*
 * Commits are handed out to threads in pieces, in the order of the walk, and
 * looked at from the latest on, as packs make earlier trees of later ones. One
 * scout may go ahead: it follows the walk while that goes on, and looks at
 * commits in the order in which they are met.
 */
#include "history/scout.h"

#include <stdatomic.h>
#include <string.h>

#include "base/threads.h"
#include "history/hold.h"
#include "history/notes.h"
#include "history/trail.h"
#include "history/version.h"

/* Commits that follow one another share most of their trees. */
#define PIECE 1024

/* What one commit changes; list NULL: nobody was there. */
struct found {
	const struct hito_file_change *list;
	uint32_t count, scout;
};

/* The same of a commit on the trail, against one that stood before it. */
struct ahead {
	struct found found;
	uint32_t parent;
};

/* One thread: its numbers are those of its own catalog. */
struct scout {
	struct hito_arena *arena, *scratch;
	struct hito_objects *objects;
	struct hito_holder holder;
	struct hito_catalog catalog;
	struct hito_trees trees;
	bool ready, done;
	struct hito_err err;
	/* Numbers + 1 in the survey's catalog, once they are told; 0: not. */
	uint32_t *paths, *versions;
};

struct hito_scouts {
	struct hito_repository *repository;
	const struct hito_project *project;
	struct hito_arena *arena;
	struct ahead *ahead; /* by place on the trail */
	size_t ahead_count, ahead_capacity;
	const struct hito_survey_input *input;
	struct found *found; /* by place in the walk */
	size_t pieces;
	atomic_size_t next;
	atomic_bool stopped;
	size_t count;
	struct scout list[HITO_MOST_THREADS];
};

static const struct hito_walked *first_parent(const struct hito_walk *walk,
					      const struct hito_walked *walked)
{
	return walked->parent_count ? &walk->commits[walked->parents[0]] : NULL;
}

/* before NULL: against nothing. */
static bool compare(struct scout *scout, size_t number,
		    const struct hito_oid *before, const struct hito_oid *after,
		    struct found *found)
{
	struct hito_file_changes changes = {.count = 0};
	struct hito_file_change *list;

	if (!hito_trees_compare(&scout->trees, before, after, scout->scratch,
				&changes, &scout->err))
		return false;
	list = hito_new(scout->arena, struct hito_file_change, changes.count);
	if (!list)
		return hito_err_memory(&scout->err);
	if (changes.count)
		memcpy(list, changes.list, changes.count * sizeof(*list));
	*found =
		(struct found){list, (uint32_t)changes.count, (uint32_t)number};
	hito_arena_clear(scout->scratch);
	return true;
}

static bool look(struct hito_scouts *scouts, struct scout *scout,
		 uint32_t place)
{
	const struct hito_walk *walk = scouts->input->walk;
	const struct hito_walked *walked = &walk->commits[place];
	const struct hito_walked *parent = first_parent(walk, walked);
	struct found *found = &scouts->found[place];

	if (found->list || (place == 0 && scouts->input->since) ||
	    hito_notes_know(scouts->input->notes, walked, parent))
		return true;
	return compare(scout, (size_t)(scout - scouts->list),
		       parent ? &parent->tree : NULL, &walked->tree, found);
}

static bool look_at_piece(struct hito_scouts *scouts, struct scout *scout,
			  size_t piece)
{
	size_t end = (piece + 1) * PIECE;

	if (end > scouts->input->walk->count)
		end = scouts->input->walk->count;
	for (size_t i = end; i-- > piece * PIECE;)
		if (!look(scouts, scout, (uint32_t)i))
			return false;
	/* The first works on the thread that asked. */
	if (scout == scouts->list)
		hito_progress_tell(scouts->input->progress, HITO_STAGE_TREES,
				   end, scouts->input->walk->count);
	return true;
}

static void work(void *context, size_t n)
{
	struct hito_scouts *scouts = context;
	struct scout *scout = &scouts->list[n];

	scout->done = true;
	while (scout->done && !atomic_load(&scouts->stopped)) {
		size_t piece = atomic_fetch_add(&scouts->next, 1);

		if (piece >= scouts->pieces)
			break;
		scout->done = look_at_piece(scouts, scout, piece);
	}
	if (!scout->done)
		atomic_store(&scouts->stopped, true);
}

static bool prepare(struct hito_scouts *scouts, struct scout *scout,
		    struct hito_err *err)
{
	scout->done = true;
	if (scout->ready)
		return true;
	if (err)
		scout->err = *err; /* its language */
	scout->arena = hito_arena_sub(scouts->arena);
	scout->scratch = hito_arena_sub(scouts->arena);
	if (!scout->arena || !scout->scratch)
		return hito_err_memory(err);
	if (!hito_objects_open(scouts->repository, scout->arena,
			       &scout->objects, err))
		return false;
	scout->holder = (struct hito_holder){.objects = scout->objects,
					     .arena = scout->arena};
	hito_catalog_init(&scout->catalog, scouts->project, scout->arena);
	hito_trees_init(&scout->trees, &scout->holder, &scout->catalog,
			scout->arena);
	scout->ready = true;
	return true;
}

/* Their own catalogs stay until all is told. */
static void come_back(struct scout *scout)
{
	if (!scout->ready)
		return;
	hito_trees_done(&scout->trees);
	hito_objects_close(scout->objects);
	hito_arena_free(scout->scratch);
	scout->scratch = NULL;
	scout->ready = false;
}

static bool make_tables(struct scout *scout)
{
	scout->paths =
		hito_new(scout->arena, uint32_t, scout->catalog.path_count + 1);
	scout->versions = hito_new(scout->arena, uint32_t,
				   scout->catalog.version_count + 1);
	return scout->paths && scout->versions;
}

static bool send(struct hito_scouts *scouts, struct hito_err *err)
{
	bool done = true;

	for (size_t i = 0; done && i < scouts->count; i++)
		done = prepare(scouts, &scouts->list[i], err);
	if (done)
		hito_threads_run(scouts->count, work, scouts);
	for (size_t i = 0; i < scouts->count; i++)
		come_back(&scouts->list[i]);
	for (size_t i = 0; done && i < scouts->count; i++) {
		done = scouts->list[i].done;
		if (!done && err)
			*err = scouts->list[i].err;
		else if (done && !make_tables(&scouts->list[i]))
			return hito_err_memory(err);
	}
	return done;
}

static struct hito_scouts *new_scouts(struct hito_repository *repository,
				      const struct hito_project *project,
				      struct hito_arena *arena)
{
	struct hito_scouts *scouts = hito_new(arena, struct hito_scouts, 1);

	if (!scouts)
		return NULL;
	scouts->repository = repository;
	scouts->project = project;
	scouts->arena = hito_arena_sub(arena);
	return scouts->arena ? scouts : NULL;
}

/* What was found ahead, where the walk has the same parent in the end. */
static void take_ahead(struct hito_scouts *scouts)
{
	const struct hito_walk *walk = scouts->input->walk;

	for (size_t i = 0; i < walk->count; i++) {
		const struct hito_walked *walked = &walk->commits[i];
		const struct hito_walked *parent = first_parent(walk, walked);
		const struct ahead *ahead = &scouts->ahead[walked->met];

		if (walked->met < scouts->ahead_count && ahead->found.list &&
		    ahead->parent == (parent ? parent->met : HITO_TRAIL_NONE))
			scouts->found[i] = ahead->found;
	}
}

bool hito_scouts_send(const struct hito_survey_input *input,
		      struct hito_arena *arena, struct hito_scouts **scouts,
		      struct hito_err *err)
{
	size_t pieces = (input->walk->count + PIECE - 1) / PIECE;
	size_t count = hito_threads_worth(input->threads, pieces / 2);
	struct hito_scouts *all = *scouts;

	if (!all)
		all = *scouts = new_scouts(input->repository,
					   input->catalog->project, arena);
	if (!all)
		return hito_err_memory(err);
	all->input = input;
	all->pieces = pieces;
	all->count = count;
	all->found = hito_new(all->arena, struct found, input->walk->count);
	if (!all->found)
		return hito_err_memory(err);
	take_ahead(all);
	return send(all, err);
}

/* A commit whose parent is not met yet is left to others. */
static bool look_ahead(struct hito_scouts *scouts,
		       const struct hito_trail *trail, size_t known,
		       struct hito_err *err)
{
	size_t place = scouts->ahead_count;
	const struct hito_trail_commit *commit = hito_trail_at(trail, place);
	const struct hito_trail_commit *parent = NULL;
	struct ahead *ahead;

	if (!hito_reserve(scouts->arena, scouts->ahead, place,
			  scouts->ahead_capacity))
		return hito_err_memory(err);
	scouts->ahead_count++;
	ahead = &scouts->ahead[place];
	*ahead = (struct ahead){.parent = commit->parent};
	if (commit->lost ||
	    (commit->parent >= known && commit->parent != HITO_TRAIL_NONE))
		return true;
	if (commit->parent != HITO_TRAIL_NONE)
		parent = hito_trail_at(trail, commit->parent);
	if (parent && parent->lost)
		return true;
	if (compare(&scouts->list[0], 0, parent ? &parent->tree : NULL,
		    &commit->tree, &ahead->found))
		return true;
	if (err)
		*err = scouts->list[0].err;
	return false;
}

/* So far the walk shall be ahead: parents stand near their children. */
#define LEAD 512

static bool follow(struct hito_scouts *scouts, struct hito_trail *trail,
		   const struct hito_progress *progress, struct hito_err *err)
{
	bool ended = false;
	size_t known;

	for (;;) {
		known = hito_trail_wait(trail, scouts->ahead_count + 2 * LEAD,
					&ended);
		if (ended)
			return true;
		hito_progress_tell(progress, HITO_STAGE_WALK, known, 0);
		for (size_t i = 0; i < LEAD; i++)
			if (!look_ahead(scouts, trail, known, err))
				return false;
	}
}

bool hito_scouts_follow(struct hito_repository *repository,
			const struct hito_project *project,
			struct hito_trail *trail,
			const struct hito_progress *progress,
			struct hito_arena *arena,
			struct hito_scouts **out_scouts, struct hito_err *err)
{
	struct hito_scouts *scouts = new_scouts(repository, project, arena);

	*out_scouts = scouts;
	if (!scouts)
		return hito_err_memory(err);
	scouts->count = 1;
	return prepare(scouts, &scouts->list[0], err) &&
	       follow(scouts, trail, progress, err);
}

static const struct hito_path *path_of(struct scout *scout, uint32_t number,
				       struct hito_catalog *catalog,
				       struct hito_err *err)
{
	const struct hito_path *path;

	if (scout->paths[number])
		return catalog->paths[scout->paths[number] - 1];
	path = hito_catalog_path(catalog, scout->catalog.paths[number]->text,
				 err);
	if (path)
		scout->paths[number] = path->number + 1;
	return path;
}

static bool version_of(struct scout *scout, uint32_t number,
		       const struct hito_path *path,
		       struct hito_catalog *catalog, uint32_t *out_number)
{
	const struct hito_version *there;
	struct hito_version *version;

	*out_number = HITO_NO_VERSION;
	if (number == HITO_NO_VERSION)
		return true;
	if (!scout->versions[number]) {
		there = scout->catalog.versions[number];
		version = hito_catalog_version(catalog, path, there->kind,
					       &there->oid);
		if (!version)
			return false;
		scout->versions[number] = version->number + 1;
	}
	*out_number = scout->versions[number] - 1;
	return true;
}

static bool tell_one(struct scout *scout, const struct hito_file_change *there,
		     struct hito_catalog *catalog,
		     struct hito_file_change *change, struct hito_err *err)
{
	const struct hito_path *path =
		path_of(scout, there->path, catalog, err);

	if (!path)
		return false;
	change->path = path->number;
	return (version_of(scout, there->before, path, catalog,
			   &change->before) &&
		version_of(scout, there->after, path, catalog,
			   &change->after)) ||
	       hito_err_memory(err);
}

bool hito_scouts_tell(struct hito_scouts *scouts, uint32_t place,
		      struct hito_catalog *catalog, struct hito_arena *arena,
		      struct hito_file_changes *changes, bool *out_known,
		      struct hito_err *err)
{
	const struct found *found = &scouts->found[place];

	*out_known = found->list != NULL;
	for (uint32_t i = 0; *out_known && i < found->count; i++) {
		if (!hito_reserve(arena, changes->list, changes->count,
				  changes->capacity))
			return hito_err_memory(err);
		if (!tell_one(&scouts->list[found->scout], &found->list[i],
			      catalog, &changes->list[changes->count], err))
			return false;
		changes->count++;
	}
	return true;
}

void hito_scouts_done(struct hito_scouts *scouts)
{
	if (!scouts)
		return;
	for (size_t i = 0; i < scouts->count; i++) {
		come_back(&scouts->list[i]);
		hito_arena_free(scouts->list[i].scratch);
		hito_arena_free(scouts->list[i].arena);
	}
	hito_arena_free(scouts->arena);
}
