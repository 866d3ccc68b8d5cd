/* SPDX-License-Identifier: MIT */
/* What the two rounds of writing a plan again share. */
#ifndef HITO_EDIT_RENEW_OWN_H
#define HITO_EDIT_RENEW_OWN_H

#include "edit/renew.h"

/* A day of the old plan, as many working days from the new start. */
hito_day hito_renew_day(const struct hito_renew *renew, hito_day day);

/* Note a value that stays as it was. False when memory ends. */
bool hito_renew_leave(struct hito_renew *renew, struct hito_str path,
		      const struct hito_source *source,
		      const struct hito_value *value);

/* Take over the texts of those files that have edits. */
void hito_renew_take(struct hito_renew *renew,
		     const struct hito_editing *editing, bool old_paths);

#endif
