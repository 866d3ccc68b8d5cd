/* SPDX-License-Identifier: MIT */
/* hito completion: a shell's completion script, made from the tables. */
#include <string.h>

#include "base/embed.h"
#include "cmd.h"
#include "hito/rule.h"

static const struct cmd_example completion_examples[] = {
	{"hito completion bash > ~/.local/share/bash-completion/completions/"
	 "hito",
	 HITO_N("complete hito in bash, for one user")},
	{"hito completion fish | source",
	 HITO_N("complete hito in this fish session")},
	{NULL, NULL},
};

static int completion_run(struct run *run, const void *args, int argc,
			  char **argv);

const struct cmd cmd_completion = {
	.name = "completion",
	.usage = "bash|zsh|fish",
	.summary = HITO_N("print a completion script for a shell"),
	.examples = completion_examples,
	.run = completion_run,
};

static bool is_shown(const struct cmd *cmd)
{
	return !(cmd->flags & CMD_HIDDEN);
}

static bool ends_with(const char *text, const char *end)
{
	return text && hito_str_ends(hito_str_from(text), end);
}

/* Is the value a file's name? */
static bool takes_file(const struct opt *opt)
{
	return ends_with(opt->value_name, "FILE") ||
	       ends_with(opt->value_name, "PATH") ||
	       ends_with(opt->value_name, "DIR");
}

/* Are the arguments files and folders? */
static bool takes_paths(const struct cmd *cmd)
{
	return cmd->usage && strstr(cmd->usage, "PATH");
}

static void print_choices(struct hito_out *out, const struct opt *opt)
{
	for (const struct opt_choice *c = opt->choices; c->word; c++)
		hito_out_printf(out, "%s%s", c == opt->choices ? "" : " ",
				c->word);
}

static void print_commands(struct hito_out *out)
{
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++)
		if (is_shown(*cmd))
			hito_out_printf(out, "%s%s",
					cmd == cmd_table ? "" : " ",
					(*cmd)->name);
}

static void print_schemas(struct hito_out *out)
{
	for (size_t i = 0; i < hito_embed_schemas.count; i++) {
		struct hito_str name, rest;

		hito_str_cut(hito_str_from(hito_embed_schemas.files[i].name),
			     '.', &name, &rest);
		hito_out_text(out, i ? " " : "");
		hito_out_str(out, name);
	}
}

/* The words that a command's arguments are taken from; may be none. */
static void print_arguments(struct hito_out *out, const struct cmd *cmd)
{
	if (cmd == &cmd_completion)
		hito_out_text(out, "bash zsh fish");
	else if (cmd == &cmd_help)
		print_commands(out);
	else if (cmd == &cmd_schema)
		print_schemas(out);
	else if (cmd == &cmd_baseline)
		hito_out_text(out, "update prune");
	else if (cmd == &cmd_explain)
		for (size_t i = 0; i < HITO_RULE_COUNT; i++)
			hito_out_printf(out, "%s%s", i ? " " : "",
					hito_rule_id((enum hito_rule)i));
}

/* --name, or --name= where a value follows; hidden options are left out. */
static void bash_options(struct hito_out *out, const struct opt *opt)
{
	for (; opt && opt->kind != OPT_KIND_END; opt++)
		if (opt->help)
			hito_out_printf(out, " --%s%s", opt->name,
					opt->kind == OPT_KIND_FLAG ? "" : "=");
}

/*
 * What the value of an option can be: the words of a choice, files, or
 * something that only the user knows.
 */
static void bash_values(struct hito_out *out, const struct opt *opt,
			const char *command)
{
	for (; opt && opt->kind != OPT_KIND_END; opt++) {
		if (opt->kind == OPT_KIND_FLAG || !opt->help)
			continue;
		hito_out_printf(out, "\t%s:--%s", command, opt->name);
		if (opt->letter)
			hito_out_printf(out, "|%s:-%c", command, opt->letter);
		if (!opt->choices) {
			hito_out_printf(out, ") %s ;;\n",
					takes_file(opt) ? "files=1"
							: "words=' '");
			continue;
		}
		hito_out_text(out, ") words='");
		print_choices(out, opt);
		hito_out_text(out, "' ;;\n");
	}
}

