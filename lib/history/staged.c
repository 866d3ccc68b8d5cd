/* SPDX-License-Identifier: MIT */
/* Reads Git's index. */
#include "history/staged.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "history/tree.h"
#include "hito/limits.h"

enum {
	HEADER = 12,
	ENTRY = 62, /* of an entry, before its name */
	MODE = 24,
	OID = 40,
	FLAGS = 60,
	CHECKSUM = 20,
	LONGEST_NAME = 4096, /* of a path that systems open */
	EXTENDED = 0x4000,
	STAGE = 0x3000,
	INTENDED = 0x2000, /* of the extended flags: git add -N */
};

/* Bytes of all names together that version 4 may stand for. */
#define MOST_NAMES ((size_t)256 << 20)

struct reading {
	struct hito_str bytes;
	size_t at;
	uint32_t version;
	struct hito_arena *arena;
	struct hito_str name; /* of the entry before */
	size_t names;         /* bytes that names were made of */
	struct hito_err *err;
};

static uint32_t number_at(struct hito_str bytes, size_t at, size_t size)
{
	uint32_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | (unsigned char)bytes.ptr[at + i];
	return number;
}

static bool damaged(struct reading *reading)
{
	return hito_err_set(reading->err, HITO_ERR_INPUT,
			    "Git's index is damaged, or of a form that hito "
			    "does not read");
}

/* How many bytes of the name before are not in this one (version 4). */
static bool read_cut(struct reading *reading, size_t *out_cut)
{
	struct hito_str bytes = reading->bytes;
	size_t cut = 0;
	unsigned char byte;

	do {
		if (reading->at >= bytes.len || cut > SIZE_MAX >> 8)
			return false;
		byte = (unsigned char)bytes.ptr[reading->at++];
		cut = (cut << 7) + (byte & 127);
		if (byte & 128)
			cut++;
	} while (byte & 128);
	*out_cut = cut;
	return true;
}

static bool read_name(struct reading *reading, size_t start)
{
	struct hito_str bytes = reading->bytes;
	size_t cut = reading->name.len, end;
	struct hito_str rest;

	if (reading->version == 4 && !read_cut(reading, &cut))
		return damaged(reading);
	end = hito_str_find_byte(bytes, '\0', reading->at);
	if (end == SIZE_MAX || cut > reading->name.len)
		return damaged(reading);
	rest = hito_str_slice(bytes, reading->at, end);
	if (reading->version < 4) {
		/* At least one NUL, up to a multiple of eight. */
		reading->at = start + ((end - start) / 8 + 1) * 8;
		reading->name = rest;
		return true;
	}
	/* A few bytes say a long name again: many would fill the memory. */
	reading->names += reading->name.len - cut + rest.len;
	if (reading->name.len - cut + rest.len > LONGEST_NAME ||
	    reading->names > MOST_NAMES)
		return damaged(reading);
	reading->at = end + 1;
	reading->name = hito_arena_printf(
		reading->arena, "%.*s%.*s", (int)(reading->name.len - cut),
		reading->name.ptr ? reading->name.ptr : "", HITO_STR_ARG(rest));
	return reading->name.ptr || hito_err_memory(reading->err);
}

static enum hito_entry_kind kind_of(uint32_t mode)
{
	switch (mode >> 12) {
	case 0xa:
		return HITO_ENTRY_LINK;
	case 0xe:
		return HITO_ENTRY_SUBMODULE;
	case 0x8:
		return HITO_ENTRY_FILE;
	default:
		return HITO_ENTRY_TREE; /* of a sparse index */
	}
}

static bool add_side(struct reading *reading, struct hito_staged *staged,
		     const struct hito_staged_file *file, unsigned stage)
{
	if (!hito_reserve(reading->arena, staged->sides, staged->side_count,
			  staged->side_capacity))
		return hito_err_memory(reading->err);
	staged->sides[staged->side_count++] = (struct hito_staged_side){
		file->path, file->kind, file->oid, stage};
	return true;
}

static bool read_entry(struct reading *reading, struct hito_staged *staged)
{
	struct hito_staged_file *file = &staged->files[staged->count];
	struct hito_str bytes = reading->bytes;
	size_t start = reading->at;
	uint32_t flags, more = 0;

	if (start + ENTRY + 2 > bytes.len)
		return damaged(reading);
	flags = number_at(bytes, start + FLAGS, 2);
	reading->at = start + ENTRY;
	if (flags & EXTENDED) {
		more = number_at(bytes, reading->at, 2);
		reading->at += 2;
	}
	file->kind = kind_of(number_at(bytes, start + MODE, 4));
	memcpy(file->oid.bytes, bytes.ptr + start + OID,
	       sizeof(file->oid.bytes));
	if (!read_name(reading, start))
		return false;
	file->path = reading->name;
	if (file->kind == HITO_ENTRY_TREE)
		return damaged(reading);
	staged->conflict = staged->conflict || flags & STAGE;
	if (flags & STAGE)
		return add_side(reading, staged, file, (flags & STAGE) >> 12);
	if (!(flags & STAGE) && !(more & INTENDED))
		staged->count++;
	return true;
}

