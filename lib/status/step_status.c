/* SPDX-License-Identifier: MIT */
/* The story of a step, read from its oldest event to today. */
#include "status/step_status.h"

#include "status/slip.h"

/* A step on its way: what holds after the events that were read. */
struct course {
	enum hito_word state; /* NONE: not there yet */
	struct hito_str state_text;
	hito_day since; /* it is in the state */
	bool away;      /* it was removed: what it was in waits */
	hito_day blocked_since;
	hito_day created, started, finished;
	bool begun_before; /* where history is cut it was not todo any more */
	unsigned reopened;
	int blocked_days;
	struct hito_promises promises;
	struct hito_holding *owners;
	size_t owner_count, owner_capacity;
	unsigned owner_changes;
	bool gap;
};

enum hito_word hito_state_word(struct hito_str text)
{
	static const enum hito_word words[] = {
		HITO_TODO, HITO_DOING, HITO_BLOCKED, HITO_DONE, HITO_DROPPED};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (hito_str_is(text, hito_word_name(words[i])))
			return words[i];
	return HITO_FOREIGN;
}

static bool is_closed(enum hito_word state)
{
	return state == HITO_DONE || state == HITO_DROPPED;
}

/* Clocks may run backwards: no time is never less than none. */
static int days_from(hito_day from, hito_day to)
{
	if (from == HITO_DAY_NONE || to == HITO_DAY_NONE || to < from)
		return 0;
	return to - from;
}

static void count_blocked(struct course *course, hito_day day)
{
	if (course->state == HITO_BLOCKED && !course->away)
		course->blocked_days += days_from(course->blocked_since, day);
}

/*
 * text empty: the default, todo. A step that comes back in the state in which
 * it went has not entered it again.
 */
static void enter_state(struct course *course, struct hito_str text,
			hito_day day)
{
	enum hito_word before = course->state;
	enum hito_word word = HITO_TODO;
	bool same;

	if (text.len)
		word = hito_state_word(text);
	same = before == word && (word != HITO_FOREIGN ||
				  hito_str_equal(course->state_text, text));
	if (!same)
		count_blocked(course, day);
	if (!same || course->away)
		course->blocked_since = day;
	course->away = false;
	if (same)
		return;
	if (before == HITO_DONE && !is_closed(word))
		course->reopened++;
	if (word == HITO_DOING && course->started == HITO_DAY_NONE &&
	    !course->begun_before)
		course->started = day;
	if (word == HITO_DONE)
		course->finished = day;
	course->state = word;
	course->state_text = text;
	course->since = day;
}

static void leave_all(struct course *course, hito_day day)
{
	count_blocked(course, day);
	course->away = true;
}

static const struct hito_fact *first_value(const struct hito_event *event,
					   enum hito_key key)
{
	for (size_t i = 0; i < event->value_count; i++)
		if (event->values[i].key == key)
			return &event->values[i];
	return NULL;
}

/*
 * Does the event set the key? out_fact gets what to; NULL: to nothing that
 * can be read.
 */
static bool sets(const struct hito_event *event, enum hito_key key,
		 const struct hito_fact **out_fact)
{
	const struct hito_fact *fact;

	if (event->what == HITO_CREATED)
		fact = first_value(event, key);
	else if (event->what == HITO_CHANGED && event->key == key)
		fact = event->new;
	else
		return false;
	*out_fact = fact && fact->readable && fact->text.len ? fact : NULL;
	return true;
}

static bool add_owner(struct course *course, struct hito_str owner,
		      const struct hito_event *event, struct hito_arena *arena)
{
	size_t count = course->owner_count;

	if (count && hito_str_equal(course->owners[count - 1].owner, owner))
		return true;
	if (!hito_reserve(arena, course->owners, count, course->owner_capacity))
		return false;
	if (count)
		course->owner_changes++;
	course->owners[course->owner_count++] =
		(struct hito_holding){owner, event};
	return true;
}

