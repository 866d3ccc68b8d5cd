/* SPDX-License-Identifier: MIT */
/* The options of hito log that pick events, and what is wrong with them. */
#include "log_filter.h"

#include "plan/relative.h"

/* Further back than this is no time that a plan knows. */
#define MOST_BACK 1000000

/* "2w", "10 días", "1mo": whole days, weeks or months before today. */
static hito_day time_back(struct hito_str text, hito_day today)
{
	struct hito_duration back;
	int count;

	if (!hito_duration_parse(text, &back) || back.hundredths % 100 != 0 ||
	    back.hundredths > (int64_t)MOST_BACK * 100)
		return HITO_DAY_NONE;
	count = (int)(back.hundredths / 100);
	switch (back.unit) {
	case HITO_DAYS:
		return today - count;
	case HITO_WEEKS:
		return today - 7 * count;
	case HITO_MONTHS:
		return count < 12000 ? hito_day_add_months(today, -count)
				     : HITO_DAY_NONE;
	case HITO_MINUTES:
	case HITO_HOURS:
		break;
	}
	return HITO_DAY_NONE;
}

static int read_day(struct run *run, const char *option, const char *typed,
		    hito_day *out_day)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_str text = hito_str_from(typed);

	*out_day = HITO_DAY_NONE;
	if (!typed)
		return RUN_OK;
	*out_day = hito_day_said(text, run->today);
	if (*out_day == HITO_DAY_NONE)
		*out_day = time_back(text, run->today);
	if (*out_day != HITO_DAY_NONE)
		return RUN_OK;
	hito_err_set(&err, HITO_ERR_USAGE,
		     "--%s takes a day as 2026-03-02, or a time back as 2w: "
		     "\"%.200s\"",
		     option, typed);
	hito_err_help(&err, "for what changed since a commit, `hito diff "
			    "REV`; for the story up to one, `hito log --at "
			    "REV`");
	return run_error(run, &err);
}

static int read_period(struct run *run, const struct log_filter_args *args,
		       struct hito_sift_options *options)
{
	int status = read_day(run, "since", args->since, &options->since);

	if (status == RUN_OK)
		status = read_day(run, "until", args->until, &options->until);
	if (status != RUN_OK || options->since == HITO_DAY_NONE ||
	    options->until == HITO_DAY_NONE || options->since <= options->until)
		return status;
	return run_wrong(
		run, "%s",
		hito_message(run->lang, HITO_N("--since is after --until: no "
					       "day is left")));
}

static int unknown_event(struct run *run, struct hito_str text)
{
	struct hito_err err = {.lang = run->lang};
	struct opt_guess best = {NULL, 0};
	struct hito_str word, value;
	const char *known;

	hito_str_cut(text, '=', &word, &value);
	word = hito_arena_copy(run->arena, hito_str_trim(word));
	if (!word.ptr)
		return run_memory(run);
	hito_err_set(&err, HITO_ERR_USAGE, "there is no event \"%.*s\"",
		     HITO_STR_ARG(text));
	for (size_t i = 0; (known = hito_sift_kind_word(i)); i++)
		opt_guess(&best, word.ptr, known);
	if (best.word)
		hito_err_help(&err, "did you mean \"%s\"?", best.word);
	else
		hito_err_help(&err, "created, removed, moved, slip, confirmed, "
				    "linked, reviewed, a key such as due, or "
				    "KEY=VALUE");
	return run_error(run, &err);
}

static int read_events(struct run *run, const struct opt_list *list,
		       struct hito_sift_options *options)
{
	struct hito_sift_kind *kinds;
	const struct hito_str *words;
	size_t count;

	if (!opt_split(run->arena, list, &words, &count))
		return run_memory(run);
	kinds = hito_new(run->arena, struct hito_sift_kind, count + 1);
	if (!kinds)
		return run_memory(run);
	for (size_t i = 0; i < count; i++)
		if (!hito_sift_kind_parse(words[i], &kinds[i]))
			return unknown_event(run, words[i]);
	options->kinds = kinds;
	options->kind_count = count;
	if (list->count && !count)
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("--event names no event; "
						     "is a variable empty?")));
	return RUN_OK;
}

/* Is it the name, or an address, of a member of the team? */
static bool is_member(const struct hito_item *person, struct hito_str name)
{
	const struct hito_value *email =
		hito_item_value(person, HITO_KEY_EMAIL);

	if (hito_str_equal_nocase(person->id, name) ||
	    hito_str_equal_nocase(person->title, name))
		return true;
	for (size_t i = 0; email && i < email->part_count; i++)
		if (hito_str_equal_nocase(email->parts[i].text, name))
			return true;
	return email && hito_str_equal_nocase(email->text, name);
}

