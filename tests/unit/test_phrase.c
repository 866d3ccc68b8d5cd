/* SPDX-License-Identifier: MIT */
/* Phrases by their first letters: the same as each line of the files. */
#include "unit.h"

#include "lint/vocabulary.h"

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
	struct hito_vocabulary vocabulary;
	const struct hito_language *language;
	struct hito_arena *arena;
};

/* What is found is what the first line matches that does. */
static void compare(const struct hito_phrases *phrases, struct hito_str text,
		    size_t at, const struct hito_phrase *found,
		    const struct hito_pattern_match *match)
{
	struct hito_pattern_match each;
	const struct hito_phrase *first = NULL;
	size_t line;

	for (line = 0; !first && line < phrases->count; line++) {
		struct hito_lines one = {{0}};

		one.bits[line / 64] = (uint64_t)1 << line % 64;
		first = hito_phrases_match(phrases, &one, text, at, &each);
	}
	assert_ptr_equal(found, first);
	if (first)
		assert_int_equal(match->end, each.end);
}

static void compare_at(const struct hito_language *language,
		       const struct hito_tokens *tokens, struct hito_str text,
		       size_t at, enum hito_phrases_kind kind)
{
	const struct hito_search search = {kind, language, tokens, text};
	const struct hito_token *token = &tokens->list[at];
	struct hito_pattern_match match;
	const struct hito_phrase *found =
		hito_search_at(&search, at, token->start, &match);

	compare(kind == HITO_DAYS ? &language->days : &language->measures, text,
		token->start, found, &match);
	assert_true(!found || hito_search_may_begin(&search, token));
}

static void ask(struct asked *asked, struct hito_str text)
{
	const struct hito_language *language = asked->language;
	struct hito_plain plain;
	struct hito_tokens tokens;
	size_t i;

	assert_true(hito_plain_make(asked->arena, text, &plain));
	assert_true(hito_tokens_make(asked->arena, &plain, &tokens));
	assert_true(hito_vocabulary_look_up(&asked->vocabulary, asked->arena,
					    &tokens));
	for (i = 0; i < tokens.count; i++) {
		compare_at(language, &tokens, plain.text, i, HITO_DAYS);
		compare_at(language, &tokens, plain.text, i, HITO_MEASURES);
	}
}

static void letters_lose_nothing(void **state)
{
	struct asked asked = {.arena = hito_arena_new(NULL)};
	struct hito_languages languages;
	size_t i, j, k;

	(void)state;
	assert_true(hito_languages_open(asked.arena, NULL, &languages, NULL));
	assert_true(languages.count >= 2);
	hito_vocabulary_init(&asked.vocabulary, &languages, asked.arena);
	for (i = 0; i < languages.count; i++) {
		asked.language = &languages.list[i];
		for (j = 0; j < PIECES; j++) {
			for (k = 0; k < PIECES; k++)
				ask(&asked, hito_arena_printf(
						    asked.arena, "%s %s %s",
						    pieces[j], pieces[k],
						    pieces[(j + k) % PIECES]));
		}
	}
	hito_languages_close(&languages);
	hito_arena_free(asked.arena);
}

/* A pattern that goes round and round ends all the same. */
static void hostile_texts_end(void **state)
{
	struct asked asked = {.arena = hito_arena_new(NULL)};
	struct hito_languages languages;
	static char text[4000];
	size_t i;

	(void)state;
	assert_true(hito_languages_open(asked.arena, NULL, &languages, NULL));
	hito_vocabulary_init(&asked.vocabulary, &languages, asked.arena);
	for (i = 0; i < sizeof(text); i++)
		text[i] = "the 1 a,"[i % 8];
	for (i = 0; i < languages.count; i++) {
		asked.language = &languages.list[i];
		ask(&asked, (struct hito_str){text, sizeof(text)});
	}
	memset(text, 'a', sizeof(text));
	for (i = 0; i < languages.count; i++) {
		asked.language = &languages.list[i];
		ask(&asked, (struct hito_str){text, sizeof(text)});
	}
	hito_languages_close(&languages);
	hito_arena_free(asked.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_lose_nothing),
		cmocka_unit_test(hostile_texts_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
