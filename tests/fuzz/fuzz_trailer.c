/* SPDX-License-Identifier: MIT */
/* Raw commits and the trailers of their messages: any bytes, no crash. */
#include <stdlib.h>

#include "history/object.h"
#include "history/trailer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is told of a trailer stands in the message, and is whole. */
static void check(struct hito_str message, const struct hito_trailer *trailer)
{
	if (hito_str_find(message, trailer->text, 0) == SIZE_MAX)
		abort();
	if (!trailer->readable && trailer->fact_count)
		abort();
	if (trailer->readable && !trailer->review && !trailer->id.len)
		abort();
	for (size_t i = 0; i < trailer->fact_count; i++) {
		const struct hito_fact *fact = &trailer->facts[i];

		if (!fact->readable || fact->key >= HITO_KEY_COUNT ||
		    (fact->count && !fact->list))
			abort();
	}
}

static void read_trailers(struct hito_str message, struct hito_arena *arena)
{
	struct hito_trailer *list;
	struct hito_err err = {.code = HITO_OK};
	size_t count;

	if (!hito_trailers_read(message, NULL, arena, &list, &count, &err))
		abort();
	for (size_t i = 0; i < count; i++)
		check(message, &list[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str bytes = {(const char *)data, size};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_git_commit commit;
	struct hito_git_entry *entries;
	struct hito_err err = {.code = HITO_OK};
	size_t count;

	if (!arena)
		abort();
	read_trailers(bytes, arena);
	if (hito_object_commit(bytes, arena, &commit, &err) == HITO_READ_OK)
		read_trailers(commit.message, arena);
	if (hito_object_tree(bytes, arena, &entries, &count, &err) ==
		    HITO_READ_OK &&
	    count > size / 23)
		abort();
	hito_arena_free(arena);
	return 0;
}
