/* SPDX-License-Identifier: MIT */
/* A template made of a plan: marks in place of its id and days. */
#include "edit/stencil.h"

#include "edit/editing.h"

struct stencil {
	const struct hito_document *document;
	const struct hito_filling_in *in;
	struct hito_editing editing;
};

static bool put_day(struct stencil *stencil, const struct hito_value *value)
{
	const struct hito_filling_in *in = stencil->in;
	int days = hito_calendar_between(in->calendar, in->start, value->day);
	struct hito_str mark = days ? hito_arena_printf(stencil->editing.arena,
							"{{start%+d}}", days)
				    : HITO_STR("{{start}}");

	return mark.ptr &&
	       hito_editing_put(&stencil->editing, stencil->document->source,
				value->span, mark);
}

/* Days that things happened on are gone by now. */
static bool put_days(struct stencil *stencil, const struct hito_item *item)
{
	static const enum hito_key days[] = {HITO_KEY_START, HITO_KEY_DUE,
					     HITO_KEY_END, HITO_KEY_BY};

	if (item->document != stencil->document)
		return true;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		const struct hito_value *value = hito_item_value(item, days[i]);

		if (value && value->day != HITO_DAY_NONE &&
		    value->span.start < value->span.end &&
		    !put_day(stencil, value))
			return false;
	}
	return true;
}

static bool put_id(struct stencil *stencil, const struct hito_item *plan)
{
	const struct hito_value *value = hito_item_value(plan, HITO_KEY_PLAN);

	return !value || value->span.start == value->span.end ||
	       hito_editing_put(&stencil->editing, stencil->document->source,
				value->span, HITO_STR("{{id}}"));
}

static bool put_all(struct stencil *stencil, const struct hito_item *plan)
{
	for (size_t i = 0; i < plan->objective_count; i++)
		if (!put_days(stencil, plan->objectives[i]))
			return false;
	for (size_t i = 0; i < plan->kpi_count; i++)
		if (!put_days(stencil, plan->kpis[i]))
			return false;
	for (size_t i = 0; i < plan->step_count; i++)
		if (!put_days(stencil, plan->steps[i]))
			return false;
	return put_days(stencil, plan) && put_id(stencil, plan) &&
	       hito_editing_finish(&stencil->editing);
}

static struct hito_str after(const struct stencil *stencil)
{
	return stencil->editing.file_count ? stencil->editing.files[0]->after
					   : stencil->document->source->text;
}

/* The first line tells what it is for; nothing may end it early. */
static struct hito_str with_head(const struct stencil *stencil,
				 struct hito_str about)
{
	if (hito_str_find(about, HITO_STR("-->"), 0) != SIZE_MAX)
		about = stencil->in->id;
	return hito_arena_printf(
		stencil->editing.arena, "<!-- template: %.*s -->\n%.*s",
		HITO_STR_ARG(about), HITO_STR_ARG(after(stencil)));
}

/* Filled in it must be the plan again: "{{" in its text would be a mark. */
static bool check(const struct stencil *stencil, struct hito_str text,
		  struct hito_err *err)
{
	const struct hito_source *source = stencil->document->source;
	struct hito_template template = {.path = source->path,
					 .wrong = {.lang = err->lang}};
	struct hito_str plan;

	hito_template_parse(&template, text);
	if (!hito_template_fill(&template, stencil->in, stencil->editing.arena,
				&plan, err))
		return false;
	if (hito_str_equal(plan, source->text))
		return true;
	hito_err_set(err, HITO_ERR_INPUT,
		     "a template would not give this plan again");
	return hito_err_at(err, source->path, 0, 0);
}

/* Told where people find it: in the plan that there is. */
static bool has_no_mark(const struct hito_source *source, struct hito_err *err)
{
	size_t at = hito_str_find(source->text, HITO_STR("{{"), 0);

	if (at == SIZE_MAX)
		return true;
	hito_err_set(err, HITO_ERR_INPUT,
		     "\"{{\" begins something else in a template");
	return hito_err_at(err, source->path,
			   hito_source_line(source, (uint32_t)at), 0);
}

bool hito_stencil(const struct hito_item *plan, const struct hito_item *old,
		  const struct hito_filling_in *in, struct hito_arena *arena,
		  struct hito_str *out_text, struct hito_err *err)
{
	struct stencil stencil = {.document = plan->document, .in = in};

	if (!has_no_mark(old->document->source, err))
		return false;
	hito_editing_init(&stencil.editing, arena);
	if (!put_all(&stencil, plan))
		return hito_err_memory(err);
	*out_text = with_head(&stencil, old->title);
	return out_text->ptr ? check(&stencil, *out_text, err)
			     : hito_err_memory(err);
}
