/* SPDX-License-Identifier: MIT */
/* Signers of commits, each once. */
#include "history/signer.h"

#include <string.h>

void hito_signers_init(struct hito_signers *signers, struct hito_arena *arena,
		       struct hito_arena *scratch)
{
	*signers = (struct hito_signers){.arena = arena, .scratch = scratch};
	hito_map_init(&signers->map, scratch);
}

/* "name<address<encoding<": no two signers share it. ptr NULL: no memory. */
static struct hito_str key_of(struct hito_signers *signers,
			      const struct hito_commit_view *view)
{
	const struct hito_str parts[] = {view->author_name, view->author_email,
					 view->encoding};
	struct hito_str key = {NULL, 0};
	char *end;

	for (size_t i = 0; i < 3; i++)
		key.len += parts[i].len + 1;
	if (!hito_room_reserve(&signers->key, signers->scratch, key.len))
		return key;
	key.ptr = end = signers->key.ptr;
	for (size_t i = 0; i < 3; i++) {
		if (parts[i].len)
			memcpy(end, parts[i].ptr, parts[i].len);
		end += parts[i].len;
		*end++ = '<';
	}
	return key;
}

const struct hito_signer *hito_signers_find(struct hito_signers *signers,
					    const struct hito_commit_view *view)
{
	struct hito_str key = key_of(signers, view);
	struct hito_signer *signer;

	if (!key.ptr)
		return NULL;
	signer = hito_map_find(&signers->map, key);
	if (signer)
		return signer;
	signer = hito_new(signers->arena, struct hito_signer, 1);
	key = hito_arena_copy(signers->scratch, key);
	if (!signer || !key.ptr)
		return NULL;
	signer->name = hito_view_text(view, view->author_name, signers->arena);
	signer->email =
		hito_view_text(view, view->author_email, signers->arena);
	if (!signer->name.ptr || !signer->email.ptr ||
	    !hito_map_put(&signers->map, key, signer))
		return NULL;
	return signer;
}
