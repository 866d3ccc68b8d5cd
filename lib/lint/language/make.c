/* SPDX-License-Identifier: MIT */
/*
 * A program of the build: makes a C file of tables from the files of
 * lib/lint/language, so that hito itself reads none of them.
 *
 *   make-languages PREFIX FILE... > languages.c
 *
 * PREFIX is what the paths begin with before LANGUAGE/NAME.txt. A line that
 * cannot be read is told with its file and number.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "hito/out.h"
#include "lint/language/read.h"

#define FILE_SIZE ((size_t)1 << 20)
#define TEXT_SIZE ((size_t)64 << 20)
#define LANGUAGES 16

struct maker {
	struct hito_arena *arena;
	struct hito_out out;
	struct hito_out_file file;
	const char *prefix;
	char **paths;
	size_t path_count;
};

/* A language as it is read. */
struct reading {
	struct hito_language language; /* its name and settings */
	struct hito_words words;
	struct hito_patterns days, measures;
};

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

static struct hito_str name_of(const struct maker *maker, const char *path)
{
	return hito_str_from(path + strlen(maker->prefix));
}

static bool read_file(struct maker *maker, struct reading *reading,
		      const char *path, struct hito_str file, bool patterns,
		      struct hito_err *err)
{
	struct hito_str text;
	bool days = hito_str_is(file, "days.txt");

	if (patterns != (days || hito_str_is(file, "measures.txt")))
		return true;
	if (!hito_file_read(AT_FDCWD, hito_str_from(path), FILE_SIZE,
			    maker->arena, &text, err))
		return false;
	if (patterns)
		return hito_patterns_read(
			&reading->words, path, text,
			days ? &reading->days : &reading->measures, err);
	if (hito_str_is(file, "settings.txt"))
		return read_settings(&reading->language, path, text, err);
	if (hito_str_is(file, "forms.txt"))
		return hito_words_read_forms(&reading->words, path, text, err);
	return hito_words_read(&reading->words, path, text, err);
}

/* Patterns use the words, so they come after them. */
static bool read_folder(struct maker *maker, struct reading *reading,
			struct hito_err *err)
{
	int round;
	size_t i;

	hito_words_init(&reading->words, maker->arena);
	for (round = 0; round < 2; round++) {
		for (i = 0; i < maker->path_count; i++) {
			struct hito_str folder, file;

			hito_str_cut(name_of(maker, maker->paths[i]), '/',
				     &folder, &file);
			if (hito_str_equal(folder, reading->language.name) &&
			    !read_file(maker, reading, maker->paths[i], file,
				       round == 1, err))
				return false;
		}
	}
	hito_words_end(&reading->words);
	return true;
}

static void write_bytes(struct hito_out *out, const char *name, size_t number,
			struct hito_str text)
{
	size_t i;

	hito_out_printf(out, "static const unsigned char %s%zu[] = {", name,
			number);
	for (i = 0; i < text.len; i++)
		hito_out_printf(out, "%s%d,", i % 20 ? "" : "\n",
				(unsigned char)text.ptr[i]);
	hito_out_text(out, "0};\n");
}

/* Entries in the order of their first words, each with its newest first. */
struct table {
	const struct hito_read_entry **list;
	size_t count;
};

static int compare_entries(const void *left, const void *right)
{
	const struct hito_read_entry *a =
		*(const struct hito_read_entry *const *)left;
	const struct hito_read_entry *b =
		*(const struct hito_read_entry *const *)right;

	return hito_str_compare(a->first, b->first);
}

static bool collect(const struct hito_words *words, struct table *out)
{
	const struct hito_map *map = &words->map;
	size_t i;

	out->count = 0;
	out->list = hito_new(words->arena, const struct hito_read_entry *,
			     map->count + 1);
	if (!out->list)
		return false;
	for (i = 0; i < map->capacity; i++) {
		if (map->slots[i].value)
			out->list[out->count++] = map->slots[i].value;
	}
	qsort(out->list, out->count, sizeof(*out->list), compare_entries);
	return true;
}

