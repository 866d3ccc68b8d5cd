/* SPDX-License-Identifier: MIT */
/* Judging sentences where commands cannot show it: parts, limits, memory. */
#include "unit.h"

#include <stdio.h>

#include "base/threads.h"
#include "hito/judge.h"
#include "lint/language.h"
#include "lint/moment.h"

#define MONDAY "2026-03-02"

struct fixture {
	struct hito_arena *arena;
	struct hito_judge *judge;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	fixture->arena = hito_arena_new(NULL);
	if (!hito_judge_new(fixture->arena, &fixture->judge, NULL))
		return -1;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	hito_judge_free(fixture->judge);
	hito_arena_free(fixture->arena);
	free(fixture);
	return 0;
}

static struct hito_judgement judge_on(void **state, struct hito_str text,
				      const char *today)
{
	struct fixture *fixture = *state;
	struct hito_judge_options options = {
		.today = hito_day_parse(hito_str_from(today)),
		.guess = HITO_LANG_EN,
	};
	struct hito_judgement judgement;

	assert_true(hito_judge_text(fixture->judge, text, &options,
				    fixture->arena, &judgement, NULL));
	return judgement;
}

static struct hito_judgement judge(void **state, const char *text)
{
	return judge_on(state, hito_str_from(text), MONDAY);
}

static void assert_due(void **state, const char *text, const char *today,
		       const char *due)
{
	struct hito_judgement judgement =
		judge_on(state, hito_str_from(text), today);
	char day[HITO_DAY_SIZE];

	if (!judgement.bound)
		fail_msg("not bound: %s", text);
	hito_day_format(judgement.due, day);
	if (strcmp(day, due) != 0)
		fail_msg("%s: %s, not %s", text, day, due);
}

