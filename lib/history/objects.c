/* SPDX-License-Identifier: MIT */
/*
 * Objects out of packs, made of their deltas, and of loose files.
 *
 * A delta names its base, which may be a delta, too. The chain is walked to
 * the object that is stored whole, or that was kept from reading before, and
 * back again.
 */
#include "history/objects.h"

#include "history/bases.h"
#include "history/delta.h"
#include "history/loose.h"
#include "hito/limits.h"

#include <string.h>

/* git's own packs have at most 4095 deltas upon each other. */
enum { LONGEST_CHAIN = 10000 };

/* Bytes that one object may take on the way: more is made to do harm. */
#define MOST_WORK ((uint64_t)64 * HITO_LIMIT_OBJECT)

/* A delta that an object is made with. */
struct link {
	uint64_t offset;
	struct hito_packed packed;
};

struct hito_objects {
	struct hito_store *store;
	struct hito_arena *arena;
	const struct hito_packs *packs; /* as order has them */
	struct hito_pack_file **order;  /* the last one that had an object
					   comes first */
	struct hito_bases *bases;
	struct hito_arena *bases_arena;
	struct hito_loose loose; /* its inflater serves all */
	struct link *chain;
	size_t chain_count, chain_capacity;
	struct hito_room whole[2]; /* objects that are not kept */
	struct hito_room first, delta;
};

/* One object that is being read from a pack. */
struct reading {
	struct hito_objects *objects;
	const struct hito_pack *pack;
	uint64_t offset; /* of the object that base stands for */
	struct hito_base base;
	struct hito_packed packed; /* of the object stored whole */
	bool has_base;
	bool is_kept;          /* what is made is worth keeping */
	uint64_t work;         /* bytes made so far */
	struct hito_str first; /* the object's own delta, without sizes */
	uint64_t first_base, first_result;
	struct hito_err *err;
};

static enum hito_read no_memory(struct hito_err *err)
{
	hito_err_memory(err);
	return HITO_READ_FAILED;
}

bool hito_objects_new(struct hito_store *store, struct hito_arena *arena,
		      struct hito_objects **out_objects, struct hito_err *err)
{
	struct hito_objects *objects = hito_new(arena, struct hito_objects, 1);

	if (!objects)
		return hito_err_memory(err);
	objects->store = store;
	objects->arena = arena;
	objects->loose.arena = arena;
	objects->loose.inflater = hito_inflater_new();
	if (!objects->loose.inflater)
		return hito_err_memory(err);
	*out_objects = objects;
	return true;
}

void hito_objects_rest(struct hito_objects *objects)
{
	if (objects->bases && hito_bases_is_pinned(objects->bases))
		return;
	hito_arena_free(objects->bases_arena);
	objects->bases_arena = NULL;
	objects->bases = NULL;
}

void hito_objects_close(struct hito_objects *objects)
{
	if (!objects)
		return;
	hito_arena_free(objects->bases_arena);
	objects->bases_arena = NULL;
	objects->bases = NULL;
	hito_inflater_free(objects->loose.inflater);
	objects->loose.inflater = NULL;
}

/* The packs to look into */

static bool take_packs(struct hito_objects *objects,
		       const struct hito_packs *packs)
{
	struct hito_pack_file **order;

	if (!packs)
		return false;
	if (packs == objects->packs)
		return true;
	order = hito_new(objects->arena, struct hito_pack_file *,
			 packs->count + 1);
	if (!order)
		return false;
	for (size_t i = 0; i < packs->count; i++)
		order[i] = packs->list[i];
	objects->order = order;
	objects->packs = packs;
	return true;
}

static bool has_packs(struct hito_objects *objects)
{
	return objects->packs ||
	       take_packs(objects, hito_store_packs(objects->store));
}

struct found {
	struct hito_pack_file *file;
	const struct hito_pack *pack;
	uint64_t offset;
};

/* The next pack at or behind the n-th that has the object. */
static bool find_packed(struct hito_objects *objects,
			const struct hito_oid *oid, size_t *n,
			struct found *out_found)
{
	for (; *n < objects->packs->count; ++*n) {
		struct found found = {.file = objects->order[*n]};

		found.pack = hito_pack_file_map(objects->store, found.file);
		if (!found.pack ||
		    !hito_pack_find(found.pack, oid, &found.offset))
			continue;
		memmove(objects->order + 1, objects->order,
			*n * sizeof(*objects->order));
		objects->order[0] = found.file;
		*out_found = found;
		return true;
	}
	return false;
}

/* Reading one */

