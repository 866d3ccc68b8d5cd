/* SPDX-License-Identifier: MIT */
/*
 * Front matter that was not written for hito: what its keys, words and folders
 * mean, as the text of a project file that reads it. Nothing is guessed that
 * is not said with its count; what is not known stays without a meaning, and
 * is listed.
 */
#ifndef HITO_EDIT_DETECT_H
#define HITO_EDIT_DETECT_H

#include "hito/key.h"
#include "hito/source.h"
#include "hito/value.h"

/* A value of a file's head: of a list the first item. */
struct hito_detected_value {
	uint32_t file, key;
	struct hito_str text;
};

struct hito_detected_key {
	struct hito_str name; /* as first spelt */
	uint32_t count;       /* files that have it */
	uint32_t steps;       /* of these the steps */
	bool used;            /* a key of ours reads it */
};

struct hito_detected_file {
	struct hito_str path, folder;
	bool is_step, has_head;
	enum hito_word state;
	struct hito_str state_text;
};

/* A word of something and how often it is there. */
struct hito_detected_word {
	struct hito_str text;
	uint32_t count;
	enum hito_word state; /* of a prefix: NONE when it can go */
};

struct hito_detected_words {
	struct hito_detected_word *list;
	size_t count, capacity;
};

/* What our keys are called: one of the table in detect_words.c. */
struct hito_detected_match {
	enum hito_key key;
	uint32_t theirs; /* of keys */
};

struct hito_detect {
	struct hito_arena *arena;
	struct hito_detected_file *files;
	size_t file_count, file_capacity;
	struct hito_detected_key *keys;
	size_t key_count, key_capacity;
	struct hito_detected_value *values;
	size_t value_count, value_capacity;
	struct hito_detected_words headings; /* of level 2, in files */

	/* What hito_detect_guess found. */
	size_t step_count, known_states;
	struct hito_detected_match *matches;
	size_t match_count, match_capacity;
	struct hito_detected_words states, folders, prefixes;
	struct hito_str *paths; /* folders of steps */
	size_t path_count;
	struct hito_str *excludes;
	size_t exclude_count;
	struct hito_str common;  /* the folder of them all; may be empty */
	const char *date_format; /* NULL: ISO days */
	const char *unsure;      /* why days are not read; English */
	bool fold_case, strip;
	struct hito_str success; /* the heading of criteria; may be empty */
};

void hito_detect_init(struct hito_detect *detect, struct hito_arena *arena);

/* Note what a file's head says. Fails for want of memory alone. */
HITO_MUST bool hito_detect_add(struct hito_detect *detect,
			       const struct hito_source *source,
			       struct hito_err *err);

/*
 * Find out what it means. *out_found is false when no files look like steps:
 * there is no key for a state whose words are known.
 */
HITO_MUST bool hito_detect_guess(struct hito_detect *detect, bool *out_found);

/*
 * The project file, with counts as comments, in the language. name: of the
 * folder, for the plan's id where all is at the top.
 */
HITO_MUST bool hito_detect_write(const struct hito_detect *detect,
				 enum hito_lang lang, struct hito_str name,
				 struct hito_str *out_text);

/* detect_words.c: what words of others commonly mean. */

/* Names that a key of ours has elsewhere, the commonest first. */
struct hito_alien {
	enum hito_key key;
	enum {
		HITO_ALIEN_ANY,
		HITO_ALIEN_DAY,
		HITO_ALIEN_DURATION,
		HITO_ALIEN_PRIORITY
	} must_be;
	const char *const *names;
};
extern const struct hito_alien hito_aliens[];
extern const size_t hito_alien_count;

/* NONE when it is not known. */
enum hito_word hito_alien_state(struct hito_str word);
/* What files in a folder of the name usually are; NONE: nothing special. */
enum hito_word hito_alien_folder(struct hito_str name);
bool hito_alien_is_criteria(struct hito_str heading);

#endif
