/* SPDX-License-Identifier: MIT */
/* Things by an id, or by the beginning or a part of one. */
#include "find.h"

#include <string.h>

#include "moves.h"
#include "opt.h"
#include "plan/fold.h"

/* How well a thing is named; the best counts. */
enum fit { FIT_NONE, FIT_PART, FIT_START, FIT_WHOLE };

struct search {
	struct run *run;
	const struct hito_model *model;
	struct hito_str typed;
	unsigned kinds;
	enum fit best;
	struct hito_item **found;
	size_t count, capacity;
	struct opt_guess guess;
	bool no_memory;
};

/* The most that are listed. */
#define MOST 20

static bool starts(struct hito_str text, struct hito_str part)
{
	return text.len >= part.len &&
	       hito_str_equal_nocase(hito_str_slice(text, 0, part.len), part);
}

static bool holds(struct hito_str text, struct hito_str part)
{
	for (size_t at = 0; at + part.len <= text.len; at++)
		if (starts(hito_str_slice(text, at, text.len), part))
			return true;
	return false;
}

static enum fit fit_of(struct hito_str id, struct hito_str typed)
{
	if (hito_str_equal(id, typed))
		return FIT_WHOLE;
	if (starts(id, typed))
		return FIT_START;
	return holds(id, typed) ? FIT_PART : FIT_NONE;
}

/* PLAN/STEP: of both names the worse fit counts. */
static enum fit fit_item(const struct hito_item *item, struct hito_str typed)
{
	struct hito_str plan, id;
	enum fit of_plan, of_id;

	if (hito_str_equal(item->identity, typed))
		return FIT_WHOLE;
	if (item->kind == HITO_PLAN || !hito_str_cut(typed, '/', &plan, &id))
		return fit_of(item->id, typed);
	of_plan = fit_of(item->plan->id, plan);
	of_id = hito_str_equal(item->identity, id) ? FIT_WHOLE
						   : fit_of(item->id, id);
	return of_plan < of_id ? of_plan : of_id;
}

static void look(struct search *search, struct hito_item *item)
{
	enum fit fit;
	struct hito_str id;

	if (!(item->kind & search->kinds) || search->no_memory)
		return;
	fit = fit_item(item, search->typed);
	id = hito_arena_copy(search->run->arena, item->id);
	if (!id.ptr) {
		search->no_memory = true;
		return;
	}
	if (fit == FIT_NONE) {
		opt_guess(&search->guess, search->typed.ptr, id.ptr);
		return;
	}
	if (fit < search->best)
		return;
	if (fit > search->best)
		search->count = 0;
	search->best = fit;
	if (!hito_reserve(search->run->arena, search->found, search->count,
			  search->capacity)) {
		search->no_memory = true;
		return;
	}
	search->found[search->count++] = item;
}

static void look_all(struct search *search)
{
	const struct hito_model *model = search->model;

	for (size_t i = 0; i < model->plan_count; i++) {
		struct hito_item *plan = model->plans[i];

		look(search, plan);
		for (size_t k = 0; k < plan->objective_count; k++)
			look(search, plan->objectives[k]);
		for (size_t k = 0; k < plan->step_count; k++)
			look(search, plan->steps[k]);
		for (size_t k = 0; k < plan->kpi_count; k++)
			look(search, plan->kpis[k]);
	}
	for (size_t i = 0; i < model->kpi_count; i++)
		look(search, model->kpis[i]);
}

static int no_plan(struct search *search)
{
	struct hito_err err = {.lang = search->run->lang};

	hito_err_set(&err, HITO_ERR_USAGE, "there is no plan yet");
	hito_err_help(&err, "`hito new ID` writes one");
	return run_error(search->run, &err);
}

/* What has the name and is of no use here: saying "nothing" would be wrong. */
static int another(struct search *search)
{
	struct hito_err err = {.lang = search->run->lang};
	const struct hito_item *item = search->found[0];
	const char *kind = item->kind == HITO_STEP   ? HITO_N("a step")
			   : item->kind == HITO_PLAN ? HITO_N("a plan")
			   : item->kind == HITO_OBJECTIVE
				   ? HITO_N("an objective")
				   : HITO_N("a KPI");

	hito_err_set(&err, HITO_ERR_USAGE,
		     "\"%.*s\" names %s, %.*s, and something else is meant "
		     "here",
		     HITO_STR_ARG(search->typed), hito_message(err.lang, kind),
		     HITO_STR_ARG(hito_item_name(item, search->run->arena)));
	hito_err_help(&err, "`hito show` lists all ids");
	return run_error(search->run, &err);
}

