/* SPDX-License-Identifier: MIT */
/* Writing notes: what is known becomes tables of records. */
#include <string.h>

#include "base/map.h"
#include "history/notes_own.h"
#include "history/row.h"

/* Less than this is read again sooner than a file is written: a version costs
 * as much as some commits. */
#define MUCH 4096
#define VERSION_COST 16

/* Numbers of what was written before, by where it lies. */
struct numbers {
	const void **places;
	uint32_t *numbers;
	size_t count, size; /* size: a power of two, or 0 */
};

struct writing {
	const struct hito_notes *notes;
	const struct hito_walk *walk;
	const struct hito_survey *survey;
	const struct hito_catalog *catalog;
	struct hito_arena *arena;
	struct hito_tables tables;
	struct numbers rows, facts, signers;
};

/* Add records to a table; the number of the first, or NONE: no memory. */
static uint32_t add(struct writing *writing, enum hito_sheet_table which,
		    const void *records, size_t count)
{
	return hito_tables_add(&writing->tables, which, records, count);
}

static size_t slot_of(const struct numbers *numbers, const void *place)
{
	size_t slot = (size_t)((uint64_t)(uintptr_t)place *
				       UINT64_C(0x9e3779b97f4a7c15) >>
			       32) &
		      (numbers->size - 1);

	while (numbers->places[slot] && numbers->places[slot] != place)
		slot = (slot + 1) & (numbers->size - 1);
	return slot;
}

static bool enlarge(struct numbers *numbers, struct hito_arena *arena)
{
	struct numbers larger = {
		.size = numbers->size ? numbers->size * 2 : 1024,
		.count = numbers->count,
	};

	larger.places = hito_new(arena, const void *, larger.size);
	larger.numbers = hito_new(arena, uint32_t, larger.size);
	if (!larger.places || !larger.numbers)
		return false;
	for (size_t i = 0; i < numbers->size; i++) {
		size_t slot;

		if (!numbers->places[i])
			continue;
		slot = slot_of(&larger, numbers->places[i]);
		larger.places[slot] = numbers->places[i];
		larger.numbers[slot] = numbers->numbers[i];
	}
	*numbers = larger;
	return true;
}

/* NONE: it has no number yet. */
static uint32_t number_of(const struct numbers *numbers, const void *place)
{
	size_t slot;

	if (!numbers->size)
		return HITO_SHEET_NONE;
	slot = slot_of(numbers, place);
	return numbers->places[slot] ? numbers->numbers[slot] : HITO_SHEET_NONE;
}

static bool give_number(struct writing *writing, struct numbers *numbers,
			const void *place, uint32_t number)
{
	size_t slot;

	if (number == HITO_SHEET_NONE || (numbers->count * 2 >= numbers->size &&
					  !enlarge(numbers, writing->arena)))
		return false;
	slot = slot_of(numbers, place);
	numbers->places[slot] = place;
	numbers->numbers[slot] = number;
	numbers->count++;
	return true;
}

static bool put_text(struct writing *writing, struct hito_str text,
		     uint32_t *out_number)
{
	return hito_tables_put_text(&writing->tables, text, out_number);
}

static bool put_signer(struct writing *writing,
		       const struct hito_signer *signer, uint32_t *out_number)
{
	struct hito_sheet_signer record;

	*out_number = number_of(&writing->signers, signer);
	if (*out_number != HITO_SHEET_NONE)
		return true;
	if (!put_text(writing, signer->name, &record.name) ||
	    !put_text(writing, signer->email, &record.email))
		return false;
	*out_number = add(writing, HITO_SHEET_SIGNERS, &record, 1);
	return give_number(writing, &writing->signers, signer, *out_number);
}

static bool put_fact(struct writing *writing, const struct hito_fact *fact,
		     uint32_t *out_number)
{
	struct hito_sheet_fact record = {
		.item_count = (uint32_t)fact->count,
		.day = fact->day,
		.key = (uint16_t)fact->key,
		.list = fact->list,
		.readable = fact->readable,
	};

	*out_number = number_of(&writing->facts, fact);
	if (*out_number != HITO_SHEET_NONE)
		return true;
	record.first_item = add(writing, HITO_SHEET_FACT_ITEMS, NULL, 0);
	for (size_t i = 0; i < fact->count; i++) {
		uint32_t item;

		if (!put_text(writing, fact->items[i], &item) ||
		    add(writing, HITO_SHEET_FACT_ITEMS, &item, 1) ==
			    HITO_SHEET_NONE)
			return false;
	}
	if (!put_text(writing, fact->text, &record.text))
		return false;
	*out_number = add(writing, HITO_SHEET_FACTS, &record, 1);
	return give_number(writing, &writing->facts, fact, *out_number);
}

