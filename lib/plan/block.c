/* SPDX-License-Identifier: MIT */
/* One YAML mapping becomes one block: keys judged, values read. */
#include "plan/block.h"

#include <string.h>

#include "hito/limits.h"
#include "plan/fold.h"
#include "plan/value.h"

void hito_reading_forget(struct hito_reading *reading, size_t count)
{
	if (reading->findings)
		reading->findings->count = count;
}

void hito_reading_forget_span(struct hito_reading *reading, size_t count,
			      struct hito_span span)
{
	struct hito_findings *findings = reading->findings;
	size_t kept = count;

	if (!findings)
		return;
	for (size_t i = count; i < findings->count; i++) {
		if (findings->list[i]->span.start < span.start ||
		    findings->list[i]->span.start >= span.end)
			findings->list[kept++] = findings->list[i];
	}
	findings->count = kept;
}

size_t hito_reading_findings(const struct hito_reading *reading)
{
	return reading->findings ? reading->findings->count : 0;
}

void hito_filling_init(struct hito_filling *filling,
		       struct hito_reading *reading, enum hito_kind kind)
{
	filling->reading = reading;
	filling->block = (struct hito_block){
		.kind = kind,
		.parent = HITO_NO_BLOCK,
		.objective = HITO_NO_BLOCK,
	};
	filling->context = (struct hito_value_context){
		.source = reading->source,
		.kind = kind,
		.lang = reading->lang,
		.mapping = reading->mapping,
		.project = reading->project,
		.arena = reading->arena,
		.findings = reading->findings,
		.lang_matters = &reading->lang_matters,
	};
	filling->seen_keys = 0;
	filling->offered_keys = 0;
	filling->values = filling->empties = filling->others = NULL;
	filling->value_capacity = 0;
	filling->empty_capacity = 0;
	filling->other_capacity = 0;
	filling->declared = NULL;
}

const struct hito_yaml_entry *
hito_filling_seen(const struct hito_filling *filling, enum hito_key key)
{
	return filling->seen_keys >> key & 1 ? filling->seen[key] : NULL;
}

static bool is_of_kind(enum hito_key key, enum hito_kind kind)
{
	return key != HITO_KEY_COUNT && (hito_key_info(key)->kinds & kind);
}

static bool maps_key(const struct hito_mapping *mapping, enum hito_key key)
{
	for (size_t i = 0; i < mapping->key_count; i++) {
		if (mapping->keys[i].key == key)
			return true;
	}
	return false;
}

/*
 * What a mapped file means by a word that its mapping does not list: a title
 * is a title anywhere, and what makes a file a plan is never taken away, but
 * where every file is a step nothing else has to be said.
 */
static enum hito_key unmapped_key(const struct hito_mapping *mapping,
				  enum hito_kind kind, struct hito_str word)
{
	enum hito_key key = hito_key_find(kind, word);

	if (key == HITO_KEY_COUNT || maps_key(mapping, key))
		return HITO_KEY_COUNT;
	if (key == HITO_KEY_TITLE)
		return key;
	if (mapping->step_files == 1)
		return HITO_KEY_COUNT;
	if (key == HITO_KEY_PLAN || key == HITO_KEY_STEP || key == HITO_KEY_ID)
		return key;
	return HITO_KEY_COUNT;
}

/* A call of its own: it must not burden those that need no mapping. */
__attribute__((noinline)) static enum hito_key
mapped_key(const struct hito_mapping *mapping, enum hito_kind kind,
	   struct hito_str word)
{
	for (size_t i = 0; i < mapping->key_count; i++) {
		if (hito_fold_equal(mapping->keys[i].name, word) &&
		    is_of_kind(mapping->keys[i].key, kind))
			return mapping->keys[i].key;
	}
	return unmapped_key(mapping, kind, word);
}

struct hito_key_memo *hito_key_memos_new(struct hito_arena *arena)
{
	return hito_new(arena, struct hito_key_memo, HITO_KEY_MEMOS);
}

