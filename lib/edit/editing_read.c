/* SPDX-License-Identifier: MIT */
/* Reads a value before it is written, by the rules of plan files. */
#include "edit/editing.h"
#include "hito/limits.h"
#include "plan/spelling.h"
#include "plan/value.h"
#include "text/frontmatter.h"

/* A sentence of a finding, in a buffer of an error. */
static void copy_text(const struct hito_finding *finding, const char *english,
		      enum hito_lang lang, struct hito_arena *arena, char *to,
		      size_t size)
{
	struct hito_out_memory memory;
	struct hito_out out;
	size_t len;

	to[0] = '\0';
	if (!english)
		return;
	hito_out_to_memory(&out, &memory, arena, HITO_LIMIT_MESSAGE);
	hito_finding_write(&out, lang, english, finding);
	len = memory.len < size ? memory.len : size - 1;
	for (size_t i = 0; i < len; i++)
		to[i] = memory.ptr[i];
	to[len] = '\0';
}

static bool fail(const struct hito_findings *findings, struct hito_arena *arena,
		 struct hito_err *err)
{
	const struct hito_finding *finding;

	hito_err_set(err, HITO_ERR_USAGE, "this value cannot be read");
	if (!findings->count)
		return false;
	finding = findings->list[0];
	copy_text(finding, finding->message, err->lang, arena, err->message,
		  sizeof(err->message));
	copy_text(finding, finding->help, err->lang, arena, err->help,
		  sizeof(err->help));
	return false;
}

bool hito_editing_read(const struct hito_wish *wish, struct hito_arena *arena,
		       struct hito_value *out, bool *out_empty, bool *out_plain,
		       struct hito_err *err)
{
	struct hito_str key = hito_spelling(wish->item, wish->key);
	struct hito_str bytes =
		wish->raw ? wish->text : hito_yaml_quote(arena, wish->text);
	struct hito_str text = hito_arena_printf(
		arena, "%.*s: %.*s\n", HITO_STR_ARG(key), HITO_STR_ARG(bytes));
	bool lang_matters = false;
	struct hito_findings findings;
	struct hito_source *source;
	struct hito_yaml root;
	struct hito_value_context context = {
		.kind = wish->item->kind,
		.lang = wish->item->document->lang,
		.mapping = wish->item->document->mapping,
		.project = wish->project,
		.arena = arena,
		.findings = &findings,
		.lang_matters = &lang_matters,
	};

	if (!bytes.ptr || !text.ptr)
		return hito_err_memory(err);
	hito_findings_init(&findings, arena);
	if (!hito_source_new(arena, HITO_STR(""), text, &source, err) ||
	    !hito_frontmatter_read(source,
				   (struct hito_span){0, (uint32_t)text.len},
				   arena, &findings, &root, err))
		return false;
	context.source = source;
	if (root.count != 1 || !root.entries[0].readable)
		return fail(&findings, arena, err);
	if (!hito_value_read(&context, wish->key, &root.entries[0], out,
			     out_empty, err))
		return false;
	*out_plain = findings.count == 0;
	if (findings.no_memory)
		return hito_err_memory(err);
	if (wish->raw ? findings.count || *out_empty
		      : !*out_empty && !out->readable)
		return fail(&findings, arena, err);
	return true;
}
