/* SPDX-License-Identifier: MIT */
/* Makes edits of files from what later trailers say. */
#include "lint/sync.h"

#include <stdlib.h>
#include <string.h>

#include "hito/limits.h"
#include "lint/lint.h"
#include "lint/splice.h"
#include "plan/fold.h"
#include "plan/identity.h"
#include "plan/slot.h"
#include "status/join.h"
#include "text/frontmatter.h"

#define NONE HITO_KEY_COUNT

/* An edit of a file, in the order in which they were made. */
struct placed {
	const struct hito_source *source;
	struct hito_edit edit;
	size_t order;
};

struct work {
	const struct hito_status *status;
	struct hito_arena *arena;
	struct hito_join join;
	struct hito_sync *sync;
	struct placed *edits;
	size_t edit_count, edit_capacity;
};

/* The order in which a step's keys are written (hito-format(5), MERGING). */
static const enum hito_key in_order[] = {
	HITO_KEY_STATE, HITO_KEY_ID,        HITO_KEY_OWNER,    HITO_KEY_SUCCESS,
	HITO_KEY_DUE,   HITO_KEY_RESOURCES, HITO_KEY_ESTIMATE, HITO_KEY_NEEDS,
};
#define IN_ORDER (sizeof(in_order) / sizeof(in_order[0]))

static bool add_edit(struct work *work, const struct hito_source *source,
		     struct hito_span span, struct hito_str text)
{
	if (!text.ptr || !hito_reserve(work->arena, work->edits,
				       work->edit_count, work->edit_capacity))
		return false;
	work->edits[work->edit_count] = (struct placed){
		.source = source,
		.edit = {span, text},
		.order = work->edit_count,
	};
	work->edit_count++;
	return true;
}

/* The file's own word for a state; empty: its mapping has none. */
static struct hito_str mapped_word(const struct hito_mapping *mapping,
				   enum hito_word state)
{
	for (size_t i = 0; i < mapping->state_count; i++)
		if (mapping->states[i].state == state)
			return mapping->states[i].word;
	return HITO_STR("");
}

/* A word in the language of the one that it replaces, else of the block. */
static struct hito_str label(const struct hito_item *step,
			     const struct hito_value *before,
			     enum hito_word word)
{
	enum hito_lang lang =
		hito_lint_is_spanish(step) ? HITO_LANG_ES : HITO_LANG_EN;

	if (before && before->word != HITO_WORD_NONE)
		lang = hito_fold_equal(
			       before->raw,
			       hito_str_from(hito_word_name(before->word)))
			       ? HITO_LANG_EN
			       : HITO_LANG_ES;
	return hito_str_from(hito_word_label(word, lang));
}

static struct hito_str write_word(const struct hito_sync_change *change,
				  const struct hito_value *before)
{
	const struct hito_mapping *mapping = change->step->document->mapping;
	enum hito_type type = hito_key_info(change->key)->type;
	enum hito_word word = hito_word_find(type, HITO_STEP, change->meant);

	if (change->key == HITO_KEY_STATE && mapping &&
	    (mapping->has_keys || mapping->state_count))
		return mapped_word(mapping, word);
	return word == HITO_WORD_NONE ? change->meant
				      : label(change->step, before, word);
}

/* "[a, b]"; one item stands alone. ptr NULL: no memory. */
static struct hito_str write_items(struct work *work,
				   const struct hito_fact *fact)
{
	struct hito_out_memory memory;
	struct hito_out out;

	if (fact->count == 1)
		return hito_yaml_quote(work->arena, fact->items[0]);
	hito_out_to_memory(&out, &memory, work->arena, HITO_LIMIT_FRONTMATTER);
	hito_out_text(&out, "[");
	for (size_t i = 0; i < fact->count; i++) {
		struct hito_str quoted =
			hito_yaml_quote(work->arena, fact->items[i]);

		hito_out_text(&out, i ? ", " : "");
		hito_out_str(&out, quoted);
		out.failed = out.failed || !quoted.ptr;
	}
	hito_out_text(&out, "]");
	if (out.failed)
		return (struct hito_str){NULL, 0};
	return (struct hito_str){memory.ptr, memory.len};
}

