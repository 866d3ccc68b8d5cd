/* SPDX-License-Identifier: MIT */
/* Reads filters: name, operator, values. */
#include "status/select.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "plan/fold.h"
#include "plan/relative.h"
#include "plan/word.h"

static const struct {
	const char *name, *others, *form;
} filters[] = {
#define FILTER(constant, name_, others_, form_, meaning_) \
	{(name_), (others_), (form_)},
	HITO_FILTERS(FILTER)
#undef FILTER
};

#define FILTER_COUNT (sizeof(filters) / sizeof(filters[0]))

/* A filter that is being read. */
struct reader {
	struct hito_selection *selection;
	struct hito_filter *filter;
	struct hito_err *err;
	hito_day today;
};

static struct hito_str append_code(char *out, size_t at, uint32_t code,
				   struct hito_str bytes)
{
	const char *letters = hito_fold_letter(code);
	struct hito_str text = bytes;
	char byte = (char)code;

	if (code == ' ' || code == '-' || code == '_' || code == 0xa0 ||
	    code == '\t')
		text = at && out[at - 1] == '-' ? HITO_STR("") : HITO_STR("-");
	else if (letters)
		text = hito_str_from(letters);
	else if (byte >= 'A' && byte <= 'Z' && code < 0x80)
		out[at] = (char)(byte - 'A' + 'a'), text.ptr = &out[at];
	return text;
}

size_t hito_fold_into(char *out, struct hito_str text)
{
	size_t len = 0, size;

	for (size_t at = 0; at < text.len; at += size) {
		uint32_t code = hito_utf8_at(text, at, &size, NULL);
		struct hito_str part = append_code(
			out, len, code, hito_str_slice(text, at, at + size));

		if (part.len && part.ptr != out + len)
			memcpy(out + len, part.ptr, part.len);
		len += part.len;
	}
	return len;
}

struct hito_str hito_fold_text(struct hito_str text, struct hito_arena *arena)
{
	char *out = hito_arena_alloc(arena, text.len + 1, 1);
	struct hito_str folded = {out, 0};

	if (out)
		folded.len = hito_fold_into(out, text);
	return folded;
}

/* The format is a message; what it formats may be foreign. */
__attribute__((format(printf, 3, 4))) static bool
refuse(const struct reader *reader, size_t at, const char *format, ...)
{
	struct hito_str word = reader->filter->word;
	char reason[256];
	va_list list;

	if (!reader->err)
		return false;
	va_start(list, format);
	vsnprintf(reason, sizeof(reason),
		  hito_message(reader->err->lang, format), list);
	va_end(list);
	return hito_err_set(
		reader->err, HITO_ERR_USAGE, "filter \"%.*s\", column %zu: %s",
		HITO_STR_ARG(word),
		hito_utf8_count(hito_str_slice(word, 0, at)) + 1, reason);
}

/* Is word one of "a, b, c"? */
static bool is_one_of(struct hito_str word, const char *names)
{
	struct hito_str rest = hito_str_from(names), name;

	while (rest.len) {
		hito_str_cut(rest, ',', &name, &rest);
		if (hito_fold_equal(hito_str_trim(name), word))
			return true;
	}
	return false;
}

static bool takes_value(size_t number)
{
	return strpbrk(filters[number].form, ":<>=") != NULL;
}

/* FILTER_COUNT: none. */
static size_t find_filter(struct hito_str word, bool with_value)
{
	size_t i;

	for (i = 0; i < FILTER_COUNT; i++)
		if (takes_value(i) == with_value &&
		    (hito_fold_equal(hito_str_from(filters[i].name), word) ||
		     is_one_of(word, filters[i].others)))
			break;
	return i;
}

static bool unknown_name(const struct reader *reader, struct hito_str name)
{
	struct hito_nearest nearest;
	const char *best;

	refuse(reader, 0, HITO_N("there is no filter %.*s"),
	       HITO_STR_ARG(name));
	hito_nearest_init(&nearest, name);
	for (size_t i = 0; i < FILTER_COUNT; i++)
		if (takes_value(i))
			hito_nearest_try(&nearest, filters[i].name);
	best = nearest.best;
	if (!best)
		best = hito_key_nearest(HITO_STEP, name);
	if (best)
		return hito_err_help(reader->err, "did you mean \"%s:\"?",
				     best);
	return hito_err_help(reader->err, "`hito help list` has all filters; "
					  "title:WORDS looks for any words");
}

/* Days */

