/* SPDX-License-Identifier: MIT */
/*
 * expect: findings that are meant to be there, with a reason and a last day.
 *
 * An entry holds for the thing in whose front matter it stands: a step's for
 * the step, a plan's for what the plan itself says, not for its steps.
 */
#ifndef HITO_LINT_EXPECT_H
#define HITO_LINT_EXPECT_H

#include <stdbool.h>
#include <stddef.h>

#include "lint/lint.h"
#include "text/frontmatter.h"

/* One entry of expect:. */
struct hito_expectation {
	const struct hito_item *item;
	const struct hito_value *value; /* all of expect: */
	/* From its dash; NULL: the value is this entry alone. */
	const struct hito_yaml_entry *entry;
	struct hito_span span;      /* what there is to point at */
	enum hito_rule rule;        /* COUNT: no rule that can be expected */
	struct hito_span rule_span; /* else span */
	bool has_reason;
	struct hito_str until_key;
	struct hito_span until_span;
	hito_day until; /* NONE: for ever */
	bool holds;     /* not expired, and all of it is understood */
	bool torn;      /* a key stands twice: which is meant is open */
	bool unsure;    /* something beside it was not read as it was meant: */
	bool unread;    /* an error, so that findings may be missing */
	bool second;    /* one before it holds for the same rule */
	bool used;      /* it took a finding */
	bool idle;      /* taking it away changes nothing else */
};

struct hito_expectations {
	struct hito_expectation *list;
	size_t count, capacity;
};

/*
 * Can findings of a rule be expected, or known from before? Not those that say
 * that something could not be read, nor those that watch over what is
 * expected or known.
 */
bool hito_rule_is_waivable(enum hito_rule rule);

/*
 * Read expect: of an item. What is wrong with an entry itself is raised (F008;
 * F002 and F003 for its keys). False when memory ends.
 */
HITO_MUST bool hito_expectations_read(struct hito_lint *lint,
				      const struct hito_item *item,
				      struct hito_expectations *expectations);

/* How the key of the reason is spelt beside an item's other keys. */
struct hito_str hito_expectation_reason(const struct hito_item *item);

/*
 * Take the findings that are expected off lint->found, count them in
 * lint->expected, and raise what is wrong with the expectations (F008) in
 * lint->findings. Every rule has had its say before, and lint->expects says
 * whether anything is expected. False when memory ends.
 */
HITO_MUST bool hito_lint_expect(struct hito_lint *lint);

/*
 * The bytes to take away so that an entry is gone (whole: all of expect:), and
 * nothing else. False where it stands between other things on its lines.
 */
bool hito_expectation_cut(const struct hito_expectation *expectation,
			  bool whole, struct hito_span *out_span);

#endif
