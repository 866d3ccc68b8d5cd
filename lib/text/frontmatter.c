/* SPDX-License-Identifier: MIT */
/*
 * A block of front matter, cut into entries by the column in which they
 * begin, so that what is broken stays in its entry.
 */
#include "text/frontmatter.h"

#include <string.h>

#include "base/map.h"
#include "hito/limits.h"
#include "text/yaml.h"

/* Keys that are compared one by one; beyond, a map is made. */
#define FEW 16

/* Lines of a block for which room is made at once. */
#define SHORT 32

/* A fence may be indented, and its lines with it. */
#define INDENT_LIMIT 3

#define LIMIT_TEXT "65536"
_Static_assert(HITO_LIMIT_FRONTMATTER == 65536, "LIMIT_TEXT says it");

enum line_kind {
	LINE_BLANK,
	LINE_COMMENT,
	LINE_DEEPER,    /* belongs to what stands above */
	LINE_ENTRY,     /* begins an entry of this level */
	LINE_DASH,      /* an item in the column of its key */
	LINE_FORBIDDEN, /* YAML that plans do not have */
	LINE_STRAY,     /* none of these */
};

struct line {
	enum line_kind kind;
	struct hito_span span;
	uint32_t content;    /* offset of its first character */
	uint32_t next;       /* offset of the next line */
	const char *message; /* of FORBIDDEN */
	struct hito_yaml_head split;
};

struct cutting {
	struct hito_yaml_block *block;
	const struct hito_yaml_level *level;
	struct hito_str text;
	struct hito_yaml *out;
	size_t capacity;
	struct hito_yaml_chunk chunk;
	bool open;     /* chunk is being collected */
	bool skipping; /* below a forbidden line */
	bool quiet;    /* the entry above is lost, and this may be its own */
	bool refused;  /* a forbidden line was reported */
	struct hito_span stray; /* lines that are no entry; empty for none */
};

static bool is_gap(struct hito_str text, uint32_t at, uint32_t end)
{
	return at >= end || hito_yaml_is_blank(text.ptr[at]);
}

/* Why YAML at the start of a line is refused; NULL if it is not. */
static const char *refuse(struct hito_str text, uint32_t at, uint32_t end)
{
	struct hito_str line = hito_str_slice(text, at, end);

	if (hito_yaml_is_marker(text, (struct hito_span){at, end}))
		return HITO_N("a block holds one YAML document: this line "
			      "would begin or end one");
	if (line.ptr[0] == '%')
		return HITO_N("a YAML directive (%) has no place in a plan");
	if (line.ptr[0] == '?' && is_gap(text, at + 1, end))
		return HITO_N("a key behind \"?\" has no place in a plan");
	if (strchr("&*!", line.ptr[0]) &&
	    (hito_str_ends(line, ":") ||
	     hito_str_find(line, HITO_STR(": "), 0) != SIZE_MAX))
		return HITO_N("anchors, aliases and tags have no place in a "
			      "plan");
	return NULL;
}

static void classify(const struct cutting *cutting, struct line *line)
{
	const struct hito_yaml_level *level = cutting->level;
	struct hito_str text = cutting->text;
	struct hito_span content = hito_yaml_skip_blanks(text, line->span);
	uint32_t column = content.start - line->span.start;

	line->content = content.start;
	line->kind = LINE_STRAY;
	if (line->span.start == level->span.start && column == 0)
		column = level->column; /* may begin in the middle of a line */
	if (content.start >= content.end)
		line->kind = LINE_BLANK;
	else if (text.ptr[content.start] == '#')
		line->kind = LINE_COMMENT;
	else if (column > level->column ||
		 memchr(text.ptr + line->span.start, '\t',
			content.start - line->span.start))
		line->kind = LINE_DEEPER;
	else if (column < level->column)
		line->kind = LINE_STRAY;
	else if (hito_yaml_is_dash(text, content))
		line->kind = level->items ? LINE_ENTRY : LINE_DASH;
	else if ((line->message = refuse(text, content.start, content.end)))
		line->kind = LINE_FORBIDDEN;
	else if (!level->items && hito_yaml_split(text, content, &line->split))
		line->kind = LINE_ENTRY;
}

