/* SPDX-License-Identifier: MIT */
/*
 * The product's own sentences in the user's language.
 *
 * English text is the key; lib/base/po/<lang>.po holds the others (gettext's
 * format, so any PO editor works) and is compiled in. Machine output, rule
 * ids and levels never change with the language.
 */
#ifndef HITO_MESSAGE_H
#define HITO_MESSAGE_H

#include <stdbool.h>

#include "hito/str.h"

#pragma GCC visibility push(default)

enum hito_lang { HITO_LANG_NONE, HITO_LANG_EN, HITO_LANG_ES };

/* "es", "es_AR.UTF-8", "en-GB", ... ; NONE for others. */
enum hito_lang hito_lang_parse(struct hito_str text);
const char *hito_lang_name(enum hito_lang lang); /* "en", "es", "" */

/* The sentence in the language; the English one where none is known. */
__attribute__((format_arg(2))) const char *hito_message(enum hito_lang lang,
							const char *english);

/* Marks a sentence in a table for translation, without translating it. */
#define HITO_N(english) english

#pragma GCC visibility pop
#endif
