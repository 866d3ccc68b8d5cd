/* SPDX-License-Identifier: MIT */
/* Which paths are a project's: folders and patterns. */
#include "plan/project.h"

#include "base/glob.h"

bool hito_path_is_below(struct hito_str pattern, struct hito_str path)
{
	for (size_t end = 1; end < path.len; end++) {
		if (path.ptr[end] == '/' &&
		    hito_glob_match(pattern, hito_str_slice(path, 0, end)))
			return true;
	}
	return hito_glob_match(pattern, path);
}

static bool is_excluded(const struct hito_project *project,
			struct hito_str path)
{
	for (size_t i = 0; i < project->exclude_count; i++) {
		if (hito_path_is_below(project->exclude[i], path))
			return true;
	}
	return false;
}

/* Down to its first part with a wildcard; a file's own folder. */
static struct hito_str fixed_folder(struct hito_str pattern)
{
	size_t end = 0, at = 0;

	while (at < pattern.len && !memchr("*?[", pattern.ptr[at], 3)) {
		if (pattern.ptr[at] == '/')
			end = at;
		at++;
	}
	if (at == pattern.len && !hito_str_ends(pattern, ".md"))
		end = at;
	return hito_str_slice(pattern, 0, end);
}

struct hito_str hito_project_folder(const struct hito_project *project)
{
	return project->path_count ? fixed_folder(project->paths[0])
				   : HITO_STR("");
}

bool hito_project_has_path(const struct hito_project *project,
			   struct hito_str path)
{
	if (!hito_str_ends(path, ".md") || is_excluded(project, path))
		return false;
	for (size_t i = 0; i < project->path_count; i++) {
		if (hito_path_is_below(project->paths[i], path))
			return true;
	}
	return false;
}

/* Could something below the folder match? Folder by folder, as far as both
 * go. */
static bool may_lead(struct hito_str pattern, struct hito_str folder)
{
	if (hito_str_find_byte(pattern, '/', 0) == SIZE_MAX &&
	    (hito_str_find_byte(pattern, '*', 0) != SIZE_MAX ||
	     hito_str_find_byte(pattern, '?', 0) != SIZE_MAX ||
	     hito_str_find_byte(pattern, '[', 0) != SIZE_MAX)) {
		/* A name with a wildcard counts in any folder. */
		return true;
	}
	while (folder.len && pattern.len) {
		struct hito_str part, name;

		hito_str_cut(pattern, '/', &part, &pattern);
		hito_str_cut(folder, '/', &name, &folder);
		if (hito_str_is(part, "**"))
			return true;
		if (!hito_glob_match(part, name))
			return false;
	}
	return !folder.len;
}

bool hito_project_has_folder(const struct hito_project *project,
			     struct hito_str path)
{
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	if (!path.len)
		return true;
	if (is_excluded(project, path))
		return false;
	for (size_t i = 0; i < project->path_count; i++) {
		if (hito_path_is_below(project->paths[i], path) ||
		    may_lead(project->paths[i], path))
			return true;
	}
	return false;
}
