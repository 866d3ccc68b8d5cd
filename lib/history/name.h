/* SPDX-License-Identifier: MIT */
/*
 * Names: identities under which things are known today (formerly:).
 */
#ifndef HITO_HISTORY_NAME_H
#define HITO_HISTORY_NAME_H

#include "base/map.h"
#include "hito/model.h"

struct hito_names {
	struct hito_arena *arena;
	struct hito_map renamed; /* name of then -> name of today */
	struct hito_map kept;    /* texts that outlive their commit */
	bool crosses;            /* something of one plan is of another today */
};

void hito_names_init(struct hito_names *names, struct hito_arena *arena);

/* Learn the names of before from formerly of the plans looked at. */
bool hito_names_learn(struct hito_names *names, const struct hito_model *model,
		      struct hito_err *err);

/* A number that tells sets of former names apart. */
uint64_t hito_names_sum(const struct hito_names *names);

/* The name that a thing has today. */
void hito_names_today(const struct hito_names *names, enum hito_kind kind,
		      struct hito_str *plan, struct hito_str *id);

/* The same text for good; ptr NULL: no memory. */
struct hito_str hito_names_keep(struct hito_names *names, struct hito_str text);

/* The identity of an item: what is compared over time. */
struct hito_str hito_item_identity(const struct hito_item *item);

#endif
