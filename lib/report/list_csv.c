/* SPDX-License-Identifier: MIT */
/* The list for spreadsheets. */
#include <stdio.h>

#include "hito/limits.h"
#include "report/list_report.h"

enum column {
#define COLUMN(constant, name, meaning) COLUMN_##constant,
	HITO_LIST_COLUMNS(COLUMN)
#undef COLUMN
		COLUMN_COUNT
};

static const char *const names[] = {
#define NAME(constant, name, meaning) (name),
	HITO_LIST_COLUMNS(NAME)
#undef NAME
};

struct writer {
	struct hito_out *out;
	struct hito_arena *scratch;
	char text[24]; /* of a day or a number */
};

/* Spreadsheets take a text that begins so for a formula. */
static bool is_formula(struct hito_str text)
{
	return text.len && memchr("=+-@\t\r\n|", text.ptr[0], 8) != NULL;
}

/* Visible, then in quotes where commas, quotes or line ends are in it. */
static bool write_foreign(struct writer *writer, struct hito_str text)
{
	struct hito_out_memory memory;
	struct hito_out inner;
	struct hito_str rest, part;
	bool quoted, formula = is_formula(text), more;

	/* The longest escape of a byte is \x1b or \u{202e}. */
	hito_out_to_memory(&inner, &memory, writer->scratch, text.len * 8 + 64);
	hito_out_foreign(&inner, text);
	if (inner.failed)
		return false;
	rest = (struct hito_str){memory.ptr, memory.len};
	quoted = formula || hito_str_find_byte(rest, ',', 0) != SIZE_MAX ||
		 hito_str_find_byte(rest, '"', 0) != SIZE_MAX;
	hito_out_text(writer->out, quoted ? "\"" : "");
	hito_out_text(writer->out, formula ? "'" : "");
	do {
		more = hito_str_cut(rest, '"', &part, &rest);
		hito_out_str(writer->out, part);
		hito_out_text(writer->out, more ? "\"\"" : "");
	} while (more);
	hito_out_text(writer->out, quoted ? "\"" : "");
	return true;
}

static struct hito_str day(struct writer *writer, hito_day day)
{
	if (day == HITO_DAY_NONE)
		return HITO_STR("");
	return hito_str_from(hito_day_format(day, writer->text));
}

static struct hito_str number(struct writer *writer, bool known, int64_t count)
{
	if (!known)
		return HITO_STR("");
	snprintf(writer->text, sizeof(writer->text), "%lld", (long long)count);
	return hito_str_from(writer->text);
}

static struct hito_str value(const struct hito_item *step, enum hito_key key)
{
	const struct hito_value *value = hito_item_effective(step, key, NULL);

	return value && value->readable ? value->text : HITO_STR("");
}

static struct hito_str line(struct writer *writer, const struct hito_item *step)
{
	uint32_t at = 1;

	if (!step->document || !step->document->source)
		return HITO_STR("");
	if (step->block)
		at = hito_source_line(step->document->source,
				      step->block->heading.start);
	return number(writer, true, at ? at : 1);
}

/* Numbers and days of our own stand as they are: "-3" is no formula. */
static bool is_ours(enum column column)
{
	return column == COLUMN_DAYS_LEFT || column == COLUMN_SLACK;
}

static struct hito_str of_schedule(struct writer *writer, enum column column,
				   const struct hito_prospect *prospect)
{
	int32_t slack = hito_prospect_slack(prospect);
	int days = prospect->days_left;

	if (column == COLUMN_SLACK)
		return number(writer, slack != HITO_NO_SLACK, slack);
	return number(writer,
		      days != HITO_UNKNOWN && hito_prospect_is_open(prospect),
		      days);
}

static struct hito_str cell(struct writer *writer, enum column column,
			    const struct hito_prospect *prospect)
{
	const struct hito_step_status *status = prospect->status;
	const struct hito_item *step = status->step;

	switch (column) {
	case COLUMN_PLAN:
		return step->plan->id;
	case COLUMN_STEP:
		return step->id;
	case COLUMN_TITLE:
		return step->title;
	case COLUMN_OBJECTIVE:
		return prospect->objective ? prospect->objective->id
					   : HITO_STR("");
	case COLUMN_STATE:
		return status->state_text;
	case COLUMN_OWNER:
		return prospect->owner;
	case COLUMN_START:
		return day(writer, status->start);
	case COLUMN_DUE:
		return day(writer, status->due);
	case COLUMN_FIRST_DUE:
		return day(writer, status->first_due);
	case COLUMN_FINISHED:
		return day(writer, status->finished);
	case COLUMN_ESTIMATE:
		return value(step, HITO_KEY_ESTIMATE);
	case COLUMN_PRIORITY:
		return value(step, HITO_KEY_PRIORITY);
	case COLUMN_TYPE:
		return value(step, HITO_KEY_TYPE);
	case COLUMN_PHASE:
		return value(step, HITO_KEY_PHASE);
	case COLUMN_TAGS:
		return value(step, HITO_KEY_TAGS);
	case COLUMN_PATH:
		return step->document && step->document->source
			       ? step->document->source->path
			       : HITO_STR("");
	case COLUMN_LINE:
		return line(writer, step);
	default:
		return of_schedule(writer, column, prospect);
	}
}

bool hito_list_csv(struct hito_out *out, const struct hito_list *list,
		   struct hito_arena *scratch)
{
	struct writer writer = {.out = out, .scratch = scratch};

	for (int i = 0; i < COLUMN_COUNT; i++)
		hito_out_printf(out, "%s%s", i ? "," : "", names[i]);
	hito_out_text(out, "\r\n");
	for (size_t row = 0; row < list->count; row++) {
		for (int i = 0; i < COLUMN_COUNT; i++) {
			struct hito_str text =
				cell(&writer, (enum column)i, list->steps[row]);

			hito_out_text(out, i ? "," : "");
			if (is_ours((enum column)i))
				hito_out_str(out, text);
			else if (!write_foreign(&writer, text))
				return false;
		}
		hito_out_text(out, "\r\n");
		hito_arena_clear(scratch);
	}
	return true;
}
