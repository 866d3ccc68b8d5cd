/* SPDX-License-Identifier: MIT */
/* Formats files of a project, and sees that they mean what they did. */
#include "edit/fmt.h"

#include <stdlib.h>

#include "edit/editing.h"
#include "edit/fixed.h"
#include "edit/fmt_block.h"

/* Texts that are not the same by then are left as they were. */
#define ROUNDS 6

struct owner {
	const struct hito_block *block;
	const struct hito_item *item;
};

/* What there is to find in a workspace. */
struct hito_fmt_index {
	struct owner *owners; /* by block */
	size_t owner_count, owner_capacity;
	const struct hito_finding **findings; /* by source and place */
	size_t finding_count;
};

void hito_fmt_init(struct hito_fmt *fmt, struct hito_arena *arena)
{
	*fmt = (struct hito_fmt){.arena = arena};
}

/* Finding */

static bool add_owner(struct hito_fmt *fmt, const struct hito_item *item)
{
	struct hito_fmt_index *index = fmt->index;

	if (!item->block)
		return true;
	if (!hito_reserve(fmt->arena, index->owners, index->owner_count,
			  index->owner_capacity))
		return false;
	index->owners[index->owner_count++] = (struct owner){item->block, item};
	return true;
}

static bool add_owners(struct hito_fmt *fmt, struct hito_item *const *items,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!add_owner(fmt, items[i]))
			return false;
	return true;
}

static int by_block(const void *a, const void *b)
{
	const struct owner *x = a, *y = b;

	return (x->block > y->block) - (x->block < y->block);
}

static const struct hito_item *find_owner(const struct hito_fmt *fmt,
					  const struct hito_block *block)
{
	const struct owner key = {block, NULL};
	const struct owner *found = NULL;

	if (fmt->index->owner_count)
		found = bsearch(&key, fmt->index->owners,
				fmt->index->owner_count, sizeof(key), by_block);
	return found ? found->item : NULL;
}

static int by_source(const void *a, const void *b)
{
	const struct hito_finding *x = *(const struct hito_finding *const *)a;
	const struct hito_finding *y = *(const struct hito_finding *const *)b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return (x > y) - (x < y);
}

static bool index_findings(struct hito_fmt *fmt)
{
	const struct hito_findings *all = &fmt->workspace->findings;
	struct hito_fmt_index *index = fmt->index;

	index->findings = hito_new(fmt->arena, const struct hito_finding *,
				   all->count + 1);
	if (!index->findings)
		return false;
	for (size_t i = 0; i < all->count; i++)
		index->findings[i] = all->list[i];
	index->finding_count = all->count;
	if (all->count)
		qsort(index->findings, all->count, sizeof(*index->findings),
		      by_source);
	return true;
}

/* The first finding of a file at or behind an offset, by its number. */
static size_t first_finding(const struct hito_fmt *fmt,
			    const struct hito_source *source, uint32_t offset)
{
	size_t low = 0, high = fmt->index->finding_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_finding *finding =
			fmt->index->findings[middle];

		if (finding->source < source ||
		    (finding->source == source && finding->span.start < offset))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct hito_finding *finding_at(const struct hito_fmt *fmt,
					     const struct hito_source *source,
					     size_t at)
{
	if (at >= fmt->index->finding_count ||
	    fmt->index->findings[at]->source != source)
		return NULL;
	return fmt->index->findings[at];
}

bool hito_fmt_begin(struct hito_fmt *fmt,
		    const struct hito_workspace *workspace)
{
	const struct hito_model *model = workspace->model;

	fmt->workspace = workspace;
	fmt->index = hito_new(fmt->arena, struct hito_fmt_index, 1);
	if (!fmt->index)
		return false;
	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		if (!add_owner(fmt, plan) ||
		    !add_owners(fmt, plan->objectives, plan->objective_count) ||
		    !add_owners(fmt, plan->kpis, plan->kpi_count) ||
		    !add_owners(fmt, plan->steps, plan->step_count))
			return false;
	}
	if (fmt->index->owner_count)
		qsort(fmt->index->owners, fmt->index->owner_count,
		      sizeof(struct owner), by_block);
	return index_findings(fmt);
}

