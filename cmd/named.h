/* SPDX-License-Identifier: MIT */
/*
 * The stories that an argument names: a plan with all in it, PLAN/ID, an id
 * alone, a name that something had before, a path.
 */
#ifndef HITO_CMD_NAMED_H
#define HITO_CMD_NAMED_H

#include "history/name.h"
#include "past.h"

struct named {
	struct run *run;
	const struct past *past; /* its history is read */
	struct hito_names names; /* of before (formerly:) */
	bool *picked;            /* stories, by their place in the history */
	struct hito_str *paths;  /* what was named as a path */
	size_t path_count;
};

/* Room for so many arguments. RUN_OK, or the status to end with. */
int named_init(struct named *named, struct run *run, const struct past *past,
	       int argc);

/* Pick what an argument names; nothing is wrong use, and said. */
int named_argument(struct named *named, const char *argument);

/* Pick by an id, with all that is in a plan. False: nothing has it. */
bool named_id(struct named *named, struct hito_str name);

/* The same for one thing alone: a plan without what is in it. */
size_t named_things(struct named *named, struct hito_str name);

/* Say that nothing has the name, and what is spelt almost like it. */
int named_unknown(struct named *named, const char *argument);

/* The place of the story that stands for all of the same name. */
size_t named_place(const struct hito_history *history, enum hito_kind kind,
		   struct hito_str plan, struct hito_str id);

/* Does a story lie, or did it ever lie, in a folder or file? */
bool named_is_below(const struct hito_story *story, struct hito_str folder);

#endif
