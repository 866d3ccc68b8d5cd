/* SPDX-License-Identifier: MIT */
/* What was found out, as the text of a project file with its counts. */
#include "edit/detect.h"

#include "hito/limits.h"
#include "hito/out.h"
#include "plan/folder.h"
#include "text/frontmatter.h"

/* Comments stand from here on, where there is room. */
#define COMMENT_AT 34
/* Keys without a meaning that are named; the others are counted. */
#define MOST_NAMED 20

struct writer {
	struct hito_out *out;
	const struct hito_detect *detect;
	enum hito_lang lang;
	bool no_memory;
};

__attribute__((format_arg(2))) static const char *
say(const struct writer *writer, const char *english)
{
	return hito_message(writer->lang, english);
}

/* Foreign text as YAML reads it back. */
static struct hito_str quote(struct writer *writer, struct hito_str text)
{
	struct hito_str quoted = hito_yaml_quote(writer->detect->arena, text);

	writer->no_memory |= !quoted.ptr;
	return quoted;
}

/* Letters, not bytes: "ó" is one. */
static size_t letters(struct hito_str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
	return count;
}

/* "    name: value      # 12" */
static void put(struct writer *writer, const char *start, struct hito_str value,
		uint32_t count)
{
	size_t len = letters(hito_str_from(start)) + letters(value);

	hito_out_text(writer->out, start);
	hito_out_str(writer->out, value);
	if (count) {
		for (; len < COMMENT_AT; len++)
			hito_out_text(writer->out, " ");
		hito_out_printf(writer->out, " # %u", (unsigned)count);
	}
	hito_out_text(writer->out, "\n");
}

static uint32_t steps_in(const struct hito_detect *detect,
			 struct hito_str folder)
{
	uint32_t count = 0;

	for (size_t i = 0; i < detect->file_count; i++) {
		struct hito_str path = detect->files[i].path;

		count += detect->files[i].is_step &&
			 (!folder.len ||
			  (path.len > folder.len &&
			   path.ptr[folder.len] == '/' &&
			   hito_str_equal(hito_str_slice(path, 0, folder.len),
					  folder)));
	}
	return count;
}

static void put_paths(struct writer *writer)
{
	const struct hito_detect *detect = writer->detect;

	hito_out_text(writer->out, "paths:\n");
	for (size_t i = 0; i < detect->path_count; i++)
		put(writer, "  - ",
		    quote(writer, detect->paths[i].len ? detect->paths[i]
						       : HITO_STR("**")),
		    steps_in(detect, detect->paths[i]));
	if (!detect->exclude_count)
		return;
	hito_out_printf(writer->out, "# %s\nexclude:\n",
			say(writer, HITO_N("no state at their heads: no "
					   "steps")));
	for (size_t i = 0; i < detect->exclude_count; i++)
		put(writer, "  - ", quote(writer, detect->excludes[i]), 0);
}

static void put_keys(struct writer *writer)
{
	const struct hito_detect *detect = writer->detect;

	hito_out_text(writer->out, "    keys:\n");
	for (size_t i = 0; i < detect->match_count; i++) {
		const struct hito_detected_match *match = &detect->matches[i];
		const struct hito_detected_key *key =
			&detect->keys[match->theirs];
		struct hito_str start = hito_arena_printf(
			detect->arena,
			"      %s: ", hito_key_info(match->key)->name);

		if (!start.ptr) {
			writer->no_memory = true;
			return;
		}
		put(writer, start.ptr, quote(writer, key->name), key->steps);
	}
}

/* Keys of steps that nothing reads. */
static void put_unused(struct writer *writer)
{
	const struct hito_detect *detect = writer->detect;
	size_t named = 0, more = 0;

	for (size_t i = 0; i < detect->key_count; i++) {
		const struct hito_detected_key *key = &detect->keys[i];

		if (key->used || !key->steps)
			continue;
		if (named == MOST_NAMED) {
			more++;
			continue;
		}
		if (named++ == 0)
			hito_out_printf(
				writer->out, "      # %s\n",
				say(writer, HITO_N("without a meaning here:")));
		put(writer, "      #   ", quote(writer, key->name), key->steps);
	}
	if (more)
		hito_out_printf(writer->out,
				say(writer, HITO_N("      #   and %zu more\n")),
				more);
	if (detect->unsure)
		hito_out_printf(writer->out, "      # %s: %s\n",
				say(writer, HITO_N("a date is among them")),
				say(writer, detect->unsure));
}

