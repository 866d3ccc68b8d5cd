/* SPDX-License-Identifier: MIT */
/* Starting the user's pager when the first byte of output comes. */
#include "pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Is there a program of this name (not terminated) on PATH? */
static bool is_on_path(struct hito_str name)
{
	struct hito_str rest = hito_str_from(getenv("PATH")), folder;
	char path[4096];

	if (hito_str_find_byte(name, '/', 0) != SIZE_MAX) {
		if (name.len >= sizeof(path))
			return false;
		snprintf(path, sizeof(path), "%.*s", HITO_STR_ARG(name));
		return access(path, X_OK) == 0;
	}
	while (rest.len) {
		hito_str_cut(rest, ':', &folder, &rest);
		if (!folder.len || folder.len + name.len + 2 > sizeof(path))
			continue;
		snprintf(path, sizeof(path), "%.*s/%.*s", HITO_STR_ARG(folder),
			 HITO_STR_ARG(name));
		if (access(path, X_OK) == 0)
			return true;
	}
	return false;
}

/* A plain first word that is no program: better no pager than no output. */
static bool can_start(const char *command)
{
	struct hito_str text = hito_str_trim(hito_str_from(command));
	struct hito_str word, rest;

	if (!text.len || hito_str_is(text, "cat"))
		return false;
	if (strpbrk(command, "|&;<>()$`\\\"'*?[#~=%\n"))
		return true;
	hito_str_cut(text, ' ', &word, &rest);
	return is_on_path(word);
}

/* The other side of the fork: become the pager. */
static void become_pager(const char *command, const int ends[2])
{
	struct sigaction plain = {.sa_handler = SIG_DFL};

	sigaction(SIGPIPE, &plain, NULL);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	close(ends[1]);
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static void start(struct pager *pager)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	int ends[2];

	pager->started = true;
	if (!pager->command || !can_start(pager->command) || pipe(ends) < 0)
		return;
	pager->pid = fork();
	if (pager->pid == 0)
		become_pager(pager->command, ends);
	if (pager->pid > 0) {
		/* The interrupt key belongs to the pager from now on. */
		sigaction(SIGINT, &ignore, NULL);
		sigaction(SIGQUIT, &ignore, NULL);
		dup2(ends[1], STDOUT_FILENO);
		if (isatty(STDERR_FILENO)) {
			pager->saved_err =
				fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
			dup2(ends[1], STDERR_FILENO);
		}
	} else {
		pager->pid = 0;
	}
	close(ends[0]);
	close(ends[1]);
}

static bool pager_write(void *ctx, const char *ptr, size_t len)
{
	struct pager *pager = ctx;

	if (!pager->started)
		start(pager);
	/* From now on there is nothing to wait for: write to the file. */
	if (pager->out->ctx == pager)
		*pager->out = pager->straight;
	hito_out_bytes(&pager->straight, ptr, len);
	errno = pager->straight.error;
	return !pager->straight.failed;
}

static bool pager_flush(void *ctx)
{
	struct pager *pager = ctx;
	bool done = hito_out_flush(&pager->straight);

	errno = pager->straight.error;
	return done;
}

void pager_open(struct pager *pager, struct hito_out *out,
		struct hito_out_file *file, const char *command)
{
	pager->out = out;
	pager->file = file;
	pager->command = command;
	pager->started = false;
	pager->pid = 0;
	pager->saved_err = -1;
	hito_out_to_file(&pager->straight, file, STDOUT_FILENO);
	*out = (struct hito_out){
		.write = pager_write, .flush = pager_flush, .ctx = pager};
}

void pager_close(struct pager *pager, struct hito_out *out)
{
	int status;

	hito_out_flush(out);
	/* Through the pager the number of an error may be known here only. */
	if (out->failed && !out->error)
		out->error = pager->straight.error;
	if (pager->pid <= 0)
		return;
	/* The pager sees the end only when all our ends are closed. */
	close(STDOUT_FILENO);
	if (pager->saved_err >= 0)
		dup2(pager->saved_err, STDERR_FILENO);
	while (waitpid(pager->pid, &status, 0) < 0 && errno == EINTR)
		continue;
}
