/* SPDX-License-Identifier: MIT */
/* The linter: asks every rule about every item, then picks what counts. */
#include "lint/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "lint/expect.h"
#include "lint/mend.h"
#include "lint/parts.h"
#include "lint/select.h"
#include "lint/spot.h"

/* Where the things of the project stand, to name those of a finding. */
struct place {
	struct hito_spot where;
	const struct hito_item *item;
};

/* They are found when the first one is asked for: most runs need none. */
struct places {
	struct hito_lint *lint;
	struct place *list;
	size_t count;
};

static void add_place(struct places *places, const struct hito_item *item)
{
	if (item->block && hito_lint_source(item))
		places->list[places->count++] = (struct place){
			{hito_lint_source(item), item->block->section}, item};
}

static bool find_places(struct places *places)
{
	const struct hito_model *model = places->lint->model;
	size_t total = 0, i, j;

	for (i = 0; i < model->plan_count; i++)
		total += model->plans[i]->step_count + 1;
	places->list = hito_new(places->lint->scratch, struct place, total + 1);
	if (!places->list)
		return false;
	for (i = 0; i < model->plan_count; i++) {
		add_place(places, model->plans[i]);
		for (j = 0; j < model->plans[i]->step_count; j++)
			add_place(places, model->plans[i]->steps[j]);
	}
	qsort(places->list, places->count, sizeof(places->list[0]),
	      hito_spot_compare);
	return true;
}

/*
 * The step or plan that a finding stands in; NULL: none. Walking back over
 * steps that end before is short, since the next step begins where one ends.
 */
static const struct hito_item *find_item(struct places *places,
					 const struct hito_finding *finding)
{
	size_t at;

	if (!places->list && !find_places(places)) {
		places->lint->no_memory = true;
		return NULL;
	}
	at = hito_spot_count_to(places->list, places->count,
				sizeof(places->list[0]), finding->source,
				finding->span.start);
	for (; at > 0; at--) {
		const struct place *place = &places->list[at - 1];

		if (place->where.source != finding->source)
			break;
		if (place->where.section.end > finding->span.start ||
		    place->item->kind != HITO_STEP)
			return place->item;
	}
	return NULL;
}

/* A step that was named before its plan was whole. */
static void number_step(const struct hito_lint *lint,
			struct hito_finding *finding)
{
	const struct hito_item *plan =
		hito_model_plan(lint->model, finding->plan);
	const struct hito_item *step = NULL;

	if (plan)
		step = hito_plan_find(plan, HITO_STEP, finding->step);
	if (step)
		finding->step_number = hito_lint_step_number(step);
}

/* Findings of reading know no model: say what plan and step they are in. */
static void name_place(struct places *places, struct hito_finding *finding)
{
	const struct hito_item *item;

	if (finding->step.len && !finding->step_number)
		number_step(places->lint, finding);
	if (!finding->source || finding->plan.len)
		return;
	item = find_item(places, finding);
	if (item && item->plan)
		finding->plan = item->plan->id;
	if (item && item->kind == HITO_STEP && !finding->step.len)
		hito_lint_name_step(finding, item);
}

/* Who answers for what is done or dropped is not asked any more. */
static bool is_over(struct places *places, const struct hito_finding *finding)
{
	const struct hito_item *item;

	if (finding->rule != HITO_RULE_A002 || !finding->source)
		return false;
	item = find_item(places, finding);
	return item && !hito_lint_is_open(item);
}

/* What reading said about items, as rules would say it. */
static void settle(struct hito_lint *lint)
{
	struct places places = {.lint = lint};
	size_t kept = 0, read = lint->read_count, i;

	for (i = 0; i < lint->found_count; i++) {
		struct hito_finding *finding = lint->found[i];

		if (is_over(&places, finding)) {
			lint->read_count -= i < read;
			continue;
		}
		name_place(&places, finding);
		hito_lint_mend_owners(lint, finding);
		lint->found[kept++] = finding;
	}
	lint->found_count = kept;
}

