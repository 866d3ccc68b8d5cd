/* SPDX-License-Identifier: MIT */
/* Plans as a tree: a line each, indented by what they are a part of. */
#include "report/model_text.h"

#include "hito/finding.h"

#define INDENT 2u
/* Sub-steps deeper than this stand below each other. */
#define DEEPEST 12u
/* Recursion ends somewhere; what is below is not lost: --format=json. */
#define DEEPEST_WALK 1000u

struct writer {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_choice *choice;
};

static void write_painted(const struct writer *writer, enum hito_paint paint,
			  struct hito_str text)
{
	hito_paint_on(writer->out, writer->style, paint);
	hito_out_foreign(writer->out, text);
	hito_paint_off(writer->out, writer->style, paint);
}

static void write_dim(const struct writer *writer, const char *before,
		      struct hito_str text)
{
	hito_paint_on(writer->out, writer->style, HITO_PAINT_DIM);
	hito_out_text(writer->out, before);
	hito_out_foreign(writer->out, text);
	hito_paint_off(writer->out, writer->style, HITO_PAINT_DIM);
}

static void write_id(const struct writer *writer, const struct hito_item *item)
{
	write_dim(writer, "  ", item->id);
	if (item->id_made)
		write_dim(writer, "", HITO_STR("*"));
}

/* "  key value" for a value that counts. */
static void write_value(const struct writer *writer,
			const struct hito_item *item, enum hito_key key,
			const char *before)
{
	const struct hito_value *value = hito_item_effective(item, key, NULL);

	if (!value)
		return;
	hito_out_text(writer->out, before);
	hito_out_foreign(writer->out,
			 value->readable ? value->text : value->raw);
}

static void write_step(const struct writer *writer,
		       const struct hito_item *step, unsigned depth)
{
	const struct hito_style *style = writer->style;

	if (hito_choice_has(writer->choice, step)) {
		hito_out_repeat(writer->out, ' ',
				INDENT * (depth < DEEPEST ? depth : DEEPEST));
		hito_paint_on(writer->out, style,
			      hito_paint_state(step->state, false));
		hito_out_text(writer->out,
			      hito_mark_state(style, step->state, false));
		hito_paint_off(writer->out, style,
			       hito_paint_state(step->state, false));
		hito_out_text(writer->out, " ");
		hito_out_foreign(writer->out, step->title);
		write_id(writer, step);
		if (step->state == HITO_FOREIGN)
			write_dim(writer, "  ", step->state_text);
		write_value(writer, step, HITO_KEY_OWNER, "  @");
		write_value(writer, step, HITO_KEY_DUE, "  ");
		if (step->duplicate_of)
			write_painted(
				writer, HITO_PAINT_BAD,
				hito_str_from(hito_message(
					style->lang, HITO_N("  (duplicate)"))));
		hito_out_text(writer->out, "\n");
	}
	for (size_t i = 0; i < step->child_count; i++) {
		if (depth < DEEPEST_WALK)
			write_step(writer, step->children[i], depth + 1);
	}
}

static void write_sketches(const struct writer *writer,
			   const struct hito_item *objective)
{
	const struct hito_block *block = objective->block;
	char day[HITO_DAY_SIZE];

	for (size_t i = 0; i < block->sketch_count; i++) {
		const struct hito_sketch *sketch = &block->sketches[i];

		hito_out_text(writer->out,
			      sketch->done ? "    [x] " : "    [ ] ");
		hito_out_foreign(writer->out, sketch->title);
		if (sketch->owner.len > 0) {
			hito_out_text(writer->out, "  @");
			hito_out_foreign(writer->out, sketch->owner);
		}
		if (sketch->due != HITO_DAY_NONE) {
			hito_out_text(writer->out, "  ");
			hito_out_text(writer->out,
				      hito_day_format(sketch->due, day));
		}
		hito_out_text(writer->out, "\n");
	}
}

/* It, or a step that serves it, however deep. */
static bool has_any_of(const struct writer *writer,
		       const struct hito_item *objective)
{
	const struct hito_item *plan = objective->plan;

	if (hito_choice_has(writer->choice, objective))
		return true;
	for (size_t i = 0; i < plan->step_count; i++) {
		if (plan->steps[i]->objective == objective &&
		    hito_choice_has(writer->choice, plan->steps[i]))
			return true;
	}
	return false;
}

static void write_objective(const struct writer *writer,
			    const struct hito_item *objective)
{
	if (!has_any_of(writer, objective))
		return;
	hito_out_repeat(writer->out, ' ', INDENT);
	write_painted(writer, HITO_PAINT_BUSY, objective->title);
	write_id(writer, objective);
	hito_out_text(writer->out, "\n");
	if (hito_choice_has(writer->choice, objective))
		write_sketches(writer, objective);
	for (size_t i = 0; i < objective->child_count; i++)
		write_step(writer, objective->children[i], 2);
}

/* Has the amount a unit of its own, so that the KPI's is said already? */
static bool has_unit(const struct hito_item *kpi, enum hito_key key)
{
	const struct hito_value *value = hito_item_value(kpi, key);

	return value && value->readable && hito_value_amount(value).unit.len;
}

