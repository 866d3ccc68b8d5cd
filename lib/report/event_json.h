/* SPDX-License-Identifier: MIT */
/*
 * History as JSON: events, people, commits, what could not be read.
 */
#ifndef HITO_REPORT_EVENT_JSON_H
#define HITO_REPORT_EVENT_JSON_H

#include "base/json.h"
#include "hito/history.h"

/* "2026-03-02", or null. */
void hito_json_day(struct hito_json *json, hito_day day);
/* {"name", "email"}; with_id: "id" of the team too, or null. */
void hito_json_person(struct hito_json *json, const struct hito_person *person,
		      bool with_id);
/* A path under a key; where it is not UTF-8 also its bytes: key_bytes. */
void hito_json_path(struct hito_json *json, const char *key,
		    struct hito_str path);
/* A template of a finding with its arguments, in English, as a string. */
void hito_json_template(struct hito_json *json, const char *message,
			const struct hito_str args[HITO_FINDING_ARGS]);

/* "at" and "history"; null for both without a history. */
void hito_json_head(struct hito_json *json, const struct hito_history *history);
/* "gaps", "unknown_trailers", "strangers": empty without a history. */
void hito_json_gaps(struct hito_json *json, const struct hito_history *history);
void hito_json_lost(struct hito_json *json, const struct hito_history *history);
void hito_json_strangers(struct hito_json *json,
			 const struct hito_history *history);

/* A value: a string, an array of a list; null for none or unreadable. */
void hito_json_fact(struct hito_json *json, const struct hito_fact *fact);

/* One event as an object. */
void hito_json_event(struct hito_json *json, const struct hito_event *event);

#endif
