/* SPDX-License-Identifier: MIT */
/* The words that values choose from, in all their spellings. */
#include "plan/word.h"

#include "plan/fold.h"

/* Where a word may stand. */
enum place {
	PLAN_STATE = 1,
	STEP_STATE = 2,
	PRIORITY = 4,
	REVIEW = 8,
	STEP_TYPE = 16,
};

/* By word; the first spelling of a word is canonical, the first in another
 * language is the one that people are shown. */
static const struct spelling {
	enum hito_word word;
	unsigned places;
	enum hito_lang lang;
	const char *text;
} spellings[] = {
	{HITO_TODO, STEP_STATE, HITO_LANG_EN, "todo"},
	{HITO_TODO, STEP_STATE, HITO_LANG_ES, "pendiente"},
	{HITO_TODO, STEP_STATE, HITO_LANG_ES, "por hacer"},
	{HITO_DOING, STEP_STATE, HITO_LANG_EN, "doing"},
	{HITO_DOING, STEP_STATE, HITO_LANG_ES, "en curso"},
	{HITO_DOING, STEP_STATE, HITO_LANG_ES, "en marcha"},
	{HITO_DOING, STEP_STATE, HITO_LANG_ES, "haciendo"},
	{HITO_BLOCKED, STEP_STATE, HITO_LANG_EN, "blocked"},
	{HITO_BLOCKED, STEP_STATE, HITO_LANG_ES, "bloqueado"},
	{HITO_BLOCKED, STEP_STATE, HITO_LANG_ES, "bloqueada"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_EN, "done"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "hecho"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "hecha"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "terminado"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "terminada"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "completado"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "completada"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "finalizado"},
	{HITO_DONE, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "finalizada"},
	{HITO_DROPPED, PLAN_STATE | STEP_STATE, HITO_LANG_EN, "dropped"},
	{HITO_DROPPED, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "descartado"},
	{HITO_DROPPED, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "descartada"},
	{HITO_DROPPED, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "cancelado"},
	{HITO_DROPPED, PLAN_STATE | STEP_STATE, HITO_LANG_ES, "cancelada"},
	{HITO_DRAFT, PLAN_STATE, HITO_LANG_EN, "draft"},
	{HITO_DRAFT, PLAN_STATE, HITO_LANG_ES, "borrador"},
	{HITO_ACTIVE, PLAN_STATE, HITO_LANG_EN, "active"},
	{HITO_ACTIVE, PLAN_STATE, HITO_LANG_ES, "activo"},
	{HITO_ACTIVE, PLAN_STATE, HITO_LANG_ES, "activa"},
	{HITO_HIGH, PRIORITY, HITO_LANG_EN, "high"},
	{HITO_HIGH, PRIORITY, HITO_LANG_ES, "alta"},
	{HITO_HIGH, PRIORITY, HITO_LANG_ES, "alto"},
	{HITO_NORMAL, PRIORITY, HITO_LANG_EN, "normal"},
	{HITO_NORMAL, PRIORITY, HITO_LANG_ES, "media"},
	{HITO_NORMAL, PRIORITY, HITO_LANG_ES, "medio"},
	{HITO_LOW, PRIORITY, HITO_LANG_EN, "low"},
	{HITO_LOW, PRIORITY, HITO_LANG_ES, "baja"},
	{HITO_LOW, PRIORITY, HITO_LANG_ES, "bajo"},
	{HITO_WEEKLY, REVIEW, HITO_LANG_EN, "weekly"},
	{HITO_WEEKLY, REVIEW, HITO_LANG_ES, "semanal"},
	{HITO_FORTNIGHTLY, REVIEW, HITO_LANG_EN, "fortnightly"},
	{HITO_FORTNIGHTLY, REVIEW, HITO_LANG_ES, "quincenal"},
	{HITO_MONTHLY, REVIEW, HITO_LANG_EN, "monthly"},
	{HITO_MONTHLY, REVIEW, HITO_LANG_ES, "mensual"},
	{HITO_QUARTERLY, REVIEW, HITO_LANG_EN, "quarterly"},
	{HITO_QUARTERLY, REVIEW, HITO_LANG_ES, "trimestral"},
	{HITO_MILESTONE, STEP_TYPE, HITO_LANG_EN, "milestone"},
	{HITO_MILESTONE, STEP_TYPE, HITO_LANG_ES, "hito"},
};

#define SPELLING_COUNT (sizeof(spellings) / sizeof(spellings[0]))

static unsigned place_of(enum hito_type type, enum hito_kind kind)
{
	switch (type) {
	case HITO_TYPE_STATE:
		return kind == HITO_PLAN ? PLAN_STATE : STEP_STATE;
	case HITO_TYPE_PRIORITY:
		return PRIORITY;
	case HITO_TYPE_REVIEW:
		return REVIEW;
	case HITO_TYPE_TEXT:
		return kind == HITO_STEP ? STEP_TYPE : 0;
	default:
		return 0;
	}
}

const char *hito_word_name(enum hito_word word)
{
	for (size_t i = 0; i < SPELLING_COUNT; i++) {
		if (spellings[i].word == word)
			return spellings[i].text;
	}
	return "";
}

enum hito_word hito_word_find(enum hito_type type, enum hito_kind kind,
			      struct hito_str text)
{
	unsigned place = place_of(type, kind);
	struct hito_folded folded;

	text = hito_str_trim(text);
	for (size_t i = 0; i < SPELLING_COUNT; i++) {
		if (spellings[i].places & place && text.len &&
		    text.ptr[0] == spellings[i].text[0] &&
		    hito_str_is(text, spellings[i].text))
			return spellings[i].word;
	}
	if (!hito_fold(text, &folded))
		return HITO_WORD_NONE;
	for (size_t i = 0; i < SPELLING_COUNT; i++) {
		if (spellings[i].places & place &&
		    hito_fold_is(&folded, spellings[i].text))
			return spellings[i].word;
	}
	return HITO_WORD_NONE;
}

const char *hito_word_label(enum hito_word word, enum hito_lang lang)
{
	for (size_t i = 0; i < SPELLING_COUNT; i++) {
		if (spellings[i].word == word && spellings[i].lang == lang)
			return spellings[i].text;
	}
	return hito_word_name(word);
}

const char *hito_word_nearest(enum hito_type type, enum hito_kind kind,
			      enum hito_lang lang, struct hito_str text)
{
	unsigned place = place_of(type, kind);
	struct hito_nearest nearest;

	hito_nearest_init(&nearest, hito_str_trim(text));
	for (size_t i = 0; i < SPELLING_COUNT; i++) {
		if (spellings[i].places & place &&
		    (lang != HITO_LANG_EN || spellings[i].lang == lang))
			hito_nearest_try(&nearest, spellings[i].text);
	}
	return nearest.best;
}
