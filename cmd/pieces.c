/* SPDX-License-Identifier: MIT */
/* Pages kept in pieces. */
#include "pieces.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/keep.h"
#include "base/threads.h"
#include "hito/history.h"
#include "threads.h"

#define KIND "hitopie1"

struct head {
	char commit[HITO_ID_SIZE + 7];
	uint64_t terms;
};

struct record {
	uint32_t plan, text; /* numbers of texts */
	struct hito_status_sum sum;
};

/* What was looked at before the command worked, and then below the root. */
struct file_record {
	uint32_t path, plan;
	struct hito_imprint imprint;
};

enum {
	TABLE_TEXT_ENDS,
	TABLE_TEXT_BYTES,
	TABLE_PIECES,
	TABLE_NAMED,
	TABLE_FILES,
	TABLE_COUNT
};

static const uint32_t sizes[TABLE_COUNT] = {
	sizeof(uint32_t), sizeof(char), sizeof(struct record),
	sizeof(struct file_record), sizeof(struct file_record)};

static const struct hito_tables_form form = {
	.count = TABLE_COUNT,
	.head_size = sizeof(struct head),
	.sizes = sizes,
};

static void make_name(const struct answer *answer, char name[32])
{
	snprintf(name, 32, "%016" PRIx64 "-page",
		 hito_keep_sum(0, answer->way));
}

/* The first text says to what question the page is the answer. */
static bool is_of(const struct answer *answer, const struct hito_sheet *sheet)
{
	struct hito_str way;

	return hito_sheet_text(sheet, 0, &way) &&
	       hito_str_equal(way, answer->way);
}

static bool is_sound(const struct hito_status_sum *sum)
{
	const struct hito_tally *tally = &sum->tally;

	return sum->plans == 1 && tally->dropped <= tally->total &&
	       tally->on_time_last <= tally->judged_last;
}

/* Whether all texts may be shown, once it is known. */
struct pieces_check {
	const struct hito_sheet *sheet;
	bool color, is_harmless;
	struct hito_beside beside;
};

static void check_texts(void *context)
{
	struct pieces_check *check = context;
	const struct record *list = check->sheet->tables[TABLE_PIECES];
	size_t count = check->sheet->counts[TABLE_PIECES];

	check->is_harmless = true;
	for (size_t i = 0; check->is_harmless && i < count; i++) {
		struct hito_str text;

		check->is_harmless =
			hito_sheet_text(check->sheet, list[i].text, &text) &&
			answer_is_harmless(text, check->color);
	}
}

static void end_check(void *ptr, size_t len)
{
	struct pieces_check *check = ptr;

	(void)len;
	hito_beside_end(&check->beside);
}

/* What the thread reads stays until it is done. */
static bool begin_check(const struct answer *answer, unsigned threads,
			struct pieces *pieces)
{
	struct hito_arena *arena = answer->run->arena;
	struct pieces_check *check = hito_new(arena, struct pieces_check, 1);

	pieces->check = check;
	if (!check || !hito_arena_own(arena, check, 0, end_check))
		return false;
	check->sheet = pieces->sheet;
	check->color = answer->run->color;
	if (hito_threads_worth(threads, 2) < 2 ||
	    !hito_beside_start(&check->beside, check_texts, check))
		check_texts(check);
	return true;
}

static bool read_piece(const struct hito_sheet *sheet,
		       const struct record *record,
		       struct hito_status_piece *piece)
{
	piece->sum = record->sum;
	return hito_sheet_text(sheet, record->plan, &piece->plan) &&
	       hito_sheet_text(sheet, record->text, &piece->text) &&
	       is_sound(&piece->sum);
}

static bool read_list(const struct answer *answer,
		      const struct hito_sheet *sheet, struct pieces *pieces)
{
	const struct record *list = sheet->tables[TABLE_PIECES];
	size_t count = sheet->counts[TABLE_PIECES];

	pieces->list = hito_new(answer->run->arena, struct hito_status_piece,
				count + 1);
	if (!pieces->list)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct hito_status_piece *piece = &pieces->list[i];

		if (!read_piece(sheet, &list[i], piece) ||
		    (i && hito_str_compare(piece[-1].plan, piece->plan) >= 0))
			return false;
	}
	pieces->count = count;
	return true;
}

/* Project file and arguments: what they say is part of the question. */
static bool is_named_same(const struct answer *answer,
			  const struct hito_sheet *sheet)
{
	const struct file_record *list = sheet->tables[TABLE_NAMED];

	if (sheet->counts[TABLE_NAMED] != answer->named)
		return false;
	for (size_t i = 0; i < answer->named; i++)
		if (!hito_imprint_equal(&list[i].imprint,
					&answer->sight.list[i].imprint))
			return false;
	return true;
}

/* Paths end with a NUL, for the system. */
static bool read_path(const struct hito_sheet *sheet, uint32_t number,
		      struct hito_str *out_path)
{
	if (!hito_sheet_text(sheet, number, out_path) || !out_path->len ||
	    memchr(out_path->ptr, '\0', out_path->len) !=
		    out_path->ptr + out_path->len - 1)
		return false;
	out_path->len--;
	return true;
}

