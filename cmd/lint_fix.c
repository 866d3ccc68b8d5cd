/* SPDX-License-Identifier: MIT */
/* Fixed texts of hito lint: written, printed, shown as a diff, counted. */
#include "lint_fix.h"

#include "base/file.h"
#include "report/diff.h"

bool lint_fix_write(const struct place *place, struct hito_fixes *fixes,
		    size_t *out_failed, struct hito_err *err)
{
	struct run *run = place->run;
	size_t i;

	*out_failed = 0;
	for (i = 0; i < fixes->count; i++) {
		struct hito_fixed *fixed = fixes->list[i];
		struct hito_err why = {.lang = run->lang};

		if (!hito_fixed_is_changed(fixed) ||
		    hito_file_rewrite(place->root_fd, fixed->path,
				      fixed->before, fixed->after, &why))
			continue;
		*out_failed += run_error(run, &why) != RUN_OK;
		if (!hito_fixes_give_up(fixes, fixed))
			return hito_err_memory(err);
	}
	return true;
}

/* A text for programs is left as it is; eyes see its controls. */
static void print_text(struct run *run, struct hito_str text)
{
	struct hito_str line;

	if (!run->out_is_terminal) {
		hito_out_str(&run->out, text);
		return;
	}
	while (hito_str_cut_line(&text, &line)) {
		hito_out_foreign(&run->out, line);
		hito_out_text(&run->out, "\n");
	}
}

void lint_fix_print(struct run *run, const struct hito_fixes *fixes,
		    struct hito_str before, struct hito_str path)
{
	size_t i;

	for (i = 0; i < fixes->count; i++) {
		if (hito_str_equal(fixes->list[i]->path, path))
			before = fixes->list[i]->after;
	}
	print_text(run, before);
}

bool lint_fix_diff(struct run *run, const struct hito_fixes *fixes,
		   struct hito_err *err)
{
	const struct hito_diff_options options = {
		.for_eyes = run->out_is_terminal,
		.color = run->color,
	};
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	bool done = scratch != NULL;
	size_t i;

	for (i = 0; done && i < fixes->count; i++) {
		done = hito_diff_write(&run->out, fixes->list[i], &options,
				       scratch);
		hito_arena_clear(scratch);
	}
	hito_arena_free(scratch);
	return done ? true : hito_err_memory(err);
}

static void say_refused(struct run *run, const struct hito_fixed *fixed)
{
	struct hito_out *out = &run->err;
	const char *id = hito_rule_id(fixed->refused);

	hito_out_text(out, "hito: ");
	hito_out_foreign(out, fixed->path);
	if (!hito_fixed_is_changed(fixed))
		hito_out_printf(
			out,
			hito_message(run->lang,
				     HITO_N(": left as it is: its fixes "
					    "together would make an error "
					    "(%s)\n")),
			id);
	else
		hito_out_printf(
			out,
			hito_message(run->lang,
				     HITO_N(": only safe fixes: the suggested "
					    "ones together would make an error "
					    "(%s)\n")),
			id);
}

void lint_fix_say(struct run *run, const struct hito_fixes *fixes,
		  bool unfinished)
{
	size_t i;

	for (i = 0; i < fixes->count; i++) {
		if (fixes->list[i]->refused != HITO_RULE_COUNT)
			say_refused(run, fixes->list[i]);
	}
	if (unfinished)
		hito_out_printf(
			&run->err,
			hito_message(run->lang,
				     HITO_N("hito: more can be fixed after %d "
					    "rounds: run the command again\n")),
			HITO_FIX_ROUNDS);
}

bool lint_fix_changed(const struct hito_fixes *fixes)
{
	size_t i;

	for (i = 0; i < fixes->count; i++) {
		if (hito_fixed_is_changed(fixes->list[i]))
			return true;
	}
	return false;
}

void lint_fix_count(const struct hito_fixes *fixes,
		    const struct hito_model *model,
		    const struct hito_lint_result *result,
		    struct hito_lint_fixing *out)
{
	size_t i;

	for (i = 0; i < fixes->count; i++) {
		if (hito_fixed_is_changed(fixes->list[i]))
			out->fixed += fixes->list[i]->count;
	}
	for (i = 0; i < result->count; i++) {
		const struct hito_finding *finding = &result->findings[i];

		if (hito_fix_applies(finding, model, HITO_FIX_SAFE))
			out->safe++;
		else if (hito_fix_applies(finding, model, HITO_FIX_SUGGESTED))
			out->suggested++;
	}
	/* Suggested ones that are left then were taken back, or refused. */
	if (fixes->safety == HITO_FIX_SUGGESTED)
		out->suggested = 0;
}