/* Entries elsewhere (a split index) would be missed. */
static bool has_link(const struct reading *reading)
{
	struct hito_str bytes = reading->bytes;
	size_t at = reading->at;

	while (at + 8 + CHECKSUM <= bytes.len) {
		if (memcmp(bytes.ptr + at, "link", 4) == 0)
			return true;
		at += 8 + (size_t)number_at(bytes, at + 4, 4);
	}
	return false;
}

bool hito_staged_read(struct hito_str bytes, struct hito_arena *arena,
		      struct hito_staged *out, struct hito_err *err)
{
	struct reading reading = {
		.bytes = bytes, .at = HEADER, .arena = arena, .err = err};
	uint32_t count;

	*out = (struct hito_staged){.count = 0};
	if (bytes.len < HEADER + CHECKSUM || memcmp(bytes.ptr, "DIRC", 4) != 0)
		return damaged(&reading);
	reading.version = number_at(bytes, 4, 4);
	count = number_at(bytes, 8, 4);
	if (reading.version < 2 || reading.version > 4 ||
	    count > bytes.len / ENTRY)
		return damaged(&reading);
	out->files =
		hito_new(arena, struct hito_staged_file, (size_t)count + 1);
	if (!out->files)
		return hito_err_memory(err);
	for (uint32_t i = 0; i < count; i++)
		if (!read_entry(&reading, out))
			return false;
	return !has_link(&reading) || damaged(&reading);
}

bool hito_staged_open(struct hito_repository *repository, const char *named,
		      struct hito_arena *arena, struct hito_staged *out,
		      struct hito_err *err)
{
	struct hito_str path =
		named ? hito_str_from(named)
		      : hito_arena_printf(arena, "%sindex",
					  hito_git_folder(repository));
	struct hito_str bytes;
	struct stat status;

	*out = (struct hito_staged){.count = 0};
	if (!path.ptr)
		return hito_err_memory(err);
	if (stat(path.ptr, &status) < 0 && errno == ENOENT)
		return true;
	return hito_file_read(AT_FDCWD, path, HITO_LIMIT_OBJECT, arena, &bytes,
			      err) &&
	       hito_staged_read(bytes, arena, out, err);
}

bool hito_staged_file(struct hito_repository *repository,
		      const struct hito_staged *staged, struct hito_str path,
		      size_t limit, struct hito_arena *arena,
		      struct hito_str *out_text, struct hito_err *err)
{
	enum hito_read read;
	size_t size;

	*out_text = (struct hito_str){NULL, 0};
	for (size_t i = 0; i < staged->count; i++) {
		if (!hito_str_equal(staged->files[i].path, path))
			continue;
		read = hito_git_blob(repository, &staged->files[i].oid, limit,
				     arena, out_text, &size, err);
		if (read == HITO_READ_OK)
			return true;
		if (read == HITO_READ_MISSING)
			hito_err_set(err, HITO_ERR_INPUT,
				     "it cannot be read as it is staged");
		return hito_err_at(err, path, 0, 0);
	}
	return true;
}

/* A path from the project's folder; false: it lies elsewhere. */
static bool cut_folder(struct hito_str folder, struct hito_str *path)
{
	if (path->len <= folder.len ||
	    (folder.len && memcmp(path->ptr, folder.ptr, folder.len) != 0))
		return false;
	*path = hito_str_slice(*path, folder.len, path->len);
	return true;
}

static bool read_project(struct hito_repository *repository,
			 const struct hito_staged *staged,
			 struct hito_str folder, struct hito_arena *arena,
			 struct hito_project **out_project,
			 struct hito_err *err)
{
	struct hito_str path = hito_arena_printf(
		arena, "%.*s%s", HITO_STR_ARG(folder), HITO_PROJECT_FILE);
	struct hito_source *source;
	struct hito_str text;

	if (!path.ptr)
		return hito_err_memory(err);
	if (!hito_staged_file(repository, staged, path, HITO_LIMIT_PROJECT_FILE,
			      arena, &text, err))
		return false;
	if (!text.ptr)
		return hito_project_default(arena, out_project, err);
	return hito_source_new(arena, HITO_STR(HITO_PROJECT_FILE), text,
			       &source, err) &&
	       hito_project_read(source, arena, out_project, err);
}

bool hito_staged_plans(struct hito_repository *repository,
		       const struct hito_staged *staged, struct hito_str folder,
		       struct hito_project *project, struct hito_arena *arena,
		       struct hito_workspace **out_workspace,
		       struct hito_err *err)
{
	struct hito_listing listing = {
		.files = hito_new(arena, struct hito_listed, staged->count + 1),
	};

	if (!listing.files)
		return hito_err_memory(err);
	if (!project &&
	    !read_project(repository, staged, folder, arena, &project, err))
		return false;
	for (size_t i = 0; i < staged->count; i++) {
		const struct hito_staged_file *file = &staged->files[i];
		struct hito_str path = file->path;

		if (cut_folder(folder, &path) &&
		    hito_project_has_path(project, path))
			listing.files[listing.count++] = (struct hito_listed){
				path, file->kind, file->oid};
	}
	return hito_tree_plans(repository, project, &listing, arena,
			       out_workspace, err);
}
