/* SPDX-License-Identifier: MIT */
/*
 * Blocks: the front matter of one thing read into values.
 */
#ifndef HITO_PLAN_BLOCK_H
#define HITO_PLAN_BLOCK_H

#include "plan/reading.h"
#include "plan/value.h"

/* A block while its values are collected. */
struct hito_filling {
	struct hito_reading *reading;
	struct hito_block block;
	struct hito_value_context context; /* where its values are read */
	/* Bits of keys: those that have an entry in seen, and those that a
	 * fix of another would make. */
	uint64_t seen_keys, offered_keys;
	const struct hito_yaml_entry *seen[HITO_KEY_COUNT];
	struct hito_value *values;
	size_t value_capacity;
	struct hito_value *empties;
	size_t empty_capacity;
	struct hito_value *others;
	size_t other_capacity;
	/* by the project's declared keys; NULL before the first */
	const struct hito_yaml_entry **declared;
};

/* A block of the kind without place, title and values. */
void hito_filling_init(struct hito_filling *filling,
		       struct hito_reading *reading, enum hito_kind kind);

/*
 * The key that a word of front matter names in a kind of thing: by the
 * mapping's keys where the file is mapped, else by the table.
 * HITO_KEY_COUNT if none.
 */
enum hito_key hito_reading_key(const struct hito_reading *reading,
			       enum hito_kind kind, struct hito_str word);

/* The entry of a key so far; NULL for none. */
const struct hito_yaml_entry *
hito_filling_seen(const struct hito_filling *filling, enum hito_key key);

/* Judge and read the entries of a mapping. Raises F002 and F003. */
HITO_MUST bool hito_filling_entries(struct hito_filling *filling,
				    const struct hito_yaml_entry *entries,
				    size_t count, struct hito_err *err);
/* Read one entry as a key that it was found to be. */
HITO_MUST bool hito_filling_entry(struct hito_filling *filling,
				  enum hito_key key,
				  const struct hito_yaml_entry *entry,
				  struct hito_err *err);
/* Keep a value that no entry gave, in place of one of the same key. */
HITO_MUST bool hito_filling_keep(struct hito_filling *filling,
				 const struct hito_value *value,
				 struct hito_err *err);
/*
 * Keep an entry whose key the table does not have, read by the type that the
 * project declares for it. Raises F002, F003 and F004. other.c
 */
HITO_MUST bool hito_filling_other(struct hito_filling *filling,
				  const struct hito_yaml_entry *entry,
				  struct hito_err *err);
/* The same key by two spellings; one spelling twice is the YAML reader's. */
void hito_filling_repeated(struct hito_filling *filling,
			   const struct hito_yaml_entry *first,
			   const struct hito_yaml_entry *entry);
/* Neither side of a conflict is the value; of a source with damage. */
bool hito_filling_is_contested(const struct hito_filling *filling,
			       struct hito_span entry);
/* Is the file mapped, and are keys that its mapping lacks nobody's business? */
bool hito_reading_is_silent(const struct hito_reading *reading);

/* Read the YAML text of a front matter block. */
HITO_MUST bool hito_filling_front(struct hito_filling *filling,
				  struct hito_span front, struct hito_err *err);
/*
 * Give the block its id, title and hash and add it to the reading, then the
 * KPIs and people that its kpis: and team: hold. HITO_ERR_INPUT past
 * HITO_LIMIT_BLOCKS.
 */
HITO_MUST bool hito_filling_done(struct hito_filling *filling,
				 struct hito_err *err);

/* The things of a kpis: or team: mapping, a block each. */
HITO_MUST bool hito_reading_nested(struct hito_reading *reading,
				   enum hito_kind kind,
				   const struct hito_yaml *yaml,
				   struct hito_err *err);

#endif