/* Room for an object, apart from where the base lies. */
static char *room_for(struct reading *reading, size_t size, bool *out_kept)
{
	struct hito_objects *objects = reading->objects;
	const char *base = reading->has_base ? reading->base.bytes.ptr : NULL;
	struct hito_room *room = objects->whole;
	char *ptr = NULL;

	*out_kept = false;
	if (reading->is_kept &&
	    !hito_bases_room(objects->bases, size, base, &ptr))
		return NULL;
	*out_kept = ptr != NULL;
	if (ptr)
		return ptr;
	if (base && base == room->ptr)
		room++;
	return hito_room_reserve(room, objects->arena, size) ? room->ptr : NULL;
}

/* What was made is the base now. */
static void make_base(struct reading *reading, struct hito_str bytes, bool kept)
{
	reading->base.bytes = bytes;
	reading->has_base = true;
	if (kept)
		hito_bases_add(reading->objects->bases, reading->pack,
			       reading->offset, &reading->base);
}

static bool inflate(struct hito_objects *objects,
		    const struct hito_packed *from, char *out)
{
	size_t len, used;

	return hito_inflate(objects->loose.inflater, from->data, out,
			    (size_t)from->size, &len, &used) == HITO_INFLATED &&
	       len == from->size;
}

/* From the object to what is there: whole or kept. */
static enum hito_read walk_chain(struct reading *reading)
{
	struct hito_objects *objects = reading->objects;
	struct hito_packed packed;
	struct link *link;

	objects->chain_count = 0;
	for (;;) {
		reading->has_base =
			hito_bases_find(objects->bases, reading->pack,
					reading->offset, &reading->base);
		if (reading->has_base)
			return HITO_READ_OK;
		if (!hito_pack_look(reading->pack, reading->offset, &packed))
			return HITO_READ_MISSING;
		if (packed.type != HITO_RAW_ANY)
			break;
		if (objects->chain_count == LONGEST_CHAIN)
			return HITO_READ_MISSING;
		if (!hito_reserve(objects->arena, objects->chain,
				  objects->chain_count,
				  objects->chain_capacity))
			return no_memory(reading->err);
		link = &objects->chain[objects->chain_count++];
		link->offset = reading->offset;
		link->packed = packed;
		reading->offset = packed.base;
	}
	reading->packed = packed;
	reading->base.type = packed.type;
	return HITO_READ_OK;
}

/* Inflate a delta and read its sizes. */
static enum hito_read open_delta(struct reading *reading,
				 const struct hito_packed *packed,
				 struct hito_room *room,
				 struct hito_str *out_delta, uint64_t *out_base,
				 uint64_t *out_result)
{
	struct hito_objects *objects = reading->objects;

	if (packed->size > HITO_LIMIT_OBJECT)
		return HITO_READ_MISSING;
	if (!hito_room_reserve(room, objects->arena, (size_t)packed->size))
		return no_memory(reading->err);
	if (!inflate(objects, packed, room->ptr))
		return HITO_READ_MISSING;
	*out_delta = (struct hito_str){room->ptr, (size_t)packed->size};
	return hito_delta_sizes(out_delta, out_base, out_result)
		       ? HITO_READ_OK
		       : HITO_READ_MISSING;
}

/* How large the object is that the chain makes. */
static enum hito_read measure(struct reading *reading, uint64_t *out_size)
{
	struct hito_objects *objects = reading->objects;
	enum hito_read result;

	if (!objects->chain_count) {
		*out_size = reading->has_base ? reading->base.bytes.len
					      : reading->packed.size;
		return HITO_READ_OK;
	}
	/* More than may ever be read, whatever it makes. */
	*out_size = objects->chain[0].packed.size;
	if (*out_size > HITO_LIMIT_OBJECT)
		return HITO_READ_OK;
	result = open_delta(reading, &objects->chain[0].packed, &objects->first,
			    &reading->first, &reading->first_base,
			    &reading->first_result);
	*out_size = reading->first_result;
	return result;
}

/* The object stored whole, which the chain begins with. */
static enum hito_read read_whole(struct reading *reading)
{
	size_t size = (size_t)reading->packed.size;
	bool kept;
	char *ptr;

	if (reading->packed.size > HITO_LIMIT_OBJECT)
		return HITO_READ_MISSING;
	ptr = room_for(reading, size, &kept);
	if (!ptr)
		return no_memory(reading->err);
	if (!inflate(reading->objects, &reading->packed, ptr))
		return HITO_READ_MISSING;
	make_base(reading, (struct hito_str){ptr, size}, kept);
	return HITO_READ_OK;
}

