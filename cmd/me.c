/* SPDX-License-Identifier: MIT */
/* Git's user in the team, and people by name. */
#include "me.h"

#include <fcntl.h>

#include "base/file.h"
#include "history/people.h"
#include "hito/limits.h"
#include "opt.h"
#include "plan/fold.h"

/* Everybody that plans know: of teams first, then as owners. */
struct crowd {
	struct run *run;
	struct hito_str *ids, *names;
	size_t count, capacity, name_capacity;
	bool no_memory;
};

static void add(struct crowd *crowd, struct hito_str id, struct hito_str name)
{
	struct hito_arena *arena = crowd->run->arena;
	size_t count = crowd->count;

	if (!id.len || crowd->no_memory)
		return;
	for (size_t i = 0; i < count; i++)
		if (hito_str_equal(crowd->ids[i], id))
			return;
	if (!hito_reserve(arena, crowd->ids, count, crowd->capacity) ||
	    !hito_reserve(arena, crowd->names, count, crowd->name_capacity)) {
		crowd->no_memory = true;
		return;
	}
	crowd->ids[count] = id;
	crowd->names[crowd->count++] = name;
}

static void add_team(struct crowd *crowd, struct hito_item *const *team,
		     size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct hito_value *name =
			hito_item_value(team[i], HITO_KEY_NAME);

		add(crowd, team[i]->id, name ? name->text : HITO_STR(""));
	}
}

/* An owner that is in no team. */
static void add_owner(struct crowd *crowd, const struct hito_model *model,
		      const struct hito_item *step)
{
	const struct hito_value *owner = hito_item_value(step, HITO_KEY_OWNER);

	if (owner && owner->readable &&
	    !hito_model_person(model, step->plan, owner->text))
		add(crowd, owner->text, HITO_STR(""));
}

static bool gather(struct crowd *crowd, struct run *run,
		   const struct hito_model *model)
{
	enum { MOST = 1000 };

	*crowd = (struct crowd){.run = run};
	add_team(crowd, model->team, model->team_count);
	for (size_t i = 0; i < model->plan_count; i++)
		add_team(crowd, model->plans[i]->team,
			 model->plans[i]->team_count);
	for (size_t i = 0; i < model->plan_count; i++)
		for (size_t k = 0; k < model->plans[i]->step_count; k++)
			if (crowd->count < MOST)
				add_owner(crowd, model,
					  model->plans[i]->steps[k]);
	return !crowd->no_memory;
}

/* "ana, luis, lucia" */
static struct hito_str list_ids(const struct crowd *crowd)
{
	enum { SHOWN = 6 };
	struct hito_str list = HITO_STR("");

	for (size_t i = 0; i < crowd->count && i < SHOWN && list.ptr; i++)
		list = hito_arena_printf(crowd->run->arena, "%.*s%s%.*s",
					 HITO_STR_ARG(list), i ? ", " : "",
					 HITO_STR_ARG(crowd->ids[i]));
	return list;
}

int me_user(struct run *run, const struct past *past, struct hito_user *out)
{
	struct hito_user_files files = run->git_files;

	if (past && past->repository)
		files.repository = hito_repository_folder(past->repository);
	return hito_user_read(&files, run->arena, out) ? RUN_OK
						       : run_memory(run);
}

/* That of the work tree; nothing where there is none. */
static struct hito_str read_mailmap(struct run *run, const struct past *past)
{
	struct hito_err err = {0};
	struct hito_str text = HITO_STR(""), path, top;

	if (!past->repository)
		return text;
	top = hito_repository_worktree(past->repository);
	if (!top.len)
		return text;
	path = hito_arena_printf(run->arena, "%.*s/.mailmap",
				 HITO_STR_ARG(top));
	if (!path.ptr || !hito_file_read(AT_FDCWD, path, HITO_LIMIT_MAILMAP,
					 run->arena, &text, &err))
		return HITO_STR("");
	return text;
}

