/* SPDX-License-Identifier: MIT */
/* hito expand: sketches become steps. */
#include <stdlib.h>
#include <string.h>

#include "adding.h"
#include "cmd.h"
#include "plan/fold.h"

struct expand_args {
	struct moves_args moves;
};

static const struct opt expand_opts[] = {
	MOVES_OPTS(expand_args, moves),
	OPT_END,
};

static const struct cmd_example expand_examples[] = {
	{"hito expand --dry-run", HITO_N("what would become of all sketches")},
	{"hito expand prices",
	 HITO_N("the sketch with \"prices\" in its text")},
	{"hito expand spring-launch/traffic",
	 HITO_N("all sketches of an objective")},
	{NULL, NULL},
};

static int expand_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_expand = {
	.name = "expand",
	.usage = "[options] [SKETCH|PLAN|OBJECTIVE...]",
	.summary = HITO_N("turn sketches of steps into steps"),
	.examples = expand_examples,
	.opts = expand_opts,
	.args_size = sizeof(struct expand_args),
	.run = expand_run,
};

/* A run of the command. */
struct expansion {
	int argc;
	char **argv;
	struct adding_past *past;
};

/* A sketch of the project. */
struct found {
	const struct hito_item *objective;
	const struct hito_sketch *sketch;
	struct hito_str slug;
	bool chosen;
};

struct sketches {
	struct found *list;
	size_t count, capacity;
};

/* Finding */

static bool collect(struct moves *moves, struct sketches *sketches)
{
	const struct hito_model *model = moves->place.workspace->model;
	struct hito_arena *arena = moves->run->arena;

	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		for (size_t k = 0; k < plan->objective_count; k++) {
			const struct hito_item *objective = plan->objectives[k];
			const struct hito_block *block = objective->block;

			for (size_t s = 0; block && s < block->sketch_count;
			     s++) {
				const struct hito_sketch *sketch =
					&block->sketches[s];
				struct hito_str slug =
					hito_slug(arena, sketch->title);

				if (!slug.ptr ||
				    !hito_reserve(arena, sketches->list,
						  sketches->count,
						  sketches->capacity))
					return false;
				sketches->list[sketches->count++] =
					(struct found){.objective = objective,
						       .sketch = sketch,
						       .slug = slug};
			}
		}
	}
	return true;
}

enum fit { FIT_NONE, FIT_PART, FIT_START, FIT_WHOLE };

static bool starts(struct hito_str text, struct hito_str part)
{
	return text.len >= part.len &&
	       hito_str_equal_nocase(hito_str_slice(text, 0, part.len), part);
}

static enum fit fit_text(struct hito_str text, struct hito_str part)
{
	if (!part.len || !starts(text, part)) {
		for (size_t at = 1; part.len && at + part.len <= text.len; at++)
			if (starts(hito_str_slice(text, at, text.len), part))
				return FIT_PART;
		return FIT_NONE;
	}
	return text.len == part.len ? FIT_WHOLE : FIT_START;
}

/* By its text, or by the id that it would get. */
static enum fit fit_sketch(const struct found *found, struct hito_str word)
{
	enum fit text = fit_text(found->sketch->title, word);
	enum fit slug = fit_text(found->slug, word);

	return text > slug ? text : slug;
}

/* Does a word name the plan or the objective of a sketch? */
static bool names_place(const struct found *found, struct hito_str word)
{
	const struct hito_item *objective = found->objective;
	struct hito_str plan, id;

	if (hito_str_equal(objective->plan->id, word) ||
	    hito_str_equal(objective->id, word))
		return true;
	return hito_str_cut(word, '/', &plan, &id) &&
	       hito_str_equal(objective->plan->id, plan) &&
	       hito_str_equal(objective->id, id);
}

static void list(struct moves *moves, const struct sketches *sketches,
		 struct hito_str word, enum fit fit)
{
	enum { MOST = 20 };
	struct hito_out *out = &moves->run->err;
	size_t count = 0;

	for (size_t i = 0; i < sketches->count; i++) {
		const struct found *found = &sketches->list[i];

		if (fit != FIT_NONE && fit_sketch(found, word) != fit)
			continue;
		if (count++ == MOST) {
			hito_out_text(out, "    ...\n");
			return;
		}
		hito_out_text(out, "    ");
		hito_out_foreign(out, moves_name(moves, found->objective));
		hito_out_text(out, ": ");
		hito_out_foreign(out, found->sketch->title);
		hito_out_text(out, "\n");
	}
}

/* One that was expanded before is no mistake. */
static bool is_step(struct moves *moves, struct hito_str word)
{
	const struct hito_model *model = moves->place.workspace->model;
	struct hito_str slug = hito_slug(moves->run->arena, word);

	for (size_t i = 0; slug.len && i < model->plan_count; i++)
		if (hito_plan_find(model->plans[i], HITO_STEP, slug))
			return true;
	return false;
}

