/* SPDX-License-Identifier: MIT */
/*
 * Values: what a key's text means, and where it stands.
 */
#ifndef HITO_VALUE_H
#define HITO_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/date.h"
#include "hito/key.h"
#include "hito/source.h"

#pragma GCC visibility push(default)

struct hito_yaml;

/* Words that values choose from, one table for all (hito-format(5)). */
enum hito_word {
	HITO_WORD_NONE,
	HITO_TODO,
	HITO_DOING,
	HITO_BLOCKED,
	HITO_DONE,
	HITO_DROPPED,
	HITO_DRAFT,
	HITO_ACTIVE,
	HITO_FOREIGN, /* a state of a mapped file that nothing maps */
	HITO_HIGH,
	HITO_NORMAL,
	HITO_LOW,
	HITO_WEEKLY,
	HITO_FORTNIGHTLY,
	HITO_MONTHLY,
	HITO_QUARTERLY,
	HITO_MILESTONE,
	HITO_WORD_COUNT,
} HITO_BYTE;
/* The canonical English word ("doing"); "" for NONE and FOREIGN. */
const char *hito_word_name(enum hito_word word);
/* Any spelling or alias of a word that the type allows; NONE if unknown. */
enum hito_word hito_word_find(enum hito_type type, enum hito_kind kind,
			      struct hito_str text);
/* An alias of the word in a language, for people ("en curso"). */
const char *hito_word_label(enum hito_word word, enum hito_lang lang);

enum hito_time_unit {
	HITO_MINUTES,
	HITO_HOURS,
	HITO_DAYS,  /* working days */
	HITO_WEEKS, /* working weeks */
	HITO_MONTHS,
} HITO_BYTE;

/* An effort: count hundredths of a unit (1.5h is 150 hours). */
struct hito_duration {
	int64_t hundredths;
	enum hito_time_unit unit;
};

/* 2.5 %: units 25, scale 1, unit "%". */
struct hito_amount {
	int64_t units;
	uint8_t scale; /* digits behind the point */
	bool has_number;
	struct hito_str unit; /* canonical: EUR, USD, %, h/week; may be empty */
};

/* One part of a list, a mapping or a log. */
struct hito_part {
	struct hito_str name; /* field's canonical name or the log's day */
	struct hito_str text; /* canonical */
	struct hito_span span;
	hito_day day; /* of a log line; else NONE */
	bool readable;
	/* Of a log line or a field with a number; see hito_part_amount. */
	const struct hito_amount *amount;
};

/*
 * A typed value. text is canonical: words in English, days in ISO form,
 * amounts as "12000 EUR": equal meaning, equal text. A value that cannot be
 * read has readable = false, keeps its raw text and raised a finding.
 */
struct hito_value {
	enum hito_key key;             /* HITO_KEY_COUNT: the table has none */
	enum hito_type type;           /* that it was read as */
	enum hito_word word;           /* STATE, PRIORITY, milestone TYPE */
	enum hito_time_unit time_unit; /* DURATION, REVIEW of a word */
	bool readable;
	bool mapping; /* parts are named (success, review) */
	bool list;    /* parts are a list */
	uint32_t part_count;
	hito_day day;             /* DAY; else NONE */
	struct hito_str key_text; /* as the file spells it */
	struct hito_span key_span;
	struct hito_span span;  /* the whole value; empty when it is a fact of
				   the place (folder state, section text) */
	struct hito_span entry; /* from key to the end of the value */
	struct hito_str raw;    /* as written, decoded */
	struct hito_str text;   /* canonical; of lists: parts joined by ", " */
	/* A value is of one type, and there are many of them. */
	union {
		const struct hito_part *parts;    /* part_count of them */
		int64_t hundredths;               /* see hito_value_duration */
		const struct hito_amount *amount; /* see hito_value_amount */
		const struct hito_yaml *node;     /* as YAML: EXPECT */
	};
};

/* The named part of a mapping value (success.to); NULL when absent. */
const struct hito_part *hito_value_part(const struct hito_value *value,
					const char *name);
/* Of AMOUNT and SCORE; zeros where it has none or cannot be read. */
struct hito_amount hito_value_amount(const struct hito_value *value);
/* The same of a part. */
struct hito_amount hito_part_amount(const struct hito_part *part);
/* Of DURATION and a REVIEW in one word; zeros where it has none. */
struct hito_duration hito_value_duration(const struct hito_value *value);
/* Same meaning: same text, lists as sets. Either may be NULL (absent). */
bool hito_value_equal(const struct hito_value *a, const struct hito_value *b);

/* Readers of single scalars; false when the text is none. */
bool hito_duration_parse(struct hito_str text, struct hito_duration *out);
/*
 * 600 EUR, $600, 2.5 %, 20h/week. *out_ambiguous: the number has separators
 * that read differently in other countries ("12.000", "2,5"): read as Spanish
 * where lang is es, else not read (false).
 */
bool hito_amount_parse(struct hito_arena *arena, struct hito_str text,
		       enum hito_lang lang, struct hito_amount *out,
		       bool *out_ambiguous);

/* Minutes of work: a day has minutes_a_day, a week days_a_week, a month
 * four and a third weeks. */
int64_t hito_duration_minutes(struct hito_duration duration,
			      unsigned minutes_a_day, unsigned days_a_week);

/* < 0, 0, > 0; amounts of different units compare by number only. */
int hito_amount_compare(struct hito_amount a, struct hito_amount b);
double hito_amount_double(struct hito_amount amount);

/*
 * The slug of a title (hito-format(5), IDENTITY): letters folded to ASCII,
 * runs of anything else to "-", the first 6 words, at most 48 bytes. Empty
 * when nothing is left; ptr NULL: no memory.
 */
struct hito_str hito_slug(struct hito_arena *arena, struct hito_str title);
/* [a-z0-9][a-z0-9-]* */
bool hito_slug_is_valid(struct hito_str text);

#pragma GCC visibility pop
#endif