/* Of more than one item: none that brackets would read in another way. */
static bool is_listable(const struct hito_fact *fact)
{
	for (size_t i = 0; fact->count > 1 && i < fact->count; i++)
		for (size_t k = 0; k < fact->items[i].len; k++)
			if (strchr("[]{},\"'#&*!|>%@`:?\\",
				   fact->items[i].ptr[k]))
				return false;
	return true;
}

static bool is_inside(struct hito_span span, struct hito_span front)
{
	return span.start >= front.start && span.end <= front.end &&
	       span.end > span.start;
}

/* Can the value be replaced where it stands? */
static bool is_replaceable(const struct hito_source *source,
			   const struct hito_value *value)
{
	struct hito_str gap = hito_str_slice(source->text, value->key_span.end,
					     value->span.start);
	struct hito_str text = hito_source_text(source, value->span);
	struct hito_str indent;
	bool many_lines = hito_str_find_byte(gap, '\n', 0) != SIZE_MAX ||
			  hito_str_find_byte(text, '\n', 0) != SIZE_MAX;

	/* A comment would be lost; in { } another one might begin. */
	return hito_slot_indent(source, value, &indent) &&
	       hito_str_starts(gap, ":") &&
	       !(many_lines && (hito_str_find_byte(text, '#', 0) != SIZE_MAX ||
				hito_str_find_byte(gap, '#', 0) != SIZE_MAX));
}

/* Without the line ends that a block's value has at its end. */
static uint32_t end_of(const struct hito_source *source,
		       const struct hito_value *value)
{
	uint32_t end = value->span.end;

	while (end > value->span.start && (source->text.ptr[end - 1] == '\n' ||
					   source->text.ptr[end - 1] == '\r'))
		end--;
	return end;
}

static bool replace(struct work *work, const struct hito_value *value,
		    struct hito_sync_change *change)
{
	const struct hito_source *source = change->step->document->source;
	uint32_t colon = value->key_span.end + 1;
	struct hito_span span = {value->span.start, end_of(source, value)};
	struct hito_str gap = hito_str_slice(source->text, colon, span.start);
	struct hito_str text = change->new;

	if (!is_inside(value->entry, change->step->block->front) ||
	    !is_replaceable(source, value)) {
		change->refused = HITO_N("it is not written on a line of its "
					 "own in the block of the step");
		return true;
	}
	if (!text.len || hito_str_find_byte(gap, '\n', 0) != SIZE_MAX ||
	    !gap.len) {
		span.start = colon;
		text = text.len ? hito_arena_printf(work->arena, " %.*s",
						    HITO_STR_ARG(text))
				: HITO_STR("");
	}
	return add_edit(work, source, span, text);
}

/* The key that stands last in the block. */
static enum hito_key last_key(const struct hito_block *block)
{
	const struct hito_value *last = NULL;

	for (size_t i = 0; i < block->value_count; i++)
		if (is_inside(block->values[i].entry, block->front) &&
		    (!last || block->values[i].entry.start > last->entry.start))
			last = &block->values[i];
	for (size_t i = 0; i < block->empty_count; i++)
		if (!last || block->empties[i].entry.start > last->entry.start)
			last = &block->empties[i];
	return last ? last->key : NONE;
}

/* The keys that come before one, the nearest first; others go to the end. */
static void fill_behind(struct hito_slot *slot, enum hito_key key)
{
	size_t place = 0, count = 0;

	while (place < IN_ORDER && in_order[place] != key)
		place++;
	for (size_t i = 0; i < HITO_SLOT_KEYS; i++) {
		slot->keys[i] = i ? NONE : key;
		slot->behind[i] = NONE;
	}
	if (place == IN_ORDER)
		slot->behind[count++] = last_key(slot->block);
	while (place-- > 0 && count < HITO_SLOT_KEYS)
		slot->behind[count++] = in_order[place];
}

static bool insert(struct work *work, struct hito_sync_change *change)
{
	const struct hito_item *step = change->step;
	struct hito_slot slot = {
		.source = step->document->source,
		.block = step->block,
	};
	struct hito_findings findings;
	struct hito_finding *finding;

	if (!change->new.len)
		return true;
	hito_findings_init(&findings, work->arena);
	finding = hito_findings_add(&findings, HITO_RULE_T001, slot.source,
				    step->block->heading, "");
	fill_behind(&slot, change->key);
	if (!hito_slot_fill(&slot, &findings, finding, HITO_FIX_SAFE,
			    hito_lint_key(step, change->key), change->new) ||
	    findings.no_memory)
		return false;
	if (!finding->fix) {
		change->refused = HITO_N("the block of the step has no place "
					 "for it");
		return true;
	}
	return add_edit(work, slot.source, finding->fix->edits[0].span,
			finding->fix->edits[0].text);
}

