/* SPDX-License-Identifier: MIT */
/*
 * Fences that are front matter: ```yaml step right after a heading.
 */
#ifndef HITO_PLAN_FENCE_H
#define HITO_PLAN_FENCE_H

#include "plan/reading.h"

/*
 * The kind of thing whose front matter a heading's fence is; 0 when it has
 * none. An info string that is nearly one is taken for it, with a finding.
 */
enum hito_kind hito_fence_kind(struct hito_reading *reading,
			       const struct hito_heading *heading);

/* The YAML of the front matter that a heading of such a kind has. */
struct hito_span hito_fence_front(const struct hito_reading *reading,
				  const struct hito_heading *heading);

/*
 * Read the outline. A front matter fence that never closes hides the rest of
 * the file from Markdown: it raises F001, and the rest is read as if it had
 * been closed where its YAML ends.
 */
HITO_MUST bool hito_fence_outline(struct hito_reading *reading,
				  struct hito_err *err);

#endif
