/* SPDX-License-Identifier: MIT */
/* Merges one entry whose lines both changed. */
#include "edit/merging.h"

static const struct hito_yaml no_value;

struct hito_str hito_merge_bytes(const struct hito_merge_version *version,
				 const struct hito_yaml *yaml)
{
	return hito_str_slice(version->text, yaml->span.start, yaml->span.end);
}

static bool is_empty(const struct hito_yaml *yaml)
{
	return !yaml || (yaml->kind == HITO_YAML_SCALAR && !yaml->text.len);
}

/* Collections, without the blanks and comments that stand in them. */
static bool same_entries(const struct hito_merge_version *a_version,
			 const struct hito_yaml *a,
			 const struct hito_merge_version *b_version,
			 const struct hito_yaml *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct hito_yaml_entry *left = &a->entries[i],
					     *right = &b->entries[i];

		if (!hito_str_equal(left->key, right->key) || !left->readable ||
		    !right->readable ||
		    !hito_merge_equal(a_version, &left->value, b_version,
				      &right->value))
			return false;
	}
	return true;
}

bool hito_merge_equal(const struct hito_merge_version *a_version,
		      const struct hito_yaml *a,
		      const struct hito_merge_version *b_version,
		      const struct hito_yaml *b)
{
	if (is_empty(a) || is_empty(b))
		return is_empty(a) && is_empty(b);
	if (a->kind != b->kind)
		return false;
	if (a->kind == HITO_YAML_SCALAR)
		return hito_str_equal(a->text, b->text);
	/* depth: that of the YAML reader */
	return same_entries(a_version, a, b_version, b) ||
	       hito_str_equal(hito_merge_bytes(a_version, a),
			      hito_merge_bytes(b_version, b));
}

static const struct hito_yaml *value_of(const struct hito_merge_unit *unit)
{
	return unit && unit->entry ? &unit->entry->value : &no_value;
}

static struct hito_str raw(const struct hito_merge_version *version,
			   const struct hito_merge_unit *unit)
{
	return unit && unit->entry ? hito_merge_bytes(version, value_of(unit))
				   : HITO_STR("");
}

/* Where the value of a unit begins and ends in its lines. */
static struct hito_str before(const struct hito_merge_version *version,
			      const struct hito_merge_unit *unit)
{
	const char *value = version->text.ptr + unit->entry->value.span.start;

	return (struct hito_str){unit->lines.ptr,
				 (size_t)(value - unit->lines.ptr)};
}

static struct hito_str behind(const struct hito_merge_version *version,
			      const struct hito_merge_unit *unit)
{
	const char *value = version->text.ptr + unit->entry->value.span.end;
	const char *end = unit->lines.ptr + unit->lines.len;

	return (struct hito_str){value, (size_t)(end - value)};
}

struct hito_str hito_merge_prefix(const struct hito_merging *merging,
				  const struct hito_merge_trio *trio)
{
	struct hito_merge_texts texts = {
		.ours = before(&merging->ours, trio->ours),
		.theirs = before(&merging->theirs, trio->theirs)};

	if (!trio->base || !trio->base->entry || !trio->base->lines.ptr)
		return texts.ours;
	texts.base = before(&merging->base, trio->base);
	/* a space that stands there or not, as the value does */
	if (hito_str_equal(hito_str_trim_right(texts.base),
			   hito_str_trim_right(texts.ours)) &&
	    !hito_str_equal(hito_str_trim_right(texts.base),
			    hito_str_trim_right(texts.theirs)))
		return texts.theirs;
	return texts.ours;
}

/* What a comment of theirs adds to ours: both stay. */
static struct hito_str both_comments(struct hito_merging *merging,
				     struct hito_str ours,
				     struct hito_str theirs)
{
	struct hito_str left = hito_str_trim(ours),
			right = hito_str_trim(theirs), end;

