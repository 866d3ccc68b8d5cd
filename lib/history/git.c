/* SPDX-License-Identifier: MIT */
/*
 * Raw objects of a repository through libgit2; nobody else includes it.
 *
 * It is loaded when a repository is opened: with all that it needs itself it
 * takes longer to start than most commands that need no history take at all.
 *
 * libgit2 keeps its settings for the whole process. What must differ for us
 * while a repository is opened is put back afterwards.
 */
#include "history/git.h"

#include "history/object.h"
#include "history/refuse.h"
#include "history/shallow.h"
#include "hito/limits.h"

#include <dlfcn.h>
#include <git2.h>
#include <string.h>

/*
 * libgit2 1.5 loses memory when it opens a repository with extensions; the
 * leak checker of a test build is not to blame us.
 */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define LEAKS_FROM_HERE() __lsan_disable()
#define LEAKS_TO_HERE() __lsan_enable()
#else
#define LEAKS_FROM_HERE() ((void)0)
#define LEAKS_TO_HERE() ((void)0)
#endif

#define REV_LONGEST 1024

/* The interface that we were compiled for. */
#define SONAME "libgit2.so." LIBGIT2_SOVERSION
#define PACKAGE "libgit2-" LIBGIT2_SOVERSION

/* What we call of it. */
#define FUNCTIONS(X)                                                   \
	X(buf_dispose, config_free, config_iterator_free)              \
	X(config_iterator_new, config_next, error_clear)               \
	X(error_last, libgit2_init, libgit2_opts)                      \
	X(libgit2_shutdown, object_free, object_id)                    \
	X(odb_exists_prefix, odb_free, odb_object_data)                \
	X(odb_object_free, odb_object_size, odb_object_type)           \
	X(odb_read, odb_read_header, oid_cpy)                          \
	X(oid_fromstr, oid_fromstrn, reference_dwim)                   \
	X(reference_free, reference_iterator_free,                     \
	  reference_iterator_glob_new)                                 \
	X(reference_iterator_new, reference_next, reference_next_name) \
	X(reference_resolve, reference_shorthand, reference_target)    \
	X(repository_commondir, repository_config, repository_free)    \
	X(repository_head_unborn, repository_odb, repository_open_ext) \
	X(repository_path, repository_workdir, revparse_single)

struct libgit2 {
#define MEMBER(name) __typeof__(git_##name) *name;
#define MEMBERS(a, b, c) MEMBER(a) MEMBER(b) MEMBER(c)
	FUNCTIONS(MEMBERS)
#undef MEMBERS
#undef MEMBER
};

struct hito_repository {
	struct libgit2 lib;
	git_repository *git;
	git_odb *odb;
	struct hito_arena *arena;
	struct hito_str worktree, folder;
	struct hito_shallow shallow;
	bool is_empty, has_replacements;
};

static bool load(struct libgit2 *lib, struct hito_err *err)
{
	/* It stays: the next repository finds it there. */
	void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
	void *place;
	bool whole = handle != NULL;

	/* Copied as bytes: C has no way from data to functions. */
#define FIND(name)                                          \
	place = whole ? dlsym(handle, "git_" #name) : NULL; \
	whole = place != NULL;                              \
	if (whole)                                          \
		memcpy(&lib->name, &place, sizeof(place));
#define FIND_ALL(a, b, c) FIND(a) FIND(b) FIND(c)
	FUNCTIONS(FIND_ALL)
#undef FIND_ALL
#undef FIND
	if (whole)
		return true;
	return hito_err_set(err, HITO_ERR_GIT,
			    "%s, which reads Git repositories, is not here: "
			    "install the package %s",
			    SONAME, PACKAGE);
}

static const char *reason(const struct libgit2 *lib)
{
	const git_error *error = lib->error_last();

	return error && error->message ? error->message : "unknown reason";
}

static bool git_failed(const struct libgit2 *lib, struct hito_err *err,
		       const char *what)
{
	const git_error *error = lib->error_last();

	if (!err || (error && error->klass == GIT_ERROR_NOMEMORY))
		return hito_err_memory(err);
	return hito_err_set(err, HITO_ERR_GIT, "%s: %s",
			    hito_message(err->lang, what), reason(lib));
}

/* Opening */

static const int levels[] = {
	GIT_CONFIG_LEVEL_PROGRAMDATA,
	GIT_CONFIG_LEVEL_SYSTEM,
	GIT_CONFIG_LEVEL_XDG,
	GIT_CONFIG_LEVEL_GLOBAL,
};
#define LEVELS (sizeof(levels) / sizeof(levels[0]))

/* Where libgit2 looks for configuration outside the repository. */
struct search {
	git_buf paths[LEVELS];
};

static bool hide_configuration(const struct libgit2 *lib, struct search *search)
{
	for (size_t i = 0; i < LEVELS; i++) {
		if (lib->libgit2_opts(GIT_OPT_GET_SEARCH_PATH, levels[i],
				      &search->paths[i]) < 0 ||
		    lib->libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "") <
			    0)
			return false;
	}
	return true;
}