/* What keeps the step from being written at all; NULL: nothing. */
static const char *refusal(const struct hito_sync_change *change,
			   const struct hito_fact *fact)
{
	const struct hito_item *step = change->step;
	const struct hito_mapping *mapping = step->document->mapping;
	const struct hito_source *source = step->document->source;
	uint32_t end = (uint32_t)source->text.len;

	if (!step->block || !step->block->fenced)
		return HITO_N("the step has no front matter");
	if (step->block->damaged ||
	    hito_source_damage(source, (struct hito_span){0, end}))
		return HITO_N("the file is in a conflict, or cannot be read "
			      "whole");
	if (step->duplicate_of)
		return HITO_N("its id stands twice");
	if (change->key == HITO_KEY_STATE && mapping &&
	    mapping->state != HITO_WORD_NONE)
		return HITO_N("the state is what its folder means");
	if (change->key == HITO_KEY_STATE && !change->new.len)
		return HITO_N("map: has no word for this state");
	if (fact && fact->list && !is_listable(fact))
		return HITO_N("its items need to be written one a line");
	return NULL;
}

static bool write_new(struct work *work, struct hito_sync_change *change,
		      const struct hito_value *before,
		      const struct hito_fact *fact)
{
	struct hito_str word = HITO_STR("");

	if (change->meant.len && !(fact && fact->list))
		word = write_word(change, before);
	if (change->meant.len && fact && fact->list)
		change->new = write_items(work, fact);
	else
		change->new =
			word.len ? hito_yaml_quote(work->arena, word) : word;
	return change->new.ptr != NULL;
}

static bool add_change(struct work *work, const struct hito_item *step,
		       enum hito_key key, struct hito_str meant)
{
	struct hito_sync *sync = work->sync;
	const struct hito_value *before = hito_item_value(step, key);
	const struct hito_story *story = hito_join_story(&work->join, step);
	const struct hito_fact *fact =
		story && meant.len ? hito_story_fact(story, key) : NULL;
	struct hito_sync_change *change;

	if (!hito_reserve(work->arena, sync->changes, sync->count,
			  sync->capacity))
		return false;
	change = &sync->changes[sync->count++];
	*change = (struct hito_sync_change){
		.step = step, .key = key, .meant = meant};
	if (before)
		change->old = before->list ? before->text : before->raw;
	if (!write_new(work, change, before, fact))
		return false;
	change->refused = refusal(change, fact);
	if (change->refused)
		return true;
	return before ? replace(work, before, change) : insert(work, change);
}

/* Did a trailer say it last? (a title is often no value of the block) */
static bool is_trailers(const struct hito_story *story, enum hito_key key)
{
	for (size_t i = story ? story->event_count : 0; i-- > 0;) {
		const struct hito_event *event = story->events[i];

		if ((event->what == HITO_CHANGED ||
		     event->what == HITO_CONFIRMED) &&
		    event->key == key)
			return event->trailer;
	}
	return false;
}

/* What a step in a conflict would have to say cannot be written. */
static bool is_kept_back(const struct work *work, const struct hito_item *step,
			 const struct hito_story *story, enum hito_key key)
{
	const struct hito_item *head = hito_join_head(&work->join, step);
	const struct hito_value *value =
		head ? hito_item_value(head, key) : NULL;
	const struct hito_fact *fact = hito_story_fact(story, key);
	struct hito_str text = fact ? fact->text : HITO_STR("");

	if (!step->block || !step->block->damaged || !head)
		return false;
	if (key == HITO_KEY_STATE)
		return !hito_str_equal(head->state_text, text);
	return !hito_str_equal(value ? value->text : HITO_STR(""), text);
}

static bool add_step(struct work *work, const struct hito_item *step)
{
	const struct hito_story *story = hito_join_story(&work->join, step);

	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++) {
		struct hito_current current;

		if (!is_trailers(story, key))
			continue;
		current = hito_join_own(&work->join, step, key);
		if ((current.disagrees ||
		     is_kept_back(work, step, story, key)) &&
		    !add_change(work, step, key, current.text))
			return false;
	}
	return true;
}

