/* SPDX-License-Identifier: MIT */
/*
 * References of a repository: files below refs/, the file packed-refs, HEAD.
 */
#ifndef HITO_HISTORY_REFS_H
#define HITO_HISTORY_REFS_H

#include <sys/stat.h>

#include "history/git.h"

struct hito_refs {
	const char *folder; /* of HEAD; both end with "/" */
	const char *common; /* of refs/ */
	struct hito_str packed;
	bool has_packed, is_sorted;
	struct stat stamp; /* of packed-refs, when it was mapped */
};

/* The folders live as long as the references; nothing is read yet. */
void hito_refs_init(struct hito_refs *refs, const char *folder,
		    const char *common);
void hito_refs_done(struct hito_refs *refs);

enum hito_ref {
	HITO_REF_FOUND,
	HITO_REF_NONE,
	HITO_REF_ODD, /* not written as usual */
};

/* "HEAD" or "refs/...": to the object that it names in the end. */
enum hito_ref hito_refs_read(struct hito_refs *refs, const char *name,
			     struct hito_oid *out_oid);

/* A name as people write it: main, v1, origin/main, HEAD. */
enum hito_ref hito_refs_find(struct hito_refs *refs, const char *name,
			     struct hito_oid *out_oid);

/*
 * All of them, as people write them, by their whole names: at most
 * HITO_LIMIT_NAMES of files and of packed ones each.
 */
HITO_MUST bool hito_refs_names(struct hito_refs *refs, struct hito_arena *arena,
			       const char ***out_names, size_t *out_count,
			       struct hito_err *err);

/* Do references refs/replace/ID exist? */
bool hito_refs_has_replacements(struct hito_refs *refs);

#endif