static bool is_place(struct moves *moves, struct hito_str word)
{
	const struct hito_model *model = moves->place.workspace->model;
	struct hito_str plan, id;

	if (hito_model_plan(model, word))
		return true;
	if (!hito_str_cut(word, '/', &plan, &id))
		plan = id = word;
	for (size_t i = 0; i < model->plan_count; i++)
		if ((plan.ptr == id.ptr ||
		     hito_str_equal(model->plans[i]->id, plan)) &&
		    hito_plan_find(model->plans[i], HITO_OBJECTIVE, id))
			return true;
	return false;
}

static int none(struct moves *moves, const struct sketches *sketches,
		struct hito_str word)
{
	struct hito_err err = {.lang = moves->run->lang};
	bool place = is_place(moves, word);
	int status;

	if (place || is_step(moves, word))
		return moves_note(
			       moves,
			       hito_arena_printf(
				       moves->run->arena,
				       moves_say(
					       moves,
					       place ? HITO_N("%.*s: no "
							      "sketches are "
							      "left")
						     : HITO_N("%.*s: is a "
							      "step already")),
				       HITO_STR_ARG(word)))
			       ? RUN_OK
			       : run_memory(moves->run);
	hito_err_set(&err, HITO_ERR_USAGE, "no sketch has \"%.*s\" in its text",
		     HITO_STR_ARG(word));
	if (sketches->count)
		hito_err_help(&err, "the sketches that there are:");
	else
		hito_err_help(&err, "sketches are \"- [ ] Title\" items right "
				    "below an objective, and there are none");
	status = run_error(moves->run, &err);
	list(moves, sketches, word, FIT_NONE);
	return status;
}

static int choose(struct moves *moves, struct sketches *sketches,
		  struct hito_str word)
{
	struct hito_err err = {.lang = moves->run->lang};
	struct found *last = NULL;
	enum fit best = FIT_PART;
	size_t count = 0;
	bool place = false;
	int status;

	for (size_t i = 0; i < sketches->count; i++) {
		struct found *found = &sketches->list[i];
		enum fit fit = fit_sketch(found, word);

		if (names_place(found, word))
			place = found->chosen = true;
		if (fit > best)
			count = 0;
		if (fit < best)
			continue;
		best = fit;
		last = found;
		count++;
	}
	if (place)
		return RUN_OK;
	if (count == 1) {
		last->chosen = true;
		return RUN_OK;
	}
	if (!count)
		return none(moves, sketches, word);
	hito_err_set(&err, HITO_ERR_USAGE,
		     "\"%.*s\" may be one of %zu sketches:", HITO_STR_ARG(word),
		     count);
	status = run_error(moves->run, &err);
	list(moves, sketches, word, best);
	return status;
}

/* Taking out */

static int by_mark(const void *a, const void *b)
{
	const struct hito_taken *x = a, *y = b;

	return (x->sketch->mark > y->sketch->mark) -
	       (x->sketch->mark < y->sketch->mark);
}

static int refuse(struct moves *moves, const struct hito_document *document,
		  uint32_t offset, const char *english)
{
	struct hito_err err = {.lang = moves->run->lang};

	hito_err_say(&err, HITO_ERR_INPUT, english);
	hito_err_at(&err, document->source->path,
		    hito_source_line(document->source, offset), 0);
	return run_error(moves->run, &err);
}

/* The chosen ones of one file, from the one at first on. */
static int take_file(struct moves *moves, struct hito_editing *editing,
		     const struct sketches *chosen, size_t first,
		     struct hito_taken *taken, size_t *count)
{
	const struct hito_document *document =
		chosen->list[first].objective->document;
	const struct hito_sketch *refused;
	const char *why;

	*count = 0;
	if (document->source->damage_count)
		return refuse(moves, document,
			      document->source->damage[0].span.start,
			      HITO_N("the file is in a conflict, or cannot be "
				     "read whole"));
	for (size_t i = first; i < chosen->count; i++)
		if (chosen->list[i].objective->document == document)
			taken[(*count)++] = (struct hito_taken){
				.sketch = chosen->list[i].sketch};
	qsort(taken, *count, sizeof(*taken), by_mark);
	if (!hito_insert_take(editing, document, taken, *count, &refused, &why))
		return run_memory(moves->run);
	if (refused)
		return refuse(moves, document, refused->mark, why);
	return RUN_OK;
}

static bool is_first(const struct sketches *chosen, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (chosen->list[i].objective->document ==
		    chosen->list[index].objective->document)
			return false;
	return true;
}