static bool is_picked(const struct hito_lint *lint,
		      struct hito_finding *finding)
{
	return (finding->rule == HITO_RULE_H000 ||
		hito_lint_in_scope(lint->options, finding->source,
				   finding->span)) &&
	       hito_select_finding(lint->project, lint->options, finding);
}

/* Keep what is in scope and wanted, in order, counted. */
static bool pick(struct hito_lint *lint, struct hito_lint_result *result)
{
	struct hito_finding **room, *list;
	size_t kept = 0, i;

	for (i = 0; i < lint->found_count; i++) {
		struct hito_finding *finding = lint->found[i];

		if (!is_picked(lint, finding))
			continue;
		result->counts[finding->level]++;
		lint->found[kept++] = finding;
	}
	list = hito_arena_bytes(lint->arena, (kept + 1) * sizeof(*list));
	room = hito_new(lint->scratch, struct hito_finding *, kept + 1);
	if (!list || !room)
		return false;
	hito_findings_order(lint->found, kept, room);
	for (i = 0; i < kept; i++)
		list[i] = *lint->found[i];
	result->findings = list;
	result->count = kept;
	return true;
}

static bool pick_unreadable(struct hito_lint *lint,
			    struct hito_lint_result *result)
{
	const struct hito_model *model = lint->model;
	struct hito_unreadable *rows =
		hito_new(lint->arena, struct hito_unreadable,
			 model->unreadable_count + 1);
	size_t i;

	if (!rows)
		return false;
	for (i = 0; i < model->unreadable_count; i++) {
		const struct hito_unreadable *row = &model->unreadable[i];
		struct hito_source source = {.path = row->path};

		if (hito_lint_in_scope(lint->options, &source,
				       (struct hito_span){0, 0}))
			rows[result->unreadable_count++] = *row;
	}
	result->unreadable = rows;
	return true;
}

static void count_items(struct hito_lint *lint, struct hito_lint_result *result)
{
	const struct hito_model *model = lint->model;
	size_t i, j;

	for (i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];
		size_t before = result->steps;

		for (j = 0; j < plan->step_count; j++)
			result->steps += hito_lint_item_in_scope(
				lint->options, plan->steps[j]);
		result->plans += result->steps > before ||
				 hito_lint_item_in_scope(lint->options, plan);
	}
	for (i = 0; i < model->document_count; i++) {
		const struct hito_document *document = model->documents[i];

		if (document->is_prose)
			continue;
		for (j = 0; j < lint->options->scope_count; j++) {
			const struct hito_lint_scope *scope =
				&lint->options->scopes[j];
			struct hito_lint_options one = {.scopes = scope,
							.scope_count = 1};

			if (hito_lint_in_scope(&one, document->source,
					       scope->span))
				break;
		}
		result->files += lint->options->scope_count == 0 ||
				 j < lint->options->scope_count;
	}
}

/* "A004, M001": the rules that were off for want of a mapped key. */
static bool say_off(struct hito_lint *lint, struct hito_lint_result *result)
{
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i, count = 0;

	hito_out_to_memory(&out, &memory, lint->arena, 1024);
	for (i = 0; i < HITO_RULE_COUNT; i++) {
		if (!lint->off[i])
			continue;
		hito_out_printf(&out, "%s%s", count++ ? ", " : "",
				hito_rule_id((enum hito_rule)i));
	}
	if (out.failed)
		return false;
	if (count)
		result->not_judged = (struct hito_str){memory.ptr, memory.len};
	return true;
}

/* The findings of reading come first: a copy of them, to be settled. */
static bool take_over(struct hito_lint *lint,
		      const struct hito_findings *reading)
{
	struct hito_finding *copies = hito_new(
		lint->scratch, struct hito_finding, reading->count + 1);
	size_t i;

	if (!copies || reading->no_memory)
		return false;
	for (i = 0; i < reading->count; i++) {
		copies[i] = *reading->list[i];
		hito_lint_find(lint, &copies[i]);
	}
	lint->read_count = lint->found_count;
	return !lint->no_memory;
}