/* The words of entries, set apart by NUL; returns how many entries. */
static size_t write_entries(struct hito_out *out, const struct table *table,
			    size_t number, struct hito_out *text,
			    const struct hito_out_memory *memory,
			    uint16_t *starts)
{
	size_t count = 0, i;

	hito_out_printf(out,
			"static const struct hito_entry entries%zu[] = {\n",
			number);
	for (i = 0; i < table->count; i++) {
		const struct hito_read_entry *entry = table->list[i];

		starts[i] = (uint16_t)count;
		for (; entry; entry = entry->next, count++) {
			size_t at = memory->len;

			hito_out_str(text, entry->first);
			if (entry->rest.len) {
				hito_out_text(text, " ");
				hito_out_str(text, entry->rest);
			}
			hito_out_printf(out, "{0x%llx,%d,%zu,%zu,%zu,%d,%d},\n",
					(unsigned long long)entry->classes,
					(int)entry->value, at, entry->first.len,
					memory->len - at, (int)entry->bend,
					entry->next != NULL);
		}
	}
	hito_out_text(out, "};\n");
	return count;
}

/* At most half full, so that a word that is not there is soon known. */
static uint32_t slot_mask(size_t count)
{
	uint32_t size = 16;

	while (size < 2 * count)
		size *= 2;
	return size - 1;
}

static bool write_slots(struct maker *maker, const struct table *table,
			const uint16_t *starts, size_t number)
{
	uint32_t mask = slot_mask(table->count), at;
	uint16_t *slots = hito_new(maker->arena, uint16_t, mask + 1u);
	size_t i;

	if (!slots)
		return false;
	for (i = 0; i < table->count; i++) {
		at = hito_plain_hash(table->list[i]->first) & mask;
		while (slots[at])
			at = (at + 1) & mask;
		slots[at] = (uint16_t)(starts[i] + 1);
	}
	hito_out_printf(&maker->out, "static const uint16_t slots%zu[] = {",
			number);
	for (at = 0; at <= mask; at++)
		hito_out_printf(&maker->out, "%s%d,", at % 16 ? "" : "\n",
				slots[at]);
	hito_out_text(&maker->out, "};\n");
	return true;
}

static void write_forms(struct hito_out *out, const struct hito_words *words,
			size_t number)
{
	size_t i;

	hito_out_printf(out, "static const struct hito_form forms%zu[] = {\n",
			number);
	for (i = 0; i < words->form_count; i++) {
		const struct hito_form *form = &words->forms[i];

		hito_out_printf(out, "{0x%llx,\"%.*s\",\"%.*s\",%d,%d,%d},\n",
				(unsigned long long)form->classes,
				form->ending_len, form->ending, form->root_len,
				form->root, form->ending_len, form->root_len,
				form->bend);
	}
	hito_out_printf(out,
			"{0,\"\",\"\",0,0,0}};\n"
			"static const uint16_t letters%zu[] = {",
			number);
	for (i = 0; i < HITO_LEXICON_LETTERS; i++)
		hito_out_printf(out, "%d,", words->by_letter[i]);
	hito_out_text(out, "};\n");
}

/* What is past the limit would not be found. */
static bool check_entries(const struct table *table, struct hito_err *err)
{
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct hito_read_entry *entry = table->list[i];
		struct hito_str first = entry->first;
		size_t same = 0;

		for (; entry; entry = entry->next)
			same++;
		if (same > HITO_LEXICON_SAME)
			return hito_err_set(err, HITO_ERR_INPUT,
					    "%zu entries begin with \"%.*s\", "
					    "at most %d may",
					    same, HITO_STR_ARG(first),
					    HITO_LEXICON_SAME);
	}
	return true;
}

