/* SPDX-License-Identifier: MIT */
/*
 * One assignment of hito set: what is meant by it, and its edit.
 */
#ifndef HITO_CMD_SET_VALUE_H
#define HITO_CMD_SET_VALUE_H

#include "moves.h"

enum set_how { SET_TO, SET_ADD, SET_REMOVE };

/* KEY=VALUE, KEY+=VALUE, KEY-=VALUE */
struct set_wish {
	const struct hito_item *item;
	enum hito_key key;
	enum set_how how;
	struct hito_str text;
};

/* RUN_OK, or a status with all said. */
int set_value(struct moves *moves, const struct set_wish *wish);

#endif