/* "key:value": where the missing space belongs; 0 for another line. */
static uint32_t find_missing_space(struct hito_str text, struct hito_span line)
{
	uint32_t at = line.start;

	while (at < line.end && text.ptr[at] != ':')
		at++;
	if (at == line.start || at + 1 >= line.end ||
	    memchr(text.ptr + at + 1, ':', line.end - at - 1) ||
	    strchr("/\\", text.ptr[at + 1]) ||
	    strchr("\"'[{#-", text.ptr[line.start]))
		return 0;
	return at + 1;
}

static void raise_stray(struct cutting *cutting, struct hito_span span)
{
	struct hito_yaml_block *block = cutting->block;
	bool one = !memchr(cutting->text.ptr + span.start, '\n',
			   span.end - span.start);
	uint32_t space = one ? find_missing_space(cutting->text, span) : 0;
	struct hito_finding *finding;

	if (hito_source_damage(block->source, span))
		return;
	finding = hito_findings_add(
		block->findings, HITO_RULE_F001, block->source, span,
		one ? HITO_N("this line is no \"key: value\"")
		    : HITO_N("these lines are no \"key: value\""));
	finding->help = HITO_N("front matter is a \"key: value\" a line; move "
			       "text below the block");
	if (!space)
		return;
	finding->message = HITO_N("a space is missing behind the colon");
	finding->help = HITO_N("write \"key: value\"");
	hito_finding_fix(block->findings, finding, HITO_FIX_SUGGESTED,
			 (struct hito_span){space, space}, HITO_STR(" "));
}

static void flush_stray(struct cutting *cutting)
{
	if (cutting->stray.end > cutting->stray.start)
		raise_stray(cutting, cutting->stray);
	cutting->stray = (struct hito_span){0, 0};
}

static bool flush_chunk(struct cutting *cutting)
{
	struct hito_yaml *out = cutting->out;
	struct hito_yaml_chunk *chunk = &cutting->chunk;
	struct hito_yaml_reader *reader = &cutting->block->reader;
	struct hito_yaml_entry *entry;
	bool loose;

	if (!cutting->open)
		return true;
	cutting->open = false;
	if (!hito_reserve(hito_yaml_rows(reader), out->entries, out->count,
			  cutting->capacity))
		return false;
	entry = &out->entries[out->count++];
	if (!hito_yaml_read_entry(cutting->block, chunk, entry, &loose))
		return false;
	cutting->quiet = !entry->readable;
	if (loose) {
		struct hito_span span = {chunk->loose, chunk->loose_end};

		while (span.end > span.start &&
		       strchr(" \t\r\n", cutting->text.ptr[span.end - 1]))
			span.end--;
		raise_stray(cutting, span);
	}
	return true;
}

static bool begin_entry(struct cutting *cutting, const struct line *line)
{
	struct hito_yaml_chunk *chunk = &cutting->chunk;

	flush_stray(cutting);
	if (!flush_chunk(cutting))
		return false;
	*chunk = (struct hito_yaml_chunk){
		.item = cutting->level->items,
		.head = {line->content, line->span.end},
		.column = cutting->level->column,
		.split = line->split,
		.from = line->span.start,
		.end = line->next,
		.content_end = line->span.end,
		.name = cutting->level->name,
	};
	if (!chunk->item)
		chunk->name =
			hito_str_slice(cutting->text, chunk->split.key.start,
				       chunk->split.key.end);
	cutting->open = true;
	cutting->skipping = false;
	cutting->quiet = false;
	return true;
}

