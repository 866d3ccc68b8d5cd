/* SPDX-License-Identifier: MIT */
/* Reading notes of earlier runs. */
#include "history/notes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/keep.h"
#include "history/fact.h"
#include "history/notes_own.h"
#include "history/object.h"
#include "history/row.h"

static const uint32_t sizes[] = {
#define X(name, type) sizeof(type),
	HITO_SHEET_TABLES(X)
#undef X
};

const struct hito_tables_form hito_sheet_form = {
	.count = HITO_SHEET_TABLE_COUNT,
	.head_size = sizeof(struct hito_sheet_head),
	.sizes = sizes,
};

/* Room for what is made of records when it is asked for. */
static bool make_room(struct hito_notes *notes)
{
	const uint32_t *counts = notes->sheet.counts;
	struct hito_arena *arena = notes->arena;

	notes->signers = hito_new(arena, struct hito_signer *,
				  counts[HITO_SHEET_SIGNERS] + (size_t)1);
	notes->rows = hito_new(arena, struct hito_row *,
			       counts[HITO_SHEET_ROWS] + (size_t)1);
	notes->facts = hito_new(arena, struct hito_fact *,
				counts[HITO_SHEET_FACTS] + (size_t)1);
	notes->versions = hito_new(arena, struct hito_version *,
				   counts[HITO_SHEET_VERSIONS] + (size_t)1);
	return notes->signers && notes->rows && notes->facts && notes->versions;
}

uint64_t hito_notes_key(const struct hito_notes_options *options)
{
	return hito_keep_sum(options->stamp ^ hito_names_sum(options->names),
			     options->project_text);
}

struct hito_notes *hito_notes_open(const struct hito_notes_options *options,
				   struct hito_arena *arena)
{
	struct hito_notes *notes = hito_new(arena, struct hito_notes, 1);
	const struct hito_sheet_head *head;

	if (!notes)
		return NULL;
	notes->arena = arena;
	notes->folder = options->folder;
	notes->always = options->always;
	notes->key = hito_notes_key(options);
	snprintf(notes->name, sizeof(notes->name), "%016" PRIx64 "-notes",
		 notes->key);
	if (hito_sheet_read(&notes->sheet, &hito_sheet_form, notes->folder,
			    notes->name, HITO_SHEET_KIND, arena)) {
		head = notes->sheet.head;
		if (head->key != notes->key)
			notes->sheet = (struct hito_sheet){0};
	}
	return make_room(notes) ? notes : NULL;
}

static const struct hito_signer *signer_of(struct hito_notes *notes,
					   uint32_t number)
{
	const struct hito_sheet_signer *records =
		notes->sheet.tables[HITO_SHEET_SIGNERS];
	struct hito_signer *signer;

	if (number >= notes->sheet.counts[HITO_SHEET_SIGNERS])
		return NULL;
	if (notes->signers[number])
		return notes->signers[number];
	signer = hito_new(notes->arena, struct hito_signer, 1);
	if (!signer ||
	    !hito_sheet_text(&notes->sheet, records[number].name,
			     &signer->name) ||
	    !hito_sheet_text(&notes->sheet, records[number].email,
			     &signer->email))
		return NULL;
	notes->signers[number] = signer;
	return signer;
}

/* The place of a commit among the notes, or NONE. */
static uint32_t find_commit(const struct hito_notes *notes,
			    const struct hito_oid *oid)
{
	const struct hito_sheet_commit *commits =
		notes->sheet.tables[HITO_SHEET_COMMITS];
	const uint32_t *slots = notes->sheet.tables[HITO_SHEET_COMMIT_SLOTS];
	uint32_t size = notes->sheet.counts[HITO_SHEET_COMMIT_SLOTS];
	uint32_t slot;

	if (size == 0 || (size & (size - 1)) != 0)
		return HITO_SHEET_NONE;
	slot = hito_notes_slot(oid->bytes, size);
	for (uint32_t i = 0; i < size; i++) {
		uint32_t place = slots[slot];

		if (place >= notes->sheet.counts[HITO_SHEET_COMMITS])
			return HITO_SHEET_NONE;
		if (memcmp(commits[place].oid, oid->bytes,
			   sizeof(oid->bytes)) == 0)
			return place;
		slot = (slot + 1) & (size - 1);
	}
	return HITO_SHEET_NONE;
}

