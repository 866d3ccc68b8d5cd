/* SPDX-License-Identifier: MIT */
/* The table of keys, their aliases, and looking words up in it. */
#include "hito/key.h"

#include <string.h>

#include "plan/fold.h"

static const struct hito_key_info keys[] = {
#define KEY(constant, key_name, key_kinds, key_type, key_flags, key_help) \
	{.name = (key_name),                                              \
	 .kinds = (key_kinds),                                            \
	 .type = HITO_TYPE_##key_type,                                    \
	 .flags = (key_flags),                                            \
	 .help = (key_help)},
	HITO_KEYS(KEY)
#undef KEY
};

#define P HITO_PLAN
#define O HITO_OBJECTIVE
#define K HITO_KPI
#define H HITO_PERSON
#define S HITO_STEP

/*
 * A second spelling of a key. The first of a key and kind is the one that is
 * written where its language is. Only the bits that the key has count. They
 * stand in the order of the keys.
 */
static const struct alias {
	const char *text;
	enum hito_key key;
	unsigned kinds;
	enum hito_lang lang;
} aliases[] = {
	{"paso", HITO_KEY_STEP, S, HITO_LANG_ES},
	{"título", HITO_KEY_TITLE, P | O | K | S, HITO_LANG_ES},
	{"nombre", HITO_KEY_NAME, K | H, HITO_LANG_ES},
	{"idioma", HITO_KEY_LANG, P, HITO_LANG_ES},
	{"objetivo", HITO_KEY_OBJECTIVE, S, HITO_LANG_ES},
	{"padre", HITO_KEY_PARENT, S, HITO_LANG_ES},
	{"parte de", HITO_KEY_PARENT, S, HITO_LANG_ES},
	{"estado", HITO_KEY_STATE, P | S, HITO_LANG_ES},
	{"responsable", HITO_KEY_OWNER, P | O | S, HITO_LANG_ES},
	{"apoyo", HITO_KEY_SUPPORT, S, HITO_LANG_ES},
	{"criterio", HITO_KEY_SUCCESS, S, HITO_LANG_ES},
	{"criterio de éxito", HITO_KEY_SUCCESS, S, HITO_LANG_ES},
	{"éxito", HITO_KEY_SUCCESS, S, HITO_LANG_ES},
	{"indicador", HITO_KEY_KPI, O | S, HITO_LANG_ES},
	{"inicio", HITO_KEY_START, P | S, HITO_LANG_ES},
	{"fin", HITO_KEY_END, P, HITO_LANG_ES},
	{"vence", HITO_KEY_DUE, O | S, HITO_LANG_ES},
	{"fecha", HITO_KEY_DUE, O | S, HITO_LANG_ES},
	{"fecha límite", HITO_KEY_DUE, O | S, HITO_LANG_ES},
	{"fecha de entrega", HITO_KEY_DUE, O | S, HITO_LANG_ES},
	{"entrega", HITO_KEY_DUE, O | S, HITO_LANG_ES},
	{"vencimiento", HITO_KEY_DUE, O | S, HITO_LANG_ES},
	{"plazo", HITO_KEY_DUE, O | S, HITO_LANG_ES},
	{"empezado", HITO_KEY_STARTED, S, HITO_LANG_ES},
	{"iniciado", HITO_KEY_STARTED, S, HITO_LANG_ES},
	{"terminado", HITO_KEY_FINISHED, S, HITO_LANG_ES},
	{"finalizado", HITO_KEY_FINISHED, S, HITO_LANG_ES},
	{"tipo", HITO_KEY_TYPE, S, HITO_LANG_ES},
	{"fase", HITO_KEY_PHASE, S, HITO_LANG_ES},
	{"estimación", HITO_KEY_ESTIMATE, S, HITO_LANG_ES},
	{"esfuerzo", HITO_KEY_ESTIMATE, S, HITO_LANG_ES},
	{"dedicado", HITO_KEY_SPENT, S, HITO_LANG_ES},
	{"depende", HITO_KEY_NEEDS, S, HITO_LANG_ES},
	{"depende de", HITO_KEY_NEEDS, S, HITO_LANG_ES},
	{"dependencias", HITO_KEY_NEEDS, S, HITO_LANG_ES},
	{"necesita", HITO_KEY_NEEDS, S, HITO_LANG_ES},
	{"recursos", HITO_KEY_RESOURCES, P | O | S, HITO_LANG_ES},
	{"presupuesto", HITO_KEY_BUDGET, P | O, HITO_LANG_ES},
	{"coste", HITO_KEY_COST, S, HITO_LANG_ES},
	{"costo", HITO_KEY_COST, S, HITO_LANG_ES},
	{"valor", HITO_KEY_VALUE, S, HITO_LANG_ES},
	{"prioridad", HITO_KEY_PRIORITY, S, HITO_LANG_ES},
	{"confianza", HITO_KEY_CONFIDENCE, S, HITO_LANG_ES},
	{"motivo", HITO_KEY_REASON, S, HITO_LANG_ES},
	{"razón", HITO_KEY_REASON, S, HITO_LANG_ES},
	{"resultado", HITO_KEY_RESULT, S, HITO_LANG_ES},
	{"prueba", HITO_KEY_EVIDENCE, S, HITO_LANG_ES},
	{"pruebas", HITO_KEY_EVIDENCE, S, HITO_LANG_ES},
	{"evidencia", HITO_KEY_EVIDENCE, S, HITO_LANG_ES},
	{"sustituye", HITO_KEY_REPLACES, S, HITO_LANG_ES},
	{"reemplaza", HITO_KEY_REPLACES, S, HITO_LANG_ES},
	{"enlaces", HITO_KEY_LINKS, S, HITO_LANG_ES},
	{"etiquetas", HITO_KEY_TAGS, S, HITO_LANG_ES},
	{"meta", HITO_KEY_SERVES, O, HITO_LANG_ES},
	{"sirve a", HITO_KEY_SERVES, O, HITO_LANG_ES},
	{"revisión", HITO_KEY_REVIEW, P, HITO_LANG_ES},
	{"revisiones", HITO_KEY_REVIEWS, P, HITO_LANG_ES},
	{"indicadores", HITO_KEY_KPIS, P, HITO_LANG_ES},
	{"equipo", HITO_KEY_TEAM, P, HITO_LANG_ES},
	{"unidad", HITO_KEY_UNIT, K, HITO_LANG_ES},
	{"de", HITO_KEY_FROM, K, HITO_LANG_ES},
	{"desde", HITO_KEY_FROM, K, HITO_LANG_ES},
	{"a", HITO_KEY_TO, K, HITO_LANG_ES},
	{"hasta", HITO_KEY_TO, K, HITO_LANG_ES},
	{"fecha", HITO_KEY_BY, K, HITO_LANG_ES},
	{"fecha límite", HITO_KEY_BY, K, HITO_LANG_ES},
	{"ahora", HITO_KEY_NOW, K, HITO_LANG_ES},
	{"actual", HITO_KEY_NOW, K, HITO_LANG_ES},
	{"lecturas", HITO_KEY_READINGS, K, HITO_LANG_ES},
	{"mediciones", HITO_KEY_READINGS, K, HITO_LANG_ES},
	{"fuente", HITO_KEY_SOURCE, K, HITO_LANG_ES},
	{"frecuencia", HITO_KEY_CADENCE, K, HITO_LANG_ES},
	{"correo", HITO_KEY_EMAIL, H, HITO_LANG_ES},
	{"capacidad", HITO_KEY_CAPACITY, H, HITO_LANG_ES},
	{"ausencias", HITO_KEY_LEAVE, H, HITO_LANG_ES},
	{"ausencia", HITO_KEY_LEAVE, H, HITO_LANG_ES},
	{"vacaciones", HITO_KEY_LEAVE, H, HITO_LANG_ES},
	{"antes", HITO_KEY_FORMERLY, P | O | K | S, HITO_LANG_ES},
	{"se espera", HITO_KEY_EXPECT, P | O | K | H | S, HITO_LANG_ES},
};

