/* SPDX-License-Identifier: MIT */
/*
 * Where text leaves: all output goes through a hito_out.
 *
 * The first failed write sets failed; later ones do nothing. The command asks
 * once, at the end, after flushing. Foreign text goes through
 * hito_out_foreign or hito_json_str (base/json.h), never raw.
 */
#ifndef HITO_OUT_H
#define HITO_OUT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hito/arena.h"
#include "hito/str.h"

#pragma GCC visibility push(default)

struct hito_out {
	bool (*write)(void *ctx, const char *ptr, size_t len);
	bool (*flush)(void *ctx); /* may be NULL */
	void *ctx;
	bool failed;
	int error; /* errno of the first failure, 0 if not known */
};

void hito_out_bytes(struct hito_out *out, const char *ptr, size_t len);
/* Here, so that the length of a text of ours is known when it is compiled. */
static inline void hito_out_text(struct hito_out *out, const char *terminated)
{
	hito_out_bytes(out, terminated, strlen(terminated));
}
void hito_out_str(struct hito_out *out, struct hito_str text);
__attribute__((format(printf, 2, 3))) void
hito_out_printf(struct hito_out *out, const char *format, ...);
/* A number in digits, with spaces before it up to so many columns (or 0). */
void hito_out_number(struct hito_out *out, uint32_t number, size_t columns);
/* count times the byte */
void hito_out_repeat(struct hito_out *out, char byte, size_t count);

/*
 * Foreign text made visible. Nothing that it writes can steer a terminal,
 * begin a line or start a command of a CI service:
 *
 *     \x1b      C0 controls, DEL, each byte that is not UTF-8
 *     \u{202e}  C1, bidi, zero-width and other invisible format characters
 *     a space   TAB, LF, CR, CRLF
 *     \:\:      "::" at the start, after blanks too (GitHub); ":" alone is \:
 *     \#\#      the ## of "##[", "##vso[", "##teamcity[" or any such word,
 *               wherever it stands (agents look in the whole line)
 *
 * A backslash stands for itself: the text is for eyes, not to be read back.
 *
 * Returns how many columns that is: at most so many for each byte.
 */
#define HITO_OUT_WIDEST 4
size_t hito_out_foreign(struct hito_out *out, struct hito_str text);
/* The columns that hito_out_foreign's text takes on a terminal. */
size_t hito_out_foreign_width(struct hito_str text);
/*
 * The same, cut to at most columns (with an ellipsis when cut) and, when pad
 * is true, filled with spaces to exactly columns.
 */
void hito_out_foreign_fit(struct hito_out *out, struct hito_str text,
			  size_t columns, bool pad);

bool hito_out_flush(struct hito_out *out);

/* A backend over a FILE-like descriptor with a buffer of its own. */
struct hito_out_file {
	int fd;
	size_t used;
	char buffer[65536];
};
void hito_out_to_file(struct hito_out *out, struct hito_out_file *file, int fd);

/* A backend that collects in an arena; limit bounds its size in bytes. */
struct hito_out_memory {
	struct hito_arena *arena;
	char *ptr;
	size_t len, capacity, limit;
};
void hito_out_to_memory(struct hito_out *out, struct hito_out_memory *memory,
			struct hito_arena *arena, size_t limit);
/* About so many bytes will come: room for them is had at once. */
void hito_out_memory_expect(struct hito_out_memory *memory, size_t bytes);

#pragma GCC visibility pop
#endif
