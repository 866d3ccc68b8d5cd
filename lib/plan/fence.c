/* SPDX-License-Identifier: MIT */
/* Info strings of front matter fences, and fences that never close. */
#include "plan/fence.h"

#include <string.h>

#include "plan/fold.h"

/* Each torn fence costs one reading of the file. */
#define MOST_TORN 16u
/* A line with its colon farther right is a sentence. */
#define LONGEST_KEY 48u
#define YAML "yaml "

static const struct {
	const char *word;
	enum hito_kind kind;
} words[] = {
	{"step", HITO_STEP},
	{"paso", HITO_STEP},
	{"objective", HITO_OBJECTIVE},
	{"objetivo", HITO_OBJECTIVE},
	{"kpi", HITO_KPI},
};

#define WORD_COUNT (sizeof(words) / sizeof(words[0]))

/* Cut the first word off an info string; empty at its end. */
static struct hito_str cut_word(struct hito_str *rest)
{
	size_t len = 0;
	struct hito_str word;

	*rest = hito_str_trim(*rest);
	while (len < rest->len && rest->ptr[len] != ' ' &&
	       rest->ptr[len] != '\t')
		len++;
	word = hito_str_slice(*rest, 0, len);
	*rest = hito_str_trim(hito_str_slice(*rest, len, rest->len));
	return word;
}

static struct hito_span span_of(const struct hito_reading *reading,
				struct hito_str part)
{
	const char *start = reading->source->text.ptr;

	return (struct hito_span){(uint32_t)(part.ptr - start),
				  (uint32_t)(part.ptr - start) +
					  (uint32_t)part.len};
}

static enum hito_kind kind_spelt(struct hito_str word)
{
	for (size_t i = 0; i < WORD_COUNT; i++) {
		if (hito_str_is(word, words[i].word))
			return words[i].kind;
	}
	return (enum hito_kind)0;
}

static enum hito_kind kind_of(struct hito_str word)
{
	enum hito_kind kind = kind_spelt(word);

	if (kind)
		return kind;
	for (size_t i = 0; i < WORD_COUNT; i++) {
		if (hito_fold_equal(hito_str_from(words[i].word), word))
			return words[i].kind;
	}
	return (enum hito_kind)0;
}

/* A slip of the finger keeps the first letter: "api" is no "kpi". */
static enum hito_kind nearly(struct hito_reading *reading, struct hito_str word)
{
	struct hito_finding *finding;
	struct hito_nearest nearest;
	struct hito_str best;

	hito_nearest_init(&nearest, word);
	for (size_t i = 0; i < WORD_COUNT; i++) {
		if (word.ptr[0] == words[i].word[0])
			hito_nearest_try(&nearest, words[i].word);
	}
	if (!nearest.best)
		return (enum hito_kind)0;
	best = hito_str_from(nearest.best);
	finding = hito_findings_add(
		reading->findings, HITO_RULE_F001, reading->source,
		span_of(reading, word),
		HITO_N("\"yaml {1}\" is no front matter; it is read as "
		       "\"yaml {2}\""));
	finding->args[0] = word;
	finding->args[1] = best;
	finding->help = HITO_N("did you mean \"{2}\"?");
	hito_finding_fix(reading->findings, finding, HITO_FIX_SAFE,
			 span_of(reading, word), best);
	return kind_of(best);
}

static void check_rest(struct hito_reading *reading, struct hito_str word,
		       struct hito_str rest)
{
	struct hito_finding *finding;
	struct hito_span gap;

	if (rest.len == 0)
		return;
	finding = hito_findings_add(
		reading->findings, HITO_RULE_F001, reading->source,
		span_of(reading, rest),
		HITO_N("nothing stands behind \"{1}\" where front matter "
		       "opens; \"{2}\" is not read"));
	finding->args[0] = word;
	finding->args[1] = rest;
	finding->help = HITO_N("remove it, or write it below as a key");
	gap = span_of(reading, rest);
	gap.start = span_of(reading, word).end;
	hito_finding_fix(reading->findings, finding, HITO_FIX_SUGGESTED, gap,
			 HITO_STR(""));
}

/* "yaml step" and its like, letter by letter, as nearly all are. */
static enum hito_kind exact_kind(struct hito_str info)
{
	if (!hito_str_starts(info, YAML))
		return (enum hito_kind)0;
	return kind_spelt(hito_str_slice(info, sizeof(YAML) - 1, info.len));
}

