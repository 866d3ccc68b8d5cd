/* SPDX-License-Identifier: MIT */
/* Pieces of a setup, written to files and taken out of them. */
#define _XOPEN_SOURCE 700 /* fchmodat, fsync */

#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_own.h"

enum { LARGEST = 4 << 20 };

/* What there is; ptr NULL: nothing. */
static bool read_before(const struct init *init, const struct init_piece *piece,
			struct hito_str *out, struct hito_err *err)
{
	struct stat status;

	*out = (struct hito_str){NULL, 0};
	if (fstatat(piece->dir_fd, piece->path.ptr, &status,
		    AT_SYMLINK_NOFOLLOW) < 0 &&
	    (errno == ENOENT || errno == ENOTDIR))
		return true;
	return hito_file_read(piece->dir_fd, piece->path, LARGEST,
			      init->run->arena, out, err);
}

/* Git would not run it: it was switched off on purpose. */
static bool is_off(const struct init_piece *piece)
{
	struct stat status;

	return piece->runs &&
	       fstatat(piece->dir_fd, piece->path.ptr, &status, 0) == 0 &&
	       !(status.st_mode & S_IXUSR);
}

/* Saying */

static void by_hand(const struct init *init, const struct init_piece *piece)
{
	struct hito_out *out = &init->run->out;

	if (!piece->hand || init->remove)
		return;
	hito_out_text(out, init_say(init, HITO_N("  by hand: ")));
	hito_out_text(out, piece->hand);
	hito_out_text(out, "\n");
}

static void say_left(const struct init *init, const struct init_piece *piece,
		     enum hito_piece_found found)
{
	const char *why = NULL;

	switch (found) {
	case HITO_PIECE_FOREIGN:
		why = init->remove ? HITO_N("left: it is not as hito wrote it")
				   : HITO_N("left: somebody else's is there");
		break;
	case HITO_PIECE_BROKEN:
		why = piece->piece.kind == HITO_PIECE_SECTION
			      ? HITO_N("left: it cannot be read")
			      : HITO_N("left: of the lines \"# >>> hito\" and "
				       "\"# <<< hito\" one is missing");
		break;
	case HITO_PIECE_STRANGE:
		why = is_off(piece) ? HITO_N("left: it is switched off (not "
					     "executable)")
				    : HITO_N("left: it is no script of sh");
		break;
	case HITO_PIECE_MISSING:
	case HITO_PIECE_THERE:
	case HITO_PIECE_OTHER:
		return;
	}
	init_tell(init, piece->shown, why);
	by_hand(init, piece);
}

static const char *done_words(const struct init *init,
			      const struct init_piece *piece, bool whole,
			      bool again)
{
	bool part = piece->piece.kind != HITO_PIECE_FILE && !whole;

	if (init->dry_run) {
		if (init->remove)
			return part ? HITO_N("hito's lines would be removed")
				    : HITO_N("would be removed");
		if (again)
			return HITO_N("hito's lines would be renewed");
		return part ? HITO_N("lines would be added")
			    : HITO_N("would be made");
	}
	if (init->remove)
		return part ? HITO_N("hito's lines removed")
			    : HITO_N("removed");
	if (again)
		return HITO_N("hito's lines renewed");
	return part ? HITO_N("lines added") : HITO_N("made");
}

/* Git's configuration has a lock that Git heeds, too. */

static bool same_as(const struct init *init, const struct init_piece *piece,
		    struct hito_str before)
{
	struct hito_err none = {.lang = init->run->lang};
	struct hito_str now;

	return read_before(init, piece, &now, &none) &&
	       hito_str_equal(now, before);
}

static bool locked(struct hito_str lock, struct hito_err *err)
{
	if (errno != EEXIST)
		return hito_err_system(err, lock, "cannot be made", errno);
	hito_err_set(err, HITO_ERR_IO,
		     "somebody else is writing Git's configuration");
	hito_err_help(err, "try again; if no Git is running, delete the file");
	return hito_err_at(err, lock, 0, 0);
}

static bool rewrite_config(const struct init *init,
			   const struct init_piece *piece,
			   struct hito_str before, struct hito_str after,
			   struct hito_err *err)
{
	struct hito_str lock = hito_arena_printf(init->run->arena, "%.*s.lock",
						 HITO_STR_ARG(piece->path));
	struct stat status;
	bool done;
	int fd;