int me_note(struct run *run, const struct past *past)
{
	struct hito_str mailmap = read_mailmap(run, past);
	struct hito_out_memory memory;
	struct hito_user user;
	struct hito_out out;
	int status = me_user(run, past, &user);

	if (status != RUN_OK)
		return status;
	hito_out_to_memory(&out, &memory, run->arena, SIZE_MAX);
	hito_out_str(&out, run->words);
	hito_out_str(&out, user.name);
	hito_out_bytes(&out, "", 1);
	hito_out_str(&out, user.email);
	hito_out_bytes(&out, "", 1);
	hito_out_str(&out, mailmap);
	if (out.failed)
		return run_memory(run);
	run->words = (struct hito_str){memory.ptr, memory.len};
	return RUN_OK;
}

static int nobody(struct run *run, const struct hito_user *user,
		  const struct crowd *crowd)
{
	struct hito_err err = {.lang = run->lang};
	struct hito_str list = list_ids(crowd);

	if (!list.ptr)
		return run_memory(run);
	if (!user->email.len && !user->name.len)
		hito_err_set(&err, HITO_ERR_USAGE,
			     "Git does not know who you are: user.email is not "
			     "set");
	else
		hito_err_set(&err, HITO_ERR_USAGE,
			     "Git's user %.*s <%.*s> is nobody of the team",
			     HITO_STR_ARG(user->name),
			     HITO_STR_ARG(user->email));
	if (list.len)
		hito_err_help(&err,
			      "--owner NAME (%.*s), or add the address to "
			      "`email` of that person in `team`",
			      HITO_STR_ARG(list));
	else
		hito_err_help(&err, "--owner NAME, or --all");
	return run_error(run, &err);
}

/* By name, where no address says it. */
static struct hito_str by_name(const struct crowd *crowd, struct hito_str name)
{
	for (size_t i = 0; name.len && i < crowd->count; i++)
		if (hito_fold_equal(crowd->ids[i], name) ||
		    (crowd->names[i].len &&
		     hito_fold_equal(crowd->names[i], name)))
			return crowd->ids[i];
	return HITO_STR("");
}

int me_find(struct run *run, const struct past *past,
	    const struct hito_model *model, struct hito_str *out_id)
{
	const struct hito_person *person = NULL;
	struct hito_people *people;
	struct hito_user user;
	struct crowd crowd;
	int status = me_user(run, past, &user);

	if (status != RUN_OK)
		return status;
	people = hito_people_new(run->arena, read_mailmap(run, past), model);
	if (people)
		person = hito_people_find(people, user.name, user.email);
	if (!person || !gather(&crowd, run, model))
		return run_memory(run);
	*out_id = person->id;
	if (!out_id->len)
		*out_id = by_name(&crowd, person->name);
	if (!out_id->len)
		*out_id = by_name(&crowd, user.name);
	return out_id->len ? RUN_OK : nobody(run, &user, &crowd);
}

int me_named(struct run *run, const struct hito_model *model, const char *typed,
	     struct hito_str *out_id)
{
	struct hito_str name = hito_str_from(typed), list;
	struct hito_err err = {.lang = run->lang};
	struct hito_nearest nearest;
	struct crowd crowd;

	if (hito_str_starts(name, "@"))
		name = hito_str_slice(name, 1, name.len);
	if (!gather(&crowd, run, model))
		return run_memory(run);
	*out_id = by_name(&crowd, name);
	if (out_id->len)
		return RUN_OK;
	hito_nearest_init(&nearest, name);
	for (size_t i = 0; i < crowd.count; i++) {
		struct hito_str id = hito_arena_copy(run->arena, crowd.ids[i]);

		if (!id.ptr)
			return run_memory(run);
		hito_nearest_try(&nearest, id.ptr);
	}
	hito_err_set(&err, HITO_ERR_USAGE, "nobody here is called \"%s\"",
		     typed);
	list = list_ids(&crowd);
	if (nearest.best)
		hito_err_help(&err, "did you mean \"%s\"?", nearest.best);
	else if (list.len)
		hito_err_help(&err, "there are %.*s", HITO_STR_ARG(list));
	return run_error(run, &err);
}
