/* SPDX-License-Identifier: MIT */
/* Versions: what a blob at a path says, read once for all commits. */
#include "history/version.h"

#include <string.h>

#include "hito/limits.h"
#include "plan/folder.h"

static bool add_gap(struct hito_versions *versions,
		    struct hito_version *version, struct hito_str path,
		    uint32_t line, const char *message, struct hito_str first,
		    struct hito_str second)
{
	struct hito_gap *gap;

	if (!hito_reserve(versions->arena, version->gaps, version->gap_count,
			  version->gap_capacity))
		return false;
	gap = &version->gaps[version->gap_count++];
	*gap = (struct hito_gap){
		.path = path,
		.line = line,
		.message = message,
	};
	gap->args[0] = first;
	gap->args[1] = second;
	return true;
}

static bool add_damage(struct hito_versions *versions,
		       struct hito_version *version,
		       const struct hito_source *source)
{
	for (size_t i = 0; i < source->damage_count; i++) {
		const struct hito_damage *damage = &source->damage[i];

		if (i > 0 && damage->kind == source->damage[i - 1].kind)
			continue;
		if (!add_gap(versions, version, source->path,
			     hito_source_line(source, damage->span.start),
			     hito_damage_name(damage->kind), HITO_STR(""),
			     HITO_STR("")))
			return false;
	}
	return true;
}

static bool add_unreadable(struct hito_versions *versions,
			   struct hito_version *version,
			   const struct hito_source *source,
			   const struct hito_block *block)
{
	if (block->damaged)
		return add_gap(versions, version, source->path,
			       hito_source_line(source, block->heading.start),
			       HITO_N("the front matter of \"{1}\" cannot be "
				      "read"),
			       block->title, HITO_STR(""));
	for (size_t i = 0; i < block->value_count; i++) {
		const struct hito_value *value = &block->values[i];

		if (!value->readable && value->key < HITO_KEY_COUNT &&
		    !add_gap(versions, version, source->path,
			     hito_source_line(source, value->key_span.start),
			     HITO_N("{1} cannot be read: {2}"), value->key_text,
			     value->raw))
			return false;
	}
	return true;
}

/* A line that opens a heading, a fence, or gives a step its id. */
static bool opens_something(struct hito_str line)
{
	struct hito_str text = hito_str_trim(line);

	return hito_str_starts(text, "#") || hito_str_starts(text, "`") ||
	       hito_str_starts(text, "~") || hito_str_starts(text, "---") ||
	       hito_str_starts(text, "id:") || hito_str_starts(text, "step:") ||
	       hito_str_starts(text, "plan:");
}

/*
 * Could a whole thing be in what cannot be read? A conflict about a value
 * hides that value alone.
 */
static bool can_hide(const struct hito_source *source,
		     const struct hito_damage *damage)
{
	uint32_t last = hito_source_line(source, damage->span.end);
	uint32_t line = hito_source_line(source, damage->span.start);

	for (; line <= last; line++)
		if (opens_something(hito_source_text(
			    source, hito_source_line_span(source, line))))
			return true;
	return false;
}

/* Its value of a key is there and cannot be read. */
static bool has_lost(const struct hito_block *block, enum hito_key key)
{
	const struct hito_value *value = hito_block_value(block, key);

	return value && !value->readable;
}

/*
 * The damage took the file's head, so that nobody knows to which plan it
 * belongs: all of it goes on as it was.
 */
static bool has_lost_head(const struct hito_document *document)
{
	const struct hito_source *source = document->source;
	uint32_t first = UINT32_MAX;

	if (document->is_plan || document->is_step)
		return has_lost(&document->blocks[0], HITO_KEY_PLAN);
	if (source->damage_count == 0)
		return false;
	if (document->block_count > 0)
		first = document->blocks[0].section.start;
	return source->damage[0].span.start < first &&
	       (source->damage[0].span.start == source->start ||
		can_hide(source, &source->damage[0]));
}

