/* SPDX-License-Identifier: MIT */
/* 64 bits over the parts of a block that events are made of. */
#include "hito/document.h"

#include <string.h>

#define START UINT64_C(14695981039346656037)
#define PRIME UINT64_C(1099511628211)

static uint64_t add_word(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * PRIME;
	return hash ^ hash >> 32;
}

/* A text and its length, so that neighbours stay apart. */
static uint64_t add_text(uint64_t hash, struct hito_str text)
{
	uint64_t word = 0;
	size_t at = 0;

	hash = add_word(hash, text.len);
	for (; text.len - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, text.ptr + at, sizeof(word));
		hash = add_word(hash, word);
	}
	for (word = 0; at < text.len; at++)
		word = word << 8 | (unsigned char)text.ptr[at];
	return add_word(hash, word);
}

/* Is a change of the key an event? */
static const bool is_event[HITO_KEY_COUNT] = {
#define KEY(constant, key_name, key_kinds, key_type, key_flags, key_help) \
	[HITO_KEY_##constant] = ((key_flags)&HITO_KEY_EVENT) != 0,
	HITO_KEYS(KEY)
#undef KEY
};

/* By the order of keys, not of lines: a moved line is no event. */
uint64_t hito_block_hash(const struct hito_block *block)
{
	uint64_t hash = add_word(START, (unsigned)block->kind);

	hash = add_word(hash, block->damaged);
	hash = add_text(hash, block->id);
	hash = add_text(hash, block->title);
	for (unsigned key = 0; key < HITO_KEY_COUNT; key++) {
		const struct hito_value *value;

		if (!block->places[key] || !is_event[key])
			continue;
		value = &block->values[block->places[key] - 1];
		hash = add_word(hash, key << 1 | value->readable);
		hash = add_text(hash,
				value->readable ? value->text : value->raw);
	}
	return hash;
}
