/* SPDX-License-Identifier: MIT */
/* Events picked commit by commit, with what things were at each. */
#include "status/sift.h"

#include "hito/limits.h"

static const enum hito_kind kinds_of[HITO_SIFT_KINDS] = {
	HITO_STEP,
	HITO_PLAN,
	HITO_OBJECTIVE,
	HITO_KPI,
};

static const struct {
	const char *name;
	enum hito_change what;
} changes[] = {
	{"created", HITO_CREATED}, {"removed", HITO_REMOVED},
	{"moved", HITO_MOVED},     {"confirmed", HITO_CONFIRMED},
	{"linked", HITO_LINKED},   {"reviewed", HITO_REVIEWED},
};

#define CHANGE_COUNT (sizeof(changes) / sizeof(changes[0]))

/* What a thing is while its events go by. */
struct thing {
	const struct hito_story *story;
	struct hito_str owner, parent;
	bool done, closed;
	hito_day promise; /* the last due day while it was open */
};

struct sifter {
	const struct hito_history *history;
	const struct hito_sift_options *options;
	const struct hito_calendar *calendar;
	struct thing *things; /* by place of the story */
	struct hito_sifted *sifted;
	bool *was; /* by event: the thing was the owner's before it */
};

static bool find_keys(struct hito_str word, struct hito_sift_kind *kind)
{
	bool found = false;

	for (size_t i = 0; i < HITO_SIFT_KINDS; i++) {
		enum hito_key key = hito_key_find(kinds_of[i], word);

		if (key != HITO_KEY_COUNT &&
		    !(hito_key_info(key)->flags & HITO_KEY_EVENT))
			key = HITO_KEY_COUNT;
		kind->keys[i] = key;
		found = found || key != HITO_KEY_COUNT;
	}
	return found;
}

static void take_value(struct hito_sift_kind *kind, struct hito_str value)
{
	value = hito_str_trim(value);
	if (hito_str_starts(value, "@"))
		value = hito_str_slice(value, 1, value.len);
	kind->has_value = true;
	kind->value = value;
	kind->step_state = hito_word_find(HITO_TYPE_STATE, HITO_STEP, value);
	kind->plan_state = hito_word_find(HITO_TYPE_STATE, HITO_PLAN, value);
}

bool hito_sift_kind_parse(struct hito_str text, struct hito_sift_kind *out)
{
	struct hito_sift_kind kind = {.what = HITO_CHANGED};
	struct hito_str word, value;
	bool has_value = hito_str_cut(text, '=', &word, &value);

	word = hito_str_trim(word);
	for (size_t i = 0; i < CHANGE_COUNT; i++) {
		if (!hito_str_is(word, changes[i].name))
			continue;
		kind.what = changes[i].what;
		*out = kind;
		return !has_value;
	}
	if (hito_str_is(word, "slip")) {
		kind.slip = true;
		*out = kind;
		return !has_value;
	}
	if (!find_keys(word, &kind))
		return false;
	if (has_value)
		take_value(&kind, value);
	*out = kind;
	return true;
}

const char *hito_sift_kind_word(size_t n)
{
	const char *alias;

	if (n < CHANGE_COUNT)
		return changes[n].name;
	n -= CHANGE_COUNT;
	if (n-- == 0)
		return "slip";
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++) {
		const struct hito_key_info *info = hito_key_info(key);
		unsigned kinds;

		if (!(info->flags & HITO_KEY_EVENT))
			continue;
		if (n-- == 0)
			return info->name;
		for (size_t i = 0; (alias = hito_key_alias(key, i, &kinds));
		     i++)
			if (n-- == 0)
				return alias;
	}
	return NULL;
}

static struct thing *thing_of(const struct sifter *sifter,
			      const struct hito_event *event)
{
	const struct hito_story *story = hito_history_find(
		sifter->history, event->kind, event->plan, event->id);

	return story ? &sifter->things[story - sifter->history->stories] : NULL;
}

/* Its own owner; of a sub-step without one its parent's. */
static struct hito_str owner_of(const struct sifter *sifter,
				const struct thing *thing)
{
	const struct hito_history *history = sifter->history;

	for (int depth = 0; depth < HITO_LIMIT_PARENTS; depth++) {
		const struct hito_story *above;

		if (thing->owner.len || !thing->parent.len ||
		    thing->story->kind != HITO_STEP)
			break;
		above = hito_history_find(history, HITO_STEP,
					  thing->story->plan, thing->parent);
		if (!above)
			break;
		thing = &sifter->things[above - history->stories];
	}
	return thing->owner;
}

