/* SPDX-License-Identifier: MIT */
/* Merges lines, and marks what conflicts. */
#include "edit/merging.h"

#include <string.h>

#include "hito/limits.h"

/* Labels that tell our own markers from lines of the text. */
#define OURS_MARK "hito-ours"
#define BASE_MARK "hito-base"
#define THEIRS_MARK "hito-theirs"
#define LONGEST_MARKER 60000
/*
 * Finding what is alike takes long where there are more lines, of few words:
 * that is no plan.
 */
#define MOST_LINES 100000

void hito_merge_put(struct hito_merging *merging, struct hito_str text)
{
	hito_out_str(&merging->out, text);
}

struct hito_str hito_merge_pick(const struct hito_merge_texts *texts)
{
	return hito_str_equal(texts->ours, texts->base) ? texts->theirs
							: texts->ours;
}

bool hito_merge_is_settled(const struct hito_merge_texts *texts)
{
	return hito_str_equal(texts->ours, texts->base) ||
	       hito_str_equal(texts->theirs, texts->base) ||
	       hito_str_equal(texts->ours, texts->theirs);
}

bool hito_merge_note(struct hito_merging *merging,
		     enum hito_merge_note_kind kind, struct hito_str id)
{
	if (!hito_reserve(merging->arena, merging->notes, merging->note_count,
			  merging->note_capacity))
		return hito_err_memory(merging->err);
	merging->notes[merging->note_count++] =
		(struct hito_merge_note){kind, id};
	return true;
}

/* Markers */

static void put_marker(struct hito_merging *merging, char character,
		       const char *label)
{
	hito_out_repeat(&merging->out, character, merging->marker_size);
	if (label && *label) {
		hito_out_text(&merging->out, " ");
		hito_out_text(&merging->out, label);
	}
	hito_merge_put(merging, merging->line_end);
}

static bool record(struct hito_merging *merging,
		   const struct hito_merge_clash *clash)
{
	if (!hito_reserve(merging->arena, merging->conflicts,
			  merging->conflict_count, merging->conflict_capacity))
		return hito_err_memory(merging->err);
	merging->conflicts[merging->conflict_count++] =
		(struct hito_merge_conflict){
			.offset = merging->memory.len,
			.thing = merging->node && merging->node->kind
					 ? merging->node->id
					 : HITO_STR(""),
			.key = clash->key,
			.ours = clash->ours,
			.theirs = clash->theirs,
		};
	return true;
}

bool hito_merge_clash(struct hito_merging *merging,
		      const struct hito_merge_clash *clash)
{
	const struct hito_merge_options *options = merging->options;

	if (merging->favor != HITO_FAVOR_NONE) {
		hito_merge_put(merging, merging->favor == HITO_FAVOR_OURS
						? clash->texts.ours
						: clash->texts.theirs);
		return true;
	}
	if (!record(merging, clash))
		return false;
	put_marker(merging, '<', options->our_label);
	hito_merge_put(merging, clash->texts.ours);
	if (options->with_base) {
		put_marker(merging, '|', options->base_label);
		hito_merge_put(merging, clash->texts.base);
	}
	put_marker(merging, '=', NULL);
	hito_merge_put(merging, clash->texts.theirs);
	put_marker(merging, '>', options->their_label);
	return true;
}

/* Chunks */

/* The longest run of marker characters that begins a line. */
static size_t longest_run(struct hito_str text)
{
	struct hito_str line;
	size_t longest = 0;

	while (hito_str_cut_line(&text, &line)) {
		size_t run = 0;

		if (!line.len || !memchr("<|=>", line.ptr[0], 4))
			continue;
		while (run < line.len && line.ptr[run] == line.ptr[0])
			run++;
		if (run > longest)
			longest = run;
	}
	return longest;
}

static size_t own_marker_size(const struct hito_merge_texts *texts)
{
	size_t size = longest_run(texts->base), other;

	other = longest_run(texts->ours);
	size = other > size ? other : size;
	other = longest_run(texts->theirs);
	size = other > size ? other : size;
	return size < 7 ? 7 : size + 1;
}

struct cutting {
	struct hito_merging *merging;
	size_t marker_size;
	struct hito_merge_chunk *list;
	size_t count, capacity;
};

static bool add_chunk(struct cutting *cutting,
		      const struct hito_merge_chunk *chunk)
{
	if (!chunk->conflict && !chunk->clean.len)
		return true;
	if (!hito_reserve(cutting->merging->arena, cutting->list,
			  cutting->count, cutting->capacity))
		return hito_err_memory(cutting->merging->err);
	cutting->list[cutting->count++] = *chunk;
	return true;
}

