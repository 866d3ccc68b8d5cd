/* SPDX-License-Identifier: MIT */
/* The linter where commands cannot show it: words, units, rings, memory. */
#include "unit.h"

#include "hito/limits.h"
#include "hito/lint.h"
#include "lint/guess.h"
#include "lint/pattern.h"
#include "lint/placeholder.h"
#include "lint/unit.h"

static bool is_placeholder(const char *text)
{
	struct hito_pattern *pattern = NULL;
	struct hito_pattern_room *room = NULL;
	size_t start, end;
	bool found;

	assert_true(hito_pattern_room_new(&room, NULL));
	assert_true(hito_pattern_new(hito_pattern_placeholder, &pattern, NULL));
	found = hito_pattern_find(pattern, room, hito_str_from(text), &start,
				  &end);
	hito_pattern_free(pattern);
	hito_pattern_room_free(room);
	return found;
}

/* What the quick look passes over the pattern does not find. */
static void the_quick_look_misses_nothing(void **state)
{
	static const char *const pieces[] = {
		"TBD",         "t.b.d",
		"todo",        "TODO",
		"FIXME",       "to be ",
		"decided",     "yet ",
		"not ",        "xxx",
		"???",         "?",
		"...",         "\xe2\x80\xa6",
		"___",         "-",
		"--",          "por ",
		"a ",          "definir",
		"ASIGNAR",     "fijar",
		"elegir",      "pendiente de ",
		"sin ",        "concretar",
		"lorem ipsum", "[",
		"]",           "{",
		"}",           "<",
		">",           "x",
		"word",        " ",
		"`",           "\xc2\xa0",
		"\xc3\xa9",    ".",
		"\xff",        "\v",
		"(",           ")",
		"con ",        "\n",
	};
	const size_t count = sizeof(pieces) / sizeof(pieces[0]);
	struct hito_pattern *pattern = NULL;
	struct hito_pattern_room *room = NULL;
	size_t i, start, end;

	(void)state;
	assert_true(hito_pattern_room_new(&room, NULL));
	assert_true(hito_pattern_new(hito_pattern_placeholder, &pattern, NULL));
	for (i = 0; i < count * count * count * count; i += 5) {
		char buffer[64] = "";
		struct hito_str text;
		size_t rest = i;

		for (int n = 0; n < 4; n++, rest /= count)
			strcat(buffer, pieces[rest % count]);
		text = hito_str_from(buffer);
		if (!hito_placeholder_may_stand(text) &&
		    hito_pattern_find(pattern, room, text, &start, &end))
			fail_msg("passed over: <%s>", buffer);
	}
	hito_pattern_free(pattern);
	hito_pattern_room_free(room);
}

static void words_that_decide_nothing(void **state)
{
	static const char *const texts[] = {
		"TBD",
		"owner tbd",
		"TODO",
		"TODO: write it",
		"Ver (TODO)",
		"Presupuesto por definir",
		"A definir",
		"por definir con ventas",
		"pendiente de confirmar",
		"sin asignar",
		"???",
		"xxx",
		"...",
		"\xe2\x80\xa6",
		"-",
		"to be decided",
		"___ euros",
		"[responsable]",
		"Hablar con [nombre]",
		"[nombre del producto] anunciado",
		"{responsable}",
		"Lanzar <producto>",
		"lorem ipsum dolor",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (!is_placeholder(texts[i]))
			fail_msg("not found: %s", texts[i]);
	}
}

static void words_that_only_look_so(void **state)
{
	static const char *const texts[] = {
		"",
		"todo el equipo formado",
		"TODO EL EQUIPO FORMADO",
		"Remove TODO comments",
		"Ayudar a definir metas",
		"Empezar por definir el p\xc3\xba"
		"blico",
		"Reducir los tickets sin asignar de 30 a 5",
		"pendiente",
		"pending",
		"doing",
		"\xc2\xbfPor qu\xc3\xa9?",
		"Talla XXL",
		"[WIP] Fix the header",
		"[frontend] fix the header",
		"Add GET /users/{id}",
		"Fix the <select> of a <form>",
		"Elegir entre {a, b}",
		"Subir la tasa media del 2,5 % al 3,5 %",
		"[x] ticked",
		"Run `task view <id> --plain` twice",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (is_placeholder(texts[i]))
			fail_msg("found: %s", texts[i]);
	}
}

