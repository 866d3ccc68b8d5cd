/* SPDX-License-Identifier: MIT */
/*
 * How commands have a history read: what is kept of it, on how many threads,
 * and with a line on a terminal that says how far it is.
 */
#ifndef HITO_CMD_READING_H
#define HITO_CMD_READING_H

#include "hito/history.h"
#include "place.h"

struct reading {
	struct run *run;
	struct hito_history_options options;
	int64_t due; /* when the line is to be written next */
	bool shown;
};

/* Of HEAD and the project of a place; the options may be changed then. */
void reading_init(struct reading *reading, struct run *run,
		  const struct place *place);

/* hito_history_read and hito_history_news; the line is gone in the end. */
HITO_MUST bool reading_history(struct reading *reading,
			       struct hito_repository *repository,
			       struct hito_history **out_history,
			       struct hito_err *err);
HITO_MUST bool reading_news(struct reading *reading,
			    struct hito_repository *repository,
			    const struct hito_news_options *news,
			    struct hito_news *out_news, bool *out_known,
			    struct hito_err *err);

#endif
