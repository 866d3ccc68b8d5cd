/* SPDX-License-Identifier: MIT */
/* Languages from the files that were compiled in, and telling them apart. */
#include "lint/language.h"

#include <string.h>

#include "base/embed.h"

/* "es/verbs.txt" is of "es". */
static struct hito_str folder_of(const struct hito_embedded *file)
{
	struct hito_str folder, rest;

	hito_str_cut(hito_str_from(file->name), '/', &folder, &rest);
	return folder;
}

static bool is_file(const struct hito_embedded *file, const char *name)
{
	struct hito_str folder, rest;

	hito_str_cut(hito_str_from(file->name), '/', &folder, &rest);
	return hito_str_is(rest, name);
}

/* "order: day-month", "decimal: ," */
static bool read_settings(struct hito_language *language, const char *path,
			  struct hito_str text, struct hito_err *err)
{
	struct hito_str line, key, value;
	uint32_t number = 0;

	language->decimal_mark = '.';
	while (hito_str_cut_line(&text, &line)) {
		number++;
		line = hito_str_trim(line);
		if (line.len == 0 || *line.ptr == '#')
			continue;
		hito_str_cut(line, ':', &key, &value);
		value = hito_str_trim(value);
		if (hito_str_is(key, "order") &&
		    hito_str_is(value, "day-month"))
			language->order = HITO_ORDER_DAY_MONTH;
		else if (hito_str_is(key, "order") &&
			 hito_str_is(value, "either"))
			language->order = HITO_ORDER_EITHER;
		else if (hito_str_is(key, "head") && hito_str_is(value, "last"))
			language->head_last = true;
		else if (hito_str_is(key, "head") &&
			 hito_str_is(value, "first"))
			language->head_last = false;
		else if (hito_str_is(key, "decimal") && value.len == 1)
			language->decimal_mark = *value.ptr;
		else {
			hito_err_set(err, HITO_ERR_INPUT,
				     "no setting: \"%.*s\"",
				     HITO_STR_ARG(line));
			return hito_err_at(err, hito_str_from(path), number, 0);
		}
	}
	return true;
}

static bool read_words(struct hito_language *language,
		       const struct hito_embedded *file, struct hito_err *err)
{
	struct hito_str text = hito_embed_text(file);

	if (is_file(file, "days.txt") || is_file(file, "measures.txt") ||
	    is_file(file, "actions.txt") || is_file(file, "measured.txt"))
		return true;
	if (is_file(file, "settings.txt"))
		return read_settings(language, file->name, text, err);
	if (is_file(file, "forms.txt"))
		return hito_lexicon_read_forms(&language->lexicon, file->name,
					       text, err);
	return hito_lexicon_read(&language->lexicon, file->name, text, err);
}

/* Patterns use the words, so they come after them. */
static bool read_patterns(struct hito_language *language,
			  const struct hito_embedded *file,
			  struct hito_err *err)
{
	struct hito_phrases *phrases = NULL;

	if (is_file(file, "days.txt"))
		phrases = &language->days;
	else if (is_file(file, "measures.txt"))
		phrases = &language->measures;
	if (!phrases)
		return true;
	return hito_phrases_read(&language->lexicon, file->name,
				 hito_embed_text(file), phrases, err);
}

static bool read_folder(struct hito_language *language,
			bool (*read)(struct hito_language *,
				     const struct hito_embedded *,
				     struct hito_err *),
			struct hito_err *err)
{
	const struct hito_embed *set = &hito_embed_languages;
	size_t i;

	for (i = 0; i < set->count; i++) {
		if (hito_str_equal(folder_of(&set->files[i]), language->name) &&
		    !read(language, &set->files[i], err))
			return false;
	}
	return true;
}

static size_t count_folders(void)
{
	const struct hito_embed *set = &hito_embed_languages;
	size_t count = 0, i;

	for (i = 0; i < set->count; i++)
		count += i == 0 ||
			 !hito_str_equal(folder_of(&set->files[i]),
					 folder_of(&set->files[i - 1]));
	return count;
}

static bool read_all(struct hito_arena *arena, struct hito_languages *languages,
		     struct hito_err *err)
{
	const struct hito_embed *set = &hito_embed_languages;
	size_t i;

	for (i = 0; i < set->count; i++) {
		struct hito_str name = folder_of(&set->files[i]);
		struct hito_language *language =
			&languages->list[languages->count];

		if (languages->count && hito_str_equal(language[-1].name, name))
			continue;
		language->name = name;
		hito_lexicon_init(&language->lexicon, arena);
		languages->count++;
		if (!read_folder(language, read_words, err))
			return false;
		hito_lexicon_end(&language->lexicon);
		if (!read_folder(language, read_patterns, err))
			return false;
	}
	return true;
}

bool hito_languages_read(struct hito_arena *arena, struct hito_languages *out,
			 struct hito_err *err)
{
	struct hito_languages languages = {NULL, 0};

	languages.list =
		hito_new(arena, struct hito_language, count_folders() + 1);
	if (!languages.list)
		return hito_err_memory(err);
	if (!read_all(arena, &languages, err)) {
		hito_languages_free(&languages);
		return false;
	}
	*out = languages;
	return true;
}

void hito_languages_free(struct hito_languages *languages)
{
	size_t i;

	for (i = 0; i < languages->count; i++) {
		hito_phrases_free(&languages->list[i].days);
		hito_phrases_free(&languages->list[i].measures);
	}
}

const struct hito_language *
hito_language_find(const struct hito_languages *languages, struct hito_str name)
{
	size_t i;

	for (i = 0; i < languages->count; i++) {
		if (hito_str_equal(languages->list[i].name, name))
			return &languages->list[i];
	}
	return NULL;
}

/* Function words tell most; accents and inverted marks are no English. */
static size_t likeness(const struct hito_language *language,
		       const struct hito_plain *plain,
		       const struct hito_tokens *tokens)
{
	const hito_classes grammar =
		HITO_IS(STOP) | HITO_IS(THE) | HITO_IS(A) | HITO_IS(OWN) |
		HITO_IS(AND) | HITO_IS(WHERE) | HITO_IS(THAT) | HITO_IS(NOT);
	size_t score = 0, i;
	struct hito_sense sense;

	(void)plain;
	for (i = 0; i < tokens->count; i++) {
		hito_lexicon_sense(&language->lexicon, tokens, i, &sense);
		if (sense.other & grammar)
			score += 4;
		else if (sense.verb || sense.other)
			score += sense.exact ? 3 : 2;
		else if (tokens->list[i].kind == HITO_TOKEN_WORD &&
			 !tokens->list[i].name &&
			 hito_lexicon_guess(&language->lexicon,
					    tokens->list[i].text))
			score += 1;
	}
	return score;
}

const struct hito_language *hito_language_guess(
	const struct hito_languages *languages, const struct hito_plain *plain,
	const struct hito_tokens *tokens, const struct hito_language *preferred)
{
	const struct hito_language *best = preferred;
	size_t most = preferred ? likeness(preferred, plain, tokens) : 0, i;

	for (i = 0; i < languages->count; i++) {
		const struct hito_language *language = &languages->list[i];
		size_t score;

		if (language == preferred)
			continue;
		score = likeness(language, plain, tokens);
		if (!best || score > most) {
			best = language;
			most = score;
		}
	}
	return best;
}
