/* SPDX-License-Identifier: MIT */
/* Who did what, as a table and as JSON. */
#include "report/log_stats.h"

#include <stdio.h>

#include "report/event_json.h"

enum { COLUMNS = 9, WEEK = 8 };

static const char *const heads[COLUMNS] = {
	HITO_N("commits"), HITO_N("events"),   HITO_N("created"),
	HITO_N("removed"), HITO_N("finished"), HITO_N("reopened"),
	HITO_N("slips"),   HITO_N("slipped"),  HITO_N("reviews"),
};

static void cells_of(const struct hito_deeds *deeds, long long *cells)
{
	const size_t counts[] = {deeds->commits,  deeds->events,
				 deeds->created,  deeds->removed,
				 deeds->finished, deeds->reopened,
				 deeds->slips};
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		cells[i] = (long long)counts[i];
	cells[i++] = deeds->slip_working_days;
	cells[i] = (long long)deeds->reviews;
}

static struct hito_str name_of(const struct hito_person *person)
{
	if (person->id.len)
		return person->id;
	return person->name.len ? person->name : person->email;
}

static void write_week(hito_day monday, char text[16])
{
	int year, week = hito_day_week(monday, &year);

	snprintf(text, 16, "%04d-W%02d", year, week);
}

struct table {
	struct hito_out *out;
	const struct hito_style *style;
	size_t name_width;
	bool told[COLUMNS]; /* columns that are nothing but noughts are not */
	size_t first, end;  /* those that stand beside each other */
};

static bool is_shown(const struct table *table, size_t column)
{
	return table->told[column] && column >= table->first &&
	       column < table->end;
}

static size_t most_of_name(const struct hito_style *style)
{
	enum { MOST = 30 };

	return style->columns / 3 < MOST ? style->columns / 3 : MOST;
}

static void measure(struct table *table, const struct hito_diary *diary)
{
	long long cells[COLUMNS];

	for (size_t i = 0; i < diary->person_count; i++) {
		size_t width = hito_out_foreign_width(
			name_of(diary->people[i].person));

		if (width > table->name_width)
			table->name_width = width;
		cells_of(&diary->people[i].deeds, cells);
		for (size_t k = 0; k < COLUMNS; k++)
			table->told[k] = table->told[k] || cells[k];
	}
	if (table->name_width > most_of_name(table->style))
		table->name_width = most_of_name(table->style);
}

static const char *head_of(const struct table *table, size_t column)
{
	return hito_message(table->style->lang, heads[column]);
}

static size_t head_width(const struct table *table, size_t column)
{
	return hito_out_foreign_width(hito_str_from(head_of(table, column)));
}

/* From first as many columns as a line has room for, one at least. */
static size_t find_end(const struct table *table)
{
	size_t at = WEEK + 2 + table->name_width, end;
	bool begun = false;

	for (end = table->first; end < COLUMNS; end++) {
		if (!table->told[end])
			continue;
		at += 2 + head_width(table, end);
		if (begun && at > table->style->columns)
			return end;
		begun = true;
	}
	return end;
}

static void write_heads(const struct table *table)
{
	hito_paint_on(table->out, table->style, HITO_PAINT_DIM);
	hito_out_repeat(table->out, ' ', WEEK + 2 + table->name_width);
	for (size_t i = 0; i < COLUMNS; i++)
		if (is_shown(table, i))
			hito_out_printf(table->out, "  %s", head_of(table, i));
	hito_paint_off(table->out, table->style, HITO_PAINT_DIM);
	hito_out_text(table->out, "\n");
}

