/* SPDX-License-Identifier: MIT */
/* Findings that are new: those of today less those of an older commit. */
#include <string.h>

#include "base/map.h"
#include "hito/limits.h"
#include "lint/lint.h"
#include "status/pairs.h"

/* Bytes of what tells findings apart: the words at most a file. */
#define MOST_BYTES ((size_t)2 * HITO_LIMIT_FILE)

/* One of the two projects that are compared. */
struct side {
	const struct hito_model *model;
	const struct hito_lint_result *result;
	struct hito_map files; /* what it has, by path */
};

struct comparison {
	struct side today, base;
	struct hito_map names; /* of the base: what its things are called */
	struct hito_map old;   /* of the base: struct tally by finding */
	struct hito_map lost;  /* the same of files that are gone, no path */
	struct hito_arena *arena;
	struct hito_arena *scratch; /* of one key */
};

/* So many equal findings of the base. */
struct tally {
	size_t left;
};

/* A plan, or a step in it. */
struct name {
	struct hito_str plan, step;
};

static struct hito_str name_key(struct hito_arena *arena, struct hito_str plan,
				struct hito_str step)
{
	return hito_arena_printf(arena, "%.*s\xff%.*s", HITO_STR_ARG(plan),
				 HITO_STR_ARG(step));
}

static struct name name_of(const struct hito_item *item)
{
	struct name name = {.step = HITO_STR("")};

	name.plan = item->plan ? item->plan->id : HITO_STR("");
	if (item->kind == HITO_STEP)
		name.step = item->id;
	return name;
}

/* What a thing of the base is called today, as findings name it. */
static bool note_name(struct comparison *all, const struct hito_item *old,
		      const struct hito_item *today)
{
	struct name before = name_of(old);
	struct name *now;
	struct hito_str key;

	if (old->kind != HITO_STEP && old->kind != HITO_PLAN)
		return true;
	now = hito_new(all->arena, struct name, 1);
	key = name_key(all->arena, before.plan, before.step);
	if (!now || !key.ptr)
		return false;
	*now = name_of(today);
	return hito_map_put(&all->names, key, now);
}

static bool match_things(struct comparison *all, struct hito_err *err)
{
	struct hito_pairs pairs;
	size_t i;

	if (!hito_pairs_make(all->base.model, all->today.model, all->arena,
			     &pairs, err))
		return false;
	for (i = 0; i < pairs.count; i++) {
		const struct hito_pair *pair = &pairs.list[i];

		if (pair->then && pair->now &&
		    !note_name(all, pair->then->item, pair->now->item))
			return hito_err_memory(err);
	}
	return true;
}

static bool list_files(struct side *side, struct hito_arena *arena)
{
	const struct hito_model *model = side->model;
	size_t i;

	hito_map_init(&side->files, arena);
	for (i = 0; i < model->document_count; i++)
		if (!hito_map_put(&side->files,
				  model->documents[i]->source->path, side))
			return false;
	for (i = 0; i < model->unreadable_count; i++)
		if (!hito_map_put(&side->files, model->unreadable[i].path,
				  side))
			return false;
	return true;
}

/* A key has one name, however a file spells it. */
static struct hito_str canonical_key(const struct hito_finding *finding)
{
	static const enum hito_kind kinds[] = {HITO_PLAN, HITO_OBJECTIVE,
					       HITO_KPI};
	enum hito_key key = HITO_KEY_COUNT;
	size_t i;

	if (finding->step.len)
		key = hito_key_find(HITO_STEP, finding->key);
	for (i = 0; key == HITO_KEY_COUNT && i < 3 && !finding->step.len; i++)
		key = hito_key_find(kinds[i], finding->key);
	return key == HITO_KEY_COUNT ? finding->key
				     : hito_str_from(hito_key_info(key)->name);
}

/*
 * The words at the place. What is missing in a step stands nowhere: the title
 * that it is told at may change. So may an id that is made from it. (A
 * placeholder is there, too much so.)
 */
static struct hito_str words_of(const struct hito_finding *finding)
{
	if (!finding->source ||
	    (finding->step.len && finding->rule != HITO_RULE_S002 &&
	     (finding->rule == HITO_RULE_F005 ||
	      hito_rule_is_presence(finding->rule))))
		return HITO_STR("");
	return hito_str_trim(hito_source_text(finding->source, finding->span));
}

