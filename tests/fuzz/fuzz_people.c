/* SPDX-License-Identifier: MIT */
/*
 * Mailmaps and authors: any bytes, no crash, the same answer twice. The input
 * is a mailmap, a NUL, and then names and addresses, a NUL behind each.
 */
#include <stdlib.h>

#include "history/people.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A team with one member, who has a user name at each forge. */
static void make_model(struct hito_model *model, struct hito_arena *arena)
{
	static const enum hito_key keys[] = {
		HITO_KEY_EMAIL,
		HITO_KEY_GITHUB,
		HITO_KEY_GITLAB,
		HITO_KEY_FORGEJO,
	};
	struct hito_item **team = hito_new(arena, struct hito_item *, 1);
	struct hito_item *item = hito_new(arena, struct hito_item, 1);
	struct hito_block *block = hito_new(arena, struct hito_block, 1);
	struct hito_value *values = hito_new(arena, struct hito_value, 4);

	if (!team || !item || !block || !values)
		abort();
	for (size_t i = 0; i < 4; i++) {
		values[i].key = keys[i];
		values[i].readable = true;
		values[i].text = i ? HITO_STR("ana") : HITO_STR("ana@home");
	}
	block->values = values;
	block->value_count = 4;
	item->block = block;
	item->id = HITO_STR("ana");
	team[0] = item;
	model->team = team;
	model->team_count = 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hito_str rest = {(const char *)data, size}, mailmap;
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_model model = {.plan_count = 0};
	struct hito_people *people;

	if (!arena)
		abort();
	make_model(&model, arena);
	hito_str_cut(rest, '\0', &mailmap, &rest);
	people = hito_people_new(arena, mailmap, &model);
	if (!people)
		abort();
	while (rest.len) {
		const struct hito_person *person;
		struct hito_str name, email;

		hito_str_cut(rest, '\0', &name, &rest);
		hito_str_cut(rest, '\0', &email, &rest);
		person = hito_people_find(people, name, email);
		if (!person || hito_people_find(people, name, email) != person)
			abort();
		if (person->id.len && !hito_str_is(person->id, "ana"))
			abort();
	}
	hito_arena_free(arena);
	return 0;
}
