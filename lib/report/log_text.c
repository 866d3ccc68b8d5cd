/* SPDX-License-Identifier: MIT */
/* The story in words, a paragraph a commit. */
#include <stdio.h>

#include "report/log_report.h"
#include "report/status_notes.h"

struct teller {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_log *log;
	bool begun;
};

/* What happened at one commit. */
struct paragraph {
	const struct hito_commit *commit;
	size_t first, end;         /* events */
	size_t first_gap, end_gap; /* gaps */
};

static const char *say(const struct teller *teller, const char *english)
{
	return hito_message(teller->style->lang, english);
}

static void painted(const struct teller *teller, enum hito_paint paint,
		    struct hito_str foreign)
{
	hito_paint_on(teller->out, teller->style, paint);
	hito_out_foreign(teller->out, foreign);
	hito_paint_off(teller->out, teller->style, paint);
}

static void note(const struct teller *teller, enum hito_paint paint,
		 const char *words)
{
	hito_out_text(teller->out, "  ");
	hito_paint_on(teller->out, teller->style, paint);
	hito_out_text(teller->out, words);
	hito_paint_off(teller->out, teller->style, paint);
}

/* "2026-03-28 10:12 -03:00", as the author's clock showed it. */
static void write_time(const struct teller *teller, struct hito_instant instant)
{
	char text[HITO_INSTANT_SIZE];

	hito_instant_format(instant, text);
	hito_out_printf(teller->out, "%.10s %.5s %s", text, text + 11,
			text + 19);
}

static void write_commit(struct teller *teller,
			 const struct hito_commit *commit)
{
	struct hito_out *out = teller->out;
	const struct hito_person *author = commit->author;

	if (teller->begun)
		hito_out_text(out, "\n");
	teller->begun = true;
	hito_paint_on(out, teller->style, HITO_PAINT_WARN);
	hito_out_printf(out, "%.10s", commit->id);
	hito_paint_off(out, teller->style, HITO_PAINT_WARN);
	hito_out_text(out, "  ");
	write_time(teller, commit->time);
	hito_out_text(out, "  ");
	painted(teller, HITO_PAINT_NONE, author->name);
	if (author->id.len && !hito_str_equal(author->id, author->name)) {
		hito_out_text(out, " (");
		painted(teller, HITO_PAINT_NONE, author->id);
		hito_out_text(out, ")");
	}
	hito_out_text(out, "\n    ");
	painted(teller, HITO_PAINT_TITLE, commit->subject);
	hito_out_text(out, "\n");
}

static bool is_state(const struct hito_event *event)
{
	return event->key == HITO_KEY_STATE;
}

/* A value for people: state words in their language. */
static void write_text(const struct teller *teller, enum hito_key key,
		       enum hito_kind kind, struct hito_str text)
{
	enum hito_word word = HITO_WORD_NONE;

	if (key == HITO_KEY_STATE)
		word = hito_word_find(HITO_TYPE_STATE, kind, text);
	if (word != HITO_WORD_NONE && hito_str_is(text, hito_word_name(word)))
		text = hito_str_from(
			hito_word_label(word, teller->style->lang));
	hito_out_foreign_fit(teller->out, text, 60, false);
}

static void write_fact(const struct teller *teller,
		       const struct hito_event *event,
		       const struct hito_fact *fact)
{
	if (fact && !fact->readable)
		hito_out_text(teller->out,
			      say(teller, HITO_N("(cannot be read)")));
	else if (fact && fact->text.len)
		write_text(teller, event->key, event->kind, fact->text);
	else if (is_state(event) && event->kind == HITO_STEP)
		write_text(teller, event->key, event->kind, HITO_STR("todo"));
	else
		hito_out_text(teller->out, hito_mark_dash(teller->style));
}

/* Later or earlier, in working days. */
static void write_slip(const struct teller *teller,
		       const struct hito_event *event)
{
	char text[96];
	int days, working;

	if (event->key != HITO_KEY_DUE || !event->old || !event->new ||
	    event->old->day == HITO_DAY_NONE ||
	    event->new->day == HITO_DAY_NONE)
		return;
	days = event->new->day - event->old->day;
	working = hito_calendar_between(&teller->log->calendar, event->old->day,
					event->new->day);
	if (days > 0)
		snprintf(text, sizeof(text),
			 hito_message(teller->style->lang,
				      working == 1
					      ? HITO_N("slips %d working day")
					      : HITO_N("slips %d working "
						       "days")),
			 working);
	else
		snprintf(text, sizeof(text),
			 hito_message(teller->style->lang,
				      working == -1 ? HITO_N("%d working day "
							     "earlier")
						    : HITO_N("%d working days "
							     "earlier")),
			 -working);
	note(teller, days > 0 ? HITO_PAINT_WARN : HITO_PAINT_GOOD, text);
}

