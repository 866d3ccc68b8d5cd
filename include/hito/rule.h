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

#include <stdbool.h>

#include "hito/str.h"

#pragma GCC visibility push(default)

enum hito_level { HITO_INFO, HITO_WARNING, HITO_ERROR };

/*
 * Which rules are on: the recommended ones, or in strict all of them. Weak
 * evidence, and wording whose measured precision is below 0.8, is strict.
 */
enum hito_rule_group { HITO_RECOMMENDED, HITO_STRICT };

/* id, name, level, group, what is wrong */
#define HITO_RULES(X)                                                          \
	X(F001, "front-matter-syntax", ERROR, RECOMMENDED,                     \
	  "front matter cannot be read")                                       \
	X(F002, "duplicate-key", ERROR, RECOMMENDED,                           \
	  "the same key stands twice")                                         \
	X(F003, "unknown-key", WARNING, RECOMMENDED,                           \
	  "a key that hito does not know")                                     \
	X(F004, "wrong-type", ERROR, RECOMMENDED, "a value of the wrong type") \
	X(F005, "step-id", ERROR, RECOMMENDED,                                 \
	  "an id is missing, malformed or repeated")                           \
	X(F006, "unsafe-characters", ERROR, RECOMMENDED,                       \
	  "characters that deceive or cannot be read")                         \
	X(F007, "forbidden-yaml", ERROR, RECOMMENDED,                          \
	  "YAML outside the plan format")                                      \
	X(F008, "expectation", WARNING, RECOMMENDED,                           \
	  "an expected finding that is not there, or not well expected")       \
	X(F009, "stale-baseline", ERROR, RECOMMENDED,                          \
	  "the baseline has findings that are gone")                           \
	X(S001, "missing-action", ERROR, RECOMMENDED,                          \
	  "no title says what is done")                                        \
	X(S002, "placeholder", ERROR, RECOMMENDED,                             \
	  "text that is still to be decided")                                  \
	X(S101, "near-duplicate", WARNING, RECOMMENDED,                        \
	  "two steps that say the same")                                       \
	X(S102, "language-mismatch", INFO, STRICT,                             \
	  "a title in another language than its plan")                         \
	X(S201, "no-action-verb", WARNING, RECOMMENDED,                        \
	  "no verb says what is done")                                         \
	X(S202, "vague-verb", WARNING, RECOMMENDED,                            \
	  "the verb does not say what is done")                                \
	X(S203, "vague-quantity", WARNING, RECOMMENDED,                        \
	  "a quantity without a number")                                       \
	X(S204, "subjective", WARNING, RECOMMENDED,                            \
	  "words that nobody can test")                                        \
	X(S205, "loophole", WARNING, RECOMMENDED, "a way out")                 \
	X(S206, "open-list", WARNING, RECOMMENDED, "a list without an end")    \
	X(S207, "unanchored-comparison", WARNING, RECOMMENDED,                 \
	  "compared with what?")                                               \
	X(S208, "vague-pronoun", WARNING, RECOMMENDED,                         \
	  "it is not said who or what is meant")                               \
	X(S209, "compound-step", WARNING, RECOMMENDED,                         \
	  "several actions in one step")                                       \
	X(S210, "hidden-actor", INFO, STRICT, "it is not said who does it")    \
	X(S211, "vague-object", WARNING, RECOMMENDED,                          \
	  "it is not said which, where or whose")                              \
	X(M001, "missing-criterion", ERROR, RECOMMENDED,                       \
	  "no success criterion")                                              \
	X(M002, "no-target", ERROR, RECOMMENDED, "a measure without a target") \
	X(M003, "no-unit", ERROR, RECOMMENDED, "a figure without a unit")      \
	X(M004, "no-baseline", WARNING, RECOMMENDED,                           \
	  "a target without a baseline")                                       \
	X(M005, "no-window", WARNING, RECOMMENDED,                             \
	  "a target without a day to reach it")                                \
	X(M006, "no-source", WARNING, RECOMMENDED,                             \
	  "nobody knows where a figure is read")                               \
	X(M101, "direction", ERROR, RECOMMENDED,                               \
	  "the target is not beyond the baseline")                             \
	X(M102, "unit-mismatch", ERROR, RECOMMENDED, "units differ")           \
	X(M103, "prose-data-drift", WARNING, RECOMMENDED,                      \
	  "the title says one thing, the data another")                        \
	X(M104, "ambiguous-number", WARNING, RECOMMENDED,                      \
	  "a number that reads differently elsewhere")                         \
	X(M201, "unmeasured-criterion", WARNING, RECOMMENDED,                  \
	  "a criterion that measures nothing")                                 \
	X(A001, "missing-owner", ERROR, RECOMMENDED, "nobody is responsible")  \
	X(A002, "many-owners", ERROR, RECOMMENDED,                             \
	  "more than one is responsible")                                      \
	X(A003, "unknown-owner", WARNING, RECOMMENDED,                         \
	  "the owner is not in the team")                                      \
	X(A004, "no-resources", WARNING, RECOMMENDED,                          \
	  "no resources are named")                                            \
	X(A101, "overload", WARNING, RECOMMENDED,                              \
	  "more work in a week than the person has time for")                  \
	X(A102, "too-many-active", WARNING, RECOMMENDED,                       \
	  "too many steps in progress at once")                                \
	X(A103, "does-not-fit", ERROR, RECOMMENDED,                            \
	  "the estimate exceeds the working time")                             \
	X(A104, "over-budget", ERROR, RECOMMENDED, "costs exceed the budget")  \
	X(R001, "no-objective", ERROR, RECOMMENDED,                            \
	  "the step serves no objective")                                      \
	X(R002, "no-kpi", ERROR, RECOMMENDED,                                  \
	  "the chain to a KPI ends nowhere")                                   \
	X(R003, "unresolved-ref", ERROR, RECOMMENDED,                          \
	  "an objective, KPI or goal that does not exist")                     \
	X(R101, "step-count", WARNING, RECOMMENDED,                            \
	  "an objective has too few or too many steps")                        \
	X(R102, "unserved-objective", WARNING, RECOMMENDED,                    \
	  "an objective or KPI that no step serves")                           \
	X(R201, "disguised-objective", WARNING, RECOMMENDED,                   \
	  "a step that names a result, not what is done")                      \
	X(T001, "missing-due", ERROR, RECOMMENDED, "no due date")              \
	X(T002, "bad-date", ERROR, RECOMMENDED,                                \
	  "not a day in the form YYYY-MM-DD")                                  \
	X(T101, "overdue", WARNING, RECOMMENDED, "the due date has passed")    \
	X(T102, "order", ERROR, RECOMMENDED, "dates in the wrong order")       \
	X(T103, "plan-length", INFO, RECOMMENDED, "the plan is short or long") \
	X(T104, "pile-up", INFO, RECOMMENDED,                                  \
	  "due dates on one day, or on a day off")                             \
	X(T201, "vague-time", WARNING, RECOMMENDED, "a time without a day")    \
	X(G101, "unresolved-dependency", ERROR, RECOMMENDED,                   \
	  "a dependency that does not exist")                                  \
	X(G102, "cycle", ERROR, RECOMMENDED, "steps that wait for each other") \
	X(G103, "impossible-order", ERROR, RECOMMENDED,                        \
	  "a step comes before what it needs, or ends after the plan")         \
	X(H000, "history-incomplete", INFO, RECOMMENDED,                       \
	  "the rules of history could not be judged")                          \
	X(H101, "stale-review", WARNING, RECOMMENDED,                          \
	  "nobody has looked at it for long")                                  \
	X(H102, "silent-slip", WARNING, RECOMMENDED,                           \
	  "the due date moved later without a reason, or again")               \
	X(H103, "moved-goalposts", WARNING, RECOMMENDED,                       \
	  "a baseline or target changed after work had begun")                 \
	X(H104, "done-without-proof", WARNING, RECOMMENDED,                    \
	  "done, and nothing shows what came out")                             \
	X(H105, "id-used-again", WARNING, RECOMMENDED,                         \
	  "an id that was another step's")

enum hito_rule {
#define HITO_RULE_ENUM(id, name, level, group, summary) HITO_RULE_##id,
	HITO_RULES(HITO_RULE_ENUM)
#undef HITO_RULE_ENUM
		HITO_RULE_COUNT
};

const char *hito_rule_id(enum hito_rule rule);      /* "F001" */
const char *hito_rule_name(enum hito_rule rule);    /* "step-id" */
const char *hito_rule_summary(enum hito_rule rule); /* English sentence */
enum hito_level hito_rule_level(enum hito_rule rule);
enum hito_rule_group hito_rule_group(enum hito_rule rule);
/* A rule of wording (2xx): heuristic, with a measured precision. */
bool hito_rule_is_wording(enum hito_rule rule);
/* By id or by name, case does not count; HITO_RULE_COUNT when unknown. */
enum hito_rule hito_rule_find(struct hito_str text);

const char *hito_level_name(enum hito_level level);      /* "error" */
const char *hito_group_name(enum hito_rule_group group); /* "recommended" */

#pragma GCC visibility pop
#endif
