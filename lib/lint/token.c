/* SPDX-License-Identifier: MIT */
/* Cutting plain text into words, numbers, signs and names. */
#include "lint/token.h"

#include <string.h>

#include "base/utf8.h"

/* So many at least, as a rule: else there is more room. */
#define LETTERS_A_TOKEN 4

struct cutter {
	struct hito_arena *arena;
	const struct hito_plain *plain;
	struct hito_str text;
	struct hito_tokens *tokens;
	size_t at, capacity;
	char before;
	bool failed;
};

static bool is_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_word(char byte)
{
	return is_letter(byte) || is_digit(byte);
}

static char byte_at(const struct cutter *cutter, size_t at)
{
	return at < cutter->text.len ? cutter->text.ptr[at] : ' ';
}

static size_t end_of(const struct cutter *cutter, size_t at,
		     bool (*belongs)(char))
{
	while (at < cutter->text.len && belongs(cutter->text.ptr[at]))
		at++;
	return at;
}

static bool is_dark(char byte)
{
	return byte != ' ';
}

static bool has_room(struct cutter *cutter)
{
	struct hito_tokens *tokens = cutter->tokens;

	if (tokens->count < cutter->capacity)
		return true;
	cutter->failed |= !hito_reserve(cutter->arena, tokens->list,
					tokens->count, cutter->capacity);
	return !cutter->failed;
}

/* hash: of a word; else 0 */
static void add_hashed(struct cutter *cutter, enum hito_token_kind kind,
		       size_t end, uint32_t hash)
{
	struct hito_tokens *tokens = cutter->tokens;

	if (tokens->count < HITO_TOKEN_COUNT && has_room(cutter))
		tokens->list[tokens->count++] = (struct hito_token){
			.kind = kind,
			.text = hito_str_slice(cutter->text, cutter->at, end),
			.start = (uint32_t)cutter->at,
			.end = (uint32_t)end,
			.before = cutter->before,
			.hash = hash,
		};
	cutter->before = 0;
	cutter->at = end;
}

static void add(struct cutter *cutter, enum hito_token_kind kind, size_t end)
{
	uint32_t hash = 0;

	if (kind == HITO_TOKEN_WORD)
		hash = hito_plain_hash(
			hito_str_slice(cutter->text, cutter->at, end));
	add_hashed(cutter, kind, end, hash);
}

/* The strongest of what stands between two tokens wins. */
static void pass(struct cutter *cutter)
{
	static const char order[] = " -/'\"`,)(;:.!?";
	char byte = cutter->text.ptr[cutter->at++];
	const char *new_place, *old_place;

	if (cutter->before) {
		new_place = memchr(order, byte, sizeof(order) - 1);
		old_place = memchr(order, cutter->before, sizeof(order) - 1);
		if (!new_place || new_place <= old_place)
			return;
	}
	cutter->before = byte == '!' || byte == '?' ? '.' : byte;
}

/*
 * The end of a quotation or of code that starts here; 0 where none does. A
 * single quote inside a word is an apostrophe.
 */
static size_t quotation(const struct cutter *cutter)
{
	char quote = byte_at(cutter, cutter->at);
	char left = cutter->at ? cutter->text.ptr[cutter->at - 1] : ' ';
	size_t end = cutter->at + 1;

	if (quote != '"' && quote != '`' && quote != '\'')
		return 0;
	if (is_word(left) || byte_at(cutter, end) == ' ')
		return 0;
	for (;;) {
		end = hito_str_find_byte(cutter->text, quote, end);
		if (end == SIZE_MAX || end == cutter->at + 1)
			return 0;
		end++;
		if (quote != '\'' || !is_word(byte_at(cutter, end)))
			return end;
	}
}

/* name@place, #tag, /path, site.org, file.md, snake_case: up to a space. */
static bool is_address(const struct cutter *cutter, size_t end)
{
	const char *ptr = cutter->text.ptr;
	size_t at = cutter->at;

	if ((ptr[at] == '#' || ptr[at] == '/' || ptr[at] == '@') &&
	    is_letter(byte_at(cutter, at + 1)))
		return true;
	for (; at + 1 < end; at++) {
		if (ptr[at] == '_' || (ptr[at] == '@' && is_word(ptr[at + 1])))
			return true;
		if (ptr[at] == ':' && ptr[at + 1] == '/' && at > cutter->at)
			return true;
		if (ptr[at] == '.' && is_letter(ptr[at + 1]) &&
		    at >= cutter->at + 2 && is_letter(ptr[at - 1]) &&
		    is_letter(byte_at(cutter, at + 2)))
			return true;
	}
	return false;
}

