/* SPDX-License-Identifier: MIT */
/* Cuts a version of a file into sections and their parts. */
#include "edit/merging.h"

#include "hito/limits.h"
#include "hito/value.h"
#include "plan/fence.h"

/* A version while it is cut. */
struct cutting {
	struct hito_merging *merging;
	struct hito_merge_version *version;
	struct hito_reading reading;
};

static struct hito_str part(const struct cutting *cutting, uint32_t start,
			    uint32_t end)
{
	return hito_str_slice(cutting->version->text, start, end);
}

/* Where the line behind the one of an offset begins. */
static uint32_t below(const struct cutting *cutting, uint32_t offset)
{
	const struct hito_source *source = cutting->version->source;
	uint32_t line = hito_source_line(source, offset);

	return line < source->line_count ? source->line_starts[line]
					 : (uint32_t)source->text.len;
}

static uint32_t line_start(const struct cutting *cutting, uint32_t offset)
{
	const struct hito_source *source = cutting->version->source;

	return source->line_starts[hito_source_line(source, offset) - 1];
}

/* Where the blank lines at the end of text[start, end) begin. */
static uint32_t content_end(const struct cutting *cutting, uint32_t start,
			    uint32_t end)
{
	const char *text = cutting->version->text.ptr;
	uint32_t at = end, last = end;

	while (at > start) {
		char byte = text[at - 1];

		if (byte == '\n')
			last = at;
		else if (byte != ' ' && byte != '\t' && byte != '\r')
			break;
		at--;
	}
	return at == start ? start : last;
}

static bool set_body(const struct cutting *cutting,
		     struct hito_merge_node *node, uint32_t start, uint32_t end)
{
	uint32_t tail;

	if (start > end)
		return false;
	tail = content_end(cutting, start, end);
	node->body = part(cutting, start, tail);
	node->tail = part(cutting, tail, end);
	return true;
}

/* Front matter and its fence lines; *at moves behind them. */
static bool set_block(struct cutting *cutting, struct hito_merge_node *node,
		      struct hito_span front, uint32_t close_end, uint32_t *at)
{
	uint32_t open;

	if (front.start <= *at)
		return false;
	open = line_start(cutting, front.start - 1);
	if (front.end > front.start &&
	    line_start(cutting, front.end) != front.end)
		front.end = below(cutting, front.end);
	if (open < *at || front.start > front.end || front.end > close_end)
		return false;
	node->has_block = true;
	node->gap = part(cutting, *at, open);
	node->open = part(cutting, open, front.start);
	node->front = part(cutting, front.start, front.end);
	node->close = part(cutting, front.end, close_end);
	*at = close_end;
	return hito_frontmatter_read(cutting->version->source, front,
				     cutting->merging->arena, NULL, &node->yaml,
				     cutting->merging->err);
}

static const struct hito_yaml_entry *
find(const struct hito_merge_node *node, enum hito_kind kind, enum hito_key key)
{
	for (size_t i = 0; i < node->yaml.count; i++)
		if (hito_key_find(kind, node->yaml.entries[i].key) == key)
			return &node->yaml.entries[i];
	return NULL;
}

static void set_id(const struct cutting *cutting, struct hito_merge_node *node,
		   enum hito_key key)
{
	const struct hito_yaml_entry *entry = find(node, node->kind, key);

	node->has_id = entry && entry->value.text.len > 0;
	if (node->has_id)
		node->id = entry->value.text;
	else if (node->title.len)
		node->id = hito_slug(cutting->merging->arena, node->title);
	if (!node->id.ptr)
		node->id = HITO_STR("");
}

static bool add_root(struct cutting *cutting, uint32_t end)
{
	const struct hito_outline *outline = &cutting->reading.outline;
	struct hito_merge_node *node =
		&cutting->version->nodes[cutting->version->count++];
	struct hito_span lines = outline->front_lines;
	uint32_t at = 0;

	node->parent = HITO_MERGE_NONE;
	node->whole = cutting->version->text;
	if (lines.end > lines.start &&
	    !set_block(cutting, node, outline->front,
		       below(cutting, lines.end - 1), &at))
		return false;
	if (find(node, HITO_STEP, HITO_KEY_STEP)) {
		node->kind = HITO_STEP;
		set_id(cutting, node, HITO_KEY_STEP);
	} else if (node->has_block) {
		node->kind = HITO_PLAN;
		set_id(cutting, node, HITO_KEY_PLAN);
	}
	return set_body(cutting, node, at, end);
}

/* The last line of a fence that is closed; else where its front ends. */
static uint32_t fence_end(const struct cutting *cutting,
			  const struct hito_heading *heading,
			  struct hito_span front)
{
	const struct hito_fence *fence;

