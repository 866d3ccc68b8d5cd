/* SPDX-License-Identifier: MIT */
/* Tables of records: how they grow, and how they lie in a file. */
#include "history/tables.h"

#include <string.h>

#include "base/keep.h"

#define LARGEST ((size_t)512 << 20)
#define WORD sizeof(uint64_t)

bool hito_tables_init(struct hito_tables *tables,
		      const struct hito_tables_form *form)
{
	*tables = (struct hito_tables){
		.form = form,
		.arena = hito_arena_new(NULL),
	};
	if (!tables->arena)
		return false;
	hito_map_init(&tables->texts, tables->arena);
	return true;
}

void hito_tables_done(struct hito_tables *tables)
{
	for (size_t i = 0; i < tables->form->count; i++)
		hito_arena_free(tables->list[i].arena);
	hito_arena_free(tables->arena);
	hito_arena_trim();
}

static bool enlarge(struct hito_tables *tables, struct hito_table *table,
		    size_t len)
{
	struct hito_table larger = {
		.arena = hito_arena_sub(tables->arena),
		.len = table->len,
		.capacity = table->capacity ? table->capacity : 4096,
	};

	while (larger.capacity - larger.len < len)
		larger.capacity += larger.capacity / 2;
	if (larger.arena)
		larger.bytes = hito_arena_bytes(larger.arena, larger.capacity);
	if (!larger.bytes) {
		hito_arena_free(larger.arena);
		return false;
	}
	if (table->len)
		memcpy(larger.bytes, table->bytes, table->len);
	hito_arena_free(table->arena);
	*table = larger;
	return true;
}

uint32_t hito_tables_add(struct hito_tables *tables, size_t which,
			 const void *records, size_t count)
{
	struct hito_table *table = &tables->list[which];
	size_t size = tables->form->sizes[which];
	size_t len = count * size, first = table->len / size;

	if (table->capacity - table->len < len + WORD &&
	    !enlarge(tables, table, len + WORD))
		return HITO_TABLES_NONE;
	if (len)
		memcpy(table->bytes + table->len, records, len);
	table->len += len;
	return first + count < HITO_TABLES_NONE ? (uint32_t)first
						: HITO_TABLES_NONE;
}

bool hito_tables_add_text(struct hito_tables *tables, struct hito_str text,
			  uint32_t *out_number)
{
	uint32_t end;

	if (hito_tables_add(tables, HITO_TABLE_TEXT_BYTES, text.ptr,
			    text.len) == HITO_TABLES_NONE)
		return false;
	end = (uint32_t)tables->list[HITO_TABLE_TEXT_BYTES].len;
	*out_number = hito_tables_add(tables, HITO_TABLE_TEXT_ENDS, &end, 1);
	return *out_number != HITO_TABLES_NONE;
}

/* Its number + 1 stands in the map. */
bool hito_tables_put_text(struct hito_tables *tables, struct hito_str text,
			  uint32_t *out_number)
{
	const char *known = hito_map_find(&tables->texts, text);

	if (known) {
		*out_number = (uint32_t)((uintptr_t)known - 1);
		return true;
	}
	return hito_tables_add_text(tables, text, out_number) &&
	       hito_map_put(&tables->texts, text,
			    (void *)((uintptr_t)*out_number + 1));
}

/* In front of all tables: the file's own head, and how many records each has.
 */
static char *make_head(const struct hito_tables *tables, const void *head,
		       size_t *out_size)
{
	const struct hito_tables_form *form = tables->form;
	char *bytes;

	*out_size = form->head_size + form->count * WORD;
	bytes = hito_arena_alloc(tables->arena, *out_size / WORD, WORD);
	if (!bytes)
		return NULL;
	memcpy(bytes, head, form->head_size);
	for (size_t i = 0; i < form->count; i++) {
		uint64_t count = tables->list[i].len / form->sizes[i];

		memcpy(bytes + form->head_size + i * WORD, &count, WORD);
	}
	return bytes;
}

