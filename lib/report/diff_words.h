/* SPDX-License-Identifier: MIT */
/*
 * Changes of plans in words: what the text and the Markdown report have in
 * common. Sentences are written raw into memory; who prints them makes what
 * is foreign in them harmless.
 */
#ifndef HITO_REPORT_DIFF_WORDS_H
#define HITO_REPORT_DIFF_WORDS_H

#include "hito/variance.h"
#include "report/style.h"

struct hito_diff_words {
	const struct hito_style *style;
	struct hito_arena *arena; /* of what is written; may be emptied */
};

/* "slips", "state"; a heading of the changes of a group. */
const char *hito_diff_group(enum hito_variance_group group,
			    enum hito_lang lang);

/* The name in its plan: an id; of a plan its id. */
struct hito_str hito_diff_name(const struct hito_variance_change *change);

/* Do changes of a group that follow each other share a line? */
bool hito_diff_joins(const struct hito_variance_change *change);

/* "due 2026-03-31 → 2026-04-07, slips 5 working days". ptr NULL: no memory. */
struct hito_str hito_diff_sentence(const struct hito_diff_words *words,
				   const struct hito_variance_change *change);

/*
 * Lines about a plan as a whole, n from 0: its end, the end of the work and
 * what leads there, its scope. empty: there is no such line, ptr NULL at the
 * end. out_label is the heading.
 */
enum { HITO_DIFF_LINES = 3 };
struct hito_str hito_diff_line(const struct hito_diff_words *words,
			       const struct hito_variance_plan *plan, size_t n,
			       const char **out_label);

/*
 * A run of weeks in which somebody has too much: "2026-W20 44h of 40h (before
 * 32h): launch/blog 30h". Starts at *at and sets it behind the run.
 */
struct hito_str hito_diff_load(const struct hito_diff_words *words,
			       const struct hito_variance *variance,
			       size_t *at);

/* "3 steps added, 1 removed, 2 slips": all plans in a line. */
struct hito_str hito_diff_summary(const struct hito_diff_words *words,
				  const struct hito_variance *variance);

#endif