static bool parents_are_sound(const struct hito_notes *notes,
			      const struct hito_sheet_commit *commit)
{
	const uint32_t *parents = notes->sheet.tables[HITO_SHEET_PARENTS];

	if (!hito_sheet_within(&notes->sheet, HITO_SHEET_PARENTS,
			       commit->first_parent, commit->parent_count))
		return false;
	for (uint32_t i = 0; i < commit->parent_count; i++)
		if (parents[commit->first_parent + i] >=
		    notes->sheet.counts[HITO_SHEET_COMMITS])
			return false;
	return true;
}

bool hito_notes_commit(struct hito_notes *notes, const struct hito_oid *oid,
		       struct hito_noted *out_noted)
{
	const struct hito_sheet_commit *commit;
	uint32_t place;

	if (!notes)
		return false;
	place = find_commit(notes, oid);
	if (place == HITO_SHEET_NONE) {
		notes->new_commits++;
		return false;
	}
	commit = (const struct hito_sheet_commit *)
			 notes->sheet.tables[HITO_SHEET_COMMITS] +
		 place;
	*out_noted = (struct hito_noted){
		.author_time = {commit->author_seconds, commit->author_offset},
		.committer_time = {commit->committer_seconds,
				   commit->committer_offset},
		.author = signer_of(notes, commit->signer),
		.place = place,
		.parent_count = commit->parent_count,
	};
	memcpy(out_noted->tree.bytes, commit->tree, sizeof(commit->tree));
	return out_noted->author && parents_are_sound(notes, commit) &&
	       hito_object_has_time(out_noted->author_time) &&
	       hito_object_has_time(out_noted->committer_time) &&
	       hito_sheet_text(&notes->sheet, commit->message,
			       &out_noted->message);
}

void hito_notes_parent(const struct hito_notes *notes,
		       const struct hito_noted *noted, uint32_t number,
		       struct hito_oid *out_oid)
{
	const struct hito_sheet_commit *commits =
		notes->sheet.tables[HITO_SHEET_COMMITS];
	const uint32_t *parents = notes->sheet.tables[HITO_SHEET_PARENTS];
	uint32_t first = commits[noted->place].first_parent;

	memcpy(out_oid->bytes, commits[parents[first + number]].oid,
	       sizeof(out_oid->bytes));
}

/* Is the parent that it has now the one that it had then? */
static bool has_parent(const struct hito_notes *notes,
		       const struct hito_sheet_commit *commit,
		       const struct hito_walked *parent)
{
	const struct hito_sheet_commit *commits =
		notes->sheet.tables[HITO_SHEET_COMMITS];
	const uint32_t *parents = notes->sheet.tables[HITO_SHEET_PARENTS];

	if (!parent || !commit->parent_count)
		return !parent && !commit->parent_count;
	return memcmp(commits[parents[commit->first_parent]].oid,
		      parent->oid.bytes, sizeof(parent->oid.bytes)) == 0;
}

/* The catalog's version of a record; NONE stays NO_VERSION. */
static bool enter_version(struct hito_notes *notes, uint32_t number,
			  const struct hito_path *path,
			  struct hito_catalog *catalog, uint32_t *out_number)
{
	const struct hito_sheet_version *record;
	struct hito_version *version;
	struct hito_oid oid;

	*out_number = HITO_NO_VERSION;
	if (number == HITO_SHEET_NONE)
		return true;
	if (number >= notes->sheet.counts[HITO_SHEET_VERSIONS])
		return false;
	version = notes->versions[number];
	if (!version) {
		record = (const struct hito_sheet_version *)
				 notes->sheet.tables[HITO_SHEET_VERSIONS] +
			 number;
		if (record->kind > HITO_ENTRY_SUBMODULE ||
		    record->kind == HITO_ENTRY_TREE)
			return false;
		memcpy(oid.bytes, record->oid, sizeof(oid.bytes));
		version = hito_catalog_version(
			catalog, path, (enum hito_entry_kind)record->kind,
			&oid);
		if (!version)
			return false;
		version->noted = number + 1;
		notes->versions[number] = version;
	}
	*out_number = version->number;
	return version->path == path;
}

static bool add_change(struct hito_notes *notes,
		       const struct hito_sheet_change *record,
		       struct hito_catalog *catalog,
		       struct hito_file_change *change, struct hito_err *err)
{
	const struct hito_path *path;
	struct hito_str text;

	if (!hito_sheet_text(&notes->sheet, record->path, &text))
		return false;
	path = hito_catalog_path(catalog, text, err);
	if (!path || !path->is_file)
		return false;
	change->path = path->number;
	return enter_version(notes, record->before, path, catalog,
			     &change->before) &&
	       enter_version(notes, record->after, path, catalog,
			     &change->after);
}

