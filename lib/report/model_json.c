/* SPDX-License-Identifier: MIT */
/* The model as JSON: plans, what is in them, every value with its place. */
#include "report/model_json.h"

#include "base/utf8.h"
#include "hito/finding.h"

/* Bytes of one sentence. */
#define SENTENCE (1u << 20)

struct writer {
	struct hito_json json;
	const struct hito_choice *choice;
	struct hito_arena *scratch;
	bool no_memory;
};

/* A line from 1; null for none. */
static void put_line(struct hito_json *json, uint32_t line)
{
	hito_json_key(json, "line");
	if (line > 0)
		hito_json_int(json, line);
	else
		hito_json_null(json);
}

/* The path; the bytes too where the path is not UTF-8. */
static void put_path(struct hito_json *json, struct hito_str path)
{
	hito_json_put_str(json, "path", path);
	if (path.len == 0 || hito_utf8_invalid(path, 0) == SIZE_MAX)
		return;
	hito_json_key(json, "path_bytes");
	hito_json_open_array(json);
	for (size_t i = 0; i < path.len; i++)
		hito_json_int(json, (unsigned char)path.ptr[i]);
	hito_json_close_array(json);
}

static void put_strs(struct hito_json *json, const char *key,
		     const struct hito_str *texts, size_t count)
{
	hito_json_key(json, key);
	hito_json_open_array(json);
	for (size_t i = 0; i < count; i++)
		hito_json_str(json, texts[i]);
	hito_json_close_array(json);
}

