/* SPDX-License-Identifier: MIT */
/* Merges again what a merge left. */
#include "edit/resolve.h"

/*
 * Nobody can tell what was added and what was removed: each conflict stays as
 * it is, or one side counts.
 */
static bool keep(const struct hito_resolve_options *options,
		 struct hito_arena *arena, struct hito_resolved *out,
		 struct hito_err *err)
{
	struct hito_merged *merged = &out->merged;
	struct hito_str rest = options->text;
	uint32_t line = 0, first = 0;
	struct hito_markers part;
	size_t capacity = 0;

	out->baseless = true;
	merged->text = options->favor == HITO_FAVOR_OURS ? out->markers.ours
		       : options->favor == HITO_FAVOR_THEIRS
			       ? out->markers.theirs
			       : options->text;
	if (options->favor != HITO_FAVOR_NONE)
		return true;
	while (rest.len) {
		if (!hito_reserve(arena, merged->conflicts,
				  merged->conflict_count, capacity) ||
		    !hito_markers_next(&rest, &line, &first, arena, &part))
			return hito_err_memory(err);
		if (!part.count)
			continue;
		merged->conflicts[merged->conflict_count++] =
			(struct hito_merge_conflict){.line = first,
						     .ours = part.ours,
						     .theirs = part.theirs};
	}
	return true;
}

bool hito_resolve(const struct hito_resolve_options *options,
		  struct hito_arena *arena, struct hito_resolved *out,
		  struct hito_err *err)
{
	struct hito_markers *markers = &out->markers;
	struct hito_str base = options->base;

	*out = (struct hito_resolved){.merged = {.text = options->text}};
	if (!hito_markers_read(options->text, arena, markers, err))
		return false;
	if (!markers->count || markers->open)
		return true;
	if (!base.ptr && markers->has_base)
		base = markers->base;
	out->options = (struct hito_merge_options){
		.base = base,
		.ours = markers->ours,
		.theirs = markers->theirs,
		.our_label = markers->our_label.ptr,
		.base_label = markers->base_label.ptr ? markers->base_label.ptr
						      : "base",
		.their_label = markers->their_label.ptr,
		.with_base = markers->has_base,
		.favor = options->favor,
		.only_lines = options->only_lines,
	};
	if (!base.ptr)
		return keep(options, arena, out, err);
	return hito_merge(&out->options, arena, &out->merged, err);
}
