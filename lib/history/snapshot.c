/* SPDX-License-Identifier: MIT */
/* Snapshots: the things of a commit, in groups that commits share. */
#include "history/snapshot.h"

#include <stdlib.h>

#include "history/row.h"
#include "plan/folder.h"

/* A document and the group that it belongs to. */
struct member {
	struct hito_str home;
	const struct hito_document *document;
	bool stands_in; /* it is of an older commit */
	size_t order;
};

/* A group in the making: its documents here, the same group in parents. */
struct gathered {
	struct hito_str home;
	const struct member *members;
	size_t member_count;
	const struct hito_group **before; /* by parent; NULL: it has none */
	const struct hito_group *shared;  /* nothing of it changed */
	struct hito_group *made;
};

struct making {
	struct hito_versions *versions;
	struct hito_names *names;
	struct hito_compare *compare;
	const struct hito_snapshot *const *parents;
	size_t parent_count;
	struct hito_arena *list_arena, *scratch;
	struct hito_snapshot *snapshot;
	struct member *members;
	size_t member_count;
	struct gathered *groups;
	size_t group_count;
	struct hito_damaged *damaged;
	size_t damaged_count;
	struct hito_str *torn;
	size_t torn_count;
	struct hito_err *err;
};

static bool needs_homes(const struct making *making)
{
	for (size_t i = 0; i < making->member_count; i++)
		if (!making->members[i].document->is_plan)
			return true;
	return false;
}

static struct hito_str home_id(const struct hito_home *home,
			       const struct hito_document *const *documents)
{
	const struct hito_block *head;

	if (home->document == HITO_NO_DOCUMENT)
		return home->id;
	head = &documents[home->document]->blocks[0];
	return head->id;
}

/* Which plan each document belongs to. */
static bool find_homes(struct making *making)
{
	size_t count = making->member_count;
	const struct hito_document **documents = hito_new(
		making->scratch, const struct hito_document *, count + 1);
	struct hito_home *homes =
		hito_new(making->scratch, struct hito_home, count + 1);

	if (!documents || !homes)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < count; i++)
		documents[i] = making->members[i].document;
	if (!hito_homes_find(documents, count, making->scratch, homes,
			     making->err))
		return false;
	for (size_t i = 0; i < count; i++)
		making->members[i].home = home_id(&homes[i], documents);
	return true;
}

static int by_home(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order = hito_str_compare(x->home, y->home);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static bool has_same_file(const struct hito_listing *listing,
			  const struct hito_listed *file)
{
	for (size_t i = 0; i < listing->count; i++)
		if (hito_str_equal(listing->files[i].path, file->path))
			return hito_oid_equal(&listing->files[i].oid,
					      &file->oid);
	return false;
}

static bool add_damaged(struct making *making, const struct hito_listed *file)
{
	size_t count = making->parent_count;
	bool *from = hito_new(making->scratch, bool, count + 1), any = false;

	if (!from)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < count; i++) {
		from[i] =
			has_same_file(&making->parents[i]->files.listing, file);
		any |= from[i];
	}
	for (size_t i = 0; i < count && !any; i++)
		from[i] = true;
	making->damaged[making->damaged_count++] =
		(struct hito_damaged){.path = file->path, .from = from};
	return true;
}

/* It may hold all that was there in any parent. */
static bool add_lost_folder(struct making *making, struct hito_str folder)
{
	bool *from = hito_new(making->scratch, bool, making->parent_count + 1);

	if (!from)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < making->parent_count; i++)
		from[i] = true;
	making->damaged[making->damaged_count++] = (struct hito_damaged){
		.path = folder, .folder = true, .from = from};
	return true;
}

static void add_member(struct making *making,
		       const struct hito_document *document, bool stands_in)
{
	struct member *member = &making->members[making->member_count];

	*member = (struct member){
		.document = document,
		.stands_in = stands_in,
		.order = making->member_count,
	};
	if (document->is_plan)
		member->home = document->blocks[0].id;
	making->member_count++;
}

