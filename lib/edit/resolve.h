/* SPDX-License-Identifier: MIT */
/*
 * A file in which a merge left conflict markers is merged again: what can be
 * told is settled, the rest stays marked (hito-resolve(1)).
 */
#ifndef HITO_EDIT_RESOLVE_H
#define HITO_EDIT_RESOLVE_H

#include "edit/markers.h"
#include "edit/merge.h"

struct hito_resolve_options {
	struct hito_str text; /* as it is in the work tree */
	struct hito_str base; /* what both sides come from; ptr NULL: unknown */
	enum hito_favor favor;
	bool only_lines; /* it is no plan file */
};

struct hito_resolved {
	struct hito_markers markers;
	struct hito_merge_options options; /* with the labels of the file */
	struct hito_merged merged;
	bool baseless; /* the base is not known: nothing was settled but by
			  favor */
};

/*
 * Sides come from the markers, so that what people settled by hand stays.
 * Nothing is merged where there are no markers, or they have no end.
 */
HITO_MUST bool hito_resolve(const struct hito_resolve_options *options,
			    struct hito_arena *arena, struct hito_resolved *out,
			    struct hito_err *err);

#endif
