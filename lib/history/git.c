/* SPDX-License-Identifier: MIT */
/*
 * Raw objects of a repository through libgit2; nobody else includes it.
 *
 * libgit2 keeps its settings for the whole process. What must differ for us
 * while a repository is opened is put back afterwards.
 */
#include "history/git.h"

#include "history/object.h"
#include "history/refuse.h"
#include "history/shallow.h"
#include "hito/limits.h"

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

#define TAG_DEPTH 32
#define REV_LONGEST 1024

struct hito_repository {
	git_repository *git;
	git_odb *odb;
	struct hito_arena *arena;
	struct hito_str worktree;
	struct hito_shallow shallow;
	bool is_empty, has_replacements;
};

static const char *reason(void)
{
	const git_error *error = git_error_last();

	return error && error->message ? error->message : "unknown reason";
}

static bool git_failed(struct hito_err *err, const char *what)
{
	const git_error *error = git_error_last();

	if (!err || (error && error->klass == GIT_ERROR_NOMEMORY))
		return hito_err_memory(err);
	return hito_err_set(err, HITO_ERR_GIT, "%s: %s",
			    hito_message(err->lang, what), reason());
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

static bool hide_configuration(struct search *search)
{
	for (size_t i = 0; i < LEVELS; i++) {
		if (git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, levels[i],
				     &search->paths[i]) < 0 ||
		    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "") <
			    0)
			return false;
	}
	return true;
}

static void show_configuration(struct search *search)
{
	for (size_t i = 0; i < LEVELS; i++) {
		if (search->paths[i].ptr)
			git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i],
					 search->paths[i].ptr);
		git_buf_dispose(&search->paths[i]);
	}
}

static int open_search(git_repository **out_git, const char *folder)
{
	int result;

	LEAKS_FROM_HERE();
	result = git_repository_open_ext(out_git, folder, 0, NULL);
	LEAKS_TO_HERE();
	return result;
}

/*
 * Configuration outside the repository cannot change what we answer. It is
 * asked only whether a folder of somebody else is trusted (safe.directory).
 */
static int open_at(git_repository **out_git, const char *folder)
{
	struct search search;
	int result = -1;

	memset(&search, 0, sizeof(search));
	if (hide_configuration(&search))
		result = open_search(out_git, folder);
	show_configuration(&search);
	if (result == GIT_EOWNER || result == GIT_ENOTFOUND)
		result = open_search(out_git, folder);
	return result;
}

/*
 * What git compares with safe.directory: the work tree, else the repository.
 * Empty where nothing opens, whoever it belongs to: libgit2 says "not found"
 * of a folder of somebody else, too, when safe.directory is not set.
 */
static struct hito_str distrusted_path(const char *folder,
				       struct hito_arena *arena)
{
	git_repository *git = NULL;
	struct hito_str path = {NULL, 0};
	int validation = 1;

	if (git_libgit2_opts(GIT_OPT_GET_OWNER_VALIDATION, &validation) < 0 ||
	    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0) < 0)
		return path;
	if (open_search(&git, folder) == 0)
		path = hito_str_from(git_repository_workdir(git)
					     ? git_repository_workdir(git)
					     : git_repository_path(git));
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	path = hito_arena_copy(arena, path);
	git_repository_free(git);
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, validation);
	return path;
}

static bool open_failed(int result, const char *folder,
			struct hito_arena *arena, struct hito_err *err)
{
	struct hito_str distrusted = {NULL, 0};

	if (result == GIT_EOWNER || result == GIT_ENOTFOUND)
		distrusted = distrusted_path(folder, arena);
	if (distrusted.len)
		return hito_refuse_owner(distrusted, err);
	if (result == GIT_ENOTFOUND) {
		hito_err_set(err, HITO_ERR_INPUT,
			     "there is no Git repository here");
		hito_err_at(err, hito_str_from(folder), 0, 0);
		return hito_err_help(err, "-C names the folder of one; "
					  "git init makes one");
	}
	if (strstr(reason(), "objectformat")) {
		hito_err_set(err, HITO_ERR_GIT,
			     "the repository uses SHA-256, which hito does "
			     "not read yet");
		hito_err_at(err, hito_str_from(folder), 0, 0);
		return hito_err_help(err, "git init --object-format=sha1 makes "
					  "one that hito reads");
	}
	git_failed(err, HITO_N("the repository cannot be opened"));
	return hito_err_at(err, hito_str_from(folder), 0, 0);
}