static bool is_marker(const struct cutting *cutting, struct hito_str line,
		      char character, const char *label)
{
	struct hito_str rest;

	if (line.len < cutting->marker_size)
		return false;
	for (size_t i = 0; i < cutting->marker_size; i++)
		if (line.ptr[i] != character)
			return false;
	rest = hito_str_slice(line, cutting->marker_size, line.len);
	if (!*label)
		return rest.len == 0;
	return rest.len > 1 && rest.ptr[0] == ' ' &&
	       hito_str_is(hito_str_slice(rest, 1, rest.len), label);
}

static struct hito_str between(const char *start, const char *end)
{
	return (struct hito_str){start, (size_t)(end - start)};
}

/* The markers are of a size that no line of the text has. */
static bool cut_chunks(struct cutting *cutting, struct hito_str text)
{
	struct hito_merge_chunk chunk = {.conflict = false};
	const char *start = text.ptr;
	struct hito_str line;

	while (hito_str_cut_line(&text, &line)) {
		if (is_marker(cutting, line, '<', OURS_MARK)) {
			chunk.clean = between(start, line.ptr);
			if (!add_chunk(cutting, &chunk))
				return false;
			chunk = (struct hito_merge_chunk){.conflict = true};
			start = text.ptr;
		} else if (is_marker(cutting, line, '|', BASE_MARK)) {
			chunk.texts.ours = between(start, line.ptr);
			start = text.ptr;
		} else if (is_marker(cutting, line, '=', "")) {
			if (chunk.texts.ours.ptr)
				chunk.texts.base = between(start, line.ptr);
			else
				chunk.texts.ours = between(start, line.ptr);
			start = text.ptr;
		} else if (is_marker(cutting, line, '>', THEIRS_MARK)) {
			chunk.texts.theirs = between(start, line.ptr);
			if (!add_chunk(cutting, &chunk))
				return false;
			chunk = (struct hito_merge_chunk){.conflict = false};
			start = text.ptr;
		}
	}
	chunk.clean = between(start, text.ptr);
	return add_chunk(cutting, &chunk);
}

static size_t count_lines(struct hito_str text)
{
	size_t count = 0, at = 0;

	while ((at = hito_str_find_byte(text, '\n', at)) != SIZE_MAX) {
		count++;
		at++;
	}
	return count;
}

static bool is_long(const struct hito_merge_texts *texts)
{
	return count_lines(texts->base) > MOST_LINES ||
	       count_lines(texts->ours) > MOST_LINES ||
	       count_lines(texts->theirs) > MOST_LINES;
}

/* The bytes of whole lines that both begin with. */
static size_t same_head(struct hito_str a, struct hito_str b)
{
	size_t at = 0, last = 0;

	while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at])
		if (a.ptr[at++] == '\n')
			last = at;
	return last;
}

