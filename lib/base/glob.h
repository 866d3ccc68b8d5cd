/* SPDX-License-Identifier: MIT */
/*
 * Path patterns of the project file.
 */
#ifndef HITO_BASE_GLOB_H
#define HITO_BASE_GLOB_H

#include <stdbool.h>

#include "hito/str.h"

/*
 * Does the pattern name the path? Both are relative to the repository's root,
 * with "/" between folders; a "/" at the pattern's start is ignored.
 *
 *     plans          no wildcard: this path and all below it
 *     plans/?-*.md   "?" is one character, "*" any number, never "/"
 *     plans/[a-c]*   one of the class; [!a-c] and [^a-c]: none of it
 *     backlog/(two stars)
 *                    all below the folder, not the folder itself
 *     (two stars)/x.md
 *                    two stars alone between slashes are any folders, or none
 *     *.md           a wildcard and no "/": the name in any folder
 *     draft-?/       a "/" at the end: all below such a folder
 *     \*             a backslash takes a wildcard's meaning away
 *
 * Case counts. False for a pattern longer than HITO_LIMIT_GLOB. Time is at
 * most the product of the two lengths.
 */
bool hito_glob_match(struct hito_str pattern, struct hito_str path);

#endif
