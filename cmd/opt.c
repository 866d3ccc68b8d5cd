/* SPDX-License-Identifier: MIT */
/* Taking options off a command line, guided by their table. */
#include "opt.h"

#include <string.h>

#include "base/num.h"
#include "plan/relative.h"
#include "wrap.h"

enum { LONGEST_GUESS = 32 };

/* One option as typed, while it is looked up. */
struct typed {
	const char *word; /* the whole argument, for messages */
	struct hito_str name;
	const char *value; /* behind the "=" or the letter; NULL = none */
	const char **next; /* where a value in the next word would be */
	bool took_next;
};

/* What a look-up found: the table's line and whose args it fills. */
struct found {
	const struct opt *opt;
	void *args;
};

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * How many letters were left out, put in, changed or swapped with their
 * neighbour.
 */
static size_t distance(const char *typed, size_t n, const char *word, size_t m)
{
	size_t cost[LONGEST_GUESS + 1][LONGEST_GUESS + 1];

	for (size_t i = 0; i <= n; i++)
		cost[i][0] = i;
	for (size_t j = 0; j <= m; j++)
		cost[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			size_t *here = &cost[i][j];

			*here = cost[i - 1][j - 1] +
				(typed[i - 1] != word[j - 1]);
			*here = least(*here, cost[i - 1][j] + 1);
			*here = least(*here, cost[i][j - 1] + 1);
			if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] &&
			    typed[i - 2] == word[j - 1])
				*here = least(*here, cost[i - 2][j - 2] + 1);
		}
	}
	return cost[n][m];
}

bool opt_day(const char *name, const char *typed, hito_day today,
	     hito_day *out_day, struct hito_err *err)
{
	hito_day day;

	if (!typed)
		return true;
	day = hito_day_said(hito_str_from(typed), today);
	if (day == HITO_DAY_NONE) {
		hito_err_set(err, HITO_ERR_USAGE, "--%s is not a date: \"%s\"",
			     name, typed);
		return hito_err_help(err, "2026-03-02, today, tomorrow, "
					  "yesterday, or +2w, -3d from today");
	}
	*out_day = day;
	return true;
}

bool opt_split(struct hito_arena *arena, const struct opt_list *list,
	       const struct hito_str **out_words, size_t *out_count)
{
	struct hito_str *words = NULL;
	size_t count = 0, capacity = 0, i;

	for (i = 0; i < list->count; i++) {
		struct hito_str rest = hito_str_from(list->items[i]), word;

		while (rest.len) {
			hito_str_cut(rest, ',', &word, &rest);
			word = hito_str_trim(word);
			if (!word.len)
				continue;
			if (!hito_reserve(arena, words, count, capacity))
				return false;
			words[count++] = word;
		}
	}
	*out_words = words;
	*out_count = count;
	return true;
}

void opt_guess(struct opt_guess *best, const char *typed, const char *word)
{
	size_t n = strlen(typed), m = strlen(word), far;

	if (n > LONGEST_GUESS || m > LONGEST_GUESS)
		return;
	far = distance(typed, n, word, m);
	/* At most one letter in three may be wrong. */
	if (far * 3 > (n > m ? n : m) + 1)
		return;
	if (!best->word || far < best->distance) {
		best->word = word;
		best->distance = far;
	}
}

static bool wrong_option(struct opt_parser *parser, const struct typed *typed,
			 struct hito_err *err)
{
	struct opt_guess best = {NULL, 0};
	char name[64];

	hito_err_set(err, HITO_ERR_USAGE, "unknown option: %s", typed->word);
	if (typed->name.len >= sizeof(name) || typed->name.len < 2)
		return false;
	memcpy(name, typed->name.ptr, typed->name.len);
	name[typed->name.len] = '\0';
	for (size_t i = 0; i < parser->target_count; i++) {
		const struct opt *opt = parser->targets[i].opts;

		for (; opt && opt->kind != OPT_KIND_END; opt++)
			if (opt->help)
				opt_guess(&best, name, opt->name);
	}
	if (best.word)
		hito_err_help(err, "did you mean --%s?", best.word);
	return false;
}

/* An exact name wins; else a beginning that only one option has. */
static bool find_long(struct opt_parser *parser, const struct typed *typed,
		      struct found *out, struct hito_err *err)
{
	struct found near = {NULL, NULL};
	bool ambiguous = false;

