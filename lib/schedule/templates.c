/* SPDX-License-Identifier: MIT */
/* Templates that are built in, and those in the project's folder. */
#include "schedule/templates.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/embed.h"
#include "base/file.h"
#include "hito/limits.h"
#include "hito/value.h"

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
/* Entries of a folder that are looked at. */
#define MOST_ENTRIES 10000

struct finder {
	struct hito_arena *arena;
	enum hito_lang lang;
	struct hito_template *list;
	size_t count, capacity;
};

/* The name that a file gives a template; empty when it is none. */
static struct hito_str name_of(struct hito_str file)
{
	if (!hito_str_ends(file, ".md"))
		return HITO_STR("");
	file.len -= 3;
	return hito_slug_is_valid(file) ? file : HITO_STR("");
}

static struct hito_template *add(struct finder *finder, struct hito_str name,
				 enum hito_lang lang, struct hito_err *err)
{
	struct hito_template *template;

	if (!hito_reserve(finder->arena, finder->list, finder->count,
			  finder->capacity)) {
		hito_err_memory(err);
		return NULL;
	}
	template = &finder->list[finder->count++];
	*template = (struct hito_template){
		.name = name, .lang = lang, .wrong.lang = finder->lang};
	return template;
}

/* "en/plan.md": a language, a slash, a file. */
static bool add_built_in(struct finder *finder,
			 const struct hito_embedded *file, struct hito_err *err)
{
	struct hito_str path = hito_str_from(file->name), folder, rest;
	struct hito_template *template;

	hito_str_cut(path, '/', &folder, &rest);
	template = add(finder, name_of(rest), hito_lang_parse(folder), err);
	if (!template)
		return false;
	template->path = path;
	hito_template_parse(template, hito_embed_text(file));
	return true;
}

static bool too_many(struct hito_str path, struct hito_err *err)
{
	hito_err_set(err, HITO_ERR_INPUT,
		     "too many files for a folder of templates");
	return hito_err_at(err, path, 0, 0);
}

static bool add_own(struct finder *finder, int folder, struct hito_str path,
		    enum hito_lang lang, const char *file, struct hito_err *err)
{
	struct hito_str name = name_of(hito_str_from(file)), text;
	struct hito_template *template;

	if (!name.len)
		return true;
	if (finder->count >= HITO_TEMPLATE_COUNT)
		return too_many(path, err);
	name = hito_arena_copy(finder->arena, name);
	template = name.ptr ? add(finder, name, lang, err) : NULL;
	if (!template)
		return hito_err_memory(err);
	template->own = true;
	template->path = hito_arena_printf(finder->arena, "%.*s/%s",
					   HITO_STR_ARG(path), file);
	if (!template->path.ptr)
		return hito_err_memory(err);
	if (hito_file_read(folder, hito_str_from(file), HITO_LIMIT_TEMPLATE,
			   finder->arena, &text, &template->wrong)) {
		hito_template_parse(template, text);
		return true;
	}
	if (template->wrong.code == HITO_ERR_MEMORY)
		return hito_err_memory(err);
	/* The whole path, in place of the file's name alone. */
	template->wrong.path[0] = '\0';
	hito_err_at(&template->wrong, template->path, 0, 0);
	return true;
}

static bool read_entries(struct finder *finder, DIR *entries,
			 struct hito_str path, enum hito_lang lang,
			 struct hito_err *err)
{
	size_t seen = 0;

	for (;;) {
		const struct dirent *entry;

		errno = 0;
		entry = readdir(entries);
		if (!entry)
			break;
		if (++seen > MOST_ENTRIES)
			return too_many(path, err);
		if (!add_own(finder, dirfd(entries), path, lang, entry->d_name,
			     err))
			return false;
	}
	return errno == 0 ||
	       hito_err_system(err, path, "cannot read the folder", errno);
}

/* Open a folder below another; -1 also where there is none. */
static bool open_below(int at, const char *name, struct hito_str path,
		       int *out_fd, struct hito_err *err)
{
	*out_fd = openat(at, name, FOLDER_FLAGS);
	if (*out_fd >= 0 || errno == ENOENT)
		return true;
	if (errno == ELOOP || errno == ENOTDIR) {
		hito_err_set(err, HITO_ERR_IO,
			     "a folder on the way is a link or not a folder");
		return hito_err_at(err, path, 0, 0);
	}
	return hito_err_system(err, path, "cannot open the folder", errno);
}

