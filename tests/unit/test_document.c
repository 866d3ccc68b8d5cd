/* SPDX-License-Identifier: MIT */
/* Documents: blocks, their places, what is said about them. */
#include "project.h"

#define HEAD "---\nplan: p\n---\n# P\n\n"

static const struct hito_document *document(void)
{
	assert_int_equal(workspace->model->document_count, 1);
	return workspace->model->documents[0];
}

/* The block of a heading. */
static const struct hito_block *block(const char *title)
{
	for (size_t i = 0; i < document()->block_count; i++) {
		if (hito_str_is(document()->blocks[i].title, title))
			return &document()->blocks[i];
	}
	fail_msg("no block %s", title);
	return NULL;
}

static void values_have_their_bytes(void **state)
{
	const struct hito_value *due;

	(void)state;
	READ({"plans/p.md", HEAD
	      "## A\n\n```yaml step\nid: a\nvence:  2026-03-02 # x\n```\n"});
	due = hito_block_value(block("A"), HITO_KEY_DUE);
	assert_non_null(due);
	unit_assert_str(hito_source_text(document()->source, due->span),
			"2026-03-02");
	unit_assert_str(hito_source_text(document()->source, due->key_span),
			"vence");
	unit_assert_str(hito_source_text(document()->source, due->entry),
			"vence:  2026-03-02");
	unit_assert_str(due->key_text, "vence");
}

static void blocks_have_their_places(void **state)
{
	const struct hito_source *source;

	(void)state;
	READ({"plans/p.md", HEAD "## O\n\n### A\n\n```yaml step\nid: a\n```\n\n"
				 "text\n\n## End\n"});
	source = document()->source;
	unit_assert_str(hito_source_text(source, block("A")->heading), "### A");
	unit_assert_str(hito_source_text(source, block("A")->front), "id: a\n");
	unit_assert_str(hito_source_text(source, block("A")->section),
			"### A\n\n```yaml step\nid: a\n```\n\ntext\n\n");
	unit_assert_str(hito_source_text(source, block("A")->id_span), "a");
	assert_int_equal(block("A")->objective,
			 block("O") - document()->blocks);
	assert_int_equal(block("A")->parent, HITO_NO_BLOCK);
	assert_false(block("O")->fenced);
}

static void equal_blocks_have_equal_hashes(void **state)
{
	const struct hito_document *const *documents;

	(void)state;
	READ({"plans/p.md",
	      HEAD "## A\n\n```yaml step\nid: a\ndue: 2026-03-02\n"
		   "owner: ana\n```\ntext\n"},
	     {"plans/q.md", "---\nplan: q\n---\n# P\n\n## A\n\n```yaml paso\n"
			    "id: a\nresponsable: ana\nvence: 2026-03-02\n"
			    "etiquetas:\n```\nother\n"},
	     {"plans/r.md", "---\nplan: r\n---\n# P\n\n## A\n\n```yaml step\n"
			    "id: a\nowner: ana\ndue: 2026-03-03\n```\n"});
	documents = workspace->model->documents;
	assert_true(hito_block_hash(&documents[0]->blocks[1]) ==
		    hito_block_hash(&documents[1]->blocks[1]));
	assert_true(hito_block_hash(&documents[0]->blocks[1]) !=
		    hito_block_hash(&documents[2]->blocks[1]));
}

static void an_alias_beside_its_key_is_told(void **state)
{
	const struct hito_finding *finding;

	(void)state;
	READ({"plans/p.md",
	      HEAD "## A\n\n```yaml step\nid: a\ndue: 2026-03-02\n"
		   "vence: 2026-03-03\n```\n"});
	finding = the_finding(HITO_RULE_F002);
	unit_assert_str(hito_source_text(finding->source, finding->span),
			"vence");
	unit_assert_str(
		hito_source_text(finding->other_source, finding->other_span),
		"due");
	unit_assert_str(hito_block_value(block("A"), HITO_KEY_DUE)->text,
			"2026-03-02");
}

static void a_misspelt_key_is_mended(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n```yaml step\nid: a\nonwer: ana\n"
				 "x-onwer: luis\n```\n"});
	unit_assert_str(fixed(the_finding(HITO_RULE_F003)),
			HEAD "## A\n\n```yaml step\nid: a\nowner: ana\n"
			     "x-onwer: luis\n```\n");
	unit_assert_str(the_finding(HITO_RULE_F003)->step, "a");
	unit_assert_str(the_finding(HITO_RULE_F003)->plan, "p");
	unit_assert_str(the_finding(HITO_RULE_F003)->key, "onwer");
}

