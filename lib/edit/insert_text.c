/* SPDX-License-Identifier: MIT */
/* The text of a step: its heading, its keys in order, its body. */
#include <string.h>

#include "edit/canonical.h"
#include "edit/insert.h"
#include "hito/limits.h"
#include "hito/out.h"
#include "plan/spelling.h"
#include "text/frontmatter.h"
#include "text/markdown.h"

/* A step while it is written; lines end as those of its file. */
struct writing {
	const struct hito_insert_spot *spot;
	const struct hito_insert *step;
	struct hito_item like; /* for the spelling of keys */
	struct hito_arena *arena;
	struct hito_out out;
};

static void end_lines(struct writing *writing, uint32_t count)
{
	while (count-- > 0)
		hito_out_str(&writing->out, writing->spot->line_end);
}

static void write_text(struct writing *writing, struct hito_str text)
{
	hito_out_str(&writing->out, text);
	end_lines(writing, 1);
}

/* What a key says from the beginning; empty: it is filled later. */
static struct hito_str first_value(const struct writing *writing,
				   enum hito_key key)
{
	const struct hito_insert_wish *wish = &writing->spot->wish;
	enum hito_lang lang =
		writing->spot->spanish ? HITO_LANG_ES : HITO_LANG_EN;

	switch (key) {
	case HITO_KEY_STATE:
		return hito_str_from(hito_word_label(HITO_TODO, lang));
	case HITO_KEY_ID:
	case HITO_KEY_STEP:
		return writing->step->id;
	case HITO_KEY_PLAN:
		return wish->plan->id;
	case HITO_KEY_OBJECTIVE:
		return wish->objective ? wish->objective->id : HITO_STR("");
	case HITO_KEY_PARENT:
		return wish->parent ? wish->parent->id : HITO_STR("");
	case HITO_KEY_TYPE:
		return hito_str_from(hito_word_label(HITO_MILESTONE, lang));
	default:
		return HITO_STR("");
	}
}

/* A milestone takes no work; what the place says is not said again. */
static bool has_key(const struct writing *writing,
		    const struct hito_canonical *canonical)
{
	const struct hito_insert_spot *spot = writing->spot;

	switch (canonical->key) {
	case HITO_KEY_ID:
		return !spot->own_file;
	case HITO_KEY_STEP:
		return spot->own_file;
	case HITO_KEY_RESOURCES:
	case HITO_KEY_ESTIMATE:
		return !writing->step->milestone;
	case HITO_KEY_TYPE:
		return writing->step->milestone;
	case HITO_KEY_PLAN:
		return spot->own_file && spot->named_plan;
	case HITO_KEY_OBJECTIVE:
		return spot->own_file && spot->wish.objective &&
		       !spot->wish.parent;
	case HITO_KEY_PARENT:
		return spot->own_file && spot->wish.parent;
	default:
		return canonical->flags & HITO_CANONICAL_ALWAYS;
	}
}

static bool write_keys(struct writing *writing)
{
	size_t count;
	const struct hito_canonical *keys =
		hito_canonical_keys(HITO_STEP, &count);

	for (size_t i = 0; i < count; i++) {
		struct hito_str value;

		if (!has_key(writing, &keys[i]))
			continue;
		if (keys[i].flags & HITO_CANONICAL_APART)
			end_lines(writing, 1);
		hito_out_str(&writing->out,
			     hito_spelling(&writing->like, keys[i].key));
		hito_out_text(&writing->out, ":");
		value = first_value(writing, keys[i].key);
		if (value.len) {
			value = hito_yaml_quote(writing->arena, value);
			if (!value.ptr)
				return false;
			hito_out_text(&writing->out, " ");
		}
		write_text(writing, value);
	}
	return true;
}

static void write_body(struct writing *writing)
{
	struct hito_str rest = writing->step->body, line;

	if (!rest.len)
		return;
	end_lines(writing, 1);
	while (hito_str_cut_line(&rest, &line))
		write_text(writing, line);
}

static void write_heading(struct writing *writing, struct hito_str heading)
{
	for (unsigned i = 0; i < writing->spot->level; i++)
		hito_out_text(&writing->out, "#");
	hito_out_text(&writing->out, " ");
	write_text(writing, heading);
}

static bool write_section(struct writing *writing, struct hito_str heading)
{
	write_heading(writing, heading);
	end_lines(writing, writing->spot->between);
	hito_out_text(&writing->out, "```yaml ");
	write_text(writing, writing->spot->spanish ? HITO_STR("paso")
						   : HITO_STR("step"));
	if (!write_keys(writing))
		return false;
	write_text(writing, HITO_STR("```"));
	write_body(writing);
	return true;
}