/* One more name that could have been meant; true when it is the one. */
struct search {
	struct run *run;
	struct hito_str name;
	struct opt_guess best;
	struct hito_str found; /* the id; ptr NULL: nobody */
	bool no_memory;
};

static void try_name(struct search *search, struct hito_str known)
{
	if (!known.len || search->found.ptr)
		return;
	if (hito_str_equal_nocase(known, search->name)) {
		search->found = known;
		return;
	}
	known = hito_arena_copy(search->run->arena, known);
	if (known.ptr)
		opt_guess(&search->best, search->name.ptr, known.ptr);
	else
		search->no_memory = true;
}

static void try_team(struct search *search, struct hito_item *const *team,
		     size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!search->found.ptr && is_member(team[i], search->name))
			search->found = team[i]->id;
		try_name(search, team[i]->id);
	}
}

static void try_teams(struct search *search, const struct hito_model *model)
{
	try_team(search, model->team, model->team_count);
	for (size_t i = 0; i < model->plan_count; i++)
		try_team(search, model->plans[i]->team,
			 model->plans[i]->team_count);
}

/* Everybody who ever owned something. */
static void try_owners(struct search *search,
		       const struct hito_history *history)
{
	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_event *event = history->events[i];

		for (size_t k = 0; k < event->value_count; k++)
			if (event->values[k].key == HITO_KEY_OWNER)
				try_name(search, event->values[k].text);
		if (event->what != HITO_CHANGED || event->key != HITO_KEY_OWNER)
			continue;
		if (event->old)
			try_name(search, event->old->text);
		if (event->new)
			try_name(search, event->new->text);
	}
}

static int unknown_person(struct search *search, const char *sentence)
{
	struct run *run = search->run;
	struct hito_err err = {.lang = run->lang};

	if (search->no_memory)
		return run_memory(run);
	hito_err_say(&err, HITO_ERR_USAGE, sentence);
	if (search->best.word)
		hito_err_help(&err, "did you mean \"%s\"?", search->best.word);
	return run_error(run, &err);
}

static int read_owner(struct run *run, const char *typed,
		      const struct hito_history *history,
		      struct hito_sift_options *options)
{
	struct search search = {.run = run, .name = hito_str_from(typed)};

	if (!typed)
		return RUN_OK;
	if (hito_str_starts(search.name, "@"))
		search.name = hito_str_slice(search.name, 1, search.name.len);
	try_teams(&search, history->at_head->model);
	try_owners(&search, history);
	if (!search.found.ptr)
		return unknown_person(&search,
				      HITO_N("nobody of this name ever owned "
					     "a step, and the team has no "
					     "such member"));
	options->owner = search.found;
	return RUN_OK;
}

static int read_author(struct run *run, const char *typed,
		       const struct hito_history *history,
		       struct hito_sift_options *options)
{
	struct search search = {.run = run, .name = hito_str_from(typed)};

	if (!typed)
		return RUN_OK;
	options->author = search.name;
	for (size_t i = 0; i < history->event_count; i++) {
		const struct hito_person *author =
			history->events[i]->commit->author;

		if (hito_sift_is_author(author, search.name))
			return RUN_OK;
		try_name(&search, author->id.len ? author->id : author->name);
	}
	try_teams(&search, history->at_head->model);
	if (!search.found.ptr)
		return unknown_person(&search,
				      HITO_N("no author of plans has this in "
					     "name or address, and the team "
					     "has no such member"));
	options->author = search.found;
	return RUN_OK;
}

int log_filter_read(struct run *run, const struct log_filter_args *args,
		    const struct hito_history *history,
		    struct hito_sift_options *out_options)
{
	int status;

	*out_options = (struct hito_sift_options){.since = HITO_DAY_NONE};
	status = read_period(run, args, out_options);
	if (status == RUN_OK)
		status = read_events(run, &args->events, out_options);
	if (status == RUN_OK)
		status = read_owner(run, args->owner, history, out_options);
	if (status == RUN_OK)
		status = read_author(run, args->author, history, out_options);
	return status;
}

bool log_filter_has_gap(const struct hito_sift_options *options,
			const struct hito_gap *gap)
{
	hito_day day = hito_instant_day(gap->commit->time);

	return !options->kind_count && !options->owner.ptr &&
	       (options->since == HITO_DAY_NONE || day >= options->since) &&
	       (options->until == HITO_DAY_NONE || day <= options->until) &&
	       (!options->author.ptr ||
		hito_sift_is_author(gap->commit->author, options->author));
}
