/* SPDX-License-Identifier: MIT */
/*
 * The compiled translations; po/catalog.sh writes their tables.
 */
#ifndef HITO_BASE_CATALOG_H
#define HITO_BASE_CATALOG_H

#include <stddef.h>

struct hito_catalog_entry {
	const char *english, *translation;
};

/* In the byte order of the English text, each text once. */
extern const struct hito_catalog_entry hito_catalog_es[];
extern const size_t hito_catalog_es_count;

#endif