#undef P
#undef O
#undef K
#undef H
#undef S

#define ALIAS_COUNT (sizeof(aliases) / sizeof(aliases[0]))

const struct hito_key_info *hito_key_info(enum hito_key key)
{
	return (unsigned)key < HITO_KEY_COUNT ? &keys[key] : NULL;
}

/*
 * The key that is spelt so; most are. HITO_KEY_COUNT if none is; *out_other
 * is set where the word is a key of other kinds: no alias is spelt as a key.
 */
static enum hito_key find_spelt(enum hito_kind kind, struct hito_str word,
				bool *out_other)
{
	*out_other = false;
#define KEY(constant, key_name, key_kinds, key_type, key_flags, key_help) \
	if (word.len == sizeof(key_name) - 1 &&                           \
	    word.ptr[0] == (key_name)[0] &&                               \
	    memcmp(word.ptr, (key_name), sizeof(key_name) - 1) == 0) {    \
		if (kind & (key_kinds))                                   \
			return HITO_KEY_##constant;                       \
		*out_other = true;                                        \
	}
	HITO_KEYS(KEY)
#undef KEY
	return HITO_KEY_COUNT;
}

enum hito_key hito_key_find(enum hito_kind kind, struct hito_str word)
{
	struct hito_folded folded;
	bool other;
	enum hito_key spelt = find_spelt(kind, word, &other);

