/* SPDX-License-Identifier: MIT */
/* hito schema: the JSON Schema of what commands print. */
#include "base/embed.h"
#include "cmd.h"

static const struct cmd_example schema_examples[] = {
	{"hito schema", HITO_N("list the schemas")},
	{"hito schema status > status.schema.json",
	 HITO_N("write down what hito status --format=json promises")},
	{NULL, NULL},
};

static int schema_run(struct run *run, const void *args, int argc, char **argv);

const struct cmd cmd_schema = {
	.name = "schema",
	.usage = "[SCHEMA]",
	.summary = HITO_N("print the JSON Schema of what commands print"),
	.examples = schema_examples,
	.run = schema_run,
};

static struct hito_str name_of(const struct hito_embedded *file)
{
	struct hito_str name = hito_str_from(file->name);

	return hito_str_slice(name, 0, name.len - (sizeof(".json") - 1));
}

static int list(struct run *run)
{
	const struct hito_embed *set = &hito_embed_schemas;

	for (size_t i = 0; i < set->count; i++) {
		hito_out_str(&run->out, name_of(&set->files[i]));
		hito_out_text(&run->out, "\n");
	}
	return RUN_OK;
}

static int unknown(struct run *run, const char *name)
{
	struct hito_err err = {.lang = run->lang};
	const struct hito_embed *set = &hito_embed_schemas;
	struct opt_guess best = {NULL, 0};

	for (size_t i = 0; i < set->count; i++) {
		struct hito_str word =
			hito_arena_copy(run->arena, name_of(&set->files[i]));

		if (!word.ptr)
			return run_memory(run);
		opt_guess(&best, name, word.ptr);
	}
	hito_err_set(&err, HITO_ERR_USAGE, "there is no schema \"%s\"", name);
	if (best.word)
		hito_err_help(&err, "did you mean \"%s\"?", best.word);
	else
		hito_err_help(&err, "`hito schema` lists them");
	return run_error(run, &err);
}

static int schema_run(struct run *run, const void *args, int argc, char **argv)
{
	const struct hito_embedded *file;
	struct hito_str name;

	(void)args;
	if (argc == 0)
		return list(run);
	if (argc > 1)
		return run_wrong(
			run, "%s",
			hito_message(run->lang, HITO_N("one schema at a "
						       "time")));
	name = hito_arena_printf(run->arena, "%s.json", argv[0]);
	if (!name.ptr)
		return run_memory(run);
	file = hito_embed_find(&hito_embed_schemas, name);
	if (!file)
		return unknown(run, argv[0]);
	hito_out_str(&run->out, hito_embed_text(file));
	return RUN_OK;
}
