/* SPDX-License-Identifier: MIT */
/* Finds where a step goes: behind its neighbours, in their way of writing. */
#include "edit/insert.h"

#include "plan/slot.h"
#include "plan/spelling.h"

#define MOST_LEVEL 6
#define MOST_GAP 3

static bool is_head(const struct hito_item *step)
{
	return step->document && step->document->is_step &&
	       step->block == &step->document->blocks[0];
}

/* Does the step stand where a heading of its objective or parent holds it? */
static bool is_by_place(const struct hito_item *step,
			const struct hito_insert_wish *wish)
{
	const struct hito_item *up =
		wish->parent ? wish->parent : wish->objective;
	uint32_t index =
		wish->parent ? step->block->parent : step->block->objective;

	if (!up)
		return index == HITO_NO_BLOCK;
	return index != HITO_NO_BLOCK && step->document == up->document &&
	       &step->document->blocks[index] == up->block;
}

static bool is_sibling(const struct hito_item *step,
		       const struct hito_insert_wish *wish)
{
	return step->parent == wish->parent &&
	       (wish->parent || step->objective == wish->objective) &&
	       step->block && step->block->fenced &&
	       (is_head(step) || is_by_place(step, wish));
}

/* The last one of those that it stands with; NULL: it is the first. */
static const struct hito_item *find_sibling(const struct hito_insert_wish *wish)
{
	const struct hito_item *plan = wish->plan, *last = NULL;

	for (size_t i = 0; i < plan->step_count; i++)
		if (is_sibling(plan->steps[i], wish))
			last = plan->steps[i];
	return last;
}

/* Are the plan's steps files of their own? */
static bool has_files(const struct hito_item *plan,
		      const struct hito_item **out_last)
{
	struct hito_str path =
		plan->document ? plan->document->source->path : HITO_STR("");

	*out_last = NULL;
	for (size_t i = 0; i < plan->step_count; i++)
		if (!plan->steps[i]->parent)
			*out_last = plan->steps[i];
	if (*out_last)
		return is_head(*out_last);
	return hito_str_ends(path, "/plan.md") || hito_str_is(path, "plan.md");
}

static struct hito_str folder_of(const struct hito_document *document)
{
	struct hito_str path = document->source->path;
	size_t end = path.len;

	while (end > 0 && path.ptr[end - 1] != '/')
		end--;
	return hito_str_slice(path, 0, end ? end - 1 : 0);
}

/* Lines */

static bool is_blank(const struct hito_source *source, uint32_t line)
{
	struct hito_span span = hito_source_line_span(source, line);

	return hito_str_trim(hito_source_text(source, span)).len == 0;
}

/* The empty lines right above one. */
static uint32_t blank_above(const struct hito_source *source, uint32_t line)
{
	uint32_t count = 0;

	while (line > count + 1 && is_blank(source, line - count - 1))
		count++;
	return count < MOST_GAP ? count : MOST_GAP;
}

static unsigned level_of(const struct hito_source *source,
			 const struct hito_block *block)
{
	uint32_t line = hito_source_line(source, block->heading.start);
	struct hito_str text = hito_str_trim(
		hito_source_text(source, hito_source_line_span(source, line)));
	unsigned level = 0;

	while (level < text.len && text.ptr[level] == '#')
		level++;
	if (level || line >= source->line_count)
		return level;
	/* an underline, which may be behind further lines of the title */
	while (++line <= source->line_count) {
		text = hito_str_trim(hito_source_text(
			source, hito_source_line_span(source, line)));
		if (hito_str_starts(text, "="))
			return 1;
		if (hito_str_starts(text, "-"))
			return 2;
		if (!text.len)
			break;
	}
	return 1;
}

/* "---" between sections belongs to what follows. */
static bool is_rule(struct hito_str text)
{
	size_t count = 0;

	text = hito_str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == ' ' || text.ptr[i] == '\t')
			continue;
		if (text.ptr[i] != text.ptr[0])
			return false;
		count++;
	}
	return count >= 3 &&
	       (text.ptr[0] == '-' || text.ptr[0] == '*' || text.ptr[0] == '_');
}

/* Behind the last line of a section that says something. */
static void find_end(struct hito_insert_spot *spot, struct hito_span section,
		     bool last)
{
	const struct hito_source *source = spot->document->source;
	uint32_t first = hito_source_line(source, section.start);
	uint32_t line = section.end > section.start
				? hito_source_line(source, section.end - 1)
				: first;
	uint32_t past = line + 1;

	while (line > first && is_blank(source, line))
		line--;
	if (!last && line > first + 1 && is_blank(source, line - 1) &&
	    is_rule(hito_source_text(source,
				     hito_source_line_span(source, line)))) {
		past = line;
		while (--line > first && is_blank(source, line))
			continue;
	}
	spot->at = line < source->line_count ? source->line_starts[line]
					     : (uint32_t)source->text.len;
	/* What follows keeps its distance, or gets one. */
	spot->behind = 0;
	if (past == line + 1 && spot->at < source->text.len)
		spot->behind = spot->above;
}

