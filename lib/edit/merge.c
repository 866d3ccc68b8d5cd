/* SPDX-License-Identifier: MIT */
/* Merges three versions of a file: by line, else by what it says. */
#include "edit/merging.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"

/* What the three are alike in, taken off before they are merged. */
struct dress {
	bool bom, crlf, open_end; /* open_end: no line end at its end */
};

/* Most of its lines end in CRLF. */
static bool is_crlf(struct hito_str text)
{
	size_t lines = 0, crlf = 0, at = 0;

	while ((at = hito_str_find_byte(text, '\n', at)) != SIZE_MAX) {
		lines++;
		crlf += at > 0 && text.ptr[at - 1] == '\r';
		at++;
	}
	return crlf * 2 > lines;
}

static struct dress dress_of(struct hito_str text)
{
	return (struct dress){
		.bom = hito_str_starts(text, BOM),
		.crlf = is_crlf(text),
		.open_end = text.len && text.ptr[text.len - 1] != '\n',
	};
}

static bool pick(bool base, bool ours, bool theirs)
{
	return ours == base ? theirs : ours;
}

/* The text with other line ends, and one at its end. */
static bool undress(struct hito_merging *merging, const struct dress *dress,
		    bool crlf, struct hito_str *text)
{
	struct hito_out_memory memory;
	struct hito_out out;
	struct hito_str rest, line;

	if (dress->bom)
		*text = hito_str_slice(*text, 3, text->len);
	if (!text->len || (dress->crlf == crlf && !dress->open_end))
		return true;
	hito_out_to_memory(&out, &memory, merging->arena,
			   2 * (size_t)HITO_LIMIT_MERGE + 16);
	rest = *text;
	while (hito_str_cut_line(&rest, &line)) {
		bool has_cr = line.ptr + line.len < rest.ptr &&
			      line.ptr[line.len] == '\r';

		/* lines that are as they are: only all are turned */
		hito_out_str(&out, line);
		hito_out_text(&out, dress->crlf != crlf ? (crlf ? "\r\n" : "\n")
				    : has_cr || (!rest.len && crlf) ? "\r\n"
								    : "\n");
	}
	if (out.failed)
		return hito_err_memory(merging->err);
	*text = (struct hito_str){memory.ptr, memory.len};
	return true;
}

static void start_out(struct hito_merging *merging)
{
	hito_out_to_memory(&merging->out, &merging->memory, merging->arena,
			   4 * (size_t)HITO_LIMIT_MERGE);
	merging->conflict_count = 0;
	merging->favor = merging->options->favor;
	merging->node = NULL;
}

/* Blank lines at the end of a text. */
static struct hito_str end_of(struct hito_str text)
{
	size_t len = hito_str_trim_right(text).len;
	size_t end = hito_str_find_byte(text, '\n', len);

	return end == SIZE_MAX ? HITO_STR("")
			       : hito_str_slice(text, end + 1, text.len);
}

/* A section that went or came at the end leaves no blank lines behind. */
static void mend_end(struct hito_merging *merging,
		     const struct hito_merge_texts *texts)
{
	const struct hito_merge_texts ends = {end_of(texts->base),
					      end_of(texts->ours),
					      end_of(texts->theirs)};
	struct hito_str written = {merging->memory.ptr, merging->memory.len};

	if (!written.len)
		return;
	merging->memory.len -= end_of(written).len;
	hito_merge_put(merging, hito_merge_pick(&ends));
}

static bool read_all(struct hito_merging *merging,
		     const struct hito_merge_texts *texts, bool *out_known)
{
	bool known;

	*out_known = false;
	if (merging->options->only_lines)
		return true;
	if (!hito_merge_read(merging, texts->base, &merging->base, &known))
		return false;
	if (!known)
		return true;
	if (!hito_merge_read(merging, texts->ours, &merging->ours, &known))
		return false;
	if (!known)
		return true;
	return hito_merge_read(merging, texts->theirs, &merging->theirs,
			       out_known);
}

