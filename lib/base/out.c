/* SPDX-License-Identifier: MIT */
/* Writing text, and foreign text made harmless, to a backend. */
#include "hito/out.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "base/utf8.h"

static bool file_write(void *ctx, const char *ptr, size_t len);
static bool memory_write(void *ctx, const char *ptr, size_t len);

__attribute__((noinline)) static void pass_on(struct hito_out *out,
					      const char *ptr, size_t len)
{
	if (out->failed)
		return;
	errno = 0;
	if (!out->write(out->ctx, ptr, len)) {
		out->failed = true;
		out->error = errno;
	}
}

/* Most are a few bytes, for which there is room at hand. */
void hito_out_bytes(struct hito_out *out, const char *ptr, size_t len)
{
	char *room = NULL;

	if (!len)
		return;
	if (out->write == file_write) {
		struct hito_out_file *file = out->ctx;

		if (!out->failed && len <= sizeof(file->buffer) - file->used) {
			room = file->buffer + file->used;
			file->used += len;
		}
	} else if (out->write == memory_write) {
		struct hito_out_memory *memory = out->ctx;

		if (!out->failed && len <= memory->capacity - memory->len) {
			room = memory->ptr + memory->len;
			memory->len += len;
		}
	}
	if (room)
		memcpy(room, ptr, len);
	else
		pass_on(out, ptr, len);
}

void hito_out_str(struct hito_out *out, struct hito_str text)
{
	hito_out_bytes(out, text.ptr, text.len);
}

static void fail(struct hito_out *out, int error)
{
	if (!out->failed)
		out->error = error;
	out->failed = true;
}

/* What does not fit the small buffer is made in memory of its own. */
__attribute__((format(printf, 3, 0))) static void
print_long(struct hito_out *out, size_t len, const char *format, va_list args)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	char *text = arena ? hito_arena_alloc(arena, len + 1, 1) : NULL;

	if (text) {
		vsnprintf(text, len + 1, format, args);
		hito_out_bytes(out, text, len);
	} else {
		fail(out, ENOMEM);
	}
	hito_arena_free(arena);
}

void hito_out_printf(struct hito_out *out, const char *format, ...)
{
	char text[1024];
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(text, sizeof(text), format, args);
	if (len < 0)
		fail(out, errno);
	else if ((size_t)len < sizeof(text))
		hito_out_bytes(out, text, (size_t)len);
	else
		print_long(out, (size_t)len, format, again);
	va_end(again);
	va_end(args);
}

