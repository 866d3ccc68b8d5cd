/* SPDX-License-Identifier: MIT */
/* Two texts side by side, front matter by front matter and line by line. */
#include "history/patch.h"

#include <string.h>

#include "base/utf8.h"
#include "history/match.h"
#include "history/version.h"

/* A file or line that is longer is read whole. */
#define LONGEST_TEXT ((size_t)1 << 20)
#define LONGEST_LINE ((size_t)4096)

/* What two texts are compared with. */
struct patching {
	struct hito_version_reader *reader;
	struct hito_patch *patch;
	struct hito_str old, new;
	const struct hito_patch_front *fronts; /* of the old text */
	struct hito_patch_front *moved;        /* of the new one */
	const struct hito_row **rows;          /* NULL: all stay */
	size_t at;                             /* in the new text */
	struct hito_err *err;
};

static bool is_fence(char byte)
{
	return byte == '`' || byte == '~';
}

/* The end of the line at a place, its line feed included. */
static size_t line_end(struct hito_str text, size_t at)
{
	size_t end = hito_str_find_byte(text, '\n', at);

	return end == SIZE_MAX ? text.len : end + 1;
}

/* Where the line starts that ends right before a place. */
static size_t line_before(struct hito_str text, size_t at)
{
	if (at == 0)
		return 0;
	for (at--; at > 0 && text.ptr[at - 1] != '\n';)
		at--;
	return at;
}

/*
 * A value of a key that says what the step is called, what it belongs to, or
 * what else is in it.
 */