/* Finds the command and the option whose value is being typed. */
static const char bash_head[] =
	"# Completion of hito for bash: made by `hito completion "
	"bash`.\n"
	"_hito() {\n"
	"\tlocal cur=${COMP_WORDS[COMP_CWORD]} command= option= "
	"words= files= i=0\n"
	"\tlocal IFS=$' \\t\\n'\n"
	"\t# git hito ..., perhaps with options of git between them\n"
	"\tif [[ ${COMP_WORDS[0]##*/} == git ]]; then\n"
	"\t\twhile [[ ${COMP_WORDS[i]} != hito ]] && ((i < COMP_CWORD)); do\n"
	"\t\t\t((i++))\n"
	"\t\tdone\n"
	"\tfi\n"
	"\tfor ((i++; i < COMP_CWORD; i++)); do\n"
	"\t\tcase ${COMP_WORDS[i]} in\n"
	"\t\t-C|--directory|--project|--today|--lang|--color) ((i++)) "
	";;\n"
	"\t\t-*|=) ;;\n"
	"\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
	"\t\tesac\n"
	"\tdone\n"
	"\t# \"--format=json\" comes as three words: --format = json\n"
	"\tif [[ $cur == = ]]; then\n"
	"\t\tcur= option=${COMP_WORDS[COMP_CWORD-1]}\n"
	"\telif ((COMP_CWORD > 1)) && "
	"[[ ${COMP_WORDS[COMP_CWORD-1]} == = ]]; then\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD-2]}\n"
	"\telse\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD-1]}\n"
	"\tfi\n"
	"\tcase $command:$option in\n";

static void bash_script(struct hito_out *out)
{
	hito_out_text(out, bash_head);
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++)
		if (is_shown(*cmd))
			bash_values(out, (*cmd)->opts, (*cmd)->name);
	bash_values(out, cmd_global_opts, "*");
	hito_out_text(out, "\tesac\n"
			   "\tif [[ -z $words$files ]]; then\n"
			   "\t\tcase $command:$cur in\n");
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		if (!is_shown(*cmd))
			continue;
		hito_out_printf(out, "\t\t%s:-*) words='", (*cmd)->name);
		bash_options(out, (*cmd)->opts);
		bash_options(out, cmd_global_opts);
		hito_out_text(out, "' ;;\n");
	}
	hito_out_text(out, "\t\t*:-*) words='");
	bash_options(out, cmd_global_opts);
	hito_out_text(out, "' ;;\n\t\t:*) words='");
	print_commands(out);
	hito_out_text(out, "' ;;\n");
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		if (!is_shown(*cmd) || takes_paths(*cmd))
			continue;
		hito_out_printf(out, "\t\t%s:*) words=' ", (*cmd)->name);
		print_arguments(out, *cmd);
		hito_out_text(out, "' ;;\n");
	}
	hito_out_text(out,
		      "\t\tesac\n"
		      "\tfi\n"
		      "\tif [[ -n $words ]]; then\n"
		      "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
		      "\telse\n"
		      "\t\tIFS=$'\\n'\n"
		      "\t\tcompopt -o filenames 2>/dev/null\n"
		      "\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n"
		      "\tfi\n"
		      "\t[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace "
		      "2>/dev/null\n"
		      "\treturn 0\n"
		      "}\n"
		      "_git_hito() { _hito; }\n"
		      "complete -F _hito hito git-hito\n");
}

/* Text between single quotes; zsh's _arguments also reads [ ] and : itself. */
static void quoted(struct hito_out *out, const char *text, const char *special)
{
	for (; *text; text++) {
		if (*text == '\'')
			hito_out_text(out, "'\\'");
		else if (strchr(special, *text))
			hito_out_text(out, "\\");
		hito_out_bytes(out, text, 1);
	}
}

static void zsh_options(struct run *run, const struct opt *opt)
{
	struct hito_out *out = &run->out;

	for (; opt && opt->kind != OPT_KIND_END; opt++) {
		if (!opt->help)
			continue;
		hito_out_printf(out, "\t\t'%s--%s%s[",
				opt->kind == OPT_KIND_LIST ? "*" : "",
				opt->name,
				opt->kind == OPT_KIND_FLAG ? "" : "=");
		quoted(out, hito_message(run->lang, opt->help), "[]:\\");
		hito_out_text(out, "]");
		if (opt->choices) {
			hito_out_printf(out, ":%s:(", opt->name);
			print_choices(out, opt);
			hito_out_text(out, ")");
		} else if (opt->kind != OPT_KIND_FLAG) {
			hito_out_text(out, ":");
			quoted(out, opt->value_name, "[]:\\");
			hito_out_text(out, takes_file(opt) ? ":_files" : ": ");
		}
		hito_out_text(out, "'\n");
	}
}

