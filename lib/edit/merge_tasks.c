/* SPDX-License-Identifier: MIT */
/* Merges the lines of a checklist item by item. */
#include "edit/merging.h"

#include "base/map.h"

/* "- [x] text", with the lines that go on below it. */
struct task {
	struct hito_str before; /* up to the bracket, it included */
	char mark;
	struct hito_str behind; /* from the closing bracket to its end */
	struct hito_str text;
	uint32_t class;
};

struct tasks {
	struct task *list;
	size_t count, capacity;
};

struct checking {
	struct hito_merging *merging;
	struct hito_map names;
	size_t classes;
};

static size_t blanks(struct hito_str line)
{
	size_t at = 0;

	while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
		at++;
	return at;
}

/* The bytes of "- " or "1. "; 0: it is no item. */
static size_t bullet(struct hito_str line)
{
	size_t at = 0;

	if (line.len &&
	    (line.ptr[0] == '-' || line.ptr[0] == '*' || line.ptr[0] == '+'))
		at = 1;
	else
		while (at < line.len && at < 9 && line.ptr[at] >= '0' &&
		       line.ptr[at] <= '9')
			at++;
	if (at && line.ptr[0] >= '0' && line.ptr[0] <= '9') {
		if (at >= line.len ||
		    (line.ptr[at] != '.' && line.ptr[at] != ')'))
			return 0;
		at++;
	}
	return at && at < line.len && line.ptr[at] == ' ' ? at + 1 : 0;
}

static bool read_task(struct hito_str line, struct hito_str whole,
		      struct task *out)
{
	size_t at = blanks(line), size;

	size = bullet(hito_str_slice(line, at, line.len));
	if (!size)
		return false;
	at += size;
	at += blanks(hito_str_slice(line, at, line.len));
	if (at + 3 > line.len || line.ptr[at] != '[' ||
	    line.ptr[at + 2] != ']' ||
	    (line.ptr[at + 1] != ' ' && line.ptr[at + 1] != 'x' &&
	     line.ptr[at + 1] != 'X'))
		return false;
	*out = (struct task){
		.before = hito_str_slice(whole, 0, at + 1),
		.mark = line.ptr[at + 1],
		.behind = hito_str_slice(whole, at + 2, whole.len),
		.text = hito_str_trim(hito_str_slice(line, at + 3, line.len)),
	};
	return true;
}

/* False: some line is no checklist item (or memory ended). */
static bool read_tasks(struct checking *checking, struct hito_str text,
		       struct tasks *out)
{
	const char *start = text.ptr;
	struct hito_str line;

	while (hito_str_cut_line(&text, &line)) {
		struct hito_str whole = {start, (size_t)(text.ptr - start)};
		struct task task;

		start = text.ptr;
		if (read_task(line, whole, &task)) {
			if (!hito_reserve(checking->merging->arena, out->list,
					  out->count, out->capacity))
				return false;
			out->list[out->count++] = task;
		} else if (out->count && blanks(line) > 1 &&
			   blanks(line) < line.len) {
			out->list[out->count - 1].behind.len += whole.len;
		} else {
			return false;
		}
	}
	return true;
}

static bool number(struct checking *checking, struct tasks *tasks)
{
	struct hito_arena *arena = checking->merging->arena;
	struct hito_map seen;

	hito_map_init(&seen, arena);
	for (size_t i = 0; i < tasks->count; i++) {
		struct hito_str name = tasks->list[i].text;
		uint32_t *class;

		while (hito_map_find(&seen, name)) {
			name = hito_arena_printf(arena, "%.*s\n",
						 HITO_STR_ARG(name));
			if (!name.ptr)
				return false;
		}
		class = hito_map_find(&checking->names, name);
		if (!class) {
			class = hito_new(arena, uint32_t, 1);
			if (!class ||
			    !hito_map_put(&checking->names, name, class))
				return false;
			*class = (uint32_t)checking->classes++;
		}
		if (!hito_map_put(&seen, name, class))
			return false;
		tasks->list[i].class = *class;
	}
	return true;
}

static const struct task *find(const struct tasks *tasks, uint32_t class)
{
	for (size_t i = 0; i < tasks->count; i++)
		if (tasks->list[i].class == class)
			return &tasks->list[i];
	return NULL;
}

/*
 * Items whose text a side changed: where as many came as went, they are the
 * same ones in their order.
 */
