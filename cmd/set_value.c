/* SPDX-License-Identifier: MIT */
/* What an assignment means by the type of its key, and the edit for it. */
#include "set_value.h"

#include <string.h>

#include "lint/lint.h"
#include "plan/fold.h"
#include "plan/relative.h"

/* An assignment while it is carried out. */
struct act {
	struct moves *moves;
	const struct set_wish *wish;
	const struct hito_value *before;
	struct moves_change change;
};

static int refuse(struct act *act, const char *refused)
{
	return moves_refuse(act->moves, act->wish->item, act->change.key,
			    refused);
}

static struct hito_str shown(const struct hito_value *value)
{
	if (!value)
		return HITO_STR("");
	return value->list || value->mapping ? value->text : value->raw;
}

static bool add_change(struct act *act)
{
	return moves_add(act->moves, &act->change);
}

static int is_so(struct act *act)
{
	struct hito_str name = moves_name(act->moves, act->wish->item);
	struct hito_str now = act->change.old, text;

	if (act->wish->how == SET_REMOVE)
		text = hito_arena_printf(
			act->moves->run->arena,
			moves_say(act->moves,
				  HITO_N("%.*s: %.*s does not have \"%.*s\"")),
			HITO_STR_ARG(name), HITO_STR_ARG(act->change.key),
			HITO_STR_ARG(act->wish->text));
	else
		text = now.len ? hito_arena_printf(
					 act->moves->run->arena,
					 moves_say(
						 act->moves,
						 HITO_N("%.*s: %.*s is already "
							"%.*s")),
					 HITO_STR_ARG(name),
					 HITO_STR_ARG(act->change.key),
					 HITO_STR_ARG(now))
			       : hito_arena_printf(
					 act->moves->run->arena,
					 moves_say(
						 act->moves,
						 HITO_N("%.*s: %.*s is already "
							"empty")),
					 HITO_STR_ARG(name),
					 HITO_STR_ARG(act->change.key));

	return moves_note(act->moves, text) ? RUN_OK
					    : run_memory(act->moves->run);
}

static int done(struct act *act, bool done, const char *const *refused)
{
	if (!done)
		return run_memory(act->moves->run);
	if (*refused)
		return refuse(act, *refused);
	return add_change(act) ? RUN_OK : run_memory(act->moves->run);
}

/* Days */

/* A relative day or a word as the day that it is; others stay. */
static int resolve_day(struct act *act, struct hito_str *text)
{
	hito_day today = act->moves->run->today, from = today;
	hito_day day = hito_day_word(*text, today);
	bool is_word = day != HITO_DAY_NONE;
	const struct hito_value *before = act->before;
	bool known =
		!before || (before->readable && before->day != HITO_DAY_NONE);
	char name[HITO_DAY_SIZE];

	if (before && known)
		from = before->day;
	if (!is_word)
		day = hito_day_relative(*text, from);
	if (day == HITO_DAY_NONE)
		return RUN_OK;
	if (!known && !is_word)
		return refuse(act, HITO_N("what is there is no day to count "
					  "from: write the new day"));
	*text = hito_arena_copy(act->moves->run->arena,
				hito_str_from(hito_day_format(day, name)));
	return text->ptr ? RUN_OK : run_memory(act->moves->run);
}

/* One value */

/* Is a mapping in brackets meant, where the key may have one? */
static bool is_mapping(const struct act *act, struct hito_str text)
{
	enum hito_type type = hito_key_info(act->wish->key)->type;

	return (type == HITO_TYPE_SUCCESS || type == HITO_TYPE_REVIEW) &&
	       hito_str_starts(text, "{") && hito_str_ends(text, "}");
}

static int read_value(struct act *act, struct hito_str text, bool raw,
		      struct hito_value *out, bool *out_empty, bool *out_plain)
{
	struct run *run = act->moves->run;
	struct hito_err err = {.lang = run->lang};
	const struct hito_wish wish = {
		.item = act->wish->item,
		.project = act->moves->place.workspace->project,
		.key = act->wish->key,
		.text = text,
		.raw = raw,
	};

