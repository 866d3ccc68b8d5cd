/* SPDX-License-Identifier: MIT */
/*
 * hito completion: a shell's completion script. The scripts know nothing of
 * hito's commands: they ask hito complete at each key.
 */
#include <string.h>

#include "cmd.h"

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

/*
 * Bash cuts words at the signs of COMP_WORDBREAKS, "=" and ":" among them, and
 * takes what is offered for the last piece alone: pieces are put together for
 * hito, and what lies before the last one is taken off its answers.
 */
static const char bash_script[] =
	"# Completion of hito for bash: made by `hito completion bash`.\n"
	"_hito() {\n"
	"\tlocal IFS=$' \\t\\n' cur=${COMP_WORDS[COMP_CWORD]} i=1 n=0 word\n"
	"\tlocal front= line files= folders= apart=\n"
	"\tlocal -a words=()\n"
	"\t# git hito ..., perhaps with options of git between them\n"
	"\tif [[ ${COMP_WORDS[0]##*/} == git ]]; then\n"
	"\t\twhile [[ ${COMP_WORDS[i]} != hito ]] && ((i < COMP_CWORD)); do\n"
	"\t\t\t((i++))\n"
	"\t\tdone\n"
	"\t\t((i++))\n"
	"\tfi\n"
	"\t[[ -z $cur && ${COMP_LINE:0:COMP_POINT} == *[[:blank:]] ]] && "
	"apart=1\n"
	"\tfor (( ; i <= COMP_CWORD; i++)); do\n"
	"\t\tword=${COMP_WORDS[i]}\n"
	"\t\tif ((n)) && [[ $word == [=:]* || ${words[n-1]} == *[=:] && "
	"${COMP_WORDS[i-1]} == *[=:] ]] &&\n"
	"\t\t\t[[ -z $apart || $i -lt $COMP_CWORD ]]; then\n"
	"\t\t\twords[n-1]+=$word\n"
	"\t\telse\n"
	"\t\t\twords[n++]=$word\n"
	"\t\tfi\n"
	"\tdone\n"
	"\t((n)) || return 0\n"
	"\tword=${words[n-1]}\n"
	"\t[[ $cur == [=:]* ]] && cur=\n"
	"\tfront=${word:0:${#word}-${#cur}}\n"
	"\tCOMPREPLY=()\n"
	"\twhile IFS= read -r line; do\n"
	"\t\tcase $line in\n"
	"\t\t:files) files=1 ;;\n"
	"\t\t:folders) folders=1 ;;\n"
	"\t\t*)\n"
	"\t\t\tline=${line%%$'\\t'*}\n"
	"\t\t\tCOMPREPLY+=(\"${line#\"$front\"}\")\n"
	"\t\t\t;;\n"
	"\t\tesac\n"
	"\tdone < <(hito complete -- \"${words[@]}\" 2>/dev/null)\n"
	"\t[[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]] &&\n"
	"\t\tcompopt -o nospace 2>/dev/null\n"
	"\tIFS=$'\\n'\n"
	"\tif [[ -n $files ]]; then\n"
	"\t\tcompopt -o filenames 2>/dev/null\n"
	"\t\tCOMPREPLY+=($(compgen -f -- \"$cur\"))\n"
	"\telif [[ -n $folders ]]; then\n"
	"\t\tcompopt -o filenames 2>/dev/null\n"
	"\t\tCOMPREPLY+=($(compgen -d -- \"$cur\"))\n"
	"\tfi\n"
	"\treturn 0\n"
	"}\n"
	"_git_hito() { _hito; }\n"
	"complete -F _hito hito git-hito\n";

/* Offers that end in "=" or "/" are not finished: no space behind them. */
static const char zsh_script[] =
	"#compdef hito git-hito\n"
	"# Completion of hito for zsh: made by `hito completion zsh`.\n"
	"_hito() {\n"
	"\tlocal line word files= folders= ret=1\n"
	"\tlocal -a whole parts\n"
	"\tfor line in \"${(@f)$(hito complete -- "
	"\"${(@Q)words[2,CURRENT-1]}\" \"${(Q)PREFIX}\" 2>/dev/null)}\"; do\n"
	"\t\tcase $line in\n"
	"\t\t:files) files=1; continue ;;\n"
	"\t\t:folders) folders=1; continue ;;\n"
	"\t\t'') continue ;;\n"
	"\t\tesac\n"
	"\t\tword=${line%%$'\\t'*}\n"
	"\t\tline=${line#*$'\\t'}\n"
	"\t\tword=${word//:/\\\\:}${line:+:$line}\n"
	"\t\tif [[ ${word%%:*} == *[=/] ]]; then\n"
	"\t\t\tparts+=(\"$word\")\n"
	"\t\telse\n"
	"\t\t\twhole+=(\"$word\")\n"
	"\t\tfi\n"
	"\tdone\n"
	"\t(($#whole)) && _describe -V hito whole && ret=0\n"
	"\t(($#parts)) && _describe -V hito parts -S '' && ret=0\n"
	"\tif [[ -n $files$folders ]]; then\n"
	"\t\t[[ $PREFIX == --*=* ]] && compset -P '*='\n"
	"\t\tif [[ -n $files ]]; then _files; else _directories; fi && ret=0\n"
	"\tfi\n"
	"\treturn ret\n"
	"}\n"
	"if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
	"\t_hito \"$@\"\n"
	"else\n"
	"\tcompdef _hito hito git-hito\n"
	"fi\n";

static const char fish_script[] =
	"# Completion of hito for fish: made by `hito completion fish`.\n"
	"function __hito_complete\n"
	"\tset -l words (commandline -opc)\n"
	"\tset -e words[1]\n"
	"\tset -l current (commandline -ct)\n"
	"\tfor line in (hito complete -- $words $current 2>/dev/null)\n"
	"\t\tswitch $line\n"
	"\t\t\tcase :files\n"
	"\t\t\t\t__hito_paths $current\n"
	"\t\t\tcase :folders\n"
	"\t\t\t\t__hito_paths $current | string match -r '.*/$'\n"
	"\t\t\tcase '*'\n"
	"\t\t\t\techo $line\n"
	"\t\tend\n"
	"\tend\n"
	"end\n"
	"# Of --option=path the path alone is looked up.\n"
	"function __hito_paths\n"
	"\tset -l parts (string match -r '^(--[^=]*=)(.*)' -- $argv[1])\n"
	"\tif test (count $parts) = 3\n"
	"\t\tstring replace -r -- '^' $parts[2] "
	"(__fish_complete_path $parts[3] | string replace -r '\\t.*' '')\n"
	"\telse\n"
	"\t\t__fish_complete_path $argv[1] | string replace -r '\\t.*' ''\n"
	"\tend\n"
	"end\n"
	"complete -c hito -f -a '(__hito_complete)'\n"
	"complete -c git-hito -f -a '(__hito_complete)'\n";

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
		hito_out_text(&run->out, bash_script);
	else if (strcmp(argv[0], "zsh") == 0)
		hito_out_text(&run->out, zsh_script);
	else if (strcmp(argv[0], "fish") == 0)
		hito_out_text(&run->out, fish_script);
	else
		return run_wrong(run,
				 hito_message(run->lang,
					      HITO_N("no completion for %s: it "
						     "is bash, zsh or fish")),
				 argv[0]);
	return RUN_OK;
}
