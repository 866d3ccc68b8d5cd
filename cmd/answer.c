/* SPDX-License-Identifier: MIT */
/* Answers kept, and given again. */
#include "answer.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/keep.h"
#include "base/wide.h"
#include "hito/revision.h"

#define KIND "hitoans2"
#define LONGEST ((size_t)64 << 20)           /* bytes of an answer */
#define WORTH (20 * RUN_MILLISECONDS)        /* work that is not done twice */
#define NEARLY_WORTH (15 * RUN_MILLISECONDS) /* before anything is printed */
/*
 * A file that was written less than this before we looked could be written
 * again without its times moving on; where times have whole seconds only, more
 * than a second.
 */
#define TICK (50 * RUN_MILLISECONDS)
#define COARSE_TICK (3000 * RUN_MILLISECONDS)

/* A kept answer: this, the key, what was seen (an imprint, the length of its
 * path and the path each), and what was printed. */
struct record {
	uint64_t key, seen, printed; /* bytes of each */
	int64_t status;
};

static bool tee_write(void *ctx, const char *ptr, size_t len)
{
	struct answer *answer = ctx;

	if (!answer->copy.failed)
		hito_out_bytes(&answer->copy, ptr, len);
	hito_out_bytes(&answer->straight, ptr, len);
	return !answer->straight.failed;
}

static bool tee_flush(void *ctx)
{
	struct answer *answer = ctx;

	return hito_out_flush(&answer->straight);
}

static void put_number(struct hito_out *out, uint64_t number)
{
	hito_out_printf(out, "%" PRIu64, number);
	hito_out_bytes(out, "", 1);
}

static void put_text(struct hito_out *out, struct hito_str text)
{
	put_number(out, text.len);
	hito_out_str(out, text);
}

