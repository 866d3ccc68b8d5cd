/* SPDX-License-Identifier: MIT */
/* Reading trailers of commit messages. */
#include "history/trailer.h"

#include "hito/limits.h"
#include "hito/out.h"
#include "plan/fold.h"
#include "plan/identity.h"
#include "plan/value.h"
#include "text/frontmatter.h"

/* Bytes of a line that is read; quoting makes at most six of one. */
#define LONGEST 8192

static const struct hito_str nothing;

struct reading {
	struct hito_arena *arena;
	const struct hito_trailer_words *words;
	struct hito_project *project;
	struct hito_trailer *list;
	size_t count, capacity;
	/* of the line that is read */
	const struct hito_mapping *mapping;
	struct hito_fact *facts;
	size_t fact_count, fact_capacity;
	struct hito_err *err;
};

/* Is it the id of the step, as its file writes ids? */
static bool has_id(const struct hito_item *step, struct hito_str id)
{
	const struct hito_document *document = step->document;
	char text[HITO_IDENTITY_SIZE];

	return hito_str_equal(step->id, id) ||
	       (document && document->mapping &&
		hito_str_equal(step->identity,
			       hito_identity_of(document->mapping, id, text)));
}

struct hito_item *hito_trailer_step(const struct hito_model *model,
				    struct hito_str plan, struct hito_str id,
				    size_t *out_count)
{
	struct hito_item *found = NULL;

	*out_count = 0;
	for (size_t i = 0; i < model->plan_count; i++) {
		const struct hito_item *one = model->plans[i];

		if (plan.len && !hito_str_equal(one->id, plan))
			continue;
		for (size_t k = 0; k < one->step_count; k++) {
			if (one->steps[k]->duplicate_of ||
			    !has_id(one->steps[k], id))
				continue;
			if (!found)
				found = one->steps[k];
			++*out_count;
		}
	}
	return found;
}

const struct hito_mapping *hito_trailer_mapping(const struct hito_model *model,
						struct hito_str plan,
						struct hito_str id)
{
	const struct hito_project *project = model->project;
	const struct hito_item *step = NULL;
	size_t count;

	if (project->mapping_count)
		step = hito_trailer_step(model, plan, id, &count);
	if (step)
		return step->document->mapping;
	return project->mapping_count == 1 ? &project->mappings[0] : NULL;
}

/* Words of a line: runs without white space, but quotes hold together. */
static bool cut_token(struct hito_str *rest, struct hito_str *token)
{
	size_t end = 0;
	bool quoted = false;

	*rest = hito_str_trim(*rest);
	for (; end < rest->len; end++) {
		char byte = rest->ptr[end];

		if (byte == '"')
			quoted = !quoted;
		else if (byte == '\\' && quoted && end + 1 < rest->len)
			end++;
		else if ((byte == ' ' || byte == '\t') && !quoted)
			break;
	}
	*token = hito_str_slice(*rest, 0, end);
	*rest = hito_str_slice(*rest, end, rest->len);
	return token->len > 0;
}

/* Is it "text" or a text without any quote? *text loses quotes and \". */
static bool unquote(struct hito_arena *arena, struct hito_str *text,
		    bool *out_memory)
{
	size_t len = 0;
	char *bytes;

	if (hito_str_find_byte(*text, '"', 0) == SIZE_MAX)
		return true;
	if (text->len < 2 || text->ptr[0] != '"' ||
	    text->ptr[text->len - 1] != '"')
		return false;
	bytes = hito_arena_alloc(arena, text->len, 1);
	*out_memory = bytes != NULL;
	if (!bytes)
		return false;
	for (size_t i = 1; i + 1 < text->len; i++) {
		if (text->ptr[i] == '"')
			return false;
		if (text->ptr[i] == '\\' && i + 2 < text->len)
			i++;
		bytes[len++] = text->ptr[i];
	}
	*text = (struct hito_str){bytes, len};
	return true;
}

