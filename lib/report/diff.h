/* SPDX-License-Identifier: MIT */
/*
 * A fixed file as a unified diff, which git apply and patch -p1 understand.
 */
#ifndef HITO_REPORT_DIFF_H
#define HITO_REPORT_DIFF_H

#include "hito/fixed.h"
#include "hito/out.h"

struct hito_diff_options {
	bool git;      /* with Git's own head; files that come and go have it */
	bool for_eyes; /* control characters made visible: not to be applied */
	bool color;
};

/* Nothing for a file that is as it was. False when memory ends. */
HITO_MUST bool hito_diff_write(struct hito_out *out,
			       const struct hito_fixed *fixed,
			       const struct hito_diff_options *options,
			       struct hito_arena *scratch);

#endif
