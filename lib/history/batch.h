/* SPDX-License-Identifier: MIT */
/*
 * All versions of a catalog, read on several threads, path by path: the paths
 * in the order in which the catalog came to know them, and those of one in the
 * order in which they lie in packs.
 */
#ifndef HITO_HISTORY_BATCH_H
#define HITO_HISTORY_BATCH_H

#include "history/version.h"

/*
 * reader is that of the calling thread; what others read is its arena's, too.
 * threads 0: as many as there are processors, at most HITO_MOST_THREADS.
 * What is read does not depend on how many there are.
 */
bool hito_batch_read(struct hito_version_reader *reader,
		     const struct hito_catalog *catalog, unsigned threads,
		     struct hito_err *err);

struct hito_batch;

/*
 * The same, where the calling thread goes on to use what is read while others
 * read: begin, need what is used next, end in any case.
 */
bool hito_batch_begin(struct hito_version_reader *reader,
		      const struct hito_catalog *catalog, unsigned threads,
		      struct hito_batch **out_batch, struct hito_err *err);
/* All versions of a path are read then. */
bool hito_batch_need(struct hito_batch *batch, uint32_t path,
		     struct hito_err *err);
/* All versions of all paths are. */
bool hito_batch_need_all(struct hito_batch *batch, struct hito_err *err);
/* Nothing more is read. NULL is allowed. */
void hito_batch_end(struct hito_batch *batch);

#endif