static bool is_month(struct hito_str text, hito_day *from, hito_day *to)
{
	char whole[HITO_DAY_SIZE];

	if (text.len != 7)
		return false;
	memcpy(whole, text.ptr, 7);
	memcpy(whole + 7, "-01", 4);
	*from = hito_day_parse(hito_str_from(whole));
	if (*from == HITO_DAY_NONE)
		return false;
	*to = hito_day_add_months(*from, 1) - 1;
	return true;
}

static bool read_day(const struct reader *reader, struct hito_str text,
		     hito_day *from, hito_day *to)
{
	size_t at = (size_t)(text.ptr - reader->filter->word.ptr);

	if (is_month(text, from, to))
		return true;
	*from = hito_day_said(text, reader->today);
	*to = *from;
	if (*from != HITO_DAY_NONE)
		return true;
	refuse(reader, at, HITO_N("\"%.*s\" is no day"), HITO_STR_ARG(text));
	return hito_err_help(reader->err, "2026-05-01, 2026-05, today, "
					  "tomorrow, yesterday, +2w, -3d, "
					  "2026-05-01..2026-05-15");
}

/* A day, a month, or a run of them, open at either end. */
static bool read_days(const struct reader *reader, struct hito_str text,
		      struct hito_wanted *wanted)
{
	size_t dots = hito_str_find(text, HITO_STR(".."), 0);
	struct hito_str first, last;
	hito_day other;

	if (dots == SIZE_MAX)
		return read_day(reader, text, &wanted->from, &wanted->to);
	first = hito_str_slice(text, 0, dots);
	last = hito_str_slice(text, dots + 2, text.len);
	wanted->from = INT32_MIN + 1;
	wanted->to = INT32_MAX;
	return (!first.len || read_day(reader, first, &wanted->from, &other)) &&
	       (!last.len || read_day(reader, last, &other, &wanted->to));
}

/* Numbers and words */

static bool read_number(const struct reader *reader, struct hito_str text,
			enum hito_type type, struct hito_wanted *wanted)
{
	size_t at = (size_t)(text.ptr - reader->filter->word.ptr);
	struct hito_duration duration;
	struct hito_amount amount = {0};
	bool ambiguous;

	if (type == HITO_TYPE_DURATION) {
		if (!hito_duration_parse(text, &duration)) {
			refuse(reader, at, HITO_N("\"%.*s\" is no duration"),
			       HITO_STR_ARG(text));
			return hito_err_help(reader->err, "4h, 3d, 2w");
		}
		/* Of the usual days and weeks, as the steps' own are. */
		wanted->number =
			(double)hito_duration_minutes(duration, 480, 5);
		return true;
	}
	if (!hito_amount_parse(reader->selection->arena, text, HITO_LANG_EN,
			       &amount, &ambiguous) ||
	    !amount.has_number)
		return refuse(reader, at, HITO_N("\"%.*s\" is no number"),
			      HITO_STR_ARG(text));
	wanted->number = hito_amount_double(amount);
	return true;
}

static bool is_state(const struct hito_filter *filter)
{
	return filter->name == HITO_FILTER_STATE ||
	       filter->name == HITO_FILTER_WAS;
}

static enum hito_type type_of(const struct hito_filter *filter)
{
	switch (filter->name) {
	case HITO_FILTER_KEY:
		return hito_key_info(filter->key)->type;
	case HITO_FILTER_START:
	case HITO_FILTER_DUE:
	case HITO_FILTER_CREATED:
	case HITO_FILTER_STARTED:
	case HITO_FILTER_FINISHED:
		return HITO_TYPE_DAY;
	case HITO_FILTER_SLACK:
		return HITO_TYPE_SCORE;
	case HITO_FILTER_STATE:
	case HITO_FILTER_WAS:
		return HITO_TYPE_STATE;
	default:
		return HITO_TYPE_TEXT;
	}
}

static bool is_ordered(enum hito_type type)
{
	return type == HITO_TYPE_DAY || type == HITO_TYPE_DURATION ||
	       type == HITO_TYPE_AMOUNT || type == HITO_TYPE_SCORE;
}

static bool is_none(struct hito_str text)
{
	return is_one_of(text, "none, ninguno, ninguna, nadie, nobody");
}

static bool is_me(const struct hito_filter *filter, struct hito_str text)
{
	return filter->name == HITO_FILTER_OWNER && is_one_of(text, "me, yo");
}

static bool read_wanted(struct reader *reader, struct hito_str text,
			struct hito_wanted *wanted)
{
	struct hito_filter *filter = reader->filter;
	enum hito_type type = type_of(filter);

