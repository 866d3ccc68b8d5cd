/* SPDX-License-Identifier: MIT */
/* Options of commands: every kind, every way to write it, every mistake. */
#include "unit.h"

#include "cmd.h"

struct test_args {
	bool all, about;
	const char *text;
	uint32_t number;
	struct opt_list list;
	int choice;
};

static const struct opt_choice words[] = {
	{"one", 1},
	{"two", 2},
	OPT_CHOICE_END,
};

static const struct opt opts[] = {
	OPT_FLAG('a', "all", test_args, all, "everything"),
	OPT_FLAG('b', "about", test_args, about, "what it is"),
	OPT_TEXT('t', "text", test_args, text, "TEXT", "a text"),
	OPT_NUMBER('n', "number", test_args, number, "N", "a number"),
	OPT_LIST('l', "list", test_args, list, "X", "several"),
	OPT_CHOICE('c', "choice", test_args, choice, words, "a word"),
	OPT_TEXT(0, "secret", test_args, text, "TEXT", NULL),
	OPT_END,
};

/* A command line being parsed, and what came of it. */
struct line {
	struct hito_arena *arena;
	struct test_args args;
	struct hito_err err;
	char *argv[16];
	int argc;
	bool done;
};

static void parse_until(struct line *line, bool stop, const char *const *typed)
{
	struct opt_parser parser = {
		.arena = hito_arena_new(NULL),
		.targets = {{opts, &line->args}},
		.target_count = 1,
		.stop_at_word = stop,
		.argv = line->argv,
	};

	*line = (struct line){.arena = parser.arena};
	for (; typed[parser.argc]; parser.argc++)
		line->argv[parser.argc] = (char *)(uintptr_t)typed[parser.argc];
	line->done = opt_parse(&parser, &line->err);
	line->argc = parser.argc;
}

#define PARSE(line, ...) \
	parse_until((line), false, (const char *const[]){__VA_ARGS__, NULL})

static void done(struct line *line)
{
	hito_arena_free(line->arena);
}

static void takes_every_kind(void **state)
{
	struct line line;

	(void)state;
	PARSE(&line, "-a", "--text=x=y", "--number", "42", "--list=p", "-lq",
	      "--choice", "two", "file");
	assert_true(line.done);
	assert_true(line.args.all);
	assert_false(line.args.about);
	assert_string_equal(line.args.text, "x=y");
	assert_int_equal(line.args.number, 42);
	assert_int_equal(line.args.list.count, 2);
	assert_string_equal(line.args.list.items[0], "p");
	assert_string_equal(line.args.list.items[1], "q");
	assert_int_equal(line.args.choice, 2);
	assert_int_equal(line.argc, 1);
	assert_string_equal(line.argv[0], "file");
	assert_null(line.argv[1]);
	done(&line);
}

static void clusters_letters(void **state)
{
	struct line line;

	(void)state;
	PARSE(&line, "-abn7", "-t", "-a");
	assert_true(line.done);
	assert_true(line.args.all && line.args.about);
	assert_int_equal(line.args.number, 7);
	/* What follows an option that wants a value is the value. */
	assert_string_equal(line.args.text, "-a");
	assert_int_equal(line.argc, 0);
	done(&line);
}

static void keeps_arguments_in_order(void **state)
{
	struct line line;

	(void)state;
	PARSE(&line, "x", "-a", "-", "--text", "t", "y", "--", "--all", "-z");
	assert_true(line.done);
	assert_int_equal(line.argc, 5);
	assert_string_equal(line.argv[0], "x");
	assert_string_equal(line.argv[1], "-");
	assert_string_equal(line.argv[2], "y");
	assert_string_equal(line.argv[3], "--all");
	assert_string_equal(line.argv[4], "-z");
	done(&line);
}

static void stops_at_the_first_word(void **state)
{
	struct line line;

	(void)state;
	parse_until(&line, true,
		    (const char *const[]){"-a", "lint", "--nope", NULL});
	assert_true(line.done);
	assert_true(line.args.all);
	assert_int_equal(line.argc, 2);
	assert_string_equal(line.argv[0], "lint");
	assert_string_equal(line.argv[1], "--nope");
	done(&line);
}

static void accepts_a_beginning_that_one_option_has(void **state)
{
	struct line line;

	(void)state;
	PARSE(&line, "--ab", "--te=x");
	assert_true(line.done);
	assert_true(line.args.about);
	assert_string_equal(line.args.text, "x");
	done(&line);
	/* Hidden options are taken whole only. */
	PARSE(&line, "--secret=x");
	assert_true(line.done);
	done(&line);
	PARSE(&line, "--secr=x");
	assert_false(line.done);
	done(&line);
}