	if (hito_editing_read(&wish, run->arena, out, out_empty, out_plain,
			      &err))
		return RUN_OK;
	if (hito_key_info(act->wish->key)->type == HITO_TYPE_DAY) {
		err.help[0] = '\0'; /* a file has fewer ways to say it */
		hito_err_help(&err, "2026-05-04, today, tomorrow, yesterday, "
				    "or +2w, -3d from the day that is there, "
				    "else from today");
	}
	return run_error(run, &err);
}

static int set_empty(struct act *act)
{
	const char *refused;

	if (!act->before)
		return is_so(act);
	act->change.new = HITO_STR("");
	return done(act,
		    hito_editing_set(&act->moves->editing, act->wish->item,
				     act->wish->key, HITO_STR(""), HITO_STR(""),
				     &refused),
		    &refused);
}

/* The states that are allowed, for people to see. */
static int no_state(struct act *act, struct hito_str text)
{
	static const enum hito_word steps[] = {HITO_TODO,    HITO_DOING,
					       HITO_BLOCKED, HITO_DONE,
					       HITO_DROPPED, HITO_WORD_NONE};
	static const enum hito_word plans[] = {HITO_DRAFT, HITO_ACTIVE,
					       HITO_DONE, HITO_DROPPED,
					       HITO_WORD_NONE};
	const struct hito_item *item = act->wish->item;
	const enum hito_word *word = item->kind == HITO_PLAN ? plans : steps;
	struct hito_err err = {.lang = act->moves->run->lang};
	struct hito_str list = HITO_STR("");

	for (; *word != HITO_WORD_NONE; word++) {
		struct hito_str one =
			hito_editing_word(item, HITO_KEY_STATE, *word);

		if (one.len)
			list = hito_arena_printf(
				act->moves->run->arena, "%.*s%s%.*s",
				HITO_STR_ARG(list), list.len ? ", " : "",
				HITO_STR_ARG(one));
		if (!list.ptr)
			return run_memory(act->moves->run);
	}
	hito_err_set(&err, HITO_ERR_USAGE, "%.*s: \"%.*s\" is no state",
		     HITO_STR_ARG(act->change.key), HITO_STR_ARG(text));
	hito_err_help(&err, "one of: %.*s", HITO_STR_ARG(list));
	return run_error(act->moves->run, &err);
}

static int set_state(struct act *act, struct hito_str text)
{
	const struct hito_item *item = act->wish->item;
	const struct hito_mapping *mapping = item->document->mapping;
	enum hito_word word = HITO_WORD_NONE;
	struct hito_str bytes, meant;
	const char *refused;

	for (size_t i = 0; mapping && i < mapping->state_count; i++)
		if (hito_fold_equal(mapping->states[i].word, text)) {
			word = mapping->states[i].state;
			break;
		}
	if (word == HITO_WORD_NONE)
		word = hito_word_find(HITO_TYPE_STATE, item->kind, text);
	if (word == HITO_WORD_NONE)
		return no_state(act, text);
	meant = hito_str_from(hito_word_name(word));
	bytes = hito_editing_word(item, HITO_KEY_STATE, word);
	if (mapping && mapping->state != HITO_WORD_NONE)
		return refuse(act,
			      HITO_N("the state is what its folder means"));
	if (!bytes.len)
		return refuse(act, HITO_N("map: has no word for this state"));
	if (act->before && item->state == word)
		return is_so(act);
	act->change.new = bytes;
	return done(act,
		    hito_editing_set(&act->moves->editing, item, HITO_KEY_STATE,
				     bytes, meant, &refused),
		    &refused);
}

