/* SPDX-License-Identifier: MIT */
/* The manual pages: by man where they are installed, else the text inside. */
#ifndef HITO_CMD_PAGE_H
#define HITO_CMD_PAGE_H

#include "base/embed.h"
#include "run.h"

/* The pages as text, "hito-lint.txt": made by cmd/manual.sh. */
extern const struct hito_embed cmd_manual;

/* Show the page of a command or topic ("lint", "format", "hito"). */
int page_open(struct run *run, const char *topic);

/* The topic of the n-th page; empty where it is a command's. False: past the
 * last. */
bool page_topic(size_t number, struct hito_str *out_topic);

/* Where files that belong to the program are installed: ".../share". */
struct hito_str page_share(void);

/* A line for each page that is no command's. */
void page_list_topics(struct hito_out *out);

#endif