static void refuses(const char *first, const char *second, const char *message,
		    const char *help)
{
	struct line line;

	PARSE(&line, first, second);
	assert_false(line.done);
	assert_int_equal(line.err.code, HITO_ERR_USAGE);
	assert_string_equal(line.err.message, message);
	assert_string_equal(line.err.help, help);
	done(&line);
}

static void names_the_wrong_option(void **state)
{
	(void)state;
	refuses("--a", NULL, "--a could be several options: write more of it",
		"");
	refuses("--a=1", NULL,
		"--a=1 could be several options: write more of it", "");
	refuses("--txet=1", NULL, "unknown option: --txet=1",
		"did you mean --text?");
	refuses("--secert", NULL, "unknown option: --secert", "");
	refuses("-az", NULL, "unknown option: -az", "");
	refuses("--all=no", NULL, "--all takes no value", "");
	refuses("--text", NULL, "--text needs a value", "");
	refuses("-at", NULL, "--text needs a value", "");
	refuses("-n", "-1", "--number is not a number: \"-1\"", "");
	refuses("-n", "4294967296", "--number is not a number: \"4294967296\"",
		"");
	refuses("--number=", NULL, "--number is not a number: \"\"", "");
	refuses("-c", "three", "--choice cannot be \"three\"",
		"it is one of: one, two");
	refuses("--=x", NULL, "unknown option: --=x", "");
}

static void guesses_near_words_only(void **state)
{
	struct opt_guess best = {NULL, 0};

	(void)state;
	opt_guess(&best, "stauts", "log");
	assert_null(best.word);
	opt_guess(&best, "stauts", "state");
	opt_guess(&best, "stauts", "status");
	assert_string_equal(best.word, "status");
	assert_int_equal(best.distance, 1);
	best.word = NULL;
	opt_guess(&best, "", "ls");
	assert_null(best.word);
	opt_guess(&best, "a word that is far too long to be any command",
		  "a word that is far too long to be any commanx");
	assert_null(best.word);
}

/* One letter and one name mean one thing wherever they can be typed. */
static void tables_do_not_clash(void **state)
{
	(void)state;
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++) {
		const struct opt *tables[] = {(*cmd)->opts, cmd_global_opts};
		bool letters[256] = {false};
		const char *names[64];
		size_t count = 0;

		assert_non_null((*cmd)->usage);
		assert_non_null((*cmd)->summary);
		for (size_t i = 0; i < 2; i++) {
			const struct opt *opt = tables[i];

			for (; opt && opt->kind != OPT_KIND_END; opt++) {
				unsigned char letter =
					(unsigned char)opt->letter;

				assert_false(letter && letters[letter]);
				letters[letter] = true;
				for (size_t j = 0; j < count; j++)
					assert_string_not_equal(names[j],
								opt->name);
				assert_true(count < 64);
				names[count++] = opt->name;
				assert_true(opt->kind == OPT_KIND_FLAG ||
					    opt->value_name || opt->choices);
			}
		}
	}
}

static void days_are_said_in_many_ways(void **state)
{
	static const struct {
		const char *typed, *day;
	} said[] = {
		{"2026-03-02", "2026-03-02"}, {"today", "2026-02-28"},
		{"HOY", "2026-02-28"},        {"tomorrow", "2026-03-01"},
		{"mañana", "2026-03-01"},     {"Manana", "2026-03-01"},
		{"yesterday", "2026-02-27"},  {"ayer", "2026-02-27"},
		{"+2w", "2026-03-14"},        {"-3d", "2026-02-25"},
		{"+1mo", "2026-03-28"},       {"+2sem", "2026-03-14"},
	};
	static const char *const no_days[] = {"", "2026-2-3", "2w", "todays"};
	const hito_day today = hito_day_parse(HITO_STR("2026-02-28"));
	hito_day day = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		assert_true(opt_day("day", said[i].typed, today, &day, NULL));
		assert_int_equal(day,
				 hito_day_parse(hito_str_from(said[i].day)));
	}
	for (size_t i = 0; i < sizeof(no_days) / sizeof(no_days[0]); i++) {
		struct hito_err err = {.code = HITO_OK};

		day = 1;
		assert_false(opt_day("day", no_days[i], today, &day, &err));
		assert_int_equal(err.code, HITO_ERR_USAGE);
		assert_int_equal(day, 1);
	}
	assert_true(opt_day("day", NULL, today, &day, NULL));
	assert_int_equal(day, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_every_kind),
		cmocka_unit_test(clusters_letters),
		cmocka_unit_test(keeps_arguments_in_order),
		cmocka_unit_test(stops_at_the_first_word),
		cmocka_unit_test(accepts_a_beginning_that_one_option_has),
		cmocka_unit_test(names_the_wrong_option),
		cmocka_unit_test(guesses_near_words_only),
		cmocka_unit_test(tables_do_not_clash),
		cmocka_unit_test(days_are_said_in_many_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