static void write_row(const struct table *table, const char *week,
		      const struct hito_diary_entry *entry)
{
	long long cells[COLUMNS];

	cells_of(&entry->deeds, cells);
	hito_out_text(table->out, week);
	hito_out_repeat(table->out, ' ',
			WEEK + 2 - hito_out_foreign_width(hito_str_from(week)));
	hito_out_foreign_fit(table->out, name_of(entry->person),
			     table->name_width, true);
	for (size_t i = 0; i < COLUMNS; i++) {
		size_t width = head_width(table, i);

		if (!is_shown(table, i))
			continue;
		if (cells[i]) {
			hito_out_printf(table->out, "  %*lld", (int)width,
					cells[i]);
			continue;
		}
		hito_out_repeat(table->out, ' ', width + 1);
		hito_out_text(table->out, hito_mark_dash(table->style));
	}
	hito_out_text(table->out, "\n");
}

static void write_columns(const struct table *table,
			  const struct hito_diary *diary)
{
	const char *all = hito_message(table->style->lang, HITO_N("all"));
	char week[16];

	write_heads(table);
	for (size_t i = 0; i < diary->count && !table->out->failed; i++) {
		const struct hito_diary_entry *entry = &diary->entries[i];

		write_week(entry->monday, week);
		if (i && diary->entries[i - 1].monday == entry->monday)
			week[0] = '\0';
		write_row(table, week, entry);
	}
	for (size_t i = 0; i < diary->person_count && !table->out->failed; i++)
		write_row(table, i ? "" : all, &diary->people[i]);
}

/* Columns that a narrow terminal has no room for come below the others. */
void hito_log_stats_text(struct hito_out *out, const struct hito_style *style,
			 const struct hito_diary *diary)
{
	struct table table = {.out = out, .style = style};

	if (!diary->count)
		return;
	measure(&table, diary);
	for (; table.first < COLUMNS; table.first = table.end) {
		table.end = find_end(&table);
		if (table.first)
			hito_out_text(out, "\n");
		write_columns(&table, diary);
	}
}

static void put_deeds(struct hito_json *json, const struct hito_deeds *deeds)
{
	hito_json_put_size(json, "commits", deeds->commits);
	hito_json_put_size(json, "events", deeds->events);
	hito_json_put_size(json, "created", deeds->created);
	hito_json_put_size(json, "removed", deeds->removed);
	hito_json_put_size(json, "finished", deeds->finished);
	hito_json_put_size(json, "reopened", deeds->reopened);
	hito_json_put_size(json, "slips", deeds->slips);
	hito_json_key(json, "slip_working_days");
	hito_json_int(json, deeds->slip_working_days);
	hito_json_put_size(json, "reviews", deeds->reviews);
}

static void put_entry(struct hito_json *json,
		      const struct hito_diary_entry *entry)
{
	char week[16];

	hito_json_open_object(json);
	if (entry->monday != HITO_DAY_NONE) {
		write_week(entry->monday, week);
		hito_json_key(json, "week");
		hito_json_text(json, week);
		hito_json_key(json, "monday");
		hito_json_day(json, entry->monday);
	}
	hito_json_key(json, "person");
	hito_json_person(json, entry->person, true);
	put_deeds(json, &entry->deeds);
	hito_json_close_object(json);
}

void hito_log_stats_lines(struct hito_out *out, const struct hito_diary *diary)
{
	for (size_t i = 0; i < diary->count && !out->failed; i++) {
		struct hito_json json;

		hito_json_init(&json, out, false);
		put_entry(&json, &diary->entries[i]);
		hito_json_end(&json);
	}
}

static void put_entries(struct hito_json *json, const char *key,
			const struct hito_diary_entry *entries, size_t count)
{
	hito_json_key(json, key);
	hito_json_open_array(json);
	for (size_t i = 0; i < count && !json->out->failed; i++)
		put_entry(json, &entries[i]);
	hito_json_close_array(json);
}

void hito_log_stats_json(struct hito_out *out,
			 const struct hito_history *history,
			 const struct hito_diary *diary)
{
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_key(&json, "schema");
	hito_json_text(&json, "hito.log-stats/1");
	hito_json_head(&json, history);
	put_entries(&json, "people", diary->people, diary->person_count);
	put_entries(&json, "weeks", diary->entries, diary->count);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
