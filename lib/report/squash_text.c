/* SPDX-License-Identifier: MIT */
/* Writes events again as trailers. */
#include "report/squash_text.h"

#include "base/map.h"
#include "hito/limits.h"

/* Bytes of a value that a line holds. */
#define LONGEST 1000

/* What figures come from, in the order of a line. */
static const enum hito_key told[] = {
	HITO_KEY_STATE, HITO_KEY_OWNER,  HITO_KEY_START,
	HITO_KEY_DUE,   HITO_KEY_REASON,
};
#define TOLD (sizeof(told) / sizeof(told[0]))

struct squash {
	struct hito_out *out;
	const struct hito_history *history;
	bool for_eyes;
	struct hito_arena *scratch;
	struct hito_map named; /* steps that a line names */
	size_t lines;
	bool no_memory;
};

/* The events of one step at one moment, as a line in the making. */
struct line {
	const struct hito_event *event; /* any of them */
	unsigned keys;                  /* bits of those that it has */
	struct hito_out_memory memory;
	struct hito_out text;
};

static bool has_control(struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7f)
			return true;
	return false;
}

static bool has_any(struct hito_str text, const char *bytes)
{
	for (size_t i = 0; i < text.len; i++)
		for (const char *byte = bytes; *byte; byte++)
			if (text.ptr[i] == *byte)
				return true;
	return false;
}

/* Can it be written as the name of a step? */
static bool is_name(struct hito_str text)
{
	return text.len && !has_control(text) && !has_any(text, " \"");
}

static void write_value(struct hito_out *out, struct hito_str text)
{
	if (!has_any(text, " \"\\=")) {
		hito_out_str(out, text);
		return;
	}
	hito_out_text(out, "\"");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || text.ptr[i] == '\\')
			hito_out_text(out, "\\");
		hito_out_bytes(out, &text.ptr[i], 1);
	}
	hito_out_text(out, "\"");
}

/* The bit of a key that is told; 0: it is not. */
static unsigned bit_of(enum hito_key key)
{
	for (unsigned i = 0; i < TOLD; i++)
		if (told[i] == key)
			return 1u << i;
	return 0;
}

/* A state of this project alone is no word of a trailer. */
static bool is_state(struct hito_str text)
{
	return hito_word_find(HITO_TYPE_STATE, HITO_STEP, text) !=
	       HITO_WORD_NONE;
}

static void add_value(struct line *line, enum hito_key key,
		      const struct hito_fact *fact)
{
	struct hito_str text = fact ? fact->text : HITO_STR("");

	if (!bit_of(key) || (fact && !fact->readable) || has_control(text) ||
	    text.len > LONGEST)
		return;
	if (key == HITO_KEY_STATE && !is_state(text))
		return;
	line->keys |= bit_of(key);
	hito_out_text(&line->text, " ");
	if (key != HITO_KEY_STATE) {
		hito_out_text(&line->text, hito_key_info(key)->name);
		hito_out_text(&line->text, "=");
	}
	write_value(&line->text, text);
}

/* Of what a step was made with: what is not so by itself. */
static void add_first(struct line *line, const struct hito_event *event)
{
	for (size_t i = 0; i < event->value_count; i++) {
		const struct hito_fact *fact = &event->values[i];

		if (fact->key == HITO_KEY_STATE &&
		    hito_str_is(fact->text, hito_word_name(HITO_TODO)))
			continue;
		if (fact->text.len && fact->key != HITO_KEY_REASON)
			add_value(line, fact->key, fact);
	}
}

static void write_text(const struct squash *squash, struct hito_str text)
{
	if (squash->for_eyes)
		hito_out_foreign(squash->out, text);
	else
		hito_out_str(squash->out, text);
}

static struct hito_str name_of(struct squash *squash,
			       const struct hito_event *event)
{
	struct hito_str name = hito_arena_printf(squash->scratch, "%.*s/%.*s",
						 HITO_STR_ARG(event->plan),
						 HITO_STR_ARG(event->id));

	squash->no_memory = squash->no_memory || !name.ptr;
	return name;
}

static void begin(struct squash *squash, struct line *line,
		  const struct hito_event *event)
{
	line->event = event;
	line->keys = 0;
	hito_out_to_memory(&line->text, &line->memory, squash->scratch,
			   HITO_LIMIT_LINE);
}

static void write_day(struct squash *squash, hito_day day)
{
	char text[HITO_DAY_SIZE];

	hito_out_printf(squash->out, " %s\n", hito_day_format(day, text));
	squash->lines++;
}

