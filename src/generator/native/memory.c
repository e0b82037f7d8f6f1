#define _DEFAULT_SOURCE
#include "memory.h"

/** Bytes of the longest vector. */
enum { ALIGNMENT = 64 };

static size_t whole(size_t bytes) { return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

#ifdef _WIN32
#include <malloc.h>
#include <windows.h>

void *allocate(size_t bytes) { return _aligned_malloc(whole(bytes), ALIGNMENT); }

void release(void *data) { _aligned_free(data); }

void *mapPages(size_t bytes) { return VirtualAlloc(NULL, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE); }

void unmapPages(void *data, size_t bytes) {
  (void)bytes; // all that were mapped
  if (data) VirtualFree(data, 0, MEM_RELEASE);
}
#else
#include <stdlib.h>
#include <sys/mman.h>

void *allocate(size_t bytes) { return aligned_alloc(ALIGNMENT, whole(bytes)); }

void release(void *data) { free(data); }

void *mapPages(size_t bytes) {
  void *data = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return data == MAP_FAILED ? NULL : data;
}

void unmapPages(void *data, size_t bytes) {
  if (data) munmap(data, bytes);
}
#endif
