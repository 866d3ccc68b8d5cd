/* SPDX-License-Identifier: MIT */
/*
 * A split index: most entries lie in a file that several states of the index
 * share, and two sets of places say which of those are replaced or gone.
 */
#include "history/index.h"

#include <string.h>

enum { SUM = 20, WORD = 8, BITS = 64 };

/* What becomes of a shared entry. */
enum { GONE = 1, REPLACED = 2 };

struct joining {
	const struct hito_index *split, *shared;
	unsigned char *fates; /* of each shared entry */
	size_t next;          /* of the split ones */
	struct hito_index *out;
	struct hito_err *err;
};

bool hito_index_shared(const struct hito_index *split, struct hito_oid *out_sum)
{
	static const struct hito_oid none;

	if (split->link.len < SUM)
		return false;
	memcpy(out_sum->bytes, split->link.ptr, SUM);
	return memcmp(out_sum->bytes, none.bytes, SUM) != 0;
}

static bool mark(struct joining *joining, uint64_t from, uint64_t count,
		 unsigned char fate)
{
	if (count > joining->shared->count ||
	    from > joining->shared->count - count)
		return false;
	for (uint64_t i = 0; i < count; i++)
		joining->fates[from + i] |= fate;
	return true;
}

/*
 * A set of places as EWAH writes it: words that say how many words of one bit
 * alone follow, and how many as they are, which come next.
 */
static bool read_words(struct joining *joining, struct hito_str words,
		       unsigned char fate)
{
	uint64_t place = 0;

	for (size_t at = 0; at < words.len;) {
		uint64_t head = hito_index_number(words, at, WORD);
		uint64_t run = (head >> 1 & UINT32_MAX) * BITS;
		uint64_t plain = head >> 33;

		at += WORD;
		if (head & 1 && !mark(joining, place, run, fate))
			return false;
		place += run;
		if (plain > (words.len - at) / WORD)
			return false;
		for (; plain > 0; plain--, at += WORD, place += BITS) {
			uint64_t word = hito_index_number(words, at, WORD);

			for (unsigned bit = 0; bit < BITS; bit++)
				if (word >> bit & 1 &&
				    !mark(joining, place + bit, 1, fate))
					return false;
		}
	}
	return true;
}

/* Cut the next set off: sizes, words, and where it would be added to. */
static bool read_set(struct joining *joining, struct hito_str *rest,
		     unsigned char fate)
{
	enum { HEAD = 8, TAIL = 4 };
	struct hito_str words;
	size_t count;

	if (rest->len < HEAD + TAIL)
		return false;
	count = (size_t)hito_index_number(*rest, 4, 4);
	if (count > (rest->len - HEAD - TAIL) / WORD)
		return false;
	words = hito_str_slice(*rest, HEAD, HEAD + count * WORD);
	*rest = hito_str_slice(*rest, HEAD + count * WORD + TAIL, rest->len);
	return read_words(joining, words, fate);
}

/* Negative: a comes first. */
static int compare(const struct hito_index_entry *a,
		   const struct hito_index_entry *b)
{
	int order = hito_str_compare(a->path, b->path);

	return order ? order : (int)a->stage - (int)b->stage;
}

/* Those in place of others come first, without a name of their own. */
static bool replace(struct joining *joining)
{
	const struct hito_index *split = joining->split;
	const struct hito_index *shared = joining->shared;

	for (size_t i = 0; i < shared->count; i++) {
		struct hito_str path = shared->entries[i].path;

		if (!(joining->fates[i] & REPLACED))
			continue;
		if (joining->next >= split->count ||
		    split->entries[joining->next].path.len)
			return false;
		shared->entries[i] = split->entries[joining->next++];
		shared->entries[i].path = path;
	}
	return joining->next == split->count ||
	       split->entries[joining->next].path.len;
}

/* Both are in order. */
static void merge(struct joining *joining)
{
	const struct hito_index *split = joining->split;
	const struct hito_index *shared = joining->shared;
	struct hito_index *out = joining->out;
	size_t at = 0;

	while (at < shared->count || joining->next < split->count) {
		int order = at == shared->count ? 1
			    : joining->next == split->count
				    ? -1
				    : compare(&shared->entries[at],
					      &split->entries[joining->next]);

		if (order > 0)
			out->entries[out->count++] =
				split->entries[joining->next++];
		else if (order < 0 && !(joining->fates[at] & GONE))
			out->entries[out->count++] = shared->entries[at];
		at += order <= 0;
	}
}

bool hito_index_join(const struct hito_index *split, struct hito_index *shared,
		     struct hito_arena *arena, struct hito_index *out,
		     struct hito_err *err)
{
	struct joining joining = {
		.split = split, .shared = shared, .out = out, .err = err};
	struct hito_str rest = split->link;
	struct hito_oid sum;

	*out = (struct hito_index){.sum = split->sum};
	if (!hito_index_shared(split, &sum) || shared->link.ptr ||
	    !hito_oid_equal(&sum, &shared->sum))
		return hito_index_damaged(err);
	joining.fates = hito_new(arena, unsigned char, shared->count + 1);
	out->entries = hito_new(arena, struct hito_index_entry,
				shared->count + split->count + 1);
	if (!joining.fates || !out->entries)
		return hito_err_memory(err);
	rest = hito_str_slice(rest, SUM, rest.len);
	if (rest.len && (!read_set(&joining, &rest, GONE) ||
			 !read_set(&joining, &rest, REPLACED)))
		return hito_index_damaged(err);
	if (!replace(&joining))
		return hito_index_damaged(err);
	merge(&joining);
	return true;
}
