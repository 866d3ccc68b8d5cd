/* SPDX-License-Identifier: MIT */
/* Reading where a shallow clone ends. */
#include "history/shallow.h"

#include "base/file.h"
#include "history/object.h"
#include "hito/limits.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

struct ids {
	struct hito_oid *list;
	size_t count, capacity;
};

static int compare(const void *a, const void *b)
{
	return hito_oid_compare(a, b);
}

/* Empty for a file that is not there. */
static bool read_text(const char *folder, const char *name,
		      struct hito_arena *arena, struct hito_str *out_text,
		      struct hito_err *err)
{
	struct hito_str path = hito_arena_printf(arena, "%s%s", folder, name);
	struct hito_err trouble = {.code = HITO_OK};

	if (!path.ptr)
		return hito_err_memory(err);
	if (hito_file_read(AT_FDCWD, path, HITO_LIMIT_SHALLOW, arena, out_text,
			   &trouble))
		return true;
	*out_text = (struct hito_str){NULL, 0};
	if (trouble.code == HITO_ERR_IO)
		return true;
	if (err)
		*err = trouble;
	return false;
}

static bool add(const char *folder, struct hito_arena *arena, struct ids *ids,
		struct hito_err *err)
{
	struct hito_str text, line;

	if (!read_text(folder, "shallow", arena, &text, err))
		return false;
	while (hito_str_cut_line(&text, &line)) {
		if (!hito_reserve(arena, ids->list, ids->count, ids->capacity))
			return hito_err_memory(err);
		if (hito_oid_parse(hito_str_trim(line), ids->list + ids->count))
			ids->count++;
	}
	return true;
}

bool hito_shallow_read(const char *common, const char *folder,
		       struct hito_arena *arena,
		       struct hito_shallow *out_shallow, struct hito_err *err)
{
	struct ids ids = {NULL, 0, 0};
	struct hito_str grafts;

	if (!add(common, arena, &ids, err) ||
	    (strcmp(common, folder) != 0 && !add(folder, arena, &ids, err)) ||
	    !read_text(common, "info/grafts", arena, &grafts, err))
		return false;
	if (ids.count)
		qsort(ids.list, ids.count, sizeof(*ids.list), compare);
	out_shallow->ids = ids.list;
	out_shallow->count = ids.count;
	out_shallow->has_grafts = hito_str_trim(grafts).len > 0;
	return true;
}

bool hito_shallow_has(const struct hito_shallow *shallow,
		      const struct hito_oid *commit)
{
	return shallow->count && bsearch(commit, shallow->ids, shallow->count,
					 sizeof(*shallow->ids), compare);
}
