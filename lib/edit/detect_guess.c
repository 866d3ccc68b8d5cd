/* SPDX-License-Identifier: MIT */
/* What was noted, judged: which key is which, what its words mean. */
#include "edit/detect.h"

#include <stdlib.h>
#include <string.h>

#include "plan/fold.h"
#include "plan/folder.h"
#include "plan/value.h"

#define NO_KEY UINT32_MAX
/* Fewer are no habit. */
#define FEWEST 3
#define MOST_EXCLUDED 50

static bool add_word(struct hito_detect *detect,
		     struct hito_detected_words *words, struct hito_str text,
		     enum hito_word state)
{
	for (size_t i = 0; i < words->count; i++)
		if (hito_str_equal_nocase(words->list[i].text, text)) {
			words->list[i].count++;
			return true;
		}
	if (!hito_reserve(detect->arena, words->list, words->count,
			  words->capacity))
		return false;
	words->list[words->count++] =
		(struct hito_detected_word){text, 1, state};
	return true;
}

static int by_count(const void *a, const void *b)
{
	const struct hito_detected_word *one = a, *two = b;

	if (one->count != two->count)
		return one->count > two->count ? -1 : 1;
	return hito_str_compare(one->text, two->text);
}

static void sort_words(struct hito_detected_words *words)
{
	if (words->count)
		qsort(words->list, words->count, sizeof(words->list[0]),
		      by_count);
}

/* Of the names that a key of ours may have the commonest one here. */
static uint32_t find_key(const struct hito_detect *detect,
			 const char *const *names)
{
	uint32_t best = NO_KEY;

	for (; *names; names++)
		for (uint32_t i = 0; i < detect->key_count; i++) {
			struct hito_folded folded;

			if (hito_fold(detect->keys[i].name, &folded) &&
			    hito_fold_is(&folded, *names) &&
			    !detect->keys[i].used &&
			    (best == NO_KEY ||
			     detect->keys[i].count > detect->keys[best].count))
				best = i;
		}
	return best;
}

static const struct hito_alien *alien_of(enum hito_key key)
{
	for (size_t i = 0; i < hito_alien_count; i++)
		if (hito_aliens[i].key == key)
			return &hito_aliens[i];
	return NULL;
}

static bool add_match(struct hito_detect *detect, enum hito_key key,
		      uint32_t theirs)
{
	if (!hito_reserve(detect->arena, detect->matches, detect->match_count,
			  detect->match_capacity))
		return false;
	detect->matches[detect->match_count++] =
		(struct hito_detected_match){key, theirs};
	detect->keys[theirs].used = true;
	return true;
}

/* Steps are the files with a state; most of its words must be known ones. */
static bool guess_states(struct hito_detect *detect, bool *out_found)
{
	uint32_t key = find_key(detect, alien_of(HITO_KEY_STATE)->names);

	*out_found = false;
	if (key == NO_KEY || detect->keys[key].count < FEWEST)
		return true;
	for (size_t i = 0; i < detect->value_count; i++) {
		const struct hito_detected_value *value = &detect->values[i];
		struct hito_detected_file *file = &detect->files[value->file];

		if (value->key != key || !value->text.len || file->is_step)
			continue;
		file->is_step = true;
		file->state = hito_alien_state(value->text);
		file->state_text = value->text;
		detect->step_count++;
		detect->known_states += file->state != HITO_WORD_NONE;
		if (!add_word(detect, &detect->states, value->text,
			      file->state))
			return false;
	}
	sort_words(&detect->states);
	*out_found = detect->step_count >= FEWEST &&
		     detect->known_states * 2 > detect->step_count;
	return true;
}

static void count_steps(struct hito_detect *detect)
{
	for (size_t i = 0; i < detect->value_count; i++)
		if (detect->files[detect->values[i].file].is_step)
			detect->keys[detect->values[i].key].steps++;
}

/* Days */

