/* SPDX-License-Identifier: MIT */
/* Walking folders by descriptor: no link is followed, no depth unbounded. */
#define _DEFAULT_SOURCE /* DTTOIF */
#include "plan/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/sort.h"
#include "hito/limits.h"
#include "plan/folder.h"

#define FOLDER_FLAGS \
	(O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)

struct walk {
	const struct hito_project *project;
	struct hito_arena *arena;
	struct hito_found *list;
	size_t count, capacity;
	struct hito_map paths; /* of the list */
	struct hito_sight *sight;
	const struct hito_seen *known; /* by path */
	size_t known_count;
	struct hito_unread *unread; /* NULL: all is read at once */
	bool everything; /* below an extra path: all that is named *.md */
};

/* What a folder says that stands in it. */
struct name {
	struct hito_str path; /* from the root */
	const char *text;     /* its end */
	mode_t kind;          /* 0: it does not say */
};

/* One name in an open folder. */
struct entry {
	int fd;           /* the folder */
	const char *name; /* in it */
	mode_t kind;      /* 0: not known */
	struct hito_str path;
	unsigned depth;
	int *kept; /* the folder kept open, -1: not yet; NULL: it is not */
};

static bool walk_folder(struct walk *walk, int fd, struct hito_str path,
			unsigned depth, struct hito_err *err);

static bool add(struct walk *walk, const struct hito_found *found,
		struct hito_err *err)
{
	size_t known = walk->paths.count;

	if (!hito_map_put(&walk->paths, found->path, walk))
		return hito_err_memory(err);
	if (walk->paths.count == known)
		return true;
	if (walk->count >= HITO_LIMIT_FILES)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "the project has more than %u plan files",
				    (unsigned)HITO_LIMIT_FILES);
	if (!hito_reserve(walk->arena, walk->list, walk->count, walk->capacity))
		return hito_err_memory(err);
	walk->list[walk->count++] = *found;
	return true;
}

static bool add_row(struct walk *walk, const struct entry *entry,
		    enum hito_level level, const char *message,
		    struct hito_err *err)
{
	const struct hito_found found = {
		.path = entry->path,
		.message = message,
		.level = level,
	};

	return add(walk, &found, err);
}

/* Is it as whoever asks knows it? */
static bool is_known(const struct walk *walk, struct hito_str path,
		     const struct stat *status)
{
	size_t low = 0, high = walk->known_count;
	struct hito_imprint imprint;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_str_compare(walk->known[middle].path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == walk->known_count ||
	    !hito_str_equal(walk->known[low].path, path))
		return false;
	hito_imprint_take(status, &imprint);
	return hito_imprint_equal(&walk->known[low].imprint, &imprint);
}

/* What was looked at, before it is read. */
static bool note(struct walk *walk, struct hito_str path,
		 const struct stat *status, struct hito_err *err)
{
	struct hito_imprint imprint;

	hito_imprint_take(status, &imprint);
	return hito_sight_add(walk->sight, path, &imprint) ||
	       hito_err_memory(err);
}

/* Something that imprints do not tell was in the way. */
static void blur(struct walk *walk)
{
	if (walk->sight)
		walk->sight->blurred = true;
}

/* A row that says what the system said. */
static bool add_failed(struct walk *walk, const struct entry *entry,
		       const char *message, const char *reason,
		       struct hito_err *err)
{
	struct hito_found found = {
		.path = entry->path,
		.message = message,
		.level = HITO_ERROR,
	};

	blur(walk);
	found.reason = hito_arena_copy(walk->arena, hito_str_from(reason));
	if (!found.reason.ptr)
		return hito_err_memory(err);
	return add(walk, &found, err);
}

bool hito_found_read(struct hito_found *found, struct hito_arena *arena)
{
	struct hito_err why = {.code = HITO_OK};

	if (!hito_file_read(found->folder, hito_str_from(found->name),
			    HITO_LIMIT_FILE, arena, &found->text, &why)) {
		if (why.code == HITO_ERR_MEMORY)
			return false;
		found->level = HITO_ERROR;
		if (why.code == HITO_ERR_INPUT) {
			found->message = HITO_N("the file has more than 4 MiB "
						"and is not read");
		} else {
			found->message = HITO_N("the file cannot be read: {1}");
			found->reason = hito_arena_copy(
				arena, hito_str_from(why.message));
			if (!found->reason.ptr)
				return false;
		}
	}
	found->name = NULL;
	return true;
}

