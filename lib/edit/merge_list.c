/* SPDX-License-Identifier: MIT */
/* Merges lists by what their items say, however they are written. */
#include "edit/merging.h"

#include <string.h>

#include "base/map.h"

struct joining {
	struct hito_merging *merging;
	const struct hito_merge_trio *trio;
	struct hito_map names;
	const struct hito_str **texts; /* of each class, as written */
	const struct hito_merge_version **versions;
	const struct hito_yaml **values;
	bool *in_base, *in_ours, *in_theirs;
	uint32_t *order;
	size_t classes, room, count;
};

static const struct hito_yaml no_value;

static const struct hito_yaml *value_of(const struct hito_merge_unit *unit)
{
	return unit && unit->entry ? &unit->entry->value : &no_value;
}

static bool is_sequence(const struct hito_yaml *value)
{
	return value->kind == HITO_YAML_SEQUENCE;
}

/* One or several; a scalar is a list of one, none where it is empty. */
static size_t count_items(const struct hito_yaml *value)
{
	return is_sequence(value) ? value->count : value->text.len > 0;
}

static const struct hito_yaml *item(const struct hito_yaml *value, size_t at)
{
	return is_sequence(value) ? &value->entries[at].value : value;
}

/* Could it be a list of texts, written on lines that may be written anew? */
static bool is_list(const struct hito_merge_unit *unit)
{
	const struct hito_yaml *value = value_of(unit);

	if (value->kind == HITO_YAML_MAPPING)
		return false;
	if (!is_sequence(value))
		return value->style == HITO_YAML_PLAIN ||
		       value->style == HITO_YAML_SINGLE_QUOTED ||
		       value->style == HITO_YAML_DOUBLE_QUOTED ||
		       value->style == HITO_YAML_RECOVERED;
	for (size_t i = 0; i < value->count; i++)
		if (!value->entries[i].readable ||
		    item(value, i)->kind != HITO_YAML_SCALAR ||
		    item(value, i)->style == HITO_YAML_LITERAL ||
		    item(value, i)->style == HITO_YAML_FOLDED)
			return false;
	return true;
}

static bool add_items(struct joining *joining,
		      const struct hito_merge_version *version,
		      const struct hito_yaml *value, bool *in, uint32_t *out,
		      size_t *out_count)
{
	struct hito_merging *merging = joining->merging;

	*out_count = 0;
	for (size_t i = 0; i < count_items(value); i++) {
		struct hito_str name = item(value, i)->text;
		uint32_t *class = hito_map_find(&joining->names, name);

		if (!class) {
			class = hito_new(merging->arena, uint32_t, 1);
			if (!class ||
			    !hito_map_put(&joining->names, name, class))
				return hito_err_memory(merging->err);
			*class = (uint32_t)joining->classes++;
		}
		if (in[*class])
			continue;
		in[*class] = true;
		joining->versions[*class] = version;
		joining->values[*class] = item(value, i);
		out[(*out_count)++] = *class;
	}
	return true;
}

static bool make_room(struct joining *joining, size_t total)
{
	struct hito_arena *arena = joining->merging->arena;

	joining->room = total;
	joining->versions =
		hito_new(arena, const struct hito_merge_version *, total + 1);
	joining->values = hito_new(arena, const struct hito_yaml *, total + 1);
	joining->in_base = hito_new(arena, bool, total + 1);
	joining->in_ours = hito_new(arena, bool, total + 1);
	joining->in_theirs = hito_new(arena, bool, total + 1);
	joining->order = hito_new(arena, uint32_t, 2 * total + 3);
	hito_map_init(&joining->names, arena);
	return (joining->versions && joining->values && joining->in_base &&
		joining->in_ours && joining->in_theirs && joining->order) ||
	       hito_err_memory(joining->merging->err);
}

/* Those that one side took away, and the other had before, are gone. */
static void drop_removed(struct joining *joining)
{
	size_t kept = 0;

	for (size_t i = 0; i < joining->count; i++) {
		uint32_t class = joining->order[i];

		if (joining->in_base[class] &&
		    !(joining->in_ours[class] && joining->in_theirs[class]))
			continue;
		joining->order[kept++] = class;
	}
	joining->count = kept;
}

