/* SPDX-License-Identifier: MIT */
/* calendar: in the project file, and days off anywhere. */
#include "plan/project.h"

#include <stdlib.h>

#include "base/num.h"
#include "hito/limits.h"
#include "plan/fold.h"
#include "plan/reader.h"

#define MINUTES_OF_A_DAY 1440

bool hito_days_off_parse(struct hito_str text, struct hito_days_off *out)
{
	size_t dots = hito_str_find(text, HITO_STR(".."), 0);
	struct hito_str first = hito_str_trim(hito_str_slice(text, 0, dots));
	struct hito_str last = first;

	if (dots != SIZE_MAX)
		last = hito_str_trim(hito_str_slice(text, dots + 2, text.len));
	out->first = hito_day_parse(first);
	out->last = hito_day_parse(last);
	return out->first != HITO_DAY_NONE && out->last != HITO_DAY_NONE &&
	       out->first <= out->last;
}

static bool read_days(struct hito_settings *settings, struct hito_str text,
		      struct hito_span span, struct hito_days_off *out)
{
	if (hito_days_off_parse(text, out))
		return true;
	hito_settings_fail(settings, span,
			   "\"%.*s\" is neither a day nor a run of days",
			   HITO_STR_ARG(text));
	return hito_err_help(settings->err,
			     "write 2026-12-25, or 2026-12-24..2026-12-31");
}

struct days_list {
	struct hito_days_off *list;
	size_t count, capacity;
};

static bool add_days(struct hito_settings *settings, struct hito_str text,
		     struct hito_span span, struct days_list *days)
{
	if (!hito_reserve(settings->arena, days->list, days->count,
			  days->capacity))
		return hito_err_memory(settings->err);
	if (!read_days(settings, text, span, &days->list[days->count]))
		return false;
	days->count++;
	return true;
}

/* DAY, [DAY, DAY..DAY], - DAY: name, {DAY: name} */
static bool read_days_list(struct hito_settings *settings,
			   const struct hito_yaml *yaml, struct days_list *days)
{
	if (yaml->kind == HITO_YAML_SCALAR)
		return hito_yaml_is_empty(yaml) ||
		       add_days(settings, hito_str_trim(yaml->text), yaml->span,
				days);
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (yaml->kind == HITO_YAML_MAPPING) {
			if (!add_days(settings, entry->key, entry->key_span,
				      days))
				return false;
		} else if (entry->value.kind == HITO_YAML_SEQUENCE) {
			return hito_settings_fail(settings, entry->value.span,
						  "a day is meant here, not a "
						  "list");
		} else if (!read_days_list(settings, &entry->value, days)) {
			return false;
		}
	}
	return true;
}

static int compare_days(const void *a, const void *b)
{
	const struct hito_days_off *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->last < y->last ? -1 : x->last > y->last;
}

/* In order, and runs that touch or overlap made one. */
static void merge_days(struct days_list *days)
{
	size_t kept = 0;

	if (!days->count)
		return;
	qsort(days->list, days->count, sizeof(*days->list), compare_days);
	for (size_t i = 1; i < days->count; i++) {
		struct hito_days_off *last = &days->list[kept];

		if (days->list[i].first > last->last + 1)
			days->list[++kept] = days->list[i];
		else if (days->list[i].last > last->last)
			last->last = days->list[i].last;
	}
	days->count = kept + 1;
}

/* Schedules ask these lists again and again. */
static bool judge_count(struct hito_settings *settings,
			const struct hito_yaml *yaml,
			const struct days_list *days)
{
	if (days->count <= HITO_LIMIT_DAYS_OFF)
		return true;
	hito_settings_fail(settings, yaml->span,
			   "more than %d days and runs of days",
			   HITO_LIMIT_DAYS_OFF);
	return hito_err_help(settings->err,
			     "write days in a row as one run, as in "
			     "2026-12-24..2026-12-31");
}

static bool read_holidays(struct hito_settings *settings,
			  const struct hito_yaml *yaml)
{
	struct days_list days = {NULL, 0, 0};

	if (!read_days_list(settings, yaml, &days))
		return false;
	merge_days(&days);
	if (!judge_count(settings, yaml, &days))
		return false;
	settings->project->holidays = days.list;
	settings->project->holiday_count = days.count;
	return true;
}

