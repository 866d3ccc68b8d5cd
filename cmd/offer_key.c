/* SPDX-License-Identifier: MIT */
/* Offers of hito set and hito list: keys, and the values that they may have. */
#include <string.h>

#include "base/map.h"
#include "offer.h"
#include "status/select.h"

/* What is never set, or only by a command of its own. */
static bool is_settable(enum hito_key key)
{
	return key != HITO_KEY_ID && key != HITO_KEY_STEP &&
	       key != HITO_KEY_PLAN && key != HITO_KEY_FORMERLY &&
	       key != HITO_KEY_EXPECT;
}

/* The name in the user's language; once letters are typed, in English too. */
static void offer_key(struct offers *offers, enum hito_key key,
		      const char *behind)
{
	const struct hito_key_info *info = hito_key_info(key);
	const char *label = hito_key_label(key, HITO_STEP, offers->run->lang);
	struct hito_str about =
		hito_str_from(hito_message(offers->run->lang, info->help));
	struct hito_str own =
		hito_arena_printf(offers->run->arena, "%s%s", label, behind);
	struct hito_str english = hito_arena_printf(offers->run->arena, "%s%s",
						    info->name, behind);

	if (!own.ptr || !english.ptr) {
		offers->no_memory = true;
		return;
	}
	/* A name of several words would be several arguments. */
	if (hito_str_find_byte(own, ' ', 0) == SIZE_MAX)
		offer_word(offers, own, about);
	if (offers->typed.len && !hito_str_equal(own, english))
		offer_word(offers, english, about);
}

static void offer_all_keys(struct offers *offers, const char *behind)
{
	for (int i = 0; i < HITO_KEY_COUNT; i++) {
		enum hito_key key = (enum hito_key)i;

		if (hito_key_info(key)->kinds & HITO_STEP && is_settable(key))
			offer_key(offers, key, behind);
	}
}

void offer_keys(struct offers *offers)
{
	offer_all_keys(offers, "");
}

/* The words of a type, in the language that the key is typed in. */
static void offer_type_words(struct offers *offers, enum hito_word first,
			     enum hito_word last, bool spanish)
{
	for (int i = (int)first; i <= (int)last; i++) {
		const char *word = spanish ? hito_word_label((enum hito_word)i,
							     HITO_LANG_ES)
					   : hito_word_name((enum hito_word)i);
		size_t len = strlen(word);
		char *copy = hito_new(offers->run->arena, char, len + 1);

		if (!copy) {
			offers->no_memory = true;
			return;
		}
		memcpy(copy, word, len + 1);
		/* "en curso" is also written with a hyphen. */
		for (char *at = copy; *at; at++)
			if (*at == ' ')
				*at = '-';
		offer_word(offers, hito_str_from(copy), HITO_STR(""));
	}
}

static void offer_literals(struct offers *offers, const char *const *words)
{
	for (; *words; words++)
		offer_word(offers, hito_str_from(*words), HITO_STR(""));
}

/* What steps have there already: phases, types, tags. */
static void offer_used(struct offers *offers, enum hito_key key)
{
	const struct hito_model *model = offer_model(offers);
	struct hito_map map;

	hito_map_init(&map, offers->run->arena);
	for (size_t i = 0; model && i < model->plan_count; i++) {
		const struct hito_item *plan = model->plans[i];

		for (size_t k = 0; k < plan->step_count; k++) {
			const struct hito_value *value =
				hito_item_value(plan->steps[k], key);

			if (!value || !value->readable ||
			    hito_map_find(&map, value->text))
				continue;
			if (!hito_map_put(&map, value->text, &map))
				offers->no_memory = true;
			offer_foreign(offers, value->text, HITO_STR(""));
		}
	}
}

static void offer_ids(struct offers *offers, enum hito_key key)
{
	if (key == HITO_KEY_OBJECTIVE)
		offer_objectives(offers);
	else if (key == HITO_KEY_KPI)
		offer_kpis(offers);
}

void offer_values(struct offers *offers, enum hito_key key, bool spanish)
{
	static const char *const days[] = {"today", "tomorrow", "+1d", "+1w",
					   "+2w",   "+1mo",     NULL};
	static const char *const scores[] = {"1", "2", "3", "4", "5", NULL};

	switch (hito_key_info(key)->type) {
	case HITO_TYPE_STATE:
		offer_type_words(offers, HITO_TODO, HITO_DROPPED, spanish);
		break;
	case HITO_TYPE_PRIORITY:
		offer_type_words(offers, HITO_HIGH, HITO_LOW, spanish);
		break;
	case HITO_TYPE_PERSON:
	case HITO_TYPE_PEOPLE:
		offer_owners(offers);
		break;
	case HITO_TYPE_STEPS:
		offer_steps(offers);
		break;
	case HITO_TYPE_IDS:
		offer_ids(offers, key);
		break;
	case HITO_TYPE_DAY:
		offer_literals(offers, days);
		break;
	case HITO_TYPE_SCORE:
		offer_literals(offers, scores);
		break;
	default:
		if (key == HITO_KEY_TYPE || key == HITO_KEY_PHASE ||
		    key == HITO_KEY_TAGS)
			offer_used(offers, key);
	}
}