/* {"day": ..., "text": ...} for each line of a log */
static void put_log(struct hito_json *json, const struct hito_value *value)
{
	hito_json_open_array(json);
	for (size_t i = 0; i < value->part_count; i++) {
		hito_json_open_object(json);
		hito_json_put_str(json, "day", value->parts[i].name);
		hito_json_put_str(json, "text", value->parts[i].text);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static void put_canonical(struct hito_json *json,
			  const struct hito_value *value)
{
	hito_json_key(json, "value");
	if (!value->readable) {
		hito_json_null(json);
	} else if (value->type == HITO_TYPE_LOG) {
		put_log(json, value);
	} else if (value->mapping) {
		hito_json_open_object(json);
		for (size_t i = 0; i < value->part_count; i++) {
			hito_json_key_str(json, value->parts[i].name);
			hito_json_str(json, value->parts[i].text);
		}
		hito_json_close_object(json);
	} else if (value->list) {
		hito_json_open_array(json);
		for (size_t i = 0; i < value->part_count; i++)
			hito_json_str(json, value->parts[i].text);
		hito_json_close_array(json);
	} else {
		hito_json_str(json, value->text);
	}
}

/* Null where the value is a fact of the place and stands nowhere. */
static void put_place(struct hito_json *json, const struct hito_source *source,
		      const struct hito_value *value)
{
	struct hito_place place = {0, 0, 0};
	bool stands = value->span.end > value->span.start;

	if (stands)
		place = hito_source_place(source, value->span.start);
	put_line(json, place.line);
	hito_json_key(json, "column");
	if (stands)
		hito_json_int(json, place.column);
	else
		hito_json_null(json);
	hito_json_key(json, "byte");
	if (!stands) {
		hito_json_null(json);
		return;
	}
	hito_json_open_array(json);
	hito_json_int(json, value->span.start);
	hito_json_int(json, value->span.end);
	hito_json_close_array(json);
}

static void put_value(struct hito_json *json, const struct hito_source *source,
		      const struct hito_value *value)
{
	hito_json_open_object(json);
	put_canonical(json, value);
	hito_json_key(json, "raw");
	hito_json_str(json, value->raw);
	hito_json_put_bool(json, "readable", value->readable);
	put_place(json, source, value);
	hito_json_put_str(json, "key", value->key_text);
	hito_json_close_object(json);
}

/* kpis: and team: are lists of their own, with values of their own. */
static bool is_list_of_things(enum hito_key key)
{
	return key == HITO_KEY_KPIS || key == HITO_KEY_TEAM;
}

void hito_json_values(struct hito_json *json, const struct hito_item *item)
{
	const struct hito_block *block = item->block;

	hito_json_key(json, "values");
	hito_json_open_object(json);
	for (size_t i = 0; i < block->value_count; i++) {
		if (is_list_of_things(block->values[i].key))
			continue;
		hito_json_key(json, hito_key_info(block->values[i].key)->name);
		put_value(json, item->document->source, &block->values[i]);
	}
	hito_json_close_object(json);
	hito_json_key(json, "others");
	hito_json_open_array(json);
	for (size_t i = 0; i < block->other_count; i++)
		put_value(json, item->document->source, &block->others[i]);
	hito_json_close_array(json);
}

/* A plan that no file declares has no place. */
static bool has_place(const struct hito_item *item)
{
	return item->document->source &&
	       (item->kind != HITO_PLAN || item->block->fenced);
}

static void put_head(struct hito_json *json, const struct hito_item *item)
{
	const struct hito_source *source = item->document->source;
	bool stands = has_place(item);

	hito_json_key(json, "id");
	hito_json_str(json, item->id);
	hito_json_put_bool(json, "id_made", item->id_made);
	hito_json_key(json, "title");
	hito_json_str(json, item->title);
	put_path(json, stands ? source->path : HITO_STR(""));
	put_line(json,
		 stands ? hito_source_line(source, item->block->heading.start)
			: 0);
	hito_json_put_bool(json, "duplicate", item->duplicate_of != NULL);
	hito_json_put_bool(json, "damaged", item->block->damaged);
}

static void put_sketches(struct hito_json *json, const struct hito_item *item)
{
	const struct hito_block *block = item->block;
	char day[HITO_DAY_SIZE];

	hito_json_key(json, "sketches");
	hito_json_open_array(json);
	for (size_t i = 0; i < block->sketch_count; i++) {
		const struct hito_sketch *sketch = &block->sketches[i];
		struct hito_str due = HITO_STR("");

		if (sketch->due != HITO_DAY_NONE)
			due = hito_str_from(hito_day_format(sketch->due, day));
		hito_json_open_object(json);
		hito_json_put_bool(json, "done", sketch->done);
		hito_json_key(json, "title");
		hito_json_str(json, sketch->title);
		hito_json_put_str(json, "owner", sketch->owner);
		hito_json_put_str(json, "due", due);
		put_line(json, hito_source_line(item->document->source,
						sketch->span.start));
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

void hito_json_checklist(struct hito_json *json, const struct hito_item *step)
{
	const struct hito_block *block = step->block;

	hito_json_key(json, "checklist");
	hito_json_open_array(json);
	for (size_t i = 0; i < block->check_count; i++) {
		const struct hito_check *check = &block->checks[i];

		hito_json_open_object(json);
		hito_json_put_bool(json, "done", check->done);
		hito_json_key(json, "text");
		hito_json_str(json, check->text);
		put_line(json, hito_source_line(step->document->source,
						check->span.start));
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

static void put_step_links(struct hito_json *json, const struct hito_item *step)
{
	hito_json_put_str(json, "identity", step->identity);
	hito_json_put_str(json, "state", step->state_text);
	hito_json_put_bool(json, "state_known", step->state != HITO_FOREIGN);
	hito_json_put_str(json, "objective",
			  step->objective ? step->objective->id : HITO_STR(""));
	hito_json_put_str(json, "parent",
			  step->parent ? step->parent->id : HITO_STR(""));
}

static void put_item(struct hito_json *json, const struct hito_item *item)
{
	hito_json_open_object(json);
	put_head(json, item);
	if (item->kind == HITO_STEP)
		put_step_links(json, item);
	hito_json_values(json, item);
	if (item->kind == HITO_OBJECTIVE)
		put_sketches(json, item);
	if (item->kind == HITO_STEP)
		hito_json_checklist(json, item);
	hito_json_close_object(json);
}

/* What a plan has of what was named; of the project's own always all. */
static void put_items(struct writer *writer, const char *key,
		      struct hito_item *const *items, size_t count)
{
	hito_json_key(&writer->json, key);
	hito_json_open_array(&writer->json);
	for (size_t i = 0; i < count; i++) {
		if (!items[i]->plan ||
		    hito_choice_has(writer->choice, items[i]))
			put_item(&writer->json, items[i]);
	}
	hito_json_close_array(&writer->json);
}

static void put_plan(struct writer *writer, const struct hito_item *plan)
{
	struct hito_json *json = &writer->json;

	hito_json_open_object(json);
	put_head(json, plan);
	hito_json_put_str(json, "lang", plan->lang_text);
	hito_json_put_str(json, "state", plan->state_text);
	hito_json_values(json, plan);
	put_items(writer, "objectives", plan->objectives,
		  plan->objective_count);
	put_items(writer, "kpis", plan->kpis, plan->kpi_count);
	put_items(writer, "team", plan->team, plan->team_count);
	put_items(writer, "steps", plan->steps, plan->step_count);
	hito_json_close_object(json);
}

static void put_project(struct hito_json *json,
			const struct hito_project *project)
{
	hito_json_key(json, "project");
	hito_json_open_object(json);
	put_path(json, project->source ? project->source->path : HITO_STR(""));
	hito_json_put_str(json, "lang",
			  hito_str_from(hito_lang_name(project->lang)));
	put_strs(json, "paths", project->paths, project->path_count);
	hito_json_close_object(json);
}

/* In English: machine output has one language. */
static void put_unreadable(struct writer *writer,
			   const struct hito_unreadable *row)
{
	struct hito_json *json = &writer->json;
	struct hito_finding finding = {.message = row->message};
	struct hito_out_memory memory;
	struct hito_out out;

	for (size_t i = 0; i < HITO_FINDING_ARGS; i++)
		finding.args[i] = row->args[i];
	hito_out_to_memory(&out, &memory, writer->scratch, SENTENCE);
	hito_finding_write(&out, HITO_LANG_EN, row->message, &finding);
	writer->no_memory |= out.failed;
	hito_json_open_object(json);
	put_path(json, row->path);
	put_line(json, row->line);
	hito_json_put_str(json, "message",
			  (struct hito_str){memory.ptr, memory.len});
	hito_json_close_object(json);
}

static void put_rows(struct writer *writer, const struct hito_model *model)
{
	struct hito_json *json = &writer->json;

	hito_json_key(json, "unreadable");
	hito_json_open_array(json);
	for (size_t i = 0; i < model->unreadable_count; i++)
		put_unreadable(writer, &model->unreadable[i]);
	hito_json_close_array(json);
	hito_json_put_size(json, "prose", model->prose_count);
	hito_json_key(json, "unmapped_states");
	hito_json_open_array(json);
	for (size_t i = 0; i < model->unmapped_count; i++) {
		hito_json_open_object(json);
		hito_json_put_str(json, "word", model->unmapped[i].word);
		hito_json_put_size(json, "count", model->unmapped[i].count);
		hito_json_close_object(json);
	}
	hito_json_close_array(json);
}

bool hito_model_json(struct hito_out *out, const struct hito_model *model,
		     const struct hito_choice *choice,
		     struct hito_arena *scratch)
{
	struct writer writer = {.choice = choice, .scratch = scratch};
	struct hito_json *json = &writer.json;

	hito_json_init(json, out, true);
	hito_json_open_object(json);
	hito_json_key(json, "schema");
	hito_json_text(json, "hito.model/1");
	put_project(json, model->project);
	put_rows(&writer, model);
	put_items(&writer, "kpis", model->kpis, model->kpi_count);
	put_items(&writer, "team", model->team, model->team_count);
	hito_json_key(json, "plans");
	hito_json_open_array(json);
	for (size_t i = 0; i < model->plan_count; i++) {
		if (hito_choice_has_plan(choice, model->plans[i]))
			put_plan(&writer, model->plans[i]);
	}
	hito_json_close_array(json);
	hito_json_close_object(json);
	hito_json_end(json);
	return !writer.no_memory;
}
