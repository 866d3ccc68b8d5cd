/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a baseline: refused with a place, or read; and then what is
 * written of it reads back as the same, byte for byte.
 */
#include <stdint.h>
#include <stdlib.h>

#include "lint/baseline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
	if (!holds)
		abort();
}

static struct hito_baseline *read(struct hito_str text,
				  struct hito_arena *arena)
{
	struct hito_err err = {.code = HITO_OK};
	struct hito_baseline *baseline = NULL;
	struct hito_source *source;

	if (!hito_source_new(arena, HITO_STR("b.json"), text, &source, &err))
		return NULL;
	if (!hito_baseline_read(source, arena, &baseline, &err))
		check(err.code == HITO_ERR_INPUT && err.line > 0 &&
		      err.column > 0 && err.message[0]);
	for (size_t i = 0; baseline && i < baseline->count; i++)
		check(baseline->list[i]->span.end <= text.len &&
		      baseline->list[i]->span.start <
			      baseline->list[i]->span.end);
	return baseline;
}

static struct hito_str write(struct hito_baseline *baseline,
			     struct hito_arena *arena)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, (size_t)64 << 20);
	hito_baseline_write(&out, baseline);
	check(!out.failed);
	return (struct hito_str){memory.ptr, memory.len};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_baseline *baseline;
	struct hito_str first;

	if (!arena)
		return 0;
	baseline = read((struct hito_str){(const char *)data, size}, arena);
	if (baseline) {
		first = write(baseline, arena);
		baseline = read(first, arena);
		check(baseline != NULL);
		check(hito_str_equal(first, write(baseline, arena)));
	}
	hito_arena_free(arena);
	return 0;
}