static void deadlines_count_from_today(void **state)
{
	static const struct {
		const char *text, *today, *due;
	} rows[] = {
		{"Send the guide by 1 March", MONDAY, "2027-03-01"},
		{"Send the guide by 1 March", "2026-02-28", "2026-03-01"},
		{"Send the guide by 29 February", MONDAY, "-"},
		{"Send the guide by 29 February 2028", MONDAY, "2028-02-29"},
		{"Send the guide next month", "2026-12-15", "2027-01-31"},
		{"Send the guide in one month", "2026-01-31", "2026-02-28"},
		{"Send the guide by the 31st", "2026-03-31", "2026-03-31"},
		{"Send the guide by Easter", MONDAY, "2026-04-05"},
		{"Send the guide by Easter", "2026-04-06", "2027-03-28"},
		{"Send the guide by Monday", MONDAY, "2026-03-09"},
		{"Send the guide by Sunday", "2026-03-08", "2026-03-15"},
		{"Send the guide this quarter", "2026-12-31", "2026-12-31"},
		{"Send the guide next quarter", "2026-12-31", "2027-03-31"},
		{"Send the guide in week 1", "2026-12-30", "2027-01-10"},
		{"Send the guide by mid-May", MONDAY, "-"},
		{"Send the guide before Black Friday", MONDAY, "2026-11-27"},
		{"Send the guide before Black Friday", "2026-11-28",
		 "2027-11-26"},
		{"Send the guide before Thanksgiving", "2027-01-01",
		 "2027-11-25"},
		{"Send the guide by Good Friday", MONDAY, "2026-04-03"},
		{"Send the guide before the weekend", MONDAY, "2026-03-06"},
		{"Send the guide before the weekend", "2026-03-07",
		 "2026-03-13"},
		{"Send the guide two weeks before 12 May", MONDAY,
		 "2026-04-28"},
		{"Send the guide by the first working day of May", MONDAY,
		 "2026-05-01"},
		{"Send the guide by the last working day of May", MONDAY,
		 "2026-05-29"},
		{"Send the guide before 2Q26", MONDAY, "2026-03-31"},
		{"Enviar la guía antes de enero", MONDAY, "2026-12-31"},
		{"Enviar la guía antes del Jueves Santo", MONDAY, "2026-04-02"},
		{"Enviar la guía el viernes de la semana que viene", MONDAY,
		 "2026-03-13"},
		{"Enviar la guía en el segundo cuatrimestre", MONDAY,
		 "2026-08-31"},
		{"Enviar la guía la semana del 16", MONDAY, "2026-03-22"},
		{"Enviar la guía en la primera quincena de mayo", MONDAY,
		 "2026-05-15"},
		{"Enviar la guía el último viernes de abril", MONDAY,
		 "2026-04-24"},
		{"Enviar la guía antes de treinta y un días", MONDAY,
		 "2026-04-02"},
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_due(state, rows[i].text, rows[i].today, rows[i].due);
}

static void some_times_bind_nothing(void **state)
{
	static const char *const texts[] = {
		"Answer tickets within 24 hours",
		"Resolve 90% of tickets within 48 hours",
		"Remind customers a week before the renewal",
		"Draft the marketing plan for 2027",
		"Book flights to Berlin for 9-12 June",
		"Publish the guide at the end of each month",
		"Resolver el 90 % de las incidencias en menos de 48 horas",
		"Reservar hotel en Bilbao del 9 al 12 de junio",
		"Definir los objetivos para 2027",
		"Redactar el boletín de mañana",
		"Enviar la encuesta en los 7 días siguientes a la compra",
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (judge(state, texts[i]).bound)
			fail_msg("bound: %s", texts[i]);
	}
	assert_due(state, "Fix the login within 48 hours", MONDAY,
		   "2026-03-04");
	assert_due(state, "Hire 3 drivers within two months", MONDAY,
		   "2026-05-02");
}

static void accents_and_capitals_may_be_missing(void **state)
{
	static const char *const spellings[] = {
		"Reducir el número de tíquets a 40 antes del último día de "
		"abril",
		"reducir el numero de tiquets a 40 antes del ultimo dia de "
		"abril",
		"REDUCIR EL NÚMERO DE TÍQUETS A 40 ANTES DEL ÚLTIMO DÍA DE "
		"ABRIL",
		"Reducir el nu\xcc\x81mero de ti\xcc\x81quets a 40 antes del "
		"u\xcc\x81ltimo di\xcc\x81"
		"a de abril",
	};
	size_t i;

	for (i = 0; i < 4; i++) {
		struct hito_judgement judgement = judge(state, spellings[i]);

		unit_assert_str(judgement.lang, "es");
		assert_int_equal(judgement.kind, HITO_JUDGED_OBJECTIVE);
		assert_false(judgement.vague);
		assert_int_equal(judgement.measure, HITO_JUDGED_QUANTIFIED);
		assert_true(judgement.bound);
	}
}

static void verbs_are_bound_by_figures(void **state)
{
	assert_true(judge(state, "Mejorar el LCP").vague);
	assert_false(judge(state, "Mejorar el LCP de 4,2 s a 2,5 s").vague);
	assert_true(judge(state, "Improve conversion").vague);
	assert_false(judge(state, "Improve conversion from 1.5% to 2%").vague);
}

static bool is_told(void **state, const char *text, const char *id)
{
	struct hito_judgement judgement = judge(state, text);
	size_t i;

	for (i = 0; i < judgement.vague_count; i++) {
		if (strcmp(hito_wording_id(judgement.vagues[i].wording), id) ==
		    0)
			return true;
	}
	return false;
}

/* Pairs of texts: one that the rule is raised for, one that it is not. */
static void what_is_left_out_is_told(void **state)
{
	static const struct {
		const char *id, *bad, *good;
	} rows[] = {
		{"S201", "Social campaign", "Sales workshop for 20 people"},
		{"S201", "Campaña de redes", "Revisión del contrato"},
		{"S201", "New website", "Call Ana"},
		{"S208", "Review it with them", "Review the lease with Ana"},
		{"S208", "Send it to Ana", "Write the report and send it"},
		{"S208", "Do this before Friday", "Publish this week's menu"},
		{"S208", "Ask them", "Make it easier for people to book"},
		{"S208", "Revisarlo con ellos", "Llamar a Carlos"},
		{"S208", "Publicarlas en la web",
		 "Escribir las guías y subirlas a la web"},
		{"S208", "Hacer esto mañana", "Dar una charla de ahorro"},
		{"S209", "Design, launch and measure",
		 "Write and publish the guide"},
		{"S209", "Pick the venue and pay the deposit",
		 "Write the newsletter and send it on Friday"},
		{"S209", "Draft, review and publish the guide",
		 "Pick a venue to host and feed 80 people"},
		{"S209", "Book the room and print the posters",
		 "Buy paint, brush and tape"},
		{"S209", "Diseñar y lanzar y medir",
		 "Redactar y publicar la guía"},
		{"S209", "Elegir el local y pagar la fianza",
		 "Montar la web que vende y envía láminas"},
		{"S210", "The lease will be reviewed in May",
		 "The lease will be reviewed by the lawyer"},
		{"S210", "Invoices to be paid before Friday",
		 "Pay the invoices that will be sent in May"},
		{"S210", "Se revisará el contrato en mayo",
		 "Revisar el contrato en mayo"},
		{"S210", "El contrato será revisado en mayo",
		 "El contrato será revisado por la abogada"},
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!is_told(state, rows[i].bad, rows[i].id))
			fail_msg("no %s: %s", rows[i].id, rows[i].bad);
		if (is_told(state, rows[i].good, rows[i].id))
			fail_msg("%s: %s", rows[i].id, rows[i].good);
	}
}

