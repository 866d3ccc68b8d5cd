/* SPDX-License-Identifier: MIT */
/* H104: done, and nothing shows it. */
#include "lint/lint.h"

static bool has_figures(const struct hito_lint *lint,
			const struct hito_item *step, struct hito_str id)
{
	const struct hito_item *kpi =
		hito_model_kpi(lint->model, step->plan, id);

	return kpi && (hito_item_value(kpi, HITO_KEY_NOW) ||
		       hito_item_value(kpi, HITO_KEY_READINGS));
}

/* Was a value read of what the step is measured by? */
static bool is_measured(const struct hito_lint *lint,
			const struct hito_item *step,
			const struct hito_value *success,
			const struct hito_value *kpis)
{
	const struct hito_part *kpi = success && success->mapping
					      ? hito_value_part(success, "kpi")
					      : NULL;
	struct hito_str text;
	struct hito_span span;
	size_t i;

	if (kpi)
		return has_figures(lint, step, kpi->text);
	for (i = 0; hito_lint_part(kpis, i, &text, &span); i++)
		if (has_figures(lint, step, text))
			return true;
	return false;
}

/* Where a figure was promised: a criterion with figures, or a KPI. */
void hito_lint_proof(struct hito_lint *lint, const struct hito_item *step)
{
	static const enum hito_key wanted[] = {HITO_KEY_RESULT,
					       HITO_KEY_EVIDENCE};
	const struct hito_value *success, *kpis, *state;
	struct hito_finding *finding;

	if (step->kind != HITO_STEP || step->state != HITO_DONE)
		return;
	success = hito_item_value(step, HITO_KEY_SUCCESS);
	kpis = hito_item_value(step, HITO_KEY_KPI);
	state = hito_item_value(step, HITO_KEY_STATE);
	if (!state || !((success && success->mapping) || kpis) ||
	    hito_item_value(step, HITO_KEY_RESULT) ||
	    hito_item_value(step, HITO_KEY_EVIDENCE) ||
	    hito_lint_is_off(lint, HITO_RULE_H104, step, HITO_KEY_RESULT) ||
	    is_measured(lint, step, success, kpis))
		return;
	finding = hito_lint_raise_value(
		lint, HITO_RULE_H104, step, state,
		HITO_N("\"{1}\", and nothing shows what came out"));
	finding->args[0] = state->raw.len ? state->raw : state->text;
	hito_spellings(step, wanted, 2, &finding->args[1]);
	finding->help = HITO_N("write the value reached under {2}:, where to "
			       "see it under {3}:, or a reading of the KPI");
}
