/* SPDX-License-Identifier: MIT */
/* What is known of a step, for programs. */
#include "report/prospect_json.h"

#include <string.h>

#include "report/event_json.h"
#include "report/put_json.h"
#include "schedule/task.h"

void hito_json_step_name(struct hito_json *json, const struct hito_item *step)
{
	char text[512];
	struct hito_str plan = step->plan->id, id = step->id;

	/* Ids are short; a foreign one that is not is cut. */
	if (plan.len + id.len + 1 > sizeof(text)) {
		hito_json_str(json, id);
		return;
	}
	if (plan.len)
		memcpy(text, plan.ptr, plan.len);
	text[plan.len] = '/';
	if (id.len)
		memcpy(text + plan.len + 1, id.ptr, id.len);
	hito_json_str(json, (struct hito_str){text, plan.len + id.len + 1});
}

void hito_json_item_place(struct hito_json *json, const struct hito_item *item)
{
	const struct hito_document *document = item->document;
	uint32_t line = 1;

	if (!document || !document->source) {
		hito_json_put_str(json, "path", HITO_STR(""));
		hito_json_key(json, "line");
		hito_json_null(json);
		return;
	}
	hito_json_path(json, "path", document->source->path);
	if (item->block)
		line = hito_source_line(document->source,
					item->block->heading.start);
	hito_json_key(json, "line");
	hito_json_int(json, line ? line : 1);
}

static void put_text(struct hito_json *json, const char *name,
		     const struct hito_item *step, enum hito_key key)
{
	const struct hito_value *value = hito_item_effective(step, key, NULL);

	hito_json_put_str(json, name,
			  value && value->readable ? value->text
						   : HITO_STR(""));
}

static void put_tags(struct hito_json *json, const struct hito_item *step)
{
	const struct hito_value *value =
		hito_item_effective(step, HITO_KEY_TAGS, NULL);
	struct hito_str text;

	hito_json_key(json, "tags");
	hito_json_open_array(json);
	for (size_t i = 0; hito_task_part(value, i, &text); i++)
		hito_json_str(json, text);
	hito_json_close_array(json);
}

static void put_names(struct hito_json *json, const char *key,
		      const struct hito_prospect *const *list, size_t count)
{
	hito_json_key(json, key);
	hito_json_open_array(json);
	for (size_t i = 0; i < count; i++)
		hito_json_step_name(json, list[i]->status->step);
	hito_json_close_array(json);
}

static void put_schedule(struct hito_json *json,
			 const struct hito_prospect *prospect)
{
	const struct hito_scheduled *scheduled = prospect->scheduled;
	int32_t slack = hito_prospect_slack(prospect);

	hito_json_key(json, "turn");
	hito_json_text(json, hito_turn_name(prospect->turn));
	hito_json_put_days(json, "slack",
			   slack == HITO_NO_SLACK ? HITO_UNKNOWN : slack);
	hito_json_put_bool(json, "critical",
			   scheduled && scheduled->is_critical);
	put_names(json, "needs", prospect->needs, prospect->need_count);
	hito_json_put_size(json, "open_needs", prospect->open_needs);
	put_names(json, "dependants", prospect->dependants,
		  prospect->dependant_count);
}

void hito_json_prospect(struct hito_json *json,
			const struct hito_prospect *prospect,
			const struct hito_status *status)
{
	const struct hito_step_status *step = prospect->status;
	const struct hito_item *item = step->step;
	const struct hito_item *objective = prospect->objective;

	hito_json_put_str(json, "plan", item->plan->id);
	hito_json_put_str(json, "step", item->id);
	hito_json_put_str(json, "title", item->title);
	hito_json_put_str(json, "objective",
			  objective ? objective->id : HITO_STR(""));
	hito_json_put_str(json, "parent",
			  item->parent ? item->parent->id : HITO_STR(""));
	hito_json_item_place(json, item);
	hito_json_put_str(json, "owner", prospect->owner);
	hito_json_put_str(json, "state", step->state_text);
	hito_json_put_day(json, "start", step->start);
	hito_json_put_day(json, "due", step->due);
	hito_json_put_days(json, "days_left",
			   hito_prospect_is_open(prospect) ? prospect->days_left
							   : HITO_UNKNOWN);
	hito_json_put_bool(json, "overdue", step->is_overdue);
	hito_json_put_day(json, "first_due", step->first_due);
	hito_json_put_day(json, "created", step->created);
	hito_json_put_day(json, "started", step->started);
	hito_json_put_day(json, "finished", step->finished);
	hito_json_put_days(json, "slip_days",
			   status->history ? step->slip_days : HITO_UNKNOWN);
	hito_json_put_days(json, "late_days", step->late_days);
	put_text(json, "priority", item, HITO_KEY_PRIORITY);
	put_text(json, "type", item, HITO_KEY_TYPE);
	put_text(json, "phase", item, HITO_KEY_PHASE);
	put_text(json, "estimate", item, HITO_KEY_ESTIMATE);
	put_tags(json, item);
	put_schedule(json, prospect);
	hito_json_put_bool(json, "duplicate", item->duplicate_of != NULL);
}

void hito_json_begin(struct hito_json *json, const char *schema,
		     const struct hito_status *status)
{
	hito_json_key(json, "schema");
	hito_json_text(json, schema);
	hito_json_put_day(json, "today", status->today);
	hito_json_head(json, status->history);
	hito_json_put_unreadable(json, status->workspace->model);
}