	if (!right.len)
		return ours;
	if (!left.len)
		return theirs;
	end = hito_str_slice(ours, hito_str_trim_right(ours).len, ours.len);
	return hito_arena_printf(merging->arena, "%.*s %.*s%.*s",
				 HITO_STR_ARG(hito_str_trim_right(ours)),
				 HITO_STR_ARG(right), HITO_STR_ARG(end));
}

struct hito_str hito_merge_suffix(struct hito_merging *merging,
				  const struct hito_merge_trio *trio)
{
	struct hito_merge_texts texts = {
		.ours = behind(&merging->ours, trio->ours),
		.theirs = behind(&merging->theirs, trio->theirs)};

	if (trio->base && trio->base->entry && trio->base->lines.ptr)
		texts.base = behind(&merging->base, trio->base);
	else
		texts.base = HITO_STR("\n");
	if (hito_str_equal(hito_str_trim(texts.base),
			   hito_str_trim(texts.theirs)) ||
	    hito_str_equal(hito_str_trim(texts.ours),
			   hito_str_trim(texts.theirs)))
		return texts.ours;
	if (hito_str_equal(hito_str_trim(texts.base),
			   hito_str_trim(texts.ours)))
		return texts.theirs;
	return both_comments(merging, texts.ours, texts.theirs);
}

static bool clash(struct hito_merging *merging,
		  const struct hito_merge_trio *trio)
{
	const struct hito_merge_clash conflict = {
		.texts = {trio->base && trio->base->lines.ptr
				  ? trio->base->lines
				  : HITO_STR(""),
			  trio->ours->lines, trio->theirs->lines},
		.key = trio->ours->entry ? trio->ours->entry->key
					 : trio->ours->name,
		.ours = trio->ours->entry ? raw(&merging->ours, trio->ours)
					  : hito_str_trim(trio->ours->lines),
		.theirs = trio->theirs->entry
				  ? raw(&merging->theirs, trio->theirs)
				  : hito_str_trim(trio->theirs->lines),
	};

	return hito_merge_clash(merging, &conflict);
}

/* Which side's value counts; NULL: both changed it. */
static const struct hito_merge_unit *winner(const struct hito_merging *merging,
					    const struct hito_merge_trio *trio)
{
	const struct hito_yaml *ours = value_of(trio->ours),
			       *theirs = value_of(trio->theirs);

	if (hito_merge_equal(&merging->ours, ours, &merging->theirs, theirs))
		return trio->ours;
	if (!trio->base)
		return is_empty(ours)     ? trio->theirs
		       : is_empty(theirs) ? trio->ours
					  : NULL;
	if (hito_merge_equal(&merging->base, value_of(trio->base),
			     &merging->theirs, theirs))
		return trio->ours;
	return hito_merge_equal(&merging->base, value_of(trio->base),
				&merging->ours, ours)
		       ? trio->theirs
		       : NULL;
}

static bool is_one_line(const struct hito_merge_unit *unit)
{
	struct hito_str rest = unit->lines, line;

	return hito_str_cut_line(&rest, &line) && rest.len == 0;
}

static bool put_line(struct hito_merging *merging,
		     const struct hito_merge_trio *trio, struct hito_str value)
{
	struct hito_str prefix = hito_merge_prefix(merging, trio);
	struct hito_str suffix = hito_merge_suffix(merging, trio);

	if (!suffix.ptr)
		return hito_err_memory(merging->err);
	hito_merge_put(merging, prefix);
	if (value.len && prefix.len && prefix.ptr[prefix.len - 1] == ':')
		hito_merge_put(merging, HITO_STR(" "));
	hito_merge_put(merging, value);
	/* an empty value stands behind the space that parts off a comment */
	if (value.len && suffix.len && suffix.ptr[0] == '#')
		hito_merge_put(merging, HITO_STR(" "));
	hito_merge_put(merging, suffix);
	return true;
}

