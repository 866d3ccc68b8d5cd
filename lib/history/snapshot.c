/* SPDX-License-Identifier: MIT */
/* Snapshots: the things of a commit, in groups that commits share. */
#include "history/snapshot.h"

#include <stdint.h>
#include <string.h>

#include "history/making.h"
#include "hito/limits.h"

/* The place of a path in a list, or where it would be, from a place on. */
static size_t find_path(const struct hito_catalog *catalog,
			const struct hito_files *files, size_t low,
			uint32_t path)
{
	size_t high = files->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_path_compare(catalog, files->list[middle].path, path) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_file(const struct hito_catalog *catalog,
		     struct hito_files *files,
		     const struct hito_file_change *change)
{
	files->list[files->count++] =
		(struct hito_filed){change->path, change->after};
	if (catalog->versions[change->after]->kind == HITO_ENTRY_TREE)
		files->lost++;
}

static void copy_files(const struct hito_files *before, size_t from, size_t to,
		       struct hito_files *files)
{
	if (to > from)
		memcpy(files->list + files->count, before->list + from,
		       (to - from) * sizeof(*files->list));
	files->count += to - from;
}

/* Is what the change takes away at a place of the list, and nothing else? */
static bool is_there(const struct hito_files *before, size_t at,
		     const struct hito_file_change *change)
{
	bool has = at < before->count && before->list[at].path == change->path;

	if (change->before == HITO_NO_VERSION)
		return !has;
	return has && before->list[at].version == change->before;
}

bool hito_files_make(const struct hito_catalog *catalog,
		     const struct hito_files *before,
		     const struct hito_file_change *changes, size_t count,
		     struct hito_arena *arena, struct hito_files *out_files,
		     bool *out_fits, struct hito_err *err)
{
	static const struct hito_files none;
	struct hito_files files = {.plain = true};
	size_t from = 0;

	*out_fits = true;
	if (!before)
		before = &none;
	files.lost = before->lost;
	files.list = hito_arena_bytes(arena, (before->count + count + 1) *
						     sizeof(*files.list));
	if (!files.list)
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++) {
		size_t to = find_path(catalog, before, from, changes[i].path);

		copy_files(before, from, to, &files);
		from = to;
		if (!is_there(before, from, &changes[i])) {
			*out_fits = false;
		} else if (changes[i].before != HITO_NO_VERSION) {
			from++;
			files.lost -=
				catalog->versions[changes[i].before]->kind ==
				HITO_ENTRY_TREE;
		}
		if (changes[i].after != HITO_NO_VERSION)
			add_file(catalog, &files, &changes[i]);
	}
	copy_files(before, from, before->count, &files);
	if (files.count > HITO_LIMIT_FILES)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "more than %u plan files",
				    HITO_LIMIT_FILES);
	*out_files = files;
	return true;
}

bool hito_files_equal(const struct hito_files *a, const struct hito_files *b)
{
	return a->count == b->count && !a->lost && !b->lost &&
	       (!a->count ||
		memcmp(a->list, b->list, a->count * sizeof(*a->list)) == 0);
}

static bool same_members(const struct hito_gathered *gathered,
			 const struct hito_group *group)
{
	if (gathered->member_count != group->member_count || group->torn)
		return false;
	for (size_t i = 0; i < group->member_count; i++)
		if (gathered->members[i].version != group->members[i] ||
		    gathered->members[i].stands_in)
			return false;
	return true;
}

/* All parents have the very same group, and so has the commit. */
static void share(const struct hito_making *making, struct hito_gathered *group)
{
	if (making->parent_count == 0 || !group->before[0] ||
	    making->compare->trailer_count > 0 ||
	    !same_members(group, group->before[0]))
		return;
	for (size_t i = 1; i < making->parent_count; i++)
		if (group->before[i] != group->before[0])
			return;
	group->shared = group->before[0];
}

/* What stands in for a file has no rows: its things are carried along. */
static void drop_stand_ins(const struct hito_gathered *gathered,
			   struct hito_group *group)
{
	size_t kept = 0;

	for (size_t r = 0; group->torn && r < group->row_count; r++) {
		bool stands_in = false;

		for (size_t i = 0; i < gathered->member_count; i++)
			stands_in |=
				gathered->members[i].stands_in &&
				hito_str_equal(gathered->members[i]
						       .version->path->text,
					       group->rows[r].path);
		if (!stands_in)
			group->rows[kept++] = group->rows[r];
	}
	if (group->torn)
		group->row_count = kept;
}

