/* SPDX-License-Identifier: MIT */
/*
 * Reading objects fast: one struct hito_objects for each thread.
 *
 *	hito_objects_open(repository, arena, &objects, err)   in each thread
 *	hito_objects_read(objects, &oid, ...)                 bytes until the
 *next hito_objects_close(objects)
 *
 * Those of one repository share what does not change and may be used at the
 * same time, each by one thread and with an arena of its own. Nothing is
 * allocated for an object once there is room that is large enough. Reading in
 * the order of hito_objects_place is much faster than in any other.
 */
#ifndef HITO_HISTORY_OBJECTS_H
#define HITO_HISTORY_OBJECTS_H

#include "history/git.h"
#include "history/store.h"

struct hito_objects;

/* Of an open repository or store, which must outlive it. */
HITO_MUST bool hito_objects_open(struct hito_repository *repository,
				 struct hito_arena *arena,
				 struct hito_objects **out_objects,
				 struct hito_err *err);
HITO_MUST bool hito_objects_new(struct hito_store *store,
				struct hito_arena *arena,
				struct hito_objects **out_objects,
				struct hito_err *err);
/* Give back what is kept to read others with, unless something is held. */
void hito_objects_rest(struct hito_objects *objects);
/* NULL is allowed. The arena keeps its memory. */
void hito_objects_close(struct hito_objects *objects);

/*
 * Read an object of a type (or ANY). The size is asked first, so that no huge
 * object is ever unpacked; over limit: MISSING with *out_size set, which else
 * is 0 unless the object is read. out->bytes live until the next is read.
 */
enum hito_read hito_objects_read(struct hito_objects *objects,
				 const struct hito_oid *oid,
				 enum hito_raw_type wanted, size_t limit,
				 struct hito_raw *out, size_t *out_size,
				 struct hito_err *err);

/* As hito_git_blob. */
enum hito_read hito_objects_blob(struct hito_objects *objects,
				 const struct hito_oid *oid, size_t limit,
				 struct hito_arena *arena,
				 struct hito_str *out_text, size_t *out_size,
				 struct hito_err *err);

/*
 * Keep what was read last as it is, whatever is read after it, until it is
 * let go. Returns the number to do that with; 0 when it cannot be kept and
 * must be copied.
 */
uint32_t hito_objects_pin(struct hito_objects *objects,
			  const struct hito_raw *raw);
void hito_objects_unpin(struct hito_objects *objects, uint32_t number);

/* As hito_objects_read for what begins at a place of a pack, whatever its id
 * is. */
enum hito_read hito_objects_read_at(struct hito_objects *objects,
				    const struct hito_pack *pack,
				    uint64_t offset, enum hito_raw_type wanted,
				    size_t limit, struct hito_raw *out,
				    size_t *out_size, struct hito_err *err);

/* Kind and size alone. A packed object is not inflated for that. */
enum hito_read hito_objects_peek(struct hito_objects *objects,
				 const struct hito_oid *oid,
				 enum hito_raw_type *out_type, size_t *out_size,
				 struct hito_err *err);

/*
 * Where an object lies, as a number: those of one pack are in its order.
 * UINT64_MAX when it is in no pack.
 */
uint64_t hito_objects_place(struct hito_objects *objects,
			    const struct hito_oid *oid);

/*
 * The ids that begin with the first digits hexadecimal digits of start: one
 * of them, and how many there are (at most 2). False when memory ends.
 */
HITO_MUST bool hito_objects_begin(struct hito_objects *objects,
				  const struct hito_oid *start, size_t digits,
				  struct hito_oid *out_oid, unsigned *out_count,
				  struct hito_err *err);

#endif
