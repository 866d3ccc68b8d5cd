/* SPDX-License-Identifier: MIT */
/* Fixing: picks edits that keep out of each other's way, and applies them. */
#include "hito/fix.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "edit/fixed.h"

/* Is it of the text, in order, and clear of what cannot be trusted? */
static bool edit_is_sound(const struct hito_finding *finding,
			  const struct hito_edit *edit, uint32_t from)
{
	const struct hito_source *source = finding->source;
	const struct hito_damage *damage;

	if (edit->span.start < from || edit->span.end < edit->span.start ||
	    edit->span.end > source->text.len)
		return false;
	damage = hito_source_damage(source, edit->span);
	return !damage || (damage->kind != HITO_DAMAGE_CONFLICT &&
			   finding->rule == HITO_RULE_F006);
}

bool hito_fix_applies(const struct hito_finding *finding,
		      const struct hito_model *model, enum hito_safety safety)
{
	const struct hito_fix *fix = finding->fix;
	const struct hito_document *document;
	bool changes = false;
	uint32_t from = 0;
	size_t i;

	if (!fix || !finding->source || fix->edit_count == 0 ||
	    fix->safety > safety || fix->safety == HITO_FIX_TEMPLATE)
		return false;
	document = hito_model_document(model, finding->source->path);
	if (!document || document->source != finding->source)
		return false;
	for (i = 0; i < fix->edit_count; i++) {
		const struct hito_edit *edit = &fix->edits[i];

		if (!edit_is_sound(finding, edit, from))
			return false;
		changes |= !hito_str_equal(
			hito_source_text(finding->source, edit->span),
			edit->text);
		from = edit->span.end;
	}
	return changes;
}

/* Errors of form, which no fix may make: "F001 path". */
static bool is_error_of_form(const struct hito_finding *finding)
{
	const char *id = hito_rule_id(finding->rule);

	return finding->source && finding->level == HITO_ERROR &&
	       id[0] == 'F' && id[1] == '0';
}

/* How many there are of a rule in a file, counted in a map. */
static size_t *count_of(struct hito_map *map,
			const struct hito_finding *finding,
			struct hito_arena *arena)
{
	struct hito_str key =
		hito_arena_printf(arena, "%s %.*s", hito_rule_id(finding->rule),
				  HITO_STR_ARG(finding->source->path));
	size_t *count = key.ptr ? hito_map_find(map, key) : NULL;

	if (count || !key.ptr)
		return count;
	count = hito_new(arena, size_t, 1);
	return count && hito_map_put(map, key, count) ? count : NULL;
}

static bool count_errors(struct hito_map *map,
			 const struct hito_workspace *workspace,
			 struct hito_arena *arena)
{
	size_t i;

	hito_map_init(map, arena);
	for (i = 0; i < workspace->findings.count; i++) {
		const struct hito_finding *finding =
			workspace->findings.list[i];
		size_t *count;

		if (!is_error_of_form(finding))
			continue;
		count = count_of(map, finding, arena);
		if (!count)
			return false;
		++*count;
	}
	return true;
}

bool hito_fixes_init(struct hito_fixes *fixes,
		     const struct hito_workspace *workspace,
		     const struct hito_lint_options *options,
		     enum hito_safety safety, struct hito_arena *arena,
		     struct hito_err *err)
{
	size_t count = options->scope_count;

	*fixes = (struct hito_fixes){
		.arena = arena,
		.safety = safety,
		.scopes = hito_new(arena, struct hito_lint_scope, count + 1),
		.scopes_at_first =
			hito_new(arena, struct hito_lint_scope, count + 1),
		.scope_count = count,
		.by_path = hito_new(arena, struct hito_map, 1),
		.errors = hito_new(arena, struct hito_map, 1),
	};
	if (!fixes->scopes || !fixes->scopes_at_first || !fixes->by_path ||
	    !fixes->errors || !count_errors(fixes->errors, workspace, arena))
		return hito_err_memory(err);
	hito_map_init(fixes->by_path, arena);
	if (count) {
		memcpy(fixes->scopes, options->scopes,
		       count * sizeof(fixes->scopes[0]));
		memcpy(fixes->scopes_at_first, options->scopes,
		       count * sizeof(fixes->scopes[0]));
	}
	return true;
}

