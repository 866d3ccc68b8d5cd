/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as three versions of a file: a side that changed nothing changes
 * nothing, a side that counts settles all, and what is left marked can be
 * taken apart again. Lines "=== " part the versions.
 */
#include <stdint.h>
#include <stdlib.h>

#include "edit/merge.h"
#include "edit/resolve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static bool merge(struct hito_arena *arena,
		  const struct hito_merge_options *options,
		  struct hito_merged *out)
{
	struct hito_err err = {.code = HITO_OK};

	if (hito_merge(options, arena, out, &err))
		return true;
	require(err.code == HITO_ERR_INPUT);
	return false;
}

/* Up to the next line that parts. */
static struct hito_str cut(struct hito_str *rest)
{
	const struct hito_str parting = HITO_STR("\n=== \n");
	size_t at = hito_str_find(*rest, parting, 0);
	struct hito_str part = *rest;

	if (at == SIZE_MAX) {
		*rest = HITO_STR("");
		return part;
	}
	*rest = hito_str_slice(*rest, at + parting.len, rest->len);
	return hito_str_slice(part, 0, at + 1);
}

static void check_still(struct hito_arena *arena,
			const struct hito_merge_options *options)
{
	struct hito_merge_options still = *options;
	struct hito_merged merged;

	still.theirs = still.base;
	if (merge(arena, &still, &merged))
		require(hito_str_equal(merged.text, still.ours));
	still.theirs = options->theirs;
	still.ours = still.base;
	if (merge(arena, &still, &merged))
		require(hito_str_equal(merged.text, still.theirs));
}

static void check_settled(struct hito_arena *arena,
			  const struct hito_merge_options *options)
{
	struct hito_merge_options settled = *options;
	struct hito_merged merged;

	settled.favor = HITO_FAVOR_THEIRS;
	require(merge(arena, &settled, &merged));
	require(merged.conflict_count == 0);
}

static void check_resolve(struct hito_arena *arena, struct hito_str text,
			  struct hito_str base)
{
	struct hito_resolve_options options = {.text = text, .base = base};
	struct hito_err err = {.code = HITO_OK};
	struct hito_resolved resolved;

	if (!hito_resolve(&options, arena, &resolved, &err)) {
		require(err.code == HITO_ERR_INPUT);
		return;
	}
	if (!resolved.markers.count || resolved.markers.open)
		require(hito_str_equal(resolved.merged.text, text));
	options.favor = HITO_FAVOR_OURS;
	require(hito_resolve(&options, arena, &resolved, &err));
	require(resolved.merged.conflict_count == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str rest = {(const char *)data, size}, unknown = {NULL, 0};
	struct hito_merge_options options = {
		.our_label = "ours",
		.base_label = "base",
		.their_label = "theirs",
	};
	struct hito_merged merged;

	require(arena != NULL);
	options.base = cut(&rest);
	options.ours = cut(&rest);
	options.theirs = rest;
	check_still(arena, &options);
	if (merge(arena, &options, &merged)) {
		require(merged.conflict_count == 0 ||
			merged.conflicts[0].line > 0);
		check_settled(arena, &options);
		check_resolve(arena, merged.text, options.base);
		check_resolve(arena, merged.text, unknown);
		options.with_base = true;
		require(merge(arena, &options, &merged));
		check_resolve(arena, merged.text, unknown);
	}
	hito_arena_free(arena);
	return 0;
}