static void show_configuration(const struct libgit2 *lib, struct search *search)
{
	for (size_t i = 0; i < LEVELS; i++) {
		if (search->paths[i].ptr)
			lib->libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i],
					  search->paths[i].ptr);
		lib->buf_dispose(&search->paths[i]);
	}
}

static int open_search(const struct libgit2 *lib, git_repository **out_git,
		       const char *folder)
{
	int result;

	LEAKS_FROM_HERE();
	result = lib->repository_open_ext(out_git, folder, 0, NULL);
	LEAKS_TO_HERE();
	return result;
}

/*
 * Configuration outside the repository cannot change what we answer. It is
 * asked only whether a folder of somebody else is trusted (safe.directory).
 */
static int open_at(const struct libgit2 *lib, git_repository **out_git,
		   const char *folder)
{
	struct search search;
	int result = -1;

	memset(&search, 0, sizeof(search));
	if (hide_configuration(lib, &search))
		result = open_search(lib, out_git, folder);
	show_configuration(lib, &search);
	if (result == GIT_EOWNER || result == GIT_ENOTFOUND)
		result = open_search(lib, out_git, folder);
	return result;
}

/*
 * What git compares with safe.directory: the work tree, else the repository.
 * Empty where nothing opens, whoever it belongs to: libgit2 says "not found"
 * of a folder of somebody else, too, when safe.directory is not set.
 */
static struct hito_str distrusted_path(const struct libgit2 *lib,
				       const char *folder,
				       struct hito_arena *arena)
{
	git_repository *git = NULL;
	struct hito_str path = {NULL, 0};
	int validation = 1;

	if (lib->libgit2_opts(GIT_OPT_GET_OWNER_VALIDATION, &validation) < 0 ||
	    lib->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0) < 0)
		return path;
	if (open_search(lib, &git, folder) == 0)
		path = hito_str_from(lib->repository_workdir(git)
					     ? lib->repository_workdir(git)
					     : lib->repository_path(git));
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	path = hito_arena_copy(arena, path);
	lib->repository_free(git);
	lib->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, validation);
	return path;
}

static bool open_failed(const struct libgit2 *lib, int result,
			const char *folder, struct hito_arena *arena,
			struct hito_err *err)
{
	struct hito_str distrusted = {NULL, 0};

	if (result == GIT_EOWNER || result == GIT_ENOTFOUND)
		distrusted = distrusted_path(lib, folder, arena);
	if (distrusted.len)
		return hito_refuse_owner(distrusted, err);
	if (result == GIT_ENOTFOUND) {
		hito_err_set(err, HITO_ERR_INPUT,
			     "there is no Git repository here");
		hito_err_at(err, hito_str_from(folder), 0, 0);
		return hito_err_help(err, "-C names the folder of one; "
					  "git init makes one");
	}
	if (strstr(reason(lib), "objectformat")) {
		hito_err_set(err, HITO_ERR_GIT,
			     "the repository uses SHA-256, which hito does "
			     "not read yet");
		hito_err_at(err, hito_str_from(folder), 0, 0);
		return hito_err_help(err, "git init --object-format=sha1 makes "
					  "one that hito reads");
	}
	git_failed(lib, err, HITO_N("the repository cannot be opened"));
	return hito_err_at(err, hito_str_from(folder), 0, 0);
}

