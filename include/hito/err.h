/* SPDX-License-Identifier: MIT */
/*
 * Why something could not be done.
 *
 * A function that can fail returns true when it is done and its outputs are
 * set; false leaves the outputs untouched and fills err (which may be NULL).
 * Whoever first knows the reason fills it. No memory is needed.
 *
 * It begins as { .lang = ... }, the rest zero: sentences are then written in
 * that language, where it has them.
 */
#ifndef HITO_ERR_H
#define HITO_ERR_H

#include <stdbool.h>
#include <stdint.h>

#include "hito/message.h"
#include "hito/str.h"

#pragma GCC visibility push(default)

enum hito_errcode {
	HITO_OK,
	HITO_ERR_MEMORY,
	HITO_ERR_IO,         /* a file could not be read or written */
	HITO_ERR_INPUT,      /* not what it claims to be, or over a limit */
	HITO_ERR_GIT,        /* the repository could not be read */
	HITO_ERR_USAGE,      /* wrong call, wrong argument */
	HITO_ERR_INCOMPLETE, /* history is missing: shallow, lost objects */
};

struct hito_err {
	enum hito_lang lang; /* of message and help; NONE is English */
	enum hito_errcode code;
	uint32_t line, column; /* from 1; 0 = none */
	char path[256];        /* foreign bytes: escape when printing */
	char message[512];     /* may hold foreign bytes too */
	char help[256];        /* what to do about it; may be empty */
};

#define HITO_MUST __attribute__((warn_unused_result))

/*
 * Each fills err (if not NULL) and returns false, so: return hito_err_...;
 * format and what are English; their translations are looked up.
 */
__attribute__((format(printf, 3, 4))) bool hito_err_set(struct hito_err *err,
							enum hito_errcode code,
							const char *format,
							...);
/* The same for a sentence that is in a variable; it has no directives. */
bool hito_err_say(struct hito_err *err, enum hito_errcode code,
		  const char *english);
bool hito_err_memory(struct hito_err *err);
/* "path: what: strerror(number)" */
bool hito_err_system(struct hito_err *err, struct hito_str path,
		     const char *what, int number);
/* Add a place or a remedy to an error that has none. Return false. */
bool hito_err_at(struct hito_err *err, struct hito_str path, uint32_t line,
		 uint32_t column);
__attribute__((format(printf, 2, 3))) bool
hito_err_help(struct hito_err *err, const char *format, ...);

#pragma GCC visibility pop
#endif
