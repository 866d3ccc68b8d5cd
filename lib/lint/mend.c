/* SPDX-License-Identifier: MIT */
/* Makes fixes from what else a step, its plan and its words say. */
#include "lint/mend.h"

#include "hito/limits.h"
#include "lint/wording.h"
#include "plan/slot.h"

#define NONE HITO_KEY_COUNT

static struct hito_str day_text(struct hito_lint *lint, hito_day day)
{
	char text[HITO_DAY_SIZE];

	return hito_arena_copy(lint->arena,
			       hito_str_from(hito_day_format(day, text)));
}

/* A block of a plan file that is written for hito and can be read. */
static bool is_mendable(const struct hito_item *item)
{
	return item->block && item->block->fenced && !item->block->damaged &&
	       hito_lint_source(item) && !item->document->mapping;
}

static void fill(struct hito_lint *lint, const struct hito_slot *slot,
		 struct hito_finding *finding, enum hito_safety safety,
		 struct hito_str key, struct hito_str text)
{
	if (!text.ptr ||
	    !hito_slot_fill(slot, &lint->findings, finding, safety, key, text))
		lint->no_memory = true;
}

/*
 * "By the end of May", where May ends on a Sunday: the last day of it on which
 * work is handed in, for the next one is later than was said.
 */
static hito_day last_day(const struct hito_lint *lint,
			 const struct hito_item *step,
			 const struct hito_judgement *judgement)
{
	hito_day day = judgement->due, before;

	if (judgement->term_has_day || hito_step_is_milestone(step) ||
	    hito_calendar_works(&lint->calendar, day))
		return day;
	before = hito_calendar_add(&lint->calendar, day, -1);
	return before != HITO_DAY_NONE && before >= lint->today ? before : day;
}

/* The day by which a text says it is done, and in which words. */
static bool find_day(struct hito_lint *lint, const struct hito_item *step,
		     struct hito_str text, hito_day *out_day,
		     struct hito_str *out_term)
{
	const struct hito_judgement *judgement;

	if (!text.len)
		return false;
	judgement = hito_lint_judge(lint, text, step->lang);
	if (!judgement || !judgement->bound || !judgement->term.len ||
	    judgement->due == HITO_DAY_NONE)
		return false;
	*out_day = last_day(lint, step, judgement);
	*out_term = hito_lint_own_words(judgement, judgement->term, text);
	return true;
}

static bool find_in_criterion(struct hito_lint *lint,
			      const struct hito_item *step, hito_day *out_day,
			      struct hito_str *out_term)
{
	const struct hito_value *success =
		hito_item_value(step, HITO_KEY_SUCCESS);
	struct hito_str text;
	struct hito_span span;
	size_t i;

	if (!success || !success->readable)
		return false;
	for (i = 0; hito_lint_part(success, i, &text, &span); i++) {
		if (find_day(lint, step, text, out_day, out_term))
			return true;
	}
	return false;
}

/*
 * Words are judged well, not surely, and most of their days count from the
 * day on which somebody reads them: such a fix needs a look.
 */
void hito_lint_mend_due(struct hito_lint *lint, const struct hito_item *step,
			struct hito_finding *finding)
{
	const struct hito_slot slot = {
		.source = hito_lint_source(step),
		.block = step->block,
		.keys = {HITO_KEY_DUE, NONE, NONE, NONE, NONE},
		.behind = {HITO_KEY_SUCCESS, HITO_KEY_OWNER, HITO_KEY_ID,
			   HITO_KEY_STATE, HITO_KEY_STEP},
	};
	struct hito_str term;
	hito_day day;

	if (!lint->wording.wanted[HITO_RULE_T001] || !is_mendable(step) ||
	    !hito_lint_in_scope(lint->options, finding->source, finding->span))
		return;
	if (find_day(lint, step, step->block->title, &day, &term))
		finding->help = HITO_N("the title says \"{4}\": write \"{2}: "
				       "{3}\"");
	else if (find_in_criterion(lint, step, &day, &term))
		finding->help = HITO_N("the criterion says \"{4}\": write "
				       "\"{2}: {3}\"");
	else
		return;
	finding->args[2] = day_text(lint, day);
	finding->args[3] = term;
	fill(lint, &slot, finding, HITO_FIX_SUGGESTED, finding->args[1],
	     finding->args[2]);
}

/* Does a step name the KPI, for itself or in its criterion? */
static bool moves(struct hito_lint *lint, const struct hito_item *step,
		  const struct hito_item *kpi)
{
	const struct hito_value *success =
		hito_item_value(step, HITO_KEY_SUCCESS);
	const struct hito_value *named = hito_item_value(step, HITO_KEY_KPI);
	const struct hito_part *part = success && success->mapping
					       ? hito_value_part(success, "kpi")
					       : NULL;
	struct hito_str text;
	struct hito_span span;
	size_t i;

	if (part && hito_model_kpi(lint->model, step->plan, part->text) == kpi)
		return true;
	for (i = 0; hito_lint_part(named, i, &text, &span); i++) {
		if (hito_model_kpi(lint->model, step->plan, text) == kpi)
			return true;
	}
	return false;
}

/*
 * The last due date of the steps that move it. *out_one: they have no other,
 * so that the target can be reached on no other day.
 */