/* Are at least one and at most 16 bytes the same? */
static bool same_bytes(const char *a, const char *b, size_t len)
{
	/* Both ends in a few steps; what is in the middle is in both. */
	if (len >= 8)
		return memcmp(a, b, 8) == 0 &&
		       memcmp(a + len - 8, b + len - 8, 8) == 0;
	if (len >= 4)
		return memcmp(a, b, 4) == 0 &&
		       memcmp(a + len - 4, b + len - 4, 4) == 0;
	return a[0] == b[0] && a[len / 2] == b[len / 2] &&
	       a[len - 1] == b[len - 1];
}

/* A call of its own, too, for what is seldom. */
__attribute__((noinline)) static enum hito_key
learn_key(struct hito_key_memo *memo, enum hito_kind kind, struct hito_str word)
{
	memcpy(memo->word, word.ptr, word.len);
	memo->len = (unsigned char)word.len;
	memo->kind = (unsigned char)kind;
	memo->key = hito_key_find(kind, word);
	return memo->key;
}

/* The steps of a file, and its neighbours, have the same words. */
static enum hito_key known_key(const struct hito_reading *reading,
			       enum hito_kind kind, struct hito_str word)
{
	struct hito_key_memo *memo;
	unsigned char first, last;

	if (!reading->memos || word.len == 0 || word.len > HITO_KEY_MEMO_SIZE)
		return hito_key_find(kind, word);
	first = (unsigned char)word.ptr[0];
	last = (unsigned char)word.ptr[word.len - 1];
	memo = &reading->memos[(first * 3u + last * 8u + word.len * 19u +
				(unsigned)kind) %
			       HITO_KEY_MEMOS];
	if (memo->kind == kind && memo->len == word.len &&
	    same_bytes(memo->word, word.ptr, word.len))
		return memo->key;
	return learn_key(memo, kind, word);
}

enum hito_key hito_reading_key(const struct hito_reading *reading,
			       enum hito_kind kind, struct hito_str word)
{
	const struct hito_mapping *mapping = reading->mapping;

	if (!mapping || !mapping->has_keys)
		return known_key(reading, kind, word);
	return mapped_key(mapping, kind, word);
}

bool hito_reading_is_silent(const struct hito_reading *reading)
{
	const struct hito_mapping *mapping = reading->mapping;

	return mapping && (mapping->has_keys || mapping->step_files == 1);
}

void hito_filling_repeated(struct hito_filling *filling,
			   const struct hito_yaml_entry *first,
			   const struct hito_yaml_entry *entry)
{
	struct hito_reading *reading = filling->reading;
	struct hito_finding *finding;

	if (hito_str_equal(first->key, entry->key) ||
	    hito_reading_is_silent(reading))
		return;
	finding = hito_findings_add(
		reading->findings, HITO_RULE_F002, reading->source,
		entry->key_span,
		HITO_N("\"{1}\" and \"{2}\" are the same key; the first "
		       "counts"));
	finding->key = entry->key;
	finding->args[0] = first->key;
	finding->args[1] = entry->key;
	finding->help = HITO_N("keep one of them");
	finding->other_source = reading->source;
	finding->other_span = first->key_span;
	finding->other_label = HITO_N("the first one");
}

static bool keep_empty(struct hito_filling *filling,
		       const struct hito_value *value, struct hito_err *err)
{
	struct hito_arena *arena = filling->reading->arena;
	struct hito_block *block = &filling->block;

	if (!hito_reserve(arena, filling->empties, block->empty_count,
			  filling->empty_capacity))
		return hito_err_memory(err);
	filling->empties[block->empty_count++] = *value;
	return true;
}

/* Room for the next value, which is not counted yet; NULL: no memory. */
static struct hito_value *next_value(struct hito_filling *filling)
{
	struct hito_block *block = &filling->block;

