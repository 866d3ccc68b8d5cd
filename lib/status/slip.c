/* SPDX-License-Identifier: MIT */
/* Promised days and slips. */
#include "status/slip.h"

void hito_promises_init(struct hito_promises *promises)
{
	*promises = (struct hito_promises){.first = HITO_DAY_NONE,
					   .last = HITO_DAY_NONE};
}

bool hito_promises_add(struct hito_promises *promises, hito_day day,
		       const struct hito_event *event,
		       const struct hito_story *story,
		       const struct hito_calendar *calendar,
		       struct hito_arena *arena)
{
	struct hito_slip *slip;

	if (day == HITO_DAY_NONE || day == promises->last)
		return true;
	if (promises->last == HITO_DAY_NONE) {
		promises->last = day;
		promises->event = event;
		/* Before the end of what is known there may be others. */
		if (!event->commit->cut)
			promises->first = day;
		return true;
	}
	if (!hito_reserve(arena, promises->slips, promises->count,
			  promises->capacity))
		return false;
	slip = &promises->slips[promises->count++];
	*slip = (struct hito_slip){
		.old_due = promises->last,
		.new_due = day,
		.days = day - promises->last,
		.working_days =
			hito_calendar_between(calendar, promises->last, day),
		.event = event,
		.reason = hito_slip_reason(story, event),
	};
	promises->days += slip->days;
	promises->working_days += slip->working_days;
	promises->last = day;
	return true;
}

/* Words that forges begin their default subjects with; a name follows. */
static const char *const default_verbs[] = {
	"Update ",      "Create ", "Rename ",    "Delete ",  "Upload ",
	"Edit ",        "Edited ", "Add ",       "Added ",   "Edit file ",
	"Actualizar ",  "Crear ",  "Renombrar ", "Borrar ",  "Eliminar ",
	"Subir ",       "Editar ", "Añadir ",    "Agregar ", "Actualiza ",
	"Actualizado ",
};

static const char *const default_beginnings[] = {
	"Add files via upload",
	"Agregar archivos mediante carga",
	"Añadir archivos mediante carga",
	"Upload New File",
	"Merge branch ",
	"Merge branches ",
	"Merge pull request ",
	"Merge remote-tracking branch ",
	"Merge tag ",
	"Merge commit ",
	"Merge made ",
	"Apply suggestion",
	"Fusionar rama ",
	"Aplicar sugerencia",
};

/* A word with a dot inside: a file's name. */
static bool is_file_name(struct hito_str word)
{
	size_t dot = hito_str_find_byte(word, '.', 1);

	return dot != SIZE_MAX && dot + 1 < word.len;
}

/* "plans/x.md", "x.md to y.md": nothing but names of files. */
static bool is_file_names(struct hito_str text)
{
	struct hito_str word, rest = hito_str_trim(text);
	size_t names = 0;

	while (rest.len) {
		hito_str_cut(rest, ' ', &word, &rest);
		if (is_file_name(word))
			names++;
		else if (!hito_str_is(word, "to") && !hito_str_is(word, "a"))
			return false;
	}
	return names > 0;
}

bool hito_subject_is_default(struct hito_str subject)
{
	size_t count = sizeof(default_beginnings) / sizeof(char *);

	subject = hito_str_trim(subject);
	for (size_t i = 0; i < count; i++)
		if (hito_str_starts(subject, default_beginnings[i]))
			return true;
	count = sizeof(default_verbs) / sizeof(char *);
	for (size_t i = 0; i < count; i++) {
		size_t size = hito_str_from(default_verbs[i]).len;

		if (hito_str_starts(subject, default_verbs[i]) &&
		    is_file_names(hito_str_slice(subject, size, SIZE_MAX)))
			return true;
	}
	return false;
}

struct hito_str hito_slip_reason(const struct hito_story *story,
				 const struct hito_event *event)
{
	for (size_t i = story->event_count; i-- > 0;) {
		const struct hito_event *other = story->events[i];

		if (other->commit == event->commit &&
		    other->what == HITO_CHANGED &&
		    other->key == HITO_KEY_REASON && other->new &&
		    other->new->readable && other->new->text.len)
			return other->new->text;
	}
	if (hito_subject_is_default(event->commit->subject))
		return HITO_STR("");
	return hito_str_trim(event->commit->subject);
}
