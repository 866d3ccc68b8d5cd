/* SPDX-License-Identifier: MIT */
/* Filling the reason why something could not be done. */
#include "hito/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Shorten to what is there of whole UTF-8 characters after a cut. */
static void drop_cut_character(char *text, size_t len)
{
	size_t start = len;

	while (start && len - start < 4) {
		unsigned char byte = (unsigned char)text[--start];
		size_t size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;

		if (byte < 0x80)
			return;
		if (byte < 0xc0)
			continue;
		if (len - start < size)
			text[start] = '\0';
		return;
	}
}

__attribute__((format(printf, 3, 0))) static void
fill(char *text, size_t size, const char *format, va_list args)
{
	int len = vsnprintf(text, size, format, args);

	if (len < 0)
		text[0] = '\0';
	else if ((size_t)len >= size)
		drop_cut_character(text, size - 1);
}

static void fill_path(struct hito_err *err, struct hito_str path)
{
	size_t len = path.len;

	if (len >= sizeof(err->path))
		len = sizeof(err->path) - 1;
	if (len)
		memcpy(err->path, path.ptr, len);
	err->path[len] = '\0';
	if (len < path.len)
		drop_cut_character(err->path, len);
}

bool hito_err_set(struct hito_err *err, enum hito_errcode code,
		  const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	*err = (struct hito_err){.lang = err->lang, .code = code};
	va_start(args, format);
	fill(err->message, sizeof(err->message),
	     hito_message(err->lang, format), args);
	va_end(args);
	return false;
}

bool hito_err_say(struct hito_err *err, enum hito_errcode code,
		  const char *english)
{
	if (!err)
		return false;
	return hito_err_set(err, code, "%s", hito_message(err->lang, english));
}

bool hito_err_memory(struct hito_err *err)
{
	return hito_err_set(err, HITO_ERR_MEMORY, "out of memory");
}

bool hito_err_system(struct hito_err *err, struct hito_str path,
		     const char *what, int number)
{
	if (!err)
		return false;
	if (number == ENOMEM)
		hito_err_memory(err);
	else
		hito_err_set(err, HITO_ERR_IO, "%s: %s",
			     hito_message(err->lang, what),
			     hito_message(err->lang, strerror(number)));
	fill_path(err, path);
	return false;
}

bool hito_err_at(struct hito_err *err, struct hito_str path, uint32_t line,
		 uint32_t column)
{
	if (!err)
		return false;
	if (!err->path[0])
		fill_path(err, path);
	if (!err->line) {
		err->line = line;
		err->column = column;
	}
	return false;
}

bool hito_err_help(struct hito_err *err, const char *format, ...)
{
	va_list args;

	if (!err || err->help[0])
		return false;
	va_start(args, format);
	fill(err->help, sizeof(err->help), hito_message(err->lang, format),
	     args);
	va_end(args);
	return false;
}