static bool is_white(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static void write_field(struct hito_out *out, struct hito_str text)
{
	hito_out_str(out, text);
	hito_out_bytes(out, "\xff", 1);
}

/* A run of white space counts as one space: lines may be filled again. */
static void write_folded(struct hito_out *out, struct hito_str text)
{
	size_t from = 0, i;

	for (i = 0; i < text.len; i++) {
		if (!is_white(text.ptr[i]))
			continue;
		hito_out_bytes(out, text.ptr + from, i - from);
		if (i == 0 || !is_white(text.ptr[i - 1]))
			hito_out_bytes(out, " ", 1);
		from = i + 1;
	}
	hito_out_bytes(out, text.ptr + from, text.len - from);
}

static bool finish_key(struct hito_out *out, struct hito_out_memory *memory,
		       struct hito_str *key)
{
	*key = (struct hito_str){memory->ptr, memory->len};
	return !out->failed;
}

/*
 * What makes two findings the same, as bytes. path: of one that belongs to no
 * plan its file's, or nothing.
 */
static bool finding_key(const struct comparison *all,
			const struct hito_finding *finding, bool of_base,
			struct hito_str path, struct hito_str *out_key)
{
	struct name name = {finding->plan, finding->step}, *now = NULL;
	struct hito_out_memory memory;
	struct hito_out out;
	struct hito_str old;

	hito_arena_clear(all->scratch);
	if (of_base && name.plan.len) {
		old = name_key(all->scratch, name.plan, name.step);
		if (!old.ptr)
			return false;
		now = hito_map_find(&all->names, old);
	}
	if (now)
		name = *now;
	hito_out_to_memory(&out, &memory, all->scratch, MOST_BYTES);
	write_field(&out, hito_str_from(hito_rule_id(finding->rule)));
	write_field(&out, name.plan.len ? name.plan : path);
	write_field(&out, name.step);
	write_field(&out, canonical_key(finding));
	write_folded(&out, words_of(finding));
	return finish_key(&out, &memory, out_key);
}

static bool unreadable_key(const struct comparison *all,
			   const struct hito_unreadable *row,
			   struct hito_str path, struct hito_str *out_key)
{
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i;

	hito_arena_clear(all->scratch);
	hito_out_to_memory(&out, &memory, all->scratch, MOST_BYTES);
	write_field(&out, path);
	write_field(&out, hito_str_from(row->message));
	for (i = 0; i < HITO_FINDING_ARGS; i++)
		write_field(&out, row->args[i]);
	return finish_key(&out, &memory, out_key);
}

static bool count_one(struct comparison *all, struct hito_map *map,
		      struct hito_str key)
{
	struct tally *tally = hito_map_find(map, key);

	if (!tally) {
		tally = hito_new(all->arena, struct tally, 1);
		key = hito_arena_copy(all->arena, key);
		if (!tally || !key.ptr || !hito_map_put(map, key, tally))
			return false;
	}
	tally->left++;
	return true;
}

static bool take_one(struct hito_map *map, struct hito_str key)
{
	struct tally *tally = hito_map_find(map, key);

	if (!tally || !tally->left)
		return false;
	tally->left--;
	return true;
}

static struct hito_str path_of(const struct hito_finding *finding)
{
	return finding->source ? finding->source->path : HITO_STR("");
}

static bool has_file(const struct side *side, struct hito_str path)
{
	return hito_map_find(&side->files, path) != NULL;
}

static bool count_base(struct comparison *all)
{
	const struct hito_lint_result *base = all->base.result;
	struct hito_str key;
	size_t i;

	for (i = 0; i < base->count; i++) {
		const struct hito_finding *finding = &base->findings[i];
		struct hito_str path = path_of(finding);
		bool is_gone = !finding->plan.len && path.len &&
			       !has_file(&all->today, path);

		if (!finding_key(all, finding, true,
				 is_gone ? HITO_STR("") : path, &key) ||
		    !count_one(all, is_gone ? &all->lost : &all->old, key))
			return false;
	}
	for (i = 0; i < base->unreadable_count; i++) {
		const struct hito_unreadable *row = &base->unreadable[i];
		bool is_gone = !has_file(&all->today, row->path);

		if (!unreadable_key(all, row,
				    is_gone ? HITO_STR("") : row->path, &key) ||
		    !count_one(all, is_gone ? &all->lost : &all->old, key))
			return false;
	}
	return true;
}

/* In the base, or in a file of the base that has another name now? */
static bool is_old(struct comparison *all, const struct hito_finding *finding,
		   bool *out_is_old)
{
	struct hito_str path = path_of(finding), key;

	if (!finding_key(all, finding, false, path, &key))
		return false;
	*out_is_old = take_one(&all->old, key);
	if (*out_is_old || finding->plan.len || !path.len ||
	    has_file(&all->base, path))
		return true;
	if (!finding_key(all, finding, false, HITO_STR(""), &key))
		return false;
	*out_is_old = take_one(&all->lost, key);
	return true;
}

static bool pick_findings(struct comparison *all,
			  struct hito_lint_result *result,
			  struct hito_arena *arena)
{
	struct hito_finding *findings =
		hito_new(arena, struct hito_finding, result->count + 1);
	char(*texts)[HITO_FINGERPRINT_SIZE] =
		hito_arena_alloc(arena, result->count + 1, sizeof(*texts));
	size_t kept = 0, i;
	bool old;

	if (!findings || !texts || !hito_lint_fingerprint(result, arena))
		return false;
	memset(result->counts, 0, sizeof(result->counts));
	for (i = 0; i < result->count; i++) {
		if (!is_old(all, &result->findings[i], &old))
			return false;
		if (old)
			continue;
		findings[kept] = result->findings[i];
		memcpy(texts[kept], result->fingerprints[i], sizeof(*texts));
		result->counts[findings[kept++].level]++;
	}
	result->findings = findings;
	result->fingerprints = (const char(*)[HITO_FINGERPRINT_SIZE])texts;
	result->count = kept;
	return true;
}

static bool pick_unreadable(struct comparison *all,
			    struct hito_lint_result *result,
			    struct hito_arena *arena)
{
	struct hito_unreadable *rows = hito_new(arena, struct hito_unreadable,
						result->unreadable_count + 1);
	struct hito_str key;
	size_t kept = 0, i;

	if (!rows)
		return false;
	for (i = 0; i < result->unreadable_count; i++) {
		const struct hito_unreadable *row = &result->unreadable[i];
		bool old;

		if (!unreadable_key(all, row, row->path, &key))
			return false;
		old = take_one(&all->old, key);
		if (!old && !has_file(&all->base, row->path)) {
			if (!unreadable_key(all, row, HITO_STR(""), &key))
				return false;
			old = take_one(&all->lost, key);
		}
		if (!old)
			rows[kept++] = *row;
	}
	result->unreadable = rows;
	result->unreadable_count = kept;
	return true;
}

static bool compare(struct comparison *all, struct hito_lint_result *result,
		    struct hito_arena *arena, struct hito_err *err)
{
	hito_map_init(&all->names, all->arena);
	hito_map_init(&all->old, all->arena);
	hito_map_init(&all->lost, all->arena);
	if (!match_things(all, err))
		return false;
	if (!list_files(&all->today, all->arena) ||
	    !list_files(&all->base, all->arena) || !count_base(all) ||
	    !pick_findings(all, result, arena) ||
	    !pick_unreadable(all, result, arena))
		return hito_err_memory(err);
	return true;
}

bool hito_lint_leave_older(struct hito_lint_result *result,
			   const struct hito_model *model,
			   const struct hito_lint_result *base,
			   const struct hito_model *base_model,
			   struct hito_arena *arena, size_t *out_hidden,
			   struct hito_err *err)
{
	struct hito_lint_result newer = *result;
	struct comparison all = {
		.today = {.model = model, .result = result},
		.base = {.model = base_model, .result = base},
		.arena = hito_arena_sub(arena),
	};
	bool done = false;

	all.scratch = all.arena ? hito_arena_sub(all.arena) : NULL;
	if (all.scratch)
		done = compare(&all, &newer, arena, err);
	else
		(void)hito_err_memory(err);
	hito_arena_free(all.scratch);
	hito_arena_free(all.arena);
	if (!done || hito_arena_failed(arena))
		return done ? hito_err_memory(err) : false;
	*out_hidden = result->count - newer.count;
	*result = newer;
	return true;
}
