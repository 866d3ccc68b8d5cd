/* SPDX-License-Identifier: MIT */
/* hito set: keys of a step, a plan, an objective or a KPI. */
#include "cmd.h"
#include "set_value.h"

struct set_args {
	struct moves_args moves;
};

static const struct opt set_opts[] = {
	MOVES_OPTS(set_args, moves),
	OPT_END,
};

static const struct cmd_example set_examples[] = {
	{"hito set blog due=+2w", HITO_N("two weeks later than it is due now")},
	{"hito set blog due=2026-05-04 owner=ana",
	 HITO_N("a day, and somebody else")},
	{"hito set blog needs+=keywords tags-=draft",
	 HITO_N("one item more, one less")},
	{"hito set blog due=", HITO_N("leave the key empty")},
	{"hito set spring-launch kpi:visits.now=13500",
	 HITO_N("what a KPI of the plan stands at")},
	{NULL, NULL},
};

static int set_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_set = {
	.name = "set",
	.usage = "[options] STEP KEY=VALUE...",
	.summary = HITO_N("set keys of a step, a plan, an objective or a KPI"),
	.examples = set_examples,
	.opts = set_opts,
	.args_size = sizeof(struct set_args),
	.run = set_run,
};

struct setting {
	int count;
	char **words;
};

#define THINGS (HITO_PLAN | HITO_OBJECTIVE | HITO_STEP)

/* "kpi:ID.key": the KPI of the plan, or shared; *key gets the rest. */
static int find_kpi(struct moves *moves, const struct hito_item *plan,
		    struct hito_str *key, struct hito_item **out)
{
	struct run *run = moves->run;
	size_t dot = key->len;
	struct hito_str id;
	char *name;

	while (dot > 0 && key->ptr[dot - 1] != '.')
		dot--;
	if (dot < sizeof("kpi:x"))
		return run_wrong(run, "%s",
				 moves_say(moves, HITO_N("a KPI is set as "
							 "kpi:ID.KEY=VALUE")));
	id = hito_str_slice(*key, sizeof("kpi:") - 1, dot - 1);
	*key = hito_str_slice(*key, dot, key->len);
	*out = plan ? hito_model_kpi(moves->place.workspace->model, plan, id)
		    : NULL;
	if (*out)
		return RUN_OK;
	name = hito_arena_alloc(run->arena, id.len + 1, 1);
	if (!name)
		return run_memory(run);
	for (size_t i = 0; i < id.len; i++)
		name[i] = id.ptr[i];
	name[id.len] = '\0';
	return moves_find(moves, name, HITO_KPI, out);
}

/* Two edits in one place would mix. */
static bool is_repeated(const struct set_wish *wishes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (wishes[i].item == wishes[count].item &&
		    wishes[i].key == wishes[count].key)
			return true;
	return false;
}

static int read_wish(struct moves *moves, struct hito_item *item,
		     const char *word, struct set_wish *wishes, size_t count)
{
	struct set_wish *wish = &wishes[count];
	struct hito_str key;
	struct hito_item *kpi = item;
	int status = RUN_OK;

	if (!set_cut_key(word, &key, wish))
		return run_wrong(
			moves->run,
			moves_say(moves, HITO_N("\"%s\" is no KEY=VALUE")),
			word);
	if (hito_str_starts(key, "kpi:"))
		status = find_kpi(moves, item ? item->plan : NULL, &key, &kpi);
	if (status != RUN_OK)
		return status;
	wish->item = kpi;
	wish->key = set_find_key(kpi, key);
	if (wish->key == HITO_KEY_COUNT)
		return set_unknown_key(moves, kpi, key);
	if (is_repeated(wishes, count))
		return run_wrong(
			moves->run,
			wish->how == SET_TO
				? moves_say(moves, HITO_N("\"%.*s\" stands "
							  "twice"))
				: moves_say(moves,
					    HITO_N("\"%.*s\" stands twice; "
						   "several items have commas "
						   "between them")),
			HITO_STR_ARG(key));
	return RUN_OK;
}

static int make(struct moves *moves, const void *args)
{
	const struct setting *setting = args;
	struct hito_item *item = NULL;
	struct hito_str first = hito_str_from(setting->words[0]);
	bool kpi = hito_str_starts(first, "kpi:") &&
		   hito_str_find_byte(first, '=', 0) != SIZE_MAX;
	struct set_wish *wishes = hito_new(moves->run->arena, struct set_wish,
					   (size_t)setting->count);
	int status = RUN_OK;
	size_t count = 0;

	if (!wishes)
		return run_memory(moves->run);
	if (!kpi)
		status = moves_find(moves, setting->words[0], THINGS, &item);
	for (int i = kpi ? 0 : 1; status == RUN_OK && i < setting->count; i++) {
		size_t at = (size_t)(kpi ? i : i - 1);

		if (kpi &&
		    !hito_str_starts(hito_str_from(setting->words[i]), "kpi:"))
			return run_wrong(
				moves->run, "%s",
				moves_say(moves, HITO_N("a KPI is set as "
							"kpi:ID."
							"KEY=VALUE")));
		status = read_wish(moves, item, setting->words[i], wishes, at);
		count = at + 1;
	}
	if (status == RUN_OK)
		set_sort(wishes, count);
	for (size_t i = 0; status == RUN_OK && i < count; i++)
		status = set_value(moves, &wishes[i]);
	return status;
}

static int set_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct set_args *set = args;
	const struct setting setting = {.count = argc, .words = argv};

	if (argc < 1 ||
	    (argc < 2 && !hito_str_starts(hito_str_from(argv[0]), "kpi:")))
		return run_wrong(run, "%s",
				 hito_message(run->lang,
					      HITO_N("name a step and what to "
						     "set: hito set STEP "
						     "KEY=VALUE")));
	return moves_run(run, &set->moves, make, &setting);
}