	if (block->value_count == filling->value_capacity &&
	    !hito_reserve(filling->reading->arena, filling->values,
			  block->value_count, filling->value_capacity))
		return NULL;
	return &filling->values[block->value_count];
}

bool hito_filling_is_contested(const struct hito_filling *filling,
			       struct hito_span entry)
{
	const struct hito_source *source = filling->reading->source;
	const struct hito_damage *damage, *end;

	end = source->damage + source->damage_count;
	damage = hito_source_damage(source, entry);
	for (; damage && damage < end && damage->span.start < entry.end;
	     damage++) {
		if (damage->kind == HITO_DAMAGE_CONFLICT)
			return true;
	}
	return false;
}

bool hito_filling_entry(struct hito_filling *filling, enum hito_key key,
			const struct hito_yaml_entry *entry,
			struct hito_err *err)
{
	struct hito_value *value = next_value(filling);
	bool is_empty = false;

	if (!value)
		return hito_err_memory(err);
	filling->seen[key] = entry;
	filling->seen_keys |= UINT64_C(1) << key;
	if (!hito_value_read(&filling->context, key, entry, value, &is_empty,
			     err))
		return false;
	if (filling->reading->source->damage_count > 0 &&
	    hito_filling_is_contested(filling, value->entry))
		value->readable = false;
	if (is_empty)
		return keep_empty(filling, value, err);
	filling->block.value_count++;
	return true;
}

bool hito_filling_keep(struct hito_filling *filling,
		       const struct hito_value *value, struct hito_err *err)
{
	struct hito_value *kept;

	for (size_t i = 0; i < filling->block.value_count; i++) {
		if (filling->values[i].key != value->key)
			continue;
		filling->values[i] = *value;
		return true;
	}
	kept = next_value(filling);
	if (!kept)
		return hito_err_memory(err);
	*kept = *value;
	filling->block.value_count++;
	return true;
}

bool hito_filling_entries(struct hito_filling *filling,
			  const struct hito_yaml_entry *entries, size_t count,
			  struct hito_err *err)
{
	struct hito_reading *reading = filling->reading;
	bool all_known = true;

	if (count && !filling->values) {
		filling->values = hito_arena_bytes(
			reading->arena, count * sizeof(struct hito_value));
		filling->value_capacity = count;
	}
	if (count && !filling->values)
		return hito_err_memory(err);

	/* Unknown keys come last: their fix must not repeat a known one. */
	for (size_t i = 0; i < count; i++) {
		const struct hito_yaml_entry *entry = &entries[i], *first;
		enum hito_key key = hito_reading_key(
			reading, filling->block.kind, entry->key);

		if (key == HITO_KEY_COUNT) {
			all_known = false;
			continue;
		}
		first = hito_filling_seen(filling, key);
		if (first)
			hito_filling_repeated(filling, first, entry);
		else if (!hito_filling_entry(filling, key, entry, err))
			return false;
	}
	for (size_t i = 0; i < count && !all_known; i++) {
		const struct hito_yaml_entry *entry = &entries[i];

		if (hito_reading_key(reading, filling->block.kind,
				     entry->key) == HITO_KEY_COUNT &&
		    !hito_filling_other(filling, entry, err))
			return false;
	}
	return true;
}

/* Is there anything but blank lines and comments? */
static bool has_content(struct hito_str text)
{
	struct hito_str line;

	while (hito_str_cut_line(&text, &line)) {
		line = hito_str_trim(line);
		if (line.len > 0 && line.ptr[0] != '#')
			return true;
	}
	return false;
}

bool hito_filling_front(struct hito_filling *filling, struct hito_span front,
			struct hito_err *err)
{
	struct hito_reading *reading = filling->reading;
	struct hito_str text = hito_str_slice(reading->source->readable,
					      front.start, front.end);
	struct hito_yaml root;

