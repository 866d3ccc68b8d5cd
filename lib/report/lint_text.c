/* SPDX-License-Identifier: MIT */
/* Findings as text, the way compilers print them. */
#include "report/lint_text.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/threads.h"
#include "base/utf8.h"
#include "report/lint_group.h"
#include "report/lint_row.h"

#define BOLD "\033[1m"
#define BLUE "\033[34m"
#define RESET "\033[0m"

/* For fewer findings a thread is not worth its start. */
#define MANY 500

static const char *color_of(enum hito_level level)
{
	static const char *const colors[] = {"\033[36m", "\033[33m",
					     "\033[31m"};

	return colors[level];
}

static void paint(struct hito_out *out,
		  const struct hito_lint_text_options *options,
		  const char *code)
{
	if (options->color)
		hito_out_text(out, code);
}

/* "::" and "##[" at the start of a line are commands to CI systems. */
static void write_path(struct hito_out *out, struct hito_str path)
{
	char first = path.len ? path.ptr[0] : '\0';

	if (first == ' ' || ((first == ':' || first == '#') && path.len > 1 &&
			     path.ptr[1] == first))
		hito_out_text(out, "./");
	hito_out_foreign(out, path);
}

static void write_place(struct hito_out *out, const struct hito_source *source,
			struct hito_span span)
{
	struct hito_place place = hito_source_place(source, span.start);

	write_path(out, source->path);
	hito_out_text(out, ":");
	hito_out_number(out, place.line, 0);
	hito_out_text(out, ":");
	hito_out_number(out, place.column, 0);
}

static void write_head(struct hito_out *out,
		       const struct hito_lint_text_options *options,
		       const struct hito_lint_group *group)
{
	const struct hito_finding *first = group->findings[0];

	paint(out, options, BOLD);
	if (first->source)
		write_place(out, first->source, first->span);
	else
		hito_out_text(out, "hito");
	hito_out_text(out, ": ");
	paint(out, options, color_of(group->level));
	hito_out_text(out, hito_level_name(group->level));
	hito_out_text(out, ": ");
	paint(out, options, RESET);
	paint(out, options, BOLD);
	hito_out_text(out, "[");
	hito_lint_group_rules(out, group);
	hito_out_text(out, "] ");
	hito_lint_group_message(out, options->lang, group);
	paint(out, options, RESET);
	hito_out_text(out, "\n");
}

/* Bytes of text whose columns are at most so many, from the left. */
static size_t fitting(struct hito_str text, size_t columns)
{
	size_t at = 0, used = 0;

	while (at < text.len) {
		size_t size;

		(void)hito_utf8_at(text, at, &size, NULL);
		used += hito_out_foreign_width(
			hito_str_slice(text, at, at + size));
		if (used > columns)
			return at;
		at += size;
	}
	return at;
}

/* A line to show: the part of it that fits, and the part that is marked. */
struct excerpt {
	struct hito_str before, marked, after;
	bool cut_left, cut_right;
};

/*
 * A line may have millions of bytes and thousands of findings: only so many
 * around the marked ones are looked at. A column may take several bytes.
 */
static size_t window_of(size_t columns)
{
	return columns * 4;
}

/*
 * Start of the next character behind a byte that was counted back to; a
 * fourth byte of that kind is none of a character.
 */
static size_t align(struct hito_str text, size_t at)
{
	int i;

	for (i = 0; i < 3 && at < text.len; i++, at++) {
		if (((unsigned char)text.ptr[at] & 0xc0) != 0x80)
			break;
	}
	return at;
}

/* What stands before and behind the window, cut off. */
static struct excerpt look_at(struct hito_str line, size_t start, size_t end,
			      size_t columns)
{
	size_t window = window_of(columns);
	size_t from = start > window ? align(line, start - window) : 0;
	size_t to = line.len;
	struct excerpt excerpt;

	if (to - start > window)
		to = align(line, start + window);
	if (end > to)
		end = to;
	excerpt.before = hito_str_slice(line, from, start);
	excerpt.marked = hito_str_slice(line, start, end);
	excerpt.after = hito_str_slice(line, end, to);
	excerpt.cut_left = from > 0;
	excerpt.cut_right = to < line.len;
	return excerpt;
}

