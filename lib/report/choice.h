/* SPDX-License-Identifier: MIT */
/*
 * What of a model a report is about: what was named on the command line.
 */
#ifndef HITO_REPORT_CHOICE_H
#define HITO_REPORT_CHOICE_H

#include "hito/model.h"

/* Nothing named means everything. */
struct hito_choice {
	const struct hito_str *paths; /* of files or folders, from the root;
					 "" is the root */
	size_t path_count;
	struct hito_item *const *items; /* plans, objectives, steps ... */
	size_t item_count;
};

bool hito_choice_has_path(const struct hito_choice *choice,
			  struct hito_str path);
/* It, or something that it is a part of, or its file, was named. */
bool hito_choice_has(const struct hito_choice *choice,
		     const struct hito_item *item);
/* The same, or something in the plan was named. */
bool hito_choice_has_plan(const struct hito_choice *choice,
			  const struct hito_item *plan);

#endif
