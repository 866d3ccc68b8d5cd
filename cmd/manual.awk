# SPDX-License-Identifier: MIT
# Markdown (the part that cmd/manual.sh names) to man(7) or to plain text.
# kind is man or text, lang the language of the page.
# Blocks are gathered line by line and put out when they end.

BEGIN { width = 78; block = ""; level = 0 }

NR == 1 { title(); next }
fenced && /^ *```+ *$/ && ticks_of($0) >= fence_ticks {
	put_code()
	fenced = 0
	next
}
fenced { code[++codes] = substr($0, fence_indent + 1); next }
/^ *```/ {
	flush_block()
	match($0, /^ */)
	fence_indent = RLENGTH
	fence_ticks = ticks_of($0)
	fenced = 1
	codes = 0
	next
}
/^##* / { flush_block(); heading(); next }
/^@[a-z]*@$/ {
	flush_block()
	if (!after_heading) print ""
	after_heading = 0
	print
	next
}
/^[ \t]*$/ {
	flush_block()
	blank = 1
	next
}
block == "code" && /^    / { code[++codes] = substr($0, 5); next }
/^\|/ {
	if (block != "table") flush_block()
	block = "table"
	table[++rows] = $0
	blank = 0
	next
}
/^ *([-*]|[0-9]+\.) / && (block != "text" || /^[-*0-9]/ || level) {
	flush_block()
	item()
	blank = 0
	next
}
block == "" && /^    / && !(level && /^ {2,5}[^ ]/) {
	codes = 0
	block = "code"
}
block == "code" {
	code[++codes] = substr($0, 5)
	next
}
{
	# A paragraph: the first line after a blank says where it belongs.
	if (block == "" && !/^ /) level = 0
	sub(/^ +/, "")
	text = block == "text" ? text " " $0 : $0
	block = "text"
	blank = 0
}
END { flush_block() }

