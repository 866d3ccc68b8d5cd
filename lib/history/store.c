/* SPDX-License-Identifier: MIT */
/* Finding folders of objects, and mapping packs. */
#include "history/store.h"

#include "base/file.h"
#include "history/mapped.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	ALTERNATES = 64,      /* folders of one repository */
	ALTERNATES_DEPTH = 5, /* as git */
	ALTERNATES_SIZE = 1 << 20,
	PACKS = 100000,
};

enum state { UNREAD, READY, UNFIT };

struct hito_pack_file {
	const char *path; /* without "idx" and "pack" */
	uint32_t number;
	atomic_int state; /* pack is written before it is READY */
	struct hito_pack pack;
	struct hito_str maps[2]; /* index and pack; ptr NULL: not mapped */
};

struct folder {
	const char *path;
	struct timespec changed; /* its packs, when they were listed */
};

struct hito_store {
	struct hito_arena *arena; /* under the lock, as all below */
	pthread_mutex_t lock;
	struct folder folders[ALTERNATES];
	size_t folder_count;
	atomic_bool has_folders; /* with those of alternates */
	_Atomic(const struct hito_packs *) packs;
	bool was_listed_again;
};

bool hito_store_open(const char *objects, struct hito_arena *arena,
		     struct hito_store **out_store, struct hito_err *err)
{
	struct hito_arena *own = hito_arena_sub(arena);
	struct hito_store *store = NULL;

	if (own)
		store = hito_new(own, struct hito_store, 1);
	if (store)
		store->folders[0].path =
			hito_arena_copy(own, hito_str_from(objects)).ptr;
	if (!store || !store->folders[0].path ||
	    pthread_mutex_init(&store->lock, NULL) != 0) {
		hito_arena_free(own);
		return hito_err_memory(err);
	}
	store->arena = own;
	store->folder_count = 1;
	*out_store = store;
	return true;
}

void hito_store_close(struct hito_store *store)
{
	const struct hito_packs *packs;

	if (!store)
		return;
	packs = atomic_load(&store->packs);
	for (size_t i = 0; packs && i < packs->count; i++) {
		hito_mapped_close(&packs->list[i]->maps[0]);
		hito_mapped_close(&packs->list[i]->maps[1]);
	}
	pthread_mutex_destroy(&store->lock);
	hito_arena_free(store->arena);
}

void hito_store_rest(struct hito_store *store)
{
	const struct hito_packs *packs = atomic_load(&store->packs);

	for (size_t i = 0; packs && i < packs->count; i++) {
		hito_mapped_rest(packs->list[i]->maps[0]);
		hito_mapped_rest(packs->list[i]->maps[1]);
	}
}

/* Folders of objects */

static void add_folder(struct hito_store *store, const char *path)
{
	struct stat own, other;

	if (stat(path, &own) < 0 || store->folder_count == ALTERNATES)
		return;
	for (size_t i = 0; i < store->folder_count; i++)
		if (stat(store->folders[i].path, &other) == 0 &&
		    other.st_dev == own.st_dev && other.st_ino == own.st_ino)
			return;
	store->folders[store->folder_count++].path = path;
}

/* A folder a line, from the folder that names it; "#" begins a comment. */
static bool add_alternates(struct hito_store *store, const char *folder)
{
	struct hito_str path, text = {NULL, 0}, line;
	struct hito_err trouble = {.code = HITO_OK};

	path = hito_arena_printf(store->arena, "%s/info/alternates", folder);
	if (!path.ptr)
		return false;
	if (!hito_file_read(AT_FDCWD, path, ALTERNATES_SIZE, store->arena,
			    &text, &trouble))
		return trouble.code != HITO_ERR_MEMORY;
	while (hito_str_cut_line(&text, &line)) {
		if (!line.len || line.ptr[0] == '#' ||
		    memchr(line.ptr, '\0', line.len))
			continue;
		path = line.ptr[0] == '/'
			       ? hito_arena_copy(store->arena, line)
			       : hito_arena_printf(store->arena, "%s/%.*s",
						   folder, HITO_STR_ARG(line));
		if (!path.ptr)
			return false;
		add_folder(store, path.ptr);
	}
	return true;
}

/* Each round reads the alternates of those that the last one found. */
static bool find_folders(struct hito_store *store)
{
	size_t done = 0;

	if (atomic_load(&store->has_folders))
		return true;
	for (int depth = 0; depth <= ALTERNATES_DEPTH; depth++) {
		size_t end = store->folder_count;

		for (; done < end; done++)
			if (!add_alternates(store, store->folders[done].path))
				return false;
	}
	atomic_store(&store->has_folders, true);
	return true;
}

const char *hito_store_folder(struct hito_store *store, size_t number)
{
	if (!atomic_load(&store->has_folders) && !hito_store_packs(store))
		return NULL;
	return number < store->folder_count ? store->folders[number].path
					    : NULL;
}

/* Packs */

static int by_path(const void *left, const void *right)
{
	struct hito_pack_file *const *a = left, *const *b = right;

	return strcmp((*a)->path, (*b)->path);
}

static bool is_known(const struct hito_packs *known, const char *path)
{
	struct hito_pack_file like = {.path = path}, *key = &like;

	return known && known->count &&
	       bsearch(&key, known->list, known->count, sizeof(*known->list),
		       by_path);
}

struct listing {
	struct hito_store *store;
	const struct hito_packs *known;
	struct hito_pack_file **list;
	size_t count, capacity;
};