/* Leaving alone */

static bool leave(struct hito_fmt *fmt, const struct hito_source *source,
		  uint32_t offset, const char *why, enum hito_rule rule)
{
	uint32_t line = hito_source_line(source, offset);

	for (size_t i = 0; i < fmt->left_count; i++)
		if (fmt->left[i].line == line &&
		    fmt->left[i].round == fmt->rounds &&
		    hito_str_equal(fmt->left[i].path, source->path))
			return true;
	if (!hito_reserve(fmt->arena, fmt->left, fmt->left_count,
			  fmt->left_capacity))
		return false;
	fmt->left[fmt->left_count++] = (struct hito_fmt_left){
		source->path, line, 0, why, rule, fmt->rounds};
	return true;
}

/* A file in the midst of a merge. */
static bool refuse_conflict(struct hito_fmt *fmt,
			    const struct hito_source *source,
			    const struct hito_damage *conflict)
{
	struct hito_place place =
		hito_source_place(source, conflict->span.start);

	if (!hito_reserve(fmt->arena, fmt->left, fmt->left_count,
			  fmt->left_capacity))
		return false;
	fmt->left[fmt->left_count++] = (struct hito_fmt_left){
		.path = source->path,
		.line = place.line,
		.column = place.column,
		.rule = HITO_RULE_F001,
		.round = fmt->rounds,
	};
	return true;
}

static bool is_damage(enum hito_rule rule)
{
	return rule == HITO_RULE_F001 || rule == HITO_RULE_F002 ||
	       rule == HITO_RULE_F006 || rule == HITO_RULE_F007;
}

static const struct hito_finding *find_damage(const struct hito_fmt *fmt,
					      const struct hito_source *source,
					      struct hito_span front)
{
	const struct hito_finding *finding;

	for (size_t at = first_finding(fmt, source, front.start);
	     (finding = finding_at(fmt, source, at)); at++) {
		if (finding->span.start > front.end)
			break;
		if (is_damage(finding->rule))
			return finding;
	}
	return NULL;
}

static size_t count_errors(const struct hito_fmt *fmt,
			   const struct hito_source *source)
{
	const struct hito_finding *finding;
	size_t count = 0;

	for (size_t at = first_finding(fmt, source, 0);
	     (finding = finding_at(fmt, source, at)); at++)
		count += is_damage(finding->rule) ||
			 (finding->rule == HITO_RULE_F005 &&
			  finding->level == HITO_ERROR);
	return count;
}

/* Formatting */

/*
 * Spellings that the language of the plan leaves no doubt about. What could
 * not be read stays so: hito lint says it.
 */
static bool is_fix(const struct hito_finding *finding, struct hito_span front)
{
	const struct hito_fix *fix = finding->fix;

	return fix && fix->safety == HITO_FIX_SAFE && fix->edit_count == 1 &&
	       (finding->rule == HITO_RULE_F004 ||
		(finding->level != HITO_ERROR &&
		 (finding->rule == HITO_RULE_T002 ||
		  finding->rule == HITO_RULE_M104))) &&
	       fix->edits[0].span.start >= front.start &&
	       fix->edits[0].span.end <= front.end;
}

static bool collect_fixes(struct hito_fmt *fmt, struct hito_fmt_block *block)
{
	struct hito_span front = block->block->front;
	const struct hito_finding *finding;
	struct hito_edit *fixes = NULL;
	size_t count = 0, capacity = 0;

	for (size_t at = first_finding(fmt, block->source, front.start);
	     (finding = finding_at(fmt, block->source, at)); at++) {
		if (finding->span.start > front.end)
			break;
		if (!is_fix(finding, front) ||
		    (count && finding->fix->edits[0].span.start <
				      fixes[count - 1].span.end))
			continue;
		if (!hito_reserve(fmt->arena, fixes, count, capacity))
			return false;
		fixes[count++] = finding->fix->edits[0];
	}
	block->fixes = fixes;
	block->fix_count = count;
	return true;
}

