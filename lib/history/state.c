/* SPDX-License-Identifier: MIT */
/* What history keeps while it walks. */
#include "history/state.h"

#include <stdlib.h>
#include <string.h>

/* Texts that are kept once are mostly the same one. */
static int compare_texts(struct hito_str a, struct hito_str b)
{
	if (a.ptr == b.ptr && a.len == b.len)
		return 0;
	return hito_str_compare(a, b);
}

int hito_name_compare(enum hito_kind a_kind, struct hito_str a_plan,
		      struct hito_str a_id, enum hito_kind b_kind,
		      struct hito_str b_plan, struct hito_str b_id)
{
	int order;

	if (a_kind != b_kind)
		return a_kind < b_kind ? -1 : 1;
	order = compare_texts(a_plan, b_plan);
	return order ? order : compare_texts(a_id, b_id);
}

int hito_thing_compare(const struct hito_thing *a, const struct hito_thing *b)
{
	int order = hito_name_compare(a->kind, a->plan, a->id, b->kind, b->plan,
				      b->id);

	if (order == 0)
		order = (int)b->present - (int)a->present;
	return order ? order : compare_texts(a->path, b->path);
}

static int by_name(const void *a, const void *b)
{
	return hito_thing_compare(*(struct hito_thing *const *)a,
				  *(struct hito_thing *const *)b);
}

/* Put the last of count things in its place among those before it. */
static void insert(struct hito_thing **things, size_t count)
{
	struct hito_thing *thing = things[count - 1];
	size_t low = 0, high = count - 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hito_thing_compare(things[middle], thing) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	memmove(things + low + 1, things + low,
		(count - 1 - low) * sizeof(struct hito_thing *));
	things[low] = thing;
}

/* Mostly they are in order, but for some that are gone, at the end. */
void hito_things_sort(struct hito_thing **things, size_t count)
{
	enum { FEW = 64 };
	size_t sorted = 1;

	while (sorted < count &&
	       hito_thing_compare(things[sorted - 1], things[sorted]) <= 0)
		sorted++;
	if (sorted + FEW < count) {
		qsort(things, count, sizeof(struct hito_thing *), by_name);
		return;
	}
	for (; sorted < count; sorted++)
		insert(things, sorted + 1);
}

const struct hito_cell *hito_thing_cell(const struct hito_thing *thing,
					enum hito_key key)
{
	for (size_t i = 0; i < thing->cell_count; i++)
		if (thing->cells[i].key == key)
			return &thing->cells[i];
	return NULL;
}

struct hito_lineage *hito_lineage_root(struct hito_lineage *lineage)
{
	while (lineage->joined)
		lineage = lineage->joined;
	return lineage;
}