/* The file of a source, begun when it is the first time; NULL: no memory. */
static struct hito_fixed *file_of(struct hito_fixes *fixes,
				  const struct hito_source *source)
{
	struct hito_fixed *fixed = hito_map_find(fixes->by_path, source->path);

	if (fixed)
		return fixed;
	fixed = hito_new(fixes->arena, struct hito_fixed, 1);
	if (!fixed || !hito_reserve(fixes->arena, fixes->list, fixes->count,
				    fixes->capacity))
		return NULL;
	fixed->refused = HITO_RULE_COUNT;
	fixed->safety = fixes->safety;
	fixed->path = hito_arena_copy(fixes->arena, source->path);
	fixed->before = hito_arena_copy(fixes->arena, source->text);
	fixed->after = fixed->before;
	if (!fixed->path.ptr || !fixed->before.ptr ||
	    !hito_fixed_lines(fixed, fixes->arena) ||
	    !hito_map_put(fixes->by_path, fixed->path, fixed))
		return NULL;
	fixes->list[fixes->count++] = fixed;
	return fixed;
}

struct candidate {
	const struct hito_fix *fix;
	struct hito_span hull; /* from its first edit to its last */
	size_t order;
};

static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->hull.start != b->hull.start)
		return a->hull.start < b->hull.start ? -1 : 1;
	if (a->hull.end != b->hull.end)
		return a->hull.end < b->hull.end ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Two that only touch are apart unless one of them inserts there. */
static bool is_behind(struct hito_span span, struct hito_span last)
{
	if (span.start != last.end)
		return span.start > last.end;
	return span.end > span.start && last.end > last.start;
}

/* The edits of the first of all that are in each other's way. */
static size_t pick_edits(struct candidate *candidates, size_t count,
			 struct hito_edit *edits, size_t *out_fixes)
{
	struct hito_span last = {0, 0};
	size_t edit_count = 0, i, j;

	qsort(candidates, count, sizeof(candidates[0]), compare_candidates);
	*out_fixes = 0;
	for (i = 0; i < count; i++) {
		const struct hito_fix *fix = candidates[i].fix;

		if (*out_fixes && !is_behind(candidates[i].hull, last))
			continue;
		for (j = 0; j < fix->edit_count; j++)
			edits[edit_count++] = fix->edits[j];
		last = candidates[i].hull;
		++*out_fixes;
	}
	return edit_count;
}

static void move_scopes(struct hito_fixes *fixes, const struct hito_fixed *file,
			const struct hito_edit *edits, size_t count)
{
	size_t i;

	for (i = 0; i < fixes->scope_count; i++) {
		struct hito_lint_scope *scope = &fixes->scopes[i];

		if (scope->span.end > scope->span.start &&
		    hito_str_equal(scope->path, file->path))
			scope->span =
				hito_fixed_span(scope->span, edits, count);
	}
}

static bool was_there(const struct hito_fixed *fixed)
{
	size_t i;

	for (i = 0; i < fixed->earlier_count; i++) {
		if (hito_str_equal(fixed->earlier[i], fixed->after))
			return true;
	}
	return false;
}

/* Apply edits, and see whether that goes round in circles. */
static bool splice(struct hito_fixes *fixes, struct hito_fixed *fixed,
		   const struct hito_edit *edits, size_t count)
{
	if (fixed->earlier_count < HITO_FIX_ROUNDS)
		fixed->earlier[fixed->earlier_count++] = fixed->after;
	if (!hito_fixed_splice(fixed, edits, count, fixes->arena))
		return false;
	move_scopes(fixes, fixed, edits, count);
	fixed->given_up = was_there(fixed);
	return true;
}

/* The findings of one file, which are neighbours. */
static bool fix_file(struct hito_fixes *fixes, const struct hito_model *model,
		     const struct hito_finding *findings, size_t count,
		     struct hito_arena *scratch, bool *out_changed)
{
	struct candidate *candidates =
		hito_new(scratch, struct candidate, count);
	struct hito_edit *edits =
		hito_new(scratch, struct hito_edit, 2 * count);
	size_t found = 0, edit_count, fix_count, i;
	struct hito_fixed *fixed =
		hito_map_find(fixes->by_path, findings[0].source->path);
	enum hito_safety safety = fixed ? fixed->safety : fixes->safety;

	if (!candidates || !edits)
		return false;
	for (i = 0; i < count; i++) {
		const struct hito_fix *fix = findings[i].fix;

		if (!hito_fix_applies(&findings[i], model, safety))
			continue;
		candidates[found] = (struct candidate){.fix = fix, .order = i};
		candidates[found++].hull = (struct hito_span){
			fix->edits[0].span.start,
			fix->edits[fix->edit_count - 1].span.end};
	}
	if (!found)
		return true;
	fixed = file_of(fixes, findings[0].source);
	if (!fixed)
		return false;
	if (fixed->given_up)
		return true;
	edit_count = pick_edits(candidates, found, edits, &fix_count);
	if (!splice(fixes, fixed, edits, edit_count))
		return false;
	fixed->count += fix_count;
	*out_changed = true;
	return true;
}