/* The same at their end. */
static size_t same_tail(struct hito_str a, struct hito_str b)
{
	size_t size = 0, last = 0;

	while (size < a.len && size < b.len &&
	       a.ptr[a.len - 1 - size] == b.ptr[b.len - 1 - size]) {
		size++;
		if (size == a.len || size == b.len ||
		    a.ptr[a.len - 1 - size] == '\n')
			last = size;
	}
	while (last && ((last < a.len && a.ptr[a.len - 1 - last] != '\n') ||
			(last < b.len && b.ptr[b.len - 1 - last] != '\n')))
		last--;
	return last;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* What is between the lines that all three begin and end with. */
static bool cut_ends(struct cutting *cutting,
		     const struct hito_merge_texts *texts)
{
	const struct hito_str *all[] = {&texts->base, &texts->ours,
					&texts->theirs};
	size_t head = smaller(same_head(texts->base, texts->ours),
			      same_head(texts->base, texts->theirs));
	struct hito_merge_chunk chunk = {.conflict = true};
	struct hito_str *middles[] = {&chunk.texts.base, &chunk.texts.ours,
				      &chunk.texts.theirs};
	struct hito_merge_chunk ends = {
		.clean = hito_str_slice(texts->base, 0, head)};
	size_t tail;

	for (size_t i = 0; i < 3; i++)
		*middles[i] = hito_str_slice(*all[i], head, all[i]->len);
	tail = smaller(same_tail(chunk.texts.base, chunk.texts.ours),
		       same_tail(chunk.texts.base, chunk.texts.theirs));
	if (!add_chunk(cutting, &ends))
		return false;
	ends.clean = hito_str_slice(texts->base, texts->base.len - tail,
				    texts->base.len);
	for (size_t i = 0; i < 3; i++)
		middles[i]->len -= tail;
	if (hito_merge_is_settled(&chunk.texts)) {
		chunk.conflict = false;
		chunk.clean = hito_merge_pick(&chunk.texts);
	}
	return add_chunk(cutting, &chunk) && add_chunk(cutting, &ends);
}

/* As git does it: the markers of its answer are of our own. */
static bool cut_lines(struct cutting *cutting,
		      const struct hito_merge_texts *texts, bool wide)
{
	struct hito_merging *merging = cutting->merging;
	const struct hito_line_merge merge = {
		.base = texts->base,
		.ours = texts->ours,
		.theirs = texts->theirs,
		.base_label = BASE_MARK,
		.our_label = OURS_MARK,
		.their_label = THEIRS_MARK,
		.marker_size = (unsigned short)cutting->marker_size,
		.with_base = wide,
	};
	struct hito_merge_chunk chunk = {.conflict = false};
	bool clean;

	if (!hito_libgit2_merge(merging->library, &merge, merging->arena,
				&chunk.clean, &clean, merging->err))
		return false;
	return clean ? add_chunk(cutting, &chunk)
		     : cut_chunks(cutting, chunk.clean);
}

bool hito_merge_chunks(struct hito_merging *merging,
		       const struct hito_merge_texts *texts, bool wide,
		       struct hito_merge_chunk **out, size_t *out_count)
{
	struct cutting cutting = {.merging = merging};
	bool done;

	cutting.marker_size = own_marker_size(texts);
	done = cutting.marker_size > LONGEST_MARKER || is_long(texts)
		       ? cut_ends(&cutting, texts)
		       : cut_lines(&cutting, texts, wide);
	*out = cutting.list;
	*out_count = cutting.count;
	return done;
}

/* Lines of text as a conflict. */
static bool clash_lines(struct hito_merging *merging,
			const struct hito_merge_texts *texts)
{
	const struct hito_merge_clash clash = {
		.texts = *texts,
		.key = HITO_STR(""),
		.ours = {texts->ours.len ? texts->ours.ptr : NULL,
			 texts->ours.len},
		.theirs = {texts->theirs.len ? texts->theirs.ptr : NULL,
			   texts->theirs.len},
	};

	return hito_merge_clash(merging, &clash);
}

/* What becomes of a stretch that both sides changed. False: it failed. */
typedef bool put_conflict(struct hito_merging *merging,
			  const struct hito_merge_texts *texts);

/* What is settled as it is, line by line; each conflict in its own way. */
static bool put_chunks(struct hito_merging *merging,
		       const struct hito_merge_texts *texts, bool wide,
		       put_conflict *put)
{
	struct hito_merge_chunk *chunks;
	size_t count;

	if (hito_merge_is_settled(texts)) {
		hito_merge_put(merging, hito_merge_pick(texts));
		return true;
	}
	if (!hito_merge_chunks(merging, texts, wide, &chunks, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!chunks[i].conflict)
			hito_merge_put(merging, chunks[i].clean);
		else if (!put(merging, &chunks[i].texts))
			return false;
	}
	return true;
}

bool hito_merge_put_lines(struct hito_merging *merging,
			  const struct hito_merge_texts *texts)
{
	return put_chunks(merging, texts, merging->options->with_base,
			  clash_lines);
}

/* Checklists by their items, what is none as lines. */
static bool put_tasks(struct hito_merging *merging,
		      const struct hito_merge_texts *texts)
{
	bool done = false;

	return hito_merge_tasks(merging, texts, &done) &&
	       (done || hito_merge_put_lines(merging, texts));
}

bool hito_merge_prose(struct hito_merging *merging,
		      const struct hito_merge_texts *texts)
{
	return put_chunks(merging, texts, true, put_tasks);
}

/* Is a line among those of a text? */
static bool has_line(struct hito_str text, struct hito_str wanted)
{
	struct hito_str line;

	while (hito_str_cut_line(&text, &line))
		if (hito_str_equal(line, wanted))
			return true;
	return false;
}

/* All of ours, and of theirs what neither ours nor the base has. */
static bool put_both(struct hito_merging *merging,
		     const struct hito_merge_texts *texts)
{
	struct hito_str rest = texts->theirs, line;
	const char *start = rest.ptr;

	hito_merge_put(merging, texts->ours);
	while (hito_str_cut_line(&rest, &line)) {
		if (!has_line(texts->ours, line) &&
		    !has_line(texts->base, line))
			hito_merge_put(merging, between(start, rest.ptr));
		start = rest.ptr;
	}
	return true;
}

bool hito_merge_comments(struct hito_merging *merging,
			 const struct hito_merge_texts *texts)
{
	return put_chunks(merging, texts, true, put_both);
}