static bool set_options(struct hito_err *err)
{
	/* They change nothing that we read. */
	static const char *extensions[] = {
		"worktreeconfig",
		"partialclone",
		"preciousobjects",
		"relativeworktrees",
	};

	/* As git: the checksum of the compression is enough to read. */
	if (git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0) < 0 ||
	    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
			     sizeof(extensions) / sizeof(extensions[0])) < 0)
		return git_failed(err, HITO_N("libgit2 cannot be set up"));
	return true;
}

static bool has_replace_refs(git_repository *git)
{
	git_reference_iterator *iterator = NULL;
	const char *name;
	bool found = false;

	if (git_reference_iterator_glob_new(&iterator, git, "refs/replace/*") ==
	    0)
		found = git_reference_next_name(&name, iterator) == 0;
	git_reference_iterator_free(iterator);
	return found;
}

static bool read_layout(struct hito_repository *repository,
			struct hito_err *err)
{
	const char *top = git_repository_workdir(repository->git);
	struct hito_str worktree = hito_str_from(top);

	while (worktree.len > 1 && worktree.ptr[worktree.len - 1] == '/')
		worktree.len--;
	repository->worktree = hito_arena_copy(repository->arena, worktree);
	if (!repository->worktree.ptr)
		return hito_err_memory(err);
	if (git_repository_odb(&repository->odb, repository->git) < 0)
		return git_failed(err, HITO_N("the repository cannot be read"));
	repository->is_empty = git_repository_head_unborn(repository->git) == 1;
	repository->has_replacements = has_replace_refs(repository->git);
	return hito_shallow_read(git_repository_commondir(repository->git),
				 git_repository_path(repository->git),
				 repository->arena, &repository->shallow, err);
}

bool hito_repository_open(const char *folder, struct hito_arena *arena,
			  struct hito_repository **out_repository,
			  struct hito_err *err)
{
	struct hito_repository *repository =
		hito_new(arena, struct hito_repository, 1);
	int result;

