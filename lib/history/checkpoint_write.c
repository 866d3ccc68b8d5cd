/* SPDX-License-Identifier: MIT */
/* Writing a checkpoint: what the walk has in hand becomes tables. */
#include <string.h>

#include "history/checkpoint.h"
#include "history/checkpoint_form.h"
#include "history/checkpoint_ties.h"
#include "history/object.h"

struct writing {
	const struct hito_stand *stand;
	struct hito_tables tables;
	struct hito_arena *arena;
	/* Numbers + 1 of what was written before, by where it lies; of a
	 * fact, by what it says. */
	struct hito_map signers, commits, facts, things;
	/* Things that only events name, behind those of groups. */
	const struct hito_thing **backs;
	size_t back_count, back_capacity;
	struct hito_lineage **roots; /* by number */
	size_t root_count, root_capacity;
	bool failed;
};

static uint32_t add(struct writing *writing, enum hito_point_table which,
		    const void *records, size_t count)
{
	uint32_t number =
		hito_tables_add(&writing->tables, which, records, count);

	writing->failed |= number == HITO_POINT_NONE;
	return number;
}

static uint32_t put_text(struct writing *writing, struct hito_str text)
{
	uint32_t number = HITO_POINT_NONE;

	if (text.ptr && !hito_tables_put_text(&writing->tables, text, &number))
		writing->failed = true;
	return number;
}

static struct hito_str place_key(const void *const *place)
{
	return (struct hito_str){(const char *)place, sizeof(*place)};
}

static bool find(const struct hito_map *map, struct hito_str key,
		 uint32_t *out_number)
{
	const char *known = hito_map_find(map, key);

	*out_number =
		known ? (uint32_t)((uintptr_t)known - 1) : HITO_POINT_NONE;
	return known != NULL;
}

static void give(struct writing *writing, struct hito_map *map,
		 struct hito_str key, uint32_t number)
{
	key = hito_arena_copy(writing->arena, key);
	if (!key.ptr ||
	    !hito_map_put(map, key, (void *)((uintptr_t)number + 1)))
		writing->failed = true;
}

static uint32_t put_signer(struct writing *writing,
			   const struct hito_signer *signer)
{
	struct hito_str key = place_key((const void *const *)&signer);
	struct hito_point_signer record;
	uint32_t number;

	if (find(&writing->signers, key, &number))
		return number;
	record.name = put_text(writing, signer->name);
	record.email = put_text(writing, signer->email);
	number = add(writing, HITO_POINT_SIGNERS, &record, 1);
	give(writing, &writing->signers, key, number);
	return number;
}

static uint32_t put_commit(struct writing *writing,
			   const struct hito_commit *commit)
{
	struct hito_str key = place_key((const void *const *)&commit);
	const struct hito_signed_commit *known =
		(const struct hito_signed_commit *)commit;
	struct hito_point_commit record = {
		.order = commit->order,
		.parents = commit->parents,
		.time_offset = commit->time.offset,
		.time_seconds = commit->time.seconds,
		.committed_offset = commit->committed.offset,
		.committed_seconds = commit->committed.seconds,
	};
	struct hito_oid oid;
	uint32_t number;

	if (find(&writing->commits, key, &number))
		return number;
	if (!hito_oid_parse(hito_str_from(commit->id), &oid))
		writing->failed = true;
	memcpy(record.oid, oid.bytes, sizeof(record.oid));
	record.signer = put_signer(writing, known->signer);
	record.subject = put_text(writing, commit->subject);
	number = add(writing, HITO_POINT_COMMITS, &record, 1);
	give(writing, &writing->commits, key, number);
	return number;
}

/* What makes facts the same: what they say lies at the same place. */
struct fact_key {
	const char *text;
	const struct hito_str *items;
	size_t len, count;
	int32_t day;
	uint8_t key, list, readable, nothing;
};

static uint32_t put_fact(struct writing *writing, const struct hito_fact *fact)
{
	struct hito_point_fact record = {.text = HITO_POINT_NONE};
	struct fact_key same;
	struct hito_str key = {(const char *)&same, sizeof(same)};
	uint32_t number;

	if (!fact)
		return HITO_POINT_NONE;
	memset(&same, 0, sizeof(same));
	same.text = fact->text.ptr;
	same.len = fact->text.len;
	same.items = fact->items;
	same.count = fact->count;
	same.day = record.day = fact->day;
	same.key = record.key = (uint8_t)fact->key;
	same.list = record.list = fact->list;
	same.readable = record.readable = fact->readable;
	if (find(&writing->facts, key, &number))
		return number;
	record.text = put_text(writing, fact->text);
	record.first_item = add(writing, HITO_POINT_FACT_ITEMS, NULL, 0);
	record.item_count = (uint32_t)fact->count;
	for (size_t i = 0; i < fact->count; i++) {
		uint32_t item = put_text(writing, fact->items[i]);

		add(writing, HITO_POINT_FACT_ITEMS, &item, 1);
	}
	number = add(writing, HITO_POINT_FACTS, &record, 1);
	give(writing, &writing->facts, key, number);
	return number;
}

