/* SPDX-License-Identifier: MIT */
/* The files and groups of a checkpoint. */
#include <string.h>

#include "history/checkpoint_own.h"

/* The catalog's version of a file, to be read when it is asked for. */
static struct hito_version *find_version(struct hito_checkpoint *c,
					 const struct hito_point_file *record,
					 struct hito_catalog *catalog)
{
	const struct hito_path *path;
	struct hito_version *version;
	struct hito_oid oid;
	struct hito_str name;

	if (!hito_sheet_text(&c->sheet, record->path, &name) ||
	    record->kind > HITO_ENTRY_SUBMODULE ||
	    record->kind == HITO_ENTRY_TREE || record->lang > HITO_LANG_ES)
		return NULL;
	memcpy(oid.bytes, record->oid, sizeof(oid.bytes));
	path = hito_catalog_path(catalog, name, NULL);
	if (!path || !path->is_file || path->mapping)
		return NULL;
	version = hito_catalog_version(
		catalog, path, (enum hito_entry_kind)record->kind, &oid);
	return version;
}

static bool make_version(struct hito_checkpoint *c, uint32_t number,
			 struct hito_catalog *catalog)
{
	const struct hito_point_file *record =
		(const struct hito_point_file *)hito_point_records(
			c, HITO_POINT_FILES) +
		number;
	struct hito_version *version = find_version(c, record, catalog);

	if (version && version->lang != (enum hito_lang)record->lang)
		version = hito_version_beside(
			version, (enum hito_lang)record->lang, c->arena);
	if (!version || !hito_point_text(c, record->home, &version->home))
		return false;
	version->read = version->lazy = true;
	version->told = record->told != 0;
	version->has_document = record->has_document != 0;
	version->is_plan = record->is_plan != 0;
	version->is_prose = record->is_prose != 0;
	c->versions[number] = version;
	return true;
}

static bool add_file(struct hito_checkpoint *c,
		     const struct hito_catalog *catalog,
		     struct hito_files *files)
{
	size_t i = files->count++;
	struct hito_version *version = c->versions[i];

	files->list[i] = (struct hito_filed){
		.path = version->path->number,
		.version = version->number,
	};
	files->versions[i] = version;
	return !i || hito_path_compare(catalog, files->list[i - 1].path,
				       files->list[i].path) < 0;
}

/* The files of the tip, by path; then others that were told of. */
bool hito_point_files(struct hito_checkpoint *c, struct hito_catalog *catalog,
		      struct hito_files *files)
{
	uint32_t count = hito_point_count(c, HITO_POINT_FILES);
	size_t tip = (size_t)c->head.file_count;

	if (tip > count)
		return false;
	files->list = hito_new(c->arena, struct hito_filed, tip + 1);
	files->versions = hito_new(c->arena, struct hito_version *, tip + 1);
	files->stand_ins = hito_new(c->arena, struct hito_version *, tip + 1);
	if (!files->list || !files->versions || !files->stand_ins)
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (!make_version(c, i, catalog) ||
		    (i < tip && !add_file(c, catalog, files)))
			return false;
	files->plain = c->head.plain != 0;
	return true;
}

static bool list_things(struct hito_checkpoint *c,
			const struct hito_point_group *record,
			struct hito_group *group)
{
	const struct hito_point_thing *list =
		hito_point_records(c, HITO_POINT_THINGS);
	uint32_t first = record->first_thing, count = record->thing_count;
	uint32_t *rows;

	if (!hito_sheet_within(&c->sheet, HITO_POINT_THINGS, first, count))
		return false;
	rows = hito_new(c->arena, uint32_t, count);
	group->things = hito_new(c->arena, struct hito_thing *, count);
	if (!rows || !group->things)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at;

		if (!hito_point_place(c, HITO_POINT_THINGS, first + i, &at))
			return false;
		group->things[i] = &c->things[at];
		rows[i] = list[first + i].row;
		if (!hito_str_equal(group->things[i]->home, group->home) ||
		    (rows[i] != HITO_POINT_NONE &&
		     rows[i] >= record->row_count) ||
		    (i > 0 && hito_thing_compare(group->things[i - 1],
						 group->things[i]) > 0))
			return false;
	}
	group->thing_count = count;
	group->thing_rows = rows;
	return true;
}

static bool list_members(struct hito_checkpoint *c,
			 const struct hito_point_group *record,
			 struct hito_group *group)
{
	const uint32_t *numbers = hito_point_records(c, HITO_POINT_MEMBERS);

	if (!hito_sheet_within(&c->sheet, HITO_POINT_MEMBERS,
			       record->first_member, record->member_count))
		return false;
	group->members =
		hito_new(c->arena, struct hito_version *, record->member_count);
	if (!group->members)
		return false;
	for (uint32_t i = 0; i < record->member_count; i++) {
		uint32_t number = numbers[record->first_member + i];

		if (number >= c->head.file_count)
			return false;
		group->members[group->member_count++] = c->versions[number];
	}
	return true;
}

static bool make_group(struct hito_checkpoint *c,
		       const struct hito_point_group *record,
		       struct hito_group *group)
{
	group->row_count = record->row_count;
	group->lazy = true;
	return hito_sheet_text(&c->sheet, record->home, &group->home) &&
	       list_members(c, record, group) && list_things(c, record, group);
}

bool hito_point_groups(struct hito_checkpoint *c,
		       struct hito_snapshot *snapshot)
{
	const struct hito_point_group *list =
		hito_point_records(c, HITO_POINT_GROUPS);
	uint32_t count = hito_point_made(c, HITO_POINT_GROUPS);
	struct hito_group *groups =
		hito_new(c->arena, struct hito_group, count);

	snapshot->groups =
		hito_new(c->arena, const struct hito_group *, count + 1);
	if (!groups || !snapshot->groups)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = hito_point_number(c, HITO_POINT_GROUPS, i);

		if (!make_group(c, &list[number], &groups[i]) ||
		    (i &&
		     hito_str_compare(groups[i - 1].home, groups[i].home) >= 0))
			return false;
		snapshot->groups[snapshot->group_count++] = &groups[i];
	}
	return true;
}
