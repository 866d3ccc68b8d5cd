/* SPDX-License-Identifier: MIT */
/*
 * Words that values choose from: the part for readers.
 */
#ifndef HITO_PLAN_WORD_H
#define HITO_PLAN_WORD_H

#include "hito/value.h"

/*
 * The spelling nearest to an unknown word among those that the type allows
 * (English ones only where lang is English); NULL when nothing is near.
 */
const char *hito_word_nearest(enum hito_type type, enum hito_kind kind,
			      enum hito_lang lang, struct hito_str text);

#endif
