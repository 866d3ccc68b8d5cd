/* SPDX-License-Identifier: MIT */
/*
 * Back-tests: what would have been foretold in the past, and what came of it.
 */
#ifndef HITO_STATUS_BACKTEST_H
#define HITO_STATUS_BACKTEST_H

#include "status/tempo.h"

/*
 * Foretell at the end of each ISO week since there was enough history, from
 * what was known then, and count what held. Fills points, finish and counts
 * of the plan. scratch is not emptied. False when memory ends.
 */
bool hito_backtest_plan(const struct hito_tempo *tempo,
			const struct hito_forecast_options *options,
			hito_day today, struct hito_arena *arena,
			struct hito_arena *scratch,
			struct hito_plan_forecast *plan);

#endif