	wanted->text = text;
	wanted->from = wanted->to = HITO_DAY_NONE;
	wanted->folded = hito_fold_text(text, reader->selection->arena);
	if (!wanted->folded.ptr)
		return hito_err_memory(reader->err);
	wanted->none = !is_state(filter) && is_none(text);
	wanted->me = is_me(filter, text);
	reader->selection->needs_me |= wanted->me;
	if (wanted->none)
		return true;
	if (type == HITO_TYPE_DAY)
		return read_days(reader, text, wanted);
	if (is_ordered(type))
		return read_number(reader, text, type, wanted);
	if (type == HITO_TYPE_STATE || type == HITO_TYPE_PRIORITY)
		wanted->word = hito_word_find(type, HITO_STEP, text);
	if (type == HITO_TYPE_PRIORITY && wanted->word == HITO_WORD_NONE)
		return refuse(reader, filter->value_at,
			      HITO_N("\"%.*s\" is no priority: high, normal, "
				     "low"),
			      HITO_STR_ARG(text));
	return true;
}

static bool read_values(struct reader *reader, struct hito_str text)
{
	struct hito_filter *filter = reader->filter;
	struct hito_arena *arena = reader->selection->arena;
	size_t capacity = 0;
	bool more = true;

	if (!text.len) {
		refuse(reader, filter->value_at,
		       HITO_N("a value is missing behind %.*s"),
		       HITO_STR_ARG(filter->word));
		return hito_err_help(reader->err, "NAME:none finds those "
						  "without a value");
	}
	while (more) {
		struct hito_str part;

		more = hito_str_cut(text, ',', &part, &text);
		part = hito_str_trim(part);
		if (!part.len)
			continue;
		if (!hito_reserve(arena, filter->wanted, filter->wanted_count,
				  capacity))
			return hito_err_memory(reader->err);
		memset(&filter->wanted[filter->wanted_count], 0,
		       sizeof(*filter->wanted));
		if (!read_wanted(reader, part,
				 &filter->wanted[filter->wanted_count++]))
			return false;
	}
	return true;
}

/* The operator at the front of text, and what is behind it. */
static struct hito_str cut_operator(struct hito_filter *filter,
				    struct hito_str text)
{
	static const struct {
		const char *text;
		enum hito_filter_operator relation;
		bool negated;
	} operators[] = {
		{"!=", HITO_FILTER_IS, true},
		{":<=", HITO_FILTER_UP_TO, false},
		{":>=", HITO_FILTER_FROM, false},
		{":<", HITO_FILTER_BELOW, false},
		{":>", HITO_FILTER_ABOVE, false},
		{"<=", HITO_FILTER_UP_TO, false},
		{">=", HITO_FILTER_FROM, false},
		{"<", HITO_FILTER_BELOW, false},
		{">", HITO_FILTER_ABOVE, false},
		{":", HITO_FILTER_HAS, false},
		{"=", HITO_FILTER_IS, false},
	};

	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		if (!hito_str_starts(text, operators[i].text))
			continue;
		filter->relation = operators[i].relation;
		if (operators[i].negated)
			filter->negated = !filter->negated;
		return hito_str_slice(text, strlen(operators[i].text),
				      text.len);
	}
	return HITO_STR("");
}

static bool asks_past(enum hito_filter_name name)
{
	return name == HITO_FILTER_WAS || name == HITO_FILTER_CREATED ||
	       name == HITO_FILTER_STARTED || name == HITO_FILTER_FINISHED ||
	       name == HITO_FILTER_SLIPPED || name == HITO_FILTER_STALE;
}

static void note_needs(struct reader *reader)
{
	struct hito_selection *selection = reader->selection;
	const struct hito_filter *filter = reader->filter;

	if (filter->name == HITO_FILTER_MINE)
		selection->needs_me = true;
	if (!asks_past(filter->name) || selection->needs_history)
		return;
	selection->needs_history = true;
	selection->history_word = filter->word;
}

static bool read_named(struct reader *reader, struct hito_str name,
		       struct hito_str rest)
{
	struct hito_filter *filter = reader->filter;
	size_t number = find_filter(name, true), at;
	struct hito_str value;

