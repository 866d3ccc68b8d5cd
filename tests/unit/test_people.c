/* SPDX-License-Identifier: MIT */
/* People: .mailmap's four forms, the team, no-reply addresses of forges. */
#include "unit.h"

#include "history/people.h"

/* A member of the team with one or two addresses and user names. */
struct given {
	const char *id, *email, *other, *github, *gitlab, *forgejo;
};

static struct hito_value text_value(enum hito_key key, const char *text)
{
	struct hito_value value = {
		.key = key,
		.readable = true,
		.text = hito_str_from(text),
		.raw = hito_str_from(text),
		.day = HITO_DAY_NONE,
	};

	return value;
}

static struct hito_item *make_person(struct hito_arena *arena,
				     const struct given *given)
{
	struct hito_item *item = hito_new(arena, struct hito_item, 1);
	struct hito_block *block = hito_new(arena, struct hito_block, 1);
	struct hito_value *values = hito_new(arena, struct hito_value, 4);
	struct hito_part *parts = hito_new(arena, struct hito_part, 2);
	uint32_t count = 0;

	assert_true(item && block && values && parts);
	parts[0].text = hito_str_from(given->email);
	parts[1].text = hito_str_from(given->other);
	if (given->email) {
		values[count] = text_value(HITO_KEY_EMAIL, given->email);
		values[count].list = true;
		values[count].parts = parts;
		values[count++].part_count = given->other ? 2 : 1;
	}
	if (given->github)
		values[count++] = text_value(HITO_KEY_GITHUB, given->github);
	if (given->gitlab)
		values[count++] = text_value(HITO_KEY_GITLAB, given->gitlab);
	if (given->forgejo)
		values[count++] = text_value(HITO_KEY_FORGEJO, given->forgejo);
	block->kind = item->kind = HITO_PERSON;
	block->values = values;
	block->value_count = count;
	item->id = item->identity = hito_str_from(given->id);
	item->block = block;
	return item;
}

/* A model whose first member is of the project, the others of a plan. */
static struct hito_model *make_model(struct hito_arena *arena,
				     const struct given *given, uint32_t count)
{
	struct hito_model *model = hito_new(arena, struct hito_model, 1);
	struct hito_item **items = hito_new(arena, struct hito_item *, count);
	struct hito_item **plans = hito_new(arena, struct hito_item *, 1);

	assert_true(model && items && plans);
	for (size_t i = 0; i < count; i++)
		items[i] = make_person(arena, &given[i]);
	plans[0] = hito_new(arena, struct hito_item, 1);
	assert_non_null(plans[0]);
	plans[0]->kind = HITO_PLAN;
	plans[0]->team = items + 1;
	plans[0]->team_count = count - 1;
	model->team = items;
	model->team_count = 1;
	model->plans = plans;
	model->plan_count = 1;
	return model;
}

static const struct hito_person *find(struct hito_people *people,
				      const char *name, const char *email)
{
	const struct hito_person *person = hito_people_find(
		people, hito_str_from(name), hito_str_from(email));

	assert_non_null(person);
	return person;
}

#define assert_person(people, written_name, written_email, proper_name, \
		      proper_email)                                     \
	do {                                                            \
		const struct hito_person *found =                       \
			find(people, written_name, written_email);      \
		unit_assert_str(found->name, proper_name);              \
		unit_assert_str(found->email, proper_email);            \
	} while (0)

static void mailmap_has_four_forms(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_people *people = hito_people_new(
		arena,
		HITO_STR("# people\n"
			 "Ana <ana@work>\r\n"
			 "<luis@home> <luis@work>\n"
			 "Sofia <sofia@home> <SOFIA@work> # moved\n"
			 "Marcos <marcos@home> Root <root@host>\n"
			 "Lucia <lucia@home> lucia <root@host>\n"
			 "\n"
			 "broken line\nbroken <line\n <> <\n"),
		NULL);

	(void)state;
	assert_non_null(people);
	assert_person(people, "a", "ANA@Work", "Ana", "ANA@Work");
	assert_person(people, "luis", "luis@work", "luis", "luis@home");
	assert_person(people, "s", "sofia@WORK", "Sofia", "sofia@home");
	assert_person(people, "ROOT", "root@host", "Marcos", "marcos@home");
	assert_person(people, "Lucia", "root@host", "Lucia", "lucia@home");
	assert_person(people, "else", "root@host", "else", "root@host");
	assert_person(people, "Root", "root@other", "Root", "root@other");
	hito_arena_free(arena);
}

/* Each field that a later line gives counts; a name's own line wins. */
static void later_lines_of_a_mailmap_win(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_people *people = hito_people_new(
		arena,
		HITO_STR("Old <old@home> <x@x>\nNew <x@x>\n"
			 "One <one@home> Me <x@x>\nTwo <two@home> me <x@x>"),
		NULL);

	(void)state;
	assert_person(people, "any", "x@x", "New", "old@home");
	assert_person(people, "ME", "x@x", "Two", "two@home");
	hito_arena_free(arena);
}