static struct excerpt cut_line(struct hito_str line, size_t start, size_t end,
			       size_t columns)
{
	struct excerpt excerpt = look_at(line, start, end, columns);
	size_t room;

	if (!excerpt.cut_left && !excerpt.cut_right &&
	    hito_out_foreign_width(line) <= columns)
		return excerpt;
	if (hito_out_foreign_width(excerpt.before) > columns / 3) {
		size_t from = start > columns / 3 ? start - columns / 3 : 0;

		excerpt.before = hito_str_slice(line, align(line, from), start);
		excerpt.cut_left = true;
	}
	room = hito_out_foreign_width(excerpt.before) + 2;
	room = columns > room ? columns - room : 1;
	if (hito_out_foreign_width(excerpt.marked) > room) {
		excerpt.marked.len = fitting(excerpt.marked, room);
		excerpt.after = HITO_STR("");
		excerpt.cut_right = true;
		return excerpt;
	}
	room -= hito_out_foreign_width(excerpt.marked);
	if (hito_out_foreign_width(excerpt.after) > room) {
		excerpt.after.len = fitting(excerpt.after, room);
		excerpt.cut_right = true;
	}
	return excerpt;
}

static void write_marks(struct hito_out *out,
			const struct hito_lint_text_options *options,
			const struct excerpt *excerpt, size_t gutter,
			enum hito_level level)
{
	size_t width = hito_out_foreign_width(excerpt->marked);

	paint(out, options, BLUE);
	hito_out_repeat(out, ' ', gutter);
	hito_out_text(out, " | ");
	paint(out, options, RESET);
	hito_out_repeat(out, ' ',
			hito_out_foreign_width(excerpt->before) +
				(excerpt->cut_left ? 1 : 0));
	paint(out, options, color_of(level));
	hito_out_repeat(out, '^', width ? width : 1);
	paint(out, options, RESET);
	hito_out_text(out, "\n");
}

/* What stands behind the mark. The colon of a key begins no command there. */
static void write_after(struct hito_out *out, struct hito_str after)
{
	if (hito_str_is(after, ":"))
		hito_out_text(out, ":");
	else
		hito_out_foreign(out, after);
}

static void write_source(struct hito_out *out,
			 const struct hito_lint_text_options *options,
			 const struct hito_finding *finding,
			 enum hito_level level)
{
	const struct hito_source *source = finding->source;
	uint32_t line = hito_source_line(source, finding->span.start);
	struct hito_span bytes = hito_source_line_span(source, line);
	struct hito_span span = finding->span;
	size_t columns = options->columns > 40 ? options->columns : 40;
	struct excerpt excerpt;

	if (!source->text.len) /* a file that was not read, or is empty */
		return;
	if (span.start > bytes.end)
		span.start = bytes.end;
	if (span.end > bytes.end)
		span.end = bytes.end;
	if (span.end < span.start)
		span.end = span.start;
	excerpt = cut_line(hito_source_text(source, bytes),
			   span.start - bytes.start, span.end - bytes.start,
			   columns - 10);
	paint(out, options, BLUE);
	hito_out_number(out, line, 5);
	hito_out_text(out, " | ");
	paint(out, options, RESET);
	hito_out_text(out, excerpt.cut_left ? "\xe2\x80\xa6" : "");
	hito_out_foreign(out, excerpt.before);
	hito_out_foreign(out, excerpt.marked);
	write_after(out, excerpt.after);
	hito_out_text(out, excerpt.cut_right ? "\xe2\x80\xa6\n" : "\n");
	write_marks(out, options, &excerpt, line > 99999 ? 6 : 5, level);
}

