/* SPDX-License-Identifier: MIT */
/* Merges front matter, entry by entry. */
#include "edit/merging.h"

#include "base/map.h"
#include "plan/fold.h"

static const struct hito_merge_units no_units;

/* Names */

static struct hito_str folded(struct hito_arena *arena, struct hito_str word)
{
	struct hito_folded fold;

	if (!hito_fold(word, &fold))
		return word;
	return hito_arena_copy(arena, (struct hito_str){fold.text, fold.len});
}

static struct hito_str key_name(struct hito_arena *arena, enum hito_kind kind,
				struct hito_str word)
{
	enum hito_key key = hito_key_find(kind, word);

	return key == HITO_KEY_COUNT ? folded(arena, word)
				     : hito_str_from(hito_key_info(key)->name);
}

/* "2026-03-01: text": its day. */
static struct hito_str day_of(struct hito_str line)
{
	struct hito_str day, rest;

	hito_str_cut(line, ':', &day, &rest);
	return hito_str_trim(day);
}

static struct hito_str item_name(const struct hito_merge_version *version,
				 const struct hito_merge_place *place,
				 const struct hito_yaml_entry *entry)
{
	const struct hito_yaml *value = &entry->value;
	struct hito_str text = value->text;

	if (value->kind != HITO_YAML_SCALAR)
		text = hito_merge_bytes(version, value);
	if (place->scope != HITO_SCOPE_DAYS)
		return text;
	if (value->kind == HITO_YAML_MAPPING && value->count)
		return value->entries[0].key;
	return day_of(text);
}

static struct hito_str name_of(const struct hito_merging *merging,
			       const struct hito_merge_version *version,
			       const struct hito_merge_place *place,
			       const struct hito_yaml_entry *entry)
{
	if (!entry->key.len)
		return item_name(version, place, entry);
	switch (place->scope) {
	case HITO_SCOPE_KEYS:
		return key_name(merging->arena, place->kind, entry->key);
	case HITO_SCOPE_RAW:
		return folded(merging->arena, entry->key);
	default:
		return entry->key;
	}
}

/* Cutting */

static uint32_t line_start(const struct hito_source *source, uint32_t offset)
{
	return source->line_starts[hito_source_line(source, offset) - 1];
}

static uint32_t below(const struct hito_source *source, uint32_t offset)
{
	uint32_t line = hito_source_line(source, offset);

	return line < source->line_count ? source->line_starts[line]
					 : (uint32_t)source->text.len;
}

/* Only blanks stand before it on its line. */
static bool begins_line(const struct hito_source *source, uint32_t offset)
{
	struct hito_str before = hito_str_slice(
		source->text, line_start(source, offset), offset);

	return hito_str_trim(before).len == 0;
}

bool hito_merge_cut(const struct hito_merging *merging,
		    const struct hito_merge_version *version,
		    const struct hito_yaml *yaml, struct hito_span lines,
		    const struct hito_merge_place *place,
		    struct hito_merge_units *out)
{
	const struct hito_source *source = version->source;
	uint32_t at = lines.start;

	*out = (struct hito_merge_units){
		.version = version,
		.list = hito_new(merging->arena, struct hito_merge_unit,
				 yaml->count + 1),
	};
	if (!out->list)
		return false;
	for (size_t i = 0; i < yaml->count; i++) {
		const struct hito_yaml_entry *entry = &yaml->entries[i];
		struct hito_merge_unit *unit = &out->list[out->count++];
		uint32_t start = line_start(source, entry->span.start), end;

		end = entry->span.end > entry->span.start ? entry->span.end - 1
							  : entry->span.start;
		end = below(source, end);
		if (start < at || end > lines.end ||
		    !begins_line(source, entry->span.start))
			return false;
		unit->lead = hito_str_slice(source->text, at, start);
		unit->lines = hito_str_slice(source->text, start, end);
		unit->entry = entry;
		unit->name = name_of(merging, version, place, entry);
		at = end;
	}
	out->tail = hito_str_slice(source->text, at, lines.end);
	return true;
}

