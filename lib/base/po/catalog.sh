#!/bin/sh
# SPDX-License-Identifier: MIT
# Turn a gettext file into a C table, sorted by the English text's bytes.
#
#     sh catalog.sh lib/base/po/es.po >catalog_es.c
#
# Left out: the header, untranslated and fuzzy entries. Refused, with the
# line: a text that stands twice, contexts and plurals, other escapes than
# \n \t \r \" \\, and a translation whose printf directives differ from those
# of the English text (they are used as formats). Where a text has a per cent
# sign but is no format, "#, no-c-format" says so.
set -eu
LC_ALL=C
export LC_ALL

[ $# -eq 1 ] || { echo "usage: catalog.sh <lang>.po" >&2; exit 2; }
po=$1
lang=$(basename "$po" .po)
rows=$(mktemp)
sorted=$(mktemp)
trap 'rm -f "$rows" "$sorted"' EXIT

# One row an entry: sort key, TAB, English, TAB, translation. Texts stay
# escaped, so no row has a TAB or a line end of its own; the key stands for
# the bytes, with controls kept in order.
awk '
function fail(text) {
	printf "%s:%d: %s\n", FILENAME, FNR, text >"/dev/stderr"
	failed = 1
	exit 1
}

# The text between the quotes of the line, checked.
function quoted(line,    text, rest) {
	sub(/^[^"]*"/, "", line)
	if (line !~ /"[ \t\r]*$/)
		fail("a quote is missing")
	sub(/"[ \t\r]*$/, "", line)
	rest = line
	gsub(/\\[ntr"\\]/, "", rest)
	if (rest ~ /["\\]/)
		fail("an escape that is not known, or a quote inside")
	if (rest ~ /[\001-\037]/)
		fail("a control character")
	return line
}

function key(text,    i, c, out) {
	out = ""
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\\") {
			c = substr(text, ++i, 1)
			if (c == "t") c = "\001"
			else if (c == "n") c = "\002"
			else if (c == "r") c = "\003"
		}
		out = out c
	}
	return out
}

# The printf directives in their order, as one text.
function directives(text,    out) {
	out = ""
	while (match(text, /%[-+ #0-9.*]*(hh|h|ll|l|j|z|t|L)?[a-zA-Z%]/)) {
		if (substr(text, RSTART, RLENGTH) != "%%")
			out = out substr(text, RSTART, RLENGTH) " "
		text = substr(text, RSTART + RLENGTH)
	}
	return out
}

function finish() {
	if (state == "msgstr" && id != "" && str != "" && !fuzzy) {
		if (id in seen)
			fail("the entry before stands twice: \"" id "\"")
		seen[id] = 1
		if (!plain && directives(id) != directives(str))
			fail("the entry before has other directives: \"" id "\"")
		printf "%s\t%s\t%s\n", key(id), id, str
	}
	if (state == "msgid")
		fail("the entry before has no msgstr")
	state = ""
	id = str = ""
	fuzzy = plain = 0
}

/^[ \t\r]*$/ { next }
/^#,/ {
	if (state == "msgstr") finish()
	if (/fuzzy/) fuzzy = 1
	if (/no-c-format/) plain = 1
	next
}
/^#/ { if (state == "msgstr") finish(); next }
/^msgid[ \t]+"/ {
	if (state != "") finish()
	state = "msgid"
	id = quoted($0)
	next
}
/^msgstr[ \t]+"/ {
	if (state != "msgid") fail("msgstr without msgid")
	state = "msgstr"
	str = quoted($0)
	next
}
/^"/ {
	if (state == "msgid") id = id quoted($0)
	else if (state == "msgstr") str = str quoted($0)
	else fail("a text without msgid")
	next
}
{ fail("not understood: " $0) }
END { if (!failed && state != "") finish() }
' "$po" >"$rows"
sort -t "$(printf '\t')" -k 1,1 "$rows" >"$sorted"
[ -s "$sorted" ] || { echo "$po: no translated entry" >&2; exit 1; }

awk -F '\t' -v lang="$lang" '
# Two question marks may begin a trigraph.
function c(text) {
	gsub(/\?/, "\\?", text)
	return text
}

BEGIN {
	print "/* Made by lib/base/po/catalog.sh; changes are lost. */"
	print "#include \"base/catalog.h\"\n"
	print "const struct hito_catalog_entry hito_catalog_" lang "[] = {"
}
{ printf "\t{\"%s\",\n\t \"%s\"},\n", c($2), c($3) }
END {
	print "};\n"
	print "const size_t hito_catalog_" lang "_count = " NR ";"
}
' "$sorted"
