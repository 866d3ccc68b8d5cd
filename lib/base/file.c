/* SPDX-License-Identifier: MIT */
/* Reading whole files with a limit; making and replacing them whole. */
#define _GNU_SOURCE /* renameat2 */
#include "base/file.h"
#include "base/file_own.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/num.h"

#define FIRST_READ ((size_t)64 << 10)
#define TEMPORARY_TRIES 100

/* The path as the system wants it: terminated, without NUL inside. */
bool hito_file_terminate(struct hito_str path, char text[PATH_MAX],
			 struct hito_err *err)
{
	if (!path.len) {
		hito_err_set(err, HITO_ERR_INPUT, "the path is empty");
		return false;
	}
	if (memchr(path.ptr, '\0', path.len)) {
		hito_err_set(err, HITO_ERR_INPUT, "the path has a NUL byte");
		return hito_err_at(err, path, 0, 0);
	}
	if (path.len >= PATH_MAX) {
		hito_err_set(err, HITO_ERR_INPUT, "the path is too long");
		return hito_err_at(err, path, 0, 0);
	}
	memcpy(text, path.ptr, path.len);
	text[path.len] = '\0';
	return true;
}

static bool failed(struct hito_err *err, struct hito_str path, const char *what)
{
	hito_err_say(err, HITO_ERR_IO, what);
	return hito_err_at(err, path, 0, 0);
}

static bool is_link_error(int number)
{
	return number == ELOOP || number == EMLINK;
}

static bool open_failed(struct hito_err *err, struct hito_str path, int number)
{
	if (is_link_error(number)) {
		failed(err, path,
		       HITO_N("is a symbolic link, which is not followed"));
		return hito_err_help(err, "name the file that it points to");
	}
	if (number == ENXIO)
		return failed(err, path,
			      HITO_N("is a socket or a device, not a file"));
	if (number == ENOENT)
		return failed(err, path, HITO_N("no such file"));
	if (number == EACCES || number == EPERM)
		return failed(err, path, HITO_N("no permission to read it"));
	return hito_err_system(err, path, "cannot open", number);
}

/* What stands there instead of a file; NULL for a regular file. */
static const char *other_kind(mode_t mode)
{
	if (S_ISREG(mode))
		return NULL;
	if (S_ISDIR(mode))
		return HITO_N("is a folder, not a file");
	if (S_ISFIFO(mode))
		return HITO_N("is a named pipe (FIFO), not a file");
	if (S_ISSOCK(mode))
		return HITO_N("is a socket, not a file");
	return HITO_N("is a device, not a file");
}

/* What was read so far. */
struct reading {
	struct hito_arena *arena;
	char *ptr;
	size_t len, capacity;
	size_t limit;
	size_t expected; /* where a file ends; 0: nobody knows */
};

/* Room for more: at least one byte and the NUL. */
static bool make_room(struct reading *reading, size_t first)
{
	size_t capacity = first;
	char *grown;

	if (reading->len + 1 < reading->capacity)
		return true;
	if (reading->capacity && !hito_num_mul(reading->capacity, 2, &capacity))
		return false;
	grown = hito_arena_bytes(reading->arena, capacity);
	if (!grown)
		return false;
	if (reading->len)
		memcpy(grown, reading->ptr, reading->len);
	reading->ptr = grown;
	reading->capacity = capacity;
	return true;
}

static bool too_large(struct hito_err *err, size_t limit)
{
	return hito_err_set(err, HITO_ERR_INPUT,
			    "too large: more than %zu bytes", limit);
}

/* As read(2), but waits where the descriptor does not. */
static ssize_t read_some(int fd, char *ptr, size_t len)
{
	for (;;) {
		ssize_t got = read(fd, ptr, len);
		struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

		if (got >= 0)
			return got;
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN && errno != EWOULDBLOCK)
			return -1;
		if (poll(&poll_fd, 1, -1) < 0 && errno != EINTR)
			return -1;
	}
}

static bool read_all(int fd, struct reading *reading, size_t first,
		     struct hito_err *err)
{
	for (;;) {
		ssize_t got;

		if (!make_room(reading, first))
			return hito_err_memory(err);
		got = read_some(fd, reading->ptr + reading->len,
				reading->capacity - reading->len - 1);
		if (got < 0)
			return hito_err_system(err, HITO_STR(""), "cannot read",
					       errno);
		if (got == 0)
			break;
		reading->len += (size_t)got;
		if (reading->len > reading->limit)
			return too_large(err, reading->limit);
		/* There was room for more than a file of this length has. */
		if (reading->len == reading->expected)
			break;
	}
	reading->ptr[reading->len] = '\0';
	return true;
}

bool hito_file_read_fd(int fd, size_t limit, struct hito_arena *arena,
		       struct hito_str *out, struct hito_err *err)
{
	struct reading reading = {.arena = arena, .limit = limit};

	if (!read_all(fd, &reading, FIRST_READ, err))
		return false;
	*out = (struct hito_str){reading.ptr, reading.len};
	return true;
}

