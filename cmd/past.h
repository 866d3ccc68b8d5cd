/* SPDX-License-Identifier: MIT */
/*
 * A project and its history as a command line asks for them: what status and
 * log share.
 */
#ifndef HITO_CMD_PAST_H
#define HITO_CMD_PAST_H

#include "base/threads.h"
#include "hito/history.h"
#include "opt.h"
#include "place.h"
#include "report/style.h"

enum past_date { PAST_AUTHOR, PAST_COMMIT };

/* The options that status and log have in common. */
struct past_args {
	const char *at;
	bool first_parent;
	int date;
	bool partial;
};

extern const struct opt_choice past_dates[];

#define PAST_OPTS(T)                                                      \
	OPT_TEXT(0, "at", T, past.at, "REV|DATE",                         \
		 HITO_N("look at a commit, or at the last of a day")),    \
		OPT_FLAG(0, "first-parent", T, past.first_parent,         \
			 HITO_N("follow first parents only: when things " \
				"landed")),                               \
		OPT_CHOICE(0, "date", T, past.date, past_dates,           \
			   HITO_N("whose time counts")),                  \
		OPT_FLAG(0, "partial", T, past.partial,                   \
			 HITO_N("answer from an incomplete history, "     \
				"marked"))

struct past {
	const struct past_args *args;
	struct place place;
	bool placed; /* place is open: there is a folder with files */
	struct hito_repository *repository; /* NULL: there is none */
	const char *none; /* why there is no history; English, NULL: there is */
	hito_day at_day;  /* --at DATE; else NONE */
	struct hito_history *history; /* NULL: not read */
	struct hito_beside leaving;
};

/*
 * Find the repository and the project. RUN_OK, or the status to end with, all
 * said. past_close in any case.
 */
int past_open(struct run *run, const struct past_args *args,
	      struct past *out_past);
void past_close(struct past *past);

/*
 * Nothing is read from the repository any more: it is closed on another thread
 * (large files are unmapped), if there may be one, while what was read is
 * worked with. past->repository is NULL then.
 */
void past_leave(struct past *past);

/* The revision that is looked at; NULL: HEAD. */
const char *past_rev(const struct past *past);

/*
 * Read the history. An incomplete one is said and ends with RUN_INCOMPLETE
 * unless --partial is given.
 */
int past_read(struct run *run, struct past *past);

/*
 * What is new since a commit, as hito_history_news tells it; the language is
 * then that of the project. past->history is left alone.
 */
HITO_MUST bool past_news(struct run *run, struct past *past,
			 const struct hito_news_options *news,
			 struct hito_news *out_news, bool *out_known,
			 struct hito_err *err);

/* Say that the history is incomplete and what mends it: RUN_INCOMPLETE. */
int past_incomplete(struct run *run, const struct hito_history *history);

/* Is the project's folder one of the repository's work tree? */
bool past_is_in(const struct place *place,
		const struct hito_repository *repository);
/* Is path the folder or file itself ("": all), or below it? */
bool past_is_below(struct hito_str path, struct hito_str folder);
/*
 * An argument as a path from the root. False: it is none that exists on disk
 * or that says so (./x, /x): an id, or a path of the past. An error only
 * where it says that it is one: *out_status.
 */
bool past_path(struct run *run, const struct past *past, const char *argument,
	       struct hito_str *out_path, int *out_status);

struct hito_style past_style(const struct run *run);

#endif
