/* SPDX-License-Identifier: MIT */
/*
 * A file with conflict markers, taken apart into the versions that they are
 * of: as Git writes them, with or without the base (merge, diff3, zdiff3).
 */
#ifndef HITO_EDIT_MARKERS_H
#define HITO_EDIT_MARKERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/err.h"
#include "hito/str.h"

struct hito_markers {
	size_t count;  /* of conflicts; 0: the texts are not set */
	bool open;     /* the last one has no end */
	bool has_base; /* each of them shows the base */
	/* Without it, base has only what is in no conflict. */
	struct hito_str ours, base, theirs;
	/* what stands behind the first markers; terminated, may be empty */
	struct hito_str our_label, base_label, their_label;
};

HITO_MUST bool hito_markers_read(struct hito_str text, struct hito_arena *arena,
				 struct hito_markers *out,
				 struct hito_err *err);

/*
 * Cut a text behind its next conflict; count 0: there is none. A side without
 * lines has ptr NULL. *line: the number of the last line that was cut before,
 * and then of the conflict's last one; *first: of its first one. False when
 * memory ends.
 */
HITO_MUST bool hito_markers_next(struct hito_str *text, uint32_t *line,
				 uint32_t *first, struct hito_arena *arena,
				 struct hito_markers *out);

#endif
