/* SPDX-License-Identifier: MIT */
/* Files in place of others, new ones and ones that go: all or none. */
#define _GNU_SOURCE /* renameat2 */
#include "base/file_set.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_own.h"

#define NAME 64

/* A folder that files are in, opened once: a lock holds for one opening. */
struct folder {
	struct hito_str path; /* "" or "a/b/" */
	size_t made;          /* so much of it was there; else all */
	int fd;
};

enum deed { UNDONE, MADE, SWAPPED, REPLACED, GONE };

/* One name in a folder and what it becomes. */
struct name {
	const char *name;
	struct hito_str path, before, after; /* ptr NULL: none */
	size_t folder;
	mode_t mode; /* of a new one; 0: as usual */
	char temporary[NAME];
	enum deed deed;
};

struct file_set {
	int dir_fd;
	struct hito_arena *arena;
	struct folder *folders;
	size_t folder_count, folder_capacity;
	struct name *names;
	size_t name_count;
	bool stale;
};

static int fd_of(const struct file_set *set, const struct name *name)
{
	return set->folders[name->folder].fd;
}

/* Folders */

/* So much of "a/b/" is there: what is made may be taken away again. */
static size_t find_made(int dir_fd, struct hito_str folder)
{
	char text[PATH_MAX];

	for (size_t at = 0; at < folder.len; at++) {
		struct stat status;

		if (folder.ptr[at] != '/' || at >= sizeof(text))
			continue;
		memcpy(text, folder.ptr, at);
		text[at] = '\0';
		if (at &&
		    fstatat(dir_fd, text, &status, AT_SYMLINK_NOFOLLOW) < 0)
			return at;
	}
	return folder.len;
}

static bool open_folder(struct file_set *set, struct name *name,
			struct hito_err *err)
{
	struct folder folder = {.path = name->path, .fd = -1};
	char text[PATH_MAX];
	char *last;

	while (folder.path.len && folder.path.ptr[folder.path.len - 1] != '/')
		folder.path.len--;
	name->name = hito_arena_copy(set->arena,
				     hito_str_slice(name->path, folder.path.len,
						    name->path.len))
			     .ptr;
	for (size_t i = 0; i < set->folder_count; i++)
		if (hito_str_equal(set->folders[i].path, folder.path)) {
			name->folder = i;
			return name->name || hito_err_memory(err);
		}
	if (!name->name ||
	    !hito_reserve(set->arena, set->folders, set->folder_count,
			  set->folder_capacity))
		return hito_err_memory(err);
	if (!hito_file_terminate(name->path, text, err))
		return false;
	folder.made = find_made(set->dir_fd, folder.path);
	folder.fd = hito_file_open_folder(set->dir_fd, text, &last);
	name->folder = set->folder_count;
	set->folders[set->folder_count++] = folder;
	if (folder.fd >= 0)
		return true;
	/* One that is missing is made, so it was taken away. */
	set->stale = errno == ENOENT;
	return hito_file_not_made(err, name->path, errno);
}

static int by_path(const void *a, const void *b)
{
	return hito_str_compare((*(const struct folder *const *)a)->path,
				(*(const struct folder *const *)b)->path);
}

/* Always in the same order: nobody waits for one who waits for him. */
static bool lock_folders(struct file_set *set)
{
	struct folder **order =
		hito_new(set->arena, struct folder *, set->folder_count + 1);

	if (!order)
		return false;
	for (size_t i = 0; i < set->folder_count; i++)
		order[i] = &set->folders[i];
	if (set->folder_count > 1)
		qsort(order, set->folder_count, sizeof(struct folder *),
		      by_path);
	for (size_t i = 0; i < set->folder_count; i++)
		while (flock(order[i]->fd, LOCK_EX) < 0 && errno == EINTR)
			continue;
	return true;
}