static void any_bytes_are_searched(void **state)
{
	(void)state;
	assert_true(is_placeholder("\xff\xfe TBD \x80"));
	assert_false(is_placeholder("\xff\xc3\x28 \xed\xa0\x80"));
}

static bool differ(const char *a, const char *b)
{
	bool one = hito_unit_differs(hito_str_from(a), hito_str_from(b));

	assert_int_equal(one,
			 hito_unit_differs(hito_str_from(b), hito_str_from(a)));
	return one;
}

static void units_that_differ(void **state)
{
	(void)state;
	assert_true(differ("%", "followers"));
	assert_true(differ("EUR", "USD"));
	assert_true(differ("EUR", "%"));
	assert_true(differ("sesiones/mes", "seguidores"));
	assert_true(differ("h", "days"));
}

static void units_that_are_the_same(void **state)
{
	(void)state;
	assert_false(differ("%", ""));
	assert_false(differ("%", "% de visitas"));
	assert_false(differ("%", "percent"));
	assert_false(differ("%", "porcentaje"));
	assert_false(differ("EUR", "\xe2\x82\xac"));
	assert_false(differ("EUR", "EUR/month"));
	assert_false(differ("sesiones/mes", "sesi\xc3\xb3n"));
	assert_false(differ("sesiones org\xc3\xa1nicas", "sesiones"));
	assert_false(differ("articles", "article"));
	assert_false(differ("h", "hours"));
	assert_false(differ("d\xc3\xad"
			    "as",
			    "days"));
	assert_false(differ("meses", "months"));
}

static void a_guess_must_stand_alone(void **state)
{
	struct hito_guess guess;

	(void)state;
	hito_guess_init(&guess, HITO_STR("trafic"));
	hito_guess_try(&guess, HITO_STR("sales"));
	hito_guess_try(&guess, HITO_STR("traffic"));
	assert_true(hito_str_is(hito_guess_best(&guess), "traffic"));
	hito_guess_try(&guess, HITO_STR("trafico"));
	assert_int_equal(hito_guess_best(&guess).len, 0);
	hito_guess_init(&guess, HITO_STR("x"));
	hito_guess_try(&guess, HITO_STR("y"));
	assert_int_equal(hito_guess_best(&guess).len, 0);
}

/* A workspace of one file. */
static bool read_text(struct hito_arena *arena, struct hito_str text,
		      struct hito_workspace **out, struct hito_err *err)
{
	struct hito_file file = {.path = HITO_STR("plans/p.md"), .text = text};
	struct hito_project *project = NULL;

	return hito_project_default(arena, &project, err) &&
	       hito_workspace_from_files(project, &file, 1, arena, out, err);
}

static const struct hito_lint_options today = {.today = 20514};

static size_t count_rule(const struct hito_lint_result *result,
			 enum hito_rule rule)
{
	size_t count = 0, i;

	for (i = 0; i < result->count; i++)
		count += result->findings[i].rule == rule;
	return count;
}

#define LONG_CHAIN 10000

/* A plan of steps that each need the one before; the first needs the last. */
static struct hito_str ring(struct hito_arena *arena)
{
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i;

	hito_out_to_memory(&out, &memory, arena, HITO_LIMIT_FILE);
	hito_out_text(&out, "---\nplan: p\n---\n# P\n\n## O\n\n");
	for (i = 0; i < LONG_CHAIN; i++)
		hito_out_printf(&out,
				"### S%zu\n```yaml step\nid: s%zu\n"
				"needs: s%zu\n```\n",
				i, i, (i + LONG_CHAIN - 1) % LONG_CHAIN);
	assert_false(out.failed);
	return (struct hito_str){memory.ptr, memory.len};
}

static void a_ring_of_ten_thousand_is_one_finding(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_workspace *workspace = NULL;
	struct hito_lint_result result;
	struct hito_err err = {.code = HITO_OK};
	size_t i;

	(void)state;
	assert_true(read_text(arena, ring(arena), &workspace, &err));
	assert_true(hito_lint_run(workspace, &today, arena, &result, &err));
	assert_int_equal(count_rule(&result, HITO_RULE_G102), 1);
	assert_int_equal(count_rule(&result, HITO_RULE_G101), 0);
	for (i = 0; i < result.count; i++) {
		if (result.findings[i].rule == HITO_RULE_G102)
			assert_true(result.findings[i].args[0].len < 2000);
	}
	hito_arena_free(arena);
}

