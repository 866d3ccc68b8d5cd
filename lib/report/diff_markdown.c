/* SPDX-License-Identifier: MIT */
/* What changed, as Markdown: what a reviewer reads on a pull request. */
#include "report/diff_report.h"
#include "report/diff_words.h"
#include "report/escape.h"
#include "report/status_baseline.h"

struct sheet {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_diff_report *report;
	struct hito_diff_words words;
	bool no_memory;
};

static const char *say(const struct sheet *sheet, const char *english)
{
	return hito_message(sheet->style->lang, english);
}

static void foreign(struct sheet *sheet, struct hito_str text)
{
	if (!text.ptr && text.len == 0)
		return;
	if (!hito_out_markdown(sheet->out, text, sheet->words.arena))
		sheet->no_memory = true;
}

/* A sentence of ours with foreign words in it; ptr NULL: no memory. */
static void sentence(struct sheet *sheet, struct hito_str words)
{
	sheet->no_memory = sheet->no_memory || !words.ptr;
	foreign(sheet, words);
}

static void write_landmark(struct sheet *sheet,
			   const struct hito_landmark *landmark)
{
	char day[HITO_DAY_SIZE];

	if (landmark)
		hito_out_printf(sheet->out, "`%.10s` (%s)", landmark->id,
				hito_day_format(landmark->day, day));
	else
		hito_out_text(sheet->out, say(sheet, HITO_N("the work tree")));
}

static void write_head(struct sheet *sheet)
{
	struct hito_str summary =
		hito_diff_summary(&sheet->words, sheet->report->variance);

	sheet->no_memory = sheet->no_memory || !summary.ptr;
	hito_out_text(sheet->out, "## ");
	hito_out_text(sheet->out, say(sheet, HITO_N("Changes of plans")));
	hito_out_text(sheet->out, "\n\n");
	write_landmark(sheet, sheet->report->then);
	hito_out_printf(sheet->out, " %s ", hito_mark_arrow(sheet->style));
	write_landmark(sheet, sheet->report->now);
	hito_out_text(sheet->out, "\n");
	if (!summary.len)
		return;
	hito_out_text(sheet->out, "\n**");
	sentence(sheet, summary);
	hito_out_text(sheet->out, "**\n");
}

static void write_title(struct sheet *sheet,
			const struct hito_variance_plan *plan)
{
	const struct hito_item *item = plan->now ? plan->now : plan->then;

	hito_out_text(sheet->out, "\n### ");
	if (item) {
		foreign(sheet, item->title);
		hito_out_text(sheet->out, " (");
		foreign(sheet, item->id);
		hito_out_text(sheet->out, ")");
	} else {
		hito_out_text(sheet->out,
			      say(sheet, HITO_N("KPIs of the project")));
	}
	hito_out_text(sheet->out, "\n\n");
}

static void write_lines(struct sheet *sheet,
			const struct hito_variance_plan *plan)
{
	for (size_t n = 0; n < HITO_DIFF_LINES; n++) {
		const char *label;
		struct hito_str line =
			hito_diff_line(&sheet->words, plan, n, &label);

		sheet->no_memory = sheet->no_memory || !line.ptr;
		if (!line.len)
			continue;
		hito_out_printf(sheet->out, "- **%s** ", label);
		foreign(sheet, line);
		hito_out_text(sheet->out, "\n");
	}
}

static void write_name(struct sheet *sheet,
		       const struct hito_variance_change *change)
{
	hito_out_text(sheet->out, "**");
	foreign(sheet, hito_diff_name(change));
	hito_out_text(sheet->out, "**");
}

/* Whose text changed, in a line. */
static void write_texts(struct sheet *sheet,
			const struct hito_variance_plan *plan, size_t first,
			size_t end)
{
	hito_out_text(sheet->out, "  - ");
	for (size_t i = first; i < end; i++) {
		if (i > first)
			hito_out_text(sheet->out, ", ");
		foreign(sheet, hito_diff_name(&plan->changes[i]));
	}
	hito_out_text(sheet->out, "\n");
}

