/* SPDX-License-Identifier: MIT */
/*
 * Units as people write them: which of them are the same.
 */
#ifndef HITO_LINT_UNIT_H
#define HITO_LINT_UNIT_H

#include <stdbool.h>

#include "hito/str.h"

/*
 * Do two units surely differ? "%" and "followers" do; "%" and "% of visits",
 * "sesión" and "sesiones/mes", "h" and "hours", "€" and "EUR" do not, nor does
 * an empty one.
 */
bool hito_unit_differs(struct hito_str a, struct hito_str b);

#endif
