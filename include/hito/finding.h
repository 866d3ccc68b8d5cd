/* SPDX-License-Identifier: MIT */
/*
 * Findings: the plan is wrong, we are fine.
 *
 * They are collected while reading goes on. Message and help are English
 * templates with slots {1} to {4} for the arguments, so that they can be
 * translated (hito_message) and foreign text stays apart from ours.
 */
#ifndef HITO_FINDING_H
#define HITO_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/arena.h"
#include "hito/message.h"
#include "hito/out.h"
#include "hito/rule.h"
#include "hito/source.h"

#pragma GCC visibility push(default)

#define HITO_FINDING_ARGS 4

/* How much a fix may be trusted. */
enum hito_safety {
	HITO_FIX_SAFE,      /* --fix */
	HITO_FIX_SUGGESTED, /* --unsafe-fixes, editors: needs a look */
	HITO_FIX_TEMPLATE,  /* inserts a placeholder: editors only */
};

/* Replace the bytes of span (may be empty: insert) by text. */
struct hito_edit {
	struct hito_span span;
	struct hito_str text;
};

struct hito_fix {
	enum hito_safety safety;
	struct hito_edit edits[2]; /* in order, not overlapping */
	size_t edit_count;
};

struct hito_finding {
	enum hito_rule rule;
	enum hito_level level;
	const struct hito_source *source; /* NULL: no file (whole project) */
	struct hito_span span;
	struct hito_str plan, step, key; /* as spelt; may be empty */
	const char *message;             /* English template, static */
	const char *help;                /* English template or NULL */
	struct hito_str args[HITO_FINDING_ARGS];
	/* A second place that explains the first; NULL source for none. */
	const struct hito_source *other_source;
	struct hito_span other_span;
	const char *other_label; /* English template, NULL for none */
	struct hito_fix *fix;    /* NULL for none */
	uint32_t step_number;    /* of the linter: to count by; 0: no step */
	bool strict;             /* weak here: not of the recommended rules */
};

struct hito_findings {
	struct hito_arena *arena;
	struct hito_finding **list;
	size_t count, capacity;
	bool no_memory; /* one was lost: the command must fail */
	/* The file of the last ones, and how many came in a row. */
	const struct hito_source *source;
	size_t in_a_row;
};

void hito_findings_init(struct hito_findings *findings,
			struct hito_arena *arena);

/*
 * Add a finding of the rule's own level with message; level, key, arguments,
 * help and the second place may be set by the caller. Never NULL: when memory
 * ends (or findings is NULL) a dummy is returned, and no_memory set.
 */
struct hito_finding *hito_findings_add(struct hito_findings *findings,
				       enum hito_rule rule,
				       const struct hito_source *source,
				       struct hito_span span,
				       const char *message);

/* Add those of others, which live as long. NULL: nobody keeps them. */
void hito_findings_append(struct hito_findings *findings,
			  const struct hito_findings *others);

/*
 * Give the finding that was added last a fix of one edit; a second call adds
 * the second edit. text must live as long as the findings. A finding that was
 * lost for want of memory gets none.
 */
void hito_finding_fix(struct hito_findings *findings,
		      struct hito_finding *finding, enum hito_safety safety,
		      struct hito_span span, struct hito_str text);

/* By path, place, rule: the same order on every machine. */
void hito_findings_sort(struct hito_findings *findings);
/* The same of any; much is in order already. room is for as many. */
void hito_findings_order(struct hito_finding **list, size_t count,
			 struct hito_finding **room);

/*
 * A template in the language with its slots filled. Foreign arguments are
 * written through hito_out_foreign.
 */
void hito_finding_write(struct hito_out *out, enum hito_lang lang,
			const char *text, const struct hito_finding *finding);

/*
 * 16 hexadecimal digits from rule, plan (else path), step, key, text of the
 * span with white space folded, and ordinal among equals: no line numbers, no
 * translated words. They are FNV-1a (64 bits) over these fields in this order,
 * a byte 0xff after each; the ordinal is in decimal.
 */
#define HITO_FINGERPRINT_SIZE 17
void hito_finding_fingerprint(const struct hito_finding *finding,
			      unsigned ordinal,
			      char text[HITO_FINGERPRINT_SIZE]);

#pragma GCC visibility pop
#endif
