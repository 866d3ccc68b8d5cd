/* SPDX-License-Identifier: MIT */
/*
 * The catalogue of rules: one line a rule.
 *
 * A rule is its line here, the code that raises it, its page in
 * lib/lint/rules/ (English and Spanish) and its cases in tests/cmd/lint/.
 * Letters: F form, S specific, M measurable, A achievable, R relevant,
 * T time-bound, G graph, H history. 0xx presence, 1xx computed, 2xx wording.
 * An id is never used again.
 */
#ifndef HITO_RULE_H
#define HITO_RULE_H

#include "hito/str.h"

#pragma GCC visibility push(default)

enum hito_level { HITO_INFO, HITO_WARNING, HITO_ERROR };

/* id, name, level, what is wrong */
#define HITO_RULES(X)                                                        \
	X(F001, "front-matter-syntax", ERROR, "front matter cannot be read") \
	X(F002, "duplicate-key", ERROR, "the same key stands twice")         \
	X(F003, "unknown-key", WARNING, "a key that hito does not know")     \
	X(F004, "wrong-type", ERROR, "a value of the wrong type")            \
	X(F005, "step-id", ERROR, "an id is missing, malformed or repeated") \
	X(F006, "unsafe-characters", ERROR,                                  \
	  "characters that deceive or cannot be read")                       \
	X(F007, "forbidden-yaml", ERROR, "YAML outside the plan format")     \
	X(S001, "missing-action", ERROR, "no title says what is done")       \
	X(S002, "placeholder", ERROR, "text that is still to be decided")    \
	X(M001, "missing-criterion", ERROR, "no success criterion")          \
	X(M002, "no-target", ERROR, "a measure without a target")            \
	X(M003, "no-unit", ERROR, "a figure without a unit")                 \
	X(M004, "no-baseline", WARNING, "a target without a baseline")       \
	X(M005, "no-window", WARNING, "a target without a day to reach it")  \
	X(M101, "direction", ERROR, "the target is not beyond the baseline") \
	X(M102, "unit-mismatch", ERROR, "units differ")                      \
	X(M104, "ambiguous-number", WARNING,                                 \
	  "a number that reads differently elsewhere")                       \
	X(A001, "missing-owner", ERROR, "nobody is responsible")             \
	X(A002, "many-owners", ERROR, "more than one is responsible")        \
	X(A003, "unknown-owner", WARNING, "the owner is not in the team")    \
	X(A004, "no-resources", WARNING, "no resources are named")           \
	X(A101, "overload", WARNING,                                         \
	  "more work in a week than the person has time for")                \
	X(A102, "too-many-active", WARNING,                                  \
	  "too many steps in progress at once")                              \
	X(A103, "does-not-fit", ERROR,                                       \
	  "the estimate exceeds the working time")                           \
	X(A104, "over-budget", ERROR, "costs exceed the budget")             \
	X(R001, "no-objective", ERROR, "the step serves no objective")       \
	X(R002, "no-kpi", ERROR, "the chain to a KPI ends nowhere")          \
	X(R003, "unresolved-ref", ERROR,                                     \
	  "an objective, KPI or goal that does not exist")                   \
	X(R101, "step-count", WARNING,                                       \
	  "an objective has too few or too many steps")                      \
	X(R102, "unserved-objective", WARNING,                               \
	  "an objective or KPI that no step serves")                         \
	X(T001, "missing-due", ERROR, "no due date")                         \
	X(T002, "bad-date", ERROR, "not a day in the form YYYY-MM-DD")       \
	X(T101, "overdue", WARNING, "the due date has passed")               \
	X(T102, "order", ERROR, "dates in the wrong order")                  \
	X(T103, "plan-length", INFO, "the plan is short or long")            \
	X(T104, "pile-up", INFO, "due dates on one day, or on a day off")    \
	X(G101, "unresolved-dependency", ERROR,                              \
	  "a dependency that does not exist")                                \
	X(G102, "cycle", ERROR, "steps that wait for each other")            \
	X(G103, "impossible-order", ERROR,                                   \
	  "a step comes before what it needs, or ends after the plan")

enum hito_rule {
#define HITO_RULE_ENUM(id, name, level, summary) HITO_RULE_##id,
	HITO_RULES(HITO_RULE_ENUM)
#undef HITO_RULE_ENUM
		HITO_RULE_COUNT
};

const char *hito_rule_id(enum hito_rule rule);      /* "F001" */
const char *hito_rule_name(enum hito_rule rule);    /* "step-id" */
const char *hito_rule_summary(enum hito_rule rule); /* English sentence */
enum hito_level hito_rule_level(enum hito_rule rule);
/* By id or by name, case does not count; HITO_RULE_COUNT when unknown. */
enum hito_rule hito_rule_find(struct hito_str text);

const char *hito_level_name(enum hito_level level); /* "error" */

#pragma GCC visibility pop
#endif
