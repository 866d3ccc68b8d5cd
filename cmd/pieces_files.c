/* SPDX-License-Identifier: MIT */
/* Files of the work tree behind a page that is kept in pieces. */
#include <stdlib.h>

#include "pieces.h"

bool pieces_changed(const struct pieces *pieces, int root_fd,
		    struct hito_arena *arena, struct hito_str **out_plans,
		    size_t *out_count)
{
	struct hito_str *plans = NULL;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < pieces->file_count; i++) {
		const struct pieces_file *file = &pieces->files[i];
		struct hito_imprint now;

		if (!file->plan.len)
			continue;
		hito_imprint_look(root_fd, file->seen.path.ptr, &now);
		if (hito_imprint_equal(&now, &file->seen.imprint))
			continue;
		if (!hito_reserve(arena, plans, count, capacity))
			return false;
		plans[count++] = file->plan;
	}
	*out_plans = plans;
	*out_count = hito_str_sort(plans, count);
	return true;
}

bool pieces_known(const struct pieces *pieces, const struct hito_str *plans,
		  size_t count, struct hito_arena *arena,
		  struct hito_seen **out_known, size_t *out_count)
{
	struct hito_seen *known =
		hito_new(arena, struct hito_seen, pieces->file_count + 1);
	size_t kept = 0;

	if (!known)
		return false;
	for (size_t i = 0; i < pieces->file_count; i++)
		if (pieces->files[i].plan.len &&
		    !hito_str_is_among(pieces->files[i].plan, plans, count))
			known[kept++] = pieces->files[i].seen;
	*out_known = known;
	*out_count = kept;
	return true;
}

static int by_path(const void *a, const void *b)
{
	const struct pieces_file *x = a, *y = b;

	return hito_str_compare(x->seen.path, y->seen.path);
}

static struct pieces_file *find_file(const struct pieces *pieces,
				     struct hito_str path)
{
	const struct pieces_file wanted = {.seen.path = path};

	return pieces && pieces->file_count
		       ? bsearch(&wanted, pieces->files, pieces->file_count,
				 sizeof(wanted), by_path)
		       : NULL;
}

bool pieces_list_files(struct pieces *pieces, const struct answer *answer,
		       const struct hito_model *model,
		       const struct pieces *known)
{
	const struct hito_sight *sight = &answer->sight;

	pieces->files = hito_new(answer->run->arena, struct pieces_file,
				 sight->count + 1);
	if (!pieces->files)
		return false;
	for (size_t i = answer->named; i < sight->count; i++)
		pieces->files[pieces->file_count++].seen = sight->list[i];
	if (pieces->file_count > 1)
		qsort(pieces->files, pieces->file_count, sizeof(*pieces->files),
		      by_path);
	for (size_t i = 0; known && i < pieces->file_count; i++) {
		const struct pieces_file *file =
			find_file(known, pieces->files[i].seen.path);

		if (file && hito_imprint_equal(&file->seen.imprint,
					       &pieces->files[i].seen.imprint))
			pieces->files[i].plan = file->plan;
	}
	for (size_t i = 0; i < model->plan_count; i++) {
		struct pieces_file *file = find_file(
			pieces, model->plans[i]->document->source->path);

		if (file)
			file->plan = model->plans[i]->id;
	}
	return true;
}
