/* SPDX-License-Identifier: MIT */
/*
 * The keys of front matter: one table (hito-format(5), KEYS).
 *
 * Reading, checks, manual, schema and completion are made from it. A key is
 * canonical and English; aliases (Spanish and others) are accepted
 * everywhere. Matching folds case, accents, and space, hyphen, underscore.
 */
#ifndef HITO_KEY_H
#define HITO_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/message.h"
#include "hito/str.h"

#pragma GCC visibility push(default)

/* The things that have front matter, as bits for the table. */
enum hito_kind {
	HITO_PLAN = 1,
	HITO_OBJECTIVE = 2,
	HITO_KPI = 4,
	HITO_PERSON = 8,
	HITO_STEP = 16,
};

/* An enumeration of few, which there are many of in memory. */
#define HITO_BYTE __attribute__((packed))

/* How a key's scalar is read. */
enum hito_type {
	HITO_TYPE_TEXT,
	HITO_TYPE_ID,       /* a slug; foreign ids in mapped files */
	HITO_TYPE_LANG,     /* es, en, ... */
	HITO_TYPE_DAY,      /* YYYY-MM-DD */
	HITO_TYPE_DURATION, /* 4h, 3d, 2w */
	HITO_TYPE_REVIEW,   /* a duration, a word, or {steps, plan, update} */
	HITO_TYPE_AMOUNT,   /* 600 EUR, 2.5 % */
	HITO_TYPE_SCORE,    /* 1 to 5 */
	HITO_TYPE_STATE,    /* by kind: plan or step */
	HITO_TYPE_PRIORITY, /* high, normal, low */
	HITO_TYPE_PERSON,   /* one */
	HITO_TYPE_PEOPLE,   /* one or several */
	HITO_TYPE_STEPS,    /* references to steps */
	HITO_TYPE_IDS,      /* references to objectives, KPIs, goals */
	HITO_TYPE_LIST,     /* texts, one or several */
	HITO_TYPE_LOG,      /* "DATE: text", one a line */
	HITO_TYPE_SUCCESS,  /* text, or {kpi, from, to, unit} */
	HITO_TYPE_KPIS,     /* a mapping id: {KPI keys} */
	HITO_TYPE_TEAM,     /* a mapping id: {person keys} */
	HITO_TYPE_EXPECT,   /* lint expectations; any YAML */
	HITO_TYPE_ANY,      /* of keys that nobody declares; any YAML */
} HITO_BYTE;

/* Bits of a key's flags. */
enum hito_key_flag {
	HITO_KEY_EVENT = 1,   /* a change of it is an event of history */
	HITO_KEY_INHERIT = 2, /* a top-level step inherits it from its
				 objective, then its plan */
	HITO_KEY_OWN = 4,     /* a sub-step does not inherit it */
};

#define HITO_P HITO_PLAN
#define HITO_O HITO_OBJECTIVE
#define HITO_K HITO_KPI
#define HITO_H HITO_PERSON
#define HITO_S HITO_STEP
#define HITO_ANY (HITO_P | HITO_O | HITO_K | HITO_H | HITO_S)
#define HITO_E HITO_KEY_EVENT
#define HITO_I HITO_KEY_INHERIT
#define HITO_W HITO_KEY_OWN

