/* SPDX-License-Identifier: MIT */
/*
 * What was looked at on disk, so that one can ask later whether it still is
 * as it was. An answer that was made from files and folders whose imprints are
 * the same is the same answer.
 */
#ifndef HITO_SIGHT_H
#define HITO_SIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/str.h"

#pragma GCC visibility push(default)

/*
 * What the system says of a file or folder, links not followed. Writing to a
 * file changes its imprint, making or removing a name that of its folder, as
 * long as the clock of the file system has moved on since
 * (hito_imprint_newest). Nothing there has a imprint, too: all zero.
 */
struct hito_imprint {
	uint64_t device, inode, size;
	int64_t modified, changed; /* nanoseconds since 1970 */
	uint64_t mode;
};

struct stat;
void hito_imprint_take(const struct stat *status,
		       struct hito_imprint *out_imprint);
/* Look at a path from a folder (or AT_FDCWD). */
void hito_imprint_look(int dir_fd, const char *path,
		       struct hito_imprint *out_imprint);
bool hito_imprint_equal(const struct hito_imprint *a,
			const struct hito_imprint *b);
/* When it was written or changed last. */
int64_t hito_imprint_newest(const struct hito_imprint *imprint);

struct hito_seen {
	struct hito_str path; /* from the folder of the project; "" is that */
	struct hito_imprint imprint;
};

struct hito_sight {
	struct hito_arena *arena;
	struct hito_seen *list;
	size_t count, capacity;
	bool blurred; /* something was looked at that imprints do not tell */
};

void hito_sight_init(struct hito_sight *sight, struct hito_arena *arena);
/* sight NULL: nobody asks. The path must live as long as the arena. */
bool hito_sight_add(struct hito_sight *sight, struct hito_str path,
		    const struct hito_imprint *imprint);

/* Forget all but the first, as if nothing else had been looked at. */
void hito_sight_cut(struct hito_sight *sight, size_t count);

#pragma GCC visibility pop
#endif