static bool is_unreadable(const struct hito_event *event)
{
	return event->what == HITO_CHANGED && event->new &&
	       !event->new->readable;
}

/*
 * Where history is cut, what is there is older than its commit: states hold
 * from a day that is not known.
 */
static void take_cut(struct course *course, const struct hito_event *event)
{
	const struct hito_fact *state = first_value(event, HITO_KEY_STATE);

	course->begun_before =
		state && hito_state_word(state->text) != HITO_TODO;
	enter_state(course, state ? state->text : HITO_STR(""), HITO_DAY_NONE);
}

static bool take_event(struct course *course, const struct hito_event *event,
		       struct hito_arena *arena)
{
	const struct hito_fact *fact = NULL;

	course->gap = course->gap || event->gap;
	if (event->what == HITO_CREATED && event->commit->cut)
		take_cut(course, event);
	else if (event->what == HITO_CREATED &&
		 course->created == HITO_DAY_NONE)
		course->created = event->day;
	if (event->what == HITO_REMOVED)
		leave_all(course, event->day);
	if (sets(event, HITO_KEY_STATE, &fact) && !is_unreadable(event))
		enter_state(course, fact ? fact->text : HITO_STR(""),
			    event->day);
	if (sets(event, HITO_KEY_OWNER, &fact) && fact)
		return add_owner(course, fact->text, event, arena);
	return true;
}

/* A trailer with a date tells of a moment of its own. */
static bool is_dated(const struct hito_event *event)
{
	return event->trailer && !event->has_time;
}

/* Where the events of one moment end. */
static size_t end_of_moment(const struct hito_story *story, size_t start)
{
	const struct hito_event *first = story->events[start];
	size_t end = start + 1;

	while (end < story->event_count && !is_dated(first) &&
	       !is_dated(story->events[end]) &&
	       story->events[end]->commit == first->commit)
		end++;
	return end;
}

/*
 * Moment by moment, states before dates: a date that moves in the commit
 * that closes the step is no promise any more. Where nothing was promised
 * before a step was made closed, its date is the promise.
 */
static bool follow(struct course *course, const struct hito_story *story,
		   const struct hito_calendar *calendar,
		   struct hito_arena *arena)
{
	size_t start = 0, end;

	for (; start < story->event_count; start = end) {
		end = end_of_moment(story, start);
		for (size_t i = start; i < end; i++)
			if (!take_event(course, story->events[i], arena))
				return false;
		for (size_t i = start; i < end; i++) {
			const struct hito_event *event = story->events[i];
			const struct hito_fact *due = NULL;

			if (!sets(event, HITO_KEY_DUE, &due) || !due)
				continue;
			if (is_closed(course->state) &&
			    event->what != HITO_CREATED)
				continue;
			if (!hito_promises_add(&course->promises, due->day,
					       event, story, calendar, arena))
				return false;
		}
	}
	return true;
}

static unsigned count_commits(const struct hito_event *const *events,
			      size_t event_count)
{
	const struct hito_commit *last = NULL;
	unsigned count = 0;

	for (size_t i = 0; i < event_count; i++) {
		if (events[i]->commit != last)
			count++;
		last = events[i]->commit;
	}
	return count;
}

/* Of two that were one before, the second has no events but those behind. */
static unsigned touched(const struct hito_story *story)
{
	unsigned all = count_commits(story->all, story->all_count);
	unsigned landed = count_commits(story->events, story->event_count);

	return all > landed ? all : landed;
}

static void take_moves(struct hito_step_status *status,
		       const struct hito_promises *promises)
{
	status->promised = promises->event;
	status->promised_day =
		promises->count ? promises->slips[0].old_due : promises->last;
	status->moves = promises->slips;
	status->move_count = promises->count;
}

