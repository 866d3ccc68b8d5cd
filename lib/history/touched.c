/* SPDX-License-Identifier: MIT */
/* Groups that a commit may have changed, where each file is its own plan. */
#include <stdlib.h>

#include "history/making.h"

/* The homes that are touched, as they are found. */
struct homes {
	struct hito_str *list;
	size_t count, capacity;
};

static bool add_home(const struct hito_making *making, struct homes *homes,
		     struct hito_str home)
{
	if (!hito_reserve(making->scratch, homes->list, homes->count,
			  homes->capacity))
		return false;
	homes->list[homes->count++] = home;
	return true;
}

/* The version that a number stands for, if it belongs to a plan. */
static struct hito_version *plan_of(const struct hito_making *making,
				    uint32_t number)
{
	struct hito_version *version;

	if (number == HITO_NO_VERSION)
		return NULL;
	version = making->snapshots->catalog->versions[number];
	return version->has_document && version->is_plan ? version : NULL;
}

static bool add_changed(const struct hito_making *making, struct homes *homes)
{
	for (size_t i = 0; i < making->change_count; i++) {
		const struct hito_version *was =
			plan_of(making, making->changes[i].before);
		const struct hito_version *is =
			plan_of(making, making->changes[i].after);

		if ((was && !add_home(making, homes, was->home)) ||
		    (is && !add_home(making, homes, is->home)))
			return false;
	}
	return true;
}

static bool add_all(const struct hito_making *making, struct homes *homes)
{
	for (size_t i = 0; i < making->parent_count; i++)
		for (size_t g = 0; g < making->parents[i]->group_count; g++)
			if (!add_home(making, homes,
				      making->parents[i]->groups[g]->home))
				return false;
	return true;
}

/* Is a plan without an id among them? What it is called is not its home. */
static bool has_nameless(const struct hito_making *making,
			 const struct homes *homes)
{
	for (size_t i = 0; i < homes->count; i++)
		if (!homes->list[i].len)
			return true;
	for (size_t i = 0; i < making->parent_count; i++)
		if (hito_snapshot_group(making->parents[i], HITO_STR("")))
			return true;
	return false;
}

/* A trailer that names no plan may mean a step of any. */
static bool add_named(const struct hito_making *making, struct homes *homes)
{
	const struct hito_compare *compare = making->compare;

	for (size_t i = 0; i < compare->trailer_count; i++) {
		struct hito_str plan = compare->trailers[i].plan;

		if (!plan.len || has_nameless(making, homes))
			return add_all(making, homes);
		if (!add_home(making, homes, plan))
			return false;
	}
	return true;
}

/* Groups that parents do not share. */
static bool add_differing(const struct hito_making *making,
			  const struct hito_snapshot *one,
			  const struct hito_snapshot *other,
			  struct homes *homes)
{
	size_t i = 0, j = 0;

	while (i < one->group_count || j < other->group_count) {
		const struct hito_group *a = NULL, *b = NULL;
		int order = i == one->group_count ? 1 : -1;

		if (i < one->group_count)
			a = one->groups[i];
		if (j < other->group_count)
			b = other->groups[j];
		if (a == b) {
			i++;
			j++;
			continue;
		}
		if (a && b)
			order = hito_str_compare(a->home, b->home);
		if (!add_home(making, homes, order <= 0 ? a->home : b->home))
			return false;
		i += order <= 0;
		j += order >= 0;
	}
	return true;
}

static bool find_homes(const struct hito_making *making, struct homes *homes)
{
	if (!add_changed(making, homes))
		return false;
	if (!add_named(making, homes))
		return false;
	for (size_t i = 1; i < making->parent_count; i++)
		if (!add_differing(making, making->parents[0],
				   making->parents[i], homes))
			return false;
	homes->count = hito_str_sort(homes->list, homes->count);
	return true;
}

/* Is the path among what changed? */
static bool is_changed(const struct hito_making *making,
		       const struct hito_path *path)
{
	const struct hito_catalog *catalog = making->snapshots->catalog;
	size_t low = 0, high = making->change_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = hito_path_compare(
			catalog, making->changes[middle].path, path->number);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static int by_home(const void *a, const void *b)
{
	const struct hito_member *x = a, *y = b;
	int order = hito_str_compare(x->home, y->home);

	return order ? order
		     : hito_str_compare(x->version->path->text,
					y->version->path->text);
}

/* Plans that came or changed, by home. */
static bool gather_new(struct hito_making *making)
{
	making->members = hito_new(making->scratch, struct hito_member,
				   making->change_count + 1);
	if (!making->members)
		return false;
	for (size_t i = 0; i < making->change_count; i++) {
		struct hito_version *is =
			plan_of(making, making->changes[i].after);

		if (is)
			making->members[making->member_count++] =
				(struct hito_member){
					.home = is->home,
					.version = is,
				};
	}
	if (making->member_count > 1)
		qsort(making->members, making->member_count,
		      sizeof(*making->members), by_home);
	return true;
}

/* What the first parent has in the group and what is new from a place on. */
static bool list_members(const struct hito_making *making,
			 struct hito_gathered *group, size_t *at)
{
	const struct hito_group *before =
		making->parent_count ? group->before[0] : NULL;
	size_t known = before ? before->member_count : 0, first = *at;
	struct hito_member *members;

	while (*at < making->member_count &&
	       hito_str_equal(making->members[*at].home, group->home))
		(*at)++;
	members = hito_new(making->scratch, struct hito_member,
			   known + *at - first + 1);
	if (!members)
		return false;
	group->members = members;
	for (size_t i = 0; i < known; i++)
		if (!is_changed(making, before->members[i]->path))
			members[group->member_count++] = (struct hito_member){
				.home = group->home,
				.version = before->members[i],
			};
	for (; first < *at; first++)
		members[group->member_count++] = making->members[first];
	if (group->member_count > 1)
		qsort(members, group->member_count, sizeof(*members), by_home);
	return true;
}

const struct hito_group *hito_snapshot_group(const struct hito_snapshot *all,
					     struct hito_str home)
{
	size_t place = hito_snapshot_place(all, 0, home);

	if (place == all->group_count ||
	    !hito_str_equal(all->groups[place]->home, home))
		return NULL;
	return all->groups[place];
}

static bool gather_group(struct hito_making *making, struct hito_str home,
			 size_t *member)
{
	struct hito_gathered *group = &making->groups[making->group_count++];

	group->home = home;
	group->before = hito_new(making->scratch, const struct hito_group *,
				 making->parent_count + 1);
	if (!group->before)
		return false;
	for (size_t i = 0; i < making->parent_count; i++)
		group->before[i] =
			hito_snapshot_group(making->parents[i], home);
	return list_members(making, group, member);
}

bool hito_making_touched(struct hito_making *making)
{
	struct homes homes = {.count = 0};
	size_t member = 0;

	if (!find_homes(making, &homes) || !gather_new(making))
		return hito_err_memory(making->err);
	making->groups = hito_new(making->scratch, struct hito_gathered,
				  homes.count + 1);
	if (!making->groups)
		return hito_err_memory(making->err);
	for (size_t i = 0; i < homes.count; i++)
		if (!gather_group(making, homes.list[i], &member))
			return hito_err_memory(making->err);
	return true;
}
