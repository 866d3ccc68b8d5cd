/* SPDX-License-Identifier: MIT */
/* Mapping files into memory. */
#define _DEFAULT_SOURCE /* madvise: that of POSIX does nothing here */
#include "history/mapped.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool hito_mapped_open(const char *path, struct hito_str *out_bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	void *bytes = MAP_FAILED;
	struct stat status;

	if (fd < 0)
		return false;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	    status.st_size > 0 && (uintmax_t)status.st_size <= SIZE_MAX / 2)
		bytes = mmap(NULL, (size_t)status.st_size, PROT_READ,
			     MAP_PRIVATE, fd, 0);
	close(fd);
	if (bytes == MAP_FAILED)
		return false;
	*out_bytes = (struct hito_str){bytes, (size_t)status.st_size};
	return true;
}

void hito_mapped_rest(struct hito_str bytes)
{
	if (bytes.ptr)
		(void)madvise((void *)bytes.ptr, bytes.len, MADV_DONTNEED);
}

void hito_mapped_close(struct hito_str *bytes)
{
	if (bytes->ptr)
		munmap((void *)bytes->ptr, bytes->len);
	*bytes = (struct hito_str){NULL, 0};
}
