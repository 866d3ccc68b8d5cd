/* SPDX-License-Identifier: MIT */
/*
 * Raw objects and names of a repository.
 *
 * Only objects and references are used: no index, no work tree, no filter, no
 * attribute, no configured command.
 *
 * A repository is used by one thread at a time. To read with several, or
 * faster, see history/objects.h.
 */
#ifndef HITO_HISTORY_GIT_H
#define HITO_HISTORY_GIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hito/history.h"

struct hito_oid {
	unsigned char bytes[20];
};

static inline bool hito_oid_equal(const struct hito_oid *a,
				  const struct hito_oid *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

int hito_oid_compare(const struct hito_oid *a, const struct hito_oid *b);
void hito_oid_format(const struct hito_oid *oid, char text[HITO_ID_SIZE]);

enum hito_read {
	HITO_READ_OK,
	HITO_READ_MISSING, /* not in the repository, or damaged */
	HITO_READ_FAILED,  /* err is filled: memory, over a limit */
};

enum hito_raw_type {
	HITO_RAW_ANY,
	HITO_RAW_COMMIT,
	HITO_RAW_TREE,
	HITO_RAW_BLOB,
	HITO_RAW_TAG,
};

/* The bytes of an object, until it is released. */
struct hito_raw {
	enum hito_raw_type type;
	struct hito_str bytes;
	void *handle;
};

enum hito_found_rev {
	HITO_REV_FOUND,
	HITO_REV_SEVERAL,
	HITO_REV_NOTHING,
	HITO_REV_FAILED, /* err is filled */
};

/* What a revision names: a commit, a tag or something else. */
enum hito_found_rev hito_git_find(struct hito_repository *repository,
				  const char *rev, struct hito_oid *out,
				  struct hito_err *err);

/* HEAD, a branch, a tag, an abbreviated id, HEAD~3, ...: to a commit. */
bool hito_git_resolve(struct hito_repository *repository, const char *rev,
		      struct hito_oid *out_commit, struct hito_err *err);

/* Where its HEAD and index are, "/" at last; each linked work tree has some. */
const char *hito_git_folder(const struct hito_repository *repository);
/* What all its work trees share, "/" at last: the configuration, hooks. */
const char *hito_git_common(const struct hito_repository *repository);

struct hito_objects;
/* The repository's own reader of objects, for the thread that opened it. */
struct hito_objects *hito_git_objects(struct hito_repository *repository);

struct hito_holder;
/* The same with what it holds (history/hold.h). */
struct hito_holder *hito_git_holder(struct hito_repository *repository);

/* Much was read, and little more will be: give memory back. */
void hito_git_rest(struct hito_repository *repository);
/* What is mapped alone, while any thread reads. */
void hito_git_unmap(struct hito_repository *repository);

/* The short names of branches and tags, at most HITO_LIMIT_NAMES. */
bool hito_git_names(struct hito_repository *repository,
		    struct hito_arena *arena, const char ***out_names,
		    size_t *out_count, struct hito_err *err);

/* What walking needs of a commit. */
struct hito_git_commit {
	struct hito_oid tree;
	const struct hito_oid *parents;
	uint32_t parent_count;
	struct hito_instant author_time, committer_time;
	struct hito_str author_name, author_email; /* as written */
	struct hito_str message; /* cut at HITO_LIMIT_MESSAGE */
};

/* All in the arena. Odd headers are read as far as they go. */
enum hito_read hito_git_commit(struct hito_repository *repository,
			       const struct hito_oid *oid,
			       struct hito_arena *arena,
			       struct hito_git_commit *out_commit,
			       struct hito_err *err);

enum hito_entry_kind {
	HITO_ENTRY_FILE,
	HITO_ENTRY_TREE,
	HITO_ENTRY_LINK,
	HITO_ENTRY_SUBMODULE,
};

struct hito_git_entry {
	struct hito_str name;
	enum hito_entry_kind kind;
	struct hito_oid oid;
};

/* The entries of a tree in its order. */
enum hito_read hito_git_tree(struct hito_repository *repository,
			     const struct hito_oid *oid,
			     struct hito_arena *arena,
			     struct hito_git_entry **out_entries,
			     size_t *out_count, struct hito_err *err);

/*
 * A file's bytes. Over limit: MISSING with *out_size set and text empty (the
 * caller makes it an unreadable row).
 */
enum hito_read hito_git_blob(struct hito_repository *repository,
			     const struct hito_oid *oid, size_t limit,
			     struct hito_arena *arena,
			     struct hito_str *out_text, size_t *out_size,
			     struct hito_err *err);

/* Is the commit at the edge of a shallow clone (parents cut off)? */
bool hito_git_is_shallow_edge(const struct hito_repository *repository,
			      const struct hito_oid *commit);
/* Did the clone leave objects at its origin (git clone --filter)? */
bool hito_git_is_partial(const struct hito_repository *repository);
/* Replaced or grafted objects exist (git shows others than we do). */
bool hito_git_has_replacements(const struct hito_repository *repository);

#endif