/* Facts may add items while they are put: first all numbers, then the list. */
static bool put_facts(struct writing *writing, const struct hito_row *row,
		      struct hito_sheet_row *record)
{
	uint32_t *numbers =
		hito_new(writing->arena, uint32_t, row->fact_count + 1);

	if (!numbers)
		return false;
	for (size_t i = 0; i < row->fact_count; i++)
		if (!put_fact(writing, row->facts[i], &numbers[i]))
			return false;
	record->fact_count = (uint32_t)row->fact_count;
	record->first_fact =
		add(writing, HITO_SHEET_ROW_FACTS, numbers, row->fact_count);
	return record->first_fact != HITO_SHEET_NONE;
}

static bool put_row(struct writing *writing, const struct hito_row *row,
		    uint32_t *out_number)
{
	struct hito_sheet_row record = {
		.order = row->order,
		.kind = (uint8_t)row->kind,
		.id_made = row->id_made,
		.state_readable = row->state_readable,
		.title_readable = row->title_readable,
	};

	*out_number = number_of(&writing->rows, row);
	if (*out_number != HITO_SHEET_NONE)
		return true;
	if (!put_text(writing, row->home, &record.home) ||
	    !put_text(writing, row->plan, &record.plan) ||
	    !put_text(writing, row->id, &record.id) ||
	    !put_text(writing, row->shown, &record.shown) ||
	    !put_text(writing, row->path, &record.path) ||
	    !put_text(writing, row->title, &record.title) ||
	    !put_text(writing, row->objective, &record.objective) ||
	    !put_text(writing, row->parent, &record.parent) ||
	    !put_facts(writing, row, &record))
		return false;
	*out_number = add(writing, HITO_SHEET_ROWS, &record, 1);
	return give_number(writing, &writing->rows, row, *out_number);
}

/* What its rows say all of, or nothing of which is a plan's. */
static bool is_told_by_rows(const struct hito_version *version)
{
	return version->read && version->kind == HITO_ENTRY_FILE &&
	       !version->path->mapping && !version->damaged &&
	       !version->missing && version->gap_count == 0 &&
	       version->has_document &&
	       (version->is_prose || (version->is_plan && version->rows));
}

static bool put_rows(struct writing *writing,
		     const struct hito_version *version,
		     struct hito_sheet_version *record)
{
	uint32_t *numbers =
		hito_new(writing->arena, uint32_t, version->row_count + 1);

	if (!numbers)
		return false;
	for (size_t i = 0; i < version->row_count; i++)
		if (!put_row(writing, version->rows[i], &numbers[i]))
			return false;
	record->row_count = (uint32_t)version->row_count;
	record->first_row = add(writing, HITO_SHEET_VERSION_ROWS, numbers,
				version->row_count);
	return record->first_row != HITO_SHEET_NONE;
}

/* By their numbers in the catalog. */
static bool put_versions(struct writing *writing)
{
	for (size_t i = 0; i < writing->catalog->version_count; i++) {
		const struct hito_version *version =
			writing->catalog->versions[i];
		struct hito_sheet_version record = {
			.kind = (uint8_t)version->kind,
			.is_read = is_told_by_rows(version),
		};
		struct hito_str home = HITO_STR("");

		memcpy(record.oid, version->oid.bytes, sizeof(record.oid));
		if (record.is_read) {
			record.is_plan = version->is_plan;
			record.is_prose = version->is_prose;
			if (!put_rows(writing, version, &record))
				return false;
			if (version->is_plan)
				home = version->home;
		}
		if (!put_text(writing, version->path->text, &record.path) ||
		    !put_text(writing, home, &record.home) ||
		    add(writing, HITO_SHEET_VERSIONS, &record, 1) ==
			    HITO_SHEET_NONE)
			return false;
	}
	return true;
}

/* A folder that could not be read may be there next time. */
static bool can_note(const struct writing *writing,
		     const struct hito_surveyed *surveyed)
{
	for (uint32_t i = 0; i < surveyed->change_count; i++) {
		const uint32_t both[] = {surveyed->changes[i].before,
					 surveyed->changes[i].after};

		for (size_t j = 0; j < 2; j++)
			if (both[j] != HITO_NO_VERSION &&
			    writing->catalog->versions[both[j]]->kind ==
				    HITO_ENTRY_TREE)
				return false;
	}
	return true;
}

