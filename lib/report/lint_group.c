/* SPDX-License-Identifier: MIT */
/* What is missing in one step, gathered. */
#include "report/lint_group.h"

/* Rules whose args are title, key and example (hito_lint_raise_missing). */
static bool is_missing(const struct hito_finding *finding)
{
	switch (finding->rule) {
	case HITO_RULE_M001:
	case HITO_RULE_A001:
	case HITO_RULE_A004:
	case HITO_RULE_R001:
	case HITO_RULE_R002:
	case HITO_RULE_T001:
		return finding->source && finding->key.len;
	default:
		return false;
	}
}

static bool go_together(const struct hito_finding *a,
			const struct hito_finding *b)
{
	return a->source == b->source && a->span.start == b->span.start &&
	       a->span.end == b->span.end && hito_str_equal(a->step, b->step);
}

bool hito_lint_walk_init(struct hito_lint_walk *walk,
			 const struct hito_lint_result *result,
			 struct hito_arena *scratch)
{
	*walk = (struct hito_lint_walk){.result = result};
	walk->used = hito_new(scratch, bool, result->count + 1);
	return walk->used != NULL;
}

/* Findings are sorted by place, so those of one place are neighbours. */
static void gather(struct hito_lint_walk *walk, struct hito_lint_group *group)
{
	const struct hito_lint_result *result = walk->result;
	const struct hito_finding *first = group->findings[0];
	size_t i;

	for (i = walk->next; i < result->count; i++) {
		const struct hito_finding *finding = &result->findings[i];

		if (finding->source != first->source ||
		    finding->span.start != first->span.start)
			return;
		if (walk->used[i] || !is_missing(finding) ||
		    !go_together(first, finding))
			continue;
		if (group->count == HITO_LINT_GROUP)
			return;
		walk->used[i] = true;
		group->findings[group->count++] = finding;
		if (finding->level > group->level)
			group->level = finding->level;
	}
}

bool hito_lint_walk_next(struct hito_lint_walk *walk,
			 struct hito_lint_group *out_group)
{
	const struct hito_lint_result *result = walk->result;

	while (walk->next < result->count && walk->used[walk->next])
		walk->next++;
	if (walk->next == result->count)
		return false;
	*out_group = (struct hito_lint_group){
		.findings = {&result->findings[walk->next]},
		.count = 1,
		.level = result->findings[walk->next].level,
	};
	walk->next++;
	if (is_missing(out_group->findings[0]))
		gather(walk, out_group);
	return true;
}

void hito_lint_group_message(struct hito_out *out, enum hito_lang lang,
			     const struct hito_lint_group *group)
{
	const struct hito_finding *first = group->findings[0];
	size_t i;

	if (group->count == 1) {
		hito_finding_write(out, lang, first->message, first);
		return;
	}
	hito_out_text(out, hito_message(lang, HITO_N("missing: ")));
	for (i = 0; i < group->count; i++) {
		hito_out_text(out, i ? ", " : "");
		hito_out_foreign(out, group->findings[i]->key);
	}
}

bool hito_lint_group_help(struct hito_out *out, enum hito_lang lang,
			  const struct hito_lint_group *group, size_t n)
{
	const struct hito_finding *finding;

	if (n >= group->count || !group->findings[n]->help)
		return false;
	finding = group->findings[n];
	hito_finding_write(out, lang, finding->help, finding);
	return true;
}

void hito_lint_group_rules(struct hito_out *out,
			   const struct hito_lint_group *group)
{
	size_t i;

	for (i = 0; i < group->count; i++) {
		hito_out_text(out, i ? " " : "");
		hito_out_text(out, hito_rule_id(group->findings[i]->rule));
	}
}
