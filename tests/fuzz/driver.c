/* SPDX-License-Identifier: MIT */
/*
 * Replays files through a fuzz target without a fuzzer: each file named, and
 * each file of each folder named, once. A crash or a file that takes more
 * than ten seconds ends the program; else it prints how many passed.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t capacity = 1 << 16, size = 0, got;
	uint8_t *data = file ? malloc(capacity) : NULL;

	while (data && (got = fread(data + size, 1, capacity - size, file))) {
		size += got;
		if (size == capacity) {
			uint8_t *larger = realloc(data, capacity *= 2);

			if (!larger)
				free(data);
			data = larger;
		}
	}
	if (file)
		fclose(file);
	if (!data) {
		fprintf(stderr, "%s: cannot be read\n", path);
		return false;
	}
	/* So that a crash or a time-out can be told to be this file's. */
	fprintf(stderr, "%s\n", path);
	/* Of its own size: reading past the end is noticed. */
	data = realloc(data, size ? size : 1);
	alarm(10);
	LLVMFuzzerTestOneInput(data, size);
	alarm(0);
	free(data);
	return true;
}

static void replay(const char *path, unsigned *passed, unsigned *failed)
{
	struct stat status;
	struct dirent **entries;
	char inside[4096];
	int count;

	if (stat(path, &status) < 0 || !S_ISDIR(status.st_mode)) {
		*(replay_file(path) ? passed : failed) += 1;
		return;
	}
	count = scandir(path, &entries, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.') {
			snprintf(inside, sizeof(inside), "%s/%s", path,
				 entries[i]->d_name);
			replay(inside, passed, failed);
		}
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

int main(int argc, char **argv)
{
	unsigned passed = 0, failed = 0;

	for (int i = 1; i < argc; i++)
		replay(argv[i], &passed, &failed);
	printf("%u passed, %u failed\n", passed, failed);
	return failed || !passed;
}