static bool set_options(const struct libgit2 *lib, struct hito_err *err)
{
	/* They change nothing that we read. */
	static const char *extensions[] = {
		"worktreeconfig",
		"partialclone",
		"preciousobjects",
		"relativeworktrees",
	};

	/* As git: the checksum of the compression is enough to read. */
	if (lib->libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0) < 0 ||
	    lib->libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
			      sizeof(extensions) / sizeof(extensions[0])) < 0)
		return git_failed(lib, err, HITO_N("libgit2 cannot be set up"));
	return true;
}

static bool has_replace_refs(const struct libgit2 *lib, git_repository *git)
{
	git_reference_iterator *iterator = NULL;
	const char *name;
	bool found = false;

	if (lib->reference_iterator_glob_new(&iterator, git,
					     "refs/replace/*") == 0)
		found = lib->reference_next_name(&name, iterator) == 0;
	lib->reference_iterator_free(iterator);
	return found;
}

static bool read_layout(struct hito_repository *repository,
			struct hito_err *err)
{
	const struct libgit2 *lib = &repository->lib;
	const char *top = lib->repository_workdir(repository->git);
	struct hito_str worktree = hito_str_from(top);

	while (worktree.len > 1 && worktree.ptr[worktree.len - 1] == '/')
		worktree.len--;
	repository->worktree = hito_arena_copy(repository->arena, worktree);
	repository->folder = hito_arena_copy(
		repository->arena,
		hito_str_from(lib->repository_commondir(repository->git)));
	if (!repository->worktree.ptr || !repository->folder.ptr)
		return hito_err_memory(err);
	if (lib->repository_odb(&repository->odb, repository->git) < 0)
		return git_failed(lib, err,
				  HITO_N("the repository cannot be read"));
	repository->is_empty =
		lib->repository_head_unborn(repository->git) == 1;
	repository->has_replacements = has_replace_refs(lib, repository->git);
	return hito_shallow_read(lib->repository_commondir(repository->git),
				 lib->repository_path(repository->git),
				 repository->arena, &repository->shallow, err);
}

bool hito_repository_open(const char *folder, struct hito_arena *arena,
			  struct hito_repository **out_repository,
			  struct hito_err *err)
{
	struct hito_repository *repository =
		hito_new(arena, struct hito_repository, 1);
	const struct libgit2 *lib;
	int result;

	if (!repository)
		return hito_err_memory(err);
	repository->arena = arena;
	lib = &repository->lib;
	if (!load(&repository->lib, err))
		return false;
	if (lib->libgit2_init() < 0)
		return hito_err_set(err, HITO_ERR_GIT,
				    "libgit2 cannot be started");
	if (!set_options(lib, err)) {
		lib->libgit2_shutdown();
		return false;
	}
	result = open_at(lib, &repository->git, folder);
	if (result < 0) {
		open_failed(lib, result, folder, arena, err);
		lib->libgit2_shutdown();
		return false;
	}
	if (!read_layout(repository, err)) {
		hito_repository_close(repository);
		return false;
	}
	*out_repository = repository;
	return true;
}

void hito_repository_close(struct hito_repository *repository)
{
	const struct libgit2 *lib;

	if (!repository || !repository->git)
		return;
	lib = &repository->lib;
	lib->odb_free(repository->odb);
	lib->repository_free(repository->git);
	repository->odb = NULL;
	repository->git = NULL;
	lib->libgit2_shutdown();
}

struct hito_str
hito_repository_worktree(const struct hito_repository *repository)
{
	return repository->worktree;
}

struct hito_str
hito_repository_folder(const struct hito_repository *repository)
{
	return repository->folder;
}

bool hito_repository_is_altered(const struct hito_repository *repository)
{
	return hito_git_has_replacements(repository);
}

