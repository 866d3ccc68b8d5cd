/* SPDX-License-Identifier: MIT */
/* What cannot be read, commit by commit. */
#include "history/gaps.h"

static bool tell(struct hito_gaps *gaps, const struct hito_commit *commit,
		 struct hito_version *version)
{
	if (version->told)
		return true;
	version->told = true;
	if (version->missing)
		gaps->missing = version->gaps[0].args[0];
	for (size_t i = 0; i < version->gap_count; i++) {
		if (!hito_reserve(gaps->arena, gaps->list, gaps->count,
				  gaps->capacity))
			return false;
		version->gaps[i].commit = commit;
		gaps->list[gaps->count++] = version->gaps[i];
	}
	return true;
}

/* Of what changed, the folders that are lost or all else. */
static bool tell_changed(struct hito_gaps *gaps,
			 const struct hito_surveyed *surveyed,
			 const struct hito_commit *commit, bool lost)
{
	for (uint32_t i = 0; i < surveyed->change_count; i++) {
		uint32_t number = surveyed->changes[i].after;
		struct hito_version *version;

		if (number == HITO_NO_VERSION)
			continue;
		version = gaps->catalog->versions[number];
		if ((version->kind == HITO_ENTRY_TREE) == lost &&
		    !tell(gaps, commit, version))
			return false;
	}
	return true;
}

/* In another language other things cannot be read: then all are asked. */
bool hito_gaps_tell(struct hito_gaps *gaps,
		    const struct hito_surveyed *surveyed,
		    const struct hito_commit *commit,
		    const struct hito_files *files)
{
	if (!tell_changed(gaps, surveyed, commit, true))
		return false;
	if (!files->versions)
		return tell_changed(gaps, surveyed, commit, false);
	for (size_t i = 0; i < files->count; i++)
		if (!tell(gaps, commit, files->versions[i]))
			return false;
	return true;
}

/* The last folder is named, where nothing else was before. */
bool hito_gaps_lost(struct hito_gaps *gaps, const struct hito_files *files)
{
	char id[HITO_ID_SIZE];

	if (gaps->missing.ptr || !files->lost)
		return true;
	for (size_t i = files->count; i-- > 0;) {
		const struct hito_version *version =
			gaps->catalog->versions[files->list[i].version];

		if (version->kind != HITO_ENTRY_TREE)
			continue;
		hito_oid_format(&version->oid, id);
		break;
	}
	gaps->missing = hito_arena_copy(gaps->arena, hito_str_from(id));
	return gaps->missing.ptr != NULL;
}