	filling->block.fenced = true;
	filling->block.front = front;
	if (!hito_frontmatter_rows(reading->source, front, reading->arena,
				   reading->scratch, reading->findings, &root,
				   err))
		return false;
	if (root.count == 0 && has_content(text))
		filling->block.damaged = true;
	return hito_filling_entries(filling, root.entries, root.count, err);
}

static const struct hito_value *id_value(struct hito_filling *filling)
{
	struct hito_reading *reading = filling->reading;
	const struct hito_value *id =
		hito_block_value(&filling->block, HITO_KEY_ID);
	const struct hito_value *step =
		hito_block_value(&filling->block, HITO_KEY_STEP);
	struct hito_finding *finding;

	if (filling->block.kind == HITO_PLAN)
		return hito_block_value(&filling->block, HITO_KEY_PLAN);
	if (!id || !step)
		return step ? step : id;
	if (hito_str_equal(id->raw, step->raw) ||
	    hito_reading_is_silent(reading))
		return step;
	finding = hito_findings_add(
		reading->findings, HITO_RULE_F002, reading->source,
		id->key_span,
		HITO_N("\"{1}\" and \"{2}\" both give the step an id; \"{1}\" "
		       "counts"));
	finding->key = id->key_text;
	finding->args[0] = step->key_text;
	finding->args[1] = id->key_text;
	finding->help = HITO_N("keep one of them");
	finding->other_source = reading->source;
	finding->other_span = step->key_span;
	finding->other_label = HITO_N("the first one");
	return step;
}

/* Of an id that cannot be read the first line stands for it. */
static struct hito_str shown_id(const struct hito_value *value)
{
	struct hito_str rest = value->readable ? value->text : value->raw;
	struct hito_str line = rest;

	rest = hito_str_trim(rest);
	if (hito_str_find_byte(rest, '\n', 0) == SIZE_MAX)
		return rest;
	hito_str_cut_line(&rest, &line);
	return hito_str_trim(line);
}

/* title: or name: beats the heading. */
static void set_title(struct hito_filling *filling)
{
	struct hito_block *block = &filling->block;
	bool named = block->kind == HITO_KPI || block->kind == HITO_PERSON;
	const struct hito_value *value =
		hito_block_value(&filling->block, HITO_KEY_TITLE);
	struct hito_str text;

	if (!value && named)
		value = hito_block_value(&filling->block, HITO_KEY_NAME);
	if (!value)
		return;
	text = hito_str_trim(value->readable ? value->text : value->raw);
	if (text.len == 0)
		return;
	block->title = text;
	block->title_span = value->span;
}

static bool add_block(struct hito_reading *reading,
		      const struct hito_block *block, struct hito_err *err)
{
	if (reading->block_count >= HITO_LIMIT_BLOCKS) {
		hito_err_set(err, HITO_ERR_INPUT,
			     "the file has more than %u steps, objectives, "
			     "KPIs and people",
			     (unsigned)HITO_LIMIT_BLOCKS);
		return hito_err_at(
			err, reading->source->path,
			hito_source_line(reading->source, block->heading.start),
			0);
	}
	if (!hito_reserve(reading->arena, reading->blocks, reading->block_count,
			  reading->block_capacity))
		return hito_err_memory(err);
	reading->blocks[reading->block_count++] = *block;
	return true;
}

/* A word in place of a mapping: an address, or a name. */
static bool read_word(struct hito_filling *filling,
		      const struct hito_yaml_entry *entry, struct hito_err *err)
{
	struct hito_str text = entry->value.text;
	struct hito_yaml_entry *named;
	bool is_mail;

	if (entry->value.kind != HITO_YAML_SCALAR || !entry->readable ||
	    text.len == 0)
		return true;
	is_mail = filling->block.kind == HITO_PERSON &&
		  hito_str_find_byte(text, '@', 1) != SIZE_MAX;
	named = hito_new(filling->reading->arena, struct hito_yaml_entry, 1);
	if (!named)
		return hito_err_memory(err);
	*named = *entry;
	named->key = is_mail ? HITO_STR("email") : HITO_STR("name");
	return hito_filling_entry(
		filling, is_mail ? HITO_KEY_EMAIL : HITO_KEY_NAME, named, err);
}

