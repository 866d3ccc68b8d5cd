/* SPDX-License-Identifier: MIT */
/*
 * Inflating through libdeflate; nobody else includes it. Objects tell their
 * size beforehand, so whole streams at once are all that is needed, which is
 * what it is fast at.
 */
#include "history/inflate.h"

#include <libdeflate.h>

/* Its type under our name. */
static struct libdeflate_decompressor *of(struct hito_inflater *inflater)
{
	return (struct libdeflate_decompressor *)inflater;
}

struct hito_inflater *hito_inflater_new(void)
{
	return (struct hito_inflater *)libdeflate_alloc_decompressor();
}

void hito_inflater_free(struct hito_inflater *inflater)
{
	if (inflater)
		libdeflate_free_decompressor(of(inflater));
}

enum hito_inflated hito_inflate(struct hito_inflater *inflater,
				struct hito_str in, char *out, size_t size,
				size_t *out_len, size_t *out_used)
{
	switch (libdeflate_zlib_decompress_ex(of(inflater), in.ptr, in.len, out,
					      size, out_used, out_len)) {
	case LIBDEFLATE_SUCCESS:
		return HITO_INFLATED;
	case LIBDEFLATE_INSUFFICIENT_SPACE:
		return HITO_INFLATE_LARGE;
	case LIBDEFLATE_BAD_DATA:
	case LIBDEFLATE_SHORT_OUTPUT:
		break;
	}
	return HITO_INFLATE_DAMAGED;
}