static const struct hito_sheet_commit *
commit_with_changes(const struct hito_notes *notes,
		    const struct hito_walked *walked,
		    const struct hito_walked *parent)
{
	const struct hito_sheet_commit *commit;
	uint32_t place = HITO_SHEET_NONE;

	if (notes)
		place = find_commit(notes, &walked->oid);
	if (place == HITO_SHEET_NONE)
		return NULL;
	commit = (const struct hito_sheet_commit *)
			 notes->sheet.tables[HITO_SHEET_COMMITS] +
		 place;
	if (commit->change_count == HITO_SHEET_NONE ||
	    !hito_sheet_within(&notes->sheet, HITO_SHEET_CHANGES,
			       commit->first_change, commit->change_count) ||
	    !parents_are_sound(notes, commit) ||
	    !has_parent(notes, commit, parent))
		return NULL;
	return commit;
}

bool hito_notes_know(const struct hito_notes *notes,
		     const struct hito_walked *walked,
		     const struct hito_walked *parent)
{
	return commit_with_changes(notes, walked, parent) != NULL;
}

bool hito_notes_changes(struct hito_notes *notes,
			const struct hito_walked *walked,
			const struct hito_walked *parent,
			struct hito_catalog *catalog, struct hito_arena *arena,
			struct hito_file_changes *changes, bool *out_known,
			struct hito_err *err)
{
	const struct hito_sheet_commit *commit =
		commit_with_changes(notes, walked, parent);
	const struct hito_sheet_change *records;

	*out_known = false;
	if (!commit)
		return true;
	records = (const struct hito_sheet_change *)
			  notes->sheet.tables[HITO_SHEET_CHANGES] +
		  commit->first_change;
	for (uint32_t i = 0; i < commit->change_count; i++) {
		if (!hito_reserve(arena, changes->list, changes->count,
				  changes->capacity))
			return hito_err_memory(err);
		/* What is not sound is read again from the trees. */
		if (!add_change(notes, &records[i], catalog,
				&changes->list[changes->count], err)) {
			changes->count = 0;
			return !hito_arena_failed(notes->arena) ||
			       hito_err_memory(err);
		}
		changes->count++;
	}
	*out_known = true;
	return true;
}

static bool make_items(const struct hito_notes *notes,
		       const struct hito_sheet_fact *record,
		       struct hito_fact *fact)
{
	const uint32_t *numbers = notes->sheet.tables[HITO_SHEET_FACT_ITEMS];
	struct hito_str *items;

	if (!record->list)
		return true;
	if (!hito_sheet_within(&notes->sheet, HITO_SHEET_FACT_ITEMS,
			       record->first_item, record->item_count))
		return false;
	items = hito_new(notes->arena, struct hito_str,
			 record->item_count + (size_t)1);
	if (!items)
		return false;
	for (uint32_t i = 0; i < record->item_count; i++)
		if (!hito_sheet_text(&notes->sheet,
				     numbers[record->first_item + i],
				     &items[i]))
			return false;
	fact->list = true;
	fact->items = items;
	fact->count = record->item_count;
	return true;
}

static const struct hito_fact *fact_of(struct hito_notes *notes,
				       uint32_t number)
{
	const struct hito_sheet_fact *record;
	struct hito_fact *fact;

	if (number >= notes->sheet.counts[HITO_SHEET_FACTS])
		return NULL;
	if (notes->facts[number])
		return notes->facts[number];
	record = (const struct hito_sheet_fact *)
			 notes->sheet.tables[HITO_SHEET_FACTS] +
		 number;
	fact = hito_new(notes->arena, struct hito_fact, 1);
	if (!fact || record->key >= HITO_KEY_COUNT ||
	    !hito_day_is_sound(record->day) ||
	    !hito_sheet_text(&notes->sheet, record->text, &fact->text) ||
	    !make_items(notes, record, fact))
		return NULL;
	fact->key = (enum hito_key)record->key;
	fact->readable = record->readable != 0;
	fact->day = record->day;
	notes->facts[number] = fact;
	return fact;
}

static bool make_facts(struct hito_notes *notes,
		       const struct hito_sheet_row *record,
		       struct hito_row *row)
{
	const uint32_t *numbers = notes->sheet.tables[HITO_SHEET_ROW_FACTS];
	const struct hito_fact **facts;