static bool is_mine(const struct sifter *sifter, const struct thing *thing)
{
	return thing && hito_str_equal_nocase(owner_of(sifter, thing),
					      sifter->options->owner);
}

static const struct hito_fact *set_to(const struct hito_event *event,
				      enum hito_key key, bool *sets)
{
	*sets = false;
	if (event->what == HITO_CHANGED && event->key == key) {
		*sets = !event->new || event->new->readable;
		return event->new;
	}
	if (event->what != HITO_CREATED)
		return NULL;
	*sets = true;
	for (size_t i = 0; i < event->value_count; i++)
		if (event->values[i].key == key && event->values[i].readable)
			return &event->values[i];
	return NULL;
}

static struct hito_str text_of(const struct hito_fact *fact)
{
	return fact ? fact->text : HITO_STR("");
}

static void take_state(struct thing *thing, const struct hito_event *event,
		       struct hito_sifted *sifted)
{
	bool sets, done, was = thing->done;
	struct hito_str state = text_of(set_to(event, HITO_KEY_STATE, &sets));

	if (!sets)
		return;
	done = hito_str_is(state, hito_word_name(HITO_DONE));
	thing->done = done;
	thing->closed =
		done || hito_str_is(state, hito_word_name(HITO_DROPPED));
	if (event->kind != HITO_STEP)
		return;
	sifted->finished = done && !was;
	sifted->reopened = was && !done;
}

static void take_event(struct thing *thing, const struct hito_event *event,
		       struct hito_sifted *sifted)
{
	const struct hito_fact *fact;
	bool sets;

	take_state(thing, event, sifted);
	fact = set_to(event, HITO_KEY_OWNER, &sets);
	if (sets)
		thing->owner = text_of(fact);
	fact = set_to(event, HITO_KEY_PARENT, &sets);
	if (sets)
		thing->parent = text_of(fact);
}

/* Once states of the commit are known: a closed step promises nothing. */
static void take_promise(const struct sifter *sifter, struct thing *thing,
			 const struct hito_event *event,
			 struct hito_sifted *sifted)
{
	bool sets;
	const struct hito_fact *fact = set_to(event, HITO_KEY_DUE, &sets);
	hito_day day = fact ? fact->day : HITO_DAY_NONE;

	if (!sets || day == HITO_DAY_NONE || event->kind != HITO_STEP ||
	    (thing->closed && event->what != HITO_CREATED))
		return;
	if (thing->promise != HITO_DAY_NONE && day > thing->promise) {
		sifted->slip = true;
		sifted->slip_working_days = hito_calendar_between(
			sifter->calendar, thing->promise, day);
	}
	thing->promise = day;
}

static bool has_word(const struct hito_sift_kind *kind,
		     const struct hito_event *event, enum hito_key key,
		     struct hito_str text)
{
	enum hito_word word =
		event->kind == HITO_PLAN ? kind->plan_state : kind->step_state;

	if (key == HITO_KEY_STATE && word != HITO_WORD_NONE &&
	    hito_str_is(text, hito_word_name(word)))
		return true;
	return hito_str_equal_nocase(text, kind->value);
}

static bool has_value(const struct hito_sift_kind *kind,
		      const struct hito_event *event, enum hito_key key)
{
	const struct hito_fact *fact;
	bool sets;

	fact = set_to(event, key, &sets);
	if (!sets)
		return false;
	for (size_t i = 0; fact && fact->list && i < fact->count; i++)
		if (hito_str_equal_nocase(fact->items[i], kind->value))
			return true;
	return has_word(kind, event, key, text_of(fact));
}

static bool is_of_kind(const struct hito_sift_kind *kind,
		       const struct hito_event *event,
		       const struct hito_sifted *sifted)
{
	enum hito_key key = HITO_KEY_COUNT;

	if (kind->slip)
		return sifted->slip;
	if (kind->what != HITO_CHANGED)
		return event->what == kind->what;
	for (size_t i = 0; i < HITO_SIFT_KINDS; i++)
		if (kinds_of[i] == event->kind)
			key = kind->keys[i];
	if (key == HITO_KEY_COUNT)
		return false;
	if (kind->has_value)
		return has_value(kind, event, key);
	return event->what == HITO_CHANGED && event->key == key;
}

