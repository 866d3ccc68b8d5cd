/* SPDX-License-Identifier: MIT */
/* Any bytes through the placeholder pattern, and through units and guesses. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "lint/guess.h"
#include "lint/pattern.h"
#include "lint/unit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str text = {(const char *)data, size}, left, right;
	struct hito_pattern *pattern;
	struct hito_pattern_room *room;
	struct hito_guess guess;
	size_t start, end;

	if (!hito_pattern_room_new(&room, NULL) ||
	    !hito_pattern_new(hito_pattern_placeholder, &pattern, NULL))
		abort();
	if (hito_pattern_find(pattern, room, text, &start, &end) &&
	    (start >= end || end > size))
		abort();
	hito_pattern_free(pattern);
	hito_pattern_room_free(room);
	hito_str_cut(text, '\n', &left, &right);
	if (hito_unit_differs(left, right) != hito_unit_differs(right, left))
		abort();
	hito_guess_init(&guess, left);
	hito_guess_try(&guess, right);
	left = hito_guess_best(&guess);
	if (left.len && left.ptr != right.ptr)
		abort();
	return 0;
}