/* Spots */

static void take_style(struct hito_insert_spot *spot,
		       const struct hito_item *like, bool sibling)
{
	const struct hito_source *source = spot->document->source;
	const struct hito_block *block = like->block;
	uint32_t line = hito_source_line(source, block->heading.start);
	uint32_t fence;

	spot->above = spot->between = 1;
	if (block->front.start > block->heading.start && block->fenced) {
		fence = hito_source_line(source, block->front.start) - 1;
		spot->between = blank_above(source, fence);
	}
	if (sibling)
		spot->above = blank_above(source, line);
	/* the last line may have no end */
	spot->line_end = hito_slot_line_end(
		source, line < source->line_count ? block->heading.start : 0);
}

/* In a file of its own, beside another one or the plan. */
static void place_file(struct hito_insert_spot *spot,
		       const struct hito_item *like)
{
	spot->own_file = true;
	spot->document = like->document;
	spot->folder = folder_of(like->document);
	spot->named_plan =
		like->kind == HITO_STEP && hito_item_value(like, HITO_KEY_PLAN);
	spot->line_end = hito_slot_line_end(like->document->source, 0);
	spot->level = 1;
}

static void place_behind(struct hito_insert_spot *spot,
			 const struct hito_item *sibling)
{
	const struct hito_source *source = sibling->document->source;
	struct hito_span section = sibling->block->section;

	spot->document = sibling->document;
	spot->level = level_of(source, sibling->block);
	take_style(spot, sibling, true);
	find_end(spot, section, section.end == source->text.len);
}

/* At the end of what it belongs to: the first one there. */
static void place_below(struct hito_insert_spot *spot,
			const struct hito_item *up)
{
	const struct hito_source *source = up->document->source;
	bool plan = up->kind == HITO_PLAN;

	spot->document = up->document;
	spot->level = plan || is_head(up) ? 2 : level_of(source, up->block) + 1;
	if (spot->level > MOST_LEVEL)
		spot->level = 0;
	take_style(spot, up, false);
	if (plan)
		spot->between = 1;
	find_end(spot, up->block->section,
		 up->block->section.end == source->text.len);
}

static const char *refuse(const struct hito_insert_spot *spot)
{
	const struct hito_mapping *mapping = spot->document->mapping;
	const struct hito_source *source = spot->document->source;
	struct hito_span all = {0, (uint32_t)source->text.len};

	if (mapping && (mapping->has_keys || mapping->step_files == 1 ||
			mapping->state_count || mapping->section_count ||
			mapping->state != HITO_WORD_NONE))
		return HITO_N("its files are read through map:; add the step "
			      "with the tool that writes them");
	if (hito_source_damage(source, all))
		return HITO_N("the file is in a conflict, or cannot be read "
			      "whole");
	if (spot->own_file && hito_insert_is_plain(spot->wish.objective))
		return HITO_N("the plan's steps are files, and its heading has "
			      "no objective block to be named by");
	if (!spot->level)
		return HITO_N("headings go no deeper than six levels");
	return NULL;
}

/* The language of keys: the plan's, else that of the neighbours. */
static bool is_spanish(const struct hito_insert_wish *wish,
		       const struct hito_item *sibling)
{
	struct hito_item step = {
		.kind = HITO_STEP,
		.plan = (struct hito_item *)(uintptr_t)wish->plan,
		.document = wish->plan->document,
		.lang = wish->plan->lang,
	};

	if (step.lang == HITO_LANG_NONE)
		step.parent = (struct hito_item *)(uintptr_t)sibling;
	return hito_spelling_is_spanish(&step);
}

bool hito_insert_find(const struct hito_insert_wish *wish,
		      struct hito_insert_spot *out, const char **refused)
{
	const struct hito_item *sibling = find_sibling(wish), *last;
	const struct hito_item *up = wish->plan;
	struct hito_insert_spot spot = {.wish = *wish};
	bool files = has_files(wish->plan, &last);

	*refused = NULL;
	if (wish->objective)
		up = wish->objective;
	if (wish->parent)
		up = wish->parent;
	if (!sibling && (!up->document || !up->block)) {
		*refused = HITO_N("no file says what it is");
		return true;
	}
	if (sibling && !is_head(sibling))
		place_behind(&spot, sibling);
	else if (sibling)
		place_file(&spot, sibling);
	else if (wish->parent ? is_head(wish->parent) : files)
		place_file(&spot, wish->parent ? wish->parent
				  : last       ? last
					       : wish->plan);
	else
		place_below(&spot, up);
	spot.spanish = is_spanish(wish, sibling ? sibling : last);
	*refused = refuse(&spot);
	*out = spot;
	return true;
}
