/* SPDX-License-Identifier: MIT */
/* The first line of a template, and putting days and the id into the rest. */
#include "schedule/template.h"

#include "base/num.h"
#include "hito/limits.h"
#include "hito/out.h"
#include "hito/value.h"

#define OPEN "{{"
#define CLOSE "}}"
#define MOST_DAYS 10000u
#define MOST_MONTHS 600u
/* What an error shows of a text that means nothing. */
#define SHOWN 40

static bool wrong(struct hito_err *err, const struct hito_template *template,
		  uint32_t line, uint32_t column)
{
	return hito_err_at(err, template->path, line, column);
}

/* The digits of "4mo" and "4mes"; false for anything else. */
static bool cut_months(struct hito_str word, struct hito_str *out_digits)
{
	size_t digits = 0;

	while (digits < word.len && word.ptr[digits] >= '0' &&
	       word.ptr[digits] <= '9')
		digits++;
	*out_digits = hito_str_slice(word, 0, digits);
	word = hito_str_slice(word, digits, word.len);
	return digits > 0 &&
	       (hito_str_is(word, "mo") || hito_str_is(word, "mes"));
}

static bool read_months(struct hito_str word, unsigned *out)
{
	struct hito_str digits;
	uint32_t months;

	if (!cut_months(word, &digits) || !hito_str_u32(digits, &months) ||
	    months == 0 || months > MOST_MONTHS)
		return false;
	*out = months;
	return true;
}

/* The next word of a list with commas or blanks; false at its end. */
static bool cut_word(struct hito_str *rest, struct hito_str *word)
{
	size_t start = 0, end;

	while (start < rest->len &&
	       (rest->ptr[start] == ' ' || rest->ptr[start] == ','))
		start++;
	end = start;
	while (end < rest->len && rest->ptr[end] != ' ' &&
	       rest->ptr[end] != ',')
		end++;
	*word = hito_str_slice(*rest, start, end);
	*rest = hito_str_slice(*rest, end, rest->len);
	return word->len > 0;
}

static bool add_word(struct hito_template *template, struct hito_str word)
{
	struct hito_str digits;

	if (read_months(word, &template->months) ||
	    hito_str_equal(word, template->name))
		return true;
	if (hito_slug_is_valid(word) && !cut_months(word, &digits) &&
	    template->alias_count < HITO_TEMPLATE_ALIASES) {
		template->aliases[template->alias_count++] = word;
		return true;
	}
	hito_err_set(&template->wrong, HITO_ERR_INPUT,
		     "the template's first line: \"%.*s\" is neither a name "
		     "(a-z, 0-9, \"-\") nor a length like 6mo",
		     (int)(word.len < SHOWN ? word.len : SHOWN), word.ptr);
	return wrong(&template->wrong, template, 1, 1);
}

/* "<!-- template NAMES: about -->" */
static void read_head(struct hito_template *template, struct hito_str line)
{
	struct hito_str names, word;

	hito_str_cut(line, ':', &names, &template->about);
	template->about = hito_str_trim(template->about);
	while (cut_word(&names, &word)) {
		if (!add_word(template, word))
			return;
	}
}

/* What stands between the marks of a head; false when line is none. */
static bool cut_head(struct hito_str line, struct hito_str *out)
{
	struct hito_str inner, first, rest;

	line = hito_str_trim(line);
	if (!hito_str_starts(line, "<!--") || !hito_str_ends(line, "-->") ||
	    line.len < 7)
		return false;
	inner = hito_str_trim(hito_str_slice(line, 4, line.len - 3));
	rest = inner;
	if (hito_str_starts(rest, "template:") ||
	    hito_str_starts(rest, "plantilla:")) {
		*out = hito_str_slice(rest, hito_str_find_byte(rest, ':', 0),
				      rest.len);
		return true;
	}
	if (!cut_word(&rest, &first) || (!hito_str_is(first, "template") &&
					 !hito_str_is(first, "plantilla")))
		return false;
	*out = rest;
	return true;
}

void hito_template_parse(struct hito_template *template, struct hito_str text)
{
	struct hito_str rest = text, line, head;

	template->months = HITO_TEMPLATE_MONTHS;
	template->body = text;
	template->first_line = 1;
	if (!hito_str_cut_line(&rest, &line) || !cut_head(line, &head))
		return;
	template->body = rest;
	template->first_line = 2;
	read_head(template, head);
}

/* Filling in: where we read, where we write, what is put in. */
struct filler {
	const struct hito_template *template;
	const struct hito_filling_in *in;
	hito_day start, end;
	struct hito_out out;
};

static bool fail_at(const struct filler *filler, size_t offset,
		    const char *english, struct hito_str shown,
		    struct hito_err *err)
{
	struct hito_str rest =
		hito_str_slice(filler->template->body, 0, offset);
	uint32_t line = filler->template->first_line;
	uint32_t column = 1;

