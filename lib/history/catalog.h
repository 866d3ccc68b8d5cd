/* SPDX-License-Identifier: MIT */
/*
 * The paths and versions of plan files that commits name, each once.
 *
 * A path and a version have numbers, so that a file in the list of a commit
 * is two of them.
 */
#ifndef HITO_HISTORY_CATALOG_H
#define HITO_HISTORY_CATALOG_H

#include "base/map.h"
#include "history/git.h"
#include "hito/project.h"

#define HITO_NO_VERSION UINT32_MAX

struct hito_version;

struct hito_path {
	struct hito_str text;
	uint32_t number;
	bool is_file, leads; /* a plan file; a folder that may hold some */
	const struct hito_mapping *mapping; /* of a plan file */
};

struct hito_catalog {
	const struct hito_project *project;
	struct hito_arena *arena;
	struct hito_map by_text; /* -> struct hito_path */
	const struct hito_path **paths;
	size_t path_count, path_capacity;
	struct hito_version **versions;
	size_t version_count, version_capacity;
	uint32_t *table; /* numbers of versions + 1 by id; 0: free */
	size_t table_size;
};

void hito_catalog_init(struct hito_catalog *catalog,
		       const struct hito_project *project,
		       struct hito_arena *arena);

/* NULL: no memory (err is filled). */
const struct hito_path *hito_catalog_path(struct hito_catalog *catalog,
					  struct hito_str text,
					  struct hito_err *err);

/*
 * The version of a path: what a file, link or submodule is there, or a folder
 * that cannot be read (TREE, its path ends with "/"). NULL: no memory.
 */
struct hito_version *hito_catalog_version(struct hito_catalog *catalog,
					  const struct hito_path *path,
					  enum hito_entry_kind kind,
					  const struct hito_oid *oid);

/* By the bytes of their texts. */
int hito_path_compare(const struct hito_catalog *catalog, uint32_t a,
		      uint32_t b);

#endif
