/* SPDX-License-Identifier: MIT */
/* Reading the bytes of commits, trees and tags. */
#include "history/object.h"

#include "base/num.h"
#include "base/utf8.h"
#include "hito/limits.h"

#include <string.h>

/* Later times, and zones further off, are taken as not given. */
#define LAST_SECOND INT64_C(253402128000) /* 9999-12-30 */
#define FARTHEST_ZONE (24 * 60)

int hito_oid_compare(const struct hito_oid *a, const struct hito_oid *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes));
}

void hito_oid_format(const struct hito_oid *oid, char text[HITO_ID_SIZE])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < sizeof(oid->bytes); i++) {
		text[2 * i] = digits[oid->bytes[i] >> 4];
		text[2 * i + 1] = digits[oid->bytes[i] & 15];
	}
	text[HITO_ID_SIZE - 1] = '\0';
}

#define DIGIT 16u

/* DIGIT and what a hexadecimal digit stands for; of other bytes 0. */
static unsigned digit_of(char byte)
{
	static const unsigned char digits[256] = {
		['0'] = 16, ['1'] = 17, ['2'] = 18, ['3'] = 19, ['4'] = 20,
		['5'] = 21, ['6'] = 22, ['7'] = 23, ['8'] = 24, ['9'] = 25,
		['a'] = 26, ['b'] = 27, ['c'] = 28, ['d'] = 29, ['e'] = 30,
		['f'] = 31, ['A'] = 26, ['B'] = 27, ['C'] = 28, ['D'] = 29,
		['E'] = 30, ['F'] = 31,
	};

	return digits[(unsigned char)byte];
}

bool hito_oid_parse(struct hito_str text, struct hito_oid *out_oid)
{
	struct hito_oid oid;
	unsigned all = DIGIT;

	if (text.len != HITO_ID_SIZE - 1)
		return false;
	for (size_t i = 0; i < sizeof(oid.bytes); i++) {
		unsigned high = digit_of(text.ptr[2 * i]);
		unsigned low = digit_of(text.ptr[2 * i + 1]);

		all &= high & low;
		oid.bytes[i] = (unsigned char)((high & 15) << 4 | (low & 15));
	}
	if (!all)
		return false;
	*out_oid = oid;
	return true;
}

/* Lines end with LF alone: a CR belongs to what is written. */
static bool cut_header(struct hito_str *rest, struct hito_str *line)
{
	if (!rest->len)
		return false;
	hito_str_cut(*rest, '\n', line, rest);
	return true;
}

static bool cut_word(struct hito_str line, const char *word,
		     struct hito_str *out_value)
{
	if (!hito_str_starts(line, word))
		return false;
	*out_value = hito_str_slice(line, strlen(word), line.len);
	return true;
}

/* Minutes of "+hhmm"; 0 for anything else. */
static int32_t read_zone(struct hito_str text)
{
	uint32_t number;
	int32_t minutes;

	if (text.len < 2 || (text.ptr[0] != '+' && text.ptr[0] != '-'))
		return 0;
	if (!hito_str_u32(hito_str_slice(text, 1, text.len), &number) ||
	    number > 9999)
		return 0;
	minutes = (int32_t)(number / 100 * 60 + number % 100);
	if (minutes > FARTHEST_ZONE)
		return 0;
	return text.ptr[0] == '-' ? -minutes : minutes;
}

/* "1767225600 +0100"; zero for anything else. */
static struct hito_instant read_time(struct hito_str text)
{
	struct hito_instant instant = {0, 0};
	struct hito_str seconds, zone;
	uint64_t number;

	hito_str_cut(hito_str_trim(text), ' ', &seconds, &zone);
	if (!hito_str_u64(seconds, &number) || number > LAST_SECOND)
		return instant;
	instant.seconds = (int64_t)number;
	instant.offset = read_zone(hito_str_trim(zone));
	return instant;
}

bool hito_object_has_time(struct hito_instant time)
{
	return time.seconds >= 0 && time.seconds <= LAST_SECOND &&
	       time.offset >= -FARTHEST_ZONE && time.offset <= FARTHEST_ZONE;
}

