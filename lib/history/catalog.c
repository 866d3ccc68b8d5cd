/* SPDX-License-Identifier: MIT */
/* Paths and versions, found by what they are called. */
#include "history/catalog.h"

#include <string.h>

#include "history/version.h"

void hito_catalog_init(struct hito_catalog *catalog,
		       const struct hito_project *project,
		       struct hito_arena *arena)
{
	*catalog = (struct hito_catalog){.project = project, .arena = arena};
	hito_map_init(&catalog->by_text, arena);
}

static struct hito_path *add_path(struct hito_catalog *catalog,
				  struct hito_str text, struct hito_err *err)
{
	struct hito_arena *arena = catalog->arena;
	struct hito_path *path = hito_new(arena, struct hito_path, 1);

	if (!path || !hito_reserve(arena, catalog->paths, catalog->path_count,
				   catalog->path_capacity))
		return NULL;
	path->text = hito_arena_copy(arena, text);
	path->number = (uint32_t)catalog->path_count;
	path->is_file = hito_project_has_path(catalog->project, text);
	path->leads = hito_project_has_folder(catalog->project, text);
	if (!path->text.ptr ||
	    (path->is_file &&
	     !hito_project_mapping(catalog->project, path->text, arena,
				   &path->mapping, err)) ||
	    !hito_map_put(&catalog->by_text, path->text, path))
		return NULL;
	catalog->paths[catalog->path_count++] = path;
	return path;
}

const struct hito_path *hito_catalog_path(struct hito_catalog *catalog,
					  struct hito_str text,
					  struct hito_err *err)
{
	struct hito_path *path = hito_map_find(&catalog->by_text, text);

	if (!path)
		path = add_path(catalog, text, err);
	if (!path)
		hito_err_memory(err);
	return path;
}

/* Ids are hashes already; one may stand at several paths. */
static size_t slot_of(const struct hito_catalog *catalog,
		      const struct hito_path *path, enum hito_entry_kind kind,
		      const struct hito_oid *oid)
{
	size_t mask = catalog->table_size - 1, slot;
	uint64_t hash;

	memcpy(&hash, oid->bytes, sizeof(hash));
	slot = (size_t)(hash ^ path->number * UINT64_C(0x9e3779b97f4a7c15)) &
	       mask;
	for (; catalog->table[slot]; slot = (slot + 1) & mask) {
		const struct hito_version *version =
			catalog->versions[catalog->table[slot] - 1];

		if (version->path == path && version->kind == kind &&
		    hito_oid_equal(&version->oid, oid))
			break;
	}
	return slot;
}

static bool enlarge_table(struct hito_catalog *catalog)
{
	size_t size = catalog->table_size ? catalog->table_size * 2 : 1024;
	uint32_t *table = hito_new(catalog->arena, uint32_t, size);

	if (!table)
		return false;
	catalog->table = table;
	catalog->table_size = size;
	for (size_t i = 0; i < catalog->version_count; i++) {
		const struct hito_version *version = catalog->versions[i];

		table[slot_of(catalog, version->path, version->kind,
			      &version->oid)] = (uint32_t)i + 1;
	}
	return true;
}

struct hito_version *hito_catalog_version(struct hito_catalog *catalog,
					  const struct hito_path *path,
					  enum hito_entry_kind kind,
					  const struct hito_oid *oid)
{
	struct hito_arena *arena = catalog->arena;
	struct hito_version *version;
	size_t slot;

	if (catalog->version_count * 2 >= catalog->table_size &&
	    !enlarge_table(catalog))
		return NULL;
	slot = slot_of(catalog, path, kind, oid);
	if (catalog->table[slot])
		return catalog->versions[catalog->table[slot] - 1];
	version = hito_new(arena, struct hito_version, 1);
	if (!version ||
	    !hito_reserve(arena, catalog->versions, catalog->version_count,
			  catalog->version_capacity))
		return NULL;
	*version = (struct hito_version){
		.path = path,
		.kind = kind,
		.oid = *oid,
		.number = (uint32_t)catalog->version_count,
		.lang = catalog->project->lang,
	};
	catalog->versions[catalog->version_count++] = version;
	catalog->table[slot] = (uint32_t)catalog->version_count;
	return version;
}

int hito_path_compare(const struct hito_catalog *catalog, uint32_t a,
		      uint32_t b)
{
	return a == b ? 0
		      : hito_str_compare(catalog->paths[a]->text,
					 catalog->paths[b]->text);
}