/* They are reported, but the text is none the vaguer for them. */
static void what_is_left_out_is_not_vague(void **state)
{
	assert_false(judge(state, "Elegir el local y pagar la fianza").vague);
	assert_false(judge(state, "The lease will be reviewed in May").vague);
}

static void bare_figures_are_vague(void **state)
{
	assert_true(judge(state, "Reducir un 20 % las incidencias").vague);
	assert_true(judge(state, "Reduce errors by 15%").vague);
	assert_true(judge(state, "20% nicer letters").vague);
	assert_false(
		judge(state, "Reduce picking errors in Hull by 15%").vague);
	assert_false(judge(state, "Reducir un 20 % las incidencias del "
				  "ascensor de la calle Sol")
			     .vague);
}

/* What picks one out of several is no comparison without an end. */
static void ranks_are_clear(void **state)
{
	assert_false(judge(state, "Choose the formats that people answer most")
			     .vague);
	assert_false(
		judge(state, "Elegir los formatos con mejor respuesta").vague);
	assert_true(judge(state, "Publish better formats").vague);
}

static void words_are_slices_of_the_text(void **state)
{
	const char *text = "Grabar «varios» vídeos, algún día, con varios "
			   "vecinos";
	struct hito_judgement judgement = judge(state, text);
	size_t i;

	assert_true(judgement.vague_count >= 1);
	for (i = 0; i < judgement.vague_count; i++) {
		assert_true(judgement.vagues[i].words.ptr >= text);
		assert_true(judgement.vagues[i].words.ptr +
				    judgement.vagues[i].words.len <=
			    text + strlen(text));
	}
	unit_assert_str(judgement.vagues[judgement.vague_count - 1].words,
			"varios");
}

static void long_texts_are_judged_in_part(void **state)
{
	size_t size = 1 << 20, i;
	char *text = malloc(size);
	struct hito_judgement judgement;

	for (i = 0; i < size; i++)
		text[i] = "antes de 3 varios "[i % 18];
	judgement = judge_on(state, (struct hito_str){text, size}, MONDAY);
	assert_int_equal(judgement.text.len, size);
	for (i = 0; i < judgement.vague_count; i++)
		assert_true(judgement.vagues[i].words.ptr <
			    text + HITO_JUDGE_TEXT);
	free(text);
}

static void nothing_is_vague(void **state)
{
	struct hito_judgement judgement = judge(state, "");

	assert_int_equal(judgement.text.len, 0);
	assert_false(judgement.bound);
	assert_int_equal(judgement.measure, HITO_JUDGED_NONE);
}

