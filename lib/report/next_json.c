/* SPDX-License-Identifier: MIT */
/* The agenda as JSON (hito schema next). */
#include "report/next_report.h"
#include "report/prospect_json.h"

static void put_reasons(struct hito_json *json, unsigned reasons)
{
	static const char *const names[] = {
#define NAME(constant, name) (name),
		HITO_AGENDA_REASONS(NAME)
#undef NAME
	};

	hito_json_key(json, "reasons");
	hito_json_open_array(json);
	for (unsigned i = 0; i < HITO_AGENDA_REASON_COUNT; i++)
		if (reasons & (1u << i))
			hito_json_text(json, names[i]);
	hito_json_close_array(json);
}

void hito_next_json(struct hito_out *out, const struct hito_next *next)
{
	const struct hito_agenda *agenda = next->agenda;
	struct hito_json json;

	hito_json_init(&json, out, true);
	hito_json_open_object(&json);
	hito_json_begin(&json, "hito.next/1", next->status);
	hito_json_put_str(&json, "owner", next->owner);
	hito_json_put_size(&json, "found", agenda->count);
	hito_json_key(&json, "steps");
	hito_json_open_array(&json);
	for (size_t i = 0; i < next->shown; i++) {
		hito_json_open_object(&json);
		put_reasons(&json, hito_agenda_reasons(agenda->list[i]));
		hito_json_prospect(&json, agenda->list[i], next->status);
		hito_json_close_object(&json);
	}
	hito_json_close_array(&json);
	hito_json_key(&json, "others");
	hito_json_open_object(&json);
	hito_json_put_size(&json, "blocked", agenda->turns[HITO_TURN_BLOCKED]);
	hito_json_put_size(&json, "waiting", agenda->turns[HITO_TURN_WAITING]);
	hito_json_put_size(&json, "overdue", agenda->late_waiting);
	hito_json_put_size(&json, "later", agenda->turns[HITO_TURN_LATER]);
	hito_json_put_size(&json, "draft", agenda->turns[HITO_TURN_DRAFT]);
	hito_json_put_size(&json, "unknown", agenda->turns[HITO_TURN_UNKNOWN]);
	hito_json_close_object(&json);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