static bool add_file(struct listing *listing, const char *folder,
		     struct hito_str name)
{
	struct hito_arena *arena = listing->store->arena;
	struct hito_pack_file *file;
	struct hito_str path;

	path = hito_arena_printf(arena, "%s/pack/%.*s", folder,
				 HITO_STR_ARG(name));
	if (!path.ptr)
		return false;
	if (is_known(listing->known, path.ptr))
		return true;
	file = hito_new(arena, struct hito_pack_file, 1);
	if (!file || !hito_reserve(arena, listing->list, listing->count,
				   listing->capacity))
		return false;
	file->path = path.ptr;
	file->number = (uint32_t)listing->count;
	listing->list[listing->count++] = file;
	return true;
}

static bool list_folder(struct listing *listing, struct folder *folder)
{
	struct hito_arena *arena = listing->store->arena;
	struct hito_str path;
	struct dirent *entry;
	struct stat status;
	bool done = true;
	DIR *open;

	path = hito_arena_printf(arena, "%s/pack", folder->path);
	if (!path.ptr)
		return false;
	if (stat(path.ptr, &status) == 0)
		folder->changed = status.st_mtim;
	open = opendir(path.ptr);
	while (done && open && listing->count < PACKS &&
	       (entry = readdir(open)) != NULL) {
		struct hito_str name = hito_str_from(entry->d_name);

		if (hito_str_ends(name, ".idx"))
			done = add_file(listing, folder->path,
					hito_str_slice(name, 0, name.len - 3));
	}
	if (open)
		closedir(open);
	return done;
}

/* Those that are known stay, even if their files are gone. */
static const struct hito_packs *list_packs(struct hito_store *store)
{
	const struct hito_packs *known = atomic_load(&store->packs);
	struct listing listing = {.store = store, .known = known};
	struct hito_packs *packs = hito_new(store->arena, struct hito_packs, 1);

	if (!packs || !find_folders(store))
		return NULL;
	for (size_t i = 0; known && i < known->count; i++) {
		if (!hito_reserve(store->arena, listing.list, listing.count,
				  listing.capacity))
			return NULL;
		listing.list[listing.count++] = known->list[i];
	}
	for (size_t i = 0; i < store->folder_count; i++)
		if (!list_folder(&listing, &store->folders[i]))
			return NULL;
	if (known && listing.count == known->count)
		return known;
	if (listing.count > 1)
		qsort(listing.list, listing.count, sizeof(*listing.list),
		      by_path);
	packs->list = listing.list;
	packs->count = listing.count;
	atomic_store(&store->packs, packs);
	return packs;
}

const struct hito_packs *hito_store_packs(struct hito_store *store)
{
	const struct hito_packs *packs = atomic_load(&store->packs);

	if (packs)
		return packs;
	pthread_mutex_lock(&store->lock);
	packs = atomic_load(&store->packs);
	if (!packs)
		packs = list_packs(store);
	pthread_mutex_unlock(&store->lock);
	return packs;
}

static bool has_changed(const struct folder *folder)
{
	char path[PATH_MAX];
	struct stat status;
	int len = snprintf(path, sizeof(path), "%s/pack", folder->path);

	return len > 0 && (size_t)len < sizeof(path) &&
	       stat(path, &status) == 0 &&
	       (status.st_mtim.tv_sec != folder->changed.tv_sec ||
		status.st_mtim.tv_nsec != folder->changed.tv_nsec);
}

/* The time of a folder is too coarse to be trusted the first time. */
static bool is_worth_listing(struct hito_store *store)
{
	bool worth = !store->was_listed_again;

	store->was_listed_again = true;
	for (size_t i = 0; !worth && i < store->folder_count; i++)
		worth = has_changed(&store->folders[i]);
	return worth;
}

const struct hito_packs *hito_store_again(struct hito_store *store,
					  const struct hito_packs *seen)
{
	const struct hito_packs *packs;

	pthread_mutex_lock(&store->lock);
	packs = atomic_load(&store->packs);
	if (packs == seen && is_worth_listing(store))
		packs = list_packs(store);
	pthread_mutex_unlock(&store->lock);
	return packs;
}

static bool map_file(const char *path, const char *ending, struct hito_str *map)
{
	char whole[PATH_MAX];
	int len = snprintf(whole, sizeof(whole), "%s%s", path, ending);

	return len > 0 && (size_t)len < sizeof(whole) &&
	       hito_mapped_open(whole, map);
}

const struct hito_pack *hito_pack_file_map(struct hito_store *store,
					   struct hito_pack_file *file)
{
	int state = atomic_load_explicit(&file->state, memory_order_acquire);

	if (state != UNREAD)
		return state == READY ? &file->pack : NULL;
	pthread_mutex_lock(&store->lock);
	state = atomic_load(&file->state);
	if (state == UNREAD) {
		state = map_file(file->path, "idx", &file->maps[0]) &&
					map_file(file->path, "pack",
						 &file->maps[1]) &&
					hito_pack_init(&file->pack,
						       file->maps[0],
						       file->maps[1])
				? READY
				: UNFIT;
		atomic_store_explicit(&file->state, state,
				      memory_order_release);
	}
	pthread_mutex_unlock(&store->lock);
	return state == READY ? &file->pack : NULL;
}

uint32_t hito_pack_file_number(const struct hito_pack_file *file)
{
	return file->number;
}