	for (size_t i = 0; i < parser->target_count; i++) {
		const struct opt *opt = parser->targets[i].opts;

		for (; opt && opt->kind != OPT_KIND_END; opt++) {
			struct found here = {opt, parser->targets[i].args};
			struct hito_str name = hito_str_from(opt->name);

			if (hito_str_equal(name, typed->name)) {
				*out = here;
				return true;
			}
			if (!opt->help || typed->name.len == 0 ||
			    !hito_str_equal(
				    hito_str_slice(name, 0, typed->name.len),
				    typed->name))
				continue;
			ambiguous = ambiguous || near.opt;
			near = here;
		}
	}
	if (ambiguous)
		return hito_err_set(
			err, HITO_ERR_USAGE,
			"%s could be several options: write more of it",
			typed->word);
	if (!near.opt)
		return wrong_option(parser, typed, err);
	*out = near;
	return true;
}

static bool find_letter(struct opt_parser *parser, const struct typed *typed,
			char letter, struct found *out, struct hito_err *err)
{
	for (size_t i = 0; i < parser->target_count; i++) {
		const struct opt *opt = parser->targets[i].opts;

		for (; opt && opt->kind != OPT_KIND_END; opt++) {
			if (opt->letter != letter)
				continue;
			out->opt = opt;
			out->args = parser->targets[i].args;
			return true;
		}
	}
	return wrong_option(parser, typed, err);
}

/* "none, text or json" is clearer than a pattern: list the words. */
static bool wrong_choice(struct opt_parser *parser, const struct opt *opt,
			 const char *value, struct hito_err *err)
{
	struct hito_out_memory words = {0};
	struct hito_out out;

	hito_out_to_memory(&out, &words, parser->arena, 4096);
	for (const struct opt_choice *c = opt->choices; c->word; c++)
		hito_out_printf(&out, "%s%s", c == opt->choices ? "" : ", ",
				c->word);
	hito_err_set(err, HITO_ERR_USAGE, "--%s cannot be \"%s\"", opt->name,
		     value);
	if (out.failed)
		return hito_err_memory(err);
	return hito_err_help(err, "it is one of: %.*s", (int)words.len,
			     words.ptr ? words.ptr : "");
}

static bool store_choice(struct opt_parser *parser, const struct opt *opt,
			 int *field, const char *value, struct hito_err *err)
{
	for (const struct opt_choice *c = opt->choices; c->word; c++)
		if (strcmp(c->word, value) == 0) {
			*field = c->value;
			return true;
		}
	return wrong_choice(parser, opt, value, err);
}

static bool store_list(struct opt_parser *parser, struct opt_list *list,
		       const char *value, struct hito_err *err)
{
	if (!hito_reserve(parser->arena, list->items, list->count,
			  list->capacity))
		return hito_err_memory(err);
	list->items[list->count++] = value;
	return true;
}

static bool store(struct opt_parser *parser, const struct found *found,
		  const char *value, struct hito_err *err)
{
	const struct opt *opt = found->opt;
	void *field = (char *)found->args + opt->offset;

	switch (opt->kind) {
	case OPT_KIND_FLAG:
		*(bool *)field = true;
		return true;
	case OPT_KIND_TEXT:
		*(const char **)field = value;
		return true;
	case OPT_KIND_NUMBER:
		if (hito_str_u32(hito_str_from(value), (uint32_t *)field))
			return true;
		return hito_err_set(err, HITO_ERR_USAGE,
				    "--%s is not a number: \"%s\"", opt->name,
				    value);
	case OPT_KIND_LIST:
		return store_list(parser, field, value, err);
	case OPT_KIND_CHOICE:
		return store_choice(parser, opt, field, value, err);
	case OPT_KIND_END:
		break;
	}
	return true;
}

/* The value of an option that takes one: behind it, or the next word. */
static bool take_value(const struct opt *opt, struct typed *typed,
		       struct hito_err *err)
{
	if (typed->value)
		return true;
	if (!*typed->next)
		return hito_err_set(err, HITO_ERR_USAGE, "--%s needs a value",
				    opt->name);
	typed->value = *typed->next;
	typed->took_next = true;
	return true;
}

static bool parse_long(struct opt_parser *parser, struct typed *typed,
		       struct hito_err *err)
{
	struct hito_str text = hito_str_from(typed->word + 2), value;
	struct found found = {NULL, NULL};