	if (!hito_sheet_within(&notes->sheet, HITO_SHEET_ROW_FACTS,
			       record->first_fact, record->fact_count))
		return false;
	facts = hito_new(notes->arena, const struct hito_fact *,
			 record->fact_count + (size_t)1);
	if (!facts)
		return false;
	for (uint32_t i = 0; i < record->fact_count; i++) {
		facts[i] = fact_of(notes, numbers[record->first_fact + i]);
		if (!facts[i] || (i > 0 && facts[i]->key <= facts[i - 1]->key))
			return false;
	}
	row->facts = facts;
	row->fact_count = record->fact_count;
	return true;
}

static const struct hito_row *row_of(struct hito_notes *notes, uint32_t number)
{
	const struct hito_sheet_row *record;
	struct hito_row *row;

	if (number >= notes->sheet.counts[HITO_SHEET_ROWS])
		return NULL;
	if (notes->rows[number])
		return notes->rows[number];
	record = (const struct hito_sheet_row *)
			 notes->sheet.tables[HITO_SHEET_ROWS] +
		 number;
	row = hito_new(notes->arena, struct hito_row, 1);
	if (!row || record->kind > HITO_STEP ||
	    !hito_sheet_text(&notes->sheet, record->home, &row->home) ||
	    !hito_sheet_text(&notes->sheet, record->plan, &row->plan) ||
	    !hito_sheet_text(&notes->sheet, record->id, &row->id) ||
	    !hito_sheet_text(&notes->sheet, record->shown, &row->shown) ||
	    !hito_sheet_text(&notes->sheet, record->path, &row->path) ||
	    !hito_sheet_text(&notes->sheet, record->title, &row->title) ||
	    !hito_sheet_text(&notes->sheet, record->objective,
			     &row->objective) ||
	    !hito_sheet_text(&notes->sheet, record->parent, &row->parent) ||
	    !make_facts(notes, record, row))
		return NULL;
	row->kind = (enum hito_kind)record->kind;
	row->order = record->order;
	row->id_made = record->id_made != 0;
	row->state_readable = record->state_readable != 0;
	row->title_readable = record->title_readable != 0;
	row->pooled = row;
	notes->rows[number] = row;
	return row;
}

/* Whoever compares rows relies on their order, and on where they lie. */
static bool is_before(const struct hito_row *a, const struct hito_row *b)
{
	int order = hito_name_compare(a->kind, a->plan, a->id, b->kind, b->plan,
				      b->id);

	return order < 0 || (order == 0 && a->order < b->order);
}

static bool fill(struct hito_notes *notes,
		 const struct hito_sheet_version *record,
		 struct hito_version *version)
{
	const uint32_t *numbers = notes->sheet.tables[HITO_SHEET_VERSION_ROWS];
	const struct hito_row **rows;
	struct hito_str home;

	if (!hito_sheet_within(&notes->sheet, HITO_SHEET_VERSION_ROWS,
			       record->first_row, record->row_count) ||
	    !hito_sheet_text(&notes->sheet, record->home, &home) ||
	    record->is_plan > 1 || record->is_prose != !record->is_plan)
		return false;
	rows = hito_new(notes->arena, const struct hito_row *,
			record->row_count + (size_t)1);
	if (!rows)
		return false;
	for (uint32_t i = 0; i < record->row_count; i++) {
		rows[i] = row_of(notes, numbers[record->first_row + i]);
		if (!rows[i] || !hito_str_equal(rows[i]->home, home) ||
		    !hito_str_equal(rows[i]->path, version->path->text) ||
		    (i > 0 && !is_before(rows[i - 1], rows[i])))
			return false;
	}
	version->has_document = true;
	version->is_plan = record->is_plan != 0;
	version->is_prose = record->is_prose != 0;
	if (!version->is_plan)
		return true;
	version->home = home;
	version->rows = rows;
	version->row_count = record->row_count;
	return true;
}

bool hito_notes_version(struct hito_notes *notes, struct hito_version *version)
{
	const struct hito_sheet_version *record;

	if (!notes)
		return false;
	if (version->noted && !version->path->mapping &&
	    version->kind == HITO_ENTRY_FILE) {
		record = (const struct hito_sheet_version *)
				 notes->sheet.tables[HITO_SHEET_VERSIONS] +
			 (version->noted - 1);
		if (record->is_read && fill(notes, record, version))
			return true;
	}
	notes->new_versions += !version->noted;
	return false;
}
