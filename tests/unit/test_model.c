/* SPDX-License-Identifier: MIT */
/* Models: identity, links, references, what is inherited. */
#include "project.h"

#include <stdio.h>

#include "hito/limits.h"

#define HEAD "---\nplan: p\n---\n# P\n\n"
#define STEP(title, keys) "## " title "\n\n```yaml step\n" keys "```\n\n"

static struct hito_item *found_step(const char *plan, const char *reference,
				    enum hito_reference expected)
{
	const struct hito_model *model = workspace->model;
	const struct hito_item *own =
		plan ? hito_model_plan(model, hito_str_from(plan)) : NULL;
	struct hito_item *found = NULL;

	assert_true(!plan || own);
	assert_int_equal(
		hito_model_step(model, own, hito_str_from(reference), &found),
		expected);
	assert_true((found != NULL) == (expected == HITO_REFERENCE_FOUND));
	return found;
}

static void a_missing_id_is_written_behind_the_state(void **state)
{
	const struct hito_finding *finding;

	(void)state;
	READ({"plans/p.md", HEAD "## Call them\n\n```yaml paso\n"
				 "estado: en curso # now\nresponsable: ana\n"
				 "```\n"});
	finding = the_finding(HITO_RULE_F005);
	assert_int_equal(finding->level, HITO_WARNING);
	assert_int_equal(finding->fix->safety, HITO_FIX_SAFE);
	unit_assert_str(fixed(finding),
			HEAD "## Call them\n\n```yaml paso\n"
			     "estado: en curso # now\nid: call-them\n"
			     "responsable: ana\n```\n");
	unit_assert_str(finding->step, "call-them");
}

static void a_missing_id_is_written_at_the_top(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n  ```yaml step\n  owner: ana\n"
				 "  ```\n"});
	unit_assert_str(fixed(the_finding(HITO_RULE_F005)),
			HEAD "## A\n\n  ```yaml step\n  id: a\n  owner: ana\n"
			     "  ```\n");
}

static void a_missing_id_has_its_own_line_or_no_fix(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n```yaml step\n stray\nowner: ana\n"
				 "```\n"});
	unit_assert_str(fixed(the_finding(HITO_RULE_F005)),
			HEAD "## A\n\n```yaml step\n stray\nid: a\n"
			     "owner: ana\n```\n");
	READ({"plans/p.md", HEAD "## A\n\n```yaml step"});
	assert_null(the_finding(HITO_RULE_F005)->fix);
}

static void a_missing_id_takes_the_line_end_of_the_file(void **state)
{
	(void)state;
	READ({"plans/p.md", "---\r\nplan: p\r\n---\r\n# P\r\n\r\n## A\r\n\r\n"
			    "```yaml step\r\nstate: done\r\n```\r\n"});
	unit_assert_str(fixed(the_finding(HITO_RULE_F005)),
			"---\r\nplan: p\r\n---\r\n# P\r\n\r\n## A\r\n\r\n"
			"```yaml step\r\nstate: done\r\nid: a\r\n```\r\n");
}

static void an_empty_id_is_filled(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n```yaml step\nid:\nowner: ana\n"
				 "```\n"});
	unit_assert_str(fixed(the_finding(HITO_RULE_F005)),
			HEAD "## A\n\n```yaml step\nid: a\nowner: ana\n```\n");
	READ({"plans/p.md", HEAD "## A\n\n```yaml step\nid: # b\n```\n"});
	unit_assert_str(fixed(the_finding(HITO_RULE_F005)),
			HEAD "## A\n\n```yaml step\nid: a # b\n```\n");
}

static void a_made_id_steps_aside_for_a_written_one(void **state)
{
	(void)state;
	READ({"plans/p.md",
	      HEAD STEP("A", "") STEP("A", "") STEP("Other", "id: a\n")
		      STEP("More", "id: a-2\n")});
	unit_assert_str(step_at(0)->id, "a-3");
	unit_assert_str(step_at(1)->id, "a-4");
	assert_true(step_at(0)->id_made);
	assert_false(step_at(2)->id_made);
}

