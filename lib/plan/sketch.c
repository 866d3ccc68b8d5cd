/* SPDX-License-Identifier: MIT */
/* Task items, and the owner and day at the end of a sketch's text. */
#include "plan/sketch.h"

/* The block that a task below a heading belongs to; HITO_NO_BLOCK: prose. */
static uint32_t block_of(const struct hito_nest *nest, uint32_t heading,
			 bool head_is_step, const struct hito_task *task)
{
	uint32_t step = heading;

	if (task->text.len == 0)
		return HITO_NO_BLOCK;
	if (heading == HITO_NONE)
		return head_is_step ? 0 : HITO_NO_BLOCK;
	if (nest->headings[heading].kind != HITO_STEP)
		step = hito_nest_above(nest, heading, HITO_STEP);
	if (step != HITO_NONE)
		return nest->headings[step].block;
	if (head_is_step)
		return 0;
	if (nest->headings[heading].kind == HITO_OBJECTIVE && task->depth == 1)
		return nest->headings[heading].block;
	return HITO_NO_BLOCK;
}

/* Cut the last word off; empty when there is only one. */
static struct hito_str cut_last(struct hito_str text, struct hito_str *before)
{
	size_t at = text.len;

	while (at > 0 && text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '\t')
		at--;
	*before = hito_str_trim_right(hito_str_slice(text, 0, at));
	if (before->len == 0)
		return hito_str_slice(text, 0, 0);
	return hito_str_slice(text, at, text.len);
}

/* "Title @owner 2026-09-18", the last two in any order, each may be absent. */
static struct hito_sketch make_sketch(const struct hito_task *task)
{
	struct hito_sketch sketch = {
		.done = task->done,
		.title = task->text,
		.due = HITO_DAY_NONE,
		.span = task->span,
		.mark = task->mark,
	};

	for (;;) {
		struct hito_str before;
		struct hito_str word = cut_last(sketch.title, &before);
		hito_day day = hito_day_parse(word);

		if (word.len > 1 && word.ptr[0] == '@' && sketch.owner.len == 0)
			sketch.owner = hito_str_slice(word, 1, word.len);
		else if (day != HITO_DAY_NONE && sketch.due == HITO_DAY_NONE)
			sketch.due = day;
		else
			return sketch;
		sketch.title = before;
	}
}

/* Where the next item of each block goes. */
struct filled {
	struct hito_check *checks;
	struct hito_sketch *sketches;
};

/* One piece of memory for all checks of the file, one for all sketches. */
static bool make_room(struct hito_reading *reading, struct filled *filled,
		      struct hito_err *err)
{
	size_t checks = 0, sketches = 0;
	struct filled next;

	for (size_t i = 0; i < reading->block_count; i++) {
		checks += reading->blocks[i].check_count;
		sketches += reading->blocks[i].sketch_count;
	}
	next.checks = hito_new(reading->arena, struct hito_check, checks);
	next.sketches = hito_new(reading->arena, struct hito_sketch, sketches);
	if (!next.checks || !next.sketches)
		return hito_err_memory(err);
	for (size_t i = 0; i < reading->block_count; i++) {
		struct hito_block *block = &reading->blocks[i];

		filled[i] = next;
		block->checks = next.checks;
		block->sketches = next.sketches;
		next.checks += block->check_count;
		next.sketches += block->sketch_count;
	}
	return true;
}

/* Count the items of each block; the owner of each goes to owners. */
static void find_owners(struct hito_reading *reading,
			const struct hito_nest *nest, bool head_is_step,
			uint32_t *owners)
{
	const struct hito_outline *outline = &reading->outline;
	uint32_t heading = HITO_NONE, next = 0;

	for (size_t i = 0; i < outline->task_count; i++) {
		const struct hito_task *task = &outline->tasks[i];
		struct hito_block *block;

		while (next < outline->heading_count &&
		       outline->headings[next].span.start <= task->mark)
			heading = next++;
		owners[i] = block_of(nest, heading, head_is_step, task);
		if (owners[i] == HITO_NO_BLOCK)
			continue;
		block = &reading->blocks[owners[i]];
		if (block->kind == HITO_STEP)
			block->check_count++;
		else
			block->sketch_count++;
	}
}

bool hito_sketch_read(struct hito_reading *reading,
		      const struct hito_nest *nest, bool head_is_step,
		      struct hito_err *err)
{
	const struct hito_outline *outline = &reading->outline;
	struct filled *filled;
	uint32_t *owners;

	if (outline->task_count == 0)
		return true;
	filled =
		hito_new(reading->scratch, struct filled, reading->block_count);
	owners = hito_new(reading->scratch, uint32_t, outline->task_count);
	if (!filled || !owners)
		return hito_err_memory(err);
	find_owners(reading, nest, head_is_step, owners);
	if (!make_room(reading, filled, err))
		return false;
	for (size_t i = 0; i < outline->task_count; i++) {
		const struct hito_task *task = &outline->tasks[i];

		if (owners[i] == HITO_NO_BLOCK)
			continue;
		if (reading->blocks[owners[i]].kind == HITO_STEP)
			*filled[owners[i]].checks++ = (struct hito_check){
				task->done, task->mark, task->text, task->span};
		else
			*filled[owners[i]].sketches++ = make_sketch(task);
	}
	return true;
}
