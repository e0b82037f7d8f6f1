// Memory straight from the system, which gets it back at once. What a C library frees, it may keep.
#pragma once
#include <stddef.h>

/** Memory that is zero at first; NULL if there is not enough. */
void *mapPages(size_t bytes);

void unmapPages(void *data, size_t bytes);
