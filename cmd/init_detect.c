/* SPDX-License-Identifier: MIT */
/* What the Markdown files of a repository look like, as a project file. */
#include "init_detect.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "edit/detect.h"
#include "hito/limits.h"
#include "plan/files.h"
#include "plan/folder.h"

/* More are not looked at. */
#define MOST_FILES 20000

/* All Markdown, but what is not the repository's own work. */
static const char everything[] =
	"paths: [\"**\"]\n"
	"exclude: [node_modules, vendor, third_party, .git, .github, "
	".gitlab, .hito]\n";

static bool read_all(struct init *init, struct hito_detect *detect,
		     struct hito_err *err)
{
	const struct hito_workspace_options options = {
		.root_fd = init->place.root_fd};
	struct hito_arena *arena = init->run->arena;
	struct hito_project *project;
	struct hito_source *source;
	struct hito_found *found;
	size_t count;

	if (!hito_source_new(arena, HITO_STR("**"), hito_str_from(everything),
			     &source, err) ||
	    !hito_project_read(source, arena, &project, err) ||
	    !hito_files_find(&options, project, arena, &found, &count, err))
		return false;
	if (count > MOST_FILES)
		return hito_err_set(err, HITO_ERR_INPUT,
				    "there are %zu Markdown files, and %d are "
				    "looked at: start in a folder of plans",
				    count, MOST_FILES);
	for (size_t i = 0; i < count; i++) {
		if (!found[i].text.ptr)
			continue;
		if (!hito_source_new(arena, found[i].path, found[i].text,
				     &source, err) ||
		    !hito_detect_add(detect, source, err))
			return false;
	}
	return true;
}

/* The counts of the steps, read through what is proposed. */
static bool count_steps(struct init *init, struct hito_str text,
			size_t counts[HITO_WORD_COUNT], size_t *out_all,
			size_t *out_twice, struct hito_err *err)
{
	struct hito_workspace_options options = init->place.options;
	struct hito_workspace *workspace;

	options.project_path = HITO_STR(HITO_PROJECT_FILE);
	options.project_text = text;
	if (!hito_workspace_read(&options, init->run->arena, &workspace, err))
		return false;
	*out_all = *out_twice = 0;
	for (size_t i = 0; i < workspace->model->plan_count; i++) {
		const struct hito_item *plan = workspace->model->plans[i];

		for (size_t k = 0; k < plan->step_count; k++) {
			*out_twice += plan->steps[k]->duplicate_of != NULL;
			counts[plan->steps[k]->state]++;
			++*out_all;
		}
	}
	return true;
}

static struct hito_str sum(const struct init *init, size_t all, size_t twice,
			   const size_t counts[HITO_WORD_COUNT])
{
	struct hito_arena *arena = init->run->arena;
	struct hito_str line = hito_arena_printf(
		arena,
		init_say(init,
			 HITO_N("# %zu steps: %zu to do, %zu in progress, "
				"%zu blocked, %zu done, %zu dropped\n")),
		all, counts[HITO_TODO], counts[HITO_DOING],
		counts[HITO_BLOCKED], counts[HITO_DONE], counts[HITO_DROPPED]);
	size_t unknown = counts[HITO_FOREIGN] + counts[HITO_WORD_NONE];

	if (line.ptr && unknown)
		line = hito_arena_printf(
			arena,
			init_say(init, HITO_N("%s# %zu in a state that is not "
					      "known\n")),
			line.ptr, unknown);
	if (line.ptr && twice)
		line = hito_arena_printf(
			arena,
			init_say(init, HITO_N("%s# %zu have an id that another "
					      "one has, too\n")),
			line.ptr, twice);
	return line;
}

static bool write_file(struct init *init, struct hito_str text,
		       struct hito_err *err)
{
	if (!hito_file_create(init->place.root_fd, HITO_STR(HITO_PROJECT_FILE),
			      text, err)) {
		if (err->code == HITO_ERR_IO)
			hito_err_help(err, "put it there by hand, or read it "
					   "with --project");
		return false;
	}
	init_tell(init, HITO_STR(HITO_PROJECT_FILE), HITO_N("made"));
	return true;
}

static bool nothing_found(struct hito_err *err)
{
	hito_err_set(err, HITO_ERR_INPUT,
		     "no Markdown files with steps are here: of none the head "
		     "has a state in words that are known");
	return hito_err_help(err, "`hito new ID` begins a plan of its own");
}

bool init_detect(struct init *init, bool write, struct hito_err *err)
{
	struct hito_arena *arena = init->run->arena;
	size_t counts[HITO_WORD_COUNT] = {0}, all = 0, twice = 0;
	struct hito_detect detect;
	struct hito_str text, head;
	bool found;

	hito_detect_init(&detect, arena);
	if (!read_all(init, &detect, err))
		return false;
	if (!hito_detect_guess(&detect, &found))
		return hito_err_memory(err);
	if (!found)
		return nothing_found(err);
	if (!hito_detect_write(&detect, init->run->lang,
			       hito_path_name(init->place.root), &text))
		return hito_err_memory(err);
	if (!count_steps(init, text, counts, &all, &twice, err))
		return false;
	head = sum(init, all, twice, counts);
	text = hito_arena_printf(arena, "%.*s%.*s", HITO_STR_ARG(head),
				 HITO_STR_ARG(text));
	if (!head.ptr || !text.ptr)
		return hito_err_memory(err);
	if (write && !init->dry_run)
		return write_file(init, text, err);
	while (hito_str_cut_line(&text, &head)) {
		hito_out_foreign(&init->run->out, head);
		hito_out_text(&init->run->out, "\n");
	}
	return true;
}
