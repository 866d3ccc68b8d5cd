/* SPDX-License-Identifier: MIT */
/* Numbers with units in values: amounts, durations, scores, rhythms. */
#include "plan/reader.h"

#include "plan/amount.h"
#include "plan/duration.h"
#include "plan/word.h"

static void lang_matters(struct hito_reader *reader)
{
	if (reader->context->lang_matters)
		*reader->context->lang_matters = true;
}

/* It was read as Spanish, and is better written so that all agree. */
static void read_as_spanish(struct hito_reader *reader,
			    const struct hito_scalar *scalar, size_t start,
			    size_t end, struct hito_str text,
			    struct hito_str meaning)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_M104,
		.level = HITO_AS_WARNING,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" reads differently elsewhere; "
				  "here it is {3}"),
		.help = HITO_N("write digits alone, with a point in front of "
			       "decimals"),
		.value = scalar->text,
		.third = meaning,
	};

	lang_matters(reader);
	hito_reader_fix(reader, &problem, scalar, start, end, HITO_FIX_SAFE,
			text);
	hito_reader_problem(reader, &problem);
}

static void not_guessed(struct hito_reader *reader,
			const struct hito_scalar *scalar)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_M104,
		.level = HITO_AS_ERROR,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" reads differently from country "
				  "to country and is not guessed"),
		.help = HITO_N("write digits alone, with a point in front of "
			       "decimals, as in 12000 or 2.5"),
		.value = scalar->text,
	};

	lang_matters(reader);
	hito_reader_problem(reader, &problem);
}

static const struct hito_amount *kept_amount(struct hito_reader *reader,
					     struct hito_amount amount)
{
	struct hito_amount *kept =
		hito_new(reader->context->arena, struct hito_amount, 1);

	if (kept)
		*kept = amount;
	else
		reader->no_memory = true;
	return kept;
}

bool hito_reader_amount(struct hito_reader *reader,
			const struct hito_scalar *scalar,
			const struct hito_amount **out_amount,
			struct hito_str *out_text)
{
	struct hito_arena *arena = reader->context->arena;
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" is no amount"),
		.help = HITO_N("write a number and its unit, as in 600 EUR, "
			       "2.5 % or 20 h/week"),
		.value = scalar->text,
	};
	struct hito_amount_reading reading;

	switch (hito_amount_read(arena, scalar->text, reader->context->lang,
				 &reading)) {
	case HITO_AMOUNT_NO_MEMORY:
		reader->no_memory = true;
		return false;
	case HITO_AMOUNT_AMBIGUOUS:
		not_guessed(reader, scalar);
		return false;
	case HITO_AMOUNT_NONE:
		hito_reader_problem(reader, &problem);
		return false;
	case HITO_AMOUNT_READ:
		break;
	}
	*out_amount = kept_amount(reader, reading.amount);
	*out_text = hito_amount_text(arena, reading.amount);
	if (!*out_amount || !hito_reader_has(reader, *out_text))
		return false;
	if (reading.amount.units < 0) {
		/* The sign stays where it is. */
		reading.amount.units = -reading.amount.units;
	}
	if (reading.ambiguous)
		read_as_spanish(reader, scalar, reading.start, reading.end,
				hito_amount_number(arena, reading.amount),
				*out_text);
	return !reader->no_memory;
}

void hito_reader_read_amount(struct hito_reader *reader)
{
	struct hito_value *value = reader->value;
	struct hito_scalar scalar;
	struct hito_str text;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	if (hito_reader_amount(reader, &scalar, &value->amount, &text))
		value->text = text;
	else
		hito_reader_give_up(reader);
}

/* "1,5h": the comma of Spanish, as in amounts. */
static bool comma_duration(struct hito_reader *reader,
			   const struct hito_scalar *scalar,
			   struct hito_duration *out)
{
	size_t comma = hito_str_find_byte(scalar->text, ',', 0);
	struct hito_str before = hito_str_slice(scalar->text, 0, comma);
	struct hito_str after, text;