	if (!lock.ptr)
		return hito_err_memory(err);
	fd = open(lock.ptr,
		  O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return locked(lock, err);
	done = same_as(init, piece, before) &&
	       stat(piece->path.ptr, &status) == 0 &&
	       fchmod(fd, status.st_mode & 0777) == 0 &&
	       hito_file_write_all(fd, after) && fsync(fd) == 0;
	done = close(fd) == 0 && done && rename(lock.ptr, piece->path.ptr) == 0;
	if (done)
		return true;
	unlink(lock.ptr);
	hito_err_set(err, HITO_ERR_IO, "it cannot be written");
	return hito_err_at(err, piece->shown, 0, 0);
}

/* Taking away */

/* No folder on the way is a link: nothing outside is ever removed. */
static bool is_inside(const struct init_piece *piece, char *path)
{
	struct stat status;

	for (char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		bool folder;

		*slash = '\0';
		folder = fstatat(piece->dir_fd, path, &status,
				 AT_SYMLINK_NOFOLLOW) == 0 &&
			 S_ISDIR(status.st_mode);
		*slash = '/';
		if (!folder)
			return false;
	}
	return true;
}

/* The folders that were made for it, as far as they are empty now. */
static void remove_folders(const struct init_piece *piece, char *path)
{
	char *slash;

	while ((slash = strrchr(path, '/')) != NULL) {
		*slash = '\0';
		if (unlinkat(piece->dir_fd, path, AT_REMOVEDIR) < 0)
			return;
	}
}

static bool remove_file(const struct init *init, const struct init_piece *piece,
			struct hito_str before, struct hito_err *err)
{
	char *path = hito_arena_alloc(init->run->arena, piece->path.len + 1, 1);

	if (!path)
		return hito_err_memory(err);
	memcpy(path, piece->path.ptr, piece->path.len);
	path[piece->path.len] = '\0';
	if (!same_as(init, piece, before) ||
	    (piece->dir_fd != AT_FDCWD && !is_inside(piece, path))) {
		hito_err_set(err, HITO_ERR_IO, "it cannot be removed");
		return hito_err_at(err, piece->shown, 0, 0);
	}
	if (unlinkat(piece->dir_fd, path, 0) < 0)
		return hito_err_system(err, piece->shown,
				       "it cannot be removed", errno);
	if (piece->dir_fd != AT_FDCWD)
		remove_folders(piece, path);
	return true;
}

static bool write_piece(const struct init *init, const struct init_piece *piece,
			struct hito_str before, struct hito_str after,
			struct hito_err *err)
{
	if (!after.ptr)
		return remove_file(init, piece, before, err);
	if (piece->piece.kind == HITO_PIECE_SECTION)
		return rewrite_config(init, piece, before, after, err);
	if (before.ptr)
		return hito_file_rewrite(piece->dir_fd, piece->path, before,
					 after, err);
	if (!hito_file_create(piece->dir_fd, piece->path, after, err))
		return false;
	return !piece->runs ||
	       fchmodat(piece->dir_fd, piece->path.ptr, 0755, 0) == 0 ||
	       hito_err_system(err, piece->shown, "cannot be made executable",
			       errno);
}

static bool change(struct init *init, const struct init_piece *piece,
		   struct hito_str before, enum hito_piece_found found,
		   struct hito_err *err)
{
	struct hito_arena *arena = init->run->arena;
	struct hito_err why = {.lang = init->run->lang};
	struct hito_str after;

	if (init->remove
		    ? !hito_piece_take(&piece->piece, before, arena, &after)
		    : !hito_piece_put(&piece->piece, before, arena, &after))
		return hito_err_memory(err);
	if (!init->dry_run && !write_piece(init, piece, before, after, &why)) {
		if (why.code == HITO_ERR_MEMORY)
			return hito_err_memory(err);
		init->failed = run_error(init->run, &why) != RUN_OK;
		return true;
	}
	init_tell(init, piece->shown,
		  done_words(init, piece,
			     init->remove ? !after.ptr : !before.ptr,
			     found == HITO_PIECE_OTHER));
	return true;
}

bool init_piece(struct init *init, const struct init_piece *piece,
		struct hito_err *err)
{
	struct hito_err why = {.lang = init->run->lang};
	enum hito_piece_found found;
	struct hito_str before;

	if (!read_before(init, piece, &before, &why)) {
		if (why.code == HITO_ERR_MEMORY)
			return hito_err_memory(err);
		/* A link, a folder, too large: nothing of ours. */
		found = HITO_PIECE_FOREIGN;
	} else {
		found = hito_piece_find(&piece->piece, before);
		if (before.ptr && is_off(piece) && found == HITO_PIECE_MISSING)
			found = HITO_PIECE_STRANGE;
	}
	if (init->remove
		    ? found == HITO_PIECE_THERE || found == HITO_PIECE_OTHER
		    : found == HITO_PIECE_MISSING || found == HITO_PIECE_OTHER)
		return change(init, piece, before, found, err);
	if (found == HITO_PIECE_THERE)
		init_tell(init, piece->shown, HITO_N("there already"));
	else if (found != HITO_PIECE_STRANGE || !init->remove)
		say_left(init, piece, found);
	return true;
}
