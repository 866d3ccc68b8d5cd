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

void hito_mark_take(const struct stat *status, struct hito_mark *out_mark)
{
	*out_mark = (struct hito_mark){
		.device = status->st_dev,
		.inode = status->st_ino,
		.size = (uint64_t)status->st_size,
		.modified = nanoseconds(&status->st_mtim),
		.changed = nanoseconds(&status->st_ctim),
		.mode = status->st_mode,
	};
}

void hito_mark_look(int dir_fd, const char *path, struct hito_mark *out_mark)
{
	struct stat status;

	*out_mark = (struct hito_mark){0};
	if (fstatat(dir_fd, path, &status, AT_SYMLINK_NOFOLLOW) == 0)
		hito_mark_take(&status, out_mark);
}

bool hito_mark_equal(const struct hito_mark *a, const struct hito_mark *b)
{
	return a->inode == b->inode && a->modified == b->modified &&
	       a->changed == b->changed && a->size == b->size &&
	       a->device == b->device && a->mode == b->mode;
}

int64_t hito_mark_newest(const struct hito_mark *mark)
{
	return mark->modified > mark->changed ? mark->modified : mark->changed;
}

void hito_sight_init(struct hito_sight *sight, struct hito_arena *arena)
{
	*sight = (struct hito_sight){.arena = arena};
}

bool hito_sight_add(struct hito_sight *sight, struct hito_str path,
		    const struct hito_mark *mark)
{
	if (!sight)
		return true;
	if (!hito_reserve(sight->arena, sight->list, sight->count,
			  sight->capacity))
		return false;
	sight->list[sight->count++] = (struct hito_seen){path, *mark};
	return true;
}
