/* SPDX-License-Identifier: MIT */
/*
 * What hito log leaves out: its options as a question to the events.
 */
#ifndef HITO_CMD_LOG_FILTER_H
#define HITO_CMD_LOG_FILTER_H

#include "hito/history.h"
#include "opt.h"
#include "run.h"
#include "status/sift.h"

struct log_filter_args {
	const char *owner, *author, *since, *until;
	struct opt_list events;
};

#define LOG_FILTER_OPTS(T, field)                                            \
	OPT_TEXT(0, "owner", T, field.owner, "OWNER",                        \
		 HITO_N("what was theirs when it happened")),                \
		OPT_TEXT(0, "author", T, field.author, "NAME",               \
			 HITO_N("what they committed: an id, or a part of "  \
				"name or address")),                         \
		OPT_LIST(0, "event", T, field.events, "KIND[,KIND...]",      \
			 HITO_N("created, removed, moved, slip, a key such " \
				"as due, or KEY=VALUE")),                    \
		OPT_TEXT(0, "since", T, field.since, "DATE|TIME",            \
			 HITO_N("from a day on, or 2w for two weeks back")), \
		OPT_TEXT(0, "until", T, field.until, "DATE|TIME",            \
			 HITO_N("up to a day, it included"))

/*
 * Read the options. RUN_OK, or the status to end with, all said.
 *
 * out_options  lives as long as run->arena
 */
int log_filter_read(struct run *run, const struct log_filter_args *args,
		    const struct hito_history *history,
		    struct hito_sift_options *out_options);

/* May what cannot be read be told, or was something else asked for? */
bool log_filter_has_gap(const struct hito_sift_options *options,
			const struct hito_gap *gap);

#endif
