/* SPDX-License-Identifier: MIT */
/* Finds the lines that differ, so that patches show these alone. */
#include "edit/fmt_block.h"

/* Larger ones are taken as changed from the first line that differs on. */
#define MOST (1 << 20)

struct text {
	struct hito_str *lines; /* with their line ends */
	size_t count, capacity;
};

static bool cut(struct hito_str text, struct hito_arena *arena,
		struct text *out)
{
	size_t at = 0;

	while (at < text.len) {
		size_t end = hito_str_find_byte(text, '\n', at);

		end = end == SIZE_MAX ? text.len : end + 1;
		if (!hito_reserve(arena, out->lines, out->count, out->capacity))
			return false;
		out->lines[out->count++] = hito_str_slice(text, at, end);
		at = end;
	}
	return true;
}

struct work {
	struct hito_arena *arena;
	const struct hito_str *old, *new;
	size_t old_count, new_count;
	uint16_t *common; /* of what is behind old i and new j */
	struct hito_edit *edits;
	size_t count, capacity;
	uint32_t offset; /* of old[0] */
};

static size_t length(const struct hito_str *lines, size_t from, size_t to)
{
	size_t len = 0;

	for (; from < to; from++)
		len += lines[from].len;
	return len;
}

/* old[i, i_end) becomes new[j, j_end); they are neighbours in their texts. */
static bool add(struct work *work, size_t i, size_t i_end, size_t j,
		size_t j_end)
{
	uint32_t start = work->offset + (uint32_t)length(work->old, 0, i);
	struct hito_str text = HITO_STR("");

	if (i == i_end && j == j_end)
		return true;
	if (!hito_reserve(work->arena, work->edits, work->count,
			  work->capacity))
		return false;
	if (j < j_end)
		text = (struct hito_str){work->new[j].ptr,
					 length(work->new, j, j_end)};
	work->edits[work->count++] = (struct hito_edit){
		{start, start + (uint32_t)length(work->old, i, i_end)}, text};
	return true;
}

static bool count_common(struct work *work)
{
	size_t width = work->new_count + 1;

	if ((work->old_count + 1) * width > MOST)
		return true;
	work->common =
		hito_new(work->arena, uint16_t, (work->old_count + 1) * width);
	if (!work->common)
		return false;
	for (size_t i = work->old_count; i-- > 0;)
		for (size_t j = work->new_count; j-- > 0;) {
			uint16_t *at = &work->common[i * width + j];

			if (hito_str_equal(work->old[i], work->new[j]))
				*at = (uint16_t)(at[width + 1] + 1);
			else
				*at = at[width] > at[1] ? at[width] : at[1];
		}
	return true;
}

static bool compare(struct work *work)
{
	size_t i = 0, j = 0, width = work->new_count + 1;

	if (!count_common(work))
		return false;
	if (!work->common)
		return add(work, 0, work->old_count, 0, work->new_count);
	while (i < work->old_count || j < work->new_count) {
		size_t from = i, to = j;

		while (i < work->old_count || j < work->new_count) {
			const uint16_t *at = &work->common[i * width + j];
			bool both = i < work->old_count && j < work->new_count;

			if (both && hito_str_equal(work->old[i], work->new[j]))
				break;
			if (i < work->old_count &&
			    (!both || at[width] >= at[1]))
				i++;
			else
				j++;
		}
		if (!add(work, from, i, to, j))
			return false;
		while (i < work->old_count && j < work->new_count &&
		       hito_str_equal(work->old[i], work->new[j])) {
			i++;
			j++;
		}
	}
	return true;
}

bool hito_fmt_edits(struct hito_str before, struct hito_str after,
		    uint32_t offset, struct hito_arena *arena,
		    struct hito_edit **out_edits, size_t *out_count)
{
	struct text old = {.count = 0}, new = {.count = 0};
	struct work work = {.arena = arena, .offset = offset};
	size_t same = 0;

	if (!cut(before, arena, &old) || !cut(after, arena, &new))
		return false;
	while (same < old.count &&
	       same < new.count &&hito_str_equal(old.lines[same],
						 new.lines[same]))
		same++;
	work.offset += (uint32_t)length(old.lines, 0, same);
	work.old = old.lines + same;
	work.new = new.lines + same;
	work.old_count = old.count - same;
	work.new_count = new.count - same;
	if (!compare(&work))
		return false;
	*out_edits = work.edits;
	*out_count = work.count;
	return true;
}
