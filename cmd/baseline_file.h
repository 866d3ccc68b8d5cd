/* SPDX-License-Identifier: MIT */
/*
 * Where the baseline of a project is: --baseline, else what the project file
 * names.
 */
#ifndef HITO_CMD_BASELINE_FILE_H
#define HITO_CMD_BASELINE_FILE_H

#include "lint/baseline.h"
#include "place.h"

struct baseline_file {
	int dir_fd;           /* where path begins */
	struct hito_str path; /* empty: none is named */
	struct hito_str name; /* from the project's folder, for people */
	bool is_named;        /* lint finds it without an option */
	bool is_inside;       /* the project file could name it */
};

/* typed is the option, or NULL; place was read. */
HITO_MUST bool baseline_find(const struct place *place, const char *typed,
			     struct baseline_file *out_file,
			     struct hito_err *err);

/* Read it; without a file *out_baseline is NULL. */
HITO_MUST bool baseline_open(const struct place *place,
			     const struct baseline_file *file,
			     struct hito_baseline **out_baseline,
			     struct hito_err *err);

/*
 * Both. *out_baseline is NULL where none is named; one that is named and not
 * there is an error.
 */
HITO_MUST bool baseline_read(const struct place *place, const char *typed,
			     struct hito_baseline **out_baseline,
			     struct hito_err *err);

#endif
