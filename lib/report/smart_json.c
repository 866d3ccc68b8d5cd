/* SPDX-License-Identifier: MIT */
/* A judged text as one line of JSON. */
#include "report/smart_json.h"

#include "base/json.h"
#include "base/utf8.h"

/* Columns count code points from 1, bytes from 0: the text is one line. */
static void write_place(struct hito_json *json, const char *key,
			struct hito_str text, size_t byte)
{
	hito_json_key(json, key);
	hito_json_open_object(json);
	hito_json_key(json, "line");
	hito_json_int(json, 1);
	hito_json_key(json, "column");
	hito_json_int(json,
		      (int64_t)hito_utf8_count(hito_str_slice(text, 0, byte)) +
			      1);
	hito_json_key(json, "byte");
	hito_json_int(json, (int64_t)byte);
	hito_json_close_object(json);
}

static void write_finding(struct hito_json *json, struct hito_str text,
			  const struct hito_vague *vague)
{
	size_t start = (size_t)(vague->words.ptr - text.ptr);

	hito_json_open_object(json);
	hito_json_key(json, "rule");
	hito_json_text(json, hito_wording_id(vague->wording));
	hito_json_key(json, "name");
	hito_json_text(json, hito_wording_name(vague->wording));
	hito_json_key(json, "level");
	hito_json_text(json, vague->harmful ? "warning" : "info");
	hito_json_key(json, "message");
	hito_json_text(json, hito_wording_summary(vague->wording));
	hito_json_key(json, "help");
	hito_json_text(json, hito_wording_help(vague->wording));
	write_place(json, "start", text, start);
	write_place(json, "end", text, start + vague->words.len);
	hito_json_close_object(json);
}

static void write_vague(struct hito_json *json,
			const struct hito_judgement *judgement)
{
	size_t i;

	hito_json_key(json, "vague");
	hito_json_open_array(json);
	for (i = 0; i < judgement->vague_count; i++)
		hito_json_str(json, judgement->vagues[i].words);
	hito_json_close_array(json);
	hito_json_key(json, "findings");
	hito_json_open_array(json);
	for (i = 0; i < judgement->vague_count; i++)
		write_finding(json, judgement->text, &judgement->vagues[i]);
	hito_json_close_array(json);
}

void hito_smart_json(struct hito_out *out,
		     const struct hito_judgement *judgement)
{
	static const char *const measures[] = {"none", "deliverable",
					       "quantified"};
	struct hito_json json;
	char day[HITO_DAY_SIZE];

	hito_json_init(&json, out, false);
	hito_json_open_object(&json);
	hito_json_key(&json, "text");
	hito_json_str(&json, judgement->text);
	hito_json_key(&json, "lang");
	hito_json_str(&json, judgement->lang);
	hito_json_key(&json, "kind");
	hito_json_text(&json, judgement->kind == HITO_JUDGED_STEP
				      ? "step"
				      : "objective");
	hito_json_key(&json, "s");
	hito_json_text(&json, judgement->vague ? "vague" : "ok");
	hito_json_key(&json, "m");
	hito_json_text(&json, measures[judgement->measure]);
	hito_json_key(&json, "t");
	hito_json_text(&json, judgement->bound ? "bound" : "none");
	hito_json_key(&json, "due");
	if (judgement->due == HITO_DAY_NONE)
		hito_json_null(&json);
	else
		hito_json_text(&json, hito_day_format(judgement->due, day));
	write_vague(&json, judgement);
	hito_json_close_object(&json);
	hito_json_end(&json);
}
