/* SPDX-License-Identifier: MIT */
/* How many threads a command may use. */
#include "threads.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/num.h"

size_t threads_wanted(size_t most)
{
	const char *text = getenv("HITO_THREADS");
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	uint32_t wanted;

	if (!text || !hito_str_u32(hito_str_from(text), &wanted))
		wanted = processors > 0 ? (uint32_t)processors : 1;
	if (wanted < 1)
		return 1;
	return wanted < most ? wanted : most;
}
