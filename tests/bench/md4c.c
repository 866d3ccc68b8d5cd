/* SPDX-License-Identifier: MIT */
/*
 * The yardstick of make bench: open, read and parse the files that standard
 * input names, one a line, with md4c alone, and do nothing with what it says.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <md4c.h>

static int on_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
	(void)type;
	(void)detail;
	(void)ctx;
	return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *ctx)
{
	(void)type;
	(void)detail;
	(void)ctx;
	return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size,
		   void *ctx)
{
	(void)type;
	(void)text;
	(void)size;
	(void)ctx;
	return 0;
}

static int parse(const char *path)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS,
		.enter_block = on_block,
		.leave_block = on_block,
		.enter_span = on_span,
		.leave_span = on_span,
		.text = on_text,
	};
	int fd = open(path, O_RDONLY);
	struct stat status;
	int result = -1;
	char *text;

	if (fd < 0 || fstat(fd, &status) < 0 || status.st_size > UINT_MAX)
		return -1;
	text = malloc((size_t)status.st_size + 1);
	if (text && read(fd, text, (size_t)status.st_size) == status.st_size)
		result = md_parse(text, (MD_SIZE)status.st_size, &parser, NULL);
	free(text);
	close(fd);
	return result;
}

int main(void)
{
	char path[PATH_MAX];

	while (fgets(path, sizeof(path), stdin)) {
		path[strcspn(path, "\n")] = '\0';
		if (parse(path) != 0) {
			perror(path);
			return 1;
		}
	}
	return 0;
}