struct edits {
	struct hito_edit *list;
	size_t count, capacity;
};

static bool add_edits(struct hito_fmt *fmt, struct edits *edits,
		      const struct hito_fmt_block *block, struct hito_str text)
{
	struct hito_span front = block->block->front;
	struct hito_edit *list;
	size_t count;

	if (!hito_fmt_edits(hito_source_text(block->source, front), text,
			    front.start, fmt->arena, &list, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!hito_reserve(fmt->arena, edits->list, edits->count,
				  edits->capacity))
			return false;
		edits->list[edits->count++] = list[i];
	}
	return true;
}

/* KPIs and people within the head of a plan are entries of it. */
static bool is_nested(const struct hito_document *document,
		      const struct hito_block *block)
{
	const struct hito_block *head = &document->blocks[0];

	return block != head && block->kind != HITO_STEP &&
	       block->front.start < head->front.end;
}

static bool format_block(struct hito_fmt *fmt,
			 const struct hito_document *document,
			 const struct hito_block *owner, struct edits *edits)
{
	const struct hito_source *source = document->source;
	const struct hito_finding *damage;
	struct hito_fmt_block block = {
		.source = source,
		.block = owner,
		.item = find_owner(fmt, owner),
		.keys = fmt->keys,
		.arena = fmt->arena,
	};
	const char *why = NULL;
	struct hito_str text;

	if (!owner->fenced || is_nested(document, owner))
		return true;
	damage = find_damage(fmt, source, owner->front);
	if (damage)
		return leave(fmt, source, owner->front.start, NULL,
			     damage->rule);
	if (owner->damaged || hito_source_damage(source, owner->front))
		return leave(fmt, source, owner->front.start,
			     HITO_N("its block cannot be read whole"),
			     HITO_RULE_COUNT);
	if (!collect_fixes(fmt, &block) ||
	    !hito_fmt_block_write(&block, &text, &why))
		return false;
	if (why)
		return leave(fmt, source, owner->front.start, why,
			     HITO_RULE_COUNT);
	return add_edits(fmt, edits, &block, text);
}

static const struct hito_damage *find_conflict(const struct hito_source *source)
{
	for (size_t i = 0; i < source->damage_count; i++)
		if (source->damage[i].kind == HITO_DAMAGE_CONFLICT)
			return &source->damage[i];
	return NULL;
}

static int by_start(const void *a, const void *b)
{
	const struct hito_edit *x = a, *y = b;

	return (x->span.start > y->span.start) -
	       (x->span.start < y->span.start);
}

static bool format(struct hito_fmt *fmt, const struct hito_document *document,
		   struct edits *edits)
{
	const struct hito_damage *conflict = find_conflict(document->source);

	if (conflict)
		return refuse_conflict(fmt, document->source, conflict);
	for (size_t i = 0; i < document->block_count; i++)
		if (!format_block(fmt, document, &document->blocks[i], edits))
			return false;
	if (edits->count)
		qsort(edits->list, edits->count, sizeof(*edits->list),
		      by_start);
	return true;
}

bool hito_fmt_file(struct hito_fmt *fmt, const struct hito_document *document)
{
	struct edits edits = {.count = 0};
	struct hito_fmt_file *file;

	if (document->is_prose)
		return true;
	fmt->seen++;
	if (document->mapping) {
		fmt->mapped++;
		return true;
	}
	if (!format(fmt, document, &edits))
		return false;
	if (!edits.count)
		return true;
	file = hito_new(fmt->arena, struct hito_fmt_file, 1);
	if (!file ||
	    !hito_reserve(fmt->arena, fmt->files, fmt->count, fmt->capacity))
		return false;
	fmt->files[fmt->count++] = file;
	file->first = document;
	file->errors = count_errors(fmt, document->source);
	file->fixed.path = document->source->path;
	file->fixed.before = file->fixed.after = document->source->text;
	file->fixed.count = edits.count;
	file->fixed.refused = HITO_RULE_COUNT;
	return hito_fixed_lines(&file->fixed, fmt->arena) &&
	       hito_fixed_splice(&file->fixed, edits.list, edits.count,
				 fmt->arena);
}

