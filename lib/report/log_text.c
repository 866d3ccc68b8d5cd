/* SPDX-License-Identifier: MIT */
/* The story in words, a paragraph a commit. */
#include <stdio.h>

#include "report/log_report.h"
#include "report/status_notes.h"
#include "report/wrap.h"

#define LONGEST (64u << 10)

struct teller {
	struct hito_hang hang; /* the line that is written */
	const struct hito_log *log;
	struct hito_arena *scratch;
	bool begun, no_memory;
};

/* What happened at one commit. */
struct paragraph {
	const struct hito_commit *commit;
	size_t first, end;         /* events */
	size_t first_gap, end_gap; /* gaps */
};

static enum hito_lang lang_of(const struct teller *teller)
{
	return teller->hang.style->lang;
}

static const char *say(const struct teller *teller, const char *english)
{
	return hito_message(lang_of(teller), english);
}

/* Foreign text, so many columns behind what stands before it. */
static void put(struct teller *teller, enum hito_paint paint,
		struct hito_str text, size_t gap)
{
	if (text.len)
		hito_hang_text(&teller->hang, paint, text, gap);
}

static void put_words(struct teller *teller, enum hito_paint paint,
		      const char *words, size_t gap)
{
	put(teller, paint, hito_str_from(words), gap);
}

static void note(struct teller *teller, enum hito_paint paint,
		 const char *words)
{
	hito_hang_whole(&teller->hang, paint, hito_str_from(words), 2, 0);
}

/* Columns of a value that are shown. */
enum { MOST = 60 };

/* Its beginning where it is long. */
static void put_value(struct teller *teller, struct hito_str text, size_t gap)
{
	struct hito_str begin;

	if (text.len <= MOST) {
		put(teller, HITO_PAINT_NONE, text, gap);
	} else if (hito_wrap_cut(&text, MOST, &begin)) {
		put(teller, HITO_PAINT_NONE, begin, gap);
		if (hito_str_trim(text).len)
			put_words(teller, HITO_PAINT_NONE, "...", 1);
	}
}

static void begin_line(struct teller *teller, size_t at, size_t indent)
{
	hito_out_repeat(teller->hang.out, ' ', at);
	teller->hang.at = at;
	teller->hang.indent = indent;
}

static void end_line(const struct teller *teller)
{
	hito_out_text(teller->hang.out, "\n");
}

/* "2026-03-28 10:12 -03:00", as the author's clock showed it. */
static void write_time(struct teller *teller, struct hito_instant instant)
{
	char text[HITO_INSTANT_SIZE], words[HITO_INSTANT_SIZE + 2];

	hito_instant_format(instant, text);
	snprintf(words, sizeof(words), "%.10s %.5s %s", text, text + 11,
		 text + 19);
	put_words(teller, HITO_PAINT_NONE, words, 2);
}

static void write_commit(struct teller *teller,
			 const struct hito_commit *commit)
{
	enum { ID = 10, SUBJECT = 4 };
	const struct hito_person *author = commit->author;

	if (teller->begun)
		end_line(teller);
	teller->begun = true;
	begin_line(teller, 0, ID + 2);
	put(teller, HITO_PAINT_WARN, (struct hito_str){commit->id, ID}, 0);
	write_time(teller, commit->time);
	put(teller, HITO_PAINT_NONE, author->name, 2);
	if (author->id.len && !hito_str_equal(author->id, author->name)) {
		struct hito_str id = hito_arena_printf(
			teller->scratch, "(%.*s)", HITO_STR_ARG(author->id));

		teller->no_memory = teller->no_memory || !id.ptr;
		put(teller, HITO_PAINT_NONE, id, 1);
	}
	end_line(teller);
	begin_line(teller, SUBJECT, SUBJECT);
	put(teller, HITO_PAINT_TITLE, commit->subject, 0);
	end_line(teller);
}

static bool is_state(const struct hito_event *event)
{
	return event->key == HITO_KEY_STATE;
}

/* A value for people: state words in their language. */
static struct hito_str words_of(const struct teller *teller, enum hito_key key,
				enum hito_kind kind, struct hito_str text)
{
	enum hito_word word = HITO_WORD_NONE;

	if (key == HITO_KEY_STATE)
		word = hito_word_find(HITO_TYPE_STATE, kind, text);
	if (word != HITO_WORD_NONE && hito_str_is(text, hito_word_name(word)))
		return hito_str_from(hito_word_label(word, lang_of(teller)));
	return text;
}