	if (spelt != HITO_KEY_COUNT || other)
		return spelt;
	if (!hito_fold(word, &folded))
		return HITO_KEY_COUNT;
	for (size_t i = 0; i < HITO_KEY_COUNT; i++) {
		if (keys[i].kinds & kind && hito_fold_is(&folded, keys[i].name))
			return (enum hito_key)i;
	}
	for (size_t i = 0; i < ALIAS_COUNT; i++) {
		if (aliases[i].kinds & kind &&
		    hito_fold_is(&folded, aliases[i].text))
			return aliases[i].key;
	}
	return HITO_KEY_COUNT;
}

/* Where the aliases of a key stand, if it has some. */
static size_t first_alias(enum hito_key key)
{
	size_t first = 0, end = ALIAS_COUNT;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (aliases[middle].key < key)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

const char *hito_key_alias(enum hito_key key, size_t n, unsigned *out_kinds)
{
	size_t at = first_alias(key);

	if (n >= ALIAS_COUNT - at || aliases[at + n].key != key)
		return NULL;
	if (out_kinds)
		*out_kinds = aliases[at + n].kinds;
	return aliases[at + n].text;
}

const char *hito_key_label(enum hito_key key, enum hito_kind kind,
			   enum hito_lang lang)
{
	for (size_t i = first_alias(key);
	     i < ALIAS_COUNT && aliases[i].key == key; i++) {
		if (aliases[i].kinds & kind && aliases[i].lang == lang)
			return aliases[i].text;
	}
	return (unsigned)key < HITO_KEY_COUNT ? keys[key].name : "";
}

const char *hito_key_nearest(enum hito_kind kind, struct hito_str word)
{
	struct hito_nearest nearest;

	hito_nearest_init(&nearest, word);
	for (size_t i = 0; i < HITO_KEY_COUNT; i++) {
		if (keys[i].kinds & kind)
			hito_nearest_try(&nearest, keys[i].name);
	}
	for (size_t i = 0; i < ALIAS_COUNT; i++) {
		if (aliases[i].kinds & kind)
			hito_nearest_try(&nearest, aliases[i].text);
	}
	return nearest.best;
}

bool hito_key_is_reserved(struct hito_str word)
{
	struct hito_folded folded;

	return hito_fold(word, &folded) && (hito_fold_is(&folded, "repeat") ||
					    hito_fold_is(&folded, "repetir"));
}

const char *hito_kind_name(enum hito_kind kind)
{
	switch (kind) {
	case HITO_PLAN:
		return "plan";
	case HITO_OBJECTIVE:
		return "objective";
	case HITO_KPI:
		return "kpi";
	case HITO_PERSON:
		return "person";
	case HITO_STEP:
		return "step";
	}
	return "";
}
