#include "threads.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef _WIN32
#include <windows.h>
static SRWLOCK lock = SRWLOCK_INIT;
static CONDITION_VARIABLE begun = CONDITION_VARIABLE_INIT, done = CONDITION_VARIABLE_INIT;
#define LOCK() AcquireSRWLockExclusive(&lock)
#define UNLOCK() ReleaseSRWLockExclusive(&lock)
#define WAIT(condition) SleepConditionVariableSRW(&condition, &lock, INFINITE, 0)
#define WAKE(condition) WakeAllConditionVariable(&condition)
#else
#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begun = PTHREAD_COND_INITIALIZER, done = PTHREAD_COND_INITIALIZER;
#define LOCK() pthread_mutex_lock(&lock)
#define UNLOCK() pthread_mutex_unlock(&lock)
#define WAIT(condition) pthread_cond_wait(&condition, &lock)
#define WAKE(condition) pthread_cond_broadcast(&condition)
#endif

/** How often a thread looks for work before it sleeps: some 10 µs, about the time between two jobs. */
enum { LOOKS = 500 };

static struct {
  void (*work)(void *, int, int);
  void *data;
  int count, threads;
} job;
static atomic_int next;
/** Counts the jobs. */
static atomic_uint number;
/** Threads that have yet to finish the job, and those that there are besides the caller. */
static atomic_int busy;
static int helpers;
/** The number of the last job before a thread was started, in which it has no part. */
static unsigned started[MOST_THREADS];

static void takePart(int thread) {
  for (int index; (index = atomic_fetch_add(&next, 1)) < job.count;) job.work(job.data, index, thread);
}

static void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  __asm__ volatile("yield");
#endif
}

static void help(int thread) {
  unsigned seen = started[thread];
  for (;;) {
    for (int i = 0; i < LOOKS && atomic_load(&number) == seen; i++) relax();
    LOCK();
    while (atomic_load(&number) == seen) WAIT(begun);
    seen = atomic_load(&number);
    UNLOCK();
    if (thread < job.threads) takePart(thread);
    if (atomic_fetch_sub(&busy, 1) > 1) continue;
    LOCK();
    WAKE(done);
    UNLOCK();
  }
}

#ifdef _WIN32
static DWORD WINAPI run(void *thread) {
  help((int)(intptr_t)thread);
  return 0;
}
static bool start(int thread) {
  HANDLE handle = CreateThread(NULL, 0, run, (void *)(intptr_t)thread, 0, NULL);
  return handle != NULL && CloseHandle(handle);
}
#else
static void *run(void *thread) {
  help((int)(size_t)thread);
  return NULL;
}
static bool start(int thread) {
  pthread_t id;
  return pthread_create(&id, NULL, run, (void *)(size_t)thread) == 0 && pthread_detach(id) == 0;
}
#endif

void share(int threads, int count, void (*work)(void *, int, int), void *data) {
  if (threads > count) threads = count;
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  for (; helpers < threads - 1; helpers++) {
    started[helpers + 1] = atomic_load(&number);
    if (!start(helpers + 1)) break; // with fewer, it only takes longer
  }
  job.work = work, job.data = data, job.count = count, job.threads = threads;
  atomic_store(&next, 0);
  if (threads <= 1) return takePart(0);
  LOCK();
  atomic_store(&busy, helpers);
  atomic_fetch_add(&number, 1);
  WAKE(begun);
  UNLOCK();
  takePart(0);
  for (int i = 0; i < LOOKS && atomic_load(&busy) > 0; i++) relax();
  LOCK();
  while (atomic_load(&busy) > 0) WAIT(done);
  UNLOCK();
}