static bool is_list(enum hito_key key)
{
	switch (hito_key_info(key)->type) {
	case HITO_TYPE_PEOPLE:
	case HITO_TYPE_STEPS:
	case HITO_TYPE_IDS:
	case HITO_TYPE_LIST:
		return true;
	default:
		return false;
	}
}

static bool add_quoted(struct hito_arena *arena, struct hito_out *out,
		       const char *before, struct hito_str text)
{
	struct hito_str quoted = hito_yaml_quote(arena, text);

	hito_out_text(out, before);
	hito_out_str(out, quoted);
	hito_out_text(out, "\n");
	return quoted.ptr != NULL;
}

/* "key: value", or an item a line, as a file would have it. */
static bool as_yaml(struct reading *reading, enum hito_key key,
		    struct hito_str value, struct hito_str *out_yaml)
{
	struct hito_arena *arena = reading->arena;
	struct hito_out_memory memory;
	struct hito_out out;
	struct hito_str item;
	bool good = true;

	hito_out_to_memory(&out, &memory, arena, HITO_LIMIT_FRONTMATTER);
	hito_out_text(&out, hito_key_info(key)->name);
	hito_out_text(&out, ":");
	if (!is_list(key))
		good = add_quoted(arena, &out, " ", value);
	else
		hito_out_text(&out, "\n");
	while (is_list(key) && good && value.len) {
		hito_str_cut(value, ',', &item, &value);
		item = hito_str_trim(item);
		if (item.len)
			good = add_quoted(arena, &out, "  - ", item);
	}
	if (!good || out.failed)
		return hito_err_memory(reading->err);
	*out_yaml = (struct hito_str){memory.ptr, memory.len};
	return true;
}

/* Fill a fact as lib/history/fact.c does for a value of a file. */
static bool fill_fact(struct reading *reading, const struct hito_value *value,
		      struct hito_fact *fact)
{
	struct hito_str *items;

	fact->text = value->text;
	fact->day = value->day;
	if (!value->list || value->mapping || fact->key == HITO_KEY_OBJECTIVE ||
	    fact->key == HITO_KEY_PARENT)
		return true;
	items = hito_new(reading->arena, struct hito_str,
			 value->part_count + 1);
	if (!items)
		return hito_err_memory(reading->err);
	for (size_t i = 0; i < value->part_count; i++)
		items[i] = value->parts[i].text;
	fact->list = true;
	fact->items = items;
	fact->count = value->part_count;
	return true;
}

static bool need_project(struct reading *reading)
{
	return reading->project ||
	       hito_project_default(reading->arena, &reading->project,
				    reading->err);
}

/* What a file with this one value would say; *out_good: it can be read. */
static bool read_value(struct reading *reading, struct hito_str text,
		       struct hito_fact *fact, bool *out_good)
{
	struct hito_value_context context = {
		.kind = HITO_STEP,
		.arena = reading->arena,
	};
	struct hito_source *source;
	struct hito_yaml root;
	struct hito_value value;
	struct hito_str yaml;
	bool empty;

	if (!as_yaml(reading, fact->key, text, &yaml) ||
	    !need_project(reading) ||
	    !hito_source_new(reading->arena, HITO_STR("commit message"), yaml,
			     &source, reading->err) ||
	    !hito_frontmatter_read(source,
				   (struct hito_span){0, (uint32_t)yaml.len},
				   reading->arena, NULL, &root, reading->err))
		return false;
	*out_good = root.count == 1 && root.entries[0].readable;
	if (!*out_good)
		return true;
	context.source = source;
	context.project = reading->project;
	context.mapping = reading->mapping;
	if (!hito_value_read(&context, fact->key, root.entries, &value, &empty,
			     reading->err))
		return false;
	if (empty)
		return true;
	*out_good = value.readable;
	return !value.readable || fill_fact(reading, &value, fact);
}

static bool add_fact(struct reading *reading, enum hito_key key,
		     struct hito_str text, bool *out_good)
{
	struct hito_fact fact = {
		.key = key,
		.readable = true,
		.day = HITO_DAY_NONE,
	};