	if (!err)
		return false;
	for (size_t i = 0; i < rest.len; i++) {
		unsigned char byte = (unsigned char)rest.ptr[i];

		if (byte == '\n') {
			line++;
			column = 1;
		} else if ((byte & 0xc0) != 0x80) {
			column++;
		}
	}
	hito_err_set(err, HITO_ERR_INPUT, "%s: \"%.*s\"",
		     hito_message(err->lang, english),
		     (int)(shown.len < SHOWN ? shown.len : SHOWN), shown.ptr);
	wrong(err, filler->template, line, column);
	return hito_err_help(err,
			     "known are {{id}}, {{start}}, {{start+10}} in "
			     "working days, {{start+3mo}}, {{end}}, {{end-5}}");
}

/* "+10", "-5", "+3mo" behind start or end. */
static bool read_shift(struct hito_str text, int *out_days, int *out_months)
{
	int sign = hito_str_starts(text, "-") ? -1 : 1;
	unsigned months;
	uint32_t days;

	*out_days = *out_months = 0;
	if (!text.len)
		return true;
	if (text.ptr[0] != '+' && text.ptr[0] != '-')
		return false;
	text = hito_str_trim(hito_str_slice(text, 1, text.len));
	if (read_months(text, &months)) {
		*out_months = sign * (int)months;
		return true;
	}
	if (!hito_str_u32(text, &days) || days > MOST_DAYS)
		return false;
	*out_days = sign * (int)days;
	return true;
}

static hito_day shifted(const struct filler *filler, hito_day day, int days,
			int months)
{
	if (months) {
		day = hito_day_add_months(day, months);
		return hito_calendar_add(filler->in->calendar, day, 0);
	}
	return days ? hito_calendar_add(filler->in->calendar, day, days) : day;
}

/* The day that "start+10" names; false when it names none. */
static bool read_day(const struct filler *filler, struct hito_str word,
		     hito_day *out)
{
	int days, months;

	if (hito_str_starts(word, "start")) {
		word = hito_str_slice(word, 5, word.len);
		*out = filler->start;
	} else if (hito_str_starts(word, "end")) {
		word = hito_str_slice(word, 3, word.len);
		*out = filler->end;
	} else {
		return false;
	}
	if (!read_shift(hito_str_trim(word), &days, &months))
		return false;
	*out = shifted(filler, *out, days, months);
	return true;
}

static bool put(struct filler *filler, struct hito_str mark, size_t offset,
		struct hito_err *err)
{
	struct hito_str word = hito_str_trim(hito_str_slice(
		mark, sizeof(OPEN) - 1, mark.len - (sizeof(CLOSE) - 1)));
	char text[HITO_DAY_SIZE];
	hito_day day;

	if (hito_str_is(word, "id")) {
		hito_out_str(&filler->out, filler->in->id);
		return true;
	}
	if (!read_day(filler, word, &day))
		return fail_at(filler, offset,
			       HITO_N("this means nothing in a template"), mark,
			       err);
	if (day == HITO_DAY_NONE)
		return fail_at(filler, offset,
			       HITO_N("this day lies beyond the year 9999"),
			       mark, err);
	hito_out_text(&filler->out, hito_day_format(day, text));
	return true;
}

static bool fill_all(struct filler *filler, struct hito_err *err)
{
	struct hito_str body = filler->template->body;
	size_t at = 0;

	for (;;) {
		size_t open = hito_str_find(body, HITO_STR(OPEN), at), close;
		size_t line_end;
		struct hito_str mark;

		hito_out_str(
			&filler->out,
			hito_str_slice(body, at,
				       open == SIZE_MAX ? body.len : open));
		if (open == SIZE_MAX)
			return true;
		close = hito_str_find(body, HITO_STR(CLOSE), open);
		line_end = hito_str_find_byte(body, '\n', open);
		if (line_end == SIZE_MAX)
			line_end = body.len;
		if (close == SIZE_MAX || close > line_end)
			return fail_at(
				filler, open, HITO_N("no }} closes this"),
				hito_str_slice(body, open, line_end), err);
		mark = hito_str_slice(body, open, close + sizeof(CLOSE) - 1);
		if (!put(filler, mark, open, err))
			return false;
		at = close + sizeof(CLOSE) - 1;
	}
}

bool hito_template_fill(const struct hito_template *template,
			const struct hito_filling_in *in,
			struct hito_arena *arena, struct hito_str *out_text,
			struct hito_err *err)
{
	struct filler filler = {.template = template, .in = in};
	struct hito_out_memory memory;

	if (template->wrong.code != HITO_OK) {
		if (err)
			*err = template->wrong;
		return false;
	}
	filler.start = hito_calendar_add(in->calendar, in->start, 0);
	filler.end = hito_calendar_add(
		in->calendar,
		hito_day_add_months(filler.start, (int)template->months), -1);
	hito_out_to_memory(&filler.out, &memory, arena, HITO_LIMIT_FILE);
	if (!fill_all(&filler, err))
		return false;
	if (filler.out.failed)
		return hito_err_memory(err);
	*out_text = (struct hito_str){memory.ptr, memory.len};
	return true;
}
