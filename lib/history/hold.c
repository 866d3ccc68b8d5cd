/* SPDX-License-Identifier: MIT */
/* Objects that somebody reads: kept where they are, or copied. */
#include "history/hold.h"

#include <string.h>

#include "history/room.h"

struct hito_held {
	struct hito_held *next; /* of those that nobody reads any more */
	uint32_t pin;           /* 0: the bytes are a copy */
	struct hito_room room;  /* where copies are */
};

static struct hito_held *keep(struct hito_holder *holder, struct hito_raw *raw)
{
	struct hito_held *held = holder->unused;

	if (held)
		holder->unused = held->next;
	else
		held = hito_new(holder->arena, struct hito_held, 1);
	if (!held)
		return NULL;
	held->pin = hito_objects_pin(holder->objects, raw);
	if (held->pin)
		return held;
	if (!hito_room_reserve(&held->room, holder->arena, raw->bytes.len))
		return NULL;
	if (raw->bytes.len)
		memcpy(held->room.ptr, raw->bytes.ptr, raw->bytes.len);
	raw->bytes.ptr = held->room.ptr;
	return held;
}

enum hito_read hito_hold(struct hito_holder *holder, const struct hito_oid *oid,
			 enum hito_raw_type wanted, size_t limit,
			 struct hito_raw *out, size_t *out_size,
			 struct hito_err *err)
{
	enum hito_read result = hito_objects_read(holder->objects, oid, wanted,
						  limit, out, out_size, err);

	if (result != HITO_READ_OK)
		return result;
	out->handle = keep(holder, out);
	if (out->handle)
		return HITO_READ_OK;
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

void hito_let_go(struct hito_holder *holder, struct hito_raw *raw)
{
	struct hito_held *held = raw->handle;

	raw->handle = NULL;
	if (!held)
		return;
	if (held->pin)
		hito_objects_unpin(holder->objects, held->pin);
	held->next = holder->unused;
	holder->unused = held;
}