/* {ana: [DAY..DAY], luis: DAY} */
static bool read_leave(struct hito_settings *settings,
		       const struct hito_yaml *yaml)
{
	struct hito_leave *list = NULL;
	size_t count = 0, capacity = 0;

	if (!hito_settings_mapping(settings, yaml, "leave"))
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		struct days_list days = {NULL, 0, 0};

		if (!read_days_list(settings, &yaml->entries[i].value, &days) ||
		    !judge_count(settings, &yaml->entries[i].value, &days))
			return false;
		for (size_t j = 0; j < days.count; j++) {
			if (!hito_reserve(settings->arena, list, count,
					  capacity))
				return hito_err_memory(settings->err);
			list[count].person = yaml->entries[i].key;
			list[count++].days = days.list[j];
		}
	}
	settings->project->leaves = list;
	settings->project->leave_count = count;
	return true;
}

/* By bit, Monday first; the first three letters are enough. */
static const char *const weekdays[7][4] = {
	{"mon", "monday", "lun", "lunes"},
	{"tue", "tuesday", "mar", "martes"},
	{"wed", "wednesday", "mié", "miércoles"},
	{"thu", "thursday", "jue", "jueves"},
	{"fri", "friday", "vie", "viernes"},
	{"sat", "saturday", "sáb", "sábado"},
	{"sun", "sunday", "dom", "domingo"},
};

static unsigned weekday_bit(struct hito_str text)
{
	struct hito_folded folded;

	for (unsigned i = 0; hito_fold(text, &folded) && i < 7; i++) {
		for (size_t j = 0; j < 4; j++) {
			if (hito_fold_is(&folded, weekdays[i][j]))
				return 1u << i;
		}
	}
	return 0;
}

static bool read_working_days(struct hito_settings *settings,
			      const struct hito_yaml *yaml)
{
	const struct hito_str *names;
	unsigned days = 0;
	size_t count;

	if (!hito_settings_texts(settings, yaml, &names, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned bit = weekday_bit(names[i]);

		if (!bit) {
			hito_settings_fail(settings, yaml->span,
					   "\"%.*s\" is no day of the week",
					   HITO_STR_ARG(names[i]));
			return hito_err_help(settings->err,
					     "write a list of mon tue wed thu "
					     "fri sat sun, or of lun mar mie "
					     "jue vie sab dom");
		}
		days |= bit;
	}
	if (!days)
		return hito_settings_fail(settings, yaml->span,
					  "a week needs a working day");
	settings->project->working_days = days;
	return true;
}

/* 8, 7.5, 8h, 450min */
static bool read_hours(struct hito_settings *settings,
		       const struct hito_yaml *yaml)
{
	struct hito_duration duration = {0, HITO_HOURS};
	struct hito_decimal decimal;
	struct hito_str text;
	int64_t minutes;

	if (!hito_settings_text(settings, yaml, &text))
		return false;
	if (hito_decimal_parse(text, &decimal) && decimal.scale <= 2 &&
	    decimal.units >= 0 && decimal.units <= 10000) {
		duration.hundredths = decimal.units;
		for (unsigned i = decimal.scale; i < 2; i++)
			duration.hundredths *= 10;
	} else if (!hito_duration_parse(text, &duration) ||
		   duration.unit > HITO_HOURS) {
		duration.hundredths = 0;
	}
	minutes = hito_duration_minutes(duration, 0, 0);
	if (minutes < 1 || minutes > MINUTES_OF_A_DAY)
		return hito_settings_fail(settings, yaml->span,
					  "\"%.*s\" are no working hours of a "
					  "day: write a number, as in 8 or 7.5",
					  HITO_STR_ARG(text));
	settings->project->minutes_a_day = (unsigned)minutes;
	return true;
}

bool hito_settings_calendar(struct hito_settings *settings,
			    const struct hito_yaml *yaml)
{
	enum hito_setting setting;
	uint64_t seen = 0;
	bool ok = hito_settings_mapping(settings, yaml, "calendar");

	for (size_t i = 0; ok && i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];

		if (!hito_settings_find(settings, HITO_GROUP_CALENDAR, entry,
					&seen, &setting))
			return false;
		if (hito_yaml_is_empty(&entry->value))
			continue;
		if (setting == HITO_SETTING_WORKING_DAYS)
			ok = read_working_days(settings, &entry->value);
		else if (setting == HITO_SETTING_HOURS)
			ok = read_hours(settings, &entry->value);
		else if (setting == HITO_SETTING_HOLIDAYS)
			ok = read_holidays(settings, &entry->value);
		else
			ok = read_leave(settings, &entry->value);
	}
	return ok;
}

unsigned hito_project_days_a_week(const struct hito_project *project)
{
	unsigned days = project->working_days & 0x7f, count = 0;

	for (; days; days &= days - 1)
		count++;
	return count ? count : 1;
}