/* How it is to be printed. */
static void put_run(struct hito_out *out, const struct run *run)
{
	const uint64_t numbers[] = {
		(uint64_t)((int64_t)run->today - HITO_DAY_NONE),
		(uint64_t)run->lang,
		(uint64_t)run->lang_named,
		run->lang_is_chosen,
		run->color,
		run->out_is_terminal,
		run->columns,
		run->ascii,
		run->quiet,
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		put_number(out, numbers[i]);
	put_text(out, run->words);
}

/* All that an answer depends on but files. False: it cannot be told. */
static bool make_key(struct answer *answer, const char *rev)
{
	const struct run *run = answer->run;
	const struct past *past = answer->past;
	struct hito_out_memory memory;
	struct hito_out out;
	char id[HITO_ID_SIZE];
	uint64_t stamp;

	if (!hito_revision_id(past->repository, rev, id, NULL) ||
	    !run_stamp(&stamp))
		return false;
	hito_out_to_memory(&out, &memory, run->arena, LONGEST);
	put_number(&out, stamp);
	put_run(&out, run);
	put_text(&out, hito_repository_folder(past->repository));
	put_text(&out, past->place.root);
	put_text(&out, past->place.prefix);
	hito_out_flush(&out);
	answer->way.len = memory.len;
	put_text(&out, hito_str_from(id));
	hito_out_flush(&out);
	answer->key = (struct hito_str){memory.ptr, memory.len};
	answer->way.ptr = memory.ptr;
	snprintf(answer->name, sizeof(answer->name), "%016" PRIx64,
		 hito_keep_sum(0, answer->key));
	return !out.failed;
}

/* A name that the command may look at, from the folder it works in. */
static bool look_at(struct answer *answer, const char *name)
{
	struct hito_imprint imprint;

	hito_imprint_look(answer->run->dir_fd, name, &imprint);
	return hito_sight_add(&answer->sight, hito_str_from(name), &imprint);
}

/* Before it works, so that nothing can change unseen in between. */
static bool look_at_names(struct answer *answer, int argc, char **argv)
{
	const struct place *place = &answer->past->place;
	struct hito_str file;

	if (answer->past->placed) {
		file = hito_arena_printf(answer->run->arena,
					 "%.*s/" HITO_PROJECT_FILE,
					 HITO_STR_ARG(place->root));
		if (!file.ptr || !look_at(answer, file.ptr))
			return false;
	}
	if (answer->run->project_file &&
	    !look_at(answer, answer->run->project_file))
		return false;
	for (int i = 0; i < argc; i++)
		if (!look_at(answer, argv[i]))
			return false;
	answer->named = answer->sight.count;
	return true;
}

static bool cut(struct hito_str *rest, size_t len, struct hito_str *out_part)
{
	if (rest->len < len)
		return false;
	*out_part = hito_str_slice(*rest, 0, len);
	*rest = hito_str_slice(*rest, len, rest->len);
	return true;
}

/* Is one thing that was seen as it was? Those named come first. */
static bool is_same(const struct answer *answer, struct hito_str *seen,
		    size_t place)
{
	int dir = place < answer->named ? answer->run->dir_fd
					: answer->past->place.root_fd;
	struct hito_imprint before, now;
	struct hito_str part;
	uint64_t len;

	if (!cut(seen, sizeof(before), &part))
		return false;
	memcpy(&before, part.ptr, sizeof(before));
	if (!cut(seen, sizeof(len), &part))
		return false;
	memcpy(&len, part.ptr, sizeof(len));
	/* its NUL, too */
	if (len >= seen->len || !cut(seen, len + 1, &part) ||
	    part.ptr[len] != '\0')
		return false;
	hito_imprint_look(dir, len ? part.ptr : ".", &now);
	return hito_imprint_equal(&before, &now);
}

/* Control characters, and what begins those of two bytes (U+0080 to U+009F). */
static bool may_steer(unsigned char byte)
{
	return (byte < ' ' && byte != '\n') || byte == 0x7f || byte == 0xc2;
}

/* The same of many at once. */
static unsigned which_may_steer(hito_wide wide)
{
	return hito_wide_bits(((hito_wide)(wide < ' ') & (wide != '\n')) |
			      (hito_wide)(wide == 0x7f) |
			      (hito_wide)(wide == 0xc2));
}

/* The place of the next such byte: there are few, and many bytes between. */
static size_t skip_calm(struct hito_str text, size_t from)
{
	for (; text.len - from >= HITO_WIDE; from += HITO_WIDE) {
		unsigned found =
			which_may_steer(hito_wide_load(text.ptr + from));

		if (found)
			return from + (size_t)__builtin_ctz(found);
	}
	while (from < text.len && !may_steer((unsigned char)text.ptr[from]))
		from++;
	return from;
}

bool answer_is_harmless(struct hito_str text, bool color)
{
	for (size_t i = skip_calm(text, 0); i < text.len;
	     i = skip_calm(text, i + 1)) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if (byte == 0xc2 && (text.len - i < 2 ||
				     (unsigned char)text.ptr[i + 1] >= 0xa0))
			continue;
		if (byte != '\033' || !color || text.len - i < 3 ||
		    text.ptr[i + 1] != '[')
			return false;
		for (i += 2; i < text.len && text.ptr[i] != 'm'; i++)
			if (text.ptr[i] != ';' &&
			    (text.ptr[i] < '0' || text.ptr[i] > '9'))
				return false;
	}
	return true;
}

static bool find(struct answer *answer, struct hito_str *out_printed,
		 int *out_status)
{
	struct hito_str rest, key, seen;
	struct record record;

	if (!hito_keep_read(answer->folder, answer->name, KIND, 2 * LONGEST,
			    answer->run->arena, &rest) ||
	    !cut(&rest, sizeof(record), &key))
		return false;
	memcpy(&record, key.ptr, sizeof(record));
	if (!cut(&rest, record.key, &key) || !cut(&rest, record.seen, &seen) ||
	    rest.len != record.printed || !hito_str_equal(key, answer->key))
		return false;
	for (size_t i = 0; seen.len > 0; i++)
		if (!is_same(answer, &seen, i))
			return false;
	if (!answer_is_harmless(rest, answer->run->color))
		return false;
	*out_printed = rest;
	*out_status = (int)record.status;
	return true;
}

/* What may be kept at all, and where. */
static bool open_answer(struct answer *answer, const char *rev, int argc,
			char **argv)
{
	struct run *run = answer->run;
	const struct past *past = answer->past;
	struct hito_str folder;

	if (run->keeping == HITO_KEEP_NOTHING || !past->repository ||
	    past->none || hito_repository_is_shallow(past->repository) ||
	    hito_repository_is_altered(past->repository))
		return false;
	hito_sight_init(&answer->sight, run->arena);
	folder = hito_repository_folder(past->repository);
	while (folder.len > 1 && folder.ptr[folder.len - 1] == '/')
		folder.len--;
	folder = hito_arena_printf(run->arena, "%.*s/hito",
				   HITO_STR_ARG(folder));
	answer->folder = folder.ptr;
	return folder.ptr && make_key(answer, rev) &&
	       look_at_names(answer, argc, argv);
}

