/* SPDX-License-Identifier: MIT */
/*
 * The bytes of commits, trees and tags: what they say, read without trust.
 */
#ifndef HITO_HISTORY_OBJECT_H
#define HITO_HISTORY_OBJECT_H

#include "history/git.h"

/* 40 hexadecimal digits, exactly. */
bool hito_oid_parse(struct hito_str text, struct hito_oid *out_oid);

/* Could a commit be of that time? Others are read as not given. */
bool hito_object_has_time(struct hito_instant time);

/* What the bytes of a commit say; slices of them. */
struct hito_commit_view {
	struct hito_oid tree;
	const char *parent_lines;
	uint32_t parent_count;
	struct hito_instant author_time, committer_time;
	struct hito_str author_name, author_email, encoding;
	struct hito_str message; /* cut at HITO_LIMIT_MESSAGE */
};

/* False when the bytes are no commit. Odd headers are read as far as they go.
 */
bool hito_object_view(struct hito_str bytes, struct hito_commit_view *out_view);
void hito_view_parent(const struct hito_commit_view *view, size_t number,
		      struct hito_oid *out_oid);
/* A copy in UTF-8 where the encoding is known, else of the bytes. */
struct hito_str hito_view_text(const struct hito_commit_view *view,
			       struct hito_str text, struct hito_arena *arena);

/* MISSING when the bytes are no commit. All that is kept is copied. */
enum hito_read hito_object_commit(struct hito_str bytes,
				  struct hito_arena *arena,
				  struct hito_git_commit *out_commit,
				  struct hito_err *err);

/* "100644 name", NUL, 20 bytes: cut one entry off the front. */
bool hito_object_entry(struct hito_str *rest, struct hito_git_entry *entry);

/* MISSING when the bytes are no tree. */
enum hito_read hito_object_tree(struct hito_str bytes, struct hito_arena *arena,
				struct hito_git_entry **out_entries,
				size_t *out_count, struct hito_err *err);

/* What a tag stands for; false when the bytes are no tag. */
bool hito_object_tag(struct hito_str bytes, struct hito_oid *out_target);

#endif