/* Who had the lock before may have taken the folder away. */
static bool check_folders(struct file_set *set, struct hito_err *err)
{
	for (size_t i = 0; i < set->folder_count; i++) {
		struct stat status;

		if (fstat(set->folders[i].fd, &status) < 0 ||
		    status.st_nlink > 0)
			continue;
		set->stale = true;
		return hito_file_not_made(err, set->folders[i].path, ENOENT);
	}
	return true;
}

/* Folders that are empty go, up to a part of the path that stays. */
static void remove_empty(const struct file_set *set,
			 const struct folder *folder, size_t keep)
{
	char text[PATH_MAX];

	for (size_t at = folder->path.len; at-- > keep && at > 0;) {
		if (folder->path.ptr[at] != '/' || at >= sizeof(text))
			continue;
		memcpy(text, folder->path.ptr, at);
		text[at] = '\0';
		if (unlinkat(set->dir_fd, text, AT_REMOVEDIR) < 0)
			return;
	}
}

/* Before a name changes */

static bool check(struct file_set *set, struct name *name, struct hito_err *err)
{
	struct stat status;
	bool there;

	if (!hito_file_look_at(fd_of(set, name), name->name, name->path,
			       &status, &there, err))
		return false;
	if (!name->before.ptr)
		return !there || hito_file_not_made(err, name->path, EEXIST);
	if (there && !hito_file_check_writable(fd_of(set, name), name->name,
					       name->path, &status, err))
		return false;
	name->mode = there ? status.st_mode & 0777 : 0;
	if (there &&
	    hito_file_holds(fd_of(set, name), name->name, name->before))
		return true;
	set->stale = true;
	return hito_file_changed_meanwhile(err, name->path);
}

/* Its temporary file: the new text, or a name to put the old one under. */
static bool prepare(struct file_set *set, struct name *name,
		    struct hito_err *err)
{
	int folder = fd_of(set, name), number;
	int fd = hito_file_temporary(folder, (size_t)(name - set->names),
				     name->temporary, NAME);
	bool done;

	if (fd < 0) {
		name->temporary[0] = '\0';
		return hito_file_not_made(err, name->path, errno);
	}
	done = !name->after.ptr ||
	       (hito_file_write_all(fd, name->after) && fsync(fd) == 0);
	if (done && name->after.ptr && name->mode)
		done = fchmod(fd, name->mode) == 0;
	number = errno;
	if (close(fd) < 0 && done) {
		done = false;
		number = errno;
	}
	return done || hito_file_not_made(err, name->path, number);
}

/* Names */

static bool swap(int folder, const struct name *name)
{
#ifdef RENAME_EXCHANGE
	return renameat2(folder, name->temporary, folder, name->name,
			 RENAME_EXCHANGE) == 0;
#else
	(void)folder;
	(void)name;
	return false;
#endif
}

static int turn_of(const struct name *name)
{
	if (!name->before.ptr)
		return 0;
	return name->after.ptr ? 1 : 2;
}

static bool change(const struct file_set *set, struct name *name,
		   struct hito_err *err)
{
	int folder = fd_of(set, name);

	if (!name->before.ptr) {
		if (!hito_file_take_name(folder, name->temporary, name->name))
			return hito_file_not_made(err, name->path, errno);
		name->deed = MADE;
	} else if (!name->after.ptr) {
		if (renameat(folder, name->name, folder, name->temporary) < 0)
			return hito_file_not_made(err, name->path, errno);
		name->deed = GONE;
	} else if (swap(folder, name)) {
		name->deed = SWAPPED;
	} else {
		/* A file system that cannot swap. */
		if (renameat(folder, name->temporary, folder, name->name) < 0)
			return hito_file_not_made(err, name->path, errno);
		name->deed = REPLACED;
	}
	return true;
}

static void undo(const struct file_set *set, struct name *name)
{
	int folder = fd_of(set, name);

	switch (name->deed) {
	case MADE:
		unlinkat(folder, name->name, 0);
		break;
	case GONE:
		if (hito_file_take_name(folder, name->temporary, name->name))
			name->temporary[0] = '\0';
		break;
	case SWAPPED:
		if (!swap(folder, name))
			renameat(folder, name->temporary, folder, name->name);
		break;
	case REPLACED:
		if (!hito_file_replace(folder, hito_str_from(name->name),
				       name->before, NULL))
			break;
		break;
	case UNDONE:
		break;
	}
}

