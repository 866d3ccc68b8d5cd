/* SPDX-License-Identifier: MIT */
/* hito new: write a plan from a template. */
#include <string.h>

#include "bare.h"
#include "base/file.h"
#include "cmd.h"
#include "hito/value.h"
#include "new.h"
#include "place.h"
#include "schedule/templates.h"

struct new_args {
	const char *template, *from, *start;
	bool list, as_template;
};

static const struct opt new_opts[] = {
	OPT_TEXT('t', "template", new_args, template, "TEMPLATE",
		 HITO_N("the template to begin with (plan)")),
	OPT_TEXT('f', "from", new_args, from, "PLAN",
		 HITO_N("write a plan that was done again, with the days that "
			"it really took")),
	OPT_FLAG(0, "as-template", new_args, as_template,
		 HITO_N("with --from: write a template of the project, for "
			"hito new -t NAME")),
	OPT_TEXT('s', "start", new_args, start, "DATE",
		 HITO_N("the first day of the plan (today)")),
	OPT_FLAG('l', "list", new_args, list,
		 HITO_N("list the templates, and write nothing")),
	OPT_END,
};

static const struct cmd_example new_examples[] = {
	{"hito new --list", HITO_N("list the templates")},
	{"hito new spring", HITO_N("a small plan to begin with: "
				   "plans/spring.md")},
	{"hito new -t marketing-campaign --start=2026-03-02 spring",
	 HITO_N("a whole campaign; its dates count from 2 March")},
	{"hito new -t lanzamiento-producto --lang=es otono",
	 HITO_N("a plan in Spanish, by a template's Spanish name")},
	{"hito new --from=spring-2025 --start=2026-03-02 spring-2026",
	 HITO_N("last year's plan again, with the days that it took")},
	{"hito new --from=spring-2025 --as-template campaign",
	 HITO_N("a template of it, for as many plans as there will be")},
	{NULL, NULL},
};

static int new_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_new = {
	.name = "new",
	.usage = "[options] NAME",
	.summary = HITO_N("write a plan from a template"),
	.examples = new_examples,
	.opts = new_opts,
	.args_size = sizeof(struct new_args),
	.run = new_run,
};

/* A run of the command. */
struct making {
	struct run *run;
	const struct new_args *args;
	hito_day start;
	struct place place;
	struct hito_templates templates;
};

__attribute__((format_arg(2))) static const char *
say(const struct making *making, const char *english)
{
	return hito_message(making->run->lang, english);
}

/* Writing */

static bool check_id(const struct making *making, const char *id,
		     struct hito_err *err)
{
	struct hito_str slug;

	if (hito_slug_is_valid(hito_str_from(id)))
		return true;
	slug = hito_slug(making->run->arena, hito_str_from(id));
	if (!slug.ptr)
		return hito_err_memory(err);
	hito_err_set(err, HITO_ERR_USAGE,
		     "\"%s\" is no id: an id is made of a-z, 0-9 and \"-\", "
		     "and begins with a letter or a digit",
		     id);
	if (slug.len)
		hito_err_help(err, "write \"%.*s\"", HITO_STR_ARG(slug));
	return false;
}

static bool unknown_template(const struct making *making, const char *name,
			     struct hito_err *err)
{
	struct opt_guess best = {NULL, 0};

	for (size_t i = 0; i < making->templates.count; i++) {
		const struct hito_template *one = &making->templates.list[i];

		for (size_t j = 0; j <= one->alias_count; j++) {
			struct hito_str word = hito_arena_copy(
				making->run->arena,
				j ? one->aliases[j - 1] : one->name);

			if (!word.ptr)
				return hito_err_memory(err);
			opt_guess(&best, name, word.ptr);
		}
	}
	hito_err_set(err, HITO_ERR_USAGE, "there is no template \"%s\"", name);
	if (best.word)
		return hito_err_help(err, "did you mean \"%s\"?", best.word);
	return hito_err_help(err, "`hito new --list` lists them");
}

static bool choose(const struct making *making,
		   const struct hito_template **out, struct hito_err *err)
{
	const char *name = making->args->template;
	struct hito_str slug;

	if (!name)
		name = "plan";
	slug = hito_slug(making->run->arena, hito_str_from(name));
	if (!slug.ptr)
		return hito_err_memory(err);
	*out = hito_templates_choose(&making->templates, hito_str_from(name),
				     making->run->lang);
	if (!*out)
		*out = hito_templates_choose(&making->templates, slug,
					     making->run->lang);
	return *out ? true : unknown_template(making, name, err);
}

static bool find_path(const struct making *making, const char *id,
		      struct hito_str *out, struct hito_err *err)
{
	const struct hito_project *project = making->place.workspace->project;
	struct hito_str folder = hito_project_folder(project);

