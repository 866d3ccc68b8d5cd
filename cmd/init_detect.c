/* SPDX-License-Identifier: MIT */
/* What the Markdown files of a repository look like, as a project file. */
#include "init_detect.h"

bool init_detect(struct init *init, bool write, struct hito_err *err)
{
	(void)init;
	(void)write;
	return hito_err_set(err, HITO_ERR_USAGE, "not here yet");
}