static void write_group(struct sheet *sheet,
			const struct hito_variance_plan *plan, size_t first,
			size_t end)
{
	hito_out_printf(sheet->out, "- %s\n",
			hito_diff_group(plan->changes[first].group,
					sheet->style->lang));
	if (plan->changes[first].what == HITO_VARIED_TEXT) {
		write_texts(sheet, plan, first, end);
		return;
	}
	for (size_t i = first; i < end; i++) {
		const struct hito_variance_change *change = &plan->changes[i];
		bool again = i > first && hito_diff_joins(change) &&
			     plan->changes[i - 1].now == change->now &&
			     plan->changes[i - 1].then == change->then;

		hito_out_text(sheet->out, again ? ", " : "  - ");
		if (!again && change->kind != HITO_PLAN) {
			write_name(sheet, change);
			hito_out_text(sheet->out, " ");
		}
		sentence(sheet, hito_diff_sentence(&sheet->words, change));
		if (!(i + 1 < end && hito_diff_joins(change) &&
		      plan->changes[i + 1].now == change->now &&
		      plan->changes[i + 1].then == change->then))
			hito_out_text(sheet->out, "\n");
	}
}

static void write_plan(struct sheet *sheet,
		       const struct hito_variance_plan *plan)
{
	size_t end;

	write_title(sheet, plan);
	write_lines(sheet, plan);
	for (size_t i = 0; i < plan->count && !sheet->out->failed; i = end) {
		end = i + 1;
		while (end < plan->count &&
		       plan->changes[end].group == plan->changes[i].group)
			end++;
		write_group(sheet, plan, i, end);
	}
}

static void write_loads(struct sheet *sheet)
{
	const struct hito_variance *variance = sheet->report->variance;

	if (!variance->load_count)
		return;
	hito_out_text(sheet->out, "\n### ");
	hito_out_text(sheet->out,
		      say(sheet, HITO_N("More to do than time now")));
	hito_out_text(sheet->out, "\n\n");
	for (size_t i = 0; i < variance->load_count;) {
		hito_out_text(sheet->out, "- **");
		foreign(sheet, variance->loads[i].person);
		hito_out_text(sheet->out, "** ");
		sentence(sheet, hito_diff_load(&sheet->words, variance, &i));
		hito_out_text(sheet->out, "\n");
	}
}

static void write_note(struct sheet *sheet, bool said, const char *english)
{
	if (said)
		hito_out_printf(sheet->out, "\n%s\n", say(sheet, english));
}

/* Plans, loads, notes: all but the head. */
static bool write_body(struct sheet *sheet)
{
	const struct hito_variance *variance = sheet->report->variance;

	write_note(sheet, !variance->count && !variance->load_count,
		   HITO_N("No plan changed."));
	for (size_t i = 0; i < variance->count && !sheet->out->failed; i++) {
		write_plan(sheet, &variance->plans[i]);
		hito_arena_clear(sheet->words.arena);
	}
	write_loads(sheet);
	write_note(sheet, variance->project_changed,
		   HITO_N("The project file changed."));
	write_note(sheet, variance->unreadable_then || variance->unreadable_now,
		   HITO_N("A plan file cannot be read: what it holds is not "
			  "compared."));
	return !sheet->no_memory;
}

bool hito_diff_markdown(struct hito_out *out, const struct hito_style *style,
			const struct hito_diff_report *report,
			struct hito_arena *scratch)
{
	struct sheet sheet = {.out = out,
			      .style = style,
			      .report = report,
			      .words = {style, scratch}};

	write_head(&sheet);
	return write_body(&sheet);
}

bool hito_status_baseline_markdown(struct hito_out *out,
				   const struct hito_style *style,
				   const struct hito_status_baseline *baseline,
				   struct hito_arena *scratch)
{
	const struct hito_diff_report report = {.variance = baseline->variance,
						.then = &baseline->at};
	struct sheet sheet = {.out = out,
			      .style = style,
			      .report = &report,
			      .words = {style, scratch}};

	hito_out_text(out, "\n## ");
	hito_out_text(out, say(&sheet, HITO_N("Against")));
	hito_out_text(out, " ");
	write_landmark(&sheet, &baseline->at);
	hito_out_text(out, "\n");
	return write_body(&sheet);
}