static bool ties(const struct hito_block *block)
{
	static const enum hito_key keys[] = {
		HITO_KEY_TITLE,     HITO_KEY_NAME, HITO_KEY_PARENT,
		HITO_KEY_OBJECTIVE, HITO_KEY_KPIS, HITO_KEY_TEAM,
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (hito_block_value(block, keys[i]))
			return true;
	return false;
}

static uint32_t row_of(const struct hito_patch *patch,
		       const struct hito_block *const *blocks,
		       const struct hito_block *block)
{
	if (block->kind != HITO_STEP || block->id.len == 0 || ties(block))
		return HITO_NO_ROW;
	for (size_t r = 0; r < patch->row_count; r++)
		if (blocks[r] == block)
			return (uint32_t)r;
	return HITO_NO_ROW;
}

/* The front matter of a block between fences that nothing stands before. */
static bool find_front(struct hito_str text, const struct hito_block *block,
		       size_t from, struct hito_patch_front *front)
{
	size_t open = line_before(text, block->front.start);

	if (block->front.start < from || block->front.end >= text.len ||
	    open < from || !is_fence(text.ptr[open]) ||
	    !is_fence(text.ptr[block->front.end]))
		return false;
	front->start = block->front.start;
	front->end = block->front.end;
	front->close = (uint32_t)line_end(text, front->end);
	return true;
}

/* A reference in a title: what it says is written elsewhere. */
static bool refers(const struct hito_source *source,
		   const struct hito_block *block)
{
	struct hito_str line = hito_source_text(source, block->heading);
	struct hito_str title = hito_source_text(source, block->title_span);

	return hito_str_find_byte(line, '[', 0) != SIZE_MAX ||
	       hito_str_find_byte(title, '[', 0) != SIZE_MAX;
}

/* All front matter of the file, in its order; false: some is odd. */
static bool find_fronts(struct hito_patch *patch,
			const struct hito_document *document,
			const struct hito_block *const *blocks)
{
	struct hito_patch_front *fronts =
		(struct hito_patch_front *)(void *)patch->fronts.ptr;
	struct hito_str text = document->source->text;
	size_t from;

	if (refers(document->source, &document->blocks[0]))
		return false;
	from = line_end(text, document->blocks[0].front.end);
	patch->head = (uint32_t)from;
	for (size_t i = 1; i < document->block_count; i++) {
		const struct hito_block *block = &document->blocks[i];
		struct hito_patch_front *front = &fronts[patch->front_count];

		if (refers(document->source, block))
			return false;
		if (block->front.start == block->front.end ||
		    block->front.end <= patch->head)
			continue;
		if (!find_front(text, block, from, front))
			return false;
		front->row = row_of(patch, blocks, block);
		from = front->close;
		patch->front_count++;
	}
	return true;
}

static bool keep_text(struct hito_patch *patch, struct hito_str text)
{
	if (!hito_room_reserve(&patch->text, patch->arena, text.len + 1))
		return false;
	memcpy(patch->text.ptr, text.ptr, text.len);
	patch->text_len = text.len;
	return true;
}

bool hito_patch_remember(struct hito_patch *patch,
			 const struct hito_version *version,
			 const struct hito_document *document,
			 const struct hito_block *const *blocks,
			 struct hito_err *err)
{
	struct hito_str text = document->source->text;

	patch->path = NULL;
	if (!text.len || text.len > LONGEST_TEXT)
		return true;
	if (!hito_room_reserve(&patch->fronts, patch->arena,
			       document->block_count *
				       sizeof(struct hito_patch_front)) ||
	    !keep_text(patch, text))
		return hito_err_memory(err);
	patch->lang = document->lang;
	patch->home = version->home;
	patch->rows = version->rows;
	patch->row_count = version->row_count;
	patch->front_count = 0;
	if (find_fronts(patch, document, blocks))
		patch->path = version->path;
	return true;
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* "- [x] Word": a task, done or not. */
static bool is_task(struct hito_str line)
{
	return line.len > 6 && memcmp(line.ptr, "- [", 3) == 0 &&
	       memchr(" xX", line.ptr[3], 3) &&
	       memcmp(line.ptr + 4, "] ", 2) == 0 && is_letter(line.ptr[6]);
}

/*
 * Can the line, whatever it says, begin or end nothing? It begins with a
 * letter, and has no byte that could close HTML or divide a table.
 */
static bool is_harmless(struct hito_str line)
{
	if (!line.len || line.len > LONGEST_LINE)
		return false;
	if (line.ptr[line.len - 1] == '\n')
		line.len--;
	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.ptr[i] < 0x20 || line.ptr[i] == 0x7f ||
		    line.ptr[i] == '>' || line.ptr[i] == '|')
			return false;
	return line.len > 0 && (is_letter(line.ptr[0]) || is_task(line)) &&
	       hito_utf8_invalid(line, 0) == SIZE_MAX;
}

/* "---" or "===" below makes a title of a paragraph. */
static bool may_be_title(struct hito_str text, size_t at)
{
	while (at < text.len) {
		size_t end = line_end(text, at);
		struct hito_str line =
			hito_str_trim(hito_str_slice(text, at, end));

		if (!line.len)
			return false;
		if (line.ptr[0] == '=' ||
		    (line.ptr[0] == '-' &&
		     (line.len == 1 || line.ptr[1] == '-')))
			return true;
		at = end;
	}
	return false;
}

/* Harmless lines of one kind, one behind the other: where they end. */
static size_t run_end(struct hito_str text, size_t at, size_t to, bool task)
{
	while (at < to) {
		size_t end = line_end(text, at);
		struct hito_str line = hito_str_slice(text, at, end);

		if (!is_harmless(line) || is_task(line) != task)
			break;
		at = end;
	}
	return at;
}

static bool ends_line(struct hito_str text, size_t at)
{
	return at > 0 && text.ptr[at - 1] == '\n';
}

/*
 * Lines differ at a place: may those of a paragraph or of a list of tasks be
 * others, more or fewer? before: the line above, which is the same.
 */
static bool skip_run(struct patching *patching, struct hito_str before,
		     size_t *from, size_t to)
{
	struct hito_str old = patching->old, new = patching->new;
	struct hito_str line = hito_str_slice(old, *from, line_end(old, *from));
	bool task = is_harmless(line) ? is_task(line) : is_task(before);
	bool follows = is_harmless(before) && is_task(before) == task;
	size_t old_end = run_end(old, *from, to, task);
	size_t new_end = run_end(new, patching->at, new.len, task);

	if (!follows && (old_end == *from || new_end == patching->at))
		return false;
	if ((old_end == *from && new_end == patching->at) ||
	    ends_line(old, old_end) != ends_line(new, new_end) ||
	    may_be_title(old, old_end))
		return false;
	*from = old_end;
	patching->at = new_end;
	return true;
}

/* Old bytes [from, to) without front matter, against the new text. */
static bool same_prose(struct patching *patching, size_t from, size_t to)
{
	struct hito_str old = patching->old, new = patching->new;
	struct hito_str before = HITO_STR("");

	if (new.len - patching->at >= to - from &&
	    memcmp(old.ptr + from, new.ptr + patching->at, to - from) == 0) {
		patching->at += to - from;
		return true;
	}
	while (from < to) {
		size_t old_end = line_end(old, from);
		size_t new_end = line_end(new, patching->at);
		struct hito_str was = hito_str_slice(old, from, old_end);
		struct hito_str is = hito_str_slice(new, patching->at, new_end);

		if (hito_str_equal(was, is)) {
			before = was;
			from = old_end;
			patching->at = new_end;
		} else if (!skip_run(patching, before, &from, to)) {
			return false;
		} else {
			before = HITO_STR("");
		}
	}
	return from == to;
}

/* The end of front matter that changed; SIZE_MAX when it ends elsewhere. */
static size_t front_end(const struct patching *patching,
			struct hito_str closing)
{
	struct hito_str text = patching->new;
	size_t at = patching->at;

	while (at < text.len) {
		size_t end = line_end(text, at);
		struct hito_str line = hito_str_slice(text, at, end);
		struct hito_str trimmed = hito_str_trim(line);

		if (trimmed.len && is_fence(trimmed.ptr[0]))
			return hito_str_equal(line, closing) ? at : SIZE_MAX;
		/* A conflict is told from others by its first line. */
		if (line.len > LONGEST_LINE || memchr("<=>|", line.ptr[0], 4))
			return SIZE_MAX;
		at = end;
	}
	return SIZE_MAX;
}

/* The front matter alone, under a heading of its own. */
static bool read_alone(struct patching *patching, struct hito_str fenced,
		       const struct hito_document **out_document)
{
	static const char title[] = "# x\n\n";
	struct hito_arena *scratch = patching->reader->scratch;
	struct hito_document_options options = {
		.project = patching->reader->project,
		.lang = patching->patch->lang,
	};
	size_t before = sizeof(title) - 1;
	struct hito_document *document;
	struct hito_source *source;
	struct hito_err why = {0};
	char *text = hito_arena_alloc(scratch, before + fenced.len + 1, 1);

	*out_document = NULL;
	if (!text)
		return hito_err_memory(patching->err);
	memcpy(text, title, before);
	memcpy(text + before, fenced.ptr, fenced.len);
	if (hito_source_new(scratch, patching->patch->path->text,
			    (struct hito_str){text, before + fenced.len},
			    &source, &why) &&
	    hito_document_read(source, &options, scratch, NULL, &document,
			       &why)) {
		*out_document = document;
		return true;
	}
	return why.code == HITO_ERR_INPUT || hito_err_memory(patching->err);
}

/* The only block of a document that is what the row was, with other values. */
static const struct hito_block *only_block(const struct hito_document *document,
					   const struct hito_row *row)
{
	const struct hito_block *block;
	const struct hito_value *id;

	if (!document || document->block_count != 1 || document->is_plan ||
	    document->is_step || document->source->damage_count > 0)
		return NULL;
	block = &document->blocks[0];
	if (block->kind != HITO_STEP || block->damaged || ties(block) ||
	    !hito_str_equal(block->id, row->shown))
		return NULL;
	id = hito_block_value(block, HITO_KEY_STEP);
	for (size_t i = 0; i < block->value_count; i++)
		if (!block->values[i].readable)
			return NULL;
	return id ? NULL : block;
}

/* Facts of front matter that changed, given to its row. */
static bool change_row(struct patching *patching, uint32_t number,
		       struct hito_str fenced, bool *out_done)
{
	struct hito_patch *patch = patching->patch;
	const struct hito_row *row = patch->rows[number];
	const struct hito_document *document;
	const struct hito_block *block;

	if (!read_alone(patching, fenced, &document))
		return false;
	block = only_block(document, row);
	*out_done = block != NULL;
	if (!block)
		return true;
	if (!patching->rows) {
		patching->rows =
			hito_new(patching->reader->arena,
				 const struct hito_row *, patch->row_count + 1);
		if (!patching->rows)
			return hito_err_memory(patching->err);
		memcpy(patching->rows, patch->rows,
		       patch->row_count * sizeof(*patch->rows));
	}
	patching->rows[number] = hito_pool_change(&patching->reader->pool, row,
						  block, patching->err);
	return patching->rows[number] != NULL;
}

/* Front matter with its closing fence against the new text. */
static bool compare_front(struct patching *patching,
			  const struct hito_patch_front *front,
			  struct hito_patch_front *moved, bool *out_done)
{
	struct hito_str old = patching->old, new = patching->new;
	size_t len = front->close - front->start, start = patching->at, open;
	size_t end;

	*moved = *front;
	moved->start = (uint32_t)start;
	if (new.len - start >= len &&
	    memcmp(old.ptr + front->start, new.ptr + start, len) == 0) {
		moved->end = (uint32_t)start + (front->end - front->start);
		moved->close = (uint32_t)(start + len);
		patching->at += len;
		return true;
	}
	end = front_end(patching,
			hito_str_slice(old, front->end, front->close));
	*out_done = end != SIZE_MAX && front->row != HITO_NO_ROW;
	if (!*out_done)
		return true;
	moved->end = (uint32_t)end;
	moved->close = (uint32_t)(end + (front->close - front->end));
	patching->at = moved->close;
	open = line_before(new, start);
	return change_row(patching, front->row,
			  hito_str_slice(new, open, moved->close), out_done);
}

static bool compare(struct patching *patching, bool *out_done)
{
	size_t from = patching->patch->head;

	*out_done =
		patching->new.len >= from &&memcmp(patching->old.ptr,
						   patching->new.ptr, from) ==
		0;
	patching->at = from;
	for (size_t i = 0; *out_done && i < patching->patch->front_count; i++) {
		const struct hito_patch_front *front = &patching->fronts[i];

		*out_done = same_prose(patching, from, front->start);
		if (*out_done && !compare_front(patching, front,
						&patching->moved[i], out_done))
			return false;
		from = front->close;
	}
	*out_done = *out_done &&
		    same_prose(patching, from, patching->old.len) &&
		    patching->at == patching->new.len;
	return true;
}

/* The new version is the one to compare others with. */
static bool take(struct patching *patching, struct hito_version *version)
{
	struct hito_patch *patch = patching->patch;

	if (patching->rows)
		patch->rows = patching->rows;
	version->has_document = version->is_plan = true;
	version->home = patch->home;
	version->rows = patch->rows;
	version->row_count = patch->row_count;
	if (patch->front_count)
		memcpy(patch->fronts.ptr, patching->moved,
		       patch->front_count * sizeof(*patching->moved));
	return keep_text(patch, patching->new) ||
	       hito_err_memory(patching->err);
}

bool hito_patch_read(struct hito_version_reader *reader,
		     struct hito_version *version, struct hito_str text,
		     bool *out_done, struct hito_err *err)
{
	struct hito_patch *patch = &reader->patch;
	struct patching patching = {
		.reader = reader,
		.patch = patch,
		.old = {patch->text.ptr, patch->text_len},
		.new = text,
		.fronts = (const struct hito_patch_front *)(const void *)
				  patch->fronts.ptr,
		.err = err,
	};

	*out_done = false;
	if (patch->path != version->path || text.len > LONGEST_TEXT)
		return true;
	patching.moved = hito_new(reader->scratch, struct hito_patch_front,
				  patch->front_count + 1);
	if (!patching.moved)
		return hito_err_memory(err);
	if (!compare(&patching, out_done))
		return false;
	return !*out_done || take(&patching, version);
}
