/* SPDX-License-Identifier: MIT */
/* hito new --list: the templates, what they are called and what for. */
#include <stdlib.h>

#include "cmd.h"
#include "new.h"
#include "wrap.h"

/* The templates of one name: first to end, and what to call them. */
struct group {
	size_t first, end;
	struct hito_str shown;
};

struct listing {
	struct run *run;
	const struct hito_templates *templates;
};

__attribute__((format_arg(2))) static const char *
say(const struct listing *listing, const char *english)
{
	return hito_message(listing->run->lang, english);
}

/*
 * A built-in template in another language than English has its name there as
 * its first alias.
 */
static struct hito_str name_in(const struct listing *listing,
			       const struct hito_template *first)
{
	const struct hito_template *one = hito_templates_choose(
		listing->templates, first->name, listing->run->lang);

	return !one->own && one->lang == listing->run->lang &&
			       one->lang != HITO_LANG_EN && one->alias_count
		       ? one->aliases[0]
		       : first->name;
}

static void print_further(const struct listing *listing,
			  const struct group *group, struct hito_str name)
{
	if (hito_str_equal(name, group->shown))
		return;
	hito_out_text(&listing->run->out, ", ");
	hito_out_foreign(&listing->run->out, name);
}

static void print_names(const struct listing *listing,
			const struct group *group)
{
	struct hito_out *out = &listing->run->out;
	const struct hito_template *list = listing->templates->list;

	hito_out_text(out, listing->run->color ? "\033[1m" : "");
	hito_out_foreign(out, group->shown);
	hito_out_text(out, listing->run->color ? "\033[0m" : "");
	print_further(listing, group, list[group->first].name);
	for (size_t i = group->first; i < group->end; i++)
		for (size_t j = 0; j < list[i].alias_count; j++)
			print_further(listing, group, list[i].aliases[j]);
}

/* Of the templates of one name, those of a kind that count: "(en, es; ...)" */
static void print_origin(const struct listing *listing, size_t first,
			 size_t end, bool own)
{
	const struct hito_template *list = listing->templates->list;
	struct hito_out *out = &listing->run->out;
	const char *between = "  (";

	for (size_t i = first; i < end; i++) {
		if (list[i].own != own ||
		    hito_templates_choose(listing->templates, list[i].name,
					  list[i].lang) != &list[i])
			continue;
		hito_out_text(out, between);
		hito_out_text(out,
			      list[i].lang == HITO_LANG_NONE
				      ? say(listing, HITO_N("any language"))
				      : hito_lang_name(list[i].lang));
		between = ", ";
	}
	if (between[0] == ',')
		hito_out_printf(out, "; %s)",
				own ? HITO_TEMPLATE_FOLDER
				    : say(listing, HITO_N("built in")));
}

static void print_about(const struct listing *listing, struct hito_str name)
{
	struct hito_out *out = &listing->run->out;
	const struct hito_template *one = hito_templates_choose(
		listing->templates, name, listing->run->lang);

	if (one->wrong.code != HITO_OK) {
		hito_out_text(out, "    ");
		hito_out_text(out, say(listing, HITO_N("cannot be used: ")));
		hito_out_foreign(out, hito_str_from(one->wrong.message));
		hito_out_text(out, "\n");
	} else if (one->about.len && !one->own) {
		struct hito_str text =
			hito_arena_copy(listing->run->arena, one->about);

		wrap_print(out, text.ptr ? text.ptr : "", 0, 4,
			   listing->run->columns);
	} else if (one->about.len) {
		hito_out_text(out, "    ");
		hito_out_foreign_fit(out, one->about, listing->run->columns - 4,
				     false);
		hito_out_text(out, "\n");
	}
}

static int compare(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	return hito_str_compare(a->shown, b->shown);
}

static size_t gather(const struct listing *listing, struct group *groups)
{
	const struct hito_template *list = listing->templates->list;
	size_t count = 0, end;

	for (size_t first = 0; first < listing->templates->count; first = end) {
		end = first + 1;
		while (end < listing->templates->count &&
		       hito_str_equal(list[end].name, list[first].name))
			end++;
		groups[count++] = (struct group){
			first, end, name_in(listing, &list[first])};
	}
	if (count)
		qsort(groups, count, sizeof(*groups), compare);
	return count;
}

int new_list(struct run *run, const struct hito_templates *templates)
{
	const struct listing listing = {run, templates};
	struct group *groups =
		hito_new(run->arena, struct group, templates->count);
	size_t count;

	if (!groups && templates->count)
		return run_memory(run);
	count = gather(&listing, groups);
	for (size_t i = 0; i < count; i++) {
		const struct group *one = &groups[i];

		print_names(&listing, one);
		print_origin(&listing, one->first, one->end, true);
		print_origin(&listing, one->first, one->end, false);
		hito_out_text(&run->out, "\n");
		print_about(&listing, templates->list[one->first].name);
	}
	return RUN_OK;
}