static int set_scalar(struct act *act, struct hito_str text)
{
	const struct hito_item *item = act->wish->item;
	bool raw = is_mapping(act, text), empty, plain;
	struct hito_editing *editing = &act->moves->editing;
	struct hito_value value;
	const char *refused;
	int status = RUN_OK;

	if (hito_key_info(act->wish->key)->type == HITO_TYPE_DAY)
		status = resolve_day(act, &text);
	if (status == RUN_OK)
		status = read_value(act, text, raw, &value, &empty, &plain);
	if (status != RUN_OK || empty)
		return status == RUN_OK ? set_empty(act) : status;
	if (act->before && hito_value_equal(act->before, &value))
		return is_so(act);
	/* What is better written in another way is, as hito lint would. */
	if (!plain && !raw && !value.list && !value.mapping)
		text = value.text;
	if (value.word != HITO_WORD_NONE)
		text = hito_editing_word(item, act->wish->key, value.word);
	act->change.new = text;
	return done(act,
		    raw ? hito_editing_write(editing, item, act->wish->key,
					     text, value.text, &refused)
			: hito_editing_set(editing, item, act->wish->key, text,
					   value.text, &refused),
		    &refused);
}

/* Lists */

static bool is_list(enum hito_key key)
{
	enum hito_type type = hito_key_info(key)->type;

	return type == HITO_TYPE_PEOPLE || type == HITO_TYPE_STEPS ||
	       type == HITO_TYPE_IDS || type == HITO_TYPE_LIST;
}

/* May several be written with commas between? Sentences hold commas. */
static bool has_commas(enum hito_key key)
{
	return hito_key_info(key)->type != HITO_TYPE_LIST ||
	       key == HITO_KEY_TAGS || key == HITO_KEY_FORMERLY ||
	       key == HITO_KEY_EMAIL || key == HITO_KEY_LEAVE;
}

struct wanted {
	struct hito_str *list;
	size_t count;
};

static bool split(struct act *act, struct wanted *wanted)
{
	struct hito_str rest = act->wish->text, part;
	struct hito_arena *arena = act->moves->run->arena;
	size_t commas = 0;
	bool more = true;

	for (size_t i = 0; i < rest.len; i++)
		commas += rest.ptr[i] == ',';
	*wanted = (struct wanted){.count = 0};
	wanted->list = hito_new(arena, struct hito_str, commas + 1);
	if (!wanted->list)
		return false;
	while (more) {
		part = rest;
		more = has_commas(act->wish->key) &&
		       hito_str_cut(rest, ',', &part, &rest);
		part = hito_str_trim(part);
		if (part.len)
			wanted->list[wanted->count++] = part;
	}
	return true;
}

static int unknown(struct act *act, struct hito_str id, const char *english)
{
	struct hito_err err = {.lang = act->moves->run->lang,
			       .code = HITO_ERR_USAGE};

	hito_err_say(&err, HITO_ERR_USAGE, english);
	hito_err_at(&err, id, 0, 0);
	hito_err_help(&err, "`hito show` lists all ids");
	return run_error(act->moves->run, &err);
}

/* A step by any part of its id; it is written as its plan can say it. */
static int resolve_step(struct act *act, struct hito_str *text)
{
	struct moves *moves = act->moves;
	const struct hito_item *item = act->wish->item;
	struct hito_str typed = hito_arena_copy(moves->run->arena, *text);
	struct hito_item *step;
	char *name;
	int status;

	if (act->wish->key != HITO_KEY_NEEDS &&
	    act->wish->key != HITO_KEY_PARENT)
		return RUN_OK;
	if (hito_model_step(moves->place.workspace->model, item->plan, *text,
			    &step) != HITO_REFERENCE_FOUND) {
		name = hito_new(moves->run->arena, char, typed.len + 1);
		if (!name || !typed.ptr)
			return run_memory(moves->run);
		memcpy(name, typed.ptr, typed.len);
		status = moves_find(moves, name, HITO_STEP, &step);
		if (status != RUN_OK)
			return status;
		*text = step->plan == item->plan ? step->id
						 : moves_name(moves, step);
	}
	if (step == item)
		return refuse(act, HITO_N("a step cannot wait for itself"));
	return RUN_OK;
}