static void write_change(const struct teller *teller,
			 const struct hito_event *event)
{
	hito_paint_on(teller->out, teller->style, HITO_PAINT_BUSY);
	hito_out_text(teller->out, hito_key_label(event->key, event->kind,
						  teller->style->lang));
	hito_paint_off(teller->out, teller->style, HITO_PAINT_BUSY);
	hito_out_text(teller->out, " ");
	if (event->what == HITO_CHANGED) {
		write_fact(teller, event, event->old);
		hito_out_printf(teller->out, " %s ",
				hito_mark_arrow(teller->style));
	}
	write_fact(teller, event, event->new);
	if (event->what == HITO_CONFIRMED)
		note(teller, HITO_PAINT_DIM, say(teller, HITO_N("confirmed")));
	else
		write_slip(teller, event);
}

static const struct hito_fact *first_value(const struct hito_event *event,
					   enum hito_key key)
{
	for (size_t i = 0; i < event->value_count; i++)
		if (event->values[i].key == key)
			return &event->values[i];
	return NULL;
}

/* What everything begins with is not worth telling. */
static bool is_default(const struct hito_fact *fact)
{
	return fact->key == HITO_KEY_STATE &&
	       (hito_str_is(fact->text, "todo") ||
		hito_str_is(fact->text, "active"));
}

/* The values worth telling of something new. */
static void write_created(const struct teller *teller,
			  const struct hito_event *event)
{
	static const enum hito_key told[] = {
		HITO_KEY_STATE, HITO_KEY_OWNER, HITO_KEY_START, HITO_KEY_DUE,
		HITO_KEY_END,   HITO_KEY_FROM,  HITO_KEY_TO,    HITO_KEY_BY,
	};
	const struct hito_fact *title = first_value(event, HITO_KEY_TITLE);

	hito_paint_on(teller->out, teller->style, HITO_PAINT_GOOD);
	hito_out_text(teller->out, say(teller, HITO_N("created")));
	hito_paint_off(teller->out, teller->style, HITO_PAINT_GOOD);
	if (title && title->text.len) {
		hito_out_text(teller->out, "  ");
		hito_out_foreign_fit(teller->out, title->text, 60, false);
	}
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		const struct hito_fact *fact = first_value(event, told[i]);

		if (!fact || !fact->readable || !fact->text.len ||
		    is_default(fact))
			continue;
		hito_out_printf(teller->out, " %s %s ",
				hito_mark_dot(teller->style),
				hito_key_label(told[i], event->kind,
					       teller->style->lang));
		write_text(teller, told[i], event->kind, fact->text);
	}
}

static void write_moved(const struct teller *teller,
			const struct hito_event *event)
{
	hito_out_text(teller->out, say(teller, HITO_N("moved")));
	hito_out_text(teller->out, " ");
	if (event->old_plan.len) {
		painted(teller, HITO_PAINT_NONE, event->old_plan);
		hito_out_printf(teller->out, " %s ",
				hito_mark_arrow(teller->style));
		painted(teller, HITO_PAINT_NONE, event->plan);
		hito_out_text(teller->out, ", ");
	}
	painted(teller, HITO_PAINT_NONE, event->old_path);
	hito_out_printf(teller->out, " %s ", hito_mark_arrow(teller->style));
	painted(teller, HITO_PAINT_NONE, event->path);
}

static void write_what(const struct teller *teller,
		       const struct hito_event *event)
{
	switch (event->what) {
	case HITO_CREATED:
		write_created(teller, event);
		break;
	case HITO_REMOVED:
		hito_paint_on(teller->out, teller->style, HITO_PAINT_BAD);
		hito_out_text(teller->out, say(teller, HITO_N("removed")));
		hito_paint_off(teller->out, teller->style, HITO_PAINT_BAD);
		break;
	case HITO_MOVED:
		write_moved(teller, event);
		break;
	case HITO_LINKED:
		hito_out_text(teller->out,
			      say(teller, HITO_N("named by the commit")));
		break;
	case HITO_REVIEWED:
		hito_out_text(teller->out, say(teller, HITO_N("reviewed")));
		break;
	case HITO_CHANGED:
	case HITO_CONFIRMED:
		write_change(teller, event);
		break;
	}
}

/* How far the event can be trusted, where it came from. */
static void write_marks(const struct teller *teller,
			const struct hito_event *event)
{
	char day[HITO_DAY_SIZE], text[64];

	if (event->trailer)
		note(teller, HITO_PAINT_DIM, say(teller, HITO_N("[trailer]")));
	if (event->trailer && !event->has_time) {
		snprintf(text, sizeof(text),
			 hito_message(teller->style->lang, HITO_N("[on %s]")),
			 hito_day_format(event->day, day));
		note(teller, HITO_PAINT_DIM, text);
	}
	if (event->what == HITO_CREATED && event->commit->cut)
		note(teller, HITO_PAINT_WARN,
		     say(teller, HITO_N("[or before: history is cut]")));
	if (event->inferred)
		note(teller, HITO_PAINT_DIM,
		     say(teller, HITO_N("[taken as the same, retitled]")));
	if (event->gap)
		note(teller, HITO_PAINT_WARN,
		     say(teller, HITO_N("[after versions that cannot be "
					"read]")));
	if (!event->landed)
		note(teller, HITO_PAINT_DIM,
		     say(teller, HITO_N("[did not land]")));
}

