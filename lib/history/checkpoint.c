/* SPDX-License-Identifier: MIT */
/* Reading a checkpoint: tables become what the walk has in hand. */
#include "history/checkpoint.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "history/checkpoint_own.h"
#include "history/fact.h"
#include "history/object.h"

static const uint32_t sizes[] = {
#define X(name, type) sizeof(type),
	HITO_POINT_TABLES(X)
#undef X
};

const struct hito_tables_form hito_point_form = {
	.count = HITO_POINT_TABLE_COUNT,
	.head_size = sizeof(struct hito_point_head),
	.sizes = sizes,
};

void hito_checkpoint_name(const struct hito_checkpoint_place *place,
			  char name[40])
{
	snprintf(name, 40, "%016" PRIx64 "-%s", place->key,
		 place->older ? "older" : "point");
}

struct hito_checkpoint *
hito_checkpoint_open(const struct hito_checkpoint_place *place,
		     unsigned threads, struct hito_arena *arena)
{
	struct hito_checkpoint *checkpoint =
		hito_new(arena, struct hito_checkpoint, 1);
	char name[40];

	hito_checkpoint_name(place, name);
	if (!checkpoint ||
	    !hito_sheet_open(&checkpoint->sheet, &hito_point_form,
			     place->folder, name, HITO_POINT_KIND, threads,
			     arena))
		return NULL;
	memcpy(&checkpoint->head, checkpoint->sheet.head,
	       sizeof(checkpoint->head));
	return checkpoint->head.key == place->key ? checkpoint : NULL;
}

struct hito_oid hito_checkpoint_tip(const struct hito_checkpoint *checkpoint)
{
	struct hito_oid tip;

	memcpy(tip.bytes, checkpoint->head.tip, sizeof(tip.bytes));
	return tip;
}

static bool make_room(struct hito_checkpoint *c)
{
	struct hito_arena *arena = c->arena;

#define ROOM(list, type, table) \
	(c->list = hito_new(arena, type, (size_t)hito_point_made(c, table) + 1))
	return ROOM(signers, struct hito_signer, HITO_POINT_SIGNERS) &&
	       ROOM(commits, struct hito_signed_commit, HITO_POINT_COMMITS) &&
	       ROOM(facts, struct hito_fact, HITO_POINT_FACTS) &&
	       ROOM(lineages, struct hito_lineage, HITO_POINT_LINEAGES) &&
	       ROOM(cells, struct hito_cell, HITO_POINT_CELLS) &&
	       ROOM(things, struct hito_thing, HITO_POINT_THINGS) &&
	       ROOM(nodes, struct hito_event_node, HITO_POINT_NODES);
#undef ROOM
}

static bool make_signers(struct hito_checkpoint *c)
{
	const struct hito_point_signer *list =
		hito_point_records(c, HITO_POINT_SIGNERS);

	for (uint32_t i = 0; i < hito_point_count(c, HITO_POINT_SIGNERS); i++)
		if (!hito_sheet_text(&c->sheet, list[i].name,
				     &c->signers[i].name) ||
		    !hito_sheet_text(&c->sheet, list[i].email,
				     &c->signers[i].email))
			return false;
	return true;
}

static bool make_commit(struct hito_checkpoint *c,
			const struct hito_point_commit *record,
			struct hito_signed_commit *made)
{
	struct hito_commit *commit = &made->commit;
	struct hito_oid oid;
	uint32_t at;

	if (!HITO_POINT_NAMED(c, signers, HITO_POINT_SIGNERS, record->signer,
			      &at, made->signer) ||
	    !made->signer ||
	    !hito_point_text(c, record->subject, &commit->subject))
		return false;
	memcpy(oid.bytes, record->oid, sizeof(oid.bytes));
	hito_oid_format(&oid, commit->id);
	commit->author = hito_people_find(c->people, made->signer->name,
					  made->signer->email);
	commit->time = (struct hito_instant){record->time_seconds,
					     record->time_offset};
	commit->committed = (struct hito_instant){record->committed_seconds,
						  record->committed_offset};
	commit->order = record->order;
	commit->parents = record->parents;
	return commit->author && hito_object_has_time(commit->time) &&
	       hito_object_has_time(commit->committed);
}

static bool make_commits(struct hito_checkpoint *c)
{
	const struct hito_point_commit *list =
		hito_point_records(c, HITO_POINT_COMMITS);

	for (uint32_t i = 0; i < hito_point_made(c, HITO_POINT_COMMITS); i++)
		if (!make_commit(
			    c,
			    &list[hito_point_number(c, HITO_POINT_COMMITS, i)],
			    &c->commits[i]))
			return false;
	return true;
}

