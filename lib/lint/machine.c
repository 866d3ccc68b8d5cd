/* SPDX-License-Identifier: MIT */
/* Reading letters for all patterns at once. */
#include "lint/machine.h"

static uint16_t step(const struct hito_machine *machine, uint16_t state,
		     unsigned letter)
{
	const struct hito_machine_step *made =
		&machine->steps[machine->rows[state] + letter];

	return made->from == state ? made->to : HITO_STATE_NONE;
}

/*
 * The state behind the letters, or behind those that anything begins with;
 * *at is where it stopped.
 */
static uint16_t read_letters(const struct hito_machine *machine, uint16_t state,
			     struct hito_str text, size_t *at)
{
	for (; *at < text.len; ++*at) {
		unsigned letter =
			machine->letters[(unsigned char)text.ptr[*at]];
		uint16_t next;

		if (letter == HITO_LETTER_NONE)
			continue;
		next = step(machine, state, letter);
		if (next == HITO_STATE_NONE)
			break;
		state = next;
	}
	return state;
}

const uint64_t *hito_machine_lines_from(const struct hito_machine *machine,
					uint16_t state, struct hito_str text,
					size_t at)
{
	uint16_t next, set;

	state = read_letters(machine, state, text, &at);
	if (at == text.len) {
		next = step(machine, state, HITO_LETTER_END);
		if (next != HITO_STATE_NONE)
			state = next;
	}
	set = machine->sets[state];
	return set ? machine->lines + set * machine->set_words : NULL;
}

const uint64_t *hito_machine_lines(const struct hito_machine *machine,
				   struct hito_str text, size_t at)
{
	return hito_machine_lines_from(
		machine, at ? HITO_STATE_INSIDE : HITO_STATE_START, text, at);
}

uint16_t hito_machine_state(const struct hito_machine *machine,
			    struct hito_str word)
{
	size_t at = 0;
	uint16_t state = read_letters(machine, HITO_STATE_INSIDE, word, &at);

	if (at == word.len)
		return state;
	return machine->sets[state] ? HITO_STATE_START : HITO_STATE_NONE;
}