/*
 * New names come first and those that go last: of somebody who is stopped
 * midway a thing stands twice, not nowhere. Once more each is looked at: to
 * get all on disk took its time.
 */
static bool change_names(struct file_set *set, struct hito_err *err)
{
	for (int turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < set->name_count; i++) {
			struct name *name = &set->names[i];

			if (turn_of(name) != turn)
				continue;
			if (name->before.ptr &&
			    !hito_file_holds(fd_of(set, name), name->name,
					     name->before)) {
				set->stale = true;
				return hito_file_changed_meanwhile(err,
								   name->path);
			}
			if (!change(set, name, err))
				return false;
		}
	return true;
}

static bool write_names(struct file_set *set, struct hito_err *err)
{
	bool done = true;

	for (size_t i = 0; done && i < set->name_count; i++)
		done = check(set, &set->names[i], err);
	/* A file that is elsewhere then keeps its permissions. */
	for (size_t i = 1; done && i < set->name_count; i++)
		if (!set->names[i].before.ptr && !set->names[i - 1].after.ptr)
			set->names[i].mode = set->names[i - 1].mode;
	for (size_t i = 0; done && i < set->name_count; i++)
		done = prepare(set, &set->names[i], err);
	return done && change_names(set, err);
}

/* What is left over goes, and all gets on disk. */
static void clean(const struct file_set *set, bool done)
{
	for (size_t i = set->name_count; i-- > 0;) {
		struct name *name = &set->names[i];

		if (!done)
			undo(set, name);
		if (name->temporary[0])
			unlinkat(fd_of(set, name), name->temporary, 0);
	}
	for (size_t i = 0; i < set->folder_count; i++) {
		const struct folder *folder = &set->folders[i];

		if (folder->fd >= 0)
			(void)fsync(folder->fd);
		if (!done)
			remove_empty(set, folder, folder->made);
	}
	for (size_t i = 0; done && i < set->name_count; i++)
		if (!set->names[i].after.ptr)
			remove_empty(set, &set->folders[set->names[i].folder],
				     0);
	for (size_t i = 0; i < set->folder_count; i++)
		if (set->folders[i].fd >= 0)
			close(set->folders[i].fd);
}

static bool take_change(struct file_set *set,
			const struct hito_file_change *change,
			struct hito_err *err)
{
	struct name *name = &set->names[set->name_count++];

	*name = (struct name){
		.path = change->path,
		.before = change->before,
		.after = change->after,
	};
	if (!open_folder(set, name, err))
		return false;
	if (!change->new_path.ptr)
		return true;
	name->after = (struct hito_str){NULL, 0};
	name = &set->names[set->name_count++];
	*name = (struct name){.path = change->new_path, .after = change->after};
	return open_folder(set, name, err);
}

/* Who presses the interrupt key waits until all is done. */
static void hold_signals(sigset_t *before)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaddset(&set, signals[i]);
	pthread_sigmask(SIG_BLOCK, &set, before);
}

bool hito_file_set_write(int dir_fd, const struct hito_file_change *changes,
			 size_t count, struct hito_arena *arena,
			 bool *out_stale, struct hito_err *err)
{
	struct file_set set = {.dir_fd = dir_fd, .arena = arena};
	sigset_t before;
	bool done = true;

	*out_stale = false;
	set.names = hito_new(arena, struct name, 2 * count + 1);
	if (!set.names)
		return hito_err_memory(err);
	for (size_t i = 0; done && i < count; i++)
		done = take_change(&set, &changes[i], err);
	if (done && !lock_folders(&set))
		done = hito_err_memory(err);
	hold_signals(&before);
	if (done)
		done = check_folders(&set, err) && write_names(&set, err);
	clean(&set, done);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	*out_stale = set.stale;
	return done;
}
