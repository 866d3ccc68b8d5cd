/* SPDX-License-Identifier: MIT */
/*
 * Two sources beside each other: what readings: say of a day, and what now:
 * was set to. Neither is corrected by the other.
 */
#include "status/kpi_series.h"

#include <stdlib.h>

struct series {
	struct hito_reading *list;
	size_t count, capacity;
	struct hito_arena *arena;
};

static bool add(struct series *series, struct hito_reading reading)
{
	if (!hito_reserve(series->arena, series->list, series->count,
			  series->capacity))
		return false;
	series->list[series->count++] = reading;
	return true;
}

static bool add_lines(struct series *series, const struct hito_item *kpi,
		      hito_day today)
{
	const struct hito_value *value =
		hito_item_value(kpi, HITO_KEY_READINGS);

	for (size_t i = 0; value && i < value->part_count; i++) {
		const struct hito_part *part = &value->parts[i];

		if (!part->readable || !hito_part_amount(part).has_number ||
		    part->day == HITO_DAY_NONE || part->day > today)
			continue;
		if (!add(series, (struct hito_reading){part->day,
						       hito_part_amount(part),
						       NULL, false}))
			return false;
	}
	return true;
}

/* What the event sets now: to; NULL: it does not. */
static const struct hito_fact *set_by(const struct hito_event *event)
{
	if (event->what == HITO_CHANGED)
		return event->key == HITO_KEY_NOW ? event->new : NULL;
	for (size_t i = 0; i < event->value_count; i++)
		if (event->values[i].key == HITO_KEY_NOW)
			return &event->values[i];
	return NULL;
}

/* What stood where history is cut was set on an earlier day. */
static bool add_events(struct series *series, const struct hito_story *story)
{
	for (size_t i = 0; story && i < story->event_count; i++) {
		const struct hito_event *event = story->events[i];
		const struct hito_fact *fact = set_by(event);
		struct hito_amount amount;
		bool ambiguous;

		if (!fact || !fact->readable || !fact->text.len ||
		    event->day == HITO_DAY_NONE ||
		    (event->what == HITO_CREATED && event->commit->cut))
			continue;
		if (!hito_amount_parse(series->arena, fact->text,
				       HITO_LANG_NONE, &amount, &ambiguous) ||
		    !amount.has_number)
			continue;
		if (!add(series, (struct hito_reading){event->day, amount,
						       event, event->gap}))
			return false;
	}
	return true;
}

/* As they were added where the day is the same: sorting is not stable. */
struct place {
	hito_day day;
	size_t at;
};

static int by_day(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->day != y->day)
		return (x->day > y->day) - (x->day < y->day);
	return (x->at > y->at) - (x->at < y->at);
}

static bool sort(struct series *series, struct hito_reading **out_sorted)
{
	struct place *places =
		hito_new(series->arena, struct place, series->count + 1);
	struct hito_reading *sorted =
		hito_new(series->arena, struct hito_reading, series->count + 1);

	if (!places || !sorted)
		return false;
	for (size_t i = 0; i < series->count; i++)
		places[i] = (struct place){series->list[i].day, i};
	if (series->count > 1)
		qsort(places, series->count, sizeof(*places), by_day);
	for (size_t i = 0; i < series->count; i++)
		sorted[i] = series->list[places[i].at];
	*out_sorted = sorted;
	return true;
}

bool hito_kpi_series_derive(const struct hito_join *join,
			    struct hito_kpi_status *status)
{
	const struct hito_story *story = hito_join_story(join, status->kpi);
	struct series series = {.arena = join->arena};
	struct hito_reading *sorted;

	if (!add_lines(&series, status->kpi, join->input->today) ||
	    !add_events(&series, story) || !sort(&series, &sorted))
		return false;
	status->readings = sorted;
	status->reading_count = series.count;
	status->gap = story && story->gap;
	for (size_t i = 0; i < series.count; i++)
		status->gap = status->gap || sorted[i].gap;
	return true;
}
