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

#endif
