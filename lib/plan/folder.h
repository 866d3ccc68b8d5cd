/* SPDX-License-Identifier: MIT */
/*
 * Which plan each document belongs to.
 */
#ifndef HITO_PLAN_FOLDER_H
#define HITO_PLAN_FOLDER_H

#include "hito/document.h"

#define HITO_NO_DOCUMENT UINT32_MAX

enum hito_home_reason {
	HITO_HOME_NONE,   /* prose */
	HITO_HOME_ITSELF, /* it declares the plan */
	HITO_HOME_NAMED,  /* plan: beside step: */
	HITO_HOME_MAPPED, /* the project file says so */
	HITO_HOME_FOLDER, /* the nearest plan file at or above it */
	HITO_HOME_ORPHAN, /* there is none */
};

/* The plan of a document. */
struct hito_home {
	enum hito_home_reason reason;
	uint32_t document;  /* that declares the plan; HITO_NO_DOCUMENT */
	struct hito_str id; /* of a plan that no document declares */
};

/*
 * Find the plan of each document. documents are sorted by path; out_homes
 * has room for as many.
 */
HITO_MUST bool hito_homes_find(const struct hito_document *const *documents,
			       size_t count, struct hito_arena *arena,
			       struct hito_home *out_homes,
			       struct hito_err *err);

/*
 * The language that a document is to be read in: its plan's. Where it
 * differs from the one it was read in and lang_matters, read it again.
 */
enum hito_lang hito_home_lang(const struct hito_home *home,
			      const struct hito_document *const *documents,
			      const struct hito_project *project);

/* "plans/x" of "plans/x/y.md"; empty for a name alone. */
struct hito_str hito_path_folder(struct hito_str path);
/* "y.md" of "plans/x/y.md" */
struct hito_str hito_path_name(struct hito_str path);

#endif
