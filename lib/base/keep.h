/* SPDX-License-Identifier: MIT */
/*
 * Files that are kept for speed alone: any of them may be lost, damaged or of
 * another program at any time, and then it is as if it were not there.
 *
 * A file is written beside its name and then renamed, so that a reader sees
 * one whole or none; a checksum tells of damage. Nothing is reported: what
 * cannot be kept is made again.
 */
#ifndef HITO_BASE_KEEP_H
#define HITO_BASE_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/str.h"

/* What a folder of kept files may hold. */
#define HITO_KEEP_MOST_FILES 64
#define HITO_KEEP_MOST_BYTES ((uint64_t)256 << 20)

/*
 * Read a file of our own user's; false where there is none that is whole.
 * kind names what is in it and the version of its form (8 bytes at most): a
 * file of another kind is none.
 */
bool hito_keep_read(const char *folder, const char *name, const char *kind,
		    size_t limit, struct hito_arena *arena,
		    struct hito_str *out_bytes);

/*
 * The same at once: whether it is whole is found out meanwhile, on a thread of
 * its own where two are worth it (hito_threads_worth). Until that is asked its
 * bytes may be any, and they are the arena's.
 */
struct hito_keep_check;
bool hito_keep_open(const char *folder, const char *name, const char *kind,
		    size_t limit, unsigned threads, struct hito_arena *arena,
		    struct hito_str *out_bytes,
		    struct hito_keep_check **out_check);
/* Wait for it. */
bool hito_keep_is_whole(struct hito_keep_check *check);

/* Write it; the folder is made (the one above it is there). */
bool hito_keep_write(const char *folder, const char *name, const char *kind,
		     struct hito_str bytes);

/* The same of bytes in parts. */
bool hito_keep_write_parts(const char *folder, const char *name,
			   const char *kind, const struct hito_str *parts,
			   size_t count);

/*
 * Remove the oldest files of a folder while there are more than so many, or
 * of more bytes, and what writers that died left behind.
 */
void hito_keep_prune(const char *folder, size_t most_files,
		     uint64_t most_bytes);

/* 64 bits of which each depends on each byte. */
uint64_t hito_keep_sum(uint64_t seed, struct hito_str bytes);

#endif
