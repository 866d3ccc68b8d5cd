/* SPDX-License-Identifier: MIT */
/* Offers: collecting them, and what is offered for each kind of argument. */
#include "offer.h"

#include <string.h>

#include "base/embed.h"
#include "hito/revision.h"
#include "hito/rule.h"
#include "init.h"
#include "page.h"
#include "schedule/templates.h"

/* Shells leave these as they are; so do people who read them. */
#define PLAIN_BYTES                                   \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ" \
	"RSTUVWXYZ0123456789._/@%+,:=-"

static bool begins_as_typed(const struct offers *offers, struct hito_str word)
{
	return word.len >= offers->typed.len &&
	       hito_str_equal(hito_str_slice(word, 0, offers->typed.len),
			      offers->typed);
}

void offer_word(struct offers *offers, struct hito_str word,
		struct hito_str about)
{
	struct hito_arena *arena = offers->run->arena;

	if (!begins_as_typed(offers, word) || offers->count >= OFFER_MOST)
		return;
	if (!hito_reserve(arena, offers->list, offers->count,
			  offers->capacity)) {
		offers->no_memory = true;
		return;
	}
	offers->list[offers->count++] = (struct offer){word, about};
}

/* Does it show as what it is, and can it stand in a command line bare? */
static bool is_plain(struct hito_str word, struct hito_arena *arena)
{
	struct hito_out_memory memory;
	struct hito_out out;
	bool ascii = true;

	if (!word.len || word.ptr[0] == '-' || word.ptr[0] == ':')
		return false;
	for (size_t i = 0; i < word.len; i++) {
		if ((unsigned char)word.ptr[i] >= 0x80)
			ascii = false;
		else if (!word.ptr[i] || !strchr(PLAIN_BYTES, word.ptr[i]))
			return false;
	}
	if (ascii)
		return true;
	hito_out_to_memory(&out, &memory, arena, 4 * word.len + 1);
	hito_out_foreign(&out, word);
	return !out.failed &&
	       hito_str_equal((struct hito_str){memory.ptr, memory.len}, word);
}

void offer_foreign(struct offers *offers, struct hito_str word,
		   struct hito_str about)
{
	if (begins_as_typed(offers, word) && offers->count < OFFER_MOST &&
	    is_plain(word, offers->run->arena))
		offer_word(offers, word, about);
}

/* What is wrong with a project is said by other commands. */
static void note(struct offers *offers, const struct hito_err *err)
{
	if (err->code == HITO_ERR_MEMORY)
		offers->no_memory = true;
}

const struct hito_model *offer_model(struct offers *offers)
{
	struct hito_err err = {.lang = offers->run->lang};

	if (!offers->tried) {
		offers->tried = true;
		offers->has_project =
			place_open(offers->run, &offers->place, &err) &&
			place_read(&offers->place, &err);
		place_close(&offers->place);
		note(offers, &err);
	}
	return offers->has_project ? offers->place.workspace->model : NULL;
}

static struct hito_str say(const struct offers *offers, const char *english)
{
	return hito_str_from(hito_message(offers->run->lang, english));
}

static void offer_nothing(struct offers *offers)
{
	(void)offers;
}

static void offer_files(struct offers *offers)
{
	offers->files = true;
}

static void offer_folders(struct offers *offers)
{
	offers->folders = true;
}

static void offer_things(struct offers *offers)
{
	offer_plans(offers);
	offer_steps(offers);
	offer_objectives(offers);
}

static void offer_plans_and_steps(struct offers *offers)
{
	offer_plans(offers);
	offer_steps(offers);
}

/* Kinds of work that steps have. */
static void offer_types(struct offers *offers)
{
	offer_values(offers, HITO_KEY_TYPE, false);
}

static void offer_revisions(struct offers *offers)
{
	struct hito_err err = {.lang = offers->run->lang};
	struct hito_repository *repository = NULL;
	const char **names = NULL;
	size_t count = 0;

	if (!hito_repository_open(place_repository(offers->run),
				  offers->run->arena, &repository, &err)) {
		note(offers, &err);
		return;
	}
	offer_word(offers, HITO_STR("HEAD"), HITO_STR(""));
	if (hito_revision_names(repository, offers->run->arena, &names, &count,
				&err))
		for (size_t i = 0; i < count; i++)
			offer_foreign(offers, hito_str_from(names[i]),
				      HITO_STR(""));
	hito_repository_close(repository);
	note(offers, &err);
}

/* Of "A..B" the part behind the dots. */
static void offer_range(struct offers *offers)
{
	size_t at = hito_str_find(offers->typed, HITO_STR(".."), 0);

	if (at != SIZE_MAX) {
		at += offers->typed.len - at > 2 &&
				      offers->typed.ptr[at + 2] == '.'
			      ? 3
			      : 2;
		offers->front.len += at;
		offers->typed =
			hito_str_slice(offers->typed, at, offers->typed.len);
	}
	offer_revisions(offers);
}

static void offer_rules(struct offers *offers)
{
	bool by_name = offers->typed.len && offers->typed.ptr[0] >= 'a';

	for (size_t i = 0; i < HITO_RULE_COUNT; i++) {
		enum hito_rule rule = (enum hito_rule)i;

		offer_word(offers,
			   hito_str_from(by_name ? hito_rule_name(rule)
						 : hito_rule_id(rule)),
			   say(offers, hito_rule_summary(rule)));
	}
}

