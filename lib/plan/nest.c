/* SPDX-License-Identifier: MIT */
/* Headings: which encloses which, which are steps, objectives, KPIs. */
#include "plan/nest.h"

#include "plan/fence.h"

#define LEVELS 7u

static void find_kinds(struct hito_reading *reading, struct hito_nest *nest)
{
	const struct hito_outline *outline = &reading->outline;
	uint32_t open[LEVELS]; /* the last heading of each level */

	for (unsigned level = 0; level < LEVELS; level++)
		open[level] = HITO_NONE;
	for (uint32_t i = 0; i < outline->heading_count; i++) {
		const struct hito_heading *heading = &outline->headings[i];
		struct hito_nested *nested = &nest->headings[i];

		nested->up = HITO_NONE;
		nested->block = HITO_NO_BLOCK;
		for (unsigned level = 1; level < heading->level; level++) {
			if (open[level] != HITO_NONE)
				nested->up = open[level];
		}
		open[heading->level] = i;
		for (unsigned level = heading->level + 1; level < LEVELS;
		     level++)
			open[level] = HITO_NONE;
		nested->kind = hito_fence_kind(reading, heading);
		nested->fenced = nested->kind != 0;
		if (nested->kind == HITO_STEP)
			nest->has_steps = true;
		if (heading->level == 1 && !nested->kind &&
		    nest->title == HITO_NONE)
			nest->title = i;
	}
}

/* The heading that a step serves: the nearest that is neither step nor KPI. */
static void make_objective(struct hito_nest *nest, uint32_t step)
{
	uint32_t at = nest->headings[step].up;

	while (at != HITO_NONE && nest->headings[at].kind == HITO_KPI)
		at = nest->headings[at].up;
	if (at == HITO_NONE || at == nest->title || nest->headings[at].kind)
		return;
	nest->headings[at].kind = HITO_OBJECTIVE;
}

bool hito_nest_read(struct hito_reading *reading, bool in_step,
		    struct hito_nest *out_nest, struct hito_err *err)
{
	const struct hito_outline *outline = &reading->outline;
	struct hito_nest nest = {.title = HITO_NONE};

	nest.headings = hito_new(reading->scratch, struct hito_nested,
				 outline->heading_count + 1);
	if (!nest.headings)
		return hito_err_memory(err);
	find_kinds(reading, &nest);
	for (uint32_t i = 0; i < outline->heading_count && !in_step; i++) {
		if (nest.headings[i].kind == HITO_STEP &&
		    hito_nest_above(&nest, i, HITO_STEP) == HITO_NONE)
			make_objective(&nest, i);
	}
	*out_nest = nest;
	return true;
}

uint32_t hito_nest_above(const struct hito_nest *nest, uint32_t heading,
			 enum hito_kind kind)
{
	uint32_t at = nest->headings[heading].up;

	while (at != HITO_NONE && nest->headings[at].kind != kind)
		at = nest->headings[at].up;
	return at;
}
