/* SPDX-License-Identifier: MIT */
/* How findings are raised: place, spelling of keys, what is not judged. */
#include "lint/lint.h"

#include <string.h>

#include "lint/placeholder.h"

bool hito_rule_is_presence(enum hito_rule rule)
{
	switch (rule) {
	case HITO_RULE_S001:
	case HITO_RULE_S002:
	case HITO_RULE_M001:
	case HITO_RULE_M002:
	case HITO_RULE_M003:
	case HITO_RULE_M004:
	case HITO_RULE_M005:
	case HITO_RULE_M006:
	case HITO_RULE_A001:
	case HITO_RULE_A004:
	case HITO_RULE_R001:
	case HITO_RULE_R002:
	case HITO_RULE_T001:
		return true;
	default:
		return false;
	}
}

const struct hito_source *hito_lint_source(const struct hito_item *item)
{
	return item->document ? item->document->source : NULL;
}

struct hito_span hito_lint_title_span(const struct hito_item *item)
{
	const struct hito_block *block = item->block;

	if (!block)
		return (struct hito_span){0, 0};
	if (block->title_span.end > block->title_span.start)
		return block->title_span;
	if (block->heading.end > block->heading.start)
		return block->heading;
	return block->front;
}

bool hito_lint_is_mapped(const struct hito_item *item)
{
	return item->document && item->document->mapping;
}

bool hito_lint_is_off(struct hito_lint *lint, enum hito_rule rule,
		      const struct hito_item *item, enum hito_key key)
{
	const struct hito_mapping *mapping;

	if (!hito_lint_is_mapped(item))
		return false;
	mapping = item->document->mapping;
	if (!mapping->has_keys || hito_spelling_mapped(mapping, key).len)
		return false;
	lint->off[rule] = true;
	return true;
}

bool hito_lint_is_open(const struct hito_item *item)
{
	const struct hito_item *up;

	if (item->plan && !hito_item_is_open(item->plan))
		return false;
	if (item->kind != HITO_STEP && item->kind != HITO_PLAN)
		return true;
	for (up = item; up; up = up->parent) {
		if (!hito_item_is_open(up))
			return false;
	}
	return true;
}

bool hito_lint_is_dropped(const struct hito_item *item)
{
	if (item->plan && item->plan->state == HITO_DROPPED)
		return true;
	for (; item; item = item->parent) {
		if (item->state == HITO_DROPPED)
			return true;
	}
	return false;
}

void hito_lint_find(struct hito_lint *lint, struct hito_finding *finding)
{
	if (hito_reserve(lint->scratch, lint->found, lint->found_count,
			 lint->found_capacity))
		lint->found[lint->found_count++] = finding;
	else
		lint->no_memory = true;
}

bool hito_lint_may_guess(struct hito_lint *lint)
{
	return lint->guesses++ < HITO_LINT_GUESSES;
}

/* The first step of a name; that of the plan's id, should there be two. */
static const struct hito_item *first_named(const struct hito_item *step)
{
	const struct hito_item *plan = step->plan, *first = NULL;

	if (plan && plan->duplicate_of)
		first = hito_plan_find(plan->duplicate_of, HITO_STEP, step->id);
	if (!first)
		first = step->duplicate_of;
	return first && hito_str_equal(first->id, step->id) ? first : step;
}

uint32_t hito_lint_step_number(const struct hito_item *step)
{
	return first_named(step)->number + 1;
}

void hito_lint_name_step(struct hito_finding *finding,
			 const struct hito_item *step)
{
	finding->step = step->id;
	finding->step_number = hito_lint_step_number(step);
}

struct hito_finding *hito_lint_raise(struct hito_lint *lint,
				     enum hito_rule rule,
				     const struct hito_item *item,
				     struct hito_span span, const char *message)
{
	struct hito_finding *finding = hito_findings_add(
		&lint->findings, rule, hito_lint_source(item), span, message);