static bool same_thing(const struct hito_event *a, const struct hito_event *b)
{
	return a->kind == b->kind && hito_str_equal(a->plan, b->plan) &&
	       hito_str_equal(a->id, b->id);
}

static size_t name_width(const struct hito_event *event)
{
	return hito_out_foreign_width(event->plan) + (event->id.len != 0) +
	       hito_out_foreign_width(event->id);
}

/* The name once; below it, further events of the same thing. */
static void write_name(const struct teller *teller,
		       const struct hito_event *event, bool again)
{
	size_t width = name_width(event);

	hito_out_text(teller->out, "  ");
	if (again) {
		hito_out_repeat(teller->out, ' ', width < 40 ? width : 4);
	} else {
		painted(teller, HITO_PAINT_NONE, event->plan);
		if (event->id.len) {
			hito_out_text(teller->out, "/");
			painted(teller, HITO_PAINT_TITLE, event->id);
		}
	}
	hito_out_text(teller->out, "  ");
	if (!again && event->kind != HITO_STEP && event->kind != HITO_PLAN)
		hito_out_printf(teller->out, "%s ",
				say(teller, event->kind == HITO_KPI
						    ? HITO_N("KPI")
						    : HITO_N("objective")));
}

static void write_gap(const struct teller *teller, const struct hito_gap *gap)
{
	hito_out_text(teller->out, "  ");
	hito_paint_on(teller->out, teller->style, HITO_PAINT_WARN);
	hito_out_foreign(teller->out, gap->path);
	if (gap->line)
		hito_out_printf(teller->out, ":%u", (unsigned)gap->line);
	hito_out_text(teller->out, "  ");
	hito_out_text(teller->out, say(teller, HITO_N("cannot be read: ")));
	hito_paint_off(teller->out, teller->style, HITO_PAINT_WARN);
	hito_write_template(teller->out, teller->style->lang, gap->message,
			    gap->args);
	hito_out_text(teller->out, "\n");
}

static void tell(struct teller *teller, const struct paragraph *paragraph)
{
	const struct hito_log *log = teller->log;

	write_commit(teller, paragraph->commit);
	for (size_t i = paragraph->first; i < paragraph->end; i++) {
		const struct hito_event *event = log->events[i];
		bool again = i > paragraph->first &&
			     same_thing(log->events[i - 1], event);

		write_name(teller, event, again);
		write_what(teller, event);
		write_marks(teller, event);
		hito_out_text(teller->out, "\n");
	}
	for (size_t i = paragraph->first_gap; i < paragraph->end_gap; i++)
		write_gap(teller, log->gaps[i]);
}

/* Events and gaps are both in the order of commits: take what comes next. */
static struct paragraph next_up(const struct hito_log *log, size_t event,
				size_t gap)
{
	struct paragraph next = {NULL, event, event, gap, gap};

	if (event < log->count)
		next.commit = log->events[event]->commit;
	if (gap < log->gap_count &&
	    (!next.commit ||
	     log->gaps[gap]->commit->order < next.commit->order))
		next.commit = log->gaps[gap]->commit;
	while (next.end < log->count &&
	       log->events[next.end]->commit == next.commit)
		next.end++;
	while (next.end_gap < log->gap_count &&
	       log->gaps[next.end_gap]->commit == next.commit)
		next.end_gap++;
	return next;
}

static struct paragraph next_down(const struct hito_log *log, size_t event,
				  size_t gap)
{
	struct paragraph next = {NULL, event, event, gap, gap};

	if (event > 0)
		next.commit = log->events[event - 1]->commit;
	if (gap > 0 && (!next.commit ||
			log->gaps[gap - 1]->commit->order > next.commit->order))
		next.commit = log->gaps[gap - 1]->commit;
	while (next.first > 0 &&
	       log->events[next.first - 1]->commit == next.commit)
		next.first--;
	while (next.first_gap > 0 &&
	       log->gaps[next.first_gap - 1]->commit == next.commit)
		next.first_gap--;
	return next;
}

void hito_log_text(struct hito_out *out, const struct hito_style *style,
		   const struct hito_log *log)
{
	struct teller teller = {out, style, log, false};
	size_t event = 0, gap = 0;

	if (log->oldest_first) {
		while ((event < log->count || gap < log->gap_count) &&
		       !out->failed) {
			struct paragraph next = next_up(log, event, gap);

			tell(&teller, &next);
			event = next.end;
			gap = next.end_gap;
		}
		return;
	}
	event = log->count;
	gap = log->gap_count;
	while ((event > 0 || gap > 0) && !out->failed) {
		struct paragraph next = next_down(log, event, gap);

		tell(&teller, &next);
		event = next.first;
		gap = next.first_gap;
	}
}

void hito_log_event_text(struct hito_out *out, const struct hito_style *style,
			 const struct hito_calendar *calendar,
			 const struct hito_event *event)
{
	const struct hito_log log = {.calendar = *calendar};
	const struct teller teller = {out, style, &log, false};

	write_what(&teller, event);
	write_marks(&teller, event);
}