static void repeated_ids_are_told_at_both_places(void **state)
{
	(void)state;
	READ({"plans/p/plan.md", HEAD STEP("One", "id: s\n")},
	     {"plans/p/two.md", "---\nstep: s\n---\n# Two\n"});
	assert_int_equal(count_of(HITO_RULE_F005), 2);
	assert_int_equal(workspace->findings.list[0]->level, HITO_ERROR);
	assert_null(step_at(0)->duplicate_of);
	assert_ptr_equal(step_at(1)->duplicate_of, step_at(0));
	assert_int_equal(the_plan()->step_count, 2);
	found_step("p", "s", HITO_REFERENCE_AMBIGUOUS);
	found_step("p", "p/s", HITO_REFERENCE_AMBIGUOUS);
}

static void ignored_duplicates_lose_in_silence(void **state)
{
	(void)state;
	READ_WITH(
		"hito: 1\nmap:\n  - files: plans/**\n    plan: p\n"
		"    step-files: true\n    keys: {id: id, state: status}\n"
		"    ids: {fold-case: true, strip-prefixes: [T-, task-]}\n"
		"    ignore: [plans/a]\n",
		{"plans/a/1.md", "---\nid: T-1\nstatus: odd\n---\n# Old\n"},
		{"plans/b/1.md", "---\nid: Task-1\nstatus: odd\n---\n# New\n"});
	assert_int_equal(workspace->findings.count, 0);
	unit_assert_str(step_at(0)->title, "Old");
	assert_ptr_equal(step_at(0)->duplicate_of, step_at(1));
	unit_assert_str(step_at(1)->identity, "1");
	unit_assert_str(found_step("p", "t-1", HITO_REFERENCE_FOUND)->title,
			"New");
	unit_assert_str(found_step("p", "TASK-1", HITO_REFERENCE_FOUND)->title,
			"New");
	assert_int_equal(workspace->model->unmapped_count, 1);
	assert_int_equal(workspace->model->unmapped[0].count, 1);
}

static void references_look_at_home_first(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD STEP("A", "id: a\n") STEP("B", "id: b\n")},
	     {"plans/q.md", "---\nplan: q\n---\n# Q\n\n" STEP("A", "id: a\n")
				    STEP("C", "id: c\n")},
	     {"plans/r.md", "---\nplan: r\n---\n# R\n"});
	unit_assert_str(found_step("p", "a", HITO_REFERENCE_FOUND)->plan->id,
			"p");
	unit_assert_str(found_step("q", "a", HITO_REFERENCE_FOUND)->plan->id,
			"q");
	unit_assert_str(found_step("p", "c", HITO_REFERENCE_FOUND)->plan->id,
			"q");
	unit_assert_str(found_step("p", "q/a", HITO_REFERENCE_FOUND)->plan->id,
			"q");
	found_step("r", "a", HITO_REFERENCE_AMBIGUOUS);
	found_step(NULL, "a", HITO_REFERENCE_AMBIGUOUS);
	found_step("p", "q/b", HITO_REFERENCE_MISSING);
	found_step("p", "", HITO_REFERENCE_MISSING);
}

static void people_are_found_by_what_they_are_called(void **state)
{
	const struct hito_model *model;
	const struct hito_item *plan;

	(void)state;
	READ_WITH("hito: 1\nteam: {luis: {name: Luis, github: LuisGit}}\n",
		  {"plans/p.md",
		   "---\nplan: p\nteam: {ana: {name: Ana María, email: "
		   "[ana@example.org, am@example.org]}}\n---\n# P\n"});
	model = workspace->model;
	plan = the_plan();
	assert_ptr_equal(hito_model_person(model, plan, HITO_STR("Ana")),
			 plan->team[0]);
	assert_ptr_equal(hito_model_person(model, plan, HITO_STR("@ana")),
			 plan->team[0]);
	assert_ptr_equal(hito_model_person(model, plan, HITO_STR("ana maría")),
			 plan->team[0]);
	assert_ptr_equal(
		hito_model_person(model, plan, HITO_STR("AM@example.org")),
		plan->team[0]);
	assert_ptr_equal(hito_model_person(model, plan, HITO_STR("luisgit")),
			 model->team[0]);
	assert_null(hito_model_person(model, plan, HITO_STR("sofia")));
	assert_null(hito_model_person(model, NULL, HITO_STR("ana")));
}

static void kpis_of_a_plan_hide_those_of_the_project(void **state)
{
	const struct hito_model *model;

	(void)state;
	READ_WITH("hito: 1\nkpis: {a: {from: 1}, b: {from: 2}}\n",
		  {"plans/p.md",
		   "---\nplan: p\nkpis: {b: {from: 3}}\n---\n# P\n"});
	model = workspace->model;
	assert_int_equal(model->kpi_count, 2);
	assert_ptr_equal(hito_model_kpi(model, the_plan(), HITO_STR("a")),
			 model->kpis[0]);
	assert_ptr_equal(hito_model_kpi(model, the_plan(), HITO_STR("b")),
			 the_plan()->kpis[0]);
	assert_null(hito_model_kpi(model, the_plan(), HITO_STR("c")));
}