/* A line of the open entry. */
static void extend_entry(struct cutting *cutting, const struct line *line)
{
	struct hito_yaml_chunk *chunk = &cutting->chunk;
	bool holds =
		line->kind != LINE_BLANK && (line->kind != LINE_COMMENT ||
					     line->content > line->span.start);

	if (chunk->loose) {
		if (line->kind != LINE_BLANK && line->kind != LINE_COMMENT)
			chunk->loose_end = line->next;
		return;
	}
	chunk->end = line->next;
	if (holds)
		chunk->content_end = line->span.end;
	if (line->kind != LINE_BLANK && line->kind != LINE_COMMENT)
		chunk->tail = true;
}

static bool opens(const struct cutting *cutting)
{
	struct hito_span rest = {cutting->chunk.item
					 ? cutting->chunk.head.start + 1
					 : cutting->chunk.split.rest,
				 cutting->chunk.head.end};

	rest = hito_yaml_skip_blanks(cutting->text, rest);
	return rest.start < rest.end &&
	       strchr("\"'[{", cutting->text.ptr[rest.start]);
}

static bool add_stray(struct cutting *cutting, const struct line *line)
{
	if (cutting->open && (cutting->chunk.loose || opens(cutting))) {
		if (!cutting->chunk.loose)
			cutting->chunk.loose = line->span.start;
		cutting->chunk.loose_end = line->next;
		return true;
	}
	if (!flush_chunk(cutting))
		return false;
	if (cutting->quiet || cutting->skipping)
		return true;
	if (cutting->stray.end == cutting->stray.start)
		cutting->stray.start = line->content;
	cutting->stray.end = line->span.end;
	return true;
}

static bool add_forbidden(struct cutting *cutting, const struct line *line)
{
	struct hito_span span = {line->content, line->span.end};
	struct hito_finding *finding;

	flush_stray(cutting);
	if (!flush_chunk(cutting))
		return false;
	cutting->skipping = true;
	cutting->quiet = false;
	if (cutting->refused)
		return true;
	cutting->refused = true;
	finding =
		hito_findings_add(cutting->block->findings, HITO_RULE_F007,
				  cutting->block->source, span, line->message);
	finding->help = HITO_N("write plain \"key: value\" lines");
	return true;
}

static bool add_line(struct cutting *cutting, const struct line *line)
{
	switch (line->kind) {
	case LINE_BLANK:
	case LINE_COMMENT:
		if (cutting->open)
			extend_entry(cutting, line);
		return true;
	case LINE_ENTRY:
		return begin_entry(cutting, line);
	case LINE_FORBIDDEN:
		return add_forbidden(cutting, line);
	case LINE_DEEPER:
	case LINE_DASH:
		if (!cutting->open)
			return add_stray(cutting, line);
		extend_entry(cutting, line);
		return true;
	case LINE_STRAY:
		break;
	}
	return add_stray(cutting, line);
}

/* Most blocks are short, and most of their lines are entries. */
static bool reserve_entries(struct cutting *cutting)
{
	struct hito_span rest = cutting->level->span, line;
	size_t lines = 0;

	while (lines <= SHORT &&
	       hito_yaml_next_line(cutting->text, rest.end, &rest.start, &line))
		lines++;
	if (lines == 0 || lines > SHORT)
		return true;
	cutting->capacity = lines;
	cutting->out->entries =
		hito_new(hito_yaml_rows(&cutting->block->reader),
			 struct hito_yaml_entry, lines);
	return cutting->out->entries != NULL;
}

bool hito_yaml_read_level(struct hito_yaml_block *block,
			  const struct hito_yaml_level *level,
			  struct hito_yaml *out_value)
{
	struct cutting cutting = {.block = block,
				  .level = level,
				  .text = block->reader.text,
				  .out = out_value};
	struct line line = {.next = level->span.start};

	if (!reserve_entries(&cutting))
		return false;
	while (hito_yaml_next_line(cutting.text, level->span.end, &line.next,
				   &line.span)) {
		classify(&cutting, &line);
		if (!add_line(&cutting, &line))
			return false;
	}
	if (!flush_chunk(&cutting))
		return false;
	flush_stray(&cutting);
	return level->items || hito_yaml_check_keys(block, out_value);
}

