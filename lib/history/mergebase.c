/* SPDX-License-Identifier: MIT */
/*
 * The newest common ancestor, by painting: each line gives its colour to its
 * ancestors, newest first. A commit with both colours is common, and all
 * behind it is stale. When only stale commits wait, all common ones that
 * matter are known.
 *
 * libgit2 has a search of its own, but it fails at the edge of a shallow
 * clone even where the lines meet before.
 */
#include "history/mergebase.h"

#include "base/map.h"
#include "hito/limits.h"

#define ONE 1u
#define OTHER 2u
#define BOTH (ONE | OTHER)
#define STALE 4u
#define COMMON 8u /* a candidate; STALE as well: behind another */
#define QUEUED 16u
#define READ 32u
#define CUT 64u   /* its parents are cut off */
#define LOST 128u /* it cannot be read itself */

struct spot {
	struct hito_oid oid;
	int64_t time;
	struct spot **parents;
	uint32_t parent_count;
	unsigned flags;
};

struct painting {
	struct hito_repository *repository;
	struct hito_arena *arena, *scratch;
	struct hito_map spots; /* by the bytes of their ids */
	size_t spot_count;
	struct spot **heap; /* the newest on top */
	size_t count, capacity;
	size_t fresh; /* waiting and not stale */
	struct spot **common, **ends;
	size_t common_count, common_capacity, end_count, end_capacity;
	struct hito_err *err;
};

static bool is_before(const struct spot *a, const struct spot *b)
{
	if (a->time != b->time)
		return a->time > b->time;
	return hito_oid_compare(&a->oid, &b->oid) < 0;
}