struct hito_merge_place hito_merge_inside(const struct hito_merge_place *place,
					  const struct hito_merge_unit *unit)
{
	struct hito_merge_place inside = {HITO_SCOPE_RAW, place->kind,
					  HITO_TYPE_ANY};
	enum hito_key key;

	if (place->scope == HITO_SCOPE_IDS)
		inside.scope = HITO_SCOPE_KEYS;
	if (place->scope != HITO_SCOPE_KEYS || !unit->entry)
		return inside;
	key = hito_key_find(place->kind, unit->entry->key);
	if (key == HITO_KEY_COUNT)
		return inside;
	inside.type = hito_key_info(key)->type;
	switch (inside.type) {
	case HITO_TYPE_LOG:
		inside.scope = HITO_SCOPE_DAYS;
		break;
	case HITO_TYPE_KPIS:
	case HITO_TYPE_TEAM:
		inside.scope = HITO_SCOPE_IDS;
		inside.kind =
			inside.type == HITO_TYPE_KPIS ? HITO_KPI : HITO_PERSON;
		break;
	case HITO_TYPE_SUCCESS:
		inside.scope = HITO_SCOPE_KEYS;
		inside.kind = HITO_KPI;
		break;
	case HITO_TYPE_PEOPLE:
	case HITO_TYPE_STEPS:
	case HITO_TYPE_IDS:
	case HITO_TYPE_LIST:
		inside.scope = HITO_SCOPE_ITEMS;
		break;
	default:
		break;
	}
	return inside;
}

/* Units */

/* A number for each name; one that comes again gets another. */
static bool number(struct hito_merging *merging, struct hito_map *names,
		   size_t *count, struct hito_merge_units *units, uint32_t *out)
{
	struct hito_arena *arena = merging->arena;
	struct hito_map seen;

	hito_map_init(&seen, arena);
	for (size_t i = 0; i < units->count; i++) {
		struct hito_str name = units->list[i].name;
		uint32_t *known, *times = hito_map_find(&seen, name);

		if (!times) {
			times = hito_new(arena, uint32_t, 1);
			if (!times || !hito_map_put(&seen, name, times))
				return hito_err_memory(merging->err);
		}
		if ((*times)++)
			name = hito_arena_printf(arena, "%.*s\n%u",
						 HITO_STR_ARG(name),
						 (unsigned)*times);
		known = name.ptr || !name.len ? hito_map_find(names, name)
					      : NULL;
		if (!known) {
			known = hito_new(arena, uint32_t, 1);
			if (!known || !hito_map_put(names, name, known))
				return hito_err_memory(merging->err);
			*known = (uint32_t)(*count)++;
		}
		units->list[i].class = *known;
		out[i] = *known;
	}
	return true;
}

static bool put_lead(struct hito_merging *merging,
		     const struct hito_merge_trio *trio)
{
	const struct hito_merge_texts leads = {
		trio->base ? trio->base->lead : HITO_STR(""), trio->ours->lead,
		trio->theirs->lead};

	return hito_merge_comments(merging, &leads);
}

static bool is_empty(const struct hito_merge_unit *unit)
{
	const struct hito_yaml *value;

	if (!unit)
		return true;
	if (!unit->entry)
		return unit->lines.len == 0;
	value = &unit->entry->value;
	return unit->entry->readable && value->kind == HITO_YAML_SCALAR &&
	       value->text.len == 0 && value->span.start == value->span.end;
}

static bool is_same(const struct hito_merge_units *a_units,
		    const struct hito_merge_unit *a,
		    const struct hito_merge_units *b_units,
		    const struct hito_merge_unit *b)
{
	if (!a->entry || !b->entry || !a->entry->readable ||
	    !b->entry->readable)
		return hito_str_equal(a->lines, b->lines);
	return hito_merge_equal(a_units->version, &a->entry->value,
				b_units->version, &b->entry->value);
}

struct entries {
	const struct hito_merge_place *place;
	const struct hito_merge_units *base, *ours, *theirs;
};

/* The words that a unit has in a list of conflicts. */
static struct hito_str words_of(const struct hito_merge_units *units,
				const struct hito_merge_unit *unit)
{
	if (!unit)
		return (struct hito_str){NULL, 0};
	if (!unit->entry)
		return hito_str_trim(unit->lines);
	return hito_merge_bytes(units->version, &unit->entry->value);
}