/* Documents of the members, put together. */
static bool build_rows(struct hito_making *making, struct hito_group *group)
{
	const struct hito_document **documents =
		hito_new(making->scratch, const struct hito_document *,
			 group->member_count + 1);
	struct hito_model_input input = {
		.project = making->snapshots->reader->project,
		.documents = documents,
		.document_count = group->member_count,
	};
	struct hito_model *model;

	if (!documents)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < group->member_count; i++)
		if (!hito_version_document(making->snapshots->reader,
					   group->members[i], &documents[i],
					   making->err))
			return false;
	return hito_model_build(&input, making->scratch, NULL, &model,
				making->err) &&
	       hito_rows_of(making->snapshots->names, model, group->home,
			    making->compare->arena, &group->rows,
			    &group->row_count, making->err);
}

/* Out of the versions of its members. */
static bool find_rows(struct hito_making *making, struct hito_group *group)
{
	group->row_count = 0;
	if (group->member_count == 0)
		return true;
	if (group->member_count == 1 && !group->torn &&
	    group->members[0]->rows && !making->snapshots->names->crosses) {
		group->pooled = group->members[0]->rows;
		group->row_count = group->members[0]->row_count;
		return true;
	}
	return build_rows(making, group);
}

/* Its things are made from the rows that they were made from. */
static void join_rows(struct hito_group *group)
{
	for (size_t i = 0; i < group->thing_count; i++) {
		struct hito_thing *thing = group->things[i];
		uint32_t row = group->thing_rows[i];

		if (row >= group->row_count)
			continue;
		if (group->pooled)
			thing->pooled = group->pooled[row];
		else
			thing->block = group->rows[row].block;
	}
}

/* A group of a checkpoint is compared: now its rows are read. */
static bool wake(struct hito_making *making, struct hito_group *group)
{
	size_t count = group->row_count;

	if (!group->lazy)
		return true;
	group->lazy = false;
	for (size_t i = 0; i < group->member_count; i++) {
		hito_version_wake(group->members[i]);
		if (!hito_version_read(making->snapshots->reader,
				       group->members[i], making->err))
			return false;
	}
	if (!find_rows(making, group))
		return false;
	if (group->row_count != count)
		return hito_err_set(making->err, HITO_ERR_GIT,
				    "an object that was there is missing now");
	join_rows(group);
	return true;
}

static bool wake_before(struct hito_making *making,
			const struct hito_gathered *gathered)
{
	for (size_t i = 0; i < making->parent_count; i++)
		if (gathered->before[i] &&
		    !wake(making,
			  (struct hito_group *)(uintptr_t)gathered->before[i]))
			return false;
	return true;
}

static bool read_rows(struct hito_making *making,
		      struct hito_gathered *gathered)
{
	struct hito_group *group = gathered->made;

	if (!wake_before(making, gathered))
		return false;
	for (size_t i = 0; i < making->parent_count; i++) {
		const struct hito_group *before = gathered->before[i];

		if (!before || !same_members(gathered, before))
			continue;
		group->pooled = before->pooled;
		group->rows = before->rows;
		group->row_count = before->row_count;
		return true;
	}
	if (!find_rows(making, group))
		return false;
	drop_stand_ins(gathered, group);
	return true;
}

/* A group of this commit's own: its members and rows. */
static bool make_group(struct hito_making *making,
		       struct hito_gathered *gathered)
{
	struct hito_arena *arena = making->compare->arena;
	struct hito_group *group = hito_new(arena, struct hito_group, 1);

	if (!group)
		return hito_err_memory(making->err);
	gathered->made = group;
	group->home = hito_names_keep(making->snapshots->names, gathered->home);
	group->members = hito_new(arena, struct hito_version *,
				  gathered->member_count + 1);
	if (!group->home.ptr || !group->members)
		return hito_err_memory(making->err);
	group->member_count = gathered->member_count;
	for (size_t i = 0; i < gathered->member_count; i++) {
		group->members[i] = gathered->members[i].version;
		group->torn |= gathered->members[i].stands_in;
	}
	return read_rows(making, gathered);
}