	filter->name = (enum hito_filter_name)number;
	if (number == FILTER_COUNT) {
		filter->key = hito_key_find(HITO_STEP, name);
		if (filter->key == HITO_KEY_COUNT)
			return unknown_name(reader, name);
		filter->name = HITO_FILTER_KEY;
	} else if (number == HITO_FILTER_TAG) {
		filter->name = HITO_FILTER_KEY;
		filter->key = HITO_KEY_TAGS;
	}
	at = (size_t)(rest.ptr - filter->word.ptr);
	value = cut_operator(filter, rest);
	filter->value_at = filter->word.len - value.len;
	if (filter->relation >= HITO_FILTER_BELOW &&
	    !is_ordered(type_of(filter)))
		return refuse(reader, at,
			      HITO_N("%.*s has no order: use \":\" or \"=\""),
			      HITO_STR_ARG(name));
	note_needs(reader);
	return read_values(reader, value);
}

/* "doing,blocked" */
static bool are_states(struct hito_str words)
{
	struct hito_str word;

	do {
		hito_str_cut(words, ',', &word, &words);
		if (hito_word_find(HITO_TYPE_STATE, HITO_STEP,
				   hito_str_trim(word)) == HITO_WORD_NONE)
			return false;
	} while (words.len);
	return true;
}

/* A filter that stands alone, states, or any word. */
static bool read_alone(struct reader *reader, struct hito_str word)
{
	struct hito_filter *filter = reader->filter;
	size_t number = find_filter(word, false);

	filter->value_at = filter->word.len - word.len;
	if (number < FILTER_COUNT) {
		filter->name = (enum hito_filter_name)number;
		note_needs(reader);
		return true;
	}
	filter->name = are_states(word) ? HITO_FILTER_STATE : HITO_FILTER_WORD;
	return read_values(reader, word);
}

static size_t find_operator(struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(":<>=", text.ptr[i]) ||
		    (text.ptr[i] == '!' && i + 1 < text.len &&
		     text.ptr[i + 1] == '='))
			return i;
	return SIZE_MAX;
}

/* "-word", "not:word", "no:word" */
static struct hito_str cut_negation(struct hito_filter *filter,
				    struct hito_str text)
{
	static const char *const marks[] = {"-", "not:", "no:", "!"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (!hito_str_starts(text, marks[i]))
			continue;
		filter->negated = true;
		return hito_str_slice(text, strlen(marks[i]), text.len);
	}
	return text;
}

static bool read_filter(struct reader *reader)
{
	struct hito_filter *filter = reader->filter;
	struct hito_str text = cut_negation(filter, filter->word);
	size_t at = find_operator(text);

	if (!text.len)
		return refuse(reader, 0, HITO_N("it is empty"));
	if (at == SIZE_MAX)
		return read_alone(reader, text);
	return read_named(reader, hito_str_slice(text, 0, at),
			  hito_str_slice(text, at, text.len));
}

bool hito_selection_parse(char *const *words, size_t count, hito_day today,
			  struct hito_arena *arena, struct hito_selection *out,
			  struct hito_err *err)
{
	struct reader reader = {.selection = out, .err = err, .today = today};

	*out = (struct hito_selection){.arena = arena, .today = today};
	out->filters = hito_new(arena, struct hito_filter, count + 1);
	if (!out->filters)
		return hito_err_memory(err);
	for (size_t i = 0; i < count; i++) {
		reader.filter = &out->filters[out->count++];
		reader.filter->word = hito_str_from(words[i]);
		if (!read_filter(&reader))
			return false;
	}
	return true;
}

static bool is_mapped_word(const struct hito_model *model, struct hito_str text)
{
	for (size_t i = 0; i < model->unmapped_count; i++)
		if (hito_fold_equal(model->unmapped[i].word, text))
			return true;
	return false;
}

bool hito_selection_check(const struct hito_selection *selection,
			  const struct hito_model *model, struct hito_err *err)
{
	struct hito_selection copy = *selection;
	struct reader reader = {.selection = &copy, .err = err};

	for (size_t i = 0; i < selection->count; i++) {
		reader.filter = &selection->filters[i];
		for (size_t k = 0; k < reader.filter->wanted_count; k++) {
			const struct hito_wanted *wanted =
				&reader.filter->wanted[k];
			const char *near;

			if (!is_state(reader.filter) ||
			    wanted->word != HITO_WORD_NONE ||
			    is_mapped_word(model, wanted->text))
				continue;
			refuse(&reader, reader.filter->value_at,
			       HITO_N("there is no state %.*s"),
			       HITO_STR_ARG(wanted->text));
			near = hito_word_nearest(HITO_TYPE_STATE, HITO_STEP,
						 HITO_LANG_ES, wanted->text);
			if (near)
				return hito_err_help(
					err, "did you mean \"%s\"?", near);
			return hito_err_help(err, "todo, doing, blocked, done, "
						  "dropped");
		}
	}
	return true;
}
