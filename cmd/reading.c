/* SPDX-License-Identifier: MIT */
/* Histories read as the surroundings ask for it. */
#include "reading.h"

#include "hito/message.h"
#include "threads.h"

#define PAUSE (100 * RUN_MILLISECONDS)

__attribute__((format_arg(2))) static const char *say(const struct run *run,
						      const char *english)
{
	return hito_message(run->lang, english);
}

static void write_stage(struct run *run, enum hito_stage stage, size_t done,
			size_t total)
{
	struct hito_out *out = &run->err;

	switch (stage) {
	case HITO_STAGE_WALK:
		hito_out_printf(out, say(run, HITO_N("finding commits: %zu")),
				done);
		break;
	case HITO_STAGE_TREES:
		hito_out_printf(
			out, say(run, HITO_N("comparing commits: %zu of %zu")),
			done, total);
		break;
	case HITO_STAGE_FILES:
		hito_out_printf(out,
				say(run, HITO_N("reading versions of plans: "
						"%zu of %zu")),
				done, total);
		break;
	case HITO_STAGE_EVENTS:
		hito_out_printf(out,
				say(run, HITO_N("reading history: %zu of %zu")),
				done, total);
		break;
	}
}

static void progress(void *ctx, enum hito_stage stage, size_t done,
		     size_t total)
{
	struct reading *reading = ctx;
	int64_t time = run_now();

	if (time < reading->due)
		return;
	reading->due = time + PAUSE;
	reading->shown = true;
	hito_out_text(&reading->run->err, "\r\033[K");
	write_stage(reading->run, stage, done, total);
	hito_out_flush(&reading->run->err);
}

static void end_progress(const struct reading *reading)
{
	if (!reading->shown)
		return;
	hito_out_text(&reading->run->err, "\r\033[K");
	hito_out_flush(&reading->run->err);
}

void reading_init(struct reading *reading, struct run *run,
		  const struct place *place)
{
	struct hito_history_options *options = &reading->options;

	*reading = (struct reading){.run = run, .due = run->progress_due};
	options->at = HITO_DAY_NONE;
	options->folder = place->above;
	options->project_text = place->options.project_text;
	options->project_path = place->options.project_path;
	options->threads = (unsigned)threads_wanted(HITO_HISTORY_THREADS);
	if (run_stamp(&options->stamp))
		options->keeping = run->keeping;
	if (run->err_is_terminal && run->terminal_is_able && !run->quiet)
		options->progress.tell = progress;
}

bool reading_history(struct reading *reading,
		     struct hito_repository *repository,
		     struct hito_history **out_history, struct hito_err *err)
{
	bool done;

	reading->options.progress.ctx = reading;
	done = hito_history_read(repository, &reading->options,
				 reading->run->arena, out_history, err);
	end_progress(reading);
	return done;
}

bool reading_news(struct reading *reading, struct hito_repository *repository,
		  const struct hito_news_options *news,
		  struct hito_news *out_news, bool *out_known,
		  struct hito_err *err)
{
	bool done;

	reading->options.progress.ctx = reading;
	done = hito_history_news(repository, &reading->options, news,
				 reading->run->arena, out_news, out_known, err);
	end_progress(reading);
	return done;
}
