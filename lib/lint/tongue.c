/* SPDX-License-Identifier: MIT */
/* S102: a title in another language than its plan. */
#include "lint/lint.h"
#include "lint/wording.h"

/* Fewer words may be names: "Social media", "Sprint review". */
#define FEWEST_WORDS 5

static size_t count_words(struct hito_str text)
{
	size_t count = 0, i;

	for (i = 0; i < text.len; i++)
		count += text.ptr[i] != ' ' &&
			 (i == 0 || text.ptr[i - 1] == ' ');
	return count;
}

void hito_lint_tongue(struct hito_lint *lint, const struct hito_item *item)
{
	const struct hito_judgement *judgement;
	struct hito_finding *finding;
	const char *lang = hito_lang_name(item->lang);

	if (!lint->wording.wanted[HITO_RULE_S102] ||
	    (item->kind != HITO_STEP && item->kind != HITO_OBJECTIVE) ||
	    !item->block || item->block->damaged ||
	    item->lang == HITO_LANG_NONE || !hito_lint_is_open(item) ||
	    count_words(item->block->title) < FEWEST_WORDS ||
	    !hito_lint_in_scope(lint->options, hito_lint_source(item),
				hito_lint_title_span(item)))
		return;
	judgement = hito_lint_judge(lint, item->block->title, item->lang);
	if (!judgement || hito_str_is(judgement->lang, lang))
		return;
	finding = hito_lint_raise(
		lint, HITO_RULE_S102, item, hito_lint_title_span(item),
		HITO_N("\"{1}\" reads as \"{2}\", and the plan is \"{3}\""));
	finding->args[0] = item->title;
	finding->args[1] = judgement->lang;
	finding->args[2] = hito_str_from(lang);
	finding->help = HITO_N("write the whole plan in one language, or set "
			       "its \"lang:\"");
}
