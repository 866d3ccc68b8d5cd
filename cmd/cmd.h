/* SPDX-License-Identifier: MIT */
/*
 * The commands: each is one constant in one file, main.c lists them.
 *
 *	const struct cmd cmd_lint = {
 *		.name = "lint", .usage = "[options] [PATH...]",
 *		.summary = HITO_N("check plans against the rules"),
 *		.examples = lint_examples, .opts = lint_opts,
 *		.args_size = sizeof(struct lint_args), .run = lint_run,
 *	};
 */
#ifndef HITO_CMD_CMD_H
#define HITO_CMD_CMD_H

#include <stddef.h>

#include "opt.h"
#include "run.h"

#define HITO_VERSION "0.1.0"

/* A line to type and what it does (English, HITO_N). */
struct cmd_example {
	const char *line, *what;
};

enum cmd_flags {
	CMD_PAGER = 1,  /* long output: through a pager on a terminal */
	CMD_HIDDEN = 2, /* not in the list of commands */
	/* STEP is one that is open, or closed: what completion offers. */
	CMD_OPEN_STEPS = 4,
	CMD_CLOSED_STEPS = 8,
};

struct cmd {
	const char *name;
	/*
	 * What follows the name, "[options] STEP [PLAN|PATH...]". Completion
	 * reads it, too: a word in capitals is one that offer.c knows, any
	 * other is typed as it stands.
	 */
	const char *usage;
	const char *summary; /* English, HITO_N, a verb first, no full stop */
	const struct cmd_example *examples; /* ends with a line of NULL */
	const struct opt *opts;             /* NULL: none of its own */
	size_t args_size;                   /* of the struct of opts */
	const void *args_defaults;          /* NULL: all zero */
	/* args: the filled struct; argv: the arguments, NULL at the end. */
	int (*run)(struct run *run, const void *args, int argc, char **argv);
	unsigned flags;
};

extern const struct cmd cmd_lint;
extern const struct cmd cmd_baseline;
extern const struct cmd cmd_smart;
extern const struct cmd cmd_status;
extern const struct cmd cmd_next;
extern const struct cmd cmd_list;
extern const struct cmd cmd_board;
extern const struct cmd cmd_log;
extern const struct cmd cmd_forecast;
extern const struct cmd cmd_sync;
extern const struct cmd cmd_squash_message;
extern const struct cmd cmd_merge_file;
extern const struct cmd cmd_resolve;
extern const struct cmd cmd_hook;
extern const struct cmd cmd_diff;
extern const struct cmd cmd_blame;
extern const struct cmd cmd_show;
extern const struct cmd cmd_init;
extern const struct cmd cmd_textconv;
extern const struct cmd cmd_new;
extern const struct cmd cmd_add;
extern const struct cmd cmd_expand;
extern const struct cmd cmd_set;
extern const struct cmd cmd_start;
extern const struct cmd cmd_done;
extern const struct cmd cmd_block;
extern const struct cmd cmd_drop;
extern const struct cmd cmd_reopen;
extern const struct cmd cmd_check;
extern const struct cmd cmd_edit;
extern const struct cmd cmd_rename;
extern const struct cmd cmd_mv;
extern const struct cmd cmd_split;
extern const struct cmd cmd_join;
extern const struct cmd cmd_fmt;
extern const struct cmd cmd_explain;
extern const struct cmd cmd_schema;
extern const struct cmd cmd_help;
extern const struct cmd cmd_completion;
extern const struct cmd cmd_complete;

/* All commands in the order of help, NULL at the end. */
extern const struct cmd *const cmd_table[];

/* What the commands from one on are for, as far as the next group. */
struct cmd_group {
	const struct cmd *first;
	const char *title; /* English, HITO_N */
};
extern const struct cmd_group cmd_groups[]; /* ends with NULL */
/* The title of the group that begins with a command; NULL: none does. */
const char *cmd_group_title(const struct cmd *cmd);
/* The options that every command takes. */
extern const struct opt cmd_global_opts[];

/* NULL when there is none of the name. */
const struct cmd *cmd_find(const char *name);
/* Report a command that does not exist, with the one most like it. */
int cmd_unknown(struct run *run, const char *name);
/* What `hito --help` and `hito COMMAND --help` print (cmd NULL: hito). */
void cmd_print_help(struct run *run, struct hito_out *out,
		    const struct cmd *cmd);

#endif
