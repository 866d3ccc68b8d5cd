/* SPDX-License-Identifier: MIT */
/*
 * Signers of commits: few sign many, so that each is kept once.
 */
#ifndef HITO_HISTORY_SIGNER_H
#define HITO_HISTORY_SIGNER_H

#include "base/map.h"
#include "history/object.h"
#include "history/room.h"
#include "history/walk.h"

struct hito_signers {
	struct hito_arena *arena, *scratch;
	struct hito_map map; /* name, address, encoding -> struct hito_signer */
	struct hito_room key; /* of the one looked for */
};

/* Signers live in the arena; what they are found by, in scratch. */
void hito_signers_init(struct hito_signers *signers, struct hito_arena *arena,
		       struct hito_arena *scratch);

/* Who wrote the commit. NULL: no memory. */
const struct hito_signer *
hito_signers_find(struct hito_signers *signers,
		  const struct hito_commit_view *view);

#endif