	if (comma == SIZE_MAX)
		return false;
	after = hito_str_slice(scalar->text, comma + 1, scalar->text.len);
	text = hito_arena_printf(reader->context->arena, "%.*s.%.*s",
				 HITO_STR_ARG(before), HITO_STR_ARG(after));
	return hito_reader_has(reader, text) && hito_duration_parse(text, out);
}

static void no_duration(struct hito_reader *reader,
			const struct hito_scalar *scalar)
{
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.scalar = scalar,
		.message = HITO_N("{1}: \"{2}\" is no duration"),
		.help = HITO_N("write a number and min, h, d, w or mo, as in "
			       "90min, 4h, 3d, 2w, 1mo"),
		.value = scalar->text,
	};

	if (hito_duration_is_vague(scalar->text)) {
		problem.message = HITO_N("{1}: \"{2}\": \"m\" alone could be "
					 "minutes or months");
		problem.help = HITO_N("write min for minutes, mo for months");
	}
	hito_reader_problem(reader, &problem);
}

static bool parse_duration(const struct hito_scalar *scalar, bool words,
			   struct hito_duration *out)
{
	if (words &&
	    hito_duration_of_word(
		    hito_word_find(HITO_TYPE_REVIEW, HITO_PLAN, scalar->text),
		    out))
		return true;
	return hito_duration_parse(scalar->text, out);
}

bool hito_reader_duration(struct hito_reader *reader,
			  const struct hito_scalar *scalar, bool words,
			  struct hito_duration *out_duration,
			  struct hito_str *out_text)
{
	bool canonical = hito_duration_canonical(scalar->text, out_duration);
	enum hito_word word;
	bool comma = false;
	size_t at;

	if (!canonical && !parse_duration(scalar, words, out_duration)) {
		if (!comma_duration(reader, scalar, out_duration)) {
			no_duration(reader, scalar);
			return false;
		}
		if (reader->context->lang != HITO_LANG_ES) {
			not_guessed(reader, scalar);
			return false;
		}
		comma = true;
	}
	word = words ? hito_duration_word(*out_duration) : HITO_WORD_NONE;
	if (word != HITO_WORD_NONE)
		*out_text = hito_str_from(hito_word_name(word));
	else if (canonical)
		*out_text = scalar->text;
	else
		*out_text = hito_duration_text(reader->context->arena,
					       *out_duration);
	if (!hito_reader_has(reader, *out_text))
		return false;
	if (comma) {
		at = hito_str_find_byte(scalar->text, ',', 0);
		read_as_spanish(reader, scalar, at, at + 1, HITO_STR("."),
				*out_text);
	}
	return !reader->no_memory;
}

void hito_reader_whole_duration(struct hito_reader *reader, bool words)
{
	struct hito_value *value = reader->value;
	struct hito_duration duration;
	struct hito_scalar scalar;
	struct hito_str text;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	if (!hito_reader_duration(reader, &scalar, words, &duration, &text)) {
		hito_reader_give_up(reader);
		return;
	}
	value->hundredths = duration.hundredths;
	value->time_unit = duration.unit;
	value->text = text;
	if (words)
		value->word = hito_word_find(HITO_TYPE_REVIEW, HITO_PLAN, text);
}

void hito_reader_read_duration(struct hito_reader *reader)
{
	hito_reader_whole_duration(reader, false);
}

void hito_reader_read_score(struct hito_reader *reader)
{
	struct hito_value *value = reader->value;
	struct hito_problem problem = {
		.rule = HITO_RULE_F004,
		.message = HITO_N("{1}: \"{2}\" is no score from 1 to 5"),
		.help = HITO_N("write 1 (least) to 5 (most)"),
	};
	struct hito_scalar scalar;

	if (!hito_reader_scalar(reader, &scalar))
		return;
	value->text = scalar.text;
	if (scalar.text.len == 1 && scalar.text.ptr[0] >= '1' &&
	    scalar.text.ptr[0] <= '5') {
		value->amount = kept_amount(
			reader, (struct hito_amount){
					.units = scalar.text.ptr[0] - '0',
					.has_number = true,
				});
		return;
	}
	problem.scalar = &scalar;
	problem.value = scalar.text;
	hito_reader_problem(reader, &problem);
	hito_reader_give_up(reader);
}
