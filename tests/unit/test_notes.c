/* SPDX-License-Identifier: MIT */
/* Notes of earlier runs: used when they hold, and never trusted. */
#include "history.h"

#include <dirent.h>
#include <sys/stat.h>

#include "base/keep.h"
#include "history/checkpoint_form.h"
#include "history/sheet.h"

static int set_up(void **state)
{
	return repo_set_up(state);
}

static int tear_down(void **state)
{
	return repo_tear_down(state);
}

#define STORY                                                                  \
	HISTORY_SCRIPT                                                         \
	"{ plan p; step a A todo; step b B todo; } >plans/p.md; save 02 one\n" \
	"{ plan p; step a A doing; step b B todo; } >plans/p.md; save 03 "     \
	"two\n"                                                                \
	"git checkout -q -b side; { plan q; step c C todo; } >plans/q.md\n"    \
	"save 04 side; git checkout -q main\n"                                 \
	"{ plan p; step a A done; step b B todo; } >plans/p.md; save 05 "      \
	"three\n"                                                              \
	"join 06 side\n"

static const char story[] = STORY;

/* The events, with what is kept; false: the history could not be read. */
static bool read_with(struct repo *repo, enum hito_keeping keeping,
		      uint64_t stamp, struct hito_str *out_events)
{
	struct hito_arena *arena = repo->arena;
	struct hito_repository *repository = repo_open(repo, "");
	struct hito_history_options options = {
		.at = HITO_DAY_NONE, .keeping = keeping, .stamp = stamp};
	struct hito_history *history = NULL;
	struct hito_str text = HITO_STR("");
	bool done;

	assert_non_null(repository);
	done = hito_history_read(repository, &options, arena, &history,
				 &repo->err);
	for (size_t i = 0; done && i < history->event_count; i++) {
		struct hito_str one = history_event(arena, history->events[i]);

		text = hito_arena_printf(arena, "%.*s%.*s\n",
					 HITO_STR_ARG(text), HITO_STR_ARG(one));
	}
	hito_repository_close(repository);
	*out_events = text;
	return done;
}

static const char *folder_of(const struct repo *repo)
{
	return hito_arena_printf(repo->arena, "%s/.git/hito", repo->folder).ptr;
}

/* The name of the only file of a kind; NULL: there is none. */
static const char *name_of(const struct repo *repo, const char *kind)
{
	DIR *stream = opendir(folder_of(repo));
	const char *found = NULL;
	struct dirent *entry;

	while (stream && (entry = readdir(stream)) != NULL) {
		struct hito_str name = hito_str_from(entry->d_name);

		if (!hito_str_ends(name, kind))
			continue;
		assert_null(found);
		found = hito_arena_copy(repo->arena, name).ptr;
	}
	if (stream)
		closedir(stream);
	return found;
}

static const char *notes_name(const struct repo *repo)
{
	return name_of(repo, "-notes");
}

static void what_was_noted_is_used(void **state)
{
	struct repo *repo = *state;
	struct hito_str cold, warm;

	repo_run(repo, story);
	assert_true(read_with(repo, HITO_KEEP_NOTHING, 1, &cold));
	assert_null(notes_name(repo));
	assert_true(read_with(repo, HITO_KEEP_MUCH, 1, &warm));
	assert_null(notes_name(repo)); /* too little to be worth it */
	assert_true(read_with(repo, HITO_KEEP_ALL, 1, &warm));
	assert_true(hito_str_equal(cold, warm));
	assert_non_null(notes_name(repo));
	/* Without the objects there is nothing else to know it from. */
	repo_run(repo,
		 "git rev-list --objects HEAD~1 HEAD^2 | cut -c1-40 |\n"
		 "sort >had; git ls-tree -r -t HEAD | cut -d' ' -f3 |\n"
		 "cut -f1 | sort >kept; git rev-parse HEAD^{tree} >>kept\n"
		 "sort -o kept kept; comm -23 had kept | while read id\n"
		 "do rest=${id#??}; rm -f .git/objects/${id%$rest}/$rest\n"
		 "done");
	assert_true(read_with(repo, HITO_KEEP_ALL, 1, &warm));
	assert_true(hito_str_equal(cold, warm));
}