	if (!hito_reserve(reading->arena, reading->facts, reading->fact_count,
			  reading->fact_capacity))
		return hito_err_memory(reading->err);
	if (text.len && !read_value(reading, text, &fact, out_good))
		return false;
	reading->facts[reading->fact_count++] = fact;
	return true;
}

/* As the step's file has it, else in any spelling of the key table. */
static enum hito_key find_key(const struct reading *reading,
			      struct hito_str word)
{
	const struct hito_mapping *mapping = reading->mapping;

	for (size_t i = 0; mapping && i < mapping->key_count; i++)
		if (hito_fold_equal(mapping->keys[i].name, word) &&
		    hito_key_info(mapping->keys[i].key)->kinds & HITO_STEP)
			return mapping->keys[i].key;
	return hito_key_find(HITO_STEP, word);
}

/* The same for a state; NONE: it is no state. */
static enum hito_word find_state(const struct reading *reading,
				 struct hito_str text)
{
	enum hito_word word = HITO_FOREIGN;

	if (reading->mapping)
		word = hito_mapping_state(reading->mapping, text);
	if (word == HITO_FOREIGN)
		word = hito_word_find(HITO_TYPE_STATE, HITO_STEP, text);
	return word;
}

static bool add_state(struct reading *reading, struct hito_str text,
		      bool *out_good)
{
	enum hito_word word = find_state(reading, text);

	*out_good = word != HITO_WORD_NONE;
	if (!*out_good)
		return true;
	if (!hito_reserve(reading->arena, reading->facts, reading->fact_count,
			  reading->fact_capacity))
		return hito_err_memory(reading->err);
	reading->facts[reading->fact_count++] = (struct hito_fact){
		.key = HITO_KEY_STATE,
		.readable = true,
		.text = hito_str_from(hito_word_name(word)),
		.day = HITO_DAY_NONE,
	};
	return true;
}

/* key=value */
static bool read_pair(struct reading *reading, struct hito_str token,
		      size_t mark, bool *out_good)
{
	enum hito_key key = find_key(reading, hito_str_slice(token, 0, mark));
	struct hito_str text = hito_str_slice(token, mark + 1, token.len);
	bool memory = true;

	*out_good = key < HITO_KEY_COUNT &&
		    (hito_key_info(key)->flags & HITO_KEY_EVENT) &&
		    unquote(reading->arena, &text, &memory);
	if (!memory)
		return hito_err_memory(reading->err);
	text = hito_str_trim(text);
	if (!*out_good)
		return true;
	return key == HITO_KEY_STATE && text.len
		       ? add_state(reading, text, out_good)
		       : add_fact(reading, key, text, out_good);
}

/* A state, in one word or more ("en curso"). */
static bool read_state(struct reading *reading, struct hito_str words,
		       bool *out_good)
{
	bool memory = true;

	*out_good = unquote(reading->arena, &words, &memory);
	if (!memory)
		return hito_err_memory(reading->err);
	return !*out_good || add_state(reading, words, out_good);
}

/* Is it the first word of "key=value"? */
static size_t pair_mark(struct hito_str token)
{
	size_t mark = hito_str_find_byte(token, '=', 0);
	size_t quote = hito_str_find_byte(token, '"', 0);

	return mark < quote ? mark : SIZE_MAX;
}

/* What stands behind the step: pairs, a state, a date at the end. */
static bool read_settings(struct reading *reading, struct hito_str rest,
			  struct hito_trailer *trailer)
{
	struct hito_str token, words = nothing;
	bool good = true;

	while (good && cut_token(&rest, &token)) {
		size_t mark = pair_mark(token);
		hito_day day = hito_day_parse(token);
		bool last = hito_str_trim(rest).len == 0;

		if (mark == SIZE_MAX && !(last && day != HITO_DAY_NONE)) {
			words.ptr = words.len ? words.ptr : token.ptr;
			words.len = (size_t)(token.ptr + token.len - words.ptr);
			if (!last)
				continue;
		}
		if (words.len && !read_state(reading, words, &good))
			return false;
		words = nothing;
		if (good && mark != SIZE_MAX &&
		    !read_pair(reading, token, mark, &good))
			return false;
		if (mark == SIZE_MAX && last)
			trailer->day = day;
	}
	trailer->readable = good;
	return true;
}

