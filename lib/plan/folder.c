/* SPDX-License-Identifier: MIT */
/* Plans of step files: named, mapped, or nearest among the folders. */
#include "plan/folder.h"

#include "base/map.h"
#include "plan/identity.h"

/* The plan files of one folder. */
struct folder {
	uint32_t plan_file; /* plan.md */
	uint32_t other;     /* the only other one */
	size_t others;
};

struct finding_homes {
	const struct hito_document *const *documents;
	size_t count;
	struct hito_arena *arena;
	struct hito_map folders; /* path -> struct folder */
	struct hito_map plans;   /* id -> index of its document + 1 */
	uint32_t *indexes;
};

struct hito_str hito_path_folder(struct hito_str path)
{
	size_t at = path.len;

	while (at > 0 && path.ptr[at - 1] != '/')
		at--;
	return hito_str_slice(path, 0, at > 0 ? at - 1 : 0);
}

struct hito_str hito_path_name(struct hito_str path)
{
	size_t at = path.len;

	while (at > 0 && path.ptr[at - 1] != '/')
		at--;
	return hito_str_slice(path, at, path.len);
}

static bool add_to_folder(struct finding_homes *homes, uint32_t index,
			  struct hito_err *err)
{
	struct hito_str path = homes->documents[index]->source->path;
	struct hito_str place = hito_path_folder(path);
	struct folder *folder = hito_map_find(&homes->folders, place);

	if (!folder) {
		folder = hito_new(homes->arena, struct folder, 1);
		if (!folder || !hito_map_put(&homes->folders, place, folder))
			return hito_err_memory(err);
		folder->plan_file = folder->other = HITO_NO_DOCUMENT;
	}
	if (hito_str_is(hito_path_name(path), "plan.md"))
		folder->plan_file = index;
	else if (folder->others++ == 0)
		folder->other = index;
	return true;
}

static bool add_plan(struct finding_homes *homes, uint32_t index,
		     struct hito_err *err)
{
	const struct hito_document *document = homes->documents[index];
	struct hito_str id = document->blocks[0].id;

	if (id.len == 0 &&
	    !hito_identity_slug(document, 0, homes->arena, &id, err))
		return false;
	homes->indexes[index] = index;
	if (id.len > 0 && !hito_map_find(&homes->plans, id) &&
	    !hito_map_put(&homes->plans, id, &homes->indexes[index]))
		return hito_err_memory(err);
	return add_to_folder(homes, index, err);
}

static bool add_plans(struct finding_homes *homes, struct hito_err *err)
{
	homes->indexes = hito_new(homes->arena, uint32_t, homes->count + 1);
	if (!homes->indexes)
		return hito_err_memory(err);
	for (uint32_t i = 0; i < homes->count; i++) {
		if (homes->documents[i]->is_plan && !add_plan(homes, i, err))
			return false;
	}
	return true;
}

/* Only a document that is no plan itself asks where there is one. */
static bool is_asked(const struct hito_document *const *documents, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!documents[i]->is_plan && !documents[i]->is_prose)
			return true;
	}
	return false;
}

static void set_named(const struct finding_homes *homes, struct hito_str id,
		      enum hito_home_reason reason, struct hito_home *home)
{
	const uint32_t *index = hito_map_find(&homes->plans, id);

	home->reason = reason;
	home->document = index ? *index : HITO_NO_DOCUMENT;
	home->id = id;
}

/* In a folder of several plans none is the one of a step file beside them. */
static uint32_t plan_of(const struct folder *folder)
{
	if (folder->plan_file != HITO_NO_DOCUMENT)
		return folder->plan_file;
	return folder->others == 1 ? folder->other : HITO_NO_DOCUMENT;
}

static bool set_by_folder(struct finding_homes *homes, struct hito_str path,
			  struct hito_home *home, struct hito_err *err)
{
	struct hito_str place = hito_path_folder(path);
	struct hito_str slug;

	for (;;) {
		const struct folder *folder =
			hito_map_find(&homes->folders, place);

		home->reason = HITO_HOME_FOLDER;
		home->document = folder ? plan_of(folder) : HITO_NO_DOCUMENT;
		if (home->document != HITO_NO_DOCUMENT)
			return true;
		if (place.len == 0)
			break;
		place = hito_path_folder(place);
	}
	slug = hito_slug(homes->arena, hito_path_name(hito_path_folder(path)));
	if (!slug.ptr)
		return hito_err_memory(err);
	set_named(homes, slug.len > 0 ? slug : HITO_STR("plan"),
		  HITO_HOME_ORPHAN, home);
	return true;
}

static bool find_home(struct finding_homes *homes, uint32_t index,
		      struct hito_home *home, struct hito_err *err)
{
	const struct hito_document *document = homes->documents[index];
	const struct hito_mapping *mapping = document->mapping;
	const struct hito_value *plan = NULL;

	*home = (struct hito_home){.document = HITO_NO_DOCUMENT};
	if (document->is_prose)
		return true;
	if (document->is_plan) {
		home->reason = HITO_HOME_ITSELF;
		home->document = index;
		return true;
	}
	if (document->is_step)
		plan = hito_block_value(&document->blocks[0], HITO_KEY_PLAN);
	if (plan)
		set_named(homes, plan->readable ? plan->text : plan->raw,
			  HITO_HOME_NAMED, home);
	else if (mapping && mapping->plan.len > 0)
		set_named(homes, mapping->plan, HITO_HOME_MAPPED, home);
	else
		return set_by_folder(homes, document->source->path, home, err);
	return true;
}

bool hito_homes_find(const struct hito_document *const *documents, size_t count,
		     struct hito_arena *arena, struct hito_home *out_homes,
		     struct hito_err *err)
{
	struct finding_homes homes = {
		.documents = documents,
		.count = count,
		.arena = arena,
	};

	hito_map_init(&homes.folders, arena);
	hito_map_init(&homes.plans, arena);
	if (is_asked(documents, count) && !add_plans(&homes, err))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (!find_home(&homes, i, &out_homes[i], err))
			return false;
	}
	return true;
}

enum hito_lang hito_home_lang(const struct hito_home *home,
			      const struct hito_document *const *documents,
			      const struct hito_project *project)
{
	if (home->document == HITO_NO_DOCUMENT)
		return project->lang;
	return documents[home->document]->lang;
}