static void take_course(struct hito_step_status *status,
			const struct course *course)
{
	status->created = course->created;
	status->commit_started = course->started;
	status->commit_finished = HITO_DAY_NONE;
	if (course->state == HITO_DONE && status->state == HITO_DONE)
		status->commit_finished = course->finished;
	status->first_due = course->promises.first;
	status->last_due = course->promises.last;
	take_moves(status, &course->promises);
	status->reopened = course->reopened;
	status->slips = course->promises.slips;
	status->slip_count = course->promises.count;
	status->slip_days = course->promises.days;
	status->slip_working_days = course->promises.working_days;
	status->owners = course->owners;
	status->owner_count = course->owner_count;
	status->owner_changes = course->owner_changes;
	status->gap = status->gap || course->gap;
}

/*
 * Days since anything was known to happen to it. What is there where history
 * is cut may be of any day before.
 */
static int quiet_of(const struct hito_story *story, hito_day today)
{
	hito_day newest = HITO_DAY_NONE;
	bool cut = false;

	for (size_t i = 0; i < story->all_count; i++) {
		const struct hito_event *event = story->all[i];

		if (event->day == HITO_DAY_NONE || event->day < newest)
			continue;
		newest = event->day;
		cut = event->what == HITO_CREATED && event->commit->cut;
	}
	if (newest == HITO_DAY_NONE || cut)
		return HITO_UNKNOWN;
	return days_from(newest, today);
}

static bool derive_story(const struct hito_join *join,
			 const struct hito_calendar *calendar,
			 struct hito_step_status *status)
{
	struct course course = {.since = HITO_DAY_NONE,
				.created = HITO_DAY_NONE,
				.started = HITO_DAY_NONE,
				.finished = HITO_DAY_NONE};
	hito_day today = join->input->today;

	hito_promises_init(&course.promises);
	if (!follow(&course, status->story, calendar, join->arena))
		return false;
	count_blocked(&course, today);
	take_course(status, &course);
	status->blocked_days = course.blocked_days;
	if (course.since != HITO_DAY_NONE && course.state == status->state)
		status->age_days = days_from(course.since, today);
	status->gap = status->gap || status->story->gap;
	status->commits = touched(status->story);
	status->quiet_days = quiet_of(status->story, today);
	return true;
}

/* A sub-step without a date of its own has its parent's promises. */
static bool inherit_promises(const struct hito_join *join,
			     const struct hito_calendar *calendar,
			     struct hito_step_status *status)
{
	enum { DEPTH = 64 };
	const struct hito_item *item = status->step->parent;

	for (int depth = 0; item && depth < DEPTH; depth++) {
		const struct hito_story *story = hito_join_story(join, item);
		struct course course = {.created = HITO_DAY_NONE};

		hito_promises_init(&course.promises);
		if (story && !follow(&course, story, calendar, join->arena))
			return false;
		if (course.promises.first != HITO_DAY_NONE) {
			status->first_due = course.promises.first;
			status->last_due = course.promises.last;
			take_moves(status, &course.promises);
			return true;
		}
		item = item->parent;
	}
	return true;
}

static void take_values(const struct hito_join *join,
			struct hito_step_status *status)
{
	const struct hito_item *step = status->step;
	struct hito_current state = hito_join_value(join, step, HITO_KEY_STATE);
	struct hito_current owner = hito_join_value(join, step, HITO_KEY_OWNER);
	struct hito_current start = hito_join_value(join, step, HITO_KEY_START);
	struct hito_current due = hito_join_value(join, step, HITO_KEY_DUE);
	const struct hito_value *estimate =
		hito_item_value(step, HITO_KEY_ESTIMATE);

	/* Not always the file's: a trailer's, or the last that was readable. */
	status->state = hito_str_equal(state.text, step->state_text)
				? step->state
				: hito_state_word(state.text);
	status->state_text = state.text;
	status->owner = owner.text;
	status->start = start.day;
	status->due = due.day;
	status->disagrees = state.disagrees || owner.disagrees ||
			    start.disagrees || due.disagrees;
	status->estimate.hundredths = -1;
	if (estimate && estimate->readable)
		status->estimate = hito_value_duration(estimate);
}

