/* SPDX-License-Identifier: MIT */
/* Starts a program and waits for its end. */
#include "child.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* The interrupt key belongs to the program at the terminal meanwhile. */
static const int signals[] = {SIGINT, SIGQUIT, SIGPIPE};
enum { SIGNALS = sizeof(signals) / sizeof(signals[0]) };

static void become(const char *const *words)
{
	struct sigaction plain = {.sa_handler = SIG_DFL};

	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &plain, NULL);
	execv(words[0], (char *const *)words);
	_exit(127);
}

int child_run(struct run *run, const char *const *words)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before[SIGNALS];
	int status = -1;
	pid_t pid;

	hito_out_flush(&run->out);
	hito_out_flush(&run->err);
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &ignore, &before[i]);
	pid = fork();
	if (pid == 0)
		become(words);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	for (int i = 0; i < SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
