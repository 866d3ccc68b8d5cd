/* SPDX-License-Identifier: MIT */
/* Reads all that is known of a step, and prints it. */
#include "card.h"

#include "report/card_report.h"
#include "standing.h"
#include "threads.h"

struct showing {
	struct run *run;
	const struct card_args *args;
	struct standing standing;
	struct hito_outlook outlook;
	struct hito_lint_result lint;
	struct hito_card card;
};

/* The same step in the model that the status is of. */
static const struct hito_prospect *find(const struct showing *showing,
					const struct hito_item *step)
{
	const struct hito_outlook *outlook = &showing->outlook;
	const struct hito_prospect *found = NULL;

	for (size_t i = 0; i < outlook->count; i++) {
		const struct hito_item *other = outlook->list[i].status->step;

		if (!hito_str_equal(other->id, step->id) ||
		    !hito_str_equal(other->plan->id, step->plan->id))
			continue;
		/* Of several, the one at the same place. */
		if (!found || other->number == step->number)
			found = &outlook->list[i];
	}
	return found;
}

/* Those of sub-steps, which lie in its section, stand on their own cards. */
static bool keep_own(struct showing *showing, const struct hito_item *step)
{
	struct hito_lint_result *lint = &showing->lint;
	struct hito_finding *kept = hito_new(
		showing->run->arena, struct hito_finding, lint->count + 1);
	size_t count = 0;

	if (!kept)
		return false;
	for (size_t i = 0; i < lint->count; i++)
		if (!lint->findings[i].step.len ||
		    hito_str_equal(lint->findings[i].step, step->id))
			kept[count++] = lint->findings[i];
	lint->findings = kept;
	lint->count = count;
	return true;
}

static bool lint_step(struct showing *showing, const struct hito_item *step,
		      struct hito_err *err)
{
	struct hito_lint_scope scope = {.path = HITO_STR("")};
	struct hito_lint_options options = {
		.today = showing->run->today,
		.scopes = &scope,
		.scope_count = 1,
		.threads = threads_wanted(HITO_LINT_THREADS),
	};

	if (!step->document || !step->document->source)
		return true;
	scope.path = step->document->source->path;
	scope.span = step->block->section;
	if (!hito_lint_run(showing->standing.shown, &options,
			   showing->run->arena, &showing->lint, err))
		return false;
	return keep_own(showing, step) || hito_err_memory(err);
}

static int print(struct showing *showing)
{
	struct run *run = showing->run;
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	struct hito_style style = past_style(run);
	bool done = scratch != NULL;

	if (showing->args->json)
		hito_card_json(&run->out, &showing->card);
	else
		done = done && hito_card_text(&run->out, &style, &showing->card,
					      scratch);
	hito_arena_free(scratch);
	return done ? RUN_OK : run_memory(run);
}

static int make(struct showing *showing, const struct hito_item *step)
{
	struct run *run = showing->run;
	struct hito_err err = {.lang = run->lang};
	const struct past *past = &showing->standing.past;
	const struct hito_prospect *found;

	if (!hito_outlook_build(showing->standing.status, run->arena,
				&showing->outlook, &err))
		return run_error(run, &err);
	found = find(showing, step);
	if (!found)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("the step is gone: files "
						     "changed meanwhile")));
	if (!lint_step(showing, found->status->step, &err))
		return run_error(run, &err);
	showing->card = (struct hito_card){
		.status = showing->standing.status,
		.outlook = &showing->outlook,
		.step = found,
		.lint = &showing->lint,
		.no_history = showing->args->no_history
				      ? HITO_N("not asked for")
				      : past->none,
	};
	return standing_end(&showing->standing, print(showing));
}

int card_show(struct run *run, const struct card_args *args,
	      const struct hito_item *step)
{
	const struct past_args past = {.partial = args->partial};
	struct showing showing = {.run = run, .args = args};
	int status = standing_begin(run, &past, &showing.standing);

	if (status == RUN_OK)
		status = standing_read(&showing.standing,
				       args->no_history ? STANDING_LEAVES
							: STANDING_WELCOMES);
	if (status == RUN_OK)
		status = make(&showing, step);
	standing_close(&showing.standing);
	return status;
}