static void write_other(struct hito_out *out,
			const struct hito_lint_text_options *options,
			const struct hito_finding *finding)
{
	if (!finding->other_source || !finding->other_label)
		return;
	hito_out_text(out, "  ");
	hito_out_text(out, hito_message(options->lang, HITO_N("note: ")));
	write_place(out, finding->other_source, finding->other_span);
	hito_out_text(out, ": ");
	hito_finding_write(out, options->lang, finding->other_label, finding);
	hito_out_text(out, "\n");
}

static void write_help(struct hito_out *out,
		       const struct hito_lint_text_options *options,
		       const struct hito_lint_group *group)
{
	const char *label = hito_message(options->lang, HITO_N("help: "));
	size_t i;

	for (i = 0; i < group->count; i++) {
		if (!group->findings[i]->help)
			continue;
		hito_out_text(out, "  ");
		hito_out_text(out, label);
		(void)hito_lint_group_help(out, options->lang, group, i);
		hito_out_text(out, "\n");
	}
}

/* Places that could not be read and about which no finding speaks. */
static void write_unreadable(struct hito_out *out,
			     const struct hito_lint_text_options *options,
			     const struct hito_lint_result *result)
{
	size_t i;

	for (i = 0; i < result->unreadable_count; i++) {
		const struct hito_unreadable *row = &result->unreadable[i];

		if (!hito_lint_is_untold(result, row))
			continue;
		write_path(out, row->path);
		if (row->line)
			hito_out_printf(out, ":%u", (unsigned)row->line);
		hito_out_text(out, ": ");
		hito_lint_unreadable_message(out, options->lang, row);
		hito_out_text(out, "\n");
	}
}

static bool write_findings(struct hito_out *out,
			   const struct hito_lint_result *result,
			   const struct hito_lint_text_options *options,
			   struct hito_arena *scratch)
{
	struct hito_lint_walk walk;
	struct hito_lint_group group;

	if (!hito_lint_walk_init(&walk, result, scratch))
		return false;
	while (hito_lint_walk_next(&walk, &group)) {
		write_head(out, options, &group);
		if (group.findings[0]->source)
			write_source(out, options, group.findings[0],
				     group.level);
		write_other(out, options, group.findings[0]);
		write_help(out, options, &group);
		hito_out_text(out, "\n");
	}
	return true;
}

/* Some of the findings, and where they are written to. */
struct half {
	struct hito_lint_result result;
	struct hito_out *out;
	struct hito_arena *scratch;
	bool done;
};

struct halves {
	const struct hito_lint_text_options *options;
	struct half list[2];
	atomic_size_t next; /* to be taken */
};

static void write_halves(void *context, size_t n)
{
	struct halves *halves = context;
	size_t i;

	(void)n;
	while ((i = atomic_fetch_add(&halves->next, 1)) < 2) {
		struct half *half = &halves->list[i];

		half->done = write_findings(half->out, &half->result,
					    halves->options, half->scratch);
	}
}

/* Where the second half begins: what is told together is of one file. */
static size_t middle_of(const struct hito_lint_result *result)
{
	size_t i = result->count / 2;

	while (i < result->count &&
	       result->findings[i].source == result->findings[i - 1].source)
		i++;
	return i;
}

/* The second half is put together while the first one is written. */
static bool write_both(struct hito_out *out,
		       const struct hito_lint_result *result,
		       const struct hito_lint_text_options *options,
		       struct hito_arena *scratch)
{
	struct hito_arena *arena = hito_arena_sub(scratch);
	size_t middle = middle_of(result);
	struct hito_out_memory memory;
	struct hito_out other;
	struct halves halves = {
		.options = options,
		.list = {{*result, out, scratch, false},
			 {*result, &other, arena, false}},
	};
	bool done;

