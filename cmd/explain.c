/* SPDX-License-Identifier: MIT */
/* hito explain: what a rule means, with examples, and how to mend it. */
#include <string.h>

#include "cmd.h"
#include "hito/lint.h"
#include "place.h"
#include "report/page_text.h"

static const struct cmd_example explain_examples[] = {
	{"hito explain", HITO_N("list all rules")},
	{"hito explain T001", HITO_N("explain a rule by its id")},
	{"hito explain placeholder --lang=es",
	 HITO_N("explain a rule by its name, in Spanish")},
	{NULL, NULL},
};

static int explain_run(struct run *run, const void *args, int argc,
		       char **argv);

const struct cmd cmd_explain = {
	.name = "explain",
	.usage = "[RULE...]",
	.summary = HITO_N("explain the rules of hito lint"),
	.examples = explain_examples,
	.run = explain_run,
	.flags = CMD_PAGER,
};

static const char *level_color(enum hito_level level)
{
	static const char *const colors[] = {"\033[36m", "\033[33m",
					     "\033[31m"};

	return colors[level];
}

/* What a letter stands for, before its first rule. */
static const char *letter_title(char letter)
{
	switch (letter) {
	case 'F':
		return HITO_N("Form");
	case 'S':
		return HITO_N("Specific");
	case 'M':
		return HITO_N("Measurable");
	case 'A':
		return HITO_N("Achievable");
	case 'R':
		return HITO_N("Relevant");
	case 'T':
		return HITO_N("Time-bound");
	case 'G':
		return HITO_N("Dependencies");
	case 'H':
		return HITO_N("History");
	default:
		return "";
	}
}

static void print_row(struct run *run, enum hito_rule rule)
{
	enum hito_level level = hito_rule_level(rule);

	hito_out_printf(&run->out, "  %s  ", hito_rule_id(rule));
	if (run->color)
		hito_out_text(&run->out, level_color(level));
	hito_out_printf(&run->out, "%-8s", hito_level_name(level));
	if (run->color)
		hito_out_text(&run->out, "\033[0m");
	hito_out_printf(&run->out, " %-22s ", hito_rule_name(rule));
	hito_out_text(&run->out,
		      hito_message(run->lang, hito_rule_summary(rule)));
	hito_out_text(&run->out, hito_rule_group(rule) == HITO_STRICT
					 ? " (strict)\n"
					 : "\n");
}

/* "0.85", or "-" where nothing was raised. */
static void print_share(struct run *run, bool known, unsigned thousandths)
{
	unsigned hundredths = (thousandths + 5) / 10;

	if (known)
		hito_out_printf(&run->out, "%u.%02u", hundredths / 100,
				hundredths % 100);
	else
		hito_out_text(&run->out, "-");
}

/* How much a rule of wording may be trusted, in each language. */
static void print_measured(struct run *run, enum hito_rule rule)
{
	static const enum hito_lang langs[] = {HITO_LANG_EN, HITO_LANG_ES};
	struct hito_measured measured;
	size_t i;

	for (i = 0; i < sizeof(langs) / sizeof(langs[0]); i++) {
		if (!hito_rule_measured(rule, langs[i], &measured))
			continue;
		hito_out_printf(
			&run->out, "%s: ",
			hito_message(run->lang, langs[i] == HITO_LANG_EN
							? HITO_N("English")
							: HITO_N("Spanish")));
		hito_out_text(&run->out,
			      hito_message(run->lang, HITO_N("precision")));
		hito_out_text(&run->out, " ");
		print_share(run, measured.raised, measured.precision);
		hito_out_text(&run->out, ", ");
		hito_out_text(&run->out,
			      hito_message(run->lang, HITO_N("recall")));
		hito_out_text(&run->out, " ");
		print_share(run, true, measured.recall);
		hito_out_printf(
			&run->out, " (%zu %s)\n", measured.texts,
			hito_message(run->lang, measured.texts == 1
							? HITO_N("text")
							: HITO_N("texts")));
	}
}

static void print_page(struct run *run, enum hito_rule rule)
{
	hito_page_text(&run->out, hito_rule_page(rule, run->lang),
		       run->color ? "\033[1m" : "",
		       run->color ? "\033[0m" : "");
	hito_out_text(&run->out, "\n");
	hito_out_printf(
		&run->out,
		hito_message(run->lang, HITO_N("Level: %s. Group: %s.\n")),
		hito_level_name(hito_rule_level(rule)),
		hito_group_name(hito_rule_group(rule)));
	print_measured(run, rule);
}

static void print_title(struct run *run, const char *english)
{
	hito_out_printf(&run->out, run->color ? "\033[1m%s\033[0m\n" : "%s\n",
			hito_message(run->lang, english));
}

static void print_table(struct run *run)
{
	char letter = 0;
	size_t i;

	for (i = 0; i < HITO_RULE_COUNT; i++) {
		enum hito_rule rule = (enum hito_rule)i;

		if (hito_rule_id(rule)[0] != letter) {
			hito_out_text(&run->out, letter ? "\n" : "");
			letter = hito_rule_id(rule)[0];
			print_title(run, letter_title(letter));
		}
		print_row(run, rule);
	}
}

static int unknown_rule(struct run *run, const char *word)
{
	struct opt_guess guess = {NULL, 0};
	struct hito_err err = {.lang = run->lang};
	size_t i;

	for (i = 0; i < HITO_RULE_COUNT; i++) {
		opt_guess(&guess, word, hito_rule_id((enum hito_rule)i));
		opt_guess(&guess, word, hito_rule_name((enum hito_rule)i));
	}
	(void)hito_err_set(&err, HITO_ERR_USAGE, "there is no rule \"%s\"",
			   word);
	if (guess.word)
		(void)hito_err_help(&err, "did you mean \"%s\"?", guess.word);
	else
		(void)hito_err_help(&err, "hito explain lists the rules");
	return run_error(run, &err);
}

static int explain_run(struct run *run, const void *args, int argc, char **argv)
{
	int i;

	(void)args;
	place_speak(run);
	for (i = 0; i < argc; i++) {
		if (hito_rule_find(hito_str_from(argv[i])) == HITO_RULE_COUNT)
			return unknown_rule(run, argv[i]);
	}
	if (argc == 0)
		print_table(run);
	for (i = 0; i < argc; i++) {
		enum hito_rule rule = hito_rule_find(hito_str_from(argv[i]));

		hito_out_text(&run->out, i ? "\n" : "");
		print_page(run, rule);
	}
	return RUN_OK;
}