static size_t address(const struct cutter *cutter)
{
	size_t end = end_of(cutter, cutter->at, is_dark);

	while (end > cutter->at &&
	       strchr(".,;:!?)\"'", byte_at(cutter, end - 1)))
		end--;
	return end > cutter->at && is_address(cutter, end) ? end : 0;
}

/* 12, 1.250, 2,5, 17/04/2026, 10:30, 9001:2015 */
static size_t digits(const struct cutter *cutter)
{
	size_t end = end_of(cutter, cutter->at, is_digit);

	while (strchr(".,/:'", byte_at(cutter, end)) &&
	       is_digit(byte_at(cutter, end + 1)))
		end = end_of(cutter, end + 1, is_digit);
	return end;
}

/* Letters behind digits: a unit ("20h", "10k", "3rd") or part of a code. */
static bool is_suffix(struct hito_str letters)
{
	static const char known[] = " k m h s d g l b t kg mg km cm mm ml gb mb"
				    " kb tb ms px pp min mins hrs hr st nd rd"
				    " th am pm eur usd gbp kwh kw mw ha bn mio"
				    " pts x ";
	char text[8];

	if (letters.len == 0 || letters.len > sizeof(text) - 3)
		return false;
	text[0] = ' ';
	memcpy(text + 1, letters.ptr, letters.len);
	text[letters.len + 1] = ' ';
	return hito_str_find(HITO_STR(known),
			     (struct hito_str){text, letters.len + 2},
			     0) != SIZE_MAX;
}

/* The end of db-07 or cve-2025-1974: parts with digits, letters first. */
static size_t code_end(const struct cutter *cutter, size_t end)
{
	while (byte_at(cutter, end) == '-' &&
	       is_digit(byte_at(cutter, end + 1)))
		end = end_of(cutter, end + 1, is_word);
	return end;
}

static void cut_digits(struct cutter *cutter)
{
	size_t end = digits(cutter);
	size_t tail = end_of(cutter, end, is_word);
	struct hito_str letters = hito_str_slice(cutter->text, end, tail);

	if (letters.len == 0) {
		add(cutter, HITO_TOKEN_NUMBER, end);
	} else if (is_suffix(letters)) {
		add(cutter, HITO_TOKEN_NUMBER, end);
		add(cutter, HITO_TOKEN_WORD, tail);
	} else {
		add(cutter, HITO_TOKEN_CODE, tail);
	}
}

static void cut_letters(struct cutter *cutter)
{
	size_t end = end_of(cutter, cutter->at, is_letter);
	size_t tail = end_of(cutter, end, is_word);

	if (tail > end) {
		add(cutter, HITO_TOKEN_CODE, code_end(cutter, tail));
		return;
	}
	if (code_end(cutter, end) > end) {
		add(cutter, HITO_TOKEN_CODE, code_end(cutter, end));
		return;
	}
	/* it's, d'acord */
	if (byte_at(cutter, end) == '\'' && is_letter(byte_at(cutter, end + 1)))
		end = end_of(cutter, end + 1, is_letter);
	add(cutter, HITO_TOKEN_WORD, end);
}

/* Letters up to a space, as most words are; false: it is none. */
static bool cut_word(struct cutter *cutter)
{
	const struct hito_str text = cutter->text;
	uint32_t hash = HITO_PLAIN_HASH_START;
	size_t end = cutter->at;

	for (; end < text.len && is_letter(text.ptr[end]); end++)
		hash = hito_plain_hash_add(hash, text.ptr[end]);
	if (end == cutter->at || (end < text.len && text.ptr[end] != ' '))
		return false;
	add_hashed(cutter, HITO_TOKEN_WORD, end, hito_plain_hash_end(hash));
	if (end < text.len) {
		cutter->before = ' ';
		cutter->at++;
	}
	return true;
}

/* Digits up to a space, as most numbers are; false: it is none. */
static bool cut_number(struct cutter *cutter)
{
	const struct hito_str text = cutter->text;
	size_t end = cutter->at;

	while (end < text.len && is_digit(text.ptr[end]))
		end++;
	if (end == cutter->at || (end < text.len && text.ptr[end] != ' '))
		return false;
	add_hashed(cutter, HITO_TOKEN_NUMBER, end, 0);
	return true;
}

