/* SPDX-License-Identifier: MIT */
/* Reading references (gitrepository-layout(5)). */
#include "history/refs.h"

#include "history/mapped.h"
#include "history/object.h"
#include "hito/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	DEPTH = 10,  /* references to references */
	NAME = 1024, /* bytes of a name */
	FILE_SIZE = NAME + 16,
	FOLDERS = 16, /* below each other */
};

#define REPLACED "refs/replace/"

void hito_refs_init(struct hito_refs *refs, const char *folder,
		    const char *common)
{
	memset(refs, 0, sizeof(*refs));
	refs->folder = folder;
	refs->common = common;
}

void hito_refs_done(struct hito_refs *refs)
{
	hito_mapped_close(&refs->packed);
	refs->has_packed = false;
}

/* Names */

static bool is_part(struct hito_str part)
{
	if (!part.len || part.ptr[0] == '.' || hito_str_ends(part, ".lock") ||
	    hito_str_ends(part, ".") ||
	    hito_str_find(part, HITO_STR(".."), 0) != SIZE_MAX ||
	    hito_str_find(part, HITO_STR("@{"), 0) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < part.len; i++) {
		unsigned char byte = (unsigned char)part.ptr[i];

		if (byte <= ' ' || byte == 0x7f || strchr("~^:?*[\\", byte))
			return false;
	}
	return true;
}

static bool is_pseudo(struct hito_str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((name.ptr[i] < 'A' || name.ptr[i] > 'Z') &&
		    name.ptr[i] != '_')
			return false;
	return name.len > 0;
}

/* Of a file that git may have written: HEAD, ORIG_HEAD, refs/... */
static bool is_name(struct hito_str name)
{
	struct hito_str part;

	if (name.len >= NAME)
		return false;
	if (!hito_str_starts(name, "refs/"))
		return is_pseudo(name);
	while (hito_str_cut(name, '/', &part, &name))
		if (!is_part(part))
			return false;
	return is_part(part);
}

/* packed-refs */

static bool packed_path(const struct hito_refs *refs, char path[PATH_MAX])
{
	int len = snprintf(path, PATH_MAX, "%spacked-refs", refs->common);

	return len > 0 && len < PATH_MAX;
}

static struct hito_str packed_of(struct hito_refs *refs)
{
	static const char head[] = "# pack-refs with:";
	char path[PATH_MAX];
	struct hito_str rest, line;

	if (refs->has_packed)
		return refs->packed;
	refs->has_packed = true;
	refs->is_sorted = false;
	memset(&refs->stamp, 0, sizeof(refs->stamp));
	if (!packed_path(refs, path) || stat(path, &refs->stamp) < 0 ||
	    !hito_mapped_open(path, &refs->packed))
		return refs->packed;
	rest = refs->packed;
	if (hito_str_cut_line(&rest, &line) && hito_str_starts(line, head))
		refs->is_sorted =
			hito_str_find(line, HITO_STR(" sorted"), 0) != SIZE_MAX;
	return refs->packed;
}

/* Has git packed references since? Then they are to be looked for again. */
static bool is_packed_anew(struct hito_refs *refs)
{
	const struct stat *old = &refs->stamp;
	struct stat now = {.st_ino = 0};
	char path[PATH_MAX];

	if (!packed_path(refs, path))
		return false;
	(void)stat(path, &now);
	if (now.st_ino == old->st_ino && now.st_size == old->st_size &&
	    now.st_mtim.tv_sec == old->st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == old->st_mtim.tv_nsec)
		return false;
	hito_refs_done(refs);
	return true;
}

/* The line that a byte is in, without the comments and peeled ids before. */
static size_t line_before(struct hito_str text, size_t at)
{
	for (;;) {
		while (at > 0 && text.ptr[at - 1] != '\n')
			at--;
		if (at == 0 || (text.ptr[at] != '^' && text.ptr[at] != '#'))
			return at;
		at--;
	}
}

/* "id name"; others are passed over. */
static bool cut_packed(struct hito_str *rest, struct hito_str *out_name,
		       struct hito_oid *out_oid)
{
	struct hito_str line, id;

	while (hito_str_cut_line(rest, &line))
		if (hito_str_cut(line, ' ', &id, out_name) &&
		    hito_oid_parse(id, out_oid))
			return true;
	return false;
}

/* Where names begin that are not before the given one; sorted only. */
static size_t search(struct hito_str text, struct hito_str name)
{
	size_t low = 0, high = text.len;

	while (low < high) {
		size_t middle = line_before(text, low + (high - low) / 2);
		struct hito_str rest, found;
		struct hito_oid oid;

		if (middle < low)
			middle = low;
		rest = hito_str_slice(text, middle, text.len);
		if (!cut_packed(&rest, &found, &oid) ||
		    hito_str_compare(found, name) >= 0)
			high = middle;
		else
			low = text.len - rest.len;
	}
	return low;
}

