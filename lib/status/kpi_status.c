/* SPDX-License-Identifier: MIT */
/* From, now and to of a KPI; the newest value that is not of the future. */
#include "status/kpi_status.h"

static struct hito_amount amount_of(const struct hito_item *kpi,
				    enum hito_key key)
{
	const struct hito_value *value = hito_item_value(kpi, key);

	if (!value || !value->readable)
		return (struct hito_amount){.has_number = false};
	return hito_value_amount(value);
}

/* The day that now: was written, as far as history knows. */
static hito_day written_day(const struct hito_story *story)
{
	hito_day day = HITO_DAY_NONE;

	for (size_t i = 0; story && i < story->event_count; i++) {
		const struct hito_event *event = story->events[i];
		bool sets = event->what == HITO_CHANGED &&
			    event->key == HITO_KEY_NOW;

		for (size_t k = 0; k < event->value_count; k++)
			sets = sets || event->values[k].key == HITO_KEY_NOW;
		if (sets)
			day = event->day;
	}
	return day;
}

struct readings {
	hito_day first, last; /* up to today; NONE: none */
	struct hito_amount newest;
};

static struct readings read_readings(const struct hito_item *kpi,
				     hito_day today)
{
	const struct hito_value *value =
		hito_item_value(kpi, HITO_KEY_READINGS);
	struct readings readings = {.first = HITO_DAY_NONE,
				    .last = HITO_DAY_NONE};

	for (size_t i = 0; value && i < value->part_count; i++) {
		const struct hito_part *part = &value->parts[i];

		if (!part->readable || part->day == HITO_DAY_NONE ||
		    part->day > today || !hito_part_amount(part).has_number)
			continue;
		if (readings.first == HITO_DAY_NONE ||
		    part->day < readings.first)
			readings.first = part->day;
		if (readings.last == HITO_DAY_NONE ||
		    part->day >= readings.last) {
			readings.last = part->day;
			readings.newest = hito_part_amount(part);
		}
	}
	return readings;
}

static bool same_unit(struct hito_amount a, struct hito_amount b)
{
	return !a.unit.len || !b.unit.len || hito_str_equal(a.unit, b.unit);
}

static void attain(struct hito_kpi_status *status)
{
	double from, to, now;

	if (!status->from.has_number || !status->to.has_number ||
	    !status->now.has_number)
		status->attainment_lack = HITO_LACK_NOT_GIVEN;
	else if (!same_unit(status->from, status->to) ||
		 !same_unit(status->from, status->now) ||
		 !same_unit(status->to, status->now))
		status->attainment_lack = HITO_LACK_UNITS;
	else if (hito_amount_compare(status->from, status->to) == 0)
		status->attainment_lack = HITO_LACK_NO_DISTANCE;
	if (status->attainment_lack != HITO_LACK_NONE)
		return;
	from = hito_amount_double(status->from);
	to = hito_amount_double(status->to);
	now = hito_amount_double(status->now);
	status->has_attainment = true;
	status->attainment = (now - from) / (to - from);
}

static void go_by(struct hito_kpi_status *status, hito_day start,
		  hito_day today)
{
	if (start == HITO_DAY_NONE || status->by == HITO_DAY_NONE)
		status->time_lack = HITO_LACK_NO_DATES;
	else if (status->by <= start)
		status->time_lack = HITO_LACK_BACKWARDS;
	if (status->time_lack != HITO_LACK_NONE)
		return;
	status->has_time_gone = true;
	if (today <= start)
		status->time_gone = 0;
	else if (today >= status->by)
		status->time_gone = 1;
	else
		status->time_gone =
			(double)(today - start) / (double)(status->by - start);
}

void hito_kpi_status_derive(const struct hito_join *join,
			    const struct hito_item *kpi, hito_day plan_start,
			    struct hito_kpi_status *out_status)
{
	hito_day today = join->input->today;
	struct readings readings = read_readings(kpi, today);
	hito_day written = written_day(hito_join_story(join, kpi));
	struct hito_kpi_status *status = out_status;

	*status = (struct hito_kpi_status){
		.kpi = kpi,
		.from = amount_of(kpi, HITO_KEY_FROM),
		.to = amount_of(kpi, HITO_KEY_TO),
		.now = amount_of(kpi, HITO_KEY_NOW),
		.by = hito_join_value(join, kpi, HITO_KEY_BY).day,
		.now_day = HITO_DAY_NONE,
	};
	if (status->now.has_number)
		status->now_day = written;
	/* A reading later than what now: says is the newer value. */
	if (readings.last != HITO_DAY_NONE &&
	    (!status->now.has_number ||
	     (written != HITO_DAY_NONE && readings.last > written))) {
		status->now = readings.newest;
		status->now_day = readings.last;
	}
	attain(status);
	go_by(status, plan_start != HITO_DAY_NONE ? plan_start : readings.first,
	      today);
}