static bool hides_things(const struct hito_document *document)
{
	const struct hito_source *source = document->source;

	/* Nothing is left of what may have been a plan. */
	if (document->is_prose && source->damage_count > 0)
		return true;
	if (has_lost_head(document))
		return true;
	for (size_t i = 0; i < source->damage_count; i++)
		if (can_hide(source, &source->damage[i]))
			return true;
	return false;
}

/* What a version has that cannot be read. */
static bool add_gaps(struct hito_versions *versions,
		     const struct hito_document *document,
		     struct hito_version *version)
{
	if (document->is_prose && document->source->damage_count == 0)
		return true;
	version->damaged = hides_things(document);
	if (!add_damage(versions, version, document->source))
		return false;
	for (size_t i = 0; i < document->block_count; i++) {
		version->damaged |= document->blocks[i].damaged ||
				    hito_block_lost_id(&document->blocks[i]);
		if (!add_unreadable(versions, version, document->source,
				    &document->blocks[i]))
			return false;
	}
	return true;
}

static bool read_document(struct hito_versions *versions, struct hito_str path,
			  struct hito_str text, enum hito_lang lang,
			  struct hito_version *version, struct hito_err *err)
{
	struct hito_document_options options = {
		.project = versions->project,
		.lang = lang,
	};
	struct hito_err why = {0};
	struct hito_source *source;
	struct hito_document *document;

	if (!hito_project_mapping(versions->project, path, versions->arena,
				  &options.mapping, err))
		return false;
	if (!hito_source_new(versions->arena, path, text, &source, &why) ||
	    !hito_document_read(source, &options, versions->arena, NULL,
				&document, &why)) {
		version->damaged = true;
		if (why.code != HITO_ERR_INPUT)
			return hito_err_memory(err);
		return add_gap(versions, version, path, why.line,
			       HITO_N("the file passes a limit"), HITO_STR(""),
			       HITO_STR("")) ||
		       hito_err_memory(err);
	}
	if (!has_lost_head(document))
		version->document = document;
	return add_gaps(versions, document, version) || hito_err_memory(err);
}

static bool read_version(struct hito_versions *versions,
			 const struct hito_listed *file, enum hito_lang lang,
			 struct hito_version *version, struct hito_err *err)
{
	struct hito_str path = hito_arena_copy(versions->arena, file->path);
	struct hito_str text = HITO_STR("");
	char id[HITO_ID_SIZE];
	size_t size = 0;

	if (!path.ptr)
		return hito_err_memory(err);

	switch (hito_git_blob(versions->repository, &file->oid, HITO_LIMIT_FILE,
			      versions->arena, &text, &size, err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_OK:
		return read_document(versions, path, text, lang, version, err);
	case HITO_READ_MISSING:
		break;
	}
	version->damaged = true;
	if (size > HITO_LIMIT_FILE)
		return add_gap(versions, version, path, 0,
			       HITO_N("the file passes a limit"), HITO_STR(""),
			       HITO_STR("")) ||
		       hito_err_memory(err);
	hito_oid_format(&file->oid, id);
	versions->missing = hito_arena_copy(versions->arena, hito_str_from(id));
	return (versions->missing.ptr &&
		add_gap(versions, version, path, 0,
			HITO_N("object {1} is missing or damaged"),
			versions->missing, HITO_STR(""))) ||
	       hito_err_memory(err);
}

/* Paths longer than this are read anew for every commit. */
#define KEY_SIZE 4096

/* "language id path": what a version is found by. */
static struct hito_str version_key(const struct hito_listed *file,
				   enum hito_lang lang, char key[KEY_SIZE])
{
	size_t len = 1 + sizeof(file->oid.bytes);