	if (!arena)
		return false;
	halves.list[0].result.count = middle;
	halves.list[1].result.findings += middle;
	halves.list[1].result.count -= middle;
	hito_out_to_memory(&other, &memory, arena, SIZE_MAX / 2);
	atomic_init(&halves.next, 0);
	hito_threads_run(2, write_halves, &halves);
	done = halves.list[0].done && halves.list[1].done && !other.failed;
	if (done)
		hito_out_bytes(out, memory.ptr, memory.len);
	hito_arena_free(arena);
	return done;
}

bool hito_lint_text(struct hito_out *out, const struct hito_lint_result *result,
		    const struct hito_lint_text_options *options,
		    struct hito_arena *scratch)
{
	bool many = options->threads > 1 && result->count >= MANY;

	if (!(many ? write_both : write_findings)(out, result, options,
						  scratch))
		return false;
	write_unreadable(out, options, result);
	return true;
}

/* A number and its noun, in the singular for one. */
static void count(struct hito_out *out, enum hito_lang lang, size_t number,
		  const char *one, const char *many)
{
	hito_out_printf(out, "%zu ", number);
	hito_out_text(out, hito_message(lang, number == 1 ? one : many));
}

void hito_lint_text_sum(struct hito_out *out, enum hito_lang lang,
			const struct hito_lint_result *result)
{
	count(out, lang, result->counts[HITO_ERROR], HITO_N("error"),
	      HITO_N("errors"));
	hito_out_text(out, ", ");
	count(out, lang, result->counts[HITO_WARNING], HITO_N("warning"),
	      HITO_N("warnings"));
	if (result->counts[HITO_INFO]) {
		hito_out_text(out, ", ");
		count(out, lang, result->counts[HITO_INFO], HITO_N("hint"),
		      HITO_N("hints"));
	}
	if (result->unreadable_count) {
		hito_out_text(out, ", ");
		count(out, lang, result->unreadable_count,
		      HITO_N("place that cannot be read"),
		      HITO_N("places that cannot be read"));
	}
	if (result->expected) {
		hito_out_text(out, ", ");
		count(out, lang, result->expected, HITO_N("expected"),
		      HITO_N("as expected"));
	}
	if (result->baseline) {
		hito_out_text(out, ", ");
		count(out, lang, result->baseline, HITO_N("in the baseline"),
		      HITO_N("in the baseline"));
	}
	hito_out_text(out, hito_message(lang, HITO_N(" in ")));
	count(out, lang, result->plans, HITO_N("plan"), HITO_N("plans"));
	hito_out_text(out, ", ");
	count(out, lang, result->steps, HITO_N("step"), HITO_N("steps"));
}

/* A number as a text of ours. */
static struct hito_str digits(char *text, size_t size, size_t number)
{
	int len = snprintf(text, size, "%zu", number);

	return (struct hito_str){text, len > 0 ? (size_t)len : 0};
}

void hito_lint_text_since(struct hito_out *out, enum hito_lang lang,
			  const struct hito_lint_result *result)
{
	const struct hito_lint_since *since = result->since;
	char count_text[24], hidden_text[24];
	const struct hito_finding said = {
		.args = {digits(count_text, sizeof(count_text), result->count),
			 hito_str_from(since->rev),
			 {since->base, 7},
			 digits(hidden_text, sizeof(hidden_text),
				since->hidden)}};

	hito_finding_write(
		out, lang,
		since->known ? HITO_N("{1} new since {2} (merge base {3}), {4} "
				      "older hidden")
			     : HITO_N("unfiltered: what is new since {2} "
				      "cannot be told"),
		&said);
}

void hito_lint_text_score(struct hito_out *out, enum hito_lang lang,
			  const struct hito_lint_score *score)
{
	size_t i;

	hito_out_text(out, hito_message(lang, HITO_N("score of open steps:")));
	for (i = 0; i < HITO_SCORE_COUNT; i++)
		hito_out_printf(out, " %c %zu/%zu", HITO_SCORE_LETTERS[i],
				score->good[i], score->steps);
}