static const char faulty[] =
	"---\nplan: p\nteam:\n  ana: {name: Ana}\nbudget: 1 EUR\n---\n# P\n\n"
	"## TBD\n\n### A\n\n```yaml step\nid: a\nneeds: [b, c]\nowner: anna\n"
	"success: {kpi: k, from: 3 %, to: 2 cats}\ncost: 5 EUR\n```\n\n"
	"### B\n\n```yaml step\nid: b\nneeds: a\nkpi: q\n```\n\n"
	"- [ ] Sketch\n\n## K\n\n### Kpi\n\n```yaml kpi\nid: k\nto: 3\n```\n";

static void fingerprints_differ(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_workspace *workspace = NULL;
	struct hito_lint_result result;
	struct hito_err err = {.code = HITO_OK};
	size_t i, j;

	(void)state;
	assert_true(read_text(arena, hito_str_from(faulty), &workspace, &err));
	assert_true(hito_lint_run(workspace, &today, arena, &result, &err));
	assert_null(result.fingerprints);
	assert_true(hito_lint_fingerprint(&result, arena));
	assert_true(result.count > 10);
	for (i = 0; i < result.count; i++) {
		for (j = 0; j < i; j++)
			assert_string_not_equal(result.fingerprints[i],
						result.fingerprints[j]);
	}
	hito_arena_free(arena);
}

static bool run_whole(struct hito_arena *arena)
{
	struct hito_workspace *workspace = NULL;
	struct hito_lint_result result;
	struct hito_err err = {.code = HITO_OK};

	if (read_text(arena, hito_str_from(faulty), &workspace, &err) &&
	    hito_lint_run(workspace, &today, arena, &result, &err)) {
		/* Nothing may be lost on the way to the end. */
		assert_int_equal(count_rule(&result, HITO_RULE_G102), 1);
		assert_int_equal(count_rule(&result, HITO_RULE_M102), 1);
		return true;
	}
	assert_int_equal(err.code, HITO_ERR_MEMORY);
	return false;
}

static void memory_may_end_anywhere(void **state)
{
	(void)state;
	assert_true(unit_until_done(run_whole) > 1);
}

static void an_unknown_rule_is_wrong_use(void **state)
{
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_str word = HITO_STR("T00l");
	struct hito_lint_options options = {.select = &word, .select_count = 1};
	struct hito_workspace *workspace = NULL;
	struct hito_lint_result result;
	struct hito_err err = {.code = HITO_OK};

	(void)state;
	assert_true(read_text(arena, hito_str_from(faulty), &workspace, &err));
	assert_false(hito_lint_run(workspace, &options, arena, &result, &err));
	assert_int_equal(err.code, HITO_ERR_USAGE);
	assert_true(err.help[0]);
	hito_arena_free(arena);
}

static void every_rule_has_its_pages(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < HITO_RULE_COUNT; i++) {
		enum hito_rule rule = (enum hito_rule)i;
		struct hito_str en = hito_rule_page(rule, HITO_LANG_EN);
		struct hito_str es = hito_rule_page(rule, HITO_LANG_ES);

		assert_true(en.len > 100);
		assert_true(es.len > 100);
		assert_false(hito_str_equal(en, es));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_decide_nothing),
		cmocka_unit_test(the_quick_look_misses_nothing),
		cmocka_unit_test(words_that_only_look_so),
		cmocka_unit_test(any_bytes_are_searched),
		cmocka_unit_test(units_that_differ),
		cmocka_unit_test(units_that_are_the_same),
		cmocka_unit_test(a_guess_must_stand_alone),
		cmocka_unit_test(a_ring_of_ten_thousand_is_one_finding),
		cmocka_unit_test(fingerprints_differ),
		cmocka_unit_test(memory_may_end_anywhere),
		cmocka_unit_test(an_unknown_rule_is_wrong_use),
		cmocka_unit_test(every_rule_has_its_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