static void a_fix_never_makes_a_second_key(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n```yaml step\nid: a\nonwer: ana\n"
				 "owner: luis\n```\n"});
	assert_null(the_finding(HITO_RULE_F003)->fix);
}

static void declared_keys_are_known(void **state)
{
	(void)state;
	READ_WITH("hito: 1\nkeys: {risk: text}\n",
		  {"plans/p.md",
		   HEAD "## A\n\n```yaml step\nid: a\nRisk: high\n```\n"});
	assert_int_equal(workspace->findings.count, 0);
}

static void two_ids_of_one_step_are_told(void **state)
{
	(void)state;
	READ({"plans/s.md", "---\nstep: s\nid: t\nplan: p\n---\n# S\n"},
	     {"plans/z.md", "---\nplan: p\n---\n# P\n"});
	assert_int_equal(count_of(HITO_RULE_F002), 1);
	unit_assert_str(step("s")->title, "S");
}

static void an_info_string_is_mended(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n```yaml objetivos\nid: a\n```\n"});
	unit_assert_str(fixed(the_finding(HITO_RULE_F001)),
			HEAD "## A\n\n```yaml objetivo\nid: a\n```\n");
	assert_int_equal(the_plan()->objective_count, 1);
}

static void a_word_that_begins_otherwise_is_no_slip(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n```yaml api\nid: a\n```\n"});
	assert_int_equal(workspace->findings.count, 0);
	assert_int_equal(document()->block_count, 1);
}

static void a_torn_fence_does_not_hide_the_rest(void **state)
{
	(void)state;
	READ({"plans/p.md", HEAD "## A\n\n```yaml step\nid: a\n\n## B\n\n"
				 "```yaml step\nid: b\n```\n\n## C\n\n"
				 "```yaml step\nid: c\n\n# note\nowner: ana\n"
				 "\nSome text.\n"});
	assert_int_equal(the_plan()->step_count, 3);
	assert_int_equal(count_of(HITO_RULE_F001), 2);
	assert_int_equal(workspace->findings.count, 2);
	assert_ptr_equal(workspace->findings.list[0]->source,
			 document()->source);
	assert_non_null(hito_block_value(block("C"), HITO_KEY_OWNER));
	unit_assert_str(hito_source_text(document()->source, block("A")->front),
			"id: a\n");
}

static void prose_raises_nothing(void **state)
{
	(void)state;
	READ({"plans/readme.md",
	      "---\nlayout: page\nlayout: twice\nbad: [\n---\n\n# Read\n\n"
	      "## Part\n---\nkey: value\n---\n\xe2\x80\xae\n"});
	assert_int_equal(workspace->findings.count, 0);
	assert_true(document()->is_prose);
	assert_int_equal(workspace->model->unreadable_count, 0);
}

static void prose_that_cannot_be_read_is_a_row(void **state)
{
	(void)state;
	READ({"plans/readme.md",
	      "# R\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"});
	assert_int_equal(workspace->model->unreadable_count, 1);
	assert_int_equal(workspace->model->unreadable[0].line, 3);
	assert_int_equal(count_of(HITO_RULE_F001), 1);
}

static void a_foreign_head_of_a_file_with_steps_is_left_alone(void **state)
{
	(void)state;
	READ({"plans/plan.md", "---\nplan: p\n---\n# P\n"},
	     {"plans/x.md", "---\nlayout: *page\n---\n\n## A\n\n"
			    "```yaml step\nid: a\nbad: 1\n```\n"});
	assert_int_equal(workspace->findings.count, 1);
	assert_int_equal(count_of(HITO_RULE_F003), 1);
}

static void a_value_in_a_conflict_is_not_read(void **state)
{
	const struct hito_value *due;

	(void)state;
	READ({"plans/p.md",
	      HEAD "## A\n\n```yaml step\nid: a\n<<<<<<< a\ndue: 2026-03-02\n"
		   "=======\ndue: 2026-04-02\n>>>>>>> b\nowner: ana\n```\n"});
	due = hito_block_value(block("A"), HITO_KEY_DUE);
	assert_non_null(due);
	assert_false(due->readable);
	assert_true(hito_block_value(block("A"), HITO_KEY_OWNER)->readable);
	assert_false(block("A")->damaged);
}

static void a_sketch_ends_in_owner_and_day(void **state)
{
	const struct hito_block *objective;

	(void)state;
	READ({"plans/p.md", HEAD "## O\n\n```yaml objective\nid: o\n```\n\n"
				 "- [ ] Call *all* of them 2026-03-02 @ana\n"
				 "- [x] @ana\n"
				 "- [ ] Ask @ana 2026-03-02 2026-03-03\n"});
	objective = block("O");
	assert_int_equal(objective->sketch_count, 3);
	unit_assert_str(objective->sketches[0].title, "Call all of them");
	unit_assert_str(objective->sketches[0].owner, "ana");
	assert_int_equal(objective->sketches[0].due,
			 hito_day_parse(HITO_STR("2026-03-02")));
	unit_assert_str(objective->sketches[1].title, "@ana");
	assert_true(objective->sketches[1].done);
	unit_assert_str(objective->sketches[2].title, "Ask @ana 2026-03-02");
	assert_int_equal(
		document()->source->text.ptr[objective->sketches[1].mark], 'x');
}

