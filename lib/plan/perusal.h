/* SPDX-License-Identifier: MIT */
/*
 * Many files read as documents, on several threads.
 */
#ifndef HITO_PLAN_PERUSAL_H
#define HITO_PLAN_PERUSAL_H

#include "hito/document.h"
#include "plan/files.h"
#include "plan/stock.h"

/* A file to be read, and what came of it. */
struct hito_perused {
	struct hito_found *found;
	struct hito_document *document; /* NULL: it could not be read */
	struct hito_stock *stock;       /* of it */
	struct hito_findings findings;  /* of reading */
	const struct hito_err *why;     /* NULL: memory ended, or nothing */
};

/*
 * Read all of list. What comes out is the same on any number of threads.
 *
 * threads  at most so many; few files are read on one
 */
HITO_MUST bool hito_peruse(const struct hito_project *project,
			   struct hito_perused *list, size_t count,
			   size_t threads, struct hito_arena *arena,
			   struct hito_err *err);

/* Read one of them, perhaps again; what is mapped is looked up. */
HITO_MUST bool hito_peruse_one(struct hito_document_options options,
			       struct hito_perused *one,
			       const struct hito_source *source,
			       struct hito_arena *arena, struct hito_err *err);

#endif
