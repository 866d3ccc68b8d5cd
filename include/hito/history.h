/* SPDX-License-Identifier: MIT */
/*
 * What happened to plans, from the commits of a repository (hito-history(7)).
 *
 * A history is read once, for one commit and all its ancestors, and does not
 * change. Everything in it lives as long as the arena it was read into.
 */
#ifndef HITO_HISTORY_H
#define HITO_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hito/date.h"
#include "hito/model.h"
#include "hito/workspace.h"

#pragma GCC visibility push(default)

#define HITO_ID_SIZE 41 /* 40 hexadecimal digits and a NUL */

struct hito_repository;

/*
 * Open the repository that holds a folder (bare or not). No hook, filter,
 * file system monitor or command of its configuration is ever run, nothing is
 * written, no network is used. HITO_ERR_INPUT: there is none here;
 * HITO_ERR_GIT: it cannot be read (owned by somebody else, SHA-256, broken):
 * help says what to do.
 */
HITO_MUST bool hito_repository_open(const char *folder,
				    struct hito_arena *arena,
				    struct hito_repository **out_repository,
				    struct hito_err *err);
/* NULL is allowed. */
void hito_repository_close(struct hito_repository *repository);
/* The work tree's top folder; empty for a bare repository. */
struct hito_str
hito_repository_worktree(const struct hito_repository *repository);
/* The folder that all its work trees share: ".../.git", or the bare one. */
struct hito_str
hito_repository_folder(const struct hito_repository *repository);
/* Git shows other objects than hito reads: replaced or grafted ones. */
bool hito_repository_is_altered(const struct hito_repository *repository);
bool hito_repository_is_shallow(const struct hito_repository *repository);
/* True when HEAD names no commit yet. */
bool hito_repository_is_empty(const struct hito_repository *repository);

struct hito_person {
	struct hito_str name, email; /* through .mailmap */
	struct hito_str id; /* of the team member; empty: matches nobody */
};

struct hito_commit {
	char id[HITO_ID_SIZE];
	const struct hito_person *author;
	struct hito_instant time;      /* author's, or committer's if asked */
	struct hito_instant committed; /* committer's */
	struct hito_str subject;       /* first line; any bytes */
	uint32_t order;                /* place in history.md's order, from 0 */
	uint32_t parents;
	bool cut; /* a parent is missing: what it has may be older */
};

enum hito_change {
	HITO_CREATED,
	HITO_REMOVED,
	HITO_MOVED,     /* same thing, other path or plan */
	HITO_CHANGED,   /* one key: key, old, new */
	HITO_CONFIRMED, /* set to what it already is */
	HITO_LINKED,    /* a trailer that names a step and changes nothing */
	HITO_REVIEWED,  /* a trailer Reviewed-plan */
};

/* A canonical value as history knows it. */
struct hito_fact {
	enum hito_key key;
	bool list;            /* items, compared as a set; else text */
	bool readable;        /* false: a gap */
	struct hito_str text; /* canonical; of a list: joined by ", " */
	const struct hito_str *items;
	size_t count;
	hito_day day; /* of a day; else NONE */
};

struct hito_event {
	enum hito_kind kind; /* PLAN, OBJECTIVE, KPI or STEP */
	enum hito_change what;
	enum hito_key key;        /* of CHANGED and CONFIRMED */
	struct hito_str plan, id; /* as it is called at the commit looked at;
				     id empty for a plan */
	struct hito_str path;     /* of its file; empty for a trailer */
	const struct hito_fact *old, *new; /* NULL: none */
	struct hito_str old_path;          /* of MOVED */
	struct hito_str old_plan;          /* of MOVED to another plan */
	const struct hito_fact *values;    /* of CREATED: all first values */
	size_t value_count;
	const struct hito_commit *commit;
	hito_day day;  /* when: the author's civil day, or the trailer's */
	bool has_time; /* false: only the day is known (a trailer's date) */
	bool trailer;  /* from the message, not from a file */
	bool landed;   /* on the chain of a value that stands */
	bool gap;      /* unreadable versions lie between old and new */
	bool inferred; /* taken as the same thing retitled (no id) */
};

/* A thing that history knows, with its events. */
struct hito_story {
	enum hito_kind kind;
	struct hito_str plan, id;
	const struct hito_item *item; /* at the commit; NULL: it is gone */
	/* The values that count: the file's, or a later trailer's. */
	const struct hito_fact *facts;
	size_t fact_count;
	const struct hito_event *const *events; /* landed ones, parents first */
	size_t event_count;
	const struct hito_event *const *all; /* landed or not, in order */
	size_t all_count;
	bool gap; /* its newest version cannot be read */
};

/* Something of the past that cannot be read. */
struct hito_gap {
	const struct hito_commit *commit;
	struct hito_str path;
	uint32_t line;
	const char *message; /* English template as in hito_finding */
	struct hito_str args[HITO_FINDING_ARGS];
};