	if (item->plan)
		finding->plan = item->plan->id;
	if (item->kind == HITO_STEP)
		hito_lint_name_step(finding, item);
	if (item->plan && item->plan->state == HITO_DRAFT &&
	    hito_rule_is_presence(rule))
		finding->level = HITO_INFO;
	return finding;
}

struct hito_finding *hito_lint_raise_value(struct hito_lint *lint,
					   enum hito_rule rule,
					   const struct hito_item *item,
					   const struct hito_value *value,
					   const char *message)
{
	struct hito_span span = value->span;
	struct hito_finding *finding;

	if (span.end <= span.start)
		span = hito_lint_title_span(item);
	finding = hito_lint_raise(lint, rule, item, span, message);
	finding->key = value->key_text;
	return finding;
}

struct hito_finding *
hito_lint_raise_missing(struct hito_lint *lint, enum hito_rule rule,
			const struct hito_item *item, enum hito_key key,
			struct hito_str example, const char *message)
{
	struct hito_finding *finding;

	if (hito_lint_is_off(lint, rule, item, key))
		return NULL;
	finding = hito_lint_raise(lint, rule, item, hito_lint_title_span(item),
				  message);
	finding->key = hito_spelling(item, key);
	finding->args[0] = item->title;
	finding->args[1] = finding->key;
	finding->args[2] = example;
	finding->help = HITO_N("write \"{2}: {3}\"");
	return finding;
}

bool hito_lint_part(const struct hito_value *value, size_t n,
		    struct hito_str *out_text, struct hito_span *out_span)
{
	if (!value || value->mapping)
		return false;
	if (value->part_count == 0) {
		*out_text = value->text.len ? value->text : value->raw;
		*out_span = value->span;
		return n == 0;
	}
	if (n >= value->part_count)
		return false;
	*out_text = value->parts[n].text;
	*out_span = value->parts[n].span;
	if (out_span->end <= out_span->start)
		*out_span = value->span;
	return true;
}

bool hito_lint_is_placeholder(struct hito_lint *lint, struct hito_str text,
			      size_t *start, size_t *end)
{
	struct hito_pattern *pattern;

	if (!hito_placeholder_may_stand(text))
		return false;
	if (!hito_pattern_slot_take(lint->placeholders,
				    hito_pattern_placeholder, NULL, &pattern,
				    NULL)) {
		lint->no_memory = true;
		return false;
	}
	return hito_pattern_find(pattern, lint->room, text, start, end);
}

static bool scope_holds(const struct hito_lint_scope *scope,
			const struct hito_source *source, struct hito_span span)
{
	struct hito_str path = source->path;

	if (!scope->folder)
		return hito_str_equal(path, scope->path) &&
		       (scope->span.end <= scope->span.start ||
			(span.start >= scope->span.start &&
			 span.start < scope->span.end));
	if (scope->path.len == 0)
		return true;
	return path.len > scope->path.len && path.ptr[scope->path.len] == '/' &&
	       memcmp(path.ptr, scope->path.ptr, scope->path.len) == 0;
}

bool hito_lint_in_scope(const struct hito_lint_options *options,
			const struct hito_source *source, struct hito_span span)
{
	size_t i;

	for (i = 0; source && i < options->scope_count; i++) {
		if (scope_holds(&options->scopes[i], source, span))
			return true;
	}
	return options->scope_count == 0;
}

bool hito_lint_item_in_scope(const struct hito_lint_options *options,
			     const struct hito_item *item)
{
	return options->scope_count == 0 ||
	       hito_lint_in_scope(options, hito_lint_source(item),
				  hito_lint_title_span(item));
}

size_t hito_lint_count_steps(const struct hito_lint *lint)
{
	size_t steps = 0, i;

	for (i = 0; i < lint->model->plan_count; i++)
		steps += lint->model->plans[i]->step_count;
	return steps;
}

bool *hito_lint_step_flags(struct hito_lint *lint)
{
	bool *flags =
		hito_new(lint->scratch, bool, hito_lint_count_steps(lint) + 1);

	lint->no_memory |= !flags;
	return flags;
}