/* Those that stand for themselves; their records come last. */
static uint32_t number_lineage(struct writing *writing,
			       struct hito_lineage *lineage)
{
	struct hito_lineage *root = hito_lineage_root(lineage);

	if (root->number)
		return root->number - 1;
	if (!hito_reserve(writing->arena, writing->roots, writing->root_count,
			  writing->root_capacity)) {
		writing->failed = true;
		return 0;
	}
	writing->roots[writing->root_count++] = root;
	root->number = (uint32_t)writing->root_count;
	return root->number - 1;
}

static uint32_t number_node(const struct hito_event_node *node)
{
	return node ? node->sequence : HITO_POINT_NONE;
}

static void number_nodes(const struct hito_nodes *nodes)
{
	for (size_t i = 0; i < nodes->count; i++)
		nodes->list[i]->sequence = (uint32_t)i;
}

/* The number of a thing that an event names; most are of no group any more. */
static uint32_t number_back(struct writing *writing,
			    const struct hito_thing *thing, uint32_t first)
{
	struct hito_str key = place_key((const void *const *)&thing);
	uint32_t number;

	if (!thing)
		return HITO_POINT_NONE;
	if (find(&writing->things, key, &number))
		return number;
	if (!hito_reserve(writing->arena, writing->backs, writing->back_count,
			  writing->back_capacity)) {
		writing->failed = true;
		return HITO_POINT_NONE;
	}
	number = first + (uint32_t)writing->back_count;
	writing->backs[writing->back_count++] = thing;
	give(writing, &writing->things, key, number);
	return number;
}

static void put_cells(struct writing *writing, const struct hito_thing *thing,
		      struct hito_point_thing *record)
{
	record->first_cell = add(writing, HITO_POINT_CELLS, NULL, 0);
	record->cell_count = (uint8_t)thing->cell_count;
	for (size_t i = 0; i < thing->cell_count; i++) {
		const struct hito_cell *cell = &thing->cells[i];
		struct hito_point_cell put = {
			.key = (uint8_t)cell->key,
			.gap = cell->gap,
		};

		put.file = put_fact(writing, cell->file);
		put.value = put_fact(writing, cell->value);
		put.last = number_node(cell->last);
		add(writing, HITO_POINT_CELLS, &put, 1);
	}
}

/* The row that a thing of a group was made from. */
static uint32_t row_of(const struct hito_group *group, size_t place)
{
	const struct hito_thing *thing = group->things[place];

	if (group->lazy)
		return group->thing_rows[place];
	for (size_t r = 0; r < group->row_count; r++)
		if (group->pooled
			    ? group->pooled[r] == thing->pooled
			    : group->rows[r].block &&
				      group->rows[r].block == thing->block)
			return (uint32_t)r;
	return HITO_POINT_NONE;
}

static void put_thing(struct writing *writing, const struct hito_thing *thing,
		      uint32_t row)
{
	struct hito_point_thing record = {
		.home = put_text(writing, thing->home),
		.plan = put_text(writing, thing->plan),
		.id = put_text(writing, thing->id),
		.shown = put_text(writing, thing->shown),
		.path = put_text(writing, thing->path),
		.title = put_text(writing, thing->title),
		.objective = put_text(writing, thing->objective),
		.parent = put_text(writing, thing->parent),
		.row = row,
		.lineage = number_lineage(writing, thing->lineage),
		.existence = number_node(thing->existence),
		.place = number_node(thing->place),
		.kind = (uint8_t)thing->kind,
		.id_made = thing->id_made,
		.present = thing->present,
		.carried = thing->carried,
		.trailed = thing->trailed,
	};

	put_cells(writing, thing, &record);
	add(writing, HITO_POINT_THINGS, &record, 1);
}

static const struct hito_version *version_of(const struct hito_stand *stand,
					     size_t file)
{
	const struct hito_files *files = &stand->snapshot->files;

	return files->versions
		       ? files->versions[file]
		       : stand->catalog->versions[files->list[file].version];
}

/* The place of a version among the files of the tip. */
static uint32_t file_of(const struct hito_stand *stand,
			const struct hito_version *version)
{
	const struct hito_files *files = &stand->snapshot->files;
	size_t low = 0, high = files->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_path_compare(stand->catalog, files->list[middle].path,
				      version->path->number) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < files->count && version_of(stand, low) == version
		       ? (uint32_t)low
		       : HITO_POINT_NONE;
}

