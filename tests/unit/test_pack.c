/* SPDX-License-Identifier: MIT */
/*
 * Packs and loose files: what git says is in them is what we read, and what
 * is damaged is missing or whole, never a crash.
 */
#include "repo.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/num.h"
#include "history/delta.h"
#include "history/hold.h"
#include "history/object.h"
#include "history/objects.h"
#include "hito/limits.h"

/* Objects as "git cat-file --batch" told them. */
struct told {
	struct hito_oid oid;
	struct hito_str type, bytes;
};

struct shelf {
	struct hito_arena *arena;
	struct hito_store *store;
	struct hito_objects *objects;
	struct hito_err err;
};

static struct shelf shelf_open(const struct repo *repo, const char *below)
{
	struct shelf shelf = {.arena = hito_arena_new(NULL)};
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", repo->folder, below);
	assert_non_null(shelf.arena);
	assert_true(
		hito_store_open(path, shelf.arena, &shelf.store, &shelf.err));
	assert_true(hito_objects_new(shelf.store, shelf.arena, &shelf.objects,
				     &shelf.err));
	return shelf;
}

static void shelf_close(struct shelf *shelf)
{
	hito_objects_close(shelf->objects);
	hito_store_close(shelf->store);
	hito_arena_free(shelf->arena);
}

static struct hito_str file_of(const struct repo *repo, const char *name)
{
	struct hito_str text, path;
	struct hito_err err = {.code = HITO_OK};

	path = hito_arena_printf(repo->arena, "%s/%s", repo->folder, name);
	assert_true(hito_file_read(AT_FDCWD, path, 64 << 20, repo->arena, &text,
				   &err));
	return text;
}

/* "id type size", a line's end, the bytes and another line's end. */
static bool cut_told(struct hito_str *rest, struct told *told)
{
	struct hito_str line, id, size;
	uint32_t len;

	if (!hito_str_cut_line(rest, &line))
		return false;
	hito_str_cut(line, ' ', &id, &line);
	hito_str_cut(line, ' ', &told->type, &size);
	assert_true(hito_oid_parse(id, &told->oid));
	assert_true(hito_str_u32(size, &len));
	told->bytes = hito_str_slice(*rest, 0, len);
	*rest = hito_str_slice(*rest, (size_t)len + 1, rest->len);
	return true;
}

static enum hito_raw_type type_of(struct hito_str name)
{
	return hito_str_is(name, "commit") ? HITO_RAW_COMMIT
	       : hito_str_is(name, "tree") ? HITO_RAW_TREE
	       : hito_str_is(name, "blob") ? HITO_RAW_BLOB
					   : HITO_RAW_TAG;
}

/* Of what is told all must be read, by a peek first; and nothing above. */
static size_t all_are_read(struct shelf *shelf, struct hito_str told_text)
{
	struct told told;
	size_t count = 0;

	while (cut_told(&told_text, &told)) {
		enum hito_raw_type type;
		struct hito_raw raw;
		size_t size;

		assert_int_equal(hito_objects_peek(shelf->objects, &told.oid,
						   &type, &size, &shelf->err),
				 HITO_READ_OK);
		assert_int_equal(type, type_of(told.type));
		assert_int_equal(size, told.bytes.len);
		assert_int_equal(hito_objects_read(shelf->objects, &told.oid,
						   type, told.bytes.len, &raw,
						   &size, &shelf->err),
				 HITO_READ_OK);
		assert_int_equal(raw.type, type);
		assert_int_equal(size, told.bytes.len);
		assert_true(hito_str_equal(raw.bytes, told.bytes));
		if (told.bytes.len) {
			assert_int_equal(hito_objects_read(shelf->objects,
							   &told.oid, type,
							   size - 1, &raw,
							   &size, &shelf->err),
					 HITO_READ_MISSING);
			assert_int_equal(size, told.bytes.len);
		}
		type = type == HITO_RAW_TAG ? HITO_RAW_BLOB : type + 1;
		assert_int_equal(hito_objects_read(shelf->objects, &told.oid,
						   type, HITO_LIMIT_OBJECT,
						   &raw, &size, &shelf->err),
				 HITO_READ_MISSING);
		assert_int_equal(size, 0);
		count++;
	}
	return count;
}