static void check_nested_id(struct hito_reading *reading,
			    const struct hito_block *block)
{
	struct hito_finding *finding;

	if (block->kind != HITO_KPI || hito_slug_is_valid(block->id))
		return;
	finding = hito_findings_add(reading->findings, HITO_RULE_F005,
				    reading->source, block->id_span,
				    HITO_N("\"{1}\" is no id"));
	finding->key = HITO_STR("kpis");
	finding->args[0] = block->id;
	finding->help = HITO_N("an id is made of a-z, 0-9 and \"-\", and "
			       "begins with a letter or a digit");
}

static bool add_nested(struct hito_reading *reading, enum hito_kind kind,
		       const struct hito_yaml_entry *entry,
		       struct hito_err *err)
{
	struct hito_filling filling;
	struct hito_block *block = &filling.block;

	hito_filling_init(&filling, reading, kind);
	block->id = entry->key;
	block->id_span = block->heading = entry->key_span;
	block->section = entry->span;
	block->front = entry->value.span;
	block->fenced = true;
	block->damaged = !entry->readable;
	check_nested_id(reading, block);
	if (entry->value.kind == HITO_YAML_MAPPING &&
	    !hito_filling_entries(&filling, entry->value.entries,
				  entry->value.count, err))
		return false;
	return read_word(&filling, entry, err) &&
	       hito_filling_done(&filling, err);
}

bool hito_reading_nested(struct hito_reading *reading, enum hito_kind kind,
			 const struct hito_yaml *yaml, struct hito_err *err)
{
	for (size_t i = 0; i < yaml->count; i++) {
		struct hito_yaml_entry entry = yaml->entries[i];

		if (yaml->kind == HITO_YAML_SEQUENCE) {
			if (entry.value.kind != HITO_YAML_SCALAR)
				continue;
			entry.key = entry.value.text;
			entry.key_span = entry.value.span;
			entry.value = (struct hito_yaml){
				.kind = HITO_YAML_SCALAR,
				.span = {entry.span.end, entry.span.end},
			};
		}
		if (entry.key.len > 0 &&
		    !add_nested(reading, kind, &entry, err))
			return false;
	}
	return true;
}

bool hito_filling_done(struct hito_filling *filling, struct hito_err *err)
{
	const struct hito_yaml_entry *kpis =
		hito_filling_seen(filling, HITO_KEY_KPIS);
	const struct hito_yaml_entry *team =
		hito_filling_seen(filling, HITO_KEY_TEAM);
	struct hito_reading *reading = filling->reading;
	struct hito_block *block = &filling->block;
	const struct hito_value *id;

	block->values = filling->values;
	for (size_t i = 0; i < block->value_count; i++)
		block->places[block->values[i].key] = (unsigned char)(i + 1);
	block->indexed = true;
	id = id_value(filling);
	if (id) {
		block->id = shown_id(id);
		block->id_span = id->span;
	}
	set_title(filling);
	block->empties = filling->empties;
	block->others = filling->others;
	if (!add_block(reading, block, err))
		return false;
	if (kpis && !hito_reading_nested(reading, HITO_KPI, &kpis->value, err))
		return false;
	if (team &&
	    !hito_reading_nested(reading, HITO_PERSON, &team->value, err))
		return false;
	return true;
}

_Static_assert(HITO_KEY_COUNT <= 64, "a bit and a number for each key");

const struct hito_value *hito_block_search(const struct hito_block *block,
					   enum hito_key key)
{
	for (size_t i = 0; i < block->value_count; i++) {
		if (block->values[i].key == key)
			return &block->values[i];
	}
	return NULL;
}