static bool is_of_kinds(const struct hito_sift_options *options,
			const struct hito_event *event,
			const struct hito_sifted *sifted)
{
	for (size_t i = 0; i < options->kind_count; i++)
		if (is_of_kind(&options->kinds[i], event, sifted))
			return true;
	return options->kind_count == 0;
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool holds(struct hito_str text, struct hito_str part)
{
	for (size_t i = 0; part.len && i + part.len <= text.len; i++) {
		size_t same = 0;

		while (same < part.len &&
		       lower(text.ptr[i + same]) == lower(part.ptr[same]))
			same++;
		if (same == part.len)
			return true;
	}
	return false;
}

bool hito_sift_is_author(const struct hito_person *person,
			 struct hito_str author)
{
	return (person->id.len && hito_str_equal_nocase(person->id, author)) ||
	       holds(person->name, author) || holds(person->email, author);
}

/* What a side that a merge threw away says of an owner. */
static bool names_owner(const struct sifter *sifter,
			const struct hito_event *event)
{
	bool sets;
	const struct hito_fact *fact = set_to(event, HITO_KEY_OWNER, &sets);
	struct hito_str owner = sifter->options->owner;

	return sets && (hito_str_equal_nocase(text_of(fact), owner) ||
			hito_str_equal_nocase(text_of(event->old), owner));
}

static bool is_picked(const struct sifter *sifter, size_t place)
{
	const struct hito_event *event = sifter->history->events[place];
	const struct hito_sift_options *options = sifter->options;

	if ((options->since != HITO_DAY_NONE && event->day < options->since) ||
	    (options->until != HITO_DAY_NONE && event->day > options->until))
		return false;
	if (options->author.ptr &&
	    !hito_sift_is_author(event->commit->author, options->author))
		return false;
	if (options->owner.ptr && !sifter->was[place] &&
	    !is_mine(sifter, thing_of(sifter, event)) &&
	    !(!event->landed && names_owner(sifter, event)))
		return false;
	return is_of_kinds(options, event, &sifter->sifted[place]);
}

/* The events of a commit: before it, through it, after it. */
static void sift_commit(struct sifter *sifter, size_t start, size_t end)
{
	const struct hito_event *const *events = sifter->history->events;

	for (size_t i = start; sifter->options->owner.ptr && i < end; i++)
		sifter->was[i] = is_mine(sifter, thing_of(sifter, events[i]));
	for (size_t i = start; i < end; i++) {
		struct thing *thing = thing_of(sifter, events[i]);

		if (thing && events[i]->landed)
			take_event(thing, events[i], &sifter->sifted[i]);
	}
	for (size_t i = start; i < end; i++) {
		struct thing *thing = thing_of(sifter, events[i]);

		if (thing && events[i]->landed)
			take_promise(sifter, thing, events[i],
				     &sifter->sifted[i]);
	}
	for (size_t i = start; i < end; i++)
		sifter->sifted[i].picked = is_picked(sifter, i);
}

struct hito_sifted *hito_sift(const struct hito_history *history,
			      const struct hito_sift_options *options,
			      const struct hito_calendar *calendar,
			      struct hito_arena *arena)
{
	size_t count = history->event_count, end;
	struct sifter sifter = {
		.history = history,
		.options = options,
		.calendar = calendar,
		.things =
			hito_new(arena, struct thing, history->story_count + 1),
		.sifted = hito_new(arena, struct hito_sifted, count + 1),
		.was = hito_new(arena, bool, count + 1),
	};

	if (!sifter.things || !sifter.sifted || !sifter.was)
		return NULL;
	for (size_t i = 0; i < history->story_count; i++) {
		sifter.things[i].story = &history->stories[i];
		sifter.things[i].promise = HITO_DAY_NONE;
	}
	for (size_t i = 0; i < count; i = end) {
		end = i + 1;
		while (end < count && history->events[end]->commit ==
					      history->events[i]->commit)
			end++;
		sift_commit(&sifter, i, end);
	}
	return sifter.sifted;
}
