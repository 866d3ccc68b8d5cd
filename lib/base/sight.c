/* SPDX-License-Identifier: MIT */
/* Marks of files and folders, and lists of them. */
#include "hito/sight.h"

#include <fcntl.h>
#include <sys/stat.h>

#define NANOSECONDS INT64_C(1000000000)

static int64_t nanoseconds(const struct timespec *time)
{
	return (int64_t)time->tv_sec * NANOSECONDS + time->tv_nsec;
}

void hito_imprint_take(const struct stat *status,
		       struct hito_imprint *out_imprint)
{
	*out_imprint = (struct hito_imprint){
		.device = status->st_dev,
		.inode = status->st_ino,
		.size = (uint64_t)status->st_size,
		.modified = nanoseconds(&status->st_mtim),
		.changed = nanoseconds(&status->st_ctim),
		.mode = status->st_mode,
	};
}

void hito_imprint_look(int dir_fd, const char *path,
		       struct hito_imprint *out_imprint)
{
	struct stat status;

	*out_imprint = (struct hito_imprint){0};
	if (fstatat(dir_fd, path, &status, AT_SYMLINK_NOFOLLOW) == 0)
		hito_imprint_take(&status, out_imprint);
}

bool hito_imprint_equal(const struct hito_imprint *a,
			const struct hito_imprint *b)
{
	return a->inode == b->inode && a->modified == b->modified &&
	       a->changed == b->changed && a->size == b->size &&
	       a->device == b->device && a->mode == b->mode;
}

int64_t hito_imprint_newest(const struct hito_imprint *imprint)
{
	return imprint->modified > imprint->changed ? imprint->modified
						    : imprint->changed;
}

void hito_sight_init(struct hito_sight *sight, struct hito_arena *arena)
{
	*sight = (struct hito_sight){.arena = arena};
}

bool hito_sight_add(struct hito_sight *sight, struct hito_str path,
		    const struct hito_imprint *imprint)
{
	if (!sight)
		return true;
	if (!hito_reserve(sight->arena, sight->list, sight->count,
			  sight->capacity))
		return false;
	sight->list[sight->count++] = (struct hito_seen){path, *imprint};
	return true;
}

void hito_sight_cut(struct hito_sight *sight, size_t count)
{
	if (count < sight->count)
		sight->count = count;
}