/* What is neither a word nor a number as most are. */
static void cut_other(struct cutter *cutter, bool fresh)
{
	unsigned char byte = (unsigned char)cutter->text.ptr[cutter->at];
	size_t end = fresh ? quotation(cutter) : 0;

	if (!end && fresh)
		end = address(cutter);
	if (end)
		add(cutter, HITO_TOKEN_OPAQUE, end);
	else if (is_digit((char)byte))
		cut_digits(cutter);
	else if (is_letter((char)byte))
		cut_letters(cutter);
	else if (byte == '%' || byte == '$')
		add(cutter, HITO_TOKEN_SIGN, cutter->at + 1);
	else if (byte == 0xe2) /* the euro; pound, yen and cent */
		add(cutter, HITO_TOKEN_SIGN, cutter->at + 3);
	else if (byte == 0xc2 && byte_at(cutter, cutter->at + 1) != '\xba')
		add(cutter, HITO_TOKEN_SIGN, cutter->at + 2);
	else
		pass(cutter);
}

static void cut(struct cutter *cutter)
{
	while (cutter->at < cutter->text.len) {
		bool fresh = cutter->at == 0 ||
			     !is_word(cutter->text.ptr[cutter->at - 1]);

		if (!fresh || (!cut_word(cutter) && !cut_number(cutter)))
			cut_other(cutter, fresh);
	}
}

static bool is_capital(uint32_t code)
{
	return (code >= 'A' && code <= 'Z') ||
	       (code >= 0xc0 && code <= 0xde && code != 0xd7);
}

static void mark_capitals(const struct hito_plain *plain,
			  struct hito_token *token)
{
	struct hito_str text =
		hito_plain_original(plain, token->start, token->end);
	size_t at, size, big = 0, small = 0;

	for (at = 0; at < text.len && (at < 2 || !small); at += size) {
		unsigned char byte = (unsigned char)text.ptr[at];
		uint32_t code = byte;
		bool is_big;

		size = 1;
		if (byte >= 0x80)
			code = hito_utf8_at(text, at, &size, NULL);
		is_big = is_capital(code);
		if (at == 0)
			token->capital = is_big;
		if (is_big)
			big++;
		else
			small++;
	}
	token->upper = big >= 2 && small == 0;
}

/* Most begin with letters of ASCII, of which the second is a small one. */
static void mark_token(const struct hito_plain *plain, struct hito_token *token)
{
	const char *original = plain->original.ptr;
	unsigned char first, second = 'a';

	first = (unsigned char)original[hito_plain_place(plain, token->start)];
	if (token->end - token->start > 1)
		second = (unsigned char)
			original[hito_plain_place(plain, token->start + 1)];
	if (first >= 0x80 || second >= 0x80 || is_capital(second))
		mark_capitals(plain, token);
	else
		token->capital = is_capital(first);
}

/* "CALL CLIENTS": no word in small letters, but more than one. */
static bool is_shouted(const struct hito_tokens *tokens)
{
	size_t words = 0, i;

	for (i = 0; i < tokens->count; i++) {
		const struct hito_token *token = &tokens->list[i];

		if (token->kind != HITO_TOKEN_WORD || token->text.len < 2)
			continue;
		if (!token->upper)
			return false;
		words++;
	}
	return words > 1;
}

/*
 * Capitals make names, but not at the beginning, and not where all words
 * have them (SHOUTING, Title Case).
 */
static void mark_names(const struct hito_plain *plain,
		       struct hito_tokens *tokens)
{
	size_t long_words = 0, capitals = 0, i;
	bool start = true, any = false, all_big;

	for (i = 0; i < tokens->count; i++) {
		struct hito_token *token = &tokens->list[i];

		mark_token(plain, token);
		token->first =
			start || token->before == '.' || token->before == ':';
		start = false;
		any |= token->capital && !token->first;
		/* The first word has a capital anyhow. */
		if (token->kind != HITO_TOKEN_WORD || token->text.len < 4 ||
		    token->first)
			continue;
		long_words++;
		capitals += token->capital;
	}
	if (!any)
		return;
	all_big = is_shouted(tokens);
	for (i = 0; i < tokens->count; i++) {
		struct hito_token *token = &tokens->list[i];
		bool shouted = all_big || (long_words >= 2 &&
					   capitals * 4 > long_words * 3);

		token->name = token->kind == HITO_TOKEN_WORD &&
			      token->capital && !token->first && !shouted;
	}
}

bool hito_tokens_make(struct hito_arena *arena, const struct hito_plain *plain,
		      struct hito_tokens *out)
{
	struct cutter cutter = {
		.arena = arena,
		.plain = plain,
		.text = plain->text,
		.tokens = out,
		.capacity = plain->text.len / LETTERS_A_TOKEN + 1,
	};

	out->count = 0;
	out->list =
		hito_arena_bytes(arena, cutter.capacity * sizeof(*out->list));
	if (!out->list)
		return false;
	cut(&cutter);
	if (cutter.failed)
		return false;
	mark_names(plain, out);
	return true;
}
