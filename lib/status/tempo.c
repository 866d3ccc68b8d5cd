/* SPDX-License-Identifier: MIT */
/* What became of the steps of a plan, day by day and week by week. */
#include "status/tempo.h"

#include "base/map.h"
#include "plan/identity.h"
#include "status/plan_status.h"
#include "status/step_status.h"

static enum hito_tempo_state state_of(enum hito_word word)
{
	switch (word) {
	case HITO_DOING:
		return HITO_TEMPO_DOING;
	case HITO_DONE:
		return HITO_TEMPO_DONE;
	case HITO_DROPPED:
		return HITO_TEMPO_DROPPED;
	default:
		return HITO_TEMPO_OPEN;
	}
}

bool hito_tempo_is_open(enum hito_tempo_state state)
{
	return state == HITO_TEMPO_OPEN || state == HITO_TEMPO_DOING;
}

static bool add_move(struct hito_tempo_step *step, struct hito_tempo_move move,
		     struct hito_arena *arena)
{
	if (!hito_reserve(arena, step->moves, step->move_count,
			  step->move_capacity))
		return false;
	step->moves[step->move_count++] = move;
	return true;
}

static const struct hito_fact *first_state(const struct hito_event *event)
{
	for (size_t i = 0; i < event->value_count; i++)
		if (event->values[i].key == HITO_KEY_STATE)
			return &event->values[i];
	return NULL;
}

/* Does an event bring the step into a state? */
static bool is_move(const struct hito_event *event,
		    struct hito_tempo_move *out_move)
{
	const struct hito_fact *fact = event->new;

	*out_move = (struct hito_tempo_move){.day = event->day,
					     .to = HITO_TEMPO_NOWHERE};
	if (event->what == HITO_REMOVED)
		return true;
	if (event->what == HITO_CREATED)
		fact = first_state(event);
	else if (event->what != HITO_CHANGED || event->key != HITO_KEY_STATE ||
		 (fact && !fact->readable))
		return false;
	out_move->to = HITO_TEMPO_OPEN;
	/* Where history is cut it may be older. */
	out_move->silent = event->what == HITO_CREATED && event->commit->cut;
	if (fact && fact->text.len)
		out_move->to = state_of(hito_state_word(fact->text));
	return true;
}

static bool read_story(struct hito_tempo_step *step,
		       const struct hito_story *story, struct hito_arena *arena)
{
	for (size_t i = 0; story && i < story->event_count; i++) {
		struct hito_tempo_move move;

		if (is_move(story->events[i], &move) &&
		    !add_move(step, move, arena))
			return false;
	}
	return true;
}

/* The first promise, and what became of it. */
static bool read_promises(struct hito_tempo_step *step,
			  struct hito_arena *arena)
{
	const struct hito_step_status *status = step->status;
	struct hito_promised_day *list;
	size_t count = 0;

	if (!status->promised || status->promised_day == HITO_DAY_NONE)
		return true;
	list = hito_new(arena, struct hito_promised_day,
			status->move_count + 1);
	if (!list)
		return false;
	list[count++] = (struct hito_promised_day){status->promised->day,
						   status->promised_day};
	for (size_t i = 0; i < status->move_count; i++)
		list[count++] = (struct hito_promised_day){
			status->moves[i].event->day, status->moves[i].new_due};
	step->promises = list;
	step->promise_count = count;
	return true;
}

/* What today shows counts: uncommitted values, declared days. */
static bool settle(struct hito_tempo_step *step, hito_day today,
		   struct hito_arena *arena)
{
	const struct hito_step_status *status = step->status;
	enum hito_tempo_state shown = state_of(status->state);
	struct hito_tempo_move last = hito_tempo_at(step, today);
	struct hito_tempo_move move = {
		.day = today, .to = shown, .silent = true};

	if (last.to != shown && !add_move(step, move, arena))
		return false;
	if (shown != HITO_TEMPO_DONE || !status->finished_declared)
		return true;
	for (size_t i = step->move_count; i-- > 0;) {
		if (step->moves[i].to != HITO_TEMPO_DONE)
			continue;
		step->moves[i].day = status->finished;
		step->moves[i].silent = false;
		break;
	}
	return true;
}

/* The objective of a sub-step is its parent's. */
static const struct hito_item *objective_of(const struct hito_item *step)
{
	enum { DEPTH = 64 };

	for (int i = 0; step && i < DEPTH; i++, step = step->parent)
		if (step->objective)
			return step->objective;
	return NULL;
}

static bool add_shown(struct hito_tempo *tempo,
		      const struct hito_status *status,
		      const struct hito_step_status *shown,
		      struct hito_arena *arena)
{
	const struct hito_project *project = status->workspace->project;
	struct hito_tempo_step *step = &tempo->steps[tempo->step_count];