/* The same entry with its lines as one side's, the other's comments aside. */
static bool put_winner(struct hito_merging *merging,
		       const struct hito_merge_trio *trio,
		       const struct hito_merge_unit *unit)
{
	const struct hito_merge_version *version =
		unit == trio->ours ? &merging->ours : &merging->theirs;

	if (is_one_line(trio->ours) && is_one_line(trio->theirs))
		return put_line(merging, trio, raw(version, unit));
	hito_merge_put(merging, unit->lines);
	return true;
}

/* Mappings */

static struct hito_span span_of(const struct hito_merge_version *version,
				struct hito_str text)
{
	uint32_t start = (uint32_t)(text.ptr - version->text.ptr);

	return (struct hito_span){start, start + (uint32_t)text.len};
}

/* The lines below the key's own. */
static bool cut_inside(const struct hito_merging *merging,
		       const struct hito_merge_version *version,
		       const struct hito_merge_place *inside,
		       const struct hito_merge_unit *unit,
		       struct hito_merge_units *out)
{
	struct hito_str rest = unit->lines, line;

	if (!hito_str_cut_line(&rest, &line) || !rest.len)
		return false;
	return hito_merge_cut(merging, version, value_of(unit),
			      span_of(version, rest), inside, out);
}

static bool is_block(const struct hito_merge_unit *unit)
{
	return value_of(unit)->kind != HITO_YAML_SCALAR &&
	       value_of(unit)->style == HITO_YAML_BLOCK;
}

static struct hito_str first_line(const struct hito_merge_unit *unit)
{
	struct hito_str rest, line;

	if (!unit || !unit->lines.ptr)
		return HITO_STR("");
	rest = unit->lines;
	if (!hito_str_cut_line(&rest, &line))
		return HITO_STR("");
	return (struct hito_str){unit->lines.ptr, unit->lines.len - rest.len};
}

/* Collections that have a line for each entry. */
static bool merge_inside(struct hito_merging *merging,
			 const struct hito_merge_place *inside,
			 const struct hito_merge_trio *trio, bool *out_done)
{
	struct hito_merge_units base = {.count = 0}, ours, theirs;
	struct hito_merge_texts firsts = {first_line(trio->base),
					  first_line(trio->ours),
					  first_line(trio->theirs)};

	*out_done = false;
	if (!is_block(trio->ours) || !is_block(trio->theirs) ||
	    value_of(trio->ours)->kind != value_of(trio->theirs)->kind ||
	    !cut_inside(merging, &merging->ours, inside, trio->ours, &ours) ||
	    !cut_inside(merging, &merging->theirs, inside, trio->theirs,
			&theirs))
		return true;
	if (trio->base && !is_block(trio->base) &&
	    !is_empty(value_of(trio->base)))
		return true;
	if (is_block(trio->base) &&
	    (value_of(trio->base)->kind != value_of(trio->ours)->kind ||
	     !cut_inside(merging, &merging->base, inside, trio->base, &base)))
		return true;
	*out_done = true;
	hito_merge_put(merging, hito_merge_pick(&firsts));
	return hito_merge_units(merging, inside, &base, &ours, &theirs);
}

static const struct hito_yaml_entry *find(const struct hito_yaml *yaml,
					  struct hito_str key)
{
	for (size_t i = 0; i < yaml->count; i++)
		if (hito_str_equal(yaml->entries[i].key, key))
			return &yaml->entries[i];
	return NULL;
}

/* {a: 1, b: 2}: what both say together, written anew. */
struct bracket {
	struct hito_merging *merging;
	const struct hito_merge_trio *trio;
	struct hito_out out;
	struct hito_out_memory memory;
	size_t count;
	bool failed; /* both changed the same */
};

static void put_pair(struct bracket *bracket,
		     const struct hito_merge_version *version,
		     const struct hito_yaml_entry *entry)
{
	if (bracket->count++)
		hito_out_text(&bracket->out, ", ");
	hito_out_str(&bracket->out,
		     hito_str_slice(version->text, entry->span.start,
				    entry->span.end));
}

