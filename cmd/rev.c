/* SPDX-License-Identifier: MIT */
/* Commits by name, with help for names that nothing has. */
#include "rev.h"

#include <string.h>

#include "hito/revision.h"
#include "opt.h"

/* Bytes of a name of a commit that a guess is made for. */
#define NAME_LONGEST 200

/* The name in "main~3", terminated; false where it is too long. */
static bool cut_name(const char *rev, char name[NAME_LONGEST + 1])
{
	size_t len = strcspn(rev, "^~@:");

	if (len > NAME_LONGEST)
		return false;
	memcpy(name, rev, len);
	name[len] = '\0';
	return len > 0;
}

/* "origin/main" for main; else what is spelt almost like it. */
static const char *near_name(const char *const *names, size_t count,
			     const char *name)
{
	struct opt_guess guess = {NULL, 0};
	size_t len = strlen(name), i;

	for (i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return names[i];
	for (i = 0; i < count; i++) {
		size_t size = strlen(names[i]);

		if (size > len + 1 && names[i][size - len - 1] == '/' &&
		    strcmp(names[i] + size - len, name) == 0)
			return names[i];
		opt_guess(&guess, name, names[i]);
	}
	return guess.word;
}

/* Does a name begin with a remote's, as far as branches show? */
static bool is_remote(const char *const *names, size_t count, const char *name,
		      size_t len)
{
	size_t i;

	if (len == 6 && memcmp(name, "origin", 6) == 0)
		return true;
	for (i = 0; i < count; i++)
		if (strncmp(names[i], name, len + 1) == 0)
			return true;
	return false;
}

bool rev_help(struct run *run, struct hito_repository *repository,
	      const char *rev, struct hito_err *err)
{
	char name[NAME_LONGEST + 1];
	const char **names, *near, *slash;
	size_t count;

	if (!hito_revision_names(repository, run->arena, &names, &count, NULL))
		return false;
	if (!cut_name(rev, name))
		name[0] = '\0';
	near = near_name(names, count, name);
	if (near && strcmp(near, name) == 0)
		return false;
	err->help[0] = '\0';
	slash = strchr(name, '/');
	if (slash && slash[1] &&
	    is_remote(names, count, name, (size_t)(slash - name)))
		return hito_err_help(err, "git fetch %.*s %s",
				     (int)(slash - name), name, slash + 1);
	if (near)
		return hito_err_help(err, "did you mean \"%s\"?", near);
	return hito_err_help(err, "a branch, a tag or an id names one; git "
				  "fetch brings those of the origin");
}

int rev_find(struct run *run, struct hito_repository *repository,
	     const char *rev, struct hito_landmark *out_landmark)
{
	struct hito_err err = {.lang = run->lang};

	if (hito_landmark_find(repository, rev, run->arena, out_landmark, &err))
		return RUN_OK;
	if (err.code == HITO_ERR_USAGE &&
	    hito_day_parse(hito_str_from(rev)) == HITO_DAY_NONE)
		(void)rev_help(run, repository, rev, &err);
	return run_error(run, &err);
}

void rev_say_project(struct run *run, const char *id)
{
	if (run->quiet)
		return;
	hito_out_text(&run->err, "hito: ");
	hito_out_printf(&run->err,
			hito_message(run->lang,
				     HITO_N("the project file of %.7s cannot "
					    "be read; the one of today is "
					    "used for it")),
			id);
	hito_out_text(&run->err, "\n");
}
