/* SPDX-License-Identifier: MIT */
/* Finding a file in a set that was compiled in. */
#include "base/embed.h"

const struct hito_embedded *hito_embed_find(const struct hito_embed *set,
					    struct hito_str name)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hito_embedded *file = &set->files[middle];
		int order = hito_str_compare(hito_str_from(file->name), name);

		if (order == 0)
			return file;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct hito_str hito_embed_text(const struct hito_embedded *file)
{
	struct hito_str text = {(const char *)file->data, file->size};

	return text;
}