static void raise_twice(struct hito_yaml_block *block,
			const struct hito_yaml_entry *first,
			const struct hito_yaml_entry *second)
{
	struct hito_finding *finding = hito_findings_add(
		block->findings, HITO_RULE_F002, block->source,
		second->key_span, HITO_N("the key \"{1}\" stands twice"));

	finding->key = second->key;
	finding->args[0] = second->key;
	finding->help = HITO_N("keep one of them");
	finding->other_source = block->source;
	finding->other_span = first->key_span;
	finding->other_label = HITO_N("first here");
}

static const struct hito_yaml_entry *
find_before(const struct hito_yaml *mapping, size_t index)
{
	struct hito_str key = mapping->entries[index].key;
	size_t i;

	for (i = 0; i < index; i++) {
		if (hito_str_equal(mapping->entries[i].key, key))
			return &mapping->entries[i];
	}
	return NULL;
}

static bool check_many_keys(struct hito_yaml_block *block,
			    struct hito_arena *scratch,
			    const struct hito_yaml *mapping)
{
	struct hito_map map;
	size_t i;

	hito_map_init(&map, scratch);
	for (i = 0; i < mapping->count; i++) {
		struct hito_yaml_entry *entry = &mapping->entries[i];
		struct hito_yaml_entry *first = hito_map_find(&map, entry->key);

		if (first)
			raise_twice(block, first, entry);
		else if (!hito_map_put(&map, entry->key, entry))
			return false;
	}
	return true;
}

bool hito_yaml_check_keys(struct hito_yaml_block *block,
			  const struct hito_yaml *mapping)
{
	struct hito_arena *scratch;
	size_t i;
	bool ok;

	for (i = 1; mapping->count <= FEW && i < mapping->count; i++) {
		const struct hito_yaml_entry *first = find_before(mapping, i);

		if (first)
			raise_twice(block, first, &mapping->entries[i]);
	}
	if (mapping->count <= FEW)
		return true;
	scratch = hito_arena_sub(block->reader.arena);
	if (!scratch)
		return false;
	ok = check_many_keys(block, scratch, mapping);
	hito_arena_free(scratch);
	return ok;
}

/* The column of the entries: that of the leftmost line with a key. */
static uint32_t find_column(struct hito_str text, struct hito_span span)
{
	uint32_t column = INDENT_LIMIT + 1;
	struct hito_yaml_head head;
	uint32_t at = span.start;
	struct hito_span line;

	while (column > 0 && hito_yaml_next_line(text, span.end, &at, &line)) {
		struct hito_span content = hito_yaml_skip_blanks(text, line);

		if (content.start - line.start < column &&
		    hito_yaml_split(text, content, &head))
			column = content.start - line.start;
	}
	return column > INDENT_LIMIT ? 0 : column;
}

/* Control characters are kept, for what shows them to escape. */
static bool restore_entries(const struct hito_source *source,
			    struct hito_arena *arena, struct hito_yaml *value)
{
	size_t i;

	for (i = 0; i < value->count; i++) {
		struct hito_yaml_entry *entry = &value->entries[i];

		if (!hito_source_restore(source, entry->key_span, arena,
					 &entry->key) ||
		    (entry->value.kind == HITO_YAML_SCALAR &&
		     !hito_source_restore(source, entry->value.span, arena,
					  &entry->value.text)) ||
		    !restore_entries(source, arena, &entry->value))
			return false;
	}
	return true;
}

/* Does a quote open that does not close before the end of the span? */
static bool leaves_quote(struct hito_str text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		char quote = text.ptr[i];
		const char *close;

		if ((quote != '"' && quote != '\'') ||
		    (i > 0 && !strchr(" \t:-,[{?", text.ptr[i - 1])))
			continue;
		close = memchr(text.ptr + i + 1, quote, text.len - i - 1);
		if (!close)
			return true;
		i = (size_t)(close - text.ptr);
	}
	return false;
}