static bool join(struct joining *joining)
{
	struct hito_merging *merging = joining->merging;
	const struct hito_merge_trio *trio = joining->trio;
	const struct hito_yaml *base = value_of(trio->base),
			       *ours = value_of(trio->ours),
			       *theirs = value_of(trio->theirs);
	size_t total =
		count_items(base) + count_items(ours) + count_items(theirs);
	struct hito_merge_list lists[3];
	uint32_t *room;

	if (!make_room(joining, total))
		return false;
	room = joining->order + total + 1;
	lists[0].list = room;
	if (!add_items(joining, &merging->base, base, joining->in_base, room,
		       &lists[0].count))
		return false;
	lists[2].list = room += lists[0].count;
	if (!add_items(joining, &merging->theirs, theirs, joining->in_theirs,
		       room, &lists[2].count))
		return false;
	lists[1].list = room += lists[2].count;
	if (!add_items(joining, &merging->ours, ours, joining->in_ours, room,
		       &lists[1].count))
		return false;
	if (!hito_merge_order(merging->arena, joining->classes, &lists[0],
			      &lists[1], &lists[2], joining->order,
			      &joining->count))
		return hito_err_memory(merging->err);
	drop_removed(joining);
	return true;
}

/* Writing */

static bool has_any(struct hito_str text, const char *bytes)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] && strchr(bytes, text.ptr[i]))
			return true;
	return false;
}

static void put_quoted(struct hito_merging *merging, struct hito_str text)
{
	hito_merge_put(merging, HITO_STR("\""));
	for (size_t i = 0; i < text.len; i++) {
		if (strchr("\"\\", text.ptr[i]) && text.ptr[i])
			hito_merge_put(merging, HITO_STR("\\"));
		hito_merge_put(merging, hito_str_slice(text, i, i + 1));
	}
	hito_merge_put(merging, HITO_STR("\""));
}

/* An item as it is written where it stands, quoted where that must be. */
static void put_item(struct joining *joining, uint32_t class, bool in_brackets)
{
	const struct hito_yaml *value = joining->values[class];
	struct hito_str text =
		hito_merge_bytes(joining->versions[class], value);

	if (value->style == HITO_YAML_RECOVERED ||
	    (in_brackets && value->style == HITO_YAML_PLAIN &&
	     has_any(text, ",[]{}#:\"'")))
		put_quoted(joining->merging, value->text);
	else
		hito_merge_put(joining->merging, text);
}

static bool is_one_line(const struct hito_merge_unit *unit)
{
	struct hito_str rest = unit->lines, line;

	return hito_str_cut_line(&rest, &line) && rest.len == 0;
}

static void put_prefix(struct joining *joining, bool with_space)
{
	struct hito_merging *merging = joining->merging;
	struct hito_str prefix =
		hito_str_trim_right(hito_merge_prefix(merging, joining->trio));

	hito_merge_put(merging, prefix);
	if (with_space)
		hito_merge_put(merging, HITO_STR(" "));
}

static bool put_suffix(struct joining *joining)
{
	struct hito_str suffix =
		hito_merge_suffix(joining->merging, joining->trio);

	if (!suffix.ptr)
		return hito_err_memory(joining->merging->err);
	if (suffix.len && suffix.ptr[0] == '#')
		hito_merge_put(joining->merging, HITO_STR(" "));
	hito_merge_put(joining->merging, suffix);
	return true;
}

/* All on one line: [a, b], or a scalar. */
static bool put_inline(struct joining *joining, bool in_brackets)
{
	put_prefix(joining, in_brackets || joining->count);
	if (in_brackets)
		hito_merge_put(joining->merging, HITO_STR("["));
	for (size_t i = 0; i < joining->count; i++) {
		if (i)
			hito_merge_put(joining->merging, HITO_STR(", "));
		put_item(joining, joining->order[i], in_brackets);
	}
	if (in_brackets)
		hito_merge_put(joining->merging, HITO_STR("]"));
	return put_suffix(joining);
}

/* The blanks before the dash of a list's first item. */
static struct hito_str indent_of(const struct hito_merge_version *version,
				 const struct hito_merge_unit *unit)
{
	const struct hito_source *source = version->source;
	uint32_t start = value_of(unit)->entries[0].span.start;
	uint32_t line =
		source->line_starts[hito_source_line(source, start) - 1];

	return hito_str_slice(version->text, line, start);
}

