/* SPDX-License-Identifier: MIT */
/*
 * Options of a command as a table: help, completion, manual page and parser
 * all read the same lines.
 *
 *	struct lint_args { bool all; const char *output; };
 *
 *	static const struct opt lint_opts[] = {
 *		OPT_FLAG('a', "all", lint_args, all, HITO_N("read it all")),
 *		OPT_TEXT(0, "output", lint_args, output, "FILE",
 *			 HITO_N("write to FILE")),
 *		OPT_END,
 *	};
 *
 * A field of the wrong type does not compile. A help of NULL hides the
 * option from help and completion.
 */
#ifndef HITO_CMD_OPT_H
#define HITO_CMD_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/date.h"
#include "hito/err.h"
#include "hito/message.h"
#include "hito/out.h"

enum opt_kind {
	OPT_KIND_END,
	OPT_KIND_FLAG,   /* bool: true when given */
	OPT_KIND_TEXT,   /* const char *: the last one given */
	OPT_KIND_NUMBER, /* uint32_t: digits only */
	OPT_KIND_LIST,   /* struct opt_list: every one given, in order */
	OPT_KIND_CHOICE, /* int or an enum: the value of a word of a table */
};

/* The values of a repeatable option; they live as long as the command. */
struct opt_list {
	const char **items;
	size_t count, capacity;
};

/* One word of a choice. A table of them ends with OPT_CHOICE_END. */
struct opt_choice {
	const char *word;
	int value;
};
#define OPT_CHOICE_END       \
	{                    \
		.word = NULL \
	}

struct opt {
	enum opt_kind kind;
	char letter;            /* 0 = none */
	const char *name;       /* without the dashes */
	size_t offset;          /* into the command's args */
	const char *value_name; /* as in cmd.h, usage: "FILE", "REV|DATE" */
	const char *help;       /* English; translated when printed */
	const struct opt_choice *choices;
};

#define OPT_FIELD(T, field) (((struct T *)0)->field)

#define OPT_FLAG(letter_, name_, T, field_, help_)                     \
	{                                                              \
		.kind = _Generic(OPT_FIELD(T, field_), bool            \
				 : OPT_KIND_FLAG),                     \
		.letter = (letter_), .name = (name_),                  \
		.offset = offsetof(struct T, field_), .help = (help_), \
	}
#define OPT_VALUE_(kind_, letter_, name_, T, field_, value_, help_)           \
	{                                                                     \
		.kind = (kind_), .letter = (letter_), .name = (name_),        \
		.offset = offsetof(struct T, field_), .value_name = (value_), \
		.help = (help_),                                              \
	}
#define OPT_TEXT(letter, name, T, field, value, help) \
	OPT_VALUE_(_Generic(OPT_FIELD(T, field), const char *              \
			    : OPT_KIND_TEXT),                              \
		   letter, name, T, field, value, help)
#define OPT_NUMBER(letter, name, T, field, value, help)   \
	OPT_VALUE_(_Generic(OPT_FIELD(T, field), uint32_t \
			    : OPT_KIND_NUMBER),           \
		   letter, name, T, field, value, help)
#define OPT_LIST(letter, name, T, field, value, help)            \
	OPT_VALUE_(_Generic(OPT_FIELD(T, field), struct opt_list \
			    : OPT_KIND_LIST),                    \
		   letter, name, T, field, value, help)
/*
 * choices_ is an array of struct opt_choice; help shows its words, or value_
 * where they are too many: help_ names them then.
 */
#define OPT_CHOICE_AS(letter_, name_, T, field_, choices_, value_, help_)     \
	{                                                                     \
		.kind = _Generic(OPT_FIELD(T, field_), int                    \
				 : OPT_KIND_CHOICE, unsigned                  \
				 : OPT_KIND_CHOICE),                          \
		.letter = (letter_), .name = (name_),                         \
		.offset = offsetof(struct T, field_), .value_name = (value_), \
		.help = (help_), .choices = (choices_),                       \
	}
#define OPT_CHOICE(letter, name, T, field, choices, help) \
	OPT_CHOICE_AS(letter, name, T, field, choices, NULL, help)
#define OPT_END                      \
	{                            \
		.kind = OPT_KIND_END \
	}

/* A table and the struct that its offsets point into. */
struct opt_target {
	const struct opt *opts; /* may be NULL: no options */
	void *args;
};

/* The words of a command line while options are taken off it. */
struct opt_parser {
	struct hito_arena *arena;
	struct opt_target targets[2];
	size_t target_count;
	bool stop_at_word; /* the first argument that is no option ends it */
	char **argv;       /* in: the words, NULL at the end; out: the rest */
	int argc;
};

/*
 * Take the options off argv and put their values into the targets. What is
 * no option stays in argv in its order ("--" ends options and is dropped).
 *
 * argv       is reordered in place; list values grow in the arena
 * err        HITO_ERR_USAGE names the option, and a similar one in its help
 */
HITO_MUST bool opt_parse(struct opt_parser *parser, struct hito_err *err);

/*
 * The day that the text of an option says: 2026-03-02, "tomorrow", or "+2w"
 * from today. typed  NULL: the option was not given, and *out_day stays.
 */
HITO_MUST bool opt_day(const char *name, const char *typed, hito_day today,
		       hito_day *out_day, struct hito_err *err);

/* The words of "T001,placeholder" of all values. False when memory ends. */
HITO_MUST bool opt_split(struct hito_arena *arena, const struct opt_list *list,
			 const struct hito_str **out_words, size_t *out_count);

/*
 * The candidate most like a mistyped word, NULL when none is near enough.
 * best is the best one so far and its distance (start with NULL and 0).
 */
struct opt_guess {
	const char *word;
	size_t distance;
};
void opt_guess(struct opt_guess *best, const char *typed, const char *word);

/* The options in two columns behind an indent, wrapped at columns. */
void opt_print_help(struct hito_out *out, const struct opt *opts,
		    enum hito_lang lang, size_t indent, size_t columns);
/* The options as a Markdown list, English: the source of manual pages. */
void opt_print_markdown(struct hito_out *out, const struct opt *opts);

#endif
