/* SPDX-License-Identifier: MIT */
/*
 * JUnit XML in the form that Jenkins describes, and GitLab and others read: a
 * suite for each file, a case for each step. Of several failures of a case
 * most readers show one, so a case has one that holds all its findings.
 */
#include "base/xml.h"
#include "report/lint_case.h"

/* Bytes of the findings of one case. */
#define FINDINGS ((size_t)1 << 20)

struct tally {
	size_t tests, failures;
};

static struct tally count(const struct hito_lint_report *report,
			  const struct hito_lint_case *list, size_t cases)
{
	struct tally tally = {.tests = cases};
	size_t i;

	for (i = 0; i < cases; i++)
		tally.failures += hito_lint_case_fails(report, &list[i]);
	return tally;
}

static void write_tally(struct hito_xml *xml, struct hito_str name,
			struct tally tally)
{
	hito_xml_attribute(xml, "name", name);
	hito_xml_attribute_size(xml, "tests", tally.tests);
	hito_xml_attribute_size(xml, "failures", tally.failures);
	hito_xml_attribute_size(xml, "errors", 0);
}

/* "path:line:column: level: [RULE] message" and help, for each. */
static struct hito_str findings(const struct hito_lint_report *report,
				const struct hito_lint_case *one,
				struct hito_arena *scratch)
{
	struct hito_out_memory memory;
	struct hito_out out;
	size_t i;

	hito_out_to_memory(&out, &memory, scratch, FINDINGS);
	for (i = 0; i < one->count; i++) {
		const struct hito_lint_row *row = one->rows[i];

		hito_out_foreign(&out, row->path);
		hito_out_printf(&out, ":%u:%u: %s: [%s] ",
				(unsigned)row->start.line,
				(unsigned)row->start.column,
				hito_level_name(row->level), row->rule);
		hito_out_str(&out,
			     hito_lint_row_text(report->lang, row, scratch));
		hito_out_text(&out, "\n");
	}
	return (struct hito_str){memory.ptr, memory.len};
}

static const struct hito_lint_row *worst(const struct hito_lint_case *one)
{
	size_t i;

	for (i = 0; one->rows[i]->level != one->level; i++)
		continue;
	return one->rows[i];
}

static bool write_findings(struct hito_xml *xml,
			   const struct hito_lint_report *report,
			   const struct hito_lint_case *one,
			   struct hito_arena *scratch)
{
	struct hito_str text = findings(report, one, scratch);
	struct hito_str message, help;
	bool fails = hito_lint_case_fails(report, one);

	if (!text.ptr)
		return false;
	hito_xml_open(xml, fails ? "failure" : "system-out");
	if (fails) {
		(void)hito_str_cut(
			hito_lint_row_text(report->lang, worst(one), scratch),
			'\n', &message, &help);
		hito_xml_attribute(xml, "message", message);
		hito_xml_attribute_text(xml, "type", worst(one)->rule);
	}
	hito_xml_text(xml, text);
	hito_xml_close(xml);
	return true;
}

/* The file is the class, so that a name says where it is at home. */
static bool write_case(struct hito_xml *xml,
		       const struct hito_lint_report *report,
		       const struct hito_lint_case *one,
		       struct hito_arena *scratch)
{
	struct hito_str name = hito_lint_case_name(one, scratch);
	bool done = name.ptr != NULL;

	hito_xml_open(xml, "testcase");
	hito_xml_attribute(xml, "classname", one->path);
	hito_xml_attribute(xml, "name", name);
	if (one->count)
		done = write_findings(xml, report, one, scratch) && done;
	hito_xml_close(xml);
	return done;
}

bool hito_lint_as_junit(struct hito_out *out,
			const struct hito_lint_report *report,
			struct hito_arena *scratch)
{
	struct hito_lint_cases cases;
	struct hito_xml xml;
	size_t i, end;

	if (!hito_lint_cases_make(report, scratch, &cases))
		return false;
	hito_xml_init(&xml, out);
	hito_xml_open(&xml, "testsuites");
	write_tally(&xml, HITO_STR("hito lint"),
		    count(report, cases.list, cases.count));
	for (i = 0; i < cases.count; i = end) {
		const struct hito_lint_case *first = &cases.list[i];

		end = i + 1;
		while (end < cases.count &&
		       hito_str_equal(cases.list[end].path, first->path))
			end++;
		hito_xml_open(&xml, "testsuite");
		write_tally(&xml, first->path, count(report, first, end - i));
		for (; i < end; i++) {
			if (!write_case(&xml, report, &cases.list[i], scratch))
				return false;
		}
		hito_xml_close(&xml);
	}
	hito_xml_close(&xml);
	return true;
}