static const char *const day_formats[] = {
	"%Y-%m-%d",
	"%Y-%m-%d %H:%M",
	"%Y-%m-%d %H:%M:%S",
	"%Y-%m-%dT%H:%M:%S%z",
	"%Y-%m-%dT%H:%M:%S",
	"%Y-%m-%dT%H:%M%z",
	"%Y-%m-%dT%H:%M",
	"%Y/%m/%d",
	"%Y%m%d",
	"%d/%m/%Y",
	"%m/%d/%Y",
	"%d.%m.%Y",
	"%d-%m-%Y",
	"%m-%d-%Y",
};
#define DAY_FORMATS (sizeof(day_formats) / sizeof(day_formats[0]))

/* How many values of a key are days in a format; out of *out_all. */
static size_t count_days(const struct hito_detect *detect, uint32_t key,
			 const char *format, size_t *out_all)
{
	size_t count = 0;

	*out_all = 0;
	for (size_t i = 0; i < detect->value_count; i++) {
		const struct hito_detected_value *value = &detect->values[i];

		if (value->key != key || !value->text.len ||
		    !detect->files[value->file].is_step)
			continue;
		++*out_all;
		count += hito_day_match(hito_str_from(format), value->text) !=
			 HITO_DAY_NONE;
	}
	return count;
}

/*
 * The only format that all days of a key are in. Where "03/04/2026" may be two
 * days in all of them, nobody knows.
 */
static bool are_days(struct hito_detect *detect, uint32_t key)
{
	const char *found = NULL;
	size_t all = 0, fitting = 0;

	for (size_t i = 0; i < DAY_FORMATS; i++) {
		size_t count = count_days(detect, key, day_formats[i], &all);

		if (all && count * 10 >= all * 9) {
			fitting++;
			if (!found || count == all)
				found = day_formats[i];
		}
	}
	if (!found)
		return !all; /* the key is there, and always empty */
	if (fitting > 1) {
		detect->unsure = HITO_N("its days can be read in two ways");
		return false;
	}
	if (found != day_formats[0])
		detect->date_format = found;
	return true;
}

static bool is_of(const struct hito_detect *detect, uint32_t key,
		  const struct hito_alien *alien)
{
	size_t all = 0, good = 0;
	struct hito_duration duration;

	for (size_t i = 0; i < detect->value_count; i++) {
		const struct hito_detected_value *value = &detect->values[i];

		if (value->key != key || !value->text.len ||
		    !detect->files[value->file].is_step)
			continue;
		all++;
		good += alien->must_be == HITO_ALIEN_DURATION
				? hito_duration_parse(value->text, &duration)
				: hito_word_find(HITO_TYPE_PRIORITY, HITO_STEP,
						 value->text) != HITO_WORD_NONE;
	}
	return good * 10 >= all * 9;
}

static bool guess_keys(struct hito_detect *detect)
{
	for (size_t i = 0; i < hito_alien_count; i++) {
		const struct hito_alien *alien = &hito_aliens[i];
		uint32_t key = find_key(detect, alien->names);

		if (key == NO_KEY || !detect->keys[key].steps)
			continue;
		if (alien->must_be == HITO_ALIEN_DAY && !are_days(detect, key))
			continue;
		if (alien->must_be > HITO_ALIEN_DAY &&
		    !is_of(detect, key, alien))
			continue;
		if (!add_match(detect, alien->key, key))
			return false;
	}
	for (size_t i = 0; i < detect->headings.count; i++)
		if (i == 0 || detect->headings.list[i].count >
				      detect->headings.list[0].count)
			detect->headings.list[0] = detect->headings.list[i];
	if (detect->headings.count &&
	    detect->headings.list[0].count * 2 > detect->step_count)
		detect->success = detect->headings.list[0].text;
	return true;
}

/* Folders */

static bool is_at_or_below(struct hito_str path, struct hito_str folder)
{
	return !folder.len || hito_str_equal(path, folder) ||
	       (path.len > folder.len && path.ptr[folder.len] == '/' &&
		hito_str_equal(hito_str_slice(path, 0, folder.len), folder));
}