static bool finish(struct hito_lint *lint, struct hito_lint_result *result)
{
	size_t i;

	settle(lint);
	if (lint->no_memory || !hito_lint_expect(lint) ||
	    lint->findings.no_memory)
		return false;
	for (i = 0; i < lint->findings.count; i++)
		hito_lint_find(lint, lint->findings.list[i]);
	result->expected = lint->expected;
	if (lint->no_memory || !pick(lint, result))
		return false;
	count_items(lint, result);
	return hito_lint_count_score(lint, result, &result->score) &&
	       pick_unreadable(lint, result) && say_off(lint, result);
}

bool hito_lint_run(const struct hito_workspace *workspace,
		   const struct hito_lint_options *options,
		   struct hito_arena *arena,
		   struct hito_lint_result *out_result, struct hito_err *err)
{
	struct hito_lint lint = {
		.model = workspace->model,
		.project = workspace->project,
		.options = options,
		.calendar = hito_calendar_of(workspace->project),
		.today = options->today,
		.arena = arena,
	};
	struct hito_lint_result result = {.count = 0};
	bool judged, done;

	if (!hito_select_check(options, err))
		return false;
	lint.scratch = hito_arena_sub(arena);
	if (!lint.scratch)
		return hito_err_memory(err);
	hito_findings_init(&lint.findings, arena);
	hito_lint_wording_init(&lint);
	lint.no_memory = !take_over(&lint, &workspace->findings);
	judged = hito_lint_judge_parts(&lint, err);
	done = judged && finish(&lint, &result);
	hito_arena_free(lint.scratch);
	if (judged && (!done || hito_arena_failed(arena)))
		return hito_err_memory(err);
	if (!judged)
		return false;
	*out_result = result;
	return true;
}

/* The second of two that are the same, and so on, by a number. */
static bool fingerprint_all(const struct hito_lint_result *result,
			    struct hito_arena *scratch,
			    char (*texts)[HITO_FINGERPRINT_SIZE])
{
	unsigned *ordinals = hito_new(scratch, unsigned, result->count + 1);
	struct hito_map seen;
	size_t i;

	hito_map_init(&seen, scratch);
	for (i = 0; ordinals && i < result->count; i++) {
		struct hito_str key;
		unsigned *ordinal;

		hito_finding_fingerprint(&result->findings[i], 0, texts[i]);
		key = hito_str_from(texts[i]);
		ordinal = hito_map_find(&seen, key);
		if (!ordinal) {
			if (!hito_map_put(&seen, key, &ordinals[i]))
				return false;
			continue;
		}
		hito_finding_fingerprint(&result->findings[i], ++*ordinal,
					 texts[i]);
	}
	return ordinals != NULL;
}

bool hito_lint_fingerprint(struct hito_lint_result *result,
			   struct hito_arena *arena)
{
	char(*texts)[HITO_FINGERPRINT_SIZE];
	struct hito_arena *scratch;
	bool done;

	if (result->fingerprints)
		return true;
	texts = hito_arena_alloc(arena, result->count + 1, sizeof(*texts));
	scratch = hito_arena_sub(arena);
	done = texts && scratch && fingerprint_all(result, scratch, texts);
	hito_arena_free(scratch);
	if (done)
		result->fingerprints =
			(const char(*)[HITO_FINGERPRINT_SIZE])texts;
	return done;
}

struct hito_str hito_rule_page(enum hito_rule rule, enum hito_lang lang)
{
	struct hito_str path = HITO_STR("");
	const struct hito_embedded *file;
	char name[16];

	if (rule >= HITO_RULE_COUNT)
		return path;
	memcpy(name, lang == HITO_LANG_ES ? "es/" : "en/", 3);
	memcpy(name + 3, hito_rule_id(rule), 4);
	memcpy(name + 7, ".md", 3);
	path = (struct hito_str){name, 10};
	file = hito_embed_find(&hito_embed_rules, path);
	return file ? hito_embed_text(file) : HITO_STR("");
}
