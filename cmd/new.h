/* SPDX-License-Identifier: MIT */
/* Parts of hito new. */
#ifndef HITO_CMD_NEW_H
#define HITO_CMD_NEW_H

#include "place.h"
#include "schedule/templates.h"

/* Print all templates, by the name that they have in run's language. */
int new_list(struct run *run, const struct hito_templates *templates);

/* A plan that was done, by its id or path, and what is made of it: a plan of
 * an id, or a template of the name. */
struct new_from {
	const char *plan, *id;
	hito_day start;
	bool as_template;
};
int new_from(struct run *run, const struct new_from *from);

/* A path from the current folder, on a line. */
void new_print_path(struct run *run, const struct place *place,
		    struct hito_str path);
/* What comes next. */
void new_print_lint(struct run *run, const char *id);

#endif
