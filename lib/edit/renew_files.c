/* SPDX-License-Identifier: MIT */
/* Where the files of a plan go when it is written again. */
#include "edit/renew_files.h"

#include "base/map.h"

static bool refuse(struct hito_err *err, struct hito_str path,
		   const char *english)
{
	hito_err_set(err, HITO_ERR_INPUT, "%s",
		     hito_message(err ? err->lang : HITO_LANG_EN, english));
	return hito_err_at(err, path, 0, 0);
}

static bool check(const struct hito_model *model,
		  const struct hito_document *document, struct hito_err *err)
{
	const struct hito_source *source = document->source;
	struct hito_span all = {0, (uint32_t)source->text.len};

	if (document->mapping)
		return refuse(err, source->path,
			      HITO_N("the file is read through map: and "
				     "belongs to another tool"));
	if (hito_source_damage(source, all))
		return refuse(err, source->path,
			      HITO_N("the file is in a conflict, or cannot be "
				     "read whole"));
	for (size_t i = 0; i < document->block_count; i++)
		if (document->blocks[i].damaged)
			return refuse(err, source->path,
				      HITO_N("a block of the file cannot be "
					     "read"));
	for (size_t i = 0; i < model->unreadable_count; i++)
		if (hito_str_equal(model->unreadable[i].path, source->path))
			return refuse(err, source->path,
				      HITO_N("the file cannot be read whole"));
	return true;
}

static bool add(struct hito_renew *renew, struct hito_map *seen,
		const struct hito_model *model,
		const struct hito_document *document, struct hito_err *err)
{
	size_t at = renew->file_count;

	if (!document || hito_map_find(seen, document->source->path))
		return true;
	if (!check(model, document, err))
		return false;
	if (!hito_map_put(seen, document->source->path, renew) ||
	    !hito_reserve(renew->arena, renew->files, at,
			  renew->file_capacity) ||
	    !hito_reserve(renew->arena, renew->documents, at,
			  renew->document_capacity))
		return hito_err_memory(err);
	renew->documents[at] = document;
	renew->files[at] = (struct hito_file){
		.path = document->source->path,
		.text = document->source->text,
	};
	renew->file_count++;
	return true;
}

static bool add_all(struct hito_renew *renew, const struct hito_model *model,
		    struct hito_err *err)
{
	const struct hito_item *plan = renew->input.plan;
	struct hito_map seen;

	hito_map_init(&seen, renew->arena);
	if (!plan->document)
		return refuse(err, HITO_STR(""),
			      HITO_N("the plan has no file of its own: its "
				     "steps lie in a folder without one"));
	if (!add(renew, &seen, model, plan->document, err))
		return false;
	for (size_t i = 0; i < plan->objective_count; i++)
		if (!add(renew, &seen, model, plan->objectives[i]->document,
			 err))
			return false;
	for (size_t i = 0; i < plan->kpi_count; i++)
		if (!add(renew, &seen, model, plan->kpis[i]->document, err))
			return false;
	for (size_t i = 0; i < plan->step_count; i++)
		if (!add(renew, &seen, model, plan->steps[i]->document, err))
			return false;
	return true;
}

/* The folder of a path, with its slash; "" at the top. */
static struct hito_str folder_of(struct hito_str path)
{
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	return path;
}

static bool is_below(struct hito_str path, struct hito_str folder)
{
	return hito_str_equal(hito_str_slice(path, 0, folder.len), folder);
}

/* The folder that all files lie in. */
static struct hito_str common_folder(const struct hito_renew *renew)
{
	struct hito_str folder = folder_of(renew->files[0].path);

	for (size_t i = 1; i < renew->file_count; i++)
		while (folder.len && !is_below(renew->files[i].path, folder)) {
			folder.len--;
			folder = folder_of(folder);
		}
	return folder;
}

/* Does nothing else lie in the folder? */
static bool is_alone(const struct hito_renew *renew,
		     const struct hito_model *model, struct hito_str folder)
{
	for (size_t i = 0; i < model->document_count; i++) {
		const struct hito_document *document = model->documents[i];
		bool own = document->is_prose ||
			   !is_below(document->source->path, folder);

		for (size_t k = 0; k < renew->file_count && !own; k++)
			own = renew->documents[k] == document;
		if (!own)
			return false;
	}
	return folder.len > 0;
}

/* front/FOLDER/rest: with the new id in place of the folder's name. */
static struct hito_str moved(const struct hito_renew *renew,
			     struct hito_str folder, struct hito_str path)
{
	struct hito_str front = folder_of(
		hito_str_slice(folder, 0, folder.len ? folder.len - 1 : 0));
	struct hito_str rest = hito_str_slice(path, folder.len, path.len);

	return hito_arena_printf(
		renew->arena, "%.*s%.*s/%.*s", HITO_STR_ARG(front),
		HITO_STR_ARG(renew->input.id), HITO_STR_ARG(rest));
}

bool hito_renew_gather(struct hito_renew *renew, const struct hito_model *model,
		       struct hito_err *err)
{
	struct hito_str folder, path;

	if (!add_all(renew, model, err))
		return false;
	path = renew->files[0].path;
	folder = common_folder(renew);
	if (renew->file_count > 1 && !is_alone(renew, model, folder)) {
		refuse(err, path,
		       HITO_N("the plan's files lie among those of others"));
		return hito_err_help(err, "put them into a folder of their "
					  "own first");
	}
	for (size_t i = 0; i < renew->file_count; i++) {
		struct hito_file *file = &renew->files[i];

		file->path =
			renew->file_count > 1
				? moved(renew, folder, file->path)
				: hito_arena_printf(
					  renew->arena, "%.*s%.*s.md",
					  HITO_STR_ARG(folder_of(file->path)),
					  HITO_STR_ARG(renew->input.id));
		if (!file->path.ptr)
			return hito_err_memory(err);
	}
	return true;
}
