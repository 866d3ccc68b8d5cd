/* SPDX-License-Identifier: MIT */
/* The list of commands, and the options that all of them take. */
#include "cmd.h"

#include <string.h>

#include "global.h"

const struct cmd *const cmd_table[] = {
	&cmd_init,       &cmd_new,     &cmd_add,
	&cmd_expand,     &cmd_set,     &cmd_start,
	&cmd_done,       &cmd_block,   &cmd_drop,
	&cmd_reopen,     &cmd_check,   &cmd_edit,
	&cmd_rename,     &cmd_mv,      &cmd_split,
	&cmd_join,       &cmd_fmt,     &cmd_lint,
	&cmd_baseline,   &cmd_smart,   &cmd_explain,
	&cmd_next,       &cmd_list,    &cmd_board,
	&cmd_show,       &cmd_status,  &cmd_forecast,
	&cmd_log,        &cmd_diff,    &cmd_blame,
	&cmd_hook,       &cmd_sync,    &cmd_squash_message,
	&cmd_merge_file, &cmd_resolve, &cmd_textconv,
	&cmd_schema,     &cmd_help,    &cmd_completion,
	&cmd_complete,   NULL,
};

const struct cmd_group cmd_groups[] = {
	{&cmd_init, HITO_N("Begin")},
	{&cmd_add, HITO_N("Write plans")},
	{&cmd_lint, HITO_N("Check them")},
	{&cmd_next, HITO_N("See where they stand")},
	{&cmd_log, HITO_N("Ask their history")},
	{&cmd_hook, HITO_N("Work with Git")},
	{&cmd_schema, HITO_N("Others")},
	{NULL, NULL},
};

static const struct opt_choice lang_words[] = {
	{"es", HITO_LANG_ES},
	{"en", HITO_LANG_EN},
	OPT_CHOICE_END,
};

static const struct opt_choice color_words[] = {
	{"auto", GLOBAL_COLOR_AUTO},
	{"always", GLOBAL_COLOR_ALWAYS},
	{"never", GLOBAL_COLOR_NEVER},
	OPT_CHOICE_END,
};

const struct opt cmd_global_opts[] = {
	OPT_TEXT('C', "directory", global_args, dir, "DIR",
		 HITO_N("work as if started in DIR")),
	OPT_TEXT(0, "project", global_args, project, "FILE",
		 HITO_N("read this project file instead of .hito.yaml")),
	OPT_TEXT(0, "today", global_args, today, "DATE",
		 HITO_N("take DATE (2026-03-02) for today")),
	OPT_CHOICE(0, "lang", global_args, lang, lang_words,
		   HITO_N("speak Spanish or English")),
	OPT_CHOICE(0, "color", global_args, color, color_words,
		   HITO_N("when to use colors")),
	OPT_FLAG('q', "quiet", global_args, quiet,
		 HITO_N("print only what was asked for, or nothing")),
	OPT_FLAG(0, "no-pager", global_args, no_pager,
		 HITO_N("never start a pager")),
	OPT_FLAG('h', "help", global_args, help,
		 HITO_N("tell how to use hito or a command")),
	OPT_FLAG(0, "version", global_args, version,
		 HITO_N("print the version")),
	OPT_END,
};

const struct cmd *cmd_find(const char *name)
{
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++)
		if (strcmp((*cmd)->name, name) == 0)
			return *cmd;
	return NULL;
}

const char *cmd_group_title(const struct cmd *cmd)
{
	for (const struct cmd_group *group = cmd_groups; group->first; group++)
		if (group->first == cmd)
			return group->title;
	return NULL;
}

int cmd_unknown(struct run *run, const char *name)
{
	struct opt_guess best = {NULL, 0};
	struct hito_err err = {.lang = run->lang};

	hito_err_set(&err, HITO_ERR_USAGE, "unknown command: %s", name);
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++)
		if (!((*cmd)->flags & CMD_HIDDEN))
			opt_guess(&best, name, (*cmd)->name);
	if (best.word)
		hito_err_help(&err, "did you mean `hito %s`?", best.word);
	else
		hito_err_help(&err, "`hito --help` lists the commands");
	return run_error(run, &err);
}
