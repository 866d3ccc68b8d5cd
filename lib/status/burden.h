/* SPDX-License-Identifier: MIT */
/*
 * Weeks in which somebody has too much to do now, and had not before.
 */
#ifndef HITO_STATUS_BURDEN_H
#define HITO_STATUS_BURDEN_H

#include "hito/variance.h"

/* Fill the loads of a variance. */
HITO_MUST bool hito_variance_loads(const struct hito_variance_options *options,
				   struct hito_arena *arena,
				   struct hito_variance *variance,
				   struct hito_err *err);

#endif