struct signature {
	struct hito_str name, email;
	struct hito_instant time;
};

/* "Name <address> seconds zone": the date stands behind the last ">". */
static struct signature read_signature(struct hito_str line)
{
	struct signature signature = {.name = hito_str_trim(line)};
	size_t open = hito_str_find_byte(line, '<', 0);
	size_t end, last = line.len;

	if (open == SIZE_MAX)
		return signature;
	signature.name = hito_str_trim(hito_str_slice(line, 0, open));
	end = hito_str_find_byte(line, '>', open);
	signature.email = hito_str_trim(hito_str_slice(line, open + 1, end));
	while (last > open && line.ptr[last - 1] != '>')
		last--;
	if (last > open)
		signature.time =
			read_time(hito_str_slice(line, last, line.len));
	return signature;
}

static bool is_latin1(struct hito_str encoding)
{
	static const char *const names[] = {
		"ISO-8859-1", "ISO8859-1",    "ISO_8859-1", "ISO88591",
		"latin1",     "latin-1",      "l1",         "cp1252",
		"cp-1252",    "windows-1252",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (hito_str_equal_nocase(encoding, hito_str_from(names[i])))
			return true;
	return false;
}

/* What Windows has where Latin-1 has only controls; 0: the control. */
static uint32_t latin1_code(unsigned char byte)
{
	static const uint16_t windows[32] = {
		0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
		0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
	};

	if (byte < 0x80 || byte > 0x9f || !windows[byte - 0x80])
		return byte;
	return windows[byte - 0x80];
}

static struct hito_str from_latin1(struct hito_arena *arena,
				   struct hito_str text)
{
	struct hito_str out = {NULL, 0};
	size_t size, len = 0;
	char *bytes;

	if (!hito_num_mul(text.len, 3, &size) || !hito_num_add(size, 1, &size))
		return out;
	bytes = hito_arena_alloc(arena, size, 1);
	if (!bytes)
		return out;
	for (size_t i = 0; i < text.len; i++)
		len += hito_utf8_encode(latin1_code((unsigned char)text.ptr[i]),
					bytes + len);
	out.ptr = bytes;
	out.len = len;
	return out;
}

struct hito_str hito_view_text(const struct hito_commit_view *view,
			       struct hito_str text, struct hito_arena *arena)
{
	return is_latin1(view->encoding) ? from_latin1(arena, text)
					 : hito_arena_copy(arena, text);
}

/*
 * The parents stand right behind the tree, and nowhere else: as many lines of
 * one length.
 */
static bool view_parents(struct hito_str *rest, struct hito_commit_view *view)
{
	struct hito_str after = *rest, line, value;
	struct hito_oid oid;

	view->parent_lines = rest->ptr;
	while (cut_header(&after, &line) && cut_word(line, "parent ", &value)) {
		if (!hito_oid_parse(value, &oid))
			return false;
		view->parent_count++;
		*rest = after;
	}
	return true;
}

void hito_view_parent(const struct hito_commit_view *view, size_t number,
		      struct hito_oid *out_oid)
{
	static const size_t word = sizeof("parent ") - 1;
	const char *line = view->parent_lines + number * (word + HITO_ID_SIZE);

	hito_oid_parse((struct hito_str){line + word, HITO_ID_SIZE - 1},
		       out_oid);
}

/* The other headers; lines that begin with a space continue one. */
static void read_headers(struct hito_str *rest, struct signature *author,
			 struct signature *committer,
			 struct hito_str *out_encoding)
{
	bool has_author = false, has_committer = false;
	struct hito_str line, value;

	while (cut_header(rest, &line) && line.len) {
		if (!has_author && cut_word(line, "author ", &value)) {
			*author = read_signature(value);
			has_author = true;
		} else if (!has_committer &&
			   cut_word(line, "committer ", &value)) {
			*committer = read_signature(value);
			has_committer = true;
		} else if (!out_encoding->len &&
			   cut_word(line, "encoding ", &value)) {
			*out_encoding = hito_str_trim(value);
		}
	}
}

bool hito_object_view(struct hito_str bytes, struct hito_commit_view *out_view)
{
	struct hito_commit_view view = {.parent_count = 0};
	struct signature author = {.name = {NULL, 0}}, committer = author;
	struct hito_str rest = bytes, line, value;

	if (!cut_header(&rest, &line) || !cut_word(line, "tree ", &value) ||
	    !hito_oid_parse(value, &view.tree) || !view_parents(&rest, &view))
		return false;
	read_headers(&rest, &author, &committer, &view.encoding);
	view.author_name = author.name;
	view.author_email = author.email;
	view.author_time = author.time;
	view.committer_time = committer.time;
	view.message = hito_str_slice(rest, 0, HITO_LIMIT_MESSAGE);
	*out_view = view;
	return true;
}

enum hito_read hito_object_commit(struct hito_str bytes,
				  struct hito_arena *arena,
				  struct hito_git_commit *out_commit,
				  struct hito_err *err)
{
	struct hito_git_commit commit;
	struct hito_commit_view view;
	struct hito_oid *parents;

	if (!hito_object_view(bytes, &view))
		return HITO_READ_MISSING;
	commit = (struct hito_git_commit){
		.tree = view.tree,
		.parent_count = view.parent_count,
		.author_time = view.author_time,
		.committer_time = view.committer_time,
	};
	parents = hito_new(arena, struct hito_oid, view.parent_count);
	commit.author_name = hito_view_text(&view, view.author_name, arena);
	commit.author_email = hito_view_text(&view, view.author_email, arena);
	commit.message = hito_view_text(&view, view.message, arena);
	if (!parents || !commit.author_name.ptr || !commit.author_email.ptr ||
	    !commit.message.ptr) {
		hito_err_memory(err);
		return HITO_READ_FAILED;
	}
	for (size_t i = 0; i < view.parent_count; i++)
		hito_view_parent(&view, i, &parents[i]);
	commit.parents = parents;
	*out_commit = commit;
	return HITO_READ_OK;
}

bool hito_object_entry(struct hito_str *rest, struct hito_git_entry *entry)
{
	size_t size = sizeof(entry->oid.bytes);
	uint32_t mode = 0;
	struct hito_str digits, after;

	if (!hito_str_cut(*rest, ' ', &digits, &after) || !digits.len ||
	    digits.len > 7)
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '7')
			return false;
		mode = mode * 8 + (uint32_t)(digits.ptr[i] - '0');
	}
	if (!hito_str_cut(after, '\0', &entry->name, &after) ||
	    !entry->name.len || after.len < size)
		return false;
	memcpy(entry->oid.bytes, after.ptr, size);
	switch (mode & 0170000) {
	case 0040000:
		entry->kind = HITO_ENTRY_TREE;
		break;
	case 0120000:
		entry->kind = HITO_ENTRY_LINK;
		break;
	case 0160000:
		entry->kind = HITO_ENTRY_SUBMODULE;
		break;
	default:
		entry->kind = HITO_ENTRY_FILE;
	}
	*rest = hito_str_slice(after, size, after.len);
	return true;
}

enum hito_read hito_object_tree(struct hito_str bytes, struct hito_arena *arena,
				struct hito_git_entry **out_entries,
				size_t *out_count, struct hito_err *err)
{
	struct hito_git_entry entry, *entries;
	struct hito_str rest = bytes;
	size_t count = 0;

	while (rest.len) {
		if (!hito_object_entry(&rest, &entry))
			return HITO_READ_MISSING;
		count++;
	}
	rest = hito_arena_copy(arena, bytes);
	entries = hito_new(arena, struct hito_git_entry, count + 1);
	if (!rest.ptr || !entries) {
		hito_err_memory(err);
		return HITO_READ_FAILED;
	}
	for (size_t i = 0; i < count; i++)
		hito_object_entry(&rest, &entries[i]);
	*out_entries = entries;
	*out_count = count;
	return HITO_READ_OK;
}

bool hito_object_tag(struct hito_str bytes, struct hito_oid *out_target)
{
	struct hito_str line, value;

	return cut_header(&bytes, &line) && cut_word(line, "object ", &value) &&
	       hito_oid_parse(value, out_target);
}