/* The first packed reference from a name on, in the file's order. */
static struct hito_str packed_from(struct hito_refs *refs, struct hito_str name)
{
	struct hito_str text = packed_of(refs);

	return refs->is_sorted
		       ? hito_str_slice(text, search(text, name), text.len)
		       : text;
}

static bool find_packed(struct hito_refs *refs, struct hito_str name,
			struct hito_oid *out_oid)
{
	do {
		struct hito_str rest = packed_from(refs, name), found;
		struct hito_oid oid;
		bool behind = false;

		while (!behind && cut_packed(&rest, &found, &oid)) {
			if (hito_str_equal(found, name)) {
				*out_oid = oid;
				return true;
			}
			behind = refs->is_sorted;
		}
	} while (is_packed_anew(refs));
	return false;
}

/* Files */

/* What belongs to a linked work tree alone is in its own folder. */
static const char *folder_of(const struct hito_refs *refs, struct hito_str name)
{
	return hito_str_starts(name, "refs/") &&
			       !hito_str_starts(name, "refs/bisect/") &&
			       !hito_str_starts(name, "refs/worktree/") &&
			       !hito_str_starts(name, "refs/rewritten/")
		       ? refs->common
		       : refs->folder;
}

static enum hito_ref read_file(const char *path, char text[FILE_SIZE],
			       struct hito_str *out_text)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat status;
	size_t done = 0;
	ssize_t got;

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? HITO_REF_NONE
							   : HITO_REF_ODD;
	/* A pipe names nothing, and nobody shall wait for it. */
	if (fstat(fd, &status) < 0 ||
	    (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))) {
		close(fd);
		return HITO_REF_NONE;
	}
	do {
		got = read(fd, text + done, FILE_SIZE - done);
		if (got > 0)
			done += (size_t)got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	if (got < 0 && errno == EISDIR)
		done = FILE_SIZE; /* the folder of other names */
	close(fd);
	if (done == FILE_SIZE)
		return got < 0 ? HITO_REF_NONE : HITO_REF_ODD;
	*out_text = (struct hito_str){text, done};
	return got < 0 ? HITO_REF_ODD : HITO_REF_FOUND;
}

/* One step: to an id, or to another name, which target gets. */
static enum hito_ref read_one(struct hito_refs *refs, struct hito_str name,
			      struct hito_oid *out_oid, char target[NAME],
			      struct hito_str *out_target)
{
	struct hito_str text, value;
	char path[PATH_MAX], bytes[FILE_SIZE];
	enum hito_ref result;
	int len = snprintf(path, sizeof(path), "%s%.*s", folder_of(refs, name),
			   HITO_STR_ARG(name));

	*out_target = (struct hito_str){NULL, 0};
	if (len < 0 || (size_t)len >= sizeof(path))
		return HITO_REF_ODD;
	result = read_file(path, bytes, &text);
	if (result == HITO_REF_NONE)
		return find_packed(refs, name, out_oid) ? HITO_REF_FOUND
							: HITO_REF_NONE;
	if (result == HITO_REF_ODD)
		return result;
	text = hito_str_trim_right(text);
	if (!hito_str_starts(text, "ref:"))
		return hito_oid_parse(text, out_oid) ? HITO_REF_FOUND
						     : HITO_REF_ODD;
	value = hito_str_trim(hito_str_slice(text, 4, text.len));
	if (!hito_str_starts(value, "refs/") || !is_name(value))
		return HITO_REF_ODD;
	memcpy(target, value.ptr, value.len);
	*out_target = (struct hito_str){target, value.len};
	return HITO_REF_FOUND;
}

static enum hito_ref resolve(struct hito_refs *refs, struct hito_str name,
			     struct hito_oid *out_oid)
{
	char targets[2][NAME];

	for (int depth = 0; depth < DEPTH; depth++) {
		enum hito_ref result = read_one(refs, name, out_oid,
						targets[depth % 2], &name);

		if (result != HITO_REF_FOUND || !name.ptr)
			return result;
	}
	return HITO_REF_ODD;
}

enum hito_ref hito_refs_read(struct hito_refs *refs, const char *name,
			     struct hito_oid *out_oid)
{
	return resolve(refs, hito_str_from(name), out_oid);
}

enum hito_ref hito_refs_find(struct hito_refs *refs, const char *name,
			     struct hito_oid *out_oid)
{
	static const char *const places[][2] = {
		{"", ""},
		{"refs/", ""},
		{"refs/tags/", ""},
		{"refs/heads/", ""},
		{"refs/remotes/", ""},
		{"refs/remotes/", "/HEAD"},
	};
	char whole[NAME];

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		int len = snprintf(whole, sizeof(whole), "%s%s%s", places[i][0],
				   name, places[i][1]);
		struct hito_str text = {whole, (size_t)len};
		enum hito_ref result;