static void move_front(struct offers *offers, size_t count)
{
	offers->front.len += count;
	offers->typed = hito_str_slice(offers->typed, count, offers->typed.len);
}

/* Of a list with commas the last one. */
static void skip_to_last(struct offers *offers)
{
	size_t comma;

	while ((comma = hito_str_find_byte(offers->typed, ',', 0)) != SIZE_MAX)
		move_front(offers, comma + 1);
}

/* "key=", "key+=", "key-=" with a part of the value behind. */
void offer_settings(struct offers *offers)
{
	size_t at = hito_str_find_byte(offers->typed, '=', 0);
	struct hito_str word;
	enum hito_key key;
	bool spanish;

	if (at == SIZE_MAX) {
		offer_all_keys(offers, "=");
		return;
	}
	word = hito_str_slice(offers->typed, 0, at);
	if (word.len &&
	    (word.ptr[word.len - 1] == '+' || word.ptr[word.len - 1] == '-'))
		word.len--;
	key = hito_key_find(HITO_STEP, word);
	if (key == HITO_KEY_COUNT)
		return;
	spanish = !hito_str_is(word, hito_key_info(key)->name);
	move_front(offers, at + 1);
	offer_values(offers, key, spanish);
}

/* One line of the table of filters. */
struct filter_row {
	const char *name, *form, *meaning;
};

static const struct filter_row filter_rows[] = {
#define FILTER_ROW(constant, name, others, form, meaning) {name, form, meaning},
	HITO_FILTERS(FILTER_ROW)
#undef FILTER_ROW
};

#define FILTER_COUNT (sizeof(filter_rows) / sizeof(*filter_rows))

/* "state:" where a value follows, "late" where none does. */
static void offer_filter_names(struct offers *offers)
{
	offer_word(offers, HITO_STR("not:"), HITO_STR(""));
	for (size_t i = 0; i < FILTER_COUNT; i++) {
		const struct filter_row *row = &filter_rows[i];
		struct hito_str word = hito_arena_printf(
			offers->run->arena, "%s%s", row->name,
			strcmp(row->form, row->name) == 0 ? "" : ":");

		if (!word.ptr) {
			offers->no_memory = true;
			return;
		}
		offer_word(offers, word,
			   hito_str_from(hito_message(offers->run->lang,
						      row->meaning)));
	}
}

static void offer_filter_values(struct offers *offers, struct hito_str name)
{
	enum hito_key key;

	if (hito_str_is(name, "was"))
		name = HITO_STR("state");
	else if (hito_str_is(name, "tag"))
		name = HITO_STR("tags");
	if (hito_str_is(name, "plan")) {
		offer_plans(offers);
		return;
	}
	if (hito_str_is(name, "owner"))
		offer_word(offers, HITO_STR("me"), HITO_STR(""));
	key = hito_key_find(HITO_STEP, name);
	if (key != HITO_KEY_COUNT && key != HITO_KEY_PARENT)
		offer_values(offers, key,
			     !hito_str_is(name, hito_key_info(key)->name));
}

/* "not:state:doing,blocked": what is negated, and the last of several. */
void offer_filters(struct offers *offers)
{
	struct hito_str name, rest;

	while (hito_str_starts(offers->typed, "not:"))
		move_front(offers, sizeof("not:") - 1);
	if (!hito_str_cut(offers->typed, ':', &name, &rest)) {
		offer_filter_names(offers);
		return;
	}
	move_front(offers, name.len + 1);
	skip_to_last(offers);
	offer_filter_values(offers, name);
}

void offer_sorts(struct offers *offers)
{
	static const char *const names[] = {
#define SORT_NAME(constant, name, ...) name,
		HITO_SORTS(SORT_NAME)
#undef SORT_NAME
			NULL,
	};

	offer_literals(offers, names);
}

void offer_events(struct offers *offers)
{
	static const char *const kinds[] = {"created", "removed",   "moved",
					    "slip",    "confirmed", NULL};

	skip_to_last(offers);
	offer_literals(offers, kinds);
	for (int i = 0; i < HITO_KEY_COUNT; i++) {
		const struct hito_key_info *info =
			hito_key_info((enum hito_key)i);

		if (info->flags & HITO_KEY_EVENT)
			offer_word(offers, hito_str_from(info->name),
				   HITO_STR(""));
	}
}