static hito_day last_due(struct hito_lint *lint, const struct hito_item *kpi,
			 bool *out_one)
{
	const struct hito_item *plan = kpi->plan;
	hito_day last = HITO_DAY_NONE;
	size_t i;

	*out_one = true;
	for (i = 0; i < plan->step_count; i++) {
		const struct hito_item *step = plan->steps[i];
		const struct hito_value *due =
			hito_item_effective(step, HITO_KEY_DUE, NULL);

		if (hito_lint_is_dropped(step) || !moves(lint, step, kpi))
			continue;
		if (!due || !due->readable || due->day == HITO_DAY_NONE) {
			*out_one = false;
			continue;
		}
		if (last != HITO_DAY_NONE && due->day != last)
			*out_one = false;
		if (last == HITO_DAY_NONE || due->day > last)
			last = due->day;
	}
	return last;
}

void hito_lint_mend_window(struct hito_lint *lint, const struct hito_item *kpi,
			   struct hito_finding *finding)
{
	const struct hito_slot slot = {
		.source = hito_lint_source(kpi),
		.block = kpi->block,
		.keys = {HITO_KEY_BY, NONE, NONE, NONE, NONE},
		.behind = {HITO_KEY_TO, NONE, NONE, NONE, NONE},
	};
	hito_day day;
	bool one;

	if (!kpi->plan || !is_mendable(kpi) || !hito_lint_may_guess(lint))
		return;
	day = last_due(lint, kpi, &one);
	if (day == HITO_DAY_NONE)
		return;
	finding->args[2] = day_text(lint, day);
	finding->help = HITO_N("write \"{2}: {3}\", when the last of its steps "
			       "is due");
	fill(lint, &slot, finding, one ? HITO_FIX_SAFE : HITO_FIX_SUGGESTED,
	     finding->args[1], finding->args[2]);
}

/* ": " or a colon with the line that the value begins on: no comment. */
static bool is_gap(struct hito_str text)
{
	return hito_str_starts(text, ":") &&
	       hito_str_trim(hito_str_slice(text, 1, text.len)).len == 0;
}

/* Names that need no quotes. */
static bool is_simple(struct hito_str name)
{
	size_t i;

	for (i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    c < 0x80 &&
		    (i == 0 ||
		     !((c >= '0' && c <= '9') || c == '-' || c == ' ')))
			return false;
	}
	return name.len > 0;
}

/* ": ana", and below it "support: luis" or "support: [luis, marcos]" */
static struct hito_str write_owners(struct hito_lint *lint,
				    const struct hito_item *step,
				    const struct hito_value *owner,
				    struct hito_str indent)
{
	struct hito_str key = hito_spelling(step, HITO_KEY_SUPPORT);
	struct hito_str end = hito_slot_line_end(hito_lint_source(step),
						 owner->key_span.start);
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i;

	hito_out_to_memory(&out, &memory, lint->arena, HITO_LIMIT_FRONTMATTER);
	hito_out_text(&out, ": ");
	hito_out_str(&out, owner->parts[0].text);
	hito_out_str(&out, end);
	hito_out_str(&out, indent);
	hito_out_str(&out, key);
	hito_out_text(&out, owner->part_count > 2 ? ": [" : ": ");
	for (i = 1; i < owner->part_count; i++) {
		hito_out_text(&out, i > 1 ? ", " : "");
		hito_out_str(&out, owner->parts[i].text);
	}
	hito_out_text(&out, owner->part_count > 2 ? "]" : "");
	if (out.failed)
		return (struct hito_str){NULL, 0};
	return (struct hito_str){memory.ptr, memory.len};
}

static bool can_split(const struct hito_item *step,
		      const struct hito_value *owner, struct hito_str *indent)
{
	const struct hito_source *source = hito_lint_source(step);
	struct hito_str value = hito_source_text(source, owner->span);
	size_t i;

	if (!hito_slot_is_free(step->block, HITO_KEY_SUPPORT) ||
	    hito_str_find_byte(value, '#', 0) != SIZE_MAX ||
	    !is_gap(hito_str_slice(source->text, owner->key_span.end,
				   owner->span.start)))
		return false;
	for (i = 0; i < owner->part_count; i++) {
		if (!owner->parts[i].readable ||
		    !is_simple(owner->parts[i].text))
			return false;
	}
	return hito_slot_indent(source, owner, indent);
}

/* The step whose value a finding of reading is about; NULL. */
static const struct hito_item *step_of(struct hito_lint *lint,
				       const struct hito_finding *finding)
{
	const struct hito_item *plan =
		finding->plan.len && finding->step.len
			? hito_model_plan(lint->model, finding->plan)
			: NULL;
	const struct hito_item *step =
		plan ? hito_plan_find(plan, HITO_STEP, finding->step) : NULL;
	const struct hito_value *owner =
		step ? hito_item_value(step, HITO_KEY_OWNER) : NULL;

	if (!owner || finding->source != hito_lint_source(step) ||
	    finding->span.start < owner->span.start ||
	    finding->span.end > owner->span.end)
		return NULL;
	return step;
}

void hito_lint_mend_owners(struct hito_lint *lint, struct hito_finding *finding)
{
	const struct hito_item *step;
	const struct hito_value *owner;
	struct hito_str indent, text;
	struct hito_fix *fix;

	if (finding->rule != HITO_RULE_A002 || finding->fix)
		return;
	step = step_of(lint, finding);
	if (!step || !is_mendable(step))
		return;
	owner = hito_item_value(step, HITO_KEY_OWNER);
	if (owner->part_count < 2 || !can_split(step, owner, &indent))
		return;
	text = write_owners(lint, step, owner, indent);
	fix = hito_new(lint->arena, struct hito_fix, 1);
	if (!text.ptr || !fix) {
		lint->no_memory = true;
		return;
	}
	fix->safety = HITO_FIX_SUGGESTED;
	fix->edits[0] = (struct hito_edit){
		{owner->key_span.end, owner->span.end}, text};
	fix->edit_count = 1;
	finding->fix = fix;
}