/* Commits whose trees and files become chains of deltas, and a tag. */
#define STORY                                                                  \
	"git init -q -b main .\ngit config core.compression 9\n"               \
	"mkdir d\nn=0\nwhile test $n -lt 30; do n=$((n + 1))\n"                \
	"seq 1 200 >text\necho $n >>text\nseq 1 $((n * 9)) >d/f$((n % 7))\n"   \
	"head -c 5000 text >d/half\ngit add text d\ngit commit -qm $n; done\n" \
	": >empty\ngit add empty\ngit commit -qm empty\n"                      \
	"git tag -am tag v1\n"

#define TELL                                                 \
	"git cat-file --batch-all-objects --batch >told\n"   \
	"git cat-file --batch-all-objects --batch-check |\n" \
	"wc -l >count\n"

static void reads_what_git_reads(void **state)
{
	static const char *const ways[] = {
		"true",
		"git config core.looseCompression 0\ngit repack -qadF\n"
		"mv .git/objects/pack/*.pack pack\n"
		"rm -f .git/objects/pack/*\n"
		"git unpack-objects -q <pack\n",
		"git config core.compression 0\ngit repack -qadF",
		"git config core.compression 9\n"
		"git repack -qadF --depth=50 --window=50",
		"git config repack.useDeltaBaseOffset false\n"
		"git repack -qadF --depth=4000 --window=30",
		"git config pack.indexVersion 1\ngit repack -qadF",
		"git config pack.indexVersion 2\n"
		"git rev-list --objects --all | cut -d' ' -f1 |\n"
		"while read id; do echo $id |\n"
		"git pack-objects -q .git/objects/pack/pack >name\ndone",
		"git repack -qadF --write-midx\ngit commit-graph write",
	};
	struct repo *repo = *state;

	repo_run(repo, STORY);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct shelf shelf;

		repo_run(repo, ways[i]);
		repo_run(repo, TELL);
		shelf = shelf_open(repo, ".git/objects");
		assert_int_equal(all_are_read(&shelf, file_of(repo, "told")),
				 strtoul(repo_word(repo, "count"), NULL, 10));
		shelf_close(&shelf);
	}
}

static void borrows_from_alternates(void **state)
{
	struct repo *repo = *state;
	struct shelf shelf;
	struct hito_str told;

	repo_run(repo, STORY "git repack -qad\n"
			     "echo loose >loose\ngit add loose\n"
			     "git commit -qm loose\n" TELL
			     "git clone -q --shared . one\n"
			     "git clone -q --shared one two\n"
			     "echo ../../../.git/objects/ "
			     ">one/.git/objects/info/alternates\n"
			     "echo '# a comment' >>"
			     "two/.git/objects/info/alternates\n"
			     "echo $PWD/two/.git/objects >>"
			     ".git/objects/info/alternates\n");
	told = file_of(repo, "told");
	shelf = shelf_open(repo, "two/.git/objects");
	assert_true(all_are_read(&shelf, told) > 100);
	shelf_close(&shelf);
	shelf = shelf_open(repo, ".git/objects");
	assert_true(all_are_read(&shelf, told) > 100);
	shelf_close(&shelf);
}

/* What was seen loose is packed; what was packed is packed anew. */
static void finds_what_git_packs_meanwhile(void **state)
{
	struct repo *repo = *state;
	struct hito_raw raw;
	struct hito_oid oid;
	struct shelf shelf;
	struct hito_str told;
	size_t size;

	repo_run(repo, STORY TELL "git rev-parse HEAD >head\n");
	told = file_of(repo, "told");
	assert_true(
		hito_oid_parse(hito_str_from(repo_word(repo, "head")), &oid));
	shelf = shelf_open(repo, ".git/objects");
	assert_int_equal(hito_objects_read(shelf.objects, &oid, HITO_RAW_ANY,
					   10000, &raw, &size, &shelf.err),
			 HITO_READ_OK);
	repo_run(repo, "git repack -qad\ngit prune-packed -q\n");
	all_are_read(&shelf, told);
	repo_run(repo, "git commit -q --allow-empty -m more\n"
		       "git repack -qadF\n" TELL);
	all_are_read(&shelf, file_of(repo, "told"));
	repo_run(repo, "git commit -q --allow-empty -m last\n"
		       "git repack -qadF\ngit rev-parse HEAD >head\n");
	assert_true(
		hito_oid_parse(hito_str_from(repo_word(repo, "head")), &oid));
	assert_int_equal(hito_objects_read(shelf.objects, &oid, HITO_RAW_ANY,
					   10000, &raw, &size, &shelf.err),
			 HITO_READ_OK);
	memset(&oid, 7, sizeof(oid));
	assert_int_equal(hito_objects_read(shelf.objects, &oid, HITO_RAW_ANY,
					   10000, &raw, &size, &shelf.err),
			 HITO_READ_MISSING);
	assert_int_equal(size, 0);
	shelf_close(&shelf);
}

