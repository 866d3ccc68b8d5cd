/* SPDX-License-Identifier: MIT */
/* FNV-1a over the parts of a block that events are made of. */
#include "plan/hash.h"

#define START UINT64_C(14695981039346656037)
#define PRIME UINT64_C(1099511628211)

static uint64_t add_byte(uint64_t hash, unsigned byte)
{
	return (hash ^ (byte & 0xff)) * PRIME;
}

/* A text and its length, so that neighbours stay apart. */
static uint64_t add_text(uint64_t hash, struct hito_str text)
{
	for (size_t i = 0; i < text.len; i++)
		hash = add_byte(hash, (unsigned char)text.ptr[i]);
	for (size_t rest = text.len; rest > 0; rest >>= 8)
		hash = add_byte(hash, (unsigned)(rest & 0xff));
	return add_byte(hash, 0xff);
}

/* By the order of keys, not of lines: a moved line is no event. */
uint64_t hito_block_hash(const struct hito_block *block)
{
	const struct hito_value *by_key[HITO_KEY_COUNT] = {0};
	uint64_t hash = add_byte(START, (unsigned)block->kind);

	hash = add_byte(hash, block->damaged);
	hash = add_text(hash, block->id);
	hash = add_text(hash, block->title);
	for (size_t i = 0; i < block->value_count; i++)
		by_key[block->values[i].key] = &block->values[i];
	for (unsigned key = 0; key < HITO_KEY_COUNT; key++) {
		const struct hito_value *value = by_key[key];

		if (!value || !(hito_key_info((enum hito_key)key)->flags &
				HITO_KEY_EVENT))
			continue;
		hash = add_byte(hash, key);
		hash = add_byte(hash, value->readable);
		hash = add_text(hash,
				value->readable ? value->text : value->raw);
	}
	return hash;
}