/* constant, name, kinds, type, flags, help. The order is that of listings. */
#define HITO_KEYS(X)                                                           \
	X(PLAN, "plan", HITO_P | HITO_S, ID, HITO_W,                           \
	  "id of the plan; beside step: the plan that the step belongs to")    \
	X(STEP, "step", HITO_S, ID, HITO_W,                                    \
	  "id of the step, at a file's head")                                  \
	X(ID, "id", HITO_O | HITO_K | HITO_S, ID, HITO_W,                      \
	  "the id that others refer to")                                       \
	X(TITLE, "title", HITO_P | HITO_O | HITO_K | HITO_S, TEXT,             \
	  HITO_E | HITO_W, "the title, where the heading is not it")           \
	X(NAME, "name", HITO_K | HITO_H, TEXT, HITO_E, "the name for people")  \
	X(LANG, "lang", HITO_P, LANG, HITO_E, "language of the plan")          \
	X(OBJECTIVE, "objective", HITO_S, IDS, HITO_E,                         \
	  "the objective that the step serves")                                \
	X(PARENT, "parent", HITO_S, STEPS, HITO_E | HITO_W,                    \
	  "the step that this is a part of")                                   \
	X(STATE, "state", HITO_P | HITO_S, STATE, HITO_E | HITO_W,             \
	  "where it stands")                                                   \
	X(OWNER, "owner", HITO_P | HITO_O | HITO_S, PERSON, HITO_E,            \
	  "the one who is responsible")                                        \
	X(SUPPORT, "support", HITO_S, PEOPLE, HITO_E, "who helps")             \
	X(SUCCESS, "success", HITO_S, SUCCESS, HITO_E,                         \
	  "how one sees that it worked")                                       \
	X(KPI, "kpi", HITO_O | HITO_S, IDS, HITO_E | HITO_I,                   \
	  "the KPI that it moves")                                             \
	X(START, "start", HITO_P | HITO_S, DAY, HITO_E, "the first day")       \
	X(END, "end", HITO_P, DAY, HITO_E, "the last day of the plan")         \
	X(DUE, "due", HITO_O | HITO_S, DAY, HITO_E,                            \
	  "the day it is promised for")                                        \
	X(STARTED, "started", HITO_S, DAY, HITO_E | HITO_W,                    \
	  "the day work began, as declared")                                   \
	X(FINISHED, "finished", HITO_S, DAY, HITO_E | HITO_W,                  \
	  "the day it was done, as declared")                                  \
	X(TYPE, "type", HITO_S, TEXT, HITO_E, "kind of work; milestone")       \
	X(PHASE, "phase", HITO_S, TEXT, HITO_E, "phase that groups steps")     \
	X(ESTIMATE, "estimate", HITO_S, DURATION, HITO_E, "effort foreseen")   \
	X(SPENT, "spent", HITO_S, DURATION, HITO_E, "effort so far")           \
	X(NEEDS, "needs", HITO_S, STEPS, HITO_E, "steps that come before")     \
	X(RESOURCES, "resources", HITO_P | HITO_O | HITO_S, LIST,              \
	  HITO_E | HITO_I, "money, tools, people, technology")                 \
	X(BUDGET, "budget", HITO_P | HITO_O, AMOUNT, HITO_E,                   \
	  "money set aside")                                                   \
	X(COST, "cost", HITO_S, AMOUNT, HITO_E, "money it takes")              \
	X(VALUE, "value", HITO_S, AMOUNT, HITO_E, "money it brings")           \
	X(PRIORITY, "priority", HITO_S, PRIORITY, HITO_E, "high, normal, low") \
	X(CONFIDENCE, "confidence", HITO_S, SCORE, HITO_E,                     \
	  "how clear and feasible the owner finds it, 1 to 5")                 \
	X(REASON, "reason", HITO_S, TEXT, HITO_E, "why it changed")            \
	X(RESULT, "result", HITO_S, TEXT, HITO_E, "what came out")             \
	X(EVIDENCE, "evidence", HITO_S, LIST, HITO_E, "where one sees it")     \
	X(REPLACES, "replaces", HITO_S, STEPS, HITO_E, "steps it stands for")  \
	X(LINKS, "links", HITO_S, LIST, HITO_E, "addresses")                   \
	X(TAGS, "tags", HITO_S, LIST, HITO_E, "words to find it by")           \
	X(SERVES, "serves", HITO_O, IDS, HITO_E, "goal of the project file")   \
	X(REVIEW, "review", HITO_P, REVIEW, HITO_E,                            \
	  "how often it is reviewed")                                          \
	X(REVIEWS, "reviews", HITO_P, LOG, HITO_E, "reviews held")             \
	X(KPIS, "kpis", HITO_P, KPIS, 0, "the plan's KPIs")                    \
	X(TEAM, "team", HITO_P, TEAM, 0, "the plan's people")                  \
	X(UNIT, "unit", HITO_K, TEXT, HITO_E, "what is counted")               \
	X(FROM, "from", HITO_K, AMOUNT, HITO_E, "value at the start")          \
	X(TO, "to", HITO_K, AMOUNT, HITO_E, "value to reach")                  \
	X(BY, "by", HITO_K, DAY, HITO_E, "day to reach it")                    \
	X(NOW, "now", HITO_K, AMOUNT, HITO_E, "value last read")               \
	X(READINGS, "readings", HITO_K, LOG, HITO_E, "values read, by day")    \
	X(SOURCE, "source", HITO_K, TEXT, HITO_E,                              \
	  "where the value comes from")                                        \
	X(CADENCE, "cadence", HITO_K, TEXT, HITO_E, "how often it is read")    \
	X(EMAIL, "email", HITO_H, LIST, HITO_E, "joins to commit authors")     \
	X(GITHUB, "github", HITO_H, TEXT, HITO_E, "user name there")           \
	X(GITLAB, "gitlab", HITO_H, TEXT, HITO_E, "user name there")           \
	X(FORGEJO, "forgejo", HITO_H, TEXT, HITO_E, "user name there")         \
	X(CAPACITY, "capacity", HITO_H, AMOUNT, HITO_E,                        \
	  "working time, as in 20h/week")                                      \
	X(LEAVE, "leave", HITO_H, LIST, HITO_E,                                \
	  "days off: a day, or DAY..DAY, one a line")                          \
	X(FORMERLY, "formerly", HITO_P | HITO_O | HITO_K | HITO_S, LIST,       \
	  HITO_W, "ids that it had before")                                    \
	X(EXPECT, "expect", HITO_ANY, EXPECT, HITO_W, "findings to expect")