bool answer_give(struct run *run, struct past *past, const char *rev, int argc,
		 char **argv, struct answer *answer, int *out_status)
{
	struct hito_str printed;

	*answer = (struct answer){.run = run, .past = past};
	answer->wanted = open_answer(answer, rev, argc, argv);
	if (!answer->wanted)
		return false;
	if (find(answer, &printed, out_status)) {
		hito_out_str(&run->out, printed);
		return true;
	}
	past->place.options.sight = &answer->sight;
	hito_out_to_memory(&answer->copy, &answer->memory, run->arena, LONGEST);
	answer->straight = run->out;
	run->out = (struct hito_out){
		.write = tee_write, .flush = tee_flush, .ctx = answer};
	return false;
}

/* Could something seen be written again without its times moving on? */
static bool is_too_new(const struct answer *answer)
{
	for (size_t i = 0; i < answer->sight.count; i++) {
		int64_t newest =
			hito_imprint_newest(&answer->sight.list[i].imprint);
		int64_t tick =
			newest % (1000 * RUN_MILLISECONDS) ? TICK : COARSE_TICK;

		if (newest > answer->run->started - tick)
			return true;
	}
	return false;
}

static void put_seen(struct hito_out *out, const struct hito_sight *sight)
{
	for (size_t i = 0; i < sight->count; i++) {
		const struct hito_seen *seen = &sight->list[i];
		uint64_t len = seen->path.len;

		hito_out_bytes(out, (const char *)&seen->imprint,
			       sizeof(seen->imprint));
		hito_out_bytes(out, (const char *)&len, sizeof(len));
		hito_out_str(out, seen->path);
		hito_out_bytes(out, "", 1);
	}
}

static void write_answer(struct answer *answer, int status)
{
	struct hito_arena *arena = answer->run->arena;
	struct hito_out_memory seen, head;
	struct hito_str parts[2];
	struct hito_out out;
	struct record record = {
		.key = answer->key.len,
		.printed = answer->memory.len,
		.status = status,
	};

	hito_out_to_memory(&out, &seen, arena, LONGEST);
	put_seen(&out, &answer->sight);
	if (out.failed)
		return;
	record.seen = seen.len;
	hito_out_to_memory(&out, &head, arena, 2 * LONGEST);
	hito_out_bytes(&out, (const char *)&record, sizeof(record));
	hito_out_str(&out, answer->key);
	hito_out_bytes(&out, seen.ptr, seen.len);
	parts[0] = (struct hito_str){head.ptr, head.len};
	parts[1] = (struct hito_str){answer->memory.ptr, answer->memory.len};
	if (!out.failed &&
	    hito_keep_write_parts(answer->folder, answer->name, KIND, parts, 2))
		hito_keep_prune(answer->folder, HITO_KEEP_MOST_FILES,
				HITO_KEEP_MOST_BYTES);
}

/* What is printed is no longer copied. */
static void leave(struct answer *answer)
{
	answer->run->out = answer->straight;
	answer->past->place.options.sight = NULL;
	answer->wanted = false;
}

static bool took_at_least(const struct run *run, int64_t time)
{
	return run->keeping != HITO_KEEP_MUCH ||
	       run_now() - run->started >= time;
}

void answer_expect(struct answer *answer, size_t bytes)
{
	if (!answer->wanted)
		return;
	if (took_at_least(answer->run, NEARLY_WORTH))
		hito_out_memory_expect(&answer->memory, bytes);
	else
		leave(answer);
}

bool answer_is_worth_it(const struct answer *answer, int status)
{
	const struct run *run = answer->run;
	const struct hito_history *history = answer->past->history;

	if (!answer->wanted || status == RUN_FAILED ||
	    status == RUN_INCOMPLETE || answer->copy.failed ||
	    answer->straight.failed || answer->sight.blurred ||
	    (history && !history->complete) || hito_arena_failed(run->arena) ||
	    is_too_new(answer))
		return false;
	return took_at_least(run, WORTH);
}

void answer_keep(struct answer *answer, int status)
{
	bool wanted = answer_is_worth_it(answer, status);

	if (!answer->wanted)
		return;
	leave(answer);
	if (wanted)
		write_answer(answer, status);
}
