/* SPDX-License-Identifier: MIT */
/* How many threads a command may use. */
#include "threads.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/threads.h"

size_t threads_wanted(size_t most)
{
	const char *text = getenv("HITO_THREADS");
	uint32_t wanted;

	if (!text || !hito_str_u32(hito_str_from(text), &wanted))
		wanted = hito_threads_processors();
	if (wanted < 1)
		return 1;
	return wanted < most ? wanted : most;
}