static void merge_pair(struct bracket *bracket, struct hito_str key)
{
	const struct hito_merging *merging = bracket->merging;
	const struct hito_merge_trio *trio = bracket->trio;
	const struct hito_yaml_entry *base = find(value_of(trio->base), key),
				     *ours = find(value_of(trio->ours), key),
				     *theirs =
					     find(value_of(trio->theirs), key);
	bool ours_is_base =
		hito_merge_equal(&merging->base, base ? &base->value : NULL,
				 &merging->ours, ours ? &ours->value : NULL);
	bool theirs_is_base = hito_merge_equal(
		&merging->base, base ? &base->value : NULL, &merging->theirs,
		theirs ? &theirs->value : NULL);
	bool same = hito_merge_equal(&merging->ours, ours ? &ours->value : NULL,
				     &merging->theirs,
				     theirs ? &theirs->value : NULL);

	if (!ours_is_base && !theirs_is_base && !same)
		bracket->failed = true;
	else if (ours && (same || theirs_is_base))
		put_pair(bracket, &merging->ours, ours);
	else if (theirs && !theirs_is_base)
		put_pair(bracket, &merging->theirs, theirs);
}

static bool is_short(const struct hito_merge_version *version,
		     const struct hito_merge_unit *unit)
{
	const struct hito_yaml *value = value_of(unit);
	struct hito_str text = raw(version, unit);

	return value->kind == HITO_YAML_MAPPING &&
	       value->style == HITO_YAML_FLOW && value->count < 100 &&
	       hito_str_find_byte(text, '\n', 0) == SIZE_MAX;
}

static bool merge_brackets(struct hito_merging *merging,
			   const struct hito_merge_trio *trio, bool *out_done)
{
	struct bracket bracket = {.merging = merging, .trio = trio};
	const struct hito_yaml *ours = value_of(trio->ours),
			       *theirs = value_of(trio->theirs);

	*out_done = false;
	if (!is_short(&merging->ours, trio->ours) ||
	    !is_short(&merging->theirs, trio->theirs) ||
	    !is_one_line(trio->ours) || !is_one_line(trio->theirs) ||
	    (trio->base && !is_empty(value_of(trio->base)) &&
	     !is_short(&merging->base, trio->base)))
		return true;
	hito_out_to_memory(&bracket.out, &bracket.memory, merging->arena,
			   HITO_LIMIT_MERGE);
	hito_out_text(&bracket.out, "{");
	for (size_t i = 0; i < ours->count; i++)
		merge_pair(&bracket, ours->entries[i].key);
	for (size_t i = 0; i < theirs->count; i++)
		if (!find(ours, theirs->entries[i].key))
			merge_pair(&bracket, theirs->entries[i].key);
	hito_out_text(&bracket.out, "}");
	if (bracket.out.failed)
		return hito_err_memory(merging->err);
	if (bracket.failed)
		return true;
	*out_done = true;
	return put_line(
		merging, trio,
		(struct hito_str){bracket.memory.ptr, bracket.memory.len});
}

/* Texts of several lines: | and > */

/* "2026-03-01: text", a line each. */
static bool cut_days(struct hito_merging *merging,
		     const struct hito_merge_version *version,
		     const struct hito_merge_unit *unit,
		     struct hito_merge_units *out)
{
	struct hito_str rest, line, day, text;
	size_t capacity = 0;
	const char *start;

	*out = (struct hito_merge_units){.version = version};
	if (!unit || !unit->lines.ptr || !unit->entry)
		return true;
	rest = unit->lines;
	if (!hito_str_cut_line(&rest, &line))
		return true;
	start = rest.ptr;
	while (hito_str_cut_line(&rest, &line)) {
		struct hito_str whole = {start, (size_t)(rest.ptr - start)};

		start = rest.ptr;
		if (!hito_reserve(merging->arena, out->list, out->count,
				  capacity))
			return hito_err_memory(merging->err);
		hito_str_cut(line, ':', &day, &text);
		out->list[out->count++] = (struct hito_merge_unit){
			.name = hito_str_trim(day), .lines = whole};
	}
	return true;
}

