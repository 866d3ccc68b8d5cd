/* SPDX-License-Identifier: MIT */
/* A baseline's entries: found by key, counted, written. */
#include "lint/baseline.h"

#include <stdlib.h>

#include "base/json.h"
#include "base/utf8.h"
#include "lint/expect.h"
#include "lint/past.h"
#include "lint/select.h"

/* Three texts of the longest file, and what stands between them. */
#define MOST_KEY ((size_t)64 << 20)

/* What JSON keeps of a text: a byte that is not UTF-8 becomes U+FFFD. */
static void put_text(struct hito_out *out, struct hito_str text)
{
	size_t at = 0, size;
	char copy[4];
	bool valid;

	if (hito_utf8_invalid(text, 0) == SIZE_MAX) {
		hito_out_str(out, text);
		return;
	}
	while (at < text.len) {
		uint32_t code = hito_utf8_at(text, at, &size, &valid);

		hito_out_bytes(out, copy, hito_utf8_encode(code, copy));
		at += size;
	}
}

/* The texts are apart, for 0xff is in none of them. ptr NULL: no memory. */
static struct hito_str key_of(struct hito_arena *arena,
			      const struct hito_baseline_entry *entry)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, MOST_KEY);
	put_text(&out, entry->plan);
	hito_out_text(&out, "\xff");
	put_text(&out, entry->step);
	hito_out_text(&out, "\xff");
	put_text(&out, entry->path);
	hito_out_text(&out, "\xff");
	hito_out_text(&out, hito_rule_id(entry->rule));
	if (out.failed)
		return (struct hito_str){NULL, 0};
	return (struct hito_str){memory.ptr, memory.len};
}

/* What belongs to no file is kept under the project file. */
static struct hito_baseline_entry entry_of(const struct hito_finding *finding)
{
	struct hito_baseline_entry entry = {
		.plan = finding->plan,
		.rule = finding->rule,
	};

	if (finding->plan.len)
		entry.step = finding->step;
	else
		entry.path = finding->source ? finding->source->path
					     : HITO_STR(HITO_PROJECT_FILE);
	return entry;
}

static struct hito_baseline_entry *find(struct hito_baseline *baseline,
					const struct hito_baseline_entry *entry,
					bool *out_failed)
{
	struct hito_arena *scratch = hito_arena_sub(baseline->arena);
	struct hito_baseline_entry *found = NULL;
	struct hito_str key = {NULL, 0};

	if (scratch)
		key = key_of(scratch, entry);
	*out_failed = !key.ptr;
	if (key.ptr)
		found = hito_map_find(&baseline->index, key);
	hito_arena_free(scratch);
	return found;
}

struct hito_baseline_entry *
hito_baseline_find(struct hito_baseline *baseline,
		   const struct hito_finding *finding, bool *out_failed)
{
	const struct hito_baseline_entry entry = entry_of(finding);

	*out_failed = false;
	if (!hito_rule_is_waivable(finding->rule))
		return NULL;
	return find(baseline, &entry, out_failed);
}

/* A text as the file will have it. */
static bool keep_text(struct hito_arena *arena, struct hito_str *text)
{
	struct hito_out_memory memory;
	struct hito_out out;

	if (hito_utf8_invalid(*text, 0) == SIZE_MAX)
		return true;
	hito_out_to_memory(&out, &memory, arena, MOST_KEY);
	put_text(&out, *text);
	*text = (struct hito_str){memory.ptr, memory.len};
	return !out.failed;
}

bool hito_baseline_add(struct hito_baseline *baseline,
		       const struct hito_baseline_entry *entry)
{
	struct hito_arena *arena = baseline->arena;
	struct hito_baseline_entry *one;
	struct hito_str key;
	bool failed;

	one = find(baseline, entry, &failed);
	if (failed)
		return false;
	if (one) {
		if (one->count < entry->count)
			one->count = entry->count;
		return true;
	}
	key = key_of(arena, entry);
	one = hito_new(arena, struct hito_baseline_entry, 1);
	if (!key.ptr || !one ||
	    !hito_reserve(arena, baseline->list, baseline->count,
			  baseline->capacity) ||
	    !hito_map_put(&baseline->index, key, one))
		return false;
	*one = *entry;
	baseline->list[baseline->count++] = one;
	return keep_text(arena, &one->plan) && keep_text(arena, &one->step) &&
	       keep_text(arena, &one->path);
}

bool hito_baseline_count(struct hito_baseline *baseline,
			 const struct hito_lint_result *result, bool add)
{
	size_t i;
	bool failed;

	for (i = 0; i < baseline->count; i++)
		baseline->list[i]->found = 0;
	for (i = 0; i < result->count; i++) {
		const struct hito_finding *finding = &result->findings[i];
		struct hito_baseline_entry *entry =
			hito_baseline_find(baseline, finding, &failed);
		struct hito_baseline_entry one;

		if (failed)
			return false;
		if (entry) {
			entry->found++;
		} else if (add && hito_rule_is_waivable(finding->rule)) {
			one = entry_of(finding);
			one.found = 1;
			if (!hito_baseline_add(baseline, &one))
				return false;
		}
	}
	return true;
}

