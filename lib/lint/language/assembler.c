/* SPDX-License-Identifier: MIT */
/* Putting instructions together. */
#include "lint/language/assembler.h"

#include <string.h>

void hito_assembler_fail(struct hito_assembler *assembler, const char *why)
{
	if (!assembler->wrong)
		assembler->wrong = why;
}

void hito_assembler_no_memory(struct hito_assembler *assembler)
{
	hito_assembler_fail(assembler, "there are too many instructions");
}

uint32_t hito_assembler_here(const struct hito_assembler *assembler)
{
	return (uint32_t)assembler->out->count;
}

uint32_t hito_assembler_add(struct hito_assembler *assembler, uint32_t code)
{
	struct hito_assembly *out = assembler->out;

	if (out->count >= HITO_CODE_MOST ||
	    !hito_reserve(assembler->arena, out->list, out->count,
			  out->capacity)) {
		hito_assembler_no_memory(assembler);
		return 0;
	}
	out->list[out->count] = code;
	return (uint32_t)out->count++;
}

uint32_t hito_assembler_open(struct hito_assembler *assembler,
			     enum hito_code_kind kind)
{
	return hito_assembler_add(assembler, HITO_CODE(kind, 0));
}

void hito_assembler_settle(struct hito_assembler *assembler, uint32_t at,
			   uint32_t to)
{
	if (!assembler->wrong)
		assembler->out->list[at] =
			HITO_CODE(HITO_CODE_KIND(assembler->out->list[at]), to);
}

uint32_t hito_assembler_set(struct hito_assembler *assembler,
			    const struct hito_characters *set)
{
	struct hito_assembly *out = assembler->out;
	uint32_t i;

	for (i = 0; i < out->set_count; i++) {
		if (memcmp(&out->sets[i], set, sizeof(*set)) == 0)
			return i;
	}
	if (i > HITO_CODE_SET(UINT32_MAX) ||
	    !hito_reserve(assembler->arena, out->sets, out->set_count,
			  out->set_capacity)) {
		hito_assembler_no_memory(assembler);
		return 0;
	}
	out->sets[out->set_count++] = *set;
	return i;
}

bool hito_characters_has(const struct hito_characters *set, unsigned character)
{
	return set->bits[character / 64] >> character % 64 & 1;
}

const struct hito_syntax_node *
hito_assembler_part(struct hito_assembler *assembler,
		    const struct hito_syntax_node *call)
{
	static const struct hito_syntax_node nothing;
	const struct hito_syntax_node *part =
		hito_syntax_part(assembler->syntax, call->name);

	if (!part)
		hito_assembler_fail(assembler, "a part is not there");
	return part ? part : &nothing;
}

static void unite(struct hito_characters *to,
		  const struct hito_characters *with)
{
	size_t i;

	for (i = 0; i < 3; i++)
		to->bits[i] |= with->bits[i];
}

static struct hito_beginning
beginning_of_all(struct hito_assembler *assembler,
		 const struct hito_syntax_node *list)
{
	struct hito_beginning all = {.empty = true};

	for (; list && all.empty; list = list->next) {
		struct hito_beginning one =
			hito_assembler_begin(assembler, list);

		unite(&all.set, &one.set);
		all.empty = one.empty;
	}
	return all;
}

static struct hito_beginning
beginning_of_any(struct hito_assembler *assembler,
		 const struct hito_syntax_node *list)
{
	struct hito_beginning any = {.empty = false};

	for (; list; list = list->next) {
		struct hito_beginning one =
			hito_assembler_begin(assembler, list);

		unite(&any.set, &one.set);
		any.empty |= one.empty;
	}
	return any;
}

struct hito_beginning hito_assembler_begin(struct hito_assembler *assembler,
					   const struct hito_syntax_node *node)
{
	struct hito_beginning one = {.empty = true};

	if (++assembler->depth > HITO_ASSEMBLER_DEPTH)
		hito_assembler_fail(assembler,
				    "parts are too deep in each other");
	if (assembler->wrong) {
		assembler->depth--;
		return one;
	}
	switch (node->kind) {
	case HITO_SYNTAX_LETTERS:
		one = (struct hito_beginning){node->characters, false};
		break;
	case HITO_SYNTAX_CALL:
		one = hito_assembler_begin(
			assembler, hito_assembler_part(assembler, node));
		break;
	case HITO_SYNTAX_GROUP:
	case HITO_SYNTAX_SEQUENCE:
		one = beginning_of_all(assembler, node->list);
		break;
	case HITO_SYNTAX_CHOICE:
		one = beginning_of_any(assembler, node->list);
		break;
	case HITO_SYNTAX_REPEAT:
		one = hito_assembler_begin(assembler, node->list);
		one.empty |= node->min == 0;
		break;
	default:
		break;
	}
	assembler->depth--;
	return one;
}
