/* SPDX-License-Identifier: MIT */
/* Words of a command line that set a key. */
#include "lint/lint.h"
#include "plan/fold.h"
#include "set_value.h"

bool set_cut_key(const char *word, struct hito_str *out_key,
		 struct set_wish *wish)
{
	struct hito_str text = hito_str_from(word);

	if (!hito_str_cut(text, '=', out_key, &wish->text))
		return false;
	wish->how = SET_TO;
	if (hito_str_ends(*out_key, "+"))
		wish->how = SET_ADD;
	if (hito_str_ends(*out_key, "-"))
		wish->how = SET_REMOVE;
	if (wish->how != SET_TO)
		out_key->len--;
	*out_key = hito_str_trim(*out_key);
	return out_key->len > 0;
}

/* The words of a mapped file come before those of the format. */
enum hito_key set_find_key(const struct hito_item *item, struct hito_str word)
{
	const struct hito_mapping *mapping =
		item->document ? item->document->mapping : NULL;

	for (size_t i = 0; mapping && i < mapping->key_count; i++)
		if (hito_fold_equal(mapping->keys[i].name, word) &&
		    (hito_key_info(mapping->keys[i].key)->kinds & item->kind))
			return mapping->keys[i].key;
	return hito_key_find(item->kind, word);
}

int set_unknown_key(struct moves *moves, const struct hito_item *item,
		    struct hito_str word)
{
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	const char *near = hito_key_nearest(item->kind, word);
	char known[sizeof(err.help)] = "";
	size_t used = 0;

	hito_err_set(&err, HITO_ERR_USAGE, "unknown key \"%.*s\"",
		     HITO_STR_ARG(word));
	for (enum hito_key key = 0; key < HITO_KEY_COUNT; key++) {
		struct hito_str name = hito_spelling(item, key);

		if (!(hito_key_info(key)->kinds & item->kind) ||
		    used + name.len + 2 >= sizeof(known) - 40)
			continue;
		known[used++] = ' ';
		for (size_t i = 0; i < name.len; i++)
			known[used++] = name.ptr[i];
		known[used] = '\0';
	}
	if (near)
		hito_err_help(&err, "did you mean \"%s\"?", near);
	else
		hito_err_help(&err, "known here:%s", known);
	return run_error(run, &err);
}

void set_sort(struct set_wish *wishes, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0; k--) {
			struct set_wish *a = &wishes[k - 1], *b = &wishes[k];
			struct set_wish one = *a;

			if (a->item != b->item ||
			    hito_editing_rank(a->item->kind, a->key) <=
				    hito_editing_rank(b->item->kind, b->key))
				break;
			*a = *b;
			*b = one;
		}
}