		if (len < 0 || (size_t)len >= sizeof(whole) || !is_name(text))
			continue;
		result = resolve(refs, text, out_oid);
		if (result != HITO_REF_NONE)
			return result;
	}
	return HITO_REF_NONE;
}

static bool has_replacement_files(const struct hito_refs *refs)
{
	char path[PATH_MAX];
	int len = snprintf(path, sizeof(path), "%s" REPLACED, refs->common);
	struct dirent *entry;
	bool found = false;
	DIR *folder;

	if (len < 0 || (size_t)len >= sizeof(path))
		return false;
	folder = opendir(path);
	while (!found && folder && (entry = readdir(folder)) != NULL)
		found = entry->d_name[0] != '.';
	if (folder)
		closedir(folder);
	return found;
}

bool hito_refs_has_replacements(struct hito_refs *refs)
{
	struct hito_str rest, name;
	struct hito_oid oid;

	if (has_replacement_files(refs))
		return true;
	rest = packed_from(refs, HITO_STR(REPLACED));
	while (cut_packed(&rest, &name, &oid)) {
		if (hito_str_starts(name, REPLACED))
			return true;
		if (refs->is_sorted)
			return false;
	}
	return false;
}

/* All names */

struct listing {
	struct hito_arena *arena;
	const char **names;
	size_t count, capacity;
	size_t folders; /* opened: links make loops of them */
};

static bool add_name(struct listing *listing, struct hito_str name)
{
	struct hito_str copy;

	if (!is_name(name))
		return true;
	copy = hito_arena_copy(listing->arena, name);
	if (!copy.ptr || !hito_reserve(listing->arena, listing->names,
				       listing->count, listing->capacity))
		return false;
	listing->names[listing->count++] = copy.ptr;
	return true;
}

/* The files of a folder and of those below: "refs/heads", for example. */
static bool add_files(struct listing *listing, const struct hito_refs *refs,
		      const char *below, int depth)
{
	char name[NAME], path[PATH_MAX];
	int len = snprintf(path, sizeof(path), "%s%s", refs->common, below);
	struct dirent *entry;
	bool done = true;
	DIR *folder;

	if (depth > FOLDERS || len < 0 || (size_t)len >= sizeof(path) ||
	    listing->folders == HITO_LIMIT_NAMES)
		return true;
	folder = opendir(path);
	if (!folder) /* no folder: a reference */
		return add_name(listing, hito_str_from(below));
	listing->folders++;
	while (done && listing->count < HITO_LIMIT_NAMES &&
	       listing->folders < HITO_LIMIT_NAMES &&
	       (entry = readdir(folder)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		len = snprintf(name, sizeof(name), "%s/%s", below,
			       entry->d_name);
		if (len > 0 && (size_t)len < sizeof(name))
			done = add_files(listing, refs, name, depth + 1);
	}
	closedir(folder);
	return done;
}

static bool add_packed(struct listing *listing, struct hito_refs *refs)
{
	struct hito_str rest = packed_of(refs), name;
	struct hito_oid oid;
	size_t end = listing->count + HITO_LIMIT_NAMES;

	while (listing->count < end && cut_packed(&rest, &name, &oid))
		if (!add_name(listing, name))
			return false;
	return true;
}

static int by_name(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

static const char *shorten(const char *name)
{
	static const char *const places[] = {"refs/heads/", "refs/tags/",
					     "refs/remotes/", "refs/"};
	size_t i = 0;

	while (strncmp(name, places[i], strlen(places[i])) != 0)
		i++;
	return name + strlen(places[i]);
}

bool hito_refs_names(struct hito_refs *refs, struct hito_arena *arena,
		     const char ***out_names, size_t *out_count,
		     struct hito_err *err)
{
	struct listing listing = {.arena = arena};
	size_t count = 0;

	if (!add_files(&listing, refs, "refs", 0) ||
	    !add_packed(&listing, refs))
		return hito_err_memory(err);
	if (listing.count > 1)
		qsort(listing.names, listing.count, sizeof(*listing.names),
		      by_name);
	for (size_t i = 0; i < listing.count; i++) {
		const char *name = listing.names[i];

		/* a file that is packed, too; only "refs/" is shortened */
		if ((i + 1 < listing.count &&
		     strcmp(name, listing.names[i + 1]) == 0) ||
		    !strchr(name, '/'))
			continue;
		listing.names[count++] = shorten(name);
	}
	*out_names = listing.names;
	*out_count = count;
	return true;
}
