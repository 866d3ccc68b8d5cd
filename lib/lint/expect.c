/* SPDX-License-Identifier: MIT */
/* Findings against what is expected where they stand. */
#include "lint/expect.h"

#include <stdlib.h>

#include "lint/past.h"
#include "lint/select.h"
#include "lint/spot.h"

/* A thing of the project: its bytes, and its entries of expect:. */
struct spot {
	struct hito_spot where;
	/* by rule, of the entry that holds for it, from 1; NULL: it has none */
	const size_t *entries;
	size_t first, end; /* its entries in the list of all */
	size_t up;         /* the spot around it; SIZE_MAX: none */
};

struct matching {
	struct hito_lint *lint;
	struct hito_expectations all;
	struct spot *spots;
	size_t count, capacity;
};

/* Of several that hold for a rule the first counts. */
static bool index_entries(struct matching *matching, size_t first,
			  const size_t **out_entries)
{
	size_t *entries;

	*out_entries = NULL;
	if (first == matching->all.count)
		return true;
	entries =
		hito_new(matching->lint->scratch, size_t, HITO_RULE_COUNT + 1);
	if (!entries)
		return false;
	for (size_t i = first; i < matching->all.count; i++) {
		struct hito_expectation *one = &matching->all.list[i];

		if (!one->holds)
			continue;
		one->second =
			one->rule != HITO_RULE_COUNT && entries[one->rule] != 0;
		if (!one->second)
			entries[one->rule] = i + 1;
	}
	*out_entries = entries;
	return true;
}

static bool add_spot(struct matching *matching, const struct hito_item *item)
{
	size_t first = matching->all.count;
	const size_t *entries;

	if (!item->block || !hito_lint_source(item))
		return true;
	if (!hito_expectations_read(matching->lint, item, &matching->all) ||
	    !index_entries(matching, first, &entries) ||
	    !hito_reserve(matching->lint->scratch, matching->spots,
			  matching->count, matching->capacity))
		return false;
	matching->spots[matching->count++] = (struct spot){
		.where = {hito_lint_source(item), item->block->section},
		.entries = entries,
		.first = first,
		.end = matching->all.count,
	};
	return true;
}

static bool add_spots(struct matching *matching, struct hito_item *const *items,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!add_spot(matching, items[i]))
			return false;
	}
	return true;
}

static bool add_all(struct matching *matching)
{
	const struct hito_model *model = matching->lint->model;

	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		if (!add_spot(matching, plan) ||
		    !add_spots(matching, plan->objectives,
			       plan->objective_count) ||
		    !add_spots(matching, plan->kpis, plan->kpi_count) ||
		    !add_spots(matching, plan->team, plan->team_count) ||
		    !add_spots(matching, plan->steps, plan->step_count))
			return false;
	}
	return add_spots(matching, model->kpis, model->kpi_count) &&
	       add_spots(matching, model->team, model->team_count);
}

static bool holds(const struct spot *spot, const struct hito_source *source,
		  uint32_t offset)
{
	return spot->where.source == source &&
	       spot->where.section.start <= offset &&
	       offset < spot->where.section.end;
}

/* In order, so that what holds others comes before them. */
static void nest(struct matching *matching)
{
	struct spot *spots = matching->spots;
	size_t i, up;

	if (matching->count)
		qsort(spots, matching->count, sizeof(*spots),
		      hito_spot_compare);
	for (i = 0; i < matching->count; i++) {
		up = i ? i - 1 : SIZE_MAX;
		while (up != SIZE_MAX &&
		       !holds(&spots[up], spots[i].where.source,
			      spots[i].where.section.start))
			up = spots[up].up;
		spots[i].up = up;
	}
}

/* The innermost thing that an offset lies in; NULL for none. */
static const struct spot *find_spot(const struct matching *matching,
				    const struct hito_source *source,
				    uint32_t offset)
{
	size_t count =
		hito_spot_count_to(matching->spots, matching->count,
				   sizeof(matching->spots[0]), source, offset);
	size_t at = count ? count - 1 : SIZE_MAX;

	while (at != SIZE_MAX && !holds(&matching->spots[at], source, offset))
		at = matching->spots[at].up;
	return at == SIZE_MAX ? NULL : &matching->spots[at];
}

static bool is_expected(struct matching *matching,
			const struct hito_finding *finding)
{
	const struct spot *spot;

	if (!finding->source || !hito_rule_is_waivable(finding->rule))
		return false;
	spot = find_spot(matching, finding->source, finding->span.start);
	if (!spot || !spot->entries || !spot->entries[finding->rule])
		return false;
	matching->all.list[spot->entries[finding->rule] - 1].used = true;
	return true;
}

/*
 * Where a value was not read as it was meant, what is expected may well come
 * back when that is mended.
 */
static void doubt(struct matching *matching, const struct hito_finding *finding)
{
	const struct spot *spot = finding->source
					  ? find_spot(matching, finding->source,
						      finding->span.start)
					  : NULL;

	for (size_t i = spot ? spot->first : 0; spot && i < spot->end; i++) {
		matching->all.list[i].unsure = true;
		matching->all.list[i].unread |= finding->level == HITO_ERROR;
	}
}

