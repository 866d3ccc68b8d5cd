/* SPDX-License-Identifier: MIT */
/* Authors of commits: .mailmap, then the team. */
#include "history/people.h"

#include "base/map.h"
#include "hito/limits.h"

#include <string.h>

/* What a line of .mailmap makes of a name and address; ptr NULL: as it is. */
struct rename {
	struct hito_str name, email;
};

/* All lines for one address: for any name, and for single names. */
struct renames {
	struct rename any;
	struct named *named; /* the newest first */
};

struct named {
	struct hito_str name;
	struct rename to;
	struct named *next;
};

struct hito_people {
	struct hito_arena *arena;
	struct hito_map renames;   /* address in lower case -> struct renames */
	struct hito_map members;   /* address in lower case -> struct member */
	struct hito_map users;     /* "github:name" in lower case -> member */
	struct hito_map spellings; /* as written -> struct hito_person */
	struct hito_map people;    /* through .mailmap -> struct hito_person */
	char *key;                 /* room for the key of a person */
	size_t key_size;
};

struct member {
	struct hito_str id;
};

static char lower_byte(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

static struct hito_str lower(struct hito_arena *arena, struct hito_str text)
{
	struct hito_str copy = {NULL, text.len};
	char *bytes = hito_arena_alloc(arena, text.len + 1, 1);

	for (size_t i = 0; bytes && i < text.len; i++)
		bytes[i] = lower_byte(text.ptr[i]);
	copy.ptr = bytes;
	return copy;
}

/* .mailmap */

/* "Name <address>" off the front; false when there is no address. */
static bool cut_signature(struct hito_str *rest, struct hito_str *name,
			  struct hito_str *email)
{
	struct hito_str before, after;

	if (!hito_str_cut(*rest, '<', &before, &after))
		return false;
	*name = hito_str_trim(before);
	if (!hito_str_cut(after, '>', email, rest))
		return false;
	*email = hito_str_trim(*email);
	return true;
}

static bool add_rename(struct hito_people *people, struct hito_str old_name,
		       struct hito_str old_email, struct rename to)
{
	struct hito_str key = lower(people->arena, old_email);
	struct renames *renames;
	struct named *named;

	if (!key.ptr)
		return false;
	renames = hito_map_find(&people->renames, key);
	if (!renames) {
		renames = hito_new(people->arena, struct renames, 1);
		if (!renames || !hito_map_put(&people->renames, key, renames))
			return false;
	}
	if (!old_name.len) {
		if (to.name.len)
			renames->any.name = to.name;
		if (to.email.len)
			renames->any.email = to.email;
		return true;
	}
	named = hito_new(people->arena, struct named, 1);
	if (!named)
		return false;
	named->name = old_name;
	named->to = to;
	named->next = renames->named;
	renames->named = named;
	return true;
}

/*
 * Proper Name <commit@address>
 * <proper@address> <commit@address>
 * Proper Name <proper@address> <commit@address>
 * Proper Name <proper@address> Commit Name <commit@address>
 */
static bool read_line(struct hito_people *people, struct hito_str line)
{
	struct hito_str name, email, old_name, old_email;
	struct rename to = {{NULL, 0}, {NULL, 0}};

	if (hito_str_starts(line, "#") || !cut_signature(&line, &name, &email))
		return true;
	to.name = name;
	if (hito_str_starts(hito_str_trim(line), "#") ||
	    !cut_signature(&line, &old_name, &old_email))
		return add_rename(people, (struct hito_str){NULL, 0}, email,
				  to);
	to.email = email;
	return add_rename(people, old_name, old_email, to);
}

static bool read_mailmap(struct hito_people *people, struct hito_str text)
{
	struct hito_str rest, line;

	rest = hito_arena_copy(people->arena,
			       hito_str_slice(text, 0, HITO_LIMIT_MAILMAP));
	if (!rest.ptr)
		return false;
	while (hito_str_cut_line(&rest, &line))
		if (!read_line(people, line))
			return false;
	return true;
}

/* Names that a mailmap gives replace; what it leaves out stays. */
static bool through_mailmap(const struct hito_people *people,
			    struct hito_str *name, struct hito_str *email)
{
	struct hito_str key = lower(people->arena, *email);
	const struct renames *renames;
	struct rename to;

	if (!key.ptr)
		return false;
	renames = hito_map_find(&people->renames, key);
	if (!renames)
		return true;
	to = renames->any;
	for (const struct named *named = renames->named; named;
	     named = named->next) {
		if (hito_str_equal_nocase(named->name, *name)) {
			to = named->to;
			break;
		}
	}
	if (to.name.len)
		*name = to.name;
	if (to.email.len)
		*email = to.email;
	return true;
}

/* The team */

/* The first that claims an address has it. */
static bool put_first(struct hito_map *map, struct hito_str key,
		      struct member *member)
{
	if (!key.ptr)
		return false;
	return !key.len || hito_map_find(map, key) ||
	       hito_map_put(map, key, member);
}

static bool add_address(struct hito_people *people, struct hito_str email,
			struct member *member)
{
	struct hito_str name = {NULL, 0}, proper = email;

	if (!put_first(&people->members, lower(people->arena, email), member))
		return false;
	return through_mailmap(people, &name, &proper) &&
	       put_first(&people->members, lower(people->arena, proper),
			 member);
}

static struct hito_str user_key(struct hito_arena *arena, const char *forge,
				struct hito_str user)
{
	struct hito_str key;

	user = hito_str_trim(user);
	if (hito_str_starts(user, "@"))
		user = hito_str_slice(user, 1, user.len);
	key = hito_arena_printf(arena, "%s:%.*s", forge, HITO_STR_ARG(user));
	return key.ptr ? lower(arena, key) : key;
}

static bool add_user(struct hito_people *people, const struct hito_item *item,
		     enum hito_key key, struct member *member)
{
	const struct hito_value *value = hito_item_value(item, key);

	if (!value || !value->readable || !hito_str_trim(value->text).len)
		return true;
	return put_first(
		&people->users,
		user_key(people->arena, hito_key_info(key)->name, value->text),
		member);
}

static bool add_member(struct hito_people *people, const struct hito_item *item)
{
	const struct hito_value *value = hito_item_value(item, HITO_KEY_EMAIL);
	struct member *member = hito_new(people->arena, struct member, 1);

	if (!member)
		return false;
	member->id = item->id;
	if (value && !value->part_count &&
	    !add_address(people, hito_str_trim(value->text), member))
		return false;
	for (size_t i = 0; value && i < value->part_count; i++)
		if (!add_address(people, hito_str_trim(value->parts[i].text),
				 member))
			return false;
	return add_user(people, item, HITO_KEY_GITHUB, member) &&
	       add_user(people, item, HITO_KEY_GITLAB, member) &&
	       add_user(people, item, HITO_KEY_FORGEJO, member);
}

/* The shared team first, then those of the plans in their order. */
static bool add_team(struct hito_people *people, const struct hito_model *model)
{
	for (size_t i = 0; i < model->team_count; i++)
		if (!add_member(people, model->team[i]))
			return false;
	for (size_t i = 0; i < model->plan_count; i++)
		for (size_t j = 0; j < model->plans[i]->team_count; j++)
			if (!add_member(people, model->plans[i]->team[j]))
				return false;
	return true;
}

struct hito_people *hito_people_new(struct hito_arena *arena,
				    struct hito_str mailmap,
				    const struct hito_model *model)
{
	struct hito_people *people = hito_new(arena, struct hito_people, 1);

	if (!people)
		return NULL;
	people->arena = arena;
	hito_map_init(&people->renames, arena);
	hito_map_init(&people->members, arena);
	hito_map_init(&people->users, arena);
	hito_map_init(&people->spellings, arena);
	hito_map_init(&people->people, arena);
	if (!read_mailmap(people, mailmap) ||
	    (model && !add_team(people, model)))
		return NULL;
	return people;
}

/* No-reply addresses of forges */

/* "123+user" -> "user"; the text itself without such a number. */
static struct hito_str without_number(struct hito_str user, char mark)
{
	size_t end = 0;

	while (end < user.len && user.ptr[end] >= '0' && user.ptr[end] <= '9')
		end++;
	if (!end || end == user.len || user.ptr[end] != mark)
		return user;
	return hito_str_slice(user, end + 1, user.len);
}

static bool find_user(const struct hito_people *people, const char *forge,
		      struct hito_str user, const struct member **out_member)
{
	struct hito_str key;

	if (*out_member || !user.len)
		return true;
	key = user_key(people->arena, forge, user);
	if (!key.ptr)
		return false;
	*out_member = hito_map_find(&people->users, key);
	return true;
}

/*
 * [NUMBER+]user@users.noreply.github.com, [NUMBER-]user@users.noreply.HOST
 * and user@noreply.HOST, of GitHub, GitLab and Forgejo.
 */
static bool find_noreply(const struct hito_people *people,
			 struct hito_str email,
			 const struct member **out_member)
{
	struct hito_str user, host;
	bool github, gitlab;

	if (!hito_str_cut(email, '@', &user, &host))
		return true;
	host = lower(people->arena, host);
	if (!host.ptr)
		return false;
	if (hito_str_starts(host, "noreply."))
		return find_user(people, "forgejo", user, out_member) &&
		       find_user(people, "forgejo", without_number(user, '+'),
				 out_member);
	if (!hito_str_starts(host, "users.noreply."))
		return true;
	github = !hito_str_is(host, "users.noreply.gitlab.com");
	gitlab = !hito_str_is(host, "users.noreply.github.com");
	return (!github || find_user(people, "github",
				     without_number(user, '+'), out_member)) &&
	       (!gitlab || (find_user(people, "gitlab", user, out_member) &&
			    find_user(people, "gitlab",
				      without_number(user, '-'), out_member)));
}

static bool find_address(const struct hito_people *people,
			 struct hito_str email,
			 const struct member **out_member)
{
	struct hito_str key;

	if (*out_member)
		return true;
	key = lower(people->arena, email);
	if (!key.ptr)
		return false;
	*out_member = hito_map_find(&people->members, key);
	return *out_member || find_noreply(people, email, out_member);
}

/*
 * Name, address in lower case and id, with NULs between, in a room that the
 * next key takes.
 */
static struct hito_str make_key(struct hito_people *people,
				struct hito_str name, struct hito_str email,
				struct hito_str id)
{
	struct hito_str key = {NULL, name.len + email.len + id.len + 2};
	char *at;

	if (key.len > people->key_size) {
		people->key = hito_arena_alloc(people->arena, key.len, 2);
		people->key_size = people->key ? key.len * 2 : 0;
	}
	if (!people->key)
		return key;
	at = people->key;
	if (name.len)
		memcpy(at, name.ptr, name.len);
	at += name.len;
	*at++ = '\0';
	for (size_t i = 0; i < email.len; i++)
		*at++ = lower_byte(email.ptr[i]);
	*at++ = '\0';
	if (id.len)
		memcpy(at, id.ptr, id.len);
	key.ptr = people->key;
	return key;
}

static bool remember(struct hito_people *people, struct hito_map *map,
		     struct hito_str key, struct hito_person *person)
{
	struct hito_str kept = hito_arena_copy(people->arena, key);

	return kept.ptr && hito_map_put(map, kept, person);
}

/* One person for all spellings that the mailmap makes the same. */
static struct hito_person *find_person(struct hito_people *people,
				       struct hito_str name,
				       struct hito_str email,
				       struct hito_str id)
{
	struct hito_str key = make_key(people, name, email, id);
	struct hito_person *person;

	if (!key.ptr)
		return NULL;
	person = hito_map_find(&people->people, key);
	if (person)
		return person;
	person = hito_new(people->arena, struct hito_person, 1);
	if (!person || !remember(people, &people->people, key, person))
		return NULL;
	person->name = hito_arena_copy(people->arena, name);
	person->email = hito_arena_copy(people->arena, email);
	person->id = id;
	return person->name.ptr && person->email.ptr ? person : NULL;
}

static struct hito_person *add_person(struct hito_people *people,
				      struct hito_str name,
				      struct hito_str email)
{
	const struct member *member = NULL;
	struct hito_str proper_name = name, proper_email = email;
	struct hito_str none = {NULL, 0}, key;
	struct hito_person *person;

	if (!through_mailmap(people, &proper_name, &proper_email) ||
	    !find_address(people, proper_email, &member) ||
	    !find_address(people, email, &member))
		return NULL;
	person = find_person(people, proper_name, proper_email,
			     member ? member->id : none);
	key = make_key(people, name, email, none);
	if (!person || !key.ptr ||
	    !remember(people, &people->spellings, key, person))
		return NULL;
	return person;
}

const struct hito_person *hito_people_find(struct hito_people *people,
					   struct hito_str name,
					   struct hito_str email)
{
	struct hito_str none = {NULL, 0};
	struct hito_str key = make_key(people, name, email, none);
	const struct hito_person *person;

	if (!key.ptr)
		return NULL;
	person = hito_map_find(&people->spellings, key);
	return person ? person : add_person(people, name, email);
}
