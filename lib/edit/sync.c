/* SPDX-License-Identifier: MIT */
/* Makes edits of files from what later trailers say. */
#include "edit/sync.h"

#include <string.h>

#include "edit/editing.h"
#include "hito/limits.h"
#include "hito/out.h"
#include "status/join.h"
#include "text/frontmatter.h"

struct work {
	const struct hito_status *status;
	struct hito_arena *arena;
	struct hito_join join;
	struct hito_sync *sync;
	struct hito_editing editing;
};

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

/* What keeps the value from being written at all; NULL: nothing. */
static const char *refusal(const struct hito_sync_change *change,
			   const struct hito_fact *fact)
{
	const struct hito_item *step = change->step;
	const struct hito_mapping *mapping = step->document->mapping;
	const char *refused = hito_editing_refusal(step);

	if (refused)
		return refused;
	if (change->key == HITO_KEY_STATE && mapping &&
	    mapping->state != HITO_WORD_NONE)
		return HITO_N("the state is what its folder means");
	if (change->key == HITO_KEY_STATE && !change->new.len)
		return HITO_N("map: has no word for this state");
	if (fact && fact->list && !is_listable(fact))
		return HITO_N("its items need to be written one a line");
	return NULL;
}

/* The words of a value as the file has them; empty: there are none. */
static struct hito_str write_word(const struct hito_sync_change *change)
{
	enum hito_type type = hito_key_info(change->key)->type;
	enum hito_word word = hito_word_find(type, HITO_STEP, change->meant);

	if (change->key != HITO_KEY_STATE && word == HITO_WORD_NONE)
		return change->meant;
	return hito_editing_word(change->step, change->key, word);
}

/* *out_text: the value decoded; ptr NULL: it is a list, in new. */
static bool write_new(struct work *work, struct hito_sync_change *change,
		      const struct hito_fact *fact, struct hito_str *out_text)
{
	*out_text = change->new = HITO_STR("");
	if (!change->meant.len)
		return true;
	if (fact && fact->list) {
		*out_text = (struct hito_str){NULL, 0};
		change->new = write_items(work, fact);
		return change->new.ptr != NULL;
	}
	*out_text = write_word(change);
	if (out_text->len)
		change->new = hito_yaml_quote(work->arena, *out_text);
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
	struct hito_str text;

	if (!hito_reserve(work->arena, sync->changes, sync->count,
			  sync->capacity))
		return false;
	change = &sync->changes[sync->count++];
	*change = (struct hito_sync_change){
		.step = step, .key = key, .meant = meant};
	if (before)
		change->old = before->list ? before->text : before->raw;
	if (!write_new(work, change, fact, &text))
		return false;
	change->refused = refusal(change, fact);
	if (change->refused)
		return true;
	return text.ptr ? hito_editing_set(&work->editing, step, key, text,
					   meant, &change->refused)
			: hito_editing_write(&work->editing, step, key,
					     change->new, meant,
					     &change->refused);
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
	hito_editing_init(&work.editing, arena);
	if (!hito_join_init(&work.join, &input, arena))
		return hito_err_memory(err);
	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		for (size_t k = 0; k < plan->step_count; k++)
			if (is_wanted(plan->steps[k], only, only_count) &&
			    !add_step(&work, plan->steps[k]))
				return hito_err_memory(err);
	}
	if (!hito_editing_finish(&work.editing) || hito_arena_failed(arena))
		return hito_err_memory(err);
	out->files = work.editing.files;
	out->file_count = work.editing.file_count;
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