static void write_text(struct teller *teller, enum hito_key key,
		       enum hito_kind kind, struct hito_str text)
{
	put_value(teller, words_of(teller, key, kind, text), 1);
}

static void write_fact(struct teller *teller, const struct hito_event *event,
		       const struct hito_fact *fact)
{
	if (fact && !fact->readable)
		put_words(teller, HITO_PAINT_NONE,
			  say(teller, HITO_N("(cannot be read)")), 1);
	else if (fact && fact->text.len)
		write_text(teller, event->key, event->kind, fact->text);
	else if (is_state(event) && event->kind == HITO_STEP)
		write_text(teller, event->key, event->kind, HITO_STR("todo"));
	else
		put_words(teller, HITO_PAINT_NONE,
			  hito_mark_dash(teller->hang.style), 1);
}

/* Later or earlier, in working days. */
static void write_slip(struct teller *teller, const struct hito_event *event)
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
			 hito_message(lang_of(teller),
				      working == 1
					      ? HITO_N("slips %d working day")
					      : HITO_N("slips %d working "
						       "days")),
			 working);
	else
		snprintf(text, sizeof(text),
			 hito_message(lang_of(teller),
				      working == -1 ? HITO_N("%d working day "
							     "earlier")
						    : HITO_N("%d working days "
							     "earlier")),
			 -working);
	note(teller, days > 0 ? HITO_PAINT_WARN : HITO_PAINT_GOOD, text);
}

static void write_arrow(struct teller *teller)
{
	put_words(teller, HITO_PAINT_NONE, hito_mark_arrow(teller->hang.style),
		  1);
}

