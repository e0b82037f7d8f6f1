// Threads that share the chunks of a job.
#pragma once

/** The most threads that share a job. */
enum { MOST_THREADS = 64 };

/**
 * Calls `work(data, index, thread)` for each index below `count` and returns when all calls have. Each thread takes the
 * next index that is left; thread 0 is the caller. Only one thread of the program may call this.
 */
void share(int threads, int count, void (*work)(void *data, int index, int thread), void *data);