/* "  KPI  title  id  from -> to unit  by" */
static void write_kpi(const struct writer *writer, const struct hito_item *kpi)
{
	const char *arrow = hito_mark_arrow(writer->style);

	if (kpi->plan && !hito_choice_has(writer->choice, kpi))
		return;
	hito_out_text(writer->out, "  KPI ");
	hito_out_foreign(writer->out, kpi->title);
	write_id(writer, kpi);
	write_value(writer, kpi, HITO_KEY_FROM, "  ");
	if (hito_item_value(kpi, HITO_KEY_TO)) {
		hito_out_printf(writer->out, " %s", arrow);
		write_value(writer, kpi, HITO_KEY_TO, " ");
	}
	if (!has_unit(kpi, hito_item_value(kpi, HITO_KEY_TO) ? HITO_KEY_TO
							     : HITO_KEY_FROM))
		write_value(writer, kpi, HITO_KEY_UNIT, " ");
	write_value(writer, kpi, HITO_KEY_BY, "  ");
	hito_out_text(writer->out, "\n");
}

static void write_team(const struct writer *writer,
		       struct hito_item *const *team, size_t count)
{
	if (count == 0)
		return;
	hito_out_text(writer->out, " ");
	for (size_t i = 0; i < count; i++) {
		hito_out_text(writer->out, " @");
		hito_out_foreign(writer->out, team[i]->id);
	}
	hito_out_text(writer->out, "\n");
}

static void write_plan(const struct writer *writer,
		       const struct hito_item *plan)
{
	write_painted(writer, HITO_PAINT_TITLE, plan->title);
	write_id(writer, plan);
	if (plan->block->fenced)
		write_dim(writer, "  ", plan->document->source->path);
	if (plan->state != HITO_ACTIVE)
		write_dim(writer, "  ", plan->state_text);
	hito_out_text(writer->out, "\n");
	for (size_t i = 0; i < plan->objective_count; i++)
		write_objective(writer, plan->objectives[i]);
	for (size_t i = 0; i < plan->step_count; i++) {
		if (!plan->steps[i]->objective && !plan->steps[i]->parent)
			write_step(writer, plan->steps[i], 1);
	}
	for (size_t i = 0; i < plan->kpi_count; i++)
		write_kpi(writer, plan->kpis[i]);
	if (hito_choice_has(writer->choice, plan))
		write_team(writer, plan->team, plan->team_count);
}

static void write_shared(const struct writer *writer,
			 const struct hito_model *model)
{
	const struct hito_choice *choice = writer->choice;

	if (choice->path_count > 0 || choice->item_count > 0)
		return;
	if (model->kpi_count == 0 && model->team_count == 0)
		return;
	hito_out_text(writer->out, "\n");
	write_painted(
		writer, HITO_PAINT_TITLE,
		hito_str_from(hito_message(writer->style->lang,
					   HITO_N("Shared by all plans"))));
	hito_out_text(writer->out, "\n");
	for (size_t i = 0; i < model->kpi_count; i++)
		write_kpi(writer, model->kpis[i]);
	write_team(writer, model->team, model->team_count);
}

static void write_rows(const struct writer *writer,
		       const struct hito_model *model)
{
	enum hito_lang lang = writer->style->lang;

	for (size_t i = 0; i < model->unreadable_count; i++) {
		const struct hito_unreadable *row = &model->unreadable[i];
		struct hito_finding finding = {.message = row->message};

		for (size_t j = 0; j < HITO_FINDING_ARGS; j++)
			finding.args[j] = row->args[j];
		write_painted(writer, HITO_PAINT_BAD,
			      hito_str_from(hito_message(
				      lang, HITO_N("not read: "))));
		hito_out_foreign(writer->out, row->path);
		if (row->line > 0)
			hito_out_printf(writer->out, ":%u",
					(unsigned)row->line);
		hito_out_text(writer->out, ": ");
		hito_finding_write(writer->out, lang, row->message, &finding);
		hito_out_text(writer->out, "\n");
	}
}

/* What is counted and not shown. */
static void write_counts(const struct writer *writer,
			 const struct hito_model *model)
{
	enum hito_lang lang = writer->style->lang;

	if (model->unmapped_count > 0)
		hito_out_text(
			writer->out,
			hito_message(lang,
				     HITO_N("states that nothing maps:")));
	for (size_t i = 0; i < model->unmapped_count; i++) {
		hito_out_text(writer->out, i > 0 ? ", " : " ");
		hito_out_foreign(writer->out, model->unmapped[i].word);
		hito_out_printf(writer->out, " (%zu)",
				model->unmapped[i].count);
	}
	if (model->unmapped_count > 0)
		hito_out_text(writer->out, "\n");
	if (model->prose_count == 1)
		hito_out_text(writer->out,
			      hito_message(lang, HITO_N("1 other file, which "
							"is no plan\n")));
	if (model->prose_count > 1)
		hito_out_printf(
			writer->out,
			hito_message(lang, HITO_N("%zu other files, which "
						  "are no plans\n")),
			model->prose_count);
}

void hito_model_text(struct hito_out *out, const struct hito_style *style,
		     const struct hito_model *model,
		     const struct hito_choice *choice)
{
	const struct writer writer = {out, style, choice};
	bool any = false;

	for (size_t i = 0; i < model->plan_count; i++) {
		if (!hito_choice_has_plan(choice, model->plans[i]))
			continue;
		if (any)
			hito_out_text(out, "\n");
		write_plan(&writer, model->plans[i]);
		any = true;
	}
	if (!any)
		hito_out_text(out, hito_message(style->lang,
						HITO_N("There are no plans "
						       "here.\n")));
	write_shared(&writer, model);
	if (model->unreadable_count > 0 || model->unmapped_count > 0 ||
	    model->prose_count > 0)
		hito_out_text(out, "\n");
	write_rows(&writer, model);
	write_counts(&writer, model);
}
