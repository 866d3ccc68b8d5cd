/* SPDX-License-Identifier: MIT */
/* Plans are handed out to threads a few at a time. */
#include "status/plans.h"

#include <stdatomic.h>

#include "base/threads.h"
#include "status/plan_status.h"

/* Plans that are taken in one go, and that are worth a thread more. */
#define PIECE 8
#define WORTH_A_THREAD 16

/* A thread's own: what is worked out lives on in the arena. */
struct share {
	struct hito_join join;
	struct hito_join_memo memo;
	bool done;
};

struct sharing {
	const struct hito_model *model;
	struct hito_calendar calendar;
	struct hito_plan_status *plans;
	atomic_size_t next;
	struct share shares[HITO_MOST_THREADS];
};

static void work(void *context, size_t n)
{
	struct sharing *sharing = context;
	const struct hito_model *model = sharing->model;
	struct share *share = &sharing->shares[n];

	share->done = true;
	while (share->done) {
		size_t i = atomic_fetch_add(&sharing->next, PIECE);
		size_t end = i < model->plan_count ? i + PIECE : i;

		if (i == end)
			return;
		for (; share->done && i < end && i < model->plan_count; i++)
			share->done = hito_plan_status_derive(
				&share->join, &sharing->calendar,
				model->plans[i], &sharing->plans[i]);
	}
}

static bool prepare(struct share *share, const struct hito_join *join,
		    bool first)
{
	share->join = *join;
	if (join->memo)
		share->join.memo = &share->memo;
	if (!first)
		share->join.arena = hito_arena_sub(join->arena);
	return share->join.arena != NULL;
}

bool hito_plans_derive(const struct hito_join *join,
		       struct hito_plan_status *plans)
{
	const struct hito_workspace *shown = join->input->workspace;
	struct sharing sharing = {
		.model = shown->model,
		.calendar = hito_calendar_of(shown->project),
		.plans = plans,
	};
	unsigned threads = hito_threads_worth(
		join->input->threads,
		shown->model->plan_count / WORTH_A_THREAD + 1);
	bool done = true;

	for (unsigned n = 0; n < threads; n++)
		done = prepare(&sharing.shares[n], join, n == 0) && done;
	if (done)
		hito_threads_run(threads, work, &sharing);
	for (unsigned n = 0; n < threads; n++) {
		struct share *share = &sharing.shares[n];

		/* A thread that could not be had did nothing. */
		done = done && (share->done || n > 0) &&
		       !(share->join.arena &&
			 hito_arena_failed(share->join.arena));
		if (n > 0 && share->join.arena)
			hito_arena_adopt(join->arena, share->join.arena);
	}
	return done;
}