static bool write_file(struct writing *writing, struct hito_str heading)
{
	write_text(writing, HITO_STR("---"));
	if (!write_keys(writing))
		return false;
	write_text(writing, HITO_STR("---"));
	end_lines(writing, 1);
	write_heading(writing, heading);
	write_body(writing);
	return true;
}

/* Headings */

/* Is a line read as this title? */
static bool reads_as(struct hito_arena *arena, struct hito_str heading,
		     struct hito_str title, bool *out, struct hito_err *err)
{
	struct hito_str text =
		hito_arena_printf(arena, "# %.*s\n", HITO_STR_ARG(heading));
	struct hito_outline outline;
	struct hito_source *source;

	*out = false;
	if (!text.ptr)
		return hito_err_memory(err);
	if (!hito_source_new(arena, HITO_STR(""), text, &source, err) ||
	    !hito_markdown_read(source, arena, arena, NULL, &outline, err))
		return false;
	*out = outline.heading_count == 1 &&
	       hito_str_equal(outline.headings[0].title, title);
	return true;
}

/* Each mark that Markdown may read with a backslash before it. */
static struct hito_str escape(struct hito_arena *arena, struct hito_str title)
{
	char *bytes = hito_arena_alloc(arena, title.len + 1, 2);
	size_t len = 0;

	if (!bytes)
		return (struct hito_str){NULL, 0};
	for (size_t i = 0; i < title.len; i++) {
		if (title.ptr[i] && strchr("\\`*_[]<>#&!~|", title.ptr[i]))
			bytes[len++] = '\\';
		bytes[len++] = title.ptr[i];
	}
	return (struct hito_str){bytes, len};
}

bool hito_insert_heading(struct hito_arena *arena,
			 const struct hito_insert *step, struct hito_str *out,
			 struct hito_err *err)
{
	struct hito_str tries[3] = {step->markup, step->title,
				    escape(arena, step->title)};
	bool same = false;

	if (!tries[2].ptr)
		return hito_err_memory(err);
	*out = HITO_STR("");
	for (int i = 0; i < 3 && !same; i++) {
		if (!tries[i].len)
			continue;
		if (!reads_as(arena, tries[i], step->title, &same, err))
			return false;
		if (same)
			*out = tries[i];
	}
	return true;
}

/* Putting */

static bool write_step(struct writing *writing, struct hito_str *out)
{
	struct hito_out_memory memory;
	struct hito_str heading;
	bool done;

	if (!hito_insert_heading(writing->arena, writing->step, &heading, NULL))
		return false;
	hito_out_to_memory(&writing->out, &memory, writing->arena,
			   HITO_LIMIT_FILE);
	done = writing->spot->own_file ? write_file(writing, heading)
				       : write_section(writing, heading);
	*out = (struct hito_str){memory.ptr, memory.len};
	return done && !writing->out.failed;
}

/* Sections at one place are one edit: the empty lines between are theirs. */
static bool put_sections(struct hito_editing *editing,
			 const struct hito_insert_spot *spot,
			 const struct hito_str *texts, size_t count)
{
	const struct hito_source *source = spot->document->source;
	struct hito_out_memory memory;
	struct hito_out out;
	uint32_t at = spot->at;

	hito_out_to_memory(&out, &memory, editing->arena, HITO_LIMIT_FILE);
	if (at > 0 && source->text.ptr[at - 1] != '\n')
		hito_out_str(&out, spot->line_end);
	for (size_t i = 0; i < count; i++) {
		for (uint32_t k = 0; k < spot->above; k++)
			hito_out_str(&out, spot->line_end);
		hito_out_str(&out, texts[i]);
	}
	for (uint32_t k = 0; k < spot->behind; k++)
		hito_out_str(&out, spot->line_end);
	return !out.failed &&
	       hito_editing_put(editing, source, (struct hito_span){at, at},
				(struct hito_str){memory.ptr, memory.len});
}

bool hito_insert_put(struct hito_editing *editing,
		     const struct hito_insert_spot *spot,
		     const struct hito_insert *steps, size_t count)
{
	struct hito_str *texts =
		hito_new(editing->arena, struct hito_str, count + 1);
	enum hito_lang lang = spot->spanish ? HITO_LANG_ES : HITO_LANG_EN;

	if (!texts)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct writing writing = {
			.spot = spot,
			.step = &steps[i],
			.like = {.kind = HITO_STEP, .lang = lang},
			.arena = editing->arena,
		};

		if (!write_step(&writing, &texts[i]))
			return false;
		if (spot->own_file &&
		    !hito_editing_create(editing, steps[i].path, texts[i]))
			return false;
	}
	return spot->own_file || put_sections(editing, spot, texts, count);
}
