/* SPDX-License-Identifier: MIT */
/*
 * The model: all plans of a project, put together from their documents.
 *
 * plan -> objectives -> steps -> sub-steps; KPIs and people beside them. A
 * model knows no Git; history builds one for every commit that matters.
 */
#ifndef HITO_MODEL_H
#define HITO_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/document.h"

#pragma GCC visibility push(default)

/*
 * A plan, objective, KPI, person or step with its identity and its links.
 * Its identity is plan->id "/" id within its kind, for ever.
 */
struct hito_item {
	enum hito_kind kind;
	/* Of a step, objective or KPI: its place among all, by plan; what is
	 * shared comes last. */
	uint32_t number;
	struct hito_str id; /* as shown: written, else made from the title */
	struct hito_str identity; /* as compared over time: ids: of map: */
	struct hito_str title;    /* never empty: the id where there is none */
	const struct hito_block *block;
	const struct hito_document *document;
	struct hito_item *plan; /* of a plan: itself; NULL: the project's */
	struct hito_item *objective;    /* of a step; NULL: none or unknown */
	struct hito_item *parent;       /* of a sub-step */
	struct hito_item *duplicate_of; /* the first with the same identity */
	struct hito_str state_text;     /* canonical, or the foreign word */
	struct hito_item **children;    /* steps right under an objective, or
					   sub-steps */
	/* of a plan, in file order (steps: all, sub-steps included) */
	struct hito_item **objectives, **kpis, **team, **steps;
	uint32_t child_count;
	uint32_t objective_count, kpi_count, team_count, step_count;
	enum hito_lang lang;       /* of its plan, else of the project */
	struct hito_str lang_text; /* of a plan */
	enum hito_word state; /* plans: default active; steps: default todo,
				 or FOREIGN with value text */
	bool id_made;         /* it is the slug of the title, or step-N */
};

/* A file or a part of one that cannot be read. */
struct hito_unreadable {
	struct hito_str path;
	uint32_t line;       /* 0: the whole file */
	const char *message; /* English template as in hito_finding */
	struct hito_str args[HITO_FINDING_ARGS];
};

/* A foreign state word that nothing maps. */
struct hito_unmapped {
	struct hito_str word;
	size_t count;
};

struct hito_model {
	const struct hito_project *project;
	struct hito_item **plans; /* by id */
	size_t plan_count;
	struct hito_item **kpis, **team; /* shared, of the project file */
	size_t kpi_count, team_count;
	const struct hito_document *const *documents; /* by path */
	size_t document_count;
	size_t prose_count; /* files that are no plan */
	const struct hito_unreadable *unreadable;
	size_t unreadable_count;
	const struct hito_unmapped *unmapped;
	size_t unmapped_count;
};

struct hito_stock;

/* What there is to build a model from. */
struct hito_model_input {
	const struct hito_project *project;
	const struct hito_document *const *documents; /* sorted by path */
	size_t document_count;
	const struct hito_unreadable *unreadable; /* found before */
	size_t unreadable_count;
	/* What each document was made into by whoever read it, for this model
	 * alone; NULL: nothing yet. */
	struct hito_stock *const *stocks;
};

/*
 * Put documents together: identity, enclosing and named objectives, parents,
 * plans of step files, duplicates. Raises F005 (missing, malformed, repeated
 * ids), R003 and G101 for references are the linter's. Step files without a
 * plan are gathered under a plan whose id is their folder's slug, with a
 * finding. Fails for want of memory and past limits only.
 */
HITO_MUST bool hito_model_build(const struct hito_model_input *input,
				struct hito_arena *arena,
				struct hito_findings *findings,
				struct hito_model **out_model,
				struct hito_err *err);

/* An item's own value; NULL when absent or empty. */
static inline const struct hito_value *
hito_item_value(const struct hito_item *item, enum hito_key key)
{
	return hito_block_value(item->block, key);
}
/*
 * The value that counts: its own, else the parent's (sub-steps, all but id,
 * title, state), else for inherited keys its objective's, then its plan's.
 * out_from (may be NULL) gets the item that has it.
 */
const struct hito_value *hito_item_effective(const struct hito_item *item,
					     enum hito_key key,
					     const struct hito_item **out_from);

/* "plan/step" in the arena; the plan's id alone for a plan. */
struct hito_str hito_item_name(const struct hito_item *item,
			       struct hito_arena *arena);

/* The document of a file; NULL: it is none of the project's, or not read. */
const struct hito_document *hito_model_document(const struct hito_model *model,
						struct hito_str path);
struct hito_item *hito_model_plan(const struct hito_model *model,
				  struct hito_str id);
struct hito_item *hito_plan_find(const struct hito_item *plan,
				 enum hito_kind kind, struct hito_str id);

enum hito_reference {
	HITO_REFERENCE_FOUND,
	HITO_REFERENCE_MISSING,
	HITO_REFERENCE_AMBIGUOUS, /* several plans have it, or a duplicate */
};
/*
 * What a reference to a step means: own plan first, then the only plan that
 * has it, or plan/step.
 */
enum hito_reference hito_model_step(const struct hito_model *model,
				    const struct hito_item *plan,
				    struct hito_str reference,
				    struct hito_item **out_step);
/* The same for a KPI (plan's, else shared) and a person. NULL: none. */
struct hito_item *hito_model_kpi(const struct hito_model *model,
				 const struct hito_item *plan,
				 struct hito_str id);
struct hito_item *hito_model_person(const struct hito_model *model,
				    const struct hito_item *plan,
				    struct hito_str id);

/* Main step: no sub-step. Leaf: no sub-steps. Open: not done, not dropped. */
bool hito_step_is_leaf(const struct hito_item *step);
bool hito_step_is_milestone(const struct hito_item *step);
static inline bool hito_item_is_open(const struct hito_item *item)
{
	return item->state != HITO_DONE && item->state != HITO_DROPPED;
}

#pragma GCC visibility pop
#endif