static void put_members(struct writing *writing, const struct hito_group *group,
			struct hito_point_group *record)
{
	record->first_member = add(writing, HITO_POINT_MEMBERS, NULL, 0);
	record->member_count = (uint32_t)group->member_count;
	for (size_t i = 0; i < group->member_count; i++) {
		uint32_t file = file_of(writing->stand, group->members[i]);

		writing->failed |= file == HITO_POINT_NONE;
		add(writing, HITO_POINT_MEMBERS, &file, 1);
	}
}

static void put_group(struct writing *writing, const struct hito_group *group)
{
	struct hito_point_group record = {
		.home = put_text(writing, group->home),
		.row_count = (uint32_t)group->row_count,
		.thing_count = (uint32_t)group->thing_count,
	};

	put_members(writing, group, &record);
	record.first_thing = add(writing, HITO_POINT_THINGS, NULL, 0);
	for (size_t i = 0; i < group->thing_count; i++) {
		const struct hito_thing *thing = group->things[i];

		give(writing, &writing->things,
		     place_key((const void *const *)&thing),
		     record.first_thing + (uint32_t)i);
		put_thing(writing, thing, row_of(group, i));
	}
	add(writing, HITO_POINT_GROUPS, &record, 1);
}

static void put_values(struct writing *writing, const struct hito_event *event,
		       struct hito_point_node *record)
{
	record->first_value = add(writing, HITO_POINT_VALUES, NULL, 0);
	record->value_count = (uint32_t)event->value_count;
	for (size_t i = 0; i < event->value_count; i++) {
		uint32_t number = put_fact(writing, &event->values[i]);

		add(writing, HITO_POINT_VALUES, &number, 1);
	}
}

static void put_node(struct writing *writing,
		     const struct hito_event_node *node, uint32_t first_back)
{
	const struct hito_event *event = &node->event;
	struct hito_point_node record = {
		.before = number_node(node->before),
		.back = number_back(writing, node->back, first_back),
		.lineage = number_lineage(writing, node->lineage),
		.commit = put_commit(writing, event->commit),
		.rank = node->rank,
		.path = put_text(writing, event->path),
		.old_path = put_text(writing, event->old_path),
		.old_plan = put_text(writing, event->old_plan),
		.old_fact = put_fact(writing, event->old),
		.new_fact = put_fact(writing, event->new),
		.day = event->day,
		.kind = (uint8_t)event->kind,
		.what = (uint8_t)event->what,
		.key = (uint8_t)event->key,
		.has_time = event->has_time,
		.trailer = event->trailer,
		.landed = event->landed,
		.gap = event->gap,
		.inferred = event->inferred,
	};

	put_values(writing, event, &record);
	add(writing, HITO_POINT_NODES, &record, 1);
}

static void put_nodes(struct writing *writing)
{
	const struct hito_nodes *nodes = writing->stand->nodes;
	uint32_t first = add(writing, HITO_POINT_THINGS, NULL, 0);

	for (size_t i = 0; i < nodes->count && !writing->failed; i++)
		put_node(writing, nodes->list[i], first);
	for (size_t i = 0; i < writing->back_count && !writing->failed; i++)
		put_thing(writing, writing->backs[i], HITO_POINT_NONE);
}

/* By lineage, the numbers of its events in order. */
static void put_lineages(struct writing *writing)
{
	const struct hito_nodes *nodes = writing->stand->nodes;
	size_t count = writing->root_count, next = 0;
	struct hito_point_lineage *records =
		hito_new(writing->arena, struct hito_point_lineage, count + 1);
	uint32_t *numbers =
		hito_new(writing->arena, uint32_t, nodes->count + 1);

	if (!records || !numbers || writing->failed) {
		writing->failed = true;
		return;
	}
	for (size_t i = 0; i < nodes->count; i++)
		records[number_lineage(writing, nodes->list[i]->lineage)]
			.node_count++;
	for (size_t i = 0; i < count; i++) {
		const struct hito_lineage *root = writing->roots[i];

		records[i].plan = put_text(writing, root->plan);
		records[i].id = put_text(writing, root->id);
		records[i].used_at = root->used_at;
		records[i].kind = (uint8_t)root->kind;
		records[i].first_node = (uint32_t)next;
		next += records[i].node_count;
		records[i].node_count = 0;
	}
	for (size_t i = 0; i < nodes->count; i++) {
		struct hito_point_lineage *record = &records[number_lineage(
			writing, nodes->list[i]->lineage)];

		numbers[record->first_node + record->node_count++] =
			(uint32_t)i;
	}
	add(writing, HITO_POINT_LINEAGES, records, count);
	add(writing, HITO_POINT_LINEAGE_NODES, numbers, nodes->count);
}

