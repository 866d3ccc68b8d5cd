/* SPDX-License-Identifier: MIT */
/* Finding what a revision names. */
#include "history/rev.h"

#include "base/num.h"
#include "history/object.h"
#include "hito/limits.h"

#include <string.h>

enum { TAG_DEPTH = 32, LONGEST = 1024, SHORTEST_ID = 4, ID = HITO_ID_SIZE - 1 };

struct finding {
	const struct hito_revs *revs;
	struct hito_str rest; /* what is behind the name */
	struct hito_oid oid;
	bool odd;
	struct hito_err *err;
};

enum hito_read hito_rev_peel(struct hito_objects *objects, struct hito_oid *oid,
			     enum hito_raw_type *out_type, struct hito_err *err)
{
	*out_type = HITO_RAW_TAG;
	for (int depth = 0; depth < TAG_DEPTH; depth++) {
		enum hito_read result;
		struct hito_raw raw;
		size_t size;

		result = hito_objects_read(objects, oid, HITO_RAW_ANY,
					   HITO_LIMIT_OBJECT, &raw, &size, err);
		if (result != HITO_READ_OK)
			return result;
		*out_type = raw.type;
		if (raw.type != HITO_RAW_TAG ||
		    !hito_object_tag(raw.bytes, oid))
			break;
	}
	return HITO_READ_OK;
}

static enum hito_found_rev answer(enum hito_read result)
{
	switch (result) {
	case HITO_READ_FAILED:
		return HITO_REV_FAILED;
	case HITO_READ_MISSING:
		return HITO_REV_NOTHING;
	case HITO_READ_OK:
		break;
	}
	return HITO_REV_FOUND;
}

/* The digits of an id, padded with zeros. */
static bool read_start(struct hito_str digits, struct hito_oid *out_oid)
{
	char id[HITO_ID_SIZE] = "0000000000000000000000000000000000000000";

	if (digits.len < SHORTEST_ID || digits.len > ID)
		return false;
	memcpy(id, digits.ptr, digits.len);
	return hito_oid_parse((struct hito_str){id, ID}, out_oid);
}

/* An id or its start; "v1-3-gdeadbee" of git describe is the id. */
static enum hito_found_rev find_id(struct finding *finding,
				   struct hito_str name)
{
	struct hito_oid start;
	unsigned count = 0;
	size_t at;

	if (hito_oid_parse(name, &finding->oid))
		return HITO_REV_FOUND;
	while ((at = hito_str_find(name, HITO_STR("-g"), 0)) != SIZE_MAX)
		name = hito_str_slice(name, at + 2, name.len);
	if (!read_start(name, &start))
		return HITO_REV_NOTHING;
	if (!hito_objects_begin(finding->revs->objects, &start, name.len,
				&finding->oid, &count, finding->err))
		return HITO_REV_FAILED;
	return count == 0   ? HITO_REV_NOTHING
	       : count == 1 ? HITO_REV_FOUND
			    : HITO_REV_SEVERAL;
}

static enum hito_found_rev find_name(struct finding *finding,
				     struct hito_str name)
{
	char text[LONGEST + 1];

	memcpy(text, name.ptr, name.len);
	text[name.len] = '\0';
	switch (hito_refs_find(finding->revs->refs, text, &finding->oid)) {
	case HITO_REF_FOUND:
		return HITO_REV_FOUND;
	case HITO_REF_ODD:
		finding->odd = true;
		return HITO_REV_NOTHING;
	case HITO_REF_NONE:
		break;
	}
	return find_id(finding, name);
}

static enum hito_found_rev peel_commit(struct finding *finding)
{
	enum hito_raw_type type;
	enum hito_read result = hito_rev_peel(
		finding->revs->objects, &finding->oid, &type, finding->err);

	if (result == HITO_READ_OK && type != HITO_RAW_COMMIT)
		return HITO_REV_NOTHING;
	return answer(result);
}

/* From a commit to its n-th parent, which must be there. */
static enum hito_found_rev step(struct finding *finding, uint32_t number)
{
	struct hito_arena *scratch = hito_arena_sub(finding->revs->arena);
	struct hito_git_commit commit;
	enum hito_read result;
	struct hito_raw raw;
	size_t size;

	if (!scratch) {
		hito_err_memory(finding->err);
		return HITO_REV_FAILED;
	}
	result = hito_objects_read(finding->revs->objects, &finding->oid,
				   HITO_RAW_COMMIT, HITO_LIMIT_OBJECT, &raw,
				   &size, finding->err);
	if (result == HITO_READ_OK)
		result = hito_object_commit(raw.bytes, scratch, &commit,
					    finding->err);
	if (result == HITO_READ_OK && number > commit.parent_count)
		result = HITO_READ_MISSING;
	if (result == HITO_READ_OK)
		finding->oid = commit.parents[number - 1];
	hito_arena_free(scratch);
	return answer(result);
}