	if (!shown->leaf || hito_identity_loses(shown->step))
		return true;
	tempo->step_count++;
	*step = (struct hito_tempo_step){
		.status = shown,
		.objective = objective_of(shown->step),
		.milestone = hito_step_is_milestone(shown->step),
		.minutes = -1,
	};
	if (shown->estimate.hundredths >= 0)
		step->minutes = hito_duration_minutes(shown->estimate,
						      project->minutes_a_day,
						      tempo->days_a_week);
	return read_story(step, shown->story, arena) &&
	       read_promises(step, arena) && settle(step, status->today, arena);
}

static struct hito_str parent_of(const struct hito_story *story)
{
	const struct hito_fact *fact = hito_story_fact(story, HITO_KEY_PARENT);

	return fact && fact->readable ? fact->text : HITO_STR("");
}

/* Steps that the plan had; those that had sub-steps are no leaves. */
static bool add_gone(struct hito_tempo *tempo,
		     const struct hito_history *history,
		     struct hito_arena *arena)
{
	struct hito_str plan = tempo->plan->plan->id;
	struct hito_map parents;

	hito_map_init(&parents, arena);
	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];
		struct hito_str parent = parent_of(story);

		if (parent.len && hito_str_equal(story->plan, plan) &&
		    !hito_map_put(&parents, parent, (void *)story))
			return false;
	}
	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];
		struct hito_tempo_step *step = &tempo->steps[tempo->step_count];

		if (story->kind != HITO_STEP || story->item ||
		    !hito_str_equal(story->plan, plan) ||
		    hito_map_find(&parents, story->id))
			continue;
		tempo->step_count++;
		step->minutes = -1;
		if (!read_story(step, story, arena))
			return false;
	}
	return true;
}

static size_t count_gone(const struct hito_history *history,
			 struct hito_str plan)
{
	size_t count = 0;

	for (size_t i = 0; history && i < history->story_count; i++)
		count += history->stories[i].kind == HITO_STEP &&
			 !history->stories[i].item &&
			 hito_str_equal(history->stories[i].plan, plan);
	return count;
}

static hito_day earlier(hito_day a, hito_day b)
{
	if (a == HITO_DAY_NONE || (b != HITO_DAY_NONE && b < a))
		return b;
	return a;
}

/*
 * The first day on which a step was begun. Where the first step was finished
 * and none begun before: the plan's start, else its first step's first day.
 */
static hito_day start_of(const struct hito_tempo *tempo)
{
	hito_day begun = HITO_DAY_NONE, done = HITO_DAY_NONE;
	hito_day made = HITO_DAY_NONE, start = tempo->plan->start;

	for (size_t i = 0; i < tempo->step_count; i++) {
		const struct hito_tempo_step *step = &tempo->steps[i];

		if (step->status && step->status->started_declared)
			begun = earlier(begun, step->status->started);
		for (size_t k = 0; k < step->move_count; k++) {
			const struct hito_tempo_move *move = &step->moves[k];

			made = earlier(made, move->day);
			if (move->to == HITO_TEMPO_DOING)
				begun = earlier(begun, move->day);
			if (move->to == HITO_TEMPO_DONE && !move->silent)
				done = earlier(done, move->day);
		}
	}
	if (done == HITO_DAY_NONE || (begun != HITO_DAY_NONE && begun <= done))
		return begun;
	return start != HITO_DAY_NONE && start <= done ? start : made;
}

/* Every leaf that counts has an estimate, and there is something in it. */
static bool has_estimates(const struct hito_tempo *tempo)
{
	int64_t left = 0;

	for (size_t i = 0; i < tempo->step_count; i++) {
		const struct hito_tempo_step *step = &tempo->steps[i];

		if (!step->status || step->milestone ||
		    step->status->state == HITO_DROPPED)
			continue;
		if (step->minutes < 0)
			return false;
		if (step->status->state != HITO_DONE)
			left += step->minutes;
	}
	return left > 0;
}

bool hito_tempo_read(struct hito_tempo *tempo, const struct hito_status *status,
		     const struct hito_plan_status *plan,
		     enum hito_measure measure, struct hito_arena *arena)
{
	const struct hito_project *project = status->workspace->project;
	size_t most =
		plan->step_count + count_gone(status->history, plan->plan->id);

	*tempo = (struct hito_tempo){
		.plan = plan,
		.calendar = hito_calendar_of(project),
		.days_a_week = hito_project_days_a_week(project),
		.steps = hito_new(arena, struct hito_tempo_step, most + 1),
	};
	if (!tempo->steps)
		return false;
	for (size_t i = 0; i < plan->step_count; i++)
		if (!add_shown(tempo, status, &plan->steps[i], arena))
			return false;
	if (most > plan->step_count && !add_gone(tempo, status->history, arena))
		return false;
	tempo->start = start_of(tempo);
	tempo->by_estimate =
		measure != HITO_MEASURE_COUNT && has_estimates(tempo);
	return true;
}

struct hito_tempo_move hito_tempo_at(const struct hito_tempo_step *step,
				     hito_day day)
{
	struct hito_tempo_move at = {.day = HITO_DAY_NONE,
				     .to = HITO_TEMPO_NOWHERE};

	for (size_t i = 0; i < step->move_count; i++)
		if (step->moves[i].day <= day && step->moves[i].to != at.to)
			at = step->moves[i];
	return at;
}