static bool put_changes(struct writing *writing, uint32_t place,
			struct hito_sheet_commit *record)
{
	const struct hito_surveyed *surveyed =
		&writing->survey->list[writing->survey->states[place]];

	record->first_change = add(writing, HITO_SHEET_CHANGES, NULL, 0);
	record->change_count = 0;
	if (surveyed->place != place)
		return true; /* it has the plans of its parents */
	if (!can_note(writing, surveyed)) {
		record->change_count = HITO_SHEET_NONE;
		return true;
	}
	for (uint32_t i = 0; i < surveyed->change_count; i++) {
		const struct hito_file_change *change = &surveyed->changes[i];
		struct hito_sheet_change put = {
			.before = change->before,
			.after = change->after,
		};

		if (!put_text(writing,
			      writing->catalog->paths[change->path]->text,
			      &put.path) ||
		    add(writing, HITO_SHEET_CHANGES, &put, 1) ==
			    HITO_SHEET_NONE)
			return false;
	}
	record->change_count = surveyed->change_count;
	return true;
}

static bool put_commit(struct writing *writing, uint32_t place)
{
	const struct hito_walked *walked = &writing->walk->commits[place];
	struct hito_sheet_commit record = {
		.parent_count = walked->parent_count,
		.author_seconds = walked->author_time.seconds,
		.author_offset = walked->author_time.offset,
		.committer_seconds = walked->committer_time.seconds,
		.committer_offset = walked->committer_time.offset,
	};

	memcpy(record.oid, walked->oid.bytes, sizeof(record.oid));
	memcpy(record.tree, walked->tree.bytes, sizeof(record.tree));
	record.first_parent = add(writing, HITO_SHEET_PARENTS, walked->parents,
				  walked->parent_count);
	return record.first_parent != HITO_SHEET_NONE &&
	       put_signer(writing, walked->author, &record.signer) &&
	       hito_tables_add_text(&writing->tables, walked->message,
				    &record.message) &&
	       put_changes(writing, place, &record) &&
	       add(writing, HITO_SHEET_COMMITS, &record, 1) != HITO_SHEET_NONE;
}

/* In the order of the walk, so that places are numbers. */
static bool put_commits(struct writing *writing)
{
	size_t count = writing->walk->count;
	uint32_t size = 1, *slots;

	while (size < 2 * count)
		size *= 2;
	slots = hito_new(writing->arena, uint32_t, size);
	if (!slots)
		return false;
	memset(slots, 0xff, size * sizeof(*slots));
	for (uint32_t i = 0; i < count; i++) {
		const struct hito_walked *walked = &writing->walk->commits[i];
		uint32_t slot = hito_notes_slot(walked->oid.bytes, size);

		/* One that names a parent twice is read anew each time. */
		if (!put_commit(writing, i))
			return false;
		if (walked->written_parents != walked->parent_count)
			continue;
		while (slots[slot] != HITO_SHEET_NONE)
			slot = (slot + 1) & (size - 1);
		slots[slot] = i;
	}
	return add(writing, HITO_SHEET_COMMIT_SLOTS, slots, size) !=
	       HITO_SHEET_NONE;
}

static bool is_worth_it(const struct hito_notes *notes)
{
	if (notes->new_commits == 0 && notes->new_versions == 0)
		return false;
	return notes->always ||
	       notes->new_commits + VERSION_COST * notes->new_versions > MUCH;
}

void hito_notes_write(const struct hito_notes *notes,
		      const struct hito_walk *walk,
		      const struct hito_survey *survey,
		      const struct hito_catalog *catalog)
{
	struct writing writing = {
		.notes = notes,
		.walk = walk,
		.survey = survey,
		.catalog = catalog,
	};
	struct hito_sheet_head head;

	if (!notes || !walk->complete || !is_worth_it(notes) ||
	    !hito_tables_init(&writing.tables, &hito_sheet_form))
		return;
	writing.arena = writing.tables.arena;
	head.key = notes->key;
	if (put_versions(&writing) && put_commits(&writing))
		hito_tables_keep(&writing.tables, &head, notes->folder,
				 notes->name, HITO_SHEET_KIND);
	hito_tables_done(&writing.tables);
}
