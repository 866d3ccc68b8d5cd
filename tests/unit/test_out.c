/* SPDX-License-Identifier: MIT */
/* Output: foreign text is harmless, columns are exact, failures stay. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "hito/out.h"

struct written {
	struct hito_arena *arena;
	struct hito_out_memory memory;
	struct hito_out out;
};

static int set_up(void **state)
{
	struct written *written = calloc(1, sizeof(*written));

	assert_non_null(written);
	written->arena = hito_arena_new(NULL);
	hito_out_to_memory(&written->out, &written->memory, written->arena,
			   1 << 20);
	*state = written;
	return 0;
}

static int tear_down(void **state)
{
	struct written *written = *state;

	hito_arena_free(written->arena);
	free(written);
	return 0;
}

/* What was written since the last time. */
static struct hito_str take(struct written *written)
{
	struct hito_str text = {written->memory.ptr, written->memory.len};

	assert_true(hito_out_flush(&written->out));
	written->memory.len = 0;
	return text;
}

static struct hito_str foreign(struct written *written, struct hito_str text)
{
	struct hito_str shown;
	size_t width = 0, size;

	hito_out_foreign(&written->out, text);
	shown = take(written);
	for (size_t at = 0; at < shown.len; at += size) {
		uint32_t code = hito_utf8_at(shown, at, &size, NULL);

		width += (size_t)hito_utf8_width(code);
	}
	assert_int_equal(hito_out_foreign_width(text), width);
	return shown;
}

static void controls_are_shown(void **state)
{
	unit_assert_str(foreign(*state, HITO_STR("\x1b[31mred\a\0")),
			"\\x1b[31mred\\x07\\x00");
	unit_assert_str(foreign(*state, HITO_STR("a\x7f\xc2\x9b"
						 "b")),
			"a\\x7f\\u{9b}b");
	unit_assert_str(foreign(*state, HITO_STR("a\xe2\x80\xae"
						 "b")),
			"a\\u{202e}b");
	unit_assert_str(foreign(*state, HITO_STR("\xe2\x80\x8b\xef\xbb\xbf")),
			"\\u{200b}\\u{feff}");
	unit_assert_str(
		foreign(*state, HITO_STR("\xe2\x80\xa8\xf3\xa0\x81\x81")),
		"\\u{2028}\\u{e0041}");
	unit_assert_str(foreign(*state, HITO_STR("a\tb\r\nc\nd\re")),
			"a b c d e");
	unit_assert_str(foreign(*state, HITO_STR("C:\\x")), "C:\\x");
}

static void bad_bytes_are_shown(void **state)
{
	unit_assert_str(foreign(*state, HITO_STR("a\xff\xc0\xaf"
						 "b\xe2\x82")),
			"a\\xff\\xc0\\xafb\\xe2\\x82");
	unit_assert_str(foreign(*state, HITO_STR("ma\xc3\xb1"
						 "ana \xe2\x82\xac")),
			"ma\xc3\xb1"
			"ana \xe2\x82\xac");
}

/* No input of up to three bytes gives a control or bytes that are not UTF-8. */
static void nothing_raw_comes_through(void **state)
{
	struct written *written = *state;

	for (unsigned number = 0; number < 1u << 24; number += 7) {
		const char bytes[3] = {(char)(number >> 16),
				       (char)(number >> 8), (char)number};
		struct hito_str shown;
		size_t size;
		bool valid;

		hito_out_foreign(&written->out, (struct hito_str){bytes, 3});
		shown = take(written);
		for (size_t at = 0; at < shown.len; at += size) {
			uint32_t code = hito_utf8_at(shown, at, &size, &valid);

			if (!valid || code < 0x20 ||
			    hito_utf8_is_control(code) ||
			    hito_utf8_is_bidi(code) ||
			    hito_utf8_is_zero_width(code))
				fail_msg("%06x", number);
		}
	}
}