static void a_checklist_belongs_to_the_innermost_step(void **state)
{
	(void)state;
	READ({"plans/p.md",
	      HEAD "## A\n\n```yaml step\nid: a\n```\n\n- [ ] 1\n\n"
		   "### Prose\n\n- [x] 2\n\n### B\n\n"
		   "```yaml step\nid: b\n```\n\n- [ ] 3\n\n"
		   "## Prose\n\n- [ ] 4\n"});
	assert_int_equal(block("A")->check_count, 2);
	unit_assert_str(block("A")->checks[1].text, "2");
	assert_int_equal(block("B")->check_count, 1);
}

static void the_language_of_a_plan_is_its_own(void **state)
{
	(void)state;
	READ({"plans/p.md", "---\npresupuesto: 12.000 EUR\nplan: p\n"
			    "idioma: es\n---\n# P\n"});
	unit_assert_str(
		hito_block_value(&document()->blocks[0], HITO_KEY_BUDGET)->text,
		"12000 EUR");
	assert_int_equal(document()->lang, HITO_LANG_ES);
	assert_true(document()->lang_matters);
}

static void people_and_kpis_of_a_head_are_blocks(void **state)
{
	(void)state;
	READ({"plans/p.md", "---\nplan: p\nteam: [ana, luis]\nkpis:\n"
			    "  Big One: {from: 1}\n---\n# P\n"});
	assert_int_equal(the_plan()->team_count, 2);
	unit_assert_str(the_plan()->team[1]->id, "luis");
	assert_int_equal(the_plan()->kpi_count, 1);
	unit_assert_str(hito_source_text(document()->source,
					 the_plan()->kpis[0]->block->id_span),
			"Big One");
	assert_int_equal(count_of(HITO_RULE_F005), 1);
}

static bool read_some(struct hito_arena *into)
{
	static const struct unit_file files[] = {
		{"plans/p/a.md", "---\nstep: a\ncost: 1.200 EUR\n---\n# A\n\n"
				 "- [ ] item\n"},
		{"plans/p/plan.md",
		 "---\nplan: p\nlang: es\nteam: {ana: ana@example.org}\n"
		 "kpis: {k: {from: 1, to: 2}}\nonwer: x\n---\n# P\n\n## O\n\n"
		 "- [ ] sketch\n\n### S\n\n```yaml step\nneeds: [a]\n"
		 "<<<<<<< a\ndue: 2026-03-02\n=======\n>>>>>>> b\n```\n\n"
		 "### T\n\n```yaml stpe\nid: a\n\n### U\n\n"
		 "```yaml step\nparent: u\n```\n"},
		{"plans/q.md", "\xff\n"},
		{NULL, NULL},
	};
	struct hito_workspace *read;

	return unit_read_into(into,
			      "hito: 1\nteam: {luis: Luis}\n"
			      "map: {files: plans/z, states: {todo: [x]}}\n",
			      files, &read);
}

static void memory_may_end_anywhere(void **state)
{
	(void)state;
	assert_true(unit_until_done(read_some) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, unit_setup, unit_teardown)
		TEST(values_have_their_bytes),
		TEST(blocks_have_their_places),
		TEST(equal_blocks_have_equal_hashes),
		TEST(an_alias_beside_its_key_is_told),
		TEST(a_misspelt_key_is_mended),
		TEST(a_fix_never_makes_a_second_key),
		TEST(declared_keys_are_known),
		TEST(two_ids_of_one_step_are_told),
		TEST(an_info_string_is_mended),
		TEST(a_word_that_begins_otherwise_is_no_slip),
		TEST(a_torn_fence_does_not_hide_the_rest),
		TEST(prose_raises_nothing),
		TEST(prose_that_cannot_be_read_is_a_row),
		TEST(a_foreign_head_of_a_file_with_steps_is_left_alone),
		TEST(a_value_in_a_conflict_is_not_read),
		TEST(a_sketch_ends_in_owner_and_day),
		TEST(a_checklist_belongs_to_the_innermost_step),
		TEST(the_language_of_a_plan_is_its_own),
		TEST(people_and_kpis_of_a_head_are_blocks),
		TEST(memory_may_end_anywhere),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