/* Files with a head right in a folder, and how many of them are steps. */
static void count_folder(const struct hito_detect *detect,
			 struct hito_str folder, size_t *out_files,
			 size_t *out_steps)
{
	*out_files = *out_steps = 0;
	for (size_t i = 0; i < detect->file_count; i++)
		if (hito_str_equal(detect->files[i].folder, folder)) {
			*out_files += detect->files[i].has_head;
			*out_steps += detect->files[i].is_step;
		}
}

static bool is_taken(const struct hito_detect *detect, struct hito_str path)
{
	for (size_t i = 0; i < detect->path_count; i++)
		if (is_at_or_below(path, detect->paths[i]))
			return true;
	return false;
}

/* One that takes in others stands for them. */
static void add_path(struct hito_detect *detect, struct hito_str folder)
{
	size_t files, steps, kept = 0;

	if (is_taken(detect, folder))
		return;
	count_folder(detect, folder, &files, &steps);
	if (steps * 2 <= files)
		return;
	for (size_t i = 0; i < detect->path_count; i++)
		if (!is_at_or_below(detect->paths[i], folder))
			detect->paths[kept++] = detect->paths[i];
	detect->path_count = kept;
	detect->paths[detect->path_count++] = folder;
}

/* What they have in common, folder by folder. */
static void find_common(struct hito_detect *detect)
{
	struct hito_str common = detect->paths[0];

	for (size_t i = 1; i < detect->path_count; i++)
		while (!is_at_or_below(detect->paths[i], common))
			common = hito_path_folder(common);
	detect->common = common;
}

/* Files that are no steps would be read as such. */
static bool guess_excludes(struct hito_detect *detect)
{
	detect->excludes =
		hito_new(detect->arena, struct hito_str, MOST_EXCLUDED);
	if (!detect->excludes)
		return false;
	for (size_t i = 0; i < detect->file_count; i++)
		if (!detect->files[i].is_step &&
		    detect->exclude_count < MOST_EXCLUDED &&
		    is_taken(detect, detect->files[i].folder))
			detect->excludes[detect->exclude_count++] =
				detect->files[i].path;
	return true;
}

/* What a folder says where most of the states in it say otherwise. */
static bool guess_folder(struct hito_detect *detect, struct hito_str folder)
{
	enum hito_word means = hito_alien_folder(hito_path_name(folder));
	size_t all = 0, otherwise = 0;

	if (means == HITO_WORD_NONE)
		return true;
	for (size_t i = 0; i < detect->file_count; i++) {
		const struct hito_detected_file *file = &detect->files[i];

		if (!file->is_step || !is_at_or_below(file->folder, folder))
			continue;
		all++;
		otherwise += file->state != means && file->state != HITO_DONE;
	}
	if (!all || otherwise * 2 <= all)
		return true;
	if (!hito_reserve(detect->arena, detect->folders.list,
			  detect->folders.count, detect->folders.capacity))
		return false;
	detect->folders.list[detect->folders.count++] =
		(struct hito_detected_word){folder, (uint32_t)all, means};
	return true;
}

static bool is_noted(const struct hito_detect *detect, struct hito_str folder)
{
	for (size_t i = 0; i < detect->folders.count; i++)
		if (is_at_or_below(folder, detect->folders.list[i].text))
			return true;
	return false;
}

/* Every folder on the way to a step may mean something. */
static bool guess_folders(struct hito_detect *detect)
{
	struct hito_str last = {NULL, 0};

	for (size_t i = 0; i < detect->file_count; i++) {
		struct hito_str path = detect->files[i].folder;

		if (!detect->files[i].is_step || !is_taken(detect, path) ||
		    (last.ptr && hito_str_equal(path, last)))
			continue;
		last = path;
		for (size_t end = 1; end <= path.len; end++)
			if ((end == path.len || path.ptr[end] == '/') &&
			    !is_noted(detect, hito_str_slice(path, 0, end)) &&
			    !guess_folder(detect, hito_str_slice(path, 0, end)))
				return false;
	}
	return true;
}