	if (file->path.len > KEY_SIZE - len)
		return HITO_STR("");
	key[0] = (char)('0' + lang);
	memcpy(key + 1, file->oid.bytes, sizeof(file->oid.bytes));
	memcpy(key + len, file->path.ptr, file->path.len);
	return (struct hito_str){key, len + file->path.len};
}

/* What a version was read as, from the cache or now. */
static bool find_version(struct hito_versions *versions,
			 const struct hito_listed *file, enum hito_lang lang,
			 const struct hito_version **out_version,
			 struct hito_err *err)
{
	struct hito_arena *arena = versions->arena;
	char buffer[KEY_SIZE];
	struct hito_str key = version_key(file, lang, buffer);
	struct hito_version *version =
		key.len > 0 ? hito_map_find(&versions->known, key) : NULL;

	if (!version) {
		version = hito_new(arena, struct hito_version, 1);
		if (!version)
			return hito_err_memory(err);
		version->told = hito_new(arena, bool, 1);
		if (!version->told)
			return hito_err_memory(err);
		if (!read_version(versions, file, lang, version, err))
			return false;
		key = hito_arena_copy(arena, key);
		if (!key.ptr || (key.len > 0 &&
				 !hito_map_put(&versions->known, key, version)))
			return hito_err_memory(err);
	}
	*out_version = version;
	return true;
}

/* The version of a file that another commit has too; NULL when it has not. */
static const struct hito_version *known_before(const struct hito_files *before,
					       size_t *at,
					       const struct hito_listed *file)
{
	const struct hito_listing *listing;

	if (!before)
		return NULL;
	listing = &before->listing;
	while (*at < listing->count &&
	       hito_str_compare(listing->files[*at].path, file->path) < 0)
		(*at)++;
	if (*at == listing->count ||
	    !hito_str_equal(listing->files[*at].path, file->path) ||
	    !hito_oid_equal(&listing->files[*at].oid, &file->oid))
		return NULL;
	return before->versions[*at];
}

/* Its id cannot be read: under which name it goes is not known. */
bool hito_block_lost_id(const struct hito_block *block)
{
	return has_lost(block, HITO_KEY_ID) || has_lost(block, HITO_KEY_STEP);
}

/* What a commit has at a path, or what stood in for it. */
static const struct hito_document *plan_at(const struct hito_files *files,
					   struct hito_str path)
{
	size_t low = 0, high = files->listing.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_str_compare(files->listing.files[middle].path, path) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == files->listing.count ||
	    !hito_str_equal(files->listing.files[low].path, path) ||
	    !files->versions[low])
		return NULL;
	if (files->versions[low]->document)
		return files->versions[low]->document->is_plan
			       ? files->versions[low]->document
			       : NULL;
	return files->stand_ins[low];
}

static void find_stand_ins(struct hito_files *files,
			   const struct hito_files *const *parents,
			   size_t parent_count)
{
	for (size_t i = 0; files->damaged && i < files->listing.count; i++) {
		struct hito_str path = files->listing.files[i].path;
		const struct hito_version *version = files->versions[i];
		const struct hito_document **stand_in = &files->stand_ins[i];

		if (!version || !version->damaged ||
		    !hito_str_is(hito_path_name(path), "plan.md") ||
		    (version->document && !version->document->is_prose))
			continue;
		for (size_t p = 0; p < parent_count && !*stand_in; p++)
			*stand_in = plan_at(parents[p], path);
	}
}

/* A step file is read in the language of its plan. */
static bool read_in_language(struct hito_versions *versions,
			     struct hito_arena *scratch,
			     struct hito_files *files, struct hito_err *err)
{
	size_t most = files->listing.count + 1, count = 0;
	const struct hito_document **documents =
		hito_new(scratch, const struct hito_document *, most);
	struct hito_home *homes = hito_new(scratch, struct hito_home, most);
	size_t *places = hito_new(scratch, size_t, most);

