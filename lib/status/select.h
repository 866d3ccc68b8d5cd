/* SPDX-License-Identifier: MIT */
/*
 * Choosing steps by filters, words such as "state:doing" or "late", and
 * putting them in order.
 */
#ifndef HITO_STATUS_SELECT_H
#define HITO_STATUS_SELECT_H

#include "status/outlook.h"

/*
 * The filters, beside each key that a step may have (hito-format(5), KEYS):
 * constant, name, other names, how it is typed, meaning. A form without ":" is
 * a word that stands alone.
 */
#define HITO_FILTERS(X)                                                        \
	X(PLAN, "plan", "", "plan:spring", "a part of the plan's id")          \
	X(ID, "id", "", "id:blog", "a part of the step's id")                  \
	X(TITLE, "title", "título, text, texto", "title:blog",                 \
	  "a part of the title")                                               \
	X(STATE, "state", "estado", "state:doing,blocked",                     \
	  "the state, in any spelling")                                        \
	X(WAS, "was", "fue, estuvo", "was:done",                               \
	  "the state now or at any time before, from commits")                 \
	X(OWNER, "owner", "responsable", "owner:ana",                          \
	  "who has it; owner:me is you")                                       \
	X(OBJECTIVE, "objective", "objetivo", "objective:traffic",             \
	  "id or a part of the title of its objective")                        \
	X(START, "start", "inicio", "'start>today'", "its first day")          \
	X(DUE, "due", "vence, plazo, fecha", "'due<=+2w'",                     \
	  "the day that it is promised for")                                   \
	X(CREATED, "created", "creado", "created:2026-03",                     \
	  "the day that it was written down, from commits")                    \
	X(STARTED, "started", "empezado", "started:-2w..today",                \
	  "the day that work began, declared or from commits")                 \
	X(FINISHED, "finished", "terminado", "finished:-1w..",                 \
	  "the day that it was done, declared or from commits")                \
	X(SLACK, "slack", "holgura", "'slack<3'",                              \
	  "working days that it may slip before its plan does")                \
	X(TAG, "tag", "etiqueta", "tag:promo", "one of its tags")              \
	X(LATE, "late", "overdue, atrasado, atrasada, tarde, vencido", "late", \
	  "open, and its due day is over")                                     \
	X(READY, "ready", "listo, lista", "ready",                             \
	  "to do, and nothing that it needs is open")                          \
	X(WAITING, "waiting", "espera, en espera", "waiting",                  \
	  "to do, and something that it needs is open")                        \
	X(OPEN, "open", "abierto, abierta", "open",                            \
	  "neither done nor dropped")                                          \
	X(CLOSED, "closed", "cerrado, cerrada", "closed", "done or dropped")   \
	X(CRITICAL, "critical", "crítico, crítica", "critical",                \
	  "open, and its plan slips when it does")                             \
	X(SLIPPED, "slipped", "aplazado, aplazada", "slipped",                 \
	  "its due day was moved later, from commits")                         \
	X(STALE, "stale", "parado, parada", "stale",                           \
	  "in progress, and quiet for too long, from commits")                 \
	X(MINE, "mine", "mío, mía, míos, mías", "mine", "yours")

enum hito_filter_name {
#define HITO_FILTER_ENUM(constant, name, others, form, meaning) \
	HITO_FILTER_##constant,
	HITO_FILTERS(HITO_FILTER_ENUM)
#undef HITO_FILTER_ENUM
	/* A key of the format; a word of the id or the title. */
	HITO_FILTER_KEY,
	HITO_FILTER_WORD,
};

enum hito_filter_operator {
	HITO_FILTER_HAS, /* ":" */
	HITO_FILTER_IS,  /* "=" */
	HITO_FILTER_BELOW,
	HITO_FILTER_UP_TO,
	HITO_FILTER_ABOVE,
	HITO_FILTER_FROM,
};

/* One of the values that a filter allows. */
struct hito_wanted {
	struct hito_str text;   /* as typed */
	struct hito_str folded; /* without case and accents */
	enum hito_word word;    /* of a state or a priority */
	hito_day from, to;      /* of days, both included */
	double number;
	bool none; /* it has no such value */
	bool me;
};

struct hito_filter {
	enum hito_filter_name name;
	enum hito_key key; /* of KEY */
	enum hito_filter_operator relation;
	bool negated;
	struct hito_wanted *wanted; /* any of these */
	size_t wanted_count;
	struct hito_str word; /* as typed, for messages */
	size_t value_at;      /* where its value begins in it */
};

struct hito_selection {
	struct hito_filter *filters; /* all of these */
	size_t count;
	bool needs_history; /* one of them asks what was */
	struct hito_str history_word;
	bool needs_me; /* one of them asks who you are */
	/* Set by whoever asks for matches. */
	struct hito_str me;
	hito_day today;
	struct hito_arena *arena;
	char *room; /* for folded text */
	size_t room_size;
	bool no_memory;
};

/*
 * Read filters. Bad ones are HITO_ERR_USAGE, with the column and what is spelt
 * alike.
 */
HITO_MUST bool hito_selection_parse(char *const *words, size_t count,
				    hito_day today, struct hito_arena *arena,
				    struct hito_selection *out,
				    struct hito_err *err);
/* State words that neither the format nor a mapped file has: HITO_ERR_USAGE. */
HITO_MUST bool hito_selection_check(const struct hito_selection *selection,
				    const struct hito_model *model,
				    struct hito_err *err);

/* Does a step pass all of them? no_memory is set where that is not known. */
bool hito_selection_has(struct hito_selection *selection,
			const struct hito_prospect *prospect);

/*
 * Text without case, accents and runs of spaces. No code point folds to more
 * bytes than it has: out has text.len bytes. How many are used is returned.
 */
size_t hito_fold_into(char *out, struct hito_str text);
/* The same in the arena; ptr NULL when memory ends. */
struct hito_str hito_fold_text(struct hito_str text, struct hito_arena *arena);

/* What steps are put in order by: constant, name, meaning. */
#define HITO_SORTS(X)                                       \
	X(PLAN, "plan", "as they stand in the plans")       \
	X(DUE, "due", "by due day, those without one last") \
	X(START, "start", "by first day")                   \
	X(FINISHED, "finished", "by the day of being done") \
	X(SLACK, "slack", "the most urgent first")          \
	X(PRIORITY, "priority", "high first")               \
	X(STATE, "state", "by state, in progress first")    \
	X(OWNER, "owner", "by owner")                       \
	X(TITLE, "title", "by title")                       \
	X(ID, "id", "by id")

enum hito_sort {
#define HITO_SORT_ENUM(constant, name, meaning) HITO_SORT_##constant,
	HITO_SORTS(HITO_SORT_ENUM)
#undef HITO_SORT_ENUM
};

/* "due", "-due" (the other way round), any alias of the key. */
HITO_MUST bool hito_sort_parse(struct hito_str text, enum hito_sort *out_sort,
			       bool *out_backwards, struct hito_err *err);
/* In place; equal ones stay in order. False when memory ends. */
HITO_MUST bool hito_sort(const struct hito_prospect **list, size_t count,
			 enum hito_sort sort, bool backwards,
			 struct hito_arena *arena);

#endif
