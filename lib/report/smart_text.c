/* SPDX-License-Identifier: MIT */
/* A judged text for people: the five letters and what to add. */
#include "report/smart_text.h"

struct page {
	struct hito_out *out;
	const struct hito_style *style;
	const struct hito_judgement *judgement;
};

enum grade {
	GRADE_GOOD,
	GRADE_HALF,
	GRADE_BAD,
	GRADE_ELSEWHERE, /* only a plan can tell */
};

static const char *tell(const struct page *page, const char *english)
{
	return hito_message(page->style->lang, english);
}

static bool is_step(const struct page *page)
{
	return page->judgement->kind == HITO_JUDGED_STEP;
}

/* "  S  no  ", and then the reason is written. */
static void letter(const struct page *page, char name, enum grade grade)
{
	static const enum hito_paint paints[] = {
		HITO_PAINT_GOOD, HITO_PAINT_WARN, HITO_PAINT_BAD,
		HITO_PAINT_DIM};
	static const char *const words[] = {"+", "~", "-", "?"};

	hito_out_text(page->out, "  ");
	hito_paint_on(page->out, page->style, paints[grade]);
	hito_out_printf(page->out, "%c %s", name, words[grade]);
	hito_paint_off(page->out, page->style, paints[grade]);
	hito_out_text(page->out, "  ");
}

static void line(const struct page *page, const char *english)
{
	hito_out_text(page->out, tell(page, english));
	hito_out_text(page->out, "\n");
}

/* What to do, below the reason. */
static void add(const struct page *page, const char *english)
{
	hito_out_text(page->out, "       ");
	hito_paint_on(page->out, page->style, HITO_PAINT_DIM);
	hito_out_text(page->out, "-> ");
	hito_out_text(page->out, tell(page, english));
	hito_paint_off(page->out, page->style, HITO_PAINT_DIM);
	hito_out_text(page->out, "\n");
}

static void quoted(const struct page *page, struct hito_str words)
{
	hito_out_text(page->out, "\"");
	hito_out_foreign(page->out, words);
	hito_out_text(page->out, "\"");
}

static void print_title(const struct page *page)
{
	hito_paint_on(page->out, page->style, HITO_PAINT_TITLE);
	hito_out_foreign(page->out, page->judgement->text);
	hito_paint_off(page->out, page->style, HITO_PAINT_TITLE);
	hito_out_text(page->out, "\n  ");
	line(page,
	     is_step(page)
		     ? HITO_N("a step: something that somebody can start doing")
		     : HITO_N("an objective: a result to reach; its steps say "
			      "how"));
}

static void print_specific(const struct page *page)
{
	const struct hito_judgement *judgement = page->judgement;
	size_t i;

	letter(page, 'S',
	       judgement->vague         ? GRADE_BAD
	       : judgement->vague_count ? GRADE_HALF
					: GRADE_GOOD);
	if (judgement->vague_count == 0)
		line(page, is_step(page)
				   ? HITO_N("says what is done, and to what")
				   : HITO_N("says what is to change, and "
					    "where"));
	for (i = 0; i < judgement->vague_count; i++) {
		const struct hito_vague *vague = &judgement->vagues[i];

		hito_out_text(page->out, i ? "       " : "");
		quoted(page, vague->words);
		hito_out_text(page->out, ": ");
		line(page, hito_wording_summary(vague->wording));
		add(page, hito_wording_help(vague->wording));
	}
}

static void print_measurable(const struct page *page)
{
	const struct hito_judgement *judgement = page->judgement;

	letter(page, 'M',
	       judgement->measure == HITO_JUDGED_NONE ? GRADE_BAD : GRADE_GOOD);
	switch (judgement->measure) {
	case HITO_JUDGED_QUANTIFIED:
		hito_out_text(page->out, tell(page, HITO_N("measured by ")));
		quoted(page, judgement->amount);
		hito_out_text(page->out, "\n");
		break;
	case HITO_JUDGED_DELIVERABLE:
		line(page, HITO_N("it can be checked: it is there or it is "
				  "not"));
		break;
	default:
		line(page, HITO_N("nothing says when it is reached"));
		add(page,
		    is_step(page)
			    ? HITO_N("say how many, or what will be there in "
				     "the end (success:)")
			    : HITO_N("say from which figure to which, as in "
				     "\"from 2.5 % to 3.5 %\""));
	}
}

static void print_achievable(const struct page *page)
{
	letter(page, 'A', GRADE_ELSEWHERE);
	if (is_step(page)) {
		line(page, HITO_N("a sentence cannot tell: a plan names who "
				  "does it, and with what"));
		add(page, HITO_N("in the plan: owner:, estimate: and "
				 "resources:"));
	} else {
		line(page, HITO_N("a sentence cannot tell: a plan breaks it "
				  "down into steps"));
		add(page, HITO_N("in the plan: 3 to 7 steps with owner: and "
				 "estimate:"));
	}
}

static void print_relevant(const struct page *page)
{
	letter(page, 'R', GRADE_ELSEWHERE);
	if (is_step(page)) {
		line(page, HITO_N("a sentence cannot tell: a plan says which "
				  "objective it serves"));
		add(page, HITO_N("in the plan: put it below an objective that "
				 "names its kpi:"));
	} else {
		line(page, HITO_N("a sentence cannot tell: a plan says which "
				  "business figure it moves"));
		add(page, HITO_N("in the plan: kpi:"));
	}
}

static void print_timebound(const struct page *page)
{
	const struct hito_judgement *judgement = page->judgement;
	char day[HITO_DAY_SIZE];

	if (!judgement->bound) {
		letter(page, 'T', GRADE_BAD);
		line(page, HITO_N("no deadline"));
		add(page, HITO_N("in the plan: due: with a day, as in due: "
				 "2026-06-30"));
	} else if (judgement->due == HITO_DAY_NONE) {
		letter(page, 'T', GRADE_HALF);
		quoted(page, judgement->term);
		hito_out_text(page->out, ": ");
		line(page, HITO_N("a deadline that fixes no day"));
		add(page, HITO_N("in the plan: due: with a day, as in due: "
				 "2026-06-30"));
	} else {
		letter(page, 'T', GRADE_GOOD);
		quoted(page, judgement->term);
		hito_out_printf(page->out, ": %s %s\n",
				tell(page, HITO_N("due:")),
				hito_day_format(judgement->due, day));
	}
}

void hito_smart_text(struct hito_out *out, const struct hito_style *style,
		     const struct hito_judgement *judgement)
{
	const struct page page = {out, style, judgement};

	print_title(&page);
	print_specific(&page);
	print_measurable(&page);
	print_achievable(&page);
	print_relevant(&page);
	print_timebound(&page);
}
