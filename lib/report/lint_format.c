/* SPDX-License-Identifier: MIT */
/* The formats as a table, and those that need no more than a call. */
#include "report/lint_format.h"

#include "report/lint_json.h"
#include "report/lint_text.h"

struct format {
	bool (*write)(struct hito_out *out,
		      const struct hito_lint_report *report,
		      struct hito_arena *scratch);
};

static const struct format formats[] = {
#define FORMAT_ROW(id, name, help) {hito_lint_as_##name},
	HITO_LINT_FORMATS(FORMAT_ROW)
#undef FORMAT_ROW
};

bool hito_lint_write(struct hito_out *out, enum hito_lint_format format,
		     const struct hito_lint_report *report,
		     struct hito_arena *scratch)
{
	return formats[format].write(out, report, scratch);
}

bool hito_lint_needs_rows(enum hito_lint_format format)
{
	return format != HITO_LINT_AS_TEXT && format != HITO_LINT_AS_JSON &&
	       format != HITO_LINT_AS_JSONL;
}

bool hito_lint_needs_fingerprints(enum hito_lint_format format)
{
	return format != HITO_LINT_AS_TEXT;
}

bool hito_lint_as_json(struct hito_out *out,
		       const struct hito_lint_report *report,
		       struct hito_arena *scratch)
{
	return hito_lint_json(out, report->result, HITO_LINT_JSON,
			      report->today, scratch);
}

bool hito_lint_as_jsonl(struct hito_out *out,
			const struct hito_lint_report *report,
			struct hito_arena *scratch)
{
	return hito_lint_json(out, report->result, HITO_LINT_JSONL,
			      report->today, scratch);
}

/* "2 can be fixed with --fix, 1 more with --unsafe-fixes" */
static void write_fixable(struct hito_out *out, enum hito_lang lang,
			  const struct hito_lint_fixing *fixing)
{
	if (fixing->safe && fixing->suggested)
		hito_out_printf(
			out,
			hito_message(lang, HITO_N("%zu can be fixed with "
						  "--fix, %zu more with "
						  "--unsafe-fixes\n")),
			fixing->safe, fixing->suggested);
	else if (fixing->safe)
		hito_out_printf(
			out,
			hito_message(lang,
				     HITO_N("%zu can be fixed with --fix\n")),
			fixing->safe);
	else if (fixing->suggested)
		hito_out_printf(
			out,
			hito_message(lang, HITO_N("%zu can be fixed with --fix "
						  "--unsafe-fixes\n")),
			fixing->suggested);
}

/* "3 fixed, 2 remain (1 more with --unsafe-fixes)" */
static void write_fixed(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_fixing *fixing, size_t left)
{
	bool shown = fixing->what == HITO_FIX_SHOWN;

	if (shown)
		hito_out_printf(
			out,
			hito_message(lang, HITO_N("%zu would be fixed, %zu "
						  "would remain")),
			fixing->fixed, left);
	else if (left == 1)
		hito_out_printf(
			out,
			hito_message(lang, HITO_N("%zu fixed, %zu remains")),
			fixing->fixed, left);
	else
		hito_out_printf(
			out,
			hito_message(lang, HITO_N("%zu fixed, %zu remain")),
			fixing->fixed, left);
	if (fixing->suggested)
		hito_out_printf(out,
				hito_message(lang, HITO_N(" (%zu more with "
							  "--unsafe-fixes)")),
				fixing->suggested);
	hito_out_text(out, "\n");
}

static void write_sum(struct hito_out *out,
		      const struct hito_lint_report *report)
{
	const struct hito_lint_result *result = report->result;
	bool clean = result->count == 0 && result->unreadable_count == 0 &&
		     result->expected == 0 && result->baseline == 0;

	if (result->not_judged.len) {
		hito_out_text(out,
			      hito_message(report->lang,
					   HITO_N("not judged in mapped files, "
						  "where nothing is mapped to "
						  "their keys: ")));
		hito_out_str(out, result->not_judged);
		hito_out_text(out, "\n");
	}
	if (!clean || report->sum_of_clean) {
		hito_lint_text_sum(out, report->lang, result);
		hito_out_text(out, "\n");
	}
	if ((!clean || report->sum_of_clean) && result->score.steps) {
		hito_lint_text_score(out, report->lang, &result->score);
		hito_out_text(out, "\n");
	}
	if (result->since) {
		hito_lint_text_since(out, report->lang, result);
		hito_out_text(out, "\n");
	}
	if (report->fixing.what == HITO_NOT_FIXED)
		write_fixable(out, report->lang, &report->fixing);
	else if (!clean || report->fixing.fixed)
		write_fixed(out, report->lang, &report->fixing, result->count);
}

bool hito_lint_as_text(struct hito_out *out,
		       const struct hito_lint_report *report,
		       struct hito_arena *scratch)
{
	const struct hito_lint_text_options text = {
		.lang = report->lang,
		.color = report->color,
		.columns = report->columns,
		.threads = report->threads,
	};

	if (!hito_lint_text(out, report->result, &text, scratch))
		return false;
	if (!report->no_sum)
		write_sum(out, report);
	return true;
}
