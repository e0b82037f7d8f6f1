#include "jobs.h"
#include "memory.h"
#include "threads.h"
#include <stdlib.h>

/** The most rows of a chunk, whose input then stays in a cache of 256 kB or, for floats, of 1 MB. */
enum { CODE_ROWS = 384, FLOAT_ROWS = 96, WAVE_ROWS = 3072 };

/** What each thread works with. */
static struct {
  void *data;
  size_t bytes;
} scratch[MOST_THREADS];

typedef struct {
  const Kernels *kernels;
  Job job;
  int64_t rows, chunk;
  size_t scratchBytes;
  int outputs;
  /** [chunks, 2, outputs] or NULL */
  float *sums;
  bool failed;
} Chunks;

static void runChunk(void *data, int index, int thread) {
  Chunks *all = data;
  const Job job = all->job;
  const int64_t from = index * all->chunk, to = from + all->chunk < all->rows ? from + all->chunk : all->rows;
  if (scratch[thread].bytes < all->scratchBytes) {
    release(scratch[thread].data);
    scratch[thread].data = allocate(all->scratchBytes);
    scratch[thread].bytes = scratch[thread].data ? all->scratchBytes : 0;
    if (!scratch[thread].data) {
      all->failed = true;
      return;
    }
  }
  float *sums = all->sums ? all->sums + (size_t)index * 2 * all->outputs : NULL;
  if (job.codes) all->kernels->convolveCodes(job.codes, from, to, scratch[thread].data, sums);
  else if (job.floats) all->kernels->convolveFloats(job.floats, from, to, scratch[thread].data, sums);
  else all->kernels->wave(job.wave, from, to);
}

bool runJob(const Kernels *kernels, int threads, Job job, int64_t rows, int outputs, double *totals) {
  if (rows < 1) return true;
  const int64_t most = job.codes ? CODE_ROWS : job.floats ? FLOAT_ROWS : WAVE_ROWS;
  const int64_t shares = (rows + most * threads - 1) / (most * threads) * threads; // as many for each thread
  Chunks all = {.kernels = kernels, .job = job, .rows = rows, .outputs = outputs};
  all.chunk = (rows + shares - 1) / shares;
  const int64_t count = (rows + all.chunk - 1) / all.chunk;
  if (job.codes) all.scratchBytes = kernels->codeScratch(job.codes->layer, all.chunk);
  if (job.floats) all.scratchBytes = kernels->floatScratch(job.floats->layer, all.chunk);
  if (totals) {
    all.sums = calloc(count * 2 * outputs, sizeof(float));
    if (!all.sums) return false;
  }
  share(threads, (int)count, runChunk, &all);
  for (int i = 0; totals && i < 2 * outputs; i++) {
    totals[i] = 0;
    for (int64_t chunk = 0; chunk < count; chunk++) totals[i] += all.sums[chunk * 2 * outputs + i];
  }
  free(all.sums);
  return !all.failed;
}

void freeScratch(void) {
  for (int i = 0; i < MOST_THREADS; i++) {
    release(scratch[i].data);
    scratch[i].data = NULL;
    scratch[i].bytes = 0;
  }
}