static bool make_items(struct hito_checkpoint *c,
		       const struct hito_point_fact *record,
		       struct hito_fact *fact)
{
	const uint32_t *numbers = hito_point_records(c, HITO_POINT_FACT_ITEMS);
	struct hito_str *items;

	if (!record->list)
		return true;
	if (!hito_sheet_within(&c->sheet, HITO_POINT_FACT_ITEMS,
			       record->first_item, record->item_count))
		return false;
	items = hito_new(c->arena, struct hito_str, record->item_count);
	if (!items)
		return false;
	for (uint32_t i = 0; i < record->item_count; i++)
		if (!hito_point_text(c, numbers[record->first_item + i],
				     &items[i]))
			return false;
	fact->items = items;
	fact->count = record->item_count;
	return true;
}

static bool make_facts(struct hito_checkpoint *c)
{
	const struct hito_point_fact *list =
		hito_point_records(c, HITO_POINT_FACTS);

	for (uint32_t i = 0; i < hito_point_made(c, HITO_POINT_FACTS); i++) {
		const struct hito_point_fact *record =
			&list[hito_point_number(c, HITO_POINT_FACTS, i)];
		struct hito_fact *fact = &c->facts[i];

		if (record->key >= HITO_KEY_COUNT ||
		    !hito_day_is_sound(record->day) ||
		    !hito_point_text(c, record->text, &fact->text) ||
		    !make_items(c, record, fact))
			return false;
		fact->key = (enum hito_key)record->key;
		fact->list = record->list != 0;
		fact->readable = record->readable != 0;
		fact->day = record->day;
	}
	return true;
}

static bool make_lineages(struct hito_checkpoint *c)
{
	const struct hito_point_lineage *list =
		hito_point_records(c, HITO_POINT_LINEAGES);

	for (uint32_t i = 0; i < hito_point_made(c, HITO_POINT_LINEAGES); i++) {
		const struct hito_point_lineage *record =
			&list[hito_point_number(c, HITO_POINT_LINEAGES, i)];
		struct hito_lineage *lineage = &c->lineages[i];

		if (record->kind > HITO_STEP ||
		    !hito_point_text(c, record->plan, &lineage->plan) ||
		    !hito_point_text(c, record->id, &lineage->id))
			return false;
		lineage->kind = (enum hito_kind)record->kind;
		lineage->used_at = record->used_at;
	}
	return true;
}

static bool make_cells(struct hito_checkpoint *c)
{
	const struct hito_point_cell *list =
		hito_point_records(c, HITO_POINT_CELLS);

	for (uint32_t i = 0; i < hito_point_made(c, HITO_POINT_CELLS); i++) {
		const struct hito_point_cell *record =
			&list[hito_point_number(c, HITO_POINT_CELLS, i)];
		struct hito_cell *cell = &c->cells[i];
		uint32_t at;

		if (record->key >= HITO_KEY_COUNT ||
		    !HITO_POINT_NAMED(c, facts, HITO_POINT_FACTS, record->file,
				      &at, cell->file) ||
		    !HITO_POINT_NAMED(c, facts, HITO_POINT_FACTS, record->value,
				      &at, cell->value) ||
		    !HITO_POINT_NAMED(c, nodes, HITO_POINT_NODES, record->last,
				      &at, cell->last))
			return false;
		cell->key = (enum hito_key)record->key;
		cell->gap = record->gap != 0;
	}
	return true;
}

static bool name_thing(const struct hito_checkpoint *c,
		       const struct hito_point_thing *record,
		       struct hito_thing *thing)
{
	return hito_point_text(c, record->home, &thing->home) &&
	       hito_point_text(c, record->plan, &thing->plan) &&
	       hito_point_text(c, record->id, &thing->id) &&
	       hito_point_text(c, record->shown, &thing->shown) &&
	       hito_point_text(c, record->path, &thing->path) &&
	       hito_point_text(c, record->title, &thing->title) &&
	       hito_point_text(c, record->objective, &thing->objective) &&
	       hito_point_text(c, record->parent, &thing->parent);
}

static bool make_thing(struct hito_checkpoint *c,
		       const struct hito_point_thing *record,
		       struct hito_thing *thing)
{
	uint32_t at = 0;

