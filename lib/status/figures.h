/* SPDX-License-Identifier: MIT */
/* All that figures.h has, of all plans. */
#ifndef HITO_STATUS_FIGURES_PRIVATE_H
#define HITO_STATUS_FIGURES_PRIVATE_H

#include "status/join.h"

/* False when memory ends. */
bool hito_figures_derive(const struct hito_join *join,
			 struct hito_plan_status *plans, size_t count);

#endif