static void write_line(struct squash *squash, const struct line *line)
{
	struct hito_str name = name_of(squash, line->event);

	squash->no_memory = squash->no_memory || line->text.failed;
	hito_out_text(squash->out, "Step: ");
	write_text(squash, name);
	write_text(squash,
		   (struct hito_str){line->memory.ptr, line->memory.len});
	write_day(squash, line->event->day);
	if (name.ptr && !hito_map_put(&squash->named, name, squash))
		squash->no_memory = true;
}

static bool is_same(const struct hito_event *a, const struct hito_event *b)
{
	return a && a->kind == b->kind && a->commit == b->commit &&
	       a->day == b->day && hito_str_equal(a->plan, b->plan) &&
	       hito_str_equal(a->id, b->id);
}

/* Is the step still there, under a name that a line can hold? */
static bool is_step(const struct squash *squash, const struct hito_event *event)
{
	const struct hito_story *story = hito_history_find(
		squash->history, HITO_STEP, event->plan, event->id);

	return event->kind == HITO_STEP && event->landed && story &&
	       story->item && is_name(event->plan) && is_name(event->id);
}

static void take(struct squash *squash, struct line *line,
		 const struct hito_event *event)
{
	/* A second value of a key is another line. */
	if (!is_same(line->event, event) ||
	    (event->what == HITO_CHANGED && line->keys & bit_of(event->key)) ||
	    (event->what == HITO_CREATED && line->keys)) {
		if (line->memory.len)
			write_line(squash, line);
		begin(squash, line, event);
	}
	if (event->what == HITO_CREATED)
		add_first(line, event);
	else if (event->what == HITO_CHANGED)
		add_value(line, event->key, event->new);
}

static void take_review(struct squash *squash, const struct hito_event *event)
{
	if (!is_name(event->plan))
		return;
	hito_out_text(squash->out, "Reviewed-plan: ");
	write_text(squash, event->plan);
	write_day(squash, event->day);
}

/* A step that no line names yet. */
static void take_link(struct squash *squash, const struct hito_event *event)
{
	struct line line = {.event = event};
	struct hito_str name = name_of(squash, event);

	if (name.ptr && !hito_map_find(&squash->named, name))
		write_line(squash, &line);
}

size_t hito_squash_text(struct hito_out *out,
			const struct hito_history *history,
			bool (*wants)(void *ctx, const struct hito_commit *),
			void *ctx, bool for_eyes, struct hito_arena *scratch)
{
	struct squash squash = {
		.out = out,
		.history = history,
		.for_eyes = for_eyes,
		.scratch = scratch,
	};
	struct line line = {.event = NULL};

	hito_map_init(&squash.named, scratch);
	for (size_t i = 0; i < history->event_count; i++)
		if (wants(ctx, history->events[i]->commit) &&
		    is_step(&squash, history->events[i]))
			take(&squash, &line, history->events[i]);
	if (line.memory.len)
		write_line(&squash, &line);
	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_event *event = history->events[i];

		if (!wants(ctx, event->commit))
			continue;
		if (event->what == HITO_REVIEWED)
			take_review(&squash, event);
		else if (event->what == HITO_LINKED && is_step(&squash, event))
			take_link(&squash, event);
	}
	return squash.no_memory ? SIZE_MAX : squash.lines;
}

/*
 * The trailer of a step that gave a key its value last, where a file of the
 * same commits changed it before and no file says the same since.
 */
static const struct hito_event *
find_undone(const struct hito_story *story, enum hito_key key,
	    bool (*wants)(void *ctx, const struct hito_commit *), void *ctx)
{
	const struct hito_event *last = NULL;

	for (size_t i = story->event_count; i-- > 0;) {
		const struct hito_event *event = story->events[i];
		bool sets = event->what == HITO_CHANGED ||
			    event->what == HITO_CONFIRMED;

		if (!sets || event->key != key)
			continue;
		if (!wants(ctx, event->commit))
			return NULL;
		if (!event->trailer)
			return event->what == HITO_CHANGED ? last : NULL;
		if (!last && event->what == HITO_CHANGED)
			last = event;
	}
	return NULL;
}

size_t hito_squash_undone(const struct hito_history *history,
			  bool (*wants)(void *ctx, const struct hito_commit *),
			  void *ctx, size_t most,
			  const struct hito_event **out_events)
{
	size_t count = 0;

	for (size_t i = 0; i < history->story_count; i++) {
		const struct hito_story *story = &history->stories[i];

		if (story->kind != HITO_STEP || !story->item)
			continue;
		for (size_t k = 0; k < TOLD; k++) {
			const struct hito_event *event =
				find_undone(story, told[k], wants, ctx);

			if (event && count < most)
				out_events[count] = event;
			count += event != NULL;
		}
	}
	return count;
}
