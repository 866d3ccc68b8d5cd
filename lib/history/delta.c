/* SPDX-License-Identifier: MIT */
/* Making objects of deltas. */
#include "history/delta.h"

#define COPY 0x80u
#define LONGEST_COPY 0x10000u /* what a length of zero stands for */

static bool cut_size(const unsigned char **at, const unsigned char *end,
		     uint64_t *out_size)
{
	uint64_t size = 0;
	unsigned shift = 0;
	unsigned char byte;

	do {
		if (*at == end || shift > 56)
			return false;
		byte = *(*at)++;
		size |= (uint64_t)(byte & 0x7f) << shift;
		shift += 7;
	} while (byte & 0x80);
	*out_size = size;
	return true;
}

bool hito_delta_sizes(struct hito_str *delta, uint64_t *out_base,
		      uint64_t *out_result)
{
	const unsigned char *start = (const unsigned char *)delta->ptr;
	const unsigned char *at = start, *end = start + delta->len;

	if (!cut_size(&at, end, out_base) || !cut_size(&at, end, out_result))
		return false;
	*delta = hito_str_slice(*delta, (size_t)(at - start), delta->len);
	return true;
}

/* The bits of an order tell which bytes of offset and length follow. */
static bool cut_copy(unsigned order, const unsigned char **at,
		     const unsigned char *end, size_t *out_offset,
		     size_t *out_len)
{
	size_t values[2] = {0, 0}; /* offset, length */

	for (unsigned i = 0; i < 7; i++) {
		if (!(order & 1u << i))
			continue;
		if (*at == end)
			return false;
		if (i < 4)
			values[0] |= (size_t) * (*at)++ << (8 * i);
		else
			values[1] |= (size_t) * (*at)++ << (8 * (i - 4));
	}
	*out_offset = values[0];
	*out_len = values[1] ? values[1] : LONGEST_COPY;
	return true;
}

bool hito_delta_apply(struct hito_str base, struct hito_str delta, char *out,
		      size_t size)
{
	const unsigned char *at = (const unsigned char *)delta.ptr;
	const unsigned char *end = at + delta.len;
	size_t done = 0;

	while (at < end) {
		unsigned order = *at++;
		size_t offset, len;

		if (order & COPY) {
			if (!cut_copy(order, &at, end, &offset, &len) ||
			    offset > base.len || len > base.len - offset ||
			    len > size - done)
				return false;
			memcpy(out + done, base.ptr + offset, len);
		} else {
			len = order;
			if (!len || len > (size_t)(end - at) ||
			    len > size - done)
				return false;
			memcpy(out + done, at, len);
			at += len;
		}
		done += len;
	}
	return done == size;
}
