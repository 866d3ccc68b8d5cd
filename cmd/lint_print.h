/* SPDX-License-Identifier: MIT */
/* Where hito lint writes, and what: --format and --output=FORMAT:FILE. */
#ifndef HITO_CMD_LINT_PRINT_H
#define HITO_CMD_LINT_PRINT_H

#include "opt.h"
#include "place.h"
#include "report/lint_format.h"
#include "run.h"

/* --format when it was not given: text, unless an output says otherwise. */
#define LINT_NO_FORMAT (-1)

extern const struct opt_choice lint_formats[];

struct lint_output {
	enum hito_lint_format format;
	const char *path; /* as typed; NULL: standard output */
};

/* Standard output is the first; memory is run->arena's. */
struct lint_outputs {
	struct lint_output *list;
	size_t count;
	bool to_err; /* standard error takes the place of standard output */
	const char *baseline; /* of --baseline: is not replaced; or NULL */
};

/*
 * HITO_ERR_USAGE for a format that does not exist, for no FILE, and for the
 * same one twice.
 */
HITO_MUST bool lint_outputs_read(struct run *run, int format,
				 const struct opt_list *outputs,
				 struct lint_outputs *out,
				 struct hito_err *err);

/*
 * Before anything is written: plans, the project file and the baseline are not
 * replaced. HITO_ERR_USAGE.
 */
HITO_MUST bool lint_outputs_check(const struct place *place,
				  const struct lint_outputs *outputs,
				  struct hito_err *err);

/* Write them all, standard output first; of files each whole or not at all. */
HITO_MUST bool lint_print(const struct place *place,
			  const struct lint_outputs *outputs,
			  struct hito_lint_report *report,
			  struct hito_err *err);

#endif
