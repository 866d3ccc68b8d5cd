/* SPDX-License-Identifier: MIT */
/* Values of one word, day or text: what they mean, what is said of them. */
#include "entry.h"

static void places_are_exact(void **state)
{
	struct reading reading;
	struct hito_value *value = read_step(
		&reading, "vence:  \"2026-03-31\"  # pronto\n", HITO_LANG_ES);

	(void)state;
	assert_bytes(&reading, value->key_span, "vence");
	assert_bytes(&reading, value->span, "\"2026-03-31\"");
	assert_bytes(&reading, value->entry, "vence:  \"2026-03-31\"");
	unit_assert_str(value->raw, "2026-03-31");
	unit_assert_str(value->key_text, "vence");
	assert_null(value->parts);
	done(&reading);
}

static void empty_values_are_missing(void **state)
{
	static const char *const lines[] = {
		"owner:\n",      "owner: \"\"\n",       "owner: ~\n",
		"owner: null\n", "needs: []\n",         "needs:\n  -\n",
		"success: {}\n", "success: {from: }\n", "readings: # none\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct reading reading;
		struct hito_value *value = read_as(
			&reading, lines[i], HITO_LANG_NONE,
			lines[i][0] == 'r' ? HITO_KPI : HITO_STEP, NULL);

		assert_true(reading.empty);
		assert_int_equal(reading.findings.count, 0);
		assert_int_equal(value->entry.start, 0);
		done(&reading);
	}
}

static void days_are_iso(void **state)
{
	struct reading reading;
	char text[HITO_DAY_SIZE];

	(void)state;
	read_step(&reading, "due: 2026-02-28\n", HITO_LANG_NONE);
	assert_string_equal(hito_day_format(reading.value.day, text),
			    "2026-02-28");
	assert_int_equal(reading.findings.count, 0);
	assert_false(reading.lang_matters);
	done(&reading);
}

static void day_first_is_read_in_spanish(void **state)
{
	struct reading reading;
	struct hito_value *value =
		read_step(&reading, "vence: 31/03/2026\n", HITO_LANG_ES);

	(void)state;
	assert_true(value->readable);
	unit_assert_str(value->text, "2026-03-31");
	unit_assert_str(value->raw, "31/03/2026");
	assert_rule(only(&reading), HITO_RULE_T002, HITO_WARNING);
	assert_bytes(&reading, only(&reading)->span, "31/03/2026");
	assert_fixed(&reading, only(&reading), HITO_FIX_SAFE,
		     "vence: 2026-03-31\n");
	assert_true(reading.lang_matters);
	done(&reading);
}

static void a_fix_stays_inside_quotes(void **state)
{
	struct reading reading;

	(void)state;
	read_step(&reading, "vence: '31/03/2026'\n", HITO_LANG_ES);
	assert_fixed(&reading, only(&reading), HITO_FIX_SAFE,
		     "vence: '2026-03-31'\n");
	done(&reading);
	/* An escape: the scalar is written anew. */
	read_step(&reading, "vence: \"31\\/03/2026\"\n", HITO_LANG_ES);
	assert_fixed(&reading, only(&reading), HITO_FIX_SAFE,
		     "vence: 2026-03-31\n");
	done(&reading);
}

static void day_first_is_not_guessed_elsewhere(void **state)
{
	static const enum hito_lang langs[] = {HITO_LANG_NONE, HITO_LANG_EN};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct reading reading;

		read_step(&reading, "due: 03/04/2026\n", langs[i]);
		assert_false(reading.value.readable);
		assert_int_equal(reading.value.day, HITO_DAY_NONE);
		assert_rule(only(&reading), HITO_RULE_T002, HITO_ERROR);
		assert_null(only(&reading)->fix);
		assert_true(reading.lang_matters);
		done(&reading);
	}
}

static void other_days_cannot_be_read(void **state)
{
	static const char *const lines[] = {
		"due: 2026-02-30\n",
		"due: 2026-03\n",
		"due: mañana\n",
		"due: next friday\n",
		"due: 2026-W12\n",
		"due: 2026-03-31T10:00:00Z\n",
		"due: 2026-03-31 10:00\n",
		"due: 2026-3-1\n",
		"due: 2026/03/31\n",
		"due: 31/02/2026\n",
		"due: [2026-03-31]\n",
		"due: {day: 2026-03-31}\n",
		"due: 2026-03-31..2026-04-02\n",
		"due: 20260331\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_unreadable(lines[i], HITO_LANG_ES, HITO_STEP,
				  i == 10 || i == 11 ? HITO_RULE_F004
						     : HITO_RULE_T002);
}

