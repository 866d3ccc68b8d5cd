/* SPDX-License-Identifier: MIT */
/* hito init --detect: a project file for front matter that is there. */
#ifndef HITO_CMD_INIT_DETECT_H
#define HITO_CMD_INIT_DETECT_H

#include "init.h"

/* Print what is proposed and what it rests on; write it if asked to. */
HITO_MUST bool init_detect(struct init *init, bool write, struct hito_err *err);

#endif
