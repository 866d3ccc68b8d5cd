/* SPDX-License-Identifier: MIT */
/* Parts of hito new. */
#ifndef HITO_CMD_NEW_H
#define HITO_CMD_NEW_H

#include "run.h"
#include "schedule/templates.h"

/* Print all templates, by the name that they have in run's language. */
int new_list(struct run *run, const struct hito_templates *templates);

#endif
