/* SPDX-License-Identifier: MIT */
/* One thread walks. */
#include "history/march.h"

#include "base/threads.h"
#include "history/objects.h"
#include "history/trail.h"

struct hito_march {
	struct hito_walk_input input;
	struct hito_arena *arena;
	struct hito_oid head;
	struct hito_beside beside;
	struct hito_walk walk;
	bool done;
	struct hito_err err;
};

static void walk(void *context)
{
	struct hito_march *march = context;

	march->done = hito_walk_read(&march->input, march->arena, &march->walk,
				     &march->err);
	hito_trail_end(march->input.trail);
}

struct hito_march *hito_march_start(struct hito_repository *repository,
				    const struct hito_oid *head,
				    bool first_parent, struct hito_arena *arena,
				    const struct hito_err *err)
{
	struct hito_march *march = hito_new(arena, struct hito_march, 1);

	if (!march)
		return NULL;
	if (err)
		march->err = *err;
	march->arena = arena;
	march->head = *head;
	march->input = (struct hito_walk_input){
		.repository = repository,
		.head = &march->head,
		.first_parent = first_parent,
		.trail = hito_trail_new(arena),
	};
	if (march->input.trail &&
	    hito_objects_open(repository, arena, &march->input.objects, NULL) &&
	    hito_beside_start(&march->beside, walk, march))
		return march;
	hito_objects_close(march->input.objects);
	hito_trail_done(march->input.trail);
	return NULL;
}

struct hito_trail *hito_march_trail(struct hito_march *march)
{
	return march->input.trail;
}

bool hito_march_end(struct hito_march *march, struct hito_walk *out_walk,
		    struct hito_err *err)
{
	hito_beside_end(&march->beside);
	hito_objects_close(march->input.objects);
	hito_trail_done(march->input.trail);
	if (march->done)
		*out_walk = march->walk;
	else if (err)
		*err = march->err;
	return march->done;
}

void hito_march_stop(struct hito_march *march)
{
	struct hito_walk walk;

	if (!march)
		return;
	hito_trail_leave(march->input.trail);
	(void)hito_march_end(march, &walk, NULL);
}