	if (heading->fence == HITO_NONE)
		return front.end;
	fence = &cutting->reading.outline.fences[heading->fence];
	return fence->closed && fence->span.end > front.end
		       ? below(cutting, fence->span.end - 1)
		       : front.end;
}

static bool add_section(struct cutting *cutting,
			const struct hito_heading *heading, uint32_t parent,
			uint32_t end)
{
	struct hito_merge_node *node =
		&cutting->version->nodes[cutting->version->count++];
	uint32_t start = heading->span.start, at = below(cutting, start);

	if (heading->span.end > start)
		at = below(cutting, heading->span.end - 1);
	node->parent = parent;
	node->level = heading->level;
	node->title = heading->title;
	node->kind = hito_fence_kind(&cutting->reading, heading);
	if (line_start(cutting, start) != start || at > end)
		return false;
	node->heading = part(cutting, start, at);
	if (node->kind) {
		struct hito_span front =
			hito_fence_front(&cutting->reading, heading);
		uint32_t closed = fence_end(cutting, heading, front);

		if (closed > end ||
		    !set_block(cutting, node, front, closed, &at))
			return false;
		set_id(cutting, node, HITO_KEY_ID);
	}
	return set_body(cutting, node, at, end);
}

static uint32_t parent_of(const struct cutting *cutting, unsigned level)
{
	const struct hito_merge_node *nodes = cutting->version->nodes;
	uint32_t at = cutting->version->count - 1;

	while (at && nodes[at].level >= level)
		at = nodes[at].parent;
	return at;
}

/* The text of each with those below it ends where the next one begins. */
static void set_whole(struct hito_merge_version *version)
{
	const char *end = version->text.ptr + version->text.len;

	for (uint32_t i = 1; i < version->count; i++) {
		struct hito_merge_node *node = &version->nodes[i];
		uint32_t next = i + 1;

		while (next < version->count &&
		       version->nodes[next].level > node->level)
			next++;
		node->whole.ptr = node->heading.ptr;
		node->whole.len =
			(size_t)((next < version->count
					  ? version->nodes[next].heading.ptr
					  : end) -
				 node->heading.ptr);
	}
}

static bool add_all(struct cutting *cutting)
{
	const struct hito_outline *outline = &cutting->reading.outline;
	struct hito_merge_version *version = cutting->version;
	uint32_t end = (uint32_t)version->text.len;

	version->nodes =
		hito_new(cutting->merging->arena, struct hito_merge_node,
			 outline->heading_count + 1);
	if (!version->nodes)
		return hito_err_memory(cutting->merging->err);
	if (!add_root(cutting, outline->heading_count
				       ? outline->headings[0].span.start
				       : end))
		return false;
	for (size_t i = 0; i < outline->heading_count; i++) {
		const struct hito_heading *heading = &outline->headings[i];
		uint32_t next = i + 1 < outline->heading_count
					? heading[1].span.start
					: end;

		if (!add_section(cutting, heading,
				 parent_of(cutting, heading->level), next))
			return false;
	}
	for (uint32_t i = 0; i < version->count; i++)
		version->nodes[i].class = HITO_MERGE_NONE;
	set_whole(version);
	return true;
}

/* Bytes that cannot be trusted; conflicts of git's own in the base may be. */
static bool is_sound(const struct hito_merging *merging,
		     const struct hito_merge_version *version)
{
	const struct hito_source *source = version->source;

	for (size_t i = 0; i < source->damage_count; i++)
		if (source->damage[i].kind != HITO_DAMAGE_CONFLICT ||
		    version != &merging->base)
			return false;
	return true;
}

bool hito_merge_read(struct hito_merging *merging, struct hito_str text,
		     struct hito_merge_version *out, bool *out_known)
{
	struct cutting cutting = {.merging = merging, .version = out};
	struct hito_err err = {.code = HITO_OK};
	struct hito_source *source;
	bool done;

	*out_known = false;
	out->text = text;
	if (text.len > HITO_LIMIT_FILE)
		return true;
	if (!hito_source_new(merging->arena, HITO_STR(""), text, &source,
			     merging->err))
		return false;
	out->source = source;
	if (!is_sound(merging, out))
		return true;
	cutting.reading = (struct hito_reading){
		.source = source,
		.arena = merging->arena,
		.scratch = merging->arena,
	};
	done = hito_fence_outline(&cutting.reading, &err);
	if (done)
		done = add_all(&cutting);
	if (!done && hito_arena_failed(merging->arena))
		return hito_err_memory(merging->err);
	*out_known = done;
	return true;
}
