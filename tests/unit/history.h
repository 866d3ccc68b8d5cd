/* SPDX-License-Identifier: MIT */
/*
 * Histories of little repositories, told in one line an event.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "repo.h"

#include "hito/history.h"

/* What scripts need: "plan id title state" lines make plans/p.md; commit. */
#define HISTORY_SCRIPT                                                         \
	"step() { printf '\\n### %s\\n\\n```yaml step\\n%sstate: %s\\n```\\n'" \
	" \"$2\" \"${1:+id: $1\n}\" \"$3\"; }\n"                               \
	"plan() { printf -- '---\\nplan: %s\\n---\\n\\n# %s\\n\\n## O\\n'"     \
	" \"$1\" \"$1\"; }\n"                                                  \
	"save() { at 2026-03-$1T12:00:00+00:00; shift; git add -A plans\n"     \
	"git commit -q --allow-empty -m \"$*\"; }\n"                           \
	"join() { at 2026-03-$1T12:00:00+00:00\n"                              \
	"git merge -q --no-ff -m join \"$2\"; }\n"                             \
	"git init -q -b main .; mkdir plans\n"

static inline const struct hito_history *history_read(struct repo *repo)
{
	struct hito_repository *repository = repo_open(repo, "");
	struct hito_history_options options = {.at = HITO_DAY_NONE};
	struct hito_history *history = NULL;

	assert_non_null(repository);
	if (!hito_history_read(repository, &options, repo->arena, &history,
			       &repo->err))
		fail_msg("%s", repo->err.message);
	hito_repository_close(repository);
	return history;
}

static inline struct hito_str history_text(const struct hito_fact *fact)
{
	return fact ? fact->text : HITO_STR("-");
}

/* "4 p/a state todo>done": the day of the month, then what happened. */
static inline struct hito_str history_event(struct hito_arena *arena,
					    const struct hito_event *event)
{
	static const char *const words[] = {"created", "removed",   "moved",
					    "",        "confirmed", "linked",
					    "reviewed"};
	char day[HITO_DAY_SIZE];
	struct hito_str text;

	hito_day_format(event->day, day);
	text = hito_arena_printf(arena, "%s %.*s/%.*s %s", day + 8,
				 HITO_STR_ARG(event->plan),
				 HITO_STR_ARG(event->id), words[event->what]);
	if (event->what == HITO_CHANGED)
		text = hito_arena_printf(
			arena, "%.*s%s %.*s>%.*s", HITO_STR_ARG(text),
			hito_key_info(event->key)->name,
			HITO_STR_ARG(history_text(event->old)),
			HITO_STR_ARG(history_text(event->new)));
	return hito_arena_printf(arena, "%.*s%s%s%s\n", HITO_STR_ARG(text),
				 event->landed ? "" : " lost",
				 event->gap ? " gap" : "",
				 event->inferred ? " inferred" : "");
}

/* Events of steps, a line each. */
static inline const char *history_told(struct repo *repo,
				       const struct hito_history *history)
{
	struct hito_str text = HITO_STR("");

	for (size_t i = 0; i < history->event_count; i++) {
		struct hito_str line;

		if (history->events[i]->kind != HITO_STEP)
			continue;
		line = history_event(repo->arena, history->events[i]);
		text = hito_arena_printf(repo->arena, "%.*s%.*s",
					 HITO_STR_ARG(text),
					 HITO_STR_ARG(line));
	}
	return text.len ? text.ptr : "";
}

/* Run a script behind HISTORY_SCRIPT and tell what happened to steps. */
static inline const char *history_of(struct repo *repo, const char *script)
{
	struct hito_str all =
		hito_arena_printf(repo->arena, "%s%s", HISTORY_SCRIPT, script);

	repo_run(repo, all.ptr);
	return history_told(repo, history_read(repo));
}

#endif
