/* SPDX-License-Identifier: MIT */
/* All groups of a commit, whatever its files are. */
#include <stdlib.h>

#include "history/making.h"
#include "plan/folder.h"

static struct hito_version *version_of(const struct hito_making *making,
				       const struct hito_files *files, size_t i)
{
	if (files->versions)
		return files->versions[i];
	return making->snapshots->catalog->versions[files->list[i].version];
}

static struct hito_version *stand_in_of(const struct hito_files *files,
					size_t i)
{
	return files->stand_ins ? files->stand_ins[i] : NULL;
}

static struct hito_str path_of(const struct hito_making *making,
			       const struct hito_files *files, size_t i)
{
	return making->snapshots->catalog->paths[files->list[i].path]->text;
}

/* The place of a path in the list of files, or where it would be. */
static size_t find_path(const struct hito_making *making,
			const struct hito_files *files, uint32_t path)
{
	size_t low = 0, high = files->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_path_compare(making->snapshots->catalog,
				      files->list[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The plan that a commit has at a path, or what stood in for it. */
static struct hito_version *plan_at(const struct hito_making *making,
				    const struct hito_files *files,
				    uint32_t path)
{
	size_t at = find_path(making, files, path);
	struct hito_version *version;

	if (at == files->count || files->list[at].path != path)
		return NULL;
	version = version_of(making, files, at);
	if (version->kind != HITO_ENTRY_FILE)
		return NULL;
	if (version->has_document)
		return version->is_plan ? version : NULL;
	return stand_in_of(files, at);
}

static void find_stand_ins(struct hito_making *making)
{
	struct hito_files *files = &making->snapshot->files;

	for (size_t i = 0; files->damaged && i < files->count; i++) {
		struct hito_version *version = files->versions[i];

		if (version->kind != HITO_ENTRY_FILE || !version->damaged ||
		    !hito_str_is(hito_path_name(version->path->text),
				 "plan.md") ||
		    (version->has_document && !version->is_prose))
			continue;
		for (size_t p = 0;
		     p < making->parent_count && !files->stand_ins[i]; p++)
			files->stand_ins[i] =
				plan_at(making, &making->parents[p]->files,
					files->list[i].path);
	}
}

/* Files whose documents say to which plan they belong. */
struct placed {
	const struct hito_document **documents;
	struct hito_home *homes;
	size_t *files; /* numbers in the list */
	size_t count;
};

/* The document that counts for a file: NULL for none. */
static bool document_of(struct hito_making *making, size_t i,
			const struct hito_document **out_document)
{
	const struct hito_files *files = &making->snapshot->files;
	struct hito_version *version =
		files->stand_ins[i] ? files->stand_ins[i] : files->versions[i];

	*out_document = NULL;
	if (version->kind != HITO_ENTRY_FILE || !version->has_document ||
	    version->is_prose)
		return true;
	return hito_version_document(making->snapshots->reader, version,
				     out_document, making->err);
}

static bool place_files(struct hito_making *making, struct placed *placed)
{
	const struct hito_files *files = &making->snapshot->files;
	size_t most = files->count + 1;

	*placed = (struct placed){
		.documents = hito_new(making->scratch,
				      const struct hito_document *, most),
		.homes = hito_new(making->scratch, struct hito_home, most),
		.files = hito_new(making->scratch, size_t, most),
	};
	if (!placed->documents || !placed->homes || !placed->files)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < files->count; i++) {
		const struct hito_document *document;

		if (!document_of(making, i, &document))
			return false;
		if (!document)
			continue;
		placed->files[placed->count] = i;
		placed->documents[placed->count++] = document;
	}
	return hito_homes_find(placed->documents, placed->count,
			       making->scratch, placed->homes, making->err);
}

/* A step file is read in the language of its plan. */
static bool read_in_language(struct hito_making *making, struct placed *placed)
{
	struct hito_version_reader *reader = making->snapshots->reader;
	struct hito_files *files = &making->snapshot->files;

	for (size_t i = 0; i < placed->count; i++) {
		struct hito_version **version =
			&files->versions[placed->files[i]];
		enum hito_lang lang = hito_home_lang(
			&placed->homes[i], placed->documents, reader->project);

		if (!placed->documents[i]->lang_matters ||
		    lang == placed->documents[i]->lang ||
		    files->stand_ins[placed->files[i]])
			continue;
		if (!hito_version_in_language(reader, *version, lang, version,
					      making->err))
			return false;
	}
	return true;
}

static struct hito_str home_id(const struct placed *placed, size_t i)
{
	const struct hito_home *home = &placed->homes[i];

	if (home->document == HITO_NO_DOCUMENT)
		return home->id;
	return placed->documents[home->document]->blocks[0].id;
}

/* The language of a file may say of which plan it is: look again. */
static bool list_members(struct hito_making *making, struct placed *placed)
{
	struct hito_files *files = &making->snapshot->files;

	if (!place_files(making, placed))
		return false;
	making->members = hito_new(making->scratch, struct hito_member,
				   placed->count + 1);
	if (!making->members)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < placed->count; i++) {
		size_t file = placed->files[i];
		struct hito_version *stand_in = files->stand_ins[file];
		struct hito_member *member =
			&making->members[making->member_count];
		struct hito_str none = HITO_STR("");

		*member = (struct hito_member){
			.home = home_id(placed, i),
			.version = stand_in ? stand_in : files->versions[file],
			.stands_in = stand_in != NULL,
			.order = making->member_count++,
		};
		hito_names_today(making->snapshots->names, HITO_PLAN,
				 &member->home, &none);
		/* What is of another plan today is compared as one. */
		if (making->snapshots->names->crosses)
			member->home = HITO_STR("");
	}
	return true;
}

static int by_home(const void *a, const void *b)
{
	const struct hito_member *x = a, *y = b;
	int order = hito_str_compare(x->home, y->home);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static bool has_same_file(const struct hito_making *making, size_t parent,
			  const struct hito_filed *file)
{
	const struct hito_files *files = &making->parents[parent]->files;
	size_t at = find_path(making, files, file->path);

	return at < files->count && files->list[at].path == file->path &&
	       files->list[at].version == file->version;
}

/* A damaged file may hold what parents with the very same one have. */
static bool add_damaged(struct hito_making *making,
			const struct hito_filed *file)
{
	size_t count = making->parent_count;
	bool *from = hito_new(making->scratch, bool, count + 1), any = false;

	if (!from)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < count; i++) {
		from[i] = has_same_file(making, i, file);
		any |= from[i];
	}
	for (size_t i = 0; i < count && !any; i++)
		from[i] = true;
	making->damaged[making->damaged_count++] = (struct hito_damaged){
		.path = making->snapshots->catalog->paths[file->path]->text,
		.from = from,
	};
	return true;
}

/* "a/b/" of the list is the folder a/b. */
static struct hito_str folder_of(struct hito_str path)
{
	return hito_str_slice(path, 0, path.len ? path.len - 1 : 0);
}

/* It may hold all that was there in any parent. */
static bool add_lost_folder(struct hito_making *making, struct hito_str path)
{
	bool *from = hito_new(making->scratch, bool, making->parent_count + 1);

	if (!from)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < making->parent_count; i++)
		from[i] = true;
	making->damaged[making->damaged_count++] = (struct hito_damaged){
		.path = folder_of(path),
		.folder = true,
		.from = from,
	};
	return true;
}

