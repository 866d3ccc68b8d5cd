/* SPDX-License-Identifier: MIT */
/* Steps put in, filled, looked at and told of. */
#include "adding.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "edit/fixed.h"
#include "plan/spelling.h"

/* Files of a name that others have: "x-2.md" ... */
#define MOST_NAMES 1000

/* Rounds */

static struct hito_fixed *find_file(const struct adding *adding,
				    struct hito_str path)
{
	for (size_t i = 0; i < adding->file_count; i++)
		if (hito_str_equal(adding->files[i]->path, path))
			return adding->files[i];
	return NULL;
}

/* A file of this round, on top of what the ones before made of it. */
static bool compose(struct adding *adding, const struct hito_fixed *round)
{
	struct hito_arena *arena = adding->moves->run->arena;
	struct hito_fixed *file = find_file(adding, round->path);
	uint32_t *origins;

	if (!file) {
		file = hito_new(arena, struct hito_fixed, 1);
		if (!file ||
		    !hito_reserve(arena, adding->files, adding->file_count,
				  adding->file_capacity))
			return false;
		*file = *round;
		adding->files[adding->file_count++] = file;
		return true;
	}
	origins = hito_new(arena, uint32_t, (size_t)round->line_count + 1);
	if (!origins)
		return false;
	for (uint32_t i = 0; i < round->line_count; i++)
		origins[i] = round->origins[i] == HITO_FIX_NEW
				     ? HITO_FIX_NEW
				     : file->origins[round->origins[i]];
	file->after = round->after;
	file->origins = origins;
	file->line_count = round->line_count;
	file->count += round->count;
	return true;
}

static bool compose_all(struct adding *adding, struct hito_editing *editing)
{
	if (!hito_editing_finish(editing))
		return false;
	for (size_t i = 0; i < editing->file_count; i++)
		if (!compose(adding, editing->files[i]))
			return false;
	return true;
}

int adding_round(struct adding *adding, struct hito_editing *editing,
		 const struct hito_workspace **out_before)
{
	struct moves *moves = adding->moves;
	struct run *run = moves->run;
	struct hito_workspace_options options = moves->place.options;
	struct hito_err err = {.lang = run->lang};
	struct hito_file *texts;

	*out_before = moves->place.workspace;
	if (!adding->first)
		adding->first = *out_before;
	if (!compose_all(adding, editing))
		return run_memory(run);
	texts = hito_new(run->arena, struct hito_file, adding->file_count + 1);
	if (!texts)
		return run_memory(run);
	for (size_t i = 0; i < adding->file_count; i++)
		texts[i] = (struct hito_file){
			.path = adding->files[i]->path,
			.text = adding->files[i]->after,
		};
	options.texts = texts;
	options.text_count = adding->file_count;
	if (!hito_workspace_read(&options, run->arena, &moves->place.workspace,
				 &err))
		return run_error(run, &err);
	return RUN_OK;
}

static bool same_sources(const struct hito_model *a, const struct hito_model *b)
{
	if (a->document_count != b->document_count)
		return false;
	for (size_t i = 0; i < a->document_count; i++) {
		const struct hito_source *x = a->documents[i]->source;
		const struct hito_source *y = b->documents[i]->source;

		if (!hito_str_equal(x->path, y->path) ||
		    !hito_str_equal(x->text, y->text))
			return false;
	}
	return true;
}

int adding_compare(struct adding *adding)
{
	struct moves *moves = adding->moves;
	struct hito_err err = {.lang = moves->run->lang};
	struct hito_workspace *now;

	if (!hito_workspace_read(&moves->place.options, moves->run->arena, &now,
				 &err))
		return run_error(moves->run, &err);
	moves->stale = !same_sources(now->model, adding->first->model);
	return RUN_OK;
}

bool adding_again(const struct adding *adding, struct hito_insert_wish *wish)
{
	const struct hito_model *model = adding->moves->place.workspace->model;
	struct hito_insert_wish now = {
		.plan = hito_model_plan(model, wish->plan->id)};

	if (!now.plan)
		return false;
	if (wish->objective)
		now.objective = hito_plan_find(now.plan, HITO_OBJECTIVE,
					       wish->objective->identity);
	if (wish->parent)
		now.parent = hito_plan_find(now.plan, HITO_STEP,
					    wish->parent->identity);
	if (!now.objective != !wish->objective || !now.parent != !wish->parent)
		return false;
	*wish = now;
	return true;
}

/* Putting in */

