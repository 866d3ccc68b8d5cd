/* SPDX-License-Identifier: MIT */
/*
 * What a shell can offer for the word that is being typed: collected here,
 * printed by hito complete.
 */
#ifndef HITO_CMD_OFFER_H
#define HITO_CMD_OFFER_H

#include "cmd.h"
#include "place.h"

/* The most that is offered; who sees more than that types on. */
#define OFFER_MOST 1000

struct offer {
	struct hito_str word, about;
};

struct offers {
	struct run *run;
	/* The word: what stays as it is ("--owner=", "T001,"), and the part
	 * that is completed. */
	struct hito_str front, typed;
	/* The command and its arguments before the word, as far as known. */
	const struct cmd *cmd;
	struct hito_str *before;
	size_t before_count;

	struct offer *list;
	size_t count, capacity;
	bool files, folders; /* the shell knows these better */
	bool no_memory;

	bool tried; /* to read the project */
	bool has_project;
	struct place place;
};

/* A word of hito's own, when it begins as typed. about: in run's language. */
void offer_word(struct offers *offers, struct hito_str word,
		struct hito_str about);
/*
 * A word that a file has. It is left out when a shell might take it for
 * something else, or when it is not what it looks like.
 */
void offer_foreign(struct offers *offers, struct hito_str word,
		   struct hito_str about);

/*
 * What a name in a usage or of an option's value stands for: "STEP",
 * "PLAN/STEP". False: it is not known.
 */
bool offer_meaning(struct offers *offers, struct hito_str name);
/* All such names that are known, one a line. */
void offer_list_meanings(struct hito_out *out);

/* The project around the current folder, read once; NULL: there is none. */
const struct hito_model *offer_model(struct offers *offers);

/* Of the project: offer_plan.c. */
void offer_plans(struct offers *offers);
void offer_steps(struct offers *offers);
void offer_objectives(struct offers *offers);
void offer_kpis(struct offers *offers);
void offer_owners(struct offers *offers);
void offer_checks(struct offers *offers);
/* KEY=VALUE, and the values of one key: offer_key.c. */
void offer_keys(struct offers *offers);
void offer_settings(struct offers *offers);
/* "state:doing" and "late" of hito list, and what it sorts by. */
void offer_filters(struct offers *offers);
void offer_sorts(struct offers *offers);
/* Kinds of events, and keys whose changes are one. */
void offer_events(struct offers *offers);
void offer_values(struct offers *offers, enum hito_key key, bool spanish);

#endif