/* It stands on one side only. */
static bool write_one(struct hito_merging *merging,
		      const struct entries *entries,
		      const struct hito_merge_trio *trio)
{
	const struct hito_merge_unit *here =
		trio->ours ? trio->ours : trio->theirs;
	const struct hito_merge_units *units =
		trio->ours ? entries->ours : entries->theirs;
	struct hito_merge_clash clash = {
		.key = here->entry ? here->entry->key : HITO_STR(""),
		.ours = words_of(entries->ours, trio->ours),
		.theirs = words_of(entries->theirs, trio->theirs),
	};

	if (!trio->base || (is_empty(trio->base) && !is_empty(here))) {
		hito_merge_put(merging, here->lead);
		hito_merge_put(merging, here->lines);
		return true;
	}
	if (is_empty(here) || is_same(entries->base, trio->base, units, here)) {
		/* The comment that was written above it stays. */
		if (!hito_str_equal(here->lead, trio->base->lead))
			hito_merge_put(merging, here->lead);
		return true;
	}
	hito_merge_put(merging, here->lead);
	clash.texts = (struct hito_merge_texts){
		trio->base->lines, trio->ours ? here->lines : HITO_STR(""),
		trio->ours ? HITO_STR("") : here->lines};
	return hito_merge_clash(merging, &clash);
}

static bool write_unit(struct hito_merging *merging,
		       const struct entries *entries,
		       const struct hito_merge_trio *trio)
{
	struct hito_merge_texts lines;

	if (!trio->ours && !trio->theirs)
		return true;
	if (!trio->ours || !trio->theirs)
		return write_one(merging, entries, trio);
	if (!put_lead(merging, trio))
		return false;
	lines = (struct hito_merge_texts){
		trio->base ? trio->base->lines : HITO_STR(""),
		trio->ours->lines, trio->theirs->lines};
	if (trio->base ? hito_merge_is_settled(&lines)
		       : hito_str_equal(lines.ours, lines.theirs)) {
		hito_merge_put(merging, hito_merge_pick(&lines));
		return true;
	}
	return hito_merge_value(merging, entries->place, trio);
}

/* The unit of each number; NULL where it has none. */
static const struct hito_merge_unit **
by_number(struct hito_merging *merging, const struct hito_merge_units *units,
	  size_t count)
{
	const struct hito_merge_unit **table = hito_new(
		merging->arena, const struct hito_merge_unit *, count + 1);

	for (size_t i = 0; table && i < units->count; i++)
		table[units->list[i].class] = &units->list[i];
	return table;
}

struct ordering {
	const struct hito_merge_unit **base, **ours, **theirs;
	uint32_t *order;
	size_t count;
};

static bool order_units(struct hito_merging *merging,
			const struct entries *entries,
			struct ordering *ordering)
{
	struct hito_merge_units base = *entries->base, ours = *entries->ours,
				theirs = *entries->theirs;
	size_t total = base.count + ours.count + theirs.count, count = 0;
	uint32_t *room = hito_new(merging->arena, uint32_t, 2 * total + 3);
	struct hito_merge_list lists[3] = {
		{room, base.count},
		{room + base.count, ours.count},
		{room + base.count + ours.count, theirs.count}};
	struct hito_map names;

	hito_map_init(&names, merging->arena);
	if (!room)
		return hito_err_memory(merging->err);
	if (!number(merging, &names, &count, &base, room) ||
	    !number(merging, &names, &count, &ours, room + base.count) ||
	    !number(merging, &names, &count, &theirs,
		    room + base.count + ours.count))
		return false;
	ordering->order = room + total;
	ordering->base = by_number(merging, &base, count);
	ordering->ours = by_number(merging, &ours, count);
	ordering->theirs = by_number(merging, &theirs, count);
	return (ordering->base && ordering->ours && ordering->theirs &&
		hito_merge_order(merging->arena, count, &lists[0], &lists[1],
				 &lists[2], ordering->order,
				 &ordering->count)) ||
	       hito_err_memory(merging->err);
}

bool hito_merge_units(struct hito_merging *merging,
		      const struct hito_merge_place *place,
		      const struct hito_merge_units *base,
		      const struct hito_merge_units *ours,
		      const struct hito_merge_units *theirs)
{
	const struct entries entries = {place, base, ours, theirs};
	const struct hito_merge_texts tails = {base->tail, ours->tail,
					       theirs->tail};
	struct ordering ordering;

	if (!order_units(merging, &entries, &ordering))
		return false;
	for (size_t i = 0; i < ordering.count; i++) {
		uint32_t class = ordering.order[i];
		const struct hito_merge_trio trio = {ordering.base[class],
						     ordering.ours[class],
						     ordering.theirs[class]};

		if (!write_unit(merging, &entries, &trio))
			return false;
	}
	return hito_merge_comments(merging, &tails);
}

