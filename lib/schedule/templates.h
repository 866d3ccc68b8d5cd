/* SPDX-License-Identifier: MIT */
/*
 * All templates: those of the project's .hito/templates, then the built-in.
 */
#ifndef HITO_SCHEDULE_TEMPLATES_H
#define HITO_SCHEDULE_TEMPLATES_H

#include "schedule/template.h"

#define HITO_TEMPLATE_FOLDER ".hito/templates"
#define HITO_TEMPLATE_COUNT 1000 /* of a project; more are an error */

struct hito_templates {
	struct hito_template *list; /* by name, then own ones first */
	size_t count;
};

/*
 * Find all templates.
 *
 * root_fd  the project's folder
 * lang     of messages
 * out      lives as long as arena
 * err      HITO_ERR_IO when a folder cannot be read, HITO_ERR_INPUT for too
 *          many files; a file that cannot be read is a template with wrong
 *
 * Own templates are NAME.md in .hito/templates, and in en and es below it,
 * where NAME is made of a-z, 0-9 and "-"; other files are left alone. No link
 * is followed.
 */
HITO_MUST bool hito_templates_find(int root_fd, enum hito_lang lang,
				   struct hito_arena *arena,
				   struct hito_templates *out,
				   struct hito_err *err);

/*
 * The template that a name or an alias means, in a language where there is
 * one: the project's, the project's for any language, the built-in one; else
 * the same name in another language. NULL when nothing has the name.
 */
const struct hito_template *
hito_templates_choose(const struct hito_templates *templates,
		      struct hito_str name, enum hito_lang lang);

#endif
