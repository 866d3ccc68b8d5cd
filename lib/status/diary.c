/* SPDX-License-Identifier: MIT */
/* Events counted by person and week. */
#include "status/diary.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

struct page {
	struct hito_diary_entry entry;
	const struct hito_commit *last; /* counted */
};

struct writer {
	struct hito_arena *arena;
	struct hito_map by_name; /* of struct page */
	struct page **pages;
	size_t count, capacity;
};

/* What tells a person's weeks apart, as bytes. */
struct name {
	const struct hito_person *person;
	hito_day monday;
};

static hito_day monday_of(hito_day day)
{
	return day - (hito_day_weekday(day) - 1);
}

/* The page of a person's week. NULL: no memory. */
static struct page *page_of(struct writer *writer,
			    const struct hito_person *person, hito_day monday)
{
	struct name name;
	struct hito_str key = {(const char *)&name, sizeof(name)};
	struct page *page;

	memset(&name, 0, sizeof(name)); /* what lies between, too */
	name.person = person;
	name.monday = monday;
	page = hito_map_find(&writer->by_name, key);
	if (page)
		return page;
	page = hito_new(writer->arena, struct page, 1);
	key = hito_arena_copy(writer->arena, key);
	if (!page || !key.ptr || !hito_map_put(&writer->by_name, key, page) ||
	    !hito_reserve(writer->arena, writer->pages, writer->count,
			  writer->capacity))
		return NULL;
	page->entry.monday = monday;
	page->entry.person = person;
	writer->pages[writer->count++] = page;
	return page;
}

static void count_event(struct hito_deeds *deeds,
			const struct hito_event *event,
			const struct hito_sifted *sifted)
{
	bool step = event->kind == HITO_STEP;

	deeds->events++;
	deeds->created += step && event->what == HITO_CREATED;
	deeds->removed += step && event->what == HITO_REMOVED;
	deeds->finished += sifted->finished;
	deeds->reopened += sifted->reopened;
	deeds->slips += sifted->slip;
	deeds->slip_working_days += sifted->slip_working_days;
	deeds->reviews += event->what == HITO_REVIEWED;
}

static bool add(struct writer *writer, const struct hito_event *event,
		const struct hito_sifted *sifted, hito_day monday)
{
	struct page *page = page_of(writer, event->commit->author, monday);

	if (!page)
		return false;
	if (page->last != event->commit)
		page->entry.deeds.commits++;
	page->last = event->commit;
	count_event(&page->entry.deeds, event, sifted);
	return true;
}

static int by_person(const struct hito_person *a, const struct hito_person *b)
{
	struct hito_str left = a->id.len ? a->id : a->name;
	struct hito_str right = b->id.len ? b->id : b->name;
	int order = hito_str_compare(left, right);

	return order ? order : hito_str_compare(a->email, b->email);
}

static int oldest_first(const void *left, const void *right)
{
	const struct hito_diary_entry *a = left, *b = right;

	if (a->monday != b->monday)
		return a->monday < b->monday ? -1 : 1;
	return by_person(a->person, b->person);
}

static int newest_first(const void *left, const void *right)
{
	const struct hito_diary_entry *a = left, *b = right;

	if (a->monday != b->monday)
		return a->monday > b->monday ? -1 : 1;
	return by_person(a->person, b->person);
}

/* The entries in order. NULL: no memory. */
static struct hito_diary_entry *entries_of(const struct writer *writer,
					   int (*compare)(const void *left,
							  const void *right))
{
	struct hito_diary_entry *entries = hito_new(
		writer->arena, struct hito_diary_entry, writer->count + 1);

	for (size_t i = 0; entries && i < writer->count; i++)
		entries[i] = writer->pages[i]->entry;
	if (entries && writer->count)
		qsort(entries, writer->count, sizeof(*entries), compare);
	return entries;
}

struct hito_diary *hito_diary_make(const struct hito_history *history,
				   const struct hito_event *const *events,
				   size_t count,
				   const struct hito_sifted *sifted,
				   bool from_oldest, struct hito_arena *arena)
{
	struct hito_diary *diary = hito_new(arena, struct hito_diary, 1);
	struct writer weeks = {.arena = arena}, people = {.arena = arena};
	size_t at = 0;

	hito_map_init(&weeks.by_name, arena);
	hito_map_init(&people.by_name, arena);
	for (size_t i = 0; i < count; i++) {
		while (history->events[at] != events[i])
			at++;
		if (!events[i]->landed)
			continue;
		if (!add(&weeks, events[i], &sifted[at],
			 monday_of(events[i]->day)) ||
		    !add(&people, events[i], &sifted[at], HITO_DAY_NONE))
			return NULL;
	}
	if (!diary)
		return NULL;
	diary->entries =
		entries_of(&weeks, from_oldest ? oldest_first : newest_first);
	diary->count = weeks.count;
	diary->people = entries_of(&people, oldest_first);
	diary->person_count = people.count;
	return diary->entries && diary->people ? diary : NULL;
}