/* When all lineages have their numbers. */
static void put_ties(struct writing *writing)
{
	const struct hito_stand *stand = writing->stand;
	const uint32_t *ties =
		hito_ties_find(stand->snapshot, stand->nodes,
			       writing->root_count, writing->arena);

	if (ties)
		add(writing, HITO_POINT_TIES, ties,
		    stand->snapshot->group_count);
	else
		writing->failed = true;
}

static void put_file(struct writing *writing,
		     const struct hito_version *version)
{
	struct hito_point_file record = {
		.path = put_text(writing, version->path->text),
		.home = put_text(writing, version->home),
		.kind = (uint8_t)version->kind,
		.lang = (uint8_t)version->lang,
		.has_document = version->has_document,
		.is_plan = version->is_plan,
		.is_prose = version->is_prose,
		.told = version->told,
	};

	memcpy(record.oid, version->oid.bytes, sizeof(record.oid));
	add(writing, HITO_POINT_FILES, &record, 1);
}

/* What cannot be read is told once: other files that were told of, too. */
static void put_files(struct writing *writing)
{
	const struct hito_stand *stand = writing->stand;
	const struct hito_catalog *catalog = stand->catalog;

	for (size_t i = 0; i < stand->snapshot->files.count; i++)
		put_file(writing, version_of(stand, i));
	for (size_t i = 0; i < catalog->version_count; i++)
		for (const struct hito_version *version = catalog->versions[i];
		     version; version = version->next)
			if (version->told &&
			    (version->gap_count || version->lazy))
				put_file(writing, version);
}

static void put_faults(struct writing *writing)
{
	const struct hito_lost_list *lost = writing->stand->lost;
	const struct hito_gaps *gaps = writing->stand->gaps;

	for (size_t i = 0; i < lost->count; i++) {
		struct hito_point_lost record = {
			.commit = put_commit(writing, lost->list[i].commit),
			.text = put_text(writing, lost->list[i].text),
		};

		add(writing, HITO_POINT_LOST, &record, 1);
	}
	for (size_t i = 0; i < gaps->count; i++) {
		const struct hito_gap *gap = &gaps->list[i];
		struct hito_point_gap record = {
			.commit = put_commit(writing, gap->commit),
			.path = put_text(writing, gap->path),
			.line = gap->line,
			.message =
				put_text(writing, hito_str_from(gap->message)),
		};

		for (size_t j = 0; j < HITO_FINDING_ARGS; j++)
			record.args[j] = put_text(writing, gap->args[j]);
		add(writing, HITO_POINT_GAPS, &record, 1);
	}
}

bool hito_checkpoint_can(const struct hito_stand *stand)
{
	const struct hito_snapshot *snapshot = stand->snapshot;

	if (snapshot->files.damaged || snapshot->files.lost ||
	    stand->gaps->missing.ptr)
		return false;
	for (size_t g = 0; g < snapshot->group_count; g++)
		if (snapshot->groups[g]->torn)
			return false;
	return true;
}

static void put_all(struct writing *writing)
{
	const struct hito_snapshot *snapshot = writing->stand->snapshot;

	number_nodes(writing->stand->nodes);
	put_files(writing);
	for (size_t g = 0; g < snapshot->group_count && !writing->failed; g++)
		put_group(writing, snapshot->groups[g]);
	put_nodes(writing);
	put_lineages(writing);
	put_ties(writing);
	put_faults(writing);
}

void hito_checkpoint_write(const struct hito_checkpoint_place *place,
			   const struct hito_stand *stand)
{
	struct hito_point_head head = {
		.key = place->key,
		.commit_count = stand->commit_count,
		.plan_commits = stand->plan_commits,
		.file_count = stand->snapshot->files.count,
		.plain = stand->snapshot->files.plain,
	};
	struct writing writing = {.stand = stand};
	struct hito_map *maps[] = {&writing.signers, &writing.commits,
				   &writing.facts, &writing.things};
	char name[40];

	if (!hito_tables_init(&writing.tables, &hito_point_form))
		return;
	writing.arena = writing.tables.arena;
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++)
		hito_map_init(maps[i], writing.arena);
	memcpy(head.tip, stand->tip.bytes, sizeof(stand->tip.bytes));
	put_all(&writing);
	hito_checkpoint_name(place, name);
	if (!writing.failed)
		hito_tables_keep(&writing.tables, &head, place->folder, name,
				 HITO_POINT_KIND);
	for (size_t i = 0; i < writing.root_count; i++)
		writing.roots[i]->number = 0;
	hito_tables_done(&writing.tables);
}