static bool read_folder(struct finder *finder, int at, const char *name,
			struct hito_str path, enum hito_lang lang,
			struct hito_err *err)
{
	DIR *entries;
	bool done;
	int fd;

	if (!open_below(at, name, path, &fd, err))
		return false;
	if (fd < 0)
		return true;
	entries = fdopendir(fd);
	if (!entries) {
		hito_err_system(err, path, "cannot read the folder", errno);
		close(fd);
		return false;
	}
	done = read_entries(finder, entries, path, lang, err);
	closedir(entries);
	return done;
}

static bool find_own(struct finder *finder, int root_fd, struct hito_err *err)
{
	const struct hito_str path = HITO_STR(HITO_TEMPLATE_FOLDER);
	int folder, templates;
	bool done;

	if (!open_below(root_fd, ".hito", path, &folder, err))
		return false;
	if (folder < 0)
		return true;
	done = open_below(folder, "templates", path, &templates, err);
	close(folder);
	if (!done || templates < 0)
		return done;
	done = read_folder(finder, templates, ".", path, HITO_LANG_NONE, err) &&
	       read_folder(finder, templates, "en",
			   HITO_STR(HITO_TEMPLATE_FOLDER "/en"), HITO_LANG_EN,
			   err) &&
	       read_folder(finder, templates, "es",
			   HITO_STR(HITO_TEMPLATE_FOLDER "/es"), HITO_LANG_ES,
			   err);
	close(templates);
	return done;
}

static int compare(const void *left, const void *right)
{
	const struct hito_template *a = left, *b = right;
	int order = hito_str_compare(a->name, b->name);

	if (order)
		return order;
	if (a->own != b->own)
		return a->own ? -1 : 1;
	return (int)a->lang - (int)b->lang;
}

bool hito_templates_find(int root_fd, enum hito_lang lang,
			 struct hito_arena *arena, struct hito_templates *out,
			 struct hito_err *err)
{
	struct finder finder = {.arena = arena, .lang = lang};
	const struct hito_embed *set = &hito_embed_templates;

	if (!find_own(&finder, root_fd, err))
		return false;
	for (size_t i = 0; i < set->count; i++) {
		if (!add_built_in(&finder, &set->files[i], err))
			return false;
	}
	qsort(finder.list, finder.count, sizeof(*finder.list), compare);
	*out = (struct hito_templates){finder.list, finder.count};
	return true;
}

static bool has_alias(const struct hito_template *template,
		      struct hito_str name)
{
	for (size_t i = 0; i < template->alias_count; i++) {
		if (hito_str_equal(template->aliases[i], name))
			return true;
	}
	return false;
}

/* The name that an alias stands for; a name stands for itself. */
static struct hito_str whole_name(const struct hito_templates *templates,
				  struct hito_str name)
{
	const struct hito_template *found = NULL;

	for (size_t i = 0; i < templates->count; i++) {
		const struct hito_template *one = &templates->list[i];

		if (hito_str_equal(one->name, name))
			return name;
		if (has_alias(one, name) &&
		    (!found || (one->own && !found->own)))
			found = one;
	}
	return found ? found->name : HITO_STR("");
}

/* How well a template of the right name fits a language; 0 is best. */
static int distance(const struct hito_template *template, enum hito_lang lang)
{
	bool fits = template->lang == lang;

	if (template->own)
		return fits ? 0 : template->lang == HITO_LANG_NONE ? 1 : 3;
	return fits ? 2 : 4;
}

const struct hito_template *
hito_templates_choose(const struct hito_templates *templates,
		      struct hito_str name, enum hito_lang lang)
{
	const struct hito_template *best = NULL;

	name = whole_name(templates, name);
	for (size_t i = 0; name.len && i < templates->count; i++) {
		const struct hito_template *one = &templates->list[i];

		if (hito_str_equal(one->name, name) &&
		    (!best || distance(one, lang) < distance(best, lang)))
			best = one;
	}
	return best;
}