static void another_program_has_notes_of_its_own(void **state)
{
	struct repo *repo = *state;
	struct hito_str events;
	const char *name;

	repo_run(repo, story);
	assert_true(read_with(repo, HITO_KEEP_ALL, 1, &events));
	name = notes_name(repo);
	repo_run(repo, "rm -r .git/hito");
	assert_true(read_with(repo, HITO_KEEP_ALL, 2, &events));
	assert_string_not_equal(notes_name(repo), name);
}

/* Whatever stands there, sealed as if it were ours: nothing breaks. */
static void distrust(struct repo *repo, const char *name, const char *kind,
		     struct hito_str cold)
{
	static const unsigned char puts[] = {0x00, 0x01, 0x7f, 0xff};
	struct hito_arena *arena = repo->arena;
	const char *folder = folder_of(repo);
	struct hito_str bytes, warm;
	char *damaged;

	assert_true(
		hito_keep_read(folder, name, kind, SIZE_MAX, arena, &bytes));
	damaged = hito_arena_alloc(arena, bytes.len, 1);
	for (size_t i = 0; i < bytes.len; i += 3)
		for (size_t j = 0; j < sizeof(puts); j++) {
			repo->arena = hito_arena_sub(arena);
			memcpy(damaged, bytes.ptr, bytes.len);
			damaged[i] = (char)puts[j];
			assert_true(hito_keep_write(
				folder, name, kind,
				(struct hito_str){damaged, bytes.len}));
			(void)read_with(repo, HITO_KEEP_MUCH, 1, &warm);
			hito_arena_free(repo->arena);
			repo->arena = arena;
		}
	for (size_t len = 0; len < bytes.len; len += 7) {
		assert_true(hito_keep_write(folder, name, kind,
					    hito_str_slice(bytes, 0, len)));
		assert_true(read_with(repo, HITO_KEEP_MUCH, 1, &warm));
		assert_true(hito_str_equal(cold, warm));
	}
}

static void no_number_of_notes_is_trusted(void **state)
{
	struct repo *repo = *state;
	struct hito_str cold;

	repo_run(repo, story);
	assert_true(read_with(repo, HITO_KEEP_ALL, 1, &cold));
	repo_run(repo, "rm .git/hito/*-point");
	distrust(repo, notes_name(repo), HITO_SHEET_KIND, cold);
}

/* A step that came back and one that moved, a trailer, a new commit. */
static const char longer[] = STORY
	"{ plan p; step a A done; } >plans/p.md; save 07 gone\n"
	"{ plan p; step a A done; step b B todo; } >plans/p.md; save 08 back\n"
	"{ plan p; step a A done; } >plans/p.md\n"
	"{ plan q; step c C todo; step b B todo; } >plans/q.md; save 09 moved\n"
	"{ plan q; step c C doing; step b B todo; } >plans/q.md\n"
	"save 10 'more\n\nStep: q/b doing'\n";

static const char last[] =
	"sed -i s/doing/done/ plans/q.md; git commit -q -a -m last\n";

static void no_number_of_checkpoints_is_trusted(void **state)
{
	struct repo *repo = *state;
	struct hito_str cold, warm;

	repo_run(repo, longer);
	assert_true(read_with(repo, HITO_KEEP_ALL, 1, &warm));
	repo_run(repo, last);
	assert_true(read_with(repo, HITO_KEEP_NOTHING, 1, &cold));
	assert_true(read_with(repo, HITO_KEEP_MUCH, 1, &warm));
	assert_true(hito_str_equal(cold, warm));
	distrust(repo, name_of(repo, "-point"), HITO_POINT_KIND, cold);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_noted_is_used, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			another_program_has_notes_of_its_own, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(no_number_of_notes_is_trusted,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			no_number_of_checkpoints_is_trusted, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