static bool is_wanted(const struct hito_item *step,
		      const struct hito_item *const *only, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (only[i] == step || only[i] == step->plan ||
		    (step->objective && only[i] == step->objective))
			return true;
	return count == 0;
}

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = hito_str_compare(x->source->path, y->source->path);

	if (!order)
		order = (x->edit.span.start > y->edit.span.start) -
			(x->edit.span.start < y->edit.span.start);
	return order ? order : (x->order > y->order) - (x->order < y->order);
}

static bool add_file(struct work *work, const struct placed *edits,
		     size_t count)
{
	struct hito_sync *sync = work->sync;
	const struct hito_source *source = edits[0].source;
	struct hito_fixed *fixed = hito_new(work->arena, struct hito_fixed, 1);
	struct hito_edit *list = hito_new(work->arena, struct hito_edit, count);

	if (!fixed || !list ||
	    !hito_reserve(work->arena, sync->files, sync->file_count,
			  sync->file_capacity))
		return false;
	for (size_t i = 0; i < count; i++)
		list[i] = edits[i].edit;
	fixed->path = source->path;
	fixed->before = fixed->after = source->text;
	fixed->count = count;
	fixed->refused = HITO_RULE_COUNT;
	sync->files[sync->file_count++] = fixed;
	return hito_splice_lines(fixed, work->arena) &&
	       hito_splice(fixed, list, count, work->arena);
}

static bool add_files(struct work *work)
{
	size_t from = 0, to;

	if (work->edit_count)
		qsort(work->edits, work->edit_count, sizeof(*work->edits),
		      by_place);
	for (; from < work->edit_count; from = to) {
		const struct hito_source *source = work->edits[from].source;

		for (to = from + 1; to < work->edit_count; to++)
			if (work->edits[to].source != source)
				break;
		if (!add_file(work, work->edits + from, to - from))
			return false;
	}
	return true;
}

bool hito_sync_derive(const struct hito_status *status,
		      const struct hito_item *const *only, size_t only_count,
		      struct hito_arena *arena, struct hito_sync *out,
		      struct hito_err *err)
{
	const struct hito_status_input input = {
		.today = status->today,
		.workspace = status->workspace,
		.history = status->history,
	};
	struct work work = {.status = status, .arena = arena, .sync = out};
	const struct hito_model *model = status->workspace->model;

	*out = (struct hito_sync){.count = 0};
	if (!hito_join_init(&work.join, &input, arena))
		return hito_err_memory(err);
	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		for (size_t k = 0; k < plan->step_count; k++)
			if (is_wanted(plan->steps[k], only, only_count) &&
			    !add_step(&work, plan->steps[k]))
				return hito_err_memory(err);
	}
	if (!add_files(&work) || hito_arena_failed(arena))
		return hito_err_memory(err);
	return true;
}

/* Does the step say then what is meant? */
static bool is_so(const struct hito_sync_change *change,
		  const struct hito_workspace *all)
{
	const struct hito_item *plan =
		hito_model_plan(all->model, change->step->plan->id);
	const struct hito_item *step =
		plan ? hito_plan_find(plan, HITO_STEP, change->step->id) : NULL;
	const struct hito_value *value =
		step ? hito_item_value(step, change->key) : NULL;

	if (!step)
		return false;
	if (change->key == HITO_KEY_STATE)
		return hito_str_equal(step->state_text, change->meant);
	if (!value || !value->readable)
		return !value && !change->meant.len;
	return hito_str_equal(value->text, change->meant);
}

static void refuse_file(struct hito_sync *sync, struct hito_str path)
{
	for (size_t i = 0; i < sync->count; i++)
		if (hito_str_equal(
			    sync->changes[i].step->document->source->path,
			    path))
			sync->changes[i].refused =
				HITO_N("the file would not be read as meant");
	for (size_t i = 0; i < sync->file_count; i++)
		if (hito_str_equal(sync->files[i]->path, path))
			sync->files[i]->after = sync->files[i]->before;
}

void hito_sync_check(struct hito_sync *sync, const struct hito_workspace *all)
{
	for (size_t i = 0; i < sync->count; i++)
		if (!sync->changes[i].refused && !is_so(&sync->changes[i], all))
			refuse_file(
				sync,
				sync->changes[i].step->document->source->path);
}
