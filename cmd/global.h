/* SPDX-License-Identifier: MIT */
/* The options that every command takes, before or behind its name. */
#ifndef HITO_CMD_GLOBAL_H
#define HITO_CMD_GLOBAL_H

#include <stdbool.h>

#include "hito/date.h"
#include "hito/message.h"

enum global_color {
	GLOBAL_COLOR_AUTO,
	GLOBAL_COLOR_ALWAYS,
	GLOBAL_COLOR_NEVER,
};

struct global_args {
	const char *dir, *project, *today;
	enum hito_lang lang;
	enum global_color color;
	bool quiet, no_pager, help, version;
};

#endif