#define FAMILY                                                              \
	"---\nplan: p\nowner: ana\nresources: money\n---\n# P\n\n## O\n\n"  \
	"```yaml objective\nid: o\nkpi: k\nowner: luis\ndue: 2026-06-01\n"  \
	"```\n\n### A\n\n```yaml step\nid: a\nstate: doing\nowner: sofia\n" \
	"due: 2026-03-02\nformerly: old\n```\n\n#### B\n\n```yaml step\n"   \
	"id: b\n```\n\n### C\n\n```yaml step\nid: c\nresources: time\n```\n"

static void sub_steps_inherit_and_steps_hardly(void **state)
{
	const struct hito_item *from;

	(void)state;
	READ({"plans/p.md", FAMILY});
	unit_assert_str(
		hito_item_effective(step("b"), HITO_KEY_OWNER, &from)->text,
		"sofia");
	assert_ptr_equal(from, step("a"));
	assert_non_null(hito_item_effective(step("b"), HITO_KEY_DUE, NULL));
	assert_null(hito_item_effective(step("b"), HITO_KEY_STATE, NULL));
	assert_null(hito_item_effective(step("b"), HITO_KEY_FORMERLY, NULL));
	assert_int_equal(step("b")->state, HITO_TODO);
	assert_null(hito_item_effective(step("c"), HITO_KEY_OWNER, &from));
	assert_null(from);
	assert_null(hito_item_effective(step("c"), HITO_KEY_DUE, NULL));
	unit_assert_str(
		hito_item_effective(step("b"), HITO_KEY_KPI, &from)->text, "k");
	assert_int_equal(from->kind, HITO_OBJECTIVE);
	unit_assert_str(
		hito_item_effective(step("b"), HITO_KEY_RESOURCES, &from)->text,
		"money");
	assert_int_equal(from->kind, HITO_PLAN);
	unit_assert_str(
		hito_item_effective(step("c"), HITO_KEY_RESOURCES, NULL)->text,
		"time");
}

static void children_are_listed_once(void **state)
{
	const struct hito_item *objective;

	(void)state;
	READ({"plans/p.md", FAMILY});
	objective = the_plan()->objectives[0];
	assert_int_equal(objective->child_count, 2);
	assert_ptr_equal(objective->children[0], step("a"));
	assert_ptr_equal(objective->children[1], step("c"));
	assert_int_equal(step("a")->child_count, 1);
	assert_true(hito_step_is_leaf(step("b")));
	assert_false(hito_step_is_leaf(step("a")));
	assert_ptr_equal(step("b")->objective, objective);
	unit_assert_str(hito_item_name(step("b"), arena), "p/b");
	unit_assert_str(hito_item_name(the_plan(), arena), "p");
}

static void circles_of_parents_are_cut(void **state)
{
	(void)state;
	READ({"plans/p.md",
	      HEAD STEP("A", "id: a\nparent: b\n") STEP(
		      "B", "id: b\nparent: a\n") STEP("C", "id: c\nparent: c\n")
		      STEP("D", "id: d\nparent: a\n")});
	assert_int_equal(count_of(HITO_RULE_R003), 2);
	assert_ptr_equal(step("a")->parent, step("b"));
	assert_null(step("b")->parent);
	assert_null(step("c")->parent);
	assert_ptr_equal(step("d")->parent, step("a"));
}

static void states_have_defaults(void **state)
{
	(void)state;
	READ({"plans/p.md",
	      HEAD STEP("A", "id: a\n") STEP("B", "id: b\nstate: odd\n")
		      STEP("C", "id: c\nstate: hecho\n")});
	assert_int_equal(the_plan()->state, HITO_ACTIVE);
	assert_int_equal(step("a")->state, HITO_TODO);
	assert_int_equal(step("b")->state, HITO_TODO);
	assert_int_equal(step("c")->state, HITO_DONE);
	assert_true(hito_item_is_open(step("a")));
	assert_false(hito_item_is_open(step("c")));
}

