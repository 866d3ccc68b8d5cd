/* SPDX-License-Identifier: MIT */
/*
 * hito complete: what can stand for the word that is being typed. The scripts
 * of hito completion ask it; people have no use for it.
 *
 *	hito complete -- WORD...     what was typed behind "hito"; the last word
 *	                             is the one to complete, and may be empty
 *
 * It prints an offer a line: the whole word, a tab, a few words about it. A
 * line ":files" or ":folders" at the end says that the shell may offer these.
 * What goes wrong is no business of somebody who presses a key: nothing is
 * offered then.
 */
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "offer.h"

#define ABOUT_COLUMNS 60

struct complete_args {
	bool meanings;
};

static const struct opt complete_opts[] = {
	/* For tests: the names in usages that offer.c knows. */
	OPT_FLAG(0, "meanings", complete_args, meanings, NULL),
	OPT_END,
};

static int complete_run(struct run *run, const void *args, int argc,
			char **argv);

const struct cmd cmd_complete = {
	.name = "complete",
	.usage = "-- TEXT...",
	.summary = "print what a word can be completed to",
	.opts = complete_opts,
	.args_size = sizeof(struct complete_args),
	.run = complete_run,
	.flags = CMD_HIDDEN,
};

/* The words before the last one, as they are read. */
struct typing {
	struct offers offers;
	const struct opt *pending; /* the next word is its value */
	bool ended;                /* by "--" */
};

static const struct opt *find_option(const struct opt *opts,
				     struct hito_str name, char letter)
{
	for (; opts && opts->kind != OPT_KIND_END; opts++)
		if (letter ? opts->letter == letter
			   : hito_str_is(name, opts->name))
			return opts;
	return NULL;
}

static const struct opt *option_of(const struct typing *typing,
				   struct hito_str name, char letter)
{
	const struct cmd *cmd = typing->offers.cmd;
	const struct opt *own =
		find_option(cmd ? cmd->opts : NULL, name, letter);

	return own ? own : find_option(cmd_global_opts, name, letter);
}

/* Options that say where the project is, and how to speak of it. */
static void apply(struct typing *typing, const struct opt *opt,
		  const char *value)
{
	struct run *run = typing->offers.run;
	enum hito_lang lang;

	if (strcmp(opt->name, "directory") == 0) {
		/* Where there is no such folder nothing is found there. */
		if (chdir(value) < 0)
			typing->offers.tried = true;
	} else if (strcmp(opt->name, "project") == 0) {
		run->project_file = value;
	} else if (strcmp(opt->name, "lang") == 0) {
		lang = hito_lang_parse(hito_str_from(value));
		if (lang != HITO_LANG_NONE) {
			run->lang = lang;
			run->lang_is_chosen = true;
		}
	}
}

static void read_long(struct typing *typing, const char *word)
{
	struct hito_str name, value;
	bool has_value =
		hito_str_cut(hito_str_from(word + 2), '=', &name, &value);
	const struct opt *opt = option_of(typing, name, 0);

	if (!opt || opt->kind == OPT_KIND_FLAG)
		return;
	if (has_value)
		apply(typing, opt, value.ptr);
	else
		typing->pending = opt;
}

/* "-qC": flags, and at most one that takes the rest or the next word. */
static void read_letters(struct typing *typing, const char *letters)
{
	for (; *letters; letters++) {
		const struct opt *opt =
			option_of(typing, HITO_STR(""), *letters);

		if (!opt || opt->kind == OPT_KIND_FLAG)
			continue;
		if (letters[1])
			apply(typing, opt, letters + 1);
		else
			typing->pending = opt;
		return;
	}
}

/* False: there is no such command, so there is nothing to say. */
static bool read_word(struct typing *typing, const char *word)
{
	struct offers *offers = &typing->offers;

	if (typing->pending) {
		apply(typing, typing->pending, word);
		typing->pending = NULL;
	} else if (!typing->ended && strcmp(word, "--") == 0) {
		typing->ended = true;
	} else if (!typing->ended && strncmp(word, "--", 2) == 0) {
		read_long(typing, word);
	} else if (!typing->ended && word[0] == '-' && word[1]) {
		read_letters(typing, word + 1);
	} else if (!offers->cmd) {
		offers->cmd = cmd_find(word);
		return offers->cmd && !(offers->cmd->flags & CMD_HIDDEN);
	} else {
		offers->before[offers->before_count++] = hito_str_from(word);
	}
	return true;
}

static void offer_options(struct offers *offers, const struct opt *opts)
{
	for (; opts && opts->kind != OPT_KIND_END; opts++) {
		struct hito_str word;

		if (!opts->help)
			continue;
		word = hito_arena_printf(
			offers->run->arena, "--%s%s", opts->name,
			opts->kind == OPT_KIND_FLAG ? "" : "=");
		if (!word.ptr)
			offers->no_memory = true;
		else
			offer_word(offers, word,
				   hito_str_from(hito_message(offers->run->lang,
							      opts->help)));
	}
}

/*
 * "PLAN|PATH": words, and names that offer.c knows. One that completes a part
 * of the word only ("A..B") has the whole word for itself.
 */