static bool write_language(struct maker *maker, const struct reading *reading,
			   size_t number, struct hito_err *err)
{
	struct hito_out_memory memory;
	struct hito_out text;
	struct table table;
	uint16_t *starts;
	size_t count;

	hito_out_to_memory(&text, &memory, maker->arena, TEXT_SIZE);
	if (!collect(&reading->words, &table))
		return hito_err_memory(err);
	if (!check_entries(&table, err))
		return false;
	starts = hito_new(maker->arena, uint16_t, table.count + 1);
	if (!starts)
		return hito_err_memory(err);
	count = write_entries(&maker->out, &table, number, &text, &memory,
			      starts);
	if (text.failed || count >= UINT16_MAX ||
	    !write_slots(maker, &table, starts, number))
		return hito_err_memory(err);
	write_bytes(&maker->out, "text", number,
		    (struct hito_str){memory.ptr, memory.len});
	write_forms(&maker->out, &reading->words, number);
	return (hito_patterns_write(&reading->days, "days", number,
				    maker->arena, &maker->out) &&
		hito_patterns_write(&reading->measures, "measures", number,
				    maker->arena, &maker->out)) ||
	       hito_err_memory(err);
}

static void name_language(struct hito_out *out, const struct reading *reading,
			  size_t number)
{
	const struct hito_language *language = &reading->language;
	struct table table = {NULL, 0};

	(void)collect(&reading->words, &table);
	hito_out_printf(out,
			"\t{.name = {\"%.*s\", %zu}, .number = %zu,\n"
			"\t .lexicon = {(const char *)text%zu, entries%zu, "
			"slots%zu, %uu, "
			"forms%zu, letters%zu},\n",
			HITO_STR_ARG(language->name), language->name.len,
			number, number, number, number,
			(unsigned)slot_mask(table.count), number, number);
	hito_patterns_name(&reading->days, "days", number, out);
	hito_patterns_name(&reading->measures, "measures", number, out);
	hito_out_printf(out,
			"\t .order = (enum hito_date_order)%d, "
			".decimal_mark = %d, .head_last = %d},\n",
			(int)language->order, language->decimal_mark,
			(int)language->head_last);
}

static bool make(struct maker *maker, struct hito_err *err)
{
	struct reading *list =
		hito_new(maker->arena, struct reading, LANGUAGES);
	size_t count = 0, i;

	if (!list)
		return hito_err_memory(err);
	hito_out_text(&maker->out,
		      "/* Made by lib/lint/language/make.c; do not edit. */\n"
		      "#include \"lint/language.h\"\n\n");
	hito_letters_write(&maker->out);
	for (i = 0; i < maker->path_count && count < LANGUAGES; i++) {
		struct reading *reading = &list[count];
		struct hito_str rest;

		hito_str_cut(name_of(maker, maker->paths[i]), '/',
			     &reading->language.name, &rest);
		if (count && hito_str_equal(reading[-1].language.name,
					    reading->language.name))
			continue;
		if (!read_folder(maker, reading, err))
			return false;
		if (!write_language(maker, reading, count++, err))
			return false;
	}
	hito_out_text(&maker->out,
		      "const struct hito_language hito_languages_made[] = {\n");
	for (i = 0; i < count; i++)
		name_language(&maker->out, &list[i], i);
	hito_out_printf(&maker->out,
			"};\nconst size_t hito_languages_made_count = %zu;\n",
			count);
	return hito_out_flush(&maker->out) ||
	       hito_err_set(err, HITO_ERR_INPUT, "cannot write");
}

int main(int argc, char **argv)
{
	struct hito_err err = {.code = HITO_OK};
	static struct maker maker;
	bool done;

	if (argc < 3)
		return 2;
	maker.arena = hito_arena_new(NULL);
	maker.prefix = argv[1];
	maker.paths = argv + 2;
	maker.path_count = (size_t)argc - 2;
	hito_out_to_file(&maker.out, &maker.file, STDOUT_FILENO);
	done = make(&maker, &err);
	if (!done) {
		char line[16];

		snprintf(line, sizeof(line), ":%u: ", (unsigned)err.line);
		fputs(err.path, stderr);
		fputs(line, stderr);
		fputs(err.message, stderr);
		fputs("\n", stderr);
	}
	hito_arena_free(maker.arena);
	return done ? 0 : 1;
}
