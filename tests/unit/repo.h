/* SPDX-License-Identifier: MIT */
/*
 * Little repositories for unit tests, made by git in an empty folder.
 */
#ifndef REPO_H
#define REPO_H

#include "unit.h"

#include <stdio.h>
#include <unistd.h>

#include "history/git.h"

struct repo {
	char folder[64];
	struct hito_arena *arena;
	struct hito_err err;
};

/* Run a script in the folder with clean surroundings; it must succeed. */
static inline void repo_run(const struct repo *repo, const char *script)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/.script", repo->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file,
		"set -eu\ncd '%s'\nHOME=$PWD/.home TZ=UTC LC_ALL=C\n"
		"GIT_CONFIG_NOSYSTEM=1\n"
		"GIT_AUTHOR_NAME=Ana GIT_AUTHOR_EMAIL=ana@example.org\n"
		"GIT_COMMITTER_NAME=Ana GIT_COMMITTER_EMAIL=ana@example.org\n"
		"export HOME TZ LC_ALL GIT_CONFIG_NOSYSTEM GIT_AUTHOR_NAME\n"
		"export GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME "
		"GIT_COMMITTER_EMAIL\n"
		"at() { GIT_AUTHOR_DATE=$1 GIT_COMMITTER_DATE=$1\n"
		"export GIT_AUTHOR_DATE GIT_COMMITTER_DATE; }\n"
		"mkdir -p .home\nat 2026-03-02T09:00:00+01:00\n%s\n",
		repo->folder, script);
	assert_int_equal(fclose(file), 0);
	snprintf(path, sizeof(path), "sh '%s/.script' >'%s/.log' 2>&1",
		 repo->folder, repo->folder);
	if (system(path) != 0) {
		snprintf(path, sizeof(path), "cat '%s/.log' >&2", repo->folder);
		if (system(path) != 0 || 1)
			fail_msg("the script failed");
	}
}

/* The first word of a file that a script wrote. */
static inline const char *repo_word(const struct repo *repo, const char *name)
{
	char path[128], *word = hito_arena_alloc(repo->arena, 256, 1);
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", repo->folder, name);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(word);
	assert_int_equal(fscanf(file, "%255s", word), 1);
	fclose(file);
	return word;
}

static inline struct hito_repository *repo_open(struct repo *repo,
						const char *below)
{
	struct hito_repository *repository = NULL;
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", repo->folder, below);
	memset(&repo->err, 0, sizeof(repo->err));
	if (!hito_repository_open(path, repo->arena, &repository, &repo->err))
		return NULL;
	return repository;
}

static inline int repo_set_up(void **state)
{
	struct repo *repo = calloc(1, sizeof(*repo));
	char home[80];

	if (!repo)
		return -1;
	strcpy(repo->folder, "/tmp/hito-unit.XXXXXX");
	if (!mkdtemp(repo->folder))
		return -1;
	snprintf(home, sizeof(home), "%s/.home", repo->folder);
	setenv("HOME", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	repo->arena = hito_arena_new(NULL);
	*state = repo;
	return repo->arena ? 0 : -1;
}

static inline int repo_tear_down(void **state)
{
	struct repo *repo = *state;
	char command[128];
	int status;

	snprintf(command, sizeof(command), "rm -rf '%s'", repo->folder);
	status = system(command);
	hito_arena_free(repo->arena);
	free(repo);
	return status;
}

#define REPO_TEST(name) \
	cmocka_unit_test_setup_teardown(name, repo_set_up, repo_tear_down)

#endif