static bool guess_paths(struct hito_detect *detect)
{
	struct hito_str last = {NULL, 0};

	detect->paths = hito_new(detect->arena, struct hito_str,
				 detect->step_count + 1);
	if (!detect->paths)
		return false;
	for (size_t i = 0; i < detect->file_count; i++) {
		struct hito_str folder = detect->files[i].folder;

		if (!detect->files[i].is_step ||
		    (last.ptr && hito_str_equal(folder, last)))
			continue;
		add_path(detect, folder);
		last = folder;
	}
	if (!detect->path_count)
		return true;
	find_common(detect);
	return guess_excludes(detect) && guess_folders(detect);
}

/* Ids */

/* An id cut in two: "task-" and "12.3". */
struct numbered {
	struct hito_str prefix, number;
};

static bool cut_number(struct hito_str id, struct numbered *out)
{
	size_t end = id.len;

	while (end > 0 && ((id.ptr[end - 1] >= '0' && id.ptr[end - 1] <= '9') ||
			   id.ptr[end - 1] == '.'))
		end--;
	out->prefix = hito_str_slice(id, 0, end);
	out->number = hito_str_slice(id, end, id.len);
	return end > 0 && end < id.len && id.ptr[end - 1] == '-';
}

static int by_number(const void *a, const void *b)
{
	const struct numbered *one = a, *two = b;

	return hito_str_compare(one->number, two->number);
}

static struct hito_detected_word *find_prefix(struct hito_detect *detect,
					      struct hito_str prefix)
{
	struct hito_detected_words *words = &detect->prefixes;

	for (size_t i = 0; i < words->count; i++)
		if (hito_str_equal_nocase(words->list[i].text, prefix))
			return &words->list[i];
	return NULL;
}

/* "task-1" and "draft-1" are two things: the rarer prefix says something. */
static void part_prefixes(struct hito_detect *detect, struct numbered *list,
			  size_t count)
{
	if (count)
		qsort(list, count, sizeof(list[0]), by_number);
	for (size_t i = 1; i < count; i++) {
		struct hito_detected_word *one, *two;

		if (!hito_str_equal(list[i].number, list[i - 1].number) ||
		    hito_str_equal_nocase(list[i].prefix, list[i - 1].prefix))
			continue;
		one = find_prefix(detect, list[i].prefix);
		two = find_prefix(detect, list[i - 1].prefix);
		if (one && two)
			(one->count < two->count ? one : two)->state =
				HITO_FOREIGN;
	}
}

static uint32_t key_of_ids(const struct hito_detect *detect)
{
	for (size_t i = 0; i < detect->match_count; i++)
		if (detect->matches[i].key == HITO_KEY_ID)
			return detect->matches[i].theirs;
	return NO_KEY;
}

/* Prefixes by file; those of one spelling but for case are one. */
static bool guess_ids(struct hito_detect *detect)
{
	struct numbered *list = hito_new(detect->arena, struct numbered,
					 detect->step_count + 1);
	uint32_t key = key_of_ids(detect);
	size_t all = 0, count = 0;

	for (size_t i = 0; list && key != NO_KEY && i < detect->value_count;
	     i++) {
		const struct hito_detected_value *value = &detect->values[i];
		const struct hito_detected_word *known;

		if (value->key != key || !detect->files[value->file].is_step ||
		    all++ >= detect->step_count ||
		    !cut_number(value->text, &list[count]))
			continue;
		known = find_prefix(detect, list[count].prefix);
		detect->fold_case |=
			known &&
			!hito_str_equal(known->text, list[count].prefix);
		if (!add_word(detect, &detect->prefixes, list[count].prefix,
			      HITO_WORD_NONE))
			return false;
		count++;
	}
	if (!list)
		return false;
	sort_words(&detect->prefixes);
	part_prefixes(detect, list, count);
	detect->strip = all && count * 10 >= all * 9;
	return true;
}

bool hito_detect_guess(struct hito_detect *detect, bool *out_found)
{
	if (!guess_states(detect, out_found))
		return false;
	if (!*out_found)
		return true;
	count_steps(detect);
	if (!guess_keys(detect) || !guess_paths(detect) || !guess_ids(detect))
		return false;
	*out_found = detect->path_count > 0;
	return true;
}