static bool gather_damaged(struct hito_making *making)
{
	const struct hito_files *files = &making->snapshot->files;

	making->damaged = hito_new(making->scratch, struct hito_damaged,
				   files->count + 1);
	if (!making->damaged)
		return hito_err_memory(making->err);
	for (size_t i = 0; files->damaged && i < files->count; i++) {
		if (files->versions[i]->kind == HITO_ENTRY_TREE) {
			if (!add_lost_folder(making, path_of(making, files, i)))
				return false;
		} else if (files->versions[i]->damaged &&
			   !add_damaged(making, &files->list[i])) {
			return false;
		}
	}
	return true;
}

/* Files that hid things in a parent. */
static bool gather_torn(struct hito_making *making)
{
	size_t most = 0;

	for (size_t p = 0; p < making->parent_count; p++)
		if (making->parents[p]->files.damaged)
			most += making->parents[p]->files.count;
	if (most == 0)
		return true;
	making->torn = hito_new(making->scratch, struct hito_str, most);
	if (!making->torn)
		return hito_err_memory(making->err);
	for (size_t p = 0; p < making->parent_count; p++) {
		const struct hito_files *files = &making->parents[p]->files;

		for (size_t i = 0; files->damaged && i < files->count; i++) {
			struct hito_str path = path_of(making, files, i);
			const struct hito_version *version =
				version_of(making, files, i);

			if (version->kind == HITO_ENTRY_TREE)
				path = folder_of(path);
			else if (!version->damaged)
				continue;
			making->torn[making->torn_count++] = path;
		}
	}
	return true;
}

/* The smallest home that members or parents have next. */
static bool next_home(const struct hito_making *making, size_t member,
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

static bool gather_group(struct hito_making *making, struct hito_str home,
			 size_t *member, size_t *at)
{
	struct hito_gathered *group = &making->groups[making->group_count++];
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

static bool gather_groups(struct hito_making *making)
{
	size_t most = making->member_count + 1, member = 0;
	size_t *at =
		hito_new(making->scratch, size_t, making->parent_count + 1);
	struct hito_str home;

	for (size_t i = 0; i < making->parent_count; i++)
		most += making->parents[i]->group_count;
	making->groups = hito_new(making->scratch, struct hito_gathered, most);
	if (!at || !making->groups)
		return hito_err_memory(making->err);
	while (next_home(making, member, at, &home))
		if (!gather_group(making, home, &member, at))
			return false;
	return true;
}

/* Versions as the catalog has them, and whether all is plain. */
static bool start_files(struct hito_making *making)
{
	struct hito_files *files = &making->snapshot->files;

	files->versions = hito_new(making->list_arena, struct hito_version *,
				   files->count + 1);
	files->stand_ins = hito_new(making->list_arena, struct hito_version *,
				    files->count + 1);
	if (!files->versions || !files->stand_ins)
		return hito_err_memory(making->err);
	files->plain = !making->snapshots->names->crosses;
	for (size_t i = 0; i < files->count; i++) {
		struct hito_version *version =
			making->snapshots->catalog
				->versions[files->list[i].version];

		hito_version_wake(version);
		if (!hito_version_read(making->snapshots->reader, version,
				       making->err))
			return false;
		files->versions[i] = version;
		files->damaged |=
			version->damaged || version->kind == HITO_ENTRY_TREE;
		files->plain &= hito_version_is_plain(version);
	}
	return true;
}

bool hito_making_gather(struct hito_making *making)
{
	struct placed placed;

	if (!start_files(making))
		return false;
	find_stand_ins(making);
	if (!place_files(making, &placed) ||
	    !read_in_language(making, &placed) || !gather_torn(making) ||
	    !gather_damaged(making) || !list_members(making, &placed))
		return false;
	if (making->member_count > 1)
		qsort(making->members, making->member_count,
		      sizeof(*making->members), by_home);
	return gather_groups(making);
}