/* The thing that an entry is about, or the nearest that is left of it. */
static const struct hito_item *item_of(const struct hito_baseline_entry *entry,
				       const struct hito_model *model)
{
	const struct hito_item *plan, *step;

	if (!entry->plan.len)
		return NULL;
	plan = hito_model_plan(model, entry->plan);
	if (!plan || !entry->step.len)
		return plan;
	step = hito_plan_find(plan, HITO_STEP, entry->step);
	return step ? step : plan;
}

static bool is_unreadable(const struct hito_model *model,
			  const struct hito_source *source)
{
	for (size_t i = 0; i < model->unreadable_count; i++) {
		if (!source ||
		    hito_str_equal(model->unreadable[i].path, source->path))
			return true;
	}
	return false;
}

static bool has_id(struct hito_str ids, const char *id)
{
	struct hito_str one;

	while (ids.len) {
		hito_str_cut(ids, ',', &one, &ids);
		if (hito_str_is(hito_str_trim(one), id))
			return true;
	}
	return false;
}

bool hito_baseline_was_asked(const struct hito_baseline_entry *entry,
			     const struct hito_judged *judged)
{
	const struct hito_model *model = judged->workspace->model;
	const struct hito_item *item = item_of(entry, model);
	const struct hito_source of_path = {.path = entry->path};
	struct hito_finding probe = {.rule = entry->rule};
	struct hito_span span = {0, 0};

	if (item) {
		probe.source = hito_lint_source(item);
		span = hito_lint_title_span(item);
	} else if (entry->path.len) {
		probe.source = &of_path;
	}
	if (hito_rule_is_of_history(entry->rule) && !judged->options->status)
		return false;
	/* Of a file that cannot be read nobody knows what is in it. */
	if (is_unreadable(model, probe.source))
		return false;
	if (item && hito_lint_is_mapped(item) &&
	    has_id(judged->result->not_judged, hito_rule_id(entry->rule)))
		return false;
	return hito_lint_in_scope(judged->options, probe.source, span) &&
	       hito_select_finding(judged->workspace->project, judged->options,
				   &probe);
}

bool hito_baseline_update(struct hito_baseline *baseline,
			  const struct hito_judged *judged, bool add,
			  struct hito_baseline_change *out_change)
{
	struct hito_baseline_change change = {0, 0, 0};
	size_t i, kept = 0;

	if (!hito_baseline_count(baseline, judged->result, add))
		return false;
	for (i = 0; i < baseline->count; i++) {
		struct hito_baseline_entry *entry = baseline->list[i];
		uint32_t before = entry->count;

		if (entry->found > entry->count && add)
			entry->count = entry->found;
		else if (entry->found < entry->count &&
			 hito_baseline_was_asked(entry, judged))
			entry->count = entry->found;
		if (entry->count > before)
			change.more += entry->count - before;
		else
			change.fewer += before - entry->count;
		change.total += entry->count;
		if (entry->count)
			baseline->list[kept++] = entry;
	}
	baseline->count = kept;
	*out_change = change;
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct hito_baseline_entry *a =
		*(const struct hito_baseline_entry *const *)left;
	const struct hito_baseline_entry *b =
		*(const struct hito_baseline_entry *const *)right;
	int order = hito_str_compare(a->plan, b->plan);

	if (order == 0)
		order = hito_str_compare(a->path, b->path);
	if (order == 0)
		order = hito_str_compare(a->step, b->step);
	if (order == 0)
		order = hito_str_compare(hito_str_from(hito_rule_id(a->rule)),
					 hito_str_from(hito_rule_id(b->rule)));
	return order;
}

static void write_entry(struct hito_out *out,
			const struct hito_baseline_entry *entry)
{
	struct hito_json json;

	hito_json_init(&json, out, false);
	hito_json_open_object(&json);
	if (entry->plan.len)
		hito_json_put_str(&json, "plan", entry->plan);
	if (entry->step.len)
		hito_json_put_str(&json, "step", entry->step);
	if (entry->path.len)
		hito_json_put_str(&json, "path", entry->path);
	hito_json_put_str(&json, "rule",
			  hito_str_from(hito_rule_id(entry->rule)));
	hito_json_put_size(&json, "count", entry->count);
	hito_json_close_object(&json);
}

void hito_baseline_write(struct hito_out *out, struct hito_baseline *baseline)
{
	size_t i;

	if (baseline->count)
		qsort(baseline->list, baseline->count,
		      sizeof(baseline->list[0]), compare);
	hito_out_text(out, "{\n  \"schema\": \"hito.baseline/1\",\n"
			   "  \"findings\": [");
	for (i = 0; i < baseline->count; i++) {
		hito_out_text(out, i ? ",\n    " : "\n    ");
		write_entry(out, baseline->list[i]);
	}
	hito_out_text(out, baseline->count ? "\n  ]\n}\n" : "]\n}\n");
}