/* One step back along the chain: number 0 is the object itself. */
static enum hito_read apply(struct reading *reading, size_t number)
{
	struct hito_objects *objects = reading->objects;
	uint64_t base = reading->first_base, size = reading->first_result;
	struct hito_str delta = reading->first;
	enum hito_read result = HITO_READ_OK;
	bool kept;
	char *ptr;

	if (number)
		result = open_delta(reading, &objects->chain[number].packed,
				    &objects->delta, &delta, &base, &size);
	if (result != HITO_READ_OK)
		return result;
	reading->work += size;
	if (base != reading->base.bytes.len || size > HITO_LIMIT_OBJECT ||
	    reading->work > MOST_WORK)
		return HITO_READ_MISSING;
	ptr = room_for(reading, (size_t)size, &kept);
	if (!ptr)
		return no_memory(reading->err);
	if (!hito_delta_apply(reading->base.bytes, delta, ptr, (size_t)size))
		return HITO_READ_MISSING;
	reading->offset = objects->chain[number].offset;
	make_base(reading, (struct hito_str){ptr, (size_t)size}, kept);
	return HITO_READ_OK;
}

static bool begin(struct hito_objects *objects, const struct hito_pack *pack,
		  uint64_t offset, struct hito_err *err,
		  struct reading *out_reading)
{
	if (!objects->bases_arena)
		objects->bases_arena = hito_arena_sub(objects->arena);
	if (objects->bases_arena && !objects->bases)
		objects->bases = hito_bases_new(objects->bases_arena);
	*out_reading = (struct reading){
		.objects = objects,
		.pack = pack,
		.offset = offset,
		.err = err,
	};
	return objects->bases != NULL;
}

/*
 * Commits and tags are seldom made of each other: they are kept only where
 * one is.
 */
enum hito_read hito_objects_read_at(struct hito_objects *objects,
				    const struct hito_pack *pack,
				    uint64_t offset, enum hito_raw_type wanted,
				    size_t limit, struct hito_raw *out,
				    size_t *out_size, struct hito_err *err)
{
	struct reading reading;
	enum hito_read result;
	uint64_t size;

	*out_size = 0;
	*out = (struct hito_raw){.type = HITO_RAW_ANY};
	if (!begin(objects, pack, offset, err, &reading))
		return no_memory(err);
	result = walk_chain(&reading);
	if (result != HITO_READ_OK)
		return result;
	out->type = reading.base.type;
	if (wanted != HITO_RAW_ANY && out->type != wanted)
		return HITO_READ_MISSING;
	result = measure(&reading, &size);
	if (result != HITO_READ_OK)
		return result;
	*out_size = size < SIZE_MAX ? (size_t)size : SIZE_MAX;
	if (size > limit || size > HITO_LIMIT_OBJECT)
		return HITO_READ_MISSING;
	reading.is_kept = objects->chain_count || out->type == HITO_RAW_TREE ||
			  out->type == HITO_RAW_BLOB;
	if (!reading.has_base)
		result = read_whole(&reading);
	for (size_t i = objects->chain_count; result == HITO_READ_OK && i > 0;)
		result = apply(&reading, --i);
	out->bytes = reading.base.bytes;
	if (result != HITO_READ_OK)
		*out_size = 0;
	return result;
}

/* As libgit2 and git: it is there even where nobody wrote it. */
static bool is_empty_tree(const struct hito_oid *oid)
{
	static const unsigned char empty[] = {
		0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e, 0xb9, 0xa0, 0x60,
		0xe5, 0x4b, 0xf8, 0xd6, 0x92, 0x88, 0xfb, 0xee, 0x49, 0x04,
	};

	return memcmp(oid->bytes, empty, sizeof(empty)) == 0;
}

/* In packs, else loose; the next copy where one is damaged. */
static enum hito_read read_stored(struct hito_objects *objects,
				  const struct hito_oid *oid,
				  enum hito_raw_type wanted, size_t limit,
				  struct hito_raw *out, size_t *out_size,
				  struct hito_err *err)
{
	enum hito_read result = HITO_READ_MISSING;
	struct found found;
	const char *folder;

	for (size_t n = 0; find_packed(objects, oid, &n, &found); n++) {
		result =
			hito_objects_read_at(objects, found.pack, found.offset,
					     wanted, limit, out, out_size, err);
		if (result != HITO_READ_MISSING || *out_size)
			return result;
	}
	for (size_t i = 0;
	     (folder = hito_store_folder(objects->store, i)) != NULL; i++) {
		result = hito_loose_read(&objects->loose, folder, oid, wanted,
					 limit, out, out_size, err);
		if (result != HITO_READ_MISSING || *out_size)
			return result;
	}
	return HITO_READ_MISSING;
}