/* A dash is under it; else where the key of the unit begins. */
static void put_lines(struct joining *joining, struct hito_str indent)
{
	struct hito_merging *merging = joining->merging;

	for (size_t i = 0; i < joining->count; i++) {
		hito_merge_put(merging, indent);
		hito_merge_put(merging, HITO_STR("- "));
		put_item(joining, joining->order[i], false);
		hito_merge_put(merging, merging->line_end);
	}
}

static bool is_block(const struct hito_merge_unit *unit)
{
	return is_sequence(value_of(unit)) && value_of(unit)->count &&
	       value_of(unit)->style == HITO_YAML_BLOCK;
}

/* The lines of a list, item by item: its comments stay. */
static bool put_below(struct joining *joining, struct hito_str first,
		      const struct hito_merge_version *version,
		      const struct hito_merge_unit *unit)
{
	struct hito_merging *merging = joining->merging;
	const struct hito_yaml *value = value_of(unit);
	struct hito_str indent = indent_of(version, unit);
	const struct hito_source *source = version->source;
	bool *wanted = hito_new(merging->arena, bool, joining->room + 1);

	if (!wanted)
		return hito_err_memory(merging->err);
	for (size_t i = 0; i < joining->count; i++)
		wanted[joining->order[i]] = true;
	hito_merge_put(merging, first);
	for (size_t i = 0; i < value->count; i++) {
		const struct hito_yaml_entry *entry = &value->entries[i];
		uint32_t *class =
			hito_map_find(&joining->names, entry->value.text);
		uint32_t line = hito_source_line(source, entry->span.start);

		if (!class || !wanted[*class])
			continue;
		wanted[*class] = false;
		hito_merge_put(
			merging,
			hito_str_slice(version->text,
				       source->line_starts[line - 1],
				       line < source->line_count
					       ? source->line_starts[line]
					       : version->text.len));
	}
	for (size_t i = 0; i < joining->count; i++) {
		if (!wanted[joining->order[i]])
			continue;
		hito_merge_put(merging, indent);
		hito_merge_put(merging, HITO_STR("- "));
		put_item(joining, joining->order[i], false);
		hito_merge_put(merging, merging->line_end);
	}
	return true;
}

static struct hito_str first_line(const struct hito_merge_unit *unit)
{
	struct hito_str rest = unit->lines, line;

	if (!hito_str_cut_line(&rest, &line))
		return HITO_STR("");
	return (struct hito_str){unit->lines.ptr, unit->lines.len - rest.len};
}

static bool put(struct joining *joining)
{
	struct hito_merging *merging = joining->merging;
	const struct hito_merge_trio *trio = joining->trio;
	bool ours_is_flow = is_sequence(value_of(trio->ours));
	bool theirs_is_flow = is_sequence(value_of(trio->theirs));

	if (is_block(trio->ours))
		return put_below(joining, first_line(trio->ours),
				 &merging->ours, trio->ours);
	if (is_block(trio->theirs))
		return put_below(joining, first_line(trio->theirs),
				 &merging->theirs, trio->theirs);
	if (ours_is_flow || theirs_is_flow)
		return put_inline(joining, true);
	if (joining->count < 2)
		return put_inline(joining, false);
	put_prefix(joining, false);
	if (!put_suffix(joining))
		return false;
	put_lines(joining, HITO_STR("  "));
	return true;
}

bool hito_merge_items(struct hito_merging *merging,
		      const struct hito_merge_place *place,
		      const struct hito_merge_trio *trio, bool *out_done)
{
	struct joining joining = {.merging = merging, .trio = trio};
	const struct hito_yaml *ours = value_of(trio->ours),
			       *theirs = value_of(trio->theirs);

	*out_done = false;
	if (place->scope != HITO_SCOPE_ITEMS &&
	    !(is_sequence(ours) && is_sequence(theirs)))
		return true;
	if (!is_list(trio->ours) || !is_list(trio->theirs) ||
	    (trio->base && !is_list(trio->base)))
		return true;
	/* several lines that are no list with a line for each item */
	if ((!is_block(trio->ours) && !is_one_line(trio->ours)) ||
	    (!is_block(trio->theirs) && !is_one_line(trio->theirs)))
		return true;
	*out_done = true;
	return join(&joining) && put(&joining);
}
