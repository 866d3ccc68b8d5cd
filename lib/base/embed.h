/* SPDX-License-Identifier: MIT */
/*
 * Files that travel inside the program: rule pages, templates, schemas.
 *
 * lib/embed.sh makes a table of them at build time, one for each set below.
 */
#ifndef HITO_BASE_EMBED_H
#define HITO_BASE_EMBED_H

#include <stddef.h>

#include "hito/str.h"

struct hito_embedded {
	const char *name; /* the path below the set's folder */
	const unsigned char *data;
	size_t size;
};

/* A set, sorted by name in byte order. */
struct hito_embed {
	const struct hito_embedded *files;
	size_t count;
};

extern const struct hito_embed hito_embed_languages; /* "es/actions.txt" */
extern const struct hito_embed hito_embed_rules;     /* "es/F001.md" */
extern const struct hito_embed hito_embed_templates; /* "es/NAME.md" */
extern const struct hito_embed hito_embed_setup;     /* "es/pre-commit" */
extern const struct hito_embed hito_embed_schemas;   /* "NAME.json" */

/* NULL when absent. */
const struct hito_embedded *hito_embed_find(const struct hito_embed *set,
					    struct hito_str name);
/* The bytes as a slice. */
struct hito_str hito_embed_text(const struct hito_embedded *file);

#endif