static enum hito_kind info_kind(struct hito_reading *reading,
				const struct hito_fence *fence)
{
	struct hito_str rest =
		hito_source_text(reading->source, fence->info_span);
	enum hito_kind kind = exact_kind(rest);
	struct hito_str language, word;

	if (kind)
		return kind;
	language = cut_word(&rest);
	word = cut_word(&rest);
	if (!hito_str_equal_nocase(language, HITO_STR("yaml")) &&
	    !hito_str_equal_nocase(language, HITO_STR("yml")))
		return (enum hito_kind)0;
	if (word.len == 0)
		return (enum hito_kind)0;
	kind = kind_of(word);
	if (!kind)
		kind = nearly(reading, word);
	if (kind)
		check_rest(reading, word, rest);
	return kind;
}

static const struct hito_torn *torn_at(const struct hito_reading *reading,
				       const struct hito_heading *heading)
{
	for (size_t i = 0; i < reading->torn_count; i++) {
		if (reading->torn[i].heading == heading->span.start)
			return &reading->torn[i];
	}
	return NULL;
}

enum hito_kind hito_fence_kind(struct hito_reading *reading,
			       const struct hito_heading *heading)
{
	const struct hito_torn *torn = torn_at(reading, heading);

	if (torn)
		return torn->kind;
	if (heading->fence == HITO_NONE)
		return (enum hito_kind)0;
	return info_kind(reading, &reading->outline.fences[heading->fence]);
}

struct hito_span hito_fence_front(const struct hito_reading *reading,
				  const struct hito_heading *heading)
{
	const struct hito_torn *torn = torn_at(reading, heading);

	if (torn)
		return torn->front;
	return reading->outline.fences[heading->fence].content;
}

/* Three or more backticks or tildes, at most three spaces in. */
static bool is_fence_line(struct hito_str line)
{
	size_t at = 0;
	size_t run = 0;

	while (at < line.len && at < 3 && line.ptr[at] == ' ')
		at++;
	if (at >= line.len || (line.ptr[at] != '`' && line.ptr[at] != '~'))
		return false;
	while (at + run < line.len && line.ptr[at + run] == line.ptr[at])
		run++;
	return run >= 3;
}

/* "# " is a comment of YAML: only deeper headings are told apart from it. */
static bool is_heading_line(struct hito_str line)
{
	size_t run = 0;

	while (run < line.len && line.ptr[run] == '#')
		run++;
	return run >= 2 && run <= 6 && run < line.len && line.ptr[run] == ' ';
}

/* Could the line stand in front matter? A heading behind a blank cannot. */
static bool may_be_yaml(struct hito_str line, bool after_blank)
{
	size_t colon = hito_str_find_byte(line, ':', 0);

	if (hito_str_trim(line).len == 0)
		return true;
	if (is_fence_line(line) || (after_blank && is_heading_line(line)))
		return false;
	if (memchr(" \t-#", line.ptr[0], 4))
		return true;
	return colon <= LONGEST_KEY &&
	       (colon + 1 == line.len || line.ptr[colon + 1] == ' ' ||
		line.ptr[colon + 1] == '\t');
}

/* How much of a torn fence's content is YAML; trailing blanks are not. */
static uint32_t yaml_end(const struct hito_reading *reading,
			 struct hito_span content)
{
	const char *start = reading->source->readable.ptr;
	struct hito_str rest = hito_str_slice(reading->source->readable,
					      content.start, content.end);
	uint32_t end = content.start;
	bool after_blank = false;
	struct hito_str line;

	while (hito_str_cut_line(&rest, &line)) {
		if (!may_be_yaml(line, after_blank))
			break;
		after_blank = hito_str_trim(line).len == 0;
		if (!after_blank)
			end = rest.len ? (uint32_t)(rest.ptr - start)
				       : content.end;
	}
	return end;
}

/* A fence that no line closes, or that the next fence's line closed. */
static bool is_torn(const struct hito_reading *reading,
		    const struct hito_fence *fence)
{
	struct hito_str rest =
		hito_str_slice(reading->source->readable, fence->content.start,
			       fence->content.end);
	struct hito_str line;

	if (!fence->closed)
		return true;
	if (fence->single || !rest.len ||
	    (!memchr(rest.ptr, '`', rest.len) &&
	     !memchr(rest.ptr, '~', rest.len)))
		return false;
	while (hito_str_cut_line(&rest, &line)) {
		if (is_fence_line(line))
			return true;
	}
	return false;
}

