/* SPDX-License-Identifier: MIT */
/*
 * Templates of plans: files with the days and the id left open
 * (templates/README.md).
 */
#ifndef HITO_SCHEDULE_TEMPLATE_H
#define HITO_SCHEDULE_TEMPLATE_H

#include "hito/arena.h"
#include "hito/calendar.h"
#include "hito/err.h"
#include "hito/message.h"

#define HITO_TEMPLATE_ALIASES 8 /* further names of one template */
#define HITO_TEMPLATE_MONTHS 6  /* length of a plan, where none is said */

struct hito_template {
	struct hito_str name; /* "marketing-campaign" */
	enum hito_lang lang;  /* NONE: for plans in any language */
	/* Where it stands, for messages: "es/plan.md", ".hito/templates/..." */
	struct hito_str path;
	bool own; /* of the project, not built in */
	struct hito_str aliases[HITO_TEMPLATE_ALIASES];
	size_t alias_count;
	struct hito_str about; /* one line; may be empty */
	unsigned months;
	struct hito_str body;  /* what is written */
	uint32_t first_line;   /* of the body in its file */
	struct hito_err wrong; /* why it cannot be used; code OK: it can */
};

/*
 * Take the first line off a template's text. name, lang, path and own are
 * the caller's, and the language of wrong. A first line that cannot be read
 * fills wrong.
 */
void hito_template_parse(struct hito_template *template, struct hito_str text);

/* What is put in. */
struct hito_filling_in {
	struct hito_str id;
	hito_day start; /* moved to the next working day */
	const struct hito_calendar *calendar;
};

/*
 * The text of a plan.
 *
 * out_text  lives as long as arena
 * err       HITO_ERR_INPUT, with its place, for what stands between {{ and }}
 *           and means nothing; the template's own wrong
 */
HITO_MUST bool hito_template_fill(const struct hito_template *template,
				  const struct hito_filling_in *in,
				  struct hito_arena *arena,
				  struct hito_str *out_text,
				  struct hito_err *err);

#endif
