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
					struct hito_reached word,
					struct hito_str text, size_t at)
{
	uint16_t state = word.state, next, set;

	if (word.open) {
		state = read_letters(machine, state, text, &at);
		next = at == text.len ? step(machine, state, HITO_LETTER_END)
				      : HITO_STATE_NONE;
		if (next != HITO_STATE_NONE)
			state = next;
	}
	set = machine->sets[state];
	return set ? machine->lines + set * machine->set_words : NULL;
}

static uint16_t before(bool first)
{
	return first ? HITO_STATE_START : HITO_STATE_INSIDE;
}

const uint64_t *hito_machine_lines(const struct hito_machine *machine,
				   struct hito_str text, size_t at)
{
	const struct hito_reached nothing = {before(at == 0), true};

	return hito_machine_lines_from(machine, nothing, text, at);
}

struct hito_reached hito_machine_reach(const struct hito_machine *machine,
				       struct hito_str word, bool first)
{
	size_t at = 0;
	uint16_t state = read_letters(machine, before(first), word, &at);

	if (at == word.len)
		return (struct hito_reached){state, true};
	if (!machine->sets[state])
		state = HITO_STATE_NONE;
	return (struct hito_reached){state, false};
}