static void ci_commands_are_broken(void **state)
{
	unit_assert_str(foreign(*state, HITO_STR("::error file=x::y")),
			"\\:\\:error file=x::y");
	unit_assert_str(foreign(*state, HITO_STR(" \t\n\xc2\xa0::add-mask::y")),
			"   \xc2\xa0\\:\\:add-mask::y");
	unit_assert_str(foreign(*state, HITO_STR(":")), "\\:");
	unit_assert_str(foreign(*state, HITO_STR(":)")), ":)");
	unit_assert_str(foreign(*state, HITO_STR("a::b")), "a::b");
	unit_assert_str(foreign(*state, HITO_STR("##[error]x")),
			"\\#\\#[error]x");
	unit_assert_str(foreign(*state, HITO_STR("x ##vso[task.y]")),
			"x \\#\\#vso[task.y]");
	unit_assert_str(foreign(*state, HITO_STR("###TeamCity[x")),
			"#\\#\\#TeamCity[x");
	unit_assert_str(foreign(*state, HITO_STR("## title [x]")),
			"## title [x]");
	unit_assert_str(foreign(*state, HITO_STR("#")), "#");
}

static struct hito_str fit(struct written *written, struct hito_str text,
			   size_t columns, bool pad)
{
	hito_out_foreign_fit(&written->out, text, columns, pad);
	return take(written);
}

static void fit_counts_columns(void **state)
{
	struct hito_str wide = HITO_STR("\xe4\xb8\xad\xe6\x96\x87");

	unit_assert_str(fit(*state, HITO_STR("abc"), 3, true), "abc");
	unit_assert_str(fit(*state, HITO_STR("abc"), 5, true), "abc  ");
	unit_assert_str(fit(*state, HITO_STR("abc"), 5, false), "abc");
	unit_assert_str(fit(*state, HITO_STR("abcd"), 3, true),
			"ab\xe2\x80\xa6");
	unit_assert_str(fit(*state, HITO_STR("abcd"), 1, true), "\xe2\x80\xa6");
	unit_assert_str(fit(*state, HITO_STR("abcd"), 0, true), "");
	unit_assert_str(fit(*state, HITO_STR(""), 2, true), "  ");
	unit_assert_str(fit(*state, wide, 4, true), "\xe4\xb8\xad\xe6\x96\x87");
	unit_assert_str(fit(*state, wide, 3, true), "\xe4\xb8\xad\xe2\x80\xa6");
	/* A wide character does not fit beside the ellipsis: pad. */
	unit_assert_str(fit(*state, wide, 2, true), "\xe2\x80\xa6 ");
}

static void fit_keeps_marks_and_escapes_whole(void **state)
{
	unit_assert_str(fit(*state,
			    HITO_STR("n\xcc\x83"
				     "ab"),
			    2, false),
			"n\xcc\x83\xe2\x80\xa6");
	unit_assert_str(fit(*state, HITO_STR("abn\xcc\x83"), 3, false),
			"abn\xcc\x83");
	unit_assert_str(fit(*state,
			    HITO_STR("a\x1b"
				     "bc"),
			    5, true),
			"a\xe2\x80\xa6   ");
	unit_assert_str(fit(*state,
			    HITO_STR("a\x1b"
				     "bc"),
			    6, true),
			"a\\x1b\xe2\x80\xa6");
	unit_assert_str(fit(*state, HITO_STR("::abc"), 5, true),
			"\\:\\:\xe2\x80\xa6");
}

static void printf_of_any_length(void **state)
{
	struct written *written = *state;
	struct hito_str text;

	for (int len = 1020; len < 1030; len++) {
		hito_out_printf(&written->out, "%*d", len, 7);
		text = take(written);
		assert_int_equal(text.len, len);
		assert_int_equal(text.ptr[len - 1], '7');
	}
}

static void repeat_writes_exactly(void **state)
{
	struct written *written = *state;

	hito_out_repeat(&written->out, '-', 200);
	assert_int_equal(take(written).len, 200);
	hito_out_repeat(&written->out, '-', 0);
	assert_int_equal(take(written).len, 0);
}