	if (!documents || !homes || !places)
		return hito_err_memory(err);
	for (size_t i = 0; i < files->listing.count; i++) {
		const struct hito_version *version = files->versions[i];

		if (!files->stand_ins[i] && (!version || !version->document))
			continue;
		places[count] = i;
		documents[count++] = files->stand_ins[i] ? files->stand_ins[i]
							 : version->document;
	}
	if (!hito_homes_find(documents, count, scratch, homes, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		enum hito_lang lang =
			hito_home_lang(&homes[i], documents, versions->project);

		if (documents[i]->lang_matters && lang != documents[i]->lang &&
		    !files->stand_ins[places[i]] &&
		    !find_version(versions, &files->listing.files[places[i]],
				  lang, &files->versions[places[i]], err))
			return false;
	}
	return true;
}

/* Report what cannot be read, at the first commit that has it. */
static bool tell_gaps(struct hito_versions *versions,
		      const struct hito_commit *commit,
		      const struct hito_version *version)
{
	if (*version->told)
		return true;
	*version->told = true;
	for (size_t i = 0; i < version->gap_count; i++) {
		if (!hito_reserve(versions->arena, versions->gaps,
				  versions->gap_count, versions->gap_capacity))
			return false;
		version->gaps[i].commit = commit;
		versions->gaps[versions->gap_count++] = version->gaps[i];
	}
	return true;
}

/* A folder that cannot be read, at the first commit that has it. */
static bool tell_lost(struct hito_versions *versions,
		      const struct hito_commit *commit,
		      const struct hito_lost_folder *lost)
{
	struct hito_arena *arena = versions->arena;
	struct hito_str key =
		hito_arena_printf(arena, "%.*s %.*s", HITO_STR_ARG(lost->id),
				  HITO_STR_ARG(lost->path));
	struct hito_gap *gap;

	if (!key.ptr)
		return false;
	if (hito_map_find(&versions->known, key))
		return true;
	if (!hito_reserve(arena, versions->gaps, versions->gap_count,
			  versions->gap_capacity))
		return false;
	gap = &versions->gaps[versions->gap_count++];
	*gap = (struct hito_gap){
		.commit = commit,
		.path = hito_str_slice(key, lost->id.len + 1, key.len),
		.message = HITO_N("object {1} is missing or damaged"),
	};
	gap->args[0] = hito_str_slice(key, 0, lost->id.len);
	return hito_map_put(&versions->known, key, versions);
}

bool hito_versions_read(struct hito_versions *versions,
			const struct hito_commit *commit,
			const struct hito_files *const *parents,
			size_t parent_count, struct hito_arena *arena,
			struct hito_arena *scratch, struct hito_files *files,
			struct hito_err *err)
{
	const struct hito_files *before = parent_count > 0 ? parents[0] : NULL;
	const struct hito_listing *listing = &files->listing;
	size_t at = 0;

	files->versions = hito_new(arena, const struct hito_version *,
				   listing->count + 1);
	files->stand_ins = hito_new(arena, const struct hito_document *,
				    listing->count + 1);
	if (!files->versions || !files->stand_ins)
		return hito_err_memory(err);
	for (size_t i = 0; i < listing->count; i++) {
		const struct hito_listed *file = &listing->files[i];
		const struct hito_version **version = &files->versions[i];

		if (file->kind != HITO_ENTRY_FILE)
			continue;
		*version = known_before(before, &at, file);
		if (!*version &&
		    !find_version(versions, file, versions->project->lang,
				  version, err))
			return false;
		files->damaged |= (*version)->damaged;
		files->lang_matters |= (*version)->document &&
				       (*version)->document->lang_matters;
	}
	for (size_t i = 0; i < listing->lost_count; i++)
		if (!tell_lost(versions, commit, &listing->lost[i]))
			return hito_err_memory(err);
	files->damaged |= listing->lost_count > 0;
	find_stand_ins(files, parents, parent_count);
	if (files->lang_matters &&
	    !read_in_language(versions, scratch, files, err))
		return false;
	for (size_t i = 0; i < listing->count; i++)
		if (files->versions[i] &&
		    !tell_gaps(versions, commit, files->versions[i]))
			return hito_err_memory(err);
	return true;
}
