/* SPDX-License-Identifier: MIT */
/*
 * Sixteen bytes of a text compared at once: what compilers for any machine
 * do with few instructions.
 */
#ifndef HITO_BASE_WIDE_H
#define HITO_BASE_WIDE_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define HITO_WIDE 16

typedef unsigned char hito_wide __attribute__((vector_size(HITO_WIDE)));

static inline hito_wide hito_wide_load(const char *bytes)
{
	hito_wide wide;

	memcpy(&wide, bytes, sizeof(wide));
	return wide;
}

/*
 * A bit for each byte of a comparison that holds; the lowest is that of the
 * first byte.
 */
static inline unsigned hito_wide_bits(hito_wide holds)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)holds);
#else
	/* A bit of its own of each byte, gathered in the highest byte. */
	const uint64_t each = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
				      ? UINT64_C(0x8040201008040201)
				      : UINT64_C(0x0102040810204080);
	const uint64_t gather = UINT64_C(0x0101010101010101);
	uint64_t words[2];

	memcpy(words, &holds, sizeof(words));
	return (unsigned)((words[0] & each) * gather >> 56) |
	       (unsigned)((words[1] & each) * gather >> 56) << 8;
#endif
}

/* Anything but the printable characters of ASCII. */
static inline hito_wide hito_wide_odd(hito_wide wide)
{
	/* As numbers with a sign the bytes from 0x80 on are small, too. */
	typedef signed char with_sign __attribute__((vector_size(HITO_WIDE)));

	return (hito_wide)((with_sign)wide < ' ') | (hito_wide)(wide == 0x7f);
}

#endif