static bool name_homes(struct making *making)
{
	if (needs_homes(making) && !find_homes(making))
		return false;
	for (size_t i = 0; i < making->member_count; i++) {
		struct hito_str none = HITO_STR(""), *home;

		home = &making->members[i].home;
		hito_names_today(making->names, HITO_PLAN, home, &none);
		/* What is of another plan today is compared as one. */
		if (making->names->crosses)
			*home = HITO_STR("");
	}
	return true;
}

/* Files that hid things in a parent. */
static bool gather_torn(struct making *making)
{
	size_t most = 0;

	for (size_t p = 0; p < making->parent_count; p++)
		if (making->parents[p]->files.damaged)
			most += making->parents[p]->files.listing.count +
				making->parents[p]->files.listing.lost_count;
	if (most == 0)
		return true;
	making->torn = hito_new(making->scratch, struct hito_str, most);
	if (!making->torn)
		return hito_err_memory(making->err);
	for (size_t p = 0; p < making->parent_count; p++) {
		const struct hito_files *files = &making->parents[p]->files;

		for (size_t i = 0; files->damaged && i < files->listing.count;
		     i++)
			if (files->versions[i] && files->versions[i]->damaged)
				making->torn[making->torn_count++] =
					files->listing.files[i].path;
		for (size_t i = 0; i < files->listing.lost_count; i++)
			making->torn[making->torn_count++] =
				files->listing.lost[i].path;
	}
	return true;
}

/* The documents of the commit with their groups, and the damaged paths. */
static bool gather_members(struct making *making)
{
	const struct hito_files *files = &making->snapshot->files;
	size_t most = files->listing.count + 1;

	making->members = hito_new(making->scratch, struct member, most);
	most += files->listing.lost_count;
	making->damaged = hito_new(making->scratch, struct hito_damaged, most);
	if (!making->members || !making->damaged)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < files->listing.lost_count; i++)
		if (!add_lost_folder(making, files->listing.lost[i].path))
			return false;
	for (size_t i = 0; i < files->listing.count; i++) {
		const struct hito_version *version = files->versions[i];

		if (version && version->damaged &&
		    !add_damaged(making, &files->listing.files[i]))
			return false;
		if (files->stand_ins[i])
			add_member(making, files->stand_ins[i], true);
		else if (version && version->document &&
			 !version->document->is_prose)
			add_member(making, version->document, false);
	}
	if (!name_homes(making))
		return false;
	qsort(making->members, making->member_count, sizeof(*making->members),
	      by_home);
	return true;
}

/* The smallest home that members or parents have next. */
static bool next_home(const struct making *making, size_t member,
		      const size_t *at, struct hito_str *out_home)
{
	bool found = member < making->member_count;

	if (found)
		*out_home = making->members[member].home;
	for (size_t i = 0; i < making->parent_count; i++) {
		const struct hito_snapshot *parent = making->parents[i];

		if (at[i] == parent->group_count)
			continue;
		if (!found || hito_str_compare(parent->groups[at[i]]->home,
					       *out_home) < 0)
			*out_home = parent->groups[at[i]]->home;
		found = true;
	}
	return found;
}

static bool gather_group(struct making *making, struct hito_str home,
			 size_t *member, size_t *at)
{
	struct gathered *group = &making->groups[making->group_count++];
	size_t first = *member;

	group->home = home;
	group->members = making->members + first;
	while (*member < making->member_count &&
	       hito_str_equal(making->members[*member].home, home))
		(*member)++;
	group->member_count = *member - first;
	group->before = hito_new(making->scratch, const struct hito_group *,
				 making->parent_count + 1);
	if (!group->before)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < making->parent_count; i++) {
		const struct hito_snapshot *parent = making->parents[i];

		if (at[i] < parent->group_count &&
		    hito_str_equal(parent->groups[at[i]]->home, home))
			group->before[i] = parent->groups[at[i]++];
	}
	return true;
}