	if (hito_str_cut(text, '=', &typed->name, &value))
		typed->value = value.ptr;
	if (!find_long(parser, typed, &found, err))
		return false;
	if (found.opt->kind == OPT_KIND_FLAG && typed->value)
		return hito_err_set(err, HITO_ERR_USAGE, "--%s takes no value",
				    found.opt->name);
	if (found.opt->kind != OPT_KIND_FLAG &&
	    !take_value(found.opt, typed, err))
		return false;
	return store(parser, &found, typed->value, err);
}

/* -q, -qv (two flags), -Cdir, -C dir */
static bool parse_letters(struct opt_parser *parser, struct typed *typed,
			  struct hito_err *err)
{
	for (const char *at = typed->word + 1; *at; at++) {
		struct found found = {NULL, NULL};

		if (!find_letter(parser, typed, *at, &found, err))
			return false;
		if (found.opt->kind == OPT_KIND_FLAG) {
			if (!store(parser, &found, NULL, err))
				return false;
			continue;
		}
		typed->value = at[1] ? at + 1 : NULL;
		return take_value(found.opt, typed, err) &&
		       store(parser, &found, typed->value, err);
	}
	return true;
}

bool opt_parse(struct opt_parser *parser, struct hito_err *err)
{
	char **argv = parser->argv;
	int kept = 0, i = 0;

	while (i < parser->argc) {
		struct typed typed = {.word = argv[i]};
		const char *next = argv[i + 1];
		bool is_long;

		/* A lone "-" is an argument: standard input. */
		if (argv[i][0] != '-' || !argv[i][1]) {
			if (parser->stop_at_word)
				break;
			argv[kept++] = argv[i++];
			continue;
		}
		if (strcmp(argv[i], "--") == 0) {
			i++;
			break;
		}
		typed.next = &next;
		is_long = argv[i][1] == '-';
		if (is_long ? !parse_long(parser, &typed, err)
			    : !parse_letters(parser, &typed, err))
			return false;
		i += typed.took_next ? 2 : 1;
	}
	while (i < parser->argc)
		argv[kept++] = argv[i++];
	argv[kept] = NULL;
	parser->argc = kept;
	return true;
}

/* What stands for the value: its name, or the words that it can be. */
static void print_value(struct hito_out *out, const struct opt *opt)
{
	if (opt->kind == OPT_KIND_FLAG)
		return;
	hito_out_text(out, "=");
	if (opt->value_name) {
		hito_out_text(out, opt->value_name);
		return;
	}
	for (const struct opt_choice *c = opt->choices; c && c->word; c++)
		hito_out_printf(out, "%s%s", c == opt->choices ? "" : "|",
				c->word);
}

static size_t value_width(const struct opt *opt)
{
	size_t width = 0;

	if (opt->kind == OPT_KIND_FLAG)
		return 0;
	if (opt->value_name)
		return 1 + strlen(opt->value_name);
	for (const struct opt_choice *c = opt->choices; c && c->word; c++)
		width += 1 + strlen(c->word);
	return width;
}

void opt_print_help(struct hito_out *out, const struct opt *opts,
		    enum hito_lang lang, size_t indent, size_t columns)
{
	for (; opts && opts->kind != OPT_KIND_END; opts++) {
		size_t at = indent + 6 + strlen(opts->name) + value_width(opts);

		if (!opts->help)
			continue;
		hito_out_repeat(out, ' ', indent);
		if (opts->letter)
			hito_out_printf(out, "-%c, --%s", opts->letter,
					opts->name);
		else
			hito_out_printf(out, "    --%s", opts->name);
		print_value(out, opts);
		if (at + 2 > indent + 24) {
			hito_out_text(out, "\n");
			at = 0;
		}
		wrap_print(out, hito_message(lang, opts->help), at, indent + 24,
			   columns);
	}
}

void opt_print_markdown(struct hito_out *out, const struct opt *opts)
{
	for (; opts && opts->kind != OPT_KIND_END; opts++) {
		if (!opts->help)
			continue;
		hito_out_text(out, "- ");
		if (opts->letter)
			hito_out_printf(out, "`-%c`, ", opts->letter);
		hito_out_printf(out, "`--%s", opts->name);
		print_value(out, opts);
		hito_out_printf(out, "`: %s.\n", opts->help);
	}
}
