/* SPDX-License-Identifier: MIT */
/* Changes in words. */
#include "report/diff_words.h"

#include <stdio.h>

#include "hito/calendar.h"

#define LONGEST (64u << 10)

static const char *const groups[HITO_GROUP_COUNT] = {
	[HITO_GROUP_PLAN] = HITO_N("plan"),
	[HITO_GROUP_SLIPS] = HITO_N("slips"),
	[HITO_GROUP_FINISHED] = HITO_N("finished"),
	[HITO_GROUP_REMOVED] = HITO_N("removed"),
	[HITO_GROUP_ADDED] = HITO_N("added"),
	[HITO_GROUP_STATE] = HITO_N("state"),
	[HITO_GROUP_OWNER] = HITO_N("people"),
	[HITO_GROUP_DATES] = HITO_N("dates"),
	[HITO_GROUP_ESTIMATE] = HITO_N("effort"),
	[HITO_GROUP_MONEY] = HITO_N("money"),
	[HITO_GROUP_NEEDS] = HITO_N("order"),
	[HITO_GROUP_GOALS] = HITO_N("goals"),
	[HITO_GROUP_TITLES] = HITO_N("names"),
	[HITO_GROUP_PLACES] = HITO_N("moved"),
	[HITO_GROUP_OTHER] = HITO_N("other"),
	[HITO_GROUP_CHECKS] = HITO_N("lists"),
	[HITO_GROUP_TEXT] = HITO_N("text"),
};

struct writer {
	const struct hito_diff_words *words;
	struct hito_out_memory memory;
	struct hito_out out;
};

static const char *say(const struct writer *writer, const char *english)
{
	return hito_message(writer->words->style->lang, english);
}

static void begin(struct writer *writer, const struct hito_diff_words *words)
{
	writer->words = words;
	hito_out_to_memory(&writer->out, &writer->memory, words->arena,
			   LONGEST);
}

static struct hito_str end(const struct writer *writer)
{
	if (writer->out.failed)
		return (struct hito_str){NULL, 0};
	if (!writer->memory.ptr)
		return HITO_STR("");
	return (struct hito_str){writer->memory.ptr, writer->memory.len};
}

static void arrow(struct writer *writer)
{
	hito_out_printf(&writer->out, " %s ",
			hito_mark_arrow(writer->words->style));
}

const char *hito_diff_group(enum hito_variance_group group, enum hito_lang lang)
{
	return hito_message(lang, groups[group]);
}

struct hito_str hito_diff_name(const struct hito_variance_change *change)
{
	const struct hito_item *item = change->now ? change->now : change->then;

	return item ? item->id : HITO_STR("");
}

bool hito_diff_joins(const struct hito_variance_change *change)
{
	return change->what == HITO_VARIED_TEXT ||
	       change->group == HITO_GROUP_OTHER;
}

