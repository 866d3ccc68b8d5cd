/* SPDX-License-Identifier: MIT */
/* What kind and yield of a sentence both ask: its object, what is done. */
#ifndef HITO_LINT_VERDICT_H
#define HITO_LINT_VERDICT_H

#include "lint/sentence.h"

/* What stands close behind the head: its object. */
bool hito_verdict_object_has(const struct hito_sentence *sentence, size_t reach,
			     hito_classes classes);
/* "revisar y firmar": a second verb that ends with something. */
bool hito_verdict_finishes_later(const struct hito_sentence *sentence);
/* "spend less", "make the site faster": what counts is the comparison. */
bool hito_verdict_compares(const struct hito_sentence *sentence);
/* "make a really strong video ad": whatever it is like, it is made. */
bool hito_verdict_makes_one(const struct hito_sentence *sentence);
/* "signed", but not "la cubierta", "por escrito": there it is a noun. */
bool hito_verdict_is_participle(const struct hito_sentence *sentence,
				size_t at);
/* "get the forms signed", "have a meeting": somebody sees to it. */
bool hito_verdict_arranges(const struct hito_sentence *sentence);
/* "strengthen the fence of the yard": a thing, not how much of something. */
bool hito_verdict_mends(const struct hito_sentence *sentence);
/* "permit granted", "web publicada": the participle behind the noun. */
size_t hito_verdict_done_at(const struct hito_sentence *sentence);
/* Does a participle tell of something got: "permit granted"? */
bool hito_verdict_is_granted(const struct hito_sentence *sentence);
/* One certain thing, though its name may be that of a measure. */
bool hito_verdict_is_single(const struct hito_sentence *sentence);
/* "turnover reduced", "staff trained", "invoices paid" */
bool hito_verdict_is_done(const struct hito_sentence *sentence);
/* "... the lease", "... Ana's answer": it is said which. */
bool hito_verdict_is_definite(const struct hito_sentence *sentence, size_t at);

/* object.c */

/* "get Luis to sign": somebody else does it. */
bool hito_verdict_has_done(const struct hito_sentence *sentence);
/* "sell 40 passes", "bill $ 60,000": so many are got. */
bool hito_verdict_gets_many(const struct hito_sentence *sentence);
/* "make 30 calls", "hold 6 sessions": so many are made. */
bool hito_verdict_makes_many(const struct hito_sentence *sentence);
/* "collect the $ 3,200", "close the incident INC-771": it is known which. */
bool hito_verdict_is_known_one(const struct hito_sentence *sentence);
/* "shorten the form to four fields" */
bool hito_verdict_changes_thing(const struct hito_sentence *sentence);
/* "improve the checkout page", "polish a few posts": work on things */
bool hito_verdict_improves_thing(const struct hito_sentence *sentence);
/* "keep the machine topped up": somebody sees to it all the time. */
bool hito_verdict_looks_after(const struct hito_sentence *sentence);
/* "move the score from 31 to 40", "take sales up to 500" */
bool hito_verdict_moves_metric(const struct hito_sentence *sentence);

/* fragment.c */

/* "clean beaches", "rested nurses": the first word is no order. */
bool hito_verdict_tells_how(const struct hito_sentence *sentence, size_t at);
/* "streets without potholes" */
bool hito_verdict_is_free_of(const struct hito_sentence *sentence);
/* "sales: 800 units", "donations of $8,000": so much of what is measured. */
bool hito_verdict_is_figure(const struct hito_sentence *sentence);
/* "systems that talk to each other": all that there are. */
bool hito_verdict_are_such(const struct hito_sentence *sentence);
/* "dispatch for 98 % of the orders": so many of them, a figure to reach. */
bool hito_verdict_is_for_share(const struct hito_sentence *sentence);
/* "informed parents": what is to have happened to all of them. */
bool hito_verdict_are_made_so(const struct hito_sentence *sentence);
/* "the bank to receive our claim" */
bool hito_verdict_is_to_reach(const struct hito_sentence *sentence);

#endif
