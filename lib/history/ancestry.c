/* SPDX-License-Identifier: MIT */
/* The commits behind a commit, as a sorted list. */
#include "history/ancestry.h"

#include <stdlib.h>

#include "history/walk.h"

static int by_oid(const void *a, const void *b)
{
	return hito_oid_compare(a, b);
}

bool hito_ancestry_read(struct hito_repository *repository, const char *rev,
			struct hito_arena *arena, struct hito_ancestry *out,
			struct hito_err *err)
{
	struct hito_arena *scratch = hito_arena_sub(arena);
	struct hito_oid commit;
	const struct hito_walk_input input = {
		.repository = repository,
		.head = &commit,
	};
	struct hito_walk walk;
	bool done = false;

	if (!scratch)
		return hito_err_memory(err);
	if (!hito_git_resolve(repository, rev, &commit, err) ||
	    !hito_walk_read(&input, scratch, &walk, err))
		goto out;
	out->count = walk.count;
	out->oids = hito_new(arena, struct hito_oid, walk.count + 1);
	out->missing = hito_arena_copy(arena, walk.reason_arg);
	if (!out->oids || !out->missing.ptr) {
		hito_err_memory(err);
		goto out;
	}
	for (size_t i = 0; i < walk.count; i++)
		out->oids[i] = walk.commits[i].oid;
	if (walk.count)
		qsort(out->oids, walk.count, sizeof(*out->oids), by_oid);
	done = true;
out:
	hito_arena_free(scratch);
	return done;
}

static unsigned digit(char hex)
{
	return (unsigned)(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

bool hito_ancestry_has(const struct hito_ancestry *ancestry,
		       const char id[HITO_ID_SIZE])
{
	struct hito_oid oid;

	for (size_t i = 0; i < sizeof(oid.bytes); i++)
		oid.bytes[i] = (unsigned char)(digit(id[2 * i]) << 4 |
					       digit(id[2 * i + 1]));
	return ancestry->count && bsearch(&oid, ancestry->oids, ancestry->count,
					  sizeof(oid), by_oid);
}