bool hito_repository_is_shallow(const struct hito_repository *repository)
{
	return repository->shallow.count > 0;
}

bool hito_repository_is_empty(const struct hito_repository *repository)
{
	return repository->is_empty;
}

bool hito_git_is_shallow_edge(const struct hito_repository *repository,
			      const struct hito_oid *commit)
{
	return hito_shallow_has(&repository->shallow, commit);
}

bool hito_git_has_replacements(const struct hito_repository *repository)
{
	return repository->has_replacements || repository->shallow.has_grafts;
}

/* Objects */

static git_oid to_git(const struct hito_oid *oid)
{
	git_oid id;

	memcpy(id.id, oid->bytes, sizeof(id.id));
	return id;
}

static struct hito_oid from_git(const git_oid *id)
{
	struct hito_oid oid;

	memcpy(oid.bytes, id->id, sizeof(oid.bytes));
	return oid;
}

/* Anything but want of memory means that the object is not to be had. */
static enum hito_read read_failed(const struct libgit2 *lib,
				  struct hito_err *err)
{
	const git_error *error = lib->error_last();

	if (!error || error->klass != GIT_ERROR_NOMEMORY)
		return HITO_READ_MISSING;
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

static const git_object_t types[] = {
	[HITO_RAW_ANY] = GIT_OBJECT_ANY,
	[HITO_RAW_COMMIT] = GIT_OBJECT_COMMIT,
	[HITO_RAW_TREE] = GIT_OBJECT_TREE,
	[HITO_RAW_BLOB] = GIT_OBJECT_BLOB,
	[HITO_RAW_TAG] = GIT_OBJECT_TAG,
};

static enum hito_raw_type type_of(git_object_t type)
{
	enum hito_raw_type found = HITO_RAW_TAG;

	while (found != HITO_RAW_ANY && types[found] != type)
		found--;
	return found;
}

enum hito_read hito_git_read(struct hito_repository *repository,
			     const struct hito_oid *oid,
			     enum hito_raw_type wanted, size_t limit,
			     struct hito_raw *out, size_t *out_size,
			     struct hito_err *err)
{
	const struct libgit2 *lib = &repository->lib;
	git_odb_object *object = NULL;
	git_oid id = to_git(oid);
	git_object_t type;