void hito_out_number(struct hito_out *out, uint32_t number, size_t columns)
{
	char text[16];
	size_t at = sizeof(text);

	do {
		text[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	while (sizeof(text) - at < columns && at > 0)
		text[--at] = ' ';
	hito_out_bytes(out, text + at, sizeof(text) - at);
}

void hito_out_repeat(struct hito_out *out, char byte, size_t count)
{
	char run[64];
	size_t part = count < sizeof(run) ? count : sizeof(run);

	memset(run, byte, part);
	while (count && !out->failed) {
		if (part > count)
			part = count;
		hito_out_bytes(out, run, part);
		count -= part;
	}
}

/* Foreign text, read one unit at a time: what stands or falls together. */
struct foreign {
	struct hito_str text;
	size_t at;
	bool begun; /* something other than a blank was seen */
};

struct unit {
	char bytes[16];
	size_t size, width; /* bytes and columns */
};

static void unit_text(struct unit *unit, const char *text)
{
	unit->size = strlen(text);
	unit->width = unit->size;
	memcpy(unit->bytes, text, unit->size);
}

static char byte_at(const struct foreign *foreign, size_t at)
{
	return at < foreign->text.len ? foreign->text.ptr[at] : '\0';
}

/* "##[", "##vso[", "##teamcity[": agents look for these in the whole line. */
static bool is_agent_command(const struct foreign *foreign, size_t at)
{
	if (byte_at(foreign, at) != '#' || byte_at(foreign, at + 1) != '#')
		return false;
	at += 2;
	for (int i = 0; i < 32; i++, at++) {
		char byte = byte_at(foreign, at);

		if (byte == '[')
			return true;
		if ((byte < 'a' || byte > 'z') && (byte < 'A' || byte > 'Z'))
			return false;
	}
	return false;
}

/* A CI command's first characters, broken by backslashes. */
static bool read_command(struct foreign *foreign, struct unit *unit)
{
	if (is_agent_command(foreign, foreign->at)) {
		unit_text(unit, "\\#\\#");
		foreign->at += 2;
		return true;
	}
	if (foreign->begun || byte_at(foreign, foreign->at) != ':')
		return false;
	if (byte_at(foreign, foreign->at + 1) == ':') {
		unit_text(unit, "\\:\\:");
		foreign->at += 2;
		return true;
	}
	/* Alone, it could meet the colon that our own text puts behind it. */
	if (foreign->at + 1 == foreign->text.len) {
		unit_text(unit, "\\:");
		foreign->at++;
		return true;
	}
	return false;
}

/* Spaces that a CI runner skips before it looks for a command. */
static bool is_blank(uint32_t code)
{
	return code == ' ' || code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
	       code == 0x205f || code == 0x3000;
}

/* Format characters that take no room and can hide or reorder text. */
static bool is_invisible(uint32_t code)
{
	return hito_utf8_is_control(code) || hito_utf8_is_bidi(code) ||
	       hito_utf8_is_zero_width(code) || code == 0x2028 ||
	       code == 0x2029 || (code >= 0x2061 && code <= 0x206f) ||
	       (code >= 0xfff9 && code <= 0xfffb) ||
	       (code >= 0xe0000 && code <= 0xe007f);
}

static void unit_code(struct unit *unit, uint32_t code)
{
	if (is_invisible(code)) {
		char text[sizeof(unit->bytes)];

		snprintf(text, sizeof(text),
			 code < 0x80 ? "\\x%02x" : "\\u{%x}", (unsigned)code);
		unit_text(unit, text);
		return;
	}
	unit->size = hito_utf8_encode(code, unit->bytes);
	unit->width = (size_t)hito_utf8_width(code);
}

static bool read_unit(struct foreign *foreign, struct unit *unit)
{
	size_t size;
	bool valid;
	uint32_t code;

	if (foreign->at >= foreign->text.len)
		return false;
	if (read_command(foreign, unit)) {
		foreign->begun = true;
		return true;
	}
	code = hito_utf8_at(foreign->text, foreign->at, &size, &valid);
	if (code == '\r' && byte_at(foreign, foreign->at + 1) == '\n')
		size = 2;
	if (!valid) {
		char text[8];

		snprintf(text, sizeof(text), "\\x%02x",
			 (unsigned char)foreign->text.ptr[foreign->at]);
		unit_text(unit, text);
	} else {
		if (code == '\t' || code == '\n' || code == '\r')
			code = ' ';
		unit_code(unit, code);
	}
	foreign->begun = foreign->begun || !valid || !is_blank(code);
	foreign->at += size;
	return true;
}

/* Where bytes end that stand for themselves, behind the first of the text. */
static size_t plain_end(const struct foreign *foreign, size_t at)
{
	struct hito_str text = foreign->text;
	size_t end = hito_utf8_skip_printable(text, at);
	const char *mark;

	while (at < end && (mark = memchr(text.ptr + at, '#', end - at))) {
		at = (size_t)(mark - text.ptr);
		if (is_agent_command(foreign, at))
			return at;
		at++;
	}
	return end;
}

/*
 * Take the bytes that stand for themselves, a column each, and begin no
 * command: most of the text.
 */
static struct hito_str take_plain(struct foreign *foreign)
{
	struct hito_str text = foreign->text;
	size_t start = foreign->at, first = start;

	while (!foreign->begun && first < text.len && text.ptr[first] == ' ')
		first++;
	foreign->at = first;
	if (foreign->begun || (first < text.len && text.ptr[first] != ':'))
		foreign->at = plain_end(foreign, first);
	foreign->begun |= foreign->at > first;
	return hito_str_slice(text, start, foreign->at);
}

size_t hito_out_foreign(struct hito_out *out, struct hito_str text)
{
	struct foreign foreign = {text, 0, false};
	struct unit unit;
	size_t width = 0;

	do {
		struct hito_str plain = take_plain(&foreign);

		hito_out_str(out, plain);
		width += plain.len;
		if (!read_unit(&foreign, &unit))
			break;
		hito_out_bytes(out, unit.bytes, unit.size);
		width += unit.width;
	} while (!out->failed);
	return width;
}

size_t hito_out_foreign_width(struct hito_str text)
{
	struct foreign foreign = {text, 0, false};
	struct unit unit;
	size_t width = 0;

	for (;;) {
		width += take_plain(&foreign).len;
		if (!read_unit(&foreign, &unit))
			return width;
		width += unit.width;
	}
}

static bool fits(struct hito_str text, size_t columns)
{
	struct foreign foreign = {text, 0, false};
	struct unit unit;
	size_t width = 0;

	while (width <= columns) {
		width += take_plain(&foreign).len;
		if (!read_unit(&foreign, &unit))
			break;
		width += unit.width;
	}
	return width <= columns;
}

void hito_out_foreign_fit(struct hito_out *out, struct hito_str text,
			  size_t columns, bool pad)
{
	struct foreign foreign = {text, 0, false};
	struct unit unit;
	size_t width = 0;
	size_t room = columns;
	bool cut = !fits(text, columns);

	if (!columns)
		return;
	if (cut)
		room--;
	while (!out->failed) {
		struct hito_str plain = take_plain(&foreign);

		if (plain.len > room - width)
			plain.len = room - width;
		hito_out_str(out, plain);
		width += plain.len;
		if (!read_unit(&foreign, &unit) || unit.width > room - width)
			break;
		hito_out_bytes(out, unit.bytes, unit.size);
		width += unit.width;
	}
	if (cut) {
		hito_out_text(out, "\xe2\x80\xa6");
		width++;
	}
	if (pad)
		hito_out_repeat(out, ' ', columns - width);
}

bool hito_out_flush(struct hito_out *out)
{
	if (!out->failed && out->flush) {
		errno = 0;
		if (!out->flush(out->ctx))
			fail(out, errno);
	}
	return !out->failed;
}

/* Wait until a descriptor that does not block takes bytes again. */
static bool wait_for(int fd)
{
	struct pollfd poll_fd = {.fd = fd, .events = POLLOUT};

	return poll(&poll_fd, 1, -1) >= 0 || errno == EINTR;
}

static bool write_all(int fd, const char *ptr, size_t len)
{
	while (len) {
		ssize_t written = write(fd, ptr, len);

		if (written >= 0) {
			ptr += written;
			len -= (size_t)written;
			continue;
		}
		if (errno == EINTR)
			continue;
		if ((errno != EAGAIN && errno != EWOULDBLOCK) || !wait_for(fd))
			return false;
	}
	return true;
}

static bool file_flush(void *ctx)
{
	struct hito_out_file *file = ctx;
	size_t used = file->used;

	file->used = 0;
	return write_all(file->fd, file->buffer, used);
}

static bool file_write(void *ctx, const char *ptr, size_t len)
{
	struct hito_out_file *file = ctx;

	if (len > sizeof(file->buffer) - file->used && !file_flush(file))
		return false;
	if (len > sizeof(file->buffer))
		return write_all(file->fd, ptr, len);
	memcpy(file->buffer + file->used, ptr, len);
	file->used += len;
	return true;
}

void hito_out_to_file(struct hito_out *out, struct hito_out_file *file, int fd)
{
	file->fd = fd;
	file->used = 0;
	*out = (struct hito_out){
		.write = file_write, .flush = file_flush, .ctx = file};
}

static bool memory_room(struct hito_out_memory *memory, size_t needed)
{
	size_t capacity = memory->capacity ? memory->capacity : 256;
	char *grown;

	while (capacity < needed) {
		if (!hito_num_mul(capacity, 2, &capacity))
			return false;
	}
	if (capacity > memory->limit)
		capacity = memory->limit;
	if (capacity == memory->capacity)
		return true;
	grown = hito_arena_bytes(memory->arena, capacity);
	if (!grown)
		return false;
	if (memory->len)
		memcpy(grown, memory->ptr, memory->len);
	memory->ptr = grown;
	memory->capacity = capacity;
	return true;
}

static bool memory_write(void *ctx, const char *ptr, size_t len)
{
	struct hito_out_memory *memory = ctx;
	size_t needed;

	if (!hito_num_add(memory->len, len, &needed) ||
	    needed > memory->limit) {
		errno = EFBIG;
		return false;
	}
	if (!memory_room(memory, needed)) {
		errno = ENOMEM;
		return false;
	}
	memcpy(memory->ptr + memory->len, ptr, len);
	memory->len = needed;
	return true;
}

void hito_out_memory_expect(struct hito_out_memory *memory, size_t bytes)
{
	if (bytes <= memory->limit)
		(void)memory_room(memory, bytes);
}

void hito_out_to_memory(struct hito_out *out, struct hito_out_memory *memory,
			struct hito_arena *arena, size_t limit)
{
	*memory = (struct hito_out_memory){.arena = arena, .limit = limit};
	*out = (struct hito_out){.write = memory_write, .ctx = memory};
}
