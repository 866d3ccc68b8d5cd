/* SPDX-License-Identifier: MIT */
/*
 * A template made of a plan in one file: marks in place of its id and days.
 */
#ifndef HITO_EDIT_STENCIL_H
#define HITO_EDIT_STENCIL_H

#include "hito/model.h"
#include "schedule/template.h"

/*
 * The text of a template that gives the plan's file again, byte by byte, when
 * it is filled in.
 *
 * plan      the new one, of one file
 * old       the one that it was made of: its title is what it is for
 * in        the id and the first day of the plan, whose days all work
 * out_text  lives as long as arena
 * err       HITO_ERR_INPUT for a plan that no template can give
 */
HITO_MUST bool hito_stencil(const struct hito_item *plan,
			    const struct hito_item *old,
			    const struct hito_filling_in *in,
			    struct hito_arena *arena, struct hito_str *out_text,
			    struct hito_err *err);

#endif
