/* SPDX-License-Identifier: MIT */
/* Versions: what a blob at a path says, read once for all commits. */
#include "history/version.h"

#include <string.h>

#include "hito/limits.h"
#include "plan/folder.h"

/* A version that was read; document NULL: it cannot be read at all. */
struct version {
	const struct hito_document *document;
	bool damaged;
};

static bool add_gap(struct hito_snapshots *snapshots,
		    const struct hito_commit *commit, struct hito_str path,
		    uint32_t line, const char *message, struct hito_str first,
		    struct hito_str second)
{
	struct hito_gap *gap;

	if (!hito_reserve(snapshots->arena, snapshots->gaps,
			  snapshots->gap_count, snapshots->gap_capacity))
		return false;
	gap = &snapshots->gaps[snapshots->gap_count++];
	*gap = (struct hito_gap){
		.commit = commit,
		.path = path,
		.line = line,
		.message = message,
	};
	gap->args[0] = first;
	gap->args[1] = second;
	return true;
}

static const char *damage_message(enum hito_damage_kind kind)
{
	switch (kind) {
	case HITO_DAMAGE_UTF8:
		return HITO_N("bytes that are not UTF-8");
	case HITO_DAMAGE_NUL:
		return HITO_N("a NUL byte");
	case HITO_DAMAGE_CONFLICT:
		break;
	}
	return HITO_N("conflict markers of a merge");
}

static bool add_damage(struct hito_snapshots *snapshots,
		       const struct hito_commit *commit,
		       const struct hito_source *source)
{
	for (size_t i = 0; i < source->damage_count; i++) {
		const struct hito_damage *damage = &source->damage[i];

		if (i > 0 && damage->kind == source->damage[i - 1].kind)
			continue;
		if (!add_gap(snapshots, commit, source->path,
			     hito_source_line(source, damage->span.start),
			     damage_message(damage->kind), HITO_STR(""),
			     HITO_STR("")))
			return false;
	}
	return true;
}

static bool add_unreadable(struct hito_snapshots *snapshots,
			   const struct hito_commit *commit,
			   const struct hito_source *source,
			   const struct hito_block *block)
{
	if (block->damaged)
		return add_gap(snapshots, commit, source->path,
			       hito_source_line(source, block->heading.start),
			       HITO_N("the front matter of \"{1}\" cannot be "
				      "read"),
			       block->title, HITO_STR(""));
	for (size_t i = 0; i < block->value_count; i++) {
		const struct hito_value *value = &block->values[i];

		if (!value->readable && value->key < HITO_KEY_COUNT &&
		    !add_gap(snapshots, commit, source->path,
			     hito_source_line(source, value->key_span.start),
			     HITO_N("{1} cannot be read: {2}"), value->key_text,
			     value->raw))
			return false;
	}
	return true;
}

/* Report what a version has that cannot be read, at its first commit. */
static bool add_gaps(struct hito_snapshots *snapshots,
		     const struct hito_commit *commit,
		     const struct hito_document *document,
		     struct version *version)
{
	if (document->is_prose && document->source->damage_count == 0)
		return true;
	version->damaged = document->source->damage_count > 0;
	if (!add_damage(snapshots, commit, document->source))
		return false;
	for (size_t i = 0; i < document->block_count; i++) {
		version->damaged |= document->blocks[i].damaged;
		if (!add_unreadable(snapshots, commit, document->source,
				    &document->blocks[i]))
			return false;
	}
	return true;
}

static bool read_document(struct hito_snapshots *snapshots,
			  const struct hito_commit *commit,
			  struct hito_str path, struct hito_str text,
			  enum hito_lang lang, struct version *version,
			  struct hito_err *err)
{
	struct hito_document_options options = {
		.project = snapshots->project,
		.lang = lang,
	};
	struct hito_err why = {0};
	struct hito_source *source;
	struct hito_document *document;

	if (!hito_project_mapping(snapshots->project, path, snapshots->arena,
				  &options.mapping, err))
		return false;
	if (!hito_source_new(snapshots->arena, path, text, &source, &why) ||
	    !hito_document_read(source, &options, snapshots->arena, NULL,
				&document, &why)) {
		version->damaged = true;
		if (why.code != HITO_ERR_INPUT)
			return hito_err_memory(err);
		return add_gap(snapshots, commit, path, why.line,
			       HITO_N("the file passes a limit"), HITO_STR(""),
			       HITO_STR("")) ||
		       hito_err_memory(err);
	}
	version->document = document;
	return add_gaps(snapshots, commit, document, version) ||
	       hito_err_memory(err);
}

static bool read_version(struct hito_snapshots *snapshots,
			 const struct hito_commit *commit,
			 const struct hito_listed *file, enum hito_lang lang,
			 struct version *version, struct hito_err *err)
{
	struct hito_str path = hito_arena_copy(snapshots->arena, file->path);
	struct hito_str text = HITO_STR("");
	char id[HITO_ID_SIZE];
	size_t size = 0;

