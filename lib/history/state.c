/* SPDX-License-Identifier: MIT */
/* What history keeps while it walks. */
#include "history/state.h"

int hito_name_compare(enum hito_kind a_kind, struct hito_str a_plan,
		      struct hito_str a_id, enum hito_kind b_kind,
		      struct hito_str b_plan, struct hito_str b_id)
{
	int order;

	if (a_kind != b_kind)
		return a_kind < b_kind ? -1 : 1;
	order = hito_str_compare(a_plan, b_plan);
	return order ? order : hito_str_compare(a_id, b_id);
}

int hito_thing_compare(const struct hito_thing *a, const struct hito_thing *b)
{
	int order = hito_name_compare(a->kind, a->plan, a->id, b->kind, b->plan,
				      b->id);

	if (order == 0)
		order = (int)b->present - (int)a->present;
	return order ? order : hito_str_compare(a->path, b->path);
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
