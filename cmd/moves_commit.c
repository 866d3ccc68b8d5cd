/* SPDX-License-Identifier: MIT */
/* Commits the files of a move with git, so that hooks and signing hold. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hito/limits.h"
#include "moves.h"

/* A subject of more is cut to the first of what it names. */
#define SUBJECT 72

static void write_value(struct hito_out *out, const struct moves_change *change)
{
	hito_out_foreign(out, change->key);
	hito_out_text(out, " ");
	hito_out_foreign(out, change->new);
}

static struct hito_str text_of(const struct hito_out *out,
			       const struct hito_out_memory *memory)
{
	return out->failed ? (struct hito_str){NULL, 0}
			   : (struct hito_str){memory->ptr, memory->len};
}

/* "a, b: state done" */
static struct hito_str write_subject(struct moves *moves, bool whole)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, moves->run->arena,
			   HITO_LIMIT_MESSAGE);
	for (size_t i = 0; i < moves->count; i++) {
		if (i && moves->changes[i].item == moves->changes[i - 1].item)
			continue;
		if (i && !whole) {
			hito_out_text(&out, ", ...");
			break;
		}
		hito_out_text(&out, i ? ", " : "");
		hito_out_foreign(&out, moves->changes[i].item->id);
	}
	hito_out_text(&out, ": ");
	write_value(&out, &moves->changes[0]);
	for (size_t i = 1; whole && i < moves->count; i++) {
		if (moves->changes[i].item != moves->changes[0].item)
			break;
		hito_out_text(&out, ", ");
		write_value(&out, &moves->changes[i]);
	}
	return text_of(&out, &memory);
}

static struct hito_str cut(struct hito_str text)
{
	size_t len = SUBJECT;

	if (text.len <= SUBJECT)
		return text;
	while (len > 0 && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
		len--;
	return hito_str_slice(text, 0, len);
}

static void write_body(struct moves *moves, struct hito_out *out)
{
	for (size_t i = 0; i < moves->count; i++) {
		const struct moves_change *change = &moves->changes[i];

		hito_out_foreign(out, moves_name(moves, change->item));
		hito_out_text(out, " ");
		hito_out_foreign(out, change->key);
		hito_out_text(out, ": ");
		hito_out_foreign(out, change->old);
		hito_out_text(out, change->old.len ? " -> " : "-> ");
		hito_out_foreign(out, change->new);
		hito_out_text(out, "\n");
	}
	hito_out_text(out, "\n");
}

/* One line a step; what changed is in its file. */
static void write_trailers(struct moves *moves, struct hito_out *out)
{
	for (size_t i = 0; i < moves->count; i++) {
		const struct hito_item *item = moves->changes[i].item;
		bool seen = item->kind != HITO_STEP;

		for (size_t k = 0; k < i; k++)
			seen |= moves->changes[k].item == item;
		if (seen)
			continue;
		hito_out_text(out, "Step: ");
		hito_out_foreign(out, moves_name(moves, item));
		hito_out_text(out, "\n");
	}
}

static struct hito_str write_message(struct moves *moves)
{
	struct hito_str subject = write_subject(moves, true);
	struct hito_out_memory memory;
	struct hito_out out;

	if (subject.len > SUBJECT)
		subject = write_subject(moves, false);
	if (!subject.ptr)
		return subject;
	hito_out_to_memory(&out, &memory, moves->run->arena,
			   HITO_LIMIT_MESSAGE);
	hito_out_str(&out, cut(subject));
	hito_out_text(&out, "\n\n");
	write_body(moves, &out);
	write_trailers(moves, &out);
	return text_of(&out, &memory);
}

/* Does not return. What git says goes to standard error. */
static void become_git(struct moves *moves, const char **words, const int *ends)
{
	if (fchdir(moves->place.root_fd) < 0 ||
	    dup2(ends[0], STDIN_FILENO) < 0 ||
	    dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		_exit(127);
	close(ends[0]);
	close(ends[1]);
	execvp("git", (char *const *)words);
	_exit(127);
}

/* The exit status of git; -1: it could not be started. */
static int run_git(struct moves *moves, const char **words,
		   struct hito_str input)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int ends[2], status = -1;
	pid_t pid;

	hito_out_flush(&moves->run->out);
	hito_out_flush(&moves->run->err);
	if (pipe(ends) < 0)
		return -1;
	pid = fork();
	if (pid == 0)
		become_git(moves, words, ends);
	close(ends[0]);
	/* A git that ends early closes what is written to. */
	sigaction(SIGPIPE, &ignore, &before);
	while (pid > 0 && input.len) {
		ssize_t put = write(ends[1], input.ptr, input.len);

		if (put < 0 && errno != EINTR)
			break;
		if (put > 0)
			input = hito_str_slice(input, (size_t)put, input.len);
	}
	close(ends[1]);
	sigaction(SIGPIPE, &before, NULL);
	if (pid < 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int moves_commit(struct moves *moves)
{
	/* What is new is made known first: it has no commit to compare with. */
	static const char *const add[] = {"git", "--literal-pathspecs", "add",
					  "--intent-to-add", "--"};
	static const char *const commit[] = {"git",    "--literal-pathspecs",
					     "commit", "--quiet",
					     "--only", "--file=-",
					     "--"};
	enum {
		ADD = sizeof(add) / sizeof(add[0]),
		COMMIT = sizeof(commit) / sizeof(commit[0])
	};
	size_t count = moves->editing.file_count;
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_str message = write_message(moves);
	const char **words =
		hito_new(run->arena, const char *, count + ADD + COMMIT + 1);

	if (!words || !message.ptr)
		return run_memory(run);
	for (int step = 0; step < 2; step++) {
		size_t used = step ? COMMIT : ADD;

		for (size_t i = 0; i < used; i++)
			words[i] = step ? commit[i] : add[i];
		for (size_t i = 0; i < count; i++) {
			struct hito_str path = hito_arena_copy(
				run->arena, moves->editing.files[i]->path);

			if (!path.ptr)
				return run_memory(run);
			words[used + i] = path.ptr;
		}
		words[used + count] = NULL;
		if (run_git(moves, words, step ? message : HITO_STR("")) == 0)
			continue;
		hito_err_set(&err, HITO_ERR_GIT,
			     "git made no commit; the files are written");
		return run_error(run, &err);
	}
	return RUN_OK;
}
