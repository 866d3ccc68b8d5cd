/* SPDX-License-Identifier: MIT */
/*
 * Files that are kept for speed alone. Their sums are those of xxHash, which
 * nobody else includes.
 */
#define _DEFAULT_SOURCE /* madvise */
#include "base/keep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL /* nothing of it is loaded at start */
#include <xxhash.h>

#include "base/threads.h"

#define TEMPORARY "new-" /* begins the name of a file that is being written */
#define ABANDONED 3600   /* seconds after which nobody writes it any more */
#define MOST_REMOVED 16  /* files at a time */
#define MAPPED ((size_t)64 << 10) /* bytes from which on a file is mapped */
#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

struct head {
	char kind[8];
	uint64_t size; /* of the bytes behind the head */
	uint64_t sum;  /* of kind, size and them */
};

_Static_assert(sizeof(struct head) % sizeof(uint64_t) == 0,
	       "what is behind a head is aligned");

uint64_t hito_keep_sum(uint64_t seed, struct hito_str bytes)
{
	return XXH3_64bits_withSeed(bytes.ptr, bytes.len, seed);
}

static struct head make_head(const char *kind, const struct hito_str *parts,
			     size_t count)
{
	struct head head = {.size = 0};
	XXH3_state_t sum;

	for (size_t i = 0; i < sizeof(head.kind) && kind[i]; i++)
		head.kind[i] = kind[i];
	for (size_t i = 0; i < count; i++)
		head.size += parts[i].len;
	XXH3_INITSTATE(&sum);
	XXH3_64bits_reset_withSeed(&sum, head.size);
	XXH3_64bits_update(&sum, head.kind, sizeof(head.kind));
	for (size_t i = 0; i < count; i++)
		XXH3_64bits_update(&sum, parts[i].ptr, parts[i].len);
	head.sum = XXH3_64bits_digest(&sum);
	return head;
}

static bool read_all(int fd, char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = read(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		len -= (size_t)done;
	}
	return true;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		len -= (size_t)done;
	}
	return true;
}

static bool is_ours(const struct stat *status)
{
	return S_ISREG(status->st_mode) && status->st_uid == geteuid();
}

static void unmap(void *ptr, size_t len)
{
	munmap(ptr, len);
}

/*
 * The file as it lies in the system's own memory: nothing is copied. It stays
 * as it is, for whoever writes another one renames it.
 */
static const char *map_kept(int fd, size_t size, struct hito_arena *arena)
{
	void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

	if (bytes == MAP_FAILED)
		return NULL;
	if (hito_arena_own(arena, bytes, size, unmap))
		return bytes;
	munmap(bytes, size);
	return NULL;
}

static const char *copy_kept(int fd, size_t size, struct hito_arena *arena)
{
	char *bytes = hito_arena_bytes(arena, size);

	return bytes && read_all(fd, bytes, size) ? bytes : NULL;
}

/* Whether a file is whole, once it is known. */
struct hito_keep_check {
	const char *kind;
	struct hito_str file; /* with its head */
	bool is_known, is_whole;
	struct hito_beside beside;
};

/* Aligned, so that tables in it can be used where they lie. */
static struct hito_str behind_head(struct hito_str file)
{
	return hito_str_slice(file, sizeof(struct head), file.len);
}

/* All of it is read, and by others, too: its pages come in one go. */
static void fetch(struct hito_str file)
{
#ifdef MADV_POPULATE_READ
	if (file.len >= MAPPED)
		(void)madvise((void *)file.ptr, file.len, MADV_POPULATE_READ);
#else
	(void)file;
#endif
}

static void check_sum(void *context)
{
	struct hito_keep_check *check = context;
	struct hito_str bytes = behind_head(check->file);
	struct head head;

	fetch(check->file);
	head = make_head(check->kind, &bytes, 1);
	check->is_whole = memcmp(&head, check->file.ptr, sizeof(head)) == 0;
	check->is_known = true;
}

static void end_check(void *ptr, size_t len)
{
	struct hito_keep_check *check = ptr;

	(void)len;
	hito_beside_end(&check->beside);
}

bool hito_keep_is_whole(struct hito_keep_check *check)
{
	hito_beside_end(&check->beside);
	if (!check->is_known)
		check_sum(check);
	return check->is_whole;
}

/* What the thread reads stays until it is done. */
static void begin_check(struct hito_keep_check *check, unsigned threads,
			struct hito_arena *arena)
{
	if (check->file.len < MAPPED || hito_threads_worth(threads, 2) < 2 ||
	    !hito_arena_own(arena, check, 0, end_check))
		return;
	(void)hito_beside_start(&check->beside, check_sum, check);
}

static bool open_kept(int fd, size_t limit, struct hito_arena *arena,
		      struct hito_str *out_file)
{
	struct stat status;
	const char *bytes;
	size_t size;