static void pair(const struct tasks *base, struct tasks *side,
		 const struct tasks *other)
{
	size_t went = 0, came = 0, at = 0;

	for (size_t i = 0; i < base->count; i++)
		went += !find(side, base->list[i].class);
	for (size_t i = 0; i < side->count; i++)
		came += !find(base, side->list[i].class);
	if (went != came)
		return;
	for (size_t i = 0; i < side->count; i++) {
		if (find(base, side->list[i].class) ||
		    find(other, side->list[i].class))
			continue;
		while (at < base->count && find(side, base->list[at].class))
			at++;
		if (at < base->count)
			side->list[i].class = base->list[at].class;
	}
}

static struct hito_str whole(const struct task *task)
{
	return task ? (struct hito_str){task->before.ptr,
					task->before.len + 1 + task->behind.len}
		    : HITO_STR("");
}

static char pick_mark(char base, char ours, char theirs)
{
	return ours == base ? theirs : ours;
}

static bool merge_task(struct hito_merging *merging, const struct task *base,
		       const struct task *ours, const struct task *theirs)
{
	const struct hito_merge_texts all = {whole(base), whole(ours),
					     whole(theirs)};
	const struct hito_merge_clash clash = {
		.texts = all,
		.key = HITO_STR(""),
		.ours = {ours ? hito_str_trim(all.ours).ptr : NULL,
			 hito_str_trim(all.ours).len},
		.theirs = {theirs ? hito_str_trim(all.theirs).ptr : NULL,
			   hito_str_trim(all.theirs).len},
	};
	struct hito_merge_texts before, behind;
	char mark[2] = {0};

	if (hito_merge_is_settled(&all) &&
	    (base || !ours || !theirs ||
	     hito_str_equal(all.ours, all.theirs))) {
		hito_merge_put(merging, hito_merge_pick(&all));
		return true;
	}
	if (!base || !ours || !theirs)
		return hito_merge_clash(merging, &clash);
	before = (struct hito_merge_texts){base->before, ours->before,
					   theirs->before};
	behind = (struct hito_merge_texts){base->behind, ours->behind,
					   theirs->behind};
	if (!hito_merge_is_settled(&before) || !hito_merge_is_settled(&behind))
		return hito_merge_clash(merging, &clash);
	mark[0] = pick_mark(base->mark, ours->mark, theirs->mark);
	hito_merge_put(merging, hito_merge_pick(&before));
	hito_merge_put(merging, (struct hito_str){mark, 1});
	hito_merge_put(merging, hito_merge_pick(&behind));
	return true;
}

static bool classes_of(struct hito_arena *arena, const struct tasks *tasks,
		       struct hito_merge_list *out)
{
	uint32_t *list = hito_new(arena, uint32_t, tasks->count + 1);

	for (size_t i = 0; list && i < tasks->count; i++)
		list[i] = tasks->list[i].class;
	out->list = list;
	out->count = tasks->count;
	return list != NULL;
}

static bool write_all(struct checking *checking, const struct tasks *base,
		      const struct tasks *ours, const struct tasks *theirs)
{
	struct hito_merging *merging = checking->merging;
	uint32_t *order =
		hito_new(merging->arena, uint32_t, checking->classes + 1);
	struct hito_merge_list lists[3];
	size_t count;

	if (!order || !classes_of(merging->arena, base, &lists[0]) ||
	    !classes_of(merging->arena, ours, &lists[1]) ||
	    !classes_of(merging->arena, theirs, &lists[2]) ||
	    !hito_merge_order(merging->arena, checking->classes, &lists[0],
			      &lists[1], &lists[2], order, &count))
		return hito_err_memory(merging->err);
	for (size_t i = 0; i < count; i++)
		if (!merge_task(merging, find(base, order[i]),
				find(ours, order[i]), find(theirs, order[i])))
			return false;
	return true;
}

/* More are rarely changed at once; each is looked for among all. */
#define MOST 1000

bool hito_merge_tasks(struct hito_merging *merging,
		      const struct hito_merge_texts *texts, bool *out_done)
{
	struct checking checking = {.merging = merging};
	struct tasks base = {.count = 0}, ours = {.count = 0},
		     theirs = {.count = 0};

	*out_done = false;
	hito_map_init(&checking.names, merging->arena);
	if (!read_tasks(&checking, texts->base, &base) ||
	    !read_tasks(&checking, texts->ours, &ours) ||
	    !read_tasks(&checking, texts->theirs, &theirs) ||
	    base.count + ours.count + theirs.count > MOST)
		return !hito_arena_failed(merging->arena) ||
		       hito_err_memory(merging->err);
	if (!number(&checking, &base) || !number(&checking, &ours) ||
	    !number(&checking, &theirs))
		return hito_err_memory(merging->err);
	pair(&base, &ours, &theirs);
	pair(&base, &theirs, &ours);
	*out_done = true;
	return write_all(&checking, &base, &ours, &theirs);
}