static void year_first_has_a_safe_fix(void **state)
{
	struct reading reading;

	(void)state;
	read_step(&reading, "due: 2026/3/1\n", HITO_LANG_NONE);
	assert_fixed(&reading, only(&reading), HITO_FIX_SAFE,
		     "due: 2026-03-01\n");
	assert_false(reading.lang_matters);
	done(&reading);
}

static void a_time_is_never_cut_off(void **state)
{
	struct reading reading;

	(void)state;
	read_step(&reading, "due: 2026-03-31T23:00:00-03:00\n", HITO_LANG_NONE);
	assert_false(reading.value.readable);
	unit_assert_str(reading.value.text, "2026-03-31T23:00:00-03:00");
	assert_fixed(&reading, only(&reading), HITO_FIX_SUGGESTED,
		     "due: 2026-03-31\n");
	done(&reading);
}

static void declared_formats_come_first(void **state)
{
	static const struct hito_str formats[] = {{"%d/%m/%Y", 8},
						  {"%Y-%m-%d %H:%M", 14}};
	const struct hito_mapping mapping = {.date_formats = formats,
					     .date_format_count = 2};
	struct reading reading;

	(void)state;
	read_as(&reading, "due: 3/4/2026\n", HITO_LANG_NONE, HITO_STEP,
		&mapping);
	unit_assert_str(reading.value.text, "2026-04-03");
	done(&reading);
	read_as(&reading, "due: '2026-04-03 21:20'\n", HITO_LANG_NONE,
		HITO_STEP, &mapping);
	unit_assert_str(reading.value.text, "2026-04-03");
	assert_int_equal(reading.findings.count, 0);
	done(&reading);
	read_as(&reading, "due: 2026-04-03 21:20:00\n", HITO_LANG_NONE,
		HITO_STEP, &mapping);
	assert_false(reading.value.readable);
	done(&reading);
}

static void states_are_words(void **state)
{
	struct reading reading;

	(void)state;
	assert_text("estado: en curso\n", HITO_LANG_ES, HITO_STEP, "doing");
	assert_text("state: borrador\n", HITO_LANG_NONE, HITO_PLAN, "draft");
	read_step(&reading, "estado: en curzo\n", HITO_LANG_ES);
	assert_false(reading.value.readable);
	assert_rule(only(&reading), HITO_RULE_F004, HITO_ERROR);
	assert_fixed(&reading, only(&reading), HITO_FIX_SUGGESTED,
		     "estado: en curso\n");
	unit_assert_str(only(&reading)->args[0], "estado");
	unit_assert_str(only(&reading)->args[1], "en curzo");
	done(&reading);
}

static void mapped_states_are_never_guessed(void **state)
{
	static const struct hito_state_mapping states[] = {
		{HITO_DOING, {"In Progress", 11}}};
	const struct hito_mapping mapping = {
		.has_keys = true, .states = states, .state_count = 1};
	struct reading reading;

	(void)state;
	read_as(&reading, "state: in progress\n", HITO_LANG_EN, HITO_STEP,
		&mapping);
	assert_int_equal(reading.value.word, HITO_DOING);
	unit_assert_str(reading.value.text, "doing");
	done(&reading);
	read_as(&reading, "state: done\n", HITO_LANG_EN, HITO_STEP, &mapping);
	assert_int_equal(reading.value.word, HITO_FOREIGN);
	assert_true(reading.value.readable);
	unit_assert_str(reading.value.text, "done");
	assert_int_equal(reading.findings.count, 0);
	done(&reading);
}

static void a_mapping_of_days_leaves_states_alone(void **state)
{
	const struct hito_mapping mapping = {.state = HITO_DROPPED};
	struct reading reading;

	(void)state;
	read_as(&reading, "state: done\n", HITO_LANG_EN, HITO_STEP, &mapping);
	assert_int_equal(reading.value.word, HITO_DONE);
	done(&reading);
}