/* Declared days count where they are given. */
static void declare(const struct hito_join *join,
		    struct hito_step_status *status)
{
	hito_day started =
		hito_join_value(join, status->step, HITO_KEY_STARTED).day;
	hito_day finished =
		hito_join_value(join, status->step, HITO_KEY_FINISHED).day;

	status->started_declared = started != HITO_DAY_NONE;
	status->started =
		status->started_declared ? started : status->commit_started;
	status->finished_declared =
		finished != HITO_DAY_NONE && status->state == HITO_DONE;
	status->finished =
		status->finished_declared ? finished : status->commit_finished;
}

static void span_days(const struct hito_calendar *calendar, hito_day from,
		      hito_day to, int *out_days, int *out_working_days)
{
	*out_days = *out_working_days = HITO_UNKNOWN;
	if (from == HITO_DAY_NONE || to == HITO_DAY_NONE || to < from)
		return;
	*out_days = to - from;
	*out_working_days = hito_calendar_between(calendar, from, to);
}

static int late_by(const struct hito_step_status *status, hito_day promise,
		   hito_day today)
{
	if (promise == HITO_DAY_NONE || status->state == HITO_DROPPED)
		return HITO_UNKNOWN;
	if (status->state == HITO_DONE)
		return status->finished == HITO_DAY_NONE
			       ? HITO_UNKNOWN
			       : status->finished - promise;
	return promise < today ? today - promise : HITO_UNKNOWN;
}

static void measure(struct hito_step_status *status,
		    const struct hito_calendar *calendar, hito_day today)
{
	bool open = !is_closed(status->state);
	/* An open step's last promise is the date that it shows. */
	hito_day last = open || status->last_due == HITO_DAY_NONE
				? status->due
				: status->last_due;

	span_days(calendar, status->started, status->finished,
		  &status->cycle_days, &status->cycle_working_days);
	span_days(calendar, status->created, status->finished,
		  &status->lead_days, &status->lead_working_days);
	status->late_days = late_by(status, last, today);
	status->late_first_days = late_by(status, status->first_due, today);
	status->is_overdue =
		open && status->due != HITO_DAY_NONE && status->due < today;
}

/* As rule H101 asks: in doing, in a plan at work. */
static void find_stale(struct hito_step_status *status,
		       const struct hito_project *project)
{
	const struct hito_item *plan = status->step->plan;

	status->is_stale =
		status->state == HITO_DOING && !status->changed &&
		(!plan || plan->state == HITO_ACTIVE) &&
		status->quiet_days != HITO_UNKNOWN &&
		status->quiet_days >
			project->thresholds[HITO_THRESHOLD_MAX_QUIET];
}

bool hito_step_status_derive(const struct hito_join *join,
			     const struct hito_calendar *calendar,
			     const struct hito_item *step,
			     struct hito_step_status *out_status)
{
	struct hito_step_status *status = out_status;

	*status = (struct hito_step_status){
		.step = step,
		.story = hito_join_story(join, step),
		.created = HITO_DAY_NONE,
		.commit_started = HITO_DAY_NONE,
		.commit_finished = HITO_DAY_NONE,
		.first_due = HITO_DAY_NONE,
		.last_due = HITO_DAY_NONE,
		.promised_day = HITO_DAY_NONE,
		.age_days = HITO_UNKNOWN,
		.quiet_days = HITO_UNKNOWN,
		.leaf = hito_step_is_leaf(step),
		.changed = hito_join_changed(join, step),
	};
	take_values(join, status);
	if (status->story && !derive_story(join, calendar, status))
		return false;
	if (status->first_due == HITO_DAY_NONE && step->parent &&
	    !inherit_promises(join, calendar, status))
		return false;
	status->partial = join->input->history &&
			  !join->input->history->complete && status->story;
	declare(join, status);
	measure(status, calendar, join->input->today);
	find_stale(status, join->input->workspace->project);
	return true;
}
