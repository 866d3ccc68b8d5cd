/* SPDX-License-Identifier: MIT */
/* Patterns as tables of C. */
#include <stdio.h>

#include "lint/language/read.h"
#include "lint/language/states.h"

struct writer {
	struct hito_out *out;
	struct hito_arena *arena;
	const char *name; /* "days" */
	size_t number;
};

static void begin(const struct writer *writer, const char *type,
		  const char *what)
{
	hito_out_printf(writer->out, "static const %s %s_%s%zu[] = {", type,
			writer->name, what, writer->number);
}

static void end(const struct writer *writer)
{
	hito_out_text(writer->out, "0};\n");
}

/* Between two of a list, and where a line is full. */
static void comma(const struct writer *writer, size_t i)
{
	hito_out_text(writer->out, (i + 1) % 8 ? "," : ",\n");
}

static void write_list(const struct writer *writer,
		       const struct hito_patterns *patterns)
{
	size_t i;

	begin(writer, "struct hito_phrase", "list");
	for (i = 0; i < patterns->count; i++)
		hito_out_printf(writer->out, "{{\"%.*s\",%zu},%d},\n",
				HITO_STR_ARG(patterns->list[i].how),
				patterns->list[i].how.len,
				(int)patterns->list[i].value);
	hito_out_text(writer->out, "{{\"\",0},0}};\n");
}

/* Bytes, not a string: C promises no more than 4095 of one. */
static void write_regexes(const struct writer *writer,
			  const struct hito_patterns *patterns)
{
	size_t i, at;

	for (i = 0; i < patterns->regex_count; i++) {
		struct hito_str regex = patterns->regexes[i];

		hito_out_printf(writer->out,
				"static const char %s_regex%zu_%zu[] = {",
				writer->name, writer->number, i);
		for (at = 0; at < regex.len; at++) {
			hito_out_printf(writer->out, "%d",
					(signed char)regex.ptr[at]);
			comma(writer, at);
		}
		end(writer);
	}
	begin(writer, "char *const", "regexes");
	for (i = 0; i < patterns->regex_count; i++)
		hito_out_printf(writer->out, "%s_regex%zu_%zu,\n", writer->name,
				writer->number, i);
	end(writer);
}

/* The steps of all states, each where its row has room. */
struct rows {
	struct hito_machine_step *steps;
	uint32_t *starts; /* of each state */
	size_t count;     /* of steps */
	size_t first;     /* that is free */
};

static bool fits(const struct rows *rows, size_t at,
		 const struct hito_state *state)
{
	size_t letter;

	for (letter = 0; letter < HITO_LETTER_COUNT; letter++) {
		if (state->next[letter] && rows->steps[at + letter].from)
			return false;
	}
	return true;
}

static void place_row(struct rows *rows, const struct hito_state *state,
		      size_t number)
{
	size_t at, letter;

	while (rows->steps[rows->first].from)
		rows->first++;
	at = rows->first > HITO_LETTER_COUNT ? rows->first - HITO_LETTER_COUNT
					     : 0;
	while (!fits(rows, at, state))
		at++;
	rows->starts[number] = (uint32_t)at;
	for (letter = 0; letter < HITO_LETTER_COUNT; letter++) {
		if (!state->next[letter])
			continue;
		rows->steps[at + letter] = (struct hito_machine_step){
			(uint16_t)number, state->next[letter]};
	}
	if (rows->count < at + HITO_LETTER_COUNT)
		rows->count = at + HITO_LETTER_COUNT;
}

static bool place_rows(struct hito_arena *arena,
		       const struct hito_states *states, struct rows *out)
{
	size_t i;

	*out = (struct rows){
		/* Room for each behind the others. */
		.steps = hito_new(arena, struct hito_machine_step,
				  (states->count + 2) * HITO_LETTER_COUNT),
		.starts = hito_new(arena, uint32_t, states->count + 1),
	};
	if (!out->steps || !out->starts)
		return false;
	for (i = 1; i < states->count; i++)
		place_row(out, &states->list[i], i);
	return true;
}