static void put_states(struct writer *writer)
{
	static const enum hito_word states[] = {
		HITO_TODO, HITO_DOING, HITO_BLOCKED, HITO_DONE, HITO_DROPPED};
	const struct hito_detected_words *words = &writer->detect->states;
	bool begun = false;

	hito_out_text(writer->out, "    states:\n");
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		bool named = false;

		for (size_t k = 0; k < words->count; k++) {
			if (words->list[k].state != states[i])
				continue;
			if (!named)
				hito_out_printf(writer->out, "      %s:\n",
						hito_word_name(states[i]));
			named = true;
			put(writer, "        - ",
			    quote(writer, words->list[k].text),
			    words->list[k].count);
		}
	}
	for (size_t k = 0; k < words->count; k++) {
		if (words->list[k].state != HITO_WORD_NONE)
			continue;
		if (!begun)
			hito_out_printf(
				writer->out, "      # %s\n",
				say(writer, HITO_N("not known: put each where "
						   "it belongs")));
		begun = true;
		put(writer, "      #   - ", quote(writer, words->list[k].text),
		    words->list[k].count);
	}
}

/* Ids that were written otherwise; of the past only people know. */
static void put_ids(struct writer *writer)
{
	const struct hito_detect *detect = writer->detect;
	size_t going = 0;
	bool sure;

	for (size_t i = 0; i < detect->prefixes.count; i++)
		going += detect->prefixes.list[i].state == HITO_WORD_NONE;
	if (!detect->strip || !going)
		return;
	sure = going > 1 || detect->fold_case;
	hito_out_printf(
		writer->out, "    # %s\n",
		sure ? say(writer, HITO_N("12 is the same step with any "
					  "of these before it"))
		     : say(writer, HITO_N("if ids had other prefixes "
					  "once, say so:")));
	hito_out_printf(writer->out,
			"    %sids:\n    %s  fold-case: true\n"
			"    %s  strip-prefixes:\n",
			sure ? "" : "# ", sure ? "" : "# ", sure ? "" : "# ");
	for (size_t i = 0; i < detect->prefixes.count; i++)
		if (detect->prefixes.list[i].state == HITO_WORD_NONE)
			put(writer, sure ? "        - " : "    #     - ",
			    quote(writer, detect->prefixes.list[i].text),
			    detect->prefixes.list[i].count);
}

static void put_folders(struct writer *writer)
{
	const struct hito_detected_words *folders = &writer->detect->folders;
	size_t dropped = 0;

	for (size_t i = 0; i < folders->count; i++) {
		if (folders->list[i].state != HITO_DROPPED)
			continue;
		if (dropped++ == 0)
			hito_out_printf(
				writer->out, "    # %s\n    ignore:\n",
				say(writer, HITO_N("of two steps with one id, "
						   "the one here loses")));
		put(writer, "      - ", quote(writer, folders->list[i].text),
		    0);
	}
	for (size_t i = 0; i < folders->count; i++) {
		struct hito_str files =
			hito_arena_printf(writer->detect->arena, "%.*s/**",
					  HITO_STR_ARG(folders->list[i].text));

		if (!files.ptr) {
			writer->no_memory = true;
			return;
		}
		hito_out_printf(writer->out, "  # %s\n",
				say(writer, HITO_N("a guess by the folder's "
						   "name, whatever the files "
						   "say")));
		put(writer, "  - files: ", quote(writer, files),
		    folders->list[i].count);
		hito_out_printf(writer->out, "    state: %s\n",
				hito_word_name(folders->list[i].state));
	}
}

static void put_map(struct writer *writer, struct hito_str plan)
{
	const struct hito_detect *detect = writer->detect;
	struct hito_str files = HITO_STR("**");

	if (detect->common.len)
		files = hito_arena_printf(detect->arena, "%.*s/**",
					  HITO_STR_ARG(detect->common));
	writer->no_memory |= !files.ptr;
	hito_out_text(writer->out, "map:\n");
	put(writer, "  - files: ", quote(writer, files), 0);
	put(writer, "    plan: ", plan, 0);
	hito_out_text(writer->out, "    step-files: true\n");
	put_keys(writer);
	put_unused(writer);
	if (detect->success.len) {
		hito_out_text(writer->out, "    sections:\n");
		put(writer, "      success: ", quote(writer, detect->success),
		    detect->headings.list[0].count);
	}
	put_states(writer);
	if (detect->date_format)
		hito_out_printf(writer->out, "    dates:\n      - \"%s\"\n",
				detect->date_format);
	put_ids(writer);
	put_folders(writer);
}

bool hito_detect_write(const struct hito_detect *detect, enum hito_lang lang,
		       struct hito_str name, struct hito_str *out_text)
{
	struct hito_out_memory memory;
	struct hito_out out;
	struct writer writer = {&out, detect, lang, false};
	struct hito_str plan = hito_slug(
		detect->arena,
		detect->common.len ? hito_path_name(detect->common) : name);

	if (!plan.ptr)
		return false;
	if (!plan.len)
		plan = HITO_STR("plan");
	hito_out_to_memory(&out, &memory, detect->arena,
			   HITO_LIMIT_PROJECT_FILE);
	hito_out_text(&out, "hito: 1\n");
	put_paths(&writer);
	put_map(&writer, plan);
	*out_text = (struct hito_str){memory.ptr, memory.len};
	return !writer.no_memory && !out.failed;
}
