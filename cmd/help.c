/* SPDX-License-Identifier: MIT */
/* hito help, --help: what commands do, from their tables and pages. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/embed.h"
#include "cmd.h"
#include "page.h"
#include "place.h"
#include "wrap.h"

struct help_args {
	const char *markdown;
};

static const struct opt help_opts[] = {
	/* For cmd/manual.sh: a part of the page, made from the tables. */
	OPT_TEXT(0, "markdown", help_args, markdown, "PART", NULL),
	OPT_END,
};

static const struct cmd_example help_examples[] = {
	{"hito help", HITO_N("show all commands")},
	{"hito help lint", HITO_N("open the page of hito lint")},
	{"hito help format", HITO_N("open the page of the format of plans")},
	{NULL, NULL},
};

static int help_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_help = {
	.name = "help",
	.usage = "[TOPIC]",
	.summary = HITO_N("open the manual page of a command or a topic"),
	.examples = help_examples,
	.opts = help_opts,
	.args_size = sizeof(struct help_args),
	.run = help_run,
	.flags = CMD_PAGER,
};

static size_t text_columns(const struct run *run)
{
	return run->columns > 100 ? 100 : run->columns;
}

static void print_heading(struct run *run, struct hito_out *out,
			  const char *english)
{
	hito_out_printf(out, run->color ? "\n\033[1m%s\033[0m\n" : "\n%s\n",
			hito_message(run->lang, english));
}

static void print_examples(struct run *run, struct hito_out *out,
			   const struct cmd_example *example)
{
	for (; example && example->line; example++) {
		hito_out_printf(out, "  %s\n", example->line);
		wrap_print(out, hito_message(run->lang, example->what), 0, 6,
			   text_columns(run));
	}
}

/* "squash-message" is the longest name. */
#define NAME_COLUMNS 16

static void print_commands(struct run *run, struct hito_out *out)
{
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		const char *title = cmd_group_title(*cmd);

		if ((*cmd)->flags & CMD_HIDDEN)
			continue;
		if (title)
			print_heading(run, out, title);
		hito_out_printf(out, "  %-*s", NAME_COLUMNS, (*cmd)->name);
		wrap_print(out, hito_message(run->lang, (*cmd)->summary),
			   NAME_COLUMNS + 2, NAME_COLUMNS + 2,
			   text_columns(run));
	}
}

static void print_statuses(struct run *run, struct hito_out *out)
{
	static const char *const statuses[] = {
		HITO_N("fine"),
		HITO_N("findings at or above the level asked for"),
		HITO_N("wrong use, or it could not be done"),
		HITO_N("incomplete: history or objects are missing"),
	};

	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
		hito_out_printf(out, "  %u  %s\n", (unsigned)i,
				hito_message(run->lang, statuses[i]));
}

static void print_general_help(struct run *run, struct hito_out *out)
{
	const char *purpose =
		HITO_N("hito keeps action plans as Markdown in Git: it checks "
		       "how they are written and tells from the commits how "
		       "they are going.");
	const char *more =
		HITO_N("`hito COMMAND --help` tells about one command, `hito "
		       "help COMMAND` opens its page. Other pages:");

	wrap_print(out, hito_message(run->lang, purpose), 0, 0,
		   text_columns(run));
	print_heading(run, out, HITO_N("Usage"));
	hito_out_printf(out, "  hito %s\n",
			hito_message(run->lang,
				     HITO_N("COMMAND [options] [arguments]")));
	print_commands(run, out);
	print_heading(run, out, HITO_N("Options of every command"));
	opt_print_help(out, cmd_global_opts, run->lang, 2, text_columns(run));
	print_heading(run, out, HITO_N("Exit status"));
	print_statuses(run, out);
	hito_out_text(out, "\n");
	wrap_print(out, hito_message(run->lang, more), 0, 0, text_columns(run));
	page_list_topics(out);
}

void cmd_print_help(struct run *run, struct hito_out *out,
		    const struct cmd *cmd)
{
	struct hito_str more;

	if (!cmd) {
		print_general_help(run, out);
		return;
	}
	hito_out_printf(out, "hito %s: ", cmd->name);
	wrap_print(out, hito_message(run->lang, cmd->summary),
		   strlen(cmd->name) + 7, 0, text_columns(run));
	print_heading(run, out, HITO_N("Usage"));
	hito_out_printf(out, "  hito %s %s\n", cmd->name, cmd->usage);
	if (cmd->opts && cmd->opts->help) {
		print_heading(run, out, HITO_N("Options"));
		opt_print_help(out, cmd->opts, run->lang, 2, text_columns(run));
	}
	if (cmd->examples) {
		print_heading(run, out, HITO_N("Examples"));
		print_examples(run, out, cmd->examples);
	}
	hito_out_text(out, "\n");
	more = hito_arena_printf(
		run->arena,
		hito_message(run->lang,
			     HITO_N("`hito help %s` opens the whole page, "
				    "`hito --help` lists the options of every "
				    "command.")),
		cmd->name);
	if (more.ptr)
		wrap_print(out, more.ptr, 0, 0, text_columns(run));
}

static void markdown_examples(struct hito_out *out,
			      const struct cmd_example *example)
{
	for (; example && example->line; example++)
		hito_out_printf(out, "- `%s`: %s.\n", example->line,
				example->what);
}

static void markdown_commands(struct hito_out *out)
{
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		const char *title = cmd_group_title(*cmd);

		if ((*cmd)->flags & CMD_HIDDEN)
			continue;
		if (title)
			hito_out_printf(out, "\n### %s\n\n", title);
		hito_out_printf(out, "- `%s`: %s. See hito-%s(1).\n",
				(*cmd)->name, (*cmd)->summary, (*cmd)->name);
	}
}

/* One part of a page in Markdown; topic NULL is hito itself. */
static int print_markdown(struct run *run, const char *part, const char *topic)
{
	const struct cmd *cmd = topic ? cmd_find(topic) : NULL;

	if (topic && !cmd)
		return cmd_unknown(run, topic);
	if (strcmp(part, "options") == 0)
		opt_print_markdown(&run->out,
				   cmd ? cmd->opts : cmd_global_opts);
	else if (strcmp(part, "usage") == 0)
		hito_out_printf(&run->out, "    hito %s %s\n",
				cmd ? cmd->name : "COMMAND",
				cmd ? cmd->usage : "[options] [arguments]");
	else if (strcmp(part, "examples") == 0)
		markdown_examples(&run->out, cmd ? cmd->examples : NULL);
	else if (strcmp(part, "commands") == 0)
		markdown_commands(&run->out);
	else
		return run_wrong(run, "--markdown: %s", part);
	return RUN_OK;
}

static int help_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct help_args *help = args;

	place_speak(run);
	if (argc > 1)
		return run_wrong(run, hito_message(run->lang,
						   HITO_N("hito help opens one "
							  "page at a time")));
	if (help->markdown)
		return print_markdown(run, help->markdown, argv[0]);
	if (argc == 0) {
		cmd_print_help(run, &run->out, NULL);
		return RUN_OK;
	}
	return page_open(run, argv[0]);
}
