/* SPDX-License-Identifier: MIT */
/*
 * Who a commit's author is: through .mailmap (gitmailmap(5)), then to the
 * team by e-mail or by a forge's no-reply address.
 */
#ifndef HITO_HISTORY_PEOPLE_H
#define HITO_HISTORY_PEOPLE_H

#include "hito/history.h"

struct hito_people;

/* mailmap: the file's text at the commit looked at; empty for none. */
struct hito_people *hito_people_new(struct hito_arena *arena,
				    struct hito_str mailmap,
				    const struct hito_model *model);
/* The person of a name and address as written; the same pointer for the same
 * person. NULL: no memory. */
const struct hito_person *hito_people_find(struct hito_people *people,
					   struct hito_str name,
					   struct hito_str email);

#endif
