/* SPDX-License-Identifier: MIT */
/*
 * Findings as JSON: one document (schema/lint.json), or one finding a line.
 * Nothing in it depends on the language.
 */
#ifndef HITO_REPORT_LINT_JSON_H
#define HITO_REPORT_LINT_JSON_H

#include <stdbool.h>

#include "hito/lint.h"

enum hito_lint_json { HITO_LINT_JSON, HITO_LINT_JSONL };

/* False when memory ends. */
HITO_MUST bool hito_lint_json(struct hito_out *out,
			      const struct hito_lint_result *result,
			      enum hito_lint_json format, hito_day today,
			      struct hito_arena *scratch);

#endif