static bool gather_groups(struct making *making)
{
	size_t most = making->member_count + 1, member = 0;
	size_t *at =
		hito_new(making->scratch, size_t, making->parent_count + 1);
	struct hito_str home;

	for (size_t i = 0; i < making->parent_count; i++)
		most += making->parents[i]->group_count;
	making->groups = hito_new(making->scratch, struct gathered, most);
	if (!at || !making->groups)
		return hito_err_memory(making->err);
	while (next_home(making, member, at, &home))
		if (!gather_group(making, home, &member, at))
			return false;
	return true;
}

static bool same_documents(const struct gathered *gathered,
			   const struct hito_group *group)
{
	if (gathered->member_count != group->document_count || group->torn)
		return false;
	for (size_t i = 0; i < group->document_count; i++)
		if (gathered->members[i].document != group->documents[i] ||
		    gathered->members[i].stands_in)
			return false;
	return true;
}

/* All parents have the very same group, and so has the commit. */
static void share(const struct making *making, struct gathered *group)
{
	if (making->parent_count == 0 || !group->before[0] ||
	    making->compare->trailer_count > 0 ||
	    !same_documents(group, group->before[0]))
		return;
	for (size_t i = 1; i < making->parent_count; i++)
		if (group->before[i] != group->before[0])
			return;
	group->shared = group->before[0];
}

/* What stands in for a file has no rows: its things are carried along. */
static void drop_stand_ins(const struct gathered *gathered,
			   struct hito_group *group)
{
	size_t kept = 0;

	for (size_t r = 0; group->torn && r < group->row_count; r++) {
		bool stands_in = false;

		for (size_t i = 0; i < gathered->member_count; i++)
			stands_in |=
				gathered->members[i].stands_in &&
				hito_str_equal(gathered->members[i]
						       .document->source->path,
					       group->rows[r].path);
		if (!stands_in)
			group->rows[kept++] = group->rows[r];
	}
	if (group->torn)
		group->row_count = kept;
}

static bool read_rows(struct making *making, struct gathered *gathered)
{
	struct hito_group *group = gathered->made;
	struct hito_model_input input = {
		.project = making->versions->project,
		.documents = group->documents,
		.document_count = group->document_count,
	};
	struct hito_model *model;

	for (size_t i = 0; i < making->parent_count; i++) {
		const struct hito_group *before = gathered->before[i];

		if (!before || !same_documents(gathered, before))
			continue;
		group->rows = before->rows;
		group->row_count = before->row_count;
		return true;
	}
	if (!hito_model_build(&input, making->scratch, NULL, &model,
			      making->err) ||
	    !hito_rows_of(making->names, model, group->home,
			  making->compare->arena, &group->rows,
			  &group->row_count, making->err))
		return false;
	drop_stand_ins(gathered, group);
	return true;
}

/* A group of this commit's own: its documents and rows. */
static bool make_group(struct making *making, struct gathered *gathered)
{
	struct hito_arena *arena = making->compare->arena;
	struct hito_group *group = hito_new(arena, struct hito_group, 1);

	if (!group)
		return hito_err_memory(making->err);
	gathered->made = group;
	group->home = gathered->home.len > 0
			      ? hito_names_keep(making->names, gathered->home)
			      : HITO_STR("");
	group->documents = hito_new(arena, const struct hito_document *,
				    gathered->member_count + 1);
	if (!group->home.ptr || !group->documents)
		return hito_err_memory(making->err);
	group->document_count = gathered->member_count;
	for (size_t i = 0; i < gathered->member_count; i++) {
		group->documents[i] = gathered->members[i].document;
		group->torn |= gathered->members[i].stands_in;
	}
	return read_rows(making, gathered);
}

static int by_thing(const void *a, const void *b)
{
	const struct hito_thing *x = *(struct hito_thing *const *)a;
	const struct hito_thing *y = *(struct hito_thing *const *)b;

	return hito_thing_compare(x, y);
}

/* The things that a parent has in the groups that changed. */
static bool collect_before(const struct making *making, size_t parent,
			   struct hito_things *out_things)
{
	size_t most = 1;