static int take_all(struct adding *adding, const struct sketches *chosen,
		    struct hito_taken *taken)
{
	struct moves *moves = adding->moves;
	const struct hito_workspace *before;
	struct hito_editing editing;
	size_t total = 0, count;
	int status = RUN_OK;

	hito_editing_init(&editing, moves->run->arena);
	for (size_t i = 0; status == RUN_OK && i < chosen->count; i++) {
		if (!is_first(chosen, i))
			continue;
		status = take_file(moves, &editing, chosen, i, taken + total,
				   &count);
		total += count;
	}
	if (status == RUN_OK)
		status = adding_round(adding, &editing, &before);
	if (status != RUN_OK)
		return status;
	if (hito_insert_check_taken(
		    before->model, moves->place.workspace->model, taken, total))
		return RUN_OK;
	status = adding_compare(adding);
	if (status != RUN_OK || moves->stale)
		return status;
	return refuse(moves, chosen->list[0].objective->document,
		      chosen->list[0].sketch->mark,
		      HITO_N("without this sketch the file would say other "
			     "things; nothing is written"));
}

/* Steps */

static int make_step(struct adding *adding, const struct found *found)
{
	struct hito_arena *arena = adding->moves->run->arena;
	const struct hito_sketch *sketch = found->sketch;
	char day[HITO_DAY_SIZE];
	struct adding_step step = {
		.insert.title = sketch->title,
		.wish = {.plan = found->objective->plan,
			 .objective = found->objective},
		.owner = sketch->owner,
		.done = sketch->done,
	};
	int status = adding_name(adding, &step, HITO_STR(""));

	if (status != RUN_OK)
		return status;
	if (sketch->due != HITO_DAY_NONE) {
		step.due = hito_arena_copy(arena, hito_str_from(hito_day_format(
							  sketch->due, day)));
		if (!step.due.ptr)
			return run_memory(adding->moves->run);
	}
	if (!hito_reserve(arena, adding->steps, adding->count,
			  adding->capacity))
		return run_memory(adding->moves->run);
	adding->steps[adding->count++] = step;
	return RUN_OK;
}

/* What stood below each, and the same objective without it. */
static bool give_bodies(struct adding *adding, const struct sketches *chosen,
			const struct hito_taken *taken)
{
	for (size_t i = 0; i < adding->count; i++) {
		const struct hito_taken *one = taken;

		while (one->sketch != chosen->list[i].sketch)
			one++;
		adding->steps[i].insert.markup = one->markup;
		adding->steps[i].insert.body = one->body;
		if (!adding_again(adding, &adding->steps[i].wish))
			return false;
	}
	return true;
}

static int expand(struct moves *moves, struct adding_past *past,
		  const struct sketches *chosen)
{
	struct adding adding = {.moves = moves, .past = past};
	struct hito_taken *taken = hito_new(
		moves->run->arena, struct hito_taken, chosen->count + 1);
	int status = RUN_OK;

	if (!taken)
		return run_memory(moves->run);
	for (size_t i = 0; status == RUN_OK && i < chosen->count; i++)
		status = make_step(&adding, &chosen->list[i]);
	if (status == RUN_OK)
		status = take_all(&adding, chosen, taken);
	if (status != RUN_OK || moves->stale)
		return status;
	if (!give_bodies(&adding, chosen, taken))
		return refuse(moves, chosen->list[0].objective->document,
			      chosen->list[0].sketch->mark,
			      HITO_N("without this sketch the file would say "
				     "other things; nothing is written"));
	return adding_finish(&adding, "Expand");
}

static int make(struct moves *moves, const void *args)
{
	const struct expansion *expansion = args;
	struct sketches sketches = {.count = 0};
	size_t count = 0;
	int status = RUN_OK;

	if (!collect(moves, &sketches))
		return run_memory(moves->run);
	for (int i = 0; status == RUN_OK && i < expansion->argc; i++)
		status = choose(
			moves, &sketches,
			hito_str_trim(hito_str_from(expansion->argv[i])));
	if (status != RUN_OK)
		return status;
	for (size_t i = 0; i < sketches.count; i++)
		if (sketches.list[i].chosen || !expansion->argc)
			sketches.list[count++] = sketches.list[i];
	sketches.count = count;
	if (count)
		return expand(moves, expansion->past, &sketches);
	if (expansion->argc)
		return RUN_OK;
	return moves_note(
		       moves,
		       hito_str_from(moves_say(
			       moves, HITO_N("there are no sketches: \"- [ ] "
					     "Title\" items right below an "
					     "objective"))))
		       ? RUN_OK
		       : run_memory(moves->run);
}

static int expand_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct expand_args *options = args;
	struct adding_past past = {.known = false};
	const struct expansion expansion = {argc, argv, &past};

	return moves_run(run, &options->moves, make, &expansion);
}
