/* SPDX-License-Identifier: MIT */
/* Judging the texts of a run, and where their words stand. */
#include "lint/wording.h"

#include <string.h>

#include "lint/lint.h"
#include "lint/select.h"

/* Rules ask for the same titles one after the other, and plans of a kind have
 * the same ones. */
#define MOST_KNOWN 256

struct hito_lint_known {
	enum hito_lang lang;             /* that was preferred */
	struct hito_judgement judgement; /* of no text: there is none */
};

void hito_lint_wording_init(struct hito_lint *lint)
{
	struct hito_lint_wording *wording = &lint->wording;
	size_t i;

	for (i = 0; i < HITO_RULE_COUNT; i++) {
		enum hito_rule rule = (enum hito_rule)i;

		wording->wanted[i] =
			hito_select_may(lint->project, lint->options, rule);
		wording->any |=
			wording->wanted[i] && hito_rule_is_wording(rule);
	}
}

bool hito_lint_wording_start(struct hito_lint *lint,
			     const struct hito_lint *first,
			     struct hito_err *err)
{
	struct hito_lint_wording *wording = &lint->wording;

	wording->err = err;
	return first ? hito_judge_beside(first->wording.judge, lint->scratch,
					 &wording->judge, err)
		     : hito_judge_new(lint->scratch, &wording->judge, err);
}

void hito_lint_wording_done(struct hito_lint *lint)
{
	hito_judge_free(lint->wording.judge);
	lint->wording.judge = NULL;
	hito_arena_free(lint->wording.scratch);
	lint->wording.scratch = NULL;
}

/* What is needed from the first text on. */
static bool make_room(struct hito_lint *lint)
{
	struct hito_lint_wording *wording = &lint->wording;

	if (wording->known)
		return true;
	wording->scratch = hito_arena_sub(lint->scratch);
	wording->known =
		hito_new(lint->scratch, struct hito_lint_known, MOST_KNOWN);
	return (wording->scratch && wording->known) ||
	       hito_err_memory(wording->err);
}

/* The words that it found, so that they outlive the next judgement. */
static bool keep_vagues(struct hito_judgement *judgement,
			struct hito_arena *kept)
{
	size_t count = judgement->vague_count;
	struct hito_vague *vagues;

	if (!count) {
		judgement->vagues = NULL;
		return true;
	}
	vagues = hito_new(kept, struct hito_vague, count);
	if (!vagues)
		return false;
	memcpy(vagues, judgement->vagues, count * sizeof(*vagues));
	judgement->vagues = vagues;
	return true;
}

static bool judge_into(struct hito_lint *lint, struct hito_str text,
		       enum hito_lang lang, struct hito_lint_known *out)
{
	struct hito_lint_wording *wording = &lint->wording;
	const struct hito_judge_options options = {.today = lint->today,
						   .guess = lang};

	out->lang = lang;
	hito_arena_clear(wording->scratch);
	return hito_judge_text(wording->judge, text, &options, wording->scratch,
			       &out->judgement, wording->err) &&
	       (keep_vagues(&out->judgement, lint->scratch) ||
		hito_err_memory(wording->err));
}

static uint64_t mixed(uint64_t hash, const char *bytes, size_t count)
{
	uint64_t word = 0;

	memcpy(&word, bytes, count);
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/*
 * The place of a text among those that are known. Texts that meet in one place
 * only take turns.
 */
static size_t place_of(struct hito_str text)
{
	uint64_t hash = text.len;

	if (!text.len)
		return 0;
	for (; text.len > 8; text.ptr += 8, text.len -= 8)
		hash = mixed(hash, text.ptr, 8);
	return mixed(hash, text.ptr, text.len) % MOST_KNOWN;
}

const struct hito_judgement *hito_lint_judge(struct hito_lint *lint,
					     struct hito_str text,
					     enum hito_lang lang)
{
	struct hito_lint_wording *wording = &lint->wording;
	struct hito_lint_known *known;

	if (wording->failed)
		return NULL;
	wording->failed = !make_room(lint);
	if (wording->failed)
		return NULL;
	known = &wording->known[place_of(text)];
	if (known->lang != lang || !text.len ||
	    !hito_str_equal(known->judgement.text, text))
		wording->failed = !judge_into(lint, text, lang, known);
	return wording->failed ? NULL : &known->judgement;
}

struct hito_str hito_lint_own_words(const struct hito_judgement *judgement,
				    struct hito_str words, struct hito_str text)
{
	size_t at = words.len ? (size_t)(words.ptr - judgement->text.ptr) : 0;

	return hito_str_slice(text, at, at + words.len);
}

/* Is the slice one of these bytes? Its offset. */
static bool is_within(struct hito_str all, struct hito_str part, size_t *out_at)
{
	uintptr_t start = (uintptr_t)all.ptr, at = (uintptr_t)part.ptr;

	if (!part.len || at < start || at - start > all.len ||
	    part.len > all.len - (at - start))
		return false;
	*out_at = at - start;
	return true;
}

bool hito_lint_locate(const struct hito_source *source, struct hito_span span,
		      struct hito_str text, struct hito_span *out)
{
	size_t at;

	if (!source || span.end <= span.start || !text.len)
		return false;
	if (!is_within(source->text, text, &at) &&
	    !is_within(source->readable, text, &at)) {
		at = hito_str_find(hito_source_text(source, span), text, 0);
		if (at == SIZE_MAX)
			return false;
		at += span.start;
	}
	*out = (struct hito_span){(uint32_t)at, (uint32_t)(at + text.len)};
	return true;
}

struct hito_span hito_lint_words_span(const struct hito_source *source,
				      struct hito_span span,
				      struct hito_str text,
				      struct hito_str words)
{
	struct hito_span found;
	struct hito_str written;
	size_t at;

	if (!source || span.end <= span.start || !words.len)
		return span;
	at = (size_t)(words.ptr - text.ptr);
	if (hito_lint_locate(source, span, text, &found))
		return (struct hito_span){
			(uint32_t)(found.start + at),
			(uint32_t)(found.start + at + words.len)};
	/* Marks or escapes elsewhere in it do no harm to words that stand
	 * there once. */
	written = hito_source_text(source, span);
	at = hito_str_find(written, words, 0);
	if (at == SIZE_MAX || hito_str_find(written, words, at + 1) != SIZE_MAX)
		return span;
	return (struct hito_span){(uint32_t)(span.start + at),
				  (uint32_t)(span.start + at + words.len)};
}