static void zsh_script(struct run *run)
{
	struct hito_out *out = &run->out;

	hito_out_text(out,
		      "#compdef hito git-hito\n"
		      "# Completion of hito for zsh: made by `hito completion "
		      "zsh`.\n"
		      "_hito() {\n"
		      "\tlocal context state line ret=1\n"
		      "\ttypeset -A opt_args\n"
		      "\tlocal -a commands everywhere own\n"
		      "\tcommands=(\n");
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		if (!is_shown(*cmd))
			continue;
		hito_out_printf(out, "\t\t'%s:", (*cmd)->name);
		quoted(out, hito_message(run->lang, (*cmd)->summary), "\\");
		hito_out_text(out, "'\n");
	}
	hito_out_text(out, "\t)\n\teverywhere=(\n"
			   "\t\t'-C[DIR]:DIR:_directories'\n");
	zsh_options(run, cmd_global_opts);
	hito_out_text(out, "\t)\n"
			   "\t_arguments -C $everywhere '1: :->command' "
			   "'*:: :->rest' && ret=0\n"
			   "\tcase $state in\n"
			   "\tcommand) _describe command commands && ret=0 ;;\n"
			   "\trest)\n"
			   "\t\tcase $line[1] in\n");
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		if (!is_shown(*cmd))
			continue;
		hito_out_printf(out, "\t\t%s)\n\t\town=(\n", (*cmd)->name);
		zsh_options(run, (*cmd)->opts);
		hito_out_text(out, "\t\t'*:argument:");
		if (takes_paths(*cmd)) {
			hito_out_text(out, "_files");
		} else {
			hito_out_text(out, "(");
			print_arguments(out, *cmd);
			hito_out_text(out, ")");
		}
		hito_out_text(out, "'\n\t\t) ;;\n");
	}
	hito_out_text(out, "\t\tesac\n"
			   "\t\t_arguments -C $everywhere $own && ret=0\n"
			   "\t\t;;\n"
			   "\tesac\n"
			   "\treturn ret\n"
			   "}\n"
			   "if [[ $zsh_eval_context[-1] == loadautofunc ]]; "
			   "then\n"
			   "\t_hito \"$@\"\n"
			   "else\n"
			   "\tcompdef _hito hito git-hito\n"
			   "fi\n");
}

static void fish_options(struct run *run, const struct opt *opt,
			 const char *condition)
{
	struct hito_out *out = &run->out;

	for (; opt && opt->kind != OPT_KIND_END; opt++) {
		if (!opt->help)
			continue;
		hito_out_printf(out, "complete -c hito%s -l %s", condition,
				opt->name);
		if (opt->letter)
			hito_out_printf(out, " -s %c", opt->letter);
		if (opt->choices) {
			hito_out_text(out, " -xa '");
			print_choices(out, opt);
			hito_out_text(out, "'");
		} else if (opt->kind != OPT_KIND_FLAG) {
			hito_out_text(out, takes_file(opt) ? " -r" : " -x");
		}
		hito_out_text(out, " -d '");
		quoted(out, hito_message(run->lang, opt->help), "\\");
		hito_out_text(out, "'\n");
	}
}

static void fish_script(struct run *run)
{
	struct hito_out *out = &run->out;

	hito_out_text(out, "# Completion of hito for fish: made by `hito "
			   "completion fish`.\n");
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		if (!is_shown(*cmd))
			continue;
		hito_out_printf(out,
				"complete -c hito -n __fish_use_subcommand -f "
				"-a %s -d '",
				(*cmd)->name);
		quoted(out, hito_message(run->lang, (*cmd)->summary), "\\");
		hito_out_text(out, "'\n");
	}
	fish_options(run, cmd_global_opts, "");
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		struct hito_str condition = hito_arena_printf(
			run->arena, " -n '__fish_seen_subcommand_from %s'",
			(*cmd)->name);

		if (!is_shown(*cmd) || !condition.ptr)
			continue;
		fish_options(run, (*cmd)->opts, condition.ptr);
		if (takes_paths(*cmd))
			continue;
		hito_out_printf(out, "complete -c hito%s -f -a '",
				condition.ptr);
		print_arguments(out, *cmd);
		hito_out_text(out, "'\n");
	}
}

static int completion_run(struct run *run, const void *args, int argc,
			  char **argv)
{
	(void)args;
	if (argc != 1)
		return run_wrong(
			run, "%s",
			hito_message(run->lang,
				     HITO_N("hito completion takes one "
					    "shell: bash, zsh or "
					    "fish")));
	if (strcmp(argv[0], "bash") == 0)
		bash_script(&run->out);
	else if (strcmp(argv[0], "zsh") == 0)
		zsh_script(run);
	else if (strcmp(argv[0], "fish") == 0)
		fish_script(run);
	else
		return run_wrong(run,
				 hito_message(run->lang,
					      HITO_N("no completion for %s: it "
						     "is bash, zsh or fish")),
				 argv[0]);
	return RUN_OK;
}