static size_t count_before(const struct hito_making *making, size_t parent,
			   const struct hito_group **out_only)
{
	size_t count = 0, groups = 0;

	for (size_t g = 0; g < making->group_count; g++) {
		const struct hito_group *before =
			making->groups[g].before[parent];

		if (making->groups[g].shared || !before || !before->thing_count)
			continue;
		*out_only = groups++ ? NULL : before;
		count += before->thing_count;
	}
	return count;
}

/* Things of a kind in a group (or NULL), from a place on. */
static void add_kind(const struct hito_group *group, int kind, size_t *at,
		     struct hito_things *things)
{
	for (; group && *at < group->thing_count &&
	       (int)group->things[*at]->kind <= kind;
	     ++*at)
		things->list[things->count++] = group->things[*at];
}

/*
 * The things that a parent has in the groups that changed. Kind by kind, plan
 * by plan they are mostly sorted already.
 */
static bool collect_before(const struct hito_making *making, size_t parent,
			   struct hito_things *out_things)
{
	const struct hito_group *only = NULL;
	size_t count = count_before(making, parent, &only), *at;

	if (only) {
		out_things->list = only->things;
		out_things->count = count;
		return true;
	}
	out_things->list =
		hito_new(making->scratch, struct hito_thing *, count + 1);
	at = hito_new(making->scratch, size_t, making->group_count + 1);
	if (!out_things->list || !at)
		return hito_err_memory(making->err);
	for (int kind = 0; out_things->count < count; kind++)
		for (size_t g = 0; g < making->group_count; g++)
			if (!making->groups[g].shared)
				add_kind(making->groups[g].before[parent], kind,
					 &at[g], out_things);
	hito_things_sort(out_things->list, out_things->count);
	return true;
}

static size_t count_rows(const struct hito_making *making,
			 const struct hito_group **out_only)
{
	size_t count = 0, groups = 0;

	for (size_t g = 0; g < making->group_count; g++) {
		const struct hito_group *group = making->groups[g].made;

		if (!group || !group->row_count)
			continue;
		*out_only = groups++ ? NULL : group;
		count += group->row_count;
	}
	return count;
}

/* The rows of the groups that changed: most commits change one. */
static bool collect_rows(const struct hito_making *making,
			 const struct hito_row *const **out_rows,
			 size_t *out_count)
{
	const struct hito_group *only = NULL;
	const struct hito_row **rows;
	size_t count = 0;

	*out_count = count_rows(making, &only);
	if (only && only->pooled) {
		*out_rows = only->pooled;
		return true;
	}
	rows = hito_new(making->scratch, const struct hito_row *,
			*out_count + 1);
	if (!rows)
		return hito_err_memory(making->err);
	for (size_t g = 0; g < making->group_count; g++) {
		const struct hito_group *group = making->groups[g].made;

		for (size_t i = 0; group && i < group->row_count; i++)
			rows[count++] = group->pooled ? group->pooled[i]
						      : &group->rows[i];
	}
	hito_rows_sort(rows, count);
	*out_rows = rows;
	return true;
}

static bool compare_groups(struct hito_making *making,
			   struct hito_things *out_things)
{
	struct hito_compare *compare = making->compare;
	struct hito_things *parents = hito_new(
		making->scratch, struct hito_things, making->parent_count + 1);
	const struct hito_row *const *rows;

	if (!parents)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < making->parent_count; i++)
		if (!collect_before(making, i, &parents[i]))
			return false;
	if (!collect_rows(making, &rows, &compare->row_count))
		return false;
	if (making->damaged_count > 0 &&
	    !hito_rows_carry(making->damaged, making->damaged_count, parents,
			     making->parent_count, making->scratch, &rows,
			     &compare->row_count, making->err))
		return false;
	compare->rows = rows;
	compare->torn = making->torn;
	compare->torn_count = making->torn_count;
	compare->parents = parents;
	compare->parent_count = making->parent_count;
	return hito_compare_commit(compare, making->scratch, out_things,
				   making->err);
}

/* Of one thing after the other: most are of the group of the last one. */
static struct hito_group *find_made(const struct hito_making *making,
				    struct hito_group *last,
				    struct hito_str home)
{
	size_t low = 0, high = making->group_count;

	if (last && hito_str_equal(last->home, home))
		return last;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_str_compare(making->groups[middle].home, home) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < making->group_count ? making->groups[low].made : NULL;
}

