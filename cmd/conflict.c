/* SPDX-License-Identifier: MIT */
/* Tells people where a merge needs them. */
#include "conflict.h"

/* The most of a value that is shown. */
#define WIDEST 60
/* The most lines for one file. */
#define MOST_LINES 20

__attribute__((format_arg(2))) static const char *say(const struct run *run,
						      const char *english)
{
	return hito_message(run->lang, english);
}

static void print_path(struct run *run, struct hito_str path, uint32_t line)
{
	hito_out_text(&run->err, "hito: ");
	hito_out_foreign(&run->err, path);
	if (line)
		hito_out_printf(&run->err, ":%u", (unsigned)line);
	hito_out_text(&run->err, ": ");
}

static void print_value(struct run *run, const char *label,
			struct hito_str value)
{
	struct hito_out *out = &run->err;

	hito_out_foreign(out, hito_str_from(label));
	hito_out_text(out, ": ");
	if (!value.ptr)
		hito_out_text(out, say(run, HITO_N("(removed)")));
	else if (!value.len)
		hito_out_text(out, say(run, HITO_N("(empty)")));
	else
		hito_out_foreign_fit(out, hito_str_trim(value), WIDEST, false);
}

static void print_conflict(struct run *run, struct hito_str path,
			   const struct hito_merge_conflict *conflict,
			   const struct hito_merge_options *options)
{
	struct hito_out *out = &run->err;

	print_path(run, path, conflict->line);
	hito_out_text(out, say(run, HITO_N("conflict: ")));
	hito_out_foreign(out, conflict->thing);
	if (conflict->thing.len && conflict->key.len)
		hito_out_text(out, " ");
	hito_out_foreign(out, conflict->key);
	if (conflict->thing.len || conflict->key.len)
		hito_out_text(out, ": ");
	print_value(run, options->our_label, conflict->ours);
	hito_out_text(out, ", ");
	print_value(run, options->their_label, conflict->theirs);
	hito_out_text(out, "\n");
}

static void print_note(struct run *run, struct hito_str path,
		       const struct hito_merge_note *note)
{
	print_path(run, path, 0);
	hito_out_foreign(&run->err, note->id);
	hito_out_text(
		&run->err,
		note->kind == HITO_MERGE_DUPLICATE
			? say(run, HITO_N(": both added a step of this id, and "
					  "both are kept; give one of them "
					  "another id\n"))
			: say(run, HITO_N(": both moved it, each to another "
					  "place; it stands where it does in "
					  "ours\n")));
}

void conflict_print(struct run *run, struct hito_str path,
		    const struct hito_merged *merged,
		    const struct hito_merge_options *options, size_t *room)
{
	const size_t all = merged->conflict_count + merged->note_count;
	size_t shown = all;

	if (run->quiet)
		return;
	if (shown > MOST_LINES)
		shown = MOST_LINES;
	if (shown > *room)
		shown = *room;
	*room -= shown;
	for (size_t i = 0; i < shown; i++) {
		if (i < merged->conflict_count)
			print_conflict(run, path, &merged->conflicts[i],
				       options);
		else
			print_note(run, path,
				   &merged->notes[i - merged->conflict_count]);
	}
	if (shown == all)
		return;
	print_path(run, path, 0);
	hito_out_printf(&run->err,
			say(run, HITO_N("conflicts that are not listed: %zu")),
			all - shown);
	hito_out_text(&run->err, "\n");
}
