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

/* "key=", "key+=", "key-=" cut off; false: there is none. */
bool set_cut_key(const char *word, struct hito_str *out_key,
		 struct set_wish *wish);
/* COUNT: there is none of the name. */
enum hito_key set_find_key(const struct hito_item *item, struct hito_str word);
int set_unknown_key(struct moves *moves, const struct hito_item *item,
		    struct hito_str word);
/* In the order in which keys are written, for those that are not there yet. */
void set_sort(struct set_wish *wishes, size_t count);

#endif
