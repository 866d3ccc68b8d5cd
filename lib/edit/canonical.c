/* SPDX-License-Identifier: MIT */
/* The order of keys. */
#include "edit/canonical.h"

#define ALWAYS HITO_CANONICAL_ALWAYS
#define APART HITO_CANONICAL_APART

/*
 * Of the first ones state, owner, success, due, estimate and needs change
 * often: each has an id, resources or an empty line between it and the next. A
 * step has an id, or a step at a file's head.
 */
static const struct hito_canonical step_keys[] = {
	{HITO_KEY_STATE, ALWAYS},
	{HITO_KEY_ID, ALWAYS},
	{HITO_KEY_STEP, 0},
	{HITO_KEY_OWNER, ALWAYS},
	{HITO_KEY_SUCCESS, ALWAYS | APART},
	{HITO_KEY_DUE, ALWAYS | APART},
	{HITO_KEY_RESOURCES, ALWAYS},
	{HITO_KEY_ESTIMATE, ALWAYS},
	{HITO_KEY_NEEDS, ALWAYS | APART},
	{HITO_KEY_PLAN, 0},
	{HITO_KEY_OBJECTIVE, 0},
	{HITO_KEY_PARENT, 0},
	{HITO_KEY_TITLE, 0},
	{HITO_KEY_TYPE, 0},
	{HITO_KEY_PHASE, 0},
	{HITO_KEY_START, 0},
	{HITO_KEY_STARTED, 0},
	{HITO_KEY_FINISHED, 0},
	{HITO_KEY_SUPPORT, 0},
	{HITO_KEY_SPENT, 0},
	{HITO_KEY_COST, 0},
	{HITO_KEY_VALUE, 0},
	{HITO_KEY_KPI, 0},
	{HITO_KEY_PRIORITY, 0},
	{HITO_KEY_CONFIDENCE, 0},
	{HITO_KEY_REASON, 0},
	{HITO_KEY_RESULT, 0},
	{HITO_KEY_EVIDENCE, 0},
	{HITO_KEY_REPLACES, 0},
	{HITO_KEY_LINKS, 0},
	{HITO_KEY_TAGS, 0},
	{HITO_KEY_FORMERLY, 0},
	{HITO_KEY_EXPECT, 0},
};

static const struct hito_canonical plan_keys[] = {
	{HITO_KEY_PLAN, 0},      {HITO_KEY_TITLE, 0},    {HITO_KEY_LANG, 0},
	{HITO_KEY_STATE, 0},     {HITO_KEY_OWNER, 0},    {HITO_KEY_START, 0},
	{HITO_KEY_END, 0},       {HITO_KEY_REVIEW, 0},   {HITO_KEY_BUDGET, 0},
	{HITO_KEY_RESOURCES, 0}, {HITO_KEY_TEAM, 0},     {HITO_KEY_KPIS, 0},
	{HITO_KEY_REVIEWS, 0},   {HITO_KEY_FORMERLY, 0}, {HITO_KEY_EXPECT, 0},
};

static const struct hito_canonical objective_keys[] = {
	{HITO_KEY_ID, 0},        {HITO_KEY_TITLE, 0},  {HITO_KEY_OWNER, 0},
	{HITO_KEY_KPI, 0},       {HITO_KEY_DUE, 0},    {HITO_KEY_BUDGET, 0},
	{HITO_KEY_RESOURCES, 0}, {HITO_KEY_SERVES, 0}, {HITO_KEY_FORMERLY, 0},
	{HITO_KEY_EXPECT, 0},
};

static const struct hito_canonical kpi_keys[] = {
	{HITO_KEY_ID, 0},      {HITO_KEY_TITLE, 0},    {HITO_KEY_NAME, 0},
	{HITO_KEY_UNIT, 0},    {HITO_KEY_FROM, 0},     {HITO_KEY_TO, 0},
	{HITO_KEY_BY, 0},      {HITO_KEY_NOW, 0},      {HITO_KEY_SOURCE, 0},
	{HITO_KEY_CADENCE, 0}, {HITO_KEY_READINGS, 0}, {HITO_KEY_FORMERLY, 0},
	{HITO_KEY_EXPECT, 0},
};

static const struct hito_canonical person_keys[] = {
	{HITO_KEY_NAME, 0},   {HITO_KEY_EMAIL, 0},   {HITO_KEY_GITHUB, 0},
	{HITO_KEY_GITLAB, 0}, {HITO_KEY_FORGEJO, 0}, {HITO_KEY_CAPACITY, 0},
	{HITO_KEY_LEAVE, 0},  {HITO_KEY_EXPECT, 0},
};

#define KEYS(list)                                             \
	do {                                                   \
		*out_count = sizeof(list) / sizeof((list)[0]); \
		return list;                                   \
	} while (0)

const struct hito_canonical *hito_canonical_keys(enum hito_kind kind,
						 size_t *out_count)
{
	switch (kind) {
	case HITO_PLAN:
		KEYS(plan_keys);
	case HITO_OBJECTIVE:
		KEYS(objective_keys);
	case HITO_KPI:
		KEYS(kpi_keys);
	case HITO_PERSON:
		KEYS(person_keys);
	case HITO_STEP:
		break;
	}
	KEYS(step_keys);
}

size_t hito_canonical_rank(enum hito_kind kind, enum hito_key key)
{
	size_t count, rank = 0;
	const struct hito_canonical *keys = hito_canonical_keys(kind, &count);

	while (rank < count && keys[rank].key != key)
		rank++;
	return rank;
}

bool hito_canonical_is_apart(enum hito_kind kind, enum hito_key key)
{
	size_t count, rank = hito_canonical_rank(kind, key);
	const struct hito_canonical *keys = hito_canonical_keys(kind, &count);

	return rank < count && keys[rank].flags & APART;
}