/* The text that git gives; conflict false: it is clean. */
static bool by_lines(struct hito_merging *merging,
		     const struct hito_merge_texts *texts, struct hito_str *out,
		     bool *conflict)
{
	struct hito_merge_chunk *chunks;
	size_t count;

	*conflict = false;
	start_out(merging);
	if (!hito_merge_chunks(merging, texts, merging->options->with_base,
			       &chunks, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		*conflict |= chunks[i].conflict;
		hito_merge_put(merging, chunks[i].clean);
	}
	if (merging->out.failed)
		return hito_err_memory(merging->err);
	*out = (struct hito_str){merging->memory.ptr, merging->memory.len};
	return true;
}

static bool merge_texts(struct hito_merging *merging,
			const struct hito_merge_texts *texts)
{
	bool conflict, known, holds = true;
	struct hito_str clean;

	if (!by_lines(merging, texts, &clean, &conflict) ||
	    !read_all(merging, texts, &known))
		return false;
	if (known && !hito_merge_match(merging))
		return false;
	if (known && !conflict && !hito_merge_holds(merging, clean, &holds))
		return false;
	start_out(merging);
	if (!conflict && holds) {
		hito_merge_put(merging, clean);
		return true;
	}
	if (!known)
		return hito_merge_put_lines(merging, texts);
	if (!hito_merge_sections(merging))
		return false;
	mend_end(merging, texts);
	return true;
}

static void put_dress(struct hito_merging *merging, const struct dress *dress,
		      struct hito_merged *out)
{
	struct hito_str text = {merging->memory.ptr, merging->memory.len};

	if (dress->open_end && text.len && text.ptr[text.len - 1] == '\n')
		text.len -= hito_str_ends(text, "\r\n") ? 2 : 1;
	out->text = text;
}

/* The line of each conflict; they come in their order. */
static void count_lines(struct hito_merged *out)
{
	uint32_t line = 1;
	size_t at = 0;

	for (size_t i = 0; i < out->conflict_count; i++) {
		for (; at < out->conflicts[i].offset && at < out->text.len;
		     at++)
			line += out->text.ptr[at] == '\n';
		out->conflicts[i].line = line;
	}
}

static bool merge_dressed(struct hito_merging *merging,
			  struct hito_merge_texts *texts,
			  struct hito_merged *out)
{
	const struct dress base = dress_of(texts->base),
			   ours = dress_of(texts->ours),
			   theirs = dress_of(texts->theirs);
	const struct dress dress = {
		.bom = pick(base.bom, ours.bom, theirs.bom),
		.crlf = pick(base.crlf, ours.crlf, theirs.crlf),
		.open_end = pick(base.open_end, ours.open_end, theirs.open_end),
	};

	merging->line_end = dress.crlf ? HITO_STR("\r\n") : HITO_STR("\n");
	if (!undress(merging, &base, dress.crlf, &texts->base) ||
	    !undress(merging, &ours, dress.crlf, &texts->ours) ||
	    !undress(merging, &theirs, dress.crlf, &texts->theirs) ||
	    !merge_texts(merging, texts))
		return false;
	if (merging->out.failed)
		return hito_err_memory(merging->err);
	put_dress(merging, &dress, out);
	out->conflicts = merging->conflicts;
	out->conflict_count = merging->conflict_count;
	out->notes = merging->notes;
	out->note_count = merging->note_count;
	count_lines(out);
	if (dress.bom) {
		out->text = hito_arena_printf(merging->arena, BOM "%.*s",
					      HITO_STR_ARG(out->text));
		if (!out->text.ptr)
			return hito_err_memory(merging->err);
	}
	return true;
}

static bool check(const struct hito_merge_options *options,
		  struct hito_err *err)
{
	const struct hito_str texts[] = {options->base, options->ours,
					 options->theirs};

	for (size_t i = 0; i < 3; i++) {
		if (texts[i].len > HITO_LIMIT_MERGE)
			return hito_err_set(err, HITO_ERR_INPUT,
					    "a version is too large to be "
					    "merged");
		if (texts[i].len && memchr(texts[i].ptr, 0, texts[i].len))
			return hito_err_set(err, HITO_ERR_INPUT,
					    "a version holds NUL bytes: it is "
					    "no text, and is not merged");
	}
	return true;
}

bool hito_merge(const struct hito_merge_options *options,
		struct hito_arena *arena, struct hito_merged *out,
		struct hito_err *err)
{
	struct hito_merge_texts texts = {options->base, options->ours,
					 options->theirs};
	struct hito_merging merging = {
		.arena = arena,
		.options = options,
		.marker_size = options->marker_size ? options->marker_size : 7,
		.err = err,
	};
	bool done;

	*out = (struct hito_merged){.text = options->ours};
	if (!check(options, err))
		return false;
	if (hito_merge_is_settled(&texts)) {
		out->text = hito_merge_pick(&texts);
		return true;
	}
	if (!hito_libgit2_start(arena, &merging.library, err))
		return false;
	done = merge_dressed(&merging, &texts, out);
	hito_libgit2_stop(merging.library);
	if (done && hito_arena_failed(arena))
		return hito_err_memory(err);
	return done;
}
