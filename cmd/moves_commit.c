/* SPDX-License-Identifier: MIT */
/* Commits the files of a move with git, so that hooks and signing hold. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
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
	for (size_t i = 0; i < moves->line_count; i++) {
		hito_out_foreign(out, moves->lines[i].text);
		hito_out_text(out, "\n");
	}
	for (size_t i = 0; i < moves->count; i++) {
		moves_write_change(moves, out, &moves->changes[i]);
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

static void write_line_trailers(struct moves *moves, struct hito_out *out)
{
	for (size_t i = 0; i < moves->line_count; i++) {
		struct hito_str step = moves->lines[i].step;
		bool seen = !step.len;

		for (size_t k = 0; k < i; k++)
			seen |= hito_str_equal(moves->lines[k].step, step);
		if (seen)
			continue;
		hito_out_text(out, "Step: ");
		hito_out_foreign(out, step);
		hito_out_text(out, "\n");
	}
}

static struct hito_str write_message(struct moves *moves)
{
	struct hito_str subject = moves->subject;
	struct hito_out_memory memory;
	struct hito_out out;

	if (!subject.ptr)
		subject = write_subject(moves, true);
	if (subject.len > SUBJECT && !moves->subject.ptr)
		subject = write_subject(moves, false);
	if (!subject.ptr)
		return subject;
	hito_out_to_memory(&out, &memory, moves->run->arena,
			   HITO_LIMIT_MESSAGE);
	hito_out_str(&out, cut(subject));
	hito_out_text(&out, "\n\n");
	write_body(moves, &out);
	write_trailers(moves, &out);
	write_line_trailers(moves, &out);
	return text_of(&out, &memory);
}

/*
 * Does not return. What git says goes to standard error; where it is asked,
 * to the pipe.
 */
static void become_git(struct moves *moves, const char **words, const int *ends,
		       bool asked)
{
	int out = asked ? ends[1] : STDERR_FILENO;

	if (fchdir(moves->place.root_fd) < 0 ||
	    (!asked && dup2(ends[0], STDIN_FILENO) < 0) ||
	    dup2(out, STDOUT_FILENO) < 0)
		_exit(127);
	close(ends[0]);
	close(ends[1]);
	execvp("git", (char *const *)words);
	_exit(127);
}

static int wait_for(pid_t pid)
{
	int status = -1;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The exit status of git; -1: it could not be started. */
static int run_git(struct moves *moves, const char **words,
		   struct hito_str input)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	int ends[2];
	pid_t pid;

	hito_out_flush(&moves->run->out);
	hito_out_flush(&moves->run->err);
	if (pipe(ends) < 0)
		return -1;
	pid = fork();
	if (pid == 0)
		become_git(moves, words, ends, false);
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
	return pid < 0 ? -1 : wait_for(pid);
}

/* What git prints on its standard output. */
static bool ask_git(struct moves *moves, const char **words,
		    struct hito_str *out)
{
	bool done;
	int ends[2];
	pid_t pid;

	hito_out_flush(&moves->run->out);
	hito_out_flush(&moves->run->err);
	if (pipe(ends) < 0)
		return false;
	pid = fork();
	if (pid == 0)
		become_git(moves, words, ends, true);
	close(ends[1]);
	done = pid > 0 && hito_file_read_fd(ends[0], HITO_LIMIT_MESSAGE,
					    moves->run->arena, out, NULL);
	close(ends[0]);
	return pid > 0 && wait_for(pid) == 0 && done;
}

/* A command of git and the paths that it is given. */
struct command {
	const char *const *head;
	size_t head_count;
	const char **words;
	size_t count; /* of the words */
};

static bool start_command(struct moves *moves, struct command *command,
			  const char *const *head, size_t count)
{
	size_t most = count + 2 * moves->editing.file_count + 1;

	command->head = head;
	command->head_count = command->count = count;
	command->words = hito_new(moves->run->arena, const char *, most);
	for (size_t i = 0; command->words && i < count; i++)
		command->words[i] = head[i];
	return command->words != NULL;
}

static bool add_path(struct moves *moves, struct command *command,
		     struct hito_str path)
{
	struct hito_str copy = hito_arena_copy(moves->run->arena, path);

	if (copy.ptr)
		command->words[command->count++] = copy.ptr;
	return copy.ptr != NULL;
}

/* Does git know a file? It may go without ever having been committed. */
static bool is_known(struct moves *moves, struct hito_str path)
{
	static const char *const ask[] = {"git", "--literal-pathspecs",
					  "ls-files", "--"};
	struct hito_str said = {NULL, 0};
	struct command command;

	return start_command(moves, &command, ask,
			     sizeof(ask) / sizeof(ask[0])) &&
	       add_path(moves, &command, path) &&
	       ask_git(moves, command.words, &said) && said.len;
}

/* What is there then, and what was there and git knows. */
static bool name_files(struct moves *moves, struct command *add,
		       struct command *commit)
{
	for (size_t i = 0; i < moves->editing.file_count; i++) {
		const struct hito_fixed *file = moves->editing.files[i];
		struct hito_str there =
			file->new_path.ptr ? file->new_path : file->path;

		if (!file->is_gone && (!add_path(moves, add, there) ||
				       !add_path(moves, commit, there)))
			return false;
		if ((file->is_gone || file->new_path.ptr) &&
		    is_known(moves, file->path) &&
		    !add_path(moves, commit, file->path))
			return false;
	}
	return true;
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
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	struct hito_str message = write_message(moves);
	struct command first, second;

	if (!message.ptr ||
	    !start_command(moves, &first, add, sizeof(add) / sizeof(add[0])) ||
	    !start_command(moves, &second, commit,
			   sizeof(commit) / sizeof(commit[0])) ||
	    !name_files(moves, &first, &second))
		return run_memory(run);
	if ((first.count == first.head_count ||
	     run_git(moves, first.words, HITO_STR("")) == 0) &&
	    run_git(moves, second.words, message) == 0)
		return RUN_OK;
	hito_err_set(&err, HITO_ERR_GIT,
		     "git made no commit; the files are written");
	return run_error(run, &err);
}