static void tell_torn(struct hito_reading *reading,
		      const struct hito_fence *fence)
{
	struct hito_span line = fence->span;
	struct hito_finding *finding;

	line = hito_source_line_span(
		reading->source,
		hito_source_line(reading->source, fence->span.start));
	finding = hito_findings_add(
		reading->findings, HITO_RULE_F001, reading->source, line,
		HITO_N("the front matter that opens here is never closed"));
	finding->help = HITO_N("write a line of ``` where it ends");
}

static bool note_torn(struct hito_reading *reading,
		      const struct hito_heading *heading, enum hito_kind kind,
		      struct hito_err *err)
{
	const struct hito_fence *fence =
		&reading->outline.fences[heading->fence];

	if (!hito_reserve(reading->scratch, reading->torn, reading->torn_count,
			  reading->torn_capacity))
		return hito_err_memory(err);
	reading->torn[reading->torn_count++] = (struct hito_torn){
		.heading = heading->span.start,
		.kind = kind,
		.front = {fence->content.start,
			  yaml_end(reading, fence->content)},
	};
	return true;
}

/* The first front matter fence that is torn; NULL for none. */
static const struct hito_heading *first_torn(struct hito_reading *reading)
{
	const struct hito_outline *outline = &reading->outline;
	const struct hito_heading *found = NULL;

	for (size_t i = 0; i < outline->heading_count && !found; i++) {
		const struct hito_heading *heading = &outline->headings[i];
		size_t mark = hito_reading_findings(reading);

		if (heading->fence == HITO_NONE ||
		    !is_torn(reading, &outline->fences[heading->fence]))
			continue;
		if (info_kind(reading, &outline->fences[heading->fence]))
			found = heading;
		hito_reading_forget(reading, mark);
	}
	return found;
}

static void blank(char *text, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++) {
		if (text[i] != '\n' && text[i] != '\r')
			text[i] = ' ';
	}
}

/* A source of the same text whose readable twin may be written to. */
static bool patch_source(struct hito_reading *reading,
			 struct hito_source *patched, char **out_text,
			 struct hito_err *err)
{
	struct hito_str copy;

	if (*out_text)
		return true;
	copy = hito_arena_copy(reading->arena, reading->source->readable);
	if (!copy.ptr)
		return hito_err_memory(err);
	*out_text = (char *)(uintptr_t)copy.ptr;
	patched->readable = copy;
	return true;
}

static void restore_source(struct hito_reading *reading, size_t from)
{
	for (size_t i = from; i < hito_reading_findings(reading); i++)
		reading->findings->list[i]->source = reading->source;
}

/* Hide a torn fence from Markdown, and remember it. */
static bool mend(struct hito_reading *reading, struct hito_source *patched,
		 char **text, const struct hito_heading *heading,
		 struct hito_err *err)
{
	const struct hito_fence *fence =
		&reading->outline.fences[heading->fence];
	enum hito_kind kind = info_kind(reading, fence);

	tell_torn(reading, fence);
	if (!note_torn(reading, heading, kind, err) ||
	    !patch_source(reading, patched, text, err))
		return false;
	blank(*text, fence->span.start,
	      reading->torn[reading->torn_count - 1].front.end);
	return true;
}

bool hito_fence_outline(struct hito_reading *reading, struct hito_err *err)
{
	const size_t mark = hito_reading_findings(reading);
	const struct hito_heading *heading;
	struct hito_source *patched;
	char *text = NULL;
	size_t kept = mark;

	patched = hito_new(reading->scratch, struct hito_source, 1);
	if (!patched)
		return hito_err_memory(err);
	*patched = *reading->source;
	for (;;) {
		if (!hito_markdown_read(patched, reading->arena,
					reading->scratch, reading->findings,
					&reading->outline, err))
			return false;
		restore_source(reading, kept);
		heading = NULL;
		if (reading->torn_count < MOST_TORN)
			heading = first_torn(reading);
		if (!heading)
			return true;
		/* what Markdown said of a file that it misread */
		hito_reading_forget(reading, kept);
		if (!mend(reading, patched, &text, heading, err))
			return false;
		kept = hito_reading_findings(reading);
	}
}
