/* SPDX-License-Identifier: MIT */
/* Any bytes, a text a line, through the judge: words stay inside the text. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "hito/judge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct hito_str text, const struct hito_judgement *judgement)
{
	size_t i;

	for (i = 0; i < judgement->vague_count; i++) {
		struct hito_str words = judgement->vagues[i].words;

		if (words.ptr < text.ptr ||
		    words.ptr + words.len > text.ptr + text.len)
			abort();
	}
	if (judgement->due != HITO_DAY_NONE && !judgement->bound)
		abort();
	if (judgement->bound && judgement->term.len == 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str rest = {(const char *)data, size}, text;
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_arena *scratch = hito_arena_new(NULL);
	struct hito_judge_options options = {.today = 20514};
	struct hito_judgement judgement;
	struct hito_judge *judge;

	if (!arena || !scratch || !hito_judge_new(arena, &judge, NULL))
		abort();
	while (hito_str_cut_line(&rest, &text)) {
		hito_arena_clear(scratch);
		if (!hito_judge_text(judge, text, &options, scratch, &judgement,
				     NULL))
			abort();
		check(text, &judgement);
	}
	hito_judge_free(judge);
	hito_arena_free(scratch);
	hito_arena_free(arena);
	return 0;
}
