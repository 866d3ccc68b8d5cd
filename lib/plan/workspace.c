/* SPDX-License-Identifier: MIT */
/* A project read whole: its file, its plan files, the model of them. */
#include "hito/workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "hito/limits.h"
#include "plan/files.h"
#include "plan/folder.h"
#include "plan/perusal.h"

/* A workspace while its files are read. */
struct gathering {
	const struct hito_project *project;
	struct hito_sight *sight;
	struct hito_arena *arena;
	struct hito_perused *perused;           /* a row a document */
	const struct hito_document **documents; /* of them */
	struct hito_stock **stocks;             /* of these */
	size_t document_count;
	struct hito_unreadable *rows;
	size_t row_count;
	struct hito_workspace *workspace;
};

/* A row of what cannot be read is a finding, too: lint fails for it. */
static bool add_row(struct gathering *gathering, const struct hito_found *found,
		    uint32_t line, struct hito_err *err)
{
	struct hito_unreadable *row = &gathering->rows[gathering->row_count++];
	struct hito_finding *finding;
	struct hito_source *source;

	*row = (struct hito_unreadable){
		.path = found->path,
		.line = line,
		.message = found->message,
		.args = {found->reason},
	};
	if (!hito_source_new(gathering->arena, found->path, HITO_STR(""),
			     &source, err))
		return false;
	finding = hito_findings_add(&gathering->workspace->findings,
				    HITO_RULE_F001, source,
				    (struct hito_span){0, 0}, found->message);
	finding->level = found->level;
	finding->args[0] = found->reason;
	return true;
}

/* A limit passed inside a file makes a row of the file. */
static bool add_refused(struct gathering *gathering,
			const struct hito_found *found,
			const struct hito_err *why, struct hito_err *err)
{
	struct hito_found refused = {
		.path = found->path,
		.message = HITO_N("the file is not read: {1}"),
		.level = HITO_ERROR,
	};

	refused.reason =
		hito_arena_copy(gathering->arena, hito_str_from(why->message));
	if (!refused.reason.ptr)
		return hito_err_memory(err);
	return add_row(gathering, &refused, why->line, err);
}

/* Rows of documents move up to where the one before ends. */
static bool add_found(struct gathering *gathering,
		      const struct hito_found *found,
		      const struct hito_perused *perused, struct hito_err *err)
{
	const struct hito_err *why = perused->why;

	if (found->name)
		return hito_err_memory(err);
	/* What the system says of a file, imprints do not tell. */
	if (found->reason.len && gathering->sight)
		gathering->sight->blurred = true;
	if (!found->text.ptr)
		return add_row(gathering, found, 0, err);
	if (perused->document) {
		gathering->documents[gathering->document_count] =
			perused->document;
		gathering->perused[gathering->document_count++] = *perused;
		return true;
	}
	if (why && why->code == HITO_ERR_INPUT)
		return add_refused(gathering, found, why, err);
	if (!why)
		return hito_err_memory(err);
	if (err)
		*err = *why;
	return false;
}

static bool read_found(struct gathering *gathering, struct hito_found *found,
		       size_t count, size_t threads, struct hito_err *err)
{
	for (size_t i = 0; i < count; i++)
		gathering->perused[i].found = &found[i];
	if (!hito_peruse(gathering->project, gathering->perused, count, threads,
			 gathering->arena, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!add_found(gathering, &found[i], &gathering->perused[i],
			       err))
			return false;
	}
	return true;
}

/* Read a document again, in another language. */
static bool read_again(struct gathering *gathering, size_t index,
		       enum hito_lang lang, struct hito_err *err)
{
	struct hito_perused *perused = &gathering->perused[index];
	const struct hito_document_options options = {
		.project = gathering->project,
		.lang = lang,
	};

	if (!hito_peruse_one(options, perused, perused->document->source,
			     gathering->arena, err))
		return false;
	gathering->documents[index] = perused->document;
	return true;
}

/* May the plan of a document say in which language it is read? */
static bool follows_plan(const struct hito_document *document)
{
	return !document->is_plan && document->lang_matters;
}

static bool any_follows_plan(const struct gathering *gathering)
{
	for (size_t i = 0; i < gathering->document_count; i++) {
		if (follows_plan(gathering->documents[i]))
			return true;
	}
	return false;
}

