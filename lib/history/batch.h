/* SPDX-License-Identifier: MIT */
/*
 * All versions of a catalog, read at once: in the order in which they lie in
 * packs, path by path, on several threads.
 */
#ifndef HITO_HISTORY_BATCH_H
#define HITO_HISTORY_BATCH_H

#include "history/version.h"

/*
 * reader is that of the calling thread; what others read is its arena's, too.
 * threads 0: as many as there are processors, at most HITO_HISTORY_THREADS.
 * What is read does not depend on how many there are.
 */
bool hito_batch_read(struct hito_version_reader *reader,
		     const struct hito_catalog *catalog, unsigned threads,
		     struct hito_err *err);

#endif