int64_t hito_tempo_units(const struct hito_tempo *tempo,
			 const struct hito_tempo_step *step)
{
	if (!tempo->by_estimate)
		return 1;
	return step->minutes > 0 ? step->minutes : 0;
}

/* How many working days back from a day; days off are the one before. */
static int64_t days_back(const struct hito_tempo *tempo, hito_day day,
			 hito_day from)
{
	return hito_calendar_between(&tempo->calendar, day, from);
}

static void add_done(const struct hito_tempo *tempo, hito_day day,
		     hito_day from, int64_t units, struct hito_tempo_weeks *out)
{
	int64_t back = days_back(tempo, day, from);
	size_t week = (size_t)(back / tempo->days_a_week);
	size_t place =
		tempo->days_a_week - 1 - (size_t)(back % tempo->days_a_week);

	if (week >= out->count)
		return;
	out->finished++;
	out->weeks[week].done += units;
	for (; place < tempo->days_a_week; place++)
		out->weeks[week].by_day[place] += units;
}

static void add_growth(const struct hito_tempo *tempo, hito_day day,
		       hito_day from, int64_t units,
		       struct hito_tempo_weeks *out)
{
	size_t week =
		(size_t)(days_back(tempo, day, from) / tempo->days_a_week);

	if (day != HITO_DAY_NONE && day > tempo->start && week < out->count)
		out->weeks[week].grown += units;
}

static void add_step(const struct hito_tempo *tempo,
		     const struct hito_tempo_step *step, hito_day day,
		     struct hito_tempo_weeks *out)
{
	struct hito_tempo_move at = hito_tempo_at(step, day);
	int64_t units = hito_tempo_units(tempo, step);

	if (step->move_count && step->moves[0].day <= day)
		add_growth(tempo, step->moves[0].day, day, units, out);
	if (hito_tempo_is_open(at.to)) {
		out->open++;
		out->left += units;
	} else if (at.to == HITO_TEMPO_DONE && !at.silent) {
		add_done(tempo, at.day, day, units, out);
	} else if (at.day != HITO_DAY_NONE && at.to != HITO_TEMPO_DONE) {
		add_growth(tempo, at.day, day, -units, out);
	}
}

void hito_tempo_weeks(const struct hito_tempo *tempo, hito_day day,
		      struct hito_tempo_weeks *out)
{
	int64_t days = 0;

	*out = (struct hito_tempo_weeks){.count = 0};
	if (tempo->start != HITO_DAY_NONE && tempo->start <= day)
		days = hito_calendar_count(&tempo->calendar, tempo->start, day);
	days /= tempo->days_a_week;
	out->count = days > HITO_FORECAST_MAX_WEEKS ? HITO_FORECAST_MAX_WEEKS
						    : (uint32_t)days;
	for (size_t i = 0; i < tempo->step_count; i++)
		add_step(tempo, &tempo->steps[i], day, out);
}

hito_day hito_tempo_due(const struct hito_tempo_step *step, hito_day day)
{
	hito_day due = HITO_DAY_NONE;

	for (size_t i = 0; i < step->promise_count; i++)
		if (step->promises[i].made <= day)
			due = step->promises[i].due;
	return due;
}

/* Each promise that a finished step had until then. */
static bool add_lateness(const struct hito_tempo *tempo,
			 const struct hito_tempo_step *step, hito_day finished,
			 struct hito_lateness *out, struct hito_arena *arena)
{
	bool any = false;

	for (size_t i = 0; i < step->promise_count; i++) {
		const struct hito_promised_day *promise = &step->promises[i];
		hito_day until = finished;
		int late;

		if (promise->made > finished)
			break;
		if (i + 1 < step->promise_count && promise[1].made < finished)
			until = promise[1].made;
		late = hito_calendar_between(&tempo->calendar, promise->due,
					     finished);
		if (!hito_lateness_add(out, late, (int)(until - promise->made),
				       arena))
			return false;
		any = true;
	}
	out->steps += any;
	return true;
}

bool hito_tempo_lateness(const struct hito_tempo *tempo, hito_day day,
			 struct hito_arena *arena, struct hito_lateness *out)
{
	*out = (struct hito_lateness){.count = 0};
	for (size_t i = 0; i < tempo->step_count; i++) {
		const struct hito_tempo_step *step = &tempo->steps[i];
		struct hito_tempo_move at = hito_tempo_at(step, day);

		if (at.to == HITO_TEMPO_DONE && !at.silent &&
		    !add_lateness(tempo, step, at.day, out, arena))
			return false;
	}
	return true;
}

bool hito_tempo_is_enough(const struct hito_tempo_weeks *weeks)
{
	return weeks->count >= HITO_FORECAST_MIN_WEEKS &&
	       weeks->finished >= HITO_FORECAST_MIN_STEPS;
}