	lib->error_clear();
	if (lib->odb_read_header(out_size, &type, repository->odb, &id) == 0) {
		if (wanted != HITO_RAW_ANY && type != types[wanted]) {
			*out_size = 0;
			return HITO_READ_MISSING;
		}
		if (*out_size > limit)
			return HITO_READ_MISSING;
		if (lib->odb_read(&object, repository->odb, &id) == 0) {
			out->type = type_of(lib->odb_object_type(object));
			out->bytes.ptr = lib->odb_object_data(object);
			out->bytes.len = lib->odb_object_size(object);
			out->handle = object;
			return HITO_READ_OK;
		}
	}
	*out_size = 0;
	return read_failed(lib, err);
}

void hito_git_release(struct hito_repository *repository, struct hito_raw *raw)
{
	repository->lib.odb_object_free(raw->handle);
	raw->handle = NULL;
}

/* Through the references as they are written: no object is parsed. */
static bool find_reference(const struct libgit2 *lib, git_repository *git,
			   const char *rev, git_oid *out)
{
	git_reference *reference = NULL, *direct = NULL;
	bool found = false;

	if (lib->reference_dwim(&reference, git, rev) == 0 &&
	    lib->reference_resolve(&direct, reference) == 0 &&
	    lib->reference_target(direct)) {
		lib->oid_cpy(out, lib->reference_target(direct));
		found = true;
	}
	lib->reference_free(direct);
	lib->reference_free(reference);
	return found;
}

/* An id or its start; "v1-3-gdeadbee" of git describe is the id. */
static int find_name(struct hito_repository *repository, const char *name,
		     git_oid *out)
{
	const struct libgit2 *lib = &repository->lib;
	const char *described = strstr(name, "-g");
	size_t len = strlen(name);
	git_oid start;

	if (len == GIT_OID_HEXSZ && hito_object_is_hex(name, len))
		return lib->oid_fromstr(out, name);
	while (described && strstr(described + 2, "-g"))
		described = strstr(described + 2, "-g");
	if (described)
		name = described + 2;
	len = strlen(name);
	if (len < 4 || len > GIT_OID_HEXSZ || !hito_object_is_hex(name, len) ||
	    lib->oid_fromstrn(&start, name, len) < 0)
		return GIT_ENOTFOUND;
	return lib->odb_exists_prefix(out, repository->odb, &start, len);
}

/*
 * 0, GIT_EAMBIGUOUS or another error of libgit2, which is asked only about
 * what has a "^", "~", "@" or ":" behind a known name. Messages are not
 * searched ("^{/text}"): the time of such a pattern has no bound.
 */
static int find_rev(struct hito_repository *repository, const char *rev,
		    git_oid *out)
{
	const struct libgit2 *lib = &repository->lib;
	char name[REV_LONGEST + 1];
	size_t len = strcspn(rev, "^~@:");
	git_object *object = NULL;
	int result;

	if (strstr(rev, "^{/"))
		return GIT_ENOTFOUND;
	if (find_reference(lib, repository->git, rev, out))
		return 0;
	memcpy(name, rev, len);
	name[len] = '\0';
	if (len && !find_reference(lib, repository->git, name, out)) {
		result = find_name(repository, name, out);
		if (result < 0 || len == strlen(rev))
			return result;
	}
	result = lib->revparse_single(&object, repository->git, rev);
	if (result == 0)
		lib->oid_cpy(out, lib->object_id(object));
	lib->object_free(object);
	return result;
}

enum hito_found_rev hito_git_find(struct hito_repository *repository,
				  const char *rev, struct hito_oid *out)
{
	int result = GIT_ENOTFOUND;
	git_oid id;

	if (rev[0] && strlen(rev) <= REV_LONGEST)
		result = find_rev(repository, rev, &id);
	if (result >= 0) {
		*out = from_git(&id);
		return HITO_REV_FOUND;
	}
	return result == GIT_EAMBIGUOUS ? HITO_REV_SEVERAL : HITO_REV_NOTHING;
}

bool hito_git_names(struct hito_repository *repository,
		    struct hito_arena *arena, const char ***out_names,
		    size_t *out_count, struct hito_err *err)
{
	const struct libgit2 *lib = &repository->lib;
	git_reference_iterator *iterator = NULL;
	git_reference *reference = NULL;
	const char **names = NULL;
	size_t count = 0, capacity = 0;
	bool ok = true;

	if (lib->reference_iterator_new(&iterator, repository->git) < 0)
		return git_failed(lib, err,
				  HITO_N("the repository cannot be read"));
	while (ok && count < HITO_LIMIT_NAMES &&
	       lib->reference_next(&reference, iterator) == 0) {
		struct hito_str name = hito_arena_copy(
			arena,
			hito_str_from(lib->reference_shorthand(reference)));

		lib->reference_free(reference);
		ok = name.ptr && hito_reserve(arena, names, count, capacity);
		if (ok)
			names[count++] = name.ptr;
	}
	lib->reference_iterator_free(iterator);
	if (!ok)
		return hito_err_memory(err);
	*out_names = names;
	*out_count = count;
	return true;
}

bool hito_git_is_partial(const struct hito_repository *repository)
{
	const struct libgit2 *lib = &repository->lib;
	git_config_iterator *iterator = NULL;
	git_config *config = NULL;
	git_config_entry *entry;
	bool found = false;

	/* libgit2's search by pattern loses memory */
	if (lib->repository_config(&config, repository->git) == 0 &&
	    lib->config_iterator_new(&iterator, config) == 0)
		while (!found && lib->config_next(&entry, iterator) == 0)
			found = strstr(entry->name, ".promisor") != NULL;
	lib->config_iterator_free(iterator);
	lib->config_free(config);
	return found;
}
