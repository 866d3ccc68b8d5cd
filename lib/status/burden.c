/* SPDX-License-Identifier: MIT */
/* Loads of people on both sides, week by week. */
#include "status/burden.h"

#include "hito/schedule.h"

struct side {
	struct hito_schedule *schedule;
	struct hito_load *load;
};

static bool read_side(const struct hito_status *status, hito_day today,
		      struct hito_arena *arena, struct side *side,
		      struct hito_err *err)
{
	const struct hito_load_options options = {.today = today};

	return hito_schedule_build(status->workspace->model, today, arena,
				   &side->schedule, err) &&
	       hito_load_build(side->schedule, &options, arena, &side->load,
			       err);
}

static const struct hito_load_person *find_person(const struct hito_load *load,
						  struct hito_str id)
{
	for (size_t i = 0; i < load->count; i++)
		if (hito_str_equal(load->people[i].id, id))
			return &load->people[i];
	return NULL;
}

/* Minutes of a week, and whether they were more than there was time for. */
static int64_t minutes_in(const struct hito_load_person *person,
			  hito_day monday, bool *over)
{
	hito_day weeks;

	*over = false;
	if (!person || monday < person->monday)
		return 0;
	weeks = (monday - person->monday) / 7;
	if ((size_t)weeks >= person->week_count)
		return 0;
	*over = person->minutes[weeks] > person->capacity[weeks];
	return person->minutes[weeks];
}

/* Has anything that was asked for to do with the week? */
static bool is_asked(const struct hito_variance_options *options,
		     const struct side *side,
		     const struct hito_load_person *person, hito_day monday)
{
	if (!options->is_asked)
		return true;
	for (size_t i = 0; i < person->share_count; i++)
		if (options->is_asked(options->ctx, person->shares[i].step) &&
		    hito_load_in_week(side->schedule, person,
				      &person->shares[i], monday) > 0)
			return true;
	return false;
}

/* The first of equals stays before the others. */
static void keep(struct hito_variance_load *load,
		 struct hito_variance_work work)
{
	size_t at = load->step_count++;

	if (at >= HITO_VARIANCE_LOAD_STEPS) {
		at = HITO_VARIANCE_LOAD_STEPS - 1;
		if (work.minutes <= load->steps[at].minutes)
			return;
	}
	for (; at > 0 && load->steps[at - 1].minutes < work.minutes; at--)
		load->steps[at] = load->steps[at - 1];
	load->steps[at] = work;
}

static void list_steps(const struct side *side,
		       const struct hito_load_person *person,
		       struct hito_variance_load *load)
{
	for (size_t i = 0; i < person->share_count; i++) {
		const struct hito_load_share *share = &person->shares[i];
		const struct hito_variance_work work = {
			share->step, hito_load_in_week(side->schedule, person,
						       share, load->monday)};

		if (work.minutes > 0)
			keep(load, work);
	}
}

bool hito_variance_loads(const struct hito_variance_options *options,
			 struct hito_arena *arena,
			 struct hito_variance *variance, struct hito_err *err)
{
	struct hito_variance_load *loads = NULL;
	size_t count = 0, capacity = 0;
	struct side then, now;

	if (!read_side(options->then, options->today, arena, &then, err) ||
	    !read_side(options->now, options->today, arena, &now, err))
		return false;
	for (size_t i = 0; i < now.load->count; i++) {
		const struct hito_load_person *person = &now.load->people[i];
		const struct hito_load_person *before =
			find_person(then.load, person->id);

		for (size_t week = 0; week < person->week_count; week++) {
			hito_day monday = person->monday + (hito_day)(week * 7);
			bool over;
			int64_t was = minutes_in(before, monday, &over);

			if (over ||
			    person->minutes[week] <= person->capacity[week] ||
			    !is_asked(options, &now, person, monday))
				continue;
			if (!hito_reserve(arena, loads, count, capacity))
				return hito_err_memory(err);
			loads[count] = (struct hito_variance_load){
				.person = person->id,
				.monday = monday,
				.minutes = person->minutes[week],
				.capacity = person->capacity[week],
				.minutes_then = was,
			};
			list_steps(&now, person, &loads[count++]);
		}
	}
	variance->loads = loads;
	variance->load_count = count;
	return true;
}