static void write_change(struct teller *teller, const struct hito_event *event)
{
	put_words(teller, HITO_PAINT_BUSY,
		  hito_key_label(event->key, event->kind, lang_of(teller)), 0);
	if (event->what == HITO_CHANGED) {
		write_fact(teller, event, event->old);
		write_arrow(teller);
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

/* Key and value, which stay together. */
static void write_first(struct teller *teller, const struct hito_event *event,
			const struct hito_fact *fact)
{
	struct hito_str text =
		words_of(teller, fact->key, event->kind, fact->text);
	/* Most of these take a column for each byte. */
	size_t width = 1 + (text.len < MOST ? text.len : MOST);

	hito_hang_whole(&teller->hang, HITO_PAINT_NONE,
			hito_str_from(hito_key_label(fact->key, event->kind,
						     lang_of(teller))),
			1, width);
	put_value(teller, text, 1);
}

/* The values worth telling of something new. */
static void write_created(struct teller *teller, const struct hito_event *event)
{
	static const enum hito_key told[] = {
		HITO_KEY_STATE, HITO_KEY_OWNER, HITO_KEY_START, HITO_KEY_DUE,
		HITO_KEY_END,   HITO_KEY_FROM,  HITO_KEY_TO,    HITO_KEY_BY,
	};
	const struct hito_fact *title = first_value(event, HITO_KEY_TITLE);

	put_words(teller, HITO_PAINT_GOOD, say(teller, HITO_N("created")), 0);
	if (title)
		put_value(teller, title->text, 2);
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		const struct hito_fact *fact = first_value(event, told[i]);

		if (!fact || !fact->readable || !fact->text.len ||
		    is_default(fact))
			continue;
		put_words(teller, HITO_PAINT_NONE,
			  hito_mark_dot(teller->hang.style), 1);
		write_first(teller, event, fact);
	}
}

static void write_moved(struct teller *teller, const struct hito_event *event)
{
	put_words(teller, HITO_PAINT_NONE, say(teller, HITO_N("moved")), 0);
	if (event->old_plan.len) {
		put(teller, HITO_PAINT_NONE, event->old_plan, 1);
		write_arrow(teller);
		put(teller, HITO_PAINT_NONE, event->plan, 1);
		put_words(teller, HITO_PAINT_NONE, ",", 0);
	}
	put(teller, HITO_PAINT_NONE, event->old_path, 1);
	write_arrow(teller);
	put(teller, HITO_PAINT_NONE, event->path, 1);
}

static void write_what(struct teller *teller, const struct hito_event *event)
{
	switch (event->what) {
	case HITO_CREATED:
		write_created(teller, event);
		break;
	case HITO_REMOVED:
		put_words(teller, HITO_PAINT_BAD,
			  say(teller, HITO_N("removed")), 0);
		break;
	case HITO_MOVED:
		write_moved(teller, event);
		break;
	case HITO_LINKED:
		put_words(teller, HITO_PAINT_NONE,
			  say(teller, HITO_N("named by the commit")), 0);
		break;
	case HITO_REVIEWED:
		put_words(teller, HITO_PAINT_NONE,
			  say(teller, HITO_N("reviewed")), 0);
		break;
	case HITO_CHANGED:
	case HITO_CONFIRMED:
		write_change(teller, event);
		break;
	}
}

/* How far the event can be trusted, where it came from. */
static void write_marks(struct teller *teller, const struct hito_event *event)
{
	char day[HITO_DAY_SIZE], text[64];

	if (event->trailer)
		note(teller, HITO_PAINT_DIM, say(teller, HITO_N("[trailer]")));
	if (event->trailer && !event->has_time) {
		snprintf(text, sizeof(text),
			 hito_message(lang_of(teller), HITO_N("[on %s]")),
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
static void write_name(struct teller *teller, const struct hito_event *event,
		       bool again)
{
	enum { MARGIN = 2, GAP = 2, WIDE = 40, NARROW = 4 };
	size_t width = name_width(event);
	size_t at = MARGIN + (width < WIDE ? width : NARROW) + GAP;
	size_t indent = hito_hang_indent(teller->hang.style, at);

	if (again) {
		begin_line(teller, indent, indent);
		return;
	}
	begin_line(teller, MARGIN, indent);
	put(teller, HITO_PAINT_NONE, event->plan, 0);
	if (event->id.len) {
		put_words(teller, HITO_PAINT_NONE, "/", 0);
		put(teller, HITO_PAINT_TITLE, event->id, 0);
	}
	hito_out_repeat(teller->hang.out, ' ', GAP);
	teller->hang.at += GAP;
	if (event->kind != HITO_STEP && event->kind != HITO_PLAN) {
		put_words(teller, HITO_PAINT_NONE,
			  say(teller, event->kind == HITO_KPI
					      ? HITO_N("KPI")
					      : HITO_N("objective")),
			  0);
		hito_out_text(teller->hang.out, " ");
		teller->hang.at++;
	}
}

static void write_gap(struct teller *teller, const struct hito_gap *gap)
{
	struct hito_out_memory memory;
	struct hito_str place = gap->path;
	struct hito_out out;

	if (gap->line)
		place = hito_arena_printf(teller->scratch, "%.*s:%u",
					  HITO_STR_ARG(place),
					  (unsigned)gap->line);
	hito_out_to_memory(&out, &memory, teller->scratch, LONGEST);
	hito_write_template(&out, lang_of(teller), gap->message, gap->args);
	hito_out_flush(&out);
	if (!place.ptr || out.failed) {
		teller->no_memory = true;
		return;
	}
	begin_line(teller, 2, 6);
	put(teller, HITO_PAINT_WARN, place, 0);
	put_words(teller, HITO_PAINT_WARN,
		  say(teller, HITO_N("cannot be read: ")), 2);
	put(teller, HITO_PAINT_NONE, (struct hito_str){memory.ptr, memory.len},
	    1);
	end_line(teller);
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
		end_line(teller);
	}
	for (size_t i = paragraph->first_gap; i < paragraph->end_gap; i++)
		write_gap(teller, log->gaps[i]);
	hito_arena_clear(teller->scratch);
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

bool hito_log_text(struct hito_out *out, const struct hito_style *style,
		   const struct hito_log *log, struct hito_arena *scratch)
{
	struct teller teller = {
		.hang = {.out = out, .style = style},
		.log = log,
		.scratch = scratch,
	};
	size_t event = log->oldest_first ? 0 : log->count;
	size_t gap = log->oldest_first ? 0 : log->gap_count;

	while (log->oldest_first ? event < log->count || gap < log->gap_count
				 : event > 0 || gap > 0) {
		struct paragraph next = log->oldest_first
						? next_up(log, event, gap)
						: next_down(log, event, gap);

		tell(&teller, &next);
		if (out->failed || teller.no_memory)
			break;
		event = log->oldest_first ? next.end : next.first;
		gap = log->oldest_first ? next.end_gap : next.first_gap;
	}
	return !teller.no_memory;
}

void hito_log_event_text(struct hito_out *out, const struct hito_style *style,
			 const struct hito_calendar *calendar,
			 const struct hito_event *event)
{
	const struct hito_log log = {.calendar = *calendar};
	struct hito_style unbroken = *style;
	struct teller teller = {
		.hang = {.out = out, .style = &unbroken},
		.log = &log,
	};

	unbroken.columns = SIZE_MAX;
	write_what(&teller, event);
	write_marks(&teller, event);
}
