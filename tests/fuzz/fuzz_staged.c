/* SPDX-License-Identifier: MIT */
/*
 * What Git hands to hooks, of any bytes: its index, and a message in the
 * making. What is added to a message is added, and nothing else changes.
 */
#include <stdlib.h>
#include <string.h>

#include "history/draft.h"
#include "history/index.h"
#include "history/staged.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_index(struct hito_str bytes, struct hito_arena *arena)
{
	struct hito_staged staged;
	struct hito_err err = {.code = HITO_OK};

	if (!hito_staged_read(bytes, arena, &staged, &err)) {
		if (err.code != HITO_ERR_INPUT)
			abort();
		return;
	}
	if (staged.count > bytes.len / 62)
		abort();
	for (size_t i = 0; i < staged.count; i++)
		if (staged.files[i].path.len > bytes.len * 64 ||
		    memchr(staged.files[i].path.ptr ? staged.files[i].path.ptr
						    : "",
			   '\0', staged.files[i].path.len))
			abort();
}

/* Joined with itself, as if it were the index that it shares entries with. */
static void join_index(struct hito_str bytes, struct hito_arena *arena)
{
	struct hito_index split, shared, all;
	struct hito_err err = {.code = HITO_OK};

	if (!hito_index_read(bytes, arena, &split, &err) ||
	    !hito_index_read(bytes, arena, &shared, &err) ||
	    !hito_index_shared(&split, &shared.sum))
		return;
	shared.link = (struct hito_str){NULL, 0};
	if (hito_index_join(&split, &shared, arena, &all, &err) &&
	    all.count > split.count + shared.count)
		abort();
}

/* Is text what is left of more, taken from one place in it? */
static void check_added(struct hito_str text, struct hito_str more)
{
	size_t same = 0, behind = 0;

	if (!more.ptr || more.len <= text.len)
		abort();
	while (same < text.len && text.ptr[same] == more.ptr[same])
		same++;
	while (behind < text.len && text.ptr[text.len - 1 - behind] ==
					    more.ptr[more.len - 1 - behind])
		behind++;
	if (same + behind < text.len)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str bytes = {(const char *)data, size};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_draft draft;

	if (!arena)
		abort();
	read_index(bytes, arena);
	join_index(bytes, arena);
	hito_draft_read(bytes, &draft);
	if (draft.end > size ||
	    (draft.comments != SIZE_MAX && draft.comments < draft.end))
		abort();
	check_added(bytes,
		    hito_draft_add(&draft, HITO_STR("Step: p/a\n"), arena));
	check_added(bytes,
		    hito_draft_comment(&draft, HITO_STR("Step: p/a\n"), arena));
	hito_arena_free(arena);
	return 0;
}
