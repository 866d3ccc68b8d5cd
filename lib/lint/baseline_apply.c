/* SPDX-License-Identifier: MIT */
/* A result without what the baseline has, and with what it has too many of. */
#include "lint/baseline.h"

#include "lint/lint.h"
#include "lint/select.h"

struct applying {
	struct hito_baseline *baseline;
	struct hito_judged judged;
	struct hito_arena *arena;
	struct hito_findings stale;
	/* What becomes of the result. */
	struct hito_finding *findings;
	char (*fingerprints)[HITO_FINGERPRINT_SIZE];
	size_t count, left_out;
};

/* "spring/pack", "spring" or the path. */
static struct hito_str name_of(struct hito_arena *arena,
			       const struct hito_baseline_entry *entry)
{
	struct hito_out_memory memory;
	struct hito_out out;

	if (!entry->step.len)
		return entry->plan.len ? entry->plan : entry->path;
	hito_out_to_memory(&out, &memory, arena,
			   entry->plan.len + entry->step.len + 2);
	hito_out_str(&out, entry->plan);
	hito_out_text(&out, "/");
	hito_out_str(&out, entry->step);
	if (out.failed)
		return (struct hito_str){NULL, 0};
	return (struct hito_str){memory.ptr, memory.len};
}

static bool raise(struct applying *applying,
		  const struct hito_baseline_entry *entry)
{
	struct hito_arena *arena = applying->arena;
	struct hito_finding *finding = hito_findings_add(
		&applying->stale, HITO_RULE_F009, applying->baseline->source,
		entry->span,
		HITO_N("{1} of {2}: {3} in the baseline, {4} found"));

	finding->plan = entry->plan;
	finding->step = entry->step;
	finding->key = hito_str_from(hito_rule_id(entry->rule));
	finding->args[0] = finding->key;
	finding->args[1] = name_of(arena, entry);
	finding->args[2] =
		hito_arena_printf(arena, "%u", (unsigned)entry->count);
	finding->args[3] =
		hito_arena_printf(arena, "%u", (unsigned)entry->found);
	finding->help = HITO_N("`hito baseline prune` takes away what is gone");
	return finding->args[1].ptr && finding->args[2].ptr &&
	       finding->args[3].ptr;
}

/* Where there is none any more the number is no news. */
static void shorten(struct hito_finding *finding,
		    const struct hito_baseline_entry *entry)
{
	if (entry->found == 0)
		finding->message =
			HITO_N("{1} of {2} is in the baseline, and is gone");
}

static bool find_stale(struct applying *applying)
{
	struct hito_baseline *baseline = applying->baseline;
	struct hito_findings *stale = &applying->stale;
	const struct hito_judged *judged = &applying->judged;
	size_t i;

	for (i = 0; i < baseline->count; i++) {
		const struct hito_baseline_entry *entry = baseline->list[i];

		if (entry->found >= entry->count ||
		    !hito_baseline_was_asked(entry, judged))
			continue;
		if (!raise(applying, entry) || stale->no_memory)
			return false;
		shorten(stale->list[stale->count - 1], entry);
		if (!hito_select_finding(judged->workspace->project,
					 judged->options,
					 stale->list[stale->count - 1]))
			stale->count--;
	}
	hito_findings_sort(stale);
	return true;
}

static void put(struct applying *applying, const struct hito_finding *finding,
		const char *fingerprint)
{
	char *text = applying->fingerprints[applying->count];
	size_t i;

	applying->findings[applying->count++] = *finding;
	if (!fingerprint)
		hito_finding_fingerprint(finding, 0, text);
	for (i = 0; fingerprint && i < HITO_FINGERPRINT_SIZE; i++)
		text[i] = fingerprint[i];
}

static bool comes_before(const struct hito_source *source,
			 const struct hito_finding *finding)
{
	struct hito_str path =
		finding->source ? finding->source->path : HITO_STR("");

	return hito_str_compare(source->path, path) < 0;
}

/* Findings are sorted by path: those of the baseline's come in one run. */
static bool merge(struct applying *applying)
{
	const struct hito_lint_result *result = applying->judged.result;
	const struct hito_findings *stale = &applying->stale;
	size_t i, next = 0;
	bool failed;

	for (i = 0; i < result->count; i++) {
		const struct hito_finding *finding = &result->findings[i];
		const struct hito_baseline_entry *entry = hito_baseline_find(
			applying->baseline, finding, &failed);

		if (failed)
			return false;
		while (next < stale->count &&
		       comes_before(applying->baseline->source, finding))
			put(applying, stale->list[next++], NULL);
		if (entry && entry->found <= entry->count)
			applying->left_out++;
		else
			put(applying, finding, result->fingerprints[i]);
	}
	while (next < stale->count)
		put(applying, stale->list[next++], NULL);
	return true;
}

static bool make_room(struct applying *applying)
{
	size_t most = applying->judged.result->count + applying->stale.count;

	applying->findings =
		hito_new(applying->arena, struct hito_finding, most + 1);
	applying->fingerprints = hito_arena_alloc(
		applying->arena, most + 1, sizeof(*applying->fingerprints));
	return applying->findings && applying->fingerprints;
}

bool hito_baseline_apply(struct hito_baseline *baseline,
			 const struct hito_workspace *workspace,
			 const struct hito_lint_options *options,
			 struct hito_arena *arena,
			 struct hito_lint_result *result, struct hito_err *err)
{
	struct applying applying = {
		.baseline = baseline,
		.judged = {workspace, options, result},
		.arena = arena,
	};
	size_t i;

	hito_findings_init(&applying.stale, arena);
	if (!hito_lint_fingerprint(result, arena) ||
	    !hito_baseline_count(baseline, result, false) ||
	    !find_stale(&applying) || !make_room(&applying) ||
	    !merge(&applying))
		return hito_err_memory(err);
	result->findings = applying.findings;
	result->fingerprints =
		(const char(*)[HITO_FINGERPRINT_SIZE])applying.fingerprints;
	result->count = applying.count;
	result->baseline += applying.left_out;
	for (i = 0; i < 3; i++)
		result->counts[i] = 0;
	for (i = 0; i < applying.count; i++)
		result->counts[applying.findings[i].level]++;
	return true;
}