bool hito_tables_keep(struct hito_tables *tables, const void *head,
		      const char *folder, const char *name, const char *kind)
{
	struct hito_str parts[HITO_TABLES_MOST + 1];
	size_t size;

	parts[0].ptr = make_head(tables, head, &size);
	parts[0].len = size;
	if (!parts[0].ptr)
		return false;
	/* Each table begins with a whole word. */
	for (size_t i = 0; i < tables->form->count; i++) {
		struct hito_table *table = &tables->list[i];
		size_t odd = (WORD - table->len % WORD) % WORD;

		if (odd && table->bytes)
			memset(table->bytes + table->len, 0, odd);
		parts[i + 1] = (struct hito_str){
			table->bytes, table->len ? table->len + odd : 0};
	}
	if (!hito_keep_write_parts(folder, name, kind, parts,
				   tables->form->count + 1))
		return false;
	hito_keep_prune(folder, HITO_KEEP_MOST_FILES, HITO_KEEP_MOST_BYTES);
	return true;
}

/* Where each table lies; false: not all do within the bytes. */
static bool find_tables(struct hito_sheet *sheet,
			const struct hito_tables_form *form,
			struct hito_str bytes)
{
	size_t at = form->head_size + form->count * WORD;

	if (bytes.len < at)
		return false;
	sheet->head = bytes.ptr;
	for (size_t i = 0; i < form->count; i++) {
		uint64_t count;

		memcpy(&count, bytes.ptr + form->head_size + i * WORD, WORD);
		if (count >= HITO_TABLES_NONE || at > bytes.len ||
		    count > (bytes.len - at) / form->sizes[i])
			return false;
		sheet->tables[i] = bytes.ptr + at;
		sheet->counts[i] = (uint32_t)count;
		at += (size_t)count * form->sizes[i];
		at += (WORD - at % WORD) % WORD;
	}
	return at == bytes.len;
}

bool hito_sheet_open(struct hito_sheet *sheet,
		     const struct hito_tables_form *form, const char *folder,
		     const char *name, const char *kind, unsigned threads,
		     struct hito_arena *arena)
{
	struct hito_keep_check *check;
	struct hito_str bytes;

	*sheet = (struct hito_sheet){0};
	if (!hito_keep_open(folder, name, kind, LARGEST, threads, arena, &bytes,
			    &check) ||
	    !find_tables(sheet, form, bytes)) {
		*sheet = (struct hito_sheet){0};
		return false;
	}
	sheet->check = check;
	return true;
}

bool hito_sheet_is_whole(const struct hito_sheet *sheet)
{
	return hito_keep_is_whole(sheet->check);
}

bool hito_sheet_read(struct hito_sheet *sheet,
		     const struct hito_tables_form *form, const char *folder,
		     const char *name, const char *kind,
		     struct hito_arena *arena)
{
	if (hito_sheet_open(sheet, form, folder, name, kind, 1, arena) &&
	    hito_sheet_is_whole(sheet))
		return true;
	*sheet = (struct hito_sheet){0};
	return false;
}

bool hito_sheet_text(const struct hito_sheet *sheet, uint32_t number,
		     struct hito_str *out_text)
{
	const uint32_t *ends = sheet->tables[HITO_TABLE_TEXT_ENDS];
	const char *bytes = sheet->tables[HITO_TABLE_TEXT_BYTES];
	uint32_t start;

	if (number >= sheet->counts[HITO_TABLE_TEXT_ENDS])
		return false;
	start = number ? ends[number - 1] : 0;
	if (start > ends[number] ||
	    ends[number] > sheet->counts[HITO_TABLE_TEXT_BYTES])
		return false;
	*out_text = (struct hito_str){bytes + start, ends[number] - start};
	return true;
}

bool hito_sheet_within(const struct hito_sheet *sheet, size_t table,
		       uint32_t first, uint32_t count)
{
	return first <= sheet->counts[table] &&
	       count <= sheet->counts[table] - first;
}