static void numbers_in_words(void **state)
{
	static const struct {
		const char *lang, *words;
		int32_t value;
	} rows[] = {
		{"es", "doce", 12},        {"es", "treinta y dos", 32},
		{"es", "dos mil", 2000},   {"es", "mil doscientos", 1200},
		{"en", "twenty-five", 25}, {"en", "two hundred", 200},
		{"en", "12", 12},
	};
	struct hito_arena *arena = hito_arena_new(NULL);
	struct hito_languages languages;
	int32_t value;
	size_t i;

	(void)state;
	assert_true(hito_languages_open(arena, NULL, &languages, NULL));
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct hito_language *language = hito_language_find(
			&languages, hito_str_from(rows[i].lang));

		assert_non_null(language);
		assert_true(hito_number_read(&language->lexicon,
					     hito_str_from(rows[i].words),
					     &value));
		assert_int_equal(value, rows[i].value);
	}
	assert_false(hito_number_read(&languages.list[0].lexicon,
				      HITO_STR("lots"), &value));
	hito_languages_close(&languages);
	hito_arena_free(arena);
}

/* Often enough that what is shared is made ready while others use it. */
#define TIMES 40
#define THREADS 4

struct panel {
	struct hito_judge *judges[THREADS];
	struct hito_arena *arenas[THREADS];
	int64_t days[THREADS]; /* the sum of all that were found */
	size_t amounts[THREADS];
};

static void judge_all(void *context, size_t n)
{
	static const char *const texts[] = {
		"Cut the wait from 9 to 4 minutes by 30 June",
		"Bajar la espera de 9 a 4 minutos antes del 30 de junio",
		"Print 400 leaflets before the summer fair",
		"Imprimir 400 folletos antes de la feria",
		"Answer within two days until the end of May",
		"Contestar en menos de dos dias hasta finales de mayo",
	};
	struct panel *panel = context;
	struct hito_judge_options options = {
		.today = hito_day_parse(hito_str_from(MONDAY))};
	struct hito_judgement judgement;
	size_t i;

	for (i = 0; i < TIMES * (sizeof(texts) / sizeof(texts[0])); i++) {
		const char *text = texts[i % (sizeof(texts) / sizeof(*texts))];

		if (!hito_judge_text(panel->judges[n], hito_str_from(text),
				     &options, panel->arenas[n], &judgement,
				     NULL))
			continue;
		if (judgement.due != HITO_DAY_NONE)
			panel->days[n] += judgement.due;
		panel->amounts[n] += judgement.amount.len;
	}
}

static void judges_of_several_threads_agree(void **state)
{
	struct panel panel = {.arenas = {hito_arena_new(NULL)}};
	size_t i;

	(void)state;
	assert_true(hito_judge_new(panel.arenas[0], &panel.judges[0], NULL));
	for (i = 1; i < THREADS; i++) {
		panel.arenas[i] = hito_arena_new(NULL);
		assert_true(hito_judge_beside(panel.judges[0], panel.arenas[i],
					      &panel.judges[i], NULL));
	}
	hito_threads_run(THREADS, judge_all, &panel);
	assert_true(panel.days[0] > 0 && panel.amounts[0] > 0);
	for (i = 0; i < THREADS; i++) {
		assert_int_equal(panel.days[i], panel.days[0]);
		assert_int_equal(panel.amounts[i], panel.amounts[0]);
		hito_judge_free(panel.judges[i]);
		hito_arena_free(panel.arenas[i]);
	}
}

static bool judge_with(struct hito_arena *arena)
{
	struct hito_judge_options options = {.guess = HITO_LANG_ES};
	struct hito_judgement judgement;
	struct hito_err err = {.code = HITO_OK};
	struct hito_judge *judge;
	bool done;

	if (!hito_judge_new(arena, &judge, &err)) {
		assert_int_equal(err.code, HITO_ERR_MEMORY);
		return false;
	}
	done = hito_judge_text(judge, HITO_STR("Mejorar varias cosas en mayo"),
			       &options, arena, &judgement, &err);
	if (!done)
		assert_int_equal(err.code, HITO_ERR_MEMORY);
	hito_judge_free(judge);
	return done;
}