static void places_follow_packs(void **state)
{
	struct repo *repo = *state;
	struct shelf shelf;
	struct told told;
	struct hito_str text;
	uint64_t one, last = 0;

	repo_run(repo, STORY "git repack -qad\n"
			     "git show-index <$(ls .git/objects/pack/*.idx) |\n"
			     "sort -n | cut -d' ' -f2 |\n"
			     "git cat-file --batch >told\n"
			     "echo x | git hash-object -w --stdin >loose\n");
	text = file_of(repo, "told");
	shelf = shelf_open(repo, ".git/objects");
	while (cut_told(&text, &told)) {
		one = hito_objects_place(shelf.objects, &told.oid);
		assert_true(one > last && one < UINT64_MAX);
		last = one;
	}
	assert_true(last > 0);
	assert_true(hito_oid_parse(hito_str_from(repo_word(repo, "loose")),
				   &told.oid));
	assert_true(hito_objects_place(shelf.objects, &told.oid) == UINT64_MAX);
	shelf_close(&shelf);
}

/* Each object is missing, or is as large as is said. */
static void nothing_is_half(struct shelf *shelf, struct hito_str told_text)
{
	struct told told;

	while (cut_told(&told_text, &told)) {
		enum hito_raw_type type;
		struct hito_raw raw;
		size_t size;
		enum hito_read result = hito_objects_read(
			shelf->objects, &told.oid, HITO_RAW_ANY,
			HITO_LIMIT_OBJECT, &raw, &size, &shelf->err);

		assert_int_not_equal(result, HITO_READ_FAILED);
		if (result == HITO_READ_OK) {
			volatile unsigned sum = 0;

			assert_int_equal(raw.bytes.len, size);
			for (size_t i = 0; i < size; i++)
				sum += (unsigned char)raw.bytes.ptr[i];
		}
		assert_int_not_equal(hito_objects_peek(shelf->objects,
						       &told.oid, &type, &size,
						       &shelf->err),
				     HITO_READ_FAILED);
	}
}

static void write_file(const struct repo *repo, const char *name,
		       struct hito_str bytes)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", repo->folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

/* Every byte of a file is changed, and the file is cut after every byte. */
static void spoil(const struct repo *repo, const char *name,
		  struct hito_str told)
{
	static const char changes[] = {1, 0x40, '\x80', '\xff'};
	struct hito_str whole = file_of(repo, name);
	char *bytes = malloc(whole.len);
	struct shelf shelf;

	assert_non_null(bytes);
	memcpy(bytes, whole.ptr, whole.len);
	for (size_t i = 0; i < whole.len; i++) {
		bytes[i] = (char)(bytes[i] ^ changes[i % sizeof(changes)]);
		write_file(repo, name, (struct hito_str){bytes, whole.len});
		shelf = shelf_open(repo, "spoiled");
		nothing_is_half(&shelf, told);
		shelf_close(&shelf);
		bytes[i] = whole.ptr[i];
		if (i % 3)
			continue;
		write_file(repo, name, (struct hito_str){bytes, i});
		shelf = shelf_open(repo, "spoiled");
		nothing_is_half(&shelf, told);
		shelf_close(&shelf);
	}
	write_file(repo, name, whole);
	shelf = shelf_open(repo, "spoiled");
	assert_true(all_are_read(&shelf, told) > 1);
	shelf_close(&shelf);
	free(bytes);
}

