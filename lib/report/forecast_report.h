/* SPDX-License-Identifier: MIT */
/* A forecast for people, for pages and for programs. */
#ifndef HITO_REPORT_FORECAST_REPORT_H
#define HITO_REPORT_FORECAST_REPORT_H

#include "hito/forecast.h"
#include "report/style.h"

void hito_forecast_text(struct hito_out *out, const struct hito_style *style,
			const struct hito_forecast *forecast);
/* False when scratch memory ends. */
HITO_MUST bool hito_forecast_markdown(struct hito_out *out,
				      const struct hito_style *style,
				      const struct hito_forecast *forecast,
				      struct hito_arena *scratch);
/* One document (hito schema forecast). */
void hito_forecast_json(struct hito_out *out,
			const struct hito_forecast *forecast);

#endif
