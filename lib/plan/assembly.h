/* SPDX-License-Identifier: MIT */
/*
 * A model while it is put together, and what it knows beside what it shows.
 */
#ifndef HITO_PLAN_ASSEMBLY_H
#define HITO_PLAN_ASSEMBLY_H

#include "base/map.h"
#include "hito/model.h"
#include "plan/folder.h"
#include "plan/stock.h"

/* The kinds that a plan has lists of. */
enum hito_shelf {
	HITO_SHELF_OBJECTIVES,
	HITO_SHELF_KPIS,
	HITO_SHELF_TEAM,
	HITO_SHELF_STEPS,
	HITO_SHELF_COUNT,
};

/* A plan's items by identity; also those of the project file. */
struct hito_index {
	struct hito_map by_identity[HITO_SHELF_COUNT]; /* -> hito_node */
	struct hito_map people; /* id, name, user names in lower case */
	/* slug of the title -> objective; made when first needed */
	struct hito_map titles;
	bool has_titles;
	bool has_foreign; /* states of steps that nothing maps */
	bool asks;        /* steps may name steps that the plan lacks */
	const struct hito_mapping *mapping; /* of the plan's files; or NULL */
};

/* An item and what only the model's own functions need. */
struct hito_node {
	struct hito_item item;    /* first: an item is its node */
	struct hito_index *index; /* of a plan */
	bool repeated;            /* another has its identity */
	enum {
		HITO_NODE_FRESH,
		HITO_NODE_ON_PATH,
		HITO_NODE_DONE,
	} HITO_BYTE visit; /* while circles of parents are looked for */
};

/* A step id that one plan or several have. */
struct hito_named_step {
	struct hito_item *item;
	bool several;
};

struct hito_whole {
	struct hito_model model; /* first: a model is its whole */
	struct hito_map plans;   /* id -> hito_node */
	/* identity -> hito_named_step, where steps of other plans are named */
	struct hito_map steps;
	bool has_steps;
	struct hito_index *shared; /* of the project file */
	/* What ids: of mapped plans make of ids: one mapping of each kind. */
	const struct hito_mapping **foreign;
	size_t foreign_count, foreign_capacity;
};

/* Of a plan that is put together alone only the first three are known. */
struct hito_assembly {
	const struct hito_model_input *input;
	struct hito_arena *arena;
	struct hito_findings *findings;      /* may be NULL */
	struct hito_whole *whole;            /* NULL: a plan alone */
	const struct hito_document *project; /* its kpis and team */
	struct hito_home *homes;             /* of each document */
	struct hito_stock **stocks;          /* of each document */
	struct hito_node **plans;            /* of each document; NULL: prose */
	struct hito_node **all_plans;        /* in the order of files */
	size_t plan_count, plan_capacity;
	struct hito_node **open; /* the plans that are not settled */
	size_t open_count;
};

static inline struct hito_node *hito_node_of(const struct hito_item *item)
{
	return (struct hito_node *)(uintptr_t)item;
}

/* The list of a plan that a kind is in, and its length. */
struct hito_item ***hito_shelf(struct hito_item *plan, enum hito_shelf shelf,
			       uint32_t **out_count);
enum hito_shelf hito_shelf_of(enum hito_kind kind);
/* Empty. NULL when memory ends. */
struct hito_index *hito_index_new(struct hito_arena *arena);

/* A block's item, of no plan yet. */
void hito_node_init(struct hito_node *node,
		    const struct hito_document *document,
		    const struct hito_block *block);

/*
 * A plan is put together in this order: it is started, the blocks of all its
 * documents are counted, it gets shelves for as many, and the items are put on
 * them; then it is completed, and linked.
 */
HITO_MUST bool hito_assembly_start(struct hito_assembly *assembly,
				   struct hito_node *plan,
				   const struct hito_mapping *mapping,
				   struct hito_err *err);
void hito_assembly_count(struct hito_node *plan,
			 const struct hito_document *document);
HITO_MUST bool hito_assembly_shelves(struct hito_assembly *assembly,
				     struct hito_node *plan,
				     struct hito_err *err);
void hito_assembly_put(struct hito_node *plan, struct hito_stock *stock,
		       const struct hito_document *document);
/* Ids, states, languages, and what people are called. Raises F001, F005. */
HITO_MUST bool hito_assembly_complete(struct hito_assembly *assembly,
				      struct hito_node *plan,
				      struct hito_err *err);
/*
 * Objectives, parents, children of steps. Raises R003 for circles. *out_done
 * is false where a plan is alone and does not have a parent that it names.
 */
HITO_MUST bool hito_assembly_link(struct hito_assembly *assembly,
				  struct hito_item *plan, bool *out_done,
				  struct hito_err *err);

/* Make the plans, and put every item on its shelf that is on none. */
HITO_MUST bool hito_assembly_fill(struct hito_assembly *assembly,
				  struct hito_err *err);
/* The KPIs and people of the project file. */
HITO_MUST bool hito_assembly_shared(struct hito_assembly *assembly,
				    struct hito_err *err);
/* What people are called, for references to them. */
HITO_MUST bool hito_assembly_people(struct hito_assembly *assembly,
				    struct hito_map *people,
				    struct hito_item *const *team, size_t count,
				    struct hito_err *err);
/* Is there a reference to a step that neither the plan nor PLAN/STEP has? */
bool hito_assembly_asks(const struct hito_assembly *assembly,
			const struct hito_node *plan);
/* What steps are called, for references from anywhere. */
HITO_MUST bool hito_assembly_index(struct hito_assembly *assembly,
				   struct hito_err *err);
/* The step of the plan's own that a reference means. */
enum hito_reference hito_index_step(const struct hito_index *index,
				    struct hito_str reference,
				    struct hito_item **out_step);
/* Say of each finding whose plan and step it is about. */
void hito_assembly_locate(struct hito_assembly *assembly);
/* Rows of what cannot be read, sorted. */
HITO_MUST bool hito_assembly_unreadable(struct hito_assembly *assembly,
					struct hito_err *err);

#endif