static void damage_is_no_danger(void **state)
{
	struct repo *repo = *state;

	repo_run(repo,
		 "git init -q -b main .\nseq 1 40 >text\ngit add text\n"
		 "git commit -qm one\necho 41 >>text\ngit commit -qam two\n"
		 "seq 2 43 >text\ngit commit -qam three\n"
		 "git tag -am tag tag\n" TELL
		 "mkdir -p spoiled/pack\ngit repack -qadF --depth=9\n"
		 "cp .git/objects/pack/*.pack spoiled/pack/a.pack\n"
		 "cp .git/objects/pack/*.idx spoiled/pack/a.idx\n"
		 "chmod -R u+w spoiled\n");
	spoil(repo, "spoiled/pack/a.pack", file_of(repo, "told"));
	spoil(repo, "spoiled/pack/a.idx", file_of(repo, "told"));
	repo_run(repo, "git config repack.useDeltaBaseOffset false\n"
		       "git config pack.indexVersion 1\n"
		       "git repack -qadF --depth=9\n"
		       "cp .git/objects/pack/*.pack spoiled/pack/a.pack\n"
		       "cp .git/objects/pack/*.idx spoiled/pack/a.idx\n");
	spoil(repo, "spoiled/pack/a.pack", file_of(repo, "told"));
	spoil(repo, "spoiled/pack/a.idx", file_of(repo, "told"));
}

static void damaged_files_are_no_danger(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, "git init -q -b main .\nseq 1 40 >text\ngit add text\n"
		       "git commit -qm one\n"
		       "git cat-file --batch-all-objects --batch >told\n"
		       "cp -r .git/objects spoiled\nchmod -R u+w spoiled\n"
		       "id=$(git rev-parse HEAD:text)\n"
		       "mv spoiled/$(echo $id | sed 's|..|&/|') spoiled/file\n"
		       "mkdir -p spoiled/$(echo $id | cut -c1-2)\n"
		       "ln -s ../file spoiled/$(echo $id | sed 's|..|&/|')\n");
	spoil(repo, "spoiled/file", file_of(repo, "told"));
}

/* A copy that is damaged is passed over where there is another. */
static void another_copy_helps(void **state)
{
	struct repo *repo = *state;
	struct shelf shelf;
	struct hito_str told;

	repo_run(repo, STORY TELL
		 "git repack -qd\ncp -r .git/objects copy\n"
		 "git unpack-objects -q </dev/null || true\n"
		 "mkdir loose\ngit init -q --bare loose\n"
		 "git -C loose unpack-objects -q <"
		 "$(ls $PWD/.git/objects/pack/*.pack)\n"
		 "cp -r loose/objects/?? copy\nchmod -R u+w copy\n"
		 "pack=$(ls copy/pack/*.pack)\n"
		 "size=$(wc -c <$pack)\n"
		 "dd if=/dev/zero of=$pack bs=1 seek=12 conv=notrunc "
		 "count=$((size - 32)) 2>/dev/null\n");
	told = file_of(repo, "told");
	shelf = shelf_open(repo, "copy");
	assert_true(all_are_read(&shelf, told) > 100);
	shelf_close(&shelf);
}

static void deltas_stay_inside(void **state)
{
	static const struct {
		const char *delta;
		size_t len, size;
		const char *result; /* NULL: damaged */
	} cases[] = {
		{"\x91\x02\x03", 3, 3, "cde"},
		{"\x90\x06\x03xyz", 6, 9, "abcdefxyz"},
		{"\x90\x06", 2, 6, "abcdef"},
		{"\x90\x07", 2, 7, NULL},     /* behind the base */
		{"\x91\x06\x01", 3, 1, NULL}, /* the same */
		{"\x80", 1, 65536, NULL},     /* 65536 bytes of six */
		{"\x90\x06", 2, 5, NULL},     /* more than was said */
		{"\x90\x06", 2, 7, NULL},     /* less */
		{"\x05xyz", 4, 5, NULL},      /* cut off */
		{"\x91\x02", 2, 3, NULL},     /* the same */
		{"\xff\xff\xff\xff\xff\xff\xff\xff", 8, 3, NULL},
		{"\0", 1, 0, NULL}, /* no such order */
		{"", 0, 0, ""},
	};
	char out[70000];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool done = hito_delta_apply(
			HITO_STR("abcdef"),
			(struct hito_str){cases[i].delta, cases[i].len}, out,
			cases[i].size);

		assert_int_equal(done, cases[i].result != NULL);
		if (done)
			assert_memory_equal(out, cases[i].result,
					    cases[i].size);
	}
}

