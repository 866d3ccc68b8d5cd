/* SPDX-License-Identifier: MIT */
/* What commands say when something goes wrong, and in which language. */
#include "run.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "base/keep.h"
#include "hito/sight.h"

int64_t run_now(void)
{
	struct timespec time;

	if (clock_gettime(CLOCK_REALTIME, &time) < 0)
		return 0;
	return (int64_t)time.tv_sec * 1000 * RUN_MILLISECONDS + time.tv_nsec;
}

static void print_place(struct run *run, const struct hito_err *err)
{
	if (!err->path[0])
		return;
	hito_out_foreign(&run->err, hito_str_from(err->path));
	if (err->line)
		hito_out_printf(&run->err, ":%u", (unsigned)err->line);
	if (err->line && err->column)
		hito_out_printf(&run->err, ":%u", (unsigned)err->column);
	hito_out_text(&run->err, ": ");
}

int run_error(struct run *run, const struct hito_err *err)
{
	hito_out_flush(&run->out);
	hito_out_text(&run->err, "hito: ");
	print_place(run, err);
	hito_out_foreign(&run->err, hito_str_from(err->message));
	hito_out_text(&run->err, "\n");
	if (err->help[0]) {
		hito_out_text(&run->err,
			      hito_message(run->lang, HITO_N("help: ")));
		hito_out_foreign(&run->err, hito_str_from(err->help));
		hito_out_text(&run->err, "\n");
	}
	hito_out_flush(&run->err);
	return err->code == HITO_ERR_INCOMPLETE ? RUN_INCOMPLETE : RUN_FAILED;
}

int run_wrong(struct run *run, const char *format, ...)
{
	struct hito_err err = {.code = HITO_ERR_USAGE};
	va_list list;

	va_start(list, format);
	vsnprintf(err.message, sizeof(err.message), format, list);
	va_end(list);
	return run_error(run, &err);
}

int run_memory(struct run *run)
{
	struct hito_err err = {.lang = run->lang};

	hito_err_memory(&err);
	return run_error(run, &err);
}

bool run_stamp(uint64_t *out_stamp)
{
	struct hito_imprint imprint;
	struct stat status;

	if (stat("/proc/self/exe", &status) < 0)
		return false;
	hito_imprint_take(&status, &imprint);
	*out_stamp = hito_keep_sum(
		0, (struct hito_str){(const char *)&imprint, sizeof(imprint)});
	return true;
}

void run_set_lang(struct run *run, enum hito_lang of_project)
{
	if (!run->lang_is_chosen && of_project != HITO_LANG_NONE)
		run->lang = of_project;
}