enum hito_read hito_objects_read(struct hito_objects *objects,
				 const struct hito_oid *oid,
				 enum hito_raw_type wanted, size_t limit,
				 struct hito_raw *out, size_t *out_size,
				 struct hito_err *err)
{
	const struct hito_packs *packs;
	enum hito_read result;

	*out_size = 0;
	*out = (struct hito_raw){.type = HITO_RAW_TREE, .bytes = HITO_STR("")};
	if (is_empty_tree(oid))
		return wanted == HITO_RAW_ANY || wanted == HITO_RAW_TREE
			       ? HITO_READ_OK
			       : HITO_READ_MISSING;
	if (!has_packs(objects))
		return no_memory(err);
	result = read_stored(objects, oid, wanted, limit, out, out_size, err);
	if (result != HITO_READ_MISSING || *out_size)
		return result;
	packs = hito_store_again(objects->store, objects->packs);
	if (packs == objects->packs)
		return result;
	if (!take_packs(objects, packs))
		return no_memory(err);
	return read_stored(objects, oid, wanted, limit, out, out_size, err);
}

uint32_t hito_objects_pin(struct hito_objects *objects,
			  const struct hito_raw *raw)
{
	return objects->bases && raw->bytes.len
		       ? hito_bases_pin(objects->bases, raw->bytes.ptr)
		       : 0;
}

void hito_objects_unpin(struct hito_objects *objects, uint32_t number)
{
	hito_bases_unpin(objects->bases, number);
}

enum hito_read hito_objects_peek(struct hito_objects *objects,
				 const struct hito_oid *oid,
				 enum hito_raw_type *out_type, size_t *out_size,
				 struct hito_err *err)
{
	enum hito_read result;
	struct reading reading;
	struct hito_raw raw;
	struct found found;
	uint64_t size;
	size_t n = 0;

	if (!has_packs(objects))
		return no_memory(err);
	if (find_packed(objects, oid, &n, &found)) {
		if (!begin(objects, found.pack, found.offset, err, &reading))
			return no_memory(err);
		result = walk_chain(&reading);
		if (result == HITO_READ_OK)
			result = measure(&reading, &size);
		if (result == HITO_READ_OK) {
			*out_type = reading.base.type;
			*out_size = size < SIZE_MAX ? (size_t)size : SIZE_MAX;
		}
		if (result != HITO_READ_MISSING)
			return result;
	}
	result = hito_objects_read(objects, oid, HITO_RAW_ANY,
				   HITO_LIMIT_OBJECT, &raw, out_size, err);
	*out_type = raw.type;
	return result == HITO_READ_MISSING && *out_size ? HITO_READ_OK : result;
}

uint64_t hito_objects_place(struct hito_objects *objects,
			    const struct hito_oid *oid)
{
	enum { OFFSET_BITS = 44 }; /* packs of 16 TB */
	struct found found;
	size_t n = 0;

	if (!has_packs(objects) || !find_packed(objects, oid, &n, &found))
		return UINT64_MAX;
	return (uint64_t)hito_pack_file_number(found.file) << OFFSET_BITS |
	       (found.offset & ((UINT64_C(1) << OFFSET_BITS) - 1));
}

/* Copies of one object count once. */
static void count_id(unsigned found, const struct hito_oid *oid,
		     struct hito_oid *out_oid, unsigned *count)
{
	if (found && *count && hito_oid_equal(oid, out_oid))
		found--;
	else if (found)
		*out_oid = *oid;
	*count += found;
}

bool hito_objects_begin(struct hito_objects *objects,
			const struct hito_oid *start, size_t digits,
			struct hito_oid *out_oid, unsigned *out_count,
			struct hito_err *err)
{
	unsigned count = 0;
	struct hito_oid oid;
	const char *folder;

	if (!has_packs(objects))
		return hito_err_memory(err);
	for (size_t i = 0; count < 2 && i < objects->packs->count; i++) {
		const struct hito_pack *pack =
			hito_pack_file_map(objects->store, objects->order[i]);

		if (pack)
			count_id(hito_pack_begin(pack, start, digits, &oid),
				 &oid, out_oid, &count);
	}
	for (size_t i = 0;
	     count < 2 &&
	     (folder = hito_store_folder(objects->store, i)) != NULL;
	     i++)
		count_id(hito_loose_begin(folder, start, digits, &oid), &oid,
			 out_oid, &count);
	*out_count = count < 2 ? count : 2;
	return true;
}