	if (record->kind > HITO_STEP || record->cell_count > HITO_KEY_COUNT ||
	    !name_thing(c, record, thing) ||
	    !hito_sheet_within(&c->sheet, HITO_POINT_CELLS, record->first_cell,
			       record->cell_count) ||
	    !HITO_POINT_NAMED(c, lineages, HITO_POINT_LINEAGES, record->lineage,
			      &at, thing->lineage) ||
	    !HITO_POINT_NAMED(c, nodes, HITO_POINT_NODES, record->existence,
			      &at, thing->existence) ||
	    !HITO_POINT_NAMED(c, nodes, HITO_POINT_NODES, record->place, &at,
			      thing->place))
		return false;
	thing->kind = (enum hito_kind)record->kind;
	thing->id_made = record->id_made != 0;
	thing->present = record->present != 0;
	thing->carried = record->carried != 0;
	thing->trailed = record->trailed != 0;
	/* They lie side by side, made or not. */
	if (record->cell_count &&
	    !hito_point_place(c, HITO_POINT_CELLS, record->first_cell, &at))
		return false;
	thing->cells = c->cells + at;
	thing->cell_count = record->cell_count;
	return thing->lineage && thing->existence && thing->place;
}

static bool make_things(struct hito_checkpoint *c)
{
	const struct hito_point_thing *list =
		hito_point_records(c, HITO_POINT_THINGS);

	for (uint32_t i = 0; i < hito_point_made(c, HITO_POINT_THINGS); i++)
		if (!make_thing(
			    c,
			    &list[hito_point_number(c, HITO_POINT_THINGS, i)],
			    &c->things[i]))
			return false;
	return true;
}

static bool make_values(struct hito_checkpoint *c,
			const struct hito_point_node *record,
			struct hito_event *event)
{
	const uint32_t *numbers = hito_point_records(c, HITO_POINT_VALUES);
	struct hito_fact *values;

	if (event->what != HITO_CREATED)
		return true;
	if (record->value_count > HITO_KEY_COUNT ||
	    !hito_sheet_within(&c->sheet, HITO_POINT_VALUES,
			       record->first_value, record->value_count))
		return false;
	values = hito_new(c->arena, struct hito_fact, record->value_count);
	if (!values)
		return false;
	for (uint32_t i = 0; i < record->value_count; i++) {
		uint32_t at;

		if (!hito_point_place(c, HITO_POINT_FACTS,
				      numbers[record->first_value + i], &at))
			return false;
		values[i] = c->facts[at];
	}
	event->values = values;
	event->value_count = record->value_count;
	return true;
}

static bool make_event(struct hito_checkpoint *c,
		       const struct hito_point_node *record,
		       struct hito_event *event)
{
	const struct hito_signed_commit *commit;
	uint32_t at;

	if (record->kind > HITO_STEP || record->what > HITO_REVIEWED ||
	    record->key > HITO_KEY_COUNT || !hito_day_is_sound(record->day) ||
	    !HITO_POINT_NAMED(c, commits, HITO_POINT_COMMITS, record->commit,
			      &at, commit) ||
	    !commit || !hito_point_text(c, record->path, &event->path) ||
	    !hito_point_text(c, record->old_path, &event->old_path) ||
	    !hito_point_text(c, record->old_plan, &event->old_plan) ||
	    !HITO_POINT_NAMED(c, facts, HITO_POINT_FACTS, record->old_fact, &at,
			      event->old) ||
	    !HITO_POINT_NAMED(c, facts, HITO_POINT_FACTS, record->new_fact, &at,
			      event->new))
		return false;
	event->kind = (enum hito_kind)record->kind;
	event->what = (enum hito_change)record->what;
	event->key = (enum hito_key)record->key;
	event->commit = &commit->commit;
	event->day = record->day;
	event->has_time = record->has_time != 0;
	event->trailer = record->trailer != 0;
	event->landed = record->landed != 0;
	event->gap = record->gap != 0;
	event->inferred = record->inferred != 0;
	return make_values(c, record, event);
}

static bool make_nodes(struct hito_checkpoint *c, struct hito_nodes *nodes)
{
	const struct hito_point_node *list =
		hito_point_records(c, HITO_POINT_NODES);
	uint32_t count = hito_point_made(c, HITO_POINT_NODES), at;

	nodes->capacity = (size_t)count + 1024;
	nodes->list = hito_new(nodes->arena, struct hito_event_node *,
			       nodes->capacity);
	if (!nodes->list)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		const struct hito_point_node *record =
			&list[hito_point_number(c, HITO_POINT_NODES, i)];
		struct hito_event_node *node = &c->nodes[i];

		if (!HITO_POINT_NAMED(c, nodes, HITO_POINT_NODES,
				      record->before, &at, node->before) ||
		    !HITO_POINT_NAMED(c, things, HITO_POINT_THINGS,
				      record->back, &at, node->back) ||
		    !HITO_POINT_NAMED(c, lineages, HITO_POINT_LINEAGES,
				      record->lineage, &at, node->lineage) ||
		    !node->lineage || !make_event(c, record, &node->event))
			return false;
		node->rank = record->rank;
		nodes->list[nodes->count++] = node;
	}
	return true;
}