static bool exists(const struct adding *adding, struct hito_str path)
{
	struct hito_str copy = hito_arena_copy(adding->moves->run->arena, path);
	struct stat status;

	return copy.ptr && fstatat(adding->moves->place.root_fd, copy.ptr,
				   &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* A name for the file of a step that nothing has. */
static int name_file(struct adding *adding, struct adding_step *step)
{
	struct run *run = adding->moves->run;
	struct hito_str folder = step->spot.folder, path = HITO_STR("");
	struct hito_err err = {.lang = run->lang};

	for (unsigned i = 1; i <= MOST_NAMES; i++) {
		char number[16] = "";

		if (i > 1)
			snprintf(number, sizeof(number), "-%u", i);
		path = hito_arena_printf(run->arena, "%.*s%s%.*s%s.md",
					 HITO_STR_ARG(folder),
					 folder.len ? "/" : "",
					 HITO_STR_ARG(step->insert.id), number);
		if (!path.ptr)
			return run_memory(run);
		if (!find_file(adding, path) && !exists(adding, path))
			break;
	}
	step->insert.path = path;
	if (hito_project_has_path(adding->moves->place.workspace->project,
				  path))
		return RUN_OK;
	hito_err_set(&err, HITO_ERR_USAGE,
		     "the project's paths do not take this file in");
	hito_err_at(&err, path, 0, 0);
	return run_error(run, &err);
}

/* Why there is no place, with the line of what is in the way. */
static int no_place(struct adding *adding, const struct adding_step *step,
		    const char *refused)
{
	struct run *run = adding->moves->run;
	struct hito_err err = {.lang = run->lang};
	const struct hito_document *document = step->spot.document;

	if (!document)
		return moves_refuse(adding->moves, step->wish.plan,
				    HITO_STR(""), refused);
	hito_err_say(&err, HITO_ERR_INPUT, refused);
	hito_err_at(&err, document->source->path,
		    document->source->damage_count
			    ? hito_source_line(
				      document->source,
				      document->source->damage[0].span.start)
			    : 0,
		    0);
	return run_error(run, &err);
}

static bool same_wish(const struct hito_insert_wish *a,
		      const struct hito_insert_wish *b)
{
	return a->plan == b->plan && a->objective == b->objective &&
	       a->parent == b->parent;
}

static int find_spots(struct adding *adding)
{
	for (size_t i = 0; i < adding->count; i++) {
		struct adding_step *step = &adding->steps[i];
		const char *refused;
		int status = RUN_OK;

		if (!hito_insert_find(&step->wish, &step->spot, &refused))
			return run_memory(adding->moves->run);
		if (refused)
			return no_place(adding, step, refused);
		if (step->spot.own_file)
			status = name_file(adding, step);
		if (status != RUN_OK)
			return status;
	}
	return RUN_OK;
}

/* The steps of one wish go to one place, in their order. */
static int put_group(struct adding *adding, struct hito_editing *editing,
		     size_t first)
{
	struct run *run = adding->moves->run;
	const struct adding_step *one = &adding->steps[first];
	struct hito_insert *list =
		hito_new(run->arena, struct hito_insert, adding->count);
	size_t count = 0;

	if (!list)
		return run_memory(run);
	for (size_t i = first; i < adding->count; i++)
		if (same_wish(&adding->steps[i].wish, &one->wish))
			list[count++] = adding->steps[i].insert;
	return hito_insert_put(editing, &one->spot, list, count)
		       ? RUN_OK
		       : run_memory(run);
}

static bool is_first(const struct adding *adding, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (same_wish(&adding->steps[i].wish,
			      &adding->steps[index].wish))
			return false;
	return true;
}

/* At one place the deeper headings come first. */
static int put_all(struct adding *adding, struct hito_editing *editing)
{
	for (unsigned level = 6; level > 0; level--)
		for (size_t i = 0; i < adding->count; i++) {
			int status = RUN_OK;

			if (adding->steps[i].spot.level == level &&
			    is_first(adding, i))
				status = put_group(adding, editing, i);
			if (status != RUN_OK)
				return status;
		}
	return RUN_OK;
}

static struct hito_str path_of(const struct adding_step *step)
{
	return step->spot.own_file ? step->insert.path
				   : step->spot.document->source->path;
}

static int not_as_meant(struct adding *adding, const struct adding_step *step)
{
	struct run *run = adding->moves->run;
	struct hito_err err = {.lang = run->lang};
	uint32_t line = step->spot.own_file
				? 0
				: hito_source_line(step->spot.document->source,
						   step->spot.at);

	hito_err_set(&err, HITO_ERR_INPUT,
		     "a step would not be read as one here; nothing is "
		     "written");
	hito_err_at(&err, path_of(step), line, 0);
	hito_err_help(&err, "look for a code block or comment above that is "
			    "not closed");
	return run_error(run, &err);
}

static int insert_all(struct adding *adding)
{
	struct moves *moves = adding->moves;
	struct hito_arena *arena = moves->run->arena;
	struct hito_insert_meant *meant =
		hito_new(arena, struct hito_insert_meant, adding->count);
	const struct hito_workspace *before;
	struct hito_editing editing;
	int status = find_spots(adding);

	if (!meant)
		return run_memory(moves->run);
	hito_editing_init(&editing, arena);
	if (status == RUN_OK)
		status = put_all(adding, &editing);
	if (status == RUN_OK)
		status = adding_round(adding, &editing, &before);
	if (status != RUN_OK)
		return status;
	for (size_t i = 0; i < adding->count; i++)
		meant[i] = (struct hito_insert_meant){
			.wish = adding->steps[i].wish,
			.step = &adding->steps[i].insert,
			.path = path_of(&adding->steps[i]),
		};
	if (hito_insert_check(before->model, moves->place.workspace->model,
			      meant, adding->count))
		return RUN_OK;
	status = adding_compare(adding);
	return status == RUN_OK && !moves->stale
		       ? not_as_meant(adding, &adding->steps[0])
		       : status;
}

/* Values */

static struct hito_item *find_step(const struct hito_workspace *workspace,
				   const struct adding_step *step)
{
	struct hito_item *plan =
		hito_model_plan(workspace->model, step->wish.plan->id);

	return plan ? hito_plan_find(plan, HITO_STEP, step->insert.id) : NULL;
}

static bool has_wish(const struct set_wish *wishes, size_t count,
		     enum hito_key key)
{
	for (size_t i = 0; i < count; i++)
		if (wishes[i].key == key)
			return true;
	return false;
}

/* What was typed goes before what the title says. */
static size_t add_own(const struct adding_step *step,
		      const struct hito_item *item, struct set_wish *wishes,
		      size_t count)
{
	const struct {
		enum hito_key key;
		struct hito_str text;
	} own[] = {
		{HITO_KEY_STATE, step->done ? HITO_STR("done") : HITO_STR("")},
		{HITO_KEY_OWNER, step->owner},
		{HITO_KEY_SUCCESS, step->success},
		{HITO_KEY_DUE, step->due},
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (own[i].text.len && !has_wish(wishes, count, own[i].key))
			wishes[count++] = (struct set_wish){
				.item = item,
				.key = own[i].key,
				.how = SET_TO,
				.text = own[i].text,
			};
	return count;
}

static int fill(struct adding *adding, const struct adding_step *step)
{
	enum { OWN = 4 };
	struct moves *moves = adding->moves;
	struct hito_item *item = find_step(moves->place.workspace, step);
	struct set_wish *wishes = hito_new(moves->run->arena, struct set_wish,
					   step->word_count + OWN);
	size_t count = 0;
	int status = RUN_OK;

	if (!wishes)
		return run_memory(moves->run);
	for (size_t i = 0; i < step->word_count; i++) {
		struct set_wish wish = {.item = item};
		struct hito_str key;

		if (!set_cut_key(step->words[i], &key, &wish))
			continue;
		wish.key = set_find_key(item, key);
		if (has_wish(wishes, count, wish.key))
			return run_wrong(moves->run,
					 moves_say(moves, HITO_N("\"%.*s\" "
								 "stands "
								 "twice")),
					 HITO_STR_ARG(key));
		wishes[count++] = wish;
	}
	count = add_own(step, item, wishes, count);
	set_sort(wishes, count);
	for (size_t i = 0; status == RUN_OK && i < count; i++)
		status = set_value(moves, &wishes[i]);
	return status;
}

/* Telling */

static bool is_missing(const struct hito_item *item, enum hito_key key)
{
	if (key == HITO_KEY_OBJECTIVE)
		return !item->objective;
	return !hito_item_effective(item, key, NULL);
}

/* "    still missing: owner, due" */
static struct hito_str write_missing(struct moves *moves,
				     const struct hito_item *item)
{
	static const enum hito_key keys[] = {
		HITO_KEY_OBJECTIVE, HITO_KEY_OWNER,     HITO_KEY_SUCCESS,
		HITO_KEY_DUE,       HITO_KEY_RESOURCES, HITO_KEY_ESTIMATE,
	};
	size_t count = sizeof(keys) / sizeof(keys[0]);
	struct hito_str list = HITO_STR("");

	if (!hito_item_is_open(item))
		return list;
	if (hito_step_is_milestone(item))
		count -= 2;
	for (size_t i = 0; i < count && list.ptr; i++)
		if (is_missing(item, keys[i]))
			list = hito_arena_printf(
				moves->run->arena, "%.*s%s%.*s",
				HITO_STR_ARG(list), list.len ? ", " : "",
				HITO_STR_ARG(hito_spelling(item, keys[i])));
	if (!list.len)
		return list;
	return hito_arena_printf(moves->run->arena,
				 moves_say(moves, HITO_N("    still missing: "
							 "%.*s")),
				 HITO_STR_ARG(list));
}

/* "plan/step: Title (owner ana, due 2026-05-04)" */
static struct hito_str write_told(struct moves *moves,
				  const struct hito_item *item)
{
	struct hito_str name = moves_name(moves, item), list = HITO_STR("");

	for (size_t i = 0; i < moves->count && list.ptr; i++) {
		const struct moves_change *change = &moves->changes[i];

		if (hito_str_equal(change->item->id, item->id) &&
		    hito_str_equal(change->item->plan->id, item->plan->id))
			list = hito_arena_printf(
				moves->run->arena, "%.*s%s%.*s %.*s",
				HITO_STR_ARG(list), list.len ? ", " : " (",
				HITO_STR_ARG(change->key),
				HITO_STR_ARG(change->new));
	}
	if (!list.ptr)
		return list;
	return hito_arena_printf(moves->run->arena, "%.*s: %.*s%.*s%s",
				 HITO_STR_ARG(name), HITO_STR_ARG(item->title),
				 HITO_STR_ARG(list), list.len ? ")" : "");
}

static bool tell(struct moves *moves, const struct hito_item *item)
{
	const struct hito_source *source = item->document->source;
	struct hito_str text = write_told(moves, item);
	struct hito_str before = hito_arena_printf(
		moves->run->arena, "%.*s:%u: ", HITO_STR_ARG(source->path),
		hito_source_line(source, item->block->heading.start));
	struct hito_str behind = write_missing(moves, item);

	if (!before.ptr || !behind.ptr ||
	    !moves_tell(moves, text, moves_name(moves, item)))
		return false;
	moves->lines[moves->line_count - 1].before = before;
	moves->lines[moves->line_count - 1].behind = behind;
	return true;
}

/* As moves_check: the values, and where all stands then. */
static int look(struct moves *moves, const struct hito_workspace *then)
{
	const struct adding *adding = moves->check_args;
	const struct hito_editing *last = &adding->last;
	struct hito_err err = {.lang = moves->run->lang};

	for (size_t i = 0; i < last->file_count; i++)
		if (!hito_editing_check(last, i, then->model)) {
			hito_err_set(&err, HITO_ERR_INPUT,
				     "the file would not be read as meant, and "
				     "is left as it is");
			hito_err_at(&err, last->files[i]->path, 0, 0);
			return run_error(moves->run, &err);
		}
	for (size_t i = 0; i < adding->count; i++) {
		const struct hito_item *item =
			find_step(then, &adding->steps[i]);

		if (!item || !tell(moves, item))
			return run_memory(moves->run);
	}
	moves->count = moves->note_count = 0;
	return RUN_OK;
}

/* "Add press: Tell the press", "Expand press, posts" */
static struct hito_str write_subject(const struct adding *adding,
				     const char *verb)
{
	struct hito_arena *arena = adding->moves->run->arena;
	const struct hito_insert *first = &adding->steps[0].insert;
	struct hito_str text = hito_arena_printf(arena, "%s %.*s", verb,
						 HITO_STR_ARG(first->id));

	if (adding->count == 1)
		return hito_arena_printf(arena, "%.*s: %.*s",
					 HITO_STR_ARG(text),
					 HITO_STR_ARG(first->title));
	for (size_t i = 1; i < adding->count && text.ptr; i++)
		text = hito_arena_printf(
			arena, "%.*s, %.*s", HITO_STR_ARG(text),
			HITO_STR_ARG(adding->steps[i].insert.id));
	return text;
}

int adding_finish(struct adding *adding, const char *verb)
{
	struct moves *moves = adding->moves;
	struct adding *kept = hito_new(moves->run->arena, struct adding, 1);
	int status = insert_all(adding);

	if (!kept)
		return run_memory(moves->run);
	for (size_t i = 0;
	     status == RUN_OK && !moves->stale && i < adding->count; i++)
		status = fill(adding, &adding->steps[i]);
	if (status != RUN_OK || moves->stale)
		return status;
	if (!compose_all(adding, &moves->editing))
		return run_memory(moves->run);
	adding->last = moves->editing;
	hito_editing_init(&moves->editing, moves->run->arena);
	moves->editing.files = adding->files;
	moves->editing.file_count = adding->file_count;
	moves->editing.file_capacity = adding->file_count;
	moves->subject = write_subject(adding, verb);
	if (!moves->subject.ptr)
		return run_memory(moves->run);
	*kept = *adding;
	moves->new_names = true;
	moves->check = look;
	moves->check_args = kept;
	return RUN_OK;
}
