// Jobs for several threads.
#pragma once
#include "kernels.h"
#include <stdbool.h>

/** One of the three. */
typedef struct {
  const CodeJob *codes;
  const FloatJob *floats;
  const WaveJob *wave;
} Job;

/**
 * Does a job in chunks of rows. Each chunk has sums of its own.
 * @param totals [2, outputs] or NULL: takes the sums of the outputs and of their squares
 * @returns false if there is not enough memory
 */
bool runJob(const Kernels *kernels, int threads, Job job, int64_t rows, int outputs, double *totals);

/** Frees what the threads keep from job to job. */
void freeScratch(void);