static bool make_lost(struct hito_checkpoint *c, struct hito_lost_list *lost)
{
	const struct hito_point_lost *list =
		hito_point_records(c, HITO_POINT_LOST);

	for (uint32_t i = 0; i < hito_point_count(c, HITO_POINT_LOST); i++) {
		const struct hito_signed_commit *commit;
		struct hito_lost_trailer *made;
		uint32_t at;

		if (!hito_reserve(c->arena, lost->list, lost->count,
				  lost->capacity))
			return false;
		made = &lost->list[lost->count++];
		if (!HITO_POINT_NAMED(c, commits, HITO_POINT_COMMITS,
				      list[i].commit, &at, commit) ||
		    !commit || !hito_point_text(c, list[i].text, &made->text))
			return false;
		made->commit = &commit->commit;
	}
	return true;
}

static bool make_gaps(struct hito_checkpoint *c, struct hito_gaps *gaps)
{
	const struct hito_point_gap *list =
		hito_point_records(c, HITO_POINT_GAPS);

	for (uint32_t i = 0; i < hito_point_count(c, HITO_POINT_GAPS); i++) {
		const struct hito_signed_commit *commit;
		struct hito_str message;
		struct hito_gap *made;
		uint32_t at;

		if (!hito_reserve(c->arena, gaps->list, gaps->count,
				  gaps->capacity))
			return false;
		made = &gaps->list[gaps->count++];
		if (!HITO_POINT_NAMED(c, commits, HITO_POINT_COMMITS,
				      list[i].commit, &at, commit) ||
		    !commit || !hito_point_text(c, list[i].path, &made->path) ||
		    !hito_sheet_text(&c->sheet, list[i].message, &message))
			return false;
		made->commit = &commit->commit;
		made->line = list[i].line;
		made->message = hito_arena_copy(c->arena, message).ptr;
		if (!made->message)
			return false;
		for (size_t j = 0; j < HITO_FINDING_ARGS; j++)
			if (!hito_point_text(c, list[i].args[j],
					     &made->args[j]))
				return false;
	}
	return true;
}

bool hito_checkpoint_files(struct hito_checkpoint *checkpoint,
			   struct hito_arena *arena, struct hito_stand *stand)
{
	struct hito_checkpoint *c = checkpoint;

	c->arena = arena;
	stand->tip = hito_checkpoint_tip(c);
	stand->commit_count = (size_t)c->head.commit_count;
	stand->plan_commits = (size_t)c->head.plan_commits;
	c->versions =
		hito_new(arena, struct hito_version *,
			 (size_t)hito_point_count(c, HITO_POINT_FILES) + 1);
	return stand->commit_count > 0 && c->versions &&
	       hito_point_files(c, stand->catalog, &stand->snapshot->files);
}

bool hito_checkpoint_load(struct hito_checkpoint *checkpoint,
			  struct hito_people *people, struct hito_stand *stand)
{
	struct hito_checkpoint *c = checkpoint;

	c->people = people;
	return hito_sheet_is_whole(&c->sheet) && make_room(c) &&
	       make_signers(c) && make_commits(c) && make_facts(c) &&
	       make_lineages(c) && make_cells(c) && make_things(c) &&
	       make_nodes(c, stand->nodes) &&
	       hito_point_groups(c, stand->snapshot) &&
	       make_lost(c, stand->lost) && make_gaps(c, stand->gaps);
}

bool hito_checkpoint_load_of(struct hito_checkpoint *checkpoint,
			     const struct hito_str *homes, size_t count,
			     struct hito_people *people,
			     struct hito_stand *stand)
{
	return hito_sheet_is_whole(&checkpoint->sheet) &&
	       hito_point_pick(checkpoint, homes, count) &&
	       hito_checkpoint_load(checkpoint, people, stand);
}

bool hito_checkpoint_has_faults(const struct hito_checkpoint *checkpoint)
{
	return hito_point_count(checkpoint, HITO_POINT_LOST) > 0 ||
	       hito_point_count(checkpoint, HITO_POINT_GAPS) > 0;
}
