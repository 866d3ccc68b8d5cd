/* SPDX-License-Identifier: MIT */
/* hito set: keys of a step, a plan, an objective or a KPI. */
#include "cmd.h"
#include "lint/lint.h"
#include "plan/fold.h"
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

/* "key=", "key+=", "key-=" cut off; false: there is none. */
static bool cut_key(const char *word, struct hito_str *out_key,
		    struct set_wish *wish)
{
	struct hito_str text = hito_str_from(word);

	if (!hito_str_cut(text, '=', out_key, &wish->text))
		return false;
	wish->how = SET_TO;
	if (hito_str_ends(*out_key, "+"))
		wish->how = SET_ADD;
	if (hito_str_ends(*out_key, "-"))
		wish->how = SET_REMOVE;
	if (wish->how != SET_TO)
		out_key->len--;
	*out_key = hito_str_trim(*out_key);
	return out_key->len > 0;
}

/* The words of a mapped file come before those of the format. */
static enum hito_key find_key(const struct hito_item *item,
			      struct hito_str word)
{
	const struct hito_mapping *mapping =
		item->document ? item->document->mapping : NULL;

	for (size_t i = 0; mapping && i < mapping->key_count; i++)
		if (hito_fold_equal(mapping->keys[i].name, word) &&
		    (hito_key_info(mapping->keys[i].key)->kinds & item->kind))
			return mapping->keys[i].key;
	return hito_key_find(item->kind, word);
}

static int unknown_key(struct moves *moves, const struct hito_item *item,
		       struct hito_str word)
{
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	const char *near = hito_key_nearest(item->kind, word);
	char known[sizeof(err.help)] = "";
	size_t used = 0;

	hito_err_set(&err, HITO_ERR_USAGE, "unknown key \"%.*s\"",
		     HITO_STR_ARG(word));
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++) {
		struct hito_str name = hito_spelling(item, key);

		if (!(hito_key_info(key)->kinds & item->kind) ||
		    used + name.len + 2 >= sizeof(known) - 40)
			continue;
		known[used++] = ' ';
		for (size_t i = 0; i < name.len; i++)
			known[used++] = name.ptr[i];
		known[used] = '\0';
	}
	if (near)
		hito_err_help(&err, "did you mean \"%s\"?", near);
	else
		hito_err_help(&err, "known here:%s", known);
	return run_error(run, &err);
}

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

	if (!cut_key(word, &key, wish))
		return run_wrong(
			moves->run,
			moves_say(moves, HITO_N("\"%s\" is no KEY=VALUE")),
			word);
	if (hito_str_starts(key, "kpi:"))
		status = find_kpi(moves, item ? item->plan : NULL, &key, &kpi);
	if (status != RUN_OK)
		return status;
	wish->item = kpi;
	wish->key = find_key(kpi, key);
	if (wish->key == HITO_KEY_COUNT)
		return unknown_key(moves, kpi, key);
	if (is_repeated(wishes, count))
		return run_wrong(
			moves->run,
			moves_say(moves, HITO_N("\"%.*s\" stands twice")),
			HITO_STR_ARG(key));
	return RUN_OK;
}

/* In the order in which keys are written, for those that are not there yet. */
static void sort(struct set_wish *wishes, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0; k--) {
			struct set_wish *a = &wishes[k - 1], *b = &wishes[k];
			struct set_wish one = *a;

			if (a->item != b->item ||
			    hito_editing_rank(a->item->kind, a->key) <=
				    hito_editing_rank(b->item->kind, b->key))
				break;
			*a = *b;
			*b = one;
		}
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
		sort(wishes, count);
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