/* Step files of a plan in another language are read in it. */
static bool settle_lang(struct gathering *gathering, struct hito_err *err)
{
	size_t count = gathering->document_count;
	struct hito_home *homes;

	if (!any_follows_plan(gathering))
		return true;
	homes = hito_new(gathering->arena, struct hito_home, count + 1);
	if (!homes)
		return hito_err_memory(err);
	if (!hito_homes_find(gathering->documents, count, gathering->arena,
			     homes, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct hito_document *document = gathering->documents[i];
		enum hito_lang lang;

		if (!follows_plan(document))
			continue;
		lang = hito_home_lang(&homes[i], gathering->documents,
				      gathering->project);
		if (lang != document->lang &&
		    !read_again(gathering, i, lang, err))
			return false;
	}
	return true;
}

static void collect(struct gathering *gathering)
{
	for (size_t i = 0; i < gathering->document_count; i++) {
		const struct hito_perused *perused = &gathering->perused[i];

		hito_findings_append(&gathering->workspace->findings,
				     &perused->findings);
		gathering->stocks[i] = perused->stock;
	}
}

static bool build(struct gathering *gathering, struct hito_err *err)
{
	struct hito_workspace *workspace = gathering->workspace;
	const struct hito_model_input input = {
		.project = gathering->project,
		.documents = gathering->documents,
		.document_count = gathering->document_count,
		.unreadable = gathering->rows,
		.unreadable_count = gathering->row_count,
		.stocks = gathering->stocks,
	};

	if (!settle_lang(gathering, err))
		return false;
	collect(gathering);
	if (!hito_model_build(&input, gathering->arena, &workspace->findings,
			      &workspace->model, err))
		return false;
	if (workspace->findings.no_memory)
		return hito_err_memory(err);
	hito_findings_sort(&workspace->findings);
	return true;
}

static bool gather(struct gathering gathering, struct hito_found *found,
		   size_t count, size_t threads,
		   struct hito_workspace **out_workspace, struct hito_err *err)
{
	struct hito_arena *arena = gathering.arena;

	gathering.workspace = hito_new(arena, struct hito_workspace, 1);
	gathering.documents =
		hito_new(arena, const struct hito_document *, count + 1);
	gathering.stocks = hito_new(arena, struct hito_stock *, count + 1);
	gathering.perused = hito_new(arena, struct hito_perused, count + 1);
	gathering.rows = hito_new(arena, struct hito_unreadable, count + 1);
	if (!gathering.workspace || !gathering.documents || !gathering.stocks ||
	    !gathering.perused || !gathering.rows)
		return hito_err_memory(err);
	gathering.workspace->project = gathering.project;
	hito_findings_init(&gathering.workspace->findings, arena);
	if (!read_found(&gathering, found, count, threads, err) ||
	    !build(&gathering, err))
		return false;
	*out_workspace = gathering.workspace;
	return true;
}

static bool parse_project(struct hito_str path, struct hito_str text,
			  struct hito_arena *arena,
			  struct hito_project **out_project,
			  struct hito_err *err)
{
	struct hito_source *source;

	return hito_source_new(arena, path, text, &source, err) &&
	       hito_project_read(source, arena, out_project, err);
}

static bool read_project(const struct hito_workspace_options *options,
			 struct hito_arena *arena,
			 struct hito_project **out_project,
			 struct hito_err *err)
{
	struct hito_str path = HITO_STR(HITO_PROJECT_FILE);
	struct hito_str text;
	struct stat status;

	if (options->project_text.ptr)
		return parse_project(options->project_path,
				     options->project_text, arena, out_project,
				     err);
	if (fstatat(options->root_fd, HITO_PROJECT_FILE, &status,
		    AT_SYMLINK_NOFOLLOW) < 0 &&
	    errno == ENOENT)
		return hito_project_default(arena, out_project, err);
	if (!hito_file_read(options->root_fd, path, HITO_LIMIT_PROJECT_FILE,
			    arena, &text, err))
		return false;
	return parse_project(path, text, arena, out_project, err);
}

bool hito_workspace_read(const struct hito_workspace_options *options,
			 struct hito_arena *arena,
			 struct hito_workspace **out_workspace,
			 struct hito_err *err)
{
	struct gathering gathering = {.sight = options->sight, .arena = arena};
	struct hito_unread unread = {.count = 0};
	struct hito_project *project;
	struct hito_found *found;
	size_t count;
	bool done;

	if (!read_project(options, arena, &project, err))
		return false;
	gathering.project = project;
	done = hito_files_seek(options, project, arena, &unread, &found, &count,
			       err) &&
	       gather(gathering, found, count, options->threads, out_workspace,
		      err);
	hito_files_close(&unread);
	return done;
}

bool hito_workspace_from_files(const struct hito_project *project,
			       const struct hito_file *files, size_t count,
			       struct hito_arena *arena,
			       struct hito_workspace **out_workspace,
			       struct hito_err *err)
{
	const struct gathering gathering = {.project = project, .arena = arena};
	struct hito_found *found =
		hito_new(arena, struct hito_found, count + 1);

	if (!found)
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++) {
		found[i].path = files[i].path;
		found[i].text = files[i].text;
		found[i].message = files[i].message;
		found[i].level = HITO_ERROR;
	}
	return gather(gathering, found, count, 1, out_workspace, err);
}