static void step_files_are_read_in_their_plans_language(void **state)
{
	(void)state;
	READ_WITH("hito: 1\nlang: en\n",
		  {"plans/a.md", "---\nstep: a\nplan: p\ncost: 2,5 EUR\n---\n"},
		  {"plans/p.md", "---\nplan: p\nlang: es\n---\n# P\n"});
	unit_assert_str(hito_item_value(step("a"), HITO_KEY_COST)->text,
			"2.5 EUR");
	assert_int_equal(step("a")->lang, HITO_LANG_ES);
	assert_int_equal(count_of(HITO_RULE_M104), 1);
}

static void steps_without_a_plan_are_gathered(void **state)
{
	(void)state;
	READ({"plans/Old Shop/a.md", "---\nstep: a\n---\n# A\n"},
	     {"plans/Old Shop/b.md", "---\nstep: b\n---\n# B\n"});
	unit_assert_str(the_plan()->id, "old-shop");
	assert_int_equal(the_plan()->step_count, 2);
	assert_false(the_plan()->block->fenced);
	assert_int_equal(count_of(HITO_RULE_R003), 1);
	unit_assert_str(workspace->findings.list[0]->plan, "old-shop");
}

static void a_plan_has_a_limit_of_steps(void **state)
{
	size_t size = (HITO_LIMIT_STEPS + 1) * 40 + 100;
	char *text = malloc(size);
	size_t len = 0;

	(void)state;
	assert_non_null(text);
	len += (size_t)snprintf(text, size, HEAD);
	for (unsigned i = 0; i <= HITO_LIMIT_STEPS; i++)
		len += (size_t)snprintf(text + len, size - len,
					"## S\n```yaml step\nid: s%u\n```\n",
					i);
	READ({"plans/p.md", text});
	assert_int_equal(the_plan()->step_count, HITO_LIMIT_STEPS + 1);
	assert_int_equal(workspace->findings.count, 1);
	assert_ptr_equal(the_finding(HITO_RULE_F001)->source,
			 workspace->model->documents[0]->source);
	free(text);
}

static void the_same_title_many_times_is_quick(void **state)
{
	enum { COUNT = 9000 };
	size_t size = COUNT * 24 + 100;
	char *text = malloc(size);
	size_t len = 0;

	(void)state;
	assert_non_null(text);
	len += (size_t)snprintf(text, size, HEAD);
	for (unsigned i = 0; i < COUNT; i++)
		len += (size_t)snprintf(text + len, size - len,
					"## S\n```yaml step\n```\n");
	READ({"plans/p.md", text});
	unit_assert_str(step_at(COUNT - 1)->id, "s-9000");
	free(text);
}

static void assert_same(const struct hito_item *a, const struct hito_item *b)
{
	assert_int_equal(!a, !b);
	if (!a)
		return;
	assert_ptr_equal(a->block, b->block);
	assert_true(hito_str_equal(a->id, b->id));
}

static void assert_same_items(struct hito_item *const *a,
			      struct hito_item *const *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert_same(a[i], b[i]);
		assert_same(a[i]->plan, b[i]->plan);
		assert_same(a[i]->parent, b[i]->parent);
		assert_same(a[i]->objective, b[i]->objective);
		assert_same(a[i]->duplicate_of, b[i]->duplicate_of);
		assert_true(hito_str_equal(a[i]->identity, b[i]->identity));
		assert_true(hito_str_equal(a[i]->title, b[i]->title));
		assert_true(hito_str_equal(a[i]->state_text, b[i]->state_text));
		assert_true(hito_str_equal(a[i]->lang_text, b[i]->lang_text));
		assert_int_equal(a[i]->number, b[i]->number);
		assert_int_equal(a[i]->child_count, b[i]->child_count);
		for (size_t j = 0; j < a[i]->child_count; j++)
			assert_same(a[i]->children[j], b[i]->children[j]);
	}
}

/* The same documents, put together without what reading them has made. */
static void assert_as_put_together_late(void)
{
	const struct hito_model *one = workspace->model;
	const struct hito_model_input input = {
		.project = workspace->project,
		.documents = one->documents,
		.document_count = one->document_count,
	};
	struct hito_model *two = NULL;

	assert_true(hito_model_build(&input, arena, NULL, &two, NULL));
	assert_int_equal(one->plan_count, two->plan_count);
	assert_same_items(one->plans, two->plans, one->plan_count);
	for (size_t i = 0; i < one->plan_count; i++) {
		const struct hito_item *a = one->plans[i], *b = two->plans[i];

		assert_int_equal(a->step_count, b->step_count);
		assert_int_equal(a->kpi_count, b->kpi_count);
		assert_int_equal(a->team_count, b->team_count);
		assert_int_equal(a->objective_count, b->objective_count);
		assert_same_items(a->steps, b->steps, a->step_count);
		assert_same_items(a->kpis, b->kpis, a->kpi_count);
		assert_same_items(a->team, b->team, a->team_count);
		assert_same_items(a->objectives, b->objectives,
				  a->objective_count);
	}
}

