/* SPDX-License-Identifier: MIT */
/* Markdown of a page for a reader. */
#include "report/page_text.h"

/* A fence line: so many of its character, at least three. */
static size_t fence_of(struct hito_str line)
{
	size_t count = 0;

	while (count < line.len && line.ptr[count] == '`')
		count++;
	return count >= 3 ? count : 0;
}

void hito_page_text(struct hito_out *out, struct hito_str page,
		    const char *bold, const char *plain)
{
	struct hito_str line;
	size_t fence = 0;

	while (hito_str_cut_line(&page, &line)) {
		size_t opens = fence_of(line);

		if (fence && opens >= fence && opens == line.len) {
			fence = 0;
		} else if (!fence && opens) {
			fence = opens;
		} else if (!fence && hito_str_starts(line, "#")) {
			while (line.len && *line.ptr == '#')
				line = hito_str_slice(line, 1, line.len);
			hito_out_text(out, bold);
			hito_out_str(out, hito_str_trim(line));
			hito_out_text(out, plain);
			hito_out_text(out, "\n");
		} else {
			hito_out_text(out, fence && line.len ? "    " : "");
			hito_out_str(out, line);
			hito_out_text(out, "\n");
		}
	}
}

struct hito_str hito_page_lead(struct hito_str page)
{
	struct hito_str line, lead = HITO_STR("");

	while (hito_str_cut_line(&page, &line)) {
		if (lead.len == 0 && (line.len == 0 || line.ptr[0] == '#'))
			continue;
		if (line.len == 0)
			break;
		if (lead.len == 0)
			lead.ptr = line.ptr;
		lead.len = (size_t)(line.ptr - lead.ptr) + line.len;
	}
	return lead;
}