static void priorities_and_scores(void **state)
{
	struct reading reading;

	(void)state;
	assert_text("prioridad: alta\n", HITO_LANG_ES, HITO_STEP, "high");
	assert_unreadable("priority: urgent\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_F004);
	read_step(&reading, "confidence: 4\n", HITO_LANG_EN);
	assert_int_equal(reading.value.amount->units, 4);
	done(&reading);
	assert_unreadable("confidence: 0\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_F004);
	assert_unreadable("confidence: 6\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_F004);
	assert_unreadable("confidence: 4.5\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_F004);
}

static void milestones_are_a_type(void **state)
{
	struct reading reading;

	(void)state;
	read_step(&reading, "tipo: hito\n", HITO_LANG_ES);
	assert_int_equal(reading.value.word, HITO_MILESTONE);
	unit_assert_str(reading.value.text, "milestone");
	done(&reading);
	read_step(&reading, "type: research\n", HITO_LANG_ES);
	assert_int_equal(reading.value.word, HITO_WORD_NONE);
	unit_assert_str(reading.value.text, "research");
	done(&reading);
}

static void white_space_of_texts_does_not_count(void **state)
{
	(void)state;
	assert_text("reason: |\n  one\n  two\n", HITO_LANG_EN, HITO_STEP,
		    "one two");
	assert_text("reason: one   two\n", HITO_LANG_EN, HITO_STEP, "one two");
	assert_text("reason: \"one\\ttwo\"\n", HITO_LANG_EN, HITO_STEP,
		    "one two");
}

static void a_list_is_no_text(void **state)
{
	assert_unreadable("reason: [one, two]\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_F004);
	assert_unreadable("success: [one, two]\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_F004);
	assert_unreadable("phase: {a: b}\n", HITO_LANG_EN, HITO_STEP,
			  HITO_RULE_F004);
	(void)state;
}

static void ids_are_slugs(void **state)
{
	const struct hito_mapping mapping = {.has_keys = true};
	struct reading reading;

	(void)state;
	read_step(&reading, "id: Señal Nº 1\n", HITO_LANG_ES);
	assert_true(reading.value.readable);
	unit_assert_str(reading.value.text, "Señal Nº 1");
	assert_rule(only(&reading), HITO_RULE_F005, HITO_ERROR);
	assert_fixed(&reading, only(&reading), HITO_FIX_SUGGESTED,
		     "id: senal-n-1\n");
	done(&reading);
	read_as(&reading, "id: BACK-222.1\n", HITO_LANG_ES, HITO_STEP,
		&mapping);
	unit_assert_str(reading.value.text, "BACK-222.1");
	assert_int_equal(reading.findings.count, 0);
	done(&reading);
}

static void languages_have_codes(void **state)
{
	(void)state;
	assert_text("idioma: es\n", HITO_LANG_NONE, HITO_PLAN, "es");
	assert_text("lang: es-AR\n", HITO_LANG_NONE, HITO_PLAN, "es");
	assert_text("lang: fr\n", HITO_LANG_NONE, HITO_PLAN, "fr");
	assert_unreadable("lang: español\n", HITO_LANG_NONE, HITO_PLAN,
			  HITO_RULE_F004);
}

static void broken_entries_keep_their_bytes(void **state)
{
	struct reading reading;
	struct hito_value *value;

	(void)state;
	value = read_step(&reading, "reason: [one, two\nowner: ana\n",
			  HITO_LANG_EN);
	assert_false(value->readable);
	assert_false(reading.empty);
	unit_assert_str(value->raw, "[one, two");
	assert_int_equal(reading.findings.count, 1);
	done(&reading);
}

static void long_values_are_shortened(void **state)
{
	struct reading reading;
	char line[256] = "due: ";

	(void)state;
	memset(line + 5, 'x', 57);
	strcpy(line + 62, "ññññññññ\n");
	read_step(&reading, line, HITO_LANG_EN);
	assert_int_equal(only(&reading)->args[1].len, 62);
	assert_true(hito_str_ends(only(&reading)->args[1], "xñ..."));
	done(&reading);
}

/* Two blocks with one entry each: do they mean the same? */
static bool equal(const char *a, const char *b, enum hito_kind kind)
{
	struct reading x, y;
	bool same = hito_value_equal(read_as(&x, a, HITO_LANG_ES, kind, NULL),
				     read_as(&y, b, HITO_LANG_ES, kind, NULL));

	done(&x);
	done(&y);
	return same;
}

static void equal_meaning_is_equal(void **state)
{
	(void)state;
	assert_true(equal("state: doing\n", "estado: en curso\n", HITO_STEP));
	assert_true(equal("cost: 12.000 €\n", "coste: EUR 12000\n", HITO_STEP));
	assert_false(equal("cost: 12 €\n", "cost: 12 USD\n", HITO_STEP));
	assert_true(
		equal("needs: [a, b]\n", "needs:\n  - b\n  - a\n", HITO_STEP));
	assert_true(equal("needs: a\n", "needs: [a]\n", HITO_STEP));
	assert_false(equal("needs: [a, b]\n", "needs: [a, c]\n", HITO_STEP));
	assert_false(equal("needs: [a, b]\n", "needs: [a]\n", HITO_STEP));
	assert_true(equal("success: {from: 1, to: 2}\n",
			  "criterio: {a: 2, de: 1}\n", HITO_STEP));
	assert_false(equal("success: {from: 1, to: 2}\n",
			   "success: {from: 2, to: 1}\n", HITO_STEP));
	assert_false(
		equal("success: {to: 2}\n", "success: 'to: 2'\n", HITO_STEP));
	assert_true(equal("due: 31/03/2026\n", "due: 2026-03-31\n", HITO_STEP));
	assert_false(equal("due: soon\n", "due: later\n", HITO_STEP));
}

static void absence_is_equal_to_absence(void **state)
{
	struct hito_value value = {.readable = true};

	(void)state;
	assert_true(hito_value_equal(NULL, NULL));
	assert_false(hito_value_equal(&value, NULL));
	assert_false(hito_value_equal(NULL, &value));
	assert_true(hito_value_equal(&value, &value));
}

static void findings_may_be_unwanted(void **state)
{
	struct reading reading;

	(void)state;
	open_block(&reading, "vence: 31/03/2026\n", HITO_LANG_ES);
	reading.context.findings = NULL;
	reading.context.lang_matters = NULL;
	assert_true(hito_value_read(&reading.context, HITO_KEY_DUE,
				    &reading.root.entries[0], &reading.value,
				    &reading.empty, NULL));
	unit_assert_str(reading.value.text, "2026-03-31");
	assert_int_equal(reading.findings.count, 0);
	done(&reading);
}

static const char everything[] =
	"owner: ana, luis\nsupport: ana y luis\nvence: 31/03/2026\n"
	"id: Año Nuevo\nstate: dune\ncost: 12.000 €\nestimate: 1,5h\n"
	"needs: a, b\nresources:\n  - a: b\n  - c\nsuccess: {de: 1, zo: 2}\n"
	"reason: |\n  a\n  b\n";

/* Read a block of all kinds of values; false when memory ended. */
static bool read_everything(struct hito_arena *arena)
{
	struct hito_span block = {0, sizeof(everything) - 1};
	struct hito_findings findings;
	struct hito_source *source;
	struct hito_yaml root;
	bool ok;

	hito_findings_init(&findings, arena);
	ok = hito_source_new(arena, HITO_STR("p.md"), HITO_STR(everything),
			     &source, NULL) &&
	     hito_frontmatter_read(source, block, arena, &findings, &root,
				   NULL);
	for (size_t i = 0; ok && i < root.count; i++) {
		const struct hito_value_context context = {
			.source = source,
			.kind = HITO_STEP,
			.lang = HITO_LANG_ES,
			.arena = arena,
			.findings = &findings,
		};
		struct hito_err err = {.code = HITO_OK};
		struct hito_value value;
		bool empty;

		ok = hito_value_read(
			&context, hito_key_find(HITO_STEP, root.entries[i].key),
			&root.entries[i], &value, &empty, &err);
		if (!ok)
			assert_int_equal(err.code, HITO_ERR_MEMORY);
	}
	if (ok && !findings.no_memory)
		assert_true(findings.count >= 9);
	return ok && !findings.no_memory;
}

static void memory_may_end_anywhere(void **state)
{
	(void)state;
	assert_true(unit_until_done(read_everything) > 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_exact),
		cmocka_unit_test(empty_values_are_missing),
		cmocka_unit_test(days_are_iso),
		cmocka_unit_test(day_first_is_read_in_spanish),
		cmocka_unit_test(a_fix_stays_inside_quotes),
		cmocka_unit_test(day_first_is_not_guessed_elsewhere),
		cmocka_unit_test(other_days_cannot_be_read),
		cmocka_unit_test(year_first_has_a_safe_fix),
		cmocka_unit_test(a_time_is_never_cut_off),
		cmocka_unit_test(declared_formats_come_first),
		cmocka_unit_test(states_are_words),
		cmocka_unit_test(mapped_states_are_never_guessed),
		cmocka_unit_test(a_mapping_of_days_leaves_states_alone),
		cmocka_unit_test(priorities_and_scores),
		cmocka_unit_test(milestones_are_a_type),
		cmocka_unit_test(white_space_of_texts_does_not_count),
		cmocka_unit_test(a_list_is_no_text),
		cmocka_unit_test(ids_are_slugs),
		cmocka_unit_test(languages_have_codes),
		cmocka_unit_test(broken_entries_keep_their_bytes),
		cmocka_unit_test(long_values_are_shortened),
		cmocka_unit_test(equal_meaning_is_equal),
		cmocka_unit_test(absence_is_equal_to_absence),
		cmocka_unit_test(findings_may_be_unwanted),
		cmocka_unit_test(memory_may_end_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