static bool is_text(const struct hito_merge_unit *unit)
{
	const struct hito_yaml *value = value_of(unit);

	return value->kind == HITO_YAML_SCALAR &&
	       (value->style == HITO_YAML_LITERAL ||
		value->style == HITO_YAML_FOLDED) &&
	       unit->lines.ptr;
}

static struct hito_str other_lines(const struct hito_merge_unit *unit)
{
	struct hito_str first = first_line(unit);

	return unit && unit->lines.ptr
		       ? hito_str_slice(unit->lines, first.len, unit->lines.len)
		       : HITO_STR("");
}

static bool merge_text(struct hito_merging *merging,
		       const struct hito_merge_place *inside,
		       const struct hito_merge_trio *trio, bool *out_done)
{
	struct hito_merge_texts firsts = {first_line(trio->base),
					  first_line(trio->ours),
					  first_line(trio->theirs)};
	struct hito_merge_texts texts = {other_lines(trio->base),
					 other_lines(trio->ours),
					 other_lines(trio->theirs)};
	struct hito_merge_units base, ours, theirs;

	*out_done = is_text(trio->ours) && is_text(trio->theirs) &&
		    (!trio->base || is_text(trio->base) ||
		     is_empty(value_of(trio->base)));
	if (!*out_done)
		return true;
	if (!is_text(trio->base))
		texts.base = HITO_STR("");
	hito_merge_put(merging, hito_merge_pick(&firsts));
	if (inside->type != HITO_TYPE_LOG)
		return hito_merge_put_lines(merging, &texts);
	return cut_days(merging, &merging->base,
			is_text(trio->base) ? trio->base : NULL, &base) &&
	       cut_days(merging, &merging->ours, trio->ours, &ours) &&
	       cut_days(merging, &merging->theirs, trio->theirs, &theirs) &&
	       hito_merge_units(merging, inside, &base, &ours, &theirs);
}

/* An item of a list or a line of a log that stands alone. */
static bool merge_plain(struct hito_merging *merging,
			const struct hito_merge_trio *trio)
{
	struct hito_merge_texts lines = {
		trio->base && trio->base->lines.ptr ? trio->base->lines
						    : HITO_STR(""),
		trio->ours->lines, trio->theirs->lines};

	if (!hito_merge_is_settled(&lines))
		return clash(merging, trio);
	hito_merge_put(merging, hito_merge_pick(&lines));
	return true;
}

static bool is_read(const struct hito_merge_unit *unit)
{
	return !unit || (unit->entry && unit->entry->readable);
}

bool hito_merge_value(struct hito_merging *merging,
		      const struct hito_merge_place *place,
		      const struct hito_merge_trio *trio)
{
	const struct hito_merge_unit *unit;
	struct hito_merge_place inside;
	bool done = false;

	if (!is_read(trio->base) || !is_read(trio->ours) ||
	    !is_read(trio->theirs))
		return merge_plain(merging, trio);
	inside = hito_merge_inside(place, trio->ours);
	unit = winner(merging, trio);
	if (unit && (is_one_line(unit) || !is_block(trio->ours) ||
		     !is_block(trio->theirs)))
		return put_winner(merging, trio, unit);
	/* of equal collections the comments may still differ */
	if (!merge_inside(merging, &inside, trio, &done) || done)
		return done;
	if (unit)
		return put_winner(merging, trio, unit);
	if (!hito_merge_items(merging, &inside, trio, &done) || done)
		return done;
	if (!merge_brackets(merging, trio, &done) || done)
		return done;
	if (!merge_text(merging, &inside, trio, &done) || done)
		return done;
	return clash(merging, trio);
}
