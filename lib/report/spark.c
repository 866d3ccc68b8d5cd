/* SPDX-License-Identifier: MIT */
/* Bars of eight heights. */
#include "report/spark.h"

void hito_spark(struct hito_out *out, const struct hito_style *style,
		const double *values, size_t count, double most)
{
	static const char *const bars[] = {"▁", "▂", "▃", "▄",
					   "▅", "▆", "▇", "█"};
	static const char *const plain[] = {"_", ".", ":", "-",
					    "=", "+", "*", "#"};
	enum { HEIGHTS = sizeof(bars) / sizeof(bars[0]) };

	if (!(most > 0))
		return;
	for (size_t i = 0; i < count; i++) {
		double share = values[i] / most;
		size_t height;

		if (!(share > 0))
			share = 0;
		height = (size_t)(share * (HEIGHTS - 1) + 0.5);
		if (height >= HEIGHTS)
			height = HEIGHTS - 1;
		hito_out_text(out, style->ascii ? plain[height] : bars[height]);
	}
}
