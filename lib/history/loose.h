/* SPDX-License-Identifier: MIT */
/*
 * Objects that are a file each.
 */
#ifndef HITO_HISTORY_LOOSE_H
#define HITO_HISTORY_LOOSE_H

#include "history/git.h"
#include "history/inflate.h"
#include "history/room.h"

/* What reading them takes; one for each thread. */
struct hito_loose {
	struct hito_arena *arena;
	struct hito_inflater *inflater;
	struct hito_room file, object;
};

/*
 * Read one from a folder of objects. As hito_objects_read: MISSING with
 * *out_size above the limit when it is larger, else with 0. The bytes stay
 * until the next one is read.
 */
enum hito_read hito_loose_read(struct hito_loose *loose, const char *folder,
			       const struct hito_oid *oid,
			       enum hito_raw_type wanted, size_t limit,
			       struct hito_raw *out, size_t *out_size,
			       struct hito_err *err);

/* The same for the bytes of the file. */
enum hito_read hito_loose_parse(struct hito_loose *loose, struct hito_str file,
				enum hito_raw_type wanted, size_t limit,
				struct hito_raw *out, size_t *out_size,
				struct hito_err *err);

/* As hito_pack_begin, of a folder. */
unsigned hito_loose_begin(const char *folder, const struct hito_oid *start,
			  size_t digits, struct hito_oid *out_oid);

#endif
