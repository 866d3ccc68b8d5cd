/* SPDX-License-Identifier: MIT */
/*
 * A file as bytes of memory, read as they are asked for.
 */
#ifndef HITO_HISTORY_MAPPED_H
#define HITO_HISTORY_MAPPED_H

#include <stdbool.h>

#include "hito/str.h"

/*
 * False when it cannot be opened, is no regular file or is empty. Opening
 * never waits.
 */
bool hito_mapped_open(const char *path, struct hito_str *out_bytes);
/* Take no memory until it is read again. A ptr of NULL is allowed. */
void hito_mapped_rest(struct hito_str bytes);
/* A ptr of NULL is allowed, and left behind. */
void hito_mapped_close(struct hito_str *bytes);

#endif
