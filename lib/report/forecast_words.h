/* SPDX-License-Identifier: MIT */
/* Sentences of forecasts that the text and the Markdown report share. */
#ifndef HITO_REPORT_FORECAST_WORDS_H
#define HITO_REPORT_FORECAST_WORDS_H

#include "hito/forecast.h"
#include "report/style.h"

/* In how many of a hundred runs a promise is kept: 100 only if in all. */
unsigned hito_forecast_chance(const struct hito_forecast *forecast,
			      const struct hito_ending *ending);
#define HITO_BASIS_SIZE 256
/* "from 14 steps finished in the last 9 weeks, 6 open". Returns text. */
const char *hito_forecast_basis(const struct hito_style *style,
				const struct hito_plan_forecast *plan,
				char text[HITO_BASIS_SIZE]);
/* "steps are finished as fast as before, none are added" */
/* NULL: promises tell nothing. */
const char *hito_forecast_promises(const struct hito_style *style,
				   const struct hito_plan_forecast *plan,
				   char text[HITO_BASIS_SIZE]);
const char *hito_forecast_assumption(const struct hito_style *style,
				     const struct hito_forecast *forecast);
/* Why there is no range: "finished 2026-04-03", ... Returns text. */
const char *hito_forecast_no_range(const struct hito_style *style,
				   const struct hito_plan_forecast *plan,
				   const struct hito_ending *ending,
				   char text[HITO_BASIS_SIZE]);

enum hito_held_what { HITO_HELD_FINISH, HITO_HELD_COUNT };
/* Parts of a line: how many forecasts there are, what of a level held, and
 * whether that is enough. */
#define HITO_HELD_PARTS (HITO_FORECAST_LEVELS + 2)
#define HITO_HELD_SIZE 128
/* "of 18 forecasts of the end held", "9 (50%) at 50%", ...; empty: none. */
void hito_forecast_held(const struct hito_style *style,
			const struct hito_held *held, enum hito_held_what what,
			char parts[HITO_HELD_PARTS][HITO_HELD_SIZE]);

#endif
