/* SPDX-License-Identifier: MIT */
/* Reading objects out of files of their own. */
#include "history/loose.h"

#include "base/num.h"
#include "history/object.h"
#include "history/pack.h"
#include "hito/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD ((size_t)32)         /* "commit 1234" and NUL need less */
#define FIRST_SIZE ((size_t)4096) /* tried first for what is inflated */
#define SLACK ((size_t)128 << 10) /* of a file that does not compress */

static enum hito_read no_memory(struct hito_err *err)
{
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

static enum hito_raw_type type_named(struct hito_str name)
{
	static const char *const names[] = {
		[HITO_RAW_COMMIT] = "commit",
		[HITO_RAW_TREE] = "tree",
		[HITO_RAW_BLOB] = "blob",
		[HITO_RAW_TAG] = "tag",
	};
	enum hito_raw_type type = HITO_RAW_TAG;

	while (type != HITO_RAW_ANY && !hito_str_is(name, names[type]))
		type--;
	return type;
}

/* "blob 12" and NUL, off the front. */
static bool cut_head(struct hito_str *bytes, enum hito_raw_type *out_type,
		     uint64_t *out_size)
{
	struct hito_str head, name, size, rest;

	if (!hito_str_cut(hito_str_slice(*bytes, 0, HEAD), '\0', &head, &rest))
		return false;
	hito_str_cut(head, ' ', &name, &size);
	*out_type = type_named(name);
	if (*out_type == HITO_RAW_ANY || !hito_str_u64(size, out_size))
		return false;
	*bytes = hito_str_slice(*bytes, head.len + 1, bytes->len);
	return true;
}

/*
 * More comes out than is allowed. How much is told by what came first, as far
 * as that is there; what is only stored stands in the file as it is.
 */
static enum hito_read too_large(struct hito_str bytes, struct hito_str file,
				enum hito_raw_type wanted, size_t limit,
				size_t *out_size)
{
	enum { BEFORE_STORED = 7 }; /* two bytes of zlib, five of the block */
	enum hito_raw_type type;
	uint64_t size;

	if (file.len > BEFORE_STORED && (file.ptr[2] & 6) == 0)
		bytes = hito_str_slice(file, BEFORE_STORED, file.len);
	*out_size = limit < SIZE_MAX ? limit + 1 : limit;
	if (!cut_head(&bytes, &type, &size))
		return HITO_READ_MISSING;
	if (wanted != HITO_RAW_ANY && type != wanted)
		*out_size = 0;
	else if (size > limit && size <= SIZE_MAX)
		*out_size = (size_t)size;
	return HITO_READ_MISSING;
}

/* What the file holds is all one object. */
static enum hito_read take(struct hito_str bytes, enum hito_raw_type wanted,
			   size_t limit, struct hito_raw *out, size_t *out_size)
{
	enum hito_raw_type type;
	uint64_t size;

	if (!cut_head(&bytes, &type, &size) || size != bytes.len ||
	    (wanted != HITO_RAW_ANY && type != wanted))
		return HITO_READ_MISSING;
	*out_size = bytes.len;
	if (bytes.len > limit)
		return HITO_READ_MISSING;
	out->type = type;
	out->bytes = bytes;
	return HITO_READ_OK;
}

enum hito_read hito_loose_parse(struct hito_loose *loose, struct hito_str file,
				enum hito_raw_type wanted, size_t limit,
				struct hito_raw *out, size_t *out_size,
				struct hito_err *err)
{
	size_t most = limit < SIZE_MAX - HEAD ? limit + HEAD : SIZE_MAX;
	size_t size = file.len < SIZE_MAX / 8 ? 4 * file.len : most;
	size_t len, used;

	*out_size = 0;
	size = size < FIRST_SIZE ? FIRST_SIZE : size;
	for (;;) {
		if (size > most)
			size = most;
		if (!hito_room_reserve(&loose->object, loose->arena, size))
			return no_memory(err);
		memset(loose->object.ptr, 0, HEAD);
		switch (hito_inflate(loose->inflater, file, loose->object.ptr,
				     size, &len, &used)) {
		case HITO_INFLATED:
			if (used != file.len)
				return HITO_READ_MISSING;
			return take((struct hito_str){loose->object.ptr, len},
				    wanted, limit, out, out_size);
		case HITO_INFLATE_DAMAGED:
			return HITO_READ_MISSING;
		case HITO_INFLATE_LARGE:
			break;
		}
		if (size == most)
			return too_large(
				(struct hito_str){loose->object.ptr, HEAD},
				file, wanted, limit, out_size);
		size = size < SIZE_MAX / 4 ? 4 * size : most;
	}
}

/* All of it, or as much as tells that it is too large. */
static bool read_file(struct hito_loose *loose, int fd, size_t limit,
		      struct hito_str *out_file, bool *out_memory)
{
	struct stat status;
	size_t size, done = 0;

	*out_memory = true;
	if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode) ||
	    status.st_size < 0)
		return false;
	size = limit < SIZE_MAX / 4 ? limit + limit / 8 + SLACK : SIZE_MAX / 2;
	if ((uintmax_t)status.st_size < size)
		size = (size_t)status.st_size;
	*out_memory = hito_room_reserve(&loose->file, loose->arena, size);
	while (*out_memory && done < size) {
		ssize_t got = read(fd, loose->file.ptr + done, size - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		done += (size_t)got;
	}
	*out_file = (struct hito_str){loose->file.ptr, done};
	return *out_memory;
}

enum hito_read hito_loose_read(struct hito_loose *loose, const char *folder,
			       const struct hito_oid *oid,
			       enum hito_raw_type wanted, size_t limit,
			       struct hito_raw *out, size_t *out_size,
			       struct hito_err *err)
{
	char path[PATH_MAX], id[HITO_ID_SIZE];
	struct hito_str file;
	bool done, memory;
	int fd, len;

	*out_size = 0;
	hito_oid_format(oid, id);
	len = snprintf(path, sizeof(path), "%s/%.2s/%s", folder, id, id + 2);
	if (len < 0 || (size_t)len >= sizeof(path))
		return HITO_READ_MISSING;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return HITO_READ_MISSING;
	done = read_file(loose, fd, limit, &file, &memory);
	close(fd);
	if (!memory)
		return no_memory(err);
	if (!done)
		return HITO_READ_MISSING;
	return hito_loose_parse(loose, file, wanted, limit, out, out_size, err);
}

unsigned hito_loose_begin(const char *folder, const struct hito_oid *start,
			  size_t digits, struct hito_oid *out_oid)
{
	char path[PATH_MAX], id[HITO_ID_SIZE];
	struct dirent *entry;
	struct hito_oid oid;
	unsigned found = 0;
	int len;
	DIR *open;

	hito_oid_format(start, id);
	len = snprintf(path, sizeof(path), "%s/%.2s", folder, id);
	if (len < 0 || (size_t)len >= sizeof(path))
		return 0;
	open = opendir(path);
	while (open && found < 2 && (entry = readdir(open)) != NULL) {
		if (strlen(entry->d_name) != HITO_ID_SIZE - 3)
			continue;
		memcpy(id + 2, entry->d_name, HITO_ID_SIZE - 3);
		if (!hito_oid_parse(hito_str_from(id), &oid) ||
		    !hito_oid_begins(oid.bytes, start, digits))
			continue;
		*out_oid = oid;
		found++;
	}
	if (open)
		closedir(open);
	return found;
}