	if (!path.ptr)
		return hito_err_memory(err);

	switch (hito_git_blob(snapshots->repository, &file->oid,
			      HITO_LIMIT_FILE, snapshots->arena, &text, &size,
			      err)) {
	case HITO_READ_FAILED:
		return false;
	case HITO_READ_OK:
		return read_document(snapshots, commit, path, text, lang,
				     version, err);
	case HITO_READ_MISSING:
		break;
	}
	version->damaged = true;
	if (size > HITO_LIMIT_FILE)
		return add_gap(snapshots, commit, path, 0,
			       HITO_N("the file passes a limit"), HITO_STR(""),
			       HITO_STR("")) ||
		       hito_err_memory(err);
	hito_oid_format(&file->oid, id);
	snapshots->missing =
		hito_arena_copy(snapshots->arena, hito_str_from(id));
	return (snapshots->missing.ptr &&
		add_gap(snapshots, commit, path, 0,
			HITO_N("object {1} is missing or damaged"),
			snapshots->missing, HITO_STR(""))) ||
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
static bool find_version(struct hito_snapshots *snapshots,
			 const struct hito_commit *commit,
			 const struct hito_listed *file, enum hito_lang lang,
			 const struct version **out_version,
			 struct hito_err *err)
{
	struct hito_arena *arena = snapshots->arena;
	char buffer[KEY_SIZE];
	struct hito_str key = version_key(file, lang, buffer);
	struct version *version =
		key.len > 0 ? hito_map_find(&snapshots->versions, key) : NULL;

	if (!version) {
		version = hito_new(arena, struct version, 1);
		if (!version)
			return hito_err_memory(err);
		if (!read_version(snapshots, commit, file, lang, version, err))
			return false;
		key = hito_arena_copy(arena, key);
		if (!key.ptr ||
		    (key.len > 0 &&
		     !hito_map_put(&snapshots->versions, key, version)))
			return hito_err_memory(err);
	}
	*out_version = version;
	return true;
}

static bool read_all(struct hito_snapshots *snapshots,
		     const struct hito_listing *listing,
		     const struct hito_commit *commit,
		     struct hito_versions_at *at, const size_t **out_files,
		     struct hito_arena *arena, struct hito_err *err)
{
	size_t *files = hito_new(arena, size_t, listing->count + 1);

	at->documents = hito_new(arena, const struct hito_document *,
				 listing->count + 1);
	at->damaged = hito_new(arena, struct hito_str, listing->count + 1);
	if (!files || !at->documents || !at->damaged)
		return hito_err_memory(err);
	for (size_t i = 0; i < listing->count; i++) {
		const struct version *version;

		if (listing->files[i].kind != HITO_ENTRY_FILE)
			continue;
		if (!find_version(snapshots, commit, &listing->files[i],
				  snapshots->project->lang, &version, err))
			return false;
		if (version->damaged)
			at->damaged[at->damaged_count++] =
				listing->files[i].path;
		if (!version->document)
			continue;
		files[at->document_count] = i;
		at->documents[at->document_count++] = version->document;
	}
	*out_files = files;
	return true;
}

/* A step file is read in the language of its plan. */
static bool read_in_language(struct hito_snapshots *snapshots,
			     const struct hito_listing *listing,
			     const struct hito_commit *commit,
			     struct hito_versions_at *at, const size_t *files,
			     struct hito_arena *arena, struct hito_err *err)
{
	struct hito_home *homes =
		hito_new(arena, struct hito_home, at->document_count + 1);

	if (!homes)
		return hito_err_memory(err);
	if (!hito_homes_find(at->documents, at->document_count, arena, homes,
			     err))
		return false;
	for (size_t i = 0; i < at->document_count; i++) {
		const struct version *version;
		enum hito_lang lang;

		if (!at->documents[i]->lang_matters)
			continue;
		lang = hito_home_lang(&homes[i], at->documents,
				      snapshots->project);
		if (lang == at->documents[i]->lang)
			continue;
		if (!find_version(snapshots, commit, &listing->files[files[i]],
				  lang, &version, err))
			return false;
		if (version->document)
			at->documents[i] = version->document;
	}
	return true;
}

bool hito_versions_read(struct hito_snapshots *snapshots,
			const struct hito_listing *listing,
			const struct hito_commit *commit,
			struct hito_arena *arena,
			struct hito_versions_at *out_at, struct hito_err *err)
{
	struct hito_versions_at at = {0};
	const size_t *files;
	bool lang_matters = false;

	if (!read_all(snapshots, listing, commit, &at, &files, arena, err))
		return false;
	for (size_t i = 0; i < at.document_count; i++)
		lang_matters |= at.documents[i]->lang_matters;
	if (lang_matters && !read_in_language(snapshots, listing, commit, &at,
					      files, arena, err))
		return false;
	*out_at = at;
	return true;
}