static bool read_files(const struct answer *answer,
		       const struct hito_sheet *sheet, struct pieces *pieces)
{
	const struct file_record *list = sheet->tables[TABLE_FILES];
	size_t count = sheet->counts[TABLE_FILES];

	pieces->files =
		hito_new(answer->run->arena, struct pieces_file, count + 1);
	if (!pieces->files)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct pieces_file *file = &pieces->files[i];

		file->seen.imprint = list[i].imprint;
		if (!read_path(sheet, list[i].path, &file->seen.path) ||
		    !hito_sheet_text(sheet, list[i].plan, &file->plan) ||
		    (i &&
		     hito_str_compare(file[-1].seen.path, file->seen.path) > 0))
			return false;
	}
	pieces->file_count = count;
	return true;
}

bool pieces_read(const struct answer *answer, struct pieces *out)
{
	unsigned threads = (unsigned)threads_wanted(HITO_HISTORY_THREADS);
	struct hito_sheet *sheet =
		hito_new(answer->run->arena, struct hito_sheet, 1);
	struct pieces pieces = {.sheet = sheet};
	const struct head *head;
	char name[32];

	make_name(answer, name);
	if (!answer->wanted || !sheet ||
	    !hito_sheet_open(sheet, &form, answer->folder, name, KIND, threads,
			     answer->run->arena) ||
	    !is_of(answer, sheet) || !is_named_same(answer, sheet) ||
	    !begin_check(answer, threads, &pieces) ||
	    !read_list(answer, sheet, &pieces) ||
	    !read_files(answer, sheet, &pieces))
		return false;
	head = sheet->head;
	if (memchr(head->commit, '\0', sizeof(head->commit)) == NULL)
		return false;
	pieces.commit = head->commit;
	pieces.terms = head->terms;
	*out = pieces;
	return true;
}

bool pieces_are_whole(const struct pieces *pieces)
{
	hito_beside_end(&pieces->check->beside);
	return pieces->check->is_harmless && hito_sheet_is_whole(pieces->sheet);
}

/* Two plans of one id have no pieces of their own. */
static bool can_keep(const struct pieces *pieces)
{
	for (size_t i = 1; i < pieces->count; i++)
		if (hito_str_compare(pieces->list[i - 1].plan,
				     pieces->list[i].plan) >= 0)
			return false;
	return true;
}

static bool put_file(struct hito_tables *tables, size_t which,
		     const struct hito_seen *seen, struct hito_str plan)
{
	struct hito_str path = seen->path;
	struct file_record record;

	memset(&record, 0, sizeof(record));
	record.imprint = seen->imprint;
	path.len++; /* its NUL, too */
	return hito_tables_add_text(tables, path, &record.path) &&
	       hito_tables_put_text(tables, plan, &record.plan) &&
	       hito_tables_add(tables, which, &record, 1) != HITO_TABLES_NONE;
}

static bool put_files(struct hito_tables *tables, const struct answer *answer,
		      const struct pieces *pieces)
{
	for (size_t i = 0; i < answer->named; i++)
		if (!put_file(tables, TABLE_NAMED, &answer->sight.list[i],
			      HITO_STR("")))
			return false;
	for (size_t i = 0; i < pieces->file_count; i++)
		if (!put_file(tables, TABLE_FILES, &pieces->files[i].seen,
			      pieces->files[i].plan))
			return false;
	return true;
}

static bool put_all(struct hito_tables *tables, const struct answer *answer,
		    const struct pieces *pieces)
{
	uint32_t way;

	if (!hito_tables_add_text(tables, answer->way, &way) ||
	    !put_files(tables, answer, pieces))
		return false;
	for (size_t i = 0; i < pieces->count; i++) {
		const struct hito_status_piece *piece = &pieces->list[i];
		struct record record;

		/* No byte of it may be any. */
		memset(&record, 0, sizeof(record));
		record.sum = piece->sum;
		if (!hito_tables_add_text(tables, piece->plan, &record.plan) ||
		    !hito_tables_add_text(tables, piece->text, &record.text) ||
		    hito_tables_add(tables, TABLE_PIECES, &record, 1) ==
			    HITO_TABLES_NONE)
			return false;
	}
	return true;
}

void pieces_keep(const struct answer *answer, const struct pieces *pieces)
{
	struct head head = {.terms = pieces->terms};
	struct hito_tables tables;
	char name[32];

	if (!can_keep(pieces) || strlen(pieces->commit) >= HITO_ID_SIZE ||
	    !hito_tables_init(&tables, &form))
		return;
	memcpy(head.commit, pieces->commit, strlen(pieces->commit));
	make_name(answer, name);
	if (put_all(&tables, answer, pieces))
		hito_tables_keep(&tables, &head, answer->folder, name, KIND);
	hito_tables_done(&tables);
}

void pieces_drop(struct pieces *pieces, const struct hito_str *plans,
		 size_t count)
{
	size_t kept = 0, next = 0;

	for (size_t i = 0; i < pieces->count; i++) {
		struct hito_str plan = pieces->list[i].plan;

		while (next < count && hito_str_compare(plans[next], plan) < 0)
			next++;
		if (next == count || !hito_str_equal(plans[next], plan))
			pieces->list[kept++] = pieces->list[i];
	}
	pieces->count = kept;
}