/* Reading again */

bool hito_fmt_is_unstable(const struct hito_fmt *fmt)
{
	for (size_t i = 0; i < fmt->count; i++)
		if (!fmt->files[i]->stable)
			return true;
	return false;
}

bool hito_fmt_texts(const struct hito_fmt *fmt,
		    const struct hito_file **out_texts, size_t *out_count)
{
	struct hito_file *texts =
		hito_new(fmt->arena, struct hito_file, fmt->count + 1);

	if (!texts)
		return false;
	for (size_t i = 0; i < fmt->count; i++)
		texts[i] = (struct hito_file){
			.path = fmt->files[i]->fixed.path,
			.text = fmt->files[i]->fixed.after,
		};
	*out_texts = texts;
	*out_count = fmt->count;
	return true;
}

/* The next block of a kind; the number of blocks if there is none. */
static size_t next_of(const struct hito_document *document, enum hito_kind kind,
		      size_t at)
{
	while (at < document->block_count && document->blocks[at].kind != kind)
		at++;
	return at;
}

/* Kinds one by one: kpis: and team: may have changed places. */
static bool is_same(const struct hito_document *before,
		    const struct hito_document *after)
{
	static const enum hito_kind kinds[] = {
		HITO_PLAN, HITO_OBJECTIVE, HITO_KPI, HITO_PERSON, HITO_STEP};

	if (before->block_count != after->block_count)
		return false;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		size_t i = next_of(before, kinds[k], 0);
		size_t j = next_of(after, kinds[k], 0);

		while (i < before->block_count && j < after->block_count) {
			if (!hito_editing_same(&before->blocks[i],
					       &after->blocks[j]))
				return false;
			i = next_of(before, kinds[k], i + 1);
			j = next_of(after, kinds[k], j + 1);
		}
		if (i < before->block_count || j < after->block_count)
			return false;
	}
	return true;
}

static void refuse(struct hito_fmt_file *file)
{
	file->refused = file->stable = true;
	file->fixed.after = file->fixed.before;
}

static bool again(struct hito_fmt *fmt, struct hito_fmt_file *file)
{
	const struct hito_document *now =
		hito_model_document(fmt->workspace->model, file->fixed.path);
	struct edits edits = {.count = 0};

	if (!now || !is_same(file->first, now) ||
	    count_errors(fmt, now->source) > file->errors ||
	    fmt->rounds > ROUNDS) {
		refuse(file);
		return true;
	}
	if (!format(fmt, now, &edits))
		return false;
	file->stable = !edits.count;
	file->round = fmt->rounds;
	return file->stable || hito_fixed_splice(&file->fixed, edits.list,
						 edits.count, fmt->arena);
}

bool hito_fmt_counts(const struct hito_fmt *fmt,
		     const struct hito_fmt_left *left, bool after)
{
	for (size_t i = 0; after && i < fmt->count; i++)
		if (!fmt->files[i]->refused &&
		    hito_str_equal(fmt->files[i]->fixed.path, left->path))
			return left->round == fmt->files[i]->round;
	return !left->round;
}

static int by_line(const void *a, const void *b)
{
	const struct hito_fmt_left *x = a, *y = b;
	int order = hito_str_compare(x->path, y->path);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

bool hito_fmt_again(struct hito_fmt *fmt,
		    const struct hito_workspace *workspace)
{
	fmt->rounds++;
	if (!hito_fmt_begin(fmt, workspace))
		return false;
	for (size_t i = 0; i < fmt->count; i++)
		if (!fmt->files[i]->stable && !again(fmt, fmt->files[i]))
			return false;
	if (fmt->left_count)
		qsort(fmt->left, fmt->left_count, sizeof(*fmt->left), by_line);
	return true;
}
