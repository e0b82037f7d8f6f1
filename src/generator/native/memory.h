// Memory for layers and tensors.
#pragma once
#include <stddef.h>

/** Memory that begins at a vector; NULL if there is not enough. */
void *allocate(size_t bytes);

/** Frees what `allocate` gave, or nothing. */
void release(void *data);

/**
 * Memory straight from the system, which gets it back at once: what a C library frees, it may keep. It is zero at first.
 * @returns NULL if there is not enough
 */
void *mapPages(size_t bytes);

void unmapPages(void *data, size_t bytes);
