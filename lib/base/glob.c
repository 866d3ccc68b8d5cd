/* SPDX-License-Identifier: MIT */
/*
 * Path patterns, matched without recursion.
 *
 * After a star fails, only the last star before it needs another try: an
 * earlier one cannot help where the later one could not. The same holds for
 * folders and two stars, so both loops take at most quadratic time.
 */
#include "base/glob.h"

#include "base/utf8.h"
#include "hito/limits.h"

static bool is_wildcard(char byte)
{
	return byte == '*' || byte == '?' || byte == '[';
}

static bool has_wildcard(struct hito_str pattern)
{
	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.ptr[i] == '\\')
			i++;
		else if (is_wildcard(pattern.ptr[i]))
			return true;
	}
	return false;
}

/* A byte that is not UTF-8 equals itself alone. */
static uint32_t code_at(struct hito_str text, size_t at, size_t *size)
{
	bool valid;
	uint32_t code = hito_utf8_at(text, at, size, &valid);

	return valid ? code : 0x110000u + (unsigned char)text.ptr[at];
}

/* The character at *at, after a backslash that may stand before it. */
static uint32_t literal(struct hito_str pattern, size_t *at)
{
	size_t size;
	uint32_t code;

	if (pattern.ptr[*at] == '\\' && *at + 1 < pattern.len)
		++*at;
	code = code_at(pattern, *at, &size);
	*at += size;
	return code;
}

/*
 * The class at *at, which is behind its "[". Says whether it is complete;
 * then *at is behind its "]" and *inside tells whether it has the code.
 */
static bool class_has(struct hito_str pattern, size_t *at, uint32_t code,
		      bool *inside)
{
	size_t i = *at;
	bool none, found = false;
	size_t first;

	none = i < pattern.len &&
	       (pattern.ptr[i] == '!' || pattern.ptr[i] == '^');
	if (none)
		i++;
	first = i;
	while (i < pattern.len && (pattern.ptr[i] != ']' || i == first)) {
		uint32_t low = literal(pattern, &i);
		uint32_t high = low;

		if (i + 1 < pattern.len && pattern.ptr[i] == '-' &&
		    pattern.ptr[i + 1] != ']') {
			i++;
			high = literal(pattern, &i);
		}
		found = found || (code >= low && code <= high);
	}
	if (i >= pattern.len)
		return false;
	*at = i + 1;
	*inside = found != none;
	return true;
}

/* One character of the pattern that is not a star against one of the name. */
static bool match_one(struct hito_str pattern, size_t *at, struct hito_str name,
		      size_t *name_at)
{
	size_t size;
	uint32_t code = code_at(name, *name_at, &size);
	size_t next = *at + 1;
	bool same;

	if (pattern.ptr[*at] == '?') {
		same = true;
	} else if (pattern.ptr[*at] != '[' ||
		   !class_has(pattern, &next, code, &same)) {
		next = *at;
		same = literal(pattern, &next) == code;
	}
	if (!same)
		return false;
	*at = next;
	*name_at += size;
	return true;
}

/* One folder's or file's name. */
static bool match_name(struct hito_str pattern, struct hito_str name)
{
	size_t at = 0, name_at = 0;
	size_t star = SIZE_MAX, star_name = 0;

	while (name_at < name.len) {
		size_t size;

		if (at < pattern.len && pattern.ptr[at] == '*') {
			star = at++;
			star_name = name_at;
			continue;
		}
		if (at < pattern.len && match_one(pattern, &at, name, &name_at))
			continue;
		if (star == SIZE_MAX)
			return false;
		at = star + 1;
		code_at(name, star_name, &size);
		star_name += size;
		name_at = star_name;
	}
	while (at < pattern.len && pattern.ptr[at] == '*')
		at++;
	return at == pattern.len;
}

/* Cut the first name off; false when nothing is left. */
static bool next_name(struct hito_str *rest, struct hito_str *name)
{
	if (!rest->len)
		return false;
	hito_str_cut(*rest, '/', name, rest);
	return true;
}

/*
 * Name by name. again is where to go on after the last two stars; it is set
 * from the start for a pattern that may begin in any folder. below says that
 * what is below a match matches too.
 */
static bool match_path(struct hito_str pattern, struct hito_str path, bool any,
		       bool below)
{
	struct hito_str again = pattern, again_path = path;

	while (path.len) {
		struct hito_str rest = pattern, path_rest = path;
		struct hito_str wanted, name;
		bool more = next_name(&rest, &wanted);

		if (!more && below)
			return true;
		if (more && hito_str_is(wanted, "**")) {
			if (!rest.len)
				return true;
			any = true;
			pattern = again = rest;
			again_path = path;
			continue;
		}
		next_name(&path_rest, &name);
		if (more && match_name(wanted, name)) {
			pattern = rest;
			path = path_rest;
			continue;
		}
		if (!any)
			return false;
		next_name(&again_path, &name);
		path = again_path;
		pattern = again;
	}
	return !pattern.len && !below;
}

static bool match_literal(struct hito_str pattern, struct hito_str path)
{
	size_t at = 0, path_at = 0;

	while (at < pattern.len) {
		size_t size;

		if (path_at >= path.len)
			return false;
		if (literal(pattern, &at) != code_at(path, path_at, &size))
			return false;
		path_at += size;
	}
	return path_at == path.len || path.ptr[path_at] == '/';
}

bool hito_glob_match(struct hito_str pattern, struct hito_str path)
{
	bool below, any;

	if (pattern.len > HITO_LIMIT_GLOB)
		return false;
	below = hito_str_ends(pattern, "/");
	if (below)
		pattern.len--;
	any = hito_str_find_byte(pattern, '/', 0) == SIZE_MAX;
	if (hito_str_starts(pattern, "/"))
		pattern = hito_str_slice(pattern, 1, pattern.len);
	if (!pattern.len)
		return false;
	if (has_wildcard(pattern))
		return match_path(pattern, path, any, below);
	return match_literal(pattern, path);
}
