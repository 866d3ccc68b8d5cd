/* SPDX-License-Identifier: MIT */
/* Versions: what a blob at a path says, read once for all commits. */
#include "history/version.h"

#include "history/objects.h"
#include "hito/limits.h"

static bool add_gap(struct hito_version_reader *reader,
		    struct hito_version *version, struct hito_str path,
		    uint32_t line, const char *message, struct hito_str first,
		    struct hito_str second)
{
	struct hito_gap *gap;

	if (!hito_reserve(reader->arena, version->gaps, version->gap_count,
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

static bool add_damage(struct hito_version_reader *reader,
		       struct hito_version *version,
		       const struct hito_source *source)
{
	for (size_t i = 0; i < source->damage_count; i++) {
		const struct hito_damage *damage = &source->damage[i];

		if (i > 0 && damage->kind == source->damage[i - 1].kind)
			continue;
		if (!add_gap(reader, version, source->path,
			     hito_source_line(source, damage->span.start),
			     hito_damage_name(damage->kind), HITO_STR(""),
			     HITO_STR("")))
			return false;
	}
	return true;
}

static bool add_unreadable(struct hito_version_reader *reader,
			   struct hito_version *version,
			   const struct hito_source *source,
			   const struct hito_block *block)
{
	if (block->damaged)
		return add_gap(reader, version, source->path,
			       hito_source_line(source, block->heading.start),
			       HITO_N("the front matter of \"{1}\" cannot be "
				      "read"),
			       block->title, HITO_STR(""));
	for (size_t i = 0; i < block->value_count; i++) {
		const struct hito_value *value = &block->values[i];

		if (!value->readable && value->key < HITO_KEY_COUNT &&
		    !add_gap(reader, version, source->path,
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
static bool add_gaps(struct hito_version_reader *reader,
		     const struct hito_document *document,
		     struct hito_version *version)
{
	if (document->is_prose && document->source->damage_count == 0)
		return true;
	version->damaged = hides_things(document);
	if (!add_damage(reader, version, document->source))
		return false;
	for (size_t i = 0; i < document->block_count; i++) {
		version->damaged |= document->blocks[i].damaged ||
				    hito_block_lost_id(&document->blocks[i]);
		if (!add_unreadable(reader, version, document->source,
				    &document->blocks[i]))
			return false;
	}
	return true;
}

/* Its id cannot be read: under which name it goes is not known. */
bool hito_block_lost_id(const struct hito_block *block)
{
	return has_lost(block, HITO_KEY_ID) || has_lost(block, HITO_KEY_STEP);
}

static bool add_limit(struct hito_version_reader *reader,
		      struct hito_version *version, uint32_t line,
		      struct hito_err *err)
{
	version->damaged = true;
	return add_gap(reader, version, version->path->text, line,
		       HITO_N("the file passes a limit"), HITO_STR(""),
		       HITO_STR("")) ||
	       hito_err_memory(err);
}

/* *out_document NULL: it passes a limit, which is a gap. */
static bool parse(struct hito_version_reader *reader,
		  struct hito_version *version, struct hito_str text,
		  struct hito_arena *arena, struct hito_document **out_document,
		  struct hito_err *err)
{
	struct hito_document_options options = {
		.project = reader->project,
		.mapping = version->path->mapping,
		.lang = version->lang,
	};
	struct hito_err why = {0};
	struct hito_source *source;

	*out_document = NULL;
	if (hito_source_new(arena, version->path->text, text, &source, &why) &&
	    hito_document_read(source, &options, arena, NULL, out_document,
			       &why))
		return true;
	if (why.code != HITO_ERR_INPUT)
		return hito_err_memory(err);
	return add_limit(reader, version, why.line, err);
}

/* Nothing in it is damaged, unreadable, or somebody else's. */
static bool is_clean_plan(const struct hito_document *document)
{
	if (!document->is_plan || document->source->damage_count > 0)
		return false;
	for (size_t i = 0; i < document->block_count; i++) {
		const struct hito_block *block = &document->blocks[i];

		if (block->damaged)
			return false;
		for (size_t j = 0; j < block->value_count; j++)
			if (!block->values[j].readable)
				return false;
	}
	return true;
}

/* The rows of a plan that is in one file. */
static bool take_rows(struct hito_version_reader *reader,
		      const struct hito_document *document,
		      struct hito_version *version, struct hito_err *err)
{
	struct hito_model_input input = {
		.project = reader->project,
		.documents = &document,
		.document_count = 1,
	};
	struct hito_str home = document->blocks[0].id, none = HITO_STR("");
	struct hito_pooled_rows rows;
	struct hito_model *model;

	hito_names_today(&reader->pool.names, HITO_PLAN, &home, &none);
	version->home = hito_names_keep(&reader->pool.names, home);
	if (!version->home.ptr)
		return hito_err_memory(err);
	if (!hito_model_build(&input, reader->scratch, NULL, &model, err) ||
	    !hito_pool_rows(&reader->pool, model, version->home, &rows, err))
		return false;
	version->rows = rows.list;
	version->row_count = rows.count;
	return hito_patch_remember(&reader->patch, version, document,
				   rows.blocks, err);
}

/* Keep the document, and find out what of it cannot be read. */
static bool keep_document(struct hito_version_reader *reader,
			  struct hito_version *version, struct hito_str text,
			  struct hito_err *err)
{
	struct hito_document *document;

	text = hito_arena_copy(reader->arena, text);
	if (!text.ptr)
		return hito_err_memory(err);
	if (!parse(reader, version, text, reader->arena, &document, err))
		return false;
	if (!document)
		return true;
	if (!has_lost_head(document)) {
		version->has_document = true;
		version->document = document;
	}
	return add_gaps(reader, document, version) || hito_err_memory(err);
}

/* A plan of its own says all in its rows; others are put together later. */
bool hito_version_take(struct hito_version_reader *reader,
		       struct hito_version *version, struct hito_str text,
		       struct hito_err *err)
{
	struct hito_document *document;
	bool patched;

	if (!version->path->mapping) {
		if (!hito_patch_read(reader, version, text, &patched, err))
			return false;
		if (patched)
			return true;
		if (!parse(reader, version, text, reader->scratch, &document,
			   err))
			return false;
		if (!document)
			return true;
		version->is_plan = document->is_plan;
		version->is_prose = document->is_prose;
		version->has_document = true;
		if (document->is_prose && document->source->damage_count == 0)
			return true;
		if (is_clean_plan(document))
			return take_rows(reader, document, version, err);
		version->has_document = false;
	}
	if (!keep_document(reader, version, text, err))
		return false;
	if (version->document) {
		version->is_plan = version->document->is_plan;
		version->is_prose = version->document->is_prose;
	}
	return true;
}

static bool add_missing(struct hito_version_reader *reader,
			struct hito_version *version, size_t size,
			struct hito_err *err)
{
	char id[HITO_ID_SIZE];
	struct hito_str text;

	if (size > HITO_LIMIT_FILE)
		return add_limit(reader, version, 0, err);
	version->damaged = version->missing = true;
	hito_oid_format(&version->oid, id);
	text = hito_arena_copy(reader->arena, hito_str_from(id));
	return (text.ptr && add_gap(reader, version, version->path->text, 0,
				    HITO_N("object {1} is missing or damaged"),
				    text, HITO_STR(""))) ||
	       hito_err_memory(err);
}

/* "a/b/" is the folder a/b; nothing is below it. */
static bool add_lost(struct hito_version_reader *reader,
		     struct hito_version *version, struct hito_err *err)
{
	struct hito_str path = version->path->text, text;
	char id[HITO_ID_SIZE];

	hito_oid_format(&version->oid, id);
	text = hito_arena_copy(reader->arena, hito_str_from(id));
	path.len -= path.len > 0;
	return (text.ptr && add_gap(reader, version, path, 0,
				    HITO_N("object {1} is missing or damaged"),
				    text, HITO_STR(""))) ||
	       hito_err_memory(err);
}

bool hito_version_read(struct hito_version_reader *reader,
		       struct hito_version *version, struct hito_err *err)
{
	enum hito_read read;
	struct hito_raw raw;
	size_t size = 0;
	bool done = false;

	if (version->read)
		return true;
	version->read = true;
	if (version->kind == HITO_ENTRY_TREE)
		return add_lost(reader, version, err);
	if (version->kind != HITO_ENTRY_FILE)
		return true;
	read = hito_objects_read(reader->objects, &version->oid, HITO_RAW_BLOB,
				 HITO_LIMIT_FILE, &raw, &size, err);
	if (read == HITO_READ_MISSING)
		return add_missing(reader, version, size, err);
	if (read == HITO_READ_OK)
		done = hito_version_take(reader, version, raw.bytes, err);
	hito_arena_clear(reader->scratch);
	return done;
}

bool hito_version_document(struct hito_version_reader *reader,
			   struct hito_version *version,
			   const struct hito_document **out_document,
			   struct hito_err *err)
{
	struct hito_raw raw;
	size_t size;
	bool done;

	hito_version_wake(version);
	if (!hito_version_read(reader, version, err))
		return false;
	if (!version->document) {
		enum hito_read read = hito_objects_read(
			reader->objects, &version->oid, HITO_RAW_BLOB,
			HITO_LIMIT_FILE, &raw, &size, err);

		if (read == HITO_READ_MISSING)
			hito_err_set(err, HITO_ERR_GIT,
				     "an object that was there is missing now");
		if (read != HITO_READ_OK)
			return false;
		done = keep_document(reader, version, raw.bytes, err);
		if (!done)
			return false;
	}
	*out_document = version->document;
	return true;
}

struct hito_version *hito_version_beside(struct hito_version *version,
					 enum hito_lang lang,
					 struct hito_arena *arena)
{
	struct hito_version *other = hito_new(arena, struct hito_version, 1);

	if (!other)
		return NULL;
	*other = (struct hito_version){
		.path = version->path,
		.number = version->number,
		.kind = version->kind,
		.oid = version->oid,
		.lang = lang,
		.next = version->next,
	};
	version->next = other;
	return other;
}

bool hito_version_in_language(struct hito_version_reader *reader,
			      struct hito_version *version, enum hito_lang lang,
			      struct hito_version **out_version,
			      struct hito_err *err)
{
	struct hito_version *other = version;

	while (other && other->lang != lang)
		other = other->next;
	if (!other) {
		other = hito_version_beside(version, lang, reader->arena);
		if (!other)
			return hito_err_memory(err);
	}
	*out_version = other;
	hito_version_wake(other);
	return hito_version_read(reader, other, err);
}