	for (size_t g = 0; g < making->group_count; g++)
		if (!making->groups[g].shared &&
		    making->groups[g].before[parent])
			most += making->groups[g].before[parent]->thing_count;
	out_things->list = hito_new(making->scratch, struct hito_thing *, most);
	if (!out_things->list)
		return hito_err_memory(making->err);
	for (size_t g = 0; g < making->group_count; g++) {
		const struct hito_group *before =
			making->groups[g].before[parent];

		if (making->groups[g].shared || !before)
			continue;
		for (size_t i = 0; i < before->thing_count; i++)
			out_things->list[out_things->count++] =
				before->things[i];
	}
	qsort(out_things->list, out_things->count, sizeof(*out_things->list),
	      by_thing);
	return true;
}

/* The rows of the groups that changed. */
static bool collect_rows(const struct making *making,
			 struct hito_row **out_rows, size_t *out_count)
{
	size_t most = 1, count = 0;
	struct hito_row *rows;

	for (size_t g = 0; g < making->group_count; g++)
		if (making->groups[g].made)
			most += making->groups[g].made->row_count;
	rows = hito_new(making->scratch, struct hito_row, most);
	if (!rows)
		return hito_err_memory(making->err);
	for (size_t g = 0; g < making->group_count; g++) {
		const struct hito_group *group = making->groups[g].made;

		for (size_t i = 0; group && i < group->row_count; i++)
			rows[count++] = group->rows[i];
	}
	hito_rows_sort(rows, count);
	*out_rows = rows;
	*out_count = count;
	return true;
}

static bool compare_groups(struct making *making,
			   struct hito_things *out_things)
{
	struct hito_compare *compare = making->compare;
	struct hito_things *parents = hito_new(
		making->scratch, struct hito_things, making->parent_count + 1);
	struct hito_row *rows;

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

static struct hito_group *find_made(const struct making *making,
				    struct hito_str home)
{
	size_t low = 0, high = making->group_count;

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
static bool hand_out(const struct making *making,
		     const struct hito_things *things)
{
	for (size_t t = 0; t < things->count; t++)
		find_made(making, things->list[t]->home)->thing_count++;
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
		struct hito_group *group =
			find_made(making, things->list[t]->home);

		group->things[group->thing_count++] = things->list[t];
	}
	return true;
}

static bool finish(struct making *making)
{
	struct hito_snapshot *snapshot = making->snapshot;

	snapshot->groups =
		hito_new(making->list_arena, const struct hito_group *,
			 making->group_count + 1);
	if (!snapshot->groups)
		return hito_err_memory(making->err);
	for (size_t g = 0; g < making->group_count; g++) {
		const struct gathered *gathered = &making->groups[g];
		const struct hito_group *group =
			gathered->shared ? gathered->shared : gathered->made;

		if (group->document_count > 0 || group->thing_count > 0)
			snapshot->groups[snapshot->group_count++] = group;
	}
	return true;
}

static bool read_versions(struct making *making)
{
	size_t count = making->parent_count;
	const struct hito_files **parents =
		hito_new(making->scratch, const struct hito_files *, count + 1);

	if (!parents)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < count; i++)
		parents[i] = &making->parents[i]->files;
	return hito_versions_read(making->versions, making->compare->commit,
				  parents, count, making->list_arena,
				  making->scratch, &making->snapshot->files,
				  making->err);
}

bool hito_snapshot_make(struct hito_versions *versions,
			struct hito_names *names, struct hito_compare *compare,
			const struct hito_snapshot *const *parents,
			size_t parent_count, struct hito_arena *list_arena,
			struct hito_snapshot *snapshot, struct hito_err *err)
{
	struct making making = {
		.versions = versions,
		.names = names,
		.compare = compare,
		.parents = parents,
		.parent_count = parent_count,
		.list_arena = list_arena,
		.scratch = compare->scratch,
		.snapshot = snapshot,
		.err = err,
	};
	struct hito_things things;

	if (!read_versions(&making) || !gather_torn(&making) ||
	    !gather_members(&making) || !gather_groups(&making))
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