	if (fstat(fd, &status) < 0 || !is_ours(&status) ||
	    status.st_size < (off_t)sizeof(struct head) ||
	    (uint64_t)status.st_size - sizeof(struct head) > limit)
		return false;
	size = (size_t)status.st_size;
	bytes = size < MAPPED ? NULL : map_kept(fd, size, arena);
	if (!bytes)
		bytes = copy_kept(fd, size, arena);
	*out_file = (struct hito_str){bytes, size};
	return bytes != NULL;
}

bool hito_keep_open(const char *folder, const char *name, const char *kind,
		    size_t limit, unsigned threads, struct hito_arena *arena,
		    struct hito_str *out_bytes,
		    struct hito_keep_check **out_check)
{
	struct hito_keep_check *check =
		hito_new(arena, struct hito_keep_check, 1);
	int dir, fd;
	bool done;

	*out_check = check;
	if (!check)
		return false;
	dir = open(folder, FOLDER_FLAGS);
	if (dir < 0)
		return false;
	fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	close(dir);
	if (fd < 0)
		return false;
	done = open_kept(fd, limit, arena, &check->file);
	close(fd);
	if (!done)
		return false;
	check->kind = kind;
	*out_bytes = behind_head(check->file);
	begin_check(check, threads, arena);
	return true;
}

bool hito_keep_read(const char *folder, const char *name, const char *kind,
		    size_t limit, struct hito_arena *arena,
		    struct hito_str *out_bytes)
{
	struct hito_keep_check *check;
	struct hito_str bytes;

	if (!hito_keep_open(folder, name, kind, limit, 1, arena, &bytes,
			    &check) ||
	    !hito_keep_is_whole(check))
		return false;
	*out_bytes = bytes;
	return true;
}

static bool write_new(int dir, const char *name, const char *kind,
		      const struct hito_str *parts, size_t count)
{
	const struct head head = make_head(kind, parts, count);
	char temporary[64];
	int fd;
	bool done;

	snprintf(temporary, sizeof(temporary), TEMPORARY "%ld", (long)getpid());
	fd = openat(dir, temporary,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	done = write_all(fd, (const char *)&head, sizeof(head));
	for (size_t i = 0; done && i < count; i++)
		done = write_all(fd, parts[i].ptr, parts[i].len);
	done = close(fd) == 0 && done;
	done = done && renameat(dir, temporary, dir, name) == 0;
	if (!done)
		unlinkat(dir, temporary, 0);
	return done;
}

bool hito_keep_write_parts(const char *folder, const char *name,
			   const char *kind, const struct hito_str *parts,
			   size_t count)
{
	int dir;
	bool done;

	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		return false;
	dir = open(folder, FOLDER_FLAGS | O_NOFOLLOW);
	if (dir < 0)
		return false;
	done = write_new(dir, name, kind, parts, count);
	close(dir);
	return done;
}

bool hito_keep_write(const char *folder, const char *name, const char *kind,
		     struct hito_str bytes)
{
	return hito_keep_write_parts(folder, name, kind, &bytes, 1);
}

/* What a folder holds, and which of it is the oldest. */
struct census {
	size_t files;
	uint64_t bytes;
	char oldest[256];
	struct timespec when;
	time_t now;
};

static bool is_older(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec
				    : a.tv_nsec < b.tv_nsec;
}

static void count_file(struct census *census, int dir, const char *name)
{
	struct stat status;

	if (fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) < 0 ||
	    !S_ISREG(status.st_mode) || strlen(name) >= sizeof(census->oldest))
		return;
	if (strncmp(name, TEMPORARY, strlen(TEMPORARY)) == 0) {
		if (status.st_mtim.tv_sec < census->now - ABANDONED)
			unlinkat(dir, name, 0);
		return;
	}
	census->files++;
	census->bytes += (uint64_t)status.st_size;
	if (census->oldest[0] && !is_older(status.st_mtim, census->when))
		return;
	census->when = status.st_mtim;
	memcpy(census->oldest, name, strlen(name) + 1);
}

static bool take_census(struct census *census, DIR *stream)
{
	struct stat status;
	const struct dirent *entry;

	*census = (struct census){0};
	if (fstat(dirfd(stream), &status) < 0)
		return false;
	/* The folder was written to just now: no clock needs to be asked. */
	census->now = status.st_mtim.tv_sec;
	rewinddir(stream);
	while ((entry = readdir(stream)))
		count_file(census, dirfd(stream), entry->d_name);
	return true;
}

void hito_keep_prune(const char *folder, size_t most_files, uint64_t most_bytes)
{
	DIR *stream = opendir(folder);
	struct census census;

	if (!stream)
		return;
	/* A few each time: others may have put any number there. */
	for (int left = MOST_REMOVED;
	     left > 0 && take_census(&census, stream) && census.oldest[0] &&
	     (census.files > most_files || census.bytes > most_bytes);
	     left--)
		if (unlinkat(dirfd(stream), census.oldest, 0) < 0)
			break;
	closedir(stream);
}