static bool offer_choice(struct offers *offers, struct hito_str rest)
{
	size_t front = offers->front.len;
	struct hito_str one;

	while (rest.len && offers->front.len == front) {
		hito_str_cut(rest, '|', &one, &rest);
		if (!offer_meaning(offers, one))
			offer_word(offers, one, HITO_STR(""));
	}
	return offers->front.len == front;
}

/* Without brackets and dots: "PLAN/STEP" of "[PLAN[/STEP]...]". */
static bool strip(struct hito_str word, struct hito_arena *arena,
		  struct hito_str *out, bool *out_repeated)
{
	char *copy = hito_new(arena, char, word.len + 1);
	size_t len = 0;

	if (!copy)
		return false;
	*out_repeated = false;
	for (size_t i = 0; i < word.len; i++) {
		if (hito_str_starts(hito_str_slice(word, i, word.len), "...")) {
			*out_repeated = true;
			i += 2;
		} else if (word.ptr[i] != '[' && word.ptr[i] != ']') {
			copy[len++] = word.ptr[i];
		}
	}
	*out = (struct hito_str){copy, len};
	return true;
}

static void offer_value(struct offers *offers, const struct opt *opt)
{
	struct hito_str choice;
	bool repeated;

	if (opt->kind == OPT_KIND_FLAG)
		return;
	for (const struct opt_choice *c = opt->choices; c && c->word; c++)
		offer_word(offers, hito_str_from(c->word), HITO_STR(""));
	if (opt->choices || !opt->value_name)
		return;
	if (!strip(hito_str_from(opt->value_name), offers->run->arena, &choice,
		   &repeated))
		offers->no_memory = true;
	else
		(void)offer_choice(offers, choice);
}

/* A word of a usage. */
struct slot {
	struct hito_str choice;
	bool optional, repeated;
};

/* False: there is none left, or no memory. */
static bool next_slot(struct hito_str *rest, struct offers *offers,
		      struct slot *out)
{
	struct hito_str word;

	do {
		if (!rest->len)
			return false;
		hito_str_cut(*rest, ' ', &word, rest);
	} while (!word.len || hito_str_is(word, "[options]"));
	out->optional = word.ptr[0] == '[';
	if (strip(word, offers->run->arena, &out->choice, &out->repeated))
		return true;
	offers->no_memory = true;
	return false;
}

/* What can stand behind so many arguments. */
static void offer_arguments(struct offers *offers)
{
	struct hito_str rest = hito_str_from(offers->cmd->usage);
	size_t at = offers->before_count, required = 0, number = 0;
	struct slot slot;

	while (next_slot(&rest, offers, &slot)) {
		if (at >= required && (at <= number || slot.repeated) &&
		    !offer_choice(offers, slot.choice))
			return;
		required += !slot.optional;
		number++;
	}
}

static void offer_all(struct typing *typing, struct hito_str word)
{
	struct offers *offers = &typing->offers;
	size_t equals = hito_str_find_byte(word, '=', 0);

	offers->front = hito_str_slice(word, 0, 0);
	offers->typed = word;
	if (typing->pending) {
		offer_value(offers, typing->pending);
	} else if (!typing->ended && hito_str_starts(word, "--") &&
		   equals != SIZE_MAX) {
		const struct opt *opt =
			option_of(typing, hito_str_slice(word, 2, equals), 0);

		offers->front = hito_str_slice(word, 0, equals + 1);
		offers->typed = hito_str_slice(word, equals + 1, word.len);
		if (opt)
			offer_value(offers, opt);
	} else if (!typing->ended && hito_str_starts(word, "-")) {
		if (offers->cmd)
			offer_options(offers, offers->cmd->opts);
		offer_options(offers, cmd_global_opts);
	} else if (!offers->cmd) {
		offer_meaning(offers, HITO_STR("COMMAND"));
	} else {
		offer_arguments(offers);
	}
}

static void print_offers(const struct offers *offers)
{
	struct hito_out *out = &offers->run->out;

	for (size_t i = 0; i < offers->count; i++) {
		const struct offer *one = &offers->list[i];

		/* The front is the user's own. */
		hito_out_str(out, offers->front);
		hito_out_str(out, one->word);
		hito_out_text(out, "\t");
		hito_out_foreign_fit(out, one->about, ABOUT_COLUMNS, false);
		hito_out_text(out, "\n");
	}
	if (offers->files)
		hito_out_text(out, ":files\n");
	else if (offers->folders)
		hito_out_text(out, ":folders\n");
}

static int complete_run(struct run *run, const void *args, int argc,
			char **argv)
{
	const struct complete_args *complete = args;
	struct typing typing = {.offers.run = run};
	struct offers *offers = &typing.offers;

	if (complete->meanings) {
		offer_list_meanings(&run->out);
		return RUN_OK;
	}
	offers->before =
		hito_new(run->arena, struct hito_str, (size_t)argc + 1);
	if (!offers->before)
		return run_memory(run);
	for (int i = 0; i + 1 < argc; i++)
		if (!read_word(&typing, argv[i]))
			return RUN_OK;
	offer_all(&typing, argc ? hito_str_from(argv[argc - 1]) : HITO_STR(""));
	if (offers->no_memory)
		return run_memory(run);
	print_offers(offers);
	return RUN_OK;
}