static bool has_control(struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7f)
			return true;
	return false;
}

/* "plan/step" or "step" */
static bool read_step(struct reading *reading, struct hito_str rest,
		      struct hito_trailer *trailer)
{
	struct hito_str token;

	if (!cut_token(&rest, &token) || has_control(token))
		return true;
	trailer->id = token;
	if (hito_str_cut(token, '/', &trailer->plan, &trailer->id)) {
		if (!trailer->plan.len || !trailer->id.len)
			return true;
	} else {
		trailer->plan = nothing;
		trailer->id = token;
	}
	reading->facts = NULL;
	reading->fact_count = reading->fact_capacity = 0;
	reading->mapping = NULL;
	if (reading->words)
		reading->mapping = reading->words->mapping_of(
			reading->words->ctx, trailer->plan, trailer->id);
	if (!read_settings(reading, rest, trailer))
		return false;
	if (!trailer->readable)
		return true;
	trailer->facts = reading->facts;
	trailer->fact_count = reading->fact_count;
	return true;
}

/* "plan [date]" */
static void read_review(struct hito_str rest, struct hito_trailer *trailer)
{
	struct hito_str token;

	if (!cut_token(&rest, &trailer->plan) || has_control(trailer->plan))
		return;
	if (cut_token(&rest, &token)) {
		trailer->day = hito_day_parse(token);
		if (trailer->day == HITO_DAY_NONE)
			return;
	}
	trailer->readable = hito_str_trim(rest).len == 0;
}

static bool read_line(struct reading *reading, struct hito_str line,
		      bool review, size_t start)
{
	struct hito_trailer trailer = {
		.text = hito_str_trim_right(line),
		.review = review,
		.day = HITO_DAY_NONE,
	};
	struct hito_str rest =
		hito_str_slice(trailer.text, start, trailer.text.len);

	if (!hito_reserve(reading->arena, reading->list, reading->count,
			  reading->capacity))
		return hito_err_memory(reading->err);
	if (line.len <= LONGEST && reading->count < HITO_LIMIT_TRAILERS) {
		if (review)
			read_review(rest, &trailer);
		else if (!read_step(reading, rest, &trailer))
			return false;
	}
	reading->list[reading->count++] = trailer;
	return true;
}

/* Behind the subject: the first line that is not blank. */
static struct hito_str body_of(struct hito_str message)
{
	struct hito_str line;

	while (hito_str_cut_line(&message, &line))
		if (hito_str_trim(line).len)
			break;
	return message;
}

static const char step[] = "Step: ", review[] = "Reviewed-plan: ";

bool hito_trailers_may_be(struct hito_str message)
{
	return hito_str_find(message, hito_str_from(step), 0) != SIZE_MAX ||
	       hito_str_find(message, hito_str_from(review), 0) != SIZE_MAX;
}

/*
 * The trailer past the limit is kept as one that cannot be read, so that it
 * shows; those behind it are not looked at.
 */
bool hito_trailers_read(struct hito_str message,
			const struct hito_trailer_words *words,
			struct hito_arena *arena,
			struct hito_trailer **out_trailers, size_t *out_count,
			struct hito_err *err)
{
	struct reading reading = {.arena = arena, .words = words, .err = err};
	struct hito_str rest = body_of(message), line;

	while (reading.count <= HITO_LIMIT_TRAILERS &&
	       hito_str_cut_line(&rest, &line)) {
		bool is_step = hito_str_starts(line, step);
		bool done = true;

		if (is_step)
			done = read_line(&reading, line, false,
					 sizeof(step) - 1);
		else if (hito_str_starts(line, review))
			done = read_line(&reading, line, true,
					 sizeof(review) - 1);
		if (!done)
			return false;
	}
	*out_trailers = reading.list;
	*out_count = reading.count;
	return true;
}