static void write_machine(const struct writer *writer,
			  const struct hito_states *states,
			  const struct rows *rows)
{
	size_t i;

	begin(writer, "struct hito_machine_step", "steps");
	for (i = 0; i < rows->count; i++) {
		hito_out_printf(writer->out, "{%d,%d}", rows->steps[i].from,
				rows->steps[i].to);
		comma(writer, i);
	}
	hito_out_text(writer->out, "{0,0}};\n");
	begin(writer, "uint32_t", "rows");
	for (i = 0; i < states->count; i++) {
		hito_out_printf(writer->out, "%u", (unsigned)rows->starts[i]);
		comma(writer, i);
	}
	end(writer);
	begin(writer, "uint16_t", "sets");
	for (i = 0; i < states->count; i++) {
		hito_out_printf(writer->out, "%d", states->list[i].set);
		comma(writer, i);
	}
	end(writer);
	begin(writer, "uint64_t", "lines");
	for (i = 0; i < states->set_count * states->set_words; i++) {
		hito_out_printf(writer->out, "0x%llx",
				(unsigned long long)states->lines[i]);
		comma(writer, i);
	}
	end(writer);
}

void hito_letters_write(struct hito_out *out)
{
	unsigned byte;

	hito_out_text(out, "static const unsigned char letters[] = {\n");
	for (byte = 0; byte < 256; byte++)
		hito_out_printf(out, byte % 16 == 15 ? "%u,\n" : "%u,",
				(byte & 0xc0) == 0x80
					? HITO_LETTER_NONE
					: hito_letter_of((unsigned char)byte));
	hito_out_text(out, "};\n");
}

/* NAME_calls instead of NAME: the other machine of a file. */
static bool make_machine(const struct writer *writer,
			 const struct hito_weave *net, size_t lines)
{
	struct hito_states states;
	struct rows rows;

	if (!hito_states_make(writer->arena, net, lines, &states) ||
	    !place_rows(writer->arena, &states, &rows))
		return false;
	write_machine(writer, &states, &rows);
	return true;
}

static void write_always(const struct writer *writer,
			 const struct hito_patterns *patterns)
{
	size_t i;

	begin(writer, "uint64_t", "always");
	for (i = 0; i < patterns->count / 64 + 1; i++) {
		hito_out_printf(writer->out, "0x%llx",
				(unsigned long long)patterns->always.bits[i]);
		comma(writer, i);
	}
	end(writer);
}

bool hito_patterns_write(const struct hito_patterns *patterns, const char *name,
			 size_t number, struct hito_arena *arena,
			 struct hito_out *out)
{
	struct writer writer = {out, arena, name, number};
	char calls[32];

	snprintf(calls, sizeof(calls), "%s_calls", name);
	write_list(&writer, patterns);
	write_regexes(&writer, patterns);
	write_always(&writer, patterns);
	if (!make_machine(&writer, &patterns->net, patterns->count))
		return false;
	writer.name = calls;
	return make_machine(&writer, &patterns->calls, patterns->count);
}

static void name_machine(const struct hito_patterns *patterns, const char *name,
			 const char *which, size_t number, struct hito_out *out)
{
	hito_out_printf(out,
			"\t\t{letters, %s%s_steps%zu, %s%s_rows%zu, "
			"%s%s_sets%zu, %s%s_lines%zu, %zu},\n",
			name, which, number, name, which, number, name, which,
			number, name, which, number, patterns->count / 64 + 1);
}

void hito_patterns_name(const struct hito_patterns *patterns, const char *name,
			size_t number, struct hito_out *out)
{
	hito_out_printf(out, "\t .%s = {%s_list%zu, %s_regexes%zu, %zu,\n",
			name, name, number, name, number, patterns->count);
	name_machine(patterns, name, "", number, out);
	name_machine(patterns, name, "_calls", number, out);
	hito_out_printf(out, "\t\t%s_always%zu, NULL},\n", name, number);
}