static void take(struct matching *matching)
{
	struct hito_lint *lint = matching->lint;
	size_t kept = 0;

	for (size_t i = 0; i < lint->found_count; i++) {
		struct hito_finding *finding = lint->found[i];

		if (!is_expected(matching, finding)) {
			if (i < lint->read_count)
				doubt(matching, finding);
			lint->found[kept++] = finding;
		} else if (hito_lint_in_scope(lint->options, finding->source,
					      finding->span) &&
			   hito_select_finding(lint->project, lint->options,
					       finding)) {
			lint->expected++;
		}
	}
	lint->found_count = kept;
}

/* Was its rule asked, of this thing? */
static bool was_asked(const struct hito_lint *lint,
		      const struct hito_expectation *one)
{
	struct hito_finding probe = {
		.rule = one->rule,
		.source = hito_lint_source(one->item),
	};

	if (hito_rule_is_of_history(one->rule) && !lint->options->status)
		return false;
	return !(lint->off[one->rule] && hito_lint_is_mapped(one->item)) &&
	       hito_select_finding(lint->project, lint->options, &probe);
}

static bool is_expired(const struct matching *matching,
		       const struct hito_expectation *one)
{
	return one->until != HITO_DAY_NONE &&
	       one->until < matching->lint->today;
}

/* What its message is; NULL where all is well. */
static const char *fault_of(struct matching *matching, size_t at)
{
	struct hito_expectation *one = &matching->all.list[at];

	if (one->rule == HITO_RULE_COUNT || one->used)
		return NULL;
	if (is_expired(matching, one))
		return HITO_N("{2} was expected until {3} only");
	if (!one->holds)
		return NULL; /* told when it was read */
	if (one->second)
		return HITO_N("{2} is expected twice");
	if (one->unread || !was_asked(matching->lint, one))
		return NULL;
	return HITO_N("{2} is expected, and finds nothing here");
}

static struct hito_finding *raise(struct matching *matching,
				  const struct hito_expectation *one,
				  struct hito_span span, const char *message)
{
	struct hito_finding *finding = hito_lint_raise(
		matching->lint, HITO_RULE_F008, one->item, span, message);

	finding->key = one->value->key_text;
	finding->args[0] = one->value->key_text;
	finding->args[1] = hito_str_from(hito_rule_id(one->rule));
	return finding;
}

static bool raise_idle(struct matching *matching,
		       const struct hito_expectation *one, const char *message)
{
	struct hito_lint *lint = matching->lint;
	bool expired = is_expired(matching, one);
	struct hito_finding *finding = raise(
		matching, one, expired ? one->until_span : one->span, message);
	char text[HITO_DAY_SIZE];

	finding->help = HITO_N("take the entry away");
	if (!expired)
		return true;
	finding->help = HITO_N("do what it asks for, or set another day");
	finding->args[2] = hito_arena_copy(
		lint->arena, hito_str_from(hito_day_format(one->until, text)));
	return finding->args[2].ptr != NULL;
}

static void raise_unreasoned(struct matching *matching,
			     const struct hito_expectation *one)
{
	struct hito_finding *finding;

	if (one->rule == HITO_RULE_COUNT || one->has_reason)
		return;
	finding = raise(matching, one, one->rule_span,
			HITO_N("{2} is expected, and nothing says why"));
	finding->args[2] = hito_expectation_reason(one->item);
	finding->help = HITO_N("write \"{3}: ...\" beside it");
}

/* Surely, whatever else is mended? */
static bool may_go(const struct matching *matching, size_t at)
{
	const struct hito_expectation *one = &matching->all.list[at];

	return !one->torn && (!one->unsure || is_expired(matching, one));
}

/* The first of several that are all idle takes the key with it. */
static bool takes_all(const struct matching *matching, size_t at)
{
	const struct hito_expectation *list = matching->all.list;
	const struct hito_value *value = list[at].value;
	size_t i, count = 0;

	if (!list[at].entry)
		return true;
	if (at > 0 && list[at - 1].value == value)
		return false;
	for (i = at; i < matching->all.count && list[i].value == value; i++) {
		if (!list[i].idle || !may_go(matching, i))
			return false;
		count++;
	}
	return count == value->node->count;
}

/* To the finding that was raised last. */
static void attach_fix(struct matching *matching, size_t at)
{
	struct hito_findings *findings = &matching->lint->findings;
	const struct hito_expectation *one = &matching->all.list[at];
	struct hito_span span;

	if (!findings->count ||
	    findings->list[findings->count - 1]->rule != HITO_RULE_F008)
		return;
	if ((takes_all(matching, at) &&
	     hito_expectation_cut(one, true, &span)) ||
	    hito_expectation_cut(one, false, &span))
		hito_finding_fix(findings, findings->list[findings->count - 1],
				 HITO_FIX_SAFE, span, HITO_STR(""));
}

static bool judge(struct matching *matching)
{
	struct hito_expectations *all = &matching->all;

	for (size_t i = 0; i < all->count; i++)
		all->list[i].idle = fault_of(matching, i) != NULL;
	for (size_t i = 0; i < all->count; i++) {
		if (!all->list[i].idle) {
			raise_unreasoned(matching, &all->list[i]);
			continue;
		}
		if (!raise_idle(matching, &all->list[i], fault_of(matching, i)))
			return false;
		if (may_go(matching, i))
			attach_fix(matching, i);
	}
	return true;
}

bool hito_lint_expect(struct hito_lint *lint)
{
	struct matching matching = {.lint = lint};

	if (!lint->expects)
		return true;
	if (!add_all(&matching))
		return false;
	if (!matching.all.count)
		return true;
	nest(&matching);
	take(&matching);
	return judge(&matching);
}
