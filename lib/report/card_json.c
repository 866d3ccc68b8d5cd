/* SPDX-License-Identifier: MIT */
/* The card as JSON (hito schema card). */
#include "report/card_report.h"
#include "report/event_json.h"
#include "report/model_json.h"
#include "report/prospect_json.h"
#include "report/put_json.h"
#include "report/step_json.h"

static void put_neighbour(struct hito_json *json,
			  const struct hito_prospect *other)
{
	const struct hito_step_status *status = other->status;

	hito_json_open_object(json);
	hito_json_put_str(json, "plan", status->step->plan->id);
	hito_json_put_str(json, "step", status->step->id);
	hito_json_put_str(json, "title", status->step->title);
	hito_json_put_str(json, "state", status->state_text);
	hito_json_put_str(json, "owner", other->owner);
	hito_json_put_day(json, "due", status->due);
	hito_json_put_bool(json, "open", hito_prospect_is_open(other));
	hito_json_close_object(json);
}

static void put_neighbours(struct hito_json *json, const char *key,
			   const struct hito_prospect *const *list,
			   size_t count)
{
	hito_json_key(json, key);
	hito_json_open_array(json);
	for (size_t i = 0; i < count; i++)
		put_neighbour(json, list[i]);
	hito_json_close_array(json);
}

static void put_parts(struct hito_json *json, const struct hito_card *card)
{
	const struct hito_item *step = card->step->status->step;

	hito_json_key(json, "parts");
	hito_json_open_array(json);
	for (size_t i = 0; i < step->child_count; i++) {
		const struct hito_prospect *part =
			hito_outlook_find(card->outlook, step->children[i]);

		if (part)
			put_neighbour(json, part);
	}
	hito_json_close_array(json);
}

static void put_events(struct hito_json *json, const struct hito_story *story)
{
	hito_json_key(json, "events");
	hito_json_open_array(json);
	for (size_t i = 0; story && i < story->all_count; i++)
		hito_json_event(json, story->all[i]);
	hito_json_close_array(json);
}

static void put_finding(struct hito_json *json,
			const struct hito_finding *finding)
{
	struct hito_place place = {0, 0, 0};

	if (finding->source)
		place = hito_source_place(finding->source, finding->span.start);
	hito_json_open_object(json);
	hito_json_key(json, "rule");
	hito_json_text(json, hito_rule_id(finding->rule));
	hito_json_key(json, "name");
	hito_json_text(json, hito_rule_name(finding->rule));
	hito_json_key(json, "level");
	hito_json_text(json, hito_level_name(finding->level));
	hito_json_put_str(json, "key", finding->key);
	hito_json_key(json, "message");
	hito_json_template(json, finding->message, finding->args);
	hito_json_path(json, "path",
		       finding->source ? finding->source->path : HITO_STR(""));
	hito_json_put_days(json, "line",
			   place.line ? (int)place.line : HITO_UNKNOWN);
	hito_json_put_days(json, "column",
			   place.line ? (int)place.column : HITO_UNKNOWN);
	hito_json_close_object(json);
}

static void put_findings(struct hito_json *json,
			 const struct hito_lint_result *lint)
{
	hito_json_key(json, "findings");
	hito_json_open_array(json);
	for (size_t i = 0; i < lint->count; i++)
		put_finding(json, &lint->findings[i]);
	hito_json_close_array(json);
}

void hito_card_json(struct hito_out *out, const struct hito_card *card)
{
	const struct hito_prospect *step = card->step;
	const struct hito_item *item = step->status->step;
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_begin(&json, "hito.card/1", card->status);
	hito_json_key(&json, "step");
	hito_json_open_object(&json);
	hito_json_prospect(&json, step, card->status);
	hito_json_close_object(&json);
	hito_json_key(&json, "model");
	hito_json_open_object(&json);
	hito_json_values(&json, item);
	hito_json_checklist(&json, item);
	hito_json_close_object(&json);
	hito_json_key(&json, "figures");
	hito_json_open_object(&json);
	hito_json_step_history(&json, step->status,
			       card->status->history != NULL);
	hito_json_close_object(&json);
	put_neighbours(&json, "needs", step->needs, step->need_count);
	put_neighbours(&json, "dependants", step->dependants,
		       step->dependant_count);
	put_parts(&json, card);
	put_events(&json, step->status->story);
	put_findings(&json, card->lint);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
