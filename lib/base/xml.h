/* SPDX-License-Identifier: MIT */
/*
 * A streaming XML writer. Whatever bytes it is given, the document is well
 * formed: bytes that are not UTF-8 and characters that XML 1.0 forbids, even
 * as references, become U+FFFD; marks are escaped, and so are C1 and bidi
 * controls, which would deceive whoever reads the file.
 *
 * An element holds elements or text, not both: elements stand on lines of
 * their own.
 */
#ifndef HITO_BASE_XML_H
#define HITO_BASE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/out.h"

#define HITO_XML_DEPTH 8

struct hito_xml {
	struct hito_out *out;
	const char *open[HITO_XML_DEPTH]; /* names, outermost first */
	unsigned depth;
	bool in_tag;  /* "<name" was written, and not yet its ">" */
	bool in_text; /* the innermost element holds text */
};

/* Writes the declaration. */
void hito_xml_init(struct hito_xml *xml, struct hito_out *out);
/* Names are our own and live until the element is closed. */
void hito_xml_open(struct hito_xml *xml, const char *name);
/* Before any content of the element. */
void hito_xml_attribute(struct hito_xml *xml, const char *name,
			struct hito_str value);
void hito_xml_attribute_text(struct hito_xml *xml, const char *name,
			     const char *terminated);
void hito_xml_attribute_size(struct hito_xml *xml, const char *name,
			     size_t value);
void hito_xml_text(struct hito_xml *xml, struct hito_str text);
void hito_xml_close(struct hito_xml *xml);

#endif