static int none(struct search *search)
{
	struct run *run = search->run;
	struct hito_err err = {.lang = run->lang};
	struct search other = *search;

	if (!search->model->plan_count && !search->model->unreadable_count)
		return no_plan(search);
	other.kinds = HITO_STEP | HITO_PLAN | HITO_OBJECTIVE | HITO_KPI;
	if (search->typed.len)
		look_all(&other);
	if (other.no_memory)
		return run_memory(run);
	if (other.count && (other.best > FIT_PART || !search->guess.word))
		return another(&other);
	hito_err_set(&err, HITO_ERR_USAGE,
		     "nothing has an id with \"%.*s\" in it",
		     HITO_STR_ARG(search->typed));
	if (search->guess.word)
		hito_err_help(&err, "did you mean \"%s\"?", search->guess.word);
	else
		hito_err_help(&err, "`hito show` lists all ids");
	return run_error(run, &err);
}

/* Things of one name are told apart by where they stand, and by nothing else.
 */
static bool has_namesake(const struct search *search,
			 const struct hito_item *of)
{
	for (size_t i = 0; i < search->count; i++)
		if (search->found[i] != of &&
		    search->found[i]->kind == of->kind &&
		    search->found[i]->plan == of->plan &&
		    hito_str_equal(search->found[i]->id, of->id))
			return true;
	return false;
}

static void print_place(struct run *run, const struct hito_item *item)
{
	const struct hito_source *source = item->document->source;
	const struct hito_block *block = item->block;
	uint32_t at = block->id_span.start < block->id_span.end
			      ? block->id_span.start
			      : block->heading.start;

	hito_out_foreign(&run->err, source->path);
	hito_out_printf(&run->err, ":%u",
			(unsigned)hito_source_line(source, at));
}

static void print_one(struct search *search, const struct hito_item *item)
{
	struct run *run = search->run;

	hito_out_text(&run->err, "    ");
	hito_out_foreign(&run->err, hito_item_name(item, run->arena));
	hito_out_text(&run->err, "  ");
	hito_out_foreign(&run->err, item->title);
	if (has_namesake(search, item)) {
		hito_out_text(&run->err, "  ");
		print_place(run, item);
	}
	hito_out_text(&run->err, "\n");
}

static void say_help(struct run *run)
{
	struct hito_out *out = &run->err;

	hito_out_text(out, hito_message(run->lang, HITO_N("help: ")));
	hito_out_text(out, hito_message(run->lang,
					HITO_N("give one of them another id")));
	hito_out_text(out, "\n");
}

static int several(struct search *search)
{
	struct run *run = search->run;
	struct hito_err err = {.lang = run->lang};
	bool namesakes = false;
	int status;

	hito_err_set(&err, HITO_ERR_USAGE, "\"%.*s\" may be one of %zu things:",
		     HITO_STR_ARG(search->typed), search->count);
	status = run_error(run, &err);
	for (size_t i = 0; i < search->count && i < MOST; i++) {
		print_one(search, search->found[i]);
		namesakes |= has_namesake(search, search->found[i]);
	}
	if (search->count > MOST)
		hito_out_text(&run->err, "    ...\n");
	if (namesakes)
		say_help(run);
	return status;
}

static int find(struct search *search, struct hito_item **out)
{
	if (search->typed.len)
		look_all(search);
	if (search->no_memory)
		return run_memory(search->run);
	if (search->count > 1)
		return several(search);
	*out = search->count ? search->found[0] : NULL;
	return RUN_OK;
}

int find_item(struct run *run, const struct hito_model *model,
	      const char *typed, unsigned kinds, struct hito_item **out)
{
	struct search search = {
		.run = run,
		.model = model,
		.typed = hito_str_from(typed),
		.kinds = kinds,
	};
	int status = find(&search, out);

	return status == RUN_OK && !*out ? none(&search) : status;
}

int find_some(struct run *run, const struct hito_model *model,
	      const char *typed, unsigned kinds, struct hito_item **out)
{
	struct search search = {
		.run = run,
		.model = model,
		.typed = hito_str_from(typed),
		.kinds = kinds,
	};

	return find(&search, out);
}

int moves_find(struct moves *moves, const char *typed, unsigned kinds,
	       struct hito_item **out)
{
	return find_item(moves->run, moves->place.workspace->model, typed,
			 kinds, out);
}
