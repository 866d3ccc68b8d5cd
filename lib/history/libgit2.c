/* SPDX-License-Identifier: MIT */
/*
 * Loading and asking libgit2; nobody else includes it.
 *
 * libgit2 keeps its settings for the whole process. What must differ for us
 * while a repository is opened is put back afterwards.
 */
#include "history/libgit2.h"

#include "history/refuse.h"

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

/* The interface that we were compiled for. */
#define SONAME "libgit2.so." LIBGIT2_SOVERSION
#define PACKAGE "libgit2-" LIBGIT2_SOVERSION

/* What we call of it. */
#define FUNCTIONS(X)                                                           \
	X(buf_dispose, config_free, config_iterator_free)                      \
	X(config_iterator_new, config_next, error_last)                        \
	X(libgit2_init, libgit2_opts, libgit2_shutdown)                        \
	X(merge_file, merge_file_options_init, merge_file_result_free)         \
	X(object_free, object_id, oid_cpy)                                     \
	X(reference_dwim, reference_free, reference_iterator_free)             \
	X(reference_iterator_glob_new, reference_next_name, reference_resolve) \
	X(reference_target, repository_commondir, repository_config)           \
	X(repository_free, repository_head_unborn, repository_open_ext)        \
	X(repository_path, repository_workdir, revparse_single)

struct libgit2 {
#define MEMBER(name) __typeof__(git_##name) *name;
#define MEMBERS(a, b, c) MEMBER(a) MEMBER(b) MEMBER(c)
	FUNCTIONS(MEMBERS)
#undef MEMBERS
#undef MEMBER
};

struct hito_libgit2 {
	struct libgit2 lib;
	git_repository *git;
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

bool hito_libgit2_open(const char *folder, struct hito_arena *arena,
		       struct hito_libgit2 **out_libgit2, struct hito_err *err)
{
	struct hito_libgit2 *libgit2 = hito_new(arena, struct hito_libgit2, 1);
	const struct libgit2 *lib;
	int result;

	if (!libgit2)
		return hito_err_memory(err);
	lib = &libgit2->lib;
	if (!load(&libgit2->lib, err))
		return false;
	if (lib->libgit2_init() < 0)
		return hito_err_set(err, HITO_ERR_GIT,
				    "libgit2 cannot be started");
	if (!set_options(lib, err)) {
		lib->libgit2_shutdown();
		return false;
	}
	result = open_at(lib, &libgit2->git, folder);
	if (result < 0) {
		open_failed(lib, result, folder, arena, err);
		lib->libgit2_shutdown();
		return false;
	}
	*out_libgit2 = libgit2;
	return true;
}

bool hito_libgit2_start(struct hito_arena *arena,
			struct hito_libgit2 **out_libgit2, struct hito_err *err)
{
	struct hito_libgit2 *libgit2 = hito_new(arena, struct hito_libgit2, 1);

	if (!libgit2)
		return hito_err_memory(err);
	if (!load(&libgit2->lib, err))
		return false;
	if (libgit2->lib.libgit2_init() < 0)
		return hito_err_set(err, HITO_ERR_GIT,
				    "libgit2 cannot be started");
	*out_libgit2 = libgit2;
	return true;
}

void hito_libgit2_stop(struct hito_libgit2 *libgit2)
{
	if (libgit2)
		libgit2->lib.libgit2_shutdown();
}

void hito_libgit2_close(struct hito_libgit2 *libgit2)
{
	if (!libgit2 || !libgit2->git)
		return;
	libgit2->lib.repository_free(libgit2->git);
	libgit2->git = NULL;
	libgit2->lib.libgit2_shutdown();
}

static bool is_partial(const struct libgit2 *lib, git_repository *git)
{
	git_config_iterator *iterator = NULL;
	git_config *config = NULL;
	git_config_entry *entry;
	bool found = false;

	/* libgit2's search by pattern loses memory */
	if (lib->repository_config(&config, git) == 0 &&
	    lib->config_iterator_new(&iterator, config) == 0)
		while (!found && lib->config_next(&entry, iterator) == 0)
			found = strstr(entry->name, ".promisor") != NULL;
	lib->config_iterator_free(iterator);
	lib->config_free(config);
	return found;
}

bool hito_libgit2_layout(struct hito_libgit2 *libgit2, struct hito_arena *arena,
			 struct hito_layout *out_layout, struct hito_err *err)
{
	const struct libgit2 *lib = &libgit2->lib;
	git_repository *git = libgit2->git;
	struct hito_str top = hito_str_from(lib->repository_workdir(git));
	struct hito_layout layout = {
		.is_empty = lib->repository_head_unborn(git) == 1,
		.has_replacements = has_replace_refs(lib, git),
		.is_partial = is_partial(lib, git),
	};