bool hito_fixes_round(struct hito_fixes *fixes, const struct hito_model *model,
		      const struct hito_lint_result *result, bool *out_changed,
		      struct hito_err *err)
{
	struct hito_arena *scratch = hito_arena_sub(fixes->arena);
	bool done = scratch != NULL;
	size_t start = 0, end;

	*out_changed = false;
	for (; done && start < result->count; start = end) {
		const struct hito_source *source =
			result->findings[start].source;

		for (end = start + 1; end < result->count; end++) {
			if (result->findings[end].source != source)
				break;
		}
		if (!source || (fixes->only.ptr &&
				!hito_str_equal(fixes->only, source->path)))
			continue;
		done = fix_file(fixes, model, &result->findings[start],
				end - start, scratch, out_changed);
		hito_arena_clear(scratch);
	}
	hito_arena_free(scratch);
	return done ? true : hito_err_memory(err);
}

/* As it was before all fixes. False when memory ends. */
static bool take_back(struct hito_fixes *fixes, struct hito_fixed *fixed)
{
	size_t i;

	fixed->after = fixed->before;
	fixed->count = 0;
	fixed->earlier_count = 0;
	for (i = 0; i < fixes->scope_count; i++) {
		if (hito_str_equal(fixes->scopes[i].path, fixed->path))
			fixes->scopes[i] = fixes->scopes_at_first[i];
	}
	return hito_fixed_lines(fixed, fixes->arena);
}

bool hito_fixes_give_up(struct hito_fixes *fixes, struct hito_fixed *fixed)
{
	fixed->given_up = true;
	return take_back(fixes, fixed);
}

/* *out_refused is left alone where the file is as it was. */
static bool refuse(struct hito_fixes *fixes, struct hito_fixed *fixed,
		   enum hito_rule rule, bool *out_refused)
{
	if (!hito_fixed_is_changed(fixed))
		return true;
	fixed->refused = rule;
	fixed->given_up = fixed->safety == HITO_FIX_SAFE;
	fixed->safety = HITO_FIX_SAFE;
	*out_refused = true;
	return take_back(fixes, fixed);
}

/* More errors of its rule in its file than before? False: no memory. */
static bool is_worse(struct hito_fixes *fixes, struct hito_map *now,
		     const struct hito_finding *finding,
		     struct hito_arena *scratch, bool *out)
{
	const size_t *before, *after;

	*out = false;
	if (!is_error_of_form(finding))
		return true;
	before = count_of(fixes->errors, finding, fixes->arena);
	after = count_of(now, finding, scratch);
	if (!before || !after)
		return false;
	*out = *after > *before;
	return true;
}

static bool refuse_all(struct hito_fixes *fixes, enum hito_rule rule,
		       bool *out_refused)
{
	size_t i;

	for (i = 0; i < fixes->count; i++) {
		if (!refuse(fixes, fixes->list[i], rule, out_refused))
			return false;
	}
	return true;
}

bool hito_fixes_check(struct hito_fixes *fixes,
		      const struct hito_workspace *workspace, bool *out_changed,
		      struct hito_err *err)
{
	struct hito_arena *scratch = hito_arena_sub(fixes->arena);
	enum hito_rule elsewhere = HITO_RULE_COUNT;
	bool refused = false, worse = false;
	struct hito_map now;
	bool done = scratch && count_errors(&now, workspace, scratch);
	size_t i;

	for (i = 0; done && i < workspace->findings.count; i++) {
		const struct hito_finding *finding =
			workspace->findings.list[i];
		struct hito_fixed *fixed;

		done = is_worse(fixes, &now, finding, scratch, &worse);
		if (!done || !worse)
			continue;
		fixed = hito_map_find(fixes->by_path, finding->source->path);
		if (fixed)
			done = refuse(fixes, fixed, finding->rule, &refused);
		elsewhere = finding->rule;
	}
	/* A file that nobody touched got worse: by one of the others. */
	if (done && !refused && elsewhere != HITO_RULE_COUNT)
		done = refuse_all(fixes, elsewhere, &refused);
	*out_changed = refused;
	hito_arena_free(scratch);
	return done ? true : hito_err_memory(err);
}

bool hito_fixes_texts(struct hito_fixes *fixes,
		      const struct hito_file **out_texts, size_t *out_count,
		      struct hito_err *err)
{
	struct hito_file *texts =
		hito_new(fixes->arena, struct hito_file, fixes->count + 1);
	size_t count = 0, i;

	if (!texts)
		return hito_err_memory(err);
	for (i = 0; i < fixes->count; i++) {
		if (hito_fixed_is_changed(fixes->list[i]))
			texts[count++] = (struct hito_file){
				.path = fixes->list[i]->path,
				.text = fixes->list[i]->after};
	}
	*out_texts = texts;
	*out_count = count;
	return true;
}