static void memory_stops_at_its_limit(void **state)
{
	struct written *written = *state;

	hito_out_to_memory(&written->out, &written->memory, written->arena, 5);
	hito_out_text(&written->out, "12345");
	assert_false(written->out.failed);
	hito_out_text(&written->out, "6");
	assert_true(written->out.failed);
	assert_int_equal(written->out.error, EFBIG);
	assert_false(hito_out_flush(&written->out));
	assert_int_equal(written->memory.len, 5);
}

static void files_get_all_bytes_in_order(void **state)
{
	struct hito_out_file *file = malloc(sizeof(*file));
	FILE *temporary = tmpfile();
	struct hito_out out;
	size_t total = 0;

	(void)state;
	assert_non_null(file);
	assert_non_null(temporary);
	hito_out_to_file(&out, file, fileno(temporary));
	/* Small, then larger than the buffer, then small again. */
	for (size_t i = 0; i < 3000; i++) {
		hito_out_printf(&out, "%zu\n", i);
		if (i == 1500)
			hito_out_repeat(&out, 'x', 40000);
	}
	hito_out_printf(&out, "%50000d\n", 1);
	assert_true(hito_out_flush(&out));
	rewind(temporary);
	for (size_t i = 0; i < 1500; i++) {
		size_t number;

		assert_int_equal(fscanf(temporary, "%zu\n", &number), 1);
		assert_int_equal(number, i);
	}
	fseek(temporary, 0, SEEK_END);
	total = (size_t)ftell(temporary);
	assert_int_equal(total,
			 10 * 2 + 90 * 3 + 900 * 4 + 2000 * 5 + 40000 + 50001);
	fclose(temporary);
	free(file);
}

static void a_closed_pipe_is_remembered(void **state)
{
	struct hito_out_file *file = malloc(sizeof(*file));
	struct hito_out out;
	int ends[2];

	(void)state;
	assert_non_null(file);
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	hito_out_to_file(&out, file, ends[1]);
	hito_out_text(&out, "x");
	assert_false(out.failed); /* still in the buffer */
	assert_false(hito_out_flush(&out));
	assert_int_equal(out.error, EPIPE);
	close(ends[1]);
	/* The first reason stays. */
	hito_out_repeat(&out, 'x', 100000);
	assert_false(hito_out_flush(&out));
	assert_int_equal(out.error, EPIPE);
	free(file);
}

static void a_full_disk_is_remembered(void **state)
{
	struct hito_out_file *file = malloc(sizeof(*file));
	int fd = open("/dev/full", O_WRONLY);
	struct hito_out out;

	(void)state;
	assert_non_null(file);
	if (fd < 0) {
		free(file);
		skip();
	}
	hito_out_to_file(&out, file, fd);
	hito_out_repeat(&out, 'x', 100000);
	assert_true(out.failed);
	assert_int_equal(out.error, ENOSPC);
	close(fd);
	free(file);
}

static bool write_much(struct hito_arena *arena)
{
	struct hito_out_memory memory;
	struct hito_out out;

	hito_out_to_memory(&out, &memory, arena, 1 << 20);
	for (int i = 0; i < 2000; i++)
		hito_out_printf(&out, "%d,", i);
	if (!hito_out_flush(&out)) {
		assert_int_equal(out.error, ENOMEM);
		return false;
	}
	return memory.len == 10 * 2 + 90 * 3 + 900 * 4 + 1000 * 5;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	assert_true(unit_until_done(write_much) >= 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(controls_are_shown),
		TEST(bad_bytes_are_shown),
		TEST(nothing_raw_comes_through),
		TEST(ci_commands_are_broken),
		TEST(fit_counts_columns),
		TEST(fit_keeps_marks_and_escapes_whole),
		TEST(printf_of_any_length),
		TEST(repeat_writes_exactly),
		TEST(memory_stops_at_its_limit),
		TEST(files_get_all_bytes_in_order),
		TEST(a_closed_pipe_is_remembered),
		TEST(a_full_disk_is_remembered),
		TEST(every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