	if (!repository)
		return hito_err_memory(err);
	repository->arena = arena;
	if (git_libgit2_init() < 0)
		return hito_err_set(err, HITO_ERR_GIT,
				    "libgit2 cannot be started");
	if (!set_options(err)) {
		git_libgit2_shutdown();
		return false;
	}
	result = open_at(&repository->git, folder);
	if (result < 0) {
		open_failed(result, folder, arena, err);
		git_libgit2_shutdown();
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
	if (!repository || !repository->git)
		return;
	git_odb_free(repository->odb);
	git_repository_free(repository->git);
	repository->odb = NULL;
	repository->git = NULL;
	git_libgit2_shutdown();
}

struct hito_str
hito_repository_worktree(const struct hito_repository *repository)
{
	return repository->worktree;
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
static enum hito_read read_failed(struct hito_err *err)
{
	const git_error *error = git_error_last();

	if (!error || error->klass != GIT_ERROR_NOMEMORY)
		return HITO_READ_MISSING;
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

/*
 * Read an object of a type (GIT_OBJECT_ANY: any). The size is asked first, so
 * that no huge object is ever unpacked.
 */
static enum hito_read read_object(struct hito_repository *repository,
				  const struct hito_oid *oid,
				  git_object_t wanted, size_t limit,
				  git_odb_object **out_object, size_t *out_size,
				  struct hito_err *err)
{
	git_oid id = to_git(oid);
	git_object_t type;

	git_error_clear();
	if (git_odb_read_header(out_size, &type, repository->odb, &id) == 0) {
		if (wanted != GIT_OBJECT_ANY && type != wanted) {
			*out_size = 0;
			return HITO_READ_MISSING;
		}
		if (*out_size > limit)
			return HITO_READ_MISSING;
		if (git_odb_read(out_object, repository->odb, &id) == 0)
			return HITO_READ_OK;
	}
	*out_size = 0;
	return read_failed(err);
}

static struct hito_str object_bytes(git_odb_object *object)
{
	struct hito_str bytes = {git_odb_object_data(object),
				 git_odb_object_size(object)};

	return bytes;
}

enum hito_read hito_git_commit(struct hito_repository *repository,
			       const struct hito_oid *oid,
			       struct hito_arena *arena,
			       struct hito_git_commit *out_commit,
			       struct hito_err *err)
{
	git_odb_object *object = NULL;
	enum hito_read result;
	size_t size;

	result = read_object(repository, oid, GIT_OBJECT_COMMIT,
			     HITO_LIMIT_OBJECT, &object, &size, err);
	if (result != HITO_READ_OK)
		return result;
	result = hito_object_commit(object_bytes(object), arena, out_commit,
				    err);
	git_odb_object_free(object);
	return result;
}

enum hito_read hito_git_tree(struct hito_repository *repository,
			     const struct hito_oid *oid,
			     struct hito_arena *arena,
			     struct hito_git_entry **out_entries,
			     size_t *out_count, struct hito_err *err)
{
	git_odb_object *object = NULL;
	enum hito_read result;
	size_t size;

	result = read_object(repository, oid, GIT_OBJECT_TREE,
			     HITO_LIMIT_OBJECT, &object, &size, err);
	if (result != HITO_READ_OK)
		return result;
	result = hito_object_tree(object_bytes(object), arena, out_entries,
				  out_count, err);
	git_odb_object_free(object);
	return result;
}

enum hito_read hito_git_blob(struct hito_repository *repository,
			     const struct hito_oid *oid, size_t limit,
			     struct hito_arena *arena,
			     struct hito_str *out_text, size_t *out_size,
			     struct hito_err *err)
{
	git_odb_object *object = NULL;
	enum hito_read result;

	*out_text = (struct hito_str){NULL, 0};
	result = read_object(repository, oid, GIT_OBJECT_BLOB, limit, &object,
			     out_size, err);
	if (result != HITO_READ_OK)
		return result;
	*out_text = hito_arena_copy(arena, object_bytes(object));
	git_odb_object_free(object);
	if (out_text->ptr)
		return HITO_READ_OK;
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

/* Through the references as they are written: no object is parsed. */
static bool find_reference(git_repository *git, const char *rev, git_oid *out)
{
	git_reference *reference = NULL, *direct = NULL;
	bool found = false;

	if (git_reference_dwim(&reference, git, rev) == 0 &&
	    git_reference_resolve(&direct, reference) == 0 &&
	    git_reference_target(direct)) {
		git_oid_cpy(out, git_reference_target(direct));
		found = true;
	}
	git_reference_free(direct);
	git_reference_free(reference);
	return found;
}

/* An id or its start; "v1-3-gdeadbee" of git describe is the id. */
static int find_name(struct hito_repository *repository, const char *name,
		     git_oid *out)
{
	const char *described = strstr(name, "-g");
	size_t len = strlen(name);
	git_oid start;

	if (len == GIT_OID_HEXSZ && hito_object_is_hex(name, len))
		return git_oid_fromstr(out, name);
	while (described && strstr(described + 2, "-g"))
		described = strstr(described + 2, "-g");
	if (described)
		name = described + 2;
	len = strlen(name);
	if (len < 4 || len > GIT_OID_HEXSZ || !hito_object_is_hex(name, len) ||
	    git_oid_fromstrn(&start, name, len) < 0)
		return GIT_ENOTFOUND;
	return git_odb_exists_prefix(out, repository->odb, &start, len);
}

/*
 * 0, GIT_EAMBIGUOUS or another error of libgit2, which is asked only about
 * what has a "^", "~", "@" or ":" behind a known name. Messages are not
 * searched ("^{/text}"): the time of such a pattern has no bound.
 */
static int find_rev(struct hito_repository *repository, const char *rev,
		    git_oid *out)
{
	char name[REV_LONGEST + 1];
	size_t len = strcspn(rev, "^~@:");
	git_object *object = NULL;
	int result;

	if (strstr(rev, "^{/"))
		return GIT_ENOTFOUND;
	if (find_reference(repository->git, rev, out))
		return 0;
	memcpy(name, rev, len);
	name[len] = '\0';
	if (len && !find_reference(repository->git, name, out)) {
		result = find_name(repository, name, out);
		if (result < 0 || len == strlen(rev))
			return result;
	}
	result = git_revparse_single(&object, repository->git, rev);
	if (result == 0)
		git_oid_cpy(out, git_object_id(object));
	git_object_free(object);
	return result;
}

/* From a tag to what it stands for, until that is a commit. */
static bool peel(struct hito_repository *repository, const char *rev,
		 struct hito_oid *oid, struct hito_err *err)
{
	for (int depth = 0; depth < TAG_DEPTH; depth++) {
		git_odb_object *object = NULL;
		enum hito_read result;
		git_object_t type;
		size_t size;
		bool tag;

		result = read_object(repository, oid, GIT_OBJECT_ANY,
				     HITO_LIMIT_OBJECT, &object, &size, err);
		if (result == HITO_READ_FAILED)
			return false;
		if (result == HITO_READ_MISSING)
			return hito_refuse_lost(
				rev, oid,
				hito_repository_is_shallow(repository), err);
		type = git_odb_object_type(object);
		tag = type == GIT_OBJECT_TAG &&
		      hito_object_tag(object_bytes(object), oid);
		git_odb_object_free(object);
		if (type == GIT_OBJECT_COMMIT)
			return true;
		if (!tag)
			break;
	}
	return hito_refuse_name(HITO_UNNAMED_OTHER, rev, err);
}

bool hito_git_resolve(struct hito_repository *repository, const char *rev,
		      struct hito_oid *out_commit, struct hito_err *err)
{
	struct hito_oid oid;
	git_oid id;
	int result = GIT_ENOTFOUND;

	if (!rev)
		rev = "HEAD";
	if (rev[0] && strlen(rev) <= REV_LONGEST)
		result = find_rev(repository, rev, &id);
	if (result < 0 && repository->is_empty)
		return hito_refuse_name(HITO_UNNAMED_EMPTY, rev, err);
	if (result < 0)
		return hito_refuse_name(result == GIT_EAMBIGUOUS
						? HITO_UNNAMED_SEVERAL
						: HITO_UNNAMED_NOTHING,
					rev, err);
	oid = from_git(&id);
	if (!peel(repository, rev, &oid, err))
		return false;
	*out_commit = oid;
	return true;
}

bool hito_git_names(struct hito_repository *repository,
		    struct hito_arena *arena, const char ***out_names,
		    size_t *out_count, struct hito_err *err)
{
	git_reference_iterator *iterator = NULL;
	git_reference *reference = NULL;
	const char **names = NULL;
	size_t count = 0, capacity = 0;
	bool ok = true;

	if (git_reference_iterator_new(&iterator, repository->git) < 0)
		return git_failed(err, HITO_N("the repository cannot be read"));
	while (ok && count < HITO_LIMIT_NAMES &&
	       git_reference_next(&reference, iterator) == 0) {
		struct hito_str name = hito_arena_copy(
			arena,
			hito_str_from(git_reference_shorthand(reference)));

		git_reference_free(reference);
		ok = name.ptr && hito_reserve(arena, names, count, capacity);
		if (ok)
			names[count++] = name.ptr;
	}
	git_reference_iterator_free(iterator);
	if (!ok)
		return hito_err_memory(err);
	*out_names = names;
	*out_count = count;
	return true;
}

bool hito_git_is_partial(const struct hito_repository *repository)
{
	git_config_iterator *iterator = NULL;
	git_config *config = NULL;
	git_config_entry *entry;
	bool found = false;

	/* libgit2's search by pattern loses memory */
	if (git_repository_config(&config, repository->git) == 0 &&
	    git_config_iterator_new(&iterator, config) == 0)
		while (!found && git_config_next(&entry, iterator) == 0)
			found = strstr(entry->name, ".promisor") != NULL;
	git_config_iterator_free(iterator);
	git_config_free(config);
	return found;
}
