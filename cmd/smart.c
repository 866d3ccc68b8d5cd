/* SPDX-License-Identifier: MIT */
/* hito smart: judge sentences without a plan. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "hito/judge.h"
#include "hito/limits.h"
#include "place.h"
#include "report/smart_json.h"
#include "report/smart_text.h"

enum smart_format {
	SMART_TEXT,
	SMART_JSONL,
};

struct smart_args {
	enum smart_format format;
};

static const struct opt_choice format_words[] = {
	{"text", SMART_TEXT},
	{"jsonl", SMART_JSONL},
	OPT_CHOICE_END,
};

static const struct opt smart_opts[] = {
	OPT_CHOICE(0, "format", smart_args, format, format_words,
		   HITO_N("for people, or one JSON object a line")),
	OPT_END,
};

static const struct cmd_example smart_examples[] = {
	{"hito smart \"Improve our presence on social media\"",
	 HITO_N("what is missing in a sentence")},
	{"hito smart --lang=es \"Publicar 12 reels antes del 30 de junio\"",
	 HITO_N("say that it is Spanish, and answer in Spanish")},
	{"hito smart --format=jsonl - < titles.txt",
	 HITO_N("judge one text a line, for programs")},
	{NULL, NULL},
};

static int smart_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_smart = {
	.name = "smart",
	.usage = "[options] TEXT...|-",
	.summary = HITO_N("judge sentences: specific, measurable, in time?"),
	.examples = smart_examples,
	.opts = smart_opts,
	.args_size = sizeof(struct smart_args),
	.run = smart_run,
	.flags = CMD_PAGER,
};

struct smart {
	struct run *run;
	enum smart_format format;
	struct hito_judge *judge;
	struct hito_arena *scratch; /* of one text */
	size_t judged;
};

/* Nothing between the last output and a text that is empty. */
static bool judge_text(struct smart *smart, struct hito_str text,
		       struct hito_err *err)
{
	struct run *run = smart->run;
	const struct hito_judge_options options = {
		.today = run->today,
		.lang = run->lang_named,
		.guess = run->lang,
	};
	const struct hito_style style = {
		.lang = run->lang,
		.color = run->color,
		.columns = run->columns,
	};
	struct hito_judgement judgement;

	text = hito_str_trim(text);
	if (text.len == 0)
		return true;
	hito_arena_clear(smart->scratch);
	if (!hito_judge_text(smart->judge, text, &options, smart->scratch,
			     &judgement, err))
		return false;
	if (smart->format == SMART_JSONL) {
		hito_smart_json(&run->out, &judgement);
	} else {
		hito_out_text(&run->out, smart->judged ? "\n" : "");
		hito_smart_text(&run->out, &style, &judgement);
	}
	smart->judged++;
	return true;
}

/* Standard input, a line at a time: there may be more than memory holds. */
struct lines {
	int fd;
	uint32_t number; /* of the last line */
	size_t start, end;
	bool over;
	char bytes[HITO_LIMIT_LINE];
};

/* More bytes behind those that are there. False: reading fails. */
static bool fill(struct lines *lines, struct hito_err *err)
{
	ssize_t got;

	memmove(lines->bytes, lines->bytes + lines->start,
		lines->end - lines->start);
	lines->end -= lines->start;
	lines->start = 0;
	do
		got = read(lines->fd, lines->bytes + lines->end,
			   sizeof(lines->bytes) - lines->end);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return hito_err_system(err, HITO_STR("-"),
				       HITO_N("cannot be read"), errno);
	lines->end += (size_t)got;
	lines->over = got == 0;
	return true;
}

static bool next_line(struct lines *lines, struct hito_str *out,
		      struct hito_err *err)
{
	for (;;) {
		struct hito_str rest = {lines->bytes + lines->start,
					lines->end - lines->start};
		size_t at = hito_str_find_byte(rest, '\n', 0);

		if (at != SIZE_MAX || (lines->over && rest.len)) {
			*out = hito_str_slice(rest, 0, at);
			lines->start += at == SIZE_MAX ? rest.len : at + 1;
			lines->number++;
			return true;
		}
		*out = HITO_STR("");
		if (lines->over)
			return true;
		if (rest.len == sizeof(lines->bytes)) {
			hito_err_set(err, HITO_ERR_INPUT,
				     HITO_N("a line has more than %u bytes"),
				     HITO_LIMIT_LINE);
			return hito_err_at(err, HITO_STR("-"),
					   lines->number + 1, 0);
		}
		if (!fill(lines, err))
			return false;
	}
}

static bool judge_input(struct smart *smart, struct hito_err *err)
{
	struct lines *lines = hito_new(smart->run->arena, struct lines, 1);
	struct hito_str line;

	if (!lines)
		return hito_err_memory(err);
	lines->fd = smart->run->in_fd;
	do {
		if (!next_line(lines, &line, err))
			return false;
		if (lines->number == 1 && hito_str_starts(line, "\xef\xbb\xbf"))
			line = hito_str_slice(line, 3, line.len);
		if (!judge_text(smart, line, err))
			return false;
	} while (!smart->run->out.failed &&
		 !(lines->over && lines->start == lines->end));
	return true;
}

static bool judge_all(struct smart *smart, int argc, char **argv,
		      struct hito_err *err)
{
	bool done = true;
	int i;

	if (!hito_judge_new(smart->run->arena, &smart->judge, err))
		return false;
	for (i = 0; i < argc && done; i++)
		done = strcmp(argv[i], "-") == 0
			       ? judge_input(smart, err)
			       : judge_text(smart, hito_str_from(argv[i]), err);
	hito_judge_free(smart->judge);
	return done;
}

static int smart_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct smart_args *options = args;
	struct smart smart = {.run = run, .format = options->format};
	struct hito_err err = {.lang = run->lang};
	bool done;

	place_speak(run);
	err.lang = run->lang;
	if (argc == 0)
		return run_wrong(
			run, "%s",
			hito_message(run->lang, HITO_N("what is to be judged? "
						       "Name a text, or - for "
						       "standard input")));
	smart.scratch = hito_arena_new(run->alloc);
	if (!smart.scratch)
		return run_memory(run);
	done = judge_all(&smart, argc, argv, &err);
	hito_arena_free(smart.scratch);
	return done ? RUN_OK : run_error(run, &err);
}