	*out = hito_arena_printf(making->run->arena, "%.*s%s%s.md",
				 HITO_STR_ARG(folder), folder.len ? "/" : "",
				 id);
	if (!out->ptr)
		return hito_err_memory(err);
	if (hito_project_has_path(project, *out))
		return true;
	hito_err_set(err, HITO_ERR_USAGE,
		     "the project's paths do not take this file in");
	hito_err_at(err, *out, 0, 0);
	return hito_err_help(
		err, "let the first of \"paths:\" in .hito.yaml be a folder");
}

/* Somebody may have the id in a file of another name. */
static bool check_free(const struct making *making, const char *id,
		       struct hito_err *err)
{
	const struct hito_item *plan = hito_model_plan(
		making->place.workspace->model, hito_str_from(id));

	if (!plan)
		return true;
	hito_err_set(err, HITO_ERR_USAGE, "there is a plan \"%s\" already", id);
	if (plan->document)
		hito_err_at(err, plan->document->source->path, 0, 0);
	return hito_err_help(err, "choose another id");
}

static bool write_plan(const struct making *making, const char *id,
		       struct hito_str *out_path, struct hito_err *err)
{
	const struct hito_calendar calendar =
		hito_calendar_of(making->place.workspace->project);
	const struct hito_filling_in in = {
		.id = hito_str_from(id),
		.start = making->start,
		.calendar = &calendar,
	};
	const struct hito_template *template = NULL;
	struct hito_str text;

	return check_id(making, id, err) && choose(making, &template, err) &&
	       check_free(making, id, err) &&
	       find_path(making, id, out_path, err) &&
	       hito_template_fill(template, &in, making->run->arena, &text,
				  err) &&
	       hito_file_create(making->place.root_fd, *out_path, text, err);
}

void new_print_path(struct run *run, const struct place *place,
		    struct hito_str path)
{
	struct hito_str rest = place->prefix, part;

	while (rest.len) {
		hito_str_cut(rest, '/', &part, &rest);
		hito_out_text(&run->out, "../");
	}
	hito_out_foreign(&run->out, path);
	hito_out_text(&run->out, "\n");
}

void new_print_lint(struct run *run, const char *id)
{
	hito_out_printf(
		&run->out,
		hito_message(run->lang,
			     HITO_N("Fill in what only you know: `hito "
				    "lint %s` points at each place.\n")),
		id);
}

static int wrong_use(struct making *making, int argc)
{
	const struct new_args *args = making->args;

	if (argc != (args->list ? 0 : 1))
		return run_wrong(
			making->run, "%s",
			args->list ? say(making, HITO_N("--list takes "
							"no id"))
				   : say(making, HITO_N("hito new takes one "
							"name: hito new "
							"NAME")));
	if (args->from && (args->template || args->list))
		return run_wrong(making->run, "%s",
				 say(making, HITO_N("--from takes the plan "
						    "itself: no --template, "
						    "no --list")));
	if (args->as_template && !args->from)
		return run_wrong(making->run, "%s",
				 say(making, HITO_N("--as-template needs "
						    "--from=PLAN")));
	return RUN_OK;
}

static int again(struct making *making, const char *id)
{
	const struct new_from from = {
		.plan = making->args->from,
		.id = id,
		.start = making->start,
		.as_template = making->args->as_template,
	};
	struct hito_err err = {.lang = making->run->lang};

	if (!check_id(making, id, &err))
		return run_error(making->run, &err);
	return new_from(making->run, &from);
}

static int new_run(struct run *run, const void *args, int argc, char **argv)
{
	struct making making = {.run = run, .args = args, .start = run->today};
	struct hito_err err = {.lang = run->lang};
	struct hito_str path = HITO_STR("");
	bool done;

	if (wrong_use(&making, argc) != RUN_OK)
		return RUN_FAILED;
	if (!opt_day("start", making.args->start, run->today, &making.start,
		     &err))
		return run_error(run, &err);
	if (making.args->from)
		return again(&making, argv[0]);
	done = making.args->list ? place_open(run, &making.place, &err)
				 : bare_open_files(run, &making.place, &err);
	if (!done)
		return run_error(run, &err);
	done = place_read(&making.place, &err);
	if (done) {
		run_set_lang(run, making.place.workspace->project->lang);
		err.lang = run->lang;
		done = hito_templates_find(making.place.root_fd, run->lang,
					   run->arena, &making.templates, &err);
	}
	if (done && !making.args->list)
		done = write_plan(&making, argv[0], &path, &err);
	place_close(&making.place);
	if (!done)
		return run_error(run, &err);
	if (making.args->list)
		return new_list(run, &making.templates);
	if (run->quiet)
		return RUN_OK;
	new_print_path(run, &making.place, path);
	new_print_lint(run, argv[0]);
	return RUN_OK;
}