static bool read_regular(int fd, size_t limit, struct hito_arena *arena,
			 struct hito_str *out, struct hito_err *err)
{
	struct reading reading = {.arena = arena, .limit = limit};
	const char *kind;
	struct stat status;

	if (fstat(fd, &status) < 0)
		return hito_err_system(err, HITO_STR(""), "cannot look at it",
				       errno);
	kind = other_kind(status.st_mode);
	if (kind)
		return hito_err_say(err, HITO_ERR_IO, kind);
	if (status.st_size < 0 || (uintmax_t)status.st_size > limit)
		return too_large(err, limit);
	reading.expected = (size_t)status.st_size;
	/* One for the NUL and one to meet the end without growing. */
	if (!read_all(fd, &reading, (size_t)status.st_size + 2, err))
		return false;
	*out = (struct hito_str){reading.ptr, reading.len};
	return true;
}

bool hito_file_read(int dir_fd, struct hito_str path, size_t limit,
		    struct hito_arena *arena, struct hito_str *out,
		    struct hito_err *err)
{
	char text[PATH_MAX];
	bool done;
	int fd;

	if (!hito_file_terminate(path, text, err))
		return false;
	fd = openat(dir_fd, text,
		    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return open_failed(err, path, errno);
	done = read_regular(fd, limit, arena, out, err);
	if (!done)
		hito_err_at(err, path, 0, 0);
	close(fd);
	return done;
}

/* Open the folder name in the folder at, made when it is missing. */
static int enter(int at, const char *name, int flags)
{
	int folder = openat(at, name, flags);

	if (folder >= 0 || errno != ENOENT)
		return folder;
	if (mkdirat(at, name, 0777) < 0 && errno != EEXIST)
		return -1;
	return openat(at, name, flags);
}

/*
 * Open the folder of the path that text holds, -1 with errno when that
 * fails; *out_name gets the last name, behind all slashes.
 */
int hito_file_open_folder(int dir_fd, char *text, char **out_name)
{
	const int follow = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	const int flags = text[0] == '/' ? follow : follow | O_NOFOLLOW;
	int folder = openat(dir_fd, text[0] == '/' ? "/" : ".", follow);
	char *name = text + strspn(text, "/");
	char *slash;

	while (folder >= 0 && (slash = strchr(name, '/')) != NULL) {
		int next, number;

		*slash = '\0';
		next = enter(folder, name, flags);
		number = errno;
		close(folder);
		errno = number;
		folder = next;
		name = slash + 1 + strspn(slash + 1, "/");
	}
	*out_name = name;
	return folder;
}

bool hito_file_write_all(int fd, struct hito_str text)
{
	size_t done = 0;

	while (done < text.len) {
		ssize_t wrote = write(fd, text.ptr + done, text.len - done);

		if (wrote >= 0)
			done += (size_t)wrote;
		else if (errno != EINTR)
			return false;
	}
	return true;
}

/* A new file in the folder under a name that nobody has; -1 and errno. */
int hito_file_temporary(int folder, size_t first, char *name, size_t size)
{
	int fd = -1;

	for (size_t i = first; i < first + TEMPORARY_TRIES; i++) {
		snprintf(name, size, ".hito-%ld-%zu.tmp", (long)getpid(), i);
		fd = openat(folder, name,
			    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
				    O_CLOEXEC,
			    0666);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	return fd;
}

/* Give the temporary file its name; never over another. errno on false. */
bool hito_file_take_name(int folder, const char *temporary, const char *name)
{
	if (linkat(folder, temporary, folder, name, 0) == 0) {
		unlinkat(folder, temporary, 0);
		return true;
	}
	if (errno == EEXIST)
		return false;
#ifdef RENAME_NOREPLACE
	/* A file system without hard links. */
	return renameat2(folder, temporary, folder, name, RENAME_NOREPLACE) ==
	       0;
#else
	return false;
#endif
}

/* Does a file hold these bytes and no others? */
bool hito_file_holds(int folder, const char *name, struct hito_str text)
{
	int fd = openat(folder, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char buffer[16384];
	size_t at = 0;
	ssize_t got;

	if (fd < 0)
		return false;
	while ((got = read_some(fd, buffer, sizeof(buffer))) > 0) {
		if ((size_t)got > text.len - at ||
		    memcmp(buffer, text.ptr + at, (size_t)got) != 0)
			break;
		at += (size_t)got;
	}
	close(fd);
	return got == 0 && at == text.len;
}

/* The file that a new one takes the place of. */
struct replaced {
	struct stat status;
	const struct hito_str *text; /* that it must still hold; NULL: any */
};

/*
 * Write text to a file and name it; over another if that may be replaced.
 * errno on false, ESTALE where the other one has changed.
 */
static bool create_in(int folder, const char *name, struct hito_str text,
		      const struct replaced *replaced)
{
	char temporary[64];
	int fd = hito_file_temporary(folder, 0, temporary, sizeof(temporary));
	bool done;
	int number;

	if (fd < 0)
		return false;
	done = hito_file_write_all(fd, text) && fsync(fd) == 0;
	if (done && replaced)
		done = fchmod(fd, replaced->status.st_mode & 0777) == 0;
	number = errno;
	if (close(fd) < 0 && done) {
		done = false;
		number = errno;
	}
	if (done && replaced && replaced->text &&
	    !hito_file_holds(folder, name, *replaced->text)) {
		done = false;
		number = ESTALE;
	}
	if (done) {
		done = replaced ? renameat(folder, temporary, folder, name) == 0
				: hito_file_take_name(folder, temporary, name);
		number = errno;
	}
	if (!done)
		unlinkat(folder, temporary, 0);
	else
		/* Some systems cannot sync a folder; the file is there. */
		(void)fsync(folder);
	errno = number;
	return done;
}

bool hito_file_not_made(struct hito_err *err, struct hito_str path, int number)
{
	if (number == EEXIST)
		return failed(err, path, HITO_N("already exists"));
	if (number == ENOTDIR || is_link_error(number))
		return failed(err, path,
			      HITO_N("a folder on the way is a link or not a "
				     "folder"));
	return hito_err_system(err, path, "cannot write", number);
}

/* The file that text is to replace, if there is one; false: it may not. */
bool hito_file_look_at(int folder, const char *name, struct hito_str path,
		       struct stat *status, bool *out_is_there,
		       struct hito_err *err)
{
	const char *kind;

	*out_is_there = fstatat(folder, name, status, AT_SYMLINK_NOFOLLOW) == 0;
	if (!*out_is_there)
		return errno == ENOENT ? true
				       : hito_file_not_made(err, path, errno);
	if (S_ISLNK(status->st_mode))
		return open_failed(err, path, ELOOP);
	kind = other_kind(status->st_mode);
	return kind ? failed(err, path, kind) : true;
}

bool hito_file_changed_meanwhile(struct hito_err *err, struct hito_str path)
{
	failed(err, path,
	       HITO_N("was changed by somebody else meanwhile, and is left "
		      "as it is"));
	return hito_err_help(err, "run the command again");
}

/* May the file be written, if renaming did not go around that? */
bool hito_file_check_writable(int folder, const char *name,
			      struct hito_str path, const struct stat *status,
			      struct hito_err *err)
{
	if ((status->st_mode & 0222) != 0 &&
	    faccessat(folder, name, W_OK, AT_EACCESS) == 0)
		return true;
	return failed(err, path, HITO_N("is read-only"));
}

/* What becomes of a file of that name. */
struct purpose {
	bool replace;
	const struct hito_str *before; /* it must be there and hold this */
};

static bool make_file(int dir_fd, struct hito_str path, struct hito_str text,
		      struct purpose purpose, struct hito_err *err)
{
	char copy[PATH_MAX];
	struct replaced replaced = {.text = purpose.before};
	bool is_there = false, done = true;
	char *name;
	int folder;

	if (!hito_file_terminate(path, copy, err))
		return false;
	if (hito_str_ends(path, "/") || hito_str_is(path, ".") ||
	    hito_str_is(path, "..") || hito_str_ends(path, "/.") ||
	    hito_str_ends(path, "/..")) {
		hito_err_set(err, HITO_ERR_INPUT, "the path names no file");
		return hito_err_at(err, path, 0, 0);
	}
	folder = hito_file_open_folder(dir_fd, copy, &name);
	if (folder < 0)
		return hito_file_not_made(err, path, errno);
	/*
	 * Between the last look at a file and its new name nobody of us comes
	 * in between. A file system without locks does without.
	 */
	if (purpose.before)
		while (flock(folder, LOCK_EX) < 0 && errno == EINTR)
			continue;
	if (purpose.replace)
		done = hito_file_look_at(folder, name, path, &replaced.status,
					 &is_there, err);
	if (done && purpose.before)
		done = is_there
			       ? hito_file_check_writable(folder, name, path,
							  &replaced.status, err)
			       : hito_file_changed_meanwhile(err, path);
	if (done && !create_in(folder, name, text, is_there ? &replaced : NULL))
		done = purpose.before && errno == ESTALE
			       ? hito_file_changed_meanwhile(err, path)
			       : hito_file_not_made(err, path, errno);
	close(folder);
	return done;
}

bool hito_file_create(int dir_fd, struct hito_str path, struct hito_str text,
		      struct hito_err *err)
{
	return make_file(dir_fd, path, text, (struct purpose){false, NULL},
			 err);
}

bool hito_file_replace(int dir_fd, struct hito_str path, struct hito_str text,
		       struct hito_err *err)
{
	return make_file(dir_fd, path, text, (struct purpose){true, NULL}, err);
}

bool hito_file_rewrite(int dir_fd, struct hito_str path, struct hito_str before,
		       struct hito_str after, struct hito_err *err)
{
	return make_file(dir_fd, path, after, (struct purpose){true, &before},
			 err);
}