static void one_person_has_one_pointer(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_people *people = hito_people_new(
		arena, HITO_STR("Ana <ana@home> <ana@work>\nAna <ana@home>\n"),
		NULL);

	(void)state;
	assert_ptr_equal(find(people, "ana", "ana@work"),
			 find(people, "ANA", "Ana@Home"));
	assert_ptr_equal(find(people, "x", "x@x"), find(people, "x", "X@x"));
	assert_ptr_not_equal(find(people, "x", "x@x"),
			     find(people, "y", "x@x"));
	assert_ptr_not_equal(find(people, "", "x"), find(people, "x", ""));
	hito_arena_free(arena);
}

static const struct given team[] = {
	{.id = "ana", .email = "ana@home", .other = "ana@old"},
	{.id = "luis",
	 .github = "@Luis-X",
	 .gitlab = "luisg",
	 .forgejo = "luisf"},
	{.id = "sofia", .email = "sofia@home", .gitlab = "7-up"},
	{.id = "other", .email = "ANA@home", .github = "ana"},
};

static void assert_member(struct hito_people *people, const char *email,
			  const char *id)
{
	const struct hito_person *person = find(people, "any", email);

	if (!hito_str_is(person->id, id))
		fail_msg("%s is \"%.*s\", not \"%s\"", email,
			 HITO_STR_ARG(person->id), id);
}

static void the_team_is_known_by_address(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_people *people =
		hito_people_new(arena,
				HITO_STR("Sofia <s@proper> <sofia@home>\n"
					 "Ana <unlisted@home> <ana@old>\n"
					 "Ana <ana@home> <ana@phone>\n"),
				make_model(arena, team, 4));

	(void)state;
	assert_member(people, "ana@HOME", "ana"); /* the first has it */
	assert_member(people, "ana@old", "ana");
	assert_member(people, "ana@phone", "ana");
	assert_member(people, "unlisted@home", "ana");
	assert_member(people, "s@proper", "sofia");
	assert_member(people, "sofia@home", "sofia");
	assert_member(people, "nobody@home", "");
	assert_member(people, "ana", "");
	assert_member(people, "", "");
	hito_arena_free(arena);
}

static void forges_hide_addresses(void **state)
{
	static const char *const known[][2] = {
		{"12345+luis-x@users.noreply.github.com", "luis"},
		{"LUIS-X@users.noreply.github.com", "luis"},
		{"ana@users.noreply.github.com", "other"},
		{"99-luisg@users.noreply.gitlab.com", "luis"},
		{"luisg@users.noreply.gitlab.com", "luis"},
		{"7-up@users.noreply.gitlab.com", "sofia"},
		{"3-7-up@users.noreply.gitlab.com", "sofia"},
		{"8-luisg@users.noreply.git.example.org", "luis"},
		{"8+luis-x@users.noreply.git.example.org", "luis"},
		{"luisf@noreply.codeberg.org", "luis"},
		{"5+luisf@noreply.git.example.org", "luis"},
		/* other forges' names are other people */
		{"luisg@users.noreply.github.com", ""},
		{"1-luis-x@users.noreply.gitlab.com", ""},
		{"luis-x@noreply.codeberg.org", ""},
		{"luis-x@github.com", ""},
		{"+luis-x@users.noreply.github.com", ""},
		{"@users.noreply.github.com", ""},
		{"users.noreply.github.com", ""},
	};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_people *people = hito_people_new(
		arena, HITO_STR(""), make_model(arena, team, 4));

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		assert_member(people, known[i][0], known[i][1]);
	hito_arena_free(arena);
}

static void any_bytes_are_a_name(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_people *people = hito_people_new(
		arena, HITO_STR("\xff\0 <\xfe\0> <a\0b>\n"), NULL);
	const struct hito_person *person =
		hito_people_find(people, HITO_STR("n"), HITO_STR("A\0B"));

	(void)state;
	assert_non_null(person);
	unit_assert_str(person->name, "\xff\0");
	unit_assert_str(person->email, "\xfe\0");
	hito_arena_free(arena);
}

static const struct hito_model *memory_model;

static bool join(struct hito_arena *arena)
{
	struct hito_people *people = hito_people_new(
		arena,
		HITO_STR("Ana <ana@home> <a@b>\nLuis <luis@x> Me <a@b>\n"),
		memory_model);

	return people &&
	       hito_people_find(people, HITO_STR("me"), HITO_STR("a@b")) &&
	       hito_people_find(people, HITO_STR("x"),
				HITO_STR("1+u@users.noreply.github.com"));
}

static void every_allocation_may_fail(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);

	(void)state;
	memory_model = make_model(arena, team, 4);
	assert_true(unit_until_done(join) >= 1);
	hito_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mailmap_has_four_forms),
		cmocka_unit_test(later_lines_of_a_mailmap_win),
		cmocka_unit_test(one_person_has_one_pointer),
		cmocka_unit_test(the_team_is_known_by_address),
		cmocka_unit_test(forges_hide_addresses),
		cmocka_unit_test(any_bytes_are_a_name),
		cmocka_unit_test(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