/* What it points at must be there. */
static int check_reference(struct act *act, struct hito_str *text)
{
	const struct hito_item *item = act->wish->item;
	const struct hito_model *model = act->moves->place.workspace->model;
	const struct hito_project *project = model->project;

	if (act->wish->key == HITO_KEY_OBJECTIVE &&
	    !hito_plan_find(item->plan, HITO_OBJECTIVE, *text))
		return unknown(act, *text,
			       HITO_N("the plan has no such objective"));
	if (act->wish->key == HITO_KEY_KPI &&
	    !hito_model_kpi(model, item->plan, *text))
		return unknown(act, *text, HITO_N("there is no such KPI"));
	if (act->wish->key != HITO_KEY_SERVES)
		return resolve_step(act, text);
	for (size_t i = 0; i < project->goal_count; i++)
		if (hito_str_equal(project->goals[i].id, *text))
			return RUN_OK;
	return unknown(act, *text, HITO_N("the project file has no such goal"));
}

/* Each as it would be read; what is not plain as it is to be written. */
static int read_items(struct act *act, struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->count; i++) {
		struct hito_value value;
		bool empty, plain;
		int status = check_reference(act, &wanted->list[i]);

		if (status == RUN_OK)
			status = read_value(act, wanted->list[i], false, &value,
					    &empty, &plain);
		if (status != RUN_OK)
			return status;
		if (!empty && value.part_count == 1)
			wanted->list[i] = value.parts[0].text;
	}
	return RUN_OK;
}

static bool is_same(struct act *act, const struct hito_part *part,
		    struct hito_str text)
{
	const struct hito_model *model = act->moves->place.workspace->model;
	const struct hito_item *plan = act->wish->item->plan;
	struct hito_item *a, *b;

	if (hito_str_equal(part->text, text))
		return true;
	return hito_key_info(act->wish->key)->type == HITO_TYPE_STEPS &&
	       hito_model_step(model, plan, part->text, &a) ==
		       HITO_REFERENCE_FOUND &&
	       hito_model_step(model, plan, text, &b) == HITO_REFERENCE_FOUND &&
	       a == b;
}

static bool is_among(struct act *act, const struct hito_part *part,
		     const struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->count; i++)
		if (is_same(act, part, wanted->list[i]))
			return true;
	return false;
}

static bool has_part(struct act *act, struct hito_str text)
{
	for (size_t i = 0; act->before && i < act->before->part_count; i++)
		if (is_same(act, &act->before->parts[i], text))
			return true;
	return false;
}

/* What stays and what comes, with commas between. */
static struct hito_str join(struct act *act, const struct hito_items *items)
{
	struct hito_arena *arena = act->moves->run->arena;
	struct hito_str text = HITO_STR("");
	size_t count = act->before ? act->before->part_count : 0;

	for (size_t i = 0; i < count + items->add_count && text.ptr; i++) {
		struct hito_str one = i < count ? act->before->parts[i].text
						: items->add[i - count];

		if (i < count && items->remove[i])
			continue;
		text = hito_arena_printf(
			arena, "%.*s%s%.*s", HITO_STR_ARG(text),
			text.len ? ", " : "", HITO_STR_ARG(one));
	}
	return text;
}

static int edit_items(struct act *act, struct wanted *wanted)
{
	size_t count = act->before ? act->before->part_count : 0, gone = 0;
	struct hito_arena *arena = act->moves->run->arena;
	bool *remove = hito_new(arena, bool, count + 1);
	struct hito_items items = {.add = wanted->list, .remove = remove};
	const char *refused;

	if (!remove)
		return run_memory(act->moves->run);
	for (size_t i = 0; i < count; i++) {
		bool among = is_among(act, &act->before->parts[i], wanted);

		remove[i] = act->wish->how == SET_REMOVE
				    ? among
				    : act->wish->how == SET_TO && !among;
		gone += remove[i];
	}
	for (size_t i = 0; act->wish->how != SET_REMOVE && i < wanted->count;
	     i++)
		if (!has_part(act, wanted->list[i]))
			wanted->list[items.add_count++] = wanted->list[i];
	if (!gone && !items.add_count)
		return is_so(act);
	act->change.new = join(act, &items);
	return done(act,
		    hito_editing_items(&act->moves->editing, act->wish->item,
				       act->wish->key, &items, &refused),
		    &refused);
}

