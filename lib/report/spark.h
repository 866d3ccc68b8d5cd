/* SPDX-License-Identifier: MIT */
/* A series as a row of bars, one column each. */
#ifndef HITO_REPORT_SPARK_H
#define HITO_REPORT_SPARK_H

#include "report/style.h"

enum { HITO_SPARK_COLUMNS = 60 };

/* Values of 0 to most, lowest to highest bar; nothing where most is 0. */
void hito_spark(struct hito_out *out, const struct hito_style *style,
		const double *values, size_t count, double most);

#endif