#define OTHER                                                               \
	"---\nplan: q\nlang: es\nteam:\n  ana: Ana\n---\n# Q\n\n"           \
	"## Aim\n\n" STEP("A", "id: a\nstate: doing\n")                     \
		STEP("A", "") "#" STEP("B", "id: a\n") STEP("C", "id: c\n") \
			STEP("D", "id: d\nparent: c\nobjective: aim\n")

static void a_plan_is_the_same_alone_and_put_together_late(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD STEP("A", "id: a\nneeds: [a]\n")},
	     {"plans/q.md", OTHER});
	assert_as_put_together_late();
	assert_int_equal(workspace->findings.count, 3);
}

static void a_plan_is_the_same_where_a_document_joins_it(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD STEP("A", "id: a\n")}, {"plans/q.md", OTHER},
	     {"plans/r.md", "---\nstep: a\nplan: q\n---\n# A\n"});
	assert_as_put_together_late();
	assert_int_equal(
		hito_model_plan(workspace->model, HITO_STR("q"))->step_count,
		6);
	assert_int_equal(workspace->findings.count, 4);
}

static void a_parent_may_be_named_with_its_plan(void **state)
{
	(void)state;
	READ({"plans/p.md",
	      HEAD STEP("A", "id: a\n") STEP("B", "id: b\nparent: p/a\n")
		      STEP("C", "id: c\nparent: q/d\n")},
	     {"plans/q.md", OTHER});
	assert_as_put_together_late();
	assert_ptr_equal(found_step("p", "b", HITO_REFERENCE_FOUND)->parent,
			 found_step("p", "a", HITO_REFERENCE_FOUND));
	assert_null(found_step("p", "c", HITO_REFERENCE_FOUND)->parent);
}

/* With "needs: d" in a plan that has none, steps are indexed. */
static void steps_of_other_plans_are_found_with_and_without_index(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD STEP("A", "id: a\n")}, {"plans/q.md", OTHER});
	found_step("p", "d", HITO_REFERENCE_FOUND);
	found_step(NULL, "a", HITO_REFERENCE_AMBIGUOUS);
	found_step(NULL, "e", HITO_REFERENCE_MISSING);
	READ({"plans/p.md", HEAD STEP("A", "id: a\nneeds: d\n")},
	     {"plans/q.md", OTHER});
	found_step("p", "d", HITO_REFERENCE_FOUND);
	found_step(NULL, "a", HITO_REFERENCE_AMBIGUOUS);
	found_step(NULL, "e", HITO_REFERENCE_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, unit_setup, unit_teardown)
		TEST(a_missing_id_is_written_behind_the_state),
		TEST(a_missing_id_is_written_at_the_top),
		TEST(a_missing_id_has_its_own_line_or_no_fix),
		TEST(a_missing_id_takes_the_line_end_of_the_file),
		TEST(an_empty_id_is_filled),
		TEST(a_made_id_steps_aside_for_a_written_one),
		TEST(repeated_ids_are_told_at_both_places),
		TEST(ignored_duplicates_lose_in_silence),
		TEST(references_look_at_home_first),
		TEST(people_are_found_by_what_they_are_called),
		TEST(kpis_of_a_plan_hide_those_of_the_project),
		TEST(sub_steps_inherit_and_steps_hardly),
		TEST(children_are_listed_once),
		TEST(circles_of_parents_are_cut),
		TEST(states_have_defaults),
		TEST(step_files_are_read_in_their_plans_language),
		TEST(steps_without_a_plan_are_gathered),
		TEST(a_plan_has_a_limit_of_steps),
		TEST(the_same_title_many_times_is_quick),
		TEST(a_plan_is_the_same_alone_and_put_together_late),
		TEST(a_plan_is_the_same_where_a_document_joins_it),
		TEST(a_parent_may_be_named_with_its_plan),
		TEST(steps_of_other_plans_are_found_with_and_without_index),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
