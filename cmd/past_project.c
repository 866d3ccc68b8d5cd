/* SPDX-License-Identifier: MIT */
/* The project file of today in place of one that cannot be read. */
#include "past_project.h"

#include <unistd.h>

#include "base/file.h"
#include "hito/limits.h"
#include "hito/revision.h"
#include "rev.h"

/* The project file of a commit; ptr NULL: it has none. */
static bool read_committed(struct run *run, const struct past *past,
			   const char *rev, struct hito_str *out_text)
{
	const struct hito_revision_options options = {
		.rev = rev,
		.folder = past->place.above,
	};

	return hito_revision_file(
		past->repository, &options, HITO_STR(HITO_PROJECT_FILE),
		HITO_LIMIT_PROJECT_FILE, run->arena, out_text, NULL);
}

/* Where there is none, an empty one means the same. */
static bool read_today(struct run *run, const struct past *past,
		       struct hito_str *out_text)
{
	int root = past->place.root_fd;
	bool done;

	*out_text = HITO_STR("");
	if (!past->placed)
		done = read_committed(run, past, NULL, out_text);
	else
		done = faccessat(root, HITO_PROJECT_FILE, F_OK, 0) < 0 ||
		       hito_file_read(root, HITO_STR(HITO_PROJECT_FILE),
				      HITO_LIMIT_PROJECT_FILE, run->arena,
				      out_text, NULL);
	if (!out_text->ptr)
		*out_text = HITO_STR("");
	return done;
}

static bool is_readable(struct run *run, struct hito_str text)
{
	struct hito_project *project;
	struct hito_source *source;

	return hito_source_new(run->arena, HITO_STR(HITO_PROJECT_FILE), text,
			       &source, NULL) &&
	       hito_project_read(source, run->arena, &project, NULL);
}

bool past_project_mend(struct run *run, struct past *past, const char *rev)
{
	struct hito_workspace_options *options = &past->place.options;
	struct hito_str then, today;
	char id[HITO_ID_SIZE];

	if (options->project_text.ptr ||
	    !hito_revision_id(past->repository, rev, id, NULL) ||
	    !read_committed(run, past, id, &then) || !then.ptr ||
	    is_readable(run, then) || !read_today(run, past, &today) ||
	    !is_readable(run, today))
		return false;
	options->project_text = today;
	options->project_path = HITO_STR(HITO_PROJECT_FILE);
	/* What is said now would not be said again with a kept answer. */
	if (options->sight)
		options->sight->blurred = true;
	rev_say_project(run, id);
	return true;
}