/* Keep its folder open, so that it can be read later. */
static bool leave_unread(struct walk *walk, const struct entry *entry,
			 struct hito_found *found)
{
	struct hito_unread *unread = walk->unread;

	if (!unread || !entry->kept)
		return false;
	if (*entry->kept < 0 && unread->count < HITO_UNREAD_FOLDERS) {
		*entry->kept = fcntl(entry->fd, F_DUPFD_CLOEXEC, 0);
		if (*entry->kept >= 0)
			unread->folders[unread->count++] = *entry->kept;
	}
	found->folder = *entry->kept;
	return *entry->kept >= 0;
}

static bool add_file(struct walk *walk, const struct entry *entry,
		     struct hito_err *err)
{
	struct hito_found found = {
		.path = entry->path,
		.name = entry->name,
		.folder = entry->fd,
	};

	if (hito_map_find(&walk->paths, entry->path))
		return true;
	if (!leave_unread(walk, entry, &found)) {
		found.folder = entry->fd;
		if (!hito_found_read(&found, walk->arena))
			return hito_err_memory(err);
		if (found.reason.len)
			blur(walk);
	}
	return add(walk, &found, err);
}

static bool is_repository(int fd)
{
	struct stat status;

	return fstatat(fd, ".git", &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool enter_folder(struct walk *walk, const struct entry *entry,
			 struct hito_err *err)
{
	int fd;

	if (entry->depth >= HITO_LIMIT_DEPTH)
		return add_row(walk, entry, HITO_ERROR,
			       HITO_N("folders nested deeper than 64 levels "
				      "are not read"),
			       err);
	fd = openat(entry->fd, entry->name, FOLDER_FLAGS);
	if (fd < 0)
		return add_failed(walk, entry,
				  HITO_N("the folder cannot be read: {1}"),
				  strerror(errno), err);
	if (is_repository(fd)) {
		close(fd);
		blur(walk);
		return add_row(walk, entry, HITO_INFO,
			       HITO_N("another repository (a submodule?) is "
				      "not followed"),
			       err);
	}
	return walk_folder(walk, fd, entry->path, entry->depth + 1, err);
}

static bool wants_file(const struct walk *walk, struct hito_str path)
{
	if (walk->everything)
		return hito_str_ends(path, ".md");
	return hito_project_has_path(walk->project, path);
}

static bool wants_folder(const struct walk *walk, struct hito_str path)
{
	return walk->everything || hito_project_has_folder(walk->project, path);
}

/* Git's own folder, and ours with templates, hold no plans. */
static bool is_reserved(const char *name)
{
	return strcmp(name, ".git") == 0 || strcmp(name, ".hito") == 0;
}

static bool visit_folder(struct walk *walk, const struct entry *entry,
			 struct hito_err *err)
{
	if (is_reserved(entry->name))
		return true;
	if (wants_file(walk, entry->path) &&
	    !add_row(walk, entry, HITO_ERROR,
		     HITO_N("a folder, not a file, has this name"), err))
		return false;
	if (!wants_folder(walk, entry->path))
		return true;
	return enter_folder(walk, entry, err);
}

/* A link is told where it hides a plan file or a folder of such. */
static bool visit_link(struct walk *walk, const struct entry *entry,
		       struct hito_err *err)
{
	bool file = wants_file(walk, entry->path);
	struct stat target;

	if (!file && !wants_folder(walk, entry->path))
		return true;
	blur(walk);
	if (!file && (fstatat(entry->fd, entry->name, &target, 0) != 0 ||
		      !S_ISDIR(target.st_mode)))
		return true;
	return add_row(walk, entry, HITO_INFO,
		       HITO_N("a symbolic link is not followed"), err);
}

static bool visit(struct walk *walk, const struct entry *entry,
		  struct hito_err *err)
{
	struct stat status = {.st_mode = entry->kind};

	/* What it is says enough, unless somebody takes an imprint. */
	if ((!entry->kind || walk->sight) &&
	    fstatat(entry->fd, entry->name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ||
		       add_failed(walk, entry,
				  HITO_N("the file cannot be read: {1}"),
				  strerror(errno), err);
	if (S_ISDIR(status.st_mode))
		return visit_folder(walk, entry, err);
	if (S_ISLNK(status.st_mode))
		return visit_link(walk, entry, err);
	if (!wants_file(walk, entry->path))
		return true;
	if (!note(walk, entry->path, &status, err))
		return false;
	if (S_ISREG(status.st_mode))
		return is_known(walk, entry->path, &status) ||
		       add_file(walk, entry, err);
	return add_row(walk, entry, HITO_ERROR,
		       HITO_N("a pipe, socket or device is not a file"), err);
}

static int compare_names(const void *left, const void *right)
{
	const struct name *a = left, *b = right;

	return strcmp(a->text, b->text);
}

static mode_t kind_of(const struct dirent *dirent)
{
#ifdef DTTOIF
	return dirent->d_type == DT_UNKNOWN ? 0
					    : (mode_t)DTTOIF(dirent->d_type);
#else
	(void)dirent;
	return 0;
#endif
}

/* The path of a name in a folder, "" for the root; false: no memory. */
static bool name_in(struct hito_arena *arena, struct hito_str folder,
		    const char *text, struct name *out)
{
	size_t before = folder.len > 0 ? folder.len + 1 : 0;
	size_t len = strlen(text);
	char *path = hito_arena_bytes(arena, before + len + 1);

	if (!path)
		return false;
	memcpy(path, folder.ptr, folder.len);
	if (before > 0)
		path[folder.len] = '/';
	memcpy(path + before, text, len + 1);
	out->text = path + before;
	out->path = (struct hito_str){path, before + len};
	return true;
}

/* The names in a folder, sorted; stream is rewound and left open. */
static bool list_names(struct walk *walk, DIR *stream, struct hito_str folder,
		       struct name **out_names, size_t *out_count,
		       struct hito_err *err)
{
	struct name *names = NULL;
	size_t capacity = 0, count = 0;
	const struct dirent *dirent;

	while ((dirent = readdir(stream))) {
		if (strcmp(dirent->d_name, ".") == 0 ||
		    strcmp(dirent->d_name, "..") == 0)
			continue;
		if (!hito_reserve(walk->arena, names, count, capacity) ||
		    !name_in(walk->arena, folder, dirent->d_name,
			     &names[count]))
			return hito_err_memory(err);
		names[count++].kind = kind_of(dirent);
	}
	hito_sort_list(names, count, sizeof(names[0]), compare_names);
	*out_names = names;
	*out_count = count;
	return true;
}

static bool visit_names(struct walk *walk, int fd, const struct name *names,
			size_t count, unsigned depth, struct hito_err *err)
{
	int kept = -1;

	for (size_t i = 0; i < count; i++) {
		const struct entry entry = {
			.fd = fd,
			.name = names[i].text,
			.kind = names[i].kind,
			.path = names[i].path,
			.depth = depth,
			.kept = &kept,
		};

		if (!visit(walk, &entry, err))
			return false;
	}
	return true;
}

/* Takes fd over. */
static bool walk_folder(struct walk *walk, int fd, struct hito_str path,
			unsigned depth, struct hito_err *err)
{
	DIR *stream = fdopendir(fd);
	struct name *names = NULL;
	struct stat status;
	size_t count = 0;
	bool done;

	if (!stream || fstat(fd, &status) < 0) {
		int number = errno;

		if (stream)
			closedir(stream);
		else
			close(fd);
		return hito_err_system(err, path, "cannot read the folder",
				       number);
	}
	done = note(walk, path, &status, err) &&
	       list_names(walk, stream, path, &names, &count, err) &&
	       visit_names(walk, fd, names, count, depth, err);
	closedir(stream);
	return done;
}

static bool walk_root(struct walk *walk, int root_fd, struct hito_err *err)
{
	int fd = openat(root_fd, ".", FOLDER_FLAGS);

	if (fd < 0)
		return hito_err_system(err, HITO_STR("."),
				       "cannot open the folder", errno);
	return walk_folder(walk, fd, HITO_STR(""), 0, err);
}

/* A named file is read with the plan files that it may belong to. */
static bool add_plans_above(struct walk *walk, int root_fd,
			    struct hito_str path, struct hito_err *err)
{
	struct hito_str folder = path;
	struct entry entry = {.fd = root_fd};
	struct stat status;

	while (folder.len > 0) {
		folder = hito_path_folder(folder);
		entry.path = hito_arena_printf(walk->arena, "%.*s%splan.md",
					       HITO_STR_ARG(folder),
					       folder.len > 0 ? "/" : "");
		if (!entry.path.ptr)
			return hito_err_memory(err);
		entry.name = entry.path.ptr;
		if (fstatat(root_fd, entry.name, &status,
			    AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(status.st_mode) && !add_file(walk, &entry, err))
			return false;
	}
	return true;
}

static bool is_text(const struct hito_workspace_options *options,
		    struct hito_str path)
{
	for (size_t i = 0; i < options->text_count; i++) {
		if (hito_str_equal(options->texts[i].path, path))
			return true;
	}
	return false;
}

static bool add_extra(struct walk *walk,
		      const struct hito_workspace_options *options,
		      struct hito_str path, struct hito_err *err)
{
	int root_fd = options->root_fd;
	struct hito_str terminated = hito_arena_copy(walk->arena, path);
	struct entry entry = {.fd = root_fd, .path = path};
	struct stat status;

	if (!terminated.ptr)
		return hito_err_memory(err);
	entry.name = terminated.ptr;
	if (is_text(options, path))
		return add_plans_above(walk, root_fd, path, err);
	/* the root is the project, which was walked */
	if (path.len == 0 || hito_map_find(&walk->paths, path))
		return true;
	if (fstatat(root_fd, entry.name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return hito_err_system(err, path, "cannot read", errno);
	if (S_ISLNK(status.st_mode))
		return add_row(walk, &entry, HITO_INFO,
			       HITO_N("a symbolic link is not followed"), err);
	if (!S_ISDIR(status.st_mode))
		return add_file(walk, &entry, err) &&
		       add_plans_above(walk, root_fd, path, err);
	/* what the project's paths have below it was found already */
	if (hito_project_has_folder(walk->project, path))
		return true;
	return enter_folder(walk, &entry, err);
}

/* Standard input takes the place of a file, which need not exist. */
static bool add_input(struct walk *walk,
		      const struct hito_workspace_options *options,
		      struct hito_err *err)
{
	struct hito_found found = {
		.path = options->stdin_path,
		.text = options->stdin_text,
	};

	if (!options->stdin_text.ptr)
		return true;
	if (found.text.len > HITO_LIMIT_STDIN)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "standard input has more than %u bytes",
				    (unsigned)HITO_LIMIT_STDIN);
	return add(walk, &found, err);
}

/* So do other texts; they come first, so that their files are not read. */
static bool add_texts(struct walk *walk,
		      const struct hito_workspace_options *options,
		      struct hito_err *err)
{
	for (size_t i = 0; i < options->text_count; i++) {
		struct hito_found found = {
			.path = options->texts[i].path,
			.text = options->texts[i].text,
		};

		if (!found.text.ptr) {
			if (!hito_map_put(&walk->paths, found.path, walk))
				return hito_err_memory(err);
			continue;
		}
		if (!add(walk, &found, err))
			return false;
	}
	return true;
}

static int compare_found(const void *left, const void *right)
{
	const struct hito_found *a = left;
	const struct hito_found *b = right;

	return hito_str_compare(a->path, b->path);
}

bool hito_files_find(const struct hito_workspace_options *options,
		     const struct hito_project *project,
		     struct hito_arena *arena, struct hito_found **out_found,
		     size_t *out_count, struct hito_err *err)
{
	return hito_files_seek(options, project, arena, NULL, out_found,
			       out_count, err);
}

void hito_files_close(struct hito_unread *unread)
{
	while (unread->count > 0)
		close(unread->folders[--unread->count]);
}

bool hito_files_seek(const struct hito_workspace_options *options,
		     const struct hito_project *project,
		     struct hito_arena *arena, struct hito_unread *unread,
		     struct hito_found **out_found, size_t *out_count,
		     struct hito_err *err)
{
	struct walk walk = {
		.project = project,
		.arena = arena,
		.sight = options->sight,
		.known = options->known,
		.known_count = options->known_count,
		.unread = unread,
	};

	/* Beside the project's folders a name may be new at any time. */
	if (options->extra_count > 0 || options->stdin_text.ptr)
		blur(&walk);
	hito_map_init(&walk.paths, arena);
	if (!add_texts(&walk, options, err) ||
	    !add_input(&walk, options, err) ||
	    !walk_root(&walk, options->root_fd, err))
		return false;
	walk.everything = true;
	for (size_t i = 0; i < options->extra_count; i++) {
		if (!add_extra(&walk, options, options->extra[i], err))
			return false;
	}
	hito_sort_list(walk.list, walk.count, sizeof(walk.list[0]),
		       compare_found);
	*out_found = walk.list;
	*out_count = walk.count;
	return true;
}
