#include "pages.h"

#ifdef _WIN32
#include <windows.h>

void *mapPages(size_t bytes) { return VirtualAlloc(NULL, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE); }

void unmapPages(void *data, size_t bytes) {
  (void)bytes; // all that were mapped
  if (data) VirtualFree(data, 0, MEM_RELEASE);
}
#else
#define _DEFAULT_SOURCE
#include <sys/mman.h>

void *mapPages(size_t bytes) {
  void *data = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return data == MAP_FAILED ? NULL : data;
}

void unmapPages(void *data, size_t bytes) {
  if (data) munmap(data, bytes);
}
#endif