/* Hand the things of the commit to their groups; they are sorted by name. */
static bool hand_out(const struct hito_making *making,
		     const struct hito_things *things)
{
	struct hito_group *last = NULL;

	for (size_t t = 0; t < things->count; t++) {
		last = find_made(making, last, things->list[t]->home);
		last->thing_count++;
	}
	for (size_t g = 0; g < making->group_count; g++) {
		struct hito_group *group = making->groups[g].made;

		if (!group)
			continue;
		group->things =
			hito_new(making->compare->arena, struct hito_thing *,
				 group->thing_count + 1);
		if (!group->things)
			return hito_err_memory(making->err);
		group->thing_count = 0;
	}
	for (size_t t = 0; t < things->count; t++) {
		last = find_made(making, last, things->list[t]->home);
		last->things[last->thing_count++] = things->list[t];
	}
	return true;
}

size_t hito_snapshot_place(const struct hito_snapshot *all, size_t low,
			   struct hito_str home)
{
	size_t high = all->group_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_str_compare(all->groups[middle]->home, home) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_group(struct hito_snapshot *snapshot,
		      const struct hito_group *group)
{
	if (group->member_count > 0 || group->thing_count > 0)
		snapshot->groups[snapshot->group_count++] = group;
}

/* Groups of the first parent from one place to another. */
static void share_groups(struct hito_snapshot *snapshot,
			 const struct hito_snapshot *before, size_t from,
			 size_t to)
{
	if (to > from)
		memcpy(snapshot->groups + snapshot->group_count,
		       before->groups + from,
		       (to - from) * sizeof(struct hito_group *));
	snapshot->group_count += to - from;
}

/* The groups that were gathered, and others of the first parent. */
static bool finish(struct hito_making *making)
{
	const struct hito_snapshot *before =
		making->parent_count ? making->parents[0] : NULL;
	size_t known = before ? before->group_count : 0, at = 0;
	struct hito_snapshot *snapshot = making->snapshot;

	snapshot->groups = hito_arena_bytes(
		making->list_arena, (making->group_count + known + 1) *
					    sizeof(struct hito_group *));
	if (!snapshot->groups)
		return hito_err_memory(making->err);
	for (size_t g = 0; g < making->group_count; g++) {
		const struct hito_gathered *gathered = &making->groups[g];
		size_t end = at;

		if (before)
			end = hito_snapshot_place(before, at, gathered->home);
		share_groups(snapshot, before, at, end);
		at = end + (making->parent_count && gathered->before[0]);
		add_group(snapshot,
			  gathered->shared ? gathered->shared : gathered->made);
	}
	share_groups(snapshot, before, at, known);
	return true;
}

static bool is_plain(const struct hito_making *making)
{
	const struct hito_catalog *catalog = making->snapshots->catalog;

	if (making->snapshots->names->crosses)
		return false;
	for (size_t i = 0; i < making->parent_count; i++)
		if (!making->parents[i]->files.plain)
			return false;
	for (size_t i = 0; i < making->change_count; i++)
		if (making->changes[i].after != HITO_NO_VERSION &&
		    !hito_version_is_plain(
			    catalog->versions[making->changes[i].after]))
			return false;
	return true;
}

bool hito_snapshot_make(const struct hito_snapshots *snapshots,
			struct hito_compare *compare,
			const struct hito_snapshot *const *parents,
			size_t parent_count,
			const struct hito_file_change *changes,
			size_t change_count, struct hito_arena *list_arena,
			struct hito_snapshot *snapshot, struct hito_err *err)
{
	struct hito_making making = {
		.snapshots = snapshots,
		.compare = compare,
		.parents = parents,
		.parent_count = parent_count,
		.changes = changes,
		.change_count = change_count,
		.list_arena = list_arena,
		.scratch = compare->scratch,
		.snapshot = snapshot,
		.err = err,
	};
	struct hito_things things;

	if (!(is_plain(&making) ? hito_making_touched(&making)
				: hito_making_gather(&making)))
		return false;
	for (size_t g = 0; g < making.group_count; g++) {
		share(&making, &making.groups[g]);
		if (!making.groups[g].shared &&
		    !make_group(&making, &making.groups[g]))
			return false;
	}
	return compare_groups(&making, &things) && hand_out(&making, &things) &&
	       finish(&making);
}