/* A trailer that names a step or plan that nobody knows. */
struct hito_lost_trailer {
	const struct hito_commit *commit;
	struct hito_str text;
};

/* What is kept in the repository's folder, so that it is not read twice. */
enum hito_keeping {
	HITO_KEEP_NOTHING, /* nor is anything used that was kept */
	HITO_KEEP_MUCH,    /* where there is much of it */
	HITO_KEEP_ALL,
};

#define HITO_HISTORY_THREADS 4

/* What is done while a history is read, one after the other. */
enum hito_stage {
	HITO_STAGE_WALK,   /* commits are found; how many is not known yet */
	HITO_STAGE_TREES,  /* commits are compared */
	HITO_STAGE_FILES,  /* versions of plan files are read */
	HITO_STAGE_EVENTS, /* plans of commits are compared */
};

/* Told now and then how far a stage is; total 0: nobody knows. */
struct hito_progress {
	void (*tell)(void *ctx, enum hito_stage stage, size_t done,
		     size_t total); /* NULL: nobody asks */
	void *ctx;
};

struct hito_history_options {
	const char *rev; /* NULL: HEAD */
	hito_day at;     /* not NONE: the last first-parent commit of rev that
			    is of that committer day or earlier */
	bool first_parent;
	bool commit_date; /* the committer's time in place of the author's */
	/* The project's folder from the top of the tree: "" or "docs/". What
	 * a commit has elsewhere is no part of it. */
	struct hito_str folder;
	/* A project file in place of the commit's (ptr NULL: the commit's). */
	struct hito_str project_text, project_path;
	/* 0: as many threads as there are processors, at most so many. */
	unsigned threads;
	enum hito_keeping keeping;
	uint64_t stamp; /* of the program: what another one kept is not used */
	struct hito_progress progress;
};

struct hito_history {
	const struct hito_commit *head; /* the commit looked at */
	struct hito_workspace *at_head; /* its plans */
	bool complete;
	/* Why not: English template with one argument; NULL when complete. */
	const char *reason;
	struct hito_str reason_arg;
	struct hito_str remedy;                 /* the line to type */
	const struct hito_event *const *events; /* in order */
	size_t event_count;
	const struct hito_story *stories; /* by kind, plan, id */
	size_t story_count;
	const struct hito_gap *gaps;
	size_t gap_count;
	const struct hito_lost_trailer *lost;
	size_t lost_count;
	/* authors of events that match nobody in the team, once each */
	const struct hito_person *const *strangers;
	size_t stranger_count;
	size_t commit_count; /* walked */
	size_t plan_commits; /* of them, those that touch plans */
	uint64_t terms;      /* tells project files and mailmaps apart */
};

/*
 * Read the history of the plans. An empty repository is HITO_ERR_INPUT. A
 * shallow clone or a lost object gives complete = false and what can be known
 * from the rest; the commit itself must be readable.
 */
HITO_MUST bool hito_history_read(struct hito_repository *repository,
				 const struct hito_history_options *options,
				 struct hito_arena *arena,
				 struct hito_history **out_history,
				 struct hito_err *err);

/* What is new since a commit, and the plans that it concerns. */
struct hito_news {
	/* As of all plans, but that it knows no others. */
	struct hito_history *history;
	/* Ids of these plans, sorted; some are gone, some new. */
	const struct hito_str *plans;
	size_t plan_count;
};

/* Since when, and what else is asked for. */
struct hito_news_options {
	const char *since; /* the id of an ancestor */
	/* Ids of plans that are read, whether commits touch them or not. */
	const struct hito_str *also;
	size_t also_count;
};

/*
 * Read the history of those plans alone that commits since an ancestor
 * touch, from what was kept when it was read whole: of all others it is
 * known that nothing happened to them. *out_known is false where that cannot
 * be told this way: nothing was kept, too much is new, a message has trailers,
 * a file belongs to several plans, something cannot be read, a plan has a team
 * or former names of its own. That is no error; hito_history_read tells.
 */
HITO_MUST bool hito_history_news(struct hito_repository *repository,
				 const struct hito_history_options *options,
				 const struct hito_news_options *news,
				 struct hito_arena *arena,
				 struct hito_news *out_news, bool *out_known,
				 struct hito_err *err);

/* Could news be told of what was read whole, later on? */
bool hito_history_can_have_news(const struct hito_history *history);
/* The same of plans: what is said of one says nothing of the others. */
bool hito_model_can_have_news(const struct hito_model *model);

/* The story of a thing; NULL when history knows none. */
const struct hito_story *hito_history_find(const struct hito_history *history,
					   enum hito_kind kind,
					   struct hito_str plan,
					   struct hito_str id);
/* The value that counts, of a key; NULL when absent. */
const struct hito_fact *hito_story_fact(const struct hito_story *story,
					enum hito_key key);

#pragma GCC visibility pop
#endif
