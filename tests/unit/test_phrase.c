/* SPDX-License-Identifier: MIT */
/* Phrases by their first letters: the same as each line of the files. */
#include "unit.h"

#include "lint/language.h"

/* Pieces that texts are put together from. */
static const char *const pieces[] = {
	"by",       "before the", "antes del",  "para el",  "end of",
	"30 june",  "30/06/2026", "15 de mayo", "q3",       "finales de",
	"2026",     "next week",  "semana",     "viernes",  "on friday",
	"de aqui",  "3 months",   "tres meses", "(may)",    "the plan for",
	"12 %",     "a 20",       "un 15 %",    "sin",      "no more than",
	"menos de", "$1,000",     "1.000 eur",  "iso 9001", "menu de",
	"manana",   "easter",     "from 4 to",  "cada",     "every monday",
};

#define PIECES (sizeof(pieces) / sizeof(pieces[0]))

struct asked {
	const struct hito_phrases *phrases;
	struct hito_pattern **patterns; /* of all lines */
};

static void ask(const struct asked *asked, struct hito_str text, size_t at)
{
	const struct hito_phrases *phrases = asked->phrases;
	struct hito_pattern_match match, each;
	const struct hito_phrase *found =
		hito_phrases_at(phrases, text, at, &match);
	size_t line = 0;

	while (line < phrases->count &&
	       !hito_pattern_at(asked->patterns[line], text, at, &each))
		line++;
	if (line == phrases->count) {
		assert_null(found);
		return;
	}
	assert_ptr_equal(found, &phrases->list[line]);
	assert_int_equal(match.end, each.end);
}

static void ask_all(const struct hito_phrases *phrases,
		    struct hito_arena *arena)
{
	struct asked asked = {phrases, hito_new(arena, struct hito_pattern *,
						phrases->count + 1)};
	size_t i, j, at;

	for (i = 0; i < phrases->count; i++)
		assert_true(hito_pattern_new_anchored(
			(const char *)phrases->regexes[i].text,
			hito_group_names, &asked.patterns[i], NULL));
	for (i = 0; i < PIECES; i++) {
		for (j = 0; j < PIECES; j++) {
			struct hito_str text = hito_arena_printf(
				arena, "%s %s %s", pieces[i], pieces[j],
				pieces[(i + j) % PIECES]);

			for (at = 0; at < text.len; at++) {
				if (at == 0 || text.ptr[at - 1] == ' ')
					ask(&asked, text, at);
			}
		}
	}
	for (i = 0; i < phrases->count; i++)
		hito_pattern_free(asked.patterns[i]);
}

static void letters_lose_nothing(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_languages languages;
	size_t i;

	(void)state;
	assert_true(hito_languages_read(arena, &languages, NULL));
	assert_true(languages.count >= 2);
	for (i = 0; i < languages.count; i++) {
		struct hito_language *language = &languages.list[i];

		assert_true(hito_language_open(language, arena));
		ask_all(&language->days, arena);
		ask_all(&language->measures, arena);
	}
	hito_languages_free(&languages);
	hito_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_lose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