/* Of a list with commas the last one; groups of rules, too. */
static void offer_rule_list(struct offers *offers)
{
	static const char *const groups[] = {"all", "recommended", "strict"};
	size_t at;

	while ((at = hito_str_find_byte(offers->typed, ',', 0)) != SIZE_MAX) {
		offers->front.len += at + 1;
		offers->typed = hito_str_slice(offers->typed, at + 1,
					       offers->typed.len);
	}
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		offer_word(offers, hito_str_from(groups[i]), HITO_STR(""));
	offer_rules(offers);
}

static void offer_templates(struct offers *offers)
{
	struct hito_templates templates = {0};
	struct hito_err err = {.lang = offers->run->lang};
	bool done;

	if (!place_open(offers->run, &offers->place, &err)) {
		note(offers, &err);
		return;
	}
	done = hito_templates_find(offers->place.root_fd, offers->run->lang,
				   offers->run->arena, &templates, &err);
	place_close(&offers->place);
	note(offers, &err);
	for (size_t i = 0; done && i < templates.count; i++) {
		const struct hito_template *one = &templates.list[i];
		const struct hito_template *best = hito_templates_choose(
			&templates, one->name, offers->run->lang);

		/* Once a name, not once a language. */
		if (i == 0 ||
		    !hito_str_equal(one->name, templates.list[i - 1].name))
			offer_word(offers, one->name, best->about);
		for (size_t j = 0; j < one->alias_count; j++)
			offer_word(offers, one->aliases[j], best->about);
	}
}

static void offer_schemas(struct offers *offers)
{
	for (size_t i = 0; i < hito_embed_schemas.count; i++) {
		struct hito_str name =
			hito_str_from(hito_embed_schemas.files[i].name);

		name.len -= sizeof(".json") - 1;
		offer_word(offers, name, HITO_STR(""));
	}
}

static void offer_parts(struct offers *offers)
{
	for (int part = 0; part < INIT_PART_COUNT; part++)
		offer_word(offers,
			   hito_str_from(init_part_name((enum init_part)part)),
			   say(offers, init_part_about((enum init_part)part)));
	offer_word(offers, HITO_STR("all"), HITO_STR(""));
}

static void offer_commands(struct offers *offers)
{
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++)
		if (!((*cmd)->flags & CMD_HIDDEN))
			offer_word(offers, hito_str_from((*cmd)->name),
				   say(offers, (*cmd)->summary));
}

static void offer_topics(struct offers *offers)
{
	struct hito_str topic;

	offer_commands(offers);
	for (size_t i = 0; page_topic(i, &topic); i++)
		if (topic.len)
			offer_word(offers, topic, HITO_STR(""));
}

static const struct {
	const char *name;
	void (*offer)(struct offers *offers);
} meanings[] = {
	{"STEP", offer_steps},
	{"PLAN", offer_plans},
	{"PLAN/STEP", offer_plans_and_steps},
	{"OBJECTIVE", offer_objectives},
	{"KPI", offer_kpis},
	{"ID", offer_things},
	{"OLD", offer_things},
	{"OWNER", offer_owners},
	{"PERSON", offer_owners},
	{"TYPE", offer_types},
	{"ITEM", offer_checks},
	{"KEY", offer_keys},
	{"KEY=VALUE", offer_settings},
	{"FILTER", offer_filters},
	{"SORT", offer_sorts},
	{"KIND,KIND", offer_events},
	{"RULE", offer_rules},
	{"RULES", offer_rule_list},
	{"TEMPLATE", offer_templates},
	{"SCHEMA", offer_schemas},
	{"COMMAND", offer_commands},
	{"PART", offer_parts},
	{"TOPIC", offer_topics},
	{"REV", offer_revisions},
	{"REV..REV", offer_range},
	{"A..B", offer_range},
	{"PATH", offer_files},
	{"FILE", offer_files},
	{"BASE", offer_files},
	{"OURS", offer_files},
	{"THEIRS", offer_files},
	{"DIR", offer_folders},
	/* What only the user knows. */
	{"DATE", offer_nothing},
	{"TIME", offer_nothing},
	{"TEXT", offer_nothing},
	{"TITLE", offer_nothing},
	{"NAME", offer_nothing},
	{"PLACE", offer_nothing},
	{"NEW", offer_nothing},
	{"COUNT", offer_nothing},
	{"NUMBER", offer_nothing},
	{"SOURCE", offer_nothing},
	{"LABEL", offer_nothing},
	{"SKETCH", offer_nothing},
	{"FORMAT", offer_nothing}, /* its words are a choice */
	{"FORMAT:FILE", offer_nothing},
	{"-", offer_nothing},
};

bool offer_meaning(struct offers *offers, struct hito_str name)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++) {
		if (!hito_str_is(name, meanings[i].name))
			continue;
		meanings[i].offer(offers);
		return true;
	}
	return false;
}

void offer_list_meanings(struct hito_out *out)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++)
		hito_out_printf(out, "%s\n", meanings[i].name);
}