# A fence is closed by no fewer than it was opened by.
function ticks_of(words) {
	match(words, /```+/)
	return RLENGTH
}

function title(    name, section, summary) {
	name = $2
	section = name
	sub(/\(.*/, "", name)
	gsub(/^[^(]*\(|\)$/, "", section)
	summary = $0
	sub(/^[^-]*[^ ]* -- /, "", summary)
	sub(/^# [^ ]* -- /, "", summary)
	if (kind == "man") {
		print "'\\\" t"
		printf ".TH \"%s\" \"%s\" \"\" \"hito\" \"hito\"\n", \
			toupper(name), section
		print ".nh\n.ad l"
		print ".SH " (lang == "es" ? "NOMBRE" : "NAME")
		print escape(name) " \\- " inline(summary)
	} else {
		print lang == "es" ? "NOMBRE" : "NAME"
		wrap(name " - " inline(summary), 4, 4)
	}
}

function heading(    depth, words) {
	match($0, /^#+/)
	depth = RLENGTH
	words = substr($0, depth + 2)
	level = 0
	if (kind == "man") {
		man_level()
		if (depth == 2) print ".SH " quote(toupper(words))
		else print ".SS " quote(words)
	} else {
		print ""
		print depth == 2 ? toupper(plain(words)) : "  " plain(words)
	}
	after_heading = 1
}

function quote(words) {
	words = inline(words)
	gsub(/"/, "\\(dq", words)
	return "\"" words "\""
}

# - item, 1. item; two spaces or more in front: a list inside one.
function item(    indent, mark, rest) {
	match($0, /^ */)
	indent = RLENGTH
	rest = substr($0, indent + 1)
	match(rest, /^([-*]|[0-9]+\.) +/)
	mark = substr(rest, 1, RLENGTH)
	sub(/ +$/, "", mark)
	apart = blank || !level
	level = indent >= 2 ? 2 : 1
	item_mark = mark
	text = substr(rest, RLENGTH + 1)
	block = "text"
	is_item = 1
}

function flush_block() {
	if (block == "text") put_text()
	else if (block == "code") put_code()
	else if (block == "table") put_table()
	block = ""
}

function put_text(    indent) {
	if (kind == "man") man_text()
	else {
		indent = 4 + 2 * level
		if (!after_heading && (!is_item || apart)) print ""
		if (is_item)
			wrap(item_mark " " inline(text), indent - 2, \
				indent - 2 + length(item_mark) + 1)
		else wrap(inline(text), indent, indent)
	}
	is_item = 0
	after_heading = 0
	text = ""
}

# A list inside a list is moved to the right as a whole.
function man_level() {
	if (level == 2 && !moved) print ".RS 4"
	if (level != 2 && moved) print ".RE"
	moved = level == 2
}

function man_text(    term, at) {
	man_level()
	if (!is_item) {
		if (!after_heading && !level) print ".PP"
		if (level) print ".IP \"\" 4"
		print line(inline(text))
		return
	}
	# "`--name`: what" is an option: the name hangs out.
	if (item_mark !~ /[0-9]/ && text ~ /^`[^`]*`(, `[^`]*`)*: /) {
		at = index(text, "`: ")
		term = substr(text, 1, at)
		print ".TP"
		print line(inline(term))
		print line(inline(substr(text, at + 3)))
		return
	}
	printf ".IP \"%s\" 4\n", item_mark ~ /[0-9]/ ? item_mark : "\\(bu"
	print line(inline(text))
}

function put_code(    i) {
	while (codes && code[codes] ~ /^[ \t]*$/) codes--
	if (kind == "man") {
		man_level()
		print ".PP\n.RS 4\n.nf"
		for (i = 1; i <= codes; i++) print line(escape(code[i]))
		print ".fi\n.RE"
	} else {
		if (!after_heading) print ""
		for (i = 1; i <= codes; i++)
			print code[i] == "" ? "" : "        " code[i]
	}
	codes = 0
	after_heading = 0
}

# cells[row, column], columns, widths; the row of dashes is dropped.
function read_table(    r, n, i, cell, parts, row) {
	lines = 0
	columns = 0
	for (r = 1; r <= rows; r++) {
		if (table[r] ~ /^[| :-]+$/) continue
		lines++
		row = table[r]
		sub(/^\| */, "", row)
		sub(/ *\|[ \t]*$/, "", row)
		gsub(/\\\|/, "\001", row)
		n = split(row, parts, / *\| */)
		if (n > columns) columns = n
		for (i = 1; i <= n; i++) {
			cell = parts[i]
			gsub(/\001/, "|", cell)
			cells[lines, i] = inline(cell)
		}
		for (; i <= 12; i++) cells[lines, i] = ""
	}
	rows = 0
}

function put_table(    r, i, size, format) {
	read_table()
	if (kind == "man") {
		print ".PP\n.TS"
		format = "l"
		for (i = 2; i <= columns; i++) format = format " l"
		sub(/l$/, "lx", format)
		print format "."
		for (r = 1; r <= lines; r++) {
			for (i = 1; i < columns; i++)
				printf "%s\t", line(cells[r, i])
			printf "T{\n%s\nT}\n", line(cells[r, columns])
		}
		print ".TE"
	} else {
		for (i = 1; i < columns; i++) {
			size[i] = 0
			for (r = 1; r <= lines; r++)
				if (columns_of(cells[r, i]) > size[i])
					size[i] = columns_of(cells[r, i])
		}
		if (!after_heading) print ""
		for (r = 1; r <= lines; r++) text_row(r, size)
	}
	after_heading = 0
}

function text_row(r, size,    i, at, head) {
	head = ""
	at = 4
	for (i = 1; i < columns; i++) {
		head = head pad(cells[r, i], size[i] + 2)
		at += size[i] + 2
	}
	if (at > 50) at = 50
	wrap(head cells[r, columns], 4, at)
}

function pad(words, columns_wanted) {
	while (columns_of(words) < columns_wanted) words = words " "
	return words
}

# Bytes that continue a UTF-8 sequence take no column.
function columns_of(words) {
	gsub(/[\200-\277]/, "", words)
	return length(words)
}

# Fill lines up to width; runs of spaces inside the first line stay.
function wrap(words, first, indent,    at, out, word, space) {
	out = sprintf("%" first "s", "")
	at = first
	while (words != "") {
		match(words, /^ */)
		space = RLENGTH
		words = substr(words, space + 1)
		match(words, /^[^ ]*/)
		word = substr(words, 1, RLENGTH)
		words = substr(words, RLENGTH + 1)
		if (word == "") break
		if (at > indent && at + space + columns_of(word) > width) {
			print out
			out = sprintf("%" indent "s", "") word
			at = indent + columns_of(word)
		} else {
			out = out sprintf("%" space "s", "") word
			at += space + columns_of(word)
		}
	}
	print out
}

# Code spans first: nothing inside them is markup.
function inline(words,    out, before, span) {
	out = ""
	while (match(words, /`[^`]+`/)) {
		before = substr(words, 1, RSTART - 1)
		span = substr(words, RSTART + 1, RLENGTH - 2)
		words = substr(words, RSTART + RLENGTH)
		out = out marks(before)
		if (kind == "man") out = out "\\fB" escape(span) "\\fP"
		else out = out span
	}
	return out marks(words)
}

function plain(words) {
	gsub(/`/, "", words)
	gsub(/\*\*/, "", words)
	return words
}

function marks(words,    out, kept) {
	words = links(words)
	if (kind == "man") words = escape(words)
	words = swap(words, "\\*\\*[^*]+\\*\\*", 2, "B")
	words = swap(words, "\\*[^* ][^*]*\\*", 1, "I")
	gsub(/\\\*/, "*", words)
	return words
}

# Marks of the given size around words become a font, or nothing in text.
function swap(words, pattern, size, font,    out, inner) {
	out = ""
	while (match(words, pattern)) {
		inner = substr(words, RSTART + size, RLENGTH - 2 * size)
		out = out substr(words, 1, RSTART - 1)
		if (kind == "man") inner = "\\f" font inner "\\fP"
		out = out inner
		words = substr(words, RSTART + RLENGTH)
	}
	return out words
}

# [words](https://...) keeps its address; a link to another page does not.
function links(words,    out, whole, label, target) {
	out = ""
	while (match(words, /\[[^]]*\]\([^)]*\)/)) {
		whole = substr(words, RSTART, RLENGTH)
		out = out substr(words, 1, RSTART - 1)
		words = substr(words, RSTART + RLENGTH)
		label = target = whole
		sub(/^\[/, "", label)
		sub(/\]\(.*$/, "", label)
		sub(/^.*\]\(/, "", target)
		sub(/\)$/, "", target)
		if (target ~ /^https?:/ && target != label)
			label = label " (" target ")"
		out = out label
	}
	return out words
}

# What roff reads itself: backslash, hyphen, quotes, accents.
function escape(words) {
	gsub(/\\/, "\\e", words)
	gsub(/-/, "\\-", words)
	gsub(/\^/, "\\(ha", words)
	gsub(/~/, "\\(ti", words)
	gsub(/`/, "\\(ga", words)
	gsub(/'/, "\\(aq", words)
	return words
}

# A line must not look like a roff request.
function line(words) {
	return words ~ /^[.']/ ? "\\&" words : words
}