	while (top.len > 1 && top.ptr[top.len - 1] == '/')
		top.len--;
	layout.worktree = hito_arena_copy(arena, top);
	layout.folder =
		hito_arena_copy(arena, hito_str_from(lib->repository_path(git)))
			.ptr;
	layout.common =
		hito_arena_copy(arena,
				hito_str_from(lib->repository_commondir(git)))
			.ptr;
	if (!layout.worktree.ptr || !layout.folder || !layout.common)
		return hito_err_memory(err);
	*out_layout = layout;
	return true;
}

/* Names */

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

enum hito_found_rev hito_libgit2_find(struct hito_libgit2 *libgit2,
				      const char *rev, struct hito_oid *out)
{
	const struct libgit2 *lib = &libgit2->lib;
	git_object *object = NULL;
	int result = 0;
	git_oid id;

	if (!find_reference(lib, libgit2->git, rev, &id)) {
		result = lib->revparse_single(&object, libgit2->git, rev);
		if (result == 0)
			lib->oid_cpy(&id, lib->object_id(object));
		lib->object_free(object);
	}
	if (result == 0) {
		memcpy(out->bytes, id.id, sizeof(out->bytes));
		return HITO_REV_FOUND;
	}
	return result == GIT_EAMBIGUOUS ? HITO_REV_SEVERAL : HITO_REV_NOTHING;
}

/* Lines */

static git_merge_file_input input_of(struct hito_str text)
{
	return (git_merge_file_input){
		.version = GIT_MERGE_FILE_INPUT_VERSION,
		.ptr = text.ptr ? text.ptr : "",
		.size = text.len,
	};
}

bool hito_libgit2_merge(struct hito_libgit2 *libgit2,
			const struct hito_line_merge *merge,
			struct hito_arena *arena, struct hito_str *out_text,
			bool *out_clean, struct hito_err *err)
{
	const struct libgit2 *lib = &libgit2->lib;
	const git_merge_file_input base = input_of(merge->base),
				   ours = input_of(merge->ours),
				   theirs = input_of(merge->theirs);
	git_merge_file_result result = {.ptr = NULL};
	git_merge_file_options options;
	bool done = false;

	if (lib->merge_file_options_init(&options,
					 GIT_MERGE_FILE_OPTIONS_VERSION) < 0)
		return git_failed(lib, err, HITO_N("libgit2 cannot be set up"));
	options.ancestor_label = merge->base_label;
	options.our_label = merge->our_label;
	options.their_label = merge->their_label;
	options.marker_size = merge->marker_size;
	options.flags = merge->with_base ? GIT_MERGE_FILE_STYLE_DIFF3
					 : GIT_MERGE_FILE_STYLE_MERGE;
	if (lib->merge_file(&result, &base, &ours, &theirs, &options) < 0)
		return git_failed(lib, err, HITO_N("lines cannot be merged"));
	*out_clean = result.automergeable != 0;
	*out_text = hito_arena_copy(arena,
				    (struct hito_str){result.ptr, result.len});
	done = out_text->ptr || hito_err_memory(err);
	lib->merge_file_result_free(&result);
	return done;
}