/*
 * Beside a quote that stays open a fix may make YAML of what was none, in
 * which that quote ends elsewhere: then no fix is safe.
 */
static void doubt_fixes(const struct hito_source *source,
			const struct hito_findings *findings, size_t first)
{
	bool doubt = false;
	size_t i;

	for (i = first; i < findings->count && !doubt; i++)
		doubt = findings->list[i]->fix &&
			leaves_quote(hito_source_text(source,
						      findings->list[i]->span));
	for (i = first; i < findings->count && doubt; i++) {
		struct hito_fix *fix = findings->list[i]->fix;

		if (fix && fix->safety == HITO_FIX_SAFE)
			fix->safety = HITO_FIX_SUGGESTED;
	}
}

bool hito_yaml_cut(struct hito_yaml_block *block, struct hito_span span,
		   struct hito_yaml *out_root)
{
	struct hito_yaml_level level = {.span = span};

	level.column = find_column(block->reader.text, span);
	return hito_yaml_read_level(block, &level, out_root) &&
	       restore_entries(block->source, block->reader.arena, out_root);
}

static bool read_block(const struct hito_source *source, struct hito_span block,
		       struct hito_arena *arena, struct hito_arena *rows,
		       struct hito_findings *findings,
		       struct hito_yaml *out_root, struct hito_err *err)
{
	struct hito_yaml_block reading = {
		.source = source,
		.findings = findings,
		.reader = {.text = source->readable,
			   .arena = arena,
			   .rows = rows,
			   .clean = source->clean &&
				    source->readable.ptr == source->text.ptr,
			   .nodes = HITO_LIMIT_YAML_NODES}};
	struct hito_yaml root = {.kind = HITO_YAML_MAPPING,
				 .style = HITO_YAML_BLOCK,
				 .span = block};
	size_t first = findings ? findings->count : 0;
	bool no_memory;

	if (!hito_yaml_plain(&reading, block, &root, &no_memory)) {
		if (no_memory || !hito_yaml_cut(&reading, block, &root))
			return hito_err_memory(err);
		if (findings)
			doubt_fixes(source, findings, first);
	}
	*out_root = root;
	return true;
}

bool hito_yaml_read_file(const struct hito_source *source,
			 struct hito_span block, struct hito_arena *arena,
			 struct hito_findings *findings,
			 struct hito_yaml *out_root, struct hito_err *err)
{
	return read_block(source, block, arena, arena, findings, out_root, err);
}

bool hito_frontmatter_rows(const struct hito_source *source,
			   struct hito_span block, struct hito_arena *arena,
			   struct hito_arena *rows,
			   struct hito_findings *findings,
			   struct hito_yaml *out_root, struct hito_err *err)
{
	struct hito_finding *finding;

	if (block.end - block.start <= HITO_LIMIT_FRONTMATTER)
		return read_block(source, block, arena, rows, findings,
				  out_root, err);
	finding =
		hito_findings_add(findings, HITO_RULE_F007, source,
				  (struct hito_span){block.start, block.start},
				  HITO_N("the block has more than {1} bytes"));
	finding->args[0] = hito_str_from(LIMIT_TEXT);
	finding->help = HITO_N("move text below the block");
	*out_root = (struct hito_yaml){
		.kind = HITO_YAML_MAPPING,
		.style = HITO_YAML_BLOCK,
		.span = block,
	};
	return true;
}

bool hito_frontmatter_read(const struct hito_source *source,
			   struct hito_span block, struct hito_arena *arena,
			   struct hito_findings *findings,
			   struct hito_yaml *out_root, struct hito_err *err)
{
	return hito_frontmatter_rows(source, block, arena, arena, findings,
				     out_root, err);
}

const struct hito_yaml_entry *hito_yaml_find(const struct hito_yaml *mapping,
					     const char *key)
{
	size_t i;

	for (i = 0; i < mapping->count; i++) {
		if (hito_str_is(mapping->entries[i].key, key))
			return &mapping->entries[i];
	}
	return NULL;
}