/* Many at a time, more than there is room for, in any order. */
static void what_is_read_stays(void **state)
{
	enum { HELD = 24, ROUNDS = 400 };
	struct repo *repo = *state;
	struct hito_repository *repository;
	struct hito_holder *holder;
	struct hito_raw held[HELD];
	struct hito_str all, text = {NULL, 0}, line, copies[HELD];
	struct hito_oid oid;
	size_t size;

	memset(held, 0, sizeof(held));
	repo_run(repo, "git init -q -b main .\nn=0\n"
		       "while test $n -lt 90; do n=$((n + 1))\n"
		       "{ echo $n; seq 1 60000; } >f$((n % 9))\n"
		       "git add .\ngit commit -qm $n; done\n"
		       "git repack -qadf\n"
		       "git cat-file --batch-all-objects --batch-check |\n"
		       "grep blob | cut -c1-40 >ids\n");
	repository = repo_open(repo, "");
	assert_non_null(repository);
	holder = hito_git_holder(repository);
	all = file_of(repo, "ids");
	for (size_t i = 0; i < ROUNDS; i++) {
		size_t at = i * 7 % HELD;
		struct hito_raw *raw = &held[at];

		if (raw->handle) {
			assert_true(hito_str_equal(raw->bytes, copies[at]));
			hito_let_go(holder, raw);
		}
		if (!hito_str_cut_line(&text, &line)) {
			text = all;
			assert_true(hito_str_cut_line(&text, &line));
		}
		assert_true(hito_oid_parse(line, &oid));
		assert_int_equal(hito_hold(holder, &oid, HITO_RAW_BLOB,
					   10 << 20, raw, &size, &repo->err),
				 HITO_READ_OK);
		copies[at] = hito_arena_copy(repo->arena, raw->bytes);
	}
	hito_repository_close(repository);
}

static const char *memory_folder;
static struct hito_str memory_told;

static bool read_all(struct hito_arena *arena)
{
	struct hito_err err = {.code = HITO_OK};
	struct hito_objects *objects = NULL;
	struct hito_store *store = NULL;
	struct hito_str rest = memory_told;
	struct told told;
	bool done;

	done = hito_store_open(memory_folder, arena, &store, &err) &&
	       hito_objects_new(store, arena, &objects, &err);
	while (done && cut_told(&rest, &told)) {
		struct hito_raw raw;
		size_t size;
		enum hito_read result =
			hito_objects_read(objects, &told.oid, HITO_RAW_ANY,
					  HITO_LIMIT_OBJECT, &raw, &size, &err);

		assert_int_not_equal(result, HITO_READ_MISSING);
		done = result == HITO_READ_OK;
	}
	if (!done)
		assert_int_equal(err.code, HITO_ERR_MEMORY);
	hito_objects_close(objects);
	hito_store_close(store);
	return done;
}

static void every_allocation_may_fail(void **state)
{
	struct repo *repo = *state;

	repo_run(repo, STORY "git repack -qadF\necho x >x\ngit add x\n"
			     "git commit -qm loose\n" TELL
			     "git clone -q --bare --shared . bare.git\n");
	memory_told = file_of(repo, "told");
	memory_folder = hito_arena_printf(repo->arena, "%s/bare.git/objects",
					  repo->folder)
				.ptr;
	assert_true(unit_until_done(read_all) >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		REPO_TEST(reads_what_git_reads),
		REPO_TEST(borrows_from_alternates),
		REPO_TEST(finds_what_git_packs_meanwhile),
		REPO_TEST(places_follow_packs),
		REPO_TEST(damage_is_no_danger),
		REPO_TEST(damaged_files_are_no_danger),
		REPO_TEST(another_copy_helps),
		cmocka_unit_test(deltas_stay_inside),
		REPO_TEST(what_is_read_stays),
		REPO_TEST(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