/* Blocks */

static bool cut_node(struct hito_merging *merging,
		     const struct hito_merge_version *version,
		     const struct hito_merge_node *node,
		     const struct hito_merge_place *place,
		     struct hito_merge_units *out)
{
	struct hito_span lines;

	lines.start = (uint32_t)(node->front.ptr - version->text.ptr);
	lines.end = lines.start + (uint32_t)node->front.len;
	/* in brackets, or none at all */
	if (!node->yaml.count && hito_str_trim(node->front).len &&
	    hito_str_trim(node->front).ptr[0] != '#')
		return false;
	return hito_merge_cut(merging, version, &node->yaml, lines, place, out);
}

static bool write_front(struct hito_merging *merging,
			const struct hito_merge_node *base,
			const struct hito_merge_node *ours,
			const struct hito_merge_node *theirs)
{
	const struct hito_merge_place place = {HITO_SCOPE_KEYS, ours->kind,
					       HITO_TYPE_ANY};
	const struct hito_merge_texts fronts = {
		base ? base->front : HITO_STR(""), ours->front, theirs->front};
	struct hito_merge_units was = no_units, mine, other;

	if (base && hito_merge_is_settled(&fronts)) {
		hito_merge_put(merging, hito_merge_pick(&fronts));
		return true;
	}
	if ((base && !cut_node(merging, &merging->base, base, &place, &was)) ||
	    !cut_node(merging, &merging->ours, ours, &place, &mine) ||
	    !cut_node(merging, &merging->theirs, theirs, &place, &other))
		return hito_arena_failed(merging->arena)
			       ? hito_err_memory(merging->err)
			       : hito_merge_put_lines(merging, &fronts);
	return hito_merge_units(merging, &place, &was, &mine, &other);
}

static struct hito_str block_text(const struct hito_merge_node *node)
{
	if (!node || !node->has_block)
		return HITO_STR("");
	return (struct hito_str){node->open.ptr, node->open.len +
							 node->front.len +
							 node->close.len};
}

static bool put_line(struct hito_merging *merging,
		     const struct hito_merge_texts *texts)
{
	const struct hito_merge_clash clash = {.texts = *texts,
					       .key = HITO_STR(""),
					       .ours = texts->ours,
					       .theirs = texts->theirs};

	if (!hito_merge_is_settled(texts))
		return hito_merge_clash(merging, &clash);
	hito_merge_put(merging, hito_merge_pick(texts));
	return true;
}

static bool is_line(struct hito_str text)
{
	size_t end = hito_str_find_byte(text, '\n', 0);

	return end == SIZE_MAX || end + 1 == text.len;
}

/* One fence is like another; of a block that is damaged more comes with it. */
static bool put_close(struct hito_merging *merging,
		      const struct hito_merge_texts *texts)
{
	if (!hito_str_equal(texts->ours, texts->theirs) &&
	    (!is_line(texts->ours) || !is_line(texts->theirs)))
		return put_line(merging, texts);
	hito_merge_put(merging, hito_merge_pick(texts));
	return true;
}

bool hito_merge_block(struct hito_merging *merging,
		      const struct hito_merge_node *base,
		      const struct hito_merge_node *ours,
		      const struct hito_merge_node *theirs)
{
	const bool has_base = base && base->has_block;
	struct hito_merge_texts gaps = {base ? base->gap : theirs->gap,
					ours->gap, theirs->gap};
	struct hito_merge_texts texts = {block_text(base), block_text(ours),
					 block_text(theirs)};

	if (!ours->has_block)
		gaps.base = gaps.ours;
	hito_merge_put(merging, hito_merge_pick(&gaps));
	if (!ours->has_block || !theirs->has_block)
		return put_line(merging, &texts);
	texts = (struct hito_merge_texts){has_base ? base->open : theirs->open,
					  ours->open, theirs->open};
	if (!put_line(merging, &texts) ||
	    !write_front(merging, has_base ? base : NULL, ours, theirs))
		return false;
	texts = (struct hito_merge_texts){has_base ? base->close : HITO_STR(""),
					  ours->close, theirs->close};
	return put_close(merging, &texts);
}