/* One entry of the lexicons is as good as another: steps get longer. */
static void memory_may_end_anywhere(void **state)
{
	size_t failures = 0;
	bool done = false;

	(void)state;
	while (!done) {
		struct unit_memory memory = {.left = failures};
		const struct hito_alloc alloc = {unit_alloc, unit_release,
						 &memory};
		struct hito_arena *arena = hito_arena_new(&alloc);

		done = arena && judge_with(arena);
		hito_arena_free(arena);
		assert_int_equal(memory.held, 0);
		failures += 1 + (failures < 100 ? 0 : failures / 8);
	}
	assert_true(failures > 1);
}

static void steps_are_told_from_objectives(void **state)
{
	static const struct {
		const char *text;
		enum hito_judged_kind kind;
		enum hito_judged_measure measure;
	} rows[] = {
		/* a limit, a share or a level makes a noun a result */
		{"Queue at the till under four minutes", HITO_JUDGED_OBJECTIVE,
		 HITO_JUDGED_QUANTIFIED},
		{"Espera en la caja por debajo de 4 minutos",
		 HITO_JUDGED_OBJECTIVE, HITO_JUDGED_QUANTIFIED},
		{"9 of the 12 stalls let", HITO_JUDGED_OBJECTIVE,
		 HITO_JUDGED_QUANTIFIED},
		{"Orders packed within two hours", HITO_JUDGED_OBJECTIVE,
		 HITO_JUDGED_QUANTIFIED},
		/* what is made or bought by the piece is a step */
		{"Six posters for the flea market", HITO_JUDGED_STEP,
		 HITO_JUDGED_QUANTIFIED},
		{"Seis sacos de yeso para el taller", HITO_JUDGED_STEP,
		 HITO_JUDGED_QUANTIFIED},
		/* how something is to be */
		{"A friendlier waiting room", HITO_JUDGED_OBJECTIVE,
		 HITO_JUDGED_NONE},
		{"Una sala de espera más acogedora", HITO_JUDGED_OBJECTIVE,
		 HITO_JUDGED_NONE},
		/* what has been got */
		{"Licencia de la terraza concedida", HITO_JUDGED_OBJECTIVE,
		 HITO_JUDGED_DELIVERABLE},
		{"Terrace licence granted", HITO_JUDGED_OBJECTIVE,
		 HITO_JUDGED_DELIVERABLE},
		/* nouns that might be verbs, and the other way round */
		{"Survey of the harbour users at the north pier",
		 HITO_JUDGED_STEP, HITO_JUDGED_DELIVERABLE},
		{"Arranque de la caldera del pabellón", HITO_JUDGED_STEP,
		 HITO_JUDGED_DELIVERABLE},
		/* done again and again, it is never done */
		{"Update the price list of the kiosk when needed",
		 HITO_JUDGED_STEP, HITO_JUDGED_NONE},
		{"Actualizar la lista de precios cuando haga falta",
		 HITO_JUDGED_STEP, HITO_JUDGED_NONE},
		/* one thing can be found, whatever it is like */
		{"Print a nicer menu", HITO_JUDGED_STEP,
		 HITO_JUDGED_DELIVERABLE},
		{"Print better posters", HITO_JUDGED_STEP, HITO_JUDGED_NONE},
		/* what is not to be done is done by nobody */
		{"Do not lend the spare key", HITO_JUDGED_STEP,
		 HITO_JUDGED_NONE},
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct hito_judgement judgement = judge(state, rows[i].text);

		if (judgement.kind != rows[i].kind ||
		    judgement.measure != rows[i].measure)
			fail_msg("%s: %d %d", rows[i].text, judgement.kind,
				 judgement.measure);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(steps_are_told_from_objectives,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(deadlines_count_from_today,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(some_times_bind_nothing, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			accents_and_capitals_may_be_missing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(verbs_are_bound_by_figures,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_left_out_is_told,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_left_out_is_not_vague,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(bare_figures_are_vague, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(ranks_are_clear, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(words_are_slices_of_the_text,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(long_texts_are_judged_in_part,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_vague, set_up,
						tear_down),
		cmocka_unit_test(numbers_in_words),
		cmocka_unit_test(judges_of_several_threads_agree),
		cmocka_unit_test(memory_may_end_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