static bool push(struct painting *painting, struct spot *spot)
{
	size_t at = painting->count;

	if (spot->flags & QUEUED)
		return true;
	if (!hito_reserve(painting->arena, painting->heap, at,
			  painting->capacity))
		return hito_err_memory(painting->err);
	painting->count++;
	while (at && is_before(spot, painting->heap[(at - 1) / 2])) {
		painting->heap[at] = painting->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	painting->heap[at] = spot;
	spot->flags |= QUEUED;
	painting->fresh += !(spot->flags & STALE);
	return true;
}

static struct spot *pop(struct painting *painting)
{
	struct spot **heap = painting->heap, *top = heap[0];
	struct spot *last = heap[--painting->count];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < painting->count) {
		if (child + 1 < painting->count &&
		    is_before(heap[child + 1], heap[child]))
			child++;
		if (!is_before(heap[child], last))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = last;
	top->flags &= ~QUEUED;
	painting->fresh -= !(top->flags & STALE);
	return top;
}

static struct spot *find_or_add(struct painting *painting,
				const struct hito_oid *oid)
{
	struct hito_str key = {(const char *)oid->bytes, sizeof(oid->bytes)};
	struct spot *spot = hito_map_find(&painting->spots, key);

	if (spot)
		return spot;
	spot = hito_new(painting->arena, struct spot, 1);
	if (!spot)
		return NULL;
	spot->oid = *oid;
	key.ptr = (const char *)spot->oid.bytes;
	painting->spot_count++;
	return hito_map_put(&painting->spots, key, spot) ? spot : NULL;
}

static bool take_parents(struct painting *painting, struct spot *spot,
			 const struct hito_git_commit *commit)
{
	if (hito_git_is_shallow_edge(painting->repository, &spot->oid)) {
		spot->flags |= commit->parent_count ? CUT : 0;
		return true;
	}
	spot->parents = hito_new(painting->arena, struct spot *,
				 commit->parent_count + (size_t)1);
	if (!spot->parents)
		return hito_err_memory(painting->err);
	for (uint32_t i = 0; i < commit->parent_count; i++) {
		struct spot *parent =
			find_or_add(painting, &commit->parents[i]);

		if (!parent)
			return hito_err_memory(painting->err);
		spot->parents[spot->parent_count++] = parent;
	}
	return true;
}

/* Its time is known before it waits in the heap. */
static bool read(struct painting *painting, struct spot *spot)
{
	struct hito_git_commit commit;
	bool ok = true;

	if (spot->flags & READ)
		return true;
	spot->flags |= READ;
	switch (hito_git_commit(painting->repository, &spot->oid,
				painting->scratch, &commit, painting->err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_MISSING:
		spot->flags |= LOST;
		break;
	case HITO_READ_OK:
		spot->time = commit.committer_time.seconds;
		ok = take_parents(painting, spot, &commit);
		break;
	}
	hito_arena_clear(painting->scratch);
	if (!ok || !(spot->flags & (CUT | LOST)))
		return ok;
	if (!hito_reserve(painting->arena, painting->ends, painting->end_count,
			  painting->end_capacity))
		return hito_err_memory(painting->err);
	painting->ends[painting->end_count++] = spot;
	return true;
}

/* Give a commit colours; with new ones it waits to hand them on. */
static bool paint(struct painting *painting, struct spot *spot, unsigned flags)
{
	if ((spot->flags & flags) == flags)
		return true;
	if (painting->spot_count > HITO_LIMIT_COMMITS)
		return hito_err_set(painting->err, HITO_ERR_INCOMPLETE,
				    "there are more commits than hito reads");
	if (!read(painting, spot))
		return false;
	if ((flags & STALE) && (spot->flags & QUEUED) && !(spot->flags & STALE))
		painting->fresh--;
	spot->flags |= flags;
	return push(painting, spot);
}

static bool hand_on(struct painting *painting, struct spot *spot)
{
	unsigned flags = spot->flags & (BOTH | STALE);

	if (flags == BOTH && !(spot->flags & COMMON)) {
		if (!hito_reserve(painting->arena, painting->common,
				  painting->common_count,
				  painting->common_capacity))
			return hito_err_memory(painting->err);
		painting->common[painting->common_count++] = spot;
		spot->flags |= COMMON;
	}
	if ((flags & BOTH) == BOTH)
		flags |= STALE;
	for (uint32_t i = 0; i < spot->parent_count; i++)
		if (!paint(painting, spot->parents[i], flags))
			return false;
	return true;
}

/*
 * With one common commit the rest cannot matter. Of several one may be
 * behind another by a way that is stale: all of it is looked at.
 */
static bool paint_all(struct painting *painting)
{
	while (painting->count &&
	       (painting->fresh || painting->common_count > 1))
		if (!hand_on(painting, pop(painting)))
			return false;
	return true;
}

/* One line ends on the other: whatever is cut off lies behind that. */
static bool is_behind(const struct spot *tip, struct hito_mergebase *out)
{
	if ((tip->flags & BOTH) != BOTH)
		return false;
	out->parting = HITO_PARTING_FOUND;
	out->oid = tip->oid;
	return true;
}

static void judge(const struct painting *painting, struct hito_mergebase *out)
{
	const struct spot *best = NULL;

	out->parting = HITO_PARTING_NONE;
	for (size_t i = 0; i < painting->common_count; i++) {
		const struct spot *spot = painting->common[i];

		if (!(spot->flags & STALE) && (!best || is_before(spot, best)))
			best = spot;
	}
	if (best) {
		out->parting = HITO_PARTING_FOUND;
		out->oid = best->oid;
	}
	/* What lies behind an end of both lines cannot be newer. */
	for (size_t i = 0; i < painting->end_count; i++) {
		const struct spot *end = painting->ends[i];

		if ((end->flags & BOTH) == BOTH && !(end->flags & LOST))
			continue;
		if ((end->flags & BOTH) == BOTH && best && best != end)
			continue;
		out->parting = HITO_PARTING_UNKNOWN;
		out->lost = end->oid;
		out->shallow = (end->flags & CUT) != 0;
		if (out->shallow)
			return;
	}
}

bool hito_mergebase_find(struct hito_repository *repository,
			 const struct hito_oid *one,
			 const struct hito_oid *other, struct hito_arena *arena,
			 struct hito_mergebase *out_base, struct hito_err *err)
{
	struct painting painting = {
		.repository = repository,
		.arena = hito_arena_sub(arena),
		.scratch = hito_arena_sub(arena),
		.err = err,
	};
	struct hito_mergebase base = {.parting = HITO_PARTING_NONE};
	struct spot *first = NULL, *second = NULL;
	bool done = false;

	if (painting.arena && painting.scratch) {
		hito_map_init(&painting.spots, painting.arena);
		first = find_or_add(&painting, one);
		second = find_or_add(&painting, other);
	}
	if (!first || !second)
		hito_err_memory(err);
	else
		done = paint(&painting, first, ONE) &&
		       paint(&painting, second, OTHER) && paint_all(&painting);
	if (done && !is_behind(first, &base) && !is_behind(second, &base))
		judge(&painting, &base);
	hito_arena_free(painting.scratch);
	hito_arena_free(painting.arena);
	if (done)
		*out_base = base;
	return done;
}