/* The digits behind "~" or "^"; 1 where there are none. */
static bool cut_number(struct finding *finding, uint32_t *out_number)
{
	struct hito_str rest = finding->rest;
	size_t len = 0;

	while (len < rest.len && rest.ptr[len] >= '0' && rest.ptr[len] <= '9')
		len++;
	finding->rest = hito_str_slice(rest, len, rest.len);
	*out_number = 1;
	return !len ||
	       (hito_str_u32(hito_str_slice(rest, 0, len), out_number) &&
		*out_number <= HITO_LIMIT_COMMITS);
}

static enum hito_found_rev back(struct finding *finding, char sign)
{
	enum hito_found_rev found = peel_commit(finding);
	uint32_t number;

	if (!cut_number(finding, &number)) {
		finding->odd = true;
		return HITO_REV_NOTHING;
	}
	if (sign == '^')
		return found == HITO_REV_FOUND && number ? step(finding, number)
							 : found;
	for (; found == HITO_REV_FOUND && number; number--)
		found = step(finding, 1);
	return found;
}

/* One sign off the front of the rest. */
static enum hito_found_rev apply(struct finding *finding)
{
	struct hito_str rest = finding->rest;
	enum hito_raw_type type;
	char sign = rest.ptr[0];

	if (hito_str_starts(rest, "^{}")) {
		finding->rest = hito_str_slice(rest, 3, rest.len);
		return answer(hito_rev_peel(finding->revs->objects,
					    &finding->oid, &type,
					    finding->err));
	}
	if (hito_str_starts(rest, "^{commit}")) {
		finding->rest = hito_str_slice(rest, 9, rest.len);
		return peel_commit(finding);
	}
	if ((sign != '^' && sign != '~') || hito_str_starts(rest, "^{")) {
		finding->odd = true;
		return HITO_REV_NOTHING;
	}
	finding->rest = hito_str_slice(rest, 1, rest.len);
	return back(finding, sign);
}

/* The name first as a whole: "@" and the like may be in it. */
static enum hito_found_rev find(struct finding *finding, struct hito_str rev)
{
	size_t len = strcspn(rev.ptr, "^~@:");
	struct hito_str name = hito_str_slice(rev, 0, len);
	enum hito_found_rev found;

	if (len < rev.len) {
		switch (hito_refs_find(finding->revs->refs, rev.ptr,
				       &finding->oid)) {
		case HITO_REF_FOUND:
			return HITO_REV_FOUND;
		case HITO_REF_ODD:
			finding->odd = true;
			return HITO_REV_NOTHING;
		case HITO_REF_NONE:
			break;
		}
	}
	if (!len && rev.ptr[0] == '@' &&
	    (rev.len == 1 || rev.ptr[1] == '^' || rev.ptr[1] == '~')) {
		name = HITO_STR("HEAD");
		len = 1;
	}
	if (!name.len) {
		finding->odd = true;
		return HITO_REV_NOTHING;
	}
	finding->rest = hito_str_slice(rev, len, rev.len);
	found = find_name(finding, name);
	while (found == HITO_REV_FOUND && finding->rest.len)
		found = apply(finding);
	/* What is at the end of the way must be there. */
	if (found == HITO_REV_FOUND && len < rev.len) {
		struct hito_raw raw;
		size_t size;

		found = answer(hito_objects_read(
			finding->revs->objects, &finding->oid, HITO_RAW_ANY,
			HITO_LIMIT_OBJECT, &raw, &size, finding->err));
	}
	return found;
}

enum hito_found_rev hito_rev_find(const struct hito_revs *revs, const char *rev,
				  struct hito_oid *out_oid, bool *out_odd,
				  struct hito_err *err)
{
	struct finding finding = {.revs = revs, .err = err};
	enum hito_found_rev found = HITO_REV_NOTHING;

	*out_odd = false;
	/* Messages are not searched: the time of such a pattern has no
	 * bound. */
	if (!rev[0] || strlen(rev) > LONGEST || strstr(rev, "^{/"))
		return found;
	found = find(&finding, hito_str_from(rev));
	*out_odd = finding.odd;
	if (found == HITO_REV_FOUND)
		*out_oid = finding.oid;
	return finding.odd ? HITO_REV_NOTHING : found;
}