/* Not more of a value than a line holds. */
static void write_text(struct writer *writer, struct hito_str text)
{
	enum { MOST = 160 };
	size_t len = text.len;

	if (len > MOST) {
		len = MOST;
		while (len && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
			len--;
	}
	hito_out_str(&writer->out, hito_str_slice(text, 0, len));
	if (len < text.len)
		hito_out_text(&writer->out, "...");
}

static void write_value(struct writer *writer,
			const struct hito_variance_change *change,
			const struct hito_fact *fact)
{
	enum hito_word word = HITO_WORD_NONE;

	if (!fact || (fact->readable && !fact->text.len)) {
		hito_out_text(&writer->out,
			      hito_mark_dash(writer->words->style));
		return;
	}
	if (!fact->readable) {
		hito_out_text(&writer->out,
			      say(writer, HITO_N("(cannot be read)")));
		return;
	}
	if (change->key == HITO_KEY_STATE)
		word = hito_word_find(HITO_TYPE_STATE, change->kind,
				      fact->text);
	if (word != HITO_WORD_NONE &&
	    hito_str_is(fact->text, hito_word_name(word)))
		hito_out_text(
			&writer->out,
			hito_word_label(word, writer->words->style->lang));
	else
		write_text(writer, fact->text);
}

static void write_days(struct writer *writer, const struct hito_varied_day *day,
		       bool promise)
{
	enum hito_lang lang = writer->words->style->lang;
	int count = day->working_days;
	struct hito_out *out = &writer->out;

	if (!day->days)
		return;
	hito_out_text(out, ", ");
	if (day->days < 0)
		hito_out_printf(
			out,
			hito_message(lang,
				     count == -1
					     ? HITO_N("%d working day earlier")
					     : HITO_N("%d working days "
						      "earlier")),
			-count);
	else if (promise)
		hito_out_printf(
			out,
			hito_message(lang, count == 1
						   ? HITO_N("slips %d working "
							    "day")
						   : HITO_N("slips %d working "
							    "days")),
			count);
	else
		hito_out_printf(
			out,
			hito_message(lang,
				     count == 1
					     ? HITO_N("%d working day later")
					     : HITO_N("%d working days later")),
			count);
}

static void write_key_name(struct writer *writer,
			   const struct hito_variance_change *change)
{
	if (change->key == HITO_KEY_COUNT)
		hito_out_str(&writer->out, change->name);
	else
		hito_out_text(&writer->out,
			      hito_key_label(change->key, change->kind,
					     writer->words->style->lang));
}

static void write_key(struct writer *writer,
		      const struct hito_variance_change *change)
{
	if (change->group == HITO_GROUP_OTHER) {
		write_key_name(writer, change);
		return;
	}
	if (change->group != HITO_GROUP_STATE) {
		write_key_name(writer, change);
		hito_out_text(&writer->out, " ");
	}
	write_value(writer, change, change->old_value);
	arrow(writer);
	write_value(writer, change, change->new_value);
	write_days(writer, &change->day, change->slip);
	if (change->inferred) {
		hito_out_text(&writer->out, "  ");
		hito_out_text(&writer->out,
			      say(writer, HITO_N("[taken as the same, "
						 "retitled]")));
	}
}

static const char *kind_word(enum hito_kind kind)
{
	switch (kind) {
	case HITO_OBJECTIVE:
		return HITO_N("objective");
	case HITO_KPI:
		return HITO_N("KPI");
	default:
		return NULL;
	}
}

static void write_own(struct writer *writer, const struct hito_item *item,
		      enum hito_key key)
{
	const struct hito_value *value = hito_item_value(item, key);

	if (!value || !value->readable || !value->text.len)
		return;
	hito_out_printf(
		&writer->out, " %s %s ", hito_mark_dot(writer->words->style),
		hito_key_label(key, item->kind, writer->words->style->lang));
	write_text(writer, value->text);
}

/* The title, and what one would ask first. */
static void write_item(struct writer *writer, const struct hito_item *item)
{
	static const enum hito_key keys[] = {
		HITO_KEY_OWNER, HITO_KEY_DUE, HITO_KEY_ESTIMATE, HITO_KEY_COST,
		HITO_KEY_FROM,  HITO_KEY_TO,  HITO_KEY_BY,
	};
	enum hito_lang lang = writer->words->style->lang;
	enum hito_word state = item->state;

	write_text(writer, item->title);
	if (item->kind == HITO_STEP && state != HITO_TODO &&
	    state != HITO_WORD_NONE && state != HITO_FOREIGN)
		hito_out_printf(&writer->out, " %s %s",
				hito_mark_dot(writer->words->style),
				hito_word_label(state, lang));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		write_own(writer, item, keys[i]);
}

static struct hito_str path_of(const struct hito_item *item)
{
	return item->document ? item->document->source->path : HITO_STR("");
}

static void write_moved(struct writer *writer,
			const struct hito_variance_change *change)
{
	const struct hito_item *then = change->then, *now = change->now;
	struct hito_str from = then->plan ? then->plan->id : HITO_STR("");
	struct hito_str to = now->plan ? now->plan->id : HITO_STR("");

	if (change->kind != HITO_PLAN && !hito_str_equal(from, to)) {
		hito_out_str(&writer->out, from);
		arrow(writer);
		hito_out_str(&writer->out, to);
		hito_out_text(&writer->out, ", ");
	}
	hito_out_str(&writer->out, path_of(then));
	arrow(writer);
	hito_out_str(&writer->out, path_of(now));
}

/* "2026-03-12, 1 working day before it was due" */
static void write_finish(struct writer *writer,
			 const struct hito_varied_day *day)
{
	char text[HITO_DAY_SIZE];

	hito_out_printf(&writer->out, "%s, ", hito_day_format(day->now, text));
	hito_out_printf(&writer->out,
			hito_message(writer->words->style->lang,
				     HITO_N("due then: %s")),
			hito_day_format(day->then, text));
	write_days(writer, day, false);
}

static void write_change(struct writer *writer,
			 const struct hito_variance_change *change)
{
	struct hito_out *out = &writer->out;

	switch (change->what) {
	case HITO_VARIED_ADDED:
	case HITO_VARIED_REMOVED:
		if (change->kind == HITO_PLAN) {
			hito_out_text(out,
				      change->now
					      ? say(writer, HITO_N("added"))
					      : say(writer, HITO_N("removed")));
			break;
		}
		write_item(writer, change->now ? change->now : change->then);
		break;
	case HITO_VARIED_RENAMED:
		hito_out_text(out, "id ");
		hito_out_str(out, change->then->id);
		arrow(writer);
		hito_out_str(out, change->now->id);
		break;
	case HITO_VARIED_MOVED:
		write_moved(writer, change);
		break;
	case HITO_VARIED_KEY:
		write_key(writer, change);
		break;
	case HITO_VARIED_CHECKS:
		hito_out_printf(out, "%zu/%zu", change->done.then,
				change->total.then);
		arrow(writer);
		hito_out_printf(out, "%zu/%zu", change->done.now,
				change->total.now);
		break;
	case HITO_VARIED_FINISHED:
		write_finish(writer, &change->day);
		break;
	case HITO_VARIED_TEXT:
		break;
	}
}

struct hito_str hito_diff_sentence(const struct hito_diff_words *words,
				   const struct hito_variance_change *change)
{
	struct writer writer;
	const char *kind = kind_word(change->kind);

	begin(&writer, words);
	if (kind && change->what != HITO_VARIED_TEXT) {
		hito_out_text(&writer.out, say(&writer, kind));
		hito_out_text(&writer.out, " ");
	}
	write_change(&writer, change);
	return end(&writer);
}

static void write_day_pair(struct writer *writer,
			   const struct hito_varied_day *day)
{
	char text[HITO_DAY_SIZE];

	hito_out_text(&writer->out, hito_day_format(day->then, text));
	arrow(writer);
	hito_out_text(&writer->out, hito_day_format(day->now, text));
	write_days(writer, day, false);
}

static void write_end(struct writer *writer,
		      const struct hito_variance_plan *plan)
{
	if (plan->end.then != plan->end.now && plan->then && plan->now)
		write_day_pair(writer, &plan->end);
}

/* The steps that make the work end when it does: the last ones. */
static void write_path(struct writer *writer,
		       const struct hito_variance_plan *plan)
{
	enum { MOST = 5 };
	size_t from = plan->path_count > MOST ? plan->path_count - MOST : 0;

	if (!plan->path_count)
		return;
	hito_out_text(&writer->out, " (");
	for (size_t i = from; i < plan->path_count; i++) {
		if (i > from || from)
			hito_out_printf(&writer->out, "%s%s ",
					i > from ? " " : "... ",
					hito_mark_arrow(writer->words->style));
		hito_out_str(&writer->out, plan->path[i]->id);
	}
	hito_out_text(&writer->out, ")");
}

static void write_work(struct writer *writer,
		       const struct hito_variance_plan *plan)
{
	/* Days that are apart: one that is not known is no news. */
	if (!plan->work.days)
		return;
	write_day_pair(writer, &plan->work);
	write_path(writer, plan);
}

/* The parts of a line are joined by a dot. */
static void next_part(struct writer *writer)
{
	if (writer->memory.len)
		hito_out_printf(&writer->out, " %s ",
				hito_mark_dot(writer->words->style));
}

static void write_count(struct writer *writer, const char *english,
			const struct hito_varied_count *count)
{
	if (count->then == count->now)
		return;
	next_part(writer);
	hito_out_printf(&writer->out, "%s %zu", say(writer, english),
			count->then);
	arrow(writer);
	hito_out_printf(&writer->out, "%zu", count->now);
}

static void write_hours(struct writer *writer, int64_t minutes)
{
	int64_t tenths = (minutes * 10 + 30) / 60;

	hito_out_printf(&writer->out, "%lld", (long long)(tenths / 10));
	if (tenths % 10)
		hito_out_printf(&writer->out, ".%lld",
				(long long)(tenths % 10));
	hito_out_text(&writer->out, "h");
}

static void write_money(struct writer *writer, bool has,
			const struct hito_amount *amount)
{
	if (!has) {
		hito_out_text(&writer->out,
			      hito_mark_dash(writer->words->style));
		return;
	}
	hito_write_number(&writer->out, *amount);
	if (!amount->unit.len)
		return;
	hito_out_text(&writer->out, " ");
	hito_out_str(&writer->out, amount->unit);
}

static void write_scope(struct writer *writer,
			const struct hito_variance_plan *plan)
{
	const struct hito_varied_effort *effort = &plan->effort;
	const struct hito_varied_money *cost = &plan->cost;

	write_count(writer, HITO_N("steps"), &plan->steps);
	write_count(writer, HITO_N("done"), &plan->done);
	if ((effort->has_then || effort->has_now) &&
	    effort->then != effort->now) {
		next_part(writer);
		write_hours(writer, effort->then);
		arrow(writer);
		write_hours(writer, effort->now);
	}
	if (cost->has_then == cost->has_now &&
	    (!cost->has_now ||
	     (hito_amount_compare(cost->then, cost->now) == 0 &&
	      hito_str_equal(cost->then.unit, cost->now.unit))))
		return;
	next_part(writer);
	write_money(writer, cost->has_then, &cost->then);
	arrow(writer);
	write_money(writer, cost->has_now, &cost->now);
}

struct hito_str hito_diff_line(const struct hito_diff_words *words,
			       const struct hito_variance_plan *plan, size_t n,
			       const char **out_label)
{
	struct writer writer;

	begin(&writer, words);
	switch (n) {
	case 0:
		*out_label = say(&writer, HITO_N("end"));
		write_end(&writer, plan);
		break;
	case 1:
		*out_label = say(&writer, HITO_N("work ends"));
		write_work(&writer, plan);
		break;
	default:
		*out_label = say(&writer, HITO_N("scope"));
		write_scope(&writer, plan);
		break;
	}
	return end(&writer);
}

static void write_week(struct writer *writer, hito_day monday)
{
	int year, week = hito_day_week(monday, &year);

	hito_out_printf(&writer->out, "%04d-W%02d", year, week);
}

/* ": launch/blog 30h, launch/words 14h (+2)" */
static void write_load_steps(struct writer *writer,
			     const struct hito_variance_load *load)
{
	size_t i;

	for (i = 0; i < load->step_count && i < HITO_VARIANCE_LOAD_STEPS; i++) {
		const struct hito_item *step = load->steps[i].step;

		hito_out_text(&writer->out, i ? ", " : ": ");
		hito_out_printf(&writer->out, "%.*s/%.*s ",
				HITO_STR_ARG(step->plan->id),
				HITO_STR_ARG(step->id));
		write_hours(writer, load->steps[i].minutes);
	}
	if (i < load->step_count)
		hito_out_printf(&writer->out, " (+%zu)", load->step_count - i);
}

struct hito_str hito_diff_load(const struct hito_diff_words *words,
			       const struct hito_variance *variance, size_t *at)
{
	const struct hito_variance_load *loads = variance->loads;
	size_t first = *at, most = first, last = first;
	struct writer writer;

	while (last + 1 < variance->load_count &&
	       hito_str_equal(loads[last + 1].person, loads[first].person) &&
	       loads[last + 1].monday == loads[last].monday + 7) {
		last++;
		if (loads[last].minutes - loads[last].capacity >
		    loads[most].minutes - loads[most].capacity)
			most = last;
	}
	*at = last + 1;
	begin(&writer, words);
	write_week(&writer, loads[most].monday);
	hito_out_text(&writer.out, " ");
	write_hours(&writer, loads[most].minutes);
	hito_out_printf(&writer.out, " %s ", say(&writer, HITO_N("of")));
	write_hours(&writer, loads[most].capacity);
	hito_out_printf(&writer.out, ", %s ", say(&writer, HITO_N("before")));
	write_hours(&writer, loads[most].minutes_then);
	if (last > first) {
		hito_out_text(&writer.out, " (");
		write_week(&writer, loads[first].monday);
		hito_out_text(&writer.out, "..");
		write_week(&writer, loads[last].monday);
		hito_out_text(&writer.out, ")");
	}
	write_load_steps(&writer, &loads[most]);
	return end(&writer);
}

static void write_sum(struct writer *writer, size_t count, const char *one,
		      const char *several)
{
	if (!count)
		return;
	if (writer->memory.len)
		hito_out_text(&writer->out, ", ");
	hito_out_printf(&writer->out, "%zu %s", count,
			say(writer, count == 1 ? one : several));
}

static bool enters(const struct hito_variance_change *change,
		   enum hito_word word)
{
	return change->what == HITO_VARIED_KEY && change->kind == HITO_STEP &&
	       change->key == HITO_KEY_STATE && change->new_value &&
	       hito_str_is(change->new_value->text, hito_word_name(word));
}

struct hito_str hito_diff_summary(const struct hito_diff_words *words,
				  const struct hito_variance *variance)
{
	size_t added = 0, removed = 0, slips = 0, done = 0, dropped = 0;
	size_t blocked = 0;
	struct writer writer;

	for (size_t i = 0; i < variance->count; i++) {
		const struct hito_variance_plan *plan = &variance->plans[i];

		slips += plan->slips;
		for (size_t k = 0; k < plan->count; k++) {
			const struct hito_variance_change *change =
				&plan->changes[k];
			bool step = change->kind == HITO_STEP;

			added += step && change->what == HITO_VARIED_ADDED;
			removed += step && change->what == HITO_VARIED_REMOVED;
			done += enters(change, HITO_DONE);
			dropped += enters(change, HITO_DROPPED);
			blocked += enters(change, HITO_BLOCKED);
		}
	}
	begin(&writer, words);
	write_sum(&writer, slips, HITO_N("step slips"), HITO_N("steps slip"));
	write_sum(&writer, removed, HITO_N("step removed"),
		  HITO_N("steps removed"));
	write_sum(&writer, added, HITO_N("step added"), HITO_N("steps added"));
	write_sum(&writer, done, HITO_N("step done"), HITO_N("steps done"));
	write_sum(&writer, blocked, HITO_N("step blocked"),
		  HITO_N("steps blocked"));
	write_sum(&writer, dropped, HITO_N("step dropped"),
		  HITO_N("steps dropped"));
	return end(&writer);
}