enum hito_key {
#define HITO_KEY_ENUM(constant, name, kinds, type, flags, help) \
	HITO_KEY_##constant,
	HITO_KEYS(HITO_KEY_ENUM)
#undef HITO_KEY_ENUM
		HITO_KEY_COUNT, /* also: no such key */
} HITO_BYTE;

struct hito_key_info {
	const char *name;
	unsigned kinds; /* bits of enum hito_kind */
	enum hito_type type;
	unsigned flags; /* bits of enum hito_key_flag */
	const char *help;
};

const struct hito_key_info *hito_key_info(enum hito_key key);
/* The type of a key of the table. */
static inline enum hito_type hito_key_type(enum hito_key key)
{
	static const enum hito_type types[] = {
#define HITO_TYPE_OF_KEY(constant, name, kinds, type, flags, help) \
	HITO_TYPE_##type,
		HITO_KEYS(HITO_TYPE_OF_KEY)
#undef HITO_TYPE_OF_KEY
	};

	return types[key];
}

/* The key that a word names in a kind of thing; HITO_KEY_COUNT if none. */
enum hito_key hito_key_find(enum hito_kind kind, struct hito_str word);

/* The n-th alias of a key for kinds; NULL past the last. */
const char *hito_key_alias(enum hito_key key, size_t n, unsigned *out_kinds);

/* The spelling to write in a language; the canonical name where none is. */
const char *hito_key_label(enum hito_key key, enum hito_kind kind,
			   enum hito_lang lang);

/* Kept for later versions of the format ("repeat"): no key, nothing else. */
bool hito_key_is_reserved(struct hito_str word);

/*
 * The known word nearest to an unknown one (at most two letters off), in the
 * spelling of the table; NULL when nothing is near.
 */
const char *hito_key_nearest(enum hito_kind kind, struct hito_str word);

/* "plan", "objective", "kpi", "person", "step" */
const char *hito_kind_name(enum hito_kind kind);

#pragma GCC visibility pop
#endif