static int set_list(struct act *act)
{
	struct wanted wanted;
	int status = RUN_OK;

	if (!split(act, &wanted))
		return run_memory(act->moves->run);
	if (act->wish->how == SET_TO && !wanted.count)
		return set_empty(act);
	if (act->wish->how != SET_REMOVE)
		status = read_items(act, &wanted);
	return status == RUN_OK ? edit_items(act, &wanted) : status;
}

/* KPIs */

/*
 * What a KPI stands at is a reading of today where readings are kept; the key
 * beside them is set only where it is there.
 */
static int set_now(struct act *act, struct hito_str text)
{
	const struct hito_item *item = act->wish->item;
	const struct hito_value *readings =
		hito_item_value(item, HITO_KEY_READINGS);
	char day[HITO_DAY_SIZE];
	struct hito_value value;
	bool empty, plain;
	const char *refused;
	int status = RUN_OK;

	if (act->before)
		status = set_scalar(act, text);
	if (status != RUN_OK)
		return status;
	status = read_value(act, text, false, &value, &empty, &plain);
	if (status != RUN_OK)
		return status;
	for (size_t i = 0; i < readings->part_count; i++)
		if (readings->parts[i].day == act->moves->run->today &&
		    hito_amount_compare(hito_part_amount(&readings->parts[i]),
					hito_value_amount(&value)) == 0)
			return act->before ? RUN_OK : is_so(act);
	act->change.key = readings->key_text;
	act->change.old = HITO_STR("");
	act->change.new =
		hito_arena_printf(act->moves->run->arena, "%s: %.*s",
				  hito_day_format(act->moves->run->today, day),
				  HITO_STR_ARG(plain ? text : value.text));
	return done(act,
		    hito_editing_log(&act->moves->editing, item,
				     HITO_KEY_READINGS, act->moves->run->today,
				     plain ? text : value.text, &refused),
		    &refused);
}

/* Keys that are more than a value of their thing. */
static const char *elsewhere(const struct set_wish *wish)
{
	switch (wish->key) {
	case HITO_KEY_ID:
	case HITO_KEY_STEP:
	case HITO_KEY_PLAN:
		return HITO_N("`hito rename` gives another id, and changes "
			      "what refers to it");
	case HITO_KEY_KPIS:
	case HITO_KEY_TEAM:
	case HITO_KEY_EXPECT:
	case HITO_KEY_REVIEWS:
	case HITO_KEY_READINGS:
		return HITO_N("this is more than a value: edit the file");
	case HITO_KEY_TITLE:
		return hito_item_value(wish->item, HITO_KEY_TITLE)
			       ? NULL
			       : HITO_N("its heading is its title: edit the "
					"file");
	default:
		return NULL;
	}
}

int set_value(struct moves *moves, const struct set_wish *wish)
{
	struct act act = {
		.moves = moves,
		.wish = wish,
		.before = hito_item_value(wish->item, wish->key),
	};
	struct hito_str text = hito_str_trim(wish->text);
	const char *refused = hito_editing_refusal(wish->item);

	act.change = (struct moves_change){
		.item = wish->item,
		.key = act.before ? act.before->key_text
				  : hito_spelling(wish->item, wish->key),
		.old = shown(act.before),
	};
	if (!refused)
		refused = elsewhere(wish);
	if (!refused)
		refused = moves_unwritable(wish->text);
	if (refused)
		return refuse(&act, refused);
	if (is_list(wish->key))
		return set_list(&act);
	if (wish->how != SET_TO)
		return refuse(&act, HITO_N("it is no list: += and -= are for "
					   "lists"));
	if (!text.len)
		return set_empty(&act);
	if (wish->key == HITO_KEY_STATE)
		return set_state(&act, text);
	if (wish->item->kind == HITO_KPI && wish->key == HITO_KEY_NOW &&
	    hito_item_value(wish->item, HITO_KEY_READINGS))
		return set_now(&act, text);
	return set_scalar(&act, text);
}
